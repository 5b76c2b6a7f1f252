"""The line of the story that an event is, and whether anything came of it.

Whatever was pressed is kept, as its cause must not happen twice; what was refused is not told.
"""

from dataclasses import replace
from datetime import datetime

from bot.core import effects as do
from bot.core.case import Case, Member, Status
from bot.core.effects import Effect
from bot.core.events import (
    REFUSED,
    CustomerSpoke,
    Event,
    NoteWritten,
    Published,
    Resolved,
    SendRefused,
    Sent,
    TimePassed,
)
from bot.core.known import Known
from bot.store.cases import Told

SHOWN_BY_TIME = (
    do.Warn, do.Remind, do.PingManager, do.ReturnToQueue, do.WakeUp, do.Post, do.Remember,
)  # fmt: skip
BESIDE = (do.Answer, do.ShowCard, do.ShowLine, do.Remember)
"""What comes of a refused press too: its answer, a menu that closes, a line of its own."""


def told(event: Event, effects: tuple[Effect, ...], known: Known, now: datetime) -> Told:
    """Return the line of the story that an event is, once something came of it."""
    by = getattr(event, "by", None)
    if isinstance(event, Sent) and known.message is not None:
        secret = known.message.purpose is do.Purpose.GIFT  # the code is the customer's alone
        text = "" if secret else known.message.text
        return Told(now, f"Sent-{known.message.purpose}", "", text)
    if isinstance(event, SendRefused) and _is_revision(known):
        return Told(now, "SendRefused-revision", "", event.problem)
    if isinstance(event, CustomerSpoke) and event.place.private:
        return Told(now, "CustomerSpoke-private", "", event.text)
    if isinstance(event, Published) and event.private:
        return Told(now, "Published-private", event.by.name, "")
    if isinstance(event, TimePassed):
        rung = {type(effect).__name__ for effect in effects if isinstance(effect, SHOWN_BY_TIME)}
        return Told(now, "TimePassed", "", ",".join(sorted(rung)))
    names = ("text", "kind", "outcome", "problem", "menu", "due", "until", "detail")
    found = next((getattr(event, name) for name in names if hasattr(event, name)), "")
    detail = str(found.timestamp()) if isinstance(found, datetime) else str(found)
    return Told(now, type(event).__name__, by.name if by else "", detail)


def _is_revision(known: Known) -> bool:
    return known.message is not None and known.message.purpose is do.Purpose.REVISION


def line(
    event: Event,
    before: Case | None,
    after: Case,
    effects: tuple[Effect, ...],
    known: Known,
    *,
    now: datetime,
) -> Told:
    """Return the line of the story that an event is; a hidden one where nothing came of it."""
    made = told(event, effects, known, now)
    if before is None or came_of(event, before, after, effects):
        return made
    return replace(made, what=REFUSED + made.what)


def came_of(event: Event, before: Case, after: Case, effects: tuple[Effect, ...]) -> bool:
    """Return whether anything came of an event: what a member of the staff did may be refused."""
    if not isinstance(getattr(event, "by", None), Member):
        return True
    done = any(not isinstance(effect, BESIDE) for effect in effects)
    match event:
        case NoteWritten():
            return True
        case Resolved():
            return before.status is not after.status is Status.RESOLVED
        case Published():
            return done
        case _:
            return done or _bare(before) != _bare(after)


def _bare(case: Case) -> Case:
    """Return a case without what a refused press may change."""
    return replace(case, menu=None, wake_at=None)
