"""Outbox → channels: claim, send, settle. The mirror image of `bot.intake`.

`Relay` is the loop; `public` carries what customers see, once; `staff` carries what staff see, at
least once. A poke makes it instant, a tick makes it certain.
"""

import asyncio
import logging
import time
import traceback
from collections.abc import Mapping
from datetime import timedelta

from bot.clock import Clock
from bot.store import outbox
from bot.store.engine import Failure, Store
from bot.store.outbox import Row

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=10)
PATIENCE = 8.0
"""Seconds that sends under way are given at a stop; the rest is left for the next start."""
PAUSE = 1.0
"""Seconds after which the outbox is looked at again without a poke."""


class Relay:
    """One channel's way out. Subclasses carry a row and say which destinations are closed."""

    channel: str
    workers: int
    in_turn = False
    """Whether a destination has one sender at a time, in all processes together."""

    def __init__(self, store: Store, *, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.poke = asyncio.Event()
        self.beat = time.monotonic()
        """When the loop last went round."""
        self.carrying: set[int] = set()
        """The rows this process is carrying at the moment."""
        self._under_way: set[asyncio.Task[None]] = set()
        self._stopping = False

    async def run(self) -> None:
        """Carry rows until `stop`."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping:
                self.poke.clear()
                self.beat = time.monotonic()
                for row in await self._claim_safely():
                    self.carrying.add(row.id)
                    task = tasks.create_task(self._carry_safely(row))
                    self._under_way.add(task)
                    task.add_done_callback(self._finished)
                await self._pause()

    def stop(self) -> None:
        """Begin no new send; `run` returns when those under way are done or out of patience."""
        self._stopping = True
        self.poke.set()
        loop = asyncio.get_running_loop()
        for task in self._under_way:
            loop.call_later(PATIENCE, task.cancel)

    @property
    def idle(self) -> bool:
        return not self._under_way

    async def sweep(self) -> None:
        """Let what nobody works on any more wait again; called by the clock's tick."""
        for row in await outbox.broken_off(self.store, self.channel, now=self.clock(), alone=False):
            if row.id not in self.carrying:
                await self.back(row)

    async def take_back(self) -> None:
        """Let every claim wait again; only for a process that is alone, at start."""
        for row in await outbox.broken_off(self.store, self.channel, now=self.clock(), alone=True):
            await self.back(row)

    async def back(self, row: Row) -> None:
        """Let a claimed row wait again as it was."""
        async with self.store.write() as connection:
            await outbox.put_back(
                connection, row.id, until=self.clock(), problem=row.problem, tries=row.tries
            )

    async def carry(self, row: Row) -> None:
        """Send a row and settle it."""
        raise NotImplementedError

    def closed(self) -> Mapping[str, int]:
        """Return the destinations that take only rows up to an urgency."""
        return {}

    def wait(self) -> float:
        """Return in how many seconds a closed destination opens again, at most `PAUSE`."""
        return PAUSE

    async def _claim_safely(self) -> list[Row]:
        try:
            return await self._claim()
        except Failure as error:
            log.error("not-claimed channel=%s error=%s", self.channel, type(error).__name__)
            return []

    async def _claim(self) -> list[Row]:
        free = self.workers - len(self._under_way)
        if free <= 0:
            return []
        return await outbox.claim(
            self.store, self.channel, now=self.clock(), limit=free, lease=LEASE,
            closed=self.closed(), in_turn=self.in_turn,
        )  # fmt: skip

    async def _carry_safely(self, row: Row) -> None:
        try:
            await self.carry(row)
        except Failure as error:
            log.error("not-settled outbox=%s error=%s", row.id, type(error).__name__)
        except Exception as error:  # a bug: the row stays, its lease ends, and it is settled anew
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{frame.name}:{frame.lineno}"
            log.error("bug outbox=%s error=%s at=%s", row.id, type(error).__name__, place)
        finally:
            self.carrying.discard(row.id)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.poke.set()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(self.wait()):
                await self.poke.wait()
        except TimeoutError:
            return
