"""The timers of a case: when each begins, warns, rings, calls, moves and stops."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import Case, DraftState, Outcome, Planned, Status, Timer
from bot.core.effects import Offer, Purpose
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
    OFF,
    OWNER,
    PATIENT,
    PETR,
    act,
    at,
    message,
    opened,
    rang,
    sorted_as,
    spoke,
    with_draft,
)

BELLS = ("Warn", "Remind", "PingManager", "ReturnToQueue", "WakeUp", "PingByName")


def patient(**changes: Any) -> Any:
    return replace(PATIENT, **changes)


def case_of(**changes: Any) -> Case:
    """A complaint of Monday noon: to be answered by two, settled by Thursday noon."""
    return opened(policy=PATIENT, **changes)


def ladder(
    case: Case, *, until: datetime, policy: Any = PATIENT, **known: Any
) -> list[tuple[str, str]]:
    """Let the case be looked at whenever it wants; return what rang and when."""
    rung = []
    while case.wake_at is not None and case.wake_at <= until:
        now = case.wake_at
        done = rang(case, now=now, policy=policy, **known)
        names = [name for name in done.names if name in BELLS]
        local = now.astimezone(PATIENT.hours.timezone)
        rung.append((f"{local:%a %H:%M}", " ".join(names)))
        assert done.case.wake_at is None or done.case.wake_at > now, "it would ring for ever"
        case = done.case
    return [one for one in rung if one[1]]


def done_by(case: Case, event: Any, when: str = "Mon 12:00", week: int = 0, **known: Any) -> Any:
    return act(case, event, now=at(when, week), policy=PATIENT, **known)


def test_a_case_nobody_touches_is_warned_of_reminded_of_and_brought_to_the_managers() -> None:
    assert ladder(case_of(), until=at("Mon 15:30")) == [
        ("Mon 13:30", "Warn"),
        ("Mon 14:00", "Remind"),
        ("Mon 14:30", "Remind PingManager"),
        ("Mon 15:00", "Remind PingManager"),
        ("Mon 15:30", "Remind PingManager"),
    ]


def test_the_next_reply_has_a_time_of_its_own_and_the_same_ladder() -> None:
    policy = patient(next_reply_within=HOUR)
    case = act(case_of(), events.BrandSpoke(comment=20, text=""), policy=policy).case
    case = act(
        case, spoke(12, when=at("Tue 10:00")), now=at("Tue 10:00"), policy=policy,
        sorted=sorted_as(),
    ).case  # fmt: skip
    assert ladder(case, until=at("Tue 11:30"), policy=policy) == [
        ("Tue 10:30", "Warn"),
        ("Tue 11:00", "Remind"),
        ("Tue 11:30", "Remind PingManager"),
    ]


# --- warnings


@pytest.mark.parametrize(
    ("within", "warn", "rung"),
    [
        (HOUR, 30 * MINUTE, ["Mon 12:30", "Mon 13:00"]),
        (30 * MINUTE, 30 * MINUTE, ["Mon 12:30"]),
        (10 * MINUTE, 30 * MINUTE, ["Mon 12:10"]),
        (HOUR, OFF, ["Mon 13:00"]),
        (6 * HOUR, HOUR, ["Mon 17:00", "Mon 18:00"]),
        (7 * HOUR, 2 * HOUR, ["Mon 17:00", "Tue 10:00"]),
    ],
    ids=[
        "in time",
        "at once is no warning",
        "longer than the wait",
        "off",
        "at closing",
        "overnight",
    ],
)
def test_a_warning_comes_so_much_working_time_before(
    within: Any, warn: Any, rung: list[str]
) -> None:
    policy = patient(first_reply_within=within, warn_before=warn, taken_silent_after=OFF)
    case = opened(policy=policy)
    quiet = replace(policy, remind_every=OFF, escalate_after=OFF)
    assert [when for when, _ in ladder(case, until=at("Tue 11:00"), policy=quiet)] == rung


def test_after_an_outage_nobody_is_warned_of_what_is_late_already() -> None:
    done = rang(case_of(), now=at("Mon 16:00"), policy=PATIENT)
    assert [name for name in done.names if name in BELLS] == ["Remind", "PingManager"]


# --- the holder's silence


def test_taken_and_forgotten_returns_to_the_queue_and_its_holder_is_told() -> None:
    case = done_by(case_of(), events.Taken(by=MARIA), "Mon 12:10").case
    assert ladder(case, until=at("Mon 13:10")) == [
        ("Mon 12:40", "Warn"),
        ("Mon 13:10", "ReturnToQueue"),
    ]
    done = rang(case, now=at("Mon 13:10"), policy=PATIENT)
    (told,) = done.all(do.ReturnToQueue)
    assert (told.holder, told.name) == (MARIA.id, MARIA.name)
    assert done.case.assignee is None and "-silent" in done.timers


NOT_SILENT: dict[str, Any] = {
    "a reply": lambda case: done_by(
        with_draft(case, state=DraftState.LEAVING),
        events.Sent(message=MESSAGE, comment=900),
        "Mon 12:20",
        message=message(),
    ),
    "a reply on its way": lambda case: done_by(
        with_draft(case), events.Published(by=MARIA, draft=501), "Mon 12:20"
    ),
    "a line by hand": lambda case: done_by(case, events.BrandSpoke(comment=20, text="")),
    "the case given back": lambda case: done_by(case, events.Released(by=MARIA)),
    "the outcome": lambda case: done_by(case, events.Resolved(by=MARIA, outcome=Outcome.FIXED)),
}


@pytest.mark.parametrize("act_", NOT_SILENT.values(), ids=NOT_SILENT)
def test_whoever_does_something_is_not_silent(act_: Any) -> None:
    case = done_by(case_of(), events.Taken(by=MARIA), "Mon 12:10").case
    rung = ladder(act_(case).case, until=at("Mon 13:20"))
    assert "ReturnToQueue" not in " ".join(names for _, names in rung)


def test_a_timer_does_not_outlive_a_hand_over() -> None:
    case = done_by(case_of(), events.Taken(by=MARIA), "Mon 12:10").case
    case = done_by(case, events.Released(by=MARIA), "Mon 12:50").case
    case = done_by(case, events.Taken(by=PETR), "Mon 13:00").case
    rung = ladder(case, until=at("Mon 14:00"))
    assert ("Mon 13:10", "ReturnToQueue") not in rung
    assert rung[-1][0] == "Mon 14:00" and "ReturnToQueue" in rung[-1][1]


def test_whoever_takes_what_is_late_is_given_time_before_the_next_call() -> None:
    late = rang(case_of(), now=at("Mon 14:30"), policy=PATIENT).case
    case = done_by(late, events.Taken(by=MARIA), "Mon 14:40").case
    assert ladder(case, until=at("Mon 15:10"))[-1] == ("Mon 15:10", "Warn Remind PingManager")


# --- the outcome, the limit


def test_what_is_answered_and_not_settled_is_recalled_when_its_time_is_over() -> None:
    policy = patient(resolve_within=9 * HOUR)
    case = act(opened(policy=policy), events.BrandSpoke(comment=20, text=""), policy=policy).case
    assert ladder(case, until=at("Tue 12:30"), policy=policy) == [
        ("Tue 11:30", "Warn"),
        ("Tue 12:00", "Remind"),
        ("Tue 12:30", "Remind PingManager"),
    ]


def test_the_outcome_is_due_in_working_time_and_its_timer_ends_with_it() -> None:
    policy = patient(resolve_within=9 * HOUR)
    case = opened(policy=policy)
    assert case.outcome_due == at("Tue 12:00")
    done = act(case, events.Resolved(by=MARIA, outcome=Outcome.EMOTION), policy=policy)
    assert done.case.outcome_due is None and done.case.wake_at is None
    again = act(done.case, events.Reopened(by=MARIA), now=at("Wed 09:00"), policy=policy).case
    assert again.outcome_due == at("Wed 18:00")


def test_the_limit_rings_whatever_the_hour_and_once() -> None:
    policy = patient(answer_limit=10 * HOUR, warn_before=OFF)
    rung = ladder(opened(policy=policy), until=at("Tue 08:59"), policy=policy)
    assert rung[-1] == ("Mon 22:00", "PingManager")
    assert [when for when, _ in rung if when > "Mon 18:00"] == ["Mon 22:00"]


def test_the_limit_s_call_says_that_it_is_the_limit() -> None:
    case = case_of()
    while case.wake_at is not None and case.wake_at < at("Tue 12:00"):
        case = rang(case, now=case.wake_at, policy=PATIENT).case
    (ping,) = rang(case, now=at("Tue 12:00"), policy=PATIENT).all(do.PingManager)
    assert Timer.LIMIT in ping.timers and Timer.REPLY in ping.timers


def test_where_there_are_no_managers_the_limit_reaches_the_group() -> None:
    policy = patient(managers=(), answer_limit=10 * HOUR, warn_before=OFF)
    assert ladder(opened(policy=policy), until=at("Tue 08:00"), policy=policy)[-1] == (
        "Mon 22:00",
        "Remind",
    )


def test_the_limit_counts_from_the_first_words_nobody_answered() -> None:
    case = done_by(case_of(), spoke(12, when=at("Mon 17:00")), "Mon 17:00", sorted=sorted_as()).case
    assert case.waiting_since == NOON
    snoozed = done_by(case, events.Snoozed(by=MARIA, until=at("Wed 09:00")), "Mon 17:00").case
    woken = done_by(snoozed, spoke(13, when=at("Tue 10:00")), "Tue 10:00", sorted=sorted_as()).case
    assert woken.waiting_since == NOON


# --- quiet hours


def test_outside_working_hours_nothing_but_the_limit_is_heard() -> None:
    case = done_by(case_of(now=at("Fri 17:00")), events.Taken(by=MARIA), "Fri 17:30").case
    heard = ladder(case, until=at("Mon 09:00", 1))
    assert [when for when, _ in heard if when.startswith(("Sat", "Sun"))] == ["Sat 17:00"]
    assert dict(heard)["Sat 17:00"] == "PingManager"


def test_a_promise_by_closing_time_is_called_at_closing_time() -> None:
    case = promised(at("Mon 18:00"))
    assert ("Mon 18:00", "Remind") in ladder(case, until=at("Mon 18:00"))


def test_a_promise_for_the_evening_waits_for_the_morning() -> None:
    case = promised(at("Mon 21:00"))
    heard = ladder(case, until=at("Tue 09:00"))
    assert heard == [("Mon 17:30", "Warn"), ("Tue 09:00", "Remind")]


def test_what_the_digest_has_told_is_not_told_again() -> None:
    case = promised(at("Mon 21:00"))
    done = rang(case, now=at("Tue 09:00"), policy=PATIENT, digest_at=at("Tue 09:00"))
    assert [name for name in done.names if name in BELLS] == []
    assert done.case.wake_at == at("Tue 09:30"), "it is reminded of again later"


def test_a_bot_that_was_away_until_the_night_does_not_ring_then() -> None:
    done = rang(case_of(), now=at("Mon 23:00"), policy=PATIENT)
    assert [name for name in done.names if name in BELLS] == []
    assert done.case.wake_at == at("Tue 09:00")


# --- promises


def promised(due: datetime, case: Case | None = None, when: str = "Mon 12:30") -> Case:
    """A case whose customer was given a date, and told so."""
    given = done_by(case or case_of(), events.PromiseGiven(by=MARIA, due=due), when).case
    sent = message(Purpose.PROMISE)
    return done_by(given, events.Sent(message=MESSAGE, comment=900), when, message=sent).case


def test_a_date_is_read_back_before_it_is_given() -> None:
    asked = done_by(case_of(), events.DateAsked(by=MARIA, what=Planned.PROMISE))
    (ask,) = asked.all(do.AskWhen)
    assert ask.options == (at("Mon 14:00"), at("Mon 18:00"), at("Tue 12:00"), at("Wed 12:00"))
    offered = done_by(asked.case, events.PromiseDated(by=MARIA, due=at("Fri 12:00")))
    (shown,) = offered.all(do.ShowPromise)
    assert (shown.due, shown.offer, offered.public) == (at("Fri 12:00"), Offer.OPEN, [])
    assert offered.case.promise_due is None
    given = done_by(offered.case, events.PromiseGiven(by=MARIA, due=at("Fri 12:00")))
    (post,) = given.public
    assert (post.purpose, post.situation, post.until) == (
        Purpose.PROMISE,
        "promise",
        at("Fri 12:00"),
    )
    assert given.case.promise_due == at("Fri 12:00") and given.case.assignee == MARIA
    assert given.answer == "promised"


def test_a_promise_answers_the_customer_for_now_and_has_a_ladder_of_its_own() -> None:
    case = promised(at("Tue 12:00"))
    assert case.waiting_since is None
    assert ladder(case, until=at("Tue 12:30")) == [
        ("Tue 11:30", "Warn"),
        ("Tue 12:00", "Remind"),
        ("Tue 12:30", "Remind PingManager"),
    ]


def test_when_a_promise_slips_an_honest_line_is_ready() -> None:
    done = rang(promised(at("Tue 12:00")), now=at("Tue 12:00"), policy=PATIENT)
    (ready,) = done.all(do.ShowPromise)
    assert (ready.due, ready.again, ready.offer) == (at("Tue 14:00"), True, Offer.OPEN)
    given = done_by(done.case, events.PromiseGiven(by=MARIA, due=at("Tue 14:00")), "Tue 12:05")
    assert given.public[0].situation == "promise-again"
    assert "~promise" in given.timers
    heard = ladder(given.case, until=at("Tue 14:00"))
    assert heard == [("Tue 13:30", "Warn"), ("Tue 14:00", "Remind")], "a fresh ladder"


def test_a_promise_ends_with_the_outcome_and_not_with_a_reply() -> None:
    case = promised(at("Tue 12:00"))
    replied = done_by(case, events.BrandSpoke(comment=30, text="")).case
    assert replied.promise_due == at("Tue 12:00")
    ended = done_by(replied, events.Resolved(by=MARIA, outcome=Outcome.FIXED), "Mon 13:00")
    assert ended.case.promise_due is None
    assert ended.case.ask_at is not None and ended.case.ask_at >= at("Tue 12:00")


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (events.PromiseDated(by=MARIA, due=at("Mon 11:00")), "date-past"),
        (events.PromiseDated(by=MARIA, due=NOON + 61 * DAY), "date-past"),
        (events.PromiseGiven(by=MARIA, due=at("Mon 11:00")), "date-past"),
        (events.PromiseGiven(by=OWNER, due=at("Tue 11:00")), "may-not-speak"),
        (events.DateAsked(by=OWNER, what=Planned.PROMISE), "may-not-speak"),
        (events.Snoozed(by=MARIA, until=at("Mon 11:00")), "date-past"),
    ],
)
def test_what_cannot_be_promised_is_told_and_changes_nothing(event: Any, answer: str) -> None:
    case = case_of()
    done = done_by(case, event)
    assert (done.case, done.answer, done.public) == (case, answer, [])


def test_a_second_press_of_the_same_promise_says_so() -> None:
    case = promised(at("Tue 12:00"))
    done = done_by(case, events.PromiseGiven(by=PETR, due=at("Tue 12:00")), "Mon 12:31")
    assert (done.answer, done.public, done.case) == ("already-promised", [], case)


def test_a_date_that_cannot_be_read_is_asked_for_again() -> None:
    unread = events.DateUnread(by=MARIA, what=Planned.SNOOZE, text="когда-нибудь")
    (ask,) = done_by(case_of(), unread).all(do.AskWhen)
    assert ask.unread and ask.what is Planned.SNOOZE


def test_nothing_is_promised_in_a_closed_case() -> None:
    case = case_of(status=Status.RESOLVED)
    done = done_by(case, events.PromiseGiven(by=MARIA, due=at("Tue 12:00")))
    assert (done.answer, done.public) == ("case-resolved", [])


# --- snoozes


def snoozed(until: datetime, when: str = "Mon 12:30") -> Case:
    return done_by(case_of(), events.Snoozed(by=MARIA, until=until), when).case


def test_a_snooze_moves_the_ladder_and_waking_says_why() -> None:
    case = snoozed(at("Tue 10:00"))
    policy = patient(answer_limit=OFF)
    assert ladder(case, until=at("Tue 10:30"), policy=policy) == [
        ("Tue 10:00", "WakeUp"),
        ("Tue 10:30", "Remind PingManager"),
    ]
    (woken,) = rang(case, now=at("Tue 10:00"), policy=policy).all(do.WakeUp)
    assert woken.why == "time"


def test_an_overdue_case_can_be_put_off_and_begins_anew() -> None:
    late = rang(case_of(), now=at("Mon 14:30"), policy=PATIENT).case
    case = done_by(late, events.Snoozed(by=MARIA, until=at("Mon 16:00")), "Mon 14:35").case
    assert ladder(case, until=at("Mon 16:30")) == [
        ("Mon 16:00", "WakeUp"),
        ("Mon 16:30", "Remind PingManager"),
    ]


def test_a_comment_wakes_a_case_unless_it_is_only_thanks() -> None:
    case = snoozed(at("Wed 09:00"))
    comment = spoke(12, when=at("Tue 10:00"))
    thanks = done_by(case, comment, "Tue 10:00", sorted=sorted_as(Kind.PRAISE))
    assert thanks.case.snoozed_until == at("Wed 09:00") and not thanks.all(do.WakeUp)
    woken = done_by(case, comment, "Tue 10:00", sorted=sorted_as())
    (told,) = woken.all(do.WakeUp)
    assert told.why == "customer" and woken.case.snoozed_until is None
    assert woken.case.reply_due == at("Tue 12:00")


def test_neither_a_promise_nor_the_limit_sleeps() -> None:
    case = promised(at("Tue 10:00"))
    case = done_by(case, events.Snoozed(by=MARIA, until=at("Wed 09:00"))).case
    assert ("Tue 10:00", "Remind") in ladder(case, until=at("Tue 10:00"))
    limit = ladder(snoozed(at("Thu 09:00")), until=at("Tue 12:00"))
    assert limit == [("Tue 12:00", "PingManager")]


def test_a_second_press_of_the_same_snooze_says_so() -> None:
    case = snoozed(at("Tue 10:00"))
    done = done_by(case, events.Snoozed(by=PETR, until=at("Tue 10:00")))
    assert (done.answer, done.case) == ("already-snoozed", case)


def test_how_long_to_sleep_is_offered_in_steps_of_a_working_week() -> None:
    asked = done_by(case_of(), events.DateAsked(by=OWNER, what=Planned.SNOOZE))
    (ask,) = asked.all(do.AskWhen)
    assert ask.options == (at("Mon 13:00"), at("Tue 09:00"), at("Mon 09:00", 1))


# --- managers


def test_managers_are_called_all_at_once_or_in_turn() -> None:
    for in_turn, called in ((False, [[9, 10], [9, 10]]), (True, [[9], [10]])):
        policy = patient(managers=(9, 10), managers_in_turn=in_turn, remind_every=OFF)
        case, seen = opened(policy=policy), []
        for when in ("Mon 14:30", "Mon 15:00"):
            done = rang(case, now=at(when), policy=policy)
            seen.append([ping.manager for ping in done.all(do.PingManager)])
            case = done.case
        assert seen == called


def test_who_is_away_is_spared_unless_all_are() -> None:
    policy = patient(managers=(9, 10))
    late = opened(policy=policy)
    some = rang(late, now=at("Mon 14:30"), policy=policy, away=frozenset({9}))
    assert [ping.manager for ping in some.all(do.PingManager)] == [10]
    none = rang(late, now=at("Mon 14:30"), policy=policy, away=frozenset({9, 10}))
    assert [ping.manager for ping in none.all(do.PingManager)] == [9, 10]
    asked = act(late, events.EscalationAsked(by=MARIA), policy=policy, away=frozenset({9}))
    assert [ping.manager for ping in asked.all(do.PingManager)] == [10]


def test_a_manager_who_cannot_be_written_to_is_named_once() -> None:
    first = done_by(case_of(), events.PingRefused(manager=BOSS.id))
    assert first.names == ["PingByName"]
    assert done_by(first.case, events.PingRefused(manager=BOSS.id)).effects == ()


# --- the story


def test_the_story_says_which_timers_began_moved_and_stopped_and_by_what() -> None:
    begun = act(None, spoke(), policy=PATIENT, sorted=sorted_as())
    assert begun.timers.startswith("+reply@") and "+limit@" in begun.timers
    assert "+outcome@" in begun.timers and begun.timers.endswith("CustomerSpoke")
    taken = done_by(case_of(), events.Taken(by=MARIA))
    assert taken.timers.startswith("+silent@") and taken.timers.endswith("Taken")
    moved = done_by(case_of(), events.Snoozed(by=MARIA, until=at("Tue 10:00")))
    assert "~reply@" in moved.timers and moved.timers.endswith("Snoozed")
    stopped = done_by(case_of(), events.BrandSpoke(comment=20, text=""))
    assert stopped.timers == "-reply -limit BrandSpoke"
    quiet = done_by(case_of(), events.NoteWritten(by=MARIA, text="x"))
    assert quiet.timers == ""


def test_a_reply_stops_the_ladder_at_once() -> None:
    late = rang(case_of(), now=at("Mon 14:30"), policy=PATIENT).case
    sent = done_by(
        with_draft(late, state=DraftState.LEAVING), events.Sent(message=MESSAGE, comment=COMMENT),
        "Mon 14:40", message=message(),
    ).case  # fmt: skip
    assert (sent.rung, sent.reminded_at, sent.escalated_at) == ((), None, None)
    assert ladder(sent, until=at("Tue 12:00")) == []


# --- corners that others fell into


def test_a_snooze_until_the_opening_is_heard_though_the_digest_comes_then() -> None:
    case = snoozed(at("Tue 09:00"))
    done = rang(case, now=at("Tue 09:00"), policy=PATIENT, digest_at=at("Tue 09:00"))
    assert [one.why for one in done.all(do.WakeUp)] == ["time"]


def test_a_promise_that_slips_at_night_has_its_line_ready_in_the_morning() -> None:
    case = promised(at("Mon 21:00"))
    done = rang(case, now=at("Tue 09:00"), policy=PATIENT, digest_at=at("Tue 09:00"))
    assert [one.due for one in done.all(do.ShowPromise)] == [at("Tue 11:00")]
    assert not done.all(do.Remind)


def test_a_shorter_snooze_takes_the_place_of_a_longer_one() -> None:
    case = snoozed(at("Mon 09:00", 1))
    case = done_by(case, events.Snoozed(by=MARIA, until=at("Mon 13:00")), "Mon 12:31").case
    assert ladder(case, until=at("Mon 14:00")) == [
        ("Mon 13:00", "WakeUp"),
        ("Mon 13:30", "Warn"),
        ("Mon 14:00", "Remind"),
    ]


def test_a_snooze_moves_the_outcome_too() -> None:
    policy = patient(resolve_within=2 * HOUR)
    case = act(opened(policy=policy), events.BrandSpoke(comment=20, text=""), policy=policy).case
    asleep = events.Snoozed(by=MARIA, until=at("Mon 16:00"))
    case = act(case, asleep, policy=policy).case
    assert ladder(case, until=at("Mon 16:00"), policy=policy) == [("Mon 16:00", "WakeUp")]


def test_whoever_holds_a_case_that_wakes_is_given_time_again() -> None:
    case = done_by(case_of(), events.Taken(by=MARIA)).case
    case = done_by(case, events.Snoozed(by=MARIA, until=at("Wed 09:00")), "Mon 12:30").case
    by_time = rang(case, now=at("Wed 09:00"), policy=PATIENT).case
    assert by_time.taken_at == at("Wed 09:00") and by_time.assignee == MARIA
    comment = spoke(12, when=at("Tue 10:00"))
    by_customer = done_by(case, comment, "Tue 10:00", sorted=sorted_as()).case
    rung = ladder(by_customer, until=at("Tue 11:00"))
    assert ("Tue 11:00", "ReturnToQueue") in rung and rung[0][0] != "Tue 10:00"


def test_a_new_comment_gives_the_holder_who_answered_their_time() -> None:
    case = done_by(case_of(), events.Taken(by=MARIA)).case
    case = done_by(case, events.BrandSpoke(comment=20, text=""), "Mon 12:30").case
    case = done_by(case, spoke(12, when=at("Tue 10:00")), "Tue 10:00", sorted=sorted_as()).case
    assert ladder(case, until=at("Tue 11:00"))[-1] == ("Tue 11:00", "ReturnToQueue")


@pytest.mark.parametrize(
    "act_",
    [
        lambda case: done_by(
            with_draft(case, state=DraftState.HELD, leaves_at=at("Mon 13:20")),
            events.Undone(by=MARIA, draft=501), "Mon 13:15",
        ),
        lambda case: done_by(
            case, events.PromiseGiven(by=MARIA, due=at("Tue 12:00")), "Mon 13:05"
        ),
    ],
    ids=["takes a reply back", "promises a date"],
)  # fmt: skip
def test_whoever_has_just_acted_does_not_lose_the_case(act_: Any) -> None:
    case = act_(done_by(case_of(), events.Taken(by=MARIA)).case).case
    assert "ReturnToQueue" not in rang(case, now=at("Mon 13:16"), policy=PATIENT).names


def test_a_manager_called_by_a_colleague_is_named_each_time_and_with_who_asks() -> None:
    asked = events.PingRefused(manager=BOSS.id, asked_by="Maria", timers=())
    case = done_by(case_of(), asked).case
    (named,) = done_by(case, asked).all(do.PingByName)
    assert (named.manager, named.asked_by) == (BOSS.id, "Maria")


def test_a_promise_that_vk_refuses_was_never_given() -> None:
    given = done_by(case_of(), events.PromiseGiven(by=MARIA, due=at("Tue 12:00"))).case
    refused = events.SendRefused(message=MESSAGE, problem="vk-gone")
    done = done_by(given, refused, message=message(Purpose.PROMISE))
    assert (done.case.promise_due, done.case.waiting_since) == (None, NOON)
    assert done.all(do.TellRefused) and "-promise" in done.timers
    again = done_by(done.case, events.PromiseGiven(by=MARIA, due=at("Tue 12:00")))
    assert again.answer == "promised"


def test_a_date_that_passes_before_it_is_told_is_not_told() -> None:
    given = done_by(case_of(), events.PromiseGiven(by=MARIA, due=at("Mon 14:00"))).case
    delayed = events.SendDelayed(message=MESSAGE, problem="vk-away")
    in_time = done_by(given, delayed, "Mon 13:00", message=message(Purpose.PROMISE))
    assert in_time.effects == () and in_time.case.promise_due is not None
    late = done_by(given, delayed, "Mon 14:30", message=message(Purpose.PROMISE))
    assert do.Withdraw(purpose=Purpose.PROMISE) in late.effects
    assert late.case.promise_due is None
    (told,) = late.all(do.TellRefused)
    assert told.problem == "promise-late"


def test_a_promise_is_named_anew_and_not_sent_again() -> None:
    stuck = message(Purpose.PROMISE, MessageState.FAILED)
    done = done_by(case_of(), events.RetryOrdered(by=MARIA, message=MESSAGE), message=stuck)
    assert (done.answer, done.all(do.SendAgain)) == ("promise-anew", [])


@pytest.mark.parametrize(
    "end",
    [
        events.Resolved(by=MARIA, outcome=Outcome.EMOTION),
        events.KindCorrected(by=MARIA, kind=Kind.SPAM),
        events.PromiseGiven(by=MARIA, due=at("Wed 12:00")),
    ],
    ids=["the outcome", "no case after all", "a newer promise"],
)
def test_a_promise_that_has_not_left_yet_is_overtaken_by(end: Any) -> None:
    given = done_by(case_of(), events.PromiseGiven(by=MARIA, due=at("Tue 12:00"))).case
    assert do.Withdraw(purpose=Purpose.PROMISE) in done_by(given, end).effects


def test_a_promise_once_given_cannot_be_dropped() -> None:
    case = promised(at("Tue 12:00"))
    done = done_by(case, events.PromiseDropped(by=PETR, due=at("Tue 12:00")))
    assert (done.answer, done.all(do.ShowPromise)) == ("already-promised", [])


def test_nothing_is_promised_under_a_comment_that_is_gone() -> None:
    done = done_by(case_of(gone=True), events.PromiseGiven(by=MARIA, due=at("Tue 12:00")))
    assert (done.answer, done.public) == ("comment-gone", [])


def test_in_a_rehearsal_a_promise_counts_as_told() -> None:
    policy = patient(dry_run=True)
    given = events.PromiseGiven(by=MARIA, due=at("Tue 12:00"))
    done = act(opened(policy=policy), given, policy=policy)
    assert done.case.waiting_since is None and done.all(do.ShowWouldSay) and not done.public


def test_a_clock_that_ran_ahead_and_back_mutes_no_case() -> None:
    ahead = rang(case_of(), now=at("Tue 12:00"), policy=PATIENT, digest_at=at("Tue 09:00"))
    back = replace(ahead.case, wake_at=at("Mon 13:00"))
    assert ladder(back, until=at("Mon 14:30"), digest_at=at("Tue 09:00")) == [
        ("Mon 14:00", "Remind"),
        ("Mon 14:30", "Remind PingManager"),
    ]


def test_turns_begin_anew_with_a_new_ladder() -> None:
    policy = patient(managers=(9, 10), managers_in_turn=True)
    case = rang(opened(policy=policy), now=at("Mon 14:30"), policy=policy).case
    assert case.calls == 1
    assert act(case, events.BrandSpoke(comment=20, text=""), policy=policy).case.calls == 0


def test_a_promise_that_a_person_posted_has_its_timer_again() -> None:
    due = NOON + 2 * HOUR
    given = act(opened(), events.PromiseGiven(by=MARIA, due=due)).case
    failed = replace(message(Purpose.PROMISE, MessageState.FAILED), until=due)
    refused = events.SendRefused(message=MESSAGE, problem="vk-captcha")
    case = act(given, refused, message=replace(failed, state=MessageState.SENDING)).case
    assert case.promise_due is None
    posted = act(case, events.PostedByHand(by=MARIA, message=MESSAGE), message=failed)
    assert (posted.case.promise_due, posted.case.promised_at) == (due, NOON)
    late = act(case, events.PostedByHand(by=MARIA, message=MESSAGE), now=due, message=failed)
    assert late.case.promise_due is None


def test_the_same_date_can_be_promised_again_when_nobody_was_told_of_it() -> None:
    due = NOON + 2 * HOUR
    case = act(opened(), events.PromiseGiven(by=MARIA, due=due)).case
    asked = replace(message(Purpose.PROMISE, MessageState.ASKED), until=due)
    anew = act(case, events.RetryOrdered(by=MARIA, message=MESSAGE), message=asked)
    assert (anew.answer, anew.case.promise_due) == ("promise-anew", None)
    again = act(anew.case, events.PromiseGiven(by=MARIA, due=due))
    assert [one.purpose for one in again.public] == [Purpose.PROMISE]


def test_a_stale_press_leaves_a_later_promise() -> None:
    case = opened(promise_due=NOON + DAY)
    stale = replace(message(Purpose.PROMISE, MessageState.ASKED), until=NOON + HOUR)
    pressed = act(case, events.RetryOrdered(by=MARIA, message=MESSAGE), message=stale)
    assert pressed.case.promise_due == NOON + DAY
