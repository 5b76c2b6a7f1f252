"""How long a complaint waits until `wall.createComment` reaches VK.

The stand-ins run here, the program in a process of its own. Twelve comments a second of as many
people come for twenty seconds: first alone, then while `bench.load` floods the intake. From the
moment the event is on its way to the moment the call arrives.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Figure, at_most, say, share, tell
from bench.intake import flood
from bench.running import Platforms, platforms, program

A_SECOND = 12
SECONDS = 20
POSTS = 8
MARK = 1.0
VK_ALLOWS = 20
LAST_WITHIN = 15.0
POST = "wall.createComment"
TEXTS = (
    "Заказ везли три часа, торт приехал помятый!",
    "Деньги списали дважды, поддержка молчит",
    "Хлеб черствый, второй раз подряд. Верните деньги",
    "Курьер нахамил и уехал, заказ не отдал",
)


def measure() -> list[Figure]:
    """Return how long complaints waited, in quiet and in the flood."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Figure]:
    figures = []
    for kind in ("alone", "in a flood"):
        home = folder / kind.replace(" ", "-")
        home.mkdir()
        async with platforms() as around, program(around, home) as running:
            await _warm(around)
            if kind == "alone":
                waits = await _complaints(around)
            else:
                async with asyncio.TaskGroup() as tasks:
                    loaded = tasks.create_task(flood(running.port, SECONDS + 3, run="flood"))
                    await asyncio.sleep(1)
                    waits = await _complaints(around)
                figures.append(
                    Figure(f"{kind}: events taken", loaded.result()["per_second"], "a second")
                )
            figures += _figures(kind, waits, around)
        say(f"{kind}: {len(waits)} acknowledged")
    return figures


def _figures(kind: str, waits: list[float], around: Platforms) -> list[Figure]:
    missing = A_SECOND * SECONDS - len(waits)
    refused = sum(call.outcome == "error 6" for call in around.vk.calls)
    busiest = _busiest([call.at for call in around.vk.calls if call.token_kind == "community"])
    return [
        Figure(f"{kind}: p50", share(waits, 0.5), "s"),
        at_most(f"{kind}: p95", share(waits, 0.95), MARK, "s"),
        Figure(f"{kind}: longest", max(waits), "s"),
        at_most(f"{kind}: not acknowledged", missing, 0),
        at_most(f"{kind}: calls in the busiest second", busiest, VK_ALLOWS),
        at_most(f"{kind}: calls VK found too many", refused, 0),
        Figure(f"{kind}: users.get calls", _count(around, "users.get")),
    ]


async def _warm(around: Platforms) -> None:
    """Let the program compile its statements, as it has after its first minute."""
    post = around.vk.post("Доброе утро")
    for number in range(5):
        around.vk.comment(around.vk.user("Ранний", f"Гость {number}"), post, TEXTS[0])
    await asyncio.sleep(3)
    around.vk.calls.clear()


async def _complaints(around: Platforms) -> list[float]:
    """Complain at a steady rate; return the seconds each complaint waited."""
    vk = around.vk
    posts = [vk.post(f"Новинка {number}") for number in range(POSTS)]
    people = [vk.user("Анна", f"Петрова {number}") for number in range(A_SECOND * SECONDS)]
    sent: dict[str, float] = {}
    began = time.monotonic()
    for number, person in enumerate(people):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.monotonic()))
        at = time.monotonic()
        text = TEXTS[number % len(TEXTS)]
        sent[str(vk.comment(person, posts[number % POSTS], text))] = at
    until = time.monotonic() + LAST_WITHIN
    while _count(around, POST) < len(sent) and time.monotonic() < until:  # noqa: ASYNC110 it looks
        await asyncio.sleep(0.1)
    first: dict[str, float] = {}
    for call in vk.calls:
        if call.method == POST:
            first.setdefault(call.params["reply_to_comment"], call.at)
    return [first[id] - at for id, at in sent.items() if id in first]


def _count(around: Platforms, method: str) -> int:
    return sum(call.method == method for call in around.vk.calls)


def _busiest(times: list[float]) -> int:
    """Return how many calls came in the busiest second, wherever it begins."""
    times = sorted(times)
    most = first = 0
    for last, at in enumerate(times):
        while times[first] <= at - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> int:
    """Print the table."""
    return tell(measure, "Measure the acknowledgement.")


if __name__ == "__main__":
    sys.exit(main())
