"""From what stands in the chat to the next action, until there is none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.telegram.plan import (
    CLOSED,
    OPEN,
    Action,
    CreateTopic,
    Edit,
    Send,
    SetTopic,
    digest,
    next_action,
)
from bot.channels.telegram.view import View
from bot.core.case import Case, CaseId, DraftState, Outcome, Status
from bot.core.shown import Shown
from tests.channels.conftest import NOON
from tests.channels.views import BODIES, MARIA, WORDS, body, case, draft, noted, view


def overdue() -> Case:
    return case(reply_due=NOON - timedelta(minutes=5))


CHAT = -100
CASE = CaseId(5)


def shown(what: str, message: int, digest: str | None = None) -> Shown:
    return Shown(what=what, chat=CHAT, message=message, digest=digest, case=CASE)


class Chat:
    """A staff chat in which every action works."""

    def __init__(self, *, forum: bool, there: Mapping[str, Shown] | None = None) -> None:
        self.forum = forum
        self.shown = dict(there or {})
        self.feed: Shown | None = None
        self.next_id = 1000
        self.done: list[Action] = []

    def bring(self, what: str, seen: View, given: dict[str, object] | None = None) -> list[str]:
        """Take actions until none is left, or the row is done; return what was done."""
        before = len(self.done)
        for _ in range(10):
            action = next_action(
                what,
                body(what, "Торт!") if given is None and what in BODIES else given or {},
                seen,
                shown=self.shown,
                feed=self.feed,
                forum=self.forum,
                row=77,
                words=WORDS["ru"],
            )
            if action is None:
                return [told(one) for one in self.done[before:]]
            self.done.append(action)
            self._carry_out(action)
            if isinstance(action, Send) and action.last:
                return [told(one) for one in self.done[before:]]
        raise AssertionError(f"no end of it: {self.done}")

    def _carry_out(self, action: Action) -> None:
        self.next_id += 1
        match action:
            case CreateTopic(what="feed"):
                self.feed = Shown(what="feed", chat=CHAT, message=self.next_id, digest=OPEN)
            case CreateTopic():
                self.shown["topic"] = shown("topic", self.next_id, OPEN)
            case SetTopic():
                self.shown["topic"] = replace(action.topic, digest=OPEN if action.open else CLOSED)
            case Edit():
                self.shown[action.shown.what] = replace(action.shown, digest=digest(action.drawn))
            case Send(what=str(what)):
                self.shown[what] = shown(what, self.next_id, digest(action.drawn))


def told(action: Action) -> str:
    match action:
        case CreateTopic():
            return f"create {action.what}"
        case SetTopic():
            return "open topic" if action.open else "close topic"
        case Edit():
            return f"edit {action.shown.what}"
        case Send():
            return f"send {action.what}"


def resolved() -> Case:
    return case(status=Status.RESOLVED, outcome=Outcome.FIXED, resolved_at=NOON, resolved_by=MARIA)


TOPIC = shown("topic", 10, OPEN)
SHUT = shown("topic", 10, CLOSED)
OLD_CARD = shown("card", 11, "old")
OLD_LINE = shown("line", 12, "old")


@pytest.mark.parametrize(
    ("what", "of", "there", "actions"),
    [
        ("ShowCard", case(), {}, ["create topic", "send card"]),
        ("ShowCard", case(), {"topic": TOPIC}, ["send card"]),
        ("ShowCard", case(), {"topic": TOPIC, "card": OLD_CARD}, ["edit card"]),
        ("ShowCard", case(), {"topic": SHUT, "card": OLD_CARD}, ["open topic", "edit card"]),
        ("ShowCard", resolved(), {"topic": TOPIC, "card": OLD_CARD}, ["edit card", "close topic"]),
        ("ShowCard", resolved(), {"topic": SHUT, "card": OLD_CARD}, ["edit card"]),
        ("ShowCard", resolved(), {}, ["create topic", "send card", "close topic"]),
        ("ShowCard", noted(), {}, []),
        ("ShowLine", noted(), {}, ["create feed", "send line"]),
        ("ShowLine", noted(), {"line": OLD_LINE}, ["create feed", "edit line"]),
        ("ShowHeard", case(), {}, ["create topic", "send card", "send heard:12"]),
        ("ShowHeard", case(), {"topic": TOPIC}, ["send card", "send heard:12"]),
        ("ShowHeard", case(), {"topic": TOPIC, "card": OLD_CARD}, ["send heard:12"]),
        ("Prompt", case(), {"topic": TOPIC, "card": OLD_CARD}, ["send prompt:77"]),
        ("Remind", overdue(), {"topic": TOPIC, "card": OLD_CARD}, ["send None"]),
        ("ShowHistory", noted(), {}, ["create feed", "send line", "send None"]),
        ("PingManager", overdue(), {}, ["send None"]),
    ],
)
def test_a_forum_is_brought_in_line_step_by_step_until_nothing_is_left(
    what: str, of: Case, there: dict[str, Shown], actions: list[str]
) -> None:
    chat = Chat(forum=True, there=there)
    assert chat.bring(what, view(of)) == actions
    if what in ("ShowCard", "ShowLine"):
        assert chat.bring(what, view(of)) == [], "a second redraw has nothing to do"


@pytest.mark.parametrize(
    ("what", "of", "there", "actions"),
    [
        ("ShowCard", case(), {}, ["send card"]),
        ("ShowCard", case(), {"card": OLD_CARD}, ["edit card"]),
        ("ShowCard", resolved(), {"card": OLD_CARD}, ["edit card"]),
        ("ShowLine", noted(), {}, ["send line"]),
        ("ShowHeard", case(), {}, ["send card", "send heard:12"]),
        ("Remind", overdue(), {"card": OLD_CARD}, ["send None"]),
        ("ShowHistory", noted(), {}, ["send line", "send None"]),
    ],
)
def test_a_group_without_topics_gets_no_topic_action(
    what: str, of: Case, there: dict[str, Shown], actions: list[str]
) -> None:
    chat = Chat(forum=False, there=there)
    assert chat.bring(what, view(of)) == actions
    sent = [one for one in chat.done if isinstance(one, Send)]
    assert all(one.thread is None for one in sent)
    if "card" in chat.shown:
        news = [one for one in sent if one.last]
        assert all(one.drawn.reply_to == chat.shown["card"].message for one in news)


@pytest.mark.parametrize("forum", [True, False])
def test_a_preview_is_sent_once_and_then_edited_as_its_draft_goes_on(forum: bool) -> None:
    chat = Chat(forum=forum)
    given = {"draft": 40}

    def at(state: DraftState) -> View:
        return view(case(drafts=(draft(state),)))

    home = ["create topic", "send card"] if forum else ["send card"]
    assert chat.bring("ShowPreview", at(DraftState.PREPARED), given) == [*home, "send preview:40"]
    for state in (DraftState.HELD, DraftState.LEAVING, DraftState.SENT):
        assert chat.bring("ShowPreview", at(state), given) == ["edit preview:40"]
        assert chat.bring("ShowPreview", at(state), given) == []
    assert chat.bring("ShowPreview", view(), given) == [], "a draft that is no more"


def test_what_a_customer_said_is_shown_once_though_the_row_comes_twice() -> None:
    chat = Chat(forum=True, there={"topic": TOPIC, "card": OLD_CARD})
    assert chat.bring("ShowHeard", view()) == ["send heard:12"]
    assert chat.bring("ShowHeard", view()) == []
    [sent] = chat.done
    assert isinstance(sent, Send) and sent.target == 12 and sent.thread == 10 and sent.last


def test_everything_of_a_case_goes_into_its_topic_and_a_line_into_the_common_one() -> None:
    chat = Chat(forum=True)
    for what in BODIES:
        if what not in ("PingManager", "AskManager", "TellManager"):
            chat.bring(what, view())
    topic = chat.shown["topic"].message
    assert {one.thread for one in chat.done if isinstance(one, Send)} == {topic}
    chat = Chat(forum=True)
    chat.bring("ShowLine", view(noted()))
    assert chat.feed is not None
    assert [one.thread for one in chat.done if isinstance(one, Send)] == [chat.feed.message]


def test_a_ping_goes_to_a_private_chat_and_needs_no_topic() -> None:
    chat = Chat(forum=True)
    assert chat.bring("PingManager", view()) == ["send None"]
    [sent] = chat.done
    assert isinstance(sent, Send) and sent.thread is None and sent.what is None


def test_a_lost_card_or_topic_is_made_anew_by_the_next_turn() -> None:
    chat = Chat(forum=True)
    chat.bring("ShowCard", view())
    del chat.shown["card"]
    assert chat.bring("ShowCard", view()) == ["send card"]
    chat.shown.clear()
    assert chat.bring("ShowHeard", view()) == ["create topic", "send card", "send heard:12"]


@pytest.mark.parametrize("what", ["Remind", "PingManager", "PingByName"])
@pytest.mark.parametrize(
    "answered",
    [case(reply_due=None), case(reply_due=NOON + timedelta(hours=1)), case(status=Status.RESOLVED)],
    ids=["answered", "due later", "resolved"],
)
def test_a_call_for_help_that_waited_too_long_is_not_made(what: str, answered: Case) -> None:
    action = next_action(
        what,
        {"manager": 3, "asked_by": None},
        view(answered),
        shown={"topic": TOPIC, "card": OLD_CARD},
        feed=None,
        forum=True,
        row=77,
        words=WORDS["ru"],
    )
    assert action is None
