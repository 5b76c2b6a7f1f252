"""The digest at the start of a shift: one message instead of a push for every case of the night."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import Case
from bot.core.effects import Urgency
from bot.core.timers import soonest
from bot.desk.writing import STAFF
from bot.store import aside, queue
from bot.store.outbox import ToSay

MOST = 8
"""Cases that are named in it; the rest are counted."""


async def of(connection: AsyncConnection, *, now: datetime) -> ToSay | None:
    """Return the digest as a row of the outbox; None where nobody waits and nothing broke."""
    waiting, late = await queue.waiting_count(connection, late_at=now)
    broken = await aside.list_of(connection)
    if not waiting and not broken:
        return None
    urgent = await queue.queue(connection, limit=MOST, waits=True)
    body = {
        "waiting": waiting,
        "late": late,
        "broken": len(broken),
        "cases": [_named(case) for case in urgent],
    }
    return ToSay(
        channel="telegram",
        destination=STAFF,
        what="Digest",
        body=body,
        urgency=Urgency.NOW,
        case=None,
        not_before=now,
    )


def _named(case: Case) -> dict[str, Any]:
    due = soonest(case)
    return {
        "id": case.id,
        "name": case.customer.full_name,
        "text": case.text[:60],
        "due": due and due.timestamp(),
    }
