"""How many events a second are kept, beside the same server without storage.

    without   the web pages with an inbox that forgets at once
    with      the same pages with the real inbox on SQLite
    program   `python -m bot run`

They take turns under the same load (64 kept connections, events of 1 KiB that no door wants, each
with an id of its own), and a round's figures are compared with that round's alone. On a machine
with other work the processor time an event costs is the steadier figure.
`python -m bench.intake --serve without|with PORT` is one of the first two.
"""

import asyncio
import json
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median

from aiohttp import web

from bench.figures import Figure, at_least, say, tell
from bench.load import GROUP, SECRET
from bench.running import ROOT, Running, database, free_port, platforms, program, serving
from bot.clock import system_clock
from bot.state import State
from bot.store.engine import Store
from bot.store.inbox import Arrived, Inbox
from bot.store.migrate import migrate
from handlers.clock import Ticks
from handlers.web import Doorkeeper, Web

ROUNDS = 10
SECONDS = 1.5
MARK = 0.6


class Forgetful(Inbox):
    """An inbox that keeps nothing: what the web server could do by itself."""

    async def put(self, arrived: Arrived) -> None:
        return


def measure() -> list[Figure]:
    """Return events a second of all three, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Figure]:
    async with AsyncExitStack() as stack:
        servers: dict[str, Running] = {}
        for kind in ("without", "with"):
            port, home = free_port(), _made(folder / kind)
            arguments = ["-m", "bench.intake", "--serve", kind, str(port)]
            servers[kind] = await stack.enter_async_context(
                serving(arguments, home, port, path="/healthz")
            )
        around = await stack.enter_async_context(platforms())
        servers["program"] = await stack.enter_async_context(
            program(around, _made(folder / "program"))
        )
        found: dict[str, list[dict[str, float]]] = {kind: [] for kind in servers}
        for round in range(-1, ROUNDS):
            for kind, server in servers.items():
                before = server.cpu
                one = await flood(server.port, SECONDS, run=f"round{round}")
                if round >= 0:
                    one["cpu"] = (server.cpu - before) / one["events"]
                    found[kind].append(one)
            say(f"round {round}: " + ", ".join(_line(kind, found[kind]) for kind in servers))
    return _figures(found)


def _figures(found: dict[str, list[dict[str, float]]]) -> list[Figure]:
    figures = []
    for kind, rounds in found.items():
        figures += [
            Figure(f"{kind}: events", median(one["per_second"] for one in rounds), "a second"),
            Figure(f"{kind}: events, best", max(one["per_second"] for one in rounds), "a second"),
            Figure(f"{kind}: processor", 1e6 * median(one["cpu"] for one in rounds), "us/event"),
            Figure(f"{kind}: p50", 1e3 * median(one["p50"] for one in rounds), "ms"),
            Figure(f"{kind}: p99", 1e3 * median(one["p99"] for one in rounds), "ms"),
        ]
    for kind in ("with", "program"):
        pairs = zip(found[kind], found["without"], strict=True)
        ratio = median(one["per_second"] / bare["per_second"] for one, bare in pairs)
        figures.append(at_least(f"{kind} / without", ratio, MARK))
        best = [max(one["per_second"] for one in found[one]) for one in (kind, "without")]
        figures.append(Figure(f"{kind} / without, best rounds", best[0] / best[1]))
    every = [one for rounds in found.values() for one in rounds]
    figures.append(Figure("core taken by the load", max(one["busy"] for one in every)))
    refused = sum(one["refused"] for one in every)
    figures.append(Figure("refused", refused, "events", "0", refused == 0))
    return figures


async def flood(port: int, seconds: float, *, run: str) -> dict[str, float]:
    """Let `bench.load` loose on a port; return what it found."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.load", str(port), str(seconds), "--run", run,
        cwd=ROOT, stdout=PIPE,
    )  # fmt: skip
    printed, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError("the load ended early")
    result: dict[str, float] = json.loads(printed)
    return result


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _line(kind: str, rounds: Sequence[dict[str, float]]) -> str:
    return f"{kind} {rounds[-1]['per_second']:.0f}/s" if rounds else f"{kind} warm"


async def serve(kind: str, port: int) -> None:
    """Serve the pages and nothing else, with or without storage, until killed."""
    store = Store(database(Path.cwd()))
    await migrate(store)
    inbox = (Forgetful if kind == "without" else Inbox)(store)
    keeper = Doorkeeper(
        vk_group_id=GROUP, vk_secret=SECRET, confirmation=str, telegram_secret=SECRET
    )
    state = State(store, inbox, timer=time.monotonic, loops=[], troubles=dict, jobs=Ticks())
    pages = Web(inbox, keeper, state, clock=system_clock)
    runner = web.AppRunner(pages.application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await inbox.keep()


def main() -> int:
    """Print the table, or be the server."""
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(serve(sys.argv[2], int(sys.argv[3])))
        return 0
    return tell(measure, "Measure the intake.")


if __name__ == "__main__":
    sys.exit(main())
