"""Russian word forms, by pymorphy3: all forms of a word for the lists, and what a verb says.

The analyser costs a tenth of a second and is loaded at the first need of it, once. What has been
looked up is remembered.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_FINITE = frozenset({"VERB", "INFN"})
_VERBS = frozenset({"VERB", "INFN", "PRTF", "PRTS", "GRND"})
_LIKE_AN_ADJECTIVE = re.compile("(?:[ыио]й|[ая]я|[оеыи]е|[ую]ю|[ое](?:го|му)|[ыи][хм])$")
_SPELLING = str.maketrans("ё", "е")


@cache
def analyser() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@cache
def forms(word: str, part: str = "") -> frozenset[str]:
    """Return all forms of a dictionary word, ё as е; of a verb without participles.

    `part` asks for one part of speech as pymorphy names it, such as PRTS (short participle).
    """
    parses = [parse for parse in analyser().parse(word) if parse.normal_form == word]
    parses.sort(key=lambda parse: not parse.is_known)
    lexeme = (form for parse in parses[:1] for form in parse.lexeme)
    found = {form.word for form in lexeme if _is_wanted(str(form.tag.POS), part)}
    if not found:
        raise ValueError(f"{word!r} is no dictionary form, or has no {part}")
    return frozenset(form.translate(_SPELLING) for form in found)


def _is_wanted(pos: str, part: str) -> bool:
    return pos == part if part else pos in _FINITE or pos not in _VERBS


@lru_cache(maxsize=16384)
def verb(word: str) -> tuple[str, str] | None:
    """Return (lemma, form) of a perfective verb that "we" or "I" may go with.

    The form is "will" («вернём»), "past" («вернули») or "one" («вернула»: "I", or she). Not what
    is only being done («возвращаем»).
    """
    for lemma, tags in _verbs(word):
        if "past" in tags:
            return lemma, "past" if "plur" in tags else "one"
        if "futr" in tags and "1per" in tags:
            return lemma, "will"
    return None


def _verbs(word: str) -> Iterator[tuple[str, frozenset[str]]]:
    for parse in analyser().parse(word):
        tags = cast(frozenset[str], parse.tag.grammemes)
        if "VERB" in tags and "perf" in tags and "impr" not in tags and parse.is_known:
            yield parse.normal_form.translate(_SPELLING), tags


@lru_cache(maxsize=4096)
def kind(word: str) -> str:
    """Return "" for a word no dictionary has, an abbreviation or a name; else NOUN or OTHER."""
    aside = {"Abbr", "Name", "Surn", "Geox", "Orgn", "Trad"}
    for parse in analyser().parse(word):
        if parse.is_known and aside.isdisjoint(parse.tag.grammemes):
            return "NOUN" if parse.tag.POS in ("NOUN", "ADJF") else "OTHER"
    return ""


@lru_cache(maxsize=4096)
def belongs(adjective: str, noun: str) -> bool:
    """Tell whether the words are an adjective and the noun it goes with («горячую линию»)."""
    if not _LIKE_AN_ADJECTIVE.search(adjective):
        return False
    cases = {
        parse.tag.case
        for parse in analyser().parse(adjective)
        if parse.tag.POS == "ADJF" and "Apro" not in parse.tag.grammemes
    }
    nouns = (parse for parse in analyser().parse(noun) if parse.is_known)
    return any(parse.tag.POS == "NOUN" and parse.tag.case in cases for parse in nouns)


@lru_cache(maxsize=4096)
def is_name(word: str) -> bool:
    """Tell whether the word is likeliest a person's first name."""
    parse = analyser().parse(word)[0]
    return bool(parse.is_known and "Name" in parse.tag.grammemes)


@lru_cache(maxsize=1024)
def name_forms(name: str) -> frozenset[str]:
    """Return the forms of a first name in small letters, the vocative («Ань») included."""
    name = name.casefold()
    found = {name}
    for parse in analyser().parse(name):
        if "Name" in parse.tag.grammemes:
            found.update(form.word for form in parse.lexeme)
    return frozenset(form.translate(_SPELLING) for form in found)
