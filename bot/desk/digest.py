"""The digest at the start of a shift: one message instead of a push for every case of the night."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import Case
from bot.core.effects import Urgency
from bot.desk.writing import STAFF
from bot.store import aside, outbox, queue
from bot.store.outbox import ToSay

MOST = 8
"""Cases that are named in it; the rest are counted."""


async def write(connection: AsyncConnection, *, now: datetime) -> None:
    """Write the digest down as a row of the outbox; none where nobody waits and nothing broke."""
    waiting, late = await queue.waiting_count(connection, late_at=now)
    broken = await aside.list_of(connection)
    if not waiting and not broken:
        return
    urgent = await queue.queue(connection, limit=MOST)
    body = {
        "waiting": waiting,
        "late": late,
        "broken": len(broken),
        "cases": [_named(case) for case in urgent if _waits(case)],
    }
    row = ToSay(
        channel="telegram",
        destination=STAFF,
        what="Digest",
        body=body,
        urgency=Urgency.NOW,
        case=None,
        not_before=now,
    )
    await outbox.add(connection, row, now=now)


def _waits(case: Case) -> bool:
    return case.waiting_since is not None or case.promise_due is not None


def _named(case: Case) -> dict[str, Any]:
    due = min(filter(None, (case.reply_due, case.promise_due)), default=None)
    return {
        "id": case.id,
        "name": case.customer.full_name,
        "text": case.text[:60],
        "due": due and due.timestamp(),
    }
