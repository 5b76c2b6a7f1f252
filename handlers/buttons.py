"""Presses → facts.

The data of a press comes from a client and proves nothing: it counts only from a member of the
staff chat, in the staff chat or in their own private chat with the bot.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from aiogram import Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.channels.telegram.keyboard import Action, Press
from bot.channels.telegram.roster import Roster
from bot.channels.telegram.second import THE_GIFT
from bot.channels.telegram.sender import StaffChat, keyboard
from bot.core import events
from bot.core.case import (
    CaseId,
    Detail,
    DraftId,
    Member,
    Menu,
    MessageId,
    Outcome,
    Planned,
    Role,
)
from bot.core.effects import Answer
from bot.core.events import Event
from bot.core.sorting import Kind
from bot.desk import Desk
from bot.voice import Voice
from handlers.lists import Lists, said

log = logging.getLogger(__name__)
MENUS = {
    Action.MORE: Menu.MORE,
    Action.KIND: Menu.KIND,
    Action.RESOLVE: Menu.OUTCOME,
    Action.DM: Menu.DETAIL,
    Action.TEXTS: Menu.TEXTS,
    Action.COMPENSATE: Menu.GIFTS,
}


def router() -> Router:
    """Return the router of presses."""
    made = Router(name="buttons")
    made.callback_query.register(turned, IsList())
    made.callback_query.register(pressed)
    return made


class IsList(Filter):
    """Lets presses on a list of cases through, with what was pressed."""

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        press = Press.parse(query.data or "")
        listed = press is not None and press.action in (Action.QUEUE, Action.MINE)
        return {"press": press} if listed else False


async def turned(
    query: CallbackQuery, press: Press, roster: Roster, staff: StaffChat, lists: Lists, voice: Voice
) -> None:
    """Turn a list of cases to another page."""
    member = await roster.member(query.from_user)
    text = None
    if member.role is Role.STRANGER:
        text = voice.say("answer-staff-only")
    elif isinstance(query.message, Message) and query.message.chat.id in (staff.id, member.id):
        drawn = await lists.page(press.action, press.number or 0, of=member.id)
        markup = keyboard(drawn.buttons)
        await said(query.message.edit_text(drawn.text, parse_mode="HTML", reply_markup=markup))
    with suppress(TelegramAPIError):
        await query.answer(text)


async def pressed(
    query: CallbackQuery, cause: str, desk: Desk, roster: Roster, staff: StaffChat, voice: Voice
) -> None:
    """Tell the desk what was pressed, and answer the press."""
    answer = await _handed_in(query, cause, desk, roster=roster, staff=staff)
    text = voice.say(f"answer-{answer.what}", name=answer.name) if answer else None
    try:
        await query.answer(text)
    except TelegramAPIError as error:  # too old by now, or Telegram is away: nothing is lost
        log.info("not-answered error=%s", type(error).__name__)


async def _handed_in(
    query: CallbackQuery, cause: str, desk: Desk, *, roster: Roster, staff: StaffChat
) -> Answer | None:
    press = Press.parse(query.data or "")
    chat = query.message.chat.id if query.message else None
    if chat not in (staff.id, query.from_user.id):
        return Answer(what="not-here")
    member = await roster.member(query.from_user)
    if member.role is Role.STRANGER:
        return Answer(what="staff-only")
    event = fact(press, member) if press else None
    if press is None or event is None:
        return Answer(what="unknown-button")
    return await desk.handle(CaseId(press.case), event, cause)


def fact(press: Press, by: Member) -> Event | None:
    """Return what a press says; None where its argument is none the bot wrote."""
    simple: dict[Action, Callable[..., Event]] = {
        Action.TAKE: events.Taken,
        Action.RELEASE: events.Released,
        Action.REPLY: events.ReplyAsked,
        Action.ESCALATE: events.EscalationAsked,
        Action.HISTORY: events.HistoryAsked,
        Action.REOPEN: events.Reopened,
        Action.ACKNOWLEDGE: events.AcknowledgementOrdered,
        Action.APPROVE: events.CorrectionApproved,
        Action.REJECT: events.CorrectionRejected,
    }
    if press.action in simple and not press.argument:
        return simple[press.action](by=by)
    if press.action in (Action.PROMISE, Action.SNOOZE):
        return _dated(press, by)
    if press.action in MENUS and not press.argument:
        return events.MenuOpened(by=by, menu=MENUS[press.action])
    return _chosen(press, by) or _with_number(press, by)


def _dated(press: Press, by: Member) -> Event | None:
    """Return what a press about a date says: it is asked for, chosen, confirmed or dropped."""
    if not press.argument:
        return events.DateAsked(by=by, what=Planned(press.action))
    letter, at = press.moment or ("?", None)
    if at is None:
        return None
    if press.action is Action.SNOOZE:
        return events.Snoozed(by=by, until=at) if not letter else None
    if not letter:
        return events.PromiseDated(by=by, due=at)
    kind = events.PromiseGiven if letter == "y" else events.PromiseDropped
    return kind(by=by, due=at)


def _chosen(press: Press, by: Member) -> Event | None:
    """Return what a choice from a menu says."""
    argument = press.argument
    match press.action:
        case Action.KIND if argument in Kind.__members__.values():
            return events.KindCorrected(by=by, kind=Kind(argument))
        case Action.OUTCOME if argument in Outcome.__members__.values():
            return events.Resolved(by=by, outcome=Outcome(argument))
        case Action.DM if argument in Detail.__members__.values():
            return events.Invited(by=by, detail=Detail(argument))
        case Action.TEXTS:
            return events.TextChosen(by=by, key=argument)
        case Action.COMPENSATE:
            return events.GiftChosen(by=by, key=argument)
        case Action.APPROVE if argument.startswith(THE_GIFT):
            return events.GiftApproved(by=by, key=argument.removeprefix(THE_GIFT))
        case Action.REJECT if argument.startswith(THE_GIFT):
            return events.GiftRejected(by=by, key=argument.removeprefix(THE_GIFT))
        case Action.APPROVE | Action.REJECT if (seen := press.seen) is not None:
            kind = events.Approved if press.action is Action.APPROVE else events.Rejected
            return kind(by=by, draft=DraftId(seen[0]), seen=seen[1])
        case Action.POSTED if (comment := press.comment) is not None:
            return events.ColleagueConfirmed(by=by, comment=comment)
    return None


def _with_number(press: Press, by: Member) -> Event | None:
    """Return what a press about a draft or a message says."""
    number = press.number
    drafts: dict[Action, Callable[..., Event]] = {
        Action.APPROVE: events.Approved,
        Action.REJECT: events.Rejected,
        Action.KEEP: events.ReplyKept,
        Action.PRIVATE: partial(events.Published, private=True),
        Action.PUBLISH: events.Published,
        Action.DISCARD: events.Discarded,
        Action.UNDO: events.Undone,
    }
    messages: dict[Action, Callable[..., Event]] = {
        Action.RETRY: events.RetryOrdered,
        Action.POSTED: events.PostedByHand,
    }
    if press.action in drafts and number is not None:
        return drafts[press.action](by=by, draft=DraftId(number))
    if press.action in messages and number is not None:
        return messages[press.action](by=by, message=MessageId(number))
    return None
