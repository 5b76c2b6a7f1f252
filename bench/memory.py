"""What the program keeps in memory: after a start, and with 10,000 cases in its database."""

import asyncio
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from bench.figures import Figure, tell
from bench.filling import close, fill, idle_program
from bench.intake import flood
from bench.running import Running, platforms, program

CASES = 10_000
CALM = 5.0
FLOOD = 10.0


def measure() -> list[Figure]:
    """Return megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Figure]:
    empty, full = folder / "empty", folder / "full"
    for home in (empty, full):
        home.mkdir()
    filler = idle_program(full)
    await filler.prepare()
    await fill(filler, CASES, wake_at=filler.clock() + timedelta(seconds=CALM))
    await close(filler)
    async with platforms() as around:
        async with program(around, empty) as running:
            idle = await _after(running, CALM)
            taken = await flood(running.port, FLOOD, run="memory")
            flooded = await _after(running, 1)
        async with program(around, full) as running:
            woken = await _after(running, 2 * CALM)
            later = await _after(running, 4 * CALM)
    return [
        Figure("idle after the start", idle, "MB"),
        Figure(f"after {taken['events']:,.0f} events", flooded, "MB"),
        Figure(f"{CASES:,} cases, all due", woken, "MB"),
        Figure(f"{CASES:,} cases, {4 * CALM:.0f} s later", later, "MB"),
    ]


async def _after(running: Running, seconds: float) -> float:
    await asyncio.sleep(seconds)
    return running.memory


def main() -> int:
    """Print the table."""
    return tell(measure, "Measure the memory.")


if __name__ == "__main__":
    sys.exit(main())
