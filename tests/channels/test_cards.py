"""Whatever strangers write, a drawing is a message Telegram takes, and says what they wrote."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.telegram import card, messages, preview
from bot.channels.telegram.plan import digest
from bot.channels.telegram.view import BIDI, MOST, Drawn, View, cut, quote
from bot.core.case import DraftState, Member, Menu, Objection, Outcome, Status
from bot.core.known import MessageState
from sandbox.telegram.markup import parse_html
from sandbox.telegram.text import units
from tests.channels.conftest import NOON
from tests.channels.views import (
    BODIES,
    MARIA,
    WORDS,
    ack,
    body,
    case,
    draft,
    hostile,
    noted,
    view,
)

RU = WORDS["ru"]
MARKUP = ["<b>", "</b>", "&", "&lt;", "&#x41;", '"', "<a href='x'>", "\u202e", "\u2066", "😀", "\n"]
TEXTS = st.text() | st.lists(st.sampled_from(MARKUP) | st.text(max_size=5)).map("".join)
LONG = st.builds(lambda text, times: text * times, TEXTS, st.sampled_from([1, 30, 1000]))


def drawings(seen: View, text: str) -> dict[str, Drawn]:
    """Return every drawing there is, with this text in what it carries."""
    found = {what: messages.drawn(what, body(what, text), seen, RU) for what in BODIES}
    found["card"] = card.card(seen, RU)
    found["line"] = card.line(seen, RU)
    found["preview"] = preview.preview(seen.case.drafts[0], seen, RU)
    return found


@settings(max_examples=30, deadline=None)
@example("\u202a")
@example("\u2066 \u2069")
@given(LONG)
def test_any_text_in_any_drawing_is_taken_short_enough_and_adds_no_markup(text: str) -> None:
    plain = drawings(hostile("Анна"), "Анна")
    for what, drawn in drawings(hostile(text), text).items():
        visible, entities = parse_html(drawn.text)
        assert 0 < units(visible.strip()) <= MOST, what
        assert not set(visible) & {chr(one) for one in BIDI}, what
        expected = parse_html(plain[what].text)[1]
        kinds = [Counter(one["type"] for one in found) for found in (entities, expected)]
        assert not kinds[0] - kinds[1], what
        assert text.translate(BIDI).strip() == "" or what == "ShowHistory" or kinds[0] == kinds[1]
        for button in (one for row in drawn.buttons for one in row):
            assert len(button.data.encode()) <= 64 and button.text


@pytest.mark.parametrize("what", ["Prompt", "PingByName"])
def test_who_is_meant_is_mentioned_even_under_a_name_of_nothing_but_marks(what: str) -> None:
    drawn = messages.drawn(what, body(what, "\u202a"), hostile("\u202a"), RU)
    assert "text_mention" in [one["type"] for one in parse_html(drawn.text)[1]]


@settings(max_examples=30, deadline=None)
@given(LONG)
def test_the_customer_s_text_stands_there_as_it_was_written(text: str) -> None:
    seen = view(case(text=text, drafts=(draft(text=text),)))
    clean = text.translate(BIDI)
    for drawn, most in (
        (card.card(seen, RU), 1500),
        (card.line(seen, RU), 300),
        (messages.drawn("ShowHeard", body("ShowHeard", text), seen, RU), 3000),
    ):
        assert cut(clean, most) in parse_html(drawn.text)[0]
    drawn = preview.preview(seen.case.drafts[0], seen, RU)
    assert cut(clean, 3900).removesuffix("…") in parse_html(drawn.text)[0]


@given(TEXTS, st.integers(1, 60))
def test_a_cut_text_has_so_many_units_at_most_and_begins_as_the_whole(text: str, most: int) -> None:
    short = cut(text, most)
    assert units(short) <= most
    assert short == text or (text.startswith(short[:-1].rstrip()) and short.endswith("…"))
    assert short == text or units(text) > most


def test_a_text_is_cut_before_it_is_escaped() -> None:
    assert quote("&" * 10, 10) == "&amp;" * 10
    assert quote("&" * 11, 10) == "&amp;" * 9 + "…"
    assert quote("😀" * 6, 10) == "😀" * 4 + "…"


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("text", ["<&\"'>" * 2000, "😀" * 4000, "\u202e" * 5000 + "а"])
def test_the_largest_drawing_stays_under_telegram_s_limit(locale: str, text: str) -> None:
    seen, words = hostile(text), WORDS[locale]
    found = [messages.drawn(what, body(what, text), seen, words) for what in BODIES]
    found += [card.card(seen, words), card.line(seen, words)]
    found.append(preview.preview(seen.case.drafts[0], seen, words))
    for drawn in found:
        visible, _ = parse_html(drawn.text)
        assert units(visible) <= MOST


@given(TEXTS, TEXTS)
def test_a_topic_s_name_is_short_and_without_tricks(name: str, text: str) -> None:
    seen = hostile(text).case
    made = card.topic_name(seen, RU)
    assert len(made.strip()) >= 1 and units(made) <= card.PHONE
    assert "\n" not in made and not set(made) & {chr(one) for one in BIDI}


def actions(drawn: Drawn) -> list[str]:
    return [one.data.partition(":")[0] for row in drawn.buttons for one in row if one.data]


def test_the_card_offers_to_take_only_while_nobody_has_the_case() -> None:
    free, taken = card.card(view(), RU), card.card(view(case(assignee=MARIA)), RU)
    assert "take" in actions(free) and "take" not in actions(taken)
    assert "Мария" in taken.text and "Мария" not in free.text
    for drawn in (free, taken):
        assert {"reply", "resolve", "more"} <= set(actions(drawn))


def test_the_card_says_who_where_and_what() -> None:
    visible, entities = parse_html(card.card(view(), RU).text)
    assert "Анна Петрова" in visible and "Торт приехал помятый!" in visible
    links = [one["url"] for one in entities if one["type"] == "text_link"]
    assert links == ["https://vk.com/id1001", "https://vk.com/wall-7_1?reply=2"]


@pytest.mark.parametrize(
    ("changes", "offered"),
    [
        ({}, True),
        ({"ack_at": NOON}, False),
        ({"gone": True}, False),
    ],
)
def test_acknowledge_is_offered_where_none_was_posted(
    changes: dict[str, object], offered: bool
) -> None:
    assert ("acknowledge" in actions(card.card(view(case(**changes)), RU))) is offered
    assert ("acknowledge" in actions(card.line(view(noted(**changes)), RU))) is offered


@pytest.mark.parametrize("status", [Status.RESOLVED, Status.NOTED])
def test_a_case_that_is_not_open_can_be_opened_and_nothing_else(status: Status) -> None:
    ended = case(status=status, outcome=Outcome.FIXED, resolved_at=NOON, resolved_by=MARIA)
    assert actions(card.card(view(ended), RU)) == ["reopen", "history"]


@pytest.mark.parametrize("menu", Menu)
def test_each_menu_has_a_way_back(menu: Menu) -> None:
    drawn = card.card(view(case(menu=menu, assignee=MARIA)), RU)
    back = drawn.buttons[-1][-1].data
    opened_by = {"outcome": "resolve", "detail": "dm", "gifts": "compensate"}
    assert back == f"{opened_by.get(menu, menu)}:5"
    assert ("release" in actions(drawn)) is (menu is Menu.MORE)


SEEN = f"40.{draft(DraftState.AWAITING).fingerprint}"


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (DraftState.PREPARED, ["publish:5:40", "discard:5:40"]),
        (DraftState.HELD, ["undo:5:40"]),
        (DraftState.LEAVING, []),
        (DraftState.AWAITING, [f"approve:5:{SEEN}", f"reject:5:{SEEN}", "undo:5:40"]),
        (DraftState.SENT, ["keep:5:40"]),
        (DraftState.UNCLEAR, ["retry:5:9", "posted:5:9"]),
        (DraftState.FAILED, ["retry:5:9", "posted:5:9"]),
        (DraftState.REHEARSED, []),
        (DraftState.DISCARDED, []),
    ],
)
def test_a_preview_offers_what_its_draft_allows(state: DraftState, offered: list[str]) -> None:
    one = draft(state)
    drawn = preview.preview(one, view(case(drafts=(one,))), RU)
    assert [button.data for row in drawn.buttons for button in row] == offered
    assert "Заменим сегодня." in drawn.text and drawn.reply_to == 40


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("heated_by", [None, MARIA.id])
@pytest.mark.parametrize("state", DraftState)
def test_a_reply_to_the_customer_alone_never_looks_public(
    state: DraftState, heated_by: int | None, locale: str
) -> None:
    one = draft(state, private=True, heated_by=heated_by, asked_by=MARIA)
    drawn = preview.preview(one, view(case(drafts=(one,))), WORDS[locale])
    says_where = state not in (DraftState.REHEARSED, DraftState.DISCARDED)
    assert drawn.text.startswith("🔒") is says_where
    open_ = preview.preview(replace(one, private=False), view(), WORDS[locale])
    assert "🔒" not in open_.text
    posted = WORDS[locale].say("button-posted")
    assert posted not in [button.text for row in drawn.buttons for button in row]


@pytest.mark.parametrize("locale", WORDS)
def test_a_manager_is_told_that_what_they_decide_on_is_for_the_customer_alone(locale: str) -> None:
    given = body("AskManager", "Нина")
    for private in (True, False):
        one = draft(DraftState.AWAITING, private=private)
        asked = messages.drawn("AskManager", given, view(case(drafts=(one,))), WORDS[locale])
        assert ("🔒" in asked.text) is private


@pytest.mark.parametrize("heated_by", [None, MARIA.id])
@pytest.mark.parametrize(
    ("left", "says"), [(10, "12:00:10"), (59, "12:00:59"), (60, "12:01"), (200, "12:03")]
)
def test_a_held_draft_says_at_what_time_it_leaves_which_stays_true(
    left: int, says: str, heated_by: int | None
) -> None:
    one = draft(DraftState.HELD, leaves_at=NOON + timedelta(seconds=left), heated_by=heated_by)
    first = preview.preview(one, view(case(drafts=(one,))), RU)
    assert f"Уйдёт в {says}" in first.text and f"{says}:" not in first.text.replace(f"{says}: ", "")
    later = preview.preview(one, view(case(drafts=(one,)), now=NOON + timedelta(seconds=5)), RU)
    assert digest(first) == digest(later), "no action of the group's budget is spent on ticking"


def test_a_draft_that_is_held_anew_is_drawn_anew() -> None:
    one, again = (
        draft(DraftState.HELD, leaves_at=NOON + timedelta(seconds=left)) for left in (10, 90)
    )
    drawn = [preview.preview(each, view(case(drafts=(each,))), RU) for each in (one, again)]
    assert digest(drawn[0]) != digest(drawn[1])


LONGEST = "Анна, очень жаль. " * 214
"""A text of 3852 characters: with its heading it just fits."""
SAID = tuple(Objection(f"rule{at}", at, at + 4, "check-blame", blocks=at == 7) for at in range(9))


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("state", DraftState)
@pytest.mark.parametrize("private", [True, False])
def test_the_whole_of_a_long_draft_is_seen_by_all_who_let_it_out(
    state: DraftState, private: bool, locale: str
) -> None:
    one = draft(state, text=LONGEST, objections=SAID, private=private, photo="file", asked_by=MARIA)
    seen, words = view(case(drafts=(one,))), WORDS[locale]
    drawings = [preview.preview(one, seen, words)]
    drawings.append(messages.drawn("AskManager", body("AskManager", "Нина"), seen, words))
    for drawn in drawings:
        visible, _ = parse_html(drawn.text)
        assert LONGEST in visible and units(visible) <= MOST
        assert "✂️" not in visible
    assert "⛔" in drawings[1].text or "…" in drawings[1].text


def test_the_objections_give_way_to_the_text_and_are_still_counted() -> None:
    for length, rows in ((200, 2), (3880, 2), (4020, 1)):
        one = draft(text="я" * length, objections=(SAID[0], replace(SAID[7], advice="check-heat")))
        text = parse_html(preview.preview(one, view(case(drafts=(one,))), RU).text)[0]
        assert "я" * length in text and len(text.split("я\n")[1].splitlines()) == rows
        assert ("…и ещё 1" in text) is (length == 3880)
        assert ("⛔ Замечаний к тексту: 2" in text) is (length == 4020)


def test_the_new_text_of_a_published_reply_is_seen_whole_and_the_old_one_gives_way() -> None:
    old, new = "старое " * 500, "новое " * 600
    one = draft(DraftState.SENT, text=old, revision=new)
    visible = parse_html(preview.preview(one, view(case(drafts=(one,))), RU).text)[0]
    assert new in visible and "старое старое" in visible and old not in visible


@pytest.mark.parametrize("locale", WORDS)
def test_what_no_message_has_room_for_is_said_to_be_missing_and_not_approved_unseen(
    locale: str,
) -> None:
    words = WORDS[locale]
    one = draft(DraftState.AWAITING, text="а" * 4090 + "конец", asked_by=MARIA, objections=SAID)
    seen = view(case(drafts=(one,)))
    drawn = preview.preview(one, seen, words)
    asked = messages.drawn("AskManager", body("AskManager", "Нина"), seen, words)
    for each in (drawn, asked):
        visible, _ = parse_html(each.text)
        missing = 4095 - visible.count("а" * 3) * 3
        count = int("".join(re.findall(r"✂️\D*(\d+)", visible)))
        assert units(visible) <= MOST and "конец" not in visible
        assert abs(count - missing) < 60 and count < 600
    assert drawn.reply_to == 40, "the whole text stands there"
    assert "approve" in actions(drawn) and "approve" not in actions(asked)


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("what", ["Warn", "Remind", "WakeUp", "PingManager", "PingByName"])
@pytest.mark.parametrize("holder", [None, MARIA])
def test_whatever_rings_says_whose_reply_waits_for_a_second_person(
    what: str, holder: Member | None, locale: str
) -> None:
    one, words = draft(DraftState.AWAITING, asked_by=Member(5, "Нина")), WORDS[locale]
    waits = case(drafts=(one,), assignee=holder, waiting_since=NOON)
    drawn = messages.drawn(what, body(what, "Вера"), view(waits), words)
    assert words.say("card-awaiting", who="Нина") in drawn.text
    assert words.say("card-free") not in drawn.text
    calm = messages.drawn(what, body(what, "Вера"), view(replace(waits, drafts=())), words)
    assert "Нина" not in calm.text
    told_free = holder is None and what in ("Remind", "PingManager")
    assert (words.say("card-free") in calm.text) is told_free


def test_a_sent_draft_links_to_the_comment_it_became() -> None:
    one = draft(DraftState.SENT)
    drawn = preview.preview(one, view(case(drafts=(one,))), RU)
    assert "https://vk.com/wall-7_1?reply=77" in drawn.text


@pytest.mark.parametrize("state", MessageState)
def test_each_state_of_the_first_answer_has_words(state: MessageState) -> None:
    text = card.card(view(case(ack_at=NOON), ack=ack("Привет, Анна!", state)), RU).text
    assert ("Привет, Анна!" in text) is (state is not MessageState.WITHDRAWN)


def test_the_card_tells_what_is_due_and_what_is_late() -> None:
    due = card.card(view(), RU).text
    late = card.card(view(case(reply_due=NOON - timedelta(minutes=1))), RU).text
    assert "13:00" in due and "11:59" in late and due != late


@pytest.mark.parametrize("what", ["ShowDeletion", "TellManager"])
@pytest.mark.parametrize(
    ("by", "name", "said", "page"),
    [
        (3, "Олег Дым", "Олег Дым", "https://vk.com/id3"),
        (3, "", "id3", "https://vk.com/id3"),
        (-9, "", "club9", "https://vk.com/club9"),
    ],
)
def test_who_deleted_a_comment_is_told_by_name_or_by_number_and_links_to_their_page(
    what: str, by: int, name: str, said: str, page: str
) -> None:
    given = body(what, "Торт!") | {"by": by, "by_name": name}
    visible, entities = parse_html(messages.drawn(what, given, view(), RU).text)
    assert f"Кто удалил: {said}" in visible and "Кто-то" not in visible
    assert page in [one.get("url") for one in entities]


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize(
    ("problem", "says"), [("vk-closed", "vk-unrevised"), ("vk-captcha", "vk-revise-yourself")]
)
def test_an_edit_that_was_refused_is_told_as_one(problem: str, says: str, locale: str) -> None:
    words = WORDS[locale]
    one = draft(DraftState.SENT, revision="Заменим завтра.", problem=problem)
    text = preview.preview(one, view(case(drafts=(one,))), words).text
    assert words.say(f"problem-{says}") in text
    assert words.say(f"problem-{problem}", detail="") not in text


def test_a_preview_is_drawn_anew_once_another_photo_or_none_hangs_on_its_draft() -> None:
    drawn = [
        digest(preview.preview(one, view(case(drafts=(one,))), RU))
        for one in (draft(photo=photo) for photo in (None, "", "file", "another"))
    ]
    assert len(set(drawn)) == 4


def test_many_attachments_do_not_make_a_card_that_nobody_sees() -> None:
    seen = view(case(attachments=("photo",) * 100_000))
    assert units(parse_html(card.card(seen, RU).text)[0]) <= MOST
