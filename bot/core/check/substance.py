"""Whether a reply says something: feeling and a deed, a name, and not what was said before.

A deed is what "we" or "I" did or will do (Russian: a perfective verb, `forms.verb`), what has been
set in motion, a time, or a question that leads on. Words like "we will look into it" are no deeds.
"""

import re
from collections.abc import Callable, Collection, Sequence, Set
from functools import lru_cache
from itertools import groupby
from unicodedata import combining, normalize

from rapidfuzz import fuzz

from bot.core.check import forms
from bot.core.check.lists import CheckWords
from bot.core.check.reading import Word, plain

Fits = Callable[[str], bool]
ALIKE = 86
"""Of 100, from which two replies are nearly the same."""
_COMPARED = 1024
_SHORTEST = 24
_I = frozenset({"я", "сама", "сам"})
_WE = frozenset({"мы", "уже", "сразу", "сегодня", "вчера", *_I})
_YOU = frozenset({"вы", "они", "который", "которые", "если"})
_VERB_ENDINGS = ("ли", "лись", "л", "ла", "лся", "лась", "м", "мся", "у", "ю", "усь", "юсь")
_A_WORD = r"[^\W\d_]{2,20}"
_A_NAME = re.compile(
    rf"\W{{0,3}}{_A_WORD}(?: {_A_WORD})?[,!.]\s(?:[A-ZА-ЯЁ][^\W\d_]{{1,20}}[,!]\s)?"
)
_NUMBER = re.compile(r"\d{1,20}")
_LATIN = dict(zip("абвгдезийклмнопрстуфыэъ", "abvgdeziiklmnoprstufyea", strict=True))
_LATIN |= {"ж": "zh", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ь": ""}
_LATIN |= {"ю": "iu", "я": "ia"}
_SOUNDS = (("kh", "h"), ("ts", "c"), ("y", "i"), ("j", "i"), ("ks", "x"), ("ii", "i"))
_CYRILLIC = "\u0400"
_UNMARKED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})
_VOCATIVES = ("е", "о", "ю", "и")


def deeds(text: Sequence[Word]) -> list[tuple[str, str]]:
    """Return the verbs of a Russian text that say what "we" or "I" did or will do, as `forms`."""
    found: list[tuple[str, str]] = []
    for _, clause in groupby(text, key=lambda word: word.clause):
        said: set[str] = set()
        for word in clause:
            deed = _deed(word.text)
            if deed and _is_ours(deed[1], said):
                found.append(deed)
            said.add(word.text)
    return found


def _is_ours(when: str, said: Set[str]) -> bool:
    """Tell by what its clause said before whether a deed is done by "us" or "me"."""
    if "не" in said or said & _YOU:
        return False
    return when == "will" or not said or bool(said & (_WE if when == "past" else _I))


def _deed(word: str) -> tuple[str, str] | None:
    """Ask the dictionary only about what may be such a verb."""
    return forms.verb(word) if len(word) > 3 and word.endswith(_VERB_ENDINGS) else None


def is_addressed(name: str, text: Sequence[Word], lists: CheckWords, locale: str) -> bool:
    """Tell whether the text has the first name, in any form, short or in the other alphabet."""
    wanted = _called(_unmarked(plain(name)), lists)
    sounds = {_sound(one): one[0] > "z" for one in wanted}
    for word in text:
        if not word.raw[0].isupper():
            continue
        called = _unmarked(word.text)
        if called in wanted or sounds.get(_sound(called)) is (called[0] <= "z"):
            return True
        if locale == "bg" and _is_vocative(called, plain(name)):
            return True
    return False


def _unmarked(name: str) -> str:
    """Leave out the marks on Latin letters: José is Jose. Cyrillic й is no и."""
    if name.isascii() or name[0] >= _CYRILLIC:
        return name
    bare = "".join(letter for letter in normalize("NFD", name) if not combining(letter))
    return bare.translate(_UNMARKED)


@lru_cache(maxsize=8)
def _families(listed: frozenset[str]) -> dict[str, frozenset[str]]:
    families: dict[str, frozenset[str]] = {}
    for line in listed:
        family = frozenset(line.split())
        for name in family:
            families[name] = families.get(name, frozenset()) | family
    return families


def is_a_name(word: str, lists: CheckWords) -> bool:
    """Tell whether a word is a first name that some language's list has, in either alphabet."""
    word = _unmarked(word)
    listed = [lists.single(language, "names") for language in ("ru", "en", "bg")]
    if any(word in _families(names) for names in listed):
        return True
    return word[0] <= "z" and any(_sound(word) in _sounds(names) for names in listed)


@lru_cache(maxsize=8)
def _sounds(listed: frozenset[str]) -> frozenset[str]:
    return frozenset(map(_sound, _families(listed)))


def _called(name: str, lists: CheckWords) -> frozenset[str]:
    """Return what a person of this name may be called, in all forms."""
    called = {name, *name.split("-"), *name.split()}
    for language in ("ru", "en", "bg"):
        families = _families(lists.single(language, "names"))
        for one in tuple(called):
            called |= families.get(one, frozenset())
    russian = {one for one in called if "а" <= one[0] <= "я"}
    return frozenset(called).union(*map(forms.name_forms, russian))


def _sound(name: str) -> str:
    """Spell a name in Latin letters, roughly."""
    spelt = "".join(_LATIN.get(letter, letter) for letter in name)
    for written, sound in _SOUNDS:
        spelt = spelt.replace(written, sound)
    return spelt


def _is_vocative(word: str, name: str) -> bool:
    """Tell whether it is a Bulgarian vocative: Иване, Марийо, Петре."""
    stem = name[:-1] if name[-1] in "аяий" else name
    return word.endswith(_VOCATIVES) and word[:-1].rstrip("й") in {
        stem,
        name,
        name.replace("ъ", ""),
    }


def is_repeated(text: str, published: Collection[str]) -> bool:
    """Tell whether the text is nearly one of those published, names and numbers aside."""
    bare = _bare(text)
    if len(bare) < _SHORTEST:
        return False
    return any(fuzz.ratio(bare, _bare(one), score_cutoff=ALIKE) for one in published)


@lru_cache(maxsize=256)
def _bare(text: str) -> str:
    """Leave out what differs between customers: the name at the start, numbers, spaces."""
    text = text[:_COMPARED]
    named = _A_NAME.match(text)
    nameless = text[named.end() :] if named else text
    text = nameless if len(nameless) >= _SHORTEST else text
    return " ".join(_NUMBER.sub("0", text.casefold()).split())


def is_empty_sorrow(sentence: Sequence[Word], sorry: Fits, generic: Fits, plain_: Fits) -> bool:
    """Tell whether a sentence is sorry in words that would suit whatever happened."""
    said = [word.text for word in sentence if not word.raw[0].isupper() or sorry(word.text)]
    if not any(map(sorry, said)) or not any(map(generic, said)):
        return False
    return all(sorry(word) or generic(word) or plain_(word) for word in said)
