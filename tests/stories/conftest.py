from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from aiogram.client.session.aiohttp import AiohttpSession

from bot import names
from tests import schemas
from tests.stories.world import World

Make = Callable[..., Awaitable[World]]


@pytest.fixture
async def make_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Make]:
    """Return a function that starts a world with settings of its own.

    A busy machine must not cost anybody their name: the wait for it has tests of its own. A quarter
    of a second that aiogram waits for TLS to close is of no use here.
    """
    monkeypatch.setattr(names, "A_BLINK", 5.0)
    monkeypatch.setattr(AiohttpSession, "close", _close)
    worlds: list[World] = []

    async def make(*, forum: bool = True, **overrides: str) -> World:
        world = await World(tmp_path, overrides, forum=forum).start()
        worlds.append(world)
        return world

    yield make
    for world in worlds:
        await world.stop()
        if schemas.PRESENT:
            assert schemas.complaints(world.vk.calls, world.tg.calls) == []


@pytest.fixture
async def world(make_world: Make) -> World:
    return await make_world()


async def _close(session: AiohttpSession) -> None:
    if session._session is not None:
        await session._session.close()
