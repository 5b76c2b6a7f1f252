"""Ticks.

APScheduler runs them in memory and nothing else: what is due when is a column of the case, so a
tick that comes late, twice or not at all loses nothing. Its own default would drop a job that is a
second late (`misfire_grace_time`).
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)
Job = Callable[[], Awaitable[None]]


@dataclass(slots=True)
class Ticks:
    """The jobs that recur, how they did last, and when."""

    scheduler: AsyncIOScheduler = field(
        default_factory=lambda: AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
    )
    failing: dict[str, str] = field(default_factory=dict)
    """The names of jobs that failed at their last tick, and the kind of error."""
    last: dict[str, float] = field(default_factory=dict)
    """When they last came to an end, in seconds of a timer that only runs forward."""
    _running: set[str] = field(default_factory=set)

    def every(self, period: timedelta, name: str, job: Job) -> None:
        """Let `job` recur."""

        async def tick() -> None:
            await self.run(name, job)

        self.last[name] = time.monotonic()
        self.scheduler.add_job(tick, "interval", seconds=period.total_seconds(), id=name)

    async def stop(self) -> None:
        """Let no tick begin any more, and wait for the one under way."""
        self.scheduler.remove_all_jobs()
        while self._running:  # noqa: ASYNC110 it ends within a tick
            await asyncio.sleep(0.01)
        self.scheduler.shutdown(wait=False)

    async def run(self, name: str, job: Job) -> None:
        """Run a job once and remember how it did."""
        self._running.add(name)
        try:
            await job()
        except Exception as error:
            self.failing[name] = type(error).__name__
            log.error("tick-failed name=%s error=%s", name, type(error).__name__)
        else:
            self.failing.pop(name, None)
        finally:
            self._running.discard(name)
        self.last[name] = time.monotonic()
