"""The request to update the review: once, when it is really solved, and why it was not sent.

It leaves by the wall clock within `ASK_HOURS`, and earlier than `ASK_AFTER` where the customer
could otherwise no longer edit. What forbids it is looked at when it is due, not when it was
planned, as much can happen in two days.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.case import Case, Outcome, Status
from bot.core.decide.steps import Decision, say
from bot.core.effects import Answer, Effect, OfferCorrection, Purpose, Remember
from bot.core.events import CorrectionApproved, CorrectionRejected
from bot.core.known import Known
from bot.core.policy import ASK_FREE, EDIT_WINDOW, Policy
from bot.core.sorting import Kind

BEFORE_WINDOW_CLOSES = timedelta(hours=2)


def due(case: Case) -> Iterator[datetime | None]:
    """Yield when the ask and its reminder are due."""
    if case.status is Status.RESOLVED:
        yield case.ask_at
        yield case.ask_reminder_at


def planned(case: Case, *, now: datetime, policy: Policy) -> Decision:
    """Return the case, just resolved, with its ask planned, or the story's line why not."""
    reason = _never(case, policy)
    if reason:
        return case, (Remember(what="ask-withheld", detail=reason),)
    if case.outcome is Outcome.THEIR_MISTAKE:
        return case, (OfferCorrection(),)
    return replace(case, ask_at=ask_time(case, resolved_at=now, policy=policy)), ()


def ask_time(case: Case, *, resolved_at: datetime, policy: Policy) -> datetime:
    """Return when the ask may leave."""
    at = resolved_at + policy.ask_after
    closes = case.said_at + EDIT_WINDOW[case.place.network]
    if at > closes:
        soonest = resolved_at + min(policy.ask_after, BEFORE_WINDOW_CLOSES)
        at = max(closes - BEFORE_WINDOW_CLOSES, soonest)
    if case.outcome is Outcome.COMPENSATED:
        at = max(at, _next_day(resolved_at, policy))
    if case.given_at is not None:
        at = max(at, case.given_at + ASK_FREE)
    if case.promise_due is not None:  # what was promised comes first
        at = max(at, case.promise_due)
    return within_hours(at, policy)


def within_hours(at: datetime, policy: Policy) -> datetime:
    """Return `at`, or the next moment at which `ASK_HOURS` begin."""
    first, last = policy.ask_hours
    local = at.astimezone(policy.hours.timezone)
    if first <= local.time() < last:
        return at
    day = local.date() if local.time() < first else local.date() + timedelta(days=1)
    opening = datetime.combine(day, first, tzinfo=policy.hours.timezone)
    return opening.astimezone(at.tzinfo)


def asked(case: Case, known: Known, *, now: datetime, policy: Policy) -> Decision:
    """Return the case after the ask or its reminder left, was moved or withheld; once each."""
    if case.status is not Status.RESOLVED:
        return case, ()
    if case.ask_at and case.ask_at <= now:
        return _asked(case, known, now=now, policy=policy)
    if case.ask_reminder_at and case.ask_reminder_at <= now:
        return _reminded(case, known, now=now, policy=policy)
    return case, ()


def corrected(
    case: Case,
    event: CorrectionApproved | CorrectionRejected,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return the case after a manager decided on the gentle request to correct the comment."""
    if case.outcome is not Outcome.THEIR_MISTAKE or case.asked_at or case.correction_refused:
        return case, (Answer(what="already-decided"),)
    if event.by.id not in policy.managers:
        return case, (Answer(what="managers-only"),)
    if case.gone:
        return case, (Answer(what="comment-gone"),)
    if isinstance(event, CorrectionRejected):
        withheld = Remember(what="ask-withheld", detail="manager")
        return replace(case, correction_refused=True), (
            withheld, Answer(what="correction-rejected"),
        )  # fmt: skip
    if _free_of_gifts(case, known, now) > now:
        return case, (Answer(what="correction-after-a-gift"),)
    post = _post(case, Purpose.CORRECTION, now=now, policy=policy)
    return replace(case, asked_at=now), (post, Answer(what="correction-sent"))


def _never(case: Case, policy: Policy) -> str | None:
    """Return why this case will not be asked, whatever comes."""
    rules = (
        (case.kind is not Kind.COMPLAINT, "no-complaint"),
        (case.gone, "comment-gone"),
        (case.asked_at is not None, "asked-before"),
        (case.ask_result is not None, "updated-already"),
        (not case.outcome or case.outcome in (Outcome.EMOTION, Outcome.UNCONFIRMED), "outcome"),
        (case.outcome is not Outcome.THEIR_MISTAKE and not policy.ask_after, "switched-off"),
    )
    return next((reason for applies, reason in rules if applies), None)


def _asked(case: Case, known: Known, *, now: datetime, policy: Policy) -> Decision:
    last = known.customer_asked_at
    reason = _never(case, policy)
    if last is not None and now - last < policy.ask_cap:
        reason = "cap"
    if reason:
        return replace(case, ask_at=None), (Remember(what="ask-withheld", detail=reason),)
    moved = within_hours(_free_of_gifts(case, known, now), policy)
    if moved > now:
        return replace(case, ask_at=moved), ()
    post = _post(case, Purpose.ASK, now=now, policy=policy)
    return replace(case, ask_at=None, asked_at=now), (post,)


def _free_of_gifts(case: Case, known: Known, now: datetime) -> datetime:
    """Return now, or when a day has passed since the customer was given something."""
    given = [at + ASK_FREE for at in (case.given_at, known.customer_granted_at) if at is not None]
    return max([now, *given])


def _reminded(case: Case, known: Known, *, now: datetime, policy: Policy) -> Decision:
    moved = within_hours(_free_of_gifts(case, known, now), policy)
    if moved > now:
        return replace(case, ask_reminder_at=moved), ()
    case = replace(case, ask_reminder_at=None)
    solved = case.outcome is not None and case.outcome.good
    if case.ask_result or case.gone or case.kind is not Kind.COMPLAINT or not solved:
        return case, ()
    post = _post(case, Purpose.ASK_REMINDER, now=now, policy=policy)
    return replace(case, ask_reminded_at=now), (post,)


def _post(case: Case, purpose: Purpose, *, now: datetime, policy: Policy) -> Effect:
    stem = {
        Purpose.ASK: "ask",
        Purpose.ASK_REMINDER: "ask-reminder",
        Purpose.CORRECTION: "ask-correct",
    }[purpose]
    editable = now < case.said_at + EDIT_WINDOW[case.place.network]
    situation = f"{stem}-edit" if editable else f"{stem}-line"
    return say(purpose, case.comment, policy=policy, situation=situation)


def _next_day(at: datetime, policy: Policy) -> datetime:
    zone = policy.hours.timezone
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, policy.ask_hours[0], tzinfo=zone).astimezone(at.tzinfo)
