"""What a tick costs with 100,000 open cases: none due, then 1,000 due at once.

A tick is `Program.tick`: wake what is due, sweep both relays. Beside it, in turns, a bare
`SELECT 1` through the same engine, to tell the machine's mood from the program's work.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import func, select, text

from bench.figures import Figure, say, share, tell
from bench.filling import close, fill, idle_program, make_due
from bot.program import WAKES, Program
from bot.store.tables import outbox

OPEN = 100_000
DUE = 1_000
QUIET_TICKS = 300
TIMES = 3


def measure() -> list[Figure]:
    """Return milliseconds a tick, and seconds for a thousand wakes."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Figure]:
    program = idle_program(folder)
    await program.prepare()
    await fill(program, OPEN, wake_at=program.clock() + timedelta(days=2))
    say(f"{OPEN} cases are open")
    quiet, bare = await _quiet(program)
    whole, batches = [], []
    for number in range(TIMES):
        await make_due(program, DUE, at=program.clock() - timedelta(minutes=1))
        before = await _said(program)
        took = await _batches(program)
        assert await _said(program) - before >= DUE, "nobody was reminded"
        whole.append(sum(took))
        batches += took
        say(f"{number}: {DUE} due in {whole[-1]:.2f} s")
    await close(program)
    return [
        Figure("SELECT 1: p50", 1e3 * median(bare), "ms"),
        Figure("none due: tick, p50", 1e3 * median(quiet), "ms"),
        Figure("none due: tick, p99", 1e3 * share(quiet, 0.99), "ms"),
        Figure("none due: tick / SELECT 1", median(quiet) / median(bare)),
        Figure(f"{DUE} due: all", median(whole), "s"),
        Figure(f"{DUE} due: a case", 1e3 * median(whole) / DUE, "ms"),
        Figure(f"{DUE} due: the writer kept for", 1e3 * max(batches), "ms"),
    ]


async def _quiet(program: Program) -> tuple[list[float], list[float]]:
    """Return the seconds of ticks with nothing to do, and of bare statements."""
    ticks, bare = [], []
    for _ in range(QUIET_TICKS):
        bare.append(await _timed(lambda: _select(program)))
        ticks.append(await _timed(program.tick))
    return ticks[10:], bare[10:]


async def _batches(program: Program) -> list[float]:
    """Wake all that is due as a tick does; return the seconds of each batch."""
    took = []
    while True:
        began = time.perf_counter()
        woken = await program.desk.wake(limit=WAKES)
        if not woken:
            return took
        took.append(time.perf_counter() - began)


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


async def _select(program: Program) -> None:
    async with program.store.read() as connection:
        await connection.execute(text("SELECT 1"))


async def _said(program: Program) -> int:
    async with program.store.read() as connection:
        found = await connection.execute(select(func.count()).select_from(outbox))
        return found.scalar_one()


def main() -> int:
    """Print the table."""
    return tell(measure, "Measure the tick.")


if __name__ == "__main__":
    sys.exit(main())
