"""What a comment is: a hint for the staff, never a verdict.

`words` finds the entries of the word lists in the comment; here plain rules read the finds, in
order. Praise after a negation is a complaint; a negated complaint is nothing, but leaves a doubt.

Praise, abuse, spam and small talk get no case, so a complaint mistaken for one of them is lost,
while a needless "not sure" costs a glance. Hence they are sure only where *every* part of the
comment is understood: words that no list knows may hide what went wrong ("Thank you for the
cake, my guests are still at the doctor's"). Sarcasm is not recognised, only suspected: praise
beside anything negative, a length of time, quotation marks, a contrast.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core import words
from bot.core.words import Find, Lexicon, Word

__all__ = ["Kind", "Lexicon", "Sorted", "Theme", "sort"]

LONGEST = 8192  # characters; the rest is not read, and nothing so long is unmistakable

_SIGHTS = {
    "order": re.compile(r"[#№]\s?\d{3,12}\b"),
    "date": re.compile(r"\b(?:[0-3]?\d[./](?:0[1-9]|1[0-2])(?!\d)|[0-2]?\d:[0-5]\d\b)"),
    "phone": re.compile(r"(?<!\d)\+?\d(?:[ ()-]{0,2}\d){9,12}(?!\d)"),
}
_FACTS = ("order", "date", "place", "sum", "phone")


class Kind(StrEnum):
    """What the author wants."""

    COMPLAINT = "complaint"
    QUESTION = "question"
    PRAISE = "praise"
    SUGGESTION = "suggestion"
    ABUSE = "abuse"
    SPAM = "spam"
    OTHER = "other"


class Theme(StrEnum):
    """What it is about."""

    DELIVERY = "delivery"
    WAITING = "waiting"
    STAFF = "staff"
    QUALITY = "quality"
    PRICE = "price"
    APP = "app"
    OTHER = "other"


# Of equally likely themes the one that says more: a late courier is a matter of delivery.
_TELLING = (Theme.DELIVERY, Theme.APP, Theme.PRICE, Theme.STAFF, Theme.QUALITY, Theme.WAITING)
_MATTERS = (Kind.COMPLAINT, Kind.QUESTION, Kind.SUGGESTION)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The hint. `theme` is None where there is no matter; `sure` is false where it is doubtful."""

    kind: Kind
    theme: Theme | None
    facts: tuple[str, ...]
    language: str
    sure: bool


def sort(text: str, lexicon: Lexicon, *, default_language: str = "ru") -> Sorted:
    """Guess what a comment is. Takes time in proportion to the text, of which 8 KiB are read."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    comment = list(words.words(text, lexicon))
    found = list(words.finds(comment, lexicon))
    language = words.language(text, found, lexicon, default_language)
    reading = _Reading(text, comment, [f for f in found if f.entry.language in ("", language)])
    kind, sure = _kind(reading)
    facts = tuple(fact for fact in _FACTS if fact in reading.facts)
    return Sorted(kind, _theme(kind, reading), facts, language, sure and len(text) < LONGEST)


class _Reading:
    """The comment as the lists of its language understand it."""

    def __init__(self, text: str, comment: Sequence[Word], found: Sequence[Find]) -> None:
        self.text = text
        self.comment = comment
        self.topics = [f for f in found if f.entry.sense == "topic"]
        self.facts = {f.entry.detail for f in found if f.entry.sense == "fact"}
        self.facts |= {fact for fact, sight in _SIGHTS.items() if sight.search(text)}
        self.known = {place for f in found for place in range(f.start, f.end)}
        self.verdicts = words.longest([f for f in found if f.entry.sense not in ("topic", "fact")])
        self.senses: dict[int, set[str]] = {}
        for find in self.verdicts:
            for place in range(find.start, find.end):
                self.senses.setdefault(place, set()).add(find.entry.sense)
        self.count = Counter(f.entry.sense for f in self.verdicts)
        self.turned = [f for f in self.verdicts if self._is_negated(f)]
        turned = Counter(f.entry.sense for f in self.turned)
        self.praise = self.count["praise"] - turned["praise"]
        self.good = self.praise + self.count["kudos"] + self.count["thanks"]
        self.bad = 2 * (self.count["complaint"] - turned["complaint"] + turned["praise"])
        self.bad += self.count["grumble"] - turned["grumble"] + self.frowns
        self.asks = "?" in text

    def _is_negated(self, find: Find) -> bool:
        if find.entry.sense not in ("praise", "complaint", "grumble"):
            return False
        for place in range(find.start - 1, max(-1, find.start - 4), -1):
            senses = self.senses.get(place, set())
            if "not" in senses and self.comment[place].clause == self.comment[find.start].clause:
                return True
            if not senses & {"very", "plain"}:
                return False
        return False

    @property
    def frowns(self) -> bool:
        return self.text.count("(") > self.text.count(")")

    @property
    def smiles(self) -> bool:
        return self.text.count(")") > self.text.count("(")

    @property
    def doubtful(self) -> bool:
        """Anything that goes with sarcasm."""
        quoted = any(self.comment[f.start].quoted for f in self.verdicts if _flatters(f))
        trailing = ".." in self.text or "…" in self.text
        return quoted or trailing or bool(self.count["doubt"])

    def unread(self) -> Counter[int]:
        """How many words no list knows, for each clause; names do not count."""
        return Counter(
            word.clause
            for place, word in enumerate(self.comment)
            if place not in self.known and not word.name
        )


def _flatters(find: Find) -> bool:
    return find.entry.sense in ("praise", "kudos", "thanks")


def _kind(reading: _Reading) -> tuple[Kind, bool]:
    """The rules, in order."""
    count, bad = reading.count, reading.bad
    if count["spam"] and bad < 2:
        return Kind.SPAM, _is_sure_spam(reading)
    if bad < 2 and (count["insult"] or count["swear"]):
        return _heated(reading)
    if bad >= 2:
        return Kind.COMPLAINT, not (reading.good or reading.smiles or count["suggestion"])
    if count["suggestion"]:
        return Kind.SUGGESTION, not (bad or reading.doubtful)
    if count["ask"] or (count["question"] and reading.asks):
        return Kind.QUESTION, not (bad or reading.doubtful or count["thanks"])
    if bad > 0 and bad >= reading.good:
        return Kind.COMPLAINT, False
    if reading.good:
        return Kind.PRAISE, _is_sure_praise(reading)
    return _remainder(reading)


def _is_sure_spam(reading: _Reading) -> bool:
    offers = 2 * reading.count["spam"] + reading.count["link"] + ("phone" in reading.facts)
    return offers >= 3 and not (reading.bad or reading.asks or reading.count["mine"])


def _heated(reading: _Reading) -> tuple[Kind, bool]:
    """Abuse is nothing but insults; with anything else in it there may be a matter."""
    count = reading.count
    matter = reading.topics or reading.facts or reading.unread() or reading.asks or count["wait"]
    if matter or not count["insult"]:
        return (Kind.COMPLAINT if reading.topics or not count["insult"] else Kind.ABUSE), False
    return Kind.ABUSE, not (reading.good or count["question"] or count["mine"] or reading.bad)


def _is_sure_praise(reading: _Reading) -> bool:
    spoils = ("doubt", "wait", "not", "question", "grumble", "complaint", "spam", "link")
    if reading.bad or reading.asks or reading.doubtful or any(map(reading.count.get, spoils)):
        return False
    if not (reading.praise or reading.count["thanks"]):
        return False
    praised = {reading.comment[f.start].clause for f in reading.verdicts if _is_praise(f)}
    return all(n <= (clause in praised) for clause, n in reading.unread().items())


def _is_praise(find: Find) -> bool:
    return find.entry.sense == "praise"


def _remainder(reading: _Reading) -> tuple[Kind, bool]:
    """Small talk, and what nothing is known about."""
    count = reading.count
    if reading.asks and not count["smalltalk"]:
        return Kind.QUESTION, False
    quiet = not (reading.bad or count["not"] or count["doubt"] or count["wait"] or reading.topics)
    return Kind.OTHER, bool(count["smalltalk"]) and quiet and not reading.unread()


def _theme(kind: Kind, reading: _Reading) -> Theme | None:
    if kind in (Kind.ABUSE, Kind.SPAM):
        return None
    votes = Counter(find.entry.detail for find in reading.topics)
    for find in reading.verdicts:
        votes[find.entry.detail] += 2
    best = max(_TELLING, key=lambda theme: votes[theme])
    if votes[best]:
        return best
    return Theme.OTHER if kind in _MATTERS else None
