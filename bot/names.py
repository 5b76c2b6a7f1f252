"""What to call a customer.

VK's events carry ids alone. Names are asked for in batches, as a call for each comment would eat
the limit that acknowledgements need, kept (in the database for a day, in the process until it
ends), and never waited for longer than a blink: an acknowledgement without a name in time is better
than one with a name too late.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from datetime import timedelta

from bot.channels import ChannelError
from bot.clock import Clock
from bot.core.case import Customer
from bot.store import marks
from bot.store.engine import Failure, Store

log = logging.getLogger(__name__)
A_BLINK = 0.3
"""Seconds a comment waits for its author's name."""
TOGETHER = 0.02
"""Seconds in which questions gather for one call."""
APART = 0.2
"""Seconds between two calls: they share VK's limit with the acknowledgements."""
BATCH = 500
KEPT = timedelta(days=1)


class Names:
    """The names of one network's people."""

    def __init__(
        self,
        network: str,
        ask: Callable[[Collection[int]], Awaitable[list[Customer]]],
        store: Store,
        *,
        clock: Clock,
    ) -> None:
        self._network = network
        self._ask = ask
        self._store = store
        self._clock = clock
        self._known: dict[int, Customer] = {}
        self._asked: dict[int, asyncio.Future[Customer]] = {}
        self._new = asyncio.Event()

    async def of(self, id: int) -> Customer:
        """Return the customer, with a name if it is known within a blink."""
        if id in self._known:
            return self._known[id]
        nameless = Customer(self._network, id)
        if id <= 0:
            return nameless
        future = self._asked.get(id)
        if future is None:
            future = self._asked[id] = asyncio.get_running_loop().create_future()
            self._new.set()
        try:
            async with asyncio.timeout(A_BLINK):
                return await asyncio.shield(future)
        except TimeoutError:
            return nameless

    async def learn(self) -> None:
        """Answer the questions, batch after batch, until cancelled."""
        loop = asyncio.get_running_loop()
        last = loop.time() - APART
        while True:
            await self._new.wait()
            await asyncio.sleep(max(TOGETHER, last + APART - loop.time()))
            last = loop.time()
            self._new.clear()
            asked = list(self._asked)[:BATCH]
            try:
                await self._answer(asked)
            except Failure as error:
                log.error("no-names count=%s error=%s", len(asked), type(error).__name__)
                self._give_up(asked)
            if self._asked:
                self._new.set()

    async def _answer(self, ids: list[int]) -> None:
        since = self._clock() - KEPT
        found = await marks.known_names(self._store, self._network, ids, since=since)
        missing = [id for id in ids if id not in found]
        if missing:
            try:
                told = await self._ask(missing)
            except ChannelError as error:
                log.warning("no-names count=%s problem=%s", len(missing), error.problem)
                told = []
            await marks.learn_names(self._store, told, self._clock())
            found |= {customer.id: customer for customer in told}
        self._known = found if len(self._known) > BATCH * 20 else self._known | found
        for id in ids:
            if id in found:
                self._tell(id, found[id])
        self._give_up(ids)

    def _give_up(self, ids: list[int]) -> None:
        for id in ids:
            if id in self._asked:
                self._tell(id, Customer(self._network, id))

    def _tell(self, id: int, customer: Customer) -> None:
        future = self._asked.pop(id)
        if not future.done():
            future.set_result(customer)
