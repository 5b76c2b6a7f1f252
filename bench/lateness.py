"""How late reminders are: from the moment one is due to its row in the outbox.

Of 100,000 open cases 1,000 fall due within ten seconds, while the program's own tick runs as it
does in earnest. Then what an empty tick costs with a million open cases, beside a bare `SELECT 1`.
"""

import asyncio
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import select, text, update

from bench.figures import Figure, at_most, say, share, tell
from bench.filling import close, fill, idle_program
from bot.program import LATENESS, Program
from bot.store.tables import EPOCH, MICROSECOND, cases, outbox

OPEN = 100_000
MANY = 1_000_000
DUE = 1_000
WITHIN = timedelta(seconds=10)
AHEAD = timedelta(seconds=3)
TICKS = 100


def measure() -> list[Figure]:
    """Return milliseconds of lateness, and of a tick with a million cases."""
    with tempfile.TemporaryDirectory() as folder:
        late = asyncio.run(_lateness(Path(folder)))
    with tempfile.TemporaryDirectory() as folder:
        quiet, bare = asyncio.run(_million(Path(folder)))
    return [
        Figure(f"{DUE} due in 10 s of {OPEN} open: late, p50", 1e3 * median(late), "ms"),
        at_most(f"{DUE} due in 10 s of {OPEN} open: late, p99", 1e3 * share(late, 0.99), 200, "ms"),
        Figure(f"{MANY} open, none due: tick, p50", 1e3 * median(quiet), "ms"),
        Figure(f"{MANY} open, none due: tick / SELECT 1", median(quiet) / median(bare)),
    ]


async def _lateness(folder: Path) -> list[float]:
    """Return how many seconds each reminder was late."""
    program = idle_program(folder, WARN_BEFORE="0")
    await program.prepare()
    await fill(program, OPEN, wake_at=program.clock() + timedelta(days=2))
    say(f"{OPEN} cases are open")
    await _spread(program)
    program.ticks.every(LATENESS, "wake", program.wake)
    program.ticks.scheduler.start()
    await asyncio.sleep((AHEAD + WITHIN).total_seconds() + 2)
    await program.ticks.stop()
    async with program.store.read() as connection:
        rows = await connection.execute(
            select(outbox.c.created_at, cases.c.reply_due)
            .join(cases, cases.c.id == outbox.c.case_id)
            .where(outbox.c.what == "Remind")
        )
        late = [(row.created_at - row.reply_due).total_seconds() for row in rows]
    await close(program)
    assert len(late) == DUE, f"{len(late)} of {DUE} were reminded"
    return late


async def _spread(program: Program) -> None:
    """Let a thousand cases be due one after another, from a few seconds on."""
    begin = (program.clock() + AHEAD - EPOCH) // MICROSECOND
    step = WITHIN // MICROSECOND // DUE
    async with program.store.write() as connection:
        for name in ("wake_at", "reply_due"):
            moment = text(f"{begin} + id * {step}")
            await connection.execute(update(cases).where(cases.c.id <= DUE).values({name: moment}))


async def _million(folder: Path) -> tuple[list[float], list[float]]:
    """Return the seconds of empty ticks and of bare statements, in turns."""
    program = idle_program(folder)
    await program.prepare()
    await fill(program, MANY, wake_at=program.clock() + timedelta(days=2))
    say(f"{MANY} cases are open")
    ticks, bare = [], []
    for _ in range(TICKS):
        began = time.perf_counter()
        async with program.store.read() as connection:
            await connection.execute(text("SELECT 1"))
        bare.append(time.perf_counter() - began)
        began = time.perf_counter()
        await program.wake()
        ticks.append(time.perf_counter() - began)
    await close(program)
    return ticks, bare


def main() -> int:
    """Print the table."""
    return tell(measure, "Measure how late reminders are.")


if __name__ == "__main__":
    sys.exit(main())
