"""The same events without a public address: both platforms are asked.

The place in a poll (`ts`, `offset`) is kept after the events are stored, so that a stop in between
brings them again and never skips one; what comes again is recognised by its id. Errors never end a
poll: it waits, longer each time, and asks again.
"""

import asyncio
import logging
from typing import Any

import aiohttp

from bot.channels.vk.api import VkApi
from bot.channels.vk.setup import enable_long_poll, long_poll_server
from bot.clock import Clock
from bot.store import marks
from bot.store.engine import Store
from bot.store.inbox import Arrived, Inbox, storable
from handlers import vk
from handlers.telegram import UPDATES

log = logging.getLogger(__name__)
WAIT = 25
"""Seconds a platform may hold a question that has no answer yet."""
LONGEST_PAUSE = 30.0


class Poll:
    """Asks one platform for ever; `problem` says why it fails at the moment, if it does."""

    name: str

    def __init__(self, inbox: Inbox, store: Store, *, clock: Clock) -> None:
        self.inbox = inbox
        self.store = store
        self.clock = clock
        self.problem: str | None = None

    async def run(self) -> None:
        """Ask until cancelled."""
        pause = 1.0
        timeout = aiohttp.ClientTimeout(total=WAIT + 15, connect=5)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                try:
                    await self.ask(session)
                    self.problem, pause = None, 1.0
                except Exception as error:  # an answer of no known shape, too
                    self.problem = type(error).__name__
                    self.forget()
                if self.problem:
                    log.warning("poll-failed name=%s error=%s", self.name, self.problem)
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    def forget(self) -> None:
        """Forget whom was asked, as it did not answer."""

    async def ask(self, session: aiohttp.ClientSession) -> None:
        """Ask once, and keep what came."""
        raise NotImplementedError


class TelegramPoll(Poll):
    """`getUpdates`; it answers 409 until `bot.platforms` has taken the webhook away."""

    name = "telegram"
    MARK = "telegram-offset"

    def __init__(self, inbox: Inbox, store: Store, *, clock: Clock, url: str) -> None:
        super().__init__(inbox, store, clock=clock)
        self._url = f"{url}/getUpdates"

    async def ask(self, session: aiohttp.ClientSession) -> None:
        """Ask once, and keep what came."""
        offset = await marks.get(self.store, self.MARK)
        question = {"timeout": WAIT, "allowed_updates": UPDATES, "offset": int(offset or 0)}
        async with session.post(self._url, json=question) as response:
            answer = await response.json(content_type=None)
        if not answer.get("ok"):
            await asyncio.sleep(float(answer.get("parameters", {}).get("retry_after", 0)))
            raise ValueError("not ok")
        updates: list[dict[str, Any]] = answer["result"]
        if not updates:
            return
        await self.inbox.put_all(
            [
                Arrived("telegram", str(one["update_id"]), storable(one), self.clock())
                for one in updates
            ]
        )
        last = max(int(one["update_id"]) for one in updates)
        await marks.put(self.store, self.MARK, str(last + 1))


class VkPoll(Poll):
    """Bots Long Poll [dev.vk.com/ru/api/bots-long-poll/getting-started]."""

    name = "vk"
    MARK = "vk-ts"

    def __init__(
        self, inbox: Inbox, store: Store, *, clock: Clock, api: VkApi, group_id: int
    ) -> None:
        super().__init__(inbox, store, clock=clock)
        self._api = api
        self._group_id = group_id
        self._server: dict[str, str] | None = None

    async def ask(self, session: aiohttp.ClientSession) -> None:
        """Ask once, and keep what came."""
        server = self._server or await self._connected()
        ts = await marks.get(self.store, self.MARK)
        if ts is None:  # kept before anything comes: a stop must not lose what comes meanwhile
            ts = server["ts"]
            await marks.put(self.store, self.MARK, ts)
        question = {"act": "a_check", "key": server["key"], "ts": ts, "wait": str(WAIT)}
        async with session.get(server["server"], params=question) as response:
            answer = await response.json(content_type=None)
        if "failed" in answer:
            await self._failed(int(answer["failed"]), answer)
            return
        events: list[dict[str, Any]] = answer["updates"]
        if events:
            await self.inbox.put_all([vk.arrived(one, self.clock()) for one in events])
        if str(answer["ts"]) != ts:
            await marks.put(self.store, self.MARK, str(answer["ts"]))

    def forget(self) -> None:
        """Ask VK anew for a server: the old one may be gone for good."""
        self._server = None

    async def _connected(self) -> dict[str, str]:
        await enable_long_poll(self._api, self._group_id)
        self._server = await long_poll_server(self._api, self._group_id)
        return self._server

    async def _failed(self, kind: int, answer: dict[str, Any]) -> None:
        """1: go on with the `ts` given; 2: a new key, the same `ts`; 3: both new."""
        if kind == 1:
            log.warning("vk-events-lost from=long-poll")
            await marks.put(self.store, self.MARK, str(answer["ts"]))
            return
        self._server = await long_poll_server(self._api, self._group_id)
        if kind == 3:
            log.warning("vk-events-lost from=long-poll")
            await marks.put(self.store, self.MARK, self._server["ts"])
