"""The acknowledgement: posted where that helps, withheld where it would be boilerplate, a
provocation or a loop; the card then says why, and offers it to a person.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, Status
from bot.core.decide.steps import Decision, say
from bot.core.effects import Answer, Effect, Purpose, ShowCard, ShowLine, Urgency
from bot.core.events import AcknowledgementOrdered
from bot.core.known import Known
from bot.core.policy import Ack, Policy
from bot.core.sorting import Kind


def withheld(case: Case, known: Known, *, now: datetime, policy: Policy) -> str | None:
    """Return why no acknowledgement is posted: a key of the voice's texts."""
    stale = policy.ack_stale_after and now - case.said_at > policy.ack_stale_after
    rules = (
        (case.sure and case.kind is Kind.ABUSE, "abuse"),
        (case.sure and case.kind is Kind.SPAM, "spam"),
        (case.sure and case.kind is Kind.OTHER, "small-talk"),
        (known.gone, "comment-gone"),
        (known.answers_other, "talks-to-another"),
        (policy.ack is Ack.OFF, "switched-off"),
        (known.author_acknowledged, "author-had-one"),
        (stale, "stale"),
        (policy.ack is Ack.APPROVE, "approval"),
        (known.acknowledged_lately >= policy.ack_ceiling.count, "ceiling"),
    )
    return next((reason for applies, reason in rules if applies), None)


def post(case: Case, *, now: datetime, policy: Policy) -> Effect:
    """Return the acknowledgement in words that suit the kind and the hour."""
    kind = case.kind if case.sure else "unclear"
    situation = f"ack-{kind}"
    if kind != Kind.PRAISE:
        situation += "-open" if policy.hours.is_open(now) else "-closed"
    return say(Purpose.ACK, case.comment, policy=policy, situation=situation)


def by_order(
    case: Case, event: AcknowledgementOrdered, *, now: datetime, policy: Policy
) -> Decision:
    """Return the case acknowledged because a person wants it."""
    if not event.by.may_speak:
        return case, (Answer(what="may-not-speak"),)
    if case.status is Status.RESOLVED:
        return case, (Answer(what="case-resolved"),)
    if case.ack_at:
        return case, (Answer(what="already-acknowledged"),)
    if case.gone:
        return case, (Answer(what="comment-gone"),)
    if case.replied_at:
        return case, (Answer(what="nobody-waits"),)
    if case.sure and case.kind in (Kind.ABUSE, Kind.SPAM, Kind.OTHER):
        case = replace(case, sure=False)
    said = post(case, now=now, policy=policy)
    case = replace(case, ack_at=now, no_ack=None, menu=None)
    shown = ShowLine() if case.status is Status.NOTED else ShowCard(urgency=Urgency.NOW)
    return case, (said, shown, Answer(what="acknowledged"))
