"""Texts to begin a reply with: which fit, how the name goes in, how a reply becomes one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import Outcome
from bot.core.keeping import with_slots
from bot.core.library import Entry, Library, Row, filled, slots_of
from bot.core.moments import MomentWords
from bot.core.sorting import Kind, Theme
from locales.lexicon import load_moments
from tests.effort import effort

ROWS: tuple[Row, ...] = (
    ("complaint", "delivery", "", "Delivery", "{name}, delivery: {action} {deadline}."),
    ("complaint", "price", "", "Price", "{name}, price: {action}."),
    ("complaint", "other", "", "Anything", "{name}, we {action}."),
    ("complaint", "", "fixed", "Fixed", "{name}, fixed."),
    ("complaint", "", "explained", "Explained", "{name}, it is so."),
    ("question", "", "", "Answer", "{name}, yes."),
    ("other", "", "", "Unclear", "{name}, what happened?"),
    ("closing", "", "", "Settled", "{name}, settled."),
)
LIBRARY = Library.of({"en": ROWS, "ru": ROWS[:1]})


TIMES = MomentWords.of(load_moments())


def kept_as(text: str, *, name: str) -> str:
    return with_slots(text, names=[name], times=TIMES)


def titles(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.title for entry in entries]


# --- which texts fit


@pytest.mark.parametrize(
    ("kind", "theme", "outcome", "first"),
    [
        (Kind.COMPLAINT, Theme.PRICE, None, ["Price", "Fixed", "Explained", "Anything"]),
        (Kind.COMPLAINT, Theme.APP, None, ["Fixed", "Explained", "Anything", "Delivery"]),
        (Kind.COMPLAINT, None, None, ["Anything", "Fixed", "Explained", "Delivery"]),
        (Kind.COMPLAINT, Theme.PRICE, Outcome.EXPLAINED, ["Explained", "Price", "Anything"]),
        (Kind.QUESTION, Theme.PRICE, None, ["Answer"]),
        (Kind.SPAM, None, None, []),
        (None, Theme.PRICE, None, ["Price", "Unclear"]),
        (Kind.OTHER, None, None, ["Anything", "Unclear"]),
    ],
)
def test_the_most_fitting_texts_come_first(
    kind: Kind | None, theme: Theme | None, outcome: Outcome | None, first: list[str]
) -> None:
    found = titles(LIBRARY.for_case("en", kind, theme, outcome))
    assert found[: len(first)] == first
    if kind is not Kind.COMPLAINT:
        assert len(found) == len(first)


def test_a_text_for_another_outcome_comes_last() -> None:
    found = LIBRARY.for_case("en", Kind.COMPLAINT, Theme.PRICE, Outcome.FIXED)
    assert titles(found)[0] == "Fixed" and titles(found)[-1] == "Explained"


def test_no_more_are_offered_than_are_asked_for() -> None:
    assert titles(LIBRARY.for_case("en", Kind.COMPLAINT, Theme.DELIVERY, most=1)) == ["Delivery"]


def test_only_texts_of_the_language_are_offered() -> None:
    assert titles(LIBRARY.for_case("ru", Kind.COMPLAINT, Theme.DELIVERY)) == ["Delivery"]
    assert LIBRARY.for_case("bg", Kind.COMPLAINT, Theme.DELIVERY) == ()
    assert LIBRARY.closing("ru") == ()


def test_closing_lines_are_offered_only_as_such() -> None:
    assert titles(LIBRARY.closing("en")) == ["Settled"]
    for kind in (*Kind, None):
        assert "Settled" not in titles(LIBRARY.for_case("en", kind, None, most=99))


def test_a_text_is_found_by_its_key() -> None:
    for key, entry in LIBRARY.entries.items():
        assert LIBRARY.get(key) == entry and re.fullmatch("[a-z0-9]{1,12}", key)
    assert LIBRARY.get("no") is None
    assert len(LIBRARY.entries) == len(ROWS) + 1


def test_a_key_changes_with_its_text_and_with_nothing_else() -> None:
    moved = Library.of({"en": ROWS[::-1]})
    assert set(moved.entries) < set(LIBRARY.entries)
    renamed = Entry.of("en", ("question", "price", "", "Renamed", ROWS[0][-1]))
    assert renamed.key == Entry.of("en", ROWS[0]).key == "3ba1b0ff"
    assert Entry.of("en", (*ROWS[0][:-1], "{name}, other.")).key not in LIBRARY.entries


@pytest.mark.parametrize("row", [("complain", "", ""), ("", "food", ""), ("", "", "won")])
def test_a_row_with_an_unknown_word_is_refused(row: tuple[str, str, str]) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        Library.of({"en": [(*row, "Title", "Text")]})


def test_open_slots_are_told() -> None:
    assert slots_of("{name}, {action} {deadline}, {name}.") == {"name", "action", "deadline"}
    assert slots_of("{Name} {other} name {}") == frozenset()


# --- the name goes in


@pytest.mark.parametrize(
    ("text", "nameless"),
    [
        ("{name}, мы нашли.", "Мы нашли."),
        ("{name}! Мы нашли.", "Мы нашли."),
        ("{name} — простите.", "Простите."),
        ("Здравствуйте, {name}! Мы нашли.", "Здравствуйте! Мы нашли."),
        ("Здравствуйте, {name}, мы нашли.", "Здравствуйте, мы нашли."),
        ("{name}, здравствуйте! Мы нашли.", "Здравствуйте! Мы нашли."),
        ("Мы нашли. {name}, привезём завтра.", "Мы нашли. Привезём завтра."),
        ("Спасибо, {name}, за терпение.", "Спасибо за терпение."),
        ("Спасибо, {name}, что написали.", "Спасибо, что написали."),
        ("Спасибо за слова, {name}.", "Спасибо за слова."),
        ("Спасибо, {name}", "Спасибо"),
        ("«{name}, ёлка у вас».", "«Ёлка у вас»."),
        ("Hi {name}, we found it.", "Hi, we found it."),
        ("Hello {name}!\n{name}, we found it.", "Hello!\nWe found it."),
        ("Thank you, {name}, for telling us.", "Thank you for telling us."),
        ("We're sorry, {name}.", "We're sorry."),
        ("{name}, 5 cakes are yours.", "5 cakes are yours."),
        ("Благодарим Ви, {name}, че писахте.", "Благодарим Ви, че писахте."),
        ("Благодарим Ви, {name}, за думите.", "Благодарим Ви за думите."),
        ("{name}, ще Ви пишем.", "Ще Ви пишем."),
        ("{name}, we'll {action} {deadline}.", "We'll {action} {deadline}."),
        ("{name}", ""),
        ("Без имени.", "Без имени."),
    ],
)
def test_without_a_name_the_sentence_still_reads_well(text: str, nameless: str) -> None:
    assert filled(text, "") == nameless
    assert filled(nameless, "") == nameless


def test_with_a_name_the_slot_is_filled_wherever_it_stands() -> None:
    text = "{name}, мы нашли. Спасибо, {name}: {action}."
    assert filled(text, "Анна") == "Анна, мы нашли. Спасибо, Анна: {action}."


# --- a reply becomes a text of the library


@pytest.mark.parametrize(
    ("name", "reply", "kept"),
    [
        ("Анна", "Анна, вернём деньги.", "{name}, вернём деньги."),
        ("Анна", "Вернём деньги, АННА!", "Вернём деньги, {name}!"),
        ("Анна", "анна, вернём деньги.", "{name}, вернём деньги."),
        ("Анна", "Позвоним Анне и Марианне.", "Позвоним {name} и Марианне."),
        ("Anna", "Анна, вернём деньги.", "{name}, вернём деньги."),
        ("Артём", "Артем, вернём деньги.", "{name}, вернём деньги."),
        ("Анна-Мария", "Анна-Мария, вернём. Анна!", "{name}, вернём. {name}!"),
        ("Иван", "Иване, ще върнем парите.", "{name}, ще върнем парите."),
        ("Мария", "Марийо, ще върнем парите.", "{name}, ще върнем парите."),
        ("Will", "Will, we will refund it.", "{name}, we will refund it."),
        ("Я", "Я вам позвоню.", "Я вам позвоню."),
        ("Анна", "Анна Петровна, вернём деньги.", "{name}, вернём деньги."),
        ("", "Анна, вернём деньги.", "Анна, вернём деньги."),
        ("Анна", "[id12345|Анна], вернём деньги.", "{name}, вернём деньги."),
    ],
)
def test_the_first_name_becomes_a_slot(name: str, reply: str, kept: str) -> None:
    assert kept_as(reply, name=name) == kept


@pytest.mark.parametrize(
    "deadline",
    [
        "завтра к 12:00", "до 18:00", "25 ноября", "сегодня", "в пятницу", "сегодня вечером",
        "к 6 вечера", "до конца дня", "через два часа", "в течение дня", "не позднее 18:00",
        "к понедельнику", "до 25.11", "25.11.2026", "на следующей неделе", "next week", "через час",
        "в 3 часа дня", "следващата седмица", "до 10 часов утра",
        "by 6 pm", "tomorrow", "on Friday", "by 25 November", "within two hours", "by noon",
        "tomorrow at 10 a.m.", "by the end of the day", "this evening", "by 10 o'clock",
        "до утре в 12:00", "днес", "в петък", "до 25 ноември", "утре сутринта", "след два часа",
        "до края на деня", "до 18.00 ч", "в неделя", "до 3 дни", "в течение 3 рабочих дней",
        "к 2 часам ночи", "завтра, 25 ноября, к 15:30", "в ближайшие два часа", "до вечера",
        "в следующем месяце", "in the next few days", "on Monday the 7th of December, 2026",
    ],
)  # fmt: skip
def test_a_date_or_time_becomes_a_slot(deadline: str) -> None:
    assert kept_as(f"Привезём {deadline}, Ольга.", name="Анна") == "Привезём {deadline}, Ольга."


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("Заказ №1234567 у вас.", "Заказ {issue} у вас."),
        ("Заказ ЗК-12345 у вас.", "Заказ {issue} у вас."),
        ("Звоните: +7 (912) 345-67-89.", "Звоните: {issue}."),
        ("Карта 4276 1234 5678 9012.", "Карта {issue}."),
        ("Пишите на anna.k@mail.ru.", "Пишите на {issue}."),
        ("Пишите @anna_k.", "Пишите {issue}."),
    ],
)
def test_numbers_and_addresses_are_not_kept(reply: str, kept: str) -> None:
    assert kept_as(reply, name="Ольга") == kept


@pytest.mark.parametrize(
    "reply",
    [
        "Вернём 350 рублей за 2 торта из 10, размер 12.50, в 2 раза.",
        "Вы прождали 40 минут и 3 дня, так не должно быть.",
        "You may keep 2 of the 10; we close the second till, and the sun is out.",
        "Имате право, 12.50 лв за 2 торти са много.",
        "Извиняваме се, че чакахте повече от 2 часа.",
        "Скидка до 30 €, от 10 до 20 лв, по 3 дня в неделю, 2 раза в день, в час пик.",
        "Завтрашний торт уже в печи, на Fridays и по пятницам скучно не бывает.",
        "{name}, {action} {deadline}: {issue}.",
    ],
)
def test_what_is_no_deadline_and_no_number_of_a_person_stays(reply: str) -> None:
    assert kept_as(reply, name="Анна") == reply


def test_what_the_check_calls_somebody_s_data_is_not_kept() -> None:
    text = "Анна, заказ 4815 у курьера."
    kept = with_slots(text, names=["Анна"], times=TIMES, private=[(6, 16)])
    assert kept == "{name}, {issue} у курьера."


def test_a_sentence_ends_where_it_ended() -> None:
    kept = kept_as("Привезём завтра. В 18:00 позвоним.\nДо 19:00 ждите. в 20:00", name="Анна")
    assert kept == "Привезём {deadline}. {deadline} позвоним.\n{deadline} ждите. {deadline}"


WORDS = (
    *("Анна", "анна", "завтра", "до", "к", "в", "12:00", "25", "ноября", "пятницу", "by", "pm"),
    *("6", "tomorrow", "the", "end of the day", "утре", "след", "два", "часа", "+7", "12345"),
    *("{name}", "{issue}", "{deadline}", "a@b.ru", "@anna", "[id12345|Анна]", "№", "торт"),
)


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from((" ", ", ", ". ", "-", "")))))
def test_what_is_kept_already_stays_as_it_is(pieces: list[tuple[str, str]]) -> None:
    kept = kept_as("".join(word + gap for word, gap in pieces), name="Анна")
    assert kept_as(kept, name="Анна") == kept
    assert "12345" not in kept


@given(st.text(max_size=300), st.text(max_size=12))
def test_any_text_and_any_name_can_be_kept(text: str, name: str) -> None:
    kept = kept_as(text, name=name)
    assert kept_as(kept, name=name) == kept


@pytest.mark.parametrize(
    "hostile",
    ["до ", "завтра ", "1 ", "1-", "в течение ", "in the next few ", "{name}", "Анна ", "@", "a."],
)
def test_a_hostile_text_is_no_endless_work(hostile: str) -> None:
    text = hostile * (4096 // len(hostile))
    assert effort(lambda: filled(kept_as(text, name="Анна"), "")) < 350
