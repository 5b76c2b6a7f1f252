"""What staff write → drafts and notes.

In a topic made by a bot every message seems to reply to the bot: where nothing is replied to,
Telegram puts the topic's first message there [tdlib/telegram-bot-api: Client.cpp,
get_same_chat_reply_to_message_id]. Only a reply to another message than that is a reply; to
mistake a remark among colleagues for one would publish it.
"""

from dataclasses import dataclass
from datetime import datetime

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.types import Message

from bot.channels.telegram.plan import PRIVATE_LETTER
from bot.channels.telegram.roster import Roster
from bot.channels.telegram.sender import StaffChat
from bot.core import events, moments
from bot.core.case import ANONYMOUS, OF_THE_LIBRARY, CaseId, DraftId, Member, Planned, Role
from bot.core.hours import Hours
from bot.core.moments import MomentWords
from bot.core.shown import Shown
from bot.desk import Desk
from bot.relay.staff import moved
from bot.store import cases, shown
from bot.store.engine import Store
from bot.voice import Voice
from handlers.lists import said

DRAFTED_UNDER = ("card", "line", "heard", "prompt")
"""What staff answer with a draft."""
PREVIEW = "preview:"
ASKED_FOR_A_DATE = "when-"
ASKED_WHY = "why:"
FILES = (
    ContentType.PHOTO, ContentType.VIDEO, ContentType.DOCUMENT, ContentType.VOICE,
    ContentType.VIDEO_NOTE, ContentType.AUDIO, ContentType.ANIMATION, ContentType.STICKER,
)  # fmt: skip
SEEN = ("promise-read-back", "choose-the-date")
"""Answers that need no words: what they tell of appears in the topic."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What it takes to read a date that staff have typed."""

    hours: Hours
    words: MomentWords


def router() -> Router:
    """Return the router of what is written in the staff chat."""
    made = Router(name="replies")
    made.message.register(migrated, F.migrate_to_chat_id)
    made.message.register(written, F.text | F.caption | F.content_type.in_(FILES))
    made.edited_message.register(rewritten, F.text | F.caption | F.photo)
    return made


async def written(
    message: Message, cause: str, desk: Desk, store: Store, roster: Roster, staff: StaffChat,
    dates: Dates, voice: Voice,
) -> None:  # fmt: skip
    """Tell the desk of a draft or a note."""
    if message.chat.id != staff.id:
        return
    by = await author(message, roster)
    if by is None:
        return
    answered = await _answered(message, store)
    text = message.text or message.caption or ""
    if message.media_group_id and not text:
        return  # the rest of an album: one photo goes with a reply
    if answered is not None and answered.case is not None:
        event = meant(answered, message, text, by=by, dates=dates)
        answer = await desk.handle(answered.case, event, cause)
        if answer is not None and answer.what not in SEEN:  # there is no toast for who types
            await said(message.reply(voice.say(f"answer-{answer.what}", name=answer.name)))
        return
    case = await topic_case(message, store)
    if case is not None and text:
        await desk.handle(case, events.NoteWritten(by=by, text=text), cause)


def meant(
    answered: Shown, message: Message, text: str, *, by: Member, dates: Dates
) -> events.Event:
    """Return what an answer to a message of the bot says: a date, a reason, a draft."""
    if answered.what.startswith(ASKED_FOR_A_DATE) and by.id != ANONYMOUS:
        return dated(answered, text, by=by, at=message.date, dates=dates)
    if answered.what.startswith(ASKED_WHY) and answered.target is not None:
        return events.ReasonGiven(by=by, draft=DraftId(answered.target), text=text)
    of_library = answered.what.startswith(PREVIEW)
    return events.DraftWritten(
        by=by,
        draft=DraftId(message.message_id),
        text=text,
        target=None if of_library else answered.target,
        private=answered.what.startswith(f"heard:{PRIVATE_LETTER}"),
        photo=_photo(message),
        instead_of=DraftId(int(answered.what.removeprefix(PREVIEW))) if of_library else None,
    )


def _photo(message: Message) -> str | None:
    """Return the file of a photo; empty for what cannot be sent on, None where nothing hangs."""
    if message.photo:
        return message.photo[-1].file_id
    return "" if message.content_type in FILES else None


def dated(answered: Shown, text: str, *, by: Member, at: datetime, dates: Dates) -> events.Event:
    """Return what a typed date means; `at` is when it was typed."""
    what = Planned(answered.what.removeprefix(ASKED_FOR_A_DATE).partition(":")[0])
    due = moments.read(text, now=at, hours=dates.hours, words=dates.words)
    if due is None:
        return events.DateUnread(by=by, what=what, text=text)
    if what is Planned.PROMISE:
        return events.PromiseDated(by=by, due=due)
    return events.Snoozed(by=by, until=due)


async def rewritten(
    message: Message, cause: str, desk: Desk, store: Store, roster: Roster, staff: StaffChat,
    dates: Dates,
) -> None:  # fmt: skip
    """Tell the desk that the source of a draft has another text.

    An edit can overtake its message; then it is the draft, and what comes after it is nothing new.
    """
    by = await author(message, roster) if message.chat.id == staff.id else None
    if by is None:
        return
    draft = DraftId(message.message_id)
    text, photo = message.text or message.caption or "", _photo(message)
    async with store.read() as connection:
        case = await cases.of_draft(connection, draft)
    if case is not None:
        edited = events.DraftEdited(by=by, draft=draft, text=text, photo=photo)
        await desk.handle(case, edited, cause)
        return
    answered = await _answered(message, store)
    if answered is not None and answered.case is not None and by.may_speak:
        begun = meant(answered, message, text, by=by, dates=dates)
        if isinstance(begun, events.DraftWritten):
            await desk.handle(answered.case, begun, cause)


async def migrated(message: Message, store: Store, staff: StaffChat) -> None:
    """Follow the staff chat that became a supergroup."""
    if message.chat.id == staff.id and message.migrate_to_chat_id:
        await moved(store, staff, message.migrate_to_chat_id)


async def author(message: Message, roster: Roster) -> Member | None:
    """Return who wrote; an anonymous administrator has no id and can only note."""
    if message.sender_chat is not None and message.sender_chat.id != message.chat.id:
        return None  # a channel, which is nobody of the staff
    if message.sender_chat is not None:
        return Member(ANONYMOUS, message.author_signature or message.sender_chat.title or "")
    if message.from_user is None or message.from_user.is_bot:
        return None
    member = await roster.member(message.from_user)
    return None if member.role is Role.STRANGER else member


async def _answered(message: Message, store: Store) -> Shown | None:
    """Return what a message replies to, if an answer to it is a draft."""
    above = message.reply_to_message
    if above is None or above.forum_topic_created is not None:
        return None
    if message.is_topic_message and above.message_id == message.message_thread_id:
        return None
    async with store.read() as connection:
        found = await shown.by_message(connection, message.chat.id, above.message_id)
    return found if found is not None and _is_answered(found) else None


def _is_answered(found: Shown) -> bool:
    """Whether an answer to this message of the bot means something."""
    if found.what.startswith(PREVIEW):
        return int(found.what.removeprefix(PREVIEW)) > OF_THE_LIBRARY
    return found.what.startswith((*DRAFTED_UNDER, ASKED_FOR_A_DATE, ASKED_WHY))


async def topic_case(message: Message, store: Store) -> CaseId | None:
    """Return the case in whose topic a message stands."""
    if not message.is_topic_message or message.message_thread_id is None:
        return None
    async with store.read() as connection:
        return await shown.topic_case(connection, message.chat.id, message.message_thread_id)
