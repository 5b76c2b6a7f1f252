"""What arrived, and what became of it.

`Inbox.put` is the promise behind every "ok": it returns when the event is on disk. Requests that
wait at the same time share one transaction (group commit), which is what makes one promise a
request affordable: one commit each ends near the disk's sync rate.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, text, update

from bot.store.engine import Store
from bot.store.tables import ASIDE, CLAIMED, DONE, WAITING, inbox

TO_DO = text(f"state != {DONE}")
"""Spelt out: SQLite uses a partial index only for a condition it can read."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One event as it came. `wanted` is false where no door has a use for it."""

    source: str
    event_id: str
    body: str
    at: datetime
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    source: str
    body: str
    arrived_at: datetime
    tries: int


class Inbox:
    """The way in: many waiting requests, one transaction."""

    def __init__(self, store: Store, *, largest_group: int = 512) -> None:
        self._store = store
        self._largest_group = largest_group
        self._waiting: list[tuple[Arrived, asyncio.Future[None]]] = []
        self._arrived = asyncio.Event()
        self.problem: str | None = None
        """Why events cannot be kept at the moment, if so."""
        self.poke = asyncio.Event()
        """Set when there is something new to do."""

    async def put(self, arrived: Arrived) -> None:
        """Keep an event; on return it is on disk. Raises `Failure` where it could not be kept."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrived, kept))
        self._arrived.set()
        await kept

    async def put_all(self, arrived: Sequence[Arrived]) -> None:
        """Keep events that came together."""
        await self._insert(arrived)
        self.poke.set()

    async def keep(self) -> None:
        """Write what waits, group after group, until cancelled."""
        while True:
            await self._arrived.wait()
            group = self._waiting[: self._largest_group]
            del self._waiting[: self._largest_group]
            if not self._waiting:
                self._arrived.clear()
            await self._keep_group(group)

    async def _keep_group(self, group: list[tuple[Arrived, asyncio.Future[None]]]) -> None:
        try:
            await self._insert([arrived for arrived, _ in group])
        except BaseException as error:
            for _, kept in group:
                if not kept.done():
                    kept.set_exception(
                        error if isinstance(error, Exception) else ConnectionAbortedError()
                    )
            if not isinstance(error, Exception):
                raise
            self.problem = type(error).__name__
            return
        self.problem = None
        for _, kept in group:
            if not kept.done():
                kept.set_result(None)
        if any(arrived.wanted for arrived, _ in group):
            self.poke.set()

    async def _insert(self, arrived: Sequence[Arrived]) -> None:
        rows = [
            {
                "source": one.source,
                "event_id": one.event_id,
                "body": one.body,
                "arrived_at": one.at,
                "state": WAITING if one.wanted else DONE,
            }
            for one in arrived
        ]
        await self._store.insert_many(inbox, rows)

    async def claim(self, *, now: datetime, limit: int, lease: timedelta) -> list[Claimed]:
        """Take the oldest events that nobody works on."""
        free = or_(
            and_(inbox.c.state == WAITING, inbox.c.lease_until.is_(None)),
            and_(inbox.c.state == WAITING, inbox.c.lease_until <= now),
            and_(inbox.c.state == CLAIMED, inbox.c.lease_until < now),
        )
        chosen = (
            select(inbox.c.id)
            .where(TO_DO, free)
            .order_by(inbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("chosen")  # asked once, while a subquery may be asked for every row
        )
        take = (
            update(inbox)
            .where(inbox.c.id.in_(select(chosen.c.id)))
            .values(state=CLAIMED, lease_until=now + lease)
            .returning(inbox.c.id, inbox.c.source, inbox.c.body, inbox.c.arrived_at, inbox.c.tries)
        )
        async with self._store.write() as connection:
            rows = (await connection.execute(take)).all()
        return sorted((Claimed(*row) for row in rows), key=lambda row: row.id)

    async def done(self, ids: Sequence[int]) -> None:
        """Mark events as handled; they stay for the recognition of repeats."""
        await self._set(ids, state=DONE, lease_until=None)

    async def later(self, id: int, *, until: datetime, problem: str) -> None:
        """Put an event back to be tried again not before `until`."""
        await self._set([id], state=WAITING, lease_until=until, problem=problem, tries=None)

    async def wait(self, id: int, *, until: datetime) -> None:
        """Put an event back that is not to blame; it is not counted as a try."""
        await self._set([id], state=WAITING, lease_until=until)

    async def set_aside(self, id: int, problem: str) -> None:
        """Keep an event aside for a person to look at."""
        await self._set([id], state=ASIDE, lease_until=None, problem=problem)

    async def _set(self, ids: Sequence[int], **values: object) -> None:
        if "tries" in values:
            values["tries"] = inbox.c.tries + 1
        async with self._store.write() as connection:
            await connection.execute(update(inbox).where(inbox.c.id.in_(ids)).values(**values))

    async def take_back(self) -> None:
        """Free every claim; only for a process that is alone at start."""
        freed = update(inbox).where(inbox.c.state == CLAIMED)
        async with self._store.write() as connection:
            await connection.execute(freed.values(state=WAITING, lease_until=None))

    async def waiting(self) -> int:
        """Count what is still to do."""
        counted = select(func.count()).where(TO_DO, inbox.c.state != ASIDE)
        async with self._store.read() as connection:
            return (await connection.execute(counted)).scalar_one()

    async def forget(self, *, before: datetime) -> None:
        """Delete handled events that arrived before then."""
        old = and_(inbox.c.state == DONE, inbox.c.arrived_at < before)
        async with self._store.write() as connection:
            await connection.execute(delete(inbox).where(old))


def storable(event: Mapping[str, Any]) -> str:
    """Return an event as JSON that every database takes: no NUL, no lone surrogate."""
    text = json.dumps(event, ensure_ascii=False).replace("\\u0000", "\\ufffd")
    return text.encode("utf-8", "replace").decode()
