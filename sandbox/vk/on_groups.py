"""The API's methods on the community itself: who it is, and who is told of its events.

Adding a server twice makes two servers, each with its own events; nothing here is idempotent
but the settings.
"""

from collections.abc import Iterable
from typing import Any

from sandbox.vk.callback import MOST_SERVERS, CallbackServer
from sandbox.vk.events import CALLBACK_EVENTS, LONG_POLL_EVENTS
from sandbox.vk.gate import COMMUNITY, SERVICE, USER, Asked, Method
from sandbox.vk.params import Params
from sandbox.vk.refusals import Refusal

LONG_POLL_PATH = "/long_poll"
RIGHTS = {
    "stories": 1,
    "photos": 4,
    "app_widget": 64,
    "messages": 4096,
    "wall": 8192,
    "docs": 131072,
    "manage": 262144,
}


async def get_by_id(asked: Asked) -> dict[str, Any]:
    """Show the community, by number, `club7` or its short name; strangers are left out."""
    world, params = asked.world, asked.params
    names = params.items("group_ids") or params.items("group_id")
    if not names and asked.kind != COMMUNITY:
        raise Refusal(100, "group_ids is undefined")
    own = {str(world.group_id), f"club{world.group_id}", world.screen_name}
    shape = {
        "id": world.group_id,
        "name": world.group_name,
        "screen_name": world.screen_name,
        "is_closed": 0,
        "type": "group",
    }
    return {"groups": [shape] if not names or own & set(names) else [], "profiles": []}


async def get_token_permissions(asked: Asked) -> dict[str, Any]:
    """Show the rights the community's key was given."""
    given = {name: mask for name, mask in RIGHTS.items() if name in asked.world.community_rights}
    return {
        "mask": sum(given.values()),
        "permissions": [{"name": name, "setting": mask} for name, mask in given.items()],
    }


async def get_confirmation_code(asked: Asked) -> dict[str, str]:
    """Show the string a server registered through the API has to answer `confirmation` with."""
    _own_group(asked)
    return {"code": asked.world.couriers.confirmation_code}


async def add_server(asked: Asked) -> dict[str, int]:
    """Register a callback server."""
    _own_group(asked)
    url, title, secret = _server_params(asked.params)
    world = asked.world
    if len(world.servers) >= MOST_SERVERS:
        raise Refusal(2000)
    creator_id = world.admin_id if asked.kind == USER else 0
    server = world.couriers.add(title=title, url=url, secret=secret, creator_id=creator_id)
    return {"server_id": server.id}


async def edit_server(asked: Asked) -> int:
    """Change a callback server, which has to confirm itself again."""
    server = _server(asked)
    server.url, server.title, server.secret = _server_params(asked.params)
    asked.world.couriers.confirm(server)
    return 1


async def delete_server(asked: Asked) -> int:
    """Unregister a callback server."""
    del asked.world.couriers.servers[_server(asked).id]
    return 1


async def get_servers(asked: Asked) -> dict[str, Any]:
    """Show the callback servers, on request only those with `server_ids`."""
    _own_group(asked)
    wanted = asked.params.numbers("server_ids")
    items = [
        {
            "id": server.id,
            "title": server.title,
            "creator_id": server.creator_id,
            "url": server.url,
            "secret_key": server.secret,
            "status": server.status,
        }
        for server in asked.world.servers
        if not wanted or server.id in wanted
    ]
    return {"count": len(items), "items": items}


async def set_callback_settings(asked: Asked) -> int:
    """Choose the events and the API version of a callback server; what is not named stays."""
    server = _server(asked)
    server.api_version = asked.params.text("api_version", server.api_version)
    _choose(server.events, CALLBACK_EVENTS, asked.params)
    return 1


async def get_callback_settings(asked: Asked) -> dict[str, Any]:
    """Show the events and the API version of a callback server."""
    server = _server(asked)
    return {"api_version": server.api_version, "events": _flags(CALLBACK_EVENTS, server.events)}


async def get_long_poll_server(asked: Asked) -> dict[str, str]:
    """Show where the long poll is, if it is enabled."""
    _own_group(asked)
    world = asked.world
    if not world.long_poll.enabled:
        raise Refusal(100, "longpoll for this group is not enabled")
    return world.long_poll.ask(asked.base_url + LONG_POLL_PATH)


async def set_long_poll_settings(asked: Asked) -> int:
    """Enable the long poll and choose its events; what is not named stays."""
    _own_group(asked)
    long_poll, params = asked.world.long_poll, asked.params
    if params.has("enabled"):
        long_poll.enabled = params.flag("enabled")
    long_poll.api_version = params.text("api_version", long_poll.api_version)
    _choose(long_poll.events, LONG_POLL_EVENTS, params)
    return 1


async def get_long_poll_settings(asked: Asked) -> dict[str, Any]:
    """Show whether the long poll is enabled and for which events."""
    _own_group(asked)
    long_poll = asked.world.long_poll
    return {
        "is_enabled": long_poll.enabled,
        "api_version": long_poll.api_version,
        "events": _flags(LONG_POLL_EVENTS, long_poll.events),
    }


def _own_group(asked: Asked) -> None:
    if asked.params.number("group_id") != asked.world.group_id:
        raise Refusal(125)


def _server(asked: Asked) -> CallbackServer:
    """Return the server meant; without `server_id` the first one, as old clients expect."""
    _own_group(asked)
    servers = asked.world.couriers.servers
    server = servers.get(asked.params.number("server_id", min(servers, default=0), least=0))
    if server is None:
        raise Refusal(104)
    return server


def _server_params(params: Params) -> tuple[str, str, str]:
    url = params.text("url")
    if not url.startswith(("http://", "https://")):
        raise Refusal(100, "url is invalid")
    return url, params.text("title", most=14), params.text("secret_key", "", most=50)


def _choose(chosen: set[str], known: Iterable[str], params: Params) -> None:
    for name in known:
        if params.has(name):
            (chosen.add if params.flag(name) else chosen.discard)(name)


def _flags(known: Iterable[str], chosen: set[str]) -> dict[str, int]:
    return {name: int(name in chosen) for name in sorted(known)}


MANAGERS = frozenset({COMMUNITY, USER})

METHODS = {
    "groups.getById": Method(get_by_id, frozenset({COMMUNITY, USER, SERVICE})),
    "groups.getTokenPermissions": Method(get_token_permissions, frozenset({COMMUNITY})),
    "groups.getCallbackConfirmationCode": Method(get_confirmation_code, MANAGERS, "manage"),
    "groups.addCallbackServer": Method(add_server, MANAGERS, "manage"),
    "groups.editCallbackServer": Method(edit_server, MANAGERS, "manage"),
    "groups.deleteCallbackServer": Method(delete_server, MANAGERS, "manage"),
    "groups.getCallbackServers": Method(get_servers, MANAGERS, "manage"),
    "groups.setCallbackSettings": Method(set_callback_settings, MANAGERS, "manage"),
    "groups.getCallbackSettings": Method(get_callback_settings, MANAGERS, "manage"),
    "groups.getLongPollServer": Method(get_long_poll_server, MANAGERS, "manage"),
    "groups.setLongPollSettings": Method(set_long_poll_settings, MANAGERS, "manage"),
    "groups.getLongPollSettings": Method(get_long_poll_settings, MANAGERS, "manage"),
}
