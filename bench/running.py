"""The program as a process of its own, with the stand-ins for the platforms in this one."""

import asyncio
import os
import signal
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.load import GROUP, SECRET
from sandbox.telegram import Chat, Telegram
from sandbox.vk import Vk

ROOT = Path(__file__).parents[1]
UP_WITHIN = 30.0


@dataclass
class Platforms:
    """The stand-ins, and what the program must be told to use them."""

    vk: Vk
    telegram: Telegram
    staff: Chat

    def settings(self, folder: Path, port: int) -> dict[str, str]:
        """Return the environment of a program that keeps its database in `folder`."""
        return {
            "TELEGRAM_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "STAFF_CHAT": str(self.staff.id),
            "VK_GROUP_ID": str(GROUP),
            "VK_TOKEN": self.vk.community_key,
            "VK_API_URL": self.vk.url,
            "VK_SECRET": SECRET,
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "LISTEN": f"127.0.0.1:{port}",
            "DATABASE_URL": database(folder),
            "ACK_CEILING": "100000/1m",
        }


@dataclass
class Running:
    """A process that serves."""

    process: Process
    port: int
    up_after: float
    """Seconds from its start to the first good answer."""

    @property
    def cpu(self) -> float:
        """Return the seconds of processor time it took so far."""
        fields = (
            Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> float:
        """Return what it keeps in memory (RSS), in MB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise LookupError("VmRSS")


@asynccontextmanager
async def platforms() -> AsyncIterator[Platforms]:
    """Open both stand-ins, with a staff group."""
    vk = Vk(GROUP, "Пекарня «Зерно»", "zerno", _now)
    telegram = Telegram(now=_now)
    await vk.start()
    await telegram.start()
    try:
        staff = telegram.group("Команда", forum=True)
        telegram.found(staff, telegram.person("Мария"))
        yield Platforms(vk, telegram, staff)
    finally:
        await telegram.stop()
        await vk.stop()


@asynccontextmanager
async def program(around: Platforms, folder: Path, **more: str) -> AsyncIterator[Running]:
    """Run the whole program until the block is left; entered when `/readyz` is 200."""
    port = free_port()
    settings = around.settings(folder, port) | more
    async with serving(["-m", "bot", "run"], folder, port, path="/readyz", **settings) as running:
        yield running


@asynccontextmanager
async def serving(
    arguments: list[str], folder: Path, port: int, *, path: str, **environment: str
) -> AsyncIterator[Running]:
    """Run Python with `arguments` until the block is left; entered when `path` is answered 200."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=folder, stderr=DEVNULL, stdout=DEVNULL,
        env=kept | environment | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    try:
        while not await _answers(port, path):
            late = time.perf_counter() - began > UP_WITHIN
            if late or process.returncode is not None:
                raise RuntimeError(f"{arguments} is not up: exit {process.returncode}")
            await asyncio.sleep(0.005)
        yield Running(process, port, time.perf_counter() - began)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await process.wait()


async def _answers(port: int, path: str) -> bool:
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        return (await reader.readline()).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
    finally:
        writer.close()


def database(folder: Path) -> str:
    """Return the address of the SQLite file in `folder`."""
    return f"sqlite+aiosqlite:///{folder}/otklik.db"


def free_port() -> int:
    """Return a port nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _now() -> datetime:
    return datetime.now(UTC)
