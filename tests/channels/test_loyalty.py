"""Codes from files and from a loyalty program's webhook, over real HTTP and with every trouble."""

import asyncio
import gzip
import hashlib
import hmac
import json
import logging
import re
import traceback
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import ChannelError, Refused, TryLater, loyalty
from bot.channels.loyalty import AFTER, LONGEST_AFTER, LONGEST_CODE, MOST, Codes, Loyalty
from bot.voice import LANGUAGES, speak
from sandbox.faults import Delay, Error, Fault, LoseAnswer, Silence, Status
from sandbox.loyalty import METHOD
from sandbox.loyalty import Loyalty as Program
from tests.channels.conftest import NOON, noon

DOCUMENTS = Path(__file__).parents[2] / "docs"
SECRET = "hmac-key-that-nobody-may-see"
GIFT = "Торт на выбор"
REFUSED = [400, 402, 409, 410, 418, 422]
SETTINGS = [401, 403, 404, 301, 302, 307, 308]
AWAY = [429, 500, 502, 503, 504]
GARBAGE = [
    "",
    "<html>sorry</html>",
    "null",
    "[]",
    '"GIFT-1"',
    "{}",
    '{"code": null}',
    '{"code": 1234}',
    '{"code": ""}',
    '{"code": "   "}',
    '{"code": "two\\nlines"}',
    '{"code": "\\ud800"}',
    '{"code": "turned\\u202e"}',
    json.dumps({"code": "x" * (LONGEST_CODE + 1)}),
    '{"code": "GIFT-1"}'.ljust(MOST + 1),
    "[" * MOST,
]


@pytest.fixture
async def program() -> AsyncIterator[Program]:
    made = Program(SECRET, now=noon)
    await made.start()
    yield made
    await made.stop()


async def granted(url: str, secret: str = SECRET, *, key: str = "gift:7") -> str:
    return await Loyalty(clock=noon).grant(
        url, secret, gift=GIFT, customer="vk:42", case=7, key=key
    )


async def failed(url: str, secret: str = SECRET) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await granted(url, secret)
    return caught.value


async def after(program: Program, fault: Fault) -> ChannelError:
    """Return what a fault becomes; there must have been one call and no more."""
    program.faults.order(METHOD, fault)
    before = len(program.calls)
    error = await failed(program.url)
    assert len(program.calls) == before + 1, "it must not repeat by itself"
    return error


def named(value: object) -> str:
    return repr(value)[:40]


# --- the webhook


async def test_a_code_comes_for_what_was_asked(program: Program) -> None:
    assert await granted(program.url) == "GIFT-0001"
    asked = {"name": GIFT, "customer": "vk:42", "case": 7, "idempotency_key": "gift:7"}
    assert program.granted == [asked | {"code": "GIFT-0001"}]
    assert await granted(program.url, key="gift:8") == "GIFT-0002"


async def test_what_is_sent_is_signed_with_its_time(program: Program) -> None:
    await granted(program.url)
    (call,) = program.calls
    at = str(int(NOON.timestamp()))
    right = hmac.new(SECRET.encode(), f"{at}.".encode() + call.body, hashlib.sha256).hexdigest()
    assert call.headers["X-Otklik-Timestamp"] == at
    assert call.headers["X-Otklik-Signature"] == f"sha256={right}"
    assert call.headers["Idempotency-Key"] == "gift:7"
    assert call.headers["Content-Type"] == "application/json"


async def test_the_same_key_gets_the_same_code(program: Program) -> None:
    assert await granted(program.url) == await granted(program.url)
    assert len(program.granted) == 1


async def test_a_lost_answer_is_tried_again_and_grants_once(program: Program) -> None:
    error = await after(program, LoseAnswer())
    assert isinstance(error, TryLater) and error.problem == "loyalty-away" and error.after > 0
    assert len(program.granted) == 1
    assert await granted(program.url) == program.granted[0]["code"]
    assert len(program.granted) == 1


async def test_a_wrong_secret_is_refused_and_nothing_is_granted(program: Program) -> None:
    error = await failed(program.url, "another")
    assert isinstance(error, Refused) and error.problem == "loyalty-settings"
    assert program.granted == []


async def test_a_signature_of_another_hour_is_not_taken(program: Program) -> None:
    late = Loyalty(clock=lambda: NOON - timedelta(hours=1))
    with pytest.raises(Refused):
        await late.grant(program.url, SECRET, gift=GIFT, customer="vk:42", case=7, key="gift:7")
    assert program.granted == []


@pytest.mark.parametrize("status", REFUSED)
async def test_what_the_program_does_not_want_is_refused(program: Program, status: int) -> None:
    error = await after(program, Error(status))
    assert isinstance(error, Refused) and error.problem == "loyalty-refused"
    assert program.granted == []


@pytest.mark.parametrize("status", SETTINGS)
async def test_a_wrong_address_or_key_is_told_as_such(program: Program, status: int) -> None:
    error = await after(program, Status(status))
    assert isinstance(error, Refused) and error.problem == "loyalty-settings"


@pytest.mark.parametrize("status", AWAY)
async def test_a_program_in_trouble_is_asked_again(program: Program, status: int) -> None:
    error = await after(program, Status(status))
    assert isinstance(error, TryLater)
    assert (error.problem, error.after) == ("loyalty-away", AFTER)
    assert await granted(program.url)


@pytest.mark.parametrize("status", [202, 204, 206])
async def test_another_success_is_no_code(program: Program, status: int) -> None:
    error = await after(program, Status(status, ""))
    assert isinstance(error, Refused) and error.problem == "loyalty-answer"


@pytest.mark.parametrize("body", GARBAGE, ids=named)
async def test_an_answer_without_a_code_is_refused(program: Program, body: str) -> None:
    error = await after(program, Status(200, body))
    assert isinstance(error, Refused) and error.problem == "loyalty-answer"


@pytest.mark.parametrize("code", ["7", "ТОРТ-2026", "a b", "x" * LONGEST_CODE])
@pytest.mark.parametrize("status", [200, 201])
async def test_a_code_is_any_short_line(program: Program, status: int, code: str) -> None:
    program.faults.order(METHOD, Status(status, json.dumps({"code": code, "more": 1})))
    assert await granted(program.url) == code


async def test_an_answer_may_be_as_long_as_it_may_be(program: Program) -> None:
    program.faults.order(METHOD, Status(200, '{"code": "GIFT-1"}'.ljust(MOST)))
    assert await granted(program.url) == "GIFT-1"


@pytest.mark.parametrize(
    ("given", "seconds"),
    [
        (120, 120.0),
        (0, 1.0),
        (86400, LONGEST_AFTER),
        ("Mon, 23 Nov 2026 09:10:00 GMT", 600.0),
        ("Mon, 23 Nov 2026 09:10:00 -0000", 600.0),
        ("Mon, 23 Nov 2026 08:00:00 GMT", 1.0),
        ("Mon, 23 Nov 2026 23:00:00 GMT", LONGEST_AFTER),
        ("soon", AFTER),
        ("-5", AFTER),
        ("9" * 400, LONGEST_AFTER),
    ],
    ids=named,
)
@pytest.mark.parametrize("status", [429, 503])
async def test_the_program_says_when_to_ask_again_but_not_beyond_an_hour(
    program: Program, status: int, given: object, seconds: float
) -> None:
    error = await after(program, Error(status, parameters={"retry_after": given}))
    assert isinstance(error, TryLater) and error.after == seconds


@given(st.text(max_size=40) | st.from_regex(r"[A-Z][a-z]{2}, [0-9]+ Nov [0-9]+ [0-9:]+ ?[+-]?\w*"))
def test_no_retry_after_whatever_is_a_bug(said: str) -> None:
    assert 1 <= loyalty._after({"Retry-After": said}, now=NOON) <= LONGEST_AFTER


@pytest.mark.parametrize("fault", [Silence(), Delay(1)], ids=named)
async def test_a_late_answer_is_not_waited_for_and_grants_once(
    program: Program, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loyalty, "TIMEOUT", 0.1)
    began = asyncio.get_running_loop().time()
    error = await after(program, fault)
    assert isinstance(error, TryLater) and error.problem == "loyalty-away"
    assert asyncio.get_running_loop().time() - began < 0.9
    monkeypatch.undo()
    assert await granted(program.url) == "GIFT-0001"
    assert len(program.granted) == 1


async def test_a_program_that_is_down_is_asked_again(program: Program, nobody: str) -> None:
    error = await failed(f"{nobody}/otklik")
    assert isinstance(error, TryLater) and error.problem == "loyalty-away"
    program.down = True
    assert isinstance(await failed(program.url), TryLater)
    program.down = False
    assert await granted(program.url)


async def test_another_address_of_the_same_server_is_told_as_wrong(program: Program) -> None:
    error = await failed(program.url + "/else")
    assert isinstance(error, Refused) and error.problem == "loyalty-settings"


async def test_an_address_that_cannot_be_one_is_told_as_wrong() -> None:
    for url in ("https://", f"https://{'a' * 70}.example/", "https://a..b/"):
        error = await failed(url)
        assert isinstance(error, Refused) and error.problem == "loyalty-settings"


async def test_what_is_not_http_is_no_code() -> None:
    async def babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(babble, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        error = await failed(f"http://127.0.0.1:{port}/otklik")
    assert isinstance(error, Refused) and error.problem == "loyalty-answer"


async def test_an_answer_that_is_packed_is_not_unpacked() -> None:
    packed = gzip.compress(b'{"code": "GIFT-1"}')

    async def pack(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
        writer.write(head.encode() + packed)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(pack, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        error = await failed(f"http://127.0.0.1:{port}/otklik")
    assert isinstance(error, Refused) and error.problem == "loyalty-answer"


async def test_an_answer_that_breaks_off_is_tried_again() -> None:
    async def break_off(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"code": ')
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(break_off, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        error = await failed(f"http://127.0.0.1:{port}/otklik")
    assert isinstance(error, TryLater) and error.problem == "loyalty-away"


async def test_a_redirect_takes_nothing_elsewhere(program: Program) -> None:
    async def move(_: web.Request) -> web.Response:
        return web.Response(status=308, headers={"Location": program.url})

    app = web.Application()
    app.router.add_post("/old", move)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        error = await failed(f"http://127.0.0.1:{runner.addresses[0][1]}/old")
    finally:
        await runner.cleanup()
    assert isinstance(error, Refused) and error.problem == "loyalty-settings"
    assert program.calls == []


async def test_no_more_of_an_endless_answer_is_read_than_is_needed() -> None:
    sent = 0

    async def pour(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while sent < 2**27:
                writer.write(b" " * 2**16)
                sent += 2**16
                await writer.drain()
        except ConnectionError:
            pass
        writer.close()

    async with await asyncio.start_server(pour, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        error = await failed(f"http://127.0.0.1:{port}/otklik")
    assert isinstance(error, Refused) and error.problem == "loyalty-answer"
    assert sent < 2**27


async def test_neither_secret_nor_code_nor_query_is_in_a_log_or_an_error(
    program: Program, caplog: pytest.LogCaptureFixture, nobody: str
) -> None:
    caplog.set_level(logging.DEBUG)
    url, said = program.url + "?token=query-secret", ""
    for fault in (Error(409), Status(404), Status(500), Status(200), LoseAnswer(), None):
        if fault:
            program.faults.order(METHOD, fault)
        try:
            code = await granted(url)
        except ChannelError as error:
            said += "".join(traceback.format_exception(error)) + repr(vars(error))
    said += "".join(traceback.format_exception(await failed(nobody + "?token=query-secret")))
    for hidden in (SECRET, code, "query-secret"):
        assert hidden not in caplog.text and hidden not in said


async def test_each_problem_has_words_in_each_language() -> None:
    for problem in ("refused", "settings", "answer", "away", "given-up", "no-codes"):
        for locale in LANGUAGES:
            assert speak(locale, f"problem-loyalty-{problem}", {"detail": ""}, strict=True)


@pytest.mark.parametrize("name", ["compensations.md", "compensations.ru.md"])
def test_the_check_that_the_documents_show_takes_what_is_sent_and_nothing_else(name: str) -> None:
    (shown,) = re.findall(r"```python\n(.*?)```", (DOCUMENTS / name).read_text("utf-8"), re.S)
    known: dict[str, Any] = {}
    exec(shown, known)
    check, now, body = known["comes_from_otklik"], datetime.now(UTC), '{"name": "Торт"}'.encode()
    headers = loyalty.signed(body, SECRET, at=now)
    assert check(SECRET, headers, body)
    assert not check(SECRET, headers, body + b" ") and not check("another", headers, body)
    assert not check(SECRET, loyalty.signed(body, SECRET, at=now - timedelta(hours=1)), body)
    later = headers | {"X-Otklik-Timestamp": str(int(now.timestamp()) + 1)}
    assert not check(SECRET, later, body) and not check(SECRET, {}, body)


@pytest.mark.parametrize("name", ["compensations.md", "compensations.ru.md"])
def test_the_key_that_the_documents_show_looks_like_those_that_are_sent(name: str) -> None:
    shown = (DOCUMENTS / name).read_text("utf-8")
    (header,) = re.findall(r"^Idempotency-Key: (.*)$", shown, re.M)
    assert re.fullmatch(r"\d+:\d+\.\d+:[0-9a-f]{8}", header)
    assert f'"idempotency_key": "{header}"' in shown


# --- files


def test_a_file_is_a_code_a_line_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "coffee.txt"
    file.write_text("\ufeffA-1\r\n  B-2  \n\n# used up\n#C-3\nA-1\nкод 4\n\ufeffD-5", "utf-8")
    assert Codes().lines(file) == ["A-1", "B-2", "код 4", "D-5"]


def test_a_file_is_read_anew_each_time(tmp_path: Path) -> None:
    file, codes = tmp_path / "coffee.txt", Codes()
    file.write_text("A-1\n")
    assert codes.lines(file) == ["A-1"]
    file.write_text("A-1\nB-2\n")
    assert codes.lines(file) == ["A-1", "B-2"]
    file.write_text("")
    assert codes.lines(file) == []


def test_a_file_that_cannot_be_read_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("код".encode("cp1251"))
    for name in ("gone.txt", "old.txt", "."):
        with pytest.raises(Refused) as caught:
            Codes().lines(tmp_path / name)
        assert caught.value.problem == "loyalty-no-codes"


def test_a_signature_is_of_the_time_in_any_zone() -> None:
    there = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    headers = loyalty.signed(b"{}", "key", at=there)
    assert headers["X-Otklik-Timestamp"] == "1795435200"
    message = b"1795435200.{}"
    right = hmac.new(b"key", message, hashlib.sha256).hexdigest()
    assert headers["X-Otklik-Signature"] == f"sha256={right}"
