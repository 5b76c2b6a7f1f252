"""What VK is asked to keep for the bot: a callback server, or long poll.

Idempotent: the server is found by its URL and edited, and added only where there is none, as
`groups.addCallbackServer` twice makes two servers, each with its own event ids.
"""

from typing import Any

from bot.channels.vk.api import VERSION, VkApi

TITLE = "Otklik"
"""At most 14 characters, or VK refuses it."""
EVENTS = (
    "wall_reply_new",
    "wall_reply_edit",
    "wall_reply_restore",
    "wall_reply_delete",
    "message_new",
    "message_reply",
    "message_edit",
)
LONGEST_SECRET = 50


async def confirmation(api: VkApi, group_id: int) -> str:
    """Return the string that VK expects from the servers registered by its API."""
    answer = await api.call("groups.getCallbackConfirmationCode", group_id=group_id)
    return str(answer["code"])


async def register(api: VkApi, group_id: int, *, url: str, secret: str) -> int:
    """Make VK deliver the events the bot needs to `url`; return the server's id."""
    server = await _server(api, group_id, url)
    known = {"group_id": group_id, "url": url, "title": TITLE, "secret_key": secret}
    if server is None:
        answer = await api.call("groups.addCallbackServer", **known)
        server = int(answer["server_id"])
    else:
        await api.call("groups.editCallbackServer", server_id=server, **known)
    await api.call(
        "groups.setCallbackSettings",
        group_id=group_id,
        server_id=server,
        api_version=VERSION,
        **dict.fromkeys(EVENTS, 1),
    )
    return server


async def status(api: VkApi, group_id: int, url: str) -> str:
    """Return how VK says the server does: `ok`, `wait`, `failed`, `unconfigured`; or `absent`."""
    servers = await _servers(api, group_id)
    return next((str(one["status"]) for one in servers if one["url"] == url), "absent")


async def enable_long_poll(api: VkApi, group_id: int) -> None:
    """Switch long poll on, with the events the bot needs."""
    await api.call(
        "groups.setLongPollSettings",
        group_id=group_id,
        enabled=1,
        api_version=VERSION,
        **dict.fromkeys(EVENTS, 1),
    )


async def long_poll_server(api: VkApi, group_id: int) -> dict[str, str]:
    """Return `server`, `key` and `ts`, as strings."""
    answer = await api.call("groups.getLongPollServer", group_id=group_id)
    return {name: str(answer[name]) for name in ("server", "key", "ts")}


async def rights(api: VkApi) -> frozenset[str]:
    """Return what the community key may touch, by VK's names.

    The schema calls the list `permissions`, the page of the method `settings`
    [VKCOM/vk-api-schema: groups/responses.json; dev.vk.com/method/groups.getTokenPermissions].
    """
    answer = await api.call("groups.getTokenPermissions")
    listed = answer.get("permissions") or answer.get("settings") or ()
    return frozenset(str(one["name"]) for one in listed)


async def _server(api: VkApi, group_id: int, url: str) -> int | None:
    servers = await _servers(api, group_id)
    return next((int(one["id"]) for one in servers if one["url"] == url), None)


async def _servers(api: VkApi, group_id: int) -> list[dict[str, Any]]:
    answer = await api.call("groups.getCallbackServers", group_id=group_id)
    items: list[dict[str, Any]] = answer["items"]
    return items
