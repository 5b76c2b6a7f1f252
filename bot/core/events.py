"""What can happen to a case. Names are in the past tense: an event is a fact and is never refused.

Rules may answer a fact with nothing at all (a press that came twice), but it stays in the story.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.case import (
    CaseId,
    Customer,
    Detail,
    DraftId,
    Member,
    Menu,
    MessageId,
    Outcome,
    Place,
    Planned,
    Timer,
)
from bot.core.sorting import Kind

REFUSED = "refused:"
"""Begins the name under which the story keeps a press that changed nothing: told to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSpoke:
    """A customer's comment arrived."""

    place: Place
    comment: int
    author: Customer
    text: str
    at: datetime
    reply_to: int | None = None
    reply_to_author: int | None = None
    thread: int | None = None
    """The comment at the root of the branch, where it stands in one."""
    attachments: tuple[str, ...] = ()
    restored: bool = False
    """It was deleted, and the platform says that it is back."""
    about: CaseId | None = None
    """The case whose link brought the customer into private messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerEdited:
    """A customer's comment has another text now."""

    place: Place
    comment: int
    text: str
    before: str


@dataclass(frozen=True, slots=True)
class Deleter:
    """Somebody of the platform who deleted another's comment."""

    id: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentDeleted:
    """A customer's comment is gone; `by_customer` is None where the platform does not say."""

    place: Place
    comment: int
    text: str
    by_customer: bool | None
    by: Deleter | None = None
    """Who deleted it, where that was not the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRestored:
    """A customer's comment that was deleted stands there again."""

    comment: int
    text: str
    at: datetime | None = None
    """When it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerNamed:
    """The name of a customer, whom the case knew by number alone, came late."""

    customer: Customer


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandSpoke:
    """A colleague wrote by hand in the community's name, as an answer in this case."""

    comment: int
    text: str
    private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandSpokeNearby:
    """A colleague wrote by hand under a post with several open cases, answering nobody."""

    comment: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueConfirmed:
    """A member of staff said that a line written by hand answered this case."""

    by: Member
    comment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementOrdered:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuOpened:
    """A menu of the card was opened, or closed where it stood open."""

    by: Member
    menu: Menu


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCorrected:
    by: Member
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAsked:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAsked:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyAsked:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class DateAsked:
    """Somebody wants to give the customer a date, or to put the case off."""

    by: Member
    what: Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class DateUnread:
    """A date was typed that nobody could read."""

    by: Member
    what: Planned
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDated:
    """A date for a promise was chosen or typed; it is read back before it is given."""

    by: Member
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseGiven:
    by: Member
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseDropped:
    by: Member
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed:
    """The case was put off."""

    by: Member
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten:
    by: Member
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWritten:
    """A member of staff answered the card, a customer's text or a prompt."""

    by: Member
    draft: DraftId
    text: str
    target: int | None = None
    """The customer's comment it answers, where it answers one in particular."""
    private: bool = False
    """It answers a private message."""
    photo: str | None = None
    instead_of: DraftId | None = None
    """The text of the library that it is made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEdited:
    by: Member
    draft: DraftId
    text: str
    photo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChosen:
    """A text of the library was chosen as a starting point."""

    by: Member
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyKept:
    """A published reply is to be kept in the library."""

    by: Member
    draft: DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    by: Member
    draft: DraftId
    private: bool = False
    """It is to go to the customer alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    by: Member
    draft: DraftId
    seen: str = ""
    """The fingerprint of the text that was shown, where it was shown apart from the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    by: Member
    draft: DraftId
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGiven:
    """Whoever rejected a draft said why."""

    by: Member
    draft: DraftId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """The customer is to be invited into private messages."""

    by: Member
    detail: Detail


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftChosen:
    """A compensation was chosen: its key in the catalogue."""

    by: Member
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftApproved:
    by: Member
    key: str
    """Which compensation was shown, as `gift_key` says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftRejected:
    by: Member
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeCame:
    """There is a code for the compensation that was granted."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeDelayed:
    """The code of a compensation is to be had later."""

    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRefused:
    """There will be no code for the compensation that was granted."""

    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    by: Member
    draft: DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    by: Member
    draft: DraftId


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryOrdered:
    """A person had a look and wants the message sent again."""

    by: Member
    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedByHand:
    """A person had a look: the message stands there, or they wrote it themselves."""

    by: Member
    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A public message is out, by the platform's answer or by its echo."""

    message: MessageId
    comment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDelayed:
    """The platform will not take a message now; it is tried again."""

    message: MessageId
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRefused:
    """The platform will not take a message at all."""

    message: MessageId
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLeftUnclear:
    """Nobody can tell whether a message is out, and no echo came in time."""

    message: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLost:
    """The case's topic was deleted by hand, and all that stood in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PingRefused:
    """A manager cannot be written to in private; what they were to be told."""

    manager: int
    asked_by: str | None = None
    timers: tuple[Timer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePassed:
    """The case's `wake_at` has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    by: Member
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionApproved:
    by: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRejected:
    by: Member


Event = (
    CustomerSpoke
    | CustomerEdited
    | CommentDeleted
    | CommentRestored
    | CustomerNamed
    | BrandSpoke
    | BrandSpokeNearby
    | ColleagueConfirmed
    | AcknowledgementOrdered
    | Taken
    | Released
    | MenuOpened
    | KindCorrected
    | EscalationAsked
    | HistoryAsked
    | ReplyAsked
    | DateAsked
    | DateUnread
    | PromiseDated
    | PromiseGiven
    | PromiseDropped
    | Snoozed
    | NoteWritten
    | DraftWritten
    | DraftEdited
    | TextChosen
    | ReplyKept
    | Published
    | Approved
    | Rejected
    | ReasonGiven
    | Invited
    | GiftChosen
    | GiftApproved
    | GiftRejected
    | CodeCame
    | CodeDelayed
    | CodeRefused
    | Undone
    | Discarded
    | RetryOrdered
    | PostedByHand
    | Sent
    | SendDelayed
    | SendRefused
    | SendLeftUnclear
    | PingRefused
    | TopicLost
    | TimePassed
    | Resolved
    | Reopened
    | CorrectionApproved
    | CorrectionRejected
)
