"""How the value of a setting is written: durations, rates, lists, addresses.

Each function takes what stands in the environment or a file and returns the value, or raises a
PydanticCustomError whose type is a key of the voice's `setting-…` texts. A secret is never
repeated.
"""

import re
from datetime import date, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from pydantic_core import PydanticCustomError

from bot.core.hours import Hours, WrongHours
from bot.core.policy import Rate

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
A_DURATION = re.compile(r"([0-9]{1,10}(?:\.[0-9]{1,3})?)\s*([smhd]?)")
A_NUMBER = re.compile(r"[0-9]{1,18}")
LONGEST = 100 * 366 * 86400
"""Seconds: longer than any patience, and a moment so far from now is still a date."""
A_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,100}")
A_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST = 1_000_000_000
"""What anything may be worth: more would not fit where it is added up."""
LONGEST_TITLE = 60


def _wrong(problem: str, **values: str) -> PydanticCustomError:
    in_a_line = {name: " ".join(value.split())[:200] for name, value in values.items()}
    return PydanticCustomError(problem, problem, dict(in_a_line))


def duration(given: object) -> timedelta:
    """Return a length of time: a number and a unit (`10s`, `30m`, `2h`, `3d`), or seconds."""
    if isinstance(given, timedelta):
        return given
    found = A_DURATION.fullmatch(str(given).strip().lower())
    seconds = float(found[1]) * UNITS[found[2] or "s"] if found else LONGEST + 1
    if seconds > LONGEST:
        raise _wrong("duration", given=str(given))
    return timedelta(seconds=seconds)


def rate(given: object) -> Rate:
    """Return so many in such a time: `18/1m`."""
    if isinstance(given, Rate):
        return given
    count, slash, per = str(given).partition("/")
    if not slash or not A_NUMBER.fullmatch(count.strip()):
        raise _wrong("rate", given=str(given))
    length = duration(per)
    if not length or not int(count):
        raise _wrong("rate", given=str(given))
    return Rate(int(count), length)


def ids(given: object) -> tuple[int, ...]:
    """Return a comma-separated list of whole numbers; empty for none."""
    parts = given if isinstance(given, list | tuple) else str(given).split(",")
    try:
        return tuple(int(part) for part in parts if str(part).strip())
    except ValueError:
        raise _wrong("ids", given=str(given)) from None


def dates(given: object) -> tuple[date, ...]:
    """Return a comma-separated list of dates such as `2026-12-31`."""
    parts = given if isinstance(given, list | tuple) else str(given).split(",")
    try:
        return tuple(
            part if isinstance(part, date) else date.fromisoformat(str(part).strip())
            for part in parts
            if str(part).strip()
        )
    except ValueError:
        raise _wrong("dates", given=str(given)) from None


def span(given: object) -> tuple[time, time]:
    """Return the hours of a day: `10:00-20:00`."""
    if isinstance(given, tuple):
        return given
    first, _, last = str(given).partition("-")
    try:
        end = time.max if last.strip() == "24:00" else time.fromisoformat(last.strip())
        found = time.fromisoformat(first.strip()), end
    except ValueError:
        raise _wrong("span", given=str(given)) from None
    if found[0] >= found[1]:
        raise _wrong("span", given=str(given))
    return found


def zone(given: object) -> ZoneInfo:
    """Return an IANA time zone."""
    if isinstance(given, ZoneInfo):
        return given
    try:
        return ZoneInfo(str(given))
    except (OSError, ValueError, KeyError):  # KeyError: ZoneInfoNotFoundError
        raise _wrong("zone", given=str(given)) from None


def address(given: object) -> str:
    """Return `host:port`."""
    host, colon, port = str(given).rpartition(":")
    if not colon or not host or not A_NUMBER.fullmatch(port) or int(port) > 65535:
        raise _wrong("address", given=str(given))
    return str(given)


def url(given: object) -> str:
    """Return a URL without a slash at its end: https, or http to this machine only."""
    try:
        parts = urlsplit(str(given).strip())
        _ = parts.port
    except ValueError:
        raise _wrong("url", given=str(given)) from None
    local = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not parts.hostname or not (parts.scheme == "https" or local):
        raise _wrong("url", given=str(given))
    return str(given).strip().rstrip("/")


def database(given: object) -> str:
    """Return a database URL of one of the two kinds."""
    if not str(given).startswith(("sqlite+aiosqlite:///", "postgresql+asyncpg://")):
        raise _wrong("database")
    return str(given)


def secret(given: object) -> SecretStr:
    """Return a secret that a header can carry."""
    value = given.get_secret_value() if isinstance(given, SecretStr) else str(given)
    if not A_SECRET.fullmatch(value):
        raise _wrong("secret")
    return SecretStr(value)


def positive(given: object) -> int:
    """Return a whole number above zero."""
    if not A_NUMBER.fullmatch(str(given).strip()) or int(str(given)) == 0:
        raise _wrong("positive", given=str(given))
    return int(str(given))


def amount(given: object) -> int:
    """Return a whole number from zero to `MOST`."""
    number = str(given).strip()
    if not A_NUMBER.fullmatch(number) or int(number) > MOST:
        raise _wrong("amount", given=str(given), most=str(MOST))
    return int(number)


def title(given: object) -> str:
    """Return a name that fits on a button, in one line."""
    name = " ".join(given.split()) if isinstance(given, str) else ""
    if not name.isprintable() or not 1 <= len(name) <= LONGEST_TITLE:
        raise _wrong("title", most=str(LONGEST_TITLE))
    return name


def webhook(given: object) -> str:
    """Return a URL as it stands: https, or http to this machine only. It is never repeated."""
    address = str(given).strip()
    try:
        url(address)
    except PydanticCustomError:
        raise _wrong("webhook") from None
    if any(letter.isspace() or not letter.isprintable() for letter in address):
        raise _wrong("webhook")
    return address


def text_file(given: object) -> Path:
    """Return the path of a file that can be read as text."""
    file = Path(str(given))
    try:
        if not file.is_file():
            raise _wrong("no-file", given=str(file))
        file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong("toml", why=type(error).__name__) from None
    return file


def yes_or_no(given: object) -> bool:
    """Return a truth value."""
    said = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if str(given).lower() not in said:
        raise _wrong("yes_or_no", given=str(given))
    return said[str(given).lower()]


def hours(given: object) -> str:
    """Return working hours as they were written, if they can be read."""
    try:
        Hours.parse(str(given), timezone=ZoneInfo("UTC"))
    except WrongHours as error:
        raise _wrong(f"hours-{error.problem}", part=error.part) from None
    return str(given)


def bot_token(given: object) -> SecretStr:
    """Return a bot's token as BotFather gives it."""
    value = given.get_secret_value() if isinstance(given, SecretStr) else str(given)
    if not A_TOKEN.fullmatch(value):
        raise _wrong("token")
    return SecretStr(value)


def group_id(given: object) -> int:
    """Return the id of a Telegram group, which is below zero."""
    number = str(given).strip()
    if not A_NUMBER.fullmatch(number.removeprefix("-")):
        raise _wrong("whole")
    if not number.startswith("-"):
        raise _wrong("staff-chat", meant=f"-{number}")
    return int(number)
