"""The words of a deadline: a text is cut into numbers and words, and each becomes a mark.

A mark is a letter that says what kind it is, and a detail: «к пятнице» is `B`, `W 5`. What the
letters in a row may say is the grammar of `moments`. The words are in `locales/`, those of all
languages together, each form by itself; no phrase may have two meanings, in whatever language.
Apostrophes do not count, a hyphen between words is a space, commas are nothing.

No pattern here has an unbounded repetition.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Mark = tuple[str, str]
"""A letter and a detail."""


class Placed(NamedTuple):
    """A mark, or what may become one, and where in the text it stands."""

    letter: str
    detail: str
    start: int
    end: int


LETTERS = {
    "at": "A",  # a time of day or a weekday follows
    "by": "B",  # any day or time follows
    "until": "T",  # the same, or a length of time
    "on": "O",  # a day follows, or a time that is plainly one
    "after": "I",  # a length of time follows
    "number": "N",
    "ordinal": "R",  # makes the number before it a day of the month
    "year": "G",  # says that the number before it is a year
    "day": "D",  # so many days from today
    "weekday": "W",  # 1 is Monday
    "which": "S",  # this or next
    "month": "M",
    "last": "K",  # the last working day of a week or a month
    "clock": "C",
    "oclock": "Z",
    "part": "P",  # of a day; "am" and "pm" too
    "end": "E",  # of the day's work
    "length": "L",  # in minutes
    "unit": "U",  # in minutes
    "hour": "H",  # in minutes, or what follows an hour of the clock
    "days": "V",  # so many days
    "daytime": "J",  # days, or what follows an hour in the afternoon
    "period": "F",  # a month, and a week in a form that is no length of time
    "some": "Q",  # so many or so few
    "about": "~",  # a day or a time follows, but is not quite meant
    "money": "$",
    "unclear": "?",
}
"""The senses of the lists. Numbers may also be X, a date, and Y, a year; "?" is anything else.

Those from "period" to "money" are of no use for a deadline that staff type: `kept` needs them.
"""

_TOKEN = re.compile(
    r"(?P<iso>20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2})(?![0-9])"
    r"|(?P<X>[0-9]{1,2}\.(?:1[0-2]|0?[1-9])(?:\.(?:20)?[0-9]{2})?)(?![0-9])"
    r"|(?P<C>[0-9]{1,2}(?::[0-5][0-9]|[.-](?:00|30)))(?![0-9])"
    r"|(?P<Y>20[0-9]{2})(?![0-9])|(?P<N>[0-9]{1,3})(?![0-9])"
    r"|(?P<word>[^\W\d_]{1,20})"
    r"|(?P<skip>[\s,!]|\.(?![0-9])|(?<=\w)-(?=[^\W\d_]))"
)
_SPELLING = str.maketrans("ё", "е", "'’")


@dataclass(frozen=True, slots=True)
class MomentWords:
    """What the words and phrases of all languages mean."""

    meanings: Mapping[str, tuple[Mark, ...]]
    longest: int
    """Words in the longest phrase."""

    @classmethod
    def of(cls, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> "MomentWords":
        """Prepare {language: {"sense" or "sense.detail": entries}}.

        Raises ValueError for a phrase of two meanings, KeyError for an unknown sense.
        """
        meanings: dict[str, tuple[Mark, ...]] = {}
        for senses in lists.values():
            for name, entries in senses.items():
                sense, _, detail = name.partition(".")
                meant = _meaning(sense, detail)
                for entry in map(_plain, entries):
                    if meanings.setdefault(entry, meant) != meant:
                        raise ValueError(f"{entry!r} means {meanings[entry]} and {meant}")
        return cls(meanings, max(len(entry.split()) for entry in meanings))

    def marks(self, text: str) -> list[Mark]:
        """Cut a text into marks, the longest phrases first."""
        return [(one.letter, one.detail) for one in self.placed(unicodedata.normalize("NFC", text))]

    def placed(self, text: str) -> list[Placed]:
        """Do the same with a text in NFC, and tell where in it each mark stands."""
        marks: list[Placed] = []
        tokens, at = list(_tokens(text)), 0
        while at < len(tokens):
            meant, size = self._phrase(tokens[at : at + self.longest])
            start, end = tokens[at].start, tokens[at + size - 1].end
            marks += [Placed(letter, detail, start, end) for letter, detail in meant]
            at += size
        return marks

    def _phrase(self, tokens: Sequence[Placed]) -> tuple[tuple[Mark, ...], int]:
        """Return what the longest phrase at the beginning means, and its number of tokens."""
        for size in range(len(tokens), 0, -1):
            meant = self.meanings.get(" ".join(token.detail for token in tokens[:size]))
            if meant:
                return meant, size
        return ((tokens[0].letter, tokens[0].detail),), 1


def _meaning(sense: str, detail: str) -> tuple[Mark, ...]:
    if sense == "today":  # and a part of it, in one phrase
        return (LETTERS["day"], "0"), (LETTERS["part"], detail)
    return ((LETTERS[sense], detail),)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().translate(_SPELLING)


def _tokens(text: str) -> Iterator[Placed]:
    """Numbers as marks; words and signs as unknown."""
    plain, places = "", []
    for place, letter in enumerate(text):
        spelt = letter.casefold().translate(_SPELLING)
        plain += spelt
        places += [place] * len(spelt)
    at = 0
    while at < len(plain):
        found = _TOKEN.match(plain, at)
        kind, token = (found.lastgroup or "", found[0]) if found else ("", plain[at])
        start, end = places[at], places[at + len(token) - 1] + 1
        at += len(token)
        if kind == "iso":
            yield Placed("X", ".".join(reversed(token.split("-"))), start, end)
        elif kind == "C":
            yield Placed(kind, re.sub("[.-]", ":", token), start, end)
        elif kind != "skip":
            yield Placed(kind if len(kind) == 1 else LETTERS["unclear"], token, start, end)
