"""Commands, and what the bot says in a chat that nobody has configured."""

import logging
from collections.abc import Awaitable

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandStart
from aiogram.filters.chat_member_updated import JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message

from bot.channels import ChannelError, TryLater
from bot.channels.telegram.roster import Roster
from bot.channels.telegram.sender import StaffChat, translated
from bot.voice import Voice

log = logging.getLogger(__name__)
PASSING = ("telegram-busy", "telegram-away", "telegram-token")


def router() -> Router:
    """Return the router of commands and of memberships."""
    made = Router(name="commands")
    made.message.register(id_, Command("id"))
    made.message.register(start, CommandStart())
    made.message.register(help_, Command("help"))
    made.my_chat_member.register(greet, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    made.chat_member.register(member_changed)
    return made


async def id_(message: Message, voice: Voice) -> None:
    """Tell the chat's id and the user's."""
    user = str(message.from_user.id) if message.from_user else "—"
    await _said(message.reply(voice.say("your-ids", chat=str(message.chat.id), user=user)))


async def start(message: Message, roster: Roster, voice: Voice) -> None:
    """Tell a manager that pings will arrive, and anybody else what this is."""
    if message.chat.type != ChatType.PRIVATE or message.from_user is None:
        return
    manager = roster.is_manager(message.from_user.id)
    key = "start-manager" if manager else "start-other"
    text = voice.say(
        key, name=message.from_user.first_name, user=str(message.from_user.id), brand=voice.brand
    )
    await _said(message.answer(text))


async def help_(message: Message, voice: Voice, staff: StaffChat) -> None:
    """Say how to work with the cards."""
    if message.chat.id == staff.id or message.chat.type == ChatType.PRIVATE:
        await _said(message.answer(voice.say("help"), parse_mode="HTML"))


async def greet(update: ChatMemberUpdated, voice: Voice, staff: StaffChat) -> None:
    """Say once, in a chat that is not configured, which id to put where."""
    groups = (ChatType.GROUP, ChatType.SUPERGROUP)
    if update.chat.type not in groups or update.chat.id == staff.id:
        return
    if update.bot is not None:
        text = voice.say("greeting", chat=str(update.chat.id))
        await _said(update.bot.send_message(update.chat.id, text))


async def _said(call: Awaitable[Message]) -> None:
    """Say something to somebody who may be a stranger: what a chat refuses is no trouble of ours.

    Raises TryLater alone, and that only where Telegram asks for patience or is away.
    """
    try:
        await translated(call)
    except TryLater as error:
        if error.problem in PASSING:
            raise
        log.info("not-said problem=%s", error.problem)
    except ChannelError as error:
        log.info("not-said problem=%s", error.problem)


async def member_changed(update: ChatMemberUpdated, roster: Roster, staff: StaffChat) -> None:
    """Learn at once who joined or left the staff chat."""
    if update.chat.id == staff.id:
        roster.learn(update.new_chat_member)
