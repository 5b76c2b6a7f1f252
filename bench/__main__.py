"""All measurements in turn, each in a process of its own: `python -m bench [NAME ...]`."""

import argparse
import platform
import subprocess
import sys
from pathlib import Path

from bench.figures import read, say, table

ROOT = Path(__file__).parents[1]
NAMES = ("intake", "acknowledgement", "tick", "find", "lateness", "hours", "start", "memory")
WITH_A_TABLE_OF_ITS_OWN = ("sorting", "check")


def main() -> int:
    """Print a table; 1 where a mark was missed or a measurement failed."""
    every = (*NAMES, *WITH_A_TABLE_OF_ITS_OWN)
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the program.")
    parser.add_argument("name", nargs="*", help=f"of {', '.join(every)}; by default all")
    chosen = parser.parse_args().name or every
    if unknown := set(chosen) - set(every):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}")
    wrong = [name for name in chosen if not _measured(name)]
    if wrong:
        print(f"not as demanded: {', '.join(wrong)}")
    return int(bool(wrong))


def _measured(name: str) -> bool:
    """Carry one out and print it; return whether all was as demanded."""
    say(f"--- {name}")
    own = name in WITH_A_TABLE_OF_ITS_OWN
    command = [sys.executable, "-m", f"bench.{name}", *([] if own else ["--json"])]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if not done.stdout:
        print(f"{name}: failed")
        return False
    print(f"{name}\n{done.stdout if own else table(read(done.stdout))}", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
