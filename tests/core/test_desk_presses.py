"""Presses on the card: one answer each; the second press says what already happened."""

from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import Menu, Outcome, Status
from bot.core.effects import Purpose
from bot.core.sorting import Kind
from tests.core.cases import (
    BOSS,
    HOUR,
    MARIA,
    NOON,
    PETR,
    act,
    after,
    at,
    opened,
    policy,
    sorted_as,
    spoke,
)

TAKE, RELEASE = events.Taken(by=MARIA), events.Released(by=MARIA)


def test_a_case_is_taken_and_given_back() -> None:
    taken = act(opened(), TAKE)
    assert (taken.answer, taken.case.assignee) == ("taken", MARIA)
    assert "ShowCard" in taken.names
    free = act(taken.case, RELEASE)
    assert (free.answer, free.case.assignee) == ("released", None)
    assert "ShowCard" in free.names


SECOND = {
    "take by the same": ([TAKE], TAKE, "already-yours"),
    "take by another": ([TAKE], events.Taken(by=PETR), "taken-by-another"),
    "release": ([TAKE, RELEASE], RELEASE, "already-free"),
    "release of a free case": ([], RELEASE, "already-free"),
    "resolve": (
        [events.Resolved(by=MARIA, outcome=Outcome.FIXED)],
        events.Resolved(by=PETR, outcome=Outcome.EMOTION),
        "case-resolved",
    ),
    "reopen": (
        [events.Resolved(by=MARIA, outcome=Outcome.FIXED), events.Reopened(by=MARIA)],
        events.Reopened(by=PETR),
        "case-open",
    ),
    "the same kind": ([], events.KindCorrected(by=MARIA, kind=Kind.COMPLAINT), "kind-already"),
    "the same correction": (
        [events.KindCorrected(by=MARIA, kind=Kind.QUESTION)],
        events.KindCorrected(by=PETR, kind=Kind.QUESTION),
        "kind-already",
    ),
}


@pytest.mark.parametrize(("before", "press", "answer"), SECOND.values(), ids=SECOND)
def test_a_second_press_changes_nothing_and_says_what_already_happened(
    before: list[Any], press: Any, answer: str
) -> None:
    case = after(opened(), before)
    done = act(case, press, now=NOON + HOUR)
    assert (done.answer, done.case, done.names) == (answer, case, ["Answer"])


def test_who_comes_second_is_told_the_name() -> None:
    done = act(opened(assignee=PETR), TAKE)
    assert done.all(do.Answer) == [do.Answer(what="taken-by-another", name="Petr")]


def test_taking_does_not_stop_the_ladder() -> None:
    case = act(opened(), TAKE).case
    assert (case.reply_due, case.wake_at) == (at("Mon 14:00"), at("Mon 14:00"))


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.NOTED])
@pytest.mark.parametrize(
    "press",
    [
        TAKE,
        RELEASE,
        events.MenuOpened(by=MARIA, menu=Menu.MORE),
        events.ReplyAsked(by=MARIA),
        events.EscalationAsked(by=MARIA),
        events.Resolved(by=MARIA, outcome=Outcome.FIXED),
    ],
    ids=lambda press: type(press).__name__,
)
def test_an_old_button_of_a_case_that_is_not_open_only_says_so(status: Status, press: Any) -> None:
    case = opened(status=status, waiting_since=None, reply_due=None, wake_at=None)
    done = act(case, press)
    assert (done.case, done.answer, done.names) == (case, f"case-{status}", ["Answer"])


def test_a_menu_opens_changes_and_closes() -> None:
    kinds = events.MenuOpened(by=MARIA, menu=Menu.KIND)
    case = act(opened(), events.MenuOpened(by=MARIA, menu=Menu.MORE)).case
    assert case.menu is Menu.MORE
    done = act(case, kinds)
    assert (done.case.menu, done.answer) == (Menu.KIND, "menu-kind")
    assert act(done.case, kinds).case.menu is None


@pytest.mark.parametrize(
    "press",
    [
        TAKE,
        events.HistoryAsked(by=MARIA),
        events.ReplyAsked(by=MARIA),
        events.EscalationAsked(by=MARIA),
        events.KindCorrected(by=MARIA, kind=Kind.COMPLAINT),
        events.KindCorrected(by=MARIA, kind=Kind.QUESTION),
        events.Resolved(by=MARIA, outcome=Outcome.FIXED),
    ],
    ids=lambda press: type(press).__name__,
)
def test_a_menu_disappears_once_it_is_used(press: Any) -> None:
    done = act(opened(menu=Menu.MORE), press)
    assert done.case.menu is None
    assert "ShowCard" in done.names


def test_reply_asks_the_one_who_pressed_for_the_text() -> None:
    done = act(opened(), events.ReplyAsked(by=PETR))
    (prompt,) = done.all(do.Prompt)
    assert (prompt.by, prompt.name, done.answer) == (2, "Petr", "write-the-reply")
    assert done.case.assignee is None


def test_the_history_is_shown_of_a_closed_case_too() -> None:
    done = act(opened(status=Status.RESOLVED), events.HistoryAsked(by=MARIA))
    assert (done.names, done.answer) == (["ShowHistory", "Answer"], "here-it-is")


def test_a_note_stays_inside() -> None:
    case = opened()
    done = act(case, events.NoteWritten(by=MARIA, text="звонила ей"))
    assert (done.case, done.effects) == (case, ())


def test_escalating_pings_every_manager_now_with_who_asked() -> None:
    setting = policy(managers=(BOSS.id, 10))
    late = at("Mon 14:10")
    done = act(opened(), events.EscalationAsked(by=MARIA), now=late, policy=setting)
    pings = done.all(do.PingManager)
    assert [(ping.manager, ping.asked_by) for ping in pings] == [(9, "Maria"), (10, "Maria")]
    assert (done.answer, done.case.escalated_at) == ("escalated", late)


def test_without_managers_escalating_says_so() -> None:
    done = act(opened(), events.EscalationAsked(by=MARIA), policy=policy(managers=()))
    assert (done.answer, done.case.escalated_at) == ("no-managers", None)


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.QUESTION, Kind.SUGGESTION])
@pytest.mark.parametrize("was", [Kind.PRAISE, Kind.ABUSE, Kind.SPAM, Kind.OTHER])
def test_a_line_becomes_a_case_by_its_kind(was: Kind, kind: Kind) -> None:
    late = at("Mon 15:00")
    done = act(opened(was), events.KindCorrected(by=MARIA, kind=kind), now=late)
    case = done.case
    assert (case.status, case.kind, case.sure) == (Status.OPEN, kind, True)
    assert (case.waiting_since, case.reply_due) == (late, late + 2 * HOUR)
    assert {"ShowCard", "ShowLine"} <= set(done.names)
    assert (done.answer, done.public) == ("kind-set", [])


@pytest.mark.parametrize("kind", [Kind.PRAISE, Kind.ABUSE, Kind.SPAM, Kind.OTHER])
def test_a_case_becomes_a_line_by_its_kind(kind: Kind) -> None:
    done = act(opened(sure=False), events.KindCorrected(by=MARIA, kind=kind))
    case = done.case
    assert (case.status, case.kind, case.sure) == (Status.NOTED, kind, True)
    assert (case.waiting_since, case.reply_due, case.wake_at) == (None, None, None)
    assert done.all(do.Withdraw) == [do.Withdraw(purpose=Purpose.ACK)]
    assert done.answer == "kind-set"


@pytest.mark.parametrize(
    ("was", "sure", "kind", "status"),
    [
        pytest.param(Kind.COMPLAINT, True, Kind.QUESTION, Status.OPEN, id="between cases"),
        pytest.param(Kind.COMPLAINT, False, Kind.COMPLAINT, Status.OPEN, id="a doubt removed"),
        pytest.param(Kind.PRAISE, True, Kind.SPAM, Status.NOTED, id="between lines"),
    ],
)
def test_another_kind_of_the_same_sort_keeps_the_clock(
    was: Kind, sure: bool, kind: Kind, status: Status
) -> None:
    case = opened(was, sure=sure)
    done = act(case, events.KindCorrected(by=MARIA, kind=kind), now=NOON + HOUR)
    assert (done.case.kind, done.case.sure, done.case.status) == (kind, True, status)
    assert (done.case.reply_due, done.case.wake_at) == (case.reply_due, case.wake_at)
    assert done.answer == "kind-set"


@pytest.mark.parametrize("kind", [Kind.PRAISE, Kind.ABUSE, Kind.SPAM, Kind.OTHER])
def test_any_line_is_made_a_case_with_a_clock(kind: Kind) -> None:
    late = at("Mon 15:00")
    done = act(opened(kind), events.Reopened(by=MARIA), now=late)
    case = done.case
    assert (case.status, case.kind, case.sure) == (Status.OPEN, Kind.COMPLAINT, False)
    assert (case.waiting_since, case.reply_due) == (late, late + 2 * HOUR)
    assert {"ShowCard", "ShowLine"} <= set(done.names)
    assert done.answer == "reopened"


@pytest.mark.parametrize("outcome", Outcome)
def test_an_outcome_ends_every_clock_of_the_reply(outcome: Outcome) -> None:
    case = opened(reminded_at=NOON, escalated_at=NOON)
    done = act(case, events.Resolved(by=MARIA, outcome=outcome), now=at("Mon 13:00"))
    after = done.case
    assert (after.status, after.outcome, after.resolved_by) == (Status.RESOLVED, outcome, MARIA)
    assert (after.resolved_at, after.assignee) == (at("Mon 13:00"), MARIA)
    assert (after.waiting_since, after.reply_due) == (None, None)
    assert (after.reminded_at, after.escalated_at) == (None, None)
    assert done.all(do.Withdraw) == [do.Withdraw(purpose=Purpose.ACK)]
    assert done.answer == "resolved"


def test_who_has_the_case_keeps_it_when_another_resolves_it() -> None:
    done = act(opened(assignee=PETR), events.Resolved(by=MARIA, outcome=Outcome.FIXED))
    assert (done.case.assignee, done.case.resolved_by) == (PETR, MARIA)


def test_reopening_takes_back_the_outcome_and_the_planned_ask() -> None:
    case = act(opened(), events.Resolved(by=MARIA, outcome=Outcome.FIXED)).case
    assert case.ask_at
    done = act(case, events.Reopened(by=PETR), now=at("Tue 11:00"))
    after = done.case
    assert (after.status, after.outcome, after.resolved_at) == (Status.OPEN, None, None)
    assert (after.ask_at, after.wake_at, after.resolved_by) == (None, None, None)
    assert (done.answer, after.assignee) == ("reopened", MARIA)


def test_a_case_that_was_reopened_listens_again() -> None:
    case = after(
        opened(),
        [events.Resolved(by=MARIA, outcome=Outcome.FIXED), events.Reopened(by=MARIA)],
    )
    late = at("Tue 11:00")
    assert act(case, spoke(12, when=late), now=late, sorted=sorted_as()).case.waiting_since == late
