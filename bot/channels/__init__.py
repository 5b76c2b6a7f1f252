"""Ways out, one module or package a platform.

A channel translates its platform's answers once, at its own edge, into what the caller should do:

* it returns `Posted`: it is out;
* `TryLater`: it is surely not out, and may work after so many seconds;
* `Unclear`: it may be out, and nobody can tell from here;
* `Refused`: it is surely not out and will not be.

Anything else that comes out of a channel is a bug.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.core.case import CaseId, Place


class ChannelError(Exception):
    """What a platform answered instead of doing what it was asked.

    `problem` is a key of the voice's texts, never a platform's own words, which may hold secrets.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class TryLater(ChannelError):
    """Not done. Try again after so many seconds."""

    def __init__(self, problem: str, *, after: float) -> None:
        super().__init__(problem)
        self.after = after


class Unclear(ChannelError):
    """Perhaps done. Look before it is repeated."""


class Refused(ChannelError):
    """Not done, and not to be tried again without a person."""


@dataclass(frozen=True, slots=True)
class Posted:
    """It is out, as this comment."""

    comment: int | None


@dataclass(frozen=True, slots=True)
class Links:
    """Where a person finds on the platform what a card speaks of."""

    comment: str
    profile: str


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can do with the keys it was given."""

    private: bool = False
    """Write to a customer alone, where the customer allows it."""
    photos: bool = False
    """Show a photo in public."""
    private_photos: bool = False
    revises: bool = False
    """Change what stands in public."""


class Community(Protocol):
    """A platform on which customers write and the brand answers in public."""

    name: str
    workers: int
    """How many messages may be under way at a time."""
    can: Abilities
    repeats_within: timedelta
    """A private message repeated under its key within this time is one message."""

    async def post(
        self, place: Place, target: int | None, text: str, key: str, *, photo: bytes | None = None
    ) -> Posted:
        """Say `text` in the brand's name under the comment `target`, or in a private place.

        `key` is the same at each try, for platforms that recognise a repeat.
        """

    async def revise(self, place: Place, comment: int, text: str) -> None:
        """Change what the brand has said. Repeating it changes nothing."""

    def invitation(self, case: CaseId) -> str:
        """Return a link into private messages that carries the case."""

    async def look_for(
        self, place: Place, target: int | None, root: int | None, text: str
    ) -> Posted | None:
        """Return the comment that says `text` under `target`; None where there surely is none.

        `root` is the comment at the root of the branch. Raises `TryLater` where it cannot be told
        now, `Unclear` where it cannot be told at all.
        """

    def links(self, place: Place, comment: int, author: int) -> Links:
        """Return where the comment and its author are found by a person."""
