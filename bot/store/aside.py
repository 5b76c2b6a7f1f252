"""What was set aside for a person: events no door could take, messages no channel could send.

Ids here are `in<number>` for events and `out<number>` for messages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select, update

from bot.core.known import MessageState
from bot.store.engine import Store
from bot.store.tables import ASIDE, DONE, WAITING, inbox, outbox


@dataclass(frozen=True, slots=True)
class Aside:
    id: str
    source: str
    problem: str


async def listed(store: Store) -> list[Aside]:
    """Return all that was set aside, oldest first."""
    events = select(inbox.c.id, inbox.c.source, inbox.c.problem).where(inbox.c.state == ASIDE)
    kept = outbox.c.state == MessageState.SET_ASIDE
    messages = select(outbox.c.id, outbox.c.what, outbox.c.problem).where(kept)
    async with store.read() as connection:
        came = await connection.execute(events.order_by(inbox.c.id))
        goes = await connection.execute(messages.order_by(outbox.c.id))
        return [
            *(Aside(f"in{id}", source, problem or "") for id, source, problem in came),
            *(Aside(f"out{id}", what, problem or "") for id, what, problem in goes),
        ]


async def retry(store: Store, id: str) -> bool:
    """Let it be tried again; False where nothing of this id was set aside."""
    waiting = {"state": MessageState.WAITING, "tries": 0}
    return await _change(store, id, {"state": WAITING, "tries": 0, "lease_until": None}, waiting)


async def drop(store: Store, id: str) -> bool:
    """Give it up; False where nothing of this id was set aside."""
    return await _change(store, id, {"state": DONE}, {"state": MessageState.WITHDRAWN})


async def _change(
    store: Store, id: str, event: Mapping[str, Any], message: Mapping[str, Any]
) -> bool:
    number = id.removeprefix("in").removeprefix("out")
    if not number.isdigit() or not id.startswith(("in", "out")):
        return False
    mine: Any
    if id.startswith("in"):
        mine = and_(inbox.c.id == int(number), inbox.c.state == ASIDE)
        changed = update(inbox).where(mine).values(**event)
    else:
        mine = and_(outbox.c.id == int(number), outbox.c.state == MessageState.SET_ASIDE)
        changed = update(outbox).where(mine).values(**message)
    async with store.write() as connection:
        return bool((await connection.execute(changed)).rowcount)
