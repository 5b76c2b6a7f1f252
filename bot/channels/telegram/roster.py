"""Who is of the staff: whoever is a member of the staff chat, at the moment of the press.

Membership is asked once and kept for ten minutes; a `chat_member` update refreshes it at once. A
name, a forged button or a forwarded card proves nothing.
"""

from collections.abc import Callable, Collection
from typing import Any

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError
from aiogram.types import ChatMemberRestricted, ChatMemberUnion, User

from bot.channels import Refused
from bot.channels.telegram.sender import StaffChat, translated
from bot.core.case import Member, Role

INSIDE = ("creator", "administrator", "member")
KEPT = 600.0
"""Seconds for which an answer of Telegram's is believed."""


class Roster:
    """The members of the staff chat and their roles."""

    def __init__(
        self,
        bot: Bot,
        chat: StaffChat,
        *,
        managers: Collection[int],
        owners: Collection[int],
        timer: Callable[[], float],
    ) -> None:
        self._bot = bot
        self._chat = chat
        self._managers = frozenset(managers)
        self._owners = frozenset(owners)
        self._timer = timer
        self._known: dict[int, tuple[float, bool]] = {}
        self.names: dict[int, str] = {}
        """First names by user id, of everybody who was seen."""

    async def member(self, user: User) -> Member:
        """Return who this is; a stranger where Telegram does not know them in the staff chat."""
        self.names[user.id] = user.first_name
        known = self._known.get(user.id)
        if known is None or self._timer() - known[0] > KEPT:
            await self._ask(user.id)
        return Member(user.id, user.first_name, self._role(user.id))

    async def _ask(self, id: int) -> None:
        try:
            inside = await translated(self._is_inside(id))
        except Refused:  # a user the chat has never seen
            inside = False
        self._known[id] = (self._timer(), inside)

    async def _is_inside(self, id: int) -> bool:
        try:
            return is_inside(await self._bot.get_chat_member(self._chat.id, id))
        except ClientDecodeError as error:  # a server of another version: the status is enough
            status = status_of(error.data)
            if not status:
                raise
            return status in INSIDE

    def is_manager(self, id: int) -> bool:
        """Return whether overdue pings go to this user."""
        return id in self._managers

    def learn(self, found: ChatMemberUnion) -> None:
        """Take over what Telegram says about somebody's membership."""
        self._known[found.user.id] = (self._timer(), is_inside(found))

    def _role(self, id: int) -> Role:
        if not self._known[id][1]:
            return Role.STRANGER
        if id in self._managers:
            return Role.MANAGER
        return Role.OWNER if id in self._owners else Role.STAFF


def is_inside(found: ChatMemberUnion) -> bool:
    """Return whether somebody of this status is in the chat."""
    return found.status in INSIDE or (isinstance(found, ChatMemberRestricted) and found.is_member)


def status_of(answer: Any) -> str:
    """Return the status that an answer of `getChatMember` names; empty where it names none."""
    result = answer.get("result") if isinstance(answer, dict) else None
    return str(result.get("status", "")) if isinstance(result, dict) else ""
