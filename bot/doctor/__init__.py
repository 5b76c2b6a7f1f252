"""The doctor: looks at everything the bot needs before it works, and says what to mend.

It changes nothing on the platforms, sends no message, and leaves nothing on this machine. Each
check is a small function that gives findings; the words for them lie in `locales/*/doctor.ftl`.

* `finding`   one thing looked at, and how it stands
* `reading`   the settings, as far as they can be read
* `machine`   the database, the clock, the hours
* `telegram`, `vk`  what the platforms say
* `summary`   what all of it comes to
* `report`    the findings as people and as programs read them

The parts are looked at side by side and in their own time: a platform that is away is told, and
keeps nobody from the rest.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.channels import ChannelError
from bot.channels.vk.api import COMMUNITY_PACE, USER_PACE, NoAnswer, NotSent, VkApi, VkError
from bot.clock import Clock, system_clock
from bot.doctor import machine, telegram, vk
from bot.doctor.finding import Finding
from bot.doctor.reading import read
from bot.doctor.report import Report
from bot.doctor.summary import summary
from bot.settings import Settings

PATIENCE = 10.0
"""Seconds in which a part must have told all."""
TELEGRAM_TIMEOUT = 5.0
FAILURES = (
    ChannelError, VkError, NotSent, NoAnswer, TimeoutError, KeyError, IndexError, TypeError,
    ValueError,
)  # fmt: skip
"""What ends a part: no answer, a refusal, or an answer of no known shape."""
NEEDS = {
    "settings.communities": ("VK_GROUP_ID", "VK_TOKEN", "TELEGRAM_COMMUNITIES"),
    "database": ("DATABASE_URL",),
    "clock": ("TELEGRAM_API_URL", "VK_API_URL"),
    "hours": ("TIMEZONE", "WORKING_HOURS", "HOLIDAYS"),
    "telegram": ("TELEGRAM_TOKEN", "TELEGRAM_API_URL"),
    "telegram.chat": ("STAFF_CHAT",),
    "telegram.forum": ("STAFF_CHAT",),
    "telegram.admin": ("STAFF_CHAT",),
    "telegram.topics": ("STAFF_CHAT",),
    "telegram.webhook": ("PUBLIC_URL",),
    "telegram.managers": ("MANAGERS",),
    "vk": ("VK_GROUP_ID", "VK_TOKEN", "VK_API_URL"),
    "vk.callback": ("PUBLIC_URL",),
    "vk.long-poll": ("PUBLIC_URL",),
    "vk.reading": ("VK_SERVICE_TOKEN", "VK_USER_TOKEN"),
}
"""The settings without which a check, or all checks whose names begin so, tell nothing."""

Part = tuple[str, AsyncIterator[Finding], Callable[[Exception], Finding]]
"""The start of its checks' names, what gives the findings, what to say when it breaks off."""


async def visit(clock: Clock = system_clock) -> Report:
    """Look at everything there is, and, where no setting is wrong, say what it comes to."""
    reading = read()
    findings = list(reading.findings)
    if reading.settings is not None:
        findings += await _examine(reading.settings, clock, reading.wrong)
        findings = [one for one in findings if not needed(one.check) & reading.wrong]
        if not reading.wrong:
            findings += summary(reading.settings, findings)
    return Report(findings, reading.locale)


async def _examine(settings: Settings, clock: Clock, wrong: frozenset[str]) -> list[Finding]:
    async with _bot(settings) as bot, _keys(settings) as keys:
        parts = [one for one in _parts(settings, clock, bot, keys) if not needed(one[0]) & wrong]
        async with asyncio.TaskGroup() as tasks:
            told = [tasks.create_task(_collected(steps, why)) for _, steps, why in parts]
    return [finding for task in told for finding in task.result()]


def needed(check: str) -> set[str]:
    """Return the settings without which a check tells nothing."""
    return {name for start, names in NEEDS.items() if _under(start, check) for name in names}


def _under(start: str, check: str) -> bool:
    return check == start or check.startswith(f"{start}.")


def _parts(settings: Settings, clock: Clock, bot: Bot, keys: dict[str, VkApi]) -> list[Part]:
    parts: list[Part] = [
        ("database", machine.database(settings), machine.failure),
        ("clock", machine.clock(settings, clock), machine.failure),
        ("hours", machine.hours(settings, clock), machine.failure),
        ("telegram", telegram.examine(bot, settings, clock), telegram.failure),
    ]
    if settings.vk_group_id:
        parts.append(("vk", vk.examine(keys["community"], settings), vk.failure))
        parts.append(("vk", vk.readers(keys, settings), vk.failure))
    return parts


async def _collected(
    steps: AsyncIterator[Finding], why: Callable[[Exception], Finding]
) -> list[Finding]:
    found: list[Finding] = []
    try:
        async with asyncio.timeout(PATIENCE):
            async for one in steps:
                found.append(one)
    except FAILURES as error:
        found.append(why(error))
    return found


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(settings.telegram_api_url)
    session = AiohttpSession(api=server, timeout=TELEGRAM_TIMEOUT)
    try:
        yield Bot(settings.telegram_token.get_secret_value(), session=session)
    finally:
        await session.close()


@asynccontextmanager
async def _keys(settings: Settings) -> AsyncIterator[dict[str, VkApi]]:
    given = {
        "community": (settings.vk_token, COMMUNITY_PACE),
        "service": (settings.vk_service_token, USER_PACE),
        "user": (settings.vk_user_token, USER_PACE),
    }
    made = {
        kind: VkApi(
            token.get_secret_value(), url=settings.vk_api_url, per_second=pace, timer=time.monotonic
        )
        for kind, (token, pace) in given.items()
        if token is not None
    }
    try:
        yield made
    finally:
        for api in made.values():
            await api.close()
