"""What the doctor found: one thing that was looked at, and how it stands.

The words for it lie in `locales/` under `doctor-<check>-<said>`, the dots of the check as dashes.
The attribute `mend` of the same text says what to do; whatever is not well has one.
"""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARNING = "warning"
    """It works with less."""
    PROBLEM = "problem"
    """The bot cannot do its main job."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `values` are for the words."""

    check: str
    said: str
    level: Level
    values: dict[str, str]

    @property
    def key(self) -> str:
        """The key of the words."""
        return f"doctor-{self.check.replace('.', '-')}-{self.said}"


def ok(check: str, said: str = "ok", **values: str) -> Finding:
    """Return that it is well."""
    return Finding(check, said, Level.OK, values)


def warning(check: str, said: str, **values: str) -> Finding:
    """Return that it works with less."""
    return Finding(check, said, Level.WARNING, values)


def problem(check: str, said: str, **values: str) -> Finding:
    """Return that the bot cannot do its main job so."""
    return Finding(check, said, Level.PROBLEM, values)
