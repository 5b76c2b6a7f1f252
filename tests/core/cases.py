"""Builders for the rules' tests: a brand in Moscow, open on working days from nine to six.

Moments are written on the brand's clock: `at("Mon 10:00")`, a week later `at("Mon 10:00", 1)`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core import effects as do
from bot.core import events
from bot.core.case import Case, CaseId, Customer, Draft, DraftId, Member, MessageId, Place, Role
from bot.core.decide import decide
from bot.core.effects import Effect, Purpose
from bot.core.hours import Hours
from bot.core.known import Known, Message, MessageState
from bot.core.policy import Policy
from bot.core.sorting import Kind, Sorted, Theme

ZONE = ZoneInfo("Europe/Moscow")
HOURS = Hours.parse("Mon-Fri 09:00-18:00", timezone=ZONE)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONDAY = datetime(2026, 5, 11, tzinfo=ZONE)

MARIA = Member(1, "Maria")
PETR = Member(2, "Petr")
BOSS = Member(9, "Irina", Role.MANAGER)
OWNER = Member(8, "Oleg", Role.OWNER)
STRANGER = Member(7, "Zed", Role.STRANGER)

VK = Place("vk", "post", -100, 5)
TELEGRAM = Place("telegram", "post", -100, 5)
ANNA = Customer("vk", 42, "Анна", "Орлова")
COMMENT = 11
DRAFT = DraftId(501)
MESSAGE = MessageId(71)

OFF = timedelta()
POLICY = Policy(
    hours=HOURS,
    managers=(BOSS.id,),
    warn_before=OFF,
    taken_silent_after=OFF,
    resolve_within=OFF,
    answer_limit=OFF,
)
"""A brand with the timers of the reply alone; `PATIENT` has them all."""
PATIENT = Policy(hours=HOURS, managers=(BOSS.id,))
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


def at(text: str, week: int = 0) -> datetime:
    """`Mon 10:00` on the brand's clock, in UTC."""
    day, clock = text.split()
    start = MONDAY + timedelta(days=DAYS.index(day), weeks=week)
    return datetime.combine(start.date(), time.fromisoformat(clock), tzinfo=ZONE).astimezone(UTC)


NOON = at("Mon 12:00")


def policy(**changes: Any) -> Policy:
    return replace(POLICY, **changes)


def sorted_as(kind: Kind = Kind.COMPLAINT, *, sure: bool = True) -> Sorted:
    return Sorted(kind, Theme.DELIVERY, (), "ru", sure)


def spoke(comment: int = COMMENT, *, when: datetime = NOON, place: Place = VK) -> Any:
    return events.CustomerSpoke(
        place=place, comment=comment, author=ANNA, text=f"text {comment}", at=when
    )


@dataclass(frozen=True)
class Done:
    """What was decided, in words that a test can read."""

    case: Case
    effects: tuple[Effect, ...]
    timers: str = ""
    """Which timers began, moved and stopped, as the story keeps it."""

    @property
    def answer(self) -> str:
        (answer,) = self.all(do.Answer)
        return answer.what

    @property
    def public(self) -> list[do.Post]:
        return self.all(do.Post)

    def all(self, *kinds: type) -> list[Any]:
        return [effect for effect in self.effects if isinstance(effect, kinds)]

    @property
    def names(self) -> list[str]:
        return [type(effect).__name__ for effect in self.effects]

    @property
    def withheld(self) -> list[str]:
        told = self.all(do.Remember)
        return [line.detail for line in told if line.what == "ask-withheld"]


def act(
    case: Case | None,
    event: Any,
    *,
    now: datetime = NOON,
    policy: Policy = POLICY,
    **known: Any,
) -> Done:
    """Let one thing happen."""
    after, effects = decide(case, event, Known(**known), now=now, policy=policy)
    lines = [one for one in effects if isinstance(one, do.Remember) and one.what == "timers"]
    told = tuple(one for one in effects if one not in lines)
    return Done(after, told, lines[0].detail if lines else "")


def rang(case: Case, *, now: datetime, policy: Policy = POLICY, **known: Any) -> Done:
    return act(case, events.TimePassed(), now=now, policy=policy, **known)


def opened(
    kind: Kind = Kind.COMPLAINT,
    *,
    sure: bool = True,
    now: datetime = NOON,
    when: datetime | None = None,
    place: Place = VK,
    policy: Policy = POLICY,
    **changes: Any,
) -> Case:
    """A case as its first comment leaves it; `changes` are put over it."""
    event = spoke(when=when or now, place=place)
    done = act(None, event, now=now, policy=policy, sorted=sorted_as(kind, sure=sure))
    return replace(done.case, id=CaseId(7), **changes)


def after(case: Case, steps: Iterable[Any], *, now: datetime = NOON, **more: Any) -> Case:
    """The case after several things, one at a time."""
    for step in steps:
        case = act(case, step, now=now, **more).case
    return case


def with_draft(case: Case | None = None, **changes: Any) -> Case:
    """A case with one draft of Maria's."""
    draft = Draft(id=DRAFT, text="Анна, везём новый торт", by=MARIA, target=COMMENT)
    return (case or opened()).with_draft(replace(draft, **changes))


def message(
    purpose: Purpose = Purpose.REPLY,
    state: MessageState = MessageState.SENDING,
    *,
    id: MessageId = MESSAGE,
) -> Message:
    draft = DRAFT if purpose is Purpose.REPLY else None
    return Message(id=id, purpose=purpose, state=state, text="words", draft=draft)
