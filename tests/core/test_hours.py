"""Working time, by tables for people and by a slow, obvious counter for everything else."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.hours import REMEMBERED, Hours, NeverOpen, WrongHours

SHOP = "Mon-Fri 09:00-13:00,14:00-20:00; Sat 11:00-17:00"
OFFICE = "Mon-Fri 09:00-18:00"
NIGHT = "Mon-Fri 22:00-06:00"
ALWAYS = "Mon-Sun 00:00-24:00"
SOFIA = "Europe/Sofia"
NEW_YORK = "America/New_York"
MINUTE = timedelta(minutes=1)


def hours(text: str, zone: str = SOFIA, holidays: Collection[str] = ()) -> Hours:
    days = [date.fromisoformat(day) for day in holidays]
    return Hours.parse(text, timezone=ZoneInfo(zone), holidays=days)


def moment(text: str, zone: str = SOFIA) -> datetime:
    """`2026-05-15 12:30` on the zone's clock; `...+02:00` says which of two such times."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))


def length(text: str) -> timedelta:
    """`2:30` is two and a half hours."""
    hour, minute = text.split(":")
    return timedelta(hours=int(hour), minutes=int(minute))


# 2026-05-15 is a Friday.
WITHIN_A_WEEK = {
    "inside one interval it is plain time": (SHOP, "05-15 09:30", "2:00", "05-15 11:30"),
    "the lunch break does not count": (SHOP, "05-15 12:30", "2:00", "05-15 15:30"),
    "a comment at lunch waits for its end": (SHOP, "05-15 13:20", "0:10", "05-15 14:10"),
    "the evening does not count": (SHOP, "05-14 19:30", "1:00", "05-15 09:30"),
    "the weekend does not count": (OFFICE, "05-15 17:00", "2:00", "05-18 10:00"),
    "a short Saturday counts": (SHOP, "05-15 19:00", "2:00", "05-16 12:00"),
    "a comment on Sunday waits for Monday": (SHOP, "05-17 15:00", "0:30", "05-18 09:30"),
    "three days of work are over a week of a shop": (SHOP, "05-15 09:00", "72:00", "05-23 17:00"),
    "an exact end is the closing, not the opening": (SHOP, "05-15 09:00", "4:00", "05-15 13:00"),
    "an exact end of the week too": (OFFICE, "05-15 17:00", "1:00", "05-15 18:00"),
    "at closing nothing of the day is left": (OFFICE, "05-15 18:00", "0:01", "05-18 09:01"),
    "no time while open is at once": (OFFICE, "05-15 10:00", "0:00", "05-15 10:00"),
    "no time while closed is the next opening": (OFFICE, "05-16 10:00", "0:00", "05-18 09:00"),
    "no time at closing is the next opening": (OFFICE, "05-15 18:00", "0:00", "05-18 09:00"),
    "a night belongs to the day it starts on": (NIGHT, "05-15 23:00", "7:00", "05-16 06:00"),
    "Saturday has no night of its own": (NIGHT, "05-16 05:00", "2:00", "05-18 23:00"),
    "Monday before dawn is closed": (NIGHT, "05-18 03:00", "1:00", "05-18 23:00"),
    "the week closes like a ring": ("Sun 22:00-06:00", "05-18 05:00", "2:00", "05-24 23:00"),
    "a night may end at midnight": ("Mon-Sun 22:00-00:00", "05-15 23:00", "2:00", "05-16 23:00"),
    "a night reaching into a day counts once": (
        "Fri 22:00-10:00; Sat 08:00-12:00", "05-15 23:00", "13:00", "05-16 12:00",
    ),
    "a day inside the night before counts once": (
        "Fri 22:00-10:00; Sat 08:00-09:00,09:30-11:00", "05-15 23:00", "12:00", "05-16 11:00",
    ),
    "touching intervals are one": (
        "Fri 09:00-13:00,13:00-18:00", "05-15 12:00", "2:00", "05-15 14:00",
    ),
    "around the clock nothing stops": (ALWAYS, "05-15 23:00", "72:00", "05-18 23:00"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("week", "start", "working", "end"), WITHIN_A_WEEK.values(), ids=WITHIN_A_WEEK.keys()
)
def test_working_time_within_a_week(week: str, start: str, working: str, end: str) -> None:
    worked, at, due = hours(week), moment(f"2026-{start}"), moment(f"2026-{end}")
    assert worked.add(at, length(working)) == due
    assert worked.between(at, due) == length(working)


HOLIDAYS = {
    "a holiday has no hours": (OFFICE, ["2026-05-18"], "05-15 17:00", "2:00", "05-19 10:00"),
    "several in a row": (
        OFFICE, ["2026-05-18", "2026-05-19", "2026-05-20"], "05-15 17:00", "2:00", "05-21 10:00",
    ),
    "a comment on a holiday waits": (OFFICE, ["2026-05-14"], "05-14 10:00", "1:00", "05-15 10:00"),
    "a holiday takes the night that starts on it": (
        NIGHT, ["2026-05-14"], "05-14 22:30", "1:00", "05-15 23:00",
    ),
    "a holiday leaves the night before to its end": (
        NIGHT, ["2026-05-14"], "05-14 05:00", "2:00", "05-15 23:00",
    ),
    "a night taken away covers nothing of the next day": (
        "Fri 22:00-10:00; Sat 08:00-12:00", ["2026-05-15"], "05-15 12:00", "2:00", "05-16 10:00",
    ),
    "around the clock too": (ALWAYS, ["2026-05-16"], "05-15 23:00", "2:00", "05-17 01:00"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("week", "holidays", "start", "working", "end"), HOLIDAYS.values(), ids=HOLIDAYS.keys()
)
def test_holidays(week: str, holidays: list[str], start: str, working: str, end: str) -> None:
    worked, at, due = hours(week, holidays=holidays), moment(f"2026-{start}"), moment(f"2026-{end}")
    assert worked.add(at, length(working)) == due
    assert worked.between(at, due) == length(working)


# In 2026 Sofia skips 03:00-04:00 on 29 March and has it twice on 25 October; New York skips
# 02:00-03:00 on 8 March and has 01:00-02:00 twice on 1 November. All are Sundays.
CLOCK_CHANGES = {
    "a spring day in Sofia has 23 hours": (SOFIA, ALWAYS, "03-29 00:00", "23:00", "03-30 00:00"),
    "an autumn day in Sofia has 25": (SOFIA, ALWAYS, "10-25 00:00", "25:00", "10-26 00:00"),
    "a spring day in New York has 23 hours": (
        NEW_YORK, ALWAYS, "03-08 00:00", "23:00", "03-09 00:00",
    ),
    "an autumn day in New York has 25": (NEW_YORK, ALWAYS, "11-01 00:00", "25:00", "11-02 00:00"),
    "a spring night in Sofia is an hour short": (
        SOFIA, "Sat 22:00-06:00", "03-28 22:00", "7:00", "03-29 06:00",
    ),
    "an autumn night in Sofia is an hour long": (
        SOFIA, "Sat 22:00-06:00", "10-24 22:00", "9:00", "10-25 06:00",
    ),
    "a spring night in New York is an hour short": (
        NEW_YORK, "Sat 22:00-06:00", "03-07 22:00", "7:00", "03-08 06:00",
    ),
    "an autumn night in New York is an hour long": (
        NEW_YORK, "Sat 22:00-06:00", "10-31 22:00", "9:00", "11-01 06:00",
    ),
    "an opening that is skipped is at the skip": (
        SOFIA, "Sun 03:30-06:00", "03-29 00:00", "2:00", "03-29 06:00",
    ),
    "a closing that is skipped is at the skip": (
        SOFIA, "Sun 01:00-03:30,12:00-13:00", "03-29 00:00", "2:00", "03-29 04:00+03:00",
    ),
    "a skipped interval has no time": (
        NEW_YORK, "Sun 02:10-02:50,12:00-13:00", "03-08 00:00", "1:00", "03-08 13:00",
    ),
    "an opening shown twice is the first": (
        SOFIA, "Sun 03:30-06:00", "10-25 00:00", "3:30", "10-25 06:00",
    ),
    "a closing shown twice is the first": (
        NEW_YORK, "Sun 00:00-01:30", "11-01 00:00", "1:30", "11-01 01:30-04:00",
    ),
    "an interval shown twice counts once": (
        NEW_YORK, "Sun 01:10-01:50,12:00-13:00", "11-01 00:00", "1:40", "11-01 13:00",
    ),
    "a closing right after the repeated hour comes after both": (
        NEW_YORK, "Sun 00:00-02:00", "11-01 00:00", "3:00", "11-01 02:00-05:00",
    ),
    "the second of two hours is work like the first": (
        NEW_YORK, ALWAYS, "11-01 01:30-04:00", "1:00", "11-01 01:30-05:00",
    ),
    "office hours feel no spring": (SOFIA, OFFICE, "03-27 17:00", "2:00", "03-30 10:00"),
    "office hours feel no autumn": (NEW_YORK, OFFICE, "10-30 17:00", "2:00", "11-02 10:00"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "week", "start", "working", "end"), CLOCK_CHANGES.values(), ids=CLOCK_CHANGES.keys()
)
def test_days_the_clock_changes(zone: str, week: str, start: str, working: str, end: str) -> None:
    worked = hours(week, zone)
    at, due = moment(f"2026-{start}", zone), moment(f"2026-{end}", zone)
    assert worked.add(at, length(working)) == due.astimezone(UTC)
    assert worked.between(at, due) == length(working)


def test_a_day_whose_first_minutes_come_twice_begins_with_the_first() -> None:
    """In St John's the clock went from 00:01 back to 23:01 of the day before, until 2011."""
    worked = hours("Sun 00:00-01:00", "America/St_Johns")
    opening = moment("2010-11-07 02:30+00:00")
    assert worked.next_open(opening - MINUTE) == opening
    assert worked.is_open(opening + timedelta(minutes=30))
    assert worked.add(opening, length("2:00")) == moment("2010-11-07 04:30+00:00")


def test_a_date_that_never_was_has_no_hours() -> None:
    """Samoa went from Thursday, 29 December 2011 to Saturday the 31st."""
    worked = hours("Mon-Sun 09:00-18:00", "Pacific/Apia")
    at = moment("2011-12-29 17:00", "Pacific/Apia")
    assert worked.add(at, length("2:00")) == moment("2011-12-31 10:00", "Pacific/Apia")


@pytest.mark.parametrize(
    ("at", "is_open", "next_open"),
    [
        pytest.param("05-15 08:59", False, "05-15 09:00", id="before opening"),
        pytest.param("05-15 09:00", True, "05-15 09:00", id="the opening is open"),
        pytest.param("05-15 12:59", True, "05-15 12:59", id="the last minute is open"),
        pytest.param("05-15 13:00", False, "05-15 14:00", id="the closing is closed"),
        pytest.param("05-15 20:00", False, "05-16 11:00", id="in the evening"),
        pytest.param("05-16 17:00", False, "05-18 09:00", id="over Sunday"),
    ],
)
def test_whether_it_is_open_and_when_next(at: str, is_open: bool, next_open: str) -> None:
    worked = hours(SHOP)
    assert worked.is_open(moment(f"2026-{at}")) is is_open
    assert worked.next_open(moment(f"2026-{at}")) == moment(f"2026-{next_open}")


def test_moments_of_any_zone_are_taken_and_utc_is_returned() -> None:
    at = moment("2026-05-15 17:30", "Asia/Tokyo")
    assert hours(OFFICE).add(at, length("1:00")).isoformat() == "2026-05-15T09:30:00+00:00"
    assert hours(OFFICE).next_open(at).tzinfo is UTC


def test_nothing_passes_backwards() -> None:
    friday, monday = moment("2026-05-15 10:00"), moment("2026-05-18 10:00")
    assert hours(OFFICE).between(monday, friday) == timedelta(0)
    assert hours(OFFICE).between(friday, friday - MINUTE) == timedelta(0)
    assert hours(OFFICE).between(friday, friday) == timedelta(0)
    with pytest.raises(ValueError, match="forward"):
        hours(OFFICE).add(friday, -MINUTE)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 5, 15, 10)
    for ask in (hours(OFFICE).is_open, hours(OFFICE).next_open):
        with pytest.raises(ValueError, match="time zone"):
            ask(naive)


def every_day(since: str, days: int) -> list[str]:
    return [(date.fromisoformat(since) + timedelta(day)).isoformat() for day in range(days)]


def test_a_year_of_holidays_ends() -> None:
    worked = hours(SHOP, holidays=every_day("2026-05-16", 390))
    assert worked.add(moment("2026-05-15 19:00"), length("2:00")) == moment("2027-06-10 10:00")


def test_holidays_without_end_are_a_clear_error() -> None:
    worked = hours(SHOP, holidays=every_day("2026-05-16", 500))
    friday = moment("2026-05-15 19:00")
    assert worked.add(friday, length("1:00")) == moment("2026-05-15 20:00")
    with pytest.raises(NeverOpen, match="no working hour in 400 days"):
        worked.add(friday, length("1:01"))
    assert not worked.is_open(moment("2026-06-15 10:00"))
    assert worked.between(friday, moment("2027-07-15 10:00")) == length("1:00")


def test_rare_hours_add_up_over_years() -> None:
    worked = hours("Mon 10:00-11:00")
    assert worked.add(moment("2026-05-18 10:00"), length("520:00")) == moment("2036-04-28 11:00")


def test_it_remembers_only_so_many_dates() -> None:
    worked, twenty_years = hours(ALWAYS), timedelta(days=20 * 365)
    at = moment("2026-05-15 10:00")
    assert worked.add(at, twenty_years) == at.astimezone(UTC) + twenty_years
    assert len(worked._spans) <= REMEMBERED


def test_two_readings_of_one_text_are_equal() -> None:
    one, other = hours(SHOP), hours(SHOP)
    one.next_open(moment("2026-05-15 10:00"))
    assert one == other and hash(one) == hash(other)


SAME_WEEK = {
    "case and spaces": " MON - fri 9:00 - 18:00 ; ",
    "typographic dashes": "Mon–Fri 09:00—18:00",
    "a list": "Mon,Tue,Wed,Thu,Fri 09:00-18:00",
    "a list of ranges, a day named twice": "Mon-Wed, Wed-Fri 09:00-18:00",
    "several clauses": "Thu-Fri 09:00-18:00; Mon 09:00-18:00;Tue-Wed 09:00-18:00",
}


@pytest.mark.parametrize("text", SAME_WEEK.values(), ids=SAME_WEEK.keys())
def test_one_week_can_be_written_in_many_ways(text: str) -> None:
    assert hours(text) == hours(OFFICE)


def test_days_from_to_go_round_the_end_of_the_week() -> None:
    assert hours("Fri-Mon 10:00-12:00") == hours("Mon,Fri,Sat,Sun 10:00-12:00")
    assert hours("Tue-Mon 10:00-12:00") == hours("Mon-Sun 10:00-12:00")
    assert hours("Mon-Mon 10:00-12:00") == hours("Mon 10:00-12:00")


def test_intervals_of_a_day_may_come_in_any_order() -> None:
    assert hours("Mon 14:00-20:00; Mon 09:00-13:00") == hours("Mon 09:00-13:00,14:00-20:00")


@pytest.mark.parametrize(
    ("text", "problem", "part"),
    [
        ("", "empty", ""),
        (" ; ", "empty", " ; "),
        ("Mon-Fry 09:00-18:00", "day", "Mon-Fry"),
        ("Monday 09:00-18:00", "day", "Monday"),
        ("Пн-Пт 09:00-18:00", "day", "Пн-Пт"),
        ("Mon-Wed-Fri 09:00-18:00", "day", "Mon-Wed-Fri"),
        ("Mon,,Fri 09:00-18:00", "day", "Mon,,Fri"),
        ("Mon closed", "day", "Mon closed"),
        ("09:00-18:00", "day", "09:00-18:00"),
        ("Sat 10:00-12:00; Mon-Fri", "time", "Mon-Fri"),
        ("Mon 09:00-18:00,", "time", "Mon 09:00-18:00,"),
        ("Mon 09:00", "time", "09:00"),
        ("Mon 9-18", "time", "9-18"),
        ("Mon 09:00-18:00, Sat 10:00-12:00", "time", "Sat 10:00-12:00"),
        ("Mon 09:00-25:00", "time", "25:00"),
        ("Mon 09:00-24:01", "time", "24:01"),
        ("Mon 09:60-18:00", "time", "09:60"),
        ("Mon 24:00-06:00", "time", "24:00"),
        ("Mon ٠٩:00-18:00", "day", "Mon ٠٩:"),
        ("Mon 09:00-09:00", "order", "09:00-09:00"),
        ("Mon 09:00-13:00,12:59-18:00", "overlap", "12:59-18:00"),
        ("Mon-Fri 09:00-18:00; Fri 10:00-11:00", "overlap", "10:00-11:00"),
        ("Fri 10:00-11:00; Mon-Fri 09:00-18:00", "overlap", "09:00-18:00"),
        ("Mon 22:00-06:00,23:00-24:00", "overlap", "23:00-24:00"),
    ],
)
def test_what_is_no_week_is_refused_with_the_piece_that_is_wrong(
    text: str, problem: str, part: str
) -> None:
    with pytest.raises(WrongHours) as refused:
        hours(text)
    assert (refused.value.problem, refused.value.part) == (problem, part)
    assert str(refused.value) == f"{problem}: {part!r}"


@given(st.text("MonFriSun 0123456789:-,;", max_size=30))
def test_any_text_is_a_week_or_wrong_hours(text: str) -> None:
    try:
        assert any(hours(text).week)
    except WrongHours as wrong:
        assert wrong.part in text


# The slow, obvious counter: it looks at the clock on the wall every minute. The one subtlety is
# that a clock turned back shows nothing new until it has caught up with itself.

ZONES = (
    SOFIA,
    NEW_YORK,
    "Europe/Moscow",
    "Europe/London",
    "America/Havana",  # back to 00:00 at 01:00
    "America/Nuuk",  # back to the evening before
    "America/Santiago",  # skips midnight
    "Asia/Beirut",  # skips midnight
    "Africa/Casablanca",  # twice in weeks, for Ramadan
    "Antarctica/Troll",  # by two hours
    "Australia/Lord_Howe",  # by half an hour
    "Asia/Kathmandu",  # 5:45 from Greenwich
    "Pacific/Chatham",  # 12:45, 13:45
    "Pacific/Kiritimati",
)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TEN_YEARS = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Plan:
    """A week as the counter knows it; `text` is the same for Hours."""

    zone: str
    week: tuple[tuple[tuple[int, int], ...], ...]
    holidays: frozenset[date]

    def hours(self) -> Hours:
        return Hours.parse(self.text, timezone=ZoneInfo(self.zone), holidays=self.holidays)

    @property
    def text(self) -> str:
        return "; ".join(
            f"{name} {start // 60:02}:{start % 60:02}-{clock_face(end)}"
            for name, day in zip(NAMES, self.week, strict=True)
            for start, end in day
        )

    def on_duty(self, wall: datetime) -> bool:
        minute = wall.hour * 60 + wall.minute
        return self.covers(wall.date(), minute) or self.covers(
            wall.date() - timedelta(1), minute + 24 * 60
        )

    def covers(self, day: date, minute: int) -> bool:
        return day not in self.holidays and any(
            start <= minute < end for start, end in self.week[day.weekday()]
        )

    def minutes(self, since: datetime) -> Iterator[bool]:
        """Whether each minute from `since` on is working time."""
        zone, wall = ZoneInfo(self.zone), datetime.min
        at = since - timedelta(hours=4)
        while True:
            wall = max(wall, at.astimezone(zone).replace(tzinfo=None))
            if at >= since:
                yield self.on_duty(wall)
            at += MINUTE


def clock_face(minute: int) -> str:
    minute = minute if minute <= 24 * 60 else minute - 24 * 60
    return f"{minute // 60:02}:{minute % 60:02}"


@cache
def changes(zone: str) -> list[datetime]:
    """Days in the next ten years by whose end the clock has changed."""
    start, end = TEN_YEARS
    days = [start + timedelta(day) for day in range((end - start).days)]
    offset = [day.astimezone(ZoneInfo(zone)).utcoffset() for day in days]
    return [days[i] for i, (one, other) in enumerate(pairwise(offset)) if one != other]


@st.composite
def days_of_work(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    walls = sorted(draw(st.lists(st.integers(0, 24 * 60), max_size=6, unique=True)))
    day = list(zip(walls[::2], walls[1::2], strict=False))
    over_midnight: bool = draw(st.booleans())
    if day and over_midnight:
        start, _ = day.pop()
        midnight = 24 * 60
        day.append((start, draw(st.integers(midnight, max(midnight, start + midnight - 1)))))
    return tuple(day)


@st.composite
def plans_and_starts(draw: st.DrawFn) -> tuple[Plan, datetime]:
    """A brand and a whole minute, more often than not near a change of the clock."""
    zone = draw(st.sampled_from(ZONES))
    week = draw(st.tuples(*[days_of_work()] * 7).filter(any))
    start = draw(st.datetimes(*(end.replace(tzinfo=None) for end in TEN_YEARS)))
    start = start.replace(tzinfo=UTC, second=0, microsecond=0)
    near = draw(st.sampled_from([None, *changes(zone)]))
    if near:
        start = near + draw(st.integers(-2 * 24 * 60, 24 * 60)) * MINUTE
    off = draw(st.sets(st.integers(-1, 3), max_size=2))
    return Plan(zone, week, frozenset(start.date() + timedelta(day) for day in off)), start


@settings(max_examples=80, deadline=None)
@given(plans_and_starts(), st.data())
def test_it_agrees_with_a_minute_by_minute_counter(
    case: tuple[Plan, datetime], data: st.DataObject
) -> None:
    plan, start = case
    worked = plan.hours()
    minutes = list(islice(plan.minutes(start), 3 * 24 * 60))
    duty = [i for i, on_duty in enumerate(minutes) if on_duty]

    assert [worked.is_open(start + i * MINUTE) for i in range(0, len(minutes), 5)] == minutes[::5]
    since, until = sorted(data.draw(st.tuples(*[st.integers(0, len(minutes))] * 2)))
    between = worked.between(start + since * MINUTE, start + until * MINUTE)
    assert between == sum(minutes[since:until]) * MINUTE
    if duty:
        assert worked.next_open(start) == start + duty[0] * MINUTE
        count = data.draw(st.integers(1, len(duty)))
        assert worked.add(start, count * MINUTE) == start + (duty[count - 1] + 1) * MINUTE


SHORT = st.timedeltas(timedelta(0), timedelta(days=12))


@settings(deadline=None)
@given(plans_and_starts(), SHORT, SHORT)
def test_what_is_added_lies_between(
    case: tuple[Plan, datetime], offset: timedelta, working: timedelta
) -> None:
    worked, at = case[0].hours(), case[1] + offset
    assert worked.between(at, worked.add(at, working)) == working


@settings(deadline=None)
@given(plans_and_starts(), SHORT, SHORT, SHORT)
def test_later_and_longer_is_never_earlier(
    case: tuple[Plan, datetime], offset: timedelta, working: timedelta, more: timedelta
) -> None:
    worked, at = case[0].hours(), case[1]
    assert at <= worked.add(at, working) <= worked.add(at + offset, working)
    assert worked.add(at, working) <= worked.add(at, working + more)


@settings(deadline=None)
@given(plans_and_starts(), SHORT, SHORT)
def test_time_can_be_taken_in_parts(
    case: tuple[Plan, datetime], first: timedelta, second: timedelta
) -> None:
    worked, at = case[0].hours(), case[1]
    second += timedelta.resolution
    assert worked.add(worked.add(at, first), second) == worked.add(at, first + second)
    middle, end = at + first, at + first + second
    assert worked.between(at, middle) + worked.between(middle, end) == worked.between(at, end)


def test_no_second_is_lost_or_counted_twice_in_any_zone_for_ten_years() -> None:
    for zone in available_timezones():
        day, night = hours("Mon-Sun 02:30-23:30", zone), hours("Mon-Sun 23:30-02:30", zone)
        for change in changes(zone):
            start, end = change - timedelta(1), change + timedelta(2)
            working = day.between(start, end)
            assert working + night.between(start, end) == end - start, zone
            assert day.between(start, day.add(start, working)) == working, zone


# Back in time. Every row above is read from its end as well: what was added leads back to where
# the work began, which is the next opening for a start outside working time.


@pytest.mark.parametrize(
    ("week", "start", "working", "end"), WITHIN_A_WEEK.values(), ids=WITHIN_A_WEEK.keys()
)
def test_back_undoes_add_within_a_week(week: str, start: str, working: str, end: str) -> None:
    worked, at, due = hours(week), moment(f"2026-{start}"), moment(f"2026-{end}")
    assert worked.back(due, length(working)) == worked.next_open(at)


@pytest.mark.parametrize(
    ("week", "holidays", "start", "working", "end"), HOLIDAYS.values(), ids=HOLIDAYS.keys()
)
def test_back_undoes_add_over_holidays(
    week: str, holidays: list[str], start: str, working: str, end: str
) -> None:
    worked, at, due = hours(week, holidays=holidays), moment(f"2026-{start}"), moment(f"2026-{end}")
    assert worked.back(due, length(working)) == worked.next_open(at)


@pytest.mark.parametrize(
    ("zone", "week", "start", "working", "end"), CLOCK_CHANGES.values(), ids=CLOCK_CHANGES.keys()
)
def test_back_undoes_add_when_the_clock_changes(
    zone: str, week: str, start: str, working: str, end: str
) -> None:
    worked = hours(week, zone)
    at, due = moment(f"2026-{start}", zone), moment(f"2026-{end}", zone)
    assert worked.back(due, length(working)) == worked.next_open(at)


BACK = {
    "inside one interval it is plain time": (SHOP, "05-15 11:30", "2:00", "05-15 09:30"),
    "the lunch break does not count": (SHOP, "05-15 15:30", "2:00", "05-15 12:30"),
    "the night does not count": (SHOP, "05-15 09:30", "1:00", "05-14 19:30"),
    "the weekend does not count": (OFFICE, "05-18 10:00", "2:00", "05-15 17:00"),
    "at night it counts from the last closing": (OFFICE, "05-15 03:00", "1:00", "05-14 17:00"),
    "on Sunday it counts from Saturday's closing": (SHOP, "05-17 15:00", "0:30", "05-16 16:30"),
    "at lunch it counts from its beginning": (SHOP, "05-15 13:20", "0:30", "05-15 12:30"),
    "the opening counts from the last closing": (OFFICE, "05-18 09:00", "1:00", "05-15 17:00"),
    "the closing counts from itself": (OFFICE, "05-15 18:00", "1:00", "05-15 17:00"),
    "an exact beginning is the opening, not the closing": (
        OFFICE, "05-15 11:00", "2:00", "05-15 09:00",
    ),
    "an exact beginning of a whole day too": (OFFICE, "05-18 10:00", "10:00", "05-15 09:00"),
    "a minute more is the day before": (OFFICE, "05-15 11:00", "2:01", "05-14 17:59"),
    "no time while open is at once": (OFFICE, "05-15 10:00", "0:00", "05-15 10:00"),
    "no time at the opening is at once": (OFFICE, "05-15 09:00", "0:00", "05-15 09:00"),
    "no time at the closing is at once": (OFFICE, "05-15 18:00", "0:00", "05-15 18:00"),
    "no time while closed is the last closing": (OFFICE, "05-17 10:00", "0:00", "05-15 18:00"),
    "a night goes back over midnight": (NIGHT, "05-16 05:00", "6:00", "05-15 23:00"),
    "a Monday before dawn goes back to Saturday's": (NIGHT, "05-18 03:00", "1:00", "05-16 05:00"),
    "a night reaching into a day counts once": (
        "Fri 22:00-10:00; Sat 08:00-12:00", "05-16 12:00", "13:00", "05-15 23:00",
    ),
    "around the clock nothing stops": (ALWAYS, "05-18 23:00", "72:00", "05-15 23:00"),
}  # fmt: skip


@pytest.mark.parametrize(("week", "at", "working", "start"), BACK.values(), ids=BACK.keys())
def test_working_time_back(week: str, at: str, working: str, start: str) -> None:
    worked, since, until = hours(week), moment(f"2026-{start}"), moment(f"2026-{at}")
    assert worked.back(until, length(working)) == since
    assert worked.between(since, until) == length(working)


def test_back_goes_over_a_holiday_and_the_night_before_it_stays() -> None:
    worked = hours(NIGHT, holidays=["2026-05-14"])
    assert worked.back(moment("2026-05-15 22:30"), length("1:00")) == moment("2026-05-14 05:30")


def test_back_finds_the_day_that_began_before_the_clock_showed_the_old_one_again() -> None:
    """As above, in St John's: half an hour after Sunday began it was Saturday, 23:30."""
    worked = hours("Sun 00:00-01:00", "America/St_Johns")
    opening = moment("2010-11-07 02:30+00:00")
    assert worked.back(opening + timedelta(minutes=30), length("0:20")) == opening + MINUTE * 10


def test_back_takes_moments_of_any_zone_and_returns_utc() -> None:
    at = moment("2026-05-15 16:30", "Asia/Tokyo")
    assert hours(OFFICE).back(at, length("1:00")).isoformat() == "2026-05-15T06:30:00+00:00"
    with pytest.raises(ValueError, match="time zone"):
        hours(OFFICE).back(datetime(2026, 5, 15, 10), MINUTE)


def test_back_does_not_go_forward() -> None:
    with pytest.raises(ValueError, match="not by"):
        hours(OFFICE).back(moment("2026-05-15 10:00"), -MINUTE)


def test_back_over_holidays_without_end_is_a_clear_error() -> None:
    monday = moment("2026-05-18 10:00")
    year = hours(SHOP, holidays=every_day("2025-04-23", 390))
    assert year.back(monday, length("2:00")) == moment("2025-04-22 19:00")
    longer = hours(SHOP, holidays=every_day("2024-12-30", 504))
    assert longer.back(monday, length("1:00")) == moment("2026-05-18 09:00")
    with pytest.raises(NeverOpen, match="no working hour in 400 days before"):
        longer.back(monday, length("1:01"))


@settings(max_examples=80, deadline=None)
@given(plans_and_starts(), st.data())
def test_back_agrees_with_a_minute_by_minute_counter(
    case: tuple[Plan, datetime], data: st.DataObject
) -> None:
    plan, start = case
    worked = plan.hours()
    minutes = list(islice(plan.minutes(start), 3 * 24 * 60))
    until = data.draw(st.integers(0, len(minutes) - 1))
    duty = [i for i, on_duty in enumerate(minutes[:until]) if on_duty]
    if duty:
        count = data.draw(st.integers(1, len(duty)))
        assert worked.back(start + until * MINUTE, count * MINUTE) == start + duty[-count] * MINUTE
        last = until if minutes[until] else duty[-1] + 1
        assert worked.back(start + until * MINUTE, timedelta(0)) == start + last * MINUTE


@settings(deadline=None)
@given(plans_and_starts(), SHORT, SHORT)
def test_what_is_counted_back_lies_between(
    case: tuple[Plan, datetime], offset: timedelta, working: timedelta
) -> None:
    worked, at = case[0].hours(), case[1] + offset
    assert worked.between(worked.back(at, working), at) == working


@settings(deadline=None)
@given(plans_and_starts(), SHORT, SHORT)
def test_back_undoes_add(
    case: tuple[Plan, datetime], offset: timedelta, working: timedelta
) -> None:
    worked, at = case[0].hours(), case[1] + offset
    assert worked.back(worked.add(at, working), working) == worked.next_open(at)


# The dates of a week with a night.


@pytest.mark.parametrize(
    ("day", "closing"),
    [
        pytest.param("2026-05-14", "2026-05-14 20:00", id="the last of several intervals"),
        pytest.param("2026-05-15", "2026-05-16 06:00", id="a night belongs to its evening"),
        pytest.param("2026-05-16", None, id="and not to its morning"),
        pytest.param("2026-05-21", None, id="a holiday has none"),
    ],
)
def test_when_the_work_of_a_date_ends(day: str, closing: str | None) -> None:
    week = "Thu 09:00-13:00,14:00-20:00; Fri 22:00-06:00"
    worked = hours(week, holidays=["2026-05-21"])
    assert worked.closing(date.fromisoformat(day)) == (closing and moment(closing))


@pytest.mark.parametrize(
    ("day", "minute", "at"),
    [
        ("2026-05-15", 0, "2026-05-15 00:00"),
        ("2026-05-15", 24 * 60, "2026-05-16 00:00"),
        ("2026-03-29", 3 * 60 + 30, "2026-03-29 04:00+03:00"),
        ("2026-10-25", 3 * 60 + 30, "2026-10-25 03:30+03:00"),
    ],
)
def test_an_instant_is_the_first_when_the_clock_shows_a_minute(
    day: str, minute: int, at: str
) -> None:
    assert hours(ALWAYS).instant(date.fromisoformat(day), minute) == moment(at)
