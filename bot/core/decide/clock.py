"""What is due when, and what then happens.

`bot.core.timers` says which timers run and when they ring; `wake_at` is the earliest ring. A tick
that comes late finds all that is due and does each thing once: after an outage there is one
reminder for a case, not one for every tick that was missed. What the shift's digest has told is
counted as told.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, DraftState, Status, Timer
from bot.core.decide import asking, promising
from bot.core.decide.calling import call
from bot.core.decide.leaving import left
from bot.core.decide.steps import Decision, awake, free
from bot.core.effects import (
    Effect,
    PingByName,
    Remember,
    Remind,
    ReturnToQueue,
    ShowCard,
    Urgency,
    WakeUp,
    Warn,
)
from bot.core.events import Event, PingRefused, TimePassed
from bot.core.known import Known
from bot.core.policy import Policy
from bot.core.timers import REPEATED, Bell, Ring, audible, deadlines, is_late, rings


def wake_at(case: Case, now: datetime, policy: Policy) -> datetime | None:
    """Return when the case wants to be looked at again, or None."""
    drafts = (draft.leaves_at for draft in case.drafts)
    bells = (audible(ring, now, policy) for ring in rings(case, policy))
    due = (*bells, *asking.due(case), *drafts)
    return min((moment for moment in due if moment is not None), default=None)


def rang(
    case: Case, event: TimePassed | PingRefused, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    """Return what the case becomes when its time has come."""
    if isinstance(event, PingRefused):
        return _named(case, event)
    case, effects = _drafts_left(case, now=now, policy=policy)
    case, rung = _rung(case, known, now=now, policy=policy)
    case, asked = asking.asked(case, known, now=now, policy=policy)
    return case, (*effects, *rung, *asked)


def settled(
    before: Case | None, after: Case, event: Event, *, now: datetime, policy: Policy
) -> Decision:
    """Return the case with what its timers told forgotten where they were stopped or moved.

    The effects keep in the story which timers began, moved and stopped, and by what.
    """
    after = _outcome_timer(before, after, now=now, policy=policy)
    old = {one.timer: one.due for one in deadlines(before, policy)} if before else {}
    new = {one.timer: one.due for one in deadlines(after, policy)}
    changed = {timer for timer in old if old[timer] != new.get(timer)}
    if changed:
        rung = tuple(one for one in after.rung if one.partition(":")[2] not in changed)
        after = replace(after, rung=rung)
        if not any(one.startswith("late:") for one in rung):
            after = replace(after, reminded_at=None, escalated_at=None, calls=0)
    begun = [f"+{timer}@{_seconds(due)}" for timer, due in new.items() if timer not in old]
    moved = [f"~{timer}@{_seconds(new[timer])}" for timer in old if timer in changed & new.keys()]
    stopped = [f"-{timer}" for timer in old if timer not in new]
    lines = (*begun, *moved, *stopped)
    if not lines:
        return after, ()
    return after, (Remember(what="timers", detail=" ".join((*lines, type(event).__name__))),)


def _outcome_timer(before: Case | None, after: Case, *, now: datetime, policy: Policy) -> Case:
    """Return the case with the timer of its outcome, which runs while it is open."""
    if after.status is not Status.OPEN:
        return replace(after, outcome_due=None, promise_due=None, snoozed_until=None)
    if not policy.resolve_within or (before is not None and before.status is Status.OPEN):
        return after
    since = after.said_at if before is None else now
    return replace(after, outcome_due=policy.hours.add(since, policy.resolve_within))


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _named(case: Case, event: PingRefused) -> Decision:
    if event.manager in case.unreachable and not event.asked_by:
        return case, ()
    case = replace(case, unreachable=tuple({*case.unreachable, event.manager}))
    named = PingByName(manager=event.manager, asked_by=event.asked_by, timers=event.timers)
    return case, (named,)


def _drafts_left(case: Case, *, now: datetime, policy: Policy) -> Decision:
    effects: tuple[Effect, ...] = ()
    for draft in case.drafts:
        if draft.state is DraftState.HELD and draft.leaves_at and draft.leaves_at <= now:
            case, more = left(case, draft, now=now, policy=policy)
            effects += more
    return case, effects


def _rung(case: Case, known: Known, *, now: datetime, policy: Policy) -> Decision:
    case = _without_the_future(case, now, policy)
    woken = [one for one in _due(case, now, policy) if one.bell is Bell.WAKE]
    if woken:
        case = awake(case, now)
    due = [*woken, *_due(case, now, policy)]
    if not due:
        return case, ()
    told_until = known.digest_at if known.digest_at and known.digest_at <= now else None
    fresh = [
        ring for ring in due if told_until is None or ring.at > told_until or ring.bell is Bell.WAKE
    ]
    rung = tuple(f"{ring.bell}:{ring.timer}" for ring in due if ring.timer)
    case = replace(case, rung=(*case.rung, *rung))
    case, returned = _returned(case, due, now=now)
    case, reminded = _reminded(case, due, fresh, now=now, policy=policy)
    case, called = _called(case, due, known, now=now, policy=policy)
    if not policy.managers and any(isinstance(one, Remind) for one in reminded):
        called = ()
    return case, (*returned, *_warned(case, fresh, now, policy), *reminded, *called)


def _without_the_future(case: Case, now: datetime, policy: Policy) -> Case:
    """Return the case without what rang while the clock was ahead of now."""
    ahead = {f"late:{one.timer}" for one in deadlines(case, policy) if one.due > now}
    if not ahead & set(case.rung) and (case.reminded_at or now) <= now:
        return case
    return replace(
        case,
        rung=tuple(one for one in case.rung if one not in ahead),
        reminded_at=case.reminded_at and min(case.reminded_at, now),
        escalated_at=case.escalated_at and min(case.escalated_at, now),
    )


def _due(case: Case, now: datetime, policy: Policy) -> list[Ring]:
    return [ring for ring in rings(case, policy) if audible(ring, now, policy) <= now]


def _has(rings: list[Ring], bell: Bell, *timers: Timer) -> bool:
    return any(one.bell is bell and (not timers or one.timer in timers) for one in rings)


def _returned(case: Case, due: list[Ring], *, now: datetime) -> Decision:
    """Return the case to the queue where its holder was silent for too long."""
    if not _has(due, Bell.LATE, Timer.SILENT) or case.assignee is None:
        return case, ()
    holder = case.assignee
    told = ReturnToQueue(holder=holder.id, name=holder.name)
    return free(case), (told, ShowCard(urgency=Urgency.NEWS))


def _warned(case: Case, fresh: list[Ring], now: datetime, policy: Policy) -> tuple[Effect, ...]:
    """Return the warning of what will be late soon; what is late already needs none."""
    ahead = {one.timer for one in deadlines(case, policy) if one.due > now}
    soon = tuple(one.timer for one in fresh if one.bell is Bell.WARN and one.timer in ahead)
    return (Warn(timers=soon),) if soon else ()


def _reminded(
    case: Case, due: list[Ring], fresh: list[Ring], *, now: datetime, policy: Policy
) -> Decision:
    """Return the staff's reminder: one, of all that is late; a wake-up stands in its place."""
    if not _reminds(due):
        return case, ()
    late = tuple(one for one in REPEATED if is_late(case, one, now, policy))
    case = replace(case, reminded_at=now if late else case.reminded_at)
    told: tuple[Effect, ...] = ()
    if _has(fresh, Bell.WAKE):
        told = (WakeUp(why="time"),)
    elif _reminds(fresh):
        told = (Remind(timers=late),)
    if _has(due, Bell.LATE, Timer.PROMISE):
        told += (promising.next_promise(case, now=now, policy=policy),)
    return case, (*told, ShowCard())


def _reminds(rings: list[Ring]) -> bool:
    first = _has(rings, Bell.LATE, *REPEATED)
    return first or _has(rings, Bell.AGAIN) or _has(rings, Bell.WAKE)


def _called(
    case: Case, due: list[Ring], known: Known, *, now: datetime, policy: Policy
) -> Decision:
    """Return the call to the managers: one, whether of what is late or of the limit."""
    limit = _has(due, Bell.LATE, Timer.LIMIT)
    if not (limit or _has(due, Bell.CALL)):
        return case, ()
    if not policy.managers:
        return case, (Remind(timers=(Timer.LIMIT,)),)
    late = [one for one in REPEATED if is_late(case, one, now, policy)]
    timers = (Timer.LIMIT, *late) if limit else tuple(late)
    return call(case, known, timers=timers, now=now, policy=policy)
