"""A case: one customer's matter in one place, from the first comment to the updated review.

A case is a value. Rules (`bot.core.decide`) make a new one from the old one and what happened; the
desk keeps it as a row. It holds what the rules need and nothing a platform calls its own, such as
the ids of staff messages: those live in the store's `shown` table.

    NOTED ──(made a case)──> OPEN ──(outcome)──> RESOLVED ──(answered under it, reopened)──> OPEN
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import NewType

from bot.core.sorting import Kind, Theme

CaseId = NewType("CaseId", int)
DraftId = NewType("DraftId", int)
MessageId = NewType("MessageId", int)
"""An outbox row: something the bot wants said."""

HEAT, UNFILLED = "heat", "unfilled_slot"
"""The rules of the check that hold a draft for a while, and until its slots are filled."""
LEFT_BEHIND = 2**39
"""Added to the ids of drafts that were written in a group before it became a supergroup, where
messages are counted anew; no Telegram message has such an id."""
OF_THE_LIBRARY = 2**40
"""Drafts with ids above this were taken from the library."""
ANONYMOUS = 0
"""The id of an administrator who writes in the group's own name: nobody knows who that is."""
UNSTORED = CaseId(0)
"""The id of a case the desk has not kept yet."""


LARGEST_ID = 2**62
"""Above 2^63 a number from outside breaks SQLite."""


def read_id(text: str) -> int | None:
    """Return the id that somebody wrote, or a button carries; None where it is none."""
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        return None
    return int(text) if int(text) < LARGEST_ID else None


def read_number(text: str) -> int | None:
    """Return the case that somebody means by a number: `7`, `#7`, `№ 7`."""
    return read_id(text.strip().lstrip("#№").strip())


class Status(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    NOTED = "noted"
    """Praise, abuse, spam, small talk: a line in the common topic, no clocks, no topic."""


class Outcome(StrEnum):
    FIXED = "fixed"
    COMPENSATED = "compensated"
    EXPLAINED = "explained"
    THEIR_MISTAKE = "their_mistake"
    UNCONFIRMED = "unconfirmed"
    EMOTION = "emotion"

    @property
    def good(self) -> bool:
        """Whether the customer may be asked to update the review after it."""
        return self in (Outcome.FIXED, Outcome.COMPENSATED, Outcome.EXPLAINED)


class Menu(StrEnum):
    """Which buttons the card shows at the moment instead of its usual ones."""

    MORE = "more"
    KIND = "kind"
    OUTCOME = "outcome"
    DETAIL = "detail"
    """Which private detail the customer is invited to tell."""
    TEXTS = "texts"
    GIFTS = "gifts"


class Detail(StrEnum):
    """For what a customer is asked into private messages."""

    ORDER = "order"
    PHONE = "phone"
    ADDRESS = "address"
    PAYMENT = "payment"
    OTHER = "other"


class Timer(StrEnum):
    """What a case can be late with."""

    REPLY = "reply"
    """A customer waits for the first answer, or for the next one."""
    SILENT = "silent"
    """Somebody took the case and has not answered."""
    PROMISE = "promise"
    """A date was given to the customer."""
    OUTCOME = "outcome"
    """The matter is not settled."""
    LIMIT = "limit"
    """A customer waits so long that it is no question of working hours any more."""


class Planned(StrEnum):
    """For what a member of staff is asked for a date."""

    PROMISE = "promise"
    SNOOZE = "snooze"


class AskResult(StrEnum):
    UPDATED = "updated"
    REMOVED = "removed"
    THANKED = "thanked"
    ANSWERED = "answered"
    WORSE = "worse"


class Role(StrEnum):
    STAFF = "staff"
    MANAGER = "manager"
    OWNER = "owner"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff chat, as Telegram names them."""

    id: int
    name: str
    role: Role = Role.STAFF

    @property
    def may_speak(self) -> bool:
        """Whether a text of theirs may leave in the brand's name."""
        return self.role in (Role.STAFF, Role.MANAGER) and self.id != ANONYMOUS

    @property
    def decides(self) -> bool:
        """Whether they may let out what blocks, and grant what is large."""
        return self.role in (Role.MANAGER, Role.OWNER) and self.id != ANONYMOUS


DIALOGUE = "dialogue"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a matter is spoken of: a post, and later a topic, a photo, a dialogue."""

    network: str
    kind: str
    owner: int
    item: int

    @property
    def private(self) -> bool:
        """Whether only the customer and the brand read what is said there."""
        return self.kind == DIALOGUE

    def dialogue(self, customer: int) -> "Place":
        """Return the private dialogue of the same community with a customer."""
        return Place(self.network, DIALOGUE, self.owner, customer)

    @property
    def key(self) -> str:
        """One string for it, the same for ever."""
        return f"{self.network}:{self.kind}:{self.owner}:{self.item}"

    @classmethod
    def parse(cls, key: str) -> "Place":
        """Return the place that `key` stands for."""
        network, kind, owner, item = key.split(":")
        return cls(network, kind, int(owner), int(item))


@dataclass(frozen=True, slots=True)
class Customer:
    """Who wrote. A name is what the platform shows, never proof of who somebody is."""

    network: str
    id: int
    first_name: str = ""
    last_name: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class DraftState(StrEnum):
    PREPARED = "prepared"
    AWAITING = "awaiting"
    """Somebody wants it out, and a second person has to agree."""
    HELD = "held"
    LEAVING = "leaving"
    SENT = "sent"
    UNCLEAR = "unclear"
    FAILED = "failed"
    REHEARSED = "rehearsed"
    """Published while DRY_RUN is on: nothing left."""
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Objection:
    """What the check says against a draft: a finding of `bot.core.check`, as the case keeps it."""

    rule: str
    start: int
    end: int
    advice: str
    """A key of the voice's texts."""
    blocks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reply on its way: `id` is the staff message it was written in."""

    id: DraftId
    text: str
    by: Member
    target: int
    """The comment it answers."""
    state: DraftState = DraftState.PREPARED
    leaves_at: datetime | None = None
    message: MessageId | None = None
    comment: int | None = None
    """The comment it became."""
    problem: str | None = None
    """Why it failed or is late: a key of the voice's texts."""
    objections: tuple[Objection, ...] = ()
    heated_by: int | None = None
    """Who published it in heat: it cools down, unless another person releases it."""
    private: bool = False
    """Whether it goes to the customer alone; `target` is then a private message."""
    photo: str | None = None
    """The file of a photo that was sent with it, by Telegram's id; empty: it was no photo."""
    asked_by: Member | None = None
    """Who wants it out, or wanted it, where a second person has to agree."""
    revision: str | None = None
    """What a published reply is to say instead."""

    @property
    def fingerprint(self) -> str:
        """What a button carries of what somebody has seen."""
        return sha256(f"{self.photo or ''} {self.text}".encode()).hexdigest()[:6]

    @property
    def blocked(self) -> bool:
        """Whether only a manager may publish it as it stands."""
        return any(one.blocks for one in self.objections)

    @property
    def unfilled(self) -> bool:
        """Whether a slot of the library is still open: nobody may publish that."""
        return any(one.rule == UNFILLED for one in self.objections)

    @property
    def heated(self) -> bool:
        return any(one.rule == HEAT for one in self.objections)


class GiftState(StrEnum):
    ASKED = "asked"
    """A manager has to agree."""
    GRANTED = "granted"
    """The code is on its way."""
    SENT = "sent"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A compensation for the customer of a case."""

    name: str
    value: int
    by: Member
    state: GiftState
    decided_by: Member | None = None

    @property
    def counts(self) -> bool:
        """Whether the customer has it, or will."""
        return self.state is not GiftState.REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One customer's matter in one place. Times are aware and in UTC."""

    id: CaseId = UNSTORED
    place: Place
    customer: Customer
    comment: int
    """The comment that opened it."""
    text: str
    attachments: tuple[str, ...] = ()
    said_at: datetime
    """When the customer wrote, by the platform's clock, never later than it arrived."""
    status: Status = Status.OPEN
    kind: Kind
    sure: bool
    theme: Theme | None = None
    facts: tuple[str, ...] = ()
    language: str
    gone: bool = False
    """The customer deleted the comment that opened it."""

    ack_at: datetime | None = None
    """When an acknowledgement was decided, whatever became of it."""
    no_ack: str | None = None
    """Why none was posted: a key of the voice's texts."""

    assignee: Member | None = None
    taken_at: datetime | None = None
    """Since when the holder's silence counts."""
    waiting_since: datetime | None = None
    """The earliest customer's comment nobody has answered."""
    reply_due: datetime | None = None
    outcome_due: datetime | None = None
    promised_at: datetime | None = None
    promise_due: datetime | None = None
    snoozed_until: datetime | None = None
    rung: tuple[str, ...] = ()
    """What was told once already: `warn:<timer>`, `late:<timer>`."""
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    calls: int = 0
    """How often the managers were called, so that each has a turn."""
    unreachable: tuple[int, ...] = ()
    """Managers who were named in the group, as no private message reaches them."""
    replied_at: datetime | None = None
    """The first human reply."""

    invited_at: datetime | None = None
    """When the customer was last invited into private messages."""
    private_at: datetime | None = None
    """When the customer first wrote in private."""
    talk_at: datetime | None = None
    """When the customer or the brand last wrote there."""
    owes_public: bool = False
    """Something was said in private since the last public line."""
    grant: Grant | None = None
    granted_at: datetime | None = None
    gift_sent_at: datetime | None = None

    outcome: Outcome | None = None
    resolved_at: datetime | None = None
    resolved_by: Member | None = None

    ask_at: datetime | None = None
    asked_at: datetime | None = None
    ask_reminder_at: datetime | None = None
    """When the reminder is due."""
    ask_reminded_at: datetime | None = None
    correction_refused: bool = False
    """A manager decided against asking for a correction."""
    ask_result: AskResult | None = None

    menu: Menu | None = None
    wake_at: datetime | None = None
    drafts: tuple[Draft, ...] = ()

    @property
    def given_at(self) -> datetime | None:
        """When the customer was last given something, or is to be."""
        given = self.grant is not None and self.grant.counts
        return (self.gift_sent_at or self.granted_at) if given else None

    @property
    def last_asked_at(self) -> datetime | None:
        """When the customer was last asked about the review, be it by the reminder."""
        return self.ask_reminded_at or self.asked_at

    def draft(self, id: DraftId) -> Draft | None:
        """Return the draft with this id, if the case has it."""
        return next((draft for draft in self.drafts if draft.id == id), None)

    def with_draft(self, draft: Draft) -> "Case":
        """Return the case with `draft` put in the place of its older self, or added."""
        others = tuple(other for other in self.drafts if other.id != draft.id)
        return replace(self, drafts=(*others, draft))


def spoken_theme(case: Case) -> Theme | None:
    """Return the theme that may be echoed to the customer.

    Quality is what nearly every comment is about: echoed in a complaint it is specific, in thanks
    or under a question it sounds like a form.
    """
    if case.theme is Theme.QUALITY and case.kind in (Kind.QUESTION, Kind.PRAISE):
        return None
    return case.theme
