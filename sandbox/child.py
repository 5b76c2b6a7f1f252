"""The bot as the demo runs it: the unmodified program, in a process of its own.

It is told nothing but its settings, and everything it says comes over HTTP, as it would on the
real platforms. It can be killed as a power cut would, and started again on the same data.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp

KEPT = (
    "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT",
    "VIRTUAL_ENV", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip
"""What the bot may know of this machine; a developer's settings and proxies are not of it."""
STOPPED_WITHIN = 10.0
ANSWERS_WITHIN = 2.0
LAST_LINES = 20
ROOT = Path(__file__).resolve().parents[1]


class Child:
    """The bot's process, its log and its data in `folder`."""

    def __init__(self, folder: Path, port: int, *more: str) -> None:
        self.port = port
        self._folder = folder
        self._log = folder / "bot.log"
        self._more = more
        self._process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """The address of its web server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        """Tell whether the process lives."""
        return self._process is not None and self._process.returncode is None

    async def start(self, settings: Mapping[str, str]) -> None:
        """Start it, unless it runs."""
        if self.running:
            return
        with self._log.open("ab") as told:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", *self._more),
                cwd=self._folder,
                env=environment(os.environ, settings),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=told,
                stderr=told,
                start_new_session=True,  # Ctrl-C is for the demo, which then stops the bot
            )

    async def ended(self) -> int:
        """Wait until it ends; return its exit status."""
        assert self._process is not None
        return await self._process.wait()

    async def kill(self) -> None:
        """End it where it stands, as a power cut does."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOPPED_WITHIN):
                await self._end(signal.SIGTERM)
        await self.kill()

    async def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(how)
        await self._process.wait()

    async def problems(self, session: aiohttp.ClientSession) -> list[dict[str, Any]] | None:
        """Return what the bot says is not well; None where it does not answer."""
        patience = aiohttp.ClientTimeout(total=ANSWERS_WITHIN)
        try:
            async with session.get(f"{self.url}/readyz", timeout=patience) as response:
                said = await response.json(content_type=None)
                return said if response.status != 200 and isinstance(said, list) else []
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return None

    def last_lines(self) -> list[str]:
        """Return the end of its log."""
        try:
            return self._log.read_text("utf-8", "replace").splitlines()[-LAST_LINES:]
        except OSError:
            return []


def free_port() -> int:
    """Return a port nobody listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def environment(own: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """Return all that the bot is told."""
    kept = {name: own[name] for name in KEPT if name in own}
    path = os.pathsep.join(filter(None, (str(ROOT), own.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "NO_PROXY": "127.0.0.1", **settings}
