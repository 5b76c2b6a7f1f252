"""What is due when: reminders, escalation, and the one time a case wants to be looked at."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import Case, DraftState, Outcome, Status
from bot.core.decide import clock
from bot.core.sorting import Kind
from tests.core.cases import (
    BOSS,
    DAY,
    HOUR,
    MARIA,
    MESSAGE,
    MINUTE,
    NOON,
    POLICY,
    act,
    at,
    message,
    opened,
    policy,
    rang,
    sorted_as,
    spoke,
    with_draft,
)

OFF = timedelta()


def ladder(
    case: Case, *, until: datetime, late: timedelta = OFF, **setting: Any
) -> list[tuple[datetime, list[str]]]:
    """Let the case be looked at whenever it wants; return what rang and when."""
    rung: list[tuple[datetime, list[str]]] = []
    brand = policy(**setting)
    while case.wake_at is not None and case.wake_at <= until:
        now = case.wake_at + late
        done = rang(case, now=now, policy=brand)
        names = [name for name in done.names if name in ("Remind", "PingManager")]
        rung.append((now, names))
        assert done.case.wake_at is None or done.case.wake_at > now, "it would ring for ever"
        case = done.case
    return rung


def test_reminders_and_managers_pings_repeat_until_somebody_acts() -> None:
    assert ladder(opened(), until=at("Mon 15:30"), remind_every=20 * MINUTE) == [
        (at("Mon 14:00"), ["Remind"]),
        (at("Mon 14:20"), ["Remind"]),
        (at("Mon 14:30"), ["PingManager"]),
        (at("Mon 14:40"), ["Remind"]),
        (at("Mon 15:00"), ["Remind", "PingManager"]),
        (at("Mon 15:20"), ["Remind"]),
        (at("Mon 15:30"), ["PingManager"]),
    ]


def test_the_ladder_sleeps_outside_working_hours() -> None:
    case = opened(now=at("Fri 15:40"))
    assert ladder(case, until=at("Mon 09:20", 1), escalate_after=HOUR) == [
        (at("Fri 17:40"), ["Remind"]),
        (at("Mon 09:10", 1), ["Remind"]),
    ]


def test_a_comment_at_night_is_due_in_the_morning() -> None:
    assert opened(now=at("Mon 22:00")).reply_due == at("Tue 11:00")
    assert opened(now=at("Sat 12:00")).reply_due == at("Mon 11:00", 1)


SWITCHED_OFF = {
    "no reminders": ({"remind_every": OFF, "escalate_after": OFF}, [["Remind"]]),
    "no escalation": (
        {"remind_every": HOUR, "escalate_after": OFF},
        [["Remind"], ["Remind"], ["Remind"]],
    ),
    "no managers": (
        {"remind_every": HOUR, "managers": ()},
        [["Remind"], ["Remind"], ["Remind"]],
    ),
    "only managers after the first": (
        {"remind_every": OFF, "escalate_after": HOUR},
        [["Remind"], ["PingManager"], ["PingManager"]],
    ),
}


@pytest.mark.parametrize(("setting", "rung"), SWITCHED_OFF.values(), ids=SWITCHED_OFF)
def test_what_is_switched_off_does_not_ring(setting: dict[str, Any], rung: list[list[str]]) -> None:
    heard = ladder(opened(), until=at("Mon 16:00"), **setting)
    assert [names for _, names in heard] == rung


def test_without_a_deadline_for_the_reply_nothing_rings() -> None:
    case = opened(policy=policy(first_reply_within=OFF))
    assert (case.waiting_since, case.reply_due, case.wake_at) == (NOON, None, None)
    assert rang(case, now=NOON + 5 * DAY).effects == ()


def test_every_manager_is_pinged() -> None:
    done = rang(opened(), now=at("Mon 14:30"), policy=policy(managers=(9, 10)))
    assert [ping.manager for ping in done.all(do.PingManager)] == [9, 10]
    assert [ping.asked_by for ping in done.all(do.PingManager)] == [None, None]


def test_a_tick_before_the_time_does_nothing() -> None:
    case = opened()
    done = rang(case, now=at("Mon 14:00") - timedelta(seconds=1))
    assert (done.case, done.effects) == (case, ())


@pytest.mark.parametrize("late", [2 * HOUR, DAY, 30 * DAY], ids=["hours", "a day", "a month"])
def test_after_an_outage_each_thing_rings_once(late: timedelta) -> None:
    now = at("Mon 14:00") + late
    done = rang(opened(), now=now)
    assert [name for name in done.names if name != "ShowCard"] == ["Remind", "PingManager"]
    assert done.case.wake_at is not None
    assert done.case.wake_at > now
    assert rang(done.case, now=now).effects == ()


def held(case: Case) -> Case:
    return act(with_draft(case), events.Published(by=MARIA, draft=501), now=at("Mon 15:00")).case


STOPS: dict[str, Any] = {
    "a line by hand": lambda case: act(case, events.BrandSpoke(comment=20, text="Везём")),
    "a colleague's word": lambda case: act(case, events.ColleagueConfirmed(by=MARIA, comment=20)),
    "a reply that is out": lambda case: act(
        with_draft(case, state=DraftState.LEAVING),
        events.Sent(message=MESSAGE, comment=900),
        message=message(),
    ),
    "the outcome": lambda case: act(case, events.Resolved(by=MARIA, outcome=Outcome.EMOTION)),
    "no case after all": lambda case: act(case, events.KindCorrected(by=MARIA, kind=Kind.SPAM)),
    "the customer's deletion": lambda case: act(
        case, events.CommentDeleted(place=case.place, comment=11, text="", by_customer=True)
    ),
}


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS)
def test_what_stops_the_ladder(stop: Any) -> None:
    overdue = rang(opened(), now=at("Mon 14:40")).case
    done = stop(overdue)
    assert done.case.wake_at is None
    assert rang(done.case, now=at("Mon 16:00", 1)).effects == ()


def test_a_later_comment_starts_a_fresh_ladder() -> None:
    case = act(
        rang(opened(), now=at("Mon 14:40")).case, events.BrandSpoke(comment=20, text="")
    ).case
    case = act(case, spoke(12, when=at("Tue 10:00")), now=at("Tue 10:00"), sorted=sorted_as()).case
    assert ladder(case, until=at("Tue 12:30")) == [
        (at("Tue 12:00"), ["Remind"]),
        (at("Tue 12:30"), ["Remind", "PingManager"]),
    ]


def test_escalating_by_hand_puts_the_next_ping_off() -> None:
    asked = act(opened(), events.EscalationAsked(by=MARIA), now=at("Mon 14:10")).case
    assert ladder(asked, until=at("Mon 14:45"), remind_every=OFF) == [
        (at("Mon 14:00"), ["Remind"]),
        (at("Mon 14:40"), ["PingManager"]),
    ]


def test_escalating_before_the_deadline_does_not_bring_the_ladder_nearer() -> None:
    asked = act(opened(), events.EscalationAsked(by=MARIA), now=at("Mon 12:10")).case
    assert ladder(asked, until=at("Mon 14:30"), remind_every=OFF)[-1] == (
        at("Mon 14:30"),
        ["PingManager"],
    )


def test_taking_leaves_the_managers_ladder_alone() -> None:
    case = act(opened(), events.Taken(by=MARIA)).case
    assert "PingManager" in rang(case, now=at("Mon 14:30")).names


def test_a_manager_who_cannot_be_written_to_is_named_in_the_group() -> None:
    case = opened()
    done = act(case, events.PingRefused(manager=BOSS.id))
    assert done.effects == (do.PingByName(manager=BOSS.id),)


WAKES: dict[str, tuple[Case, datetime | None]] = {
    "the deadline": (opened(), at("Mon 14:00")),
    "the next reminder": (
        opened(rung=("late:reply",), reminded_at=at("Mon 14:00"), escalated_at=at("Mon 14:50")),
        at("Mon 14:30"),
    ),
    "the next ping": (
        opened(rung=("late:reply",), reminded_at=at("Mon 14:20"), escalated_at=None),
        at("Mon 14:30"),
    ),
    "a held draft before the deadline": (
        with_draft(state=DraftState.HELD, leaves_at=at("Mon 12:01")),
        at("Mon 12:01"),
    ),
    "the deadline before a held draft": (
        with_draft(state=DraftState.HELD, leaves_at=at("Mon 14:01")),
        at("Mon 14:00"),
    ),
    "the ask": (
        opened(status=Status.RESOLVED, ask_at=at("Tue 12:00")),
        at("Tue 12:00"),
    ),
    "the ask's reminder": (
        opened(status=Status.RESOLVED, ask_reminder_at=at("Thu 12:00")),
        at("Thu 12:00"),
    ),
    "a held draft of a closed case": (
        with_draft(
            opened(status=Status.RESOLVED, ask_at=at("Tue 12:00")),
            state=DraftState.HELD,
            leaves_at=at("Mon 12:01"),
        ),
        at("Mon 12:01"),
    ),
    "nothing in a closed case": (opened(status=Status.RESOLVED), None),
    "nothing in an answered case": (opened(waiting_since=None, reply_due=None), None),
    "nothing in a line": (opened(Kind.PRAISE), None),
    "no ask in an open case": (
        opened(reply_due=None, ask_at=NOON, ask_reminder_at=NOON),
        None,
    ),
}


@pytest.mark.parametrize(("case", "wakes"), WAKES.values(), ids=WAKES)
def test_a_case_is_looked_at_again_when_the_earliest_thing_is_due(
    case: Case, wakes: datetime | None
) -> None:
    assert clock.wake_at(case, NOON, POLICY) == wakes
    noted = act(case, events.NoteWritten(by=MARIA, text=""))
    assert noted.case.wake_at == wakes


def test_an_overdue_held_draft_leaves_and_the_ladder_rings_in_one_tick() -> None:
    done = rang(held(opened()), now=at("Mon 15:01"))
    assert [post.draft for post in done.public] == [501]
    assert {"Remind", "PingManager"} <= set(done.names)
