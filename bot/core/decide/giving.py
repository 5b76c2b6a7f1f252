"""Compensations: small ones any of the staff grants, larger ones a manager; one to a case.

The code leaves in private only, so the customer must have written there. A compensation and the
request to update the review stay a day apart, as a review is not paid for.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, GiftState, Grant, Member, Status
from bot.core.decide.steps import Decision, say
from bot.core.effects import (
    Answer,
    AskManager,
    AskSecond,
    Effect,
    Issue,
    Purpose,
    Remember,
    ShowCard,
    ShowWouldSay,
    TellAsker,
    TellGift,
    Urgency,
)
from bot.core.events import (
    CodeCame,
    CodeDelayed,
    CodeRefused,
    GiftApproved,
    GiftChosen,
    GiftRejected,
)
from bot.core.gifts import Gift, gift_key
from bot.core.known import Known
from bot.core.policy import ASK_FREE, Policy


def given(
    case: Case,
    event: GiftChosen | GiftApproved | GiftRejected | CodeCame | CodeDelayed | CodeRefused,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return the case after something about its compensation."""
    match event:
        case GiftChosen():
            return _chosen(case, event, known, now=now, policy=policy)
        case GiftApproved() | GiftRejected():
            return _decided(case, event, known, now=now, policy=policy)
        case CodeCame():
            return _came(case, event, policy=policy)
        case CodeDelayed() if case.grant is not None:
            late = TellGift(what="late", name=case.grant.name, problem=event.problem)
            return case, (late,)
        case CodeDelayed():
            return case, ()
        case CodeRefused():
            return _refused(case, event)


def _chosen(
    case: Case, event: GiftChosen, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    case = replace(case, menu=None)
    shown = ShowCard(urgency=Urgency.NOW)
    gift = next((one for one in policy.gifts if one.key == event.key), None)
    if gift is None:
        return case, (Answer(what="unknown-button"), shown)
    if why := _why_not(case, gift, event.by, known, now=now, policy=policy):
        return case, (Answer(what=why), shown)
    if gift.needs_manager and not event.by.decides:
        if not (policy.managers or policy.owners):
            return case, (Answer(what="no-managers"), shown)
        case = _granted(case, gift, event.by, GiftState.ASKED, now)
        asks = (AskManager(manager=id, name=event.by.name) for id in policy.managers)
        about = AskSecond(
            about="gift", by=event.by.id, name=event.by.name, managers=policy.managers
        )
        return case, (about, *asks, shown, Answer(what="awaits"))
    if not policy.dry_run:
        case = _granted(case, gift, event.by, GiftState.GRANTED, now)
    return case, (*_issued(gift.name, policy), shown, Answer(what="gift-granted"))


def _why_not(
    case: Case, gift: Gift, by: Member, known: Known, *, now: datetime, policy: Policy
) -> str | None:
    """Return why a compensation cannot be granted."""
    rules = (
        (not by.may_speak, "may-not-speak"),
        (case.status is not Status.OPEN, f"case-{case.status}"),
        (case.grant is not None and case.grant.counts, "gift-already"),
        (case.private_at is None, "gift-in-private-only"),
        (_asked_lately(case, known, now), "gift-after-an-ask"),
        (bool(policy.budget) and known.spent + gift.value > policy.budget, "gift-budget"),
    )
    return next((reason for applies, reason in rules if applies), None)


def _asked_lately(case: Case, known: Known, now: datetime) -> bool:
    """Whether the customer was asked about a review less than a day ago."""
    asks = (at for at in (case.last_asked_at, known.customer_asked_at) if at is not None)
    return any(now - at < ASK_FREE for at in asks)


def _granted(case: Case, gift: Gift, by: Member, state: GiftState, now: datetime) -> Case:
    grant = Grant(name=gift.name, value=gift.value, by=by, state=state)
    return replace(case, grant=grant, granted_at=now)


def _issued(name: str, policy: Policy) -> tuple[Effect, ...]:
    """Return what gets the code; where DRY_RUN is on, none is used up."""
    if policy.dry_run:
        return (ShowWouldSay(purpose=Purpose.GIFT, text=name),)
    return Issue(gift=name), Remember(what="gift-granted", detail=name)


def _decided(
    case: Case, event: GiftApproved | GiftRejected, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    grant = case.grant
    asked_for = grant is not None and grant.state is GiftState.ASKED
    if grant is None or not asked_for or event.key != gift_key(grant.name):
        return case, (Answer(what="already-decided"),)
    if not event.by.decides:
        return case, (Answer(what="managers-only"),)
    approved = isinstance(event, GiftApproved)
    if approved and case.status is not Status.OPEN:
        return case, (Answer(what=f"case-{case.status}"),)
    if approved and _asked_lately(case, known, now):
        return case, (Answer(what="gift-after-an-ask"),)
    if approved and policy.budget and known.spent + grant.value > policy.budget:
        return case, (Answer(what="gift-budget"),)
    state = GiftState.GRANTED if approved else GiftState.REFUSED
    case = replace(case, grant=replace(grant, state=state, decided_by=event.by), granted_at=now)
    told = TellAsker(
        asker=grant.by.id, name=grant.by.name, by=event.by.name, approved=approved, about="gift"
    )
    shown = ShowCard(urgency=Urgency.NEWS)
    if approved:
        if policy.dry_run:
            case = replace(case, grant=None, granted_at=None)
        return case, (*_issued(grant.name, policy), told, shown, Answer(what="gift-granted"))
    return case, (told, shown, Answer(what="gift-rejected"))


def _came(case: Case, event: CodeCame, *, policy: Policy) -> Decision:
    if case.grant is None or case.grant.state is not GiftState.GRANTED:
        return case, ()
    post = say(
        Purpose.GIFT, case.comment, policy=policy, situation="gift", private=True,
        code=event.code,
    )  # fmt: skip
    return case, (post,)


def _refused(case: Case, event: CodeRefused) -> Decision:
    if case.grant is None or case.grant.state is not GiftState.GRANTED:
        return case, ()
    told = TellGift(what="refused", name=case.grant.name, problem=event.problem)
    case = replace(case, grant=replace(case.grant, state=GiftState.REFUSED))
    return case, (told, ShowCard(urgency=Urgency.NEWS))
