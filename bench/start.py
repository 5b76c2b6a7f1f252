"""How long a start takes: from the process to `/readyz` 200, and `otklik sort` from end to end."""

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.figures import Figure, say, tell
from bench.running import ROOT, platforms, program

TIMES = 5
TEXT = "Заказ везли три часа, торт приехал помятый!"


def measure() -> list[Figure]:
    """Return medians in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        first, again = asyncio.run(_starts(Path(folder)))
    return [
        Figure("first start to ready", median(first), "s"),
        Figure("later start to ready", median(again), "s"),
        Figure("later start, best", min(again), "s"),
        Figure("sort TEXT", median(sorting := [_sort() for _ in range(TIMES)]), "s"),
        Figure("sort TEXT, best", min(sorting), "s"),
    ]


async def _starts(folder: Path) -> tuple[list[float], list[float]]:
    """Return the seconds of starts with no database and with one."""
    first, again = [], []
    async with platforms() as around:
        for number in range(TIMES):
            home = folder / str(number)
            home.mkdir()
            for kept in (first, again):
                async with program(around, home) as running:
                    kept.append(running.up_after)
            say(f"started in {first[-1]:.2f} s, again in {again[-1]:.2f} s")
    return first, again


def _sort() -> float:
    began = time.perf_counter()
    command = [sys.executable, "-m", "bot", "sort", TEXT]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> int:
    """Print the table."""
    return tell(measure, "Measure the start.")


if __name__ == "__main__":
    sys.exit(main())
