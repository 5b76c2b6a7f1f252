"""The texts to begin a reply with: complete, fit for a button, and nothing the check objects to."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import locales
from bench.check import words as lists
from bot.core.case import Outcome
from bot.core.check import Context, Finding, Rule, check
from bot.core.library import Entry, Library, filled, slots_of
from bot.core.sorting import Kind, Theme
from locales.lexicon import load_library
from tests.locales.test_public_texts import LANGUAGES, NAMES, POLITE

LONGEST_TITLE, SHORTEST, LONGEST = 28, 120, 420

DEADLINES = {
    "ru": ("сегодня до 18:00", "в пятницу", "до 25 ноября", "завтра утром", "в течение двух часов"),
    "en": ("by 6 pm today", "on Friday", "by 25 November", "tomorrow morning", "within two hours"),
    "bg": ("днес до 18:00", "в петък", "до 25 ноември", "утре сутринта", "до два часа"),
}
BY_THEME = {
    "ru": {
        Theme.DELIVERY: ("торт приехал помятым", "привезём новый торт"),
        Theme.WAITING: ("вы сорок минут стояли у кассы", "откроем вторую кассу"),
        Theme.STAFF: ("кассир ответил вам грубо", "позвоним вам и извинимся лично"),
        Theme.QUALITY: ("пирог внутри оказался сырым", "испечём для вас другой"),
        Theme.PRICE: ("деньги списались дважды", "вернём лишнее на карту"),
        Theme.APP: ("оплата зависает на последнем шаге", "выпустим исправление"),
        Theme.OTHER: ("вывеска светит вам в окна", "приглушим её на ночь"),
    },
    "en": {
        Theme.DELIVERY: ("the cake arrived squashed", "bring you a new cake"),
        Theme.WAITING: ("you stood at the till for forty minutes", "open a second till"),
        Theme.STAFF: ("the cashier was rude to you", "call you and apologise in person"),
        Theme.QUALITY: ("the pie was raw in the middle", "bake you another one"),
        Theme.PRICE: ("your card was charged twice", "send the extra back to your card"),
        Theme.APP: ("the payment freezes at the last step", "release a fix"),
        Theme.OTHER: ("our sign shines into your windows", "dim it at night"),
    },
    "bg": {
        Theme.DELIVERY: ("тортата пристигна смачкана", "ще Ви донесем нова торта"),
        Theme.WAITING: ("чакахте на касата четирийсет минути", "ще отворим втора каса"),
        Theme.STAFF: ("касиерът Ви отговори грубо", "ще Ви се обадим, за да се извиним лично"),
        Theme.QUALITY: ("баницата беше сурова отвътре", "ще Ви изпечем друга"),
        Theme.PRICE: ("сумата е изтеглена два пъти", "ще Ви върнем разликата по картата"),
        Theme.APP: ("плащането спира на последната стъпка", "ще пуснем поправката"),
        Theme.OTHER: ("табелата ни свети в прозорците Ви", "ще я приглушим за през нощта"),
    },
}
BY_OUTCOME = {
    "ru": {
        Outcome.FIXED: ("торт приехал помятым", "новый торт уже у вас"),
        Outcome.COMPENSATED: ("вечер пошёл насмарку", "вернём вам стоимость заказа"),
        Outcome.EXPLAINED: ("по субботам кухня закрывается раньше", "напишем это в меню"),
        Outcome.THEIR_MISTAKE: ("купон действует с понедельника", "напишем дату крупнее"),
        Outcome.UNCONFIRMED: ("в коробке не хватало пирожного", "посмотрим ещё и камеру на складе"),
    },
    "en": {
        Outcome.FIXED: ("the cake arrived squashed", "brought you a new cake"),
        Outcome.COMPENSATED: ("your evening was ruined", "refund the whole order"),
        Outcome.EXPLAINED: ("the kitchen closes early on Saturdays", "put it on the menu"),
        Outcome.THEIR_MISTAKE: ("the coupon starts on Monday", "print the date larger"),
        Outcome.UNCONFIRMED: (
            "a cake was missing from the box",
            "look at the warehouse camera too",
        ),
    },
    "bg": {
        Outcome.FIXED: ("тортата пристигна смачкана", "новата торта вече е при Вас"),
        Outcome.COMPENSATED: ("вечерта Ви беше провалена", "ще Ви върнем сумата за поръчката"),
        Outcome.EXPLAINED: ("в събота кухнята затваря по-рано", "ще го напишем в менюто"),
        Outcome.THEIR_MISTAKE: ("купонът важи от понеделник", "ще напишем датата по-едро"),
        Outcome.UNCONFIRMED: ("в кутията е липсвала паста", "ще прегледаме и камерата в склада"),
    },
}
BY_KIND = {
    "ru": {
        Kind.QUESTION: ("", "по воскресеньям доставляем до 22:00"),
        Kind.SUGGESTION: ("новая печь пока не помещается на кухне", "поставим лавочку у входа"),
    },
    "en": {
        Kind.QUESTION: ("", "on Sundays we deliver until 10 pm"),
        Kind.SUGGESTION: ("a new oven won't fit into our kitchen", "put a bench by the door"),
    },
    "bg": {
        Kind.QUESTION: ("", "в неделя доставяме до 22:00"),
        Kind.SUGGESTION: ("новата фурна няма къде да се побере", "ще сложим пейка до входа"),
    },
}
UNHEARD = {
    "ru": ("лента оказалась синей, а не белой", "ленту подошьём"),
    "en": ("the ribbon is blue, not white", "sew on a white one"),
    "bg": ("панделката беше синя, а не бяла", "ще зашием бяла"),
}
"""Words that no list of the check has: what the text itself says has to do."""
FORBIDDEN = {
    "": r"https?:|www\.|[@#*_<>]|\.\.|…|!!|\?!|\)\)|:\)|  | [.,;:!?]|,,|[\u2190-\U0001faff]",
    "ru": r"уважаем|обращени|недоч[её]т|сожалеем|кратчайш|установленн|приносим|неудобств|поддержк"
    r"|номер|телефон|отзыв|зв[её]зд|оценк|рейтинг|скидк|промокод|подар|постараемся"
    r"|\b(?:рад|рада|уверен|готов|согласен|согласна|огорч[её]н[аы]?|сам|сама|прав|права)\b",
    "en": r"\bdear\b|inconvenience|valued|review|rating|\bstars?\b|discount|voucher|\bgift|policy"
    r"|support|phone|e-?mail|order number|kindly|please note|unfortunately",
    "bg": r"уважаем|неудобств|обръщени|своевременно|отзив|звезд|оценк|рейтинг|отстъпк|подар"
    r"|поддръжк|номер|телефон|имейл|за съжаление"
    r"|\b(?:доволен|доволна|прав|права|сигурен|сигурна|разочарован|разочарована)\b",
}


@cache
def library() -> Library:
    return Library.of(load_library())


def entries() -> list[Entry]:
    return list(library().entries.values())


def shown(entry: Entry) -> str:
    return f"{entry.language} {entry.title}"


each = pytest.mark.parametrize("entry", entries(), ids=shown)


def values(entry: Entry) -> tuple[str, str]:
    """Return what happened and what is done about it, as a member of staff may write it."""
    if entry.outcome:
        return BY_OUTCOME[entry.language][entry.outcome]
    if entry.theme:
        return BY_THEME[entry.language][entry.theme]
    return BY_KIND[entry.language].get(entry.kind or Kind.OTHER, ("", ""))


def replies(entry: Entry, name: str) -> Iterator[str]:
    """Fill the slots in: with what suits, with what no list knows, each by every deadline."""
    ways = product((values(entry), UNHEARD[entry.language]), DEADLINES[entry.language])
    for (issue, action), deadline in ways:
        text = filled(entry.text, name).replace("{issue}", issue or "{issue}")
        yield text.replace("{action}", action or "{action}").replace("{deadline}", deadline)


def look(
    entry: Entry, text: str, *, customer: str, published: tuple[str, ...] = ()
) -> list[Finding]:
    """Check a reply; no outcome counts as solved, for most customers have not said so yet."""
    context = Context(
        customer=customer,
        locale=entry.language,
        solved=entry.closing,
        kind=Kind.COMPLAINT if entry.closing else entry.kind,
        published=published,
    )
    return list(check(text, context=context, words=lists()))


def told(findings: list[Finding], text: str) -> list[tuple[str, str]]:
    return [(finding.advice, text[slice(*finding.span)]) for finding in findings]


@each
def test_a_text_with_its_slots_filled_has_nothing_the_check_objects_to(entry: Entry) -> None:
    name = NAMES[entry.language]
    for reply in replies(entry, name):
        assert not told(look(entry, reply, customer=name), reply), reply


@each
def test_so_it_is_where_the_name_cannot_be_used(entry: Entry) -> None:
    for reply in replies(entry, ""):
        assert reply[0].isupper() and "{" not in reply, reply
        assert not told(look(entry, reply, customer=""), reply), reply


@each
def test_an_unfilled_text_is_blocked_by_its_slots_alone(entry: Entry) -> None:
    blocking = {one.rule for one in look(entry, entry.text, customer="") if one.blocks}
    assert blocking == {Rule.UNFILLED_SLOT}


@each
def test_no_text_is_nearly_another(entry: Entry) -> None:
    others = tuple(
        reply
        for other in library().entries.values()
        if other.language == entry.language and other != entry
        for reply in list(replies(other, "Ким"))[:1]
    )
    reply = next(replies(entry, NAMES[entry.language]))
    found = look(entry, reply, customer=NAMES[entry.language], published=others)
    assert Rule.BOILERPLATE not in {one.rule for one in found}


@each
def test_a_text_begins_with_the_name_and_says_it_once(entry: Entry) -> None:
    assert entry.text.startswith("{name}, ") and entry.text.count("{") == len(slots_of(entry.text))


@each
def test_a_text_fits_a_phone(entry: Entry) -> None:
    assert 0 < len(entry.title) <= LONGEST_TITLE
    assert SHORTEST <= len(entry.text) <= LONGEST


@each
def test_a_text_has_no_form_words(entry: Entry) -> None:
    for language in ("", entry.language):
        assert not re.search(FORBIDDEN[language], entry.text, re.I), entry.text
    polite = re.search(POLITE[entry.language], entry.text)
    assert not polite, polite


@each
def test_a_sentence_never_begins_with_a_slot_that_staff_fill(entry: Entry) -> None:
    assert not re.search(r"(?:^|[.!?] |^\{name\}, )\{(?:issue|action|deadline)\}", entry.text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complaint_has_a_text_that_promises_a_deed_and_one_that_finds_out(language: str) -> None:
    for theme in Theme:
        slots = [
            slots_of(entry.text)
            for entry in library().for_case(language, Kind.COMPLAINT, theme)
            if entry.theme == theme
        ]
        assert len(slots) >= 2
        assert any(slots >= {"action", "deadline"} for slots in slots)
        assert any("action" not in slots and "deadline" in slots for slots in slots)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_case_and_every_outcome_has_its_texts(language: str) -> None:
    own = [entry for entry in entries() if entry.language == language]
    kinds = [entry.kind for entry in own if not (entry.outcome or entry.theme)]
    assert (kinds.count(Kind.QUESTION), kinds.count(Kind.SUGGESTION)) == (2, 2)
    assert {Kind.PRAISE, Kind.OTHER, Kind.ABUSE} < set(kinds)
    assert {entry.outcome for entry in own} == {*Outcome, None} - {Outcome.EMOTION}
    assert len(library().closing(language)) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_differ_within_a_language(language: str) -> None:
    titles = [entry.title for entry in entries() if entry.language == language]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_nothing_twice_and_forgets_nothing(language: str) -> None:
    source = (Path(locales.__file__).parent / language / "library.txt").read_text("utf-8")
    assert source.count("\ntitle: ") == source.count("\n[") == len(load_library()[language])
    assert len(load_library()[language]) == sum(e.language == language for e in entries())
