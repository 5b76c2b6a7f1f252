"""What customers see: sent once.

The row says what is sent, in final words, before it is sent, as the echo can come before the
answer. A send that broke off is unclear: its echo is awaited for half a minute, then the channel
looks on the platform where it can, a few times if need be, and what it cannot tell a person is
asked. Nothing is repeated
unless it is surely not there.
"""

import logging
import traceback
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.channels import Community, Posted, Refused, TryLater, Unclear
from bot.clock import Clock
from bot.core.case import Place
from bot.core.effects import Purpose
from bot.core.events import SendDelayed, SendLeftUnclear, SendRefused, Sent
from bot.core.known import MessageState
from bot.desk import Desk
from bot.relay import Relay
from bot.store import heard, outbox
from bot.store.engine import Store
from bot.store.outbox import DOUBTED, Row

log = logging.getLogger(__name__)
Photo = Callable[[str], Awaitable[bytes]]
"""Fetches a photo of the staff's. Raises a ChannelError."""
LOOKS = "looks"
"""How often the platform was looked at in vain."""
LOOKS_AT_MOST = 3
ECHO_WITHIN = timedelta(seconds=30)


class PublicRelay(Relay):
    """Carries public messages to one community."""

    def __init__(
        self, community: Community, desk: Desk, store: Store, *, clock: Clock, photo: Photo
    ) -> None:
        super().__init__(store, clock=clock)
        self._photo = photo
        self.channel = community.name
        self.workers = community.workers
        self._community = community
        self._desk = desk

    async def carry(self, row: Row) -> None:
        """Post a row and tell the desk what became of it."""
        assert row.place is not None
        doubted = row.place.private and row.body.get(DOUBTED)
        if doubted and not self._is_repeatable(row, row.place):
            await self._ask(row)  # the platform knows the key of the first try no more
            return
        try:
            posted = await self._post(row, row.place)
        except TryLater as error:
            await self._later(row, error)
        except Unclear as error:
            await self._unclear(row, error.problem)
        except Refused as error:
            log.warning("refused case=%s outbox=%s problem=%s", row.case, row.id, error.problem)
            await self._tell(row, SendRefused(message=row.id, problem=error.problem), "refused")
        except Exception as error:  # a bug: nobody knows how far it came
            frame = traceback.extract_tb(error.__traceback__)[-1]
            log.error("bug outbox=%s error=%s at=%s:%s", row.id, type(error).__name__,
                      frame.name, frame.lineno)  # fmt: skip
            await self._unclear(row, "bug")
        else:
            await self._sent(row, posted)

    async def _post(self, row: Row, place: Place) -> Posted:
        if row.purpose == Purpose.REVISION:
            await self._community.revise(place, row.target or 0, row.text or "")
            return Posted(None)
        can = self._community.can
        photo = None
        if row.photo and (can.private_photos if place.private else can.photos):
            photo = await self._photo(row.photo)
        key = f"{row.id}:{row.created_at.timestamp()}"
        return await self._community.post(place, row.target, row.text or "", key, photo=photo)

    async def sweep(self) -> None:
        """Settle what nobody works on any more and what no echo has settled."""
        await self._break_off(alone=False)
        for row in await outbox.unclear(self.store, self.channel, now=self.clock()):
            await self._settle(row)

    async def take_back(self) -> None:
        """Mark all that was being sent when the last process died as unclear."""
        await self._break_off(alone=True)

    async def _break_off(self, *, alone: bool) -> None:
        for row in await outbox.broken_off(self.store, self.channel, now=self.clock(), alone=alone):
            if row.id not in self.carrying:
                await self._unclear(row, "broke-off")

    async def _settle(self, row: Row) -> None:
        """Look on the platform; send again only what is surely not there."""
        assert row.place is not None
        if self._is_repeatable(row, row.place):
            await self._again(row)
            return
        async with self.store.read() as connection:
            target = await heard.find(connection, row.place, row.target)
        root = target.thread if target and target.thread else row.target
        try:
            found = await self._community.look_for(row.place, row.target, root, row.text or "")
        except TryLater as error:
            await self._look_later(row, error)
            return
        except Unclear:
            await self._ask(row)
            return
        if found is not None:
            await self._sent(row, found)
            return
        await self._again(row)

    async def _look_later(self, row: Row, error: TryLater) -> None:
        """Look again in a while, or ask a person after a few times."""
        looks = int(row.body.get(LOOKS, 0)) + 1
        wait = timedelta(seconds=error.after)
        if looks >= LOOKS_AT_MOST or wait > ECHO_WITHIN:
            await self._ask(row)
            return
        log.info("look-later case=%s outbox=%s problem=%s", row.case, row.id, error.problem)
        async with self.store.write() as connection:
            await outbox.set_state(
                connection, row.id, MessageState.UNCLEAR,
                only_from=[MessageState.UNCLEAR],
                not_before=self.clock() + wait, body=row.body | {LOOKS: looks},
            )  # fmt: skip

    def _is_repeatable(self, row: Row, place: Place) -> bool:
        """Whether to say it twice is to say it once."""
        if row.purpose == Purpose.REVISION:
            return True
        return place.private and self.clock() - row.created_at < self._community.repeats_within

    async def _ask(self, row: Row) -> None:
        """Let a person look."""
        log.warning("asked-a-person case=%s outbox=%s", row.case, row.id)
        await self._tell(row, SendLeftUnclear(message=row.id), f"unclear:{row.tries}")

    async def _again(self, row: Row) -> None:
        async with self.store.write() as connection:
            await outbox.wait_again(
                connection, row.id, only_from=MessageState.UNCLEAR, not_before=self.clock()
            )
        self.poke.set()

    async def _sent(self, row: Row, posted: Posted) -> None:
        log.info("sent case=%s outbox=%s", row.case, row.id)
        sent = Sent(message=row.id, comment=posted.comment)
        assert row.case is not None
        await self._desk.handle(row.case, sent, f"sent:{row.id}")

    async def _later(self, row: Row, error: TryLater) -> None:
        until = self.clock() + timedelta(seconds=error.after)
        log.info("later case=%s outbox=%s problem=%s", row.case, row.id, error.problem)
        async with self.store.write() as connection:
            await outbox.put_back(
                connection, row.id, until=until, problem=error.problem, tries=row.tries + 1
            )
        if row.problem != error.problem or row.purpose == Purpose.ACK:
            delayed = SendDelayed(message=row.id, problem=error.problem)
            await self._tell(row, delayed, f"delayed:{row.tries}")

    async def _unclear(self, row: Row, problem: str) -> None:
        log.warning("unclear case=%s outbox=%s problem=%s", row.case, row.id, problem)
        async with self.store.write() as connection:
            await outbox.set_state(
                connection, row.id, MessageState.UNCLEAR,
                only_from=[MessageState.SENDING], problem=problem,
                not_before=self.clock() + ECHO_WITHIN, tries=row.tries + 1,
                body=row.body | {DOUBTED: True, LOOKS: 0},
            )  # fmt: skip

    async def _tell(
        self, row: Row, event: SendDelayed | SendLeftUnclear | SendRefused, cause: str
    ) -> None:
        assert row.case is not None
        await self._desk.handle(row.case, event, f"{cause}:{row.id}:{row.tries}")
