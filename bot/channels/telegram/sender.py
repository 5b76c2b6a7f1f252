"""Carries out actions in the staff chat and in managers' private chats.

The one place where Telegram's errors become ours. What Telegram says about things that are not
there any more becomes `Lost`: staff delete topics and cards by hand, and no update tells of it
[core.telegram.org/bots/api].
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from aiohttp import ClientError, ClientResponseError

from bot.channels import ChannelError, Refused, TryLater
from bot.channels.telegram.keyboard import Rows
from bot.channels.telegram.plan import (
    CLOSED,
    OPEN,
    Action,
    CreateTopic,
    Edit,
    Send,
    SetTopic,
    digest,
)
from bot.channels.telegram.view import Drawn
from bot.core.shown import Shown

T = TypeVar("T")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
FETCHED_WITHIN = 6.0
"""Seconds for a photo on its way from Telegram."""
SUPERGROUP = "-100"
"""How ids of supergroups begin [core.telegram.org/bots/api: dialog ids]."""
AWAY = 5.0
"""Seconds before Telegram is tried again after it gave no proper answer."""


class Lost(ChannelError):
    """The topic or message is not there any more; `what` is `topic` or `message`."""

    def __init__(self, what: str) -> None:
        super().__init__("telegram-lost")
        self.what = what


class Moved(ChannelError):
    """The group became a supergroup and has another id."""

    def __init__(self, chat: int) -> None:
        super().__init__("telegram-moved")
        self.chat = chat


@dataclass(slots=True)
class StaffChat:
    """The staff chat: its id changes when it becomes a supergroup, its topics can be switched."""

    id: int
    forum: bool = True

    def link(self, thread: int) -> str:
        """Return a link to a topic or message, for those who are in the chat.

        Empty in a small group: only the messages of supergroups have links.
        """
        inner = str(self.id).removeprefix(SUPERGROUP)
        return "" if inner == str(self.id) else f"https://t.me/c/{inner}/{thread}"


class Sender:
    """What the bot does in Telegram."""

    def __init__(self, bot: Bot, chat: StaffChat) -> None:
        self.bot = bot
        self.chat = chat

    async def perform(self, action: Action, *, chat: int) -> Shown | None:
        """Carry an action out; return what it left to be remembered. Raises a ChannelError."""
        match action:
            case CreateTopic():
                topic = await translated(self.bot.create_forum_topic(chat, action.name))
                thread = topic.message_thread_id
                return Shown(
                    what=action.what, chat=chat, message=thread, digest=OPEN, case=action.case
                )
            case SetTopic():
                await self._set_topic(action, chat)
                return replace(action.topic, digest=OPEN if action.open else CLOSED)
            case Send():
                message = await self._send(action.drawn, chat=chat, thread=action.thread)
                if action.what is None:
                    return None
                return Shown(
                    what=action.what,
                    chat=chat,
                    message=message.message_id,
                    thread=action.thread,
                    digest=digest(action.drawn),
                    target=action.target,
                    case=action.case,
                )
            case Edit():
                try:
                    await self._edit(action)
                except Refused:
                    if action.shown.chat == self.chat.id:
                        raise  # a manager who has left the bot reads no edit
                return replace(action.shown, digest=digest(action.drawn))

    async def look(self) -> None:
        """Learn whether the staff chat is a forum at the moment. Raises a ChannelError."""
        found = await translated(self.bot.get_chat(self.chat.id))
        self.chat.forum = bool(found.is_forum)

    async def photo(self, file: str) -> bytes:
        """Return a photo that a member of the staff sent. Raises a ChannelError.

        The Bot API gives out files of up to 20 MB [core.telegram.org/bots/api: getFile].
        """
        try:
            async with asyncio.timeout(FETCHED_WITHIN):
                content = await translated(self.bot.download(file))
        except ClientResponseError:
            raise Refused("telegram-photo") from None
        except (TryLater, ClientError, TimeoutError):
            raise TryLater("telegram-slow", after=AWAY) from None
        except ChannelError:
            raise Refused("telegram-photo") from None
        if content is None:
            raise Refused("telegram-photo")
        return content.read()

    async def _set_topic(self, action: SetTopic, chat: int) -> None:
        change = self.bot.reopen_forum_topic if action.open else self.bot.close_forum_topic
        try:
            await translated(change(chat, action.topic.message))
        except Unchanged:
            return

    async def _send(self, drawn: Drawn, *, chat: int, thread: int | None) -> Message:
        reply = None
        if drawn.reply_to is not None:
            reply = ReplyParameters(message_id=drawn.reply_to, allow_sending_without_reply=True)
        markup: ForceReply | InlineKeyboardMarkup | None = keyboard(drawn.buttons)
        if drawn.force_reply:
            markup = ForceReply(force_reply=True, selective=True)

        def send(text: str, parse_mode: str | None) -> Awaitable[Message]:
            return self.bot.send_message(
                chat,
                text,
                message_thread_id=thread,
                parse_mode=parse_mode,
                reply_parameters=reply,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
                disable_notification=drawn.silent or None,
            )

        try:
            return await translated(send(drawn.text, "HTML"))
        except BadMarkup:
            return await translated(send(drawn.text, None))

    async def _edit(self, action: Edit) -> None:
        def edit(parse_mode: str | None) -> Awaitable[Message | bool]:
            return self.bot.edit_message_text(
                action.drawn.text,
                chat_id=action.shown.chat,
                message_id=action.shown.message,
                parse_mode=parse_mode,
                reply_markup=keyboard(action.drawn.buttons),
                link_preview_options=NO_PREVIEW,
            )

        try:
            try:
                await translated(edit("HTML"))
            except BadMarkup:
                await translated(edit(None))
        except Unchanged:
            return


class Unchanged(ChannelError):
    """It is already so."""


class BadMarkup(ChannelError):
    """Telegram cannot parse the text's entities."""


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Return the buttons as Telegram takes them; None for none."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text=one.text,
                    callback_data=one.data or None,
                    url=one.url or None,
                    copy_text=CopyTextButton(text=one.copy) if one.copy else None,
                )
                for one in row
            ]
            for row in rows
        ]
    )


async def translated(call: Awaitable[T]) -> T:
    """Return the answer to a call, or raise what its caller should do."""
    try:
        return await call
    except TelegramRetryAfter as error:
        raise TryLater("telegram-busy", after=float(error.retry_after)) from None
    except TelegramMigrateToChat as error:
        raise Moved(error.migrate_to_chat_id) from None
    except TelegramForbiddenError:
        raise Refused("telegram-forbidden") from None
    except TelegramUnauthorizedError:
        raise TryLater("telegram-token", after=60) from None
    except TelegramBadRequest as error:
        raise _bad_request(error.message.lower()) from None
    except (TelegramServerError, TelegramNetworkError, ClientDecodeError):
        raise TryLater("telegram-away", after=AWAY) from None
    except TelegramAPIError:
        raise TryLater("telegram-away", after=AWAY) from None


WORDS: tuple[tuple[str, Callable[[], ChannelError]], ...] = (
    ("message is not modified", lambda: Unchanged("unchanged")),
    ("topic_not_modified", lambda: Unchanged("unchanged")),
    ("message thread not found", lambda: Lost("topic")),
    ("topic_deleted", lambda: Lost("topic")),
    ("topic_id_invalid", lambda: Lost("topic")),
    ("message to edit not found", lambda: Lost("message")),
    ("message_id_invalid", lambda: Lost("message")),
    ("message can't be edited", lambda: Lost("message")),
    ("can't parse entities", lambda: BadMarkup("telegram-markup")),
    ("not enough rights", lambda: TryLater("telegram-rights", after=60)),
    ("chat not found", lambda: TryLater("telegram-chat", after=60)),
    ("not a forum", lambda: Lost("forum")),
)


def _bad_request(said: str) -> ChannelError:
    return next((make() for words, make in WORDS if words in said), Refused("telegram-refused"))
