"""The texts of all languages hold together: the same messages, the same variables, short enough."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Visitor

from bot.voice import FILES as OWN
from bot.voice import LANGUAGES, speak

FOLDER = Path(__file__).parents[2] / "locales"
NAMES = sorted({file.name for file in FOLDER.glob("*/*.ftl")} | {"staff.ftl", "operator.ftl"})
FILES = [(language, name) for language in LANGUAGES for name in NAMES]
A_LONG_NAME = "Константин Константинов-Константинопольский"
TOAST = 200
BUTTON = 40


@dataclass
class Used(Visitor):
    """Collects the variables of whatever is visited, and the messages it is made of."""

    variables: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.parts.add(node.id.name)


@cache
def entries(language: str, name: str) -> tuple[ast.EntryType, ...]:
    return tuple(parse((FOLDER / language / name).read_text("utf-8")).body)


def messages(language: str, name: str) -> Iterator[ast.Message | ast.Term]:
    for entry in entries(language, name):
        if isinstance(entry, ast.Message | ast.Term):
            yield entry


def keys(language: str, name: str) -> list[str]:
    found = []
    for message in messages(language, name):
        own = f"-{message.id.name}" if isinstance(message, ast.Term) else message.id.name
        if message.value is not None:
            found.append(own)
        found += [f"{own}.{attribute.id.name}" for attribute in message.attributes]
    return found


def variables(language: str, name: str) -> dict[str, set[str]]:
    """Return the variables of each message, those of the parts it is made of included."""
    used: dict[str, Used] = {}
    for message in messages(language, name):
        used[message.id.name] = Used()
        used[message.id.name].visit(message)
    return {key: set(_variables(key, used)) for key in used}


def _variables(key: str, used: dict[str, Used]) -> Iterator[str]:
    yield from used[key].variables
    for part in used[key].parts:
        yield from _variables(part, used)


def staff_texts(start: str) -> Iterator[tuple[str, str, str]]:
    for language in LANGUAGES:
        for key, used in variables(language, "staff.ftl").items():
            if key.startswith(start):
                values = dict.fromkeys(used, A_LONG_NAME)
                yield language, key, speak(language, key, values, strict=True)


@pytest.mark.parametrize("name", NAMES)
def test_every_language_has_the_same_messages_and_attributes(name: str) -> None:
    expected = set(keys("ru", name))
    assert expected
    for language in LANGUAGES:
        assert set(keys(language, name)) ^ expected == set(), language


@pytest.mark.parametrize("name", NAMES)
def test_a_message_uses_the_same_variables_in_every_language(name: str) -> None:
    expected = variables("ru", name)
    for language in LANGUAGES:
        found = variables(language, name)
        differing = {key: found[key] ^ expected[key] for key in found.keys() & expected}
        assert {key: names for key, names in differing.items() if names} == {}, language


@pytest.mark.parametrize(("language", "name"), FILES)
def test_no_line_of_a_file_is_junk(language: str, name: str) -> None:
    junk = [one.content for one in entries(language, name) if isinstance(one, ast.Junk)]
    assert junk == []


@pytest.mark.parametrize(("language", "name"), FILES)
def test_no_message_stands_twice_in_a_file(language: str, name: str) -> None:
    found = keys(language, name)
    assert sorted(found) == sorted(set(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_of_the_bot_stands_in_two_files(language: str) -> None:
    found = [key for name in OWN for key in keys(language, name)]
    assert sorted(found) == sorted(set(found)), "the later file would silently win"


def test_an_answer_to_a_press_fits_into_a_toast() -> None:
    texts = list(staff_texts("answer-"))
    assert texts
    assert [one for one in texts if not 0 < len(one[2]) <= TOAST] == []


def test_a_button_fits_on_a_phone() -> None:
    texts = list(staff_texts("button-"))
    assert texts
    assert [one for one in texts if not 0 < len(one[2]) <= BUTTON] == []
