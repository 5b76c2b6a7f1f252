"""A date given to the customer, and a case put off: both begin by asking for a moment.

A promise is read back as the customer will see it before it is set; then the line with the date is
posted, and its own timer runs until the outcome. When it slips, the next honest line is ready.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from bot.core.case import Case, Planned, Status
from bot.core.decide.steps import Decision, answered, at_work, say, taken
from bot.core.effects import (
    Answer,
    AskWhen,
    Effect,
    Offer,
    Purpose,
    ShowCard,
    ShowPromise,
    Urgency,
    Withdraw,
)
from bot.core.events import (
    DateAsked,
    DateUnread,
    Event,
    PromiseDated,
    PromiseDropped,
    PromiseGiven,
    Snoozed,
)
from bot.core.moments import LONGEST
from bot.core.policy import Policy

NOON = time(12)
HALF_AN_HOUR = timedelta(minutes=30)
NOW = ShowCard(urgency=Urgency.NOW)


def planned(
    case: Case,
    event: DateAsked | DateUnread | PromiseDated | PromiseGiven | PromiseDropped | Snoozed,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return what the case becomes by a date: one asked for, offered, given, or slept until."""
    if case.status is not Status.OPEN:
        return case, (Answer(what=f"case-{case.status}"),)
    if _promises_something(event) and not event.by.may_speak:
        return case, (Answer(what="may-not-speak"),)
    match event:
        case DateAsked() | DateUnread():
            return _asked(case, event, now=now, policy=policy)
        case PromiseDated():
            return _offered(case, event.due, now=now)
        case PromiseGiven():
            return _given(case, event, now=now, policy=policy)
        case PromiseDropped() if case.promise_due == event.due:
            return case, (Answer(what="already-promised"),)
        case PromiseDropped():
            dropped = ShowPromise(due=event.due, offer=Offer.DROPPED)
            return case, (dropped, Answer(what="promise-dropped"))
        case Snoozed():
            return _snoozed(case, event, now=now)


def _promises_something(event: Event) -> bool:
    if isinstance(event, DateAsked | DateUnread):
        return event.what is Planned.PROMISE
    return isinstance(event, PromiseDated | PromiseGiven | PromiseDropped)


def next_promise(case: Case, *, now: datetime, policy: Policy) -> Effect:
    """Return the honest line for a promise that slips, with a date by which it can be kept."""
    due = policy.hours.add(now, policy.next_reply_within or timedelta(hours=2))
    return ShowPromise(due=_rounded(due), offer=Offer.OPEN, again=True)


def _asked(case: Case, event: DateAsked | DateUnread, *, now: datetime, policy: Policy) -> Decision:
    choice = _promises if event.what is Planned.PROMISE else _rests
    ask = AskWhen(
        what=event.what,
        by=event.by.id,
        name=event.by.name,
        options=tuple(choice(now, policy)),
        unread=isinstance(event, DateUnread),
    )
    return replace(case, menu=None), (ask, NOW, Answer(what="choose-the-date"))


def _offered(case: Case, due: datetime, *, now: datetime) -> Decision:
    if not now < due <= now + LONGEST:
        return case, (Answer(what="date-past"),)
    again = case.promise_due is not None
    offered = ShowPromise(due=due, offer=Offer.OPEN, again=again)
    return case, (offered, Answer(what="promise-read-back"))


def _given(case: Case, event: PromiseGiven, *, now: datetime, policy: Policy) -> Decision:
    if case.promise_due == event.due:
        return case, (Answer(what="already-promised"),)
    if not now < event.due <= now + LONGEST:
        return case, (Answer(what="date-past"),)
    if case.gone:
        return case, (Answer(what="comment-gone"),)
    again = case.promise_due is not None
    situation = "promise-again" if again else "promise"
    case = at_work(taken(case, event.by, now), now)
    case = replace(case, promised_at=now, promise_due=event.due)
    post = say(Purpose.PROMISE, case.comment, policy=policy, situation=situation, until=event.due)
    if policy.dry_run:
        case = answered(case, now)
    shown = ShowPromise(due=event.due, offer=Offer.GIVEN, again=again)
    older = (Withdraw(purpose=Purpose.PROMISE),) if again else ()
    return case, (*older, post, shown, NOW, Answer(what="promised"))


def _snoozed(case: Case, event: Snoozed, *, now: datetime) -> Decision:
    if not now < event.until <= now + LONGEST:
        return case, (Answer(what="date-past"),)
    if case.snoozed_until == event.until:
        return case, (Answer(what="already-snoozed"),)
    case = replace(case, snoozed_until=event.until, menu=None)
    return case, (NOW, Answer(what="snoozed"))


def _promises(now: datetime, policy: Policy) -> Iterator[datetime]:
    """Yield dates that are often promised: soon, tonight, tomorrow at noon, in some days."""
    soon = _rounded(policy.hours.add(now, timedelta(hours=2)))
    yield soon
    tonight = _local(_today(now, policy), time(18), policy)
    if tonight > soon:
        yield tonight
    yield _local(_today(now, policy) + timedelta(days=1), NOON, policy)
    yield _local(_working_day(_today(now, policy) + timedelta(days=2), policy), NOON, policy)


def _rests(now: datetime, policy: Policy) -> Iterator[datetime]:
    """Yield how long cases are often put off: an hour, until tomorrow, until next week."""
    yield now.replace(second=0, microsecond=0) + timedelta(hours=1)
    tomorrow = _today(now, policy) + timedelta(days=1)
    yield _opening(tomorrow, policy)
    monday = _today(now, policy) + timedelta(days=7 - _today(now, policy).weekday())
    if monday != tomorrow:
        yield _opening(monday, policy)


def _opening(day: date, policy: Policy) -> datetime:
    """Return when work begins on a day; at nine where it never ends."""
    midnight = _local(day, time(), policy)
    opens = policy.hours.next_open(midnight)
    return opens if opens > midnight else _local(day, time(9), policy)


def _working_day(day: date, policy: Policy) -> date:
    """Return the first day from this one on with working time around noon or later."""
    opens = policy.hours.next_open(_local(day, NOON, policy))
    return opens.astimezone(policy.hours.timezone).date()


def _today(now: datetime, policy: Policy) -> date:
    return now.astimezone(policy.hours.timezone).date()


def _local(day: date, at: time, policy: Policy) -> datetime:
    return datetime.combine(day, at, tzinfo=policy.hours.timezone).astimezone(UTC)


def _rounded(at: datetime) -> datetime:
    """Return the next full half hour."""
    over = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + HALF_AN_HOUR
