import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the long tests go first, so that no worker waits for the last one."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
