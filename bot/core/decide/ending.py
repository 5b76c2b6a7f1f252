"""The outcome, and the way back."""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, Status
from bot.core.decide import asking, private
from bot.core.decide.hearing import NO_ASKS, reopened
from bot.core.decide.steps import Decision, taken_back, unwaiting, waiting
from bot.core.effects import Answer, ShowCard, ShowLine, Urgency
from bot.core.events import Reopened, Resolved
from bot.core.known import Known
from bot.core.policy import Policy
from bot.core.sorting import Kind


def ended(
    case: Case, event: Resolved | Reopened, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    """Return the case resolved with an outcome, or open again."""
    if isinstance(event, Resolved):
        if case.status is Status.OPEN and private.owes_a_line(case, event.outcome, event.by):
            case, effects = private.closing_line(replace(case, menu=None), event.by, known)
            return case, (*effects, ShowCard(urgency=Urgency.NOW))
        return _resolved(case, event, now=now, policy=policy)
    return _reopened(case, now=now, policy=policy)


def _resolved(case: Case, event: Resolved, *, now: datetime, policy: Policy) -> Decision:
    if case.status is not Status.OPEN:
        return case, (Answer(what=f"case-{case.status}"),)
    off = taken_back(case)
    case = replace(
        unwaiting(case),
        status=Status.RESOLVED,
        outcome=event.outcome,
        resolved_at=now,
        resolved_by=event.by,
        assignee=case.assignee or event.by,
        menu=None,
    )
    case, effects = asking.planned(case, now=now, policy=policy)
    shown = ShowCard(urgency=Urgency.NOW)
    return case, (*off, shown, *effects, Answer(what="resolved"))


def _reopened(case: Case, *, now: datetime, policy: Policy) -> Decision:
    if case.status is Status.OPEN:
        return case, (Answer(what="case-open"),)
    shown, said = ShowCard(urgency=Urgency.NOW), Answer(what="reopened")
    if case.status is Status.RESOLVED:
        return reopened(case, result=case.ask_result), (*NO_ASKS, shown, said)
    case = replace(case, sure=False, kind=Kind.COMPLAINT)
    case = waiting(reopened(case, result=None), now, policy)
    return case, (shown, ShowLine(urgency=Urgency.NOW), said)
