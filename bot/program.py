"""The program put together: what knows whom, in what order it starts and stops.

Starting: migrate, take back what a dead process left, listen, and only then tell the platforms
where to send. Stopping is the same backwards: take no more in, finish what is under way, close.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import timedelta

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from bot import wordlists
from bot.channels import Community
from bot.channels.loyalty import Loyalty
from bot.channels.telegram.roster import Roster
from bot.channels.telegram.sender import Sender, StaffChat
from bot.channels.vk.api import COMMUNITY_PACE, USER_PACE, VkApi
from bot.channels.vk.community import VkCommunity
from bot.clock import Clock, Setback, system_clock
from bot.core.case import Case
from bot.desk import Desk
from bot.intake import Door, Intake
from bot.names import Names
from bot.platforms import Platforms, TelegramPlatform, VkPlatform
from bot.relay import Relay
from bot.relay.gifts import FileOfCodes, GiftRelay, LoyaltySystem, Source
from bot.relay.public import PublicRelay
from bot.relay.sight import Sight
from bot.relay.staff import StaffRelay, moved_before
from bot.settings import Settings
from bot.state import State
from bot.store import search
from bot.store.engine import Store
from bot.store.inbox import Inbox
from bot.store.migrate import migrate
from bot.store.outbox import forget_shown
from bot.voice import Voice
from handlers.clock import Ticks
from handlers.lists import Lists
from handlers.polling import Poll, TelegramPoll, VkPoll
from handlers.replies import Dates
from handlers.telegram import UPDATES, TelegramDoor
from handlers.vk import VkDoor
from handlers.web import Doorkeeper, Web

log = logging.getLogger(__name__)
KEPT = timedelta(days=7)
"""How long handled events are kept to recognise repeats."""
LATENESS = timedelta(milliseconds=100)
"""How often it is asked who is due: a reminder is late by so much at most, where few are due."""
WAKES = 20
"""Cases woken in one transaction: about a millisecond each, in which nobody else writes."""
TELEGRAM_TIMEOUT = 8.0
"""Seconds a call to Telegram may take; a stop must not wait longer."""
STOP_WITHIN = 8.5


class Program:
    """The bot with all its parts. `run` lasts until `stop`; `started` is set in between."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = system_clock,
        timer: Callable[[], float] = time.monotonic,
        strict: bool = False,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.started = asyncio.Event()
        self.port = 0
        self._stop = asyncio.Event()
        self._sweeping = asyncio.Lock()
        self._setback = Setback(clock, timer)
        self.store = Store(settings.database_url)
        self.inbox = Inbox(self.store)
        self.voice = Voice(
            settings.locale, settings.timezone, settings.team_name, settings.brand, strict=strict
        )
        self.staff = StaffChat(settings.staff_chat)
        self.bot = _telegram(settings)
        self.vk_apis = _vk_apis(settings, timer)
        self.vk = _vk(settings, self.vk_apis)
        self.library = wordlists.library()
        self.search_words = wordlists.for_search()
        self.desk = Desk(
            self.store,
            policy=settings.policy,
            library=self.library,
            search_words=self.search_words,
            invitation=self._invitation,
            voice=self.voice,
            lexicon=wordlists.for_sorting(),
            check_words=wordlists.for_checking(),
            moment_words=wordlists.for_moments(),
            clock=clock,
            poke=self._poke,
        )
        self.roster = Roster(
            self.bot, self.staff, managers=settings.managers, owners=settings.owners, timer=timer
        )
        self.relays = self._relays(timer)
        self.names = self._names()
        self.intake = Intake(self.inbox, self._doors(), clock=clock)
        self.platforms = self._platforms()
        self.polls = self._polls()
        self.ticks = Ticks()
        self.state = State(
            self.store, self.inbox, timer=time.monotonic, loops=[self.intake, *self.relays],
            troubles=self._troubles, jobs=self.ticks,
        )  # fmt: skip

    async def prepare(self) -> None:
        """Bring the database to the newest version and take back what a dead process left."""
        await migrate(self.store)
        self.staff.id = await moved_before(self.store, self.settings.staff_chat)
        if self.store.lone:
            await self.inbox.take_back()
            for relay in self.relays:
                await relay.take_back()

    async def run(self) -> None:
        """Start, work until `stop`, and stop cleanly; `prepare` comes first.

        Raises OSError where the address is taken.
        """
        runner = await self._listen()
        try:
            async with asyncio.TaskGroup() as tasks:
                await self._work(tasks, runner)
        finally:
            await self._close(runner)

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._stop.set()

    async def tick(self) -> None:
        """Let time pass once: wake what is due, and look at the queues."""
        await self.wake()
        await self.look()

    async def wake(self) -> None:
        """Wake the cases whose time has come."""
        while await self.desk.wake(limit=WAKES) == WAKES:
            pass

    async def look(self) -> None:
        """Look at the clock, and at the queues, should a poke ever have been lost."""
        lost = self._setback.since()
        if lost:
            await self.desk.set_back(lost)
        self._poke()

    async def sweep(self) -> None:
        """Settle what a dead sender left behind, and what no echo has settled; one at a time."""
        async with self._sweeping:
            for relay in self.relays:
                await relay.sweep()

    async def _work(self, tasks: asyncio.TaskGroup, runner: web.AppRunner) -> None:
        background = [tasks.create_task(self.inbox.keep())]
        loops: list[Intake | Relay] = [self.intake, *self.relays]
        workers = [tasks.create_task(one.run()) for one in loops]
        if self.names is not None:
            background.append(tasks.create_task(self.names.learn()))
        background.append(tasks.create_task(self.platforms.connect()))
        background += [tasks.create_task(poll.run()) for poll in self.polls]
        self._schedule()
        self.started.set()
        log.info("started port=%s", self.port)
        await self._stop.wait()
        log.info("stopping")
        self.intake.stop()
        for relay in self.relays:
            relay.stop()
        ends = [tasks.create_task(one) for one in (runner.cleanup(), self.ticks.stop())]
        await asyncio.wait([*workers, *ends], timeout=STOP_WITHIN)
        for task in (*background, *workers, *ends):
            task.cancel()

    async def _listen(self) -> web.AppRunner:
        keeper = Doorkeeper(
            vk_group_id=self.settings.vk_group_id,
            vk_secret=self.settings.callback_secret,
            confirmation=self.platforms.confirmation,
            telegram_secret=self.settings.webhook_secret,
        )
        pages = Web(self.inbox, keeper, self.state, clock=self.clock)
        runner = web.AppRunner(pages.application(), access_log=None, shutdown_timeout=3)
        await runner.setup()
        host, _, port = self.settings.listen.rpartition(":")
        site = web.TCPSite(runner, host.strip("[]"), int(port))
        await site.start()
        self.port = runner.addresses[0][1]
        return runner

    def _schedule(self) -> None:
        self.ticks.every(LATENESS, "wake", self.wake)
        self.ticks.every(timedelta(seconds=1), "look", self.look)
        self.ticks.every(timedelta(seconds=1), "sweep", self.sweep)
        self.ticks.every(timedelta(minutes=1), "platforms", self.platforms.look)
        self.ticks.every(timedelta(minutes=1), "index", self._index)
        self.ticks.every(timedelta(hours=1), "forget", self._forget)
        self.ticks.scheduler.start()

    async def _index(self) -> None:
        """Let the cases of an older version be found as well."""
        await search.rebuild(self.store, self.search_words)

    async def _forget(self) -> None:
        await self.inbox.forget(before=self.clock() - KEPT)
        await forget_shown(self.store, before=self.clock() - KEPT)

    async def _close(self, runner: web.AppRunner) -> None:
        if self.ticks.scheduler.running:
            self.ticks.scheduler.shutdown(wait=False)
        await runner.cleanup()
        await self.bot.session.close()
        for api in self.vk_apis.values():
            await api.close()
        await self.store.close()
        log.info("stopped")

    def _poke(self) -> None:
        for relay in self.relays:
            relay.poke.set()
        self.inbox.poke.set()

    def _troubles(self) -> dict[str, str]:
        """Return what is wrong with the platforms, by name."""
        found = dict(self.platforms.troubles)
        found |= {f"{poll.name}-poll": poll.problem for poll in self.polls if poll.problem}
        for relay in self.relays:
            if isinstance(relay, StaffRelay) and relay.problem:
                found["staff-chat"] = relay.problem
        return found

    def _invitation(self, case: Case) -> str:
        """Return the link that brings a customer into private messages with the case attached."""
        return self.vk.invitation(case.id) if self.vk else ""

    def _gift_sources(self) -> dict[str, Source]:
        """Return where the codes of each compensation come from."""
        loyalty = Loyalty(clock=self.clock)
        found: dict[str, Source] = {}
        for one in self.settings.compensations:
            if one.codes is not None:
                found[one.name] = FileOfCodes(one.name, one.codes, self.store, clock=self.clock)
            elif one.webhook is not None and one.secret is not None:
                secret = one.secret.get_secret_value()
                found[one.name] = LoyaltySystem(one.name, one.webhook, secret, loyalty)
        return found

    def _relays(self, timer: Callable[[], float]) -> list[Relay]:
        communities: dict[str, Community] = {self.vk.name: self.vk} if self.vk else {}
        sender = Sender(self.bot, self.staff)
        sight = Sight(
            self.store, self.staff, self.roster, communities, self.library, self.settings.gifts,
            self.voice, self.clock,
        )  # fmt: skip
        staff = StaffRelay(
            sender, self.desk, self.store, sight=sight, voice=self.voice,
            rate=self.settings.telegram_group_rate, hours=self.settings.hours,
            clock=self.clock, timer=timer,
        )  # fmt: skip
        if self.settings.dry_run:  # what waits from before goes on waiting
            return [staff]
        public = [
            PublicRelay(one, self.desk, self.store, clock=self.clock, photo=sender.photo)
            for one in communities.values()
        ]
        gifts = GiftRelay(self._gift_sources(), self.desk, self.store, clock=self.clock)
        return [staff, *public, gifts]

    def _names(self) -> Names | None:
        if self.vk is None:
            return None
        return Names("vk", self.vk.names, self.store, clock=self.clock, learnt=self.desk.named)

    def _doors(self) -> dict[str, Door]:
        doors: dict[str, Door] = {
            "telegram": TelegramDoor(
                self.bot, self.desk, self.store, roster=self.roster, staff=self.staff,
                voice=self.voice,
                lists=Lists(
                    self.store, self.staff, self.voice, self.clock, self.library,
                    self.search_words,
                ),
                dates=Dates(self.settings.hours, wordlists.for_moments()),
            )
        }  # fmt: skip
        if self.vk is not None and self.names is not None:
            doors["vk"] = VkDoor(self.desk, self.names, group_id=self.vk.group_id)
        return doors

    def _platforms(self) -> Platforms:
        public = self.settings.public_url
        telegram = TelegramPlatform(
            self.bot, self.staff, updates=UPDATES, secret=self.settings.webhook_secret,
            url=f"{public}/telegram/webhook" if public else None,
        )  # fmt: skip
        if self.vk is None:
            return Platforms([telegram])
        vk = VkPlatform(
            self.vk, secret=self.settings.callback_secret,
            url=f"{public}/vk/callback" if public else None,
            by_hand=self.settings.vk_confirmation,
        )  # fmt: skip
        return Platforms([telegram, vk])

    def _polls(self) -> list[Poll]:
        if self.settings.public_url:
            return []
        token = self.settings.telegram_token.get_secret_value()
        polls: list[Poll] = [
            TelegramPoll(
                self.inbox, self.store, clock=self.clock,
                url=f"{self.settings.telegram_api_url}/bot{token}",
            )
        ]  # fmt: skip
        if self.vk is not None and not self.settings.vk_confirmation:
            polls.append(
                VkPoll(
                    self.inbox, self.store, clock=self.clock, api=self.vk.api,
                    group_id=self.vk.group_id,
                )
            )  # fmt: skip
        return polls


def _telegram(settings: Settings) -> Bot:
    server = TelegramAPIServer.from_base(settings.telegram_api_url)
    session = AiohttpSession(api=server, timeout=TELEGRAM_TIMEOUT)
    return Bot(settings.telegram_token.get_secret_value(), session=session)


def _vk_apis(settings: Settings, timer: Callable[[], float]) -> dict[str, VkApi]:
    """Return the keys there are; all three kinds are paced on their own."""
    keys = {
        "community": (settings.vk_token, COMMUNITY_PACE),
        "user": (settings.vk_user_token, USER_PACE),
        "service": (settings.vk_service_token, USER_PACE),
    }
    return {
        kind: VkApi(token.get_secret_value(), url=settings.vk_api_url, per_second=pace, timer=timer)
        for kind, (token, pace) in keys.items()
        if token is not None
    }


def _vk(settings: Settings, apis: dict[str, VkApi]) -> VkCommunity | None:
    if settings.vk_group_id is None:
        return None
    reader = apis.get("service") or apis.get("user")
    return VkCommunity(
        settings.vk_group_id, apis["community"], reader=reader, administrator=apis.get("user")
    )
