"""What a customer may be given to make up for a bad day, as far as rules need to know."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Gift:
    """A compensation of the catalogue; `value` is in the units of the month's budget."""

    name: str
    value: int
    needs_manager: bool
    """Whether a manager has to agree before it is granted."""

    @property
    def key(self) -> str:
        """What a button carries."""
        return gift_key(self.name)


def gift_key(name: str) -> str:
    """Return what a button carries: the same as long as the name is, wherever it stands."""
    return sha256(name.encode()).hexdigest()[:8]
