"""A photo of the staff's on its way to VK: asked for a place, uploaded there, saved.

A community key may do that for private messages alone; for the wall VK answers error 27 whatever
rights it has [issue VKCOM/vk-api-schema#242], and an administrator's key is needed.
"""

import asyncio
import json
from typing import Any

import aiohttp

from bot.channels import Refused, TryLater
from bot.channels.vk.api import NoAnswer, NotSent, VkApi, VkError, translated

PATIENCE = aiohttp.ClientTimeout(total=8.0)
LARGEST_ANSWER = 65536
PREPARED_WITHIN = 15.0
"""Seconds for all of it: another replica waits so long before it takes a send for broken off."""
ASIDE = 10.0
"""Seconds before an upload that broke off is tried again; nothing was posted by it."""


async def for_wall(api: VkApi, group_id: int, photo: bytes) -> str:
    """Return a photo as an attachment of a comment. Raises a ChannelError."""
    return await _uploaded(
        api, photo, place="photos.getWallUploadServer", save="photos.saveWallPhoto",
        group_id=group_id,
    )  # fmt: skip


async def for_message(api: VkApi, peer: int, photo: bytes) -> str:
    """Return a photo as an attachment of a private message. Raises a ChannelError."""
    return await _uploaded(
        api, photo, place="photos.getMessagesUploadServer", save="photos.saveMessagesPhoto",
        peer_id=peer,
    )  # fmt: skip


async def _uploaded(api: VkApi, photo: bytes, *, place: str, save: str, **to: int) -> str:
    try:
        async with asyncio.timeout(PREPARED_WITHIN):
            return await _prepared(api, photo, place=place, save=save, to=to)
    except TimeoutError:
        raise TryLater("vk-away", after=ASIDE) from None


async def _prepared(api: VkApi, photo: bytes, *, place: str, save: str, to: dict[str, int]) -> str:
    try:
        server = await api.call(place, **to)
        told = await _sent(str(server["upload_url"]), photo)
        whose = {"group_id": to["group_id"]} if "group_id" in to else {}
        saved = await api.call(save, **told, **whose)
        one: dict[str, Any] = saved[0]
        key = f"_{one['access_key']}" if one.get("access_key") else ""
        return f"photo{int(one['owner_id'])}_{int(one['id'])}{key}"
    except (VkError, NotSent) as error:
        raise translated(error) from None
    except NoAnswer:  # at worst a photo is saved twice, which nobody sees
        raise TryLater("vk-away", after=ASIDE) from None
    except (KeyError, IndexError, TypeError, ValueError):
        raise Refused("vk-photo") from None


async def _sent(url: str, photo: bytes) -> dict[str, Any]:
    """Upload the bytes; return what is to be told when they are saved."""
    form = aiohttp.FormData()
    form.add_field("photo", photo, filename="photo.jpg", content_type="image/jpeg")
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.post(url, data=form, allow_redirects=False) as answer,
        ):
            told = json.loads(await answer.content.read(LARGEST_ANSWER))
    except (aiohttp.ClientError, TimeoutError):
        raise TryLater("vk-away", after=ASIDE) from None
    except ValueError:
        raise Refused("vk-photo") from None
    if not isinstance(told, dict) or told.get("photo") in ("", "[]", None):
        raise Refused("vk-photo")
    return {name: told[name] for name in ("server", "photo", "hash")}
