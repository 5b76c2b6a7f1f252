"""The history: what happened, in order, in words."""

from dataclasses import replace

import pytest

from bot.channels.telegram import messages
from bot.channels.telegram.history import history
from bot.channels.telegram.view import MOST, Line, View, units
from bot.core.check import Rule
from sandbox.telegram.markup import parse_html
from tests.channels.conftest import NOON
from tests.channels.views import WORDS, case, view


def of(*lines: tuple[str, str]) -> View:
    """Return a view of a case with these lines in its story."""
    return view(story=tuple(Line(at=NOON, what=what, who="", detail=said) for what, said in lines))


@pytest.mark.parametrize("locale", WORDS)
@pytest.mark.parametrize("rule", Rule)
def test_what_was_let_through_in_spite_of_the_check_is_named_in_words(
    locale: str, rule: Rule
) -> None:
    text = history({}, of(("overruled", rule)), WORDS[locale]).text
    assert WORDS[locale].say(f"rule-{rule}") in text
    assert str(rule) not in text or locale == "en"


def test_several_rules_are_named_in_one_line() -> None:
    text = history({}, of(("overruled", "private_data, profanity")), WORDS["ru"]).text
    assert text.endswith("пропущено вопреки проверке: личные данные, грубость")


@pytest.mark.parametrize("count", [30, 300, 3000])
def test_a_long_history_shows_how_it_began_how_much_is_left_out_and_its_end(count: int) -> None:
    notes = [("NoteWritten", f"заметка номер {one}") for one in range(count)]
    seen = of(("CustomerSpoke", "Торт приехал помятый!"), *notes)
    first, *rows = history({}, seen, WORDS["ru"]).text.splitlines()[1:]
    assert "клиент пишет: «Торт приехал помятый!»" in first
    assert f"заметка номер {count - 1}»" in rows[-1]
    shown = sum("заметка номер" in row for row in rows)
    left_out = f"… (пропущено строк: {count - shown}) …"
    assert rows[0] == left_out if shown < count else left_out not in rows
    assert (shown == count) is (count == 30) and shown > 25


@pytest.mark.parametrize("text", ["<&>" * 2000, "😀" * 4000])
def test_a_history_of_long_lines_stays_one_message_with_both_its_ends(text: str) -> None:
    seen = of(("CustomerSpoke", text), *[("NoteWritten", text)] * 80, ("DraftWritten", "конец"))
    seen = replace(seen, earlier=(case(text=text),) * 10)
    drawn = history({}, seen, WORDS["ru"]).text
    visible = parse_html(drawn)[0]
    assert units(visible) <= MOST and visible.count(text[0]) > 400
    assert "клиент пишет" in drawn and "пропущено строк: " in drawn and "«конец»" in drawn


def test_what_is_given_up_is_not_said_to_be_tried_again() -> None:
    text = history({}, of(("CodeRefused", "loyalty-away")), WORDS["ru"]).text
    assert "больше её не спрашиваем" in text and "ещё раз" not in text
    gift = {"what": "refused", "name": "Торт", "problem": "loyalty-away", "message": None}
    assert "больше её не спрашиваем" in messages.drawn("TellGift", gift, view(), WORDS["ru"]).text
    late = messages.drawn("TellGift", gift | {"what": "late"}, view(), WORDS["ru"]).text
    assert WORDS["ru"].say("problem-loyalty-away") in late
