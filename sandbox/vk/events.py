"""What happened in the community, on its way to whoever listens.

The stream stands between the wall and the carriers (Callback API, long poll). Here events are
held, turned round, doubled or dropped by order of the test; a carrier only ever gets what it is
to carry. Each carrier gives an event an id of its own: nothing documents that two servers of one
community see the same one.
"""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

LONG_POLL_EVENTS = frozenset(
    f"{subject}_{change}"
    for subject, changes in {
        "message": "new reply allow deny edit typing_state read event reaction_event",
        "photo": "new",
        "audio": "new",
        "video": "new",
        "wall_reply": "new edit delete restore",
        "wall": "post_new repost",
        "board_post": "new edit restore delete",
        "photo_comment": "new edit delete restore",
        "video_comment": "new edit delete restore",
        "market_comment": "new edit delete restore",
        "poll": "vote_new",
        "group": "join leave change_settings change_photo officers_edit",
        "user": "block unblock",
        "like": "add remove",
        "donut_subscription": "create prolonged cancelled price_changed expired",
        "donut": "money_withdraw money_withdraw_error",
    }.items()
    for change in changes.split()
)
CALLBACK_EVENTS = LONG_POLL_EVENTS | {
    "wall_schedule_post_new",
    "wall_schedule_post_delete",
    "market_order_new",
    "market_order_edit",
    "lead_forms_new",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `repeats` are the times it is carried beyond the first."""

    type: str
    object: dict[str, Any]
    event_id: str | None = None
    repeats: int = 0
    repeats_have_new_ids: bool = False

    def ids(self) -> list[str]:
        """Return the event ids for one listener, one for each time it is carried to him."""
        first = self.event_id or new_event_id()
        if self.repeats_have_new_ids:
            return [first, *(new_event_id() for _ in range(self.repeats))]
        return [first] * (1 + self.repeats)

    def envelope(self, event_id: str, *, version: str, group_id: int) -> dict[str, Any]:
        """Return the event as it is sent, without a secret."""
        return {
            "type": self.type,
            "object": self.object,
            "group_id": group_id,
            "event_id": event_id,
            "v": version,
        }


Attempts = Sequence[asyncio.Task[None]]
Carrier = Callable[[Event, Attempts], Attempts]  # the second: attempts to be over before


def new_event_id() -> str:
    """Return an event id as VK makes them: 40 hexadecimal digits."""
    return secrets.token_hex(20)


@dataclass(slots=True)
class Stream:
    """The way of an event to the carriers, and the troubles ordered on it."""

    carriers: list[Carrier] = field(default_factory=list)
    echoes_to_drop: int = 0
    _held: list[Event] | None = None
    _doubling: tuple[int, bool] | None = None

    def emit(self, event: Event, *, echo: bool = False) -> Attempts:
        """Send an event on its way; return the first attempts to carry it, to be awaited."""
        if echo and self.echoes_to_drop > 0:
            self.echoes_to_drop -= 1
            return []
        if self._doubling is not None:
            times, new_ids = self._doubling
            event = replace(event, repeats=times, repeats_have_new_ids=new_ids)
            self._doubling = None
        if self._held is not None:
            self._held.append(event)
            return []
        return self._carry(event)

    def double_next(self, times: int, *, new_event_id: bool) -> None:
        """Carry the next event `times` times more than once."""
        self._doubling = (times, new_event_id)

    def hold(self) -> None:
        """Keep back all events until `let_go`."""
        if self._held is None:
            self._held = []

    def let_go(self, *, reverse: bool) -> None:
        """Carry what was held one after the other, the last one first if `reverse`."""
        held, self._held = self._held or [], None
        before: Attempts = ()
        for event in reversed(held) if reverse else held:
            before = self._carry(event, before)

    def _carry(self, event: Event, before: Attempts = ()) -> Attempts:
        return [task for carrier in self.carriers for task in carrier(event, before)]
