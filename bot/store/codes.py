"""Codes of compensations: which case was given which."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import CaseId
from bot.store.engine import insert, take_turn
from bot.store.tables import codes


async def given(connection: AsyncConnection, case: CaseId, gift: str) -> str | None:
    """Return the code that this case was given for a compensation already."""
    one = and_(codes.c.case_id == case, codes.c.gift == gift)
    found = await connection.execute(select(codes.c.code).where(one))
    return found.scalar_one_or_none()


async def give(
    connection: AsyncConnection, case: CaseId, gift: str, code: str, *, now: datetime
) -> None:
    """Keep which code a case was given; the first one stays."""
    added = insert(connection.dialect.name, codes).values(
        case_id=case, gift=gift, code=code, at=now
    )
    await connection.execute(added.on_conflict_do_nothing(index_elements=["case_id", "gift"]))


async def give_free(
    connection: AsyncConnection, case: CaseId, gift: str, lines: Sequence[str], *, now: datetime
) -> str | None:
    """Give a case the first of these codes that nobody was given; None where all are gone.

    One file may serve several compensations, so a code counts as given whatever it was for.
    """
    await take_turn(connection, "codes")
    before = await given(connection, case, gift)
    if before is not None:
        return before
    taken = set((await connection.execute(select(codes.c.code))).scalars())
    free = next((one for one in lines if one not in taken), None)
    if free is not None:
        await give(connection, case, gift, free, now=now)
    return free
