"""Time passing: the cases that are due, the shift that begins, a clock that was set back."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import CaseId
from bot.core.events import TimePassed
from bot.core.known import Known
from bot.desk import digest
from bot.desk.ledger import Ledger
from bot.desk.script import Script
from bot.store import cases, marks, outbox
from bot.store.engine import Failure, Store

log = logging.getLogger(__name__)
PUT_OFF = timedelta(hours=1)
"""How long a case whose rules failed is left alone before they are tried again."""
REST = timedelta(hours=4)
"""A pause in the working hours at least so long ends a shift; a shorter one is a lunch."""
DIGEST = "digest"
DIGEST_WITHIN = timedelta(hours=1)
"""A digest that comes later is no start of the shift any more."""


class Waking:
    """Lets time pass for the cases, many in one transaction."""

    def __init__(self, store: Store, script: Script, *, poke: Callable[[], None]) -> None:
        self._store = store
        self._script = script
        self._clock = script.clock
        self._poke = poke
        self._opened: datetime | None = None
        """The opening of the shift whose digest is known to be written."""

    async def wake(self, *, limit: int = 50) -> int:
        """Let time pass for the cases that are due; return how many there were."""
        now = self._clock()
        await self._open_shift(now)
        async with self._store.read() as connection:
            ids = await cases.due(connection, now=now, limit=limit)
        if not ids:
            return 0
        try:
            await self._wake(ids, now)
        except Failure:
            raise
        except Exception:  # one case has a bug: the others must not wait for it
            for id in ids:
                await self._wake_alone(id, now)
        self._poke()
        return len(ids)

    async def _wake(self, ids: Sequence[CaseId], now: datetime) -> None:
        async with self._store.write() as connection:
            ledger = Ledger(now)
            known = await self._known_of_time(connection)
            found = {case.id: case for case in await cases.load_all(connection, ids)}
            for case in (found[id] for id in ids if id in found):  # the most urgent first
                if case.wake_at is not None and case.wake_at <= now:
                    asked = await cases.last_asked(connection, case) if case.ask_at else None
                    cause = f"time:{case.id}:{case.wake_at.timestamp()}"
                    its = replace(known, customer_asked_at=asked)
                    if case.ask_at or case.ask_reminder_at:
                        granted = await cases.last_granted(connection, case.customer)
                        its = replace(its, customer_granted_at=granted)
                    await self._script.decide(connection, case, TimePassed(), cause, its, ledger)
            await ledger.write(connection)

    async def _open_shift(self, now: datetime) -> None:
        """At the start of a shift, tell what waits in one digest and not in many reminders."""
        opening = self._script.policy.hours.shift_began(now, rest=REST)
        if opening is None or opening == self._opened:
            return
        if now - opening <= DIGEST_WITHIN:  # else we were away then: each case speaks for itself
            async with self._store.write() as connection:
                row = await digest.of(connection, now=now)
                if row and await marks.renew(connection, DIGEST, str(opening.timestamp())):
                    await outbox.add(connection, row, now=now)
            self._poke()
        self._opened = opening

    async def set_back(self, by: timedelta) -> None:
        """Follow a clock that was set back: what was to leave soon must not wait so much longer.

        Deadlines are moments on the wall, and stay.
        """
        async with self._store.write() as connection:
            await outbox.set_back(connection, by, now=self._clock())
            await cases.set_back(connection, by, now=self._clock())
        log.warning("clock-set-back seconds=%s", by.total_seconds())

    async def _known_of_time(self, connection: AsyncConnection) -> Known:
        told = await marks.read(connection, DIGEST)
        at = None if told is None else datetime.fromtimestamp(float(told), UTC)
        return Known(digest_at=at, away=await marks.away(connection))

    async def _wake_alone(self, id: CaseId, now: datetime) -> None:
        try:
            await self._wake([id], now)
        except Failure:
            raise
        except Exception as error:
            log.error("not-woken case=%s error=%s", id, type(error).__name__)
            async with self._store.write() as connection:
                await cases.put_off(connection, id, until=self._clock() + PUT_OFF)
