"""The program as it is started for real, killed with signal 9 while customers write."""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from sandbox.telegram import Telegram
from sandbox.vk import Vk
from tests.stories.world import GROUP, free_port

ROOT = Path(__file__).parents[2]
KILLS = 2
COMMENTS = 24


def now() -> datetime:
    return datetime.now(UTC)


class Bot:
    """`python -m bot run` as a process of its own."""

    def __init__(self, settings: dict[str, str], folder: Path) -> None:
        keep = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = keep | settings | {"PYTHONPATH": str(ROOT)}
        self.folder = folder
        self.url = settings["PUBLIC_URL"]

    async def start(self) -> None:
        log = (self.folder / "log").open("ab")
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            cwd=self.folder, env=self.environment, stderr=log, stdout=log,
        )  # fmt: skip
        async with asyncio.timeout(90), aiohttp.ClientSession() as session:
            while True:
                assert self.process.returncode is None, (self.folder / "log").read_text()
                try:
                    async with session.get(f"{self.url}/readyz") as answer:
                        if answer.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.05)

    async def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        async with asyncio.timeout(12):
            return await self.process.wait()

    def leave_nothing(self) -> None:
        """End what a test that failed has left running."""
        if self.process.returncode is None:
            self.process.kill()


@pytest.mark.long
async def test_killed_again_and_again_it_loses_no_comment_and_says_nothing_twice(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path
    vk = Vk(GROUP, "Пекарня «Зерно»", "zerno", now, (0.2,) * 200)
    tg = Telegram(now=now, webhook_retry=(0.2,) * 200)
    await vk.start()
    await tg.start()
    staff = tg.group("Команда", forum=True)
    post = vk.post("Новые торты")
    port = free_port()
    settings = {
        "TELEGRAM_TOKEN": tg.token,
        "TELEGRAM_API_URL": tg.url,
        "STAFF_CHAT": str(staff.id),
        "VK_GROUP_ID": str(GROUP),
        "VK_TOKEN": vk.community_key,
        "VK_SERVICE_TOKEN": vk.service_key,
        "VK_API_URL": vk.url,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LISTEN": f"127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/otklik.db",
        "TELEGRAM_GROUP_RATE": "100000/1m",
    }
    bot = Bot(settings, folder)
    request.addfinalizer(bot.leave_nothing)
    await bot.start()
    complaints = []
    for number in range(COMMENTS):
        author = vk.user("Пётр", f"Номер{number}")
        complaints.append(vk.comment(author, post, f"Торт {number} приехал помятый, плохо!"))
        await asyncio.sleep(0.03)
        if number % (COMMENTS // KILLS) == 5:
            await bot.end(signal.SIGKILL)
            await bot.start()

    def acknowledged() -> list[int | None]:
        return [one.reply_to for one in vk.comments(post) if one.from_id == -GROUP]

    async with asyncio.timeout(150):
        while set(acknowledged()) != set(complaints):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    assert sorted(map(str, acknowledged())) == sorted(map(str, complaints))

    def cards() -> list[str]:
        shown = [one.text for one in tg.messages(staff) if one.is_bot and one.keyboard]
        return [text for text in shown if "приехал помятый" in text]

    async with asyncio.timeout(90):
        while len(cards()) < COMMENTS:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    for number in range(COMMENTS):
        assert any(f"Торт {number} приехал" in text for text in cards())
    assert await bot.end(signal.SIGTERM) == 0
    log = (folder / "log").read_text("utf-8")
    assert "Traceback" not in log
    assert not any(secret in log for secret in (tg.token, vk.community_key, vk.service_key))
    assert "Торт" not in log and "Пётр" not in log
    await tg.stop()
    await vk.stop()
