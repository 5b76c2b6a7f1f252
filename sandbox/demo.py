"""The demo: both platforms, the unmodified bot beside them, and a bakery's morning played to it.

The bot is a process of its own that is told nothing but its settings; everything it says comes
over HTTP, as it would on the real platforms. Durations are so short that the life of a case is
over in half a minute.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

from sandbox.bakery import Bakery, Failed
from sandbox.spoken import Speaker

KEPT = (
    "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TMP", "TEMP", "SYSTEMROOT",
    "VIRTUAL_ENV", "LD_LIBRARY_PATH", "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip
"""What the bot may know of this machine; a developer's settings and proxies are not of it."""
STOPPED_WITHIN = 10.0
LAST_LINES = 20
PAUSE, PAUSE_ONCE = 1.5, 0.5
"""Seconds between two acts, so that a reader can follow; with `--once` mostly programs read."""
ROOT = Path(__file__).resolve().parents[1]


class PortUnusable(Exception):
    """The bot cannot listen where it was asked to; the text says why and what to do."""


async def run(port: int, *, once: bool, speaker: Speaker) -> int:
    """Play until the opening is over (`once`) or a signal comes; return the exit status.

    :raises PortUnusable: nothing was started.
    """
    check(port)
    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    with tempfile.TemporaryDirectory(prefix="otklik-demo-", ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "bot.log"
        bakery = Bakery(speaker, pause=PAUSE_ONCE if once else PAUSE)
        async with bakery.open(), bot(bakery, port, log) as child:
            try:
                await _play(bakery, child, stop, port=port, once=once)
            except Failed as error:
                lines = log.read_text("utf-8", "replace").splitlines()[-LAST_LINES:]
                print(f"{error}. Последнее, что он записал:", *lines, sep="\n", file=sys.stderr)
                return 1
    return 0


def check(port: int) -> None:
    """Make sure that the bot can listen on a port.

    :raises PortUnusable: it cannot.
    """
    with socket.socket() as listener:
        if os.name == "posix":  # as asyncio's own servers do: yesterday's connections do not count
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except PermissionError:
            why = "не разрешён обычному пользователю"
        except OSError:
            why = "занят другой программой"
        else:
            return
    raise PortUnusable(f"Порт {port} {why}. Назовите свободный, например: otklik demo --port 8099")


async def _play(
    bakery: Bakery, child: asyncio.subprocess.Process, stop: asyncio.Event, *, port: int, once: bool
) -> None:
    """Play the opening; return when it is over or when `stop` is set.

    :raises Failed: the bot died or kept silent.
    """
    playing = asyncio.create_task(bakery.play(port, once=once))
    watching = asyncio.create_task(bakery.watch())
    stopped = asyncio.create_task(stop.wait())
    died = asyncio.create_task(child.wait())
    tasks = {playing, watching, stopped, died}
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if stopped in done:
            return
        if died in done:
            raise Failed(f"Бот остановился сам, код {died.result()}")
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def bot(bakery: Bakery, port: int, log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot as a process of its own, with the log in a file."""
    with log.open("wb") as told:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            "run",
            cwd=log.parent,
            env=environment(os.environ, bakery.settings(port, log.parent)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,  # Ctrl-C is for the demo, which then stops the bot
        )
    try:
        yield child
    finally:
        await _end(child)


async def _end(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        child.terminate()
    try:
        async with asyncio.timeout(STOPPED_WITHIN):
            await child.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def environment(own: Mapping[str, str], settings: Mapping[str, str]) -> dict[str, str]:
    """Return all that the bot is told."""
    kept = {name: own[name] for name in KEPT if name in own}
    path = os.pathsep.join(filter(None, (str(ROOT), own.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "NO_PROXY": "127.0.0.1", **settings}
