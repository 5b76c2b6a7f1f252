"""A reply cut into words that remember where they stand, and into sentences.

Unlike a comment's words (`bot.core.words`) these keep their place in the text, for a finding
shows what it means. Signs that matter (№, #) and numbers are words too. A phrase never crosses
the end of a sentence. No pattern here has an unbounded repetition.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.check import mask

_JOINED = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_TOKEN = re.compile(
    r"(?P<number>\d{1,20}(?:[.,:]\d{1,6}){0,3}%?)"
    rf"|(?P<word>[^\W\d_][\w{_JOINED}]{{0,40}}(?:['’*@$][\w{_JOINED}*@$]{{1,20}}|[*@$]{{1,8}})?)"
    r"|(?P<sign>№(?=\s?\w)|#(?=\s?\d)|₽)|(?P<end>[!?…\n]|\.(?=\s|$|[A-ZА-Я]))|(?P<stop>[,;:—–]|\s-\s)"
)
_BEFORE_NUMBERS = frozenset(
    {"тел", "моб", "г", "ул", "пр", "пер", "наб", "д", "кв", "корп", "стр", "оф", "доб", "вн"}
    | {"бул", "бл", "вх", "ет", "ап", "гр", "общ", "tel", "mob", "ph", "ext", "no", "nr", "nos"}
)
_BEFORE_NAMES = frozenset(
    {"г", "гр", "ул", "просп", "пер", "пл", "бул", "проф", "доц", "инж", "р", "н", "жа"}
    | {"mr", "mrs", "ms", "dr", "prof"}
)
_BEFORE_WORDS = frozenset({"тел", "моб", "tel", "mob", "доб", "ext"})
"""What is abbreviated before a number, a name and any other word (of г-н only the end is left)."""
_GLUE = frozenset({"", "-", "\u2011", "/"})
_UNSEEN = re.compile(rf"[{_JOINED}'’]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as plain as the lists have it, and where it stands."""

    text: str
    start: int
    end: int
    sentence: int
    clause: int
    raw: str
    glued: bool = False
    """Nothing but a hyphen or a stroke is between the word before and this one."""

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


def words(text: str) -> Iterator[Word]:
    """Cut a text into words."""
    sentence = clause = 0
    last = before = None
    for found in _TOKEN.finditer(text):
        raw, group = found[0], found.lastgroup
        if group == "end":
            if raw == "." and last and last.end == found.start() and _goes_on(last, before, text):
                continue
            sentence, clause = sentence + 1, clause + 1
        elif group == "stop":
            clause += 1
        else:
            before = last
            glued = last is not None and text[last.end : found.start()] in _GLUE
            last = Word(plain(raw), found.start(), found.end(), sentence, clause, raw, glued)
            yield last


def _goes_on(word: Word, before: Word | None, text: str) -> bool:
    """Tell whether the dot after a word only abbreviates it, by what stands on both sides."""
    following = text[word.end + 1 : word.end + 4].lstrip()[:1]
    if following.isupper():
        initial = len(word.raw) == 1 and word.raw.isupper() and word.raw not in "IЯ"
        counted = before is not None and before.is_number and before.sentence == word.sentence
        return initial or (word.text in _BEFORE_NAMES and not counted)
    if following.islower():
        return word.text in _BEFORE_WORDS
    return bool(following) and following in "+(0123456789№#" and word.text in _BEFORE_NUMBERS


def plain(word: str) -> str:
    """Spell a word as the lists do: small letters, е for ё, no accents, no apostrophes."""
    if word.isascii() and word.isalnum():
        return word.lower()
    word = _UNSEEN.sub("", unicodedata.normalize("NFC", word.casefold()))
    return mask.unlike(word).replace("ё", "е")
