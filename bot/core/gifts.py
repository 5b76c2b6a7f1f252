"""What a customer may be given to make up for a bad day, as far as rules need to know."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gift:
    """A compensation of the catalogue; `value` is in the units of the month's budget."""

    name: str
    value: int
    needs_manager: bool
    """Whether a manager has to agree before it is granted."""
