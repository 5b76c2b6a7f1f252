"""Presses on the card: each has an answer, and the second press of a thing changes nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.case import Case, Menu, Status
from bot.core.decide.calling import call
from bot.core.decide.hearing import reopened
from bot.core.decide.steps import Decision, free, taken, taken_back, unwaiting, waiting
from bot.core.effects import (
    Answer,
    Effect,
    Prompt,
    ShowCard,
    ShowHistory,
    ShowLine,
    Urgency,
)
from bot.core.events import (
    EscalationAsked,
    HistoryAsked,
    KindCorrected,
    MenuOpened,
    NoteWritten,
    Released,
    ReplyAsked,
    Taken,
)
from bot.core.known import Known
from bot.core.policy import Policy
from bot.core.sorting import Kind

NEEDS_NO_CASE = (Kind.PRAISE, Kind.ABUSE, Kind.SPAM, Kind.OTHER)
SAME_PRESS = timedelta(minutes=1)
"""A second call for help within this time is the same call."""
NOW = ShowCard(urgency=Urgency.NOW)


def pressed(
    case: Case,
    event: Taken
    | Released
    | MenuOpened
    | KindCorrected
    | EscalationAsked
    | HistoryAsked
    | ReplyAsked
    | NoteWritten,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return what the case becomes by a press on its card or a remark in its topic."""
    match event:
        case NoteWritten():
            return case, ()
        case HistoryAsked():
            return replace(case, menu=None), (
                ShowHistory(),
                Answer(what="here-it-is"),
                *_menu(case),
            )
        case KindCorrected():
            return _corrected(case, event, now=now, policy=policy)
        case _ if case.status is not Status.OPEN:
            return case, (Answer(what=f"case-{case.status}"), *_menu(case))
        case Taken() | ReplyAsked() if not event.by.may_speak:
            return case, (Answer(what="may-not-speak"), *_menu(case))
        case Taken():
            return _taken(case, event, now)
        case Released():
            return _released(case, event)
        case MenuOpened(menu=Menu.GIFTS) if not policy.gifts:
            return case, (Answer(what="no-gifts"),)
        case MenuOpened():
            menu = None if case.menu is event.menu else event.menu
            return replace(case, menu=menu), (NOW, Answer(what=f"menu-{event.menu}"))
        case ReplyAsked():
            prompt = Prompt(by=event.by.id, name=event.by.name)
            return replace(case, menu=None), (prompt, Answer(what="write-the-reply"), *_menu(case))
        case EscalationAsked():
            return _escalated(case, event, known, now=now, policy=policy)


def _menu(case: Case) -> tuple[Effect, ...]:
    """Return what closes the card's menu, where one is open."""
    return (NOW,) if case.menu else ()


def _taken(case: Case, event: Taken, now: datetime) -> Decision:
    if case.assignee is None:
        return replace(taken(case, event.by, now), menu=None), (NOW, Answer(what="taken"))
    if case.assignee.id == event.by.id:
        return case, (Answer(what="already-yours"),)
    return case, (Answer(what="taken-by-another", name=case.assignee.name),)


def _released(case: Case, event: Released) -> Decision:
    if case.assignee is None:
        return case, (Answer(what="already-free"),)
    return replace(free(case), menu=None), (NOW, Answer(what="released"))


def _escalated(
    case: Case, event: EscalationAsked, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    if not policy.managers:
        return case, (Answer(what="no-managers"), *_menu(case))
    if case.escalated_at and now - case.escalated_at < SAME_PRESS:
        return case, (Answer(what="already-escalated"), *_menu(case))
    after, pings = call(case, known, asked_by=event.by.name, now=now, policy=policy)
    return replace(after, menu=None), (*pings, Answer(what="escalated"), *_menu(case))


def _corrected(case: Case, event: KindCorrected, *, now: datetime, policy: Policy) -> Decision:
    if case.sure and case.kind is event.kind:
        return replace(case, menu=None), (Answer(what="kind-already"), *_menu(case))
    was = case.status
    case = replace(case, kind=event.kind, sure=True, menu=None)
    said = Answer(what="kind-set")
    if was is Status.NOTED and event.kind not in NEEDS_NO_CASE:
        case = waiting(reopened(case, result=None), now, policy)
        return case, (ShowCard(urgency=Urgency.NOW), ShowLine(urgency=Urgency.NOW), said)
    if was is Status.OPEN and event.kind in NEEDS_NO_CASE:
        case = replace(unwaiting(case), status=Status.NOTED)
        return case, (*taken_back(case), NOW, said)
    shown = ShowLine(urgency=Urgency.NOW) if was is Status.NOTED else NOW
    return case, (shown, said)
