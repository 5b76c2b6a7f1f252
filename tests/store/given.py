"""What the tests of the store are given: a moment, a place, comments, cases, rows, a desk."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, text
from sqlalchemy.sql.elements import ColumnElement

from bot import wordlists
from bot.core.case import Case, CaseId, Customer, Member, Place
from bot.core.events import CustomerSpoke
from bot.core.hours import Hours
from bot.core.policy import Policy
from bot.core.sorting import Kind
from bot.desk import Desk
from bot.store import cases
from bot.store.engine import Store
from bot.store.outbox import ToSay
from bot.voice import Voice

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")
NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=10)
POST = Place("vk", "wall", 7, 100)
ANNA = Customer("vk", 501, "Анна", "Петрова")
MARIA = Member(11, "Мария")
OLEG = Member(12, "Олег")
TERRIBLE = "Заказ везли три часа, торт приехал помятый!"


@dataclass
class FakeClock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


def after(**length: float) -> datetime:
    return NOON + timedelta(**length)


def a_case(**values: Any) -> Case:
    usual: dict[str, Any] = {
        "place": POST,
        "customer": ANNA,
        "comment": 1001,
        "text": TERRIBLE,
        "said_at": NOON,
        "kind": Kind.COMPLAINT,
        "sure": True,
        "language": "ru",
    }
    return Case(**usual | values)


async def kept_case(store: Store, **values: Any) -> Case:
    async with store.write() as connection:
        return await cases.add(connection, a_case(**values))


def spoke(comment: int = 1001, *, author: Customer = ANNA, **values: Any) -> CustomerSpoke:
    usual: dict[str, Any] = {"place": POST, "text": TERRIBLE, "at": NOON}
    return CustomerSpoke(comment=comment, author=author, **usual | values)


def to_say(what: str = "ShowCard", **values: Any) -> ToSay:
    usual: dict[str, Any] = {
        "channel": "telegram",
        "destination": "staff",
        "body": {},
        "urgency": 2,
        "not_before": NOON,
    }
    return ToSay(what=what, **usual | values)


def a_post(case: CaseId, text: str = "Спасибо, разберёмся.", **values: Any) -> ToSay:
    usual: dict[str, Any] = {
        "channel": "vk",
        "destination": "vk:7",
        "urgency": 0,
        "case": case,
        "purpose": "reply",
        "place": POST,
        "target": 1001,
        "text": text,
    }
    return to_say("Post", **usual | values)


def a_desk(store: Store, clock: FakeClock | None = None, **policy: Any) -> Desk:
    moscow = ZoneInfo("Europe/Moscow")
    always = {"hours": Hours.parse("Mon-Sun 00:00-24:00", timezone=moscow)}
    return Desk(
        store,
        policy=Policy(**always | policy),
        voice=Voice("ru", moscow, strict=True),
        lexicon=wordlists.for_sorting(),
        check_words=wordlists.for_checking(),
        library=wordlists.library(),
        search_words=wordlists.for_search(),
        moment_words=wordlists.for_moments(),
        clock=clock or FakeClock(),
    )


async def count(store: Store, table: Any, *where: ColumnElement[bool]) -> int:
    async with store.read() as connection:
        counted = select(func.count()).select_from(table).where(*where)
        return (await connection.execute(counted)).scalar_one()


async def rows_of(store: Store, *columns: Any) -> list[Any]:
    async with store.read() as connection:
        return list((await connection.execute(select(*columns).order_by(columns[0]))).all())


@asynccontextmanager
async def unable_to_write(store: Store, table: str = "inbox") -> AsyncIterator[None]:
    """Let no row be added: a full disk on SQLite, a rule that nothing meets on PostgreSQL."""
    if store.lone:
        async with store.write() as connection:
            pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await _pages_at_most(store, pages)
        yield
        await _pages_at_most(store, 1_000_000)
        return
    async with store.write() as connection:
        never = f"ALTER TABLE {table} ADD CONSTRAINT full_disk CHECK (false) NOT VALID"
        await connection.execute(text(never))
    yield
    async with store.write() as connection:
        await connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT full_disk"))


async def _pages_at_most(store: Store, pages: int) -> None:
    """Limit the file for both connections that write to it."""
    pragma = f"PRAGMA max_page_count={pages}"
    async with store.write() as connection:
        await connection.execute(text(pragma))
    quick = store._quick
    assert quick is not None
    work = quick._thread.submit(lambda: quick._open().execute(pragma))
    await asyncio.wrap_future(work)


@asynccontextmanager
async def held(store: Store, table: str) -> AsyncIterator[None]:
    """Keep everybody else from writing to a table for a while."""
    async with store.write() as connection:
        if not store.lone:
            await connection.execute(text(f"LOCK TABLE {table} IN EXCLUSIVE MODE"))
        yield


async def a_moment() -> None:
    """Give others time enough to do what they must not do."""
    await asyncio.sleep(0.1)
