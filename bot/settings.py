"""The settings: read once at start from the environment, then `.env`, then `otklik.toml`.

Wrong settings are told all at once, one line for each name. What is wrong is a key of the voice's
texts with values for it, so that it can be said in the operator's language; a value that may be a
secret is never repeated.
"""

import hashlib
import hmac
import os
import tomllib
from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot import catalogue
from bot.catalogue import Amount, Compensation, Problem, Token
from bot.core.gifts import Gift
from bot.core.hours import Hours
from bot.core.policy import Ack, Policy, Rate
from bot.values import (
    address,
    bot_token,
    database,
    dates,
    duration,
    group_id,
    hours,
    ids,
    positive,
    rate,
    secret,
    span,
    url,
    yes_or_no,
    zone,
)
from bot.voice import LANGUAGES

Duration = Annotated[timedelta, NoDecode, BeforeValidator(duration)]
Ids = Annotated[tuple[int, ...], NoDecode, BeforeValidator(ids)]
Url = Annotated[str, BeforeValidator(url)]
Secret = Annotated[SecretStr, BeforeValidator(secret)]
PerTime = Annotated[Rate, NoDecode, BeforeValidator(rate)]


def _s(**units: float) -> timedelta:
    return timedelta(**units)


class Settings(BaseSettings):
    """Every setting, in the order of `.env.example`. Names are the environment's, in any case."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what `load` hands in and nothing else, so that a test decides what there is."""
        return (init_settings,)

    brand: str = "Otklik"
    locale: Literal["ru", "en", "bg"] = "ru"
    timezone: Annotated[ZoneInfo, NoDecode, BeforeValidator(zone)] = ZoneInfo("Europe/Moscow")
    working_hours: Annotated[str, BeforeValidator(hours)] = "Mon-Sun 00:00-24:00"
    holidays: Annotated[tuple[date, ...], NoDecode, BeforeValidator(dates)] = ()
    telegram_token: Annotated[SecretStr, BeforeValidator(bot_token)]
    telegram_api_url: Url = "https://api.telegram.org"
    telegram_communities: Ids = ()
    staff_chat: Annotated[int, BeforeValidator(group_id)]
    team_name: str = ""
    telegram_secret: Secret | None = None
    telegram_group_rate: PerTime = Rate(18, timedelta(minutes=1))
    managers: Ids = ()
    managers_notify: Literal["all", "turn"] = "all"
    owners: Ids = ()
    vk_group_id: Annotated[int, BeforeValidator(positive)] | None = None
    vk_token: Token | None = None
    vk_user_token: Token | None = None
    vk_service_token: Token | None = None
    vk_secret: Secret | None = None
    vk_confirmation: str = ""
    vk_api_url: Url = "https://api.vk.ru"
    public_url: Url | None = None
    listen: Annotated[str, BeforeValidator(address)] = "127.0.0.1:8080"
    database_url: Annotated[str, BeforeValidator(database)] = "sqlite+aiosqlite:///data/otklik.db"
    ack: Ack = Ack.AUTO
    ack_ceiling: PerTime = Rate(300, timedelta(minutes=1))
    ack_stale_after: Duration = _s(hours=6)
    dry_run: Annotated[bool, BeforeValidator(yes_or_no)] = False
    undo: Duration = _s(seconds=10)
    first_reply_within: Duration = _s(hours=2)
    next_reply_within: Duration = _s(hours=2)
    taken_silent_after: Duration = _s(hours=1)
    resolve_within: Duration = _s(days=3)
    warn_before: Duration = _s(minutes=30)
    remind_every: Duration = _s(minutes=30)
    escalate_after: Duration = _s(minutes=30)
    answer_limit: Duration = _s(hours=24)
    ask_after: Duration = _s(hours=48)
    ask_reminder_after: Duration = _s(days=3)
    ask_hours: Annotated[tuple[time, time], NoDecode, BeforeValidator(span)] = (
        time(10),
        time(20),
    )
    ask_cap: Duration = _s(days=30)
    cool_down: Duration = _s(minutes=3)
    approve_new_for: Duration = timedelta()
    compensations: tuple[Compensation, ...] = ()
    compensation_budget: Amount = 0
    retention: Duration = _s(days=365)
    log_format: Literal["text", "json"] = "text"

    @property
    def hours(self) -> Hours:
        """The brand's working time."""
        return Hours.parse(self.working_hours, timezone=self.timezone, holidays=self.holidays)

    @property
    def policy(self) -> Policy:
        """What the rules need of it."""
        return Policy(
            hours=self.hours,
            ack=self.ack,
            ack_ceiling=self.ack_ceiling,
            ack_stale_after=self.ack_stale_after,
            dry_run=self.dry_run,
            undo=self.undo,
            cool_down=self.cool_down,
            approve_new_for=self.approve_new_for,
            revises=self.vk_user_token is not None,
            first_reply_within=self.first_reply_within,
            next_reply_within=self.next_reply_within,
            taken_silent_after=self.taken_silent_after,
            resolve_within=self.resolve_within,
            warn_before=self.warn_before,
            remind_every=self.remind_every,
            escalate_after=self.escalate_after,
            answer_limit=self.answer_limit,
            ask_after=self.ask_after,
            ask_reminder_after=self.ask_reminder_after,
            ask_hours=self.ask_hours,
            ask_cap=self.ask_cap,
            managers=self.managers,
            owners=self.owners,
            managers_in_turn=self.managers_notify == "turn",
            gifts=self.gifts,
            budget=self.compensation_budget,
        )

    @property
    def gifts(self) -> tuple[Gift, ...]:
        """What the rules need of the catalogue, in its order."""
        return tuple(
            Gift(one.name, one.value, needs_manager=one.who == "manager")
            for one in self.compensations
        )

    @property
    def webhook_secret(self) -> str:
        """What Telegram's requests must carry; the same after each restart."""
        if self.telegram_secret:
            return self.telegram_secret.get_secret_value()
        return _derived(self.telegram_token, "telegram-webhook")

    @property
    def callback_secret(self) -> str:
        """What VK's events must carry; the same after each restart."""
        if self.vk_secret:
            return self.vk_secret.get_secret_value()
        return _derived(self.vk_token or SecretStr(""), "vk-callback")

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that must never be seen in a log."""
        keys = (one.secret for one in self.compensations)
        tokens = (
            self.telegram_token,
            self.vk_token,
            self.vk_user_token,
            self.vk_service_token,
            *keys,
        )
        kept = [token.get_secret_value() for token in tokens if token]
        return (*kept, self.webhook_secret, self.callback_secret)

    @property
    def not_built(self) -> tuple[str, ...]:
        """The settings that say something of their own and whose part is not built yet."""
        usual = {name: field.default for name, field in type(self).model_fields.items()}
        return tuple(name.upper() for name in NOT_BUILT if getattr(self, name) != usual[name])


NOT_BUILT = (
    "telegram_communities",
    "retention",
)


TOML_ONLY = ("compensations",)
"""What is too large for a line of the environment."""


class WrongSettings(Exception):
    """What is wrong, and in which language to say so."""

    def __init__(self, problems: list[Problem], locale: str = "") -> None:
        super().__init__(", ".join(name for name, _, _ in problems))
        self.problems = problems
        self.locale = locale
        """The language that was asked for, as far as that could be read."""


def load(environment: dict[str, str] | None = None, *, folder: Path = Path()) -> Settings:
    """Read the settings. Raises WrongSettings naming all that is wrong.

    `environment` stands for the process's own.
    """
    given = dict(os.environ if environment is None else environment)
    named = given.get("CONFIG_FILE")
    if named and not (folder / named).is_file():
        raise WrongSettings([("CONFIG_FILE", "no-file", {"given": named})])
    toml = folder / (named or "otklik.toml")
    known = {name.lower(): value for name, value in given.items() if value != ""}
    lines = _from_dotenv(folder / ".env")
    lines |= {name: known[name] for name in Settings.model_fields if name in known}
    problems = [_only_in(toml, name) for name in TOML_ONLY if lines.pop(name, None) is not None]
    values = _from_toml(toml) | lines
    locale = str(values.get("locale", ""))
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        problems += [_told(one, toml) for one in error.errors()]
        raise WrongSettings(problems, locale) from None
    problems += _together(settings, toml)
    if problems:
        raise WrongSettings(problems, locale)
    return settings


def spoken(asked_for: str) -> str:
    """Return the language to complain in: what was asked for, or else the machine's."""
    machine = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    wanted = (asked_for, os.environ.get("LOCALE", ""), machine[:2].lower())
    return next((one for one in wanted if one in LANGUAGES), "ru")


def _from_dotenv(file: Path) -> dict[str, Any]:
    from dotenv import dotenv_values

    try:
        found = dotenv_values(file) if file.is_file() else {}
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSettings([(file.name, "toml", {"why": type(error).__name__})]) from None
    lower = {name.lower(): value for name, value in found.items() if value}
    return {name: lower[name] for name in Settings.model_fields if name in lower}


def _from_toml(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        found = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        why = str(error) if isinstance(error, tomllib.TOMLDecodeError) else type(error).__name__
        raise WrongSettings([(file.name, "toml", {"why": why})]) from None
    values = {name.lower(): value for name, value in found.items() if value != ""}
    unknown = [name for name in found if name.lower() not in Settings.model_fields]
    if unknown:
        raise WrongSettings([(name, "unknown", {"file": file.name}) for name in unknown])
    if isinstance(tables := values.get("compensations"), list):
        values["compensations"] = [catalogue.table(one, file.parent) for one in tables]
    return values


def _only_in(toml: Path, name: str) -> Problem:
    return name.upper(), "toml-only", {"file": toml.name}


def _told(error: Any, toml: Path) -> Problem:
    if len(error["loc"]) > 1:
        return catalogue.told(error, toml)
    name = str(error["loc"][0]).upper()
    kind = error["type"]
    known = {
        "missing": "required",
        "literal_error": "choice",
        "enum": "choice",
        "tuple_type": "tables",
    }
    if kind.startswith("int_"):
        return name, "whole", {}
    if kind in ("string_type", "string_too_short", "too_short"):
        return name, "required", {}
    return name, known.get(kind, kind), catalogue.context(error)


def _together(settings: Settings, toml: Path) -> list[Problem]:
    """Return what is wrong with settings that are right one by one."""
    problems: list[Problem] = []
    if not settings.first_reply_within:
        problems.append(("FIRST_REPLY_WITHIN", "not-zero", {}))
    if settings.vk_group_id and not settings.vk_token:
        problems.append(("VK_TOKEN", "vk-token", {}))
    if settings.vk_token and not settings.vk_group_id:
        problems.append(("VK_GROUP_ID", "vk-group", {}))
    if settings.vk_secret and len(settings.vk_secret.get_secret_value()) > 50:
        problems.append(("VK_SECRET", "secret-long", {}))
    return [*problems, *catalogue.together(settings.compensations, toml)]


def _derived(token: SecretStr, purpose: str) -> str:
    key = token.get_secret_value().encode()
    return hmac.new(key, purpose.encode(), hashlib.sha256).hexdigest()[:32]
