"""What a button carries, and that nothing which comes back can do harm."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.keyboard import Action, Button, Press, minutes
from bot.channels.telegram.sender import keyboard
from bot.core import events
from bot.core.case import LARGEST_ID, Member, Outcome, Planned
from bot.core.sorting import Kind
from handlers.buttons import fact

MARIA = Member(1, "Мария")
ID = LARGEST_ID - 1
ARGUMENTS = ["", str(ID), f"c{ID}", *map(str, Kind), *map(str, Outcome)]
ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize("argument", ARGUMENTS)
@pytest.mark.parametrize("action", Action)
def test_data_fits_into_a_button_and_comes_back_as_it_was(action: Action, argument: str) -> None:
    press = Press(action, ID, argument)
    assert len(press.pack().encode()) <= 64
    assert Press.parse(press.pack()) == press


@given(ANY)
def test_any_text_is_a_press_or_none_and_never_an_error(data: str) -> None:
    press = Press.parse(data)
    assert press is None or fact(press, MARIA) is None or press.case >= 0


@given(st.sampled_from(Action), ANY, ANY)
def test_no_forged_case_or_argument_is_an_error(action: Action, case: str, argument: str) -> None:
    for data in (
        f"{action}:{case}:{argument}",
        f"{action}:7:{argument}",
        f"{action}:7:c{argument}",
    ):
        press = Press.parse(data)
        if press is not None:
            assert 0 <= press.case < LARGEST_ID
            fact(press, MARIA)


@pytest.mark.parametrize(
    "data",
    [
        "",
        ":",
        "take",
        "take:",
        "take:x",
        "take:-1",
        "take:1.5",
        "take: 1",
        "take:²",
        "take:١",
        f"take:{LARGEST_ID}",
        "take:" + "9" * 50,
        "TAKE:1",
        "steal:1",
        "take:1:" + "x" * 64,
        "__class__:1",
    ],
)
def test_what_the_bot_never_wrote_says_nothing(data: str) -> None:
    assert Press.parse(data) is None


@pytest.mark.parametrize(
    "data",
    [
        "publish:1",
        "publish:1:x",
        "publish:1:²",
        f"publish:1:{LARGEST_ID}",
        "retry:1:c5",
        "posted:1:c",
        "posted:1:c²",
        "posted:1:c١",
        "posted:1:c" + "9" * 40,
        "posted:1:cc5",
        "kind:1:nice",
        "outcome:1",
        "outcome:1:won",
        "more:1:2",
    ],
)
def test_an_argument_the_bot_never_wrote_is_no_fact(data: str) -> None:
    press = Press.parse(data)
    assert press is not None and fact(press, MARIA) is None


@pytest.mark.parametrize(
    ("data", "event"),
    [
        ("take:7", events.Taken),
        ("release:7", events.Released),
        ("reply:7", events.ReplyAsked),
        ("more:7", events.MenuOpened),
        ("kind:7", events.MenuOpened),
        ("resolve:7", events.MenuOpened),
        ("kind:7:praise", events.KindCorrected),
        ("outcome:7:fixed", events.Resolved),
        ("escalate:7", events.EscalationAsked),
        ("history:7", events.HistoryAsked),
        ("reopen:7", events.Reopened),
        ("acknowledge:7", events.AcknowledgementOrdered),
        ("publish:7:3", events.Published),
        ("discard:7:3", events.Discarded),
        ("undo:7:3", events.Undone),
        ("retry:7:3", events.RetryOrdered),
        ("posted:7:3", events.PostedByHand),
        ("posted:7:c3", events.ColleagueConfirmed),
        ("approve:7", events.CorrectionApproved),
        ("reject:7", events.CorrectionRejected),
    ],
)
def test_each_button_says_its_fact_and_who_pressed(data: str, event: type) -> None:
    press = Press.parse(data)
    assert press is not None
    said = fact(press, MARIA)
    assert isinstance(said, event) and said.by == MARIA  # type: ignore[union-attr]


def test_each_action_has_a_fact() -> None:
    for action in set(Action) - {Action.QUEUE, Action.MINE}:  # lists are no facts about a case
        said = [fact(Press(action, 7, one), MARIA) for one in ("", "3", "praise", "fixed")]
        assert any(said), action


def test_a_button_carries_data_or_a_link_and_no_rows_are_no_keyboard() -> None:
    made = keyboard(((Button("Беру", "take:1"), Button("Пост", url="https://vk.com")),))
    assert made is not None
    [[take, post]] = made.inline_keyboard
    assert (take.callback_data, take.url) == ("take:1", None)
    assert (post.callback_data, post.url) == (None, "https://vk.com")
    assert keyboard(()) is None


DUE = datetime(2026, 12, 15, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("promise:7", events.DateAsked(by=MARIA, what=Planned.PROMISE)),
        ("snooze:7", events.DateAsked(by=MARIA, what=Planned.SNOOZE)),
        (f"promise:7:{minutes(DUE)}", events.PromiseDated(by=MARIA, due=DUE)),
        (f"promise:7:y{minutes(DUE)}", events.PromiseGiven(by=MARIA, due=DUE)),
        (f"promise:7:n{minutes(DUE)}", events.PromiseDropped(by=MARIA, due=DUE)),
        (f"snooze:7:{minutes(DUE)}", events.Snoozed(by=MARIA, until=DUE)),
        (f"snooze:7:y{minutes(DUE)}", None),
        ("promise:7:tomorrow", None),
        ("snooze:7:9999999999", None),
        ("promise:7:-5", None),
        ("promise:7:x5", None),
    ],
)
def test_a_press_about_a_date_carries_it(data: str, said: events.Event | None) -> None:
    press = Press.parse(data)
    assert press is not None
    assert fact(press, MARIA) == said


def test_a_moment_fits_beside_the_longest_case_id() -> None:
    data = Press(Action.PROMISE, LARGEST_ID - 1, f"y{minutes(DUE)}").pack()
    assert len(data) <= 64 and Press.parse(data) is not None
