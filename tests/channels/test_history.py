"""The history: what happened, in order, in words."""

import pytest

from bot.channels.telegram.history import history
from bot.channels.telegram.view import Line, View
from bot.core.check import Rule
from tests.channels.conftest import NOON
from tests.channels.views import WORDS, view


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
