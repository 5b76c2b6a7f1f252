"""The texts that customers read: complete, alike in all languages, and never twice the same."""

import re
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import BaseNode, Junk, Message

import locales

LANGUAGES = ("ru", "en", "bg")
THEMES = ("delivery", "waiting", "staff", "quality", "price", "app", "other", "none")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NAMES = {"ru": "Анна", "en": "Grace", "bg": "Мария"}
TEAMS = {
    "ru": ("наша команда", "Команда «Зерна»", "Ольга"),
    "en": ("our team", "The Zerno crew", "Olga"),
    "bg": ("нашият екип", "Екипът на „Зърно“", "Олга"),
}
DATES = {"ru": "28 ноября", "en": "28 November", "bg": "28 ноември"}

ACKS = tuple(
    f"ack-{kind}-{hours}"
    for kind in ("complaint", "question", "suggestion", "unclear")
    for hours in ("open", "closed")
)
COUNTS = {
    **dict.fromkeys((*ACKS, "ack-praise"), 8),
    **dict.fromkeys(("ask-edit", "ask-line"), 4),
    **dict.fromkeys(("ask-reminder-edit", "ask-reminder-line"), 3),
    **dict.fromkeys(("ask-correct-edit", "ask-correct-line"), 3),
}
VALUES = {"our-team", "by-today", "by-tomorrow", "by-weekday", "by-date", "titles-no-names"}
ASKS = tuple(name for name in COUNTS if name.startswith("ask-"))

SORRY = {
    "ru": r"\bжаль\b|прост(?:и|ите)\b|извин|сожале",
    "en": r"\bsorry\b|apolog|forgive|\bregret",
    "bg": r"съжал|извин|\bпрост(?:ете|и)\b",
}
THANKS = {"ru": r"спасибо|благодар", "en": r"thank|grateful|appreciate", "bg": r"благодар"}
AS_YOU_LIKE = {
    "ru": r"сочтёте|если |решать|будет желание|захо[чт]|выбирае|мы поймём",
    "en": r"if you|if it's|up to you|only if|feel like|whether you|you're free|insist|never mind"
    r"|in case you|should you|your choice",
    "bg": r"\bако\b|изборът|решавате|не настояваме|дали не искате",
}
FORBIDDEN = {
    "": r"https?:|www\.|\.(?:ru|com|bg)\b|[@#*_<>{}$]|\.\.|…|!!|\?!|\)\)|:\)|  | [.,;:!?]|,,"
    r"|\b[Nn]one\b|[\u2190-\u2bff\U0001f000-\U0001faff]",
    "ru": r"уважаем|обращени|недочёт|недочет|сожалеем о произошедшем|произошедш|установленн"
    r"|в кратчайшие|приносим|поддержк|обратитесь|номер|телефон|\bбот\b|автоматическ|прочитал"
    r"|звёзд|звезд|положительн|хороший отзыв|рейтинг|оценк|подар|компенсац|бонус|скидк|промокод"
    r"|\b(?:рад|рада|должен были|уверен|готов|согласен|согласна|огорчён|огорчена|расстроена?)\b"
    r"|вашей вин|вы сами не",
    "en": r"dear\b|inconvenience|valued|your feedback is|appeal|support|customer service|"
    r"order number|phone|e-?mail|\bbot\b|automat|\bstars?\b|positive|rating|\bgift|compensat"
    r"|discount|voucher|bonus|we(?:'ve| have) read|your fault|policy|kindly",
    "bg": r"уважаем|неудобств|обръщени|своевременно|настоящото|поддръжк|свържете се|номер|телефон"
    r"|\bбот\b|автоматичн|прочетохме|звезд|положител|рейтинг|оценк|подарък|компенсац|бонус"
    r"|отстъпк|ваша вина|\b(?:доволен|доволна|разочарован|разочарована|огорчен|огорчена)\b",
}
NAME = rf"(?:{'|'.join(NAMES.values())})"
GREETING = re.compile(rf"(?:{NAME}, )?(?:(?:Hello|Hi)(?: {NAME})?,|[Зз]дра\w+(?:, {NAME})?!)? ?")
POLITE = {
    "ru": r"(?<![.!?] )(?<!^)\b(?:Вы|Вас|Вам|Вами|Ваш\w*)\b",
    "en": r"\bU\b",
    "bg": r"\b(?:вие|ви|вас|вам|ваш\w*)\b",
}


@cache
def bundle(language: str) -> FluentBundle:
    found = FluentBundle([language], use_isolating=False)
    found.add_resource(FluentResource(source(language)))
    return found


def source(language: str) -> str:
    return (Path(locales.__file__).parent / language / "public.ftl").read_text("utf-8")


@cache
def parsed(language: str) -> list[BaseNode]:
    return FluentParser().parse(source(language)).body


@cache
def shape(language: str) -> dict[str, tuple[str, ...]]:
    """Return the attributes of each message, in the order of the file."""
    return {
        entry.id.name: tuple(attribute.id.name for attribute in entry.attributes)
        for entry in parsed(language)
        if isinstance(entry, Message)
    }


def value(language: str, message: str, **values: str) -> str:
    pattern = bundle(language).get_message(message).value
    text, errors = bundle(language).format_pattern(pattern, values)
    assert not errors, (language, message, errors)
    return str(text)


@cache
def times(language: str) -> tuple[str, ...]:
    return (
        value(language, "by-today", time="18:00"),
        value(language, "by-weekday", day="tue", time="12:00"),
        value(language, "by-date", date=DATES[language], time="12:00"),
    )


def wordings(language: str, *messages: str) -> list[tuple[str, str]]:
    return [(name, attribute) for name in messages or COUNTS for attribute in shape(language)[name]]


def render(language: str, message: str, wording: str, **values: str) -> str:
    pattern = bundle(language).get_message(message).attributes[wording]
    text, errors = bundle(language).format_pattern(pattern, values)
    assert not errors, (language, message, wording, errors)
    return str(text)


def plain(language: str, message: str, wording: str, *, name: str, theme: str = "other") -> str:
    team, by = TEAMS[language][0], times(language)[0]
    return render(language, message, wording, name=name, theme=theme, team=team, by=by)


def said(text: str) -> str:
    """Return the text without greeting and name."""
    return re.sub(rf", {NAME}", "", text[len(GREETING.match(text)[0]) :])


def sentences(text: str) -> set[str]:
    found = re.split(r"(?<=[.!?])\s+", said(text))
    return {part.strip(" .!?").lower() for part in found if part}


def test_every_language_has_the_same_messages() -> None:
    assert shape("ru") == shape("en") == shape("bg")
    for language in LANGUAGES:
        assert shape(language).keys() >= COUNTS.keys() | VALUES
        assert not any(isinstance(entry, Junk) for entry in parsed(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_has_its_number_of_wordings(language: str) -> None:
    for message, count in COUNTS.items():
        assert shape(language)[message] == tuple(f"w{n}" for n in range(1, count + 1)), message
        assert bundle(language).get_message(message).value is None, message


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_is_whole_for_every_customer(language: str) -> None:
    forbidden = re.compile(FORBIDDEN[""])
    for message, wording in wordings(language):
        answers = zip(TEAMS[language], times(language), strict=True)
        for theme, name, (team, by) in product(THEMES, (NAMES[language], "none"), answers):
            text = render(language, message, wording, name=name, theme=theme, team=team, by=by)
            assert not forbidden.search(text), text
            assert text[0].isupper(), text
            assert text[-1] in ".?", text
            assert len(text) < 350, text
            assert name == "none" or text.count(name) == 1, text
            if message in ACKS:
                assert text.count(by) == 1, text
                assert text.count(team) == 1, text
                assert not text.startswith(team), text
                assert not re.search(rf"[.!?] {re.escape(team)}", text), text
            else:
                assert by not in text, text
                assert team not in text, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_begins_with_a_small_letter(language: str) -> None:
    for (message, wording), name in product(wordings(language), (NAMES[language], "none")):
        text = plain(language, message, wording, name=name)
        assert not re.search(r"[.!?] [^\W\d_A-ZА-Я]", text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_acknowledgement_is_short(language: str) -> None:
    for message, wording in wordings(language, *ACKS, "ack-praise"):
        for theme in THEMES:
            text = plain(language, message, wording, name=NAMES[language], theme=theme)
            assert len(text) <= 300, text
            assert len(sentences(text)) <= 3, text
            assert "!" not in said(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_hurt_are_absent(language: str) -> None:
    forbidden = re.compile(FORBIDDEN[language], re.IGNORECASE)
    impolite = re.compile(POLITE[language])
    for (message, wording), theme in product(wordings(language), THEMES):
        text = plain(language, message, wording, name=NAMES[language], theme=theme)
        found = forbidden.search(text) or impolite.search(text)
        assert not found, (found, text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("theme", THEMES)
def test_no_sentence_stands_in_two_wordings(language: str, named: bool, theme: str) -> None:
    where: dict[str, str] = {}
    name = NAMES[language] if named else "none"
    for message, wording in wordings(language):
        for sentence in sentences(plain(language, message, wording, name=name, theme=theme)):
            other = where.setdefault(sentence, f"{message}.{wording}")
            assert other == f"{message}.{wording}", f"{other}: {sentence}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_complaint_gets_a_sorry_and_a_question_none(language: str) -> None:
    sorry = re.compile(SORRY[language], re.IGNORECASE)
    for (message, wording), theme in product(wordings(language), THEMES):
        text = plain(language, message, wording, name="none", theme=theme)
        complaint = message.startswith("ack-complaint")
        assert bool(sorry.search(text)) is complaint, (message, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_praise_and_suggestions_get_thanks(language: str) -> None:
    thanks = re.compile(THANKS[language], re.IGNORECASE)
    for message, wording in wordings(language, *ACKS, "ack-praise"):
        text = plain(language, message, wording, name="none")
        thanked = message.startswith(("ack-praise", "ack-suggestion"))
        assert bool(thanks.search(text)) is thanked, (message, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_known_theme_is_echoed(language: str) -> None:
    for message, wording in wordings(language, *ACKS):
        texts = {plain(language, message, wording, name="none", theme=theme) for theme in THEMES}
        assert len(texts) == len(THEMES) - 1, (message, wording)
        none, other = (
            plain(language, message, wording, name="none", theme=theme)
            for theme in ("none", "other")
        )
        assert none == other


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ask_leaves_the_choice_to_the_customer(language: str) -> None:
    choice = re.compile(AS_YOU_LIKE[language], re.IGNORECASE)
    for message, wording in wordings(language, *ASKS):
        text = plain(language, message, wording, name="none")
        assert choice.search(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_when_is_told_for_every_day(language: str) -> None:
    days = {value(language, "by-weekday", day=day, time="09:30") for day in DAYS}
    assert len(days) == len(DAYS)
    other = {
        value(language, "by-today", time="09:30"),
        value(language, "by-tomorrow", time="09:30"),
        value(language, "by-date", date=DATES[language], time="09:30"),
    }
    for text in days | other:
        assert text.endswith("09:30"), text
        assert text == text.strip(), text
        assert "  " not in text, text
    assert any(DATES[language] in text for text in other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_a_list_of_small_words(language: str) -> None:
    text = value(language, "titles-no-names")
    titles = [title.strip() for title in text.split(",")]
    assert len(titles) == len(set(titles)) > 20
    for title in titles:
        assert title, text
        assert title == title.lower(), title
    assert value(language, "our-team")
