"""What staff see: sent at least once, drawn when it is sent.

A row is carried one action at a time (see `bot.channels.telegram.plan`). Things deleted by hand are
noticed by Telegram's refusals, forgotten, and made anew by the same row's next turn.
"""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.channels import ChannelError, TryLater
from bot.channels.pace import Pace
from bot.channels.telegram import reminders
from bot.channels.telegram.plan import Action, Edit, Send, next_action
from bot.channels.telegram.sender import Lost, Moved, Sender, StaffChat
from bot.clock import Clock
from bot.core.case import CaseId, Timer
from bot.core.effects import Urgency
from bot.core.events import PingRefused, TopicLost
from bot.core.hours import Hours
from bot.core.known import MessageState
from bot.core.policy import Rate
from bot.core.shown import Shown
from bot.desk import Desk
from bot.desk.writing import STAFF
from bot.relay import PAUSE, Relay
from bot.relay.sight import Sight
from bot.store import cases, marks, outbox
from bot.store import shown as shown_store
from bot.store.engine import Store
from bot.store.outbox import Row
from bot.voice import Voice

log = logging.getLogger(__name__)
MOST_TRIES = 8
"""A row that fails so often for a reason of its own is set aside."""
RESERVE = 4
"""Places in the group's budget kept for what somebody waits for at the screen."""
MARK = "staff-chat"


ASKED_IN_PRIVATE = ("AskManager", "TellManager")


class StaffRelay(Relay):
    """Carries messages to the staff chat and to managers."""

    channel = "telegram"
    workers = 4
    in_turn = True

    def __init__(
        self,
        sender: Sender,
        desk: Desk,
        store: Store,
        *,
        sight: Sight,
        voice: Voice,
        rate: Rate,
        hours: Hours,
        clock: Clock,
        timer: Callable[[], float],
    ) -> None:
        super().__init__(store, clock=clock)
        self._sender = sender
        self._desk = desk
        self._voice = voice
        self._hours = hours
        self._sight = sight
        self._reserve = min(RESERVE, rate.count // 4)
        self._pace = Pace(rate.count, rate.per.total_seconds(), timer=timer)
        self._busy: set[str] = set()
        self.problem: str | None = None
        """Why the staff chat cannot be written to at the moment, if so."""

    def closed(self) -> Mapping[str, int]:
        """Let one row at a time go to a chat, in order; keep a reserve for who waits."""
        shut = dict.fromkeys(self._busy, -1)
        if STAFF not in shut and self._pace.wait() > 0:
            shut[STAFF] = -1
        elif STAFF not in shut and self._pace.wait(reserve=self._reserve) > 0:
            shut[STAFF] = int(Urgency.NOW)
        return shut

    def wait(self) -> float:
        """Return when the staff chat has room again, if that is sooner than the usual pause."""
        return min(PAUSE, max(0.02, self._pace.wait() or PAUSE))

    async def _claim(self) -> list[Row]:
        rows: list[Row] = []
        for row in await super()._claim():
            if row.destination in self._busy:
                await self.back(row)
                continue
            self._busy.add(row.destination)
            rows.append(row)
        return rows

    async def carry(self, row: Row) -> None:
        """Take the row's next action, and settle the row or put it back."""
        try:
            await self._step(row)
        except Lost as lost:
            await self._forget(row, lost)
        except Moved as moved:
            await self._move(row, moved.chat)
        except TryLater as error:
            if error.problem == "telegram-chat" and row.destination != STAFF:
                await self._refused(row, error.problem)  # a person the bot has never met
            else:
                await self._later(row, error)
        except ChannelError as error:
            await self._refused(row, error.problem)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{frame.name}:{frame.lineno}"
            log.error("bug outbox=%s error=%s at=%s", row.id, type(error).__name__, place)
            await self._failed(row, f"bug:{type(error).__name__}")
        finally:
            self._busy.discard(row.destination)

    async def _step(self, row: Row) -> None:
        if row.what == "Digest":
            await self._digest(row)
            return
        view, shown, feed = await self._sight.of(row)
        action = next_action(
            row.what, row.body, view, shown=shown, feed=feed,
            forum=self._sender.chat.forum, row=row.id, words=self._voice,
        )  # fmt: skip
        if action is None:
            await self._done(row)
            return
        kept = await self._perform(row, action)
        async with self.store.write() as connection:
            if kept is not None:
                await shown_store.keep(connection, kept)
            if isinstance(action, Send) and action.last:
                await outbox.set_state(connection, row.id, MessageState.SENT, sent_at=self.clock())
                log.info("shown case=%s outbox=%s what=%s", row.case, row.id, row.what)
            else:
                await outbox.put_back(connection, row.id, until=self.clock(), problem=None, tries=0)

    async def _digest(self, row: Row) -> None:
        """Send the digest of the shift's start into the group itself."""
        ids = [CaseId(one["id"]) for one in row.body["cases"]]
        async with self.store.read() as connection:
            threads = await shown_store.topics_of(connection, ids)
        topics = {id: self._sender.chat.link(thread) for id, thread in threads.items()}
        drawn = reminders.digest(row.body, topics, self.clock(), self._voice)
        await self._perform(row, Send(drawn=drawn, last=True))
        await self._done(row)
        log.info("shown outbox=%s what=%s", row.id, row.what)

    async def _perform(self, row: Row, action: Action) -> Shown | None:
        private = row.destination != STAFF
        chat = int(row.destination) if private else self._sender.chat.id
        if not private:
            self._pace.take()
            action = self._softly(action)
        kept = await self._sender.perform(action, chat=chat)
        if not private:
            self.problem = None
        return kept

    def _softly(self, action: Action) -> Action:
        """Return a message without a sound outside working hours: the group sleeps."""
        if not isinstance(action, Send) or self._hours.is_open(self.clock()):
            return action
        return replace(action, drawn=replace(action.drawn, silent=True))

    async def _done(self, row: Row) -> None:
        async with self.store.write() as connection:
            await outbox.set_state(connection, row.id, MessageState.SENT, sent_at=self.clock())

    async def _forget(self, row: Row, lost: Lost) -> None:
        """Forget what was deleted by hand; the row's next turn makes it anew."""
        if lost.what == "forum":
            self._sender.chat.forum = False
        if row.case is None:
            await self._failed(row, lost.problem)
            return
        view, shown, feed = await self._sight.of(row)
        action = next_action(
            row.what, row.body, view, shown=shown, feed=feed,
            forum=self._sender.chat.forum, row=row.id, words=self._voice,
        )  # fmt: skip
        async with self.store.write() as connection:
            if lost.what == "message" and isinstance(action, Edit):
                await shown_store.lose(connection, row.case, action.shown.what)
            elif lost.what == "topic" and "topic" in shown:
                await shown_store.lose(connection, row.case, "topic")
            elif lost.what == "topic":
                await shown_store.lose(connection, None, "feed")
            await outbox.put_back(
                connection, row.id, until=self.clock(), problem="telegram-lost",
                tries=row.tries + 1,
            )  # fmt: skip
        log.info("made-anew case=%s outbox=%s what=%s", row.case, row.id, lost.what)
        if lost.what == "topic" and "topic" in shown:
            await self._desk.handle(row.case, TopicLost(), f"topic-lost:{row.id}:{row.tries}")

    async def _move(self, row: Row, chat: int) -> None:
        """Follow the group that became a supergroup."""
        await moved(self.store, self._sender.chat, chat)
        await self.back(row)

    async def _later(self, row: Row, error: TryLater) -> None:
        if row.destination == STAFF:
            self._pace.pause(error.after)
            self.problem = error.problem
        log.info("later outbox=%s problem=%s after=%s", row.id, error.problem, error.after)
        until = self.clock() + timedelta(seconds=error.after)
        async with self.store.write() as connection:
            await outbox.put_back(
                connection, row.id, until=until, problem=error.problem, tries=row.tries
            )

    async def _refused(self, row: Row, problem: str) -> None:
        if row.what == "PingManager" and row.case is not None:
            async with self.store.write() as connection:
                await outbox.set_state(connection, row.id, MessageState.FAILED, problem=problem)
            refused = PingRefused(
                manager=row.body["manager"],
                asked_by=row.body["asked_by"],
                timers=tuple(Timer(one) for one in row.body["timers"]),
            )
            await self._desk.handle(row.case, refused, f"ping-refused:{row.id}")
            return
        if row.what in ASKED_IN_PRIVATE:  # the group was asked too
            async with self.store.write() as connection:
                await outbox.set_state(connection, row.id, MessageState.FAILED, problem=problem)
            return
        if problem == "telegram-forbidden":
            await self._later(row, TryLater(problem, after=60))
            return
        await self._failed(row, problem)

    async def _failed(self, row: Row, problem: str) -> None:
        """Try again with patience, then set the row aside for the operator."""
        async with self.store.write() as connection:
            if row.tries + 1 >= MOST_TRIES:
                await outbox.set_state(connection, row.id, MessageState.SET_ASIDE, problem=problem)
                log.error("set-aside outbox=%s problem=%s", row.id, problem)
            else:
                until = self.clock() + timedelta(seconds=2**row.tries)
                await outbox.put_back(
                    connection, row.id, until=until, problem=problem, tries=row.tries + 1
                )


async def moved(store: Store, chat: StaffChat, new: int) -> None:
    """Follow the staff chat to its new id, and remember it beyond a restart."""
    if chat.id == new:
        return
    old, chat.id = chat.id, new
    log.warning("staff-chat-moved old=%s new=%s", old, new)
    async with store.write() as connection:
        if not await marks.renew(connection, MARK, f"{old}:{new}"):
            return  # another replica was first
        await shown_store.move(connection, old, new)
        await cases.leave_behind(connection)
        await outbox.leave_behind(connection)


async def moved_before(store: Store, configured: int) -> int:
    """Return the id the configured staff chat has by now."""
    old, _, new = (await marks.get(store, MARK) or "0:0").partition(":")
    return int(new) if int(old) == configured else configured
