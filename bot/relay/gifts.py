"""Codes of compensations: from the operator's file or from a loyalty system; each given once.

A code is written down before anybody hears of it. A step that breaks off is repeated and finds the
same code: in the file's case in the table, in the loyalty system's by the idempotency key.
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from bot.channels import ChannelError, Refused, TryLater
from bot.channels.loyalty import Codes, Loyalty
from bot.clock import Clock
from bot.core.case import CaseId
from bot.core.events import CodeCame, CodeDelayed, CodeRefused
from bot.core.gifts import gift_key
from bot.core.known import MessageState
from bot.desk import Desk
from bot.desk.writing import GIFTS
from bot.relay import Relay
from bot.store import cases, codes, outbox
from bot.store.engine import Store
from bot.store.outbox import Row

log = logging.getLogger(__name__)
PATIENCE = timedelta(days=1)
"""How long a loyalty system is asked for a code before it counts as refused."""


class Source(Protocol):
    """Where the codes of one compensation come from."""

    async def code(self, case: CaseId, customer: str, key: str) -> str:
        """Return a code for a case, the same for the same key. Raises a ChannelError."""


class GiftRelay(Relay):
    """Gets the code of a compensation that was granted, and tells the desk."""

    channel = GIFTS
    workers = 1

    def __init__(
        self, sources: Mapping[str, Source], desk: Desk, store: Store, *, clock: Clock
    ) -> None:
        super().__init__(store, clock=clock)
        self._sources = sources
        self._desk = desk

    async def carry(self, row: Row) -> None:
        """Get a code and tell the desk of it, or of why there is none."""
        assert row.case is not None
        try:
            code = await self._code(row, row.case)
        except TryLater as error:
            if self.clock() - row.created_at > PATIENCE:
                await self._refused(row, row.case, error.problem)
                return
            late = CodeDelayed(problem=error.problem)
            await self._desk.handle(row.case, late, f"code-late:{row.id}")
            await self._later(row, error)
        except ChannelError as error:
            await self._refused(row, row.case, error.problem)
        else:
            await self._desk.handle(row.case, CodeCame(code=code), f"code:{row.id}")
            await self._ended(row, MessageState.SENT)

    async def _code(self, row: Row, id: CaseId) -> str:
        gift = row.body["gift"]
        async with self.store.read() as connection:
            given = await codes.given(connection, id, gift)
            case = await cases.load(connection, id)
        if given is not None:
            return given
        source = self._sources.get(gift)
        if source is None or case is None:
            raise Refused("loyalty-settings")
        customer = f"{case.customer.network}:{case.customer.id}"
        key = f"{id}:{case.said_at.timestamp()}:{gift_key(gift)}"
        code = await source.code(id, customer, key)
        async with self.store.write() as connection:
            await codes.give(connection, id, gift, code, now=self.clock())
        return code

    async def _refused(self, row: Row, case: CaseId, problem: str) -> None:
        log.warning("no-code case=%s problem=%s", case, problem)
        await self._desk.handle(case, CodeRefused(problem=problem), f"no-code:{row.id}")
        await self._ended(row, MessageState.FAILED)

    async def _later(self, row: Row, error: TryLater) -> None:
        until = self.clock() + timedelta(seconds=error.after)
        async with self.store.write() as connection:
            await outbox.put_back(
                connection, row.id, until=until, problem=error.problem, tries=row.tries + 1
            )

    async def _ended(self, row: Row, state: MessageState) -> None:
        async with self.store.write() as connection:
            await outbox.set_state(connection, row.id, state, sent_at=self.clock())


class FileOfCodes:
    """Codes of a text file, one a line, which the operator may lengthen at any time."""

    def __init__(self, gift: str, path: Path, store: Store, *, clock: Clock) -> None:
        self._gift = gift
        self._path = path
        self._store = store
        self._clock = clock

    async def code(self, case: CaseId, customer: str, key: str) -> str:
        """Return the first code that nobody was given yet, given to this case now."""
        lines = await asyncio.to_thread(Codes().lines, self._path)
        async with self._store.write() as connection:
            code = await codes.give_free(connection, case, self._gift, lines, now=self._clock())
        if code is None:
            raise Refused("loyalty-no-codes")
        return code


class LoyaltySystem:
    """Codes of the brand's own loyalty system, asked for by a signed request."""

    def __init__(self, gift: str, url: str, secret: str, loyalty: Loyalty) -> None:
        self._gift = gift
        self._url = url
        self._secret = secret
        self._loyalty = loyalty

    async def code(self, case: CaseId, customer: str, key: str) -> str:
        """Return what the loyalty system grants."""
        return await self._loyalty.grant(
            self._url, self._secret, gift=self._gift, customer=customer, case=case, key=key
        )
