"""Who stands outside the stand-ins in their tests: a clock, callers, a callback listener."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web

from sandbox.telegram import Telegram
from sandbox.vk import Vk

TOKEN = "100:staff"
WALL_EVENTS = ("wall_reply_new", "wall_reply_edit", "wall_reply_delete", "wall_reply_restore")


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    time: datetime = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        self.time += timedelta(**span)


@dataclass
class Api:
    """Calls methods as a bot does."""

    vk: Vk
    session: aiohttp.ClientSession

    async def full(self, method: str, key: str | None = None, /, **params: Any) -> Any:
        token = self.vk.community_key if key is None else key
        form = {"access_token": token, "v": "5.199"} | {k: str(v) for k, v in params.items()}
        async with self.session.post(f"{self.vk.url}/method/{method}", data=form) as response:
            assert response.status == 200
            return await response.json()

    async def call(self, method: str, key: str | None = None, /, **params: Any) -> Any:
        return (await self.full(method, key, **params))["response"]

    async def error(self, method: str, key: str | None = None, /, **params: Any) -> int:
        return int((await self.full(method, key, **params))["error"]["error_code"])

    async def write(self, post_id: int, message: str = "Спасибо!", **params: Any) -> int:
        comment = {"owner_id": -7, "post_id": post_id, "message": message} | params
        return int((await self.call("wall.createComment", **comment))["comment_id"])


@dataclass
class Listener:
    """A callback server that answers what it is told to; `ok` when it is told nothing."""

    code: str = ""
    url: str = ""
    got: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)

    async def __call__(self, request: web.Request) -> web.Response:
        event = await request.json()
        if event["type"] == "confirmation":
            return web.Response(text=self.code)
        self.got.append(event)
        self.headers.append(dict(request.headers))
        return self.answers.pop(0) if self.answers else web.Response(text="ok")

    @property
    def ids(self) -> list[int]:
        return [event["object"]["id"] for event in self.got]


async def register(
    api: Api, listener: Listener, *, events: Iterable[str] = WALL_EVENTS, **server: str
) -> int:
    """Register the listener as a callback server for some events."""
    code = await api.call("groups.getCallbackConfirmationCode", group_id=7)
    listener.code = code["code"]
    params = {"url": listener.url, "title": "bot"} | server
    server_id = (await api.call("groups.addCallbackServer", group_id=7, **params))["server_id"]
    flags = dict.fromkeys(events, 1)
    await api.call("groups.setCallbackSettings", group_id=7, server_id=server_id, **flags)
    await api.vk.idle()
    return int(server_id)


async def enable_long_poll(api: Api, events: Iterable[str] = WALL_EVENTS) -> dict[str, str]:
    """Enable the long poll for some events and return where it is."""
    settings = {"group_id": 7, "enabled": 1, **dict.fromkeys(events, 1)}
    await api.call("groups.setLongPollSettings", **settings)
    server: dict[str, str] = await api.call("groups.getLongPollServer", group_id=7)
    return server


async def poll(api: Api, server: dict[str, str], wait: float = 0) -> Any:
    """Ask the long poll once."""
    params = {"act": "a_check", "key": server["key"], "ts": server["ts"], "wait": str(wait)}
    async with api.session.get(server["server"], params=params) as response:
        return await response.json()


async def call(
    tg: Telegram, method: str, token: str = TOKEN, **params: Any
) -> tuple[int, dict[str, Any]]:
    """Call a method of the Bot API; return the status and the body."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{tg.url}/bot{token}/{method}", json=params) as answer,
    ):
        return answer.status, await answer.json()


async def refusal(tg: Telegram, method: str, **params: Any) -> str:
    """Call a method that is refused and return the description."""
    status, body = await call(tg, method, **params)
    assert body["ok"] is False
    assert status == body["error_code"]
    return str(body["description"])
