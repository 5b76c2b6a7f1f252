"""What can be seen in Telegram: the token, the staff chat, the bot's rights in it, the people.

Whether somebody can be written to in private is asked by `sendChatAction`: it leaves no message,
and is refused as a message would be, with 403 to those who never pressed Start or have blocked the
bot [core.telegram.org/method/messages.setTyping]. `getChat` is no answer: it succeeds for anybody
the bot has met in a group, also after a block.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNotFound
from aiogram.types import User, WebhookInfo
from pydantic import BaseModel

from bot.channels import ChannelError, Refused, TryLater
from bot.channels.telegram.roster import INSIDE
from bot.channels.telegram.sender import Moved, translated
from bot.clock import Clock
from bot.doctor.finding import Finding, ok, problem, warning
from bot.settings import Settings

Json = dict[str, Any]
PLACEHOLDER = -1
"""What stands in STAFF_CHAT until the bot has told the group's id."""
NO_CHAT = {
    "telegram-chat": "unknown",
    "telegram-refused": "unknown",
    "telegram-forbidden": "outside",
}
"""What a refusal to show the staff chat means."""
FRESH = timedelta(hours=1)
"""How long a webhook's last error is news: Telegram tells it long after it was mended."""


@dataclass(frozen=True, slots=True)
class Group:
    """The staff chat as it is; `standing` is the bot's own membership."""

    id: int
    forum: bool
    standing: Json


async def examine(bot: Bot, settings: Settings, now: Clock) -> AsyncIterator[Finding]:
    """Look at everything in Telegram, in the order in which it is mended."""
    me = await translated(_me(bot))
    yield ok("telegram.token", name=f"@{me.username}")
    group, found = await _staff_chat(bot, settings.staff_chat, me)
    yield found
    for one in _standing(group, me) if group else ():
        yield one
    yield _webhook(await translated(bot.get_webhook_info()), settings, now)
    for one in await _people(bot, settings, group, me):
        yield one


def failure(error: Exception) -> Finding:
    """Say why no more could be looked at."""
    match error:
        case ChannelError(problem="telegram-token"):
            return problem("telegram.token", "refused")
        case ChannelError(problem="telegram-busy"):
            return problem("telegram.server", "busy")
        case ChannelError() | TimeoutError():
            return problem("telegram.server", "away")
    return problem("telegram.server", "odd", why=type(error).__name__)


async def _me(bot: Bot) -> User:
    try:
        return await bot.get_me()
    except TelegramNotFound:  # what the cloud answers to what does not even look like a token
        raise TryLater("telegram-token", after=0) from None


# The group


async def _staff_chat(bot: Bot, id: int, me: User) -> tuple[Group | None, Finding]:
    if id == PLACEHOLDER:
        return None, problem("telegram.chat", "placeholder", name=f"@{me.username}")
    values = {"id": str(id), "name": f"@{me.username}"}
    try:
        chat = await translated(_plain(bot.get_chat(id)))
        standing = await _member(bot, id, me.id)
    except Moved as moved:
        group, found = await _staff_chat(bot, moved.chat, me)
        new = {"old": str(id), "new": str(moved.chat)}
        return group, warning("telegram.chat", "moved", **new) if group else found
    except ChannelError as error:
        if error.problem not in NO_CHAT:
            raise
        return None, problem("telegram.chat", NO_CHAT[error.problem], **values)
    if chat["type"] not in ("group", "supergroup"):
        return None, problem("telegram.chat", "channel", **values)
    if not _inside(standing):
        return None, problem("telegram.chat", "outside", **values)
    group = Group(int(chat["id"]), bool(chat.get("is_forum")), standing)
    return group, ok("telegram.chat", title=str(chat.get("title") or id))


def _standing(group: Group, me: User) -> Iterator[Finding]:
    """Say what the bot can do in the group and what it sees there."""
    name = f"@{me.username}"
    yield ok("telegram.forum") if group.forum else warning("telegram.forum", "off")
    if group.standing["status"] == "administrator":
        yield ok("telegram.admin")
        if group.forum and group.standing.get("can_manage_topics"):
            yield ok("telegram.topics")
        elif group.forum:
            yield problem("telegram.topics", "missing", name=name)
        return
    if group.forum:
        yield problem("telegram.admin", "needed", name=name)
    else:
        yield warning("telegram.admin", "missing", name=name)
    if me.can_read_all_group_messages:
        yield ok("telegram.privacy")
    else:
        yield warning("telegram.privacy", "on", name=name)


# The webhook


def _webhook(hook: WebhookInfo, settings: Settings, now: Clock) -> Finding:
    own = f"{settings.public_url}/telegram/webhook" if settings.public_url else ""
    place = urlsplit(hook.url).netloc.rpartition("@")[2]  # the rest may hold somebody's token
    if hook.url != own:
        if not hook.url:
            return ok("telegram.webhook", "unset")
        return warning("telegram.webhook", "foreign" if own else "taken", place=place)
    if not own:
        return ok("telegram.webhook", "polled")
    if hook.last_error_date and now() - hook.last_error_date < FRESH:
        why = _without(settings.secrets, hook.last_error_message or "")
        waiting = str(hook.pending_update_count)
        return warning("telegram.webhook", "failing", why=why, waiting=waiting, url=own)
    return ok("telegram.webhook", url=own)


def _without(secrets: tuple[str, ...], text: str) -> str:
    for secret in secrets:
        text = text.replace(secret, "***")
    return text[:200]


# The people


async def _people(bot: Bot, settings: Settings, group: Group | None, me: User) -> list[Finding]:
    managers, owners = settings.managers, settings.owners
    ids = tuple(dict.fromkeys((*managers, *owners)))
    standings = await asyncio.gather(*(_member(bot, group.id, id) for id in ids)) if group else ()
    known = dict(zip(ids, standings, strict=False))
    reached = await asyncio.gather(*(_reached(bot, id) for id in managers))
    names = {id: _name(id, known.get(id, {})) for id in ids}
    far = [names[id] for id, one in zip(managers, reached, strict=True) if not one]
    near = [names[id] for id, one in zip(managers, reached, strict=True) if one]
    strangers = [names[id] for id, standing in known.items() if not _inside(standing)]
    return list(_told(near, far, strangers, f"{me.username}"))


def _told(near: list[str], far: list[str], strangers: list[str], bot: str) -> Iterator[Finding]:
    if near:
        yield ok("telegram.managers", names=", ".join(near))
    for who in far:
        yield warning("telegram.managers", "far", who=who, bot=bot)
    if not near and not far:
        yield warning("telegram.managers", "none")
    for who in strangers:
        yield warning("telegram.members", "outside", who=who)


def _name(id: int, standing: Json) -> str:
    user = standing.get("user") or {}
    parts = (user.get("first_name"), user.get("last_name"))
    name = " ".join(part for part in parts if part)
    return f"{name} ({id})" if name else str(id)


async def _reached(bot: Bot, id: int) -> bool:
    try:
        return await translated(bot.send_chat_action(id, "typing"))
    except Refused:
        return False
    except TryLater as error:
        if error.problem != "telegram-chat":
            raise
        return False


async def _member(bot: Bot, chat: int, id: int) -> Json:
    """Return somebody's membership; nothing of somebody the chat has never seen."""
    try:
        return await translated(_plain(bot.get_chat_member(chat, id)))
    except Refused as error:
        if error.problem != "telegram-refused":
            raise
        return {}


def _inside(standing: Json) -> bool:
    status = standing.get("status")
    return status in INSIDE or (status == "restricted" and bool(standing.get("is_member")))


async def _plain(call: Awaitable[BaseModel]) -> Json:
    """Return an answer's fields, also where the server is of another version than aiogram."""
    try:
        return (await call).model_dump()
    except ClientDecodeError as error:
        result = error.data.get("result") if isinstance(error.data, dict) else None
        if not isinstance(result, dict):
            raise
        return result
