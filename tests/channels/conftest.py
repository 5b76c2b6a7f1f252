"""A local VK and a local Telegram, and what the bot speaks to them with."""

import socket
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.channels.vk.api import VkApi
from sandbox.telegram import Chat, Telegram
from sandbox.vk import Vk

GROUP = 7
NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Connect = Callable[..., VkApi]


def noon() -> datetime:
    return NOON


@pytest.fixture
async def vk() -> AsyncIterator[Vk]:
    made = Vk(GROUP, "Пекарня «Зерно»", "zerno", noon, ())
    made.gate.limits.update(community=1000, user=1000, service=1000)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def connect(vk: Vk) -> AsyncIterator[Connect]:
    """Return a function that gives a client; the community's, in no hurry, if not told."""
    made: list[VkApi] = []

    def client(token: str = "", *, url: str = "", per_second: int = 1000) -> VkApi:
        api = VkApi(
            token or vk.community_key,
            url=url or vk.url,
            per_second=per_second,
            timer=time.monotonic,
        )
        made.append(api)
        return api

    yield client
    for api in made:
        await api.close()


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    made = Telegram(now=noon)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def bot(tg: Telegram) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(tg.url), timeout=2)
    yield Bot(tg.token, session=session)
    if session._session is not None:  # its own close() sleeps for a quarter of a second
        await session._session.close()


@pytest.fixture
def staff(tg: Telegram) -> Chat:
    return tg.group("Команда", forum=True)


@pytest.fixture
def nobody() -> str:
    """Return a URL at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}"
