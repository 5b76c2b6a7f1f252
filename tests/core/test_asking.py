"""The request to update the review: whom, when, how often, and why not."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import AskResult, Case, Outcome, Place, Status
from bot.core.effects import Purpose
from bot.core.known import MessageState
from bot.core.sorting import Kind
from tests.core.cases import (
    BOSS,
    COMMENT,
    DAY,
    HOUR,
    MARIA,
    MESSAGE,
    MINUTE,
    NOON,
    OWNER,
    PETR,
    TELEGRAM,
    VK,
    act,
    at,
    message,
    opened,
    policy,
    rang,
    sorted_as,
    spoke,
)

OFF = timedelta()
LONG = policy(ask_after=48 * HOUR, ask_hours=(time(0), time(23, 59)))
SENT = events.Sent(message=MESSAGE, comment=950)


def resolved(
    outcome: Outcome = Outcome.FIXED,
    *,
    now: datetime = NOON,
    said: datetime = NOON,
    brand: Any = None,
    kind: Kind = Kind.COMPLAINT,
    place: Place = VK,
    **changes: Any,
) -> Any:
    case = opened(kind, now=now, when=said, place=place, **changes)
    event = events.Resolved(by=MARIA, outcome=outcome)
    return act(case, event, now=now, policy=brand or policy())


WHOM = {
    Outcome.FIXED: ("asked", None),
    Outcome.COMPENSATED: ("asked", None),
    Outcome.EXPLAINED: ("asked", None),
    Outcome.THEIR_MISTAKE: ("offered", None),
    Outcome.UNCONFIRMED: ("not", "outcome"),
    Outcome.EMOTION: ("not", "outcome"),
}


@pytest.mark.parametrize("outcome", Outcome)
def test_who_is_asked_by_the_outcome(outcome: Outcome) -> None:
    done = resolved(outcome)
    what, reason = WHOM[outcome]
    assert (done.case.ask_at is not None) == (what == "asked")
    assert ("OfferCorrection" in done.names) == (what == "offered")
    assert done.withheld == ([reason] if reason else [])
    assert done.public == []


NEVER = {
    "a question": ({"kind": Kind.QUESTION}, {}, "no-complaint"),
    "a suggestion": ({"kind": Kind.SUGGESTION}, {}, "no-complaint"),
    "a comment that is gone": ({"gone": True}, {}, "comment-gone"),
    "one who was asked before": ({"asked_at": NOON}, {}, "asked-before"),
    "one who updated already": ({"ask_result": AskResult.UPDATED}, {}, "updated-already"),
    "nobody, by the setting": ({}, {"ask_after": OFF}, "switched-off"),
}


@pytest.mark.parametrize(("case", "setting", "reason"), NEVER.values(), ids=NEVER)
def test_who_is_never_asked_and_why_is_remembered(
    case: dict[str, Any], setting: dict[str, Any], reason: str
) -> None:
    done = resolved(brand=policy(**setting), **case)
    assert (done.case.ask_at, done.withheld) == (None, [reason])


@pytest.mark.parametrize("change", ["gone", "asked_at", "ask_result"])
def test_no_correction_is_offered_where_it_is_settled(change: str) -> None:
    value = {"gone": True, "asked_at": NOON, "ask_result": AskResult.REMOVED}[change]
    done = resolved(Outcome.THEIR_MISTAKE, **{change: value})
    assert "OfferCorrection" not in done.names
    assert done.withheld


# A comment of Monday 12:00 can be edited in VK until Tuesday 12:00, in Telegram until Wednesday.
WHEN = {
    "the delay passes within the window": (VK, "Mon 13:00", 10 * HOUR, "Mon 23:00"),
    "the delay passes as the window closes": (VK, "Mon 13:00", 23 * HOUR, "Tue 12:00"),
    "else two hours before it closes": (VK, "Mon 13:00", 23 * HOUR + MINUTE, "Tue 10:00"),
    "the default, resolved at once": (VK, "Mon 12:00", 48 * HOUR, "Tue 10:00"),
    "Telegram's window is longer": (TELEGRAM, "Mon 13:00", 48 * HOUR, "Wed 10:00"),
    "resolved late: two hours after it": (VK, "Tue 09:00", 48 * HOUR, "Tue 11:00"),
    "resolved exactly four hours before the close": (VK, "Tue 08:00", 48 * HOUR, "Tue 10:00"),
    "resolved later still: after the close": (VK, "Tue 11:00", 48 * HOUR, "Tue 13:00"),
    "resolved after the window": (VK, "Thu 13:00", 48 * HOUR, "Thu 15:00"),
    "a delay under two hours stays": (VK, "Tue 11:30", 1 * HOUR, "Tue 12:30"),
    "a delay of seconds stays": (VK, "Thu 13:00", timedelta(seconds=60), "Thu 13:01"),
}


@pytest.mark.parametrize(("place", "end", "delay", "leaves"), WHEN.values(), ids=WHEN)
def test_the_ask_moves_forward_where_the_customer_could_no_longer_edit(
    place: Place, end: str, delay: timedelta, leaves: str
) -> None:
    done = resolved(now=at(end), said=NOON, place=place, brand=replace(LONG, ask_after=delay))
    assert done.case.ask_at == done.case.wake_at == at(leaves)


HOURS = {
    "within them": ("Mon 12:00", "Mon 13:00"),
    "at their start": ("Mon 09:00", "Mon 10:00"),
    "before them": ("Mon 08:00", "Mon 10:00"),
    "at their end": ("Mon 19:00", "Tue 10:00"),
    "after them": ("Mon 21:00", "Tue 10:00"),
    "after midnight": ("Mon 23:30", "Tue 10:00"),
    "on a free day all the same": ("Sat 12:00", "Sat 13:00"),
}


@pytest.mark.parametrize(("end", "leaves"), HOURS.values(), ids=HOURS)
def test_an_ask_leaves_in_the_hours_for_asking(end: str, leaves: str) -> None:
    done = resolved(now=at(end), said=at(end), brand=policy(ask_after=HOUR))
    assert done.case.ask_at == at(leaves)


@pytest.mark.parametrize(
    ("end", "leaves"),
    [
        pytest.param("Mon 12:00", "Tue 10:00", id="at noon"),
        pytest.param("Mon 00:10", "Tue 10:00", id="just after midnight"),
        pytest.param("Mon 23:50", "Tue 10:00", id="just before midnight"),
    ],
)
def test_nobody_is_asked_on_the_day_of_a_compensation(end: str, leaves: str) -> None:
    done = resolved(Outcome.COMPENSATED, now=at(end), said=at(end), brand=policy(ask_after=HOUR))
    assert done.case.ask_at == at(leaves)


def test_a_compensation_does_not_bring_the_ask_nearer() -> None:
    brand = replace(LONG, ask_after=47 * HOUR)
    done = resolved(Outcome.COMPENSATED, place=TELEGRAM, brand=brand)
    assert done.case.ask_at == at("Wed 11:00")


WORDS = {
    "within VK's day": (VK, 24 * HOUR - MINUTE, "edit"),
    "after VK's day": (VK, 24 * HOUR, "line"),
    "within Telegram's two": (TELEGRAM, 48 * HOUR - MINUTE, "edit"),
    "after Telegram's two": (TELEGRAM, 48 * HOUR, "line"),
}


@pytest.mark.parametrize(("place", "age", "words"), WORDS.values(), ids=WORDS)
def test_the_ask_says_what_the_platform_still_allows(
    place: Place, age: timedelta, words: str
) -> None:
    case = resolved(place=place, brand=LONG).case
    now = NOON + age
    done = rang(replace(case, ask_at=now), now=now, policy=LONG)
    (post,) = done.public
    assert (post.purpose, post.situation) == (Purpose.ASK, f"ask-{words}")
    assert (post.target, post.text) == (COMMENT, None)
    assert (done.case.asked_at, done.case.ask_at) == (now, None)


def test_the_ask_leaves_once() -> None:
    case = resolved().case
    asked = rang(case, now=at("Tue 10:00"))
    assert len(asked.public) == 1
    assert rang(asked.case, now=at("Tue 10:00")).public == []
    assert rang(asked.case, now=at("Tue 10:00", 1)).public == []


def test_the_ask_waits_for_its_time() -> None:
    case = resolved().case
    assert rang(case, now=at("Tue 09:59")).public == []


def test_a_late_tick_at_night_moves_the_ask_to_the_morning() -> None:
    done = rang(resolved().case, now=at("Wed 23:00"))
    assert (done.public, done.case.asked_at) == ([], None)
    assert done.case.ask_at == done.case.wake_at == at("Thu 10:00")


MEANWHILE = {
    "the comment is gone": ({"gone": True}, "comment-gone"),
    "it was no complaint": ({"kind": Kind.QUESTION}, "no-complaint"),
}


@pytest.mark.parametrize(("change", "reason"), MEANWHILE.values(), ids=MEANWHILE)
def test_what_happened_meanwhile_withholds_the_ask(change: dict[str, Any], reason: str) -> None:
    done = rang(replace(resolved().case, **change), now=at("Tue 12:00"))
    assert (done.public, done.withheld) == ([], [reason])
    assert (done.case.ask_at, done.case.wake_at, done.case.asked_at) == (None, None, None)


@pytest.mark.parametrize(
    ("ago", "asked"),
    [
        pytest.param(None, True, id="never before"),
        pytest.param(DAY, False, id="yesterday"),
        pytest.param(30 * DAY - MINUTE, False, id="almost thirty days ago"),
        pytest.param(30 * DAY, True, id="thirty days ago"),
    ],
)
def test_one_customer_is_asked_once_in_the_cap(ago: timedelta | None, asked: bool) -> None:
    now = at("Tue 12:00")
    last = None if ago is None else now - ago
    done = rang(resolved().case, now=now, customer_asked_at=last)
    assert bool(done.public) == asked
    assert done.withheld == ([] if asked else ["cap"])
    assert done.case.ask_at is None


def asked(**changes: Any) -> Case:
    """A case whose ask is out since Tuesday 10:00."""
    case = rang(resolved().case, now=at("Tue 10:00")).case
    return replace(
        act(case, SENT, now=at("Tue 10:00"), message=message(Purpose.ASK)).case, **changes
    )


def test_the_reminder_is_due_some_days_after_the_ask_is_out() -> None:
    case = rang(resolved().case, now=at("Tue 10:00")).case
    assert (case.ask_reminder_at, case.wake_at) == (None, None)
    done = act(case, SENT, now=at("Tue 11:00"), message=message(Purpose.ASK))
    assert done.case.ask_reminder_at == done.case.wake_at == at("Fri 11:00")
    assert "ShowSaid" in done.names


def test_the_reminder_comes_once() -> None:
    done = rang(asked(), now=at("Fri 11:00"))
    (post,) = done.public
    assert (post.purpose, post.situation) == (Purpose.ASK_REMINDER, "ask-reminder-line")
    assert (done.case.ask_reminder_at, done.case.wake_at) == (None, None)
    reminder = message(Purpose.ASK_REMINDER)
    out = act(done.case, SENT, now=at("Fri 11:00"), message=reminder).case
    assert (out.ask_reminder_at, out.wake_at) == (None, None)


def test_the_reminder_keeps_the_hours_for_asking() -> None:
    done = rang(asked(), now=at("Fri 20:00"))
    assert (done.public, done.case.ask_reminder_at) == ([], at("Sat 10:00"))


def test_no_reminder_where_it_is_switched_off() -> None:
    case = rang(resolved().case, now=at("Tue 10:00")).case
    ask, brand = message(Purpose.ASK), policy(ask_reminder_after=OFF)
    assert act(case, SENT, now=at("Tue 10:00"), policy=brand, message=ask).case.wake_at is None


REACTIONS: dict[str, tuple[Any, dict[str, Any]]] = {
    "an edit": (
        events.CustomerEdited(place=VK, comment=COMMENT, text="now", before="then"),
        {"sorted": sorted_as()},
    ),
    "a deletion": (
        events.CommentDeleted(place=VK, comment=COMMENT, text="then", by_customer=True),
        {},
    ),
    "a deletion by the brand": (
        events.CommentDeleted(place=VK, comment=COMMENT, text="then", by_customer=False),
        {},
    ),
    "thanks": (spoke(12), {"sorted": sorted_as(Kind.PRAISE)}),
    "small talk": (spoke(12), {"sorted": sorted_as(Kind.OTHER)}),
    "a complaint": (spoke(12), {"sorted": sorted_as()}),
    "a question": (spoke(12), {"sorted": sorted_as(Kind.QUESTION)}),
    "a colleague who reopens": (events.Reopened(by=MARIA), {}),
}


@pytest.mark.parametrize(("event", "known"), REACTIONS.values(), ids=REACTIONS)
def test_no_reminder_after_a_reaction(event: Any, known: dict[str, Any]) -> None:
    case = act(asked(), event, now=at("Wed 12:00"), **known).case
    assert rang(case, now=at("Fri 12:00")).all(do.Post) == []


@pytest.mark.parametrize(("event", "known"), REACTIONS.values(), ids=REACTIONS)
def test_no_reminder_after_a_reaction_that_came_before_the_news_that_the_ask_is_out(
    event: Any, known: dict[str, Any]
) -> None:
    case = rang(resolved().case, now=at("Tue 10:00")).case
    case = act(case, event, now=at("Tue 10:00"), **known).case
    case = act(case, SENT, now=at("Tue 10:01"), message=message(Purpose.ASK)).case
    again = events.Resolved(by=MARIA, outcome=Outcome.FIXED)
    case = act(case, again, now=at("Tue 12:00")).case
    assert rang(case, now=at("Fri 12:00")).public == []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"outcome": Outcome.EMOTION}, id="another outcome"),
        pytest.param({"outcome": Outcome.THEIR_MISTAKE}, id="their mistake"),
        pytest.param({"kind": Kind.QUESTION}, id="another kind"),
        pytest.param({"ask_result": AskResult.THANKED}, id="a result"),
        pytest.param({"gone": True}, id="the comment gone"),
    ],
)
def test_no_reminder_where_no_ask_would_be_sent_now(change: dict[str, Any]) -> None:
    done = rang(asked(**change), now=at("Fri 12:00"))
    assert (done.public, done.case.ask_reminder_at) == ([], None)


def test_a_case_reopened_after_the_ask_is_never_asked_again() -> None:
    case = act(asked(), events.Reopened(by=MARIA), now=at("Wed 12:00")).case
    done = act(case, events.Resolved(by=MARIA, outcome=Outcome.FIXED), now=at("Wed 13:00"))
    assert (done.case.ask_at, done.withheld) == (None, ["asked-before"])
    assert done.case.wake_at is None


def test_a_case_reopened_before_the_ask_is_asked_after_its_new_end() -> None:
    case = act(resolved().case, events.Reopened(by=MARIA), now=at("Mon 15:00")).case
    assert rang(case, now=at("Tue 12:00")).public == []
    done = act(case, events.Resolved(by=MARIA, outcome=Outcome.FIXED), now=at("Tue 13:00"))
    assert done.case.ask_at == at("Tue 15:00")


def test_thanks_before_the_ask_do_not_call_it_off() -> None:
    case = resolved().case
    assert act(case, spoke(12), sorted=sorted_as(Kind.PRAISE)).case.ask_at == case.ask_at


def test_a_dry_run_asks_nobody_in_public() -> None:
    brand = policy(dry_run=True)
    done = rang(resolved(brand=brand).case, now=at("Tue 10:00"), policy=brand)
    assert done.public == []
    assert [would.purpose for would in done.all(do.ShowWouldSay)] == [Purpose.ASK]


APPROVE = events.CorrectionApproved(by=BOSS)
REJECT = events.CorrectionRejected(by=BOSS)


def mistaken(**changes: Any) -> Case:
    return replace(resolved(Outcome.THEIR_MISTAKE).case, **changes)


@pytest.mark.parametrize(
    ("age", "situation"),
    [
        pytest.param(HOUR, "ask-correct-edit", id="while it can be edited"),
        pytest.param(24 * HOUR, "ask-correct-line", id="when it no longer can"),
    ],
)
def test_a_manager_may_send_the_gentle_request_once(age: timedelta, situation: str) -> None:
    now = NOON + age
    done = act(mistaken(), APPROVE, now=now)
    (post,) = done.public
    assert (post.purpose, post.situation, post.target) == (Purpose.CORRECTION, situation, COMMENT)
    assert (done.answer, done.case.asked_at) == ("correction-sent", now)
    for press in (APPROVE, REJECT):
        again = act(done.case, press, now=now)
        assert (again.answer, again.case, again.public) == ("already-decided", done.case, [])


def test_no_reminder_follows_the_gentle_request() -> None:
    case = act(mistaken(), APPROVE).case
    case = act(case, SENT, message=message(Purpose.CORRECTION)).case
    assert (case.ask_reminder_at, case.wake_at) == (None, None)


def test_a_manager_may_let_it_be() -> None:
    done = act(mistaken(), REJECT)
    assert (done.answer, done.public) == ("correction-rejected", [])
    assert done.case.asked_at is None  # nobody was asked: the customer's month is not used up
    assert done.withheld == ["manager"]
    again = act(done.case, APPROVE)
    assert (again.answer, again.public) == ("already-decided", [])


@pytest.mark.parametrize("by", [MARIA, PETR, OWNER], ids=["staff", "another", "owner"])
@pytest.mark.parametrize("event", [events.CorrectionApproved, events.CorrectionRejected])
def test_only_a_manager_decides_on_it(event: Any, by: Any) -> None:
    case = mistaken()
    done = act(case, event(by=by))
    assert (done.answer, done.case, done.public) == ("managers-only", case, [])


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.THEIR_MISTAKE])
def test_no_request_to_correct_after_another_outcome(outcome: Outcome) -> None:
    case = resolved(outcome).case
    done = act(case, APPROVE)
    assert (done.answer, done.case, done.public) == ("already-decided", case, [])


def test_no_request_to_correct_in_a_reopened_case() -> None:
    case = act(mistaken(), events.Reopened(by=MARIA)).case
    assert act(case, APPROVE).public == []


def test_no_request_to_correct_what_is_gone() -> None:
    case = mistaken(gone=True)
    done = act(case, APPROVE)
    assert (done.answer, done.public, done.case) == ("comment-gone", [], case)


def test_a_refused_ask_is_not_counted_as_out() -> None:
    case = rang(resolved().case, now=at("Tue 10:00")).case
    refused = events.SendRefused(message=MESSAGE, problem="closed")
    done = act(case, refused, now=at("Tue 10:00"), message=message(Purpose.ASK))
    assert (done.case.status, done.case.ask_reminder_at) == (Status.RESOLVED, None)
    by_hand = events.PostedByHand(by=MARIA, message=MESSAGE)
    failed = message(Purpose.ASK, MessageState.FAILED)
    done = act(done.case, by_hand, now=at("Tue 12:00"), message=failed)
    assert done.case.ask_reminder_at == at("Fri 12:00")
