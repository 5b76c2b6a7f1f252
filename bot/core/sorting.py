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
from itertools import islice

from bot.core import words
from bot.core.words import Find, Lexicon, Word

__all__ = ["Kind", "Lexicon", "Sorted", "Theme", "sort"]

# The rest is not read, and nothing so long is sure.
LONGEST = 8192
MOST_WORDS = 600

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


_FEW = 3  # words
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
    """Guess what a comment is, in time bounded by what is read of it."""
    text = unicodedata.normalize("NFC", text[:LONGEST])
    comment = list(islice(words.words(text, lexicon), MOST_WORDS))
    found = list(words.finds(comment, lexicon))
    language = words.language(text, found, lexicon, default_language)
    reading = _Reading(text, comment, [f for f in found if f.entry.language in ("", language)])
    kind, sure = _kind(reading)
    whole = len(text) < LONGEST and len(comment) < MOST_WORDS
    facts = tuple(fact for fact in _FACTS if fact in reading.facts)
    return Sorted(kind, _theme(kind, reading), facts, language, sure and whole)


class _Reading:
    """The comment as the lists of its language understand it."""

    def __init__(self, text: str, comment: Sequence[Word], found: Sequence[Find]) -> None:
        self.text = text
        self.comment = comment
        self.topics = [f for f in found if f.entry.sense == "topic"]
        self.facts = {f.entry.detail for f in found if f.entry.sense == "fact"}
        self.facts |= {fact for fact, sight in _SIGHTS.items() if sight.search(text)}
        self.verdicts = words.longest([f for f in found if f.entry.sense not in ("topic", "fact")])
        self.senses: dict[int, set[str]] = {}
        for find in self.verdicts:
            for place in range(find.start, find.end):
                self.senses.setdefault(place, set()).add(find.entry.sense)
        self.count = Counter(f.entry.sense for f in self.verdicts)
        turned = Counter(f.entry.sense for f in self.verdicts if self._is_negated(f))
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

    def unread(self) -> int:
        """How many words no verdict explains (a topic alone does not); names do not count."""
        places = enumerate(self.comment)
        return sum(
            not self.senses.get(place, set()) - {"question"} and not word.name
            for place, word in places
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
        return Kind.QUESTION, _is_sure_question(reading)
    if bad > 0 and bad >= reading.good:
        return Kind.COMPLAINT, False
    if reading.good:
        return Kind.PRAISE, _is_sure_praise(reading)
    return _remainder(reading)


def _is_sure_question(reading: _Reading) -> bool:
    """A plain question; without a question mark only one with nothing else in it.

    What somebody asks about an order of their own may be a reproach ("Where is my parcel?").
    """
    count, strange = reading.count, reading.unread()
    if reading.bad or reading.doubtful or count["thanks"]:
        return False
    if count["mine"] and not count["ask"]:
        return False
    if not reading.asks:
        return not (strange or count["not"] or reading.good)
    return bool(count["ask"]) or not (count["wait"] or strange > _FEW)


def _is_sure_spam(reading: _Reading) -> bool:
    count = reading.count
    offers = 2 * count["spam"] + count["offer"] + count["link"] + ("phone" in reading.facts)
    matter = any(find.entry.detail != Theme.PRICE for find in reading.topics)
    own = matter or reading.bad or reading.asks or count["mine"] or "order" in reading.facts
    return offers >= 3 and not own


def _heated(reading: _Reading) -> tuple[Kind, bool]:
    """Abuse is nothing but insults; with anything else in it there may be a matter."""
    count = reading.count
    matter = reading.topics or reading.facts or reading.unread() or reading.asks
    matter = matter or count["wait"] or count["scene"]
    if matter or not count["insult"]:
        return (Kind.COMPLAINT if reading.topics or not count["insult"] else Kind.ABUSE), False
    return Kind.ABUSE, not (reading.good or count["mine"] or reading.bad)


def _is_sure_praise(reading: _Reading) -> bool:
    """Praise that is nothing else; thanks alone, or bravo, may be meant for what went wrong."""
    count = reading.count
    spoils = ("wait", "not", "grumble", "complaint", "spam", "offer", "link")
    if reading.bad or reading.asks or reading.doubtful or any(map(count.get, spoils)):
        return False
    thanked = count["thanks"] and not (count["kudos"] or count["scene"])
    return bool(reading.praise or thanked) and not reading.unread()


def _remainder(reading: _Reading) -> tuple[Kind, bool]:
    """Small talk, and what nothing is known about: who tells a brand a story, complains."""
    count = reading.count
    if reading.asks and not count["smalltalk"]:
        return Kind.QUESTION, False
    told = reading.bad or count["not"] or count["wait"] or reading.topics
    if told or reading.facts - {"date"} or reading.unread() >= _FEW:
        return Kind.COMPLAINT, False
    return Kind.OTHER, bool(count["smalltalk"]) and not (
        count["doubt"] or count["scene"] or reading.unread()
    )


def _theme(kind: Kind, reading: _Reading) -> Theme | None:
    if kind in (Kind.ABUSE, Kind.SPAM):
        return None
    votes: Counter[str] = Counter()
    for find in sorted(reading.topics + reading.verdicts, key=lambda find: find.start):
        votes[find.entry.detail] += 1 if find.entry.sense == "topic" else 2
    del votes[""]
    if votes[Theme.DELIVERY]:
        votes[Theme.DELIVERY] += votes.pop(Theme.WAITING, 0)
    if votes.total():
        return Theme(max(votes, key=lambda theme: votes[theme]))
    return Theme.OTHER if kind in _MATTERS else None
