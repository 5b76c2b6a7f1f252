"""A database with many cases: one real complaint, and copies of what the desk made of it."""

import asyncio
from datetime import datetime
from pathlib import Path

from sqlalchemy import Table, func, select, text, update
from sqlalchemy.sql.expression import literal_column

from bench.load import GROUP, SECRET
from bench.running import database
from bot.core.case import Customer, Place
from bot.core.events import CustomerSpoke
from bot.program import Program
from bot.settings import load
from bot.store.tables import EPOCH, MICROSECOND, cases, comments, outbox, story

NOWHERE = "http://127.0.0.1:9"
SAYS = "Заказ везли три часа, торт приехал помятый!"
COPIES = "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < :many)"


def idle_program(folder: Path, **more: str) -> Program:
    """Return a program that is not started and reaches nobody."""
    settings = {
        "TELEGRAM_TOKEN": "100:nobody",
        "TELEGRAM_API_URL": NOWHERE,
        "STAFF_CHAT": "-1000000000001",
        "VK_GROUP_ID": str(GROUP),
        "VK_TOKEN": "nobody",
        "VK_API_URL": NOWHERE,
        "VK_SECRET": SECRET,
        "DATABASE_URL": database(folder),
    }
    return Program(load(settings | more, folder=folder))


async def fill(program: Program, many: int, *, wake_at: datetime) -> None:
    """Open `many` cases that are due then, with nothing waiting to be said."""
    place = Place("vk", "wall", -GROUP, 1)
    anna = Customer("vk", 1001, "Анна", "Петрова")
    said = CustomerSpoke(place=place, comment=2, author=anna, text=SAYS, at=program.clock())
    await program.desk.spoke(said, "in:1")
    async with program.store.write() as connection:
        await connection.execute(
            update(outbox).values(state="sent", sent_at=program.clock(), comment=3)
        )
        await connection.execute(update(cases).values(wake_at=wake_at, reply_due=wake_at))
        given = {"many": many - 1}
        await connection.execute(
            text(_copy(cases, comment="comment + n", customer="customer + n")), given
        )
        number = {"case_id": "case_id + n"}
        await connection.execute(text(_copy(comments, **number, comment="comment + n")), given)
        await connection.execute(text(_copy(story, **number, cause="cause || ':' || n")), given)
        await connection.execute(text("ANALYZE"))
        kept = (await connection.execute(select(func.count()).select_from(cases))).scalar_one()
    assert kept == many, f"{kept} cases instead of {many}"


async def make_due(program: Program, many: int, *, at: datetime) -> None:
    """Let the reply to some cases have been due then."""
    moment = (at - EPOCH) // MICROSECOND
    chosen = select(cases.c.id).order_by(cases.c.wake_at.desc(), cases.c.id).limit(many)
    due = update(cases).where(cases.c.id.in_(chosen))
    async with program.store.write() as connection:
        when = literal_column(str(moment))
        await connection.execute(due.values(wake_at=when, reply_due=when, reminded_at=None))


def _copy(table: Table, **changed: str) -> str:
    """Return a statement that copies the table's one row."""
    names = [column.name for column in table.columns if column.name != "id"]
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    into = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table.name} ({into}) {COPIES} SELECT {values} FROM {table.name}, copies"


async def close(program: Program) -> None:
    """Close a program that was never started."""
    await program.bot.session.close()
    await asyncio.gather(*(api.close() for api in program.vk_apis.values()))
    await program.store.close()
