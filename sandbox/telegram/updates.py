"""The updates that wait for the bot, however it takes them.

One list in the order of arrival, from which a webhook or getUpdates is served. An update carries
the name of its queue: messages and edits of one chat share one, the presses of one person another;
order holds inside a queue. Updates the bot has not asked for are never stored, and stored ones
expire by the clock: messages after a day, presses after 150 seconds.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sandbox.telegram.world import Json

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
    "message_reaction_count",
    "chat_join_request",
)
ONLY_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
DAY = timedelta(days=1)
PRESS_LIFETIME = timedelta(seconds=150)


@dataclass(eq=False, slots=True)
class Update:
    """An update not yet confirmed; `copies` are deliveries still owed after a success."""

    id: int
    kind: str
    payload: Json
    queue: str
    expires: datetime
    copies: int = 0

    def view(self) -> Json:
        """Return the `Update` as the bot gets it."""
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """Updates in waiting, and everybody who waits for a change among them."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._pending: list[Update] = []
        self._next_id = 100_001
        self._copies = 0
        self._changed = asyncio.Event()
        self.allowed: list[str] = []
        self.held = False
        self.on_change: Callable[[], None] = lambda: None

    @property
    def pending(self) -> list[Update]:
        """Return what waits and has not expired, in the order of delivery."""
        now = self._now()
        self._pending = [update for update in self._pending if update.expires > now]
        return list(self._pending)

    def wants(self, kind: str) -> bool:
        """Tell whether the bot has asked for updates of this kind."""
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def put(self, kind: str, payload: Json, *, queue: str, lifetime: timedelta = DAY) -> None:
        """Store an update, if the bot wants such."""
        if not self.wants(kind):
            return
        update = Update(self._next_id, kind, payload, queue, self._now() + lifetime)
        update.copies, self._copies = self._copies, 0
        self._next_id += 1
        self._pending.append(update)
        self.touch()

    def done(self, update: Update) -> None:
        """Count one delivery of an update as taken."""
        if update.copies:
            update.copies -= 1
        elif update in self._pending:
            self._pending.remove(update)
        self.touch()

    def drop(self) -> None:
        """Forget everything in waiting."""
        self._pending.clear()
        self.touch()

    def duplicate_next(self, times: int) -> None:
        """Deliver the next update to come so many times more than once."""
        self._copies = times

    def hold(self) -> None:
        """Deliver nothing until `let_go`."""
        self.held = True

    def let_go(self, *, reverse: bool, renumber: bool) -> None:
        """Deliver again; in reverse order, and then renumbered, if so wished."""
        if reverse:
            self._pending.reverse()
        if reverse and renumber:
            ids = sorted(update.id for update in self._pending)
            for update, number in zip(self._pending, ids, strict=True):
                update.id = number
        self.held = False
        self.touch()

    def touch(self) -> None:
        """Wake everybody who waits."""
        self._changed.set()
        self._changed = asyncio.Event()
        self.on_change()

    async def change(self, timeout: float) -> None:
        """Wait for a change, at most `timeout` seconds."""
        event = self._changed
        try:
            async with asyncio.timeout(timeout):
                await event.wait()
        except TimeoutError:
            return

    def confirm(self, offset: int) -> None:
        """Take all updates below `offset` as received; a negative one keeps the last so many."""
        if not offset:
            return
        keep = {update.id for update in self._pending[offset:]} if offset < 0 else set()
        for update in list(self._pending):
            if (update.id < offset) if offset > 0 else (update.id not in keep):
                self.done(update)

    async def emptied(self, timeout: float) -> None:
        """Wait until nothing is left.

        :raises TimeoutError: naming what is left after `timeout` seconds.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + timeout
        while left := self.pending:
            if loop.time() >= until:
                raise TimeoutError(f"not taken: {[(each.id, each.kind) for each in left]}")
            await self.change(min(0.2, until - loop.time()))
