"""The stand-ins running, and who calls them."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from sandbox.telegram import Telegram
from sandbox.vk import Vk
from tests.sandbox.outside import TOKEN, Api, Clock, Listener


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def vk(clock: Clock) -> AsyncIterator[Vk]:
    vk = Vk(7, "Пекарня «Зерно»", "zerno", clock, retry_delays=(0.05, 0.05))
    await vk.start()
    yield vk
    await vk.stop()


@pytest_asyncio.fixture
async def api(vk: Vk) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(vk, session)


@pytest_asyncio.fixture
async def listener() -> AsyncIterator[Listener]:
    listener = Listener()
    app = web.Application()
    app.router.add_post("/vk", listener)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listener.url = f"http://127.0.0.1:{runner.addresses[0][1]}/vk"
    yield listener
    await runner.cleanup()


@pytest.fixture
async def tg(clock: Clock) -> AsyncIterator[Telegram]:
    telegram = Telegram(token=TOKEN, now=clock, webhook_retry=(0.01, 0.02))
    await telegram.start()
    yield telegram
    await telegram.stop()


@pytest.fixture
async def bot(tg: Telegram) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(tg.url))
    yield Bot(TOKEN, session=session)
    await session.close()
