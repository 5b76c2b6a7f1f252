"""The only place that asks what time it is. Everything else is given a clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    def __call__(self) -> datetime:
        """Return the time, aware and in UTC."""


def system_clock() -> datetime:
    """Return the machine's time."""
    return datetime.now(UTC)


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
