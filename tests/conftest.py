import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long tests go first, so that no worker waits for the last one."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


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
