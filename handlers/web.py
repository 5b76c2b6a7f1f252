"""HTTP: check the secret, store, answer.

An event is answered with `ok` when it is on disk and not before; with 503 when it cannot be stored,
so that the platform comes back. Nothing of a request is ever echoed: VK obeys bodies that begin
with `remove` or `version` [dev.vk.com/ru/api/callback/getting-started].
"""

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeGuard

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.clock import Clock
from bot.core.case import LARGEST_ID
from bot.state import State
from bot.store.engine import Failure
from bot.store.inbox import Arrived, Inbox, storable
from handlers import vk

log = logging.getLogger(__name__)
LARGEST = 1024 * 1024
BODY_WITHIN = 5.0
"""Seconds in which a body must have come."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doorkeeper:
    """What the platforms' requests must carry."""

    vk_group_id: int | None
    vk_secret: str
    confirmation: Callable[[], str]
    """The string VK expects at the moment; empty where there is none."""
    telegram_secret: str


class Web:
    """The pages of the program."""

    def __init__(self, inbox: Inbox, keeper: Doorkeeper, state: State, *, clock: Clock) -> None:
        self._inbox = inbox
        self._keeper = keeper
        self._state = state
        self._clock = clock

    def application(self) -> web.Application:
        """Return the aiohttp application."""
        application = web.Application(client_max_size=LARGEST)
        application.add_routes(
            [
                web.post("/vk/callback", self.vk_callback),
                web.post("/telegram/webhook", self.telegram_webhook),
                web.get("/healthz", self.healthz),
                web.get("/readyz", self.readyz),
                web.get("/metrics", self.metrics),
            ]
        )
        return application

    async def vk_callback(self, request: web.Request) -> web.Response:
        """Keep an event of the community, or tell VK the confirmation string."""
        body = await read(request)
        event = _parsed(body)
        if event is None:
            return _refusal("malformed", 400, body)
        group = event.get("group_id")
        if not _whole(group) or group != self._keeper.vk_group_id:
            return _refusal("wrong-community", 403, body)
        if event.get("type") == "confirmation" and "secret" not in event:
            return self._confirmation(body)
        if not same(event.get("secret"), self._keeper.vk_secret):
            return _refusal("wrong-secret", 403, body)
        if event.get("type") == "confirmation":
            return self._confirmation(body)
        return await self._keep_vk(event, body)

    def _confirmation(self, body: bytes) -> web.Response:
        string = self._keeper.confirmation()
        if not string:
            return _refusal("no-confirmation-string", 503, body)
        return web.Response(text=string)

    async def _keep_vk(self, event: dict[str, Any], body: bytes) -> web.Response:
        event.pop("secret", None)
        try:
            arrived = vk.arrived(event, self._clock())
        except RecursionError:  # json reads a little deeper than it writes
            return _refusal("malformed", 400, body)
        kept = await self._keep(arrived)
        return web.Response(text="ok") if kept else _refusal("not-stored", 503, body)

    async def telegram_webhook(self, request: web.Request) -> web.Response:
        """Keep an update."""
        if not same(request.headers.get(SECRET_HEADER), self._keeper.telegram_secret):
            return _refusal("wrong-secret", 403, b"")
        body = await read(request)
        update = _parsed(body)
        id = update.get("update_id") if update else None
        if update is None or not _whole(id) or abs(id) > LARGEST_ID:
            return _refusal("malformed", 400, body)
        try:
            arrived = Arrived("telegram", str(id), storable(update), self._clock())
        except RecursionError:
            return _refusal("malformed", 400, body)
        kept = await self._keep(arrived)
        return web.Response() if kept else _refusal("not-stored", 503, body)

    async def _keep(self, arrived: Arrived) -> bool:
        try:
            await self._inbox.put(arrived)
        except (Failure, OSError) as error:  # OSError: the server is away, or we are stopping
            log.error("not-stored source=%s error=%s", arrived.source, type(error).__name__)
            return False
        return True

    async def healthz(self, request: web.Request) -> web.Response:
        """Say that the process lives."""
        return web.Response(text="ok")

    async def readyz(self, request: web.Request) -> web.Response:
        """Say what is not well, and what was set aside."""
        well, told = await self._state.ready()
        return web.json_response(told, status=200 if well else 503)

    async def metrics(self, request: web.Request) -> web.Response:
        """Tell the figures."""
        try:
            text = await self._state.metrics()
        except Failure:
            raise web.HTTPServiceUnavailable from None
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})


async def read(request: web.Request) -> bytes:
    """Return the body; refuse one that is compressed, too large or too slow."""
    if request.headers.get("Content-Encoding", "identity") != "identity":
        raise web.HTTPUnsupportedMediaType
    if (request.content_length or 0) > LARGEST:
        raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
    try:
        async with asyncio.timeout(BODY_WITHIN):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None


def same(given: object, wanted: str) -> bool:
    """Compare a secret in constant time."""
    if not isinstance(given, str) or not wanted:
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _whole(given: object) -> TypeGuard[int]:
    """Return whether it is a whole number; to JSON, unlike Python, `true` is none."""
    return isinstance(given, int) and not isinstance(given, bool)


def _refusal(why: str, status: int, body: bytes) -> web.Response:
    log.warning("refused why=%s bytes=%s", why, len(body))
    return web.Response(status=status)
