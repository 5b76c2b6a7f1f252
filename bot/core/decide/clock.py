"""What is due when.

Every deadline is a pure function of the case and the policy; `wake_at` is the earliest of them. A
tick that comes late finds all that is due and does each thing once: after an outage there is one
reminder for a case, not one for every tick that was missed.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, DraftState, Status
from bot.core.decide import asking
from bot.core.decide.replying import left
from bot.core.decide.steps import Decision
from bot.core.effects import Effect, PingByName, PingManager, Remind, ShowCard
from bot.core.events import PingRefused, TimePassed
from bot.core.known import Known
from bot.core.policy import Policy


def wake_at(case: Case, policy: Policy) -> datetime | None:
    """Return when the case wants to be looked at again, or None."""
    drafts = (draft.leaves_at for draft in case.drafts)
    due = (reminder_at(case, policy), escalation_at(case, policy), *asking.due(case), *drafts)
    return min((moment for moment in due if moment is not None), default=None)


def reminder_at(case: Case, policy: Policy) -> datetime | None:
    """Return when the staff are reminded next."""
    if case.status is not Status.OPEN or case.reply_due is None:
        return None
    if case.reminded_at is None:
        return case.reply_due
    if not policy.remind_every:
        return None
    return policy.hours.add(case.reminded_at, policy.remind_every)


def escalation_at(case: Case, policy: Policy) -> datetime | None:
    """Return when the managers are pinged next, never before the case is overdue for so long."""
    if case.status is not Status.OPEN or case.reply_due is None:
        return None
    if not policy.escalate_after or not policy.managers:
        return None
    since = max(case.reply_due, case.escalated_at or case.reply_due)
    return policy.hours.add(since, policy.escalate_after)


def rang(
    case: Case, event: TimePassed | PingRefused, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    """Return what the case becomes when its time has come."""
    if isinstance(event, PingRefused):
        return case, (PingByName(manager=event.manager),)
    case, effects = _drafts_left(case, now=now, policy=policy)
    case, rung = _overdue(case, now=now, policy=policy)
    case, asked = asking.asked(case, known, now=now, policy=policy)
    return case, (*effects, *rung, *asked)


def _drafts_left(case: Case, *, now: datetime, policy: Policy) -> Decision:
    effects: tuple[Effect, ...] = ()
    for draft in case.drafts:
        if draft.state is DraftState.HELD and draft.leaves_at and draft.leaves_at <= now:
            case, more = left(case, draft, now=now, policy=policy)
            effects += more
    return case, effects


def _overdue(case: Case, *, now: datetime, policy: Policy) -> Decision:
    remind, escalate = reminder_at(case, policy), escalation_at(case, policy)
    effects: tuple[Effect, ...] = ()
    if remind and remind <= now:
        case = replace(case, reminded_at=now)
        effects += (Remind(), ShowCard())
    if escalate and escalate <= now:
        case = replace(case, escalated_at=now)
        effects += tuple(PingManager(manager=id) for id in policy.managers)
    return case, effects
