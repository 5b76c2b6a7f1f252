"""The web server keeps what is genuine, refuses the rest, and echoes nothing."""

import asyncio
import gzip
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.state import State
from bot.store.engine import Store
from bot.store.inbox import Inbox
from bot.store.tables import DONE, WAITING, metadata
from handlers import web as web_module
from handlers.clock import Ticks
from handlers.web import LARGEST, SECRET_HEADER, Doorkeeper, Web
from tests.handlers.conftest import GROUP, kept, noon

SECRET, TELEGRAM_SECRET = "vk-secret", "tg-secret"
VK, TG = "/vk/callback", "/telegram/webhook"
EVENT = {
    "type": "wall_reply_new",
    "event_id": "e1",
    "v": "5.199",
    "group_id": GROUP,
    "object": {"id": 2, "from_id": 1001, "post_id": 1, "text": "Торт помятый!"},
    "secret": SECRET,
}
SAD = "remove version 5.131 <b>hunter2</b>"


@dataclass
class Site:
    url: str
    session: aiohttp.ClientSession
    confirmation: list[str]

    async def post(self, path: str, data: Any, **options: Any) -> tuple[int, str]:
        body = data if isinstance(data, bytes | str) else json.dumps(data)
        if path == TG:
            options.setdefault("headers", {SECRET_HEADER: TELEGRAM_SECRET})
        async with self.session.post(self.url + path, data=body, **options) as response:
            return response.status, await response.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(self.url + path) as response:
            return response.status, await response.text()


async def listening(inbox: Inbox, store: Store) -> tuple[web.AppRunner, Site]:
    troubles: dict[str, str] = {}
    state = State(
        store, inbox, timer=time.monotonic, loops=[], troubles=lambda: troubles, jobs=Ticks()
    )
    confirmation = ["c0de"]
    keeper = Doorkeeper(
        vk_group_id=GROUP,
        vk_secret=SECRET,
        confirmation=lambda: confirmation[0],
        telegram_secret=TELEGRAM_SECRET,
    )
    application = Web(inbox, keeper, state, clock=noon).application()
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
    site = Site(f"http://{host}:{port}", session, confirmation)
    site.__dict__["troubles"] = troubles
    return runner, site


@pytest.fixture
async def site(inbox: Inbox, store: Store) -> AsyncIterator[Site]:
    runner, made = await listening(inbox, store)
    yield made
    await made.session.close()
    await runner.cleanup()


async def test_an_event_is_answered_with_ok_and_is_on_disk_without_its_secret(
    site: Site, store: Store
) -> None:
    async with site.session.post(site.url + VK, json=EVENT) as response:
        assert response.status == 200 and await response.read() == b"ok"
        assert response.content_type == "text/plain"
    [row] = await kept(store)
    assert (row.source, row.event_id, row.state) == ("vk", "e1", WAITING)
    assert json.loads(row.body) == {k: v for k, v in EVENT.items() if k != "secret"}
    assert SECRET not in row.body


async def test_an_event_that_comes_again_is_ok_and_kept_once(site: Site, store: Store) -> None:
    answers = await asyncio.gather(*(site.post(VK, EVENT) for _ in range(20)))
    assert set(answers) == {(200, "ok")} and len(await kept(store)) == 1


@pytest.mark.parametrize("event_id", [None, 5, "", "x" * 500, "\ud800", "a\u0000b", "é", [1]])
async def test_an_event_without_a_proper_id_is_known_by_what_it_says(
    site: Site, store: Store, event_id: object
) -> None:
    for text_ in ("Раз", "Раз", "Два"):
        event = EVENT | {"event_id": event_id, "object": {"id": 1, "text": text_}}
        assert await site.post(VK, event) == (200, "ok")
    assert len(await kept(store)) == 2


async def test_what_no_door_wants_is_ok_and_waits_for_nobody(site: Site, store: Store) -> None:
    assert await site.post(VK, EVENT | {"type": "like_add"}) == (200, "ok")
    assert [row.state for row in await kept(store)] == [DONE]


@pytest.mark.parametrize("kind", [None, 5, ["wall_reply_new"], {"a": 1}, True])
async def test_a_type_that_is_none_is_kept_to_be_set_aside(
    site: Site, store: Store, kind: object
) -> None:
    assert await site.post(VK, EVENT | {"type": kind}) == (200, "ok")
    assert [row.state for row in await kept(store)] == [WAITING]


async def test_the_confirmation_string_is_told_with_and_without_the_secret(site: Site) -> None:
    ask = {"type": "confirmation", "group_id": GROUP}
    assert await site.post(VK, ask) == (200, "c0de")
    assert await site.post(VK, ask | {"secret": SECRET}) == (200, "c0de")
    assert await site.post(VK, ask | {"secret": "wrong"}) == (403, "")
    assert await site.post(VK, ask | {"group_id": 8}) == (403, "")
    site.confirmation[0] = ""
    assert await site.post(VK, ask) == (503, "")


FORGED = ["wrong", "", SECRET + " ", SECRET[:-1], "секрет", "\ud800", [SECRET], {"a": SECRET}, 5,
          None, True, [], "x" * 10_000]  # fmt: skip


@pytest.mark.parametrize("secret", FORGED, ids=lambda one: repr(one)[:20])
async def test_a_wrong_secret_is_refused(site: Site, store: Store, secret: object) -> None:
    assert await site.post(VK, EVENT | {"secret": secret}) == (403, "")
    assert await kept(store) == []


async def test_a_missing_secret_is_refused(site: Site, store: Store) -> None:
    event = {name: value for name, value in EVENT.items() if name != "secret"}
    assert await site.post(VK, event) == (403, "")
    assert await kept(store) == []


@pytest.mark.parametrize("group", [8, -7, 0, "7", 7.5, [7], None, True, 10**30])
async def test_another_community_is_refused(site: Site, store: Store, group: object) -> None:
    assert await site.post(VK, EVENT | {"group_id": group}) == (403, "")
    assert await kept(store) == []


def deep(depth: int) -> str:
    head = json.dumps(EVENT)[:-1]
    return f'{head}, "x": {"[" * depth}{"]" * depth}}}'


MALFORMED = ["", "{", "[]", "5", '"x"', "null", "true", "\xff", b"\xff\xfe", b"\x00", SAD,
             "[" * 100_000, '{"a":' * 100_000, deep(100_000), json.dumps([EVENT]),
             '{"group_id": ' + "9" * 5000 + "}"]  # fmt: skip


@pytest.mark.parametrize("path", [VK, TG])
@pytest.mark.parametrize("body", MALFORMED, ids=lambda one: repr(one)[:20])
async def test_malformed_json_is_refused(
    site: Site, store: Store, path: str, body: str | bytes
) -> None:
    assert await site.post(path, body) == (400, "")
    assert await kept(store) == []


@pytest.mark.parametrize("path", [VK, TG])
async def test_no_depth_of_nesting_is_an_error_of_ours(site: Site, path: str) -> None:
    for depth in [*range(100, 1100, 25), 2000, 5000]:
        body = deep(depth)
        if path == TG:
            body = body[:-1] + ', "update_id": 1}'
        status, said = await site.post(path, body)
        assert status in (200, 400) and said in ("", "ok"), depth


@pytest.mark.parametrize("path", [VK, TG])
async def test_a_body_over_a_mebibyte_is_refused_however_it_is_sent(
    site: Site, store: Store, path: str
) -> None:
    async def drops() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b" " * 65536

    headers = {SECRET_HEADER: TELEGRAM_SECRET}
    for data in (b" " * (LARGEST + 1), drops()):
        async with site.session.post(site.url + path, data=data, headers=headers) as response:
            assert response.status == 413
            assert not (await response.text()).startswith(("remove", "version"))
    full = json.dumps(EVENT | {"update_id": 1}).ljust(LARGEST)
    assert (await site.post(path, full))[0] == 200
    assert len(await kept(store)) == 1


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "x"])
async def test_a_compressed_body_is_refused(site: Site, store: Store, encoding: str) -> None:
    headers = {"Content-Encoding": encoding, SECRET_HEADER: TELEGRAM_SECRET}
    for path in (VK, TG):
        try:
            status, _ = await site.post(
                path, gzip.compress(json.dumps(EVENT).encode()), headers=headers
            )
        except aiohttp.ClientError:
            continue
        assert 400 <= status < 500
    assert await kept(store) == []


async def test_a_half_sent_body_ends_in_time(
    site: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert web_module.BODY_WITHIN == 5.0
    monkeypatch.setattr(web_module, "BODY_WITHIN", 0.1)
    host, port = site.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /vk/callback HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{")
    async with asyncio.timeout(2):
        answer = await reader.readline()
    assert b" 408 " in answer
    writer.close()
    assert await site.post(VK, EVENT) == (200, "ok")


@pytest.mark.parametrize("path", [VK, TG])
async def test_while_the_database_fails_the_platform_is_asked_to_come_back(
    site: Site, store: Store, path: str
) -> None:
    body = EVENT | {"update_id": 1}
    async with store.write() as connection:
        await connection.execute(text("ALTER TABLE inbox RENAME TO away"))
    assert await site.post(path, body) == (503, "")
    status, told = await site.get("/readyz")
    assert status == 503 and json.loads(told)[0]["what"] == "database"
    assert (await site.get("/healthz"))[0] == 200
    async with store.write() as connection:
        await connection.execute(text("ALTER TABLE away RENAME TO inbox"))
    assert (await site.post(path, body))[0] == 200
    assert len(await kept(store)) == 1


async def test_a_telegram_update_is_answered_with_an_empty_200_once_it_is_stored(
    site: Site, store: Store
) -> None:
    update = {"update_id": 123, "message": {"text": "nul \u0000, half \ud800"}}
    for _ in range(2):
        assert await site.post(TG, update) == (200, "")
    [row] = await kept(store)
    assert (row.source, row.event_id, row.state) == ("telegram", "123", WAITING)
    assert json.loads(row.body)["message"]["text"] == "nul \ufffd, half ?"


@pytest.mark.parametrize("headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: "wrong"},
                                     {SECRET_HEADER: "секрет"}])  # fmt: skip
async def test_an_update_without_the_secret_is_refused(
    site: Site, store: Store, headers: dict[str, str]
) -> None:
    assert await site.post(TG, {"update_id": 1}, headers=headers) == (403, "")
    assert await kept(store) == []


@pytest.mark.parametrize("id", [None, "1", 1.5, [1], True, 2**62 + 1, -(2**62) - 1, 10**40])
async def test_an_update_without_a_proper_id_is_malformed(
    site: Site, store: Store, id: object
) -> None:
    assert await site.post(TG, {"update_id": id}) == (400, "")
    assert await kept(store) == []


async def test_health_readiness_and_figures_are_told(site: Site, inbox: Inbox) -> None:
    assert await site.get("/healthz") == (200, "ok")
    assert await site.get("/readyz") == (200, "[]")
    await site.post(VK, EVENT)
    await inbox.set_aside(1, "malformed: object.id missing")
    status, told = await site.get("/readyz")
    assert status == 200, "bad input must not take the service down"
    assert json.loads(told) == [
        {"what": "set-aside", "id": "in1", "from": "vk", "problem": "malformed: object.id missing"}
    ]
    site.__dict__["troubles"]["vk"] = "vk-error-5"
    status, told = await site.get("/readyz")
    assert status == 503 and {"what": "vk", "problem": "vk-error-5"} in json.loads(told)
    status, told = await site.get("/metrics")
    assert status == 200 and "otklik_set_aside 1.0" in told and "otklik_ready 0.0" in told


@pytest.mark.parametrize("path", ["/", "/vk", "/vk/callback/", "/remove", "/telegram", "/.env"])
async def test_other_paths_are_not_there(site: Site, path: str) -> None:
    for status, said in (await site.get(path), await site.post(path, SAD)):
        assert status in (404, 405) and not said.startswith(("remove", "version"))


async def test_a_log_line_tells_the_reason_and_the_length_and_nothing_else(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "handlers.web")
    body = json.dumps(EVENT | {"secret": SAD, "type": SAD})
    await site.post(VK, body)
    await site.post(VK, SAD)
    await site.post(TG, SAD, headers={SECRET_HEADER: "hunter2"})
    lines = [record.getMessage() for record in caplog.records if record.name == "handlers.web"]
    assert lines == [
        f"refused why=wrong-secret bytes={len(body)}",
        f"refused why=malformed bytes={len(SAD)}",
        "refused why=wrong-secret bytes=0",
    ]


# --- rubbish

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "group_id", "secret", "object", "event_id", "update_id"])
            | st.text(max_size=5),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)
GENUINE = {"group_id": GROUP, "secret": SECRET, "update_id": 5}


@pytest.fixture(scope="module")
def send(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[bytes], list[Any]]]:
    """Return a function that sends a body to both doors; one server for all examples."""
    loop = asyncio.new_event_loop()
    folder: Path = tmp_path_factory.mktemp("rubbish")
    kept_open = SimpleNamespace()

    async def open_() -> None:
        kept_open.store = Store(f"sqlite+aiosqlite:///{folder}/otklik.db")
        async with kept_open.store.write() as connection:
            await connection.run_sync(metadata.create_all)
        inbox = Inbox(kept_open.store)
        kept_open.keeping = asyncio.ensure_future(inbox.keep())
        kept_open.runner, kept_open.site = await listening(inbox, kept_open.store)

    async def close() -> None:
        await kept_open.site.session.close()
        await kept_open.runner.cleanup()
        kept_open.keeping.cancel()
        await asyncio.gather(kept_open.keeping, return_exceptions=True)
        await kept_open.store.close()

    async def both(body: bytes) -> list[Any]:
        return [await kept_open.site.post(path, body) for path in (VK, TG)]

    loop.run_until_complete(open_())
    yield lambda body: loop.run_until_complete(both(body))
    loop.run_until_complete(close())
    loop.close()


@settings(max_examples=30, deadline=None)
@given(JSON, st.booleans())
def test_no_json_is_an_error_of_ours_and_nothing_of_it_is_echoed(
    send: Callable[[bytes], list[Any]], found: Any, genuine: bool
) -> None:
    if genuine and isinstance(found, dict):
        found = found | GENUINE
    for status, said in send(json.dumps(found).encode()):
        assert status < 500 and said in ("", "ok", "c0de")


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_are_an_error_of_ours(send: Callable[[bytes], list[Any]], body: bytes) -> None:
    for status, said in send(body):
        assert 400 <= status < 500 and said == ""


@dataclass
class Loop:
    """A loop that last came round then."""

    beat: float


async def test_a_loop_that_does_not_come_round_and_a_tick_that_fails_are_told(
    store: Store, inbox: Inbox
) -> None:
    async def broken() -> None:
        raise ValueError

    ticks, loops = Ticks(), [Loop(time.monotonic() - 61), Loop(time.monotonic())]
    state = State(store, inbox, timer=time.monotonic, loops=loops, troubles=dict, jobs=ticks)
    assert await state.ready() == (False, [{"what": "worker", "problem": "Loop stuck"}])
    loops[0].beat = time.monotonic()
    await ticks.run("wake", broken)
    assert await state.ready() == (False, [{"what": "tick", "problem": "wake: ValueError"}])
    ticks.last["wake"] -= 61
    well, told = await state.ready()
    assert not well and {"what": "tick", "problem": "wake stuck"} in told
