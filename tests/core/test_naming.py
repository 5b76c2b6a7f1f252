"""Which names may stand in a public sentence."""

import pytest

from bot.core.naming import address

TITLES = frozenset({"администратор", "поддержка", "служба поддержки", "team", "кто-то"})

NAMES = {
    "as it is": ("Анна", "Анна"),
    "small letters": ("анна", "Анна"),
    "capitals": ("АННА", "Анна"),
    "two parts": ("Анна Мария", "Анна Мария"),
    "a hyphen in small letters": ("анна-мария", "Анна-Мария"),
    "a hyphen in capitals": ("JEAN-PAUL", "Jean-Paul"),
    "two words in capitals": ("МАРИЯ ПИЛАР", "Мария Пилар"),
    "an apostrophe": ("O'Neil", "O'Neil"),
    "a curved apostrophe": ("d’artagnan", "D’Artagnan"),
    "an initial": ("Анна М.", "Анна М."),
    "spaces around and inside": ("  Анна \n Мария ", "Анна Мария"),
    "two letters": ("Ян", "Ян"),
    "capitals inside": ("МакКей", "МакКей"),
    "accents": ("Zoë", "Zoë"),
    "Bulgarian": ("Ивелина", "Ивелина"),
}
NO_NAMES = {
    "nothing": "",
    "spaces": "   ",
    "one letter": "Я",
    "digits": "Anna1987",
    "a number": "42",
    "a link": "vk.com/anna",
    "a domain": "otklik.ru",
    "a mention": "@anna",
    "VK markup": "[id1|Анна]",
    "HTML": "<b>Анна</b>",
    "emoji": "Анна ❤",
    "an underscore": "anna_m",
    "a slot": "{name}",
    "four words": "Анна Мария Пилар Соль",
    "too long": "А" * 31,
    "too long in parts": " ".join(["Абвгдежзиклмно"] * 3),
    "a line for the brand": "Анна, мы врём",
    "an invisible sign": "Ан\u200bна",
    "a turn of direction": "\u202eАнна",
    "a hyphen at the end": "Анна-",
    "deleted": "DELETED",
    "a title of the platform": "Administrator",
    "a title from the lists": "Администратор",
    "a title with a dot": "Admin.",
    "a title of two words": "Служба поддержки",
    "a title with a hyphen": "Кто-то",
    "a title before a name": "Администратор Анна",
    "a title after a name": "Анна Support",
    "a title joined to a name": "Анна-Поддержка",
}


@pytest.mark.parametrize(("given", "said"), NAMES.values(), ids=NAMES)
def test_a_name_is_said_as_names_are_written(given: str, said: str) -> None:
    assert address(given, titles=TITLES) == said


@pytest.mark.parametrize("given", NO_NAMES.values(), ids=NO_NAMES)
def test_what_is_no_name_is_not_said(given: str) -> None:
    assert address(given, titles=TITLES) is None


def test_part_of_a_title_inside_a_name_does_no_harm() -> None:
    assert address("Bottega") == "Bottega"
