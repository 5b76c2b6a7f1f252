"""The lists of `locales/*/check.txt` and how their entries are found in a text.

An entry is words in a row, within one sentence. `word` is that spelling (ё is е, no apostrophes),
`word*` any word that begins so, `~word` any form of a Russian dictionary word (`~verb/PRTS`: its
short participles), `a|b` one or the other, `<name>` one of the list `[=name]`, `9` a number of four
figures or more with its letters and hyphens (`А-77812`), `_` up to three words of any kind, `?word`
a word that may be missing.

`[rule]` is what to find. A find is dropped where it overlaps one of `[rule.not]`, where its own
sentence has one of `[rule.unless]`, where its own or a neighbouring one has `[rule.near]`, and
where the text has `[rule.anywhere]`. Other lists have names that are no rules.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.check import forms
from bot.core.check.mask import starred, unmasked
from bot.core.check.reading import Word, plain

LOOKED_UP = frozenset(
    {"action.not", "bad", "bad.not", "greetings", "heat.words", "language", "letters", "names"}
    | {"empty_sorrow.sorry", "empty_sorrow.generic", "empty_sorrow.plain", "slots"}
)
"""The lists of single words, letters and names, in which nothing is found by `finds`."""
_GAP, _LONG_NUMBER = 3, 4
_LONG_PIECE, _MOST_PIECES = 3, 6
"""Of a number with hyphens: figures of its longest piece (10-12 is a time), and its pieces."""
_PIECE = re.compile(r"[^\W\d_]{0,4}(\d{0,20})[^\W\d_]?")
_LONGEST_STEM = 16
_MOST_STARRED = 40


@dataclass(frozen=True, slots=True)
class Part:
    """One place of an entry."""

    whole: frozenset[str]
    stems: tuple[str, ...] = ()
    number: bool = False
    gap: bool = False
    optional: bool = False

    def end(self, text: Sequence[Word], at: int) -> int:
        """Where it ends if it begins at this word; 0 if it does not fit."""
        if self.number and (end := _number_end(text, at)):
            return end
        word = text[at].text
        return at + 1 if word in self.whole or (self.stems and word.startswith(self.stems)) else 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list, from its second place on."""

    language: str
    name: str
    rest: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """Where an entry of the list `name` was found: words `first` up to `end`."""

    name: str
    first: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The lists of all languages, laid out so that a word is found by its beginning."""

    whole: dict[str, list[Entry]] = field(default_factory=dict)
    stems: dict[str, list[Entry]] = field(default_factory=dict)
    sets: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """The single words of each (language, list), for lists that are looked up by hand."""

    @classmethod
    def of(cls, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> "CheckWords":
        """Prepare {language: {list: entries}}. Raises ValueError for an entry that cannot be."""
        words = cls()
        for language, own in lists.items():
            named = {name[1:]: entries for name, entries in own.items() if name[0] == "="}
            for name, entries in own.items():
                words.sets[language, name.lstrip("=")] = _single(name, entries)
                if name[0] != "=" and name not in LOOKED_UP:
                    words._add(name, entries, language, named)
        return words

    def _add(
        self, name: str, entries: Iterable[str], language: str, named: Mapping[str, Sequence[str]]
    ) -> None:
        for line in entries:
            first, *rest = (_part(word, named) for word in line.split())
            if first.gap or first.optional or first.number:
                raise ValueError(f"{line!r} cannot begin so")
            entry = Entry(language, name, tuple(rest))
            for shelf, keys in ((self.whole, first.whole), (self.stems, first.stems)):
                for key in keys:
                    shelf.setdefault(key, []).append(entry)

    def single(self, language: str, name: str) -> frozenset[str]:
        """Return the words of a list of single words."""
        return self.sets.get((language, name), frozenset())

    def test(self, language: str, name: str) -> Callable[[str], bool]:
        """Return what tells whether a word fits a list of single words and beginnings."""
        listed = self.single(language, name)
        stems = tuple(one[:-1] for one in listed if one.endswith("*"))
        return lambda word: word in listed or word.startswith(stems)

    def finds(self, text: Sequence[Word], languages: Iterable[str]) -> Iterator[Find]:
        """Find the entries of the lists of some languages, wherever they fit."""
        spoken = frozenset(languages)
        for at, word in enumerate(text):
            for entry in self._beginning(word.text):
                if entry.language not in spoken:
                    continue
                if end := _end(text, at + 1, entry.rest, word):
                    yield Find(entry.name, at, end, word.sentence)

    def _beginning(self, word: str) -> Iterator[Entry]:
        yield from self.whole.get(word, ())
        for length in range(1, min(len(word), _LONGEST_STEM) + 1):
            yield from self.stems.get(word[:length], ())

    def bad(self, text: Sequence[Word], languages: Iterable[str]) -> Iterator[int]:
        """Find the bad words, masked ones too, by their places."""
        lists = [_BadWords.of(self, one) for one in sorted(languages)]
        starred_seen = 0
        for at, word in enumerate(text):
            if "*" in word.text:
                starred_seen += 1
                guess = starred(word.text) if starred_seen <= _MOST_STARRED else None
                if guess and any(any(map(guess.fullmatch, one.whole)) for one in lists):
                    yield at
            elif any(one.has(word.text) for one in lists):
                yield at


@dataclass(frozen=True, slots=True)
class _BadWords:
    """One language's words that block."""

    whole: frozenset[str]
    stems: tuple[str, ...]
    fine: tuple[str, ...]

    @classmethod
    def of(cls, words: CheckWords, language: str) -> "_BadWords":
        listed = words.single(language, "bad")
        stems = tuple(one[:-1] for one in listed if one.endswith("*"))
        return cls(listed, stems, tuple(words.single(language, "bad.not")))

    def has(self, word: str) -> bool:
        if self.fine and word.startswith(self.fine):
            return False
        return any(one in self.whole or one.startswith(self.stems) for one in unmasked(word))


def _single(name: str, entries: Iterable[str]) -> frozenset[str]:
    """Spell the entries of a list as what is looked up in it is spelt."""
    if name == "letters":
        return frozenset(entries)
    return frozenset(plain(entry).removeprefix("~") for entry in entries)


def _part(word: str, named: Mapping[str, Sequence[str]]) -> Part:
    if word == "_":
        return Part(frozenset(), gap=True)
    optional, word = word[0] == "?", word.removeprefix("?")
    whole: set[str] = set()
    stems: list[str] = []
    number = False
    for one in _alternatives(word, named):
        if one == "9":
            number = True
        elif one[0] == "~":
            whole |= forms.forms(*one[1:].split("/"))
        elif one[-1] == "*":
            stems.append(plain(one[:-1]))
        else:
            whole.add(plain(one))
    return Part(frozenset(whole), tuple(stems), number, optional=optional)


def _alternatives(word: str, named: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for one in word.split("|"):
        if one[0] == "<":
            for entry in named[one[1:-1]]:
                yield from _alternatives(entry, named)
        else:
            yield one


def _end(text: Sequence[Word], at: int, rest: Sequence[Part], begun: Word) -> int:
    """Where the rest of an entry ends if it begins at this word; 0 if it does not fit."""
    if not rest:
        return at
    part, beyond = rest[0], rest[1:]
    if part.gap:
        tries = range(at, min(at + _GAP, len(text)) + 1)
        return next((end for one in tries if (end := _end(text, one, beyond, begun))), 0)
    if at < len(text) and text[at].sentence == begun.sentence and (fits := part.end(text, at)):
        end = _end(text, fits, beyond, begun)
        if end or not part.optional:
            return end
    return _end(text, at, beyond, begun) if part.optional else 0


def _number_end(text: Sequence[Word], at: int) -> int:
    """Where a long number ends that begins at this word, its letters and hyphens included."""
    figures = longest = 0
    end = at
    for word in text[at : at + _MOST_PIECES]:
        piece = _PIECE.fullmatch(word.raw)
        if not piece or (end > at and not word.glued) or word.raw[:1].islower():
            break
        end += 1
        figures += len(piece[1])
        longest = max(longest, len(piece[1]))
    return end if figures >= _LONG_NUMBER and longest >= _LONG_PIECE else 0
