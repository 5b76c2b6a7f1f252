"""A deadline as staff type it: «к пятнице», "tomorrow at 12", «след 2 часа», "15.12 14:00".

The text becomes a row of marks (`phrases`), and their letters must be a sentence of the small
grammar below. What is not understood to the last word is no deadline at all: asking again is
cheap, while a wrong date is promised to a customer.

* Hours and minutes are counted from now. Days and weeks name a day, as "tomorrow" does.
* A day without a time means the closing of the work that begins on it, but midnight at the latest;
  six in the evening where work goes round the clock, and noon where nobody works. Its end is the
  closing or, where there is none, midnight.
* A time without a day is today, or tomorrow if it has passed. Dates without a year, days without a
  month and weekdays are the next to come. Today's own weekday means today only with a time that is
  still ahead; "next" is never today, "this" always within six days. A weekday beside a date must
  agree with it.
* A number after «к» or "by" is an hour, any other needs a word that says what it is. An hour from
  one to seven without minutes may be meant for the afternoon, so it needs a part of the day («в 6
  вечера», "6 pm"). «2 часа» are two hours, but «10 часов» may be a time of day: not understood.

The clock is the brand's, with the rule of `hours` for times that it skips or shows twice.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from bot.core.hours import DAY, Hours
from bot.core.phrases import Mark, MomentWords

__all__ = ["LONGEST", "MomentWords", "read"]

LONGEST = timedelta(days=60)
"""Nothing farther ahead is a deadline."""
MOST_LETTERS = 100
NOON, EVENING = 12 * 60, 18 * 60
"""Minutes of the day."""
PARTS = {
    "am": range(12), "pm": range(12, 24),
    "morning": range(1, 12), "afternoon": range(12, 18), "evening": range(16, 24),
    "night": (1, 2, 3, 4, 21, 22, 23),
}  # fmt: skip
"""The hours, on a clock of 24, that can be said with a part of the day."""
USUAL = {"morning": 10 * 60, "afternoon": 15 * 60, "evening": EVENING}
DOUBTFUL = range(1, 8)
"""Hours that may be meant for either half of the day."""

_LENGTH = re.compile("[TI]?L|I[UH]|I?N[UH](?:NU)?|TNU(?:NU)?")
_STEP = "IN?V|INJ|T?NV|NJ"
_F, _G = "[ATBO]{0,4}", "[TBO]{0,4}"  # «в 12.05» is no date
_DATE = f"{_G}(?:XG?|NR?O?M(?:YG?)?|MO?NR?(?:YG?)?|NR)"
_DAY = f"(?P<day>{_STEP}|{_F}[DK]|{_F}S?W(?:{_DATE})?|{_DATE}(?:{_F}W)?)"
_HOUR = "(?<=[ATB])(?:N[HZ]?[PJ]?|H[PJ])|N(?:[HZ]?P|HJ|Z)"
_TIME = f"(?:{_F}P)?{_F}(?:C[PJ]?|{_HOUR})|{_F}[PE]"
_SENTENCES = (
    re.compile(f"{_DAY}(?P<time>{_TIME}|{_F}NH)?"),
    re.compile(f"(?P<time>{_TIME}){_DAY}?"),
)


def read(text: str, *, now: datetime, hours: Hours, words: MomentWords) -> datetime | None:
    """Return the moment that is meant, in UTC, or None if it is not wholly clear.

    It is later than `now`, by 60 days at most.
    """
    if len(text) > MOST_LETTERS:
        return None
    marks = words.marks(text)
    letters = "".join(letter for letter, _ in marks)
    if _LENGTH.fullmatch(letters):
        moments = _after(marks, now)
    else:
        moments = _moments(marks, letters, now.astimezone(hours.timezone).date(), hours)
    ahead = next((moment for moment in moments if moment > now), None)
    return ahead if ahead and ahead <= now + LONGEST else None


def _after(marks: Sequence[Mark], now: datetime) -> Iterator[datetime]:
    """The moment after a length of time, if it is sure to be one."""
    minutes, number = 0, 1
    for letter, detail in marks:
        if letter == "N":
            number = int(detail)
        elif letter in "LUH":
            minutes += number * int(detail)
    may_be_clock = [letter for letter, _ in marks] == ["N", "H"]
    if not may_be_clock or number in DOUBTFUL or number >= 24:
        yield now.astimezone(UTC) + timedelta(minutes=minutes)


def _moments(marks: Sequence[Mark], letters: str, today: date, hours: Hours) -> Iterator[datetime]:
    """The moments that a day and a time may mean, the likeliest first."""
    found = next(filter(None, (sentence.fullmatch(letters) for sentence in _SENTENCES)), None)
    if not found:
        return
    named, time = (marks[slice(*found.span(group))] for group in ("day", "time"))
    said = dict(named) or ({"D": "0"} if "E" in dict(time) else {})
    for days in _ahead(said, today, hours, timed=bool(time)):
        if 0 <= days <= LONGEST.days:
            moment = _moment(today + timedelta(days), time, hours)
            if moment:
                yield moment


def _moment(day: date, time: Sequence[Mark], hours: Hours) -> datetime | None:
    """The moment of a day, or None for a time that is none or a doubtful one."""
    if not time:
        return _usual(day, hours)
    if "E" in dict(time):
        return _end(day, hours)
    minute = _minute(time)
    return None if minute is None else hours.instant(day, minute)


def _usual(day: date, hours: Hours) -> datetime:
    """The moment of a day without a time."""
    if not hours.closing(day):
        return hours.instant(day, NOON)
    begins, ends = hours.instant(day, 0), hours.instant(day, DAY)
    around_the_clock = hours.between(begins, ends) == ends - begins
    return hours.instant(day, EVENING) if around_the_clock else _end(day, hours)


def _end(day: date, hours: Hours) -> datetime:
    """The end of the work that begins on a day, but midnight at the latest."""
    midnight = hours.instant(day, DAY)
    return min(hours.closing(day) or midnight, midnight)


def _minute(marks: Sequence[Mark]) -> int | None:
    """The minute of the day."""
    said = dict(marks)
    parts = [detail for letter, detail in marks if letter in "PJ"]
    if "C" in said:
        hour, minute = map(int, said["C"].split(":"))
    elif "N" in said or "H" in said:
        hour, minute = int(said.get("N", 1)), 0
        if hour in DOUBTFUL and not parts:
            return None
    else:
        return USUAL.get(said["P"])
    if parts:
        either = {hour % 12, hour % 12 + 12} if 1 <= hour <= 12 else {hour}
        either = either.intersection(*(PARTS[part] for part in parts))
        if not either:
            return None
        hour = either.pop()  # no part of the day has an hour twice
    minute += hour * 60
    return minute if minute <= DAY else None


def _ahead(said: Mapping[str, str], today: date, hours: Hours, *, timed: bool) -> Iterable[int]:
    """The days that may be meant, as a number of days from today, the likeliest first."""
    if not said:
        return 0, 1
    if "D" in said:
        return (int(said["D"]),)
    if "V" in said or "J" in said:
        return (int(said.get("N", 1)) * int(said.get("V", 1)),)
    if "K" in said:
        left = 7 - today.isoweekday()
        if said["K"] == "month":
            left = monthrange(today.year, today.month)[1] - today.day
        return (days for days in range(left, -1, -1) if hours.closing(today + timedelta(days)))
    if "X" in said or "N" in said:
        return ((day - today).days for day in _dates(said, today))
    days = (int(said["W"]) - today.isoweekday()) % 7
    if said.get("S") == "this":
        return (days,)
    return (days, days + 7) if timed and "S" not in said else (days or 7,)


def _dates(said: Mapping[str, str], today: date) -> Iterator[date]:
    """The next dates on a day of the month, with its month, year and weekday if they are told."""
    day, month, year = (int(said.get(letter, 0)) for letter in "NMY")
    if "X" in said:
        day, month, year = (*map(int, said["X"].split(".")), 0)[:3]
    if year:
        months = [(year if year > 99 else 2000 + year, month)]
    elif month:
        months = [(today.year, month), (today.year + 1, month)]
    else:
        soon = range(today.month - 1, today.month + 2)
        months = [(today.year + passed // 12, passed % 12 + 1) for passed in soon]
    for which in months:
        with suppress(ValueError):  # no such day in this month
            found = date(*which, day)
            if found.isoweekday() == int(said.get("W", found.isoweekday())):
                yield found
