"""What to call a customer.

VK's events carry ids alone. Names are asked for in batches, as a call for each comment would eat
the limit that acknowledgements need, kept (in the database for a day, in the process until it
ends), and never waited for longer than a blink: an acknowledgement without a name in time is better
than one with a name too late. A name that comes later is told to the cases that had to do without.
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
AGAIN = 30.0
"""Seconds after which a name that was missed is asked for again."""
TRIES = 20
"""How often; who has no name by then has none."""


class Names:
    """The names of one network's people."""

    def __init__(
        self,
        network: str,
        ask: Callable[[Collection[int]], Awaitable[list[Customer]]],
        store: Store,
        *,
        clock: Clock,
        learnt: Callable[[Customer], Awaitable[None]],
    ) -> None:
        self._network = network
        self._ask = ask
        self._store = store
        self._clock = clock
        self._learnt = learnt
        self._missed: dict[int, int] = {}
        """Whoever somebody had to do without the name of, and how often it was asked for since."""
        self._known: dict[int, Customer] = {}
        self._asked: dict[int, asyncio.Future[Customer]] = {}
        self._new = asyncio.Event()
        self._again_at = 0.0
        """When those who were missed are asked for again, by the loop's timer."""

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
            self._miss(id)
            return nameless

    def _miss(self, id: int) -> None:
        if not self._missed:
            self._again_at = asyncio.get_running_loop().time() + AGAIN
        self._missed.setdefault(id, 0)

    async def learn(self) -> None:
        """Answer the questions, batch after batch, until cancelled."""
        loop = asyncio.get_running_loop()
        last = loop.time() - APART
        while True:
            owed = await self._question()
            await asyncio.sleep(max(TOGETHER, last + APART - loop.time()))
            last = loop.time()
            self._new.clear()
            asked = [*self._asked, *owed][:BATCH]
            try:
                await self._answer(asked)
            except Failure as error:
                log.error("no-names count=%s error=%s", len(asked), type(error).__name__)
                self._give_up(asked)
            if self._asked:
                self._new.set()

    async def _question(self) -> list[int]:
        """Wait until somebody asks; or for so long that it is time for the names that were missed.

        Returns whom to ask for again.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout_at(self._again_at if self._missed else None):
                await self._new.wait()
        except TimeoutError:
            self._again_at = loop.time() + AGAIN
            return [id for id in self._missed if id not in self._asked]
        return []

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
                await self._come_late(found[id])
        self._give_up(ids)

    async def _come_late(self, customer: Customer) -> None:
        if self._missed.pop(customer.id, None) is None:
            return
        try:
            await self._learnt(customer)
        except Failure:
            raise
        except Exception as error:  # a bug: others must not go without their names for it
            log.error("not-named id=%s error=%s", customer.id, type(error).__name__)

    def _give_up(self, ids: list[int]) -> None:
        for id in ids:
            if id in self._asked:
                self._miss(id)
                self._tell(id, Customer(self._network, id))
            elif id in self._missed:
                self._missed[id] += 1
                if self._missed[id] >= TRIES:
                    del self._missed[id]

    def _tell(self, id: int, customer: Customer) -> None:
        future = self._asked.pop(id, None)
        if future is not None and not future.done():
            future.set_result(customer)
