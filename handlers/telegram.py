"""Telegram's updates → aiogram's routers, out of the inbox.

aiogram's own webhook answers before it has handled an update and loses it at a restart; here the
update is on disk first and is fed from there. Handlers get what they need as arguments; the cause
of what they tell the desk is the inbox row.
"""

from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.channels.telegram.roster import Roster
from bot.channels.telegram.sender import StaffChat
from bot.desk import Desk
from bot.intake import Malformed
from bot.store.engine import Store
from bot.voice import Voice
from handlers import buttons, commands, replies
from handlers.lists import Lists
from handlers.replies import Dates

UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]


class TelegramDoor:
    """Where Telegram's updates come in."""

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        store: Store,
        *,
        roster: Roster,
        staff: StaffChat,
        voice: Voice,
        dates: Dates,
        lists: Lists,
    ) -> None:
        self._bot = bot
        self._dispatcher = Dispatcher(
            desk=desk, store=store, roster=roster, staff=staff, voice=voice, lists=lists,
            dates=dates,
        )  # fmt: skip
        self._dispatcher.include_routers(commands.router(), buttons.router(), replies.router())

    def parse(self, body: str) -> Update:
        """Return the update. Raises Malformed, naming the field."""
        try:
            return Update.model_validate_json(body, context={"bot": self._bot})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise Malformed(f"{where or 'body'} {first['type']}") from None

    def lane(self, update: Update) -> str:
        """Return who acts: what one person does stays in order."""
        event: Any = next(
            (getattr(update, name) for name in UPDATES if getattr(update, name, None)), None
        )
        user = getattr(event, "from_user", None)
        return f"telegram:{user.id if user else 0}"

    async def enter(self, update: Update, cause: str) -> None:
        """Let the routers have it."""
        await self._dispatcher.feed_update(self._bot, update, cause=cause)
