"""The methods by which the bot chooses how it takes updates: webhook or getUpdates."""

import asyncio
import ipaddress
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram.refusals import POLL_BESIDE_POLL, POLL_BESIDE_WEBHOOK, bad, conflict
from sandbox.telegram.table import Params
from sandbox.telegram.updates import KINDS, Updates
from sandbox.telegram.webhook import Couriers, Webhook

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LONGEST_POLL = 50


class Taking:
    """One bot's way of taking updates."""

    def __init__(self, updates: Updates, couriers: Couriers) -> None:
        self._updates = updates
        self._couriers = couriers
        self._poll = 0

    def set_webhook(self, params: Params) -> bool:
        """Play setWebhook; an empty address removes the webhook."""
        url = params["url"]
        if not url:
            return self.delete_webhook(params)
        _check_url(url)
        secret = params.get("secret_token", "")
        if secret and not _SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        connections = params.get("max_connections", 40)
        if not 1 <= connections <= 100:
            raise bad("max_connections must be between 1 and 100")
        self._ask_for(params)
        if params.get("drop_pending_updates"):
            self._updates.drop()
        self._couriers.serve(Webhook(url, secret, max_connections=connections))
        self._updates.touch()
        return True

    def delete_webhook(self, params: Params) -> bool:
        """Play deleteWebhook."""
        self._couriers.serve(Webhook())
        if params.get("drop_pending_updates"):
            self._updates.drop()
        return True

    def webhook_info(self) -> Any:
        """Play getWebhookInfo."""
        return self._couriers.webhook.view()

    async def get_updates(self, params: Params, gone: Callable[[], bool]) -> Any:
        """Play getUpdates; `gone` tells that there is nobody left to answer."""
        if self._couriers.webhook.url:
            raise conflict(POLL_BESIDE_WEBHOOK)
        self._poll += 1
        self._ask_for(params)
        self._updates.touch()
        self._updates.confirm(params.get("offset", 0))
        return await self._wait(params, gone, self._poll)

    async def _wait(self, params: Params, gone: Callable[[], bool], poll: int) -> Any:
        loop = asyncio.get_running_loop()
        until = loop.time() + min(params.get("timeout", 0), LONGEST_POLL)
        limit = min(max(params.get("limit", 100), 1), 100)
        while True:
            if poll != self._poll:
                raise conflict(POLL_BESIDE_POLL)
            if self._couriers.webhook.url:
                raise conflict(POLL_BESIDE_WEBHOOK)
            ready = [] if self._updates.held else self._updates.pending[:limit]
            left = until - loop.time()
            if ready or left <= 0 or gone():
                return [update.view() for update in ready]
            await self._updates.change(min(left, 0.2))

    def _ask_for(self, params: Params) -> None:
        wanted = params.get("allowed_updates")
        if wanted is not None:
            self._updates.allowed = [kind for kind in wanted if kind in KINDS]


def _check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
