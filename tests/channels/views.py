"""Cases to draw."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.channels import Links
from bot.channels.telegram.view import Line, View
from bot.core.case import (
    Case,
    CaseId,
    Customer,
    Draft,
    DraftId,
    DraftState,
    Member,
    MessageId,
    Place,
    Status,
    Timer,
)
from bot.core.effects import Purpose
from bot.core.known import Message, MessageState
from bot.core.sorting import Kind
from bot.voice import Voice
from tests.channels.conftest import NOON

WORDS = {
    locale: Voice(locale, ZoneInfo("Europe/Moscow"), strict=True) for locale in ("ru", "en", "bg")
}
MARIA = Member(1, "Мария")
LINKS = Links("https://vk.com/wall-7_1?reply=2", "https://vk.com/id1001")


def case(**changes: Any) -> Case:
    made = Case(
        id=CaseId(5),
        place=Place("vk", "wall", -7, 1),
        customer=Customer("vk", 1001, "Анна", "Петрова"),
        comment=2,
        text="Торт приехал помятый!",
        said_at=NOON - timedelta(hours=1),
        kind=Kind.COMPLAINT,
        sure=True,
        language="ru",
        reply_due=NOON + timedelta(hours=1),
    )
    return replace(made, **changes)


def noted(**changes: Any) -> Case:
    return case(status=Status.NOTED, kind=Kind.PRAISE, reply_due=None, **changes)


def draft(state: DraftState = DraftState.PREPARED, **changes: Any) -> Draft:
    made = Draft(
        id=DraftId(40), text="Заменим сегодня.", by=MARIA, target=2, state=state,
        leaves_at=NOON + timedelta(seconds=10), message=MessageId(9), comment=77,
    )  # fmt: skip
    return replace(made, **changes)


def ack(text: str = "Спасибо!", state: MessageState = MessageState.SENT) -> Message:
    return Message(id=MessageId(3), purpose=Purpose.ACK, state=state, text=text)


def view(of: Case | None = None, **changes: Any) -> View:
    return replace(View(case=of or case(), links=LINKS, now=NOON), **changes)


def hostile(text: str) -> View:
    """Return a view with a stranger's text wherever there can be one."""
    customer = Customer("vk", 1001, text, text)
    member = Member(1, text)
    mine = draft(text=text, by=member, state=DraftState.FAILED, problem="vk-links")
    before = case(customer=customer, text=text, id=CaseId(4))
    told = ("CustomerSpoke", "NoteWritten", "DraftWritten", "Taken")
    story = tuple(Line(at=NOON, what=what, who=text, detail=text) for what in told * 20)
    return view(
        case(
            customer=customer, text=text, assignee=member, drafts=(mine,), ack_at=NOON,
            attachments=("photo", text) * 5, reply_due=NOON - timedelta(hours=3),
            promise_due=NOON - timedelta(hours=2), outcome_due=NOON - timedelta(hours=1),
            waiting_since=NOON - timedelta(hours=9), snoozed_until=NOON,
        ),
        ack=ack(text), earlier=(before,) * 3, story=story, managers={8: text},
    )  # fmt: skip


LATER = (NOON + timedelta(hours=3)).timestamp()
BODIES: dict[str, dict[str, Any]] = {
    "ShowHeard": {"comment": 12, "text": "T", "attachments": ("photo",)},
    "ShowEdit": {"before": "T", "after": "T", "asked": True},
    "ShowDeletion": {
        "text": "T",
        "by_customer": False,
        "asked": True,
        "by": 3,
        "by_name": "T",
        "managers": (8,),
    },
    "ShowResult": {"comment": 12, "text": "T"},
    "ShowSaid": {"purpose": "reply", "text": "T", "comment": 12},
    "ShowWouldSay": {"purpose": "ack", "text": "T", "situation": None},
    "ShowHistory": {},
    "Prompt": {"by": 1, "name": "T"},
    "AskSecond": {"about": "blocked", "by": 1, "name": "T", "managers": (8,)},
    "AskManager": {"manager": 8, "name": "T", "draft": 40},
    "TellAsker": {
        "asker": 1,
        "name": "T",
        "by": "T",
        "approved": False,
        "about": "reply",
        "reason": "T",
    },
    "AskReason": {"draft": 40, "asker": 1, "name": "T", "by": 2, "by_name": "T"},
    "TellManager": {"manager": 8, "text": "T", "by": 3, "by_name": "T"},
    "TellGift": {"what": "refused", "name": "T", "problem": "loyalty-refused", "message": 9},
    "Warn": {"timers": [*Timer]},
    "Remind": {"timers": ["reply", "limit"]},
    "ReturnToQueue": {"holder": 1, "name": "T"},
    "WakeUp": {"why": "customer"},
    "AskWhen": {
        "what": "promise",
        "by": 1,
        "name": "T",
        "options": [LATER] * 4,
        "unread": False,
    },
    "ShowPromise": {"due": LATER, "offer": "open", "again": True, "text": "T"},
    "PingManager": {"manager": 8, "asked_by": "T", "timers": ["limit", "reply"]},
    "PingByName": {"manager": 8, "asked_by": None, "timers": ["reply"]},
    "AskWhetherSent": {"message": 9, "purpose": "ack", "text": "T"},
    "TellRefused": {"message": 9, "purpose": "ack", "text": "T", "problem": "vk-links"},
    "AskWhose": {"comment": 13, "text": "T"},
    "OfferCorrection": {},
}


def body(what: str, text: str) -> dict[str, Any]:
    """Return the body of an effect with this text wherever it carries one."""
    return {name: text if value == "T" else value for name, value in BODIES[what].items()}
