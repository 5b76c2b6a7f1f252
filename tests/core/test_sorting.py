"""What the sorting promises: rules by example, the labelled comments, hostile strings."""

import pytest

from bench.sorting import accuracy, comments
from bot.core.sorting import LONGEST, Kind, Lexicon, Sorted, Theme, sort
from locales.lexicon import LANGUAGES, load

LEXICON = Lexicon.of(load())
IGNORED = {Kind.PRAISE, Kind.ABUSE, Kind.SPAM, Kind.OTHER}
SECTIONS = {
    *("praise", "kudos", "thanks", "complaint", "grumble", "insult", "swear", "spam", "offer"),
    *("question", "ask", "suggestion", "smalltalk", "doubt", "wait", "not", "very", "plain"),
    *("scene", "mine", "link", "topic", "fact", "same", "lookalikes", "letters", "marks"),
}


def look(text: str) -> Sorted:
    return sort(text, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "Great service, waited an hour",
        "Спасибо, что испортили праздник",
        "Какая у вас «замечательная» доставка",
        'Oh, "fresh" bread',
        "Вкусно, но долго",
        "Супер...",
        "Страхотно обслужване, чаках само час",
        "Спасибо за торт, свекровь до сих пор в туалете",
        "Браво",
        "Курьер опоздал на час :)",
    ],
)
def test_what_may_be_sarcasm_is_never_sure(text: str) -> None:
    assert not look(text).sure


@pytest.mark.parametrize(
    "text",
    ["❤️", "👍", "Очень вкусный хлеб, спасибо!", "Love it!!", "Много вкусни сладки, благодаря!"],
)
def test_only_praise_and_nothing_else_is_sure_praise(text: str) -> None:
    assert (look(text).kind, look(text).sure) == (Kind.PRAISE, True)


@pytest.mark.parametrize(
    "text",
    ["Не вкусно", "совсем не вкусно", "was not very tasty", "no longer fresh", "не е вкусно"],
)
def test_praise_after_a_negation_is_a_complaint(text: str) -> None:
    assert (look(text).kind, look(text).sure) == (Kind.COMPLAINT, True)


@pytest.mark.parametrize("text", ["Не опоздали", "ничего не сломали, спасибо", "not rude at all"])
def test_a_negated_complaint_is_not_a_complaint_for_sure(text: str) -> None:
    assert not look(text).sure


@pytest.mark.parametrize("text", ["Уроды", "п1дорасы", "пошли вы на х*й", "fuck you", "Идиоти"])
def test_insults_with_no_matter_in_them_are_abuse(text: str) -> None:
    assert (look(text).kind, look(text).sure) == (Kind.ABUSE, True)


@pytest.mark.parametrize(
    "text",
    [
        "Твари, верните деньги за заказ",
        "Блять, опять хлеб сырой",
        "morons, the burger was raw",
        "Какого х*я не привезли пиццу",
    ],
)
def test_profanity_with_a_matter_in_it_is_a_complaint(text: str) -> None:
    assert look(text).kind == Kind.COMPLAINT


@pytest.mark.parametrize("text", ["Дебилы, заказ где", "уроды, ребёнок чуть не задохнулся"])
def test_insults_beside_anything_else_are_not_sure_abuse(text: str) -> None:
    found = look(text)
    assert not (found.sure and found.kind == Kind.ABUSE)


@pytest.mark.parametrize(
    "text",
    [
        "Заработок от 5000 в день, пиши в лс",
        "Follow me for free crypto signals https://t.me/pump",
        "Печелете по 200 лв на ден от вкъщи, пишете на лично",
    ],
)
def test_an_offer_with_a_way_to_answer_it_is_spam(text: str) -> None:
    assert (look(text).kind, look(text).sure) == (Kind.SPAM, True)


@pytest.mark.parametrize(
    "text",
    [
        "посмотрите что мне привезли https://vk.com/photo1_2",
        "Мне пришло «вы выиграли приз, перейдите по ссылке», это вы?",
        "Пишу вам в лс третий день, заказ 4512",
    ],
)
def test_a_customer_who_links_or_quotes_is_not_sure_spam(text: str) -> None:
    found = look(text)
    assert not (found.sure and found.kind in IGNORED)


@pytest.mark.parametrize(
    "text", ["первый!", "@masha смотри", "Аня, глянь", "[id1|Аня], смотри", "+", "first!", "Първа!"]
)
def test_tags_of_friends_and_greetings_are_small_talk(text: str) -> None:
    assert (look(text).kind, look(text).sure) == (Kind.OTHER, True)


@pytest.mark.parametrize("text", ["Аня, глянь, муха", "смотри, что творят", "Первый и последний"])
def test_a_tag_with_a_story_is_not_small_talk_for_sure(text: str) -> None:
    found = look(text)
    assert not (found.sure and found.kind in IGNORED)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Сколько стоит торт?", Theme.PRICE),
        ("До скольки работаете?", Theme.OTHER),
        ("Do you deliver to Leeds?", Theme.DELIVERY),
        ("Къде се намирате?", Theme.OTHER),
    ],
)
def test_price_address_and_hours_are_sure_questions(text: str, theme: Theme) -> None:
    assert (look(text).kind, look(text).sure, look(text).theme) == (Kind.QUESTION, True, theme)


@pytest.mark.parametrize(
    "text",
    ["Сделайте торт без сахара", "Было бы здорово открыться в Химках", "Please add vegan options"],
)
def test_a_wish_is_a_suggestion(text: str) -> None:
    assert look(text).kind == Kind.SUGGESTION


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Заказ №77812, вчера, 1490 рублей", ("order", "date", "sum")),
        ("15.12 в магазине на Ленина", ("date", "place")),
        ("my order 55120 on Monday cost $48", ("order", "date", "sum")),
        ("перезвоните +7 900 123-45-67", ("phone",)),
        ("платих 45 лв. в понеделник", ("date", "sum")),
        ("оценка 4.5 из 5", ()),
    ],
)
def test_checkable_facts_are_named(text: str, facts: tuple[str, ...]) -> None:
    assert look(text).facts == facts


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Курьер опоздал на два часа", Theme.DELIVERY),
        ("Стояли в очереди полчаса", Theme.WAITING),
        ("Кассир нахамила", Theme.STAFF),
        ("Хлеб с плесенью", Theme.QUALITY),
        ("Списали деньги дважды", Theme.PRICE),
        ("Приложение вылетает", Theme.APP),
        ("Ужас", Theme.OTHER),
        ("Спасибо!", None),
    ],
)
def test_the_theme_is_what_it_is_about(text: str, theme: Theme | None) -> None:
    assert look(text).theme == theme


@pytest.mark.parametrize("text", ["ужааааснаааа", "УЖАСНО", "ужаcно", "ужасно!!!!!"])
def test_stretching_capitals_and_lookalikes_do_not_hide_a_word(text: str) -> None:
    assert look(text).kind == Kind.COMPLAINT


@pytest.mark.parametrize("text", ["", " ", "🥐", "123", "!!!"])
def test_text_without_words_takes_the_default_language(text: str) -> None:
    assert {sort(text, LEXICON, default_language=name).language for name in LANGUAGES} == set(
        LANGUAGES
    )


def test_a_text_too_long_to_be_read_whole_is_never_sure() -> None:
    assert look("Очень вкусно! " * 500).kind == Kind.PRAISE
    assert not look("Очень вкусно! " * 1000).sure
    assert not look("❤️" * LONGEST).sure


@pytest.mark.parametrize("split", ["tune", "held"])
def test_nobody_who_wants_an_answer_is_taken_for_praise_abuse_spam_or_small_talk(
    split: str,
) -> None:
    assert accuracy(comments(split)).lost == ()


@pytest.mark.parametrize(
    ("split", "sure_right", "sure", "kind", "theme"),
    [("tune", 0.98, 0.95, 0.98, 0.90), ("held", 0.93, 0.85, 0.95, 0.85)],
)
def test_the_labelled_comments_are_sorted_as_well_as_before(
    split: str, sure_right: float, sure: float, kind: float, theme: float
) -> None:
    found = accuracy(comments(split))
    assert found.sure_right >= sure_right
    assert found.sure >= sure
    assert found.kind >= kind
    assert found.theme >= theme
    assert found.language >= 0.97


def test_the_labelled_comments_are_many_and_of_every_language_and_kind() -> None:
    rows = comments()
    assert len({row.text for row in rows}) == len(rows) >= 240
    assert {row.language for row in rows} == set(LANGUAGES)
    assert {row.kind for row in rows} == {*Kind, "unclear"}
