"""What must be done. Names are in the imperative; the desk writes them down, others carry them out.

Five families:

* `Post` leaves in public, once, through the outbox. Its words are fixed when it is decided.
* `Show…`, `Tell`, `Ask…`, `Ping…` go to the staff through the outbox, at least once, and are drawn
  when they are sent.
* `SendAgain`, `TakeBack`, `Withdraw`, `CountAs…` change what already lies in the outbox.
* `Issue` gets the code of a compensation, `Keep` keeps a reply in the library.
* `Remember` is kept in the story; `Answer` is the toast of the press that caused it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import ClassVar

from bot.core.case import DraftId, MessageId, Planned, Timer


class Urgency(IntEnum):
    """Who goes first where a platform allows only so many messages a minute."""

    NOW = 0
    """Somebody pressed or wrote and looks at the screen; a manager's ping."""
    NEW = 1
    """A new case's topic and card."""
    NEWS = 2
    """What was said, reminders."""
    LATER = 3
    """Cosmetics: a card that says the same with other words."""


class Purpose(StrEnum):
    """Why something is said in public."""

    ACK = "ack"
    REPLY = "reply"
    PRIVATE = "private"
    """A reply to the customer alone."""
    REVISION = "revision"
    """Another text for what a reply became."""
    INVITE = "invite"
    GIFT = "gift"
    PROMISE = "promise"
    ASK = "ask"
    ASK_REMINDER = "ask_reminder"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Say something in public, under the comment `target`, or to the customer alone.

    `text` is set for a reply; for the rest the voice finds the words in `situation`.
    """

    purpose: Purpose
    target: int
    text: str | None = None
    situation: str | None = None
    draft: DraftId | None = None
    until: datetime | None = None
    """The date that a promise names."""
    private: bool = False
    photo: str | None = None
    code: str | None = None
    """What the customer shows to get a compensation."""
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Get the code of a compensation."""

    gift: str
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """Keep a reply in the library, with slots for what is this customer's alone."""

    text: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCard:
    """Bring the case's topic and card in line with the case."""

    urgency: Urgency = Urgency.LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLine:
    """Put the comment as a single line into the common topic, or bring that line in line."""

    urgency: Urgency = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPreview:
    """Show a draft with its buttons, or bring what is shown in line with it."""

    draft: DraftId
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHeard:
    """Show a later comment of the customer; an answer to it is a draft."""

    comment: int
    text: str
    attachments: tuple[str, ...] = ()
    private: bool = False
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowEdit:
    """Show the customer's text as it was and as it is."""

    before: str
    after: str
    asked: bool = False
    private: bool = False
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowDeletion:
    """Show the text of a comment that is gone."""

    text: str
    by_customer: bool | None
    asked: bool = False
    by: int | None = None
    by_name: str = ""
    managers: tuple[int, ...] = ()
    """Who is called by name, as the brand's own people did it."""
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowResult:
    """Show what the customer added after the ask; `reopen` is offered."""

    comment: int
    text: str
    private: bool = False
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowSaid:
    """Show what was said in public: by a colleague by hand, or by the bot."""

    purpose: str
    text: str
    comment: int | None = None
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowWouldSay:
    """Show what would have been said in public, were DRY_RUN off."""

    purpose: Purpose
    text: str
    situation: str | None = None
    until: datetime | None = None
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowHistory:
    """Show the case's story as one message."""

    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """Ask a member of staff for the text; an answer to the prompt is a draft."""

    by: int
    name: str
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class AskSecond:
    """Ask the group for a second person: for a draft, or for a compensation."""

    about: str
    """`reply`, `blocked` or `gift`."""
    by: int
    name: str
    managers: tuple[int, ...] = ()
    """Who is called by name."""
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class AskManager:
    """Ask a manager in private to decide: about a draft, or about a compensation."""

    manager: int
    name: str
    """Who asks."""
    draft: DraftId | None = None
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class TellAsker:
    """Tell whoever asked for a second person what that one said."""

    asker: int
    name: str
    by: str
    approved: bool
    about: str = "reply"
    reason: str = ""
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReason:
    """Tell that a draft was rejected, and ask why."""

    draft: DraftId
    asker: int
    name: str
    by: int
    by_name: str
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class TellManager:
    """Tell a manager in private that a customer's comment was deleted by the brand's own people."""

    manager: int
    text: str
    by: int
    by_name: str
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class TellGift:
    """Tell the topic what became of a compensation; `problem` is a key of the voice's texts."""

    what: str
    name: str
    problem: str = ""
    message: MessageId | None = None
    """The message that a person may send again."""
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Warn:
    """Warn the staff in the topic of what will be late soon."""

    timers: tuple[Timer, ...]
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """Remind the staff in the topic of what is late."""

    timers: tuple[Timer, ...]
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnToQueue:
    """Tell whoever held the case, and was silent, that it is free again."""

    holder: int
    name: str
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeUp:
    """Say that a case was put off until now, or that the customer has woken it."""

    why: str
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhen:
    """Ask a member of staff for a date: some to tap, or typed as an answer."""

    what: Planned
    by: int
    name: str
    options: tuple[datetime, ...]
    unread: bool = False
    """A date was typed that nobody could read."""
    urgency: ClassVar[Urgency] = Urgency.NOW


class Offer(StrEnum):
    """What became of a promise that was read back."""

    OPEN = "open"
    GIVEN = "given"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPromise:
    """Read a promise back as the customer will see it, or say what became of it."""

    due: datetime
    offer: Offer
    again: bool = False
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class PingManager:
    """Write to a manager in private; `asked_by` is who pressed `escalate`."""

    manager: int
    asked_by: str | None = None
    timers: tuple[Timer, ...] = ()
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class PingByName:
    """Name a manager in the group, as no private message reaches them."""

    manager: int
    asked_by: str | None = None
    timers: tuple[Timer, ...] = ()
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhetherSent:
    """Ask a person whether a public message is out; nobody else can tell."""

    message: MessageId
    purpose: str
    text: str
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class TellRefused:
    """Tell the staff that the platform did not take a message that is no draft."""

    message: MessageId
    purpose: str
    text: str
    problem: str
    urgency: ClassVar[Urgency] = Urgency.NOW


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhose:
    """Ask whether a line typed by hand under the post answered this case."""

    comment: int
    text: str
    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCorrection:
    """Offer a manager to send the gentle request to correct the comment."""

    urgency: ClassVar[Urgency] = Urgency.NEWS


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    """Put a message back among those to be sent, under its old key."""

    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAsSent:
    """Close a message as sent; the comment it became where that is known."""

    message: MessageId
    comment: int | None = None
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAsFailed:
    """Close a message as refused; a person may order it again."""

    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveToPerson:
    """Keep a message aside until a person says what became of it."""

    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """End a message that waits and has not begun to leave."""

    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """Take back the case's messages of this purpose that have not begun to leave."""

    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Remember:
    """Keep a line of the story: `what` is a key of the voice's texts."""

    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Answer the press with a toast: `what` is a key of the voice's texts."""

    what: str
    name: str = ""


Public = Post
Outside = Issue | Keep
Staff = (
    ShowCard
    | ShowLine
    | ShowPreview
    | ShowHeard
    | ShowEdit
    | ShowDeletion
    | ShowResult
    | ShowSaid
    | ShowWouldSay
    | ShowHistory
    | Prompt
    | AskSecond
    | AskManager
    | TellAsker
    | AskReason
    | TellManager
    | TellGift
    | Warn
    | Remind
    | ReturnToQueue
    | WakeUp
    | AskWhen
    | ShowPromise
    | PingManager
    | PingByName
    | AskWhetherSent
    | TellRefused
    | AskWhose
    | OfferCorrection
)
Change = SendAgain | CountAsSent | CountAsFailed | LeaveToPerson | TakeBack | Withdraw
Effect = Public | Outside | Staff | Change | Remember | Answer
