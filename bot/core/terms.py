"""The keys under which a text is found, and those that a question asks for.

A word is found in any of its forms, so forms that belong together must share a key. Which language
a word is of is not known for sure, so a Cyrillic word gets the keys of two:

* Russian: its dictionary forms by pymorphy3; the stem of a word no dictionary has. A surname has
  one key for both genders, for a dictionary may know Зябликов as a bird and Зябликова not at all.
* Bulgarian: what is left without its last vowel; where Russian does not know the word, also
  without the article and the endings of the plural. Without that condition «верните» would be
  found by «верно».

Other words have an English stem; one letter is no word. A number is found however it is written:
`12-345` by `12345`. A phone is its last nine digits, as +7 912… and 8 912…, +359 888… and 0888…
are the same one. A word and a number written together (`A12345`) are two.

Keys are letters and digits only, 32 of them at most.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.core.check.forms import analyser

MOST_WORDS = 300
MOST_ASKED = 16
MOST_KEYS = 2000
LONGEST_TEXT = 16384
LONGEST_KEY = 32
LONGEST_NUMBER = 16
"""Digits that are read as one number across what stands between them: a card's."""
PHONE = range(10, 14)
OF_PHONE = 9

_PIECE = re.compile(r"\d+(?:[ \u00a0()./–-]{1,3}\d+){0,7}|[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d+")
_SURNAME = re.compile(r"(\w{2,}(?:[ое]в|[иы]н))(?:а|у|ой|ою|ым|е|ы|ых|ыми)?")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_RUSSIAN_ALONE = frozenset("ыэ")
_UNSEEN = dict.fromkeys([*range(0x300, 0x370), 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
_SPELLING = str.maketrans("ёѝ", "еи") | _UNSEEN

Keys = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class SearchWords:
    """The endings of Bulgarian words, the longest first, each with what takes its place."""

    articles: tuple[str, ...]
    plurals: tuple[tuple[str, str], ...]
    vowels: tuple[str, ...]

    @classmethod
    def of(cls, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> "SearchWords":
        """Read `[article]`, `[plural]`, `[plural.<replacement>]` and `[vowel]`."""
        own = lists["bg"]
        plurals = [
            (ending, name.partition(".")[2])
            for name, endings in own.items()
            if name.partition(".")[0] == "plural"
            for ending in endings
        ]
        return cls(
            articles=tuple(sorted(own["article"], key=len, reverse=True)),
            plurals=tuple(sorted(plurals, key=lambda pair: -len(pair[0]))),
            vowels=tuple(own["vowel"]),
        )


def terms(text: str, words: SearchWords) -> tuple[str, ...]:
    """Return the keys under which a text is found; of a long text, those of its first words."""
    found: dict[str, None] = {}
    for piece in _pieces(text, MOST_WORDS):
        if piece[0].isdecimal():
            found.update(dict.fromkeys(_numbers(piece)))
        else:
            found.update(dict.fromkeys(sorted(_forms(piece[:LONGEST_KEY], words))))
    return tuple(islice(found, MOST_KEYS))


def question(text: str, words: SearchWords) -> tuple[Keys, ...]:
    """Return for each word of a question the keys any of which finds it; () where it has none."""
    asked: dict[Keys, None] = {}
    for piece in _pieces(text, MOST_ASKED):
        if piece[0].isdecimal():
            asked.update(dict.fromkeys(_asked_numbers(piece)))
        else:
            asked[_forms(piece[:LONGEST_KEY], words)] = None
    return tuple(asked)


def _pieces(text: str, most: int) -> Iterator[str]:
    """Yield the different words and rows of numbers of a text, the first ones."""
    plain = text[:LONGEST_TEXT].casefold()
    composed = plain.replace("и\u0306", "й").translate(_SPELLING)
    return islice(dict.fromkeys(_PIECE.findall(composed)), most)


# --- numbers


def _numbers(row: str) -> Iterator[str]:
    """Yield what a row of numbers may be found by: each, and neighbours read as one."""
    groups = _DIGITS.findall(row)
    for first in range(len(groups)):
        joined = ""
        for group in groups[first:]:
            if joined and len(joined) + len(group) > LONGEST_NUMBER:
                break
            joined += group
            yield joined[:LONGEST_KEY]
            if len(joined) in PHONE:
                yield joined[-OF_PHONE:]


def _asked_numbers(row: str) -> Iterator[Keys]:
    """Yield for each number of a row what finds it: itself, or the row read as one number."""
    whole = "".join(_DIGITS.findall(row))
    as_one = {whole[-OF_PHONE:] if len(whole) in PHONE else whole[:LONGEST_KEY]}
    for part in row.split():
        groups = _DIGITS.findall(part)
        number = "".join(groups)
        for one in [number] if 0 < len(number) <= LONGEST_NUMBER else groups:
            yield frozenset(as_one | {one[:LONGEST_KEY]})


# --- words


@lru_cache(maxsize=16384)
def _forms(word: str, words: SearchWords) -> Keys:
    """Return the keys of a word in small letters."""
    if not _CYRILLIC.search(word):
        return frozenset({_english(word)[:LONGEST_KEY]})
    lemmas = _lemmas(word)
    found = lemmas or {_russian(word)}
    if _RUSSIAN_ALONE.isdisjoint(word):
        found |= {_bare(word, words)} if lemmas else set(_bulgarian(word, words))
    if surname := _SURNAME.fullmatch(word):
        found.add(surname[1])
    return frozenset(one[:LONGEST_KEY] for one in found)


def _lemmas(word: str) -> set[str]:
    """Return the dictionary forms of a Russian word; none of an unknown one."""
    if not analyser().word_is_known(word):
        return set()  # the guess costs a hundred times as much, and misses Bulgarian
    parses = analyser().parse(word)
    return {parse.normal_form.translate(_SPELLING) for parse in parses if parse.is_known}


def _bulgarian(word: str, words: SearchWords) -> Iterator[str]:
    for article in ("", *words.articles):
        if word.endswith(article) and len(word) - len(article) >= 3:
            yield from _singular(word.removesuffix(article), words)


def _singular(word: str, words: SearchWords) -> Iterator[str]:
    """Yield what a word without article may be in the singular, without its last vowel."""
    yield _bare(word, words)
    for ending, instead in words.plurals:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield _one_spelling(word.removesuffix(ending) + instead)


def _bare(word: str, words: SearchWords) -> str:
    """Return a word without its last vowel."""
    short = len(word) > 3 and word.endswith(words.vowels)
    return _one_spelling(word[:-1] if short else word)


def _one_spelling(stem: str) -> str:
    """Return a stem in which я and е are the same: «място», «места»."""
    return stem.replace("я", "е")


def _russian(word: str) -> str:
    from snowballstemmer.russian_stemmer import RussianStemmer

    stem: str = RussianStemmer().stemWord(word)
    return stem


def _english(word: str) -> str:
    from snowballstemmer.english_stemmer import EnglishStemmer

    stem: str = EnglishStemmer().stemWord(word)
    return stem
