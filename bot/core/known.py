"""What a rule must know from outside the case, gathered by the desk before it decides."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.case import DraftId, MessageId, Objection
from bot.core.effects import Purpose
from bot.core.sorting import Sorted


class MessageState(StrEnum):
    """Where a message of the outbox stands."""

    WAITING = "waiting"
    SENDING = "sending"
    UNCLEAR = "unclear"
    """May be out; its echo is awaited."""
    ASKED = "asked"
    """May be out; a person was asked."""
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A public message of the case, as the outbox keeps it."""

    id: MessageId
    purpose: Purpose
    state: MessageState
    text: str
    draft: DraftId | None = None
    comment: int | None = None
    """What it became, where that is known."""
    until: datetime | None = None
    """What a promise names."""
    doubted: bool = False
    """May have gone out once, though it waits to be sent again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Frozen facts; each event needs only some of them."""

    sorted: Sorted | None = None
    """What the text of the event is."""
    answers_other: bool = False
    """The comment answers another customer."""
    gone: bool = False
    """The comment was deleted before it was heard."""
    waits_since: datetime | None = None
    """The earliest comment that still waits, where one of them is deleted."""
    author_acknowledged: bool = False
    """This author had an acknowledgement in this place within the fuse's time."""
    acknowledged_lately: int = 0
    """Acknowledgements of this community within the ceiling's time."""
    customer_asked_at: datetime | None = None
    """The last ask to this customer in any other case."""
    customer_granted_at: datetime | None = None
    """The last compensation of this customer in any case."""
    message: Message | None = None
    """The message the event is about."""
    objections: tuple[Objection, ...] = ()
    """What the check says against the draft the event is about."""
    digest_at: datetime | None = None
    """The last opening of a shift whose digest told what had come due before."""
    away: frozenset[int] = frozenset()
    """Managers who are to be spared."""
    newcomer: bool = False
    """Whether whoever acts joined the staff chat only lately."""
    words: str | None = None
    """A text of the library, the customer's name in it; or a reply, with slots in it."""
    spent: int = 0
    """The value of what was granted this month."""
