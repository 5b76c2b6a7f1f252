"""Working time: the hours in which a brand owes its customers an answer.

A week is written as `Mon-Fri 09:00-13:00,14:00-20:00; Sat 11:00-17:00`. Every interval belongs to
the day it starts on, also when it goes on over midnight (`22:00-06:00`), and a holiday removes the
intervals that start on it. Intervals that reach into the next day's are counted once.

Time is counted as it passes, between UTC instants; the wall clock only says where intervals begin
and end: at *the first instant when the local clock shows that time or later*. This one rule covers
the days the clock changes. A time that the clock skips is the instant of the skip, a time that it
shows twice is the first of the two, no interval is ever negative, the end of one day is the start
of the next, and a day of 24 hours lasts 23 or 25 when the calendar says so.

Intervals are worked out for one local date at a time and remembered (they never change), so a
computation walks over a few tuples of instants.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Literal
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
"""Minutes on the wall between two midnights."""
SEARCHED = 400
"""So many days in a row without an hour of work mean that there will be none."""
SHIFT = 7
"""So many days back an opening is looked for; who has not closed since then never does."""
REMEMBERED = 4096
"""Dates whose intervals are kept: eleven years of them."""

Problem = Literal["day", "time", "order", "overlap", "empty"]
Interval = tuple[int, int]
"""From and to in minutes of wall time since the midnight a day starts with."""
Span = tuple[datetime, datetime]
"""From and to in UTC."""

_INTERVAL = re.compile(r"([0-9]{1,2}:[0-9]{2})\s*[-–—]\s*([0-9]{1,2}:[0-9]{2})")
_DASH = re.compile(r"\s*[-–—]\s*")
_DIGIT = re.compile(r"[0-9]")
_STEP = timedelta(seconds=1)
_NONE = timedelta(0)


class WrongHours(ValueError):
    """The text is no week of working hours.

    `part` is the piece of the text that is wrong, `problem` says how: `day` (no such day, or none
    named), `time` (no such time, or none given), `order` (an interval that ends where it starts),
    `overlap` (it shares time with another of the same day), `empty` (a week without an hour).
    """

    def __init__(self, problem: Problem, part: str) -> None:
        super().__init__(problem, part)
        self.problem = problem
        self.part = part

    def __str__(self) -> str:
        return f"{self.problem}: {self.part!r}"


class NeverOpen(LookupError):
    """No working hour in 400 days: the holidays have eaten them all."""


@dataclass(frozen=True, slots=True)
class Hours:
    """A brand's working time. Takes aware datetimes of any zone, returns them in UTC."""

    timezone: ZoneInfo
    week: tuple[tuple[Interval, ...], ...]
    """Monday first; the intervals that start on the day, in order, apart from each other."""
    holidays: frozenset[date] = frozenset()
    _spans: dict[int, tuple[Span, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def parse(cls, text: str, *, timezone: ZoneInfo, holidays: Collection[date] = ()) -> "Hours":
        """Read a week such as `Mon-Fri 09:00-13:00,14:00-20:00; Sat 11:00-17:00`.

        Days are English, three letters in any case, listed or from-to (`Fri-Mon` too). Raises
        WrongHours.
        """
        return cls(timezone, _week(text), frozenset(holidays))

    def is_open(self, at: datetime) -> bool:
        """Say whether `at` is working time; the opening instant is, the closing instant is not."""
        at = _utc(at)
        return any(start <= at < end for start, end in self._between(at, at))

    def add(self, at: datetime, working: timedelta) -> datetime:
        """Find the moment by which `working` (not negative) has passed since `at`.

        Time that ends exactly at closing gives the closing instant. No time at all gives the
        moment work can begin: `at` if open, else the next opening. Raises NeverOpen.
        """
        if working < _NONE:
            raise ValueError(f"working time runs forward only, not by {working}")
        at = _utc(at)
        idle = 0
        for day in count(self._first_day(at)):
            idle += 1
            for start, end in self._on(day):
                if end <= at:
                    continue
                start = max(start, at)
                if working <= end - start:
                    return start + working
                working -= end - start
                idle = 0
            if idle > SEARCHED:
                break
        raise NeverOpen(f"no working hour in {SEARCHED} days after {at.isoformat()}")

    def back(self, at: datetime, working: timedelta) -> datetime:
        """Find the latest moment from which `working` (not negative) passes until `at`.

        The mirror of `add`, so that `back(add(at, w), w)` is `next_open(at)`. Outside working time
        it counts from the last closing; time that begins exactly at an opening gives the opening
        instant, not the closing before. No time at all gives `at` if it is open or a closing, else
        the last closing. Raises NeverOpen.
        """
        if working < _NONE:
            raise ValueError(f"working time is counted back by its length, not by {working}")
        at = _utc(at)
        idle = 0
        for day in count(self._last_day(at), -1):
            idle += 1
            for start, end in reversed(self._on(day)):
                if start > at:
                    continue
                end = min(end, at)
                if working <= end - start:
                    return end - working
                working -= end - start
                idle = 0
            if idle > SEARCHED:
                break
        raise NeverOpen(f"no working hour in {SEARCHED} days before {at.isoformat()}")

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Count the working time from `start` to `end`; zero if `end` is not later."""
        start, end = _utc(start), _utc(end)
        if end <= start:
            return _NONE
        total = _NONE
        for opens, closes in self._between(start, end):
            if opens < end and start < closes:
                total += min(closes, end) - max(opens, start)
        return total

    def next_open(self, at: datetime) -> datetime:
        """Find when work can go on: `at` itself if open, else the next opening.

        Raises NeverOpen.
        """
        return self.add(at, _NONE)

    def closing(self, day: date) -> datetime | None:
        """Find when the working time that begins on a date ends, or None if none begins.

        After midnight, that is, for a date that ends with a night of work.
        """
        spans = self._on(day.toordinal())
        return spans[-1][1] if spans else None

    def instant(self, day: date, minute: int) -> datetime:
        """Find the first instant when the local clock shows this minute of a date, or later.

        Minutes count on the wall from the date's midnight: 0 to 1440, and on into the next day.
        """
        return self._instant(day.toordinal(), minute)

    def shift_began(self, at: datetime, *, rest: timedelta) -> datetime | None:
        """Find the opening of the shift that `at` lies in; None outside working time.

        A pause shorter than `rest` is a part of the shift. A brand that never closes for so long
        has no shifts: None as well.
        """
        at = _utc(at)
        if not self.is_open(at):
            return None
        for day in range(self._first_day(at) + 1, self._first_day(at) - SHIFT, -1):
            for start, _ in reversed(self._on(day)):
                if start <= at and not self.between(start - rest, start):
                    return start
        return None

    def _first_day(self, at: datetime) -> int:
        """The earliest date, as an ordinal, whose intervals can hold `at`: the day before."""
        return at.astimezone(self.timezone).toordinal() - 1

    def _last_day(self, at: datetime) -> int:
        """The latest date, as an ordinal, whose intervals can hold `at`: the day after.

        A clock turned back just after midnight shows the old date once more.
        """
        return at.astimezone(self.timezone).toordinal() + 1

    def _between(self, start: datetime, end: datetime) -> Iterator[Span]:
        """All spans that can touch the time from `start` to `end`, in order."""
        for day in range(self._first_day(start), self._last_day(end) + 1):
            yield from self._on(day)

    def _on(self, day: int) -> tuple[Span, ...]:
        """The spans that start on a date, in order, without what the day before has covered."""
        spans = self._spans.get(day)
        if spans is None:
            if len(self._spans) >= REMEMBERED:
                self._spans.clear()
            spans = self._spans[day] = self._work_out(day)
        return spans

    def _work_out(self, day: int) -> tuple[Span, ...]:
        covered = self._instant(
            day - 1, max((end for _, end in self._intervals(day - 1)), default=0)
        )
        spans = [
            (max(self._instant(day, start), covered), self._instant(day, end))
            for start, end in self._intervals(day)
        ]
        return tuple((start, end) for start, end in spans if start < end)

    def _intervals(self, day: int) -> tuple[Interval, ...]:
        # Ordinal 1 was a Monday.
        return () if date.fromordinal(day) in self.holidays else self.week[(day - 1) % 7]

    def _instant(self, day: int, minute: int) -> datetime:
        """The same for a date as an ordinal."""
        later, minute = divmod(minute, DAY)
        shown = datetime.combine(date.fromordinal(day + later), time(*divmod(minute, 60)))
        shown = shown.replace(tzinfo=self.timezone)
        found = shown.astimezone(UTC)
        # PEP 495: of a time shown twice fold=0 is the first; of a time skipped fold=0 gives an
        # instant after the skip and fold=1 one before it. The skip itself is looked for.
        before = shown.replace(fold=1).astimezone(UTC)
        while found - before > _STEP:
            middle = before + (found - before) // _STEP // 2 * _STEP
            if self._wall(middle) < shown.replace(tzinfo=None):
                before = middle
            else:
                found = middle
        return found

    def _wall(self, at: datetime) -> datetime:
        return at.astimezone(self.timezone).replace(tzinfo=None)


def _utc(at: datetime) -> datetime:
    if at.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(UTC)


def _week(text: str) -> tuple[tuple[Interval, ...], ...]:
    week: list[list[Interval]] = [[] for _ in DAYS]
    for clause in filter(None, map(str.strip, text.split(";"))):
        digit = _DIGIT.search(clause)
        split = digit.start() if digit else len(clause)
        days = _days(clause[:split].strip() or clause)
        for piece in clause[split:].split(","):
            interval = _interval(piece.strip() or clause)
            for day in days:
                if any(interval[0] < end and start < interval[1] for start, end in week[day]):
                    raise WrongHours("overlap", piece.strip())
                week[day].append(interval)
    if not any(week):
        raise WrongHours("empty", text)
    return tuple(tuple(sorted(day)) for day in week)


def _days(text: str) -> set[int]:
    """The weekdays of `Mon,Wed` or `Fri-Mon`, Monday is 0."""
    days: set[int] = set()
    for piece in map(str.strip, text.split(",")):
        first, *last = (name.lower() for name in _DASH.split(piece, maxsplit=1))
        if first not in DAYS or not {*last} <= {*DAYS}:
            raise WrongHours("day", piece or text)
        start = DAYS.index(first)
        length = (DAYS.index(last[0]) - start) % 7 if last else 0
        days.update((start + step) % 7 for step in range(length + 1))
    return days


def _interval(text: str) -> Interval:
    match = _INTERVAL.fullmatch(text)
    if not match:
        raise WrongHours("time", text)
    start, end = _minute(match[1]), _minute(match[2])
    if start == DAY:
        raise WrongHours("time", match[1])
    if start == end:
        raise WrongHours("order", text)
    return start, end if start < end else end + DAY


def _minute(text: str) -> int:
    hour, minute = map(int, text.split(":"))
    if minute > 59 or hour * 60 + minute > DAY:
        raise WrongHours("time", text)
    return hour * 60 + minute
