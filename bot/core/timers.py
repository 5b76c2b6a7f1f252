"""What a case can be late with, and when it rings: pure functions of the case and the policy.

A timer runs from `since` to `due`. Before it there is a warning, at it a reminder, and then, while
anything is late, further reminders and calls to the managers, each in its time. Working time is the
brand's own, but for the limit, which is the wall clock's.

    since ────── warning ── due ── reminder ── reminder ── …
                             └── call ── call ── …

Nothing but the limit rings outside working hours: what comes due there waits for the next opening
(`audible`). A snooze moves what it covers: the reply, the holder's silence, the outcome.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.core.case import Case, DraftState, Status, Timer
from bot.core.policy import Policy

EVER = datetime.min.replace(tzinfo=UTC)
A_MOMENT = timedelta(minutes=1)
"""What comes due at the closing of the shift may still ring for so long."""
COVERED = (Timer.REPLY, Timer.SILENT, Timer.OUTCOME)
"""What a snooze moves. A promise to the customer and the limit do not sleep."""
REPEATED = (Timer.REPLY, Timer.PROMISE, Timer.OUTCOME)
"""What is reminded of again and again, and brought to the managers."""
UNDER_WAY = (DraftState.HELD, DraftState.LEAVING, DraftState.UNCLEAR)
"""States of a draft whose author is not silent: the reply is on its way."""


class Bell(StrEnum):
    """What rings."""

    WARN = "warn"
    LATE = "late"
    """The first reminder of a timer, or what stands in its place."""
    AGAIN = "again"
    CALL = "call"
    WAKE = "wake"
    """A snooze is over."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A running timer."""

    timer: Timer
    since: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Ring:
    """A bell and its moment; `timer` is None for what belongs to the case as a whole."""

    bell: Bell
    at: datetime
    timer: Timer | None = None


def deadlines(case: Case, policy: Policy) -> tuple[Deadline, ...]:
    """Return the timers that run."""
    return tuple(_deadlines(case, policy)) if case.status is Status.OPEN else ()


def _deadlines(case: Case, policy: Policy) -> Iterator[Deadline]:
    since = case.waiting_since
    asleep = case.snoozed_until or EVER
    if since is not None:
        if case.reply_due is not None:
            yield Deadline(Timer.REPLY, since, max(case.reply_due, asleep))
        if policy.answer_limit:
            yield Deadline(Timer.LIMIT, since, since + policy.answer_limit)
        if _is_silent(case) and policy.taken_silent_after:
            begun = max(since, case.taken_at or since)
            due = policy.hours.add(begun, policy.taken_silent_after)
            yield Deadline(Timer.SILENT, begun, due)
    if case.promise_due is not None:
        yield Deadline(Timer.PROMISE, case.promised_at or case.promise_due, case.promise_due)
    if case.outcome_due is not None:
        yield Deadline(Timer.OUTCOME, case.said_at, max(case.outcome_due, asleep))


def _is_silent(case: Case) -> bool:
    return case.assignee is not None and not any(one.state in UNDER_WAY for one in case.drafts)


def soonest(case: Case) -> datetime | None:
    """Return what an open case is due first: an answer or a promise, else its outcome."""
    first = [due for due in (case.reply_due, case.promise_due) if due is not None]
    return min(first, default=case.outcome_due)


def is_late(case: Case, timer: Timer, now: datetime, policy: Policy) -> bool:
    """Return whether a case is late with it."""
    return any(one.timer is timer and one.due <= now for one in deadlines(case, policy))


def rings(case: Case, policy: Policy) -> Iterator[Ring]:
    """Yield what will ring next: at most one of each bell for each timer."""
    running = deadlines(case, policy)
    if case.snoozed_until is not None:
        yield Ring(Bell.WAKE, case.snoozed_until)
        running = tuple(one for one in running if one.timer not in COVERED)
    for one in running:
        yield from _own(case, one, policy)
    repeated = [one for one in running if one.timer in REPEATED]
    late = any(f"late:{one.timer}" in case.rung for one in repeated)
    if late and policy.remind_every and case.reminded_at is not None:
        since = max(case.reminded_at, case.taken_at or case.reminded_at)
        yield Ring(Bell.AGAIN, policy.hours.add(since, policy.remind_every))
    yield from _calls(case, [one.due for one in repeated], policy)


def _own(case: Case, one: Deadline, policy: Policy) -> Iterator[Ring]:
    """Yield a timer's warning and its reminder, if they have not rung yet."""
    if f"late:{one.timer}" in case.rung:
        return
    yield Ring(Bell.LATE, one.due, one.timer)
    if one.timer is Timer.LIMIT or not policy.warn_before or f"warn:{one.timer}" in case.rung:
        return
    warning = policy.hours.back(one.due, policy.warn_before)
    if warning > one.since:
        yield Ring(Bell.WARN, warning, one.timer)


def _calls(case: Case, dues: Sequence[datetime], policy: Policy) -> Iterator[Ring]:
    """Yield when the managers are called next: never before anything is late for so long.

    Whoever takes a case is given that time before they are called again.
    """
    if not policy.escalate_after or not policy.managers:
        return
    if dues:
        acts = (case.escalated_at, case.taken_at if case.escalated_at else None)
        since = max((min(dues), *(at for at in acts if at is not None)))
        yield Ring(Bell.CALL, policy.hours.add(since, policy.escalate_after))


def audible(ring: Ring, now: datetime, policy: Policy) -> datetime:
    """Return when a ring may be heard: at its moment, or at the next opening.

    What is past already is heard now, if it is working time.
    """
    hours = policy.hours
    if ring.timer is Timer.LIMIT:
        return ring.at
    if ring.at > now:
        closing = hours.is_open(ring.at - timedelta(microseconds=1))
        return ring.at if closing else hours.next_open(ring.at)
    if hours.is_open(now):
        return ring.at
    fresh = now - ring.at <= A_MOMENT and hours.is_open(ring.at - timedelta(microseconds=1))
    return ring.at if fresh else hours.next_open(now)
