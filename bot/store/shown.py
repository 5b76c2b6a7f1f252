"""What was shown to the staff where, so that it can be found again: by what it stands for, to edit
it, and by the message, when somebody answers it. It outlives the outbox rows.
"""

from collections.abc import Sequence

from sqlalchemy import and_, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import CaseId
from bot.core.shown import Shown
from bot.store.engine import insert
from bot.store.tables import shown

HOMES = ("topic", "card", "line")
"""Where a case is in the staff chat; the first there is."""


async def of_case(connection: AsyncConnection, case: CaseId | None) -> dict[str, Shown]:
    """Return what is shown of a case (None: of no case), by what it stands for."""
    owner = shown.c.case_id.is_(None) if case is None else shown.c.case_id == case
    rows = await connection.execute(select(shown).where(owner))
    return {row.what: _shown(row) for row in rows}


async def keep(connection: AsyncConnection, one: Shown) -> None:
    """Keep where something is shown, in the place of where it was."""
    values = {
        "chat": one.chat,
        "message": one.message,
        "thread": one.thread,
        "digest": one.digest,
        "target": one.target,
    }
    owner = shown.c.case_id.is_(None) if one.case is None else shown.c.case_id == one.case
    mine = and_(owner, shown.c.what == one.what)
    result = await connection.execute(update(shown).where(mine).values(values))
    if not result.rowcount:
        added = insert(connection.dialect.name, shown)
        added = added.values(case_id=one.case, what=one.what, **values)
        await connection.execute(
            added.on_conflict_do_update(index_elements=["case_id", "what"], set_=values)
        )


async def lose(connection: AsyncConnection, case: CaseId | None, *whats: str) -> None:
    """Forget what is not there any more; a lost topic loses all that stood in it."""
    owner = shown.c.case_id.is_(None) if case is None else shown.c.case_id == case
    gone = owner if "topic" in whats else and_(owner, shown.c.what.in_(whats))
    await connection.execute(delete(shown).where(gone))


async def by_message(connection: AsyncConnection, chat: int, message: int) -> Shown | None:
    """Return what a staff message stands for."""
    one = and_(shown.c.chat == chat, shown.c.message == message)
    row = (await connection.execute(select(shown).where(one))).first()
    return None if row is None else _shown(row)


async def topic_case(connection: AsyncConnection, chat: int, thread: int) -> CaseId | None:
    """Return the case whose topic this is."""
    one = and_(shown.c.chat == chat, shown.c.what == "topic", shown.c.message == thread)
    found = await connection.execute(select(shown.c.case_id).where(one))
    return found.scalars().first()


async def topics_of(connection: AsyncConnection, cases: Sequence[CaseId]) -> dict[int, int]:
    """Return where these cases are, by case: their topics, or else their cards or lines."""
    of_these = and_(shown.c.what.in_(HOMES), shown.c.case_id.in_(cases))
    rows = await connection.execute(
        select(shown.c.case_id, shown.c.what, shown.c.message).where(of_these)
    )
    found = sorted(rows, key=lambda row: HOMES.index(row.what), reverse=True)
    return {row.case_id: row.message for row in found}


async def move(connection: AsyncConnection, old: int, new: int) -> None:
    """Follow a group that became a supergroup: its messages stay behind, so nothing is shown."""
    await connection.execute(delete(shown).where(shown.c.chat.in_((old, new))))


def _shown(row: object) -> Shown:
    names = ("what", "chat", "message", "thread", "digest", "target")
    values = {name: getattr(row, name) for name in names}
    case: CaseId | None = getattr(row, "case_id", None)
    return Shown(case=case, **values)
