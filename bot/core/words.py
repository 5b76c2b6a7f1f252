"""How a comment is read: cut into words, each looked up in the lists of all languages.

The lists are in `locales/`; nothing here knows a word of any language. An entry of a list is one
or more words: `word*` stands for every word that begins so, `9` for a number, `Xx` for a
capitalised word, `_` for up to three words of any kind. What an entry says is its sense
("complaint", "praise", "topic") with a detail ("delivery").

Numbers, emoji, mentions (`@`) and links (`http`) are words too; punctuation only divides clauses.
No pattern here has an unbounded repetition: strangers write what is matched.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r"(?P<tag>\[(?:id|club)\d{1,12}\|[^\]\n]{0,64}\]|@\w{1,64})"
    r"|(?P<link>https?://\S{1,500}|(?:www\.|t\.me/|vk\.cc/)\S{1,200})"
    r"|(?P<number>\d{1,20})|(?P<word>\w[\w*@]{0,63})|(?P<stop>\s-\s|\n|\.\.)|(?P<sign>[^\w\s])"
)
_MASKED = re.compile(r"[^\W\d_]\*{1,6}[^\W\d_]|[^\W\d_]\*{2,6}")
_CYRILLIC, _FOREIGN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[a-z0-9@]")
_REPEATED = re.compile(r"([^\W\d])\1{1,99}")
_STOPS, _SENTENCE = frozenset(".!?,;:–—…"), frozenset(".!?…\n")
_OPENING, _CLOSING, _EITHER = frozenset("«„“"), frozenset("»”"), '"'
_INVISIBLE = dict.fromkeys([*b"'`", 0x301, 0x2018, 0x2019, 0x200B, 0x200D, 0xFE0F])
_INVISIBLE |= dict.fromkeys(range(0x1F3FB, 0x1F400))  # skin tones
_SPECIAL = {"number": "9", "tag": "@", "link": "http"}
_PLACEHOLDERS = frozenset({"9", "Xx", "_"})
_SWORN = "%"  # any word with asterisks for letters
_LONGEST_STEM = 16
_GAP = 3
_FIRST_SYMBOL = 0x2190


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    first: str
    rest: tuple[str, ...]
    language: str
    sense: str
    detail: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a comment; `name`: capitalised, and not because a sentence begins, or called."""

    text: str
    clause: int
    name: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Find:
    """An entry that fits the words from `start` up to `end`."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of all languages, laid out so that a word is found by its beginning."""

    same: dict[int, str]
    lookalikes: dict[int, str]
    letters: dict[str, frozenset[str]]
    marks: dict[str, Sequence[str]]
    whole: dict[str, list[Entry]] = field(default_factory=dict)
    stems: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(cls, lists: Mapping[str, Mapping[str, Sequence[str]]]) -> "Lexicon":
        """Prepare {language: {"sense" or "sense.detail": entries}}; language "" is common."""
        own = {language: dict(senses) for language, senses in lists.items()}
        common = own[""]
        lexicon = cls(
            same={ord(pair[0]): pair[-1] for pair in common.pop("same")},
            lookalikes={ord(pair[0]): pair[-1] for pair in common.pop("lookalikes")},
            letters={name: frozenset("".join(own[name].pop("letters"))) for name in own if name},
            marks={name: own[name].pop("marks", ()) for name in own if name},
        )
        for language, senses in own.items():
            for name, entries in senses.items():
                for entry in entries:
                    lexicon._add(entry, language, name)
        return lexicon

    def _add(self, line: str, language: str, name: str) -> None:
        first, *rest = (w if w in _PLACEHOLDERS else self.plain(w) for w in line.split())
        shelf = self.stems if first.endswith("*") else self.whole
        sense, _, detail = name.partition(".")
        entry = Entry(first.rstrip("*"), tuple(rest), language, sense, detail)
        shelf.setdefault(entry.first, []).append(entry)

    def plain(self, word: str) -> str:
        """Undo what people do to spelling: capitals, stretching, look-alike signs, asterisks."""
        word = word.casefold().translate(_INVISIBLE).translate(self.same)
        if "*" in word and _MASKED.search(word):
            return _SWORN
        if not word.isascii() and _CYRILLIC.search(word) and _FOREIGN.search(word):
            word = word.translate(self.lookalikes)
        return _REPEATED.sub(r"\1", word)


def words(text: str, lexicon: Lexicon) -> Iterator[Word]:
    """Cut a comment into words."""
    clause, fresh, quoted = 0, True, False
    text = text.translate(_INVISIBLE)
    for found in _TOKEN.finditer(text):
        raw, group = found[0], found.lastgroup or ""
        if group == "stop" or raw in _STOPS:
            clause, fresh = clause + 1, fresh or raw[0] in _SENTENCE
        elif raw in _OPENING or raw in _CLOSING or raw == _EITHER:
            quoted = raw in _OPENING or (raw == _EITHER and not quoted)
        elif group != "sign" or raw in lexicon.whole or ord(raw) >= _FIRST_SYMBOL:
            plain = _SPECIAL.get(group) or lexicon.plain(raw)
            name = raw.istitle() and (not fresh or text.startswith(",", found.end()))
            yield Word(plain, clause, name, quoted)
            fresh = False


def finds(comment: Sequence[Word], lexicon: Lexicon) -> Iterator[Find]:
    """Every entry of every list that fits somewhere."""
    for start, word in enumerate(comment):
        entries = list(lexicon.whole.get(word.text, ()))
        for length in range(1, min(len(word.text), _LONGEST_STEM) + 1):
            entries += lexicon.stems.get(word.text[:length], ())
        for entry in entries:
            if end := _fits(comment, start + 1, entry.rest):
                yield Find(start, end, entry)


def _fits(comment: Sequence[Word], at: int, rest: Sequence[str]) -> int:
    """Where the rest of an entry ends if it begins at this word; 0 if it does not fit."""
    if not rest:
        return at
    if rest[0] == "_":
        tries = range(at, min(at + _GAP, len(comment)) + 1)
        return next((end for gap in tries if (end := _fits(comment, gap, rest[1:]))), 0)
    if at >= len(comment) or not _same(comment[at], rest[0]):
        return 0
    return _fits(comment, at + 1, rest[1:])


def _same(word: Word, wanted: str) -> bool:
    if wanted == "Xx":
        return word.name
    return word.text.startswith(wanted[:-1]) if wanted.endswith("*") else word.text == wanted


def language(text: str, found: Sequence[Find], lexicon: Lexicon, default: str) -> str:
    """The language whose letters, tell-tale letters and words are seen most."""
    low = text.casefold()
    scores = {name: 10 * sum(map(low.count, marks)) for name, marks in lexicon.marks.items()}
    for name, letters in lexicon.letters.items():
        scores[name] += sum(letter in letters for letter in low)
    weights: dict[tuple[int, str], int] = {}
    for find in found:
        place, weight = (find.start, find.entry.language), len(find.entry.first) + 2
        weights[place] = max(weights.get(place, 0), weight + 3 * len(find.entry.rest))
    for (_, name), weight in weights.items():
        scores[name] = scores.get(name, 0) + weight
    scores.pop("", None)
    if not any(scores.values()):
        return default
    return max(scores, key=lambda name: (scores[name], name == default))


def longest(found: Sequence[Find]) -> list[Find]:
    """Of finds that overlap, the longest; all of them if equally long."""
    kept: list[Find] = []
    for find in sorted(found, key=lambda find: (find.start, -find.end)):
        last = kept[-1] if kept else None
        if not last or find.start >= last.end or (find.start, find.end) == (last.start, last.end):
            kept.append(find)
    return kept
