"""What was set aside for a person: events no door could take, messages no channel could send.

Ids here are `in<number>` for events and `out<number>` for messages.
"""

import re
from dataclasses import dataclass

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import MessageId
from bot.core.known import MessageState
from bot.store import outbox as messages
from bot.store.engine import Store
from bot.store.inbox import TO_DO
from bot.store.tables import ASIDE, DONE, WAITING, inbox, outbox

ID = re.compile(r"(in|out)([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Aside:
    id: str
    source: str
    problem: str


async def listed(store: Store) -> list[Aside]:
    """Return all that was set aside, oldest first."""
    async with store.read() as connection:
        return await list_of(connection)


async def list_of(connection: AsyncConnection) -> list[Aside]:
    """Return the same, inside a transaction."""
    put_by = and_(TO_DO, inbox.c.state == ASIDE)
    events = select(inbox.c.id, inbox.c.source, inbox.c.problem).where(put_by)
    kept = and_(messages.UNFINISHED, outbox.c.state == MessageState.SET_ASIDE)
    unsent = select(outbox.c.id, outbox.c.what, outbox.c.problem).where(kept)
    came = await connection.execute(events.order_by(inbox.c.id))
    goes = sorted((await connection.execute(unsent)).all())
    return [
        *(Aside(f"in{id}", source, problem or "") for id, source, problem in came),
        *(Aside(f"out{id}", what, problem or "") for id, what, problem in goes),
    ]


async def retry(store: Store, id: str) -> bool:
    """Let it be tried again; False where nothing of this id was set aside.

    A message that a younger one of its kind has overtaken gives way to it.
    """
    kind, number = _parsed(id)
    if kind == "in":
        return await _event(store, number, state=WAITING, tries=0, lease_until=None)
    async with store.write() as connection:
        aside = MessageState.SET_ASIDE
        return await messages.wait_again(connection, MessageId(number), only_from=aside, tries=0)


async def drop(store: Store, id: str) -> bool:
    """Give it up; False where nothing of this id was set aside."""
    kind, number = _parsed(id)
    if kind == "in":
        return await _event(store, number, state=DONE)
    async with store.write() as connection:
        return await messages.set_state(
            connection, MessageId(number), MessageState.WITHDRAWN,
            only_from=[MessageState.SET_ASIDE],
        )  # fmt: skip


def _parsed(id: str) -> tuple[str, int]:
    """Return the kind and the number; ("out", 0), which no row has, for what is no id."""
    match = ID.fullmatch(id)
    return (match[1], int(match[2])) if match else ("out", 0)


async def _event(store: Store, number: int, **values: object) -> bool:
    one = and_(inbox.c.id == number, inbox.c.state == ASIDE)
    async with store.write() as connection:
        return bool((await connection.execute(update(inbox).where(one).values(**values))).rowcount)
