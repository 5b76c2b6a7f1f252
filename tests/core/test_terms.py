"""A text is found by its words in any form and by its numbers however they are written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import terms as module
from bot.core.terms import (
    LONGEST_KEY,
    MOST_ASKED,
    MOST_KEYS,
    MOST_WORDS,
    SearchWords,
    question,
    terms,
)
from locales.lexicon import load_search
from tests.effort import effort

WORDS = SearchWords.of(load_search())
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def is_found(text: str, by: str) -> bool:
    keys = set(terms(text, WORDS))
    asked = question(by, WORDS)
    return bool(asked) and all(keys & any_of for any_of in asked)


FOUND = [
    # Russian
    ("Торты были помятые", "торта"),
    ("торт приехал помятым", "помятый"),
    ("Курьер шёл три часа", "идти"),
    ("мы шли пешком", "шёл"),
    ("люди ждали", "человек"),
    ("Два человека ждали", "людям"),
    ("ещё раз", "еще"),
    ("Еще раз", "ещё"),
    ("ребенок плакал", "дети"),
    ("ДОСТАВКА ОПОЗДАЛА", "доставку"),
    ("вчера в отделе доставки нахамили", "доставка нахамил"),
    ("онлайн-заказ не пришёл", "заказ"),
    ("заказ онлайн", "онлайн-заказ"),
    ("то\u0301рт засох", "торт"),
    ("тор\u00adт засох", "торт"),
    ("раи\u0306он", "район"),
    ("тёрлинка", "терлинка"),
    ("STRASSE", "straße"),
    ("брокколини вялая", "брокколини"),
    ("чиабаттина сухая", "чиабаттины"),
    # names
    ("Анна Петрова", "Анне Петровой"),
    ("Анна Петрова", "петров"),
    ("Зябликова", "зябликовой"),
    ("Зябликов", "Зябликову"),
    ("Олег Зябликов", "Зябликова Олега"),
    ("Дроздецкая", "Дроздецкой"),
    # Bulgarian
    ("Тортата беше смачкана", "торта"),
    ("торта", "тортите"),
    ("Две торти", "тортата"),
    ("поръчката закъсня", "поръчки"),
    ("поръчките", "поръчка"),
    ("доставката", "доставка"),
    ("хляба беше стар", "хлябът"),
    ("хлябове", "хляб"),
    ("куриерите", "куриерът"),
    ("куриера", "куриери"),
    ("мястото", "местата"),
    ("големият", "големи"),
    ("момчетата", "момче"),
    ("детето плачеше", "дете"),
    ("минутата", "минути"),
    ("денят", "ден"),
    ("нощта", "нощ"),
    ("езиците", "език"),
    ("случаите", "случай"),
    ("броеве", "брой"),
    ("нея ѝ дадоха", "и нея"),
    # English
    ("The cakes were late", "cake"),
    ("a late delivery", "DELIVERIES"),
    ("the courier's bag", "couriers"),
    ("waiting for hours", "waited hour"),
    # numbers
    ("заказ № 12-345", "12345"),
    ("заказ № 12-345", "12-345"),
    ("заказ 12345", "№ 12-345"),
    ("заказ 12345", "12 345"),
    ("заказ 12 345 руб.", "12345"),
    ("№12-345", "345"),
    ("А12345", "12345"),
    ("заказ A12345", "A-12345"),
    ("заказ12345", "заказы 12345"),
    ("купил 12.05.2026", "12.05"),
    ("12.05.2026", "12.05.2026"),
    ("карта 4276 1234 5678 9012", "4276123456789012"),
    ("5 штук", "5"),
    ("+7 912 345-67-89", "89123456789"),
    ("+7 912 345-67-89", "+7 912 345-67-89"),
    ("+7 912 345-67-89", "8 (912) 345-67-89"),
    ("+7 912 345-67-89", "9123456789"),
    ("89123456789", "+7 912 345-67-89"),
    ("8 (912) 345 67 89", "+79123456789"),
    ("№ 5512 8 912 345-67-89", "+79123456789"),
    ("звоните 8-912-345-67-89 до 18", "345-67-89"),
    ("+359 888 123 456", "0888123456"),
    ("0888 123 456", "+359888123456"),
    ("1234567890-1234567890", "1234567890-1234567890"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "by"), FOUND)
def test_it_is_found(text: str, by: str) -> None:
    assert is_found(text, by)


NOT_FOUND = [
    ("Торты были помятые", "пирог"),
    ("Торты были помятые", "торт пирог"),
    ("верните деньги", "верно"),
    ("дайте газету", "газ"),
    ("котлета", "кот"),
    ("доставка", "доставить"),
    ("банан", "банка"),
    ("нито", "ни"),
    ("хлове", "хл"),
    ("delivery", "deliver us"),
    ("заказ 12345", "1234"),
    ("заказ 12345", "123456"),
    ("заказ 12\n345", "12345"),
    ("заказ 12, 345", "12345"),
    ("+7 912 345-67-89", "+7 912 345-67-80"),
    ("Иванова", "Петрова"),
    ("", "торт"),
]


@pytest.mark.parametrize(("text", "by"), NOT_FOUND)
def test_it_is_not_found(text: str, by: str) -> None:
    assert not is_found(text, by)


@pytest.mark.parametrize("asked", ["", " ", "а", "в и с", "?!", "*", '"', "\x00", "😂", "\u0301"])
def test_what_holds_no_word_is_no_question(asked: str) -> None:
    assert question(asked, WORDS) == ()


def test_each_word_of_a_question_asks_for_itself_once() -> None:
    assert question("торт торты Торта", WORDS) == (frozenset({"торт"}),)
    assert len(question("торт и пирог", WORDS)) == 2


def test_no_key_holds_a_letter_that_is_often_written_as_another() -> None:
    keys = terms("ёлка шёл Королёвский тёрлинка ещё ѝхда", WORDS)
    assert not set("ёѝ") & set("".join(keys))


def test_one_analyser_serves_the_whole_process() -> None:
    from bot.core.check import forms

    assert module.analyser is forms.analyser


# --- hostile texts


def made_of(alphabet: str, *, length: int, end: str = "") -> str:
    """Return 16 KiB of different words."""
    letters = len(alphabet)
    made, size, number = [], 0, 0
    while size < 16384:
        number += 1
        word = "".join(
            alphabet[(number * (place + 3) ** 2 + number // letters) % letters]
            for place in range(length)
        )
        made.append(word + end)
        size += len((word + end + " ").encode())
    return " ".join(made)


HOSTILE = {
    "unknown words": made_of(CYRILLIC, length=10),
    "long unknown words": made_of(CYRILLIC, length=31),
    "prefixes": made_of(CYRILLIC, length=9, end="нене"),
    "articles": made_of(CYRILLIC, length=6, end="ищаетата"),
    "ё or е": made_of("еёиа", length=31),
    "surnames": made_of(CYRILLIC, length=8, end="овыми"),
    "English": made_of("abcdefghijklmnopqrstuvwxyz", length=12),
    "English suffixes": made_of("aeiouyrtnls", length=14, end="ationality"),
    "numbers": " ".join(f"{number * 7919 % 1000:03}" for number in range(4096)),
    "digits": made_of("0123456789", length=1),
    "other letters": made_of("𐌰𐌱𐌲𐌳𐌴𐌵𐌶𐌷", length=31),
    "one word": "а" * 16384,
    "one number": "1" * 16384,
    "what stands between": "1 ( " * 4096,
    "marks": "и\u0306" * 5461,
    "marks alone": "\u0301\u0323" * 4096,
    "expanding": "ﷺ" * 5461 + "ß" * 8192,
    "zeroes": "\x00" * 16384,
    "surrogates": "\ud800" * 5461,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_takes_long(what: str) -> None:
    def find_keys() -> None:
        module._forms.cache_clear()
        terms(HOSTILE[what], WORDS)

    terms("торт cake 1", WORDS)
    assert effort(find_keys) < 35


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_has_endless_keys(what: str) -> None:
    keys = terms(HOSTILE[what], WORDS)
    assert len(keys) <= MOST_KEYS
    assert all(re.fullmatch(rf"\w{{1,{LONGEST_KEY}}}", key) for key in keys)
    assert len(question(HOSTILE[what], WORDS)) <= MOST_ASKED * 8


def test_only_the_first_words_of_a_text_count() -> None:
    many = [f"{first}{second}к" for first in CYRILLIC for second in CYRILLIC]
    text = " ".join(many)
    assert is_found(text, many[0])
    assert is_found(text, many[MOST_WORDS - 1])
    assert not is_found(text, many[MOST_WORDS])
    assert is_found("торт " * 1000 + "пирог", "пирог"), "the same word counts once"


def test_what_is_beyond_sixteen_thousand_letters_is_not_read() -> None:
    assert is_found("а " * 8000 + "торт", "торт")
    assert not is_found("а " * 8192 + "торт", "торт")


def test_a_long_word_is_found_by_itself() -> None:
    for long in ("ы" * 5000, "x" * 5000, "7" * 5000):
        assert is_found(f"вот {long}", long)


@given(st.text())
def test_keys_are_letters_and_digits_only(text: str) -> None:
    for keys in (terms(text, WORDS), *question(text, WORDS)):
        assert all(re.fullmatch(r"\w{1,32}", key) for key in keys)


@given(st.text(alphabet="тортеЁёиa bcs12-. №+()'\"*\\😂", max_size=40))
def test_a_text_is_found_by_itself(text: str) -> None:
    if question(text, WORDS):
        assert is_found(text, text)
