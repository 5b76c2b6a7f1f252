"""Delivery to a webhook, as the official server does it.

Each queue has its own courier, so a failing update blocks its queue and no other. Any 2xx is
success; everything else is repeated after the retry delays, the last of which repeats for good.
Redirects are not followed. Each attempt is kept in `deliveries`.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp

from sandbox.telegram.updates import Update, Updates
from sandbox.telegram.views import stamp
from sandbox.telegram.world import Json

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to hand over one update."""

    update: Json
    at: datetime
    status: int | None
    error: str | None = None


@dataclass
class Webhook:
    """What setWebhook set, and the last failure."""

    url: str = ""
    secret_token: str = ""
    allowed_updates: list[str] = field(default_factory=list)
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None
    pending: int = 0

    def view(self) -> Json:
        """Return the `WebhookInfo`."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": self.pending,
        }
        if self.url:
            info["max_connections"] = self.max_connections
            info["ip_address"] = "127.0.0.1"
        if self.allowed_updates:
            info["allowed_updates"] = self.allowed_updates
        if self.last_error_date is not None:
            info["last_error_date"] = self.last_error_date
            info["last_error_message"] = self.last_error_message
        return info


class Couriers:
    """Those who carry updates to the webhook, one for each queue with something in it."""

    def __init__(
        self, updates: Updates, now: Callable[[], datetime], retry: Sequence[float]
    ) -> None:
        self._updates = updates
        self._now = now
        self._retry = retry
        self._session: aiohttp.ClientSession | None = None
        self._at_work: dict[str, asyncio.Task[None]] = {}
        self._webhook = Webhook()
        self.deliveries: list[Delivery] = []
        self.paused = False
        updates.on_change = self.kick

    @property
    def webhook(self) -> Webhook:
        """Return the webhook with its present count of updates in waiting."""
        self._webhook.pending = len(self._updates.pending)
        self._webhook.allowed_updates = self._updates.allowed
        return self._webhook

    def serve(self, webhook: Webhook) -> None:
        """Deliver to this webhook from now on; what was waiting for a retry goes at once."""
        self._webhook = webhook
        self._call_off()
        self.kick()

    async def start(self) -> None:
        """Begin to deliver."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        self._session = aiohttp.ClientSession(timeout=timeout)
        self.kick()

    async def stop(self) -> None:
        """Stop at once, whatever is under way."""
        session, self._session = self._session, None
        called_off = self._call_off()
        await asyncio.gather(*called_off, return_exceptions=True)
        if session is not None:
            await session.close()

    def kick(self) -> None:
        """Send out a courier for each queue that has none and needs one."""
        if self._session is None or not self._open():
            return
        for queue in {update.queue for update in self._updates.pending} - self._at_work.keys():
            task = asyncio.get_running_loop().create_task(self._carry(queue, self._session))
            self._at_work[queue] = task

    def _open(self) -> bool:
        return bool(self._webhook.url) and not self.paused and not self._updates.held

    def _call_off(self) -> list[asyncio.Task[None]]:
        tasks = list(self._at_work.values())
        self._at_work.clear()
        for task in tasks:
            task.cancel()
        return tasks

    async def _carry(self, queue: str, session: aiohttp.ClientSession) -> None:
        failures = 0
        try:
            while (update := self._head(queue)) is not None:
                if await self._deliver(update, session):
                    failures = 0
                    self._updates.done(update)
                else:
                    delay = self._retry[min(failures, len(self._retry) - 1)]
                    failures += 1
                    await asyncio.sleep(delay)
        finally:
            if self._at_work.get(queue) is asyncio.current_task():
                del self._at_work[queue]

    def _head(self, queue: str) -> Update | None:
        if not self._open():
            return None
        return next((each for each in self._updates.pending if each.queue == queue), None)

    async def _deliver(self, update: Update, session: aiohttp.ClientSession) -> bool:
        hook = self._webhook
        headers = {SECRET_HEADER: hook.secret_token} if hook.secret_token else {}
        status, error = None, None
        try:
            async with session.post(
                hook.url, json=update.view(), headers=headers, allow_redirects=False
            ) as answer:
                status = answer.status
        except (aiohttp.ClientError, OSError, TimeoutError) as trouble:
            error = str(trouble) or type(trouble).__name__
        well = status is not None and 200 <= status < 300
        if not well:
            error = error or f"Wrong response from the webhook: {status}"
            hook.last_error_date, hook.last_error_message = stamp(self._now()), error
        self.deliveries.append(Delivery(update.view(), self._now(), status, error))
        return well
