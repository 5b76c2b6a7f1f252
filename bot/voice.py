"""The bot's voice: what is to be said, in words of the listener's language.

Words live in `locales/` as Fluent messages; dates and times are spoken by Babel. Customers are
spoken to in their own language where there is a locale for it, staff in `LOCALE`.

The wording of an acknowledgement is the one longest unused in its place, so that readers of one
post do not meet the same sentences again soon.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from fluent.runtime import FluentBundle, FluentResource

from bot.core.case import Case, spoken_theme
from bot.core.naming import address

LANGUAGES = ("ru", "en", "bg")
FILES = ("check.ftl", "doctor.ftl", "operator.ftl", "public.ftl", "replies.ftl", "staff.ftl")
"""The bot's own words; those of the demo's page lie beside them."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
A_WEEK = timedelta(days=6)


class NoSuchWords(KeyError):
    """A text that no locale file has: a bug, found by tests."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How the bot speaks. `strict` makes a missing variable an error; tests set it."""

    locale: str
    timezone: ZoneInfo
    team: str = ""
    brand: str = ""
    strict: bool = False

    def say(self, key: str, **values: str) -> str:
        """Return a text for the staff."""
        return speak(self.locale, key, values, strict=self.strict)

    def moment(self, at: datetime, now: datetime) -> str:
        """Return when something is or was, as staff say it: the time alone for today."""
        local, today = at.astimezone(self.timezone), now.astimezone(self.timezone).date()
        time = format_time(local, "HH:mm", locale=self.locale)
        if local.date() == today:
            return self.say("moment-today", time=time)
        return self.say("moment", date=_date(local.date(), self.locale), time=time)

    def soon(self, at: datetime, now: datetime) -> str:
        """Return when something happens that people watch for: within a minute to the second."""
        if at - now >= timedelta(minutes=1):
            return self.moment(at, now)
        local = at.astimezone(self.timezone)
        return self.say("moment-today", time=format_time(local, "HH:mm:ss", locale=self.locale))

    def span(self, length: timedelta) -> str:
        """Return a length of time in the two largest units that matter."""
        seconds = max(1, round(length.total_seconds()))
        if seconds < 60:
            return self.say("span-seconds", count=str(seconds))
        minutes = seconds // 60
        days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
        parts = (("days", days), ("hours", hours), ("minutes", minutes))
        said = [self.say(f"span-{unit}", count=str(count)) for unit, count in parts if count]
        return " ".join(said[:2])

    def by(self, due: datetime, now: datetime, language: str) -> str:
        """Return by when, as told to a customer: "today by 18:00", "on Monday by 12:00"."""
        local, today = due.astimezone(self.timezone), now.astimezone(self.timezone).date()
        time = format_time(local, "HH:mm", locale=language)
        day = local.date()
        if time == "00:00":
            day, time = day - timedelta(days=1), "24:00"
        if day <= today:
            return self._public(language, "by-today", time=time)
        if day == today + timedelta(days=1):
            return self._public(language, "by-tomorrow", time=time)
        if day - today <= A_WEEK:
            return self._public(language, "by-weekday", day=DAYS[day.weekday()], time=time)
        return self._public(language, "by-date", date=_date(day, language), time=time)

    def public(
        self,
        situation: str,
        case: Case,
        *,
        due: datetime,
        now: datetime,
        used: Sequence[str],
        link: str = "",
        code: str = "",
    ) -> tuple[str, str]:
        """Return the wording longest unused for `situation`, and its text for this customer."""
        language = self.language(case.language)
        wording = longest_unused(wordings(language, situation), used)
        name = self.address(case)
        team = self.team or self._public(language, "our-team")
        text = self._public(
            language,
            wording,
            name=name or "none",
            theme=spoken_theme(case) or "none",
            team=(case.assignee and address(case.assignee.name, titles=titles())) or team,
            by=self.by(due, now, language),
            link=link,
            code=code,
            gift=case.grant.name if case.grant else "",
        )
        return wording, text

    def address(self, case: Case) -> str:
        """Return the name by which the customer is spoken to; empty where there is none."""
        return address(case.customer.first_name, titles=titles()) or ""

    def promised(self, case: Case, due: datetime, *, now: datetime, again: bool) -> str:
        """Return the line that gives the customer a date; the same for the same date."""
        language = self.language(case.language)
        all_ = wordings(language, "promise-again" if again else "promise")
        return self._public(
            language,
            all_[int(due.timestamp()) // 60 % len(all_)],
            name=address(case.customer.first_name, titles=titles()) or "none",
            theme=spoken_theme(case) or "none",
            by=self.by(due, now, language),
        )

    def when(self, at: datetime, now: datetime) -> str:
        """Return a moment to come, as staff choose it: today, tomorrow, a weekday, a date."""
        local, today = at.astimezone(self.timezone), now.astimezone(self.timezone).date()
        time = format_time(local, "HH:mm", locale=self.locale)
        ahead = local.date() - today
        if ahead <= timedelta():
            return self.say("when-today", time=time)
        if ahead == timedelta(days=1):
            return self.say("when-tomorrow", time=time)
        if ahead <= A_WEEK:
            day = format_date(local.date(), "EEEE", locale=self.locale)
            return self.say("when-weekday", day=day, time=time)
        return self.moment(at, now)

    def language(self, wanted: str) -> str:
        """Return the customer's language, or the staff's where it has no locale."""
        return wanted if wanted in LANGUAGES else self.locale

    def _public(self, language: str, key: str, **values: str) -> str:
        return speak(language, key, values, strict=self.strict)


def speak(locale: str, key: str, values: dict[str, str], *, strict: bool = False) -> str:
    """Return the text `key` (`message` or `message.attribute`) of a locale.

    Raises NoSuchWords where the locale has no such text, and, if `strict`, ValueError where a
    variable of it was not given.
    """
    bundle = _bundle(locale)
    name, _, attribute = key.partition(".")
    if not bundle.has_message(name):
        raise NoSuchWords(f"{locale}: {key}")
    message = bundle.get_message(name)
    pattern = message.attributes.get(attribute) if attribute else message.value
    if pattern is None:
        raise NoSuchWords(f"{locale}: {key}")
    text, errors = bundle.format_pattern(pattern, values)
    if errors and strict:
        raise ValueError(f"{locale}: {key}: {errors[0]}")
    return str(text)


@cache
def wordings(language: str, situation: str) -> tuple[str, ...]:
    """Return the keys of all wordings of a situation, in the order of the file."""
    bundle = _bundle(language)
    if not bundle.has_message(situation):
        raise NoSuchWords(f"{language}: {situation}")
    return tuple(f"{situation}.{name}" for name in bundle.get_message(situation).attributes)


def longest_unused(wordings: Sequence[str], used: Sequence[str]) -> str:
    """Return a wording that was not used, or else the one used longest ago.

    `used` comes with the longest unused first.
    """
    fresh = (wording for wording in wordings if wording not in used)
    return next(fresh, None) or next(wording for wording in used if wording in wordings)


@cache
def titles() -> frozenset[str]:
    """Return the words of all locales that are no names."""
    listed = (speak(locale, "titles-no-names", {}) for locale in LANGUAGES)
    return frozenset(word.strip().lower() for text in listed for word in text.split(","))


@cache
def _bundle(locale: str) -> FluentBundle:
    bundle = FluentBundle([locale], use_isolating=False)
    folder = resources.files("locales") / locale
    for name in FILES:
        bundle.add_resource(FluentResource((folder / name).read_text("utf-8")))
    return bundle


def _date(day: date, locale: str) -> str:
    return format_date(day, "d MMMM", locale=locale)
