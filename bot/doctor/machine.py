"""What can be seen on this machine: the database, the clock, the hours.

Nothing is made or changed: a database that is not there yet is only spoken of, and whether a
folder can be written to is tried with a file that has no name.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy.engine import make_url

from bot.clock import Clock
from bot.core.hours import NeverOpen
from bot.doctor.finding import Finding, ok, problem, warning
from bot.settings import Settings
from bot.store.engine import Failure
from bot.store.version import Version, file_of, version
from bot.values import LOOPBACK
from bot.voice import Voice

MOST_OFF = timedelta(seconds=60)
ANSWER_WITHIN = 4.0
"""Seconds for the answer whose date is compared."""
A_BLOCK = 4096
"""Bytes that are tried to be written: a full disk takes a name and no more."""


# The database


async def database(settings: Settings) -> AsyncIterator[Finding]:
    """Look whether the database can be used as it is."""
    file = file_of(settings.database_url)
    if file is None:
        yield await _server(settings.database_url)
    elif (trouble := _place(file)) is not None:
        yield trouble
    elif file.exists():
        yield await _known(settings.database_url, str(file.absolute()))
    else:
        yield ok("database", "new", where=str(file.absolute()))


def _place(file: Path) -> Finding | None:
    """Return what is wrong with where the file lies or will lie, if anything."""
    folder = file.absolute().parent
    try:
        while not folder.exists():
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(A_BLOCK))
        if not file.exists() or os.access(file, os.R_OK | os.W_OK):
            return None
        return problem("database", "unwritable", where=str(file.absolute()))
    except OSError as error:
        why = type(error).__name__
        return problem("database", "no-place", where=str(folder), why=why)


async def _server(url: str) -> Finding:
    parsed = make_url(url)
    where = f"{parsed.host or 'localhost'}/{parsed.database or ''}"
    try:
        return await _known(url, where)
    except ModuleNotFoundError as error:
        if error.name != "asyncpg":
            raise
        return problem("database", "no-driver")


async def _known(url: str, where: str) -> Finding:
    try:
        found = await version(url)
    except (Failure, OSError) as error:
        return problem("database", "unusable", where=where, why=type(error).__name__)
    well = found in (Version.NONE, Version.OLDER, Version.NEWEST)
    return (ok if well else problem)("database", found.value, where=where)


def failure(error: Exception) -> Finding:
    """Say that the database did not answer; whatever else breaks off here is a bug."""
    if isinstance(error, TimeoutError):
        return problem("database", "unusable", where="PostgreSQL", why="TimeoutError")
    raise error


# The clock and the hours


async def clock(settings: Settings, now: Clock) -> AsyncIterator[Finding]:
    """Compare this machine's clock with a platform's.

    A server on this machine has the same clock and proves nothing; where there is no other, or
    none tells the time, nothing is said.
    """
    for url in clocks(settings):
        off = await ahead(url, now)
        if off is None:
            continue
        if abs(off) <= MOST_OFF:
            yield ok("clock")
        else:
            minutes = str(round(abs(off) / timedelta(minutes=1)))
            yield warning("clock", "fast" if off > timedelta() else "slow", minutes=minutes)
        return


def clocks(settings: Settings) -> list[str]:
    """Return the addresses whose clock is another machine's."""
    urls = [settings.telegram_api_url] + [settings.vk_api_url] * bool(settings.vk_group_id)
    return [url for url in urls if urlsplit(url).hostname not in LOOPBACK]


async def ahead(url: str, now: Clock) -> timedelta | None:
    """Return how far this machine is ahead of the `Date` of an HTTP answer; None without one."""
    timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            there = moment(answer.headers)
            return now() - there if there else None
    except (aiohttp.ClientError, OSError, TimeoutError):
        return None


def moment(headers: Mapping[str, str]) -> datetime | None:
    """Return when an HTTP answer was given; None where it does not say."""
    try:
        return parsedate_to_datetime(headers["Date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None


async def hours(settings: Settings, now: Clock) -> AsyncIterator[Finding]:
    """Say what time it is for the brand, and when it works."""
    voice, at = Voice(settings.locale, settings.timezone), now()
    values = {"zone": settings.timezone.key, "time": f"{at.astimezone(settings.timezone):%H:%M}"}
    try:
        opens = settings.hours.next_open(at)
    except NeverOpen:
        yield problem("hours", "never", **values)
        return
    if opens <= at:
        yield ok("hours", "open", **values)
    else:
        yield ok("hours", "closed", opens=voice.moment(opens, at), **values)
