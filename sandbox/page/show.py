"""The world that is on: a bakery, its bot, the time. Can be started afresh, in another language."""

import asyncio
import contextlib
import secrets
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp

from sandbox import catalogue
from sandbox.bakery import PATIENT, TIMEZONE, Bakery
from sandbox.child import Child, free_port
from sandbox.clock import Clock
from sandbox.loyalty import Loyalty
from sandbox.page import clocks
from sandbox.page.troubles import Troubles
from sandbox.words import say

LOOK = 0.4
"""Seconds between two looks at how the bot is."""
POSTS = ("post-cake", "post-bread")


class Show:
    """Everything behind the page. Use it as a context manager."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._session: aiohttp.ClientSession
        self._looking: asyncio.Task[None]
        self._open = AsyncExitStack()
        self._turn = asyncio.Lock()
        self.language = language
        self.take = secrets.randbelow(2**40)
        """Counts the worlds there were; what belongs to an older one, or an older demo, is void."""
        self.health: dict[str, Any] = {}
        self.clocks: list[dict[str, Any]] = []
        self._new_world()

    def _new_world(self) -> None:
        self.take += 1
        self.folder = self._folder / str(self.take)
        self.folder.mkdir()
        self.clock = Clock(self.folder / "clock", ZoneInfo(TIMEZONE))
        self.bakery = Bakery(self.language, now=self.clock)
        for post in POSTS:
            self.bakery.vk.post(say(self.language, post))
        self.bakery.vk.hold()  # what is written before the bot first listens is not lost on it
        self.troubles = Troubles(self.bakery)
        self.loyalty = Loyalty(secrets.token_hex(16), now=self.clock)
        self.child = Child(self.folder, free_port(), "--clock", str(self.clock.file))
        self.health = {"state": "starting", "problems": []}
        self.clocks = []
        self._was_well = False

    async def __aenter__(self) -> "Show":
        self._session = aiohttp.ClientSession()
        await self._begin()
        self._looking = asyncio.create_task(self._keep_looking())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._looking.cancel()
        await asyncio.gather(self._looking, return_exceptions=True)
        await self._end()
        await self._session.close()

    async def restart(self, language: str) -> None:
        """Begin afresh: other people, an empty database, the morning of the same day."""
        async with self._turn:
            await self._end()
            self.language = language
            self._new_world()
            await self._begin()

    async def start_bot(self) -> None:
        """Start the bot where it does not run."""
        bakery = self.bakery
        await self.child.start(bakery.settings(self.child.port, self.folder) | PATIENT)
        self._was_well = False

    async def kill_bot(self) -> None:
        """Let the bot's power fail."""
        await self.child.kill()

    def travel(self, length: timedelta) -> None:
        """Let so much time pass at once for everybody."""
        self.clock.travel(length)

    async def _begin(self) -> None:
        await self._open.enter_async_context(self.bakery.open())
        await self.loyalty.start()
        self._open.push_async_callback(self.loyalty.stop)
        catalogue.write(self.folder, self.language, self.loyalty)
        await self.start_bot()

    async def _end(self) -> None:
        self.troubles.clear()
        await self.child.stop()
        await self._open.aclose()

    async def _keep_looking(self) -> None:
        while True:
            async with self._turn:
                self.health = await self._looked()
                with contextlib.suppress(clocks.Unreadable):
                    self.clocks = await asyncio.to_thread(clocks.read, self.folder / "otklik.db")
            await asyncio.sleep(LOOK)

    async def _looked(self) -> dict[str, Any]:
        if not self.child.running:
            return {"state": "down", "problems": [], "log": self.child.last_lines()[-5:]}
        problems = await self.child.problems(self._session)
        if problems == [] and self._listens():
            self._was_well = True
            self._greet()
            return {"state": "well", "problems": []}
        if problems is None or not self._was_well:
            return {"state": "starting", "problems": []}
        return {"state": "unwell", "problems": [_told(one) for one in problems]}

    def _greet(self) -> None:
        """Let the newcomer come once Telegram tells the bot who joins."""
        if self.bakery.tg.webhook.url:
            self.bakery.welcome()

    def _listens(self) -> bool:
        """Tell whether VK delivers to the bot; from then on nothing is kept back."""
        vk = self.bakery.vk
        listening = any(server.status == "ok" for server in vk.servers)
        if listening:
            vk.let_go()
        return listening


def _told(problem: dict[str, Any]) -> str:
    return f"{problem.get('what', '?')}: {problem.get('problem', '?')}"
