"""One event a line, and never a secret in it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs

TOKEN = "123456:AAH-test_token"
KEY = "vk1.a.community"


@pytest.fixture(autouse=True)
def root_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, old in levels.items():
        logging.getLogger(name).setLevel(old)


def written(style: str) -> io.StringIO:
    out = io.StringIO()
    logs.set_up([TOKEN, KEY, ""], style=style, out=out)
    return out


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_secret_passes_in_a_message_an_argument_or_a_traceback(style: str) -> None:
    out = written(style)
    log = logging.getLogger("bot.test")
    log.info("calling https://api.telegram.org/bot%s/getMe with %s", TOKEN, {"key": KEY})
    try:
        raise ValueError(f"no route to /bot{TOKEN}/getMe")
    except ValueError:
        log.exception("failed")
    assert TOKEN not in out.getvalue() and KEY not in out.getvalue()
    assert out.getvalue().count(logs.HIDDEN) == 3


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x85", "\u2028"])
@pytest.mark.parametrize("style", ["text", "json"])
def test_an_event_is_one_line_whatever_is_in_it(style: str, end: str) -> None:
    out = written(style)
    logging.getLogger("bot.test").info("sent case=%s", f"7{end}2026-11-23 INFO forged")
    lines = out.getvalue().rstrip("\n")
    assert len(lines.split("\n") if style == "json" else lines.splitlines()) == 1
    assert style == "text" or "forged" in json.loads(lines)["said"]


def test_json_lines_are_json() -> None:
    out = written("json")
    logging.getLogger("bot.test").warning("отправлено case=%s", 7)
    line = json.loads(out.getvalue())
    assert line["said"] == "отправлено case=7"
    assert (line["level"], line["from"]) == ("WARNING", "bot.test") and line["at"]


def test_libraries_are_kept_to_warnings_and_we_are_not() -> None:
    out = written("text")
    for name in (*logs.QUIET, "aiogram.event", "aiohttp.access"):
        logging.getLogger(name).info("chatter")
    logging.getLogger("bot.relay").info("sent case=7")
    assert "chatter" not in out.getvalue() and "sent case=7" in out.getvalue()


def test_a_longer_secret_is_hidden_whole_though_a_shorter_one_is_in_it() -> None:
    out = io.StringIO()
    logs.set_up(["abc", "abcdef"], style="text", out=out)
    logging.getLogger("bot").info("key=abcdef")
    assert "def" not in out.getvalue()


def test_setting_up_twice_does_not_say_everything_twice() -> None:
    written("text")
    out = written("text")
    logging.getLogger("bot").info("once")
    assert out.getvalue().count("once") == 1
