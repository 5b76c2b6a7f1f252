"""How a good reply becomes a text of the library: slots where it is one customer's alone.

The first name becomes `{name}`; by when something will be, with its preposition, `{deadline}`;
numbers, addresses and people `{issue}`. It rather gets a slot too many than keeps a stranger's
name, date or number.

Days and times are found by the words with which staff type deadlines (`phrases`): the text becomes
a row of letters, in which a comma stands for a comma and a full stop for the end of a sentence.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.core.check import CheckWords, signs, substance
from bot.core.check.reading import Word, words
from bot.core.naming import A_PART
from bot.core.phrases import MomentWords, Placed
from bot.core.slots import DEADLINE, ISSUE, NAME

__all__ = ["with_slots"]

_A_PERSON = re.compile(r"\[id\d{1,12}\|[^\]\n]{0,64}\]|\*id\d{1,12}(?: \([^)\n]{1,64}\))?")
_PATRONYMIC = re.compile(r"\{name\} [А-ЯЁ][а-яё]{2,20}(?:вн[аеуы]|вной|ич|ича|ичу|ичем)\b")
_NUMBER = re.compile(
    r"(?:[№#]\s?)?(?:[^\W\d_]{1,6}-?)?\+?\(?\d(?:(?:[ ()\u00a0\u2011–-]{0,3}|\.)\d){4,60}"
)
"""Five figures or more, with the letters that belong to them: an order, a telephone, a card."""


def with_slots(
    text: str,
    *,
    names: Sequence[str],
    times: MomentWords,
    private: Collection[signs.Span] = (),
) -> str:
    """Put slots in the place of the customer's names, days and times, numbers, addresses.

    `private` is what the check found to be somebody's data.
    """
    text = unicodedata.normalize("NFC", _put(ISSUE, sorted(private), text))
    while (slotted := _slotted(text, names, times)) != text:
        text = slotted
    return text


def _slotted(text: str, names: Sequence[str], times: MomentWords) -> str:
    text = _put(ISSUE, signs.emails(text), text)
    text = _A_PERSON.sub(NAME, text)
    text = _put(DEADLINE, list(_deadlines(text, times)), text)
    text = _NUMBER.sub(ISSUE, text)
    text = _put(ISSUE, list(signs.mentions(text)), text)
    for name in filter(None, names):
        text = _put(NAME, _names(text, name), text)
    return _PATRONYMIC.sub(NAME, text.replace(f"{NAME} {NAME}", NAME))


def _put(slot: str, spans: Sequence[signs.Span], text: str) -> str:
    for start, end in reversed(spans):
        text = text[:start] + slot + text[end:]
    return text


# --- days and times

_P = "[ATBO~]{0,3}"
_N = "[Nn]"
_LENGTH = f"[TI]O?S?Q?(?:L|{_N}?Q?(?:[UHVF](?:{_N}[UH])?P?|J))|[AO]O?Q{_N}?[UHVFJ]"
_DATE = f"{_P}(?:NR?O?M|MO?NR?)(?:,?YG?)?|{_P}XG?|[TBO~]{{1,3}}x(?!\\$)|[TB]NR"
_DAY = f"(?:{_DATE}|{_P}S[VF]|OOF|{_P}S?W|{_P}[DK])(?:{_P}P)?"
_CLOCK = f"{_P}C[HZ]?[PJ]?|[ATB~]O?c(?!\\$)[HZ]?[PJ]?"
_HOUR = f"[ATB]{_N}(?:[HZ][PJ]?|[PJ])|~{_N}[HZ]?P|[AB]H[PJ]|N[HZ]?P|NZ|[TB]N(?=[,.]|$)"
_PART = "[TB~]O?P|[ATBO]{1,3}E|[ATBO]{0,3}e"
_MOMENT = f"(?:{_LENGTH}|{_DAY}|{_CLOCK}|{_HOUR}|{_PART})"
_DEADLINE = re.compile(f"{_MOMENT}(?:,?{_MOMENT}){{0,5}}")
"""Small letters: `n` is a number in words, `c` a time and `x` a date that may be a price or a size,
`e` the end of a day in words that need no preposition."""

_SHORTEST_WEEKDAY = 5
"""Letters: shorter are abbreviations, which in a sentence mean other things («ср», "sun")."""
_SENTENCE_ENDS = re.compile(r"\n|[.!](?!\s*[a-zа-яё])")
_ABBREVIATED = re.compile(r"\.(?=,|\s[a-zа-яё])")


def _deadlines(text: str, times: MomentWords) -> Iterator[signs.Span]:
    """Find days and times, those side by side as one."""
    row = list(_row(text, times))
    for found in _DEADLINE.finditer("".join(one.letter for one in row)):
        start, end = row[found.start()].start, row[found.end() - 1].end
        if re.match(r"\w", text[end:]) or re.search(r"[\w{]$", text[:start]):
            continue
        abbreviated = _ABBREVIATED.match(text, end)
        yield start, abbreviated.end() if abbreviated else end


def _row(text: str, times: MomentWords) -> Iterator[Placed]:
    """Return the marks of a text, with those of its punctuation."""
    marks = times.placed(text)
    for mark, after in pairwise([*marks, Placed(".", "", len(text), len(text))]):
        yield mark._replace(letter=_letter(mark, text[mark.start : mark.end]))
        gap = text[mark.end : after.start]
        if _SENTENCE_ENDS.search(text, mark.end, after.start + 1):
            yield Placed(".", "", mark.end, mark.end)
        elif "," in gap or "!" in gap:
            yield Placed(",", "", mark.end, mark.end)


def _letter(mark: Placed, raw: str) -> str:
    match mark.letter:
        case "W" if len(raw) < _SHORTEST_WEEKDAY:
            return "?"
        case "N" if not raw.isdecimal():
            return "n"
        case "C" if raw[0].isdecimal() and ":" not in raw:
            return "c"
        case "X" if raw.count(".") == 1:
            return "x"
        case "E" if " " in raw:
            return "e"
    return mark.letter


# --- names

_NO_LISTS = CheckWords()


def _names(text: str, name: str) -> list[signs.Span]:
    """Find the parts of a first name in any form; those side by side are one."""
    parts = [part for part in A_PART.findall(name) if len(part) > 1]
    found: list[signs.Span] = []
    for word in words(text) if parts else ():
        if not any(_is_called(part, word, text) for part in parts):
            continue
        if found and text[found[-1][1] : word.start] in (" ", "-"):
            found[-1] = found[-1][0], word.end
        else:
            found.append((word.start, word.end))
    return found


def _is_called(part: str, word: Word, text: str) -> bool:
    """Tell whether a word is the name: "Will", or "will" where only a name can stand."""
    if word.raw[0].islower() and _stands_apart(word, text):
        word = replace(word, raw=word.raw.title())
    return substance.is_addressed(part, [word], _NO_LISTS, "bg")


def _stands_apart(word: Word, text: str) -> bool:
    before, after = text[: word.start].rstrip(), text[word.end : word.end + 1]
    return (not before or before[-1] in ",.!?…") and after in (*",.!?",)
