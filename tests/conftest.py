import os
import time
from collections.abc import Callable
from itertools import groupby, islice
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long tests go first, those of one file one after another on one worker.

    Each worker begins with a part of the list; what it has not begun others take from the end. A
    browser and a bot of its own for each worker at once would be more than a small machine bears.
    """
    parts = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    dealt: list[list[pytest.Item]] = [[] for _ in range(parts)]
    for _, of_one_file in groupby(long, key=lambda item: item.path):
        min(dealt, key=len).extend(of_one_file)
    size = -(-len(items) // parts)
    rest = iter(short)
    items[:] = [
        item for first in dealt for item in (*first, *islice(rest, max(0, size - len(first))))
    ]


def made_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None], *, within: float = 90
) -> Path:
    """Return a folder that one of the workers has filled, as it takes long; the others wait."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = factory.mktemp(name)
        make(folder)
        return folder
    folder = factory.getbasetemp().parent / name
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + within
        while not (folder / "made").exists():
            assert time.monotonic() < until, f"nobody made {name}"
            time.sleep(0.1)
        return folder
    make(folder)
    (folder / "made").touch()
    return folder
