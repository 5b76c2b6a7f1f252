"""The open cases in the order of their urgency."""

from datetime import datetime

from sqlalchemy import BigInteger, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import Case
from bot.store.cases import IS_OPEN, read_case
from bot.store.tables import cases

HOLDER = cases.c.assignee["id"].as_string().cast(BigInteger)
SOONEST = case(
    (
        and_(
            cases.c.promise_due.is_not(None),
            or_(cases.c.reply_due.is_(None), cases.c.promise_due < cases.c.reply_due),
        ),
        cases.c.promise_due,
    ),
    else_=func.coalesce(cases.c.reply_due, cases.c.outcome_due),
)
"""What an open case is due first: an answer or a promise, else its outcome."""
WAITS = and_(IS_OPEN, or_(cases.c.waiting_since.is_not(None), cases.c.promise_due.is_not(None)))


async def queue(
    connection: AsyncConnection,
    *,
    limit: int,
    offset: int = 0,
    holder: int | None = None,
    waits: bool = False,
) -> list[Case]:
    """Return open cases, the most urgent first; of one holder, or those in which somebody waits."""
    open_ = select(cases).where(WAITS if waits else IS_OPEN)
    if holder is not None:
        open_ = open_.where(holder == HOLDER)
    rows = await connection.execute(
        open_.order_by(SOONEST.is_(None), SOONEST, cases.c.id).limit(limit).offset(offset)
    )
    return [read_case(row) for row in rows]


async def open_count(connection: AsyncConnection, *, holder: int | None = None) -> int:
    """Return how many cases are open, of one holder where that is given."""
    counted = select(func.count()).select_from(cases).where(IS_OPEN)
    if holder is not None:
        counted = counted.where(holder == HOLDER)
    return int((await connection.execute(counted)).scalar_one())


async def waiting_count(connection: AsyncConnection, *, late_at: datetime) -> tuple[int, int]:
    """Return in how many cases somebody waits, and how many of them are late."""
    late = func.sum(case((late_at >= SOONEST, 1), else_=0))
    counted = select(func.count(), late).select_from(cases).where(WAITS)
    row = (await connection.execute(counted)).one()
    return int(row[0]), int(row[1] or 0)
