"""How fast `/find` is with 100,000 cases, and how long it takes to index them all.

A question is what `/find` asks: the keys of its words, the ten newest cases, how many there are.
Beside it, in turns, a bare `SELECT 1` through the same engine. Complaints are those of the labelled
comments, two to a case, with a name, an order number and a reply, so that some words are in most
cases and some in a few. BENCH_DATABASE_URL names an empty database to measure instead of a file.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median

from sqlalchemy import text

from bench.figures import Figure, at_most, say, share, tell
from bench.running import database
from bench.sorting import comments
from bot.core.case import Case, CaseId, Customer, Place
from bot.core.sorting import Kind
from bot.core.terms import SearchWords, question
from bot.store import cases, search
from bot.store.cases import Told
from bot.store.engine import Store
from bot.store.migrate import migrate
from locales.lexicon import load_search

CASES = 100_000
BATCH = 1_000
START = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = 200
MARK = 100.0
PAGE = 10
QUESTIONS = {
    "a word of most cases": "заказы",
    "a word of some cases": "курьера",
    "a word of ten cases": "аметистового",
    "two common words": "заказы доставка",
    "a common word and a rare one": "аметистовый заказ",
    "a number": "№ 4050-77",
    "a name": "Петровой",
    "nothing": "бегемот",
}
NAMES = ("Анна Петрова", "Мария Иванова", "Олег Кузнецов", "Ирина Смирнова", "Павел Волков")
REPLY = "Здравствуйте! Нам очень жаль. Проверили заказ {}, деньги за доставку вернём сегодня."
WORDS = SearchWords.of(load_search())


def measure() -> list[Figure]:
    """Return milliseconds a question."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measure(Path(folder)))


async def _measure(folder: Path) -> list[Figure]:
    store = Store(os.environ.get("BENCH_DATABASE_URL", database(folder)))
    await migrate(store)
    await _fill(store)
    say(f"{CASES} cases are there")
    indexed = await _timed(lambda: search.rebuild(store, WORDS))
    async with store.write() as connection:
        await connection.execute(text("ANALYZE"))
    figures = [Figure("indexing them all", indexed, "s")]
    for what, asked in QUESTIONS.items():
        figures += await _of_question(store, what, asked)
    await store.close()
    return figures


async def _fill(store: Store) -> None:
    """Keep cases with texts, names and replies, as they were before the index."""
    random = Random(7)
    said = [one.text for one in comments() if (one.language, one.kind) == ("ru", "complaint")]
    for first in range(0, CASES, BATCH):
        async with store.write() as connection:
            lines = []
            for number in range(first, first + BATCH):
                order = f"№ {4000 + number // 100}-{number % 100:02}"
                rare = " Торт «Аметистовый»." if number % (CASES // 10) == 0 else ""
                complaint = f"{random.choice(said)} {random.choice(said)} {order}{rare}"
                case = await cases.add(connection, _case(number, complaint))
                reply = Told(START, "Sent-reply", "", REPLY.format(order))
                lines.append((case.id, f"reply:{number}", reply))
            await cases.tell_all(connection, lines)


def _case(number: int, complaint: str) -> Case:
    first, last = NAMES[number % len(NAMES)].split()
    return Case(
        place=Place("vk", "wall", -1, number // 100),
        customer=Customer("vk", number, first, last),
        comment=number,
        text=complaint,
        said_at=START,
        kind=Kind.COMPLAINT,
        sure=True,
        language="ru",
    )


async def _of_question(store: Store, what: str, asked: str) -> list[Figure]:
    took, bare = [], []
    for _ in range(TIMES):
        bare.append(await _timed(lambda: _select(store)))
        took.append(await _timed(lambda: _find(store, asked)))
    found, many = await _find(store, asked)
    assert bool(found) == (what != "nothing"), asked
    say(f"{what}: {asked}: {many}")
    return [
        Figure(f"{what}: p50", 1e3 * median(took), "ms"),
        at_most(f"{what}: p99", 1e3 * share(took, 0.99), MARK, "ms"),
        Figure(f"{what}: p50 / SELECT 1", median(took) / median(bare)),
    ]


async def _find(store: Store, asked: str) -> tuple[list[CaseId], int]:
    keys = question(asked, WORDS)
    async with store.read() as connection:
        found = await search.find(connection, keys, limit=PAGE)
        return found, await search.count(connection, keys)


async def _select(store: Store) -> None:
    async with store.read() as connection:
        await connection.execute(text("SELECT 1"))


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def main() -> int:
    """Print the table."""
    return tell(measure, "Measure the search.")


if __name__ == "__main__":
    sys.exit(main())
