"""The settings, as far as they can be read, and what is wrong with them."""

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.doctor.finding import Finding, ok, problem, warning
from bot.settings import Settings, WrongSettings, load, spoken
from bot.voice import speak

ALIKE = 0.8
"""How near a name must be to a setting's to be taken for a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of the settings.

    Where some are `wrong`, the usual values stand in for them, so that the rest can be examined
    all the same; `settings` is None where nothing can be told.
    """

    settings: Settings | None
    locale: str
    wrong: frozenset[str]
    findings: tuple[Finding, ...]


def read() -> Reading:
    """Read the settings as `run` does, and say what is wrong with them."""
    try:
        settings = load()
    except WrongSettings as error:
        return _wrong(error)
    return Reading(settings, settings.locale, frozenset(), tuple(_read_well(settings)))


def _read_well(settings: Settings) -> Iterator[Finding]:
    yield ok("settings")
    yield from _slips()
    yield from _effects(settings)


def _wrong(error: WrongSettings) -> Reading:
    locale = spoken(error.locale)
    wrong = frozenset(name for name, _, _ in error.problems)
    settings = _rest(wrong)
    findings = [_told(locale, *one) for one in error.problems]
    if any(kind == "required" for _, kind, _ in error.problems) and not Path(".env").is_file():
        findings.append(warning("settings.file", "missing", folder=str(Path.cwd())))
    findings += _slips()
    findings += _effects(settings) if settings else ()
    return Reading(settings, locale, wrong, tuple(findings))


def _told(locale: str, name: str, kind: str, values: dict[str, str]) -> Finding:
    told = speak(locale, f"setting-{kind}", {"name": name, **values})
    return problem("settings", "wrong", name=name, told=told)


def _rest(wrong: frozenset[str]) -> Settings | None:
    """Return the settings with the usual values in place of the wrong ones."""
    usual = {name: field.default for name, field in Settings.model_fields.items()}
    usual |= {"telegram_token": "0:none", "staff_chat": "-1"}
    both = {"VK_GROUP_ID", "VK_TOKEN"}
    names = wrong | (both if wrong & both else set())
    try:
        return load(os.environ | {name: usual.get(name.lower(), "") for name in names})
    except WrongSettings:
        return None


def _slips() -> Iterator[Finding]:
    """Tell names in `.env` that are nearly a setting's: they would be passed over in silence."""
    from dotenv import dotenv_values

    known = [name.upper() for name in Settings.model_fields]
    try:
        given = list(dotenv_values(".env")) if Path(".env").is_file() else []
    except (OSError, UnicodeDecodeError):  # told as a wrong setting
        return
    for name in given:
        if not name.replace("-", "_").isidentifier():  # a whole line, perhaps with a secret in it
            continue
        meant = difflib.get_close_matches(name.upper(), known, 1, ALIKE)
        if meant and name.upper() not in known:
            yield warning("settings.names", "near", name=name, meant=meant[0])


def _effects(settings: Settings) -> Iterator[Finding]:
    unbuilt = settings.not_built
    if unbuilt:
        yield warning("settings.unbuilt", "some", names=", ".join(unbuilt))
    telegram = settings.telegram_communities and "TELEGRAM_COMMUNITIES" not in unbuilt
    if not settings.vk_group_id and not telegram:
        yield problem("settings.communities", "none")
