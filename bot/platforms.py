"""How the program stands with the platforms: told where to send, and looked after.

Connecting is tried again until it works; a minute's tick looks whether it still holds (VK switches
a callback server off that failed too often) and mends it. What is wrong is for `/readyz`.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Protocol

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from aiogram.types import BotCommand, ChatFullInfo

from bot.channels import ChannelError
from bot.channels.telegram.sender import StaffChat, translated
from bot.channels.vk import setup
from bot.channels.vk.api import NoAnswer, NotSent, VkError
from bot.channels.vk.community import VkCommunity

log = logging.getLogger(__name__)
FAILURES = (
    ChannelError,
    TelegramAPIError,
    VkError,
    NotSent,
    NoAnswer,
    KeyError,
    ValueError,
    TypeError,
)
LONGEST_PAUSE = 60.0
CONNECTIONS = 40
COMMANDS = ("queue", "mine", "find", "note", "away", "back", "help", "id")
"""What Telegram offers when somebody types a slash."""


class Platform(Protocol):
    name: str

    async def connect(self) -> None:
        """Tell the platform where to send."""

    async def look(self) -> str | None:
        """Return what is wrong, if anything."""


class Platforms:
    """All platforms, and what is wrong with them by name."""

    def __init__(self, platforms: Sequence[Platform]) -> None:
        self._platforms = platforms
        self._connected: set[str] = set()
        self.troubles: dict[str, str] = {one.name: "not-connected-yet" for one in platforms}

    async def connect(self) -> None:
        """Connect to each, trying again until it works."""
        async with asyncio.TaskGroup() as tasks:
            for platform in self._platforms:
                tasks.create_task(self._connect(platform))

    async def look(self) -> None:
        """Look whether all is still well, and connect again where it is not."""
        for platform in self._platforms:
            if platform.name not in self._connected:
                continue
            await self._look(platform)

    def confirmation(self) -> str:
        """Return the string VK expects; empty where there is none."""
        found = (one.confirmation for one in self._platforms if isinstance(one, VkPlatform))
        return next(found, "")

    async def _connect(self, platform: Platform) -> None:
        pause = 1.0
        while True:
            try:
                await platform.connect()
            except FAILURES as error:
                self.troubles[platform.name] = _said(error)
                log.error("not-connected platform=%s error=%s", platform.name, _said(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self.troubles.pop(platform.name, None)
                self._connected.add(platform.name)
                log.info("connected platform=%s", platform.name)
                return

    async def _look(self, platform: Platform) -> None:
        try:
            trouble = await platform.look()
            if trouble:
                log.warning("mending platform=%s trouble=%s", platform.name, trouble)
                await platform.connect()
        except FAILURES as error:
            trouble = _said(error)
        if trouble:
            self.troubles[platform.name] = trouble
        else:
            self.troubles.pop(platform.name, None)


class TelegramPlatform:
    """The staff group's side: the webhook, whether the chat is a forum, the list of commands."""

    name = "telegram"

    def __init__(
        self, bot: Bot, chat: StaffChat, *, updates: list[str], secret: str, url: str | None
    ) -> None:
        self._bot = bot
        self._chat = chat
        self._updates = updates
        self._secret = secret
        self._url = url

    async def connect(self) -> None:
        """Set or take away the webhook, and learn what the staff chat is."""
        if self._url is None:
            await translated(self._bot.delete_webhook())
        else:
            await translated(
                self._bot.set_webhook(
                    self._url,
                    secret_token=self._secret,
                    allowed_updates=self._updates,
                    max_connections=CONNECTIONS,
                )
            )
        await self._learn()
        commands = [BotCommand(command=name, description=name) for name in COMMANDS]
        try:
            await translated(self._bot.set_my_commands(commands))
        except ChannelError as error:  # a menu is no reason not to work
            log.warning("no-menu problem=%s", error.problem)

    async def look(self) -> str | None:
        """Return what is wrong with the webhook, if anything."""
        await self._learn()
        found = await translated(self._bot.get_webhook_info())
        return None if found.url == (self._url or "") else "telegram-webhook-lost"

    async def _learn(self) -> None:
        found = await translated(self._seen())
        if found is not None:
            self._chat.forum = bool(found.is_forum)

    async def _seen(self) -> ChatFullInfo | None:
        try:
            return await self._bot.get_chat(self._chat.id)
        except ClientDecodeError:  # a server of another version: what is believed so far stays
            return None


class VkPlatform:
    """The community's side: the callback server and the string that confirms it."""

    name = "vk"

    def __init__(
        self, community: VkCommunity, *, secret: str, url: str | None, by_hand: str
    ) -> None:
        self._community = community
        self._api = community.api
        self._group_id = community.group_id
        self._secret = secret
        self._url = url
        self.confirmation = by_hand

    async def connect(self) -> None:
        """Register the callback server; the long poll prepares itself."""
        await self._community.learn_name()
        if self._url is None:
            await setup.rights(self._api)
            return
        self.confirmation = await setup.confirmation(self._api, self._group_id)
        await setup.register(self._api, self._group_id, url=self._url, secret=self._secret)

    async def look(self) -> str | None:
        """Return what VK says is wrong with the callback server, if anything."""
        if self._url is None:
            await setup.rights(self._api)
            return None
        found = await setup.status(self._api, self._group_id, self._url)
        return None if found in ("ok", "wait") else f"vk-callback-{found}"


def _said(error: Exception) -> str:
    if isinstance(error, ChannelError):
        return error.problem
    return f"vk-error-{error.code}" if isinstance(error, VkError) else type(error).__name__
