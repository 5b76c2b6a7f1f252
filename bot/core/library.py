"""Starting points for replies: texts with slots, found by what a case is.

The texts are in `locales/*/library.txt`; what is put into their slots (`bot.core.slots`) nobody has
checked, so a reply that began here goes through the check like any other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.core.case import Outcome
from bot.core.slots import filled, slots_of
from bot.core.sorting import Kind, Theme

__all__ = ["Entry", "Library", "Row", "filled", "slots_of"]

Row = tuple[str, str, str, str, str]
"""Kind (or "closing"), theme, outcome, title, text; "" where a text suits any."""
_CLOSING = "closing"
_KEY_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One text; None: it suits any."""

    key: str
    """The same as long as the text is."""
    language: str
    kind: Kind | None
    theme: Theme | None
    outcome: Outcome | None
    closing: bool
    """It ends in public what was settled in private."""
    title: str
    """What stands on its button."""
    text: str

    @classmethod
    def of(cls, language: str, row: Row) -> "Entry":
        """Make an entry of a row. Raises ValueError for an unknown kind, theme or outcome."""
        kind, theme, outcome, title, text = row
        closing = kind == _CLOSING
        return cls(
            key=sha256(f"{language}\n{text}".encode()).hexdigest()[:_KEY_LENGTH],
            language=language,
            kind=Kind(kind) if kind and not closing else None,
            theme=Theme(theme) if theme else None,
            outcome=Outcome(outcome) if outcome else None,
            closing=closing,
            title=title,
            text=text,
        )


@dataclass(frozen=True, slots=True)
class Library:
    """The texts of all languages by their keys, in the order of the files."""

    entries: Mapping[str, Entry]

    @classmethod
    def of(cls, data: Mapping[str, Sequence[Row]]) -> "Library":
        """Prepare {language: rows}. Raises ValueError for a row that cannot be."""
        made = [Entry.of(language, row) for language, rows in data.items() for row in rows]
        return cls({entry.key: entry for entry in made})

    def get(self, key: str) -> Entry | None:
        """Return the text with this key, if there still is one."""
        return self.entries.get(key)

    def closing(self, language: str) -> tuple[Entry, ...]:
        """Return the public lines that end a private talk."""
        return tuple(one for one in self._all(language) if one.closing)

    def for_case(
        self,
        language: str,
        kind: Kind | None,
        theme: Theme | None,
        outcome: Outcome | None = None,
        *,
        most: int = 8,
    ) -> tuple[Entry, ...]:
        """Return the texts that fit, the most fitting first; kind None: it is unclear."""
        theme = theme or Theme.OTHER
        fitting = [one for one in self._all(language) if _suits(one, kind, theme)]
        fitting.sort(key=lambda one: (_misses(one, outcome), _strays(one, theme)))
        return tuple(fitting[:most])

    def _all(self, language: str) -> Iterator[Entry]:
        return (entry for entry in self.entries.values() if entry.language == language)


def _suits(entry: Entry, kind: Kind | None, theme: Theme) -> bool:
    if entry.closing:
        return False
    if entry.kind is None or entry.kind == kind:
        return True
    if kind not in (None, Kind.OTHER):
        return False
    return entry.kind == Kind.OTHER or (entry.kind == Kind.COMPLAINT and entry.theme == theme)


def _misses(entry: Entry, outcome: Outcome | None) -> int:
    """How far a text is from the outcome; before there is one, none is."""
    if outcome is None or entry.outcome == outcome:
        return 0
    return 1 if entry.outcome is None else 2


def _strays(entry: Entry, theme: Theme) -> int:
    """How far a text is from the theme; one for any theme is nearer than one for another."""
    if entry.theme == theme:
        return 0
    if entry.theme is None:
        return 1
    return 2 if entry.theme == Theme.OTHER else 3
