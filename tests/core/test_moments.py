"""Deadlines as staff type them: what is understood, and what is asked again."""

import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.hours import Hours
from bot.core.moments import LONGEST, MomentWords, read
from locales.lexicon import LANGUAGES, load_moments
from tests.core.cases import HOURS, NOON, ZONE, at
from tests.effort import effort

WORDS = MomentWords.of(load_moments())
SOFIA, BERLIN = ZoneInfo("Europe/Sofia"), ZoneInfo("Europe/Berlin")
ALWAYS = Hours.parse("Mon-Sun 00:00-24:00", timezone=ZONE)
NIGHT = Hours.parse("Mon-Fri 22:00-06:00", timezone=ZONE)
SHOP = Hours.parse("Mon-Fri 09:00-13:00,14:00-20:00; Sat 11:00-17:00", timezone=ZONE)


def moment(text: str, zone: ZoneInfo = ZONE) -> datetime:
    """`05-15 18:00` of 2026, or a whole date; `...+02:00` says which of two such times."""
    found = datetime.fromisoformat(text if text.startswith("20") else f"2026-{text}")
    return found if found.tzinfo else found.replace(tzinfo=zone)


def understood(text: str, *, now: datetime = NOON, hours: Hours = HOURS) -> str | None:
    """`05-15 18:00` on the brand's clock, or None; next year's dates in whole."""
    found = read(text, now=now, hours=hours, words=WORDS)
    if found is None:
        return None
    assert found.tzinfo is UTC
    shown = found.astimezone(hours.timezone).strftime("%Y-%m-%d %H:%M")
    return shown.removeprefix("2026-")


# It is noon on Monday, 11 May 2026, in Moscow; the brand works from nine to six on weekdays.
RUSSIAN = {
    "к пятнице": "05-15 18:00",
    "пятница": "05-15 18:00",
    "Пт": "05-15 18:00",
    "до пятницы": "05-15 18:00",
    "не позже пятницы": "05-15 18:00",
    "в пятницу 15:00": "05-15 15:00",
    "в пятницу, к 15": "05-15 15:00",
    "15:00 в пятницу": "05-15 15:00",
    "в пятницу в 3 часа дня": "05-15 15:00",
    "в субботу": "05-16 12:00",
    "к среде в полдень": "05-13 12:00",
    "следующий понедельник": "05-18 18:00",
    "к следующей пятнице": "05-15 18:00",
    "в эту пятницу": "05-15 18:00",
    "в понедельник к 10": "05-18 10:00",
    "15.05 14:00": "05-15 14:00",
    "15.05 в 14.30": "05-15 14:30",
    "к 15.05.": "05-15 18:00",
    "15.5.26": "05-15 18:00",
    "15.05.2026": "05-15 18:00",
    "15 мая": "05-15 18:00",
    "15-го мая": "05-15 18:00",
    "15 июня 2026 г. в 14:00": "06-15 14:00",
    "15 мая в 14": "05-15 14:00",
    "пятница, 15 мая, 14:00": "05-15 14:00",
    "15 мая, в пятницу": "05-15 18:00",
    "к 15 числу": "05-15 18:00",
    "до 10-го": "06-10 18:00",
    "через 2 часа": "05-11 14:00",
    "через два часа": "05-11 14:00",
    "через час": "05-11 13:00",
    "в течение часа": "05-11 13:00",
    "через полчаса": "05-11 12:30",
    "через полтора часа": "05-11 13:30",
    "через 1 час 20 минут": "05-11 13:20",
    "через 30 минут": "05-11 12:30",
    "2 ч": "05-11 14:00",
    "2ч": "05-11 14:00",
    "2 ч. 15 мин.": "05-11 14:15",
    "24 часа": "05-12 12:00",
    "48 часов": "05-13 12:00",
    "через 10 часов": "05-11 22:00",
    "через сутки": "05-12 12:00",
    "через 2 дня": "05-13 18:00",
    "3 дня": "05-14 18:00",
    "в 3 дня": "05-11 15:00",
    "через 3 дня в 15:00": "05-14 15:00",
    "через неделю": "05-18 18:00",
    "2 недели": "05-25 18:00",
    "завтра": "05-12 18:00",
    "ЗАВТРА!": "05-12 18:00",
    "завтра в 12": "05-12 12:00",
    "завтра к 12:00": "05-12 12:00",
    "завтра 14 ч": "05-12 14:00",
    "завтра утром": "05-12 10:00",
    "завтра утром в 9": "05-12 09:00",
    "завтра днём": "05-12 15:00",
    "завтра в полдень": "05-12 12:00",
    "завтра в 6 вечера": "05-12 18:00",
    "послезавтра": "05-13 18:00",
    "сегодня": "05-11 18:00",
    "сегодня до 18:00": "05-11 18:00",
    "сегодня вечером": "05-11 18:00",
    "к вечеру": "05-11 18:00",
    "вечером в 8": "05-11 20:00",
    "утром": "05-12 10:00",
    "10 утра": "05-12 10:00",
    "к 18": "05-11 18:00",
    "к 8": "05-12 08:00",
    "к 0": "05-12 00:00",
    "к 18 часам": "05-11 18:00",
    "в 12 дня": "05-12 12:00",
    "в час дня": "05-11 13:00",
    "к 24": "05-12 00:00",
    "18:00": "05-11 18:00",
    "18.30": "05-11 18:30",
    "14-00": "05-11 14:00",
    "9:00": "05-12 09:00",
    "12:00": "05-12 12:00",
    "до конца дня": "05-11 18:00",
    "до конца рабочего дня в пятницу": "05-15 18:00",
    "в течение дня": "05-11 18:00",
    "до конца недели": "05-15 18:00",
    "до конца месяца": "05-29 18:00",
}

ENGLISH = {
    "by Friday": "05-15 18:00",
    "Friday 3pm": "05-15 15:00",
    "Friday at 3 p.m.": "05-15 15:00",
    "Friday, May 15 at 3 pm": "05-15 15:00",
    "Friday the 15th": "05-15 18:00",
    "3 PM on Friday": "05-15 15:00",
    "next Monday": "05-18 18:00",
    "next Monday 3pm": "05-18 15:00",
    "this Monday": "05-11 18:00",
    "tomorrow": "05-12 18:00",
    "tomorrow noon": "05-12 12:00",
    "tomorrow at 12": "05-12 12:00",
    "tomorrow morning": "05-12 10:00",
    "the day after tomorrow": "05-13 18:00",
    "today by 18:00": "05-11 18:00",
    "tonight": "05-11 18:00",
    "this afternoon": "05-11 15:00",
    "May 15 14:00": "05-15 14:00",
    "15 May": "05-15 18:00",
    "May 15, 2026": "05-15 18:00",
    "the 15th of May at noon": "05-15 12:00",
    "in 2 hours": "05-11 14:00",
    "within two hours": "05-11 14:00",
    "in half an hour": "05-11 12:30",
    "in an hour": "05-11 13:00",
    "in an hour and a half": "05-11 13:30",
    "in 2 days": "05-13 18:00",
    "in a week": "05-18 18:00",
    "2h": "05-11 14:00",
    "2h 30m": "05-11 14:30",
    "30m": "05-11 12:30",
    "18h": "05-12 06:00",
    "3d": "05-14 18:00",
    "1w": "05-18 18:00",
    "6pm": "05-11 18:00",
    "6:30 pm": "05-11 18:30",
    "10 am": "05-12 10:00",
    "12 am": "05-12 00:00",
    "12 pm": "05-12 12:00",
    "at 6 in the evening": "05-11 18:00",
    "by 10 o'clock": "05-12 10:00",
    "10 o’clock": "05-12 10:00",
    "end of day": "05-11 18:00",
    "EOD Friday": "05-15 18:00",
    "by the end of the week": "05-15 18:00",
    "end of the month": "05-29 18:00",
    "2026-05-15 14:00": "05-15 14:00",
    "2026-05-15": "05-15 18:00",
}

BULGARIAN = {
    "до петък": "05-15 18:00",
    "петък 15:00": "05-15 15:00",
    "не по-късно от петък": "05-15 18:00",
    "в понеделник": "05-18 18:00",
    "следващия понеделник": "05-18 18:00",
    "в неделя": "05-17 12:00",
    "утре": "05-12 18:00",
    "утре в 12": "05-12 12:00",
    "утре на обяд": "05-12 12:00",
    "утре сутринта": "05-12 10:00",
    "утре следобед": "05-12 15:00",
    "утре в 14 ч.": "05-12 14:00",
    "вдругиден": "05-13 18:00",
    "днес до 18:00": "05-11 18:00",
    "довечера": "05-11 18:00",
    "след 2 часа": "05-11 14:00",
    "след три часа": "05-11 15:00",
    "след час": "05-11 13:00",
    "след половин час": "05-11 12:30",
    "след час и половина": "05-11 13:30",
    "до 30 минути": "05-11 12:30",
    "след 2 дни": "05-13 18:00",
    "до 2 дни": "05-13 18:00",
    "след седмица": "05-18 18:00",
    "15 май": "05-15 18:00",
    "на 15 май в 14": "05-15 14:00",
    "на 15-ти": "05-15 18:00",
    "15.06.2026 г.": "06-15 18:00",
    "до края на деня": "05-11 18:00",
    "до края на седмицата": "05-15 18:00",
}


@pytest.mark.parametrize(("text", "due"), (RUSSIAN | ENGLISH | BULGARIAN).items())
def test_a_deadline_is_understood(text: str, due: str) -> None:
    assert understood(text) == due


def test_no_row_of_one_language_hides_one_of_another() -> None:
    assert len(RUSSIAN | ENGLISH | BULGARIAN) == len(RUSSIAN) + len(ENGLISH) + len(BULGARIAN)


# It is noon on Monday, 30 November 2026.
IN_WINTER = {
    "15.12 14:00": "12-15 14:00",
    "15.12.2026": "12-15 18:00",
    "15 декабря": "12-15 18:00",
    "15 декабря в 14": "12-15 14:00",
    "15 декември": "12-15 18:00",
    "Dec 15 14:00": "12-15 14:00",
    "15 Dec": "12-15 18:00",
    "December 15": "12-15 18:00",
    "2026-12-15 14:00": "12-15 14:00",
    "10 января": "2027-01-10 12:00",
    "Jan 11, 2027": "2027-01-11 18:00",
    "до 29-го": "12-29 18:00",
    "15.11": None,
    "15.11.2026": None,
    "29.02": None,
}


@pytest.mark.parametrize(("text", "due"), IN_WINTER.items())
def test_a_date_without_a_year_is_the_next_such_date(text: str, due: str | None) -> None:
    assert understood(text, now=moment("11-30 12:00")) == due


@pytest.mark.parametrize(
    ("now", "text", "due"),
    [
        ("2027-12-31 18:00", "29.02", "2028-02-29 18:00"),
        ("2027-12-31 12:00", "1 января", "2028-01-01 12:00"),
        ("2026-01-30 19:00", "до 30-го", "03-30 18:00"),
        ("2026-01-30 12:00", "до 30-го в 15:00", "01-30 15:00"),
        ("2026-01-30 19:00", "30 января", None),
    ],
)
def test_a_day_that_a_month_does_not_have_is_in_the_next_that_has(
    now: str, text: str, due: str | None
) -> None:
    assert understood(text, now=moment(now)) == due


REFUSED = (
    *("", " ", "!", "когда-нибудь", "скоро", "asap", "soon", "?", "👍", "ok", "вчера", "yesterday"),
    # no such date or time
    *("32.13", "31.06", "31 июня", "29.02.2027", "2026-13-01", "0.05", "15.00.2026"),
    *("2026-05-1510:00", "15.05.20261", "15.05.2026.14", "18:0015 мая", "в 0155 июня"),
    *("в 14.25 мая", "в 14-15 мая", "25:00", "24:30", "18:60", "18:000", "118:00", "18:00:00"),
    *("12.05.14:00", "к 25", "в 99 часов", "13 am", "18 утра", "12 утра", "12 вечера", "0 часов"),
    *("через 0 минут", "утром в 10 вечера", "0 pm"),
    # past, or too far ahead
    *("10.05.2026", "2026-05-11 11:59", "1 мая 2026", "сегодня до 11:00", "сегодня в полдень"),
    *("через 90 дней", "in 90 days", "13 недель", "15.12.2026", "10 мая", "2099-01-01"),
    # more than one, or a doubtful one
    *("в пятницу или субботу", "в пятницу, субботу", "пн-ср", "завтра, послезавтра", "14, 15 мая"),
    *("14 15 мая", "15-16 мая", "10:00-12:00", "10:00 - 12:00", "через 10-15 минут", "2-3 дня"),
    *("к 10 или 11", "завтра в 10 в 11", "15 мая в субботу", "четверг 15.05", "завтра в пятницу"),
    *("15", "пятница 15", "завтра 12", "к 1", "к 7", "at 5", "завтра в 3 часа", "до 2 часов"),
    *("14 ч", "23 часа", "10 часов", "час", "день", "week", "неделя", "через день"),
    *("05/06", "12/05/2026", "в 12.05", "на 15", "до обеда"),
    *("1.5 часа", "полночь", "midnight", "ночью", "на следующей неделе", "next week"),
    *("другата седмица", "before Friday", "преди петък", "после пятницы", "in 2"),
    # more than a deadline
    *("завтра наверное", "не завтра", "к пятнице, если успеем", "пятница?", "в пятницу (точно)"),
    *("позвоню завтра", "завтра в 12 или раньше", "к пятнице 🙏", "Friday-ish", "с 15:00"),
    # not one at all
    *("в", "by the", "к", "through", "15 мая 14", "мая", "май", "may", "1400", "tomorrow't"),
    *("٣ дня", "1８:00", "²", "к\x00пятнице", "завтра" + " " * 100, "5" * 100, "x" * 10_000),
)  # fmt: skip


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: repr(text[:40]))
def test_what_is_not_wholly_understood_is_no_deadline(text: str) -> None:
    assert understood(text) is None


# What today is called, and what is left of it.
TODAY = {
    "its weekday means the next week": ("Mon 12:00", "понедельник", "05-18 18:00"),
    "with a time ahead it means today": ("Mon 12:00", "понедельник 15:00", "05-11 15:00"),
    "with a time that has passed, the next week": ("Mon 12:00", "понедельник 11:00", "05-18 11:00"),
    "to its end means today": ("Mon 12:00", "до конца дня в понедельник", "05-11 18:00"),
    "next is not today, even with a time": ("Mon 12:00", "next Monday 15:00", "05-18 15:00"),
    "this is today": ("Mon 12:00", "this Monday 15:00", "05-11 15:00"),
    "this is not the next week": ("Mon 12:00", "this Monday 11:00", None),
    "Sunday evening, Monday is tomorrow": ("Sun 20:00", "понедельник", "05-18 18:00"),
    "on Saturday the same": ("Sat 10:00", "в понедельник к 10", "05-18 10:00"),
    "after closing nothing is left of it": ("Mon 18:00", "сегодня", None),
    "nor to its end": ("Mon 18:00", "до конца дня", None),
    "before closing a minute is": ("Mon 17:59", "сегодня", "05-11 18:00"),
    "this very minute is past": ("Mon 15:00", "сегодня в 15:00", None),
    "this very minute is tomorrow's": ("Mon 15:00", "15:00", "05-12 15:00"),
    "in the evening six is tomorrow's": ("Mon 18:01", "к 18", "05-12 18:00"),
    "in the evening tonight is over": ("Mon 18:01", "сегодня вечером", None),
    "a day off means noon": ("Sat 10:00", "сегодня", "05-16 12:00"),
    "a day off ends at midnight": ("Sat 13:00", "до конца дня", "05-17 00:00"),
    "a week that is over has no end": ("Sat 10:00", "до конца недели", None),
    "after Friday's closing as well": ("Fri 18:00", "до конца недели", None),
    "just after midnight tomorrow is the next date": ("Tue 00:30", "завтра", "05-13 18:00"),
    "at night nine is in the morning": ("Tue 00:30", "к 9", "05-12 09:00"),
}


@pytest.mark.parametrize(("now", "text", "due"), TODAY.values(), ids=TODAY.keys())
def test_what_today_is_called(now: str, text: str, due: str | None) -> None:
    assert understood(text, now=at(now)) == due


OTHER_HOURS = {
    "the last closing of several": (SHOP, "пятница", "05-15 20:00"),
    "a short Saturday": (SHOP, "суббота", "05-16 17:00"),
    "the week ends with its last working day": (SHOP, "до конца недели", "05-16 17:00"),
    "a Sunday nobody works is at noon": (SHOP, "воскресенье", "05-17 12:00"),
    "around the clock a day is till six": (ALWAYS, "пятница", "05-15 18:00"),
    "around the clock it ends at midnight": (ALWAYS, "до конца дня", "05-12 00:00"),
    "around the clock a week ends on Sunday": (ALWAYS, "до конца недели", "05-17 18:00"),
    "a night shift's day ends at midnight": (NIGHT, "пятница", "05-16 00:00"),
    "the morning after a night is a day off": (NIGHT, "суббота", "05-16 12:00"),
    "a night shift's today ends at midnight": (NIGHT, "сегодня", "05-12 00:00"),
    "a time is a time": (NIGHT, "завтра в 12", "05-12 12:00"),
}


@pytest.mark.parametrize(("hours", "text", "due"), OTHER_HOURS.values(), ids=OTHER_HOURS.keys())
def test_a_day_without_a_time_goes_by_the_working_hours(hours: Hours, text: str, due: str) -> None:
    assert understood(text, hours=hours) == due


def test_a_holiday_is_a_day_off() -> None:
    holidays = [moment(f"05-{day} 00:00").date() for day in (12, 15)]
    hours = Hours.parse("Mon-Fri 09:00-18:00", timezone=ZONE, holidays=holidays)
    assert understood("завтра", hours=hours) == "05-12 12:00"
    assert understood("до конца недели", hours=hours) == "05-14 18:00"


# On 29 March Sofia skips 03:00-04:00 and Berlin 02:00-03:00; on 25 October both have them twice.
CLOCK_CHANGES = {
    "a skipped time is the skip": (SOFIA, "03-28 12:00", "завтра в 3:30", "03-29 04:00+03:00"),
    "in Berlin too": (BERLIN, "03-28 12:00", "tomorrow at 2:30", "03-29 03:00+02:00"),
    "a doubled time is the first": (SOFIA, "10-24 12:00", "утре в 3:30", "10-25 03:30+03:00"),
    "in Berlin as well": (BERLIN, "10-24 12:00", "tomorrow at 2:30", "10-25 02:30+02:00"),
    "between the two it is over": (SOFIA, "10-25 03:15+02:00", "3:30", "10-26 03:30+02:00"),
    "two hours over the skip are two hours": (
        SOFIA, "03-29 02:00+02:00", "след 2 часа", "03-29 05:00+03:00",
    ),
    "two hours over the doubled hour too": (
        BERLIN, "10-25 01:00+02:00", "in 2 hours", "10-25 02:00+01:00",
    ),
    "noon is noon after the skip": (SOFIA, "03-28 12:00", "утре в 12", "03-29 12:00+03:00"),
    "tomorrow at noon may be in 25 hours": (
        BERLIN, "10-24 12:00", "tomorrow noon", "10-25 12:00+01:00",
    ),
    "a short day around the clock is till six": (SOFIA, "03-28 12:00", "утре", "03-29 18:00+03:00"),
    "a long one too": (BERLIN, "10-24 12:00", "tomorrow", "10-25 18:00+01:00"),
    "weeks keep the time of day": (
        SOFIA, "10-20 12:00", "след седмица в 12", "10-27 12:00+02:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "now", "text", "due"), CLOCK_CHANGES.values(), ids=CLOCK_CHANGES.keys()
)
def test_days_the_clock_changes(zone: ZoneInfo, now: str, text: str, due: str) -> None:
    hours = Hours.parse("Mon-Sun 00:00-24:00", timezone=zone)
    found = read(text, now=moment(now, zone), hours=hours, words=WORDS)
    assert found == moment(due).astimezone(UTC)


def test_the_day_is_the_brands_whatever_the_zone_of_now() -> None:
    late = moment("05-11 23:30").astimezone(ZoneInfo("America/New_York"))
    assert understood("завтра в 12", now=late) == "05-12 12:00"
    assert understood("через час", now=late) == "05-12 00:30"


def test_sixty_days_are_the_limit_to_the_minute() -> None:
    assert understood("10.07 12:00") == "07-10 12:00"
    assert understood("10.07 12:01") is None
    assert understood("in 59 days at noon") == "07-09 12:00"
    assert understood("in 60 days at noon") == "07-10 12:00"
    assert understood("in 61 days at noon") is None


# The lists.


def test_every_language_has_lists_of_the_same_kinds() -> None:
    lists = load_moments()
    assert tuple(lists) == LANGUAGES
    kinds = {name: {sense for sense in lists[name] if "." in sense} for name in lists}
    shared = {sense for sense in kinds["en"] if not sense.startswith(("today", "part", "unit"))}
    assert all(shared <= kinds[name] for name in LANGUAGES)


def test_every_phrase_is_found_as_it_is_listed() -> None:
    for senses in load_moments().values():
        for name, entries in senses.items():
            for entry in entries:
                marks = WORDS.marks(entry.upper())
                assert marks == list(WORDS.meanings[entry]), (name, entry)


def test_letters_may_come_in_two_pieces() -> None:
    assert understood(unicodedata.normalize("NFD", "Следующий четверг днём")) == "05-14 15:00"


def test_a_phrase_of_two_meanings_is_refused_in_whatever_languages() -> None:
    with pytest.raises(ValueError, match="пет"):
        MomentWords.of({"bg": {"number.5": ("пет",)}, "ru": {"weekday.5": ("пет",)}})


def test_a_list_of_an_unknown_sense_is_refused() -> None:
    with pytest.raises(KeyError, match="mood"):
        MomentWords.of({"en": {"mood": ("soon",)}})


# Anything at all.

NOWS = st.datetimes(
    datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.sampled_from([ZONE, SOFIA, BERLIN])
)
BRANDS = st.sampled_from([HOURS, ALWAYS, NIGHT, SHOP])
NUMBERS = st.one_of(
    st.integers(0, 99).map(str),
    st.builds("{}:{:02}".format, st.integers(0, 30), st.integers(0, 70)),
    st.builds("{:02}.{:02}".format, st.integers(0, 40), st.integers(0, 15)),
    st.builds("{}-{:02}-{:02}".format, st.integers(1990, 2110), *[st.integers(0, 40)] * 2),
)
PIECES = st.one_of(st.sampled_from(sorted(WORDS.meanings)), NUMBERS, st.sampled_from([",", "-"]))
TEXTS = st.one_of(
    st.text(max_size=120),
    st.text("0123456789:.-, pmчдв", max_size=20),
    st.lists(PIECES, max_size=5).map(" ".join),
)


@settings(max_examples=1000, deadline=None)
@given(TEXTS, NOWS, BRANDS)
def test_any_text_is_a_moment_in_the_next_sixty_days_or_none(
    text: str, now: datetime, hours: Hours
) -> None:
    found = read(text, now=now, hours=hours, words=WORDS)
    if found is not None:
        assert found.tzinfo is UTC and now < found <= now + LONGEST


@settings(deadline=None)
@given(st.datetimes(datetime(2026, 5, 11, 12, 1), datetime(2026, 7, 10, 12, 0)))
def test_a_date_and_a_time_are_read_as_they_are_written(wall: datetime) -> None:
    due = wall.strftime("%m-%d %H:%M")
    for text in ("%d.%m.%Y %H:%M", "%d.%m %H:%M", "%H:%M, %d.%m.%y", "%Y-%m-%d %H:%M"):
        assert understood(wall.strftime(text)) == due
    for text in (f"%A %d %B at %I:%M {wall:%p}", f"%B %d by %I:%M {wall:%p}"):
        assert understood(wall.strftime(text)) == due


@settings(deadline=None)
@given(st.integers(1, 60 * 24 * 60))
def test_minutes_and_hours_are_counted_as_they_pass(minutes: int) -> None:
    hour, minute = divmod(minutes, 60)
    due = (NOON + timedelta(minutes=minutes)).astimezone(ZONE).strftime("%m-%d %H:%M")
    expected = due if hour < 1000 else None
    assert understood(f"in {hour}h {minute}m") == expected
    assert understood(f"через {hour} часа {minute} минут") == expected
    assert understood(f"след {hour} часа {minute} минути") == expected


@pytest.mark.parametrize("text", ["в " * 50, "1 " * 50, "в 1" * 33, "не " * 33, "конца " * 16])
def test_long_nonsense_is_refused_at_once(text: str) -> None:
    assert effort(lambda: understood(text)) < 10
