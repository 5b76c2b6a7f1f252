"""How patient the brand is: the settings that rules need, as plain values."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from bot.core.gifts import Gift
from bot.core.hours import Hours

REOPENS_WITHIN = timedelta(days=7)
"""An answer under a case this long after its end reopens it."""
RESULT_WITHIN = timedelta(days=90)
"""What the customer does this long after the ask counts as its result."""
AUTHOR_FUSE = timedelta(hours=1)
"""At most one acknowledgement for one author in one place in this time."""
ASK_FREE = timedelta(days=1)
"""How far a compensation and an ask stay apart: a review is not paid for."""
EDIT_WINDOW = {"vk": timedelta(hours=24), "telegram": timedelta(hours=48)}
"""How long a customer can edit a comment: about a day in VK, 48 h in Telegram."""


class Ack(StrEnum):
    AUTO = "auto"
    APPROVE = "approve"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in such a time."""

    count: int
    per: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The brand's patience. Zero durations switch a thing off where contract says so."""

    hours: Hours
    ack: Ack = Ack.AUTO
    ack_ceiling: Rate = Rate(300, timedelta(minutes=1))
    ack_stale_after: timedelta = timedelta(hours=6)
    dry_run: bool = False
    undo: timedelta = timedelta(seconds=10)
    cool_down: timedelta = timedelta(minutes=3)
    approve_new_for: timedelta = timedelta()
    first_reply_within: timedelta = timedelta(hours=2)
    next_reply_within: timedelta = timedelta(hours=2)
    taken_silent_after: timedelta = timedelta(hours=1)
    resolve_within: timedelta = timedelta(days=3)
    warn_before: timedelta = timedelta(minutes=30)
    remind_every: timedelta = timedelta(minutes=30)
    escalate_after: timedelta = timedelta(minutes=30)
    answer_limit: timedelta = timedelta(hours=24)
    ask_after: timedelta = timedelta(hours=48)
    ask_reminder_after: timedelta = timedelta(days=3)
    ask_hours: tuple[time, time] = (time(10), time(20))
    ask_cap: timedelta = timedelta(days=30)
    managers: tuple[int, ...] = field(default=())
    owners: tuple[int, ...] = field(default=())
    managers_in_turn: bool = False
    """Whether they are called one after another, and not all at once."""
    gifts: tuple[Gift, ...] = ()
    revises: bool = False
    """Whether a key is there that may change what stands in public."""
    budget: int = 0
    """The most that compensations of one month may be worth; 0: as much as it takes."""
