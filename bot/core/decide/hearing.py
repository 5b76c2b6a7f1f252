"""What customers and colleagues do on the platform: they write, edit, delete, answer by hand."""

from dataclasses import replace
from datetime import datetime

from bot.core.case import AskResult, Case, Status
from bot.core.decide import acknowledging
from bot.core.decide.steps import (
    Decision,
    answered,
    at_work,
    needs_a_case,
    spoken_to,
    unwaiting,
    waiting,
)
from bot.core.effects import (
    Answer,
    AskWhose,
    Effect,
    Purpose,
    ShowCard,
    ShowDeletion,
    ShowEdit,
    ShowHeard,
    ShowLine,
    ShowResult,
    ShowSaid,
    TellManager,
    Urgency,
    WakeUp,
    Withdraw,
)
from bot.core.events import (
    AcknowledgementOrdered,
    BrandSpoke,
    BrandSpokeNearby,
    ColleagueConfirmed,
    CommentDeleted,
    CommentRestored,
    CustomerEdited,
    CustomerNamed,
    CustomerSpoke,
)
from bot.core.known import Known
from bot.core.policy import RESULT_WITHIN, Policy
from bot.core.sorting import Kind, Sorted

NO_ASKS = (Withdraw(purpose=Purpose.ASK), Withdraw(purpose=Purpose.ASK_REMINDER))
"""What a case that opens again takes back, where it has not left yet."""
ONLY_THANKS = (Kind.PRAISE, Kind.OTHER)


def opened(event: CustomerSpoke, known: Known, *, now: datetime, policy: Policy) -> Decision:
    """Return the case that a comment opens, or the line that it is."""
    found = _sorted(known)
    said_at = min(event.at, now)
    case = Case(
        place=event.place,
        customer=event.author,
        comment=event.comment,
        text=event.text,
        attachments=event.attachments,
        said_at=said_at,
        status=Status.OPEN if needs_a_case(found) else Status.NOTED,
        kind=found.kind,
        sure=found.sure,
        theme=found.theme,
        facts=found.facts,
        language=found.language,
    )
    if case.status is Status.OPEN:
        case = waiting(case, said_at, policy)
    reason = acknowledging.withheld(case, known, now=now, policy=policy)
    if reason:
        return replace(case, no_ack=reason), (_shown(case),)
    case = replace(case, ack_at=now)
    return case, (acknowledging.post(case, now=now, policy=policy), _shown(case))


def heard(
    case: Case,
    event: CustomerSpoke
    | CustomerEdited
    | CommentDeleted
    | CommentRestored
    | CustomerNamed
    | BrandSpoke
    | BrandSpokeNearby
    | ColleagueConfirmed
    | AcknowledgementOrdered,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return what the case becomes by what was said, edited, deleted or typed by hand."""
    match event:
        case CustomerSpoke():
            case = _in_private(case, event, _sorted(known), now=now)
            if case.status is Status.RESOLVED:
                return _heard_after_the_end(case, event, _sorted(known), now=now, policy=policy)
            return _heard_again(case, event, _sorted(known), now=now, policy=policy)
        case CustomerEdited():
            return _edited(case, event, _sorted(known), now=now, policy=policy)
        case CommentDeleted():
            return _deleted(case, event, known, now=now, policy=policy)
        case CommentRestored():
            return _restored(case, event, now=now, policy=policy)
        case CustomerNamed():
            return _named(case, event)
        case BrandSpoke():
            return _answered_by_hand(case, event, now=now)
        case BrandSpokeNearby():
            return case, (AskWhose(comment=event.comment, text=event.text),)
        case ColleagueConfirmed():
            if case.waiting_since is None:
                return case, (Answer(what="nobody-waits"),)
            shown: Effect = ShowCard(urgency=Urgency.NOW)
            said = Answer(what="counted-as-answer")
            case = spoken_to(answered(case, now), now, private=False)
            return case, (Withdraw(purpose=Purpose.ACK), shown, said)
        case AcknowledgementOrdered():
            return acknowledging.by_order(case, event, now=now, policy=policy)


def _sorted(known: Known) -> Sorted:
    if known.sorted is None:
        raise ValueError("a customer's text comes with what it is")
    return known.sorted


def _shown(case: Case) -> Effect:
    return ShowCard(urgency=Urgency.NEW) if case.status is Status.OPEN else ShowLine()


def _heard_again(
    case: Case, event: CustomerSpoke, found: Sorted, *, now: datetime, policy: Policy
) -> Decision:
    if found.sure and found.kind in ONLY_THANKS:
        return case, (_heard(event), ShowCard())
    if case.snoozed_until is None:
        return waiting(case, min(event.at, now), policy), (_heard(event), ShowCard())
    since = case.waiting_since
    case = at_work(replace(case, snoozed_until=None), now)
    case = waiting(unwaiting(case), min(event.at, now), policy)
    case = replace(case, waiting_since=since or case.waiting_since)
    return case, (_heard(event), WakeUp(why="customer"), ShowCard())


def _heard(event: CustomerSpoke) -> Effect:
    return ShowHeard(
        comment=event.comment, text=event.text, attachments=event.attachments,
        private=event.place.private,
    )  # fmt: skip


def _in_private(case: Case, event: CustomerSpoke, found: Sorted, *, now: datetime) -> Case:
    """Return the case with a customer in private, whose end readers have yet to hear of.

    Thanks are no new matter.
    """
    if not event.place.private or case.place.private:
        return case
    thanks = found.sure and found.kind in ONLY_THANKS
    owes = case.owes_public or not thanks
    return replace(case, private_at=case.private_at or now, talk_at=now, owes_public=owes)


def _heard_after_the_end(
    case: Case, event: CustomerSpoke, found: Sorted, *, now: datetime, policy: Policy
) -> Decision:
    reads_badly = found.kind in (Kind.COMPLAINT, Kind.QUESTION)
    thanks = found.sure and found.kind in ONLY_THANKS
    if thanks or (case.asked_at and not reads_badly):
        result = AskResult.THANKED if found.kind is Kind.PRAISE else AskResult.ANSWERED
        case = replace(
            case,
            ask_result=case.ask_result or (result if case.asked_at else None),
            ask_reminder_at=None,
        )
        result_shown = ShowResult(
            comment=event.comment, text=event.text, private=event.place.private
        )
        return case, (result_shown, ShowCard())
    worse = case.asked_at is not None and found.kind is Kind.COMPLAINT
    case = reopened(case, result=AskResult.WORSE if worse else case.ask_result)
    case = waiting(case, min(event.at, now), policy)
    return case, (*NO_ASKS, ShowCard(urgency=Urgency.NEW), _heard(event))


def reopened(case: Case, *, result: AskResult | None) -> Case:
    """Return a resolved or noted case open again; an ask that was due is off."""
    return replace(
        case,
        status=Status.OPEN,
        outcome=None,
        resolved_at=None,
        resolved_by=None,
        ask_at=None,
        ask_reminder_at=None,
        ask_result=result,
        menu=None,
    )


def _edited(
    case: Case, event: CustomerEdited, found: Sorted, *, now: datetime, policy: Policy
) -> Decision:
    if event.place.private:
        return case, (ShowEdit(before=event.before, after=event.text, private=True),)
    if event.comment == case.comment:
        case = replace(case, text=event.text)
    if case.status is Status.NOTED:
        if not needs_a_case(found):
            return case, (ShowLine(),)
        case = replace(case, status=Status.OPEN, kind=found.kind, sure=found.sure)
        case = waiting(replace(case, theme=found.theme, facts=found.facts), now, policy)
        shown: Effect = ShowEdit(before=event.before, after=event.text)
        return case, (ShowCard(urgency=Urgency.NEW), ShowLine(), shown)
    asked = _within_result(case, now)
    if case.status is Status.RESOLVED and (asked or case.asked_at is None):
        case = _reacted(case, AskResult.UPDATED)
    return case, (ShowEdit(before=event.before, after=event.text, asked=asked), ShowCard())


def _deleted(
    case: Case, event: CommentDeleted, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    withdrawn: tuple[Effect, ...] = ()
    if event.comment == case.comment:
        case, withdrawn = replace(case, gone=True), (Withdraw(purpose=Purpose.ACK),)
    if event.by_customer and case.waiting_since is not None:
        still = known.waits_since
        case = unwaiting(case) if still is None else replace(case, waiting_since=still)
    if case.status is Status.NOTED:
        return case, (*withdrawn, ShowLine())
    asked = _within_result(case, now)
    if case.status is Status.RESOLVED and asked and event.by_customer is not False:
        case = _reacted(case, AskResult.REMOVED)
    by, name = (event.by.id, event.by.name) if event.by else (None, "")
    reported = _reported(case, event, policy)
    shown = ShowDeletion(
        text=event.text, by_customer=event.by_customer, asked=asked, by=by, by_name=name,
        managers=tuple(one.manager for one in reported),
    )  # fmt: skip
    return case, (*withdrawn, shown, ShowCard(), *reported)


def _reported(case: Case, event: CommentDeleted, policy: Policy) -> tuple[TellManager, ...]:
    """Return what tells the managers of a complaint that the brand's own people deleted."""
    negative = not case.sure or case.kind is Kind.COMPLAINT
    if event.by is None or not negative:
        return ()
    by, name = event.by.id, event.by.name
    return tuple(
        TellManager(manager=id, text=event.text, by=by, by_name=name) for id in policy.managers
    )


def _restored(case: Case, event: CommentRestored, *, now: datetime, policy: Policy) -> Decision:
    if event.comment == case.comment:
        case = replace(case, gone=False)
    if case.status is Status.NOTED:
        return case, (ShowLine(),)
    unanswered = case.replied_at is None or event.at is None or event.at > case.replied_at
    if case.status is Status.OPEN and unanswered:
        case = waiting(case, now, policy)
    return case, (ShowHeard(comment=event.comment, text=event.text), ShowCard())


def _named(case: Case, event: CustomerNamed) -> Decision:
    if case.customer.first_name:
        return case, ()
    shown = ShowLine() if case.status is Status.NOTED else ShowCard()
    return replace(case, customer=event.customer), (shown,)


def _within_result(case: Case, now: datetime) -> bool:
    return case.asked_at is not None and now - case.asked_at <= RESULT_WITHIN


def _reacted(case: Case, result: AskResult) -> Case:
    return replace(case, ask_result=result, ask_at=None, ask_reminder_at=None)


def _answered_by_hand(case: Case, event: BrandSpoke, *, now: datetime) -> Decision:
    said = ShowSaid(purpose="by-hand", text=event.text, comment=event.comment)
    if case.status is Status.NOTED:
        return case, ()
    case = spoken_to(case, now, private=event.private)
    return answered(case, now), (Withdraw(purpose=Purpose.ACK), said, ShowCard())
