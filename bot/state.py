"""What the program says about itself: whether it is well, and its figures.

Bad input is listed but does not make it unwell: a service that turns itself off because somebody
sent rubbish helps nobody.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.store import aside, cases, outbox
from bot.store.engine import Failure, Store
from bot.store.inbox import Inbox

STALE = 60.0
"""Seconds: a loop or a tick that did not come round for so long is stuck. They are counted by a
timer that only runs forward: a clock that jumps makes nobody late."""


class Loop(Protocol):
    beat: float


class Jobs(Protocol):
    failing: dict[str, str]
    last: dict[str, float]


class State:
    """How the program is."""

    def __init__(
        self,
        store: Store,
        inbox: Inbox,
        *,
        timer: Callable[[], float],
        loops: Sequence[Loop],
        troubles: Callable[[], Mapping[str, str]],
        jobs: Jobs,
    ) -> None:
        self._store = store
        self._inbox = inbox
        self._timer = timer
        self._loops = loops
        self._troubles = troubles
        self._jobs = jobs

    async def ready(self) -> tuple[bool, list[dict[str, Any]]]:
        """Return whether all is well and what is not; or else what was set aside."""
        wrong = [*self._workers(), *self._platforms()]
        if self._inbox.problem:
            wrong.append(_item("inbox", self._inbox.problem))
        try:
            kept = await self.set_aside()
        except Failure as error:
            return False, [_item("database", type(error).__name__), *wrong]
        return not wrong, [*wrong, *kept]

    async def set_aside(self) -> list[dict[str, Any]]:
        """Return the events and messages that wait for a person."""
        return [
            {"what": "set-aside", "id": one.id, "from": one.source, "problem": one.problem}
            for one in await aside.listed(self._store)
        ]

    async def metrics(self) -> bytes:
        """Return the figures as Prometheus reads them, counted when they are asked for."""
        registry = CollectorRegistry()
        async with self._store.read() as connection:
            by_status = await cases.figures(connection)
        figures = Gauge("otklik_cases", "Cases by status", ["status"], registry=registry)
        for status, count in by_status.items():
            figures.labels(status).set(count)
        waiting = Gauge("otklik_waiting", "Rows still to do", ["box"], registry=registry)
        waiting.labels("inbox").set(await self._inbox.waiting())
        waiting.labels("outbox").set(await outbox.waiting(self._store))
        kept = Gauge("otklik_set_aside", "Rows that wait for a person", registry=registry)
        kept.set(len(await self.set_aside()))
        well = Gauge("otklik_ready", "Whether all is well", registry=registry)
        well.set((await self.ready())[0])
        return generate_latest(registry)

    def _workers(self) -> list[dict[str, Any]]:
        oldest = self._timer() - STALE
        stuck = [
            _item("worker", f"{type(loop).__name__} stuck")
            for loop in self._loops
            if loop.beat < oldest
        ]
        failing = [_item("tick", f"{name}: {error}") for name, error in self._jobs.failing.items()]
        wake = self._jobs.last.get("wake")
        if wake is not None and wake < oldest:
            stuck.append(_item("tick", "wake stuck"))
        return stuck + failing

    def _platforms(self) -> list[dict[str, Any]]:
        return [_item(name, problem) for name, problem in self._troubles().items()]


def _item(what: str, problem: str) -> dict[str, Any]:
    return {"what": what, "problem": problem}
