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
    r"|(?P<sign>[№#](?=\s?\d)|₽)|(?P<end>[!?…\n]|\.(?=\s|$|[A-ZА-Я]))|(?P<stop>[,;:—–]|\s-\s)"
)
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

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


def words(text: str) -> Iterator[Word]:
    """Cut a text into words."""
    sentence = clause = 0
    for found in _TOKEN.finditer(text):
        raw, group = found[0], found.lastgroup
        if group == "end":
            sentence, clause = sentence + 1, clause + 1
        elif group == "stop":
            clause += 1
        else:
            yield Word(plain(raw), found.start(), found.end(), sentence, clause, raw)


def plain(word: str) -> str:
    """Spell a word as the lists do: small letters, е for ё, no accents, no apostrophes."""
    if word.isascii() and word.isalnum():
        return word.lower()
    word = _UNSEEN.sub("", unicodedata.normalize("NFC", word.casefold()))
    return mask.unlike(word).replace("ё", "е")
