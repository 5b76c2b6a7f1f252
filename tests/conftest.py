import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long tests go first and give each worker its share, so that none is waited for.

    Each worker begins with a part of the list; what it has not begun others take from the end.
    """
    parts = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [item for item in items if item.get_closest_marker("long")]
    short = [item for item in items if not item.get_closest_marker("long")]
    size = -(-len(short) // parts)
    items[:] = [
        item
        for part in range(parts)
        for item in (*long[part::parts], *short[part * size : (part + 1) * size])
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
