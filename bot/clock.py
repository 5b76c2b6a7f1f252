"""The only place that asks what time it is. Everything else is given a clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

LITTLE = timedelta(seconds=2)
"""Clocks are corrected by so much all the time; it does no harm."""


class Clock(Protocol):
    def __call__(self) -> datetime:
        """Return the time, aware and in UTC."""


def system_clock() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


class Setback:
    """Notices that the clock was set back, by a timer that only runs forward."""

    def __init__(self, clock: Clock, timer: Callable[[], float]) -> None:
        self._clock = clock
        self._timer = timer
        self._seen = clock(), timer()

    def since(self) -> timedelta:
        """Return how far the clock was set back since the last call; zero where it was not."""
        (then, count), self._seen = self._seen, (self._clock(), self._timer())
        expected = then + timedelta(seconds=self._seen[1] - count)
        lost = expected - self._seen[0]
        return lost if lost > LITTLE else timedelta()


def moved_clock(file: Path, *, clock: Clock = system_clock) -> Callable[[], datetime]:
    """Return a clock that is ahead by the seconds written in `file`, which is read at each call.

    For rehearsals: whoever writes the file moves the time, forwards or back. A file that is not
    there, or holds no number, moves nothing.
    """

    def moved() -> datetime:
        try:
            return clock() + timedelta(seconds=float(file.read_text("ascii")))
        except (OSError, ValueError, OverflowError):
            return clock()

    return moved
