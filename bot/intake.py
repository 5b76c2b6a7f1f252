"""Inbox → doors: claim, hand in, settle. The mirror image of `bot.relay`.

Events of one lane (one author in one place, one member of staff) are handed in one after another;
lanes go side by side. A door that fails is tried again with growing pauses; one that says the event
is malformed, or fails too often, has it set aside for the operator. Nothing is ever dropped.
"""

import asyncio
import logging
import time
import traceback
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol

from bot.channels import TryLater
from bot.clock import Clock
from bot.store.engine import Failure, Poison
from bot.store.inbox import Claimed, Inbox

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
SIDE_BY_SIDE = 32
MOST_TRIES = 6
PAUSE = 1.0
"""Seconds after which the inbox is looked at again without a poke."""


class Malformed(Exception):
    """The event is none that the platform documents; trying again will not help."""


class Door(Protocol):
    """What can be done with the events of one source."""

    def parse(self, body: str) -> Any:
        """Return the fact that the body is. Raises Malformed."""

    def lane(self, fact: Any) -> str:
        """Return what must be kept in order."""

    async def enter(self, fact: Any, cause: str) -> None:
        """Hand the fact in."""


class Intake:
    """Takes events out of the inbox and through their doors."""

    def __init__(self, inbox: Inbox, doors: Mapping[str, Door], *, clock: Clock) -> None:
        self._inbox = inbox
        self._doors = doors
        self._clock = clock
        self.beat = time.monotonic()
        """When the loop last went round."""
        self._lanes: dict[str, asyncio.Lock] = {}
        self._under_way: set[asyncio.Task[None]] = set()
        self._done: list[int] = []
        self._stopping = False

    async def run(self) -> None:
        """Hand events in until `stop`."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping:
                self._inbox.poke.clear()
                self.beat = time.monotonic()
                for event in await self._claim():
                    task = tasks.create_task(self._through(event))
                    self._under_way.add(task)
                    task.add_done_callback(self._finished)
                await self._settle()
                if not self._done:
                    await self._pause()
        await self._settle()

    def stop(self) -> None:
        """Take no further event; `run` returns when those under way are through."""
        self._stopping = True
        self._inbox.poke.set()

    @property
    def idle(self) -> bool:
        return not self._under_way and not self._done

    async def _claim(self) -> list[Claimed]:
        free = SIDE_BY_SIDE - len(self._under_way)
        if free <= 0:
            return []
        try:
            return await self._inbox.claim(now=self._clock(), limit=free, lease=LEASE)
        except Failure as error:
            log.error("not-claimed error=%s", type(error).__name__)
            return []

    async def _through(self, event: Claimed) -> None:
        try:
            await self._enter(event)
        except Failure as error:  # the claim's lease ends, and it comes again
            log.error("not-settled inbox=%s error=%s", event.id, type(error).__name__)

    async def _enter(self, event: Claimed) -> None:
        door = self._doors.get(event.source)
        try:
            if door is None:
                raise Malformed(f"no door for {event.source}")
            fact = door.parse(event.body)
            async with self._lanes.setdefault(door.lane(fact), asyncio.Lock()):
                await door.enter(fact, f"in:{event.id}")
        except Malformed as error:
            log.error("malformed inbox=%s problem=%s", event.id, error)
            await self._inbox.set_aside(event.id, f"malformed: {error}")
        except Poison as error:
            await self._failed(event, error)
        except TryLater as error:  # busy is no failure of the event
            until = self._clock() + timedelta(seconds=error.after)
            await self._inbox.wait(event.id, until=until)
        except Failure:
            raise
        except Exception as error:
            await self._failed(event, error)
        else:
            self._done.append(event.id)

    async def _failed(self, event: Claimed, error: Exception) -> None:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        problem = f"{type(error).__name__} at {frame.name}:{frame.lineno}"
        log.error("failed inbox=%s try=%s problem=%s", event.id, event.tries + 1, problem)
        if event.tries + 1 >= MOST_TRIES:
            await self._inbox.set_aside(event.id, problem)
            return
        until = self._clock() + timedelta(seconds=2**event.tries)
        await self._inbox.later(event.id, until=until, problem=problem)

    async def _settle(self) -> None:
        """Mark what is through, many at a time."""
        if self._done:
            done, self._done = self._done, []
            try:
                await self._inbox.done(done)
            except Failure as error:
                self._done += done
                log.error("not-settled count=%s error=%s", len(done), type(error).__name__)
                await asyncio.sleep(PAUSE)
        if not self._under_way:
            self._lanes.clear()

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._inbox.poke.set()

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(PAUSE):
                await self._inbox.poke.wait()
        except TimeoutError:
            return
