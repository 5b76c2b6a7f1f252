"""The demo: both platforms, the unmodified bot beside them, and a page on which to play them all.

`run` serves the page until a signal comes. With `once` there is no page: a morning is played in
the terminal and that is all, which programs and terminals without a browser can read.
"""

import asyncio
import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from sandbox.bakery import HURRIED, Bakery
from sandbox.child import Child
from sandbox.morning import Failed, Morning
from sandbox.page.server import Page
from sandbox.page.show import Show
from sandbox.spoken import Speaker
from sandbox.words import say

PAUSE = 0.5
"""Seconds between two acts of the morning."""


class PortUnusable(Exception):
    """Nothing can listen where it was asked to; the text says why and what to do."""


async def run(port: int, *, language: str, once: bool, speaker: Speaker) -> int:
    """Show the page, or play the morning `once`, until a signal comes; return the exit status.

    :raises PortUnusable: nothing was started.
    """
    check(port, language)
    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    with tempfile.TemporaryDirectory(prefix="otklik-demo-", ignore_cleanup_errors=True) as folder:
        if once:
            return await _morning(Path(folder), port, stop, speaker)
        async with Show(Path(folder), language) as show, Page(show).listen(port):
            speaker.write(say(language, "terminal-open", url=f"http://127.0.0.1:{port}/"))
            await stop.wait()
    return 0


def check(port: int, language: str) -> None:
    """Make sure that one can listen on a port.

    :raises PortUnusable: one cannot.
    """
    with socket.socket() as listener:
        if os.name == "posix":  # as asyncio's own servers do: yesterday's connections do not count
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
            listener.listen()
        except PermissionError:
            why = "terminal-port-forbidden"
        except OSError:
            why = "terminal-port-taken"
        else:
            return
    raise PortUnusable(say(language, why, port=str(port)))


async def _morning(folder: Path, port: int, stop: asyncio.Event, speaker: Speaker) -> int:
    bakery, child = Bakery(), Child(folder, port)
    async with bakery.open():
        await child.start(bakery.settings(port, folder) | HURRIED)
        try:
            await _play(Morning(bakery, child, speaker, pause=PAUSE), child, stop)
        except Failed as error:
            last = child.last_lines()
            print(f"{error}. Последнее, что он записал:", *last, sep="\n", file=sys.stderr)
            return 1
        finally:
            await child.stop()
    return 0


async def _play(morning: Morning, child: Child, stop: asyncio.Event) -> None:
    """Play the morning; return when it is over or when `stop` is set.

    :raises Failed: the bot died or kept silent.
    """
    acts: tuple[Coroutine[Any, Any, Any], ...] = (
        morning.play(), morning.watch(), stop.wait(), child.ended(),
    )  # fmt: skip
    tasks = playing, _, stopped, died = [asyncio.create_task(act) for act in acts]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if stopped in done:
            return
        if died in done:
            raise Failed(f"Бот остановился сам, код {died.result()}")
        for task in done:
            task.result()
        assert playing in done
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
