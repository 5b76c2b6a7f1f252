"""What the rules are asked about: a draft as the lists of its own language understand it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.core.check import forms, signs
from bot.core.check.lists import CheckWords, Find
from bot.core.check.reading import Word, words
from bot.core.sorting import Kind

LONGEST = 8192
"""Characters; what is beyond is not read, and the length is told."""
MOST_WORDS = 400
"""In which phrases are looked for; bad words, numbers and signs are in all of them."""
_SURE, _FEW_LETTERS, _FEW_WORDS = 4, 12, 40
_LATIN = {"ru": False, "bg": False, "en": True}
"""Whether a language is written in Latin letters."""
_RUSSIAN = frozenset("ыэё")


class Rule(StrEnum):
    """What the check looks for."""

    BLAME = "blame"
    EXCUSE = "excuse"
    OFFICIALESE = "officialese"
    IMPERSONAL = "impersonal"
    EMPTY_SORROW = "empty_sorrow"
    BARE_DEMAND = "bare_demand"
    PRIVATE_DATA = "private_data"
    BRUSH_OFF = "brush_off"
    ARGUMENT = "argument"
    HUMOUR = "humour"
    TOO_LONG = "too_long"
    BOILERPLATE = "boilerplate"
    NOTHING_CONCRETE = "nothing_concrete"
    NO_NAME = "no_name"
    HEAT = "heat"
    PROFANITY = "profanity"
    UNFILLED_SLOT = "unfilled_slot"
    MENTION = "mention"
    LINK = "link"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the case. Empty or None: not known, and not held against the reply."""

    customer: str = ""
    """First name, as the platform has it."""
    private: bool = False
    locale: str = ""
    """The customer's language."""
    solved: bool = False
    """The customer said that it is."""
    kind: Kind | None = None
    """None: a complaint."""
    published: Sequence[str] = ()
    """The brand's last public replies, fifty at most."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that would hurt; `advice` is a key of `locales/*/check.ftl`."""

    rule: Rule
    span: tuple[int, int]
    """From and to, in characters. What is missing has no place of its own: (0, 0)."""
    advice: str
    blocks: bool = False


class Reply:
    """The draft as its own language's lists understand it."""

    def __init__(self, text: str, context: Context, lists: CheckWords) -> None:
        self.text, self.context, self.lists = text[:LONGEST], context, lists
        self.whole_length = len(text.rstrip())
        self.words = list(words(self.text))
        self.language = _language(self.text, self.words, lists, context.locale)
        self.slots = sorted(signs.slots(self.text, self.named("slots")))
        self.finds: dict[str, list[Find]] = {}
        for find in lists.finds(self.words[:MOST_WORDS], (self.language,)):
            self.finds.setdefault(find.name, []).append(find)

    def span(self, find: Find) -> tuple[int, int]:
        last = self.words[find.end - 1]
        following = self.words[find.end] if find.end < len(self.words) else last
        near = self.language == "ru" and last.clause == following.clause
        if near and forms.belongs(last.text, following.text):
            last = following  # no phrase stops between an adjective and its noun
        return self.around(self.words[find.first].start, last.end)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return a span that begins and ends in no slot."""
        return self._slot_at(start)[0], self._slot_at(end)[1]

    def _slot_at(self, place: int) -> tuple[int, int]:
        """Return the slot with this place between its brackets, or the place itself."""
        before = bisect_left(self.slots, (place,))
        if before and self.slots[before - 1][1] > place:
            return self.slots[before - 1]
        return place, place

    def kept(self, name: str) -> Iterator[Find]:
        """Return the finds of a list that none of its exceptions takes away."""
        finds = self.finds.get(name, ())
        if not finds or f"{name}.anywhere" in self.finds:
            return
        not_ = self.finds.get(f"{name}.not", ())
        unless = {
            find.sentence
            for find in self.finds.get(f"{name}.unless", ())
            if not any(overlap(find, one) for one in finds)
        }
        near = {find.sentence for find in self.finds.get(f"{name}.near", ())}
        unless |= {sentence + step for sentence in near for step in (-1, 0, 1)}
        for find in finds:
            if find.sentence not in unless and not any(overlap(find, one) for one in not_):
                yield find

    def named(self, name: str) -> frozenset[str]:
        return self.lists.single(self.language, name)


def overlap(one: Find, other: Find) -> bool:
    return one.first < other.end and other.first < one.end


def _language(text: str, said: Sequence[Word], lists: CheckWords, default: str) -> str:
    """The language most seen in tell-tale letters and common words; the customer's if unsure."""
    cyrillic = sum(len(word.text) for word in said if word.text[0] >= "\u0400")
    latin = sum(len(word.text) for word in said if "a" <= word.text[0] <= "z")
    rivals = ("ru", "bg") if cyrillic >= latin else ("en",)
    scores = {one: _score(said, lists, one) for one in rivals}
    best = max(scores, key=lambda one: (scores[one], one == default))
    if best == "ru" and any(_is_surely_russian(word, lists) for word in said):
        return best
    unsure = scores[best] - scores.get(default, 0) < _SURE or cyrillic + latin < _FEW_LETTERS
    if not unsure or not default:
        return best
    strange = (
        default in _LATIN and default not in rivals and _is_strange(text, said, lists, default)
    )
    return best if strange else default


def _is_surely_russian(word: Word, lists: CheckWords) -> bool:
    """Tell by a letter that Bulgarian has not; a name in capitals (Алёна) does not count."""
    if _RUSSIAN.isdisjoint(word.raw.lower()):
        return False
    return word.raw[0].islower() or word.text in lists.single("ru", "language")


def _is_strange(text: str, said: Sequence[Word], lists: CheckWords, locale: str) -> bool:
    """Tell of a few words whether none is in the locale's alphabet, names and links aside."""
    if not 1 < len(said) <= _FEW_WORDS:
        return False
    aside = [*signs.links(text), *signs.emails(text), *signs.mentions(text)]
    aside += signs.slots(text, lists.single(locale, "slots"))
    common = lists.single(locale, "language")
    strange: list[Word] = []
    for word in said:
        if word.is_number or any(meet((word.start, word.end), one) for one in aside):
            continue
        if (word.text[0] < "\u0250") is not _LATIN[locale]:
            strange.append(word)
        elif word.raw[0].islower() or word.text in common:
            return False
    return len(strange) > 1 and any(word.raw.islower() for word in strange)


def _score(text: Sequence[Word], lists: CheckWords, language: str) -> int:
    common = lists.single(language, "language")
    marks = _any_of(lists.single(language, "letters"))
    seen = sum(bool(marks.search(word.raw.lower())) for word in text)
    return 2 * sum(word.text in common for word in text) + 3 * seen


@lru_cache(maxsize=8)
def _any_of(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(marks))) or "(?!)")


def finding(
    rule: Rule, span: tuple[int, int], *, variant: str = "", blocks: bool = False
) -> Finding:
    key = f"check-{rule.replace('_', '-')}"
    return Finding(rule, span, f"{key}.{variant}" if variant else key, blocks)


def joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join spans that overlap."""
    begun: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if begun and start < begun[1]:
            begun = begun[0], max(begun[1], end)
        else:
            if begun:
                yield begun
            begun = start, end
    if begun:
        yield begun


def meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
