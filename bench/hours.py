"""What one computation of working time costs, beside a bare addition of two moments."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from bench.figures import Figure, at_most, tell
from bot.core.hours import Hours

WEEK = "Mon-Fri 09:00-13:00,14:00-20:00; Sat 11:00-17:00"
ROUNDS = 5
MOMENTS = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=317 * n) for n in range(10_000)]
LENGTH = timedelta(hours=2)


def measure() -> list[Figure]:
    """Return microseconds for each kind of computation."""
    hours = Hours.parse(WEEK, timezone=ZoneInfo("Europe/Sofia"))
    day = timedelta(days=1)
    bare = _each(lambda at: at + LENGTH)
    kinds: dict[str, Callable[[datetime], object]] = {
        "add two hours": lambda at: hours.add(at, LENGTH),
        "two hours back": lambda at: hours.back(at, LENGTH),
        "between, over a day": lambda at: hours.between(at, at + day),
        "is it open": hours.is_open,
    }
    figures = [Figure("a bare addition", bare, "us")]
    for name, work in kinds.items():
        each = _each(work)
        figures.append(at_most(name, each, 20, "us"))
        figures.append(Figure(f"{name} / a bare addition", each / bare))
    return figures


def _each(work: Callable[[datetime], object]) -> float:
    """Return the median microseconds for one moment, after one round to warm up."""
    rounds = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        for moment in MOMENTS:
            work(moment)
        rounds.append(time.perf_counter() - began)
    return 1e6 * median(rounds[1:]) / len(MOMENTS)


def main() -> int:
    """Print the table."""
    return tell(measure, "Measure working time.")


if __name__ == "__main__":
    sys.exit(main())
