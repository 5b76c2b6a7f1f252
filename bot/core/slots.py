"""The slots of a text: how the name goes in, and how a good reply becomes a text with slots.

`{name}` is filled by the program; `{issue}` (what happened, a clause), `{action}` (what "we" do, a
clause) and `{deadline}` (by when, with its preposition) by whoever answers. An open slot cannot be
published, so a reply that is kept rather gets a slot too many than keeps a stranger's name, date or
number.

The words of time in three languages stand together, as a reply may be in any of them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.check import CheckWords, signs, substance
from bot.core.check.reading import Word, words
from bot.core.naming import A_PART

__all__ = ["SLOTS", "filled", "slots_of", "with_slots"]

NAME, ISSUE, DEADLINE = "{name}", "{issue}", "{deadline}"
SLOTS = frozenset({"name", "issue", "action", "deadline"})


def slots_of(text: str) -> frozenset[str]:
    """Return which slots are open, without their braces."""
    return frozenset(slot for slot in SLOTS if f"{{{slot}}}" in text)


# --- the name goes in


_ADDRESSED = re.compile(
    r"(?P<begins>(?:^|(?<=[.!?…»\n]\s)|(?<=\n))[«“„(]?)"
    r"\{name\}(?:[,!:.]|\s[—–-])?\s?(?P<next>\w?)"
)
_WITHIN = re.compile(
    r",?\s\{name\}(?:,\s(?P<bound>(?:за|про|об?|от|с|for|about|that|to|with)\b)"
    r"|(?P<stop>[,.!?:;…)]|$)|(?=\s))",
    re.I,
)
"""Before a preposition the second comma goes with the name."""


def filled(text: str, name: str) -> str:
    """Put the name in, as `naming.address` returns it; without one, take its slot out."""
    if name:
        return text.replace(NAME, name)
    text = _ADDRESSED.sub(lambda found: found["begins"] + found["next"].upper(), text)
    return _WITHIN.sub(_without, text).replace(NAME, "")


def _without(found: re.Match[str]) -> str:
    return f" {found['bound']}" if found["bound"] else found["stop"] or ""


# --- a reply becomes a text of the library


_A_PERSON = re.compile(r"\[id\d{1,12}\|[^\]\n]{0,64}\]|\*id\d{1,12}(?: \([^)\n]{1,64}\))?")
_NUMBER = re.compile(
    r"(?:[№#]\s?)?(?:[^\W\d_]{1,6}-?)?\+?\(?\d(?:(?:[ ()\u00a0\u2011–-]{0,3}|\.)\d){4,60}"
)
"""Five figures or more, with the letters that belong to them: an order, a telephone, a card."""

_BEFORE = (
    r"(?:не позднее|не позже|до|ко?|во?|на|со?|от|около|примерно|за|преди|най-късно"
    r"|no later than|by|until|till|at|on|before|around|about|from|the)\s"
)
_WHICH = (
    r"(?:эт(?:от|у|ой|ого|ому)|следующ\w{2,3}|ближайш\w{2,3}"
    r"|този|тази|следващ(?:ия|ата)|this|next|coming)\s"
)
_PART = r"утром|дн[её]м|вечером|ночью|сутринта|следобед|вечерта|morning|afternoon|evening|night"
_WEEKDAY = (
    r"понедельник[ау]?|вторник[ау]?|сред[аеуы]|четверг[ау]?|пятниц[аеуы]|суббот[аеуы]"
    r"|воскресень[еяю]|понеделника?|сряда(?:та)?|четвъртъка?|петъка?|събота(?:та)?"
    r"|(?<=[вдо]\s)неделя|неделята|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_DAY = (
    r"(?:после)?завтра|сегодня|днес|утре|вдругиден|довечера|тази (?:вечер|сутрин)"
    r"|today|tomorrow|tonight|this (?:morning|afternoon|evening)"
)
_MONTH = (
    r"(?:(?:янв|яну|фев|мар|апр|ма[йя]|июн|июл|юн|юл|авг|сен|окт|ноя|ное|дек)[а-я]{0,6}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\b"
)
_NO_PRICE = r"(?!\d|\s?(?:лв|€|₽|руб|eur|lev))"
_NTH = r"\d{1,2}(?:-?(?:го|му|е|ти|ви|ри|ми)|st|nd|rd|th)?"
_DATE = (
    rf"{_NTH}\s(?:of\s)?{_MONTH}(?:\s20\d\d)?|{_MONTH}\s{_NTH}"
    r"|\d{1,2}[./](?:0[1-9]|1[0-2])[./](?:20)?\d\d|20\d\d-\d\d-\d\d"
    rf"|(?:(?<=до\s)|(?<=на\s)|(?<=by\s)|(?<=on\s))\d{{1,2}}[./](?:0[1-9]|1[0-2]){_NO_PRICE}"
)
_OF_DAY = r"\s(?:утра|дня|вечера|ночи)"
_HOURS = (
    r"\s?(?:час(?:ам|ов|а|у)?\b|ч\b(?-i:\.(?=,|\s[a-zа-я]))?|[ap]\.m\.|[ap]m\b)"
    rf"(?:{_OF_DAY})?"
)
_CLOCK = (
    rf"\d{{1,2}}:\d\d(?:{_HOURS})?|\d{{1,2}}\s?(?:[ap]m|[ap]\.m\.|o[’']clock)"
    rf"|(?:(?<=до\s)|(?<=[кв]\s))\d{{1,2}}(?:\.[0-5]0(?:{_HOURS})?{_NO_PRICE}|{_HOURS}|\sдня)"
    rf"|\d{{1,2}}\s(?:утра|вечера|ночи|{_PART})"
    r"|(?:(?<=до\s)|(?<=к\s)|(?<=by\s))\d{1,2}(?=[.,!?]\s|[.!?]?$)"
    r"|noon|midday|полудн[яю]|обяд"
)
_END = (
    r"(?:конц[аеу]|края?)\s(?:на\s)?(?:рабочего\s|работния\s|этого\s|этой\s)?"
    r"(?:дня|недели|месяца|деня?|седмицата|месеца)"
    r"|end of (?:the )?(?:day|week|month)"
)
_COUNT = (
    r"(?:\d{1,3}|полтора|пар[уы]|од(?:ин|ну|ного)|дв[ае]|двух|три|четыре|пять|един|една|няколко"
    r"|an?|the|next|few|couple|of|half|one|two|three|four|five)\s"
)
_UNIT = (
    r"минут\w{0,2}|полчаса|час(?:ов|а)?|суток|сутки|дн(?:я|ей|и)|ден[ья]?|недел[июь]"
    r"|минути|седмиц[аи]|minutes?|hours?|days?|weeks?"
)
_AFTER = (
    rf"(?:через|в течени[еи]|след|до|в рамките на)\s(?:{_COUNT}){{0,3}}(?:{_UNIT})(?:{_OF_DAY})?"
    rf"|(?:in|within)\s(?:{_COUNT}){{1,4}}(?:{_UNIT})"
)
_WEEK = rf"(?:(?:на|през)\s)?{_WHICH}(?:неделе|месяце|week|month|седмица|месец)"
_MOMENT = (
    rf"(?:{_AFTER}|{_WEEK}|(?:{_BEFORE}){{0,2}}(?:{_WHICH})?"
    rf"(?:(?:{_WEEKDAY}|{_DAY})(?:\s(?:{_PART}))?|{_DATE}|{_CLOCK}|{_END}))(?!\w)"
)
_DEADLINE = re.compile(rf"(?<![\w{{]){_MOMENT}(?:,?\s{_MOMENT}){{0,5}}", re.I)


def with_slots(text: str, *, name: str) -> str:
    """Put slots in the place of the customer's first name, dates and times, numbers, addresses."""
    while (slotted := _slotted(text, name)) != text:
        text = slotted
    return text


def _slotted(text: str, name: str) -> str:
    text = _put(ISSUE, signs.emails(text), text)
    text = _A_PERSON.sub(NAME, text)
    text = _DEADLINE.sub(DEADLINE, text)
    text = _NUMBER.sub(ISSUE, text)
    text = _put(ISSUE, list(signs.mentions(text)), text)
    return _put(NAME, _names(text, name), text)


def _put(slot: str, spans: Sequence[signs.Span], text: str) -> str:
    for start, end in reversed(spans):
        text = text[:start] + slot + text[end:]
    return text


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
