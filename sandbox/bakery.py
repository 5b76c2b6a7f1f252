"""A bakery, its customers and its team, and the platforms they use: the people of the demo."""

import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sandbox.telegram import Person, Telegram
from sandbox.vk import Vk
from sandbox.words import say

GROUP = 7
TIMEZONE = "Europe/Moscow"
RETRIES = (1.0,) * 30
"""Seconds between VK's attempts, all short: who watches does not wait for an hour."""
WEBHOOK_RETRIES = (1.0, 2.0, 2.0)
CUSTOMERS = ("anna", "kirill", "lena", "olga")
STAFF = ("maria", "oleg", "vera")
NEWCOMER = "nina"
HURRIED = {
    "UNDO": "2s",
    "FIRST_REPLY_WITHIN": "1m",
    "REMIND_EVERY": "20s",
    "ESCALATE_AFTER": "15s",
    "ASK_AFTER": "3s",
    "ASK_REMINDER_AFTER": "30s",
    "ASK_HOURS": "00:00-24:00",
}
"""Hours made seconds, so that a morning can be played without moving the clock."""
NEW_FOR = timedelta(days=3)
"""For so long a newcomer's replies need a second person."""
PATIENT = {
    "UNDO": "5s",
    "WORKING_HOURS": "Mon-Sun 09:00-21:00",
    "APPROVE_NEW_FOR": f"{NEW_FOR.days}d",
}
"""A real day's patience, where whoever watches moves the clock."""


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


class Bakery:
    """Everybody of the demo and both platforms."""

    def __init__(self, language: str = "ru", *, now: Callable[[], datetime] = utc_now) -> None:
        self.language = language
        self.now = now
        self.brand = say(language, "cast-brand")
        self.vk = Vk(GROUP, self.brand, "zerno", now, RETRIES)
        self.tg = Telegram(now=now, webhook_retry=WEBHOOK_RETRIES, name=say(language, "cast-bot"))
        self.staff = self.tg.group(say(language, "cast-group"), forum=True)
        self.maria, self.oleg, self.vera = (
            self.tg.person(say(language, f"cast-{name}")) for name in STAFF
        )
        self.tg.found(self.staff, *self.team)
        self.nina = self.tg.person(say(language, f"cast-{NEWCOMER}"))
        self._nina_came: datetime | None = None
        boss = (say(language, "cast-boss"), say(language, "cast-boss-last"))
        self.vk.user(*boss, id=self.vk.admin_id)
        self.anna, self.kirill, self.lena, self.olga = (
            self.vk.user(say(language, f"cast-{name}"), say(language, f"cast-{name}-last"))
            for name in CUSTOMERS
        )

    @property
    def team(self) -> tuple[Person, ...]:
        """Who has long been in the staff group; Vera is the manager."""
        return self.maria, self.oleg, self.vera

    @property
    def everybody(self) -> tuple[Person, ...]:
        """Who is in the staff group at the moment, the newcomer last."""
        return self.team if self._nina_came is None else (*self.team, self.nina)

    @property
    def newcomer(self) -> Person | None:
        """Who has joined the staff group only lately, if anybody."""
        came = self._nina_came
        return self.nina if came is not None and self.now() - came < NEW_FOR else None

    def welcome(self) -> None:
        """Let the newcomer join the staff group, unless she is there."""
        if self._nina_came is None:
            self._nina_came = self.now()
            self.tg.join(self.nina, self.staff)

    @property
    def customers(self) -> tuple[int, ...]:
        """Who writes under the posts."""
        return self.anna, self.kirill, self.lena, self.olga

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Bakery"]:
        """Start both platforms, and stop them at the end."""
        await self.vk.start()
        try:
            await self.tg.start()
            try:
                yield self
            finally:
                await self.tg.stop()
        finally:
            await self.vk.stop()

    def settings(self, port: int, folder: Path) -> dict[str, str]:
        """Return the bot's settings, all but how patient it is."""
        return {
            "BRAND": self.brand,
            "LOCALE": self.language,
            "TIMEZONE": TIMEZONE,
            "TELEGRAM_TOKEN": self.tg.token,
            "TELEGRAM_API_URL": self.tg.url,
            "TELEGRAM_GROUP_RATE": "600/1m",
            "STAFF_CHAT": str(self.staff.id),
            "MANAGERS": str(self.vera.id),
            "VK_GROUP_ID": str(GROUP),
            "VK_TOKEN": self.vk.community_key,
            "VK_SERVICE_TOKEN": self.vk.service_key,
            "VK_USER_TOKEN": self.vk.user_key,
            "VK_API_URL": self.vk.url,
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "LISTEN": f"127.0.0.1:{port}",
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/otklik.db",
        }
