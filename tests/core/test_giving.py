"""Compensations: who grants what, when it may not be, and how far it stays from an ask."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import GiftState, Grant, Outcome, Status
from bot.core.effects import Purpose
from bot.core.gifts import Gift
from bot.core.known import Message, MessageState
from tests.core.cases import (
    BOSS,
    DAY,
    HOUR,
    MARIA,
    MESSAGE,
    NOON,
    OWNER,
    PETR,
    act,
    opened,
    policy,
    rang,
)

SMALL, LARGE = Gift("Кофе", 300, needs_manager=False), Gift("Торт", 2500, needs_manager=True)
GONE = Gift("Сертификат", 5000, needs_manager=False)
BIG = Gift("Подписка", 2900, needs_manager=True)
BRAND = policy(gifts=(SMALL, LARGE), budget=3000)
GIVEN = Grant(name="Кофе", value=300, by=MARIA, state=GiftState.SENT)


def talking(**changes: Any):
    return replace(opened(), private_at=NOON, **changes)


def chosen(case: Any, by: Any = MARIA, gift: Gift = SMALL, **known: Any):
    return act(case, events.GiftChosen(by=by, key=gift.key), policy=BRAND, **known)


def granted(state: GiftState = GiftState.GRANTED) -> Grant:
    return Grant(name="Кофе", value=300, by=MARIA, state=state)


def test_a_small_one_is_granted_at_once_and_a_large_one_asks_a_manager() -> None:
    small, large = chosen(talking()), chosen(talking(), gift=LARGE)
    assert [one.gift for one in small.all(do.Issue)] == ["Кофе"]
    assert not large.all(do.Issue) and large.answer == "awaits"
    assert [one.manager for one in large.all(do.AskManager)] == [BOSS.id]
    assert [one.gift for one in chosen(talking(), by=BOSS, gift=LARGE).all(do.Issue)] == ["Торт"]


@pytest.mark.parametrize(
    ("case", "by", "gift", "known", "answer"),
    [
        (opened(), MARIA, SMALL, {}, "gift-in-private-only"),
        (talking(), OWNER, SMALL, {}, "may-not-speak"),
        (talking(), MARIA, GONE, {}, "unknown-button"),
        (talking(status=Status.RESOLVED), MARIA, SMALL, {}, "case-resolved"),
        (talking(grant=granted()), MARIA, SMALL, {}, "gift-already"),
        (talking(grant=granted(GiftState.SENT)), MARIA, SMALL, {}, "gift-already"),
        (talking(grant=granted(GiftState.ASKED)), MARIA, SMALL, {}, "gift-already"),
        (talking(asked_at=NOON - HOUR), MARIA, SMALL, {}, "gift-after-an-ask"),
        (talking(), MARIA, SMALL, {"customer_asked_at": NOON - HOUR}, "gift-after-an-ask"),
        (talking(), MARIA, SMALL, {"spent": 2701}, "gift-budget"),
    ],
)
def test_why_a_compensation_is_not_granted(
    case: Any, by: Any, gift: Gift, known: dict[str, Any], answer: str
) -> None:
    done = chosen(case, by, gift, **known)
    assert (done.answer, done.all(do.Issue)) == (answer, [])
    assert done.case.grant == case.grant


@pytest.mark.parametrize(
    ("case", "known"),
    [
        (talking(), {"spent": 2700}),
        (talking(grant=granted(GiftState.REFUSED)), {}),
        (talking(asked_at=NOON - DAY), {}),
    ],
)
def test_what_stands_in_nobody_s_way(case: Any, known: dict[str, Any]) -> None:
    assert chosen(case, **known).answer == "gift-granted"


@pytest.mark.parametrize(
    ("by", "answer"),
    [(BOSS, "gift-granted"), (OWNER, "gift-granted"), (PETR, "managers-only")],
)
def test_who_approves_a_large_one(by: Any, answer: str) -> None:
    asked = chosen(talking(), gift=LARGE).case
    done = act(asked, events.GiftApproved(by=by, key=LARGE.key), policy=BRAND)
    assert done.answer == answer
    assert bool(done.all(do.Issue)) is (answer == "gift-granted")


def test_the_first_decision_stands_and_whoever_asked_learns_it() -> None:
    asked = chosen(talking(), gift=LARGE).case
    refused = act(asked, events.GiftRejected(by=BOSS, key=LARGE.key), policy=BRAND)
    [told] = refused.all(do.TellAsker)
    assert (told.asker, told.approved, told.about) == (MARIA.id, False, "gift")
    late = act(refused.case, events.GiftApproved(by=BOSS, key=LARGE.key), policy=BRAND)
    assert late.answer == "already-decided" and not late.all(do.Issue)


def test_the_code_leaves_in_private_and_once() -> None:
    case = chosen(talking()).case
    came = act(case, events.CodeCame(code="C1"), policy=BRAND)
    [post] = came.public
    assert (post.purpose, post.private, post.code) == (Purpose.GIFT, True, "C1")
    told = Message(id=MESSAGE, purpose=Purpose.GIFT, state=MessageState.SENDING, text="код C1")
    sent = act(came.case, events.Sent(message=MESSAGE, comment=5), message=told)
    assert sent.case.grant and sent.case.grant.state is GiftState.SENT
    assert not act(sent.case, events.CodeCame(code="C1"), policy=BRAND).public
    assert all("C1" not in str(one) for one in sent.effects)


@pytest.mark.parametrize("what", ["refused", "unclear"])
def test_the_staff_never_see_a_code(what: str) -> None:
    case = act(chosen(talking()).case, events.CodeCame(code="C1"), policy=BRAND).case
    told = Message(id=MESSAGE, purpose=Purpose.GIFT, state=MessageState.SENDING, text="код C1")
    fate: Any = events.SendRefused(message=MESSAGE, problem="vk-private")
    if what == "unclear":
        fate = events.SendLeftUnclear(message=MESSAGE)
    done = act(case, fate, message=told)
    assert all("C1" not in str(one) for one in done.effects)
    assert any("Кофе" in str(one) for one in done.effects)


def test_without_a_code_another_may_be_tried() -> None:
    case = chosen(talking()).case
    done = act(case, events.CodeRefused(problem="loyalty-no-codes"), policy=BRAND)
    assert [one.problem for one in done.all(do.TellGift)] == ["loyalty-no-codes"]
    assert chosen(done.case).answer == "gift-granted"


def test_a_dry_run_uses_up_no_code() -> None:
    dry = policy(gifts=(SMALL,), dry_run=True)
    done = act(talking(), events.GiftChosen(by=MARIA, key=SMALL.key), policy=dry)
    assert not done.all(do.Issue) and done.all(do.ShowWouldSay)
    assert done.case.grant is None, "and nothing counts against the budget"
    asked = chosen(talking(), gift=LARGE).case
    approved = act(asked, events.GiftApproved(by=BOSS, key=LARGE.key), policy=dry)
    assert approved.case.grant is None and not approved.all(do.Issue)


def test_an_empty_catalogue_offers_nothing() -> None:
    from bot.core.case import Menu

    asked = events.MenuOpened(by=MARIA, menu=Menu.GIFTS)
    assert act(opened(), asked, policy=policy()).answer == "no-gifts"
    assert act(opened(), asked, policy=BRAND).case.menu is Menu.GIFTS


def test_a_button_means_its_own_gift_wherever_that_stands_now() -> None:
    moved = policy(gifts=(GONE, LARGE, SMALL), budget=9000)
    done = act(talking(), events.GiftChosen(by=MARIA, key=SMALL.key), policy=moved)
    assert [one.gift for one in done.all(do.Issue)] == ["Кофе"]
    gone = act(talking(), events.GiftChosen(by=MARIA, key=SMALL.key), policy=policy(gifts=(GONE,)))
    assert gone.answer == "unknown-button" and not gone.all(do.Issue)


def test_nobody_is_asked_where_nobody_can_decide() -> None:
    alone = policy(gifts=(LARGE,), managers=())
    done = act(talking(), events.GiftChosen(by=MARIA, key=LARGE.key), policy=alone)
    assert (done.answer, done.case.grant) == ("no-managers", None)


def test_an_approval_looks_at_the_budget_and_the_ask_again() -> None:
    asked = chosen(talking(), gift=LARGE).case
    approve = events.GiftApproved(by=BOSS, key=LARGE.key)
    assert act(asked, approve, policy=BRAND, spent=501).answer == "gift-budget"
    lately = {"customer_asked_at": NOON - HOUR}
    assert act(asked, approve, policy=BRAND, **lately).answer == "gift-after-an-ask"
    assert act(asked, approve, policy=BRAND, spent=500).answer == "gift-granted"


def test_a_gift_in_another_case_keeps_the_ask_and_its_reminder_away_too() -> None:
    case = opened(status=Status.RESOLVED, outcome=Outcome.FIXED, ask_at=NOON)
    brand = policy(ask_after=HOUR)
    moved = rang(case, now=NOON, policy=brand, customer_granted_at=NOON - HOUR)
    assert not moved.public and moved.case.ask_at and moved.case.ask_at >= NOON + 23 * HOUR
    asked = replace(case, ask_at=None, asked_at=NOON - DAY, ask_reminder_at=NOON)
    later = rang(asked, now=NOON, policy=brand, customer_granted_at=NOON - HOUR)
    assert not later.public and later.case.ask_reminder_at != NOON


def test_a_loyalty_system_that_is_away_is_told_of() -> None:
    done = act(chosen(talking()).case, events.CodeDelayed(problem="loyalty-away"))
    assert [(one.what, one.problem) for one in done.all(do.TellGift)] == [("late", "loyalty-away")]


def test_the_ask_is_a_day_away_from_a_compensation_even_if_that_came_later() -> None:
    brand = policy(ask_after=HOUR)
    case = replace(opened(), grant=granted(GiftState.SENT), granted_at=NOON)
    ended = act(case, events.Resolved(by=BOSS, outcome=Outcome.FIXED), policy=brand).case
    assert ended.ask_at is not None and ended.ask_at >= NOON + DAY
    soon = replace(ended, ask_at=NOON + HOUR)
    moved = rang(soon, now=NOON + HOUR, policy=brand)
    assert not moved.public and moved.case.ask_at and moved.case.ask_at >= NOON + DAY
    refused = replace(case, grant=granted(GiftState.REFUSED))
    ended = act(refused, events.Resolved(by=BOSS, outcome=Outcome.FIXED), policy=brand).case
    assert ended.ask_at is not None and ended.ask_at < NOON + timedelta(hours=12)


def test_a_button_under_one_compensation_does_not_grant_another() -> None:
    brand = replace(BRAND, gifts=(SMALL, LARGE, BIG))
    first = act(talking(), events.GiftChosen(by=MARIA, key=LARGE.key), policy=brand).case
    refused = act(first, events.GiftRejected(by=BOSS, key=LARGE.key), policy=brand).case
    second = act(refused, events.GiftChosen(by=MARIA, key=BIG.key), policy=brand).case
    stale = act(second, events.GiftApproved(by=BOSS, key=LARGE.key), policy=brand)
    assert (stale.answer, stale.all(do.Issue)) == ("already-decided", [])
    granted = act(second, events.GiftApproved(by=BOSS, key=BIG.key), policy=brand)
    assert [one.gift for one in granted.all(do.Issue)] == [BIG.name]


def test_nothing_is_granted_after_the_end() -> None:
    asked = act(talking(), events.GiftChosen(by=MARIA, key=LARGE.key), policy=BRAND).case
    ended = act(asked, events.Resolved(by=BOSS, outcome=Outcome.UNCONFIRMED), policy=BRAND).case
    done = act(ended, events.GiftApproved(by=BOSS, key=LARGE.key), policy=BRAND)
    assert (done.answer, done.all(do.Issue)) == ("case-resolved", [])


def test_the_day_between_counts_from_the_reminder_too() -> None:
    asked = {"asked_at": NOON - 3 * DAY, "ask_reminder_at": NOON, "private_at": NOON - 4 * DAY}
    case = opened(status=Status.RESOLVED, outcome=Outcome.FIXED, **asked)
    reminded = rang(case, now=NOON, policy=replace(BRAND, ask_after=HOUR))
    assert [one.purpose for one in reminded.public] == [Purpose.ASK_REMINDER]
    again = act(reminded.case, events.Reopened(by=MARIA), now=NOON + HOUR).case
    chosen_ = events.GiftChosen(by=MARIA, key=SMALL.key)
    assert act(again, chosen_, now=NOON + HOUR, policy=BRAND).answer == "gift-after-an-ask"
    assert act(again, chosen_, now=NOON + DAY, policy=BRAND).answer == "gift-granted"


def test_the_day_between_counts_from_when_the_code_left() -> None:
    given = {"grant": GIVEN, "granted_at": NOON - 2 * DAY, "gift_sent_at": NOON}
    case = opened(status=Status.RESOLVED, outcome=Outcome.FIXED, ask_at=NOON + HOUR, **given)
    brand = replace(BRAND, ask_after=HOUR, ask_hours=(time(0), time(23, 59)))
    moved = rang(case, now=NOON + HOUR, policy=brand)
    assert (moved.public, moved.case.ask_at) == ([], NOON + DAY)


@pytest.mark.parametrize("own", [True, False])
def test_no_correction_is_asked_for_on_the_day_of_a_compensation(own: bool) -> None:
    case = opened(status=Status.RESOLVED, outcome=Outcome.THEIR_MISTAKE)
    if own:
        case = replace(case, grant=GIVEN, granted_at=NOON, gift_sent_at=NOON)
    known = {} if own else {"customer_granted_at": NOON}
    press = events.CorrectionApproved(by=BOSS)
    early = act(case, press, now=NOON + HOUR, policy=policy(managers=(BOSS.id,)), **known)
    assert (early.answer, early.public) == ("correction-after-a-gift", [])
    late = act(case, press, now=NOON + DAY, policy=policy(managers=(BOSS.id,)), **known)
    assert [one.purpose for one in late.public] == [Purpose.CORRECTION]
