"""The Callback API: every event goes by POST to every server that is confirmed and asked for it.

A new or changed server is first asked for the confirmation string; only the right one makes it
`ok`. An event counts as taken when the answer is 200 and exactly `ok`; otherwise it comes again
after each of `retry_delays` (or when `Retry-After` says) and then is lost. Two bodies are
commands whatever the status: `remove` unregisters the server, `version N` changes its API version.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp

from sandbox.vk.events import Attempts, Event

MOST_SERVERS = 10
MOST_RETRY_AFTER = 3 * 3600.0
OBEYED = {410, 429, 503}  # the statuses whose Retry-After counts


@dataclass(slots=True)
class CallbackServer:
    """A registered server; `status` is one of unconfigured, wait, failed, ok."""

    id: int
    title: str
    url: str
    secret: str
    creator_id: int
    status: str = "unconfigured"
    api_version: str = "5.199"
    events: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One POST made: `status` and `body` are the answer's, None and empty if none came.

    `attempt` counts from 1; from the second on the POST bore `X-Retry-Counter: attempt - 1`.
    """

    event_id: str
    type: str
    status: int | None
    body: str
    attempt: int
    server_id: int
    payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to a POST; `retry_after` only where VK obeys it."""

    status: int | None = None
    body: str = ""
    retry_after: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """An event on its way to one server."""

    server_id: int
    event: Event
    event_id: str
    attempt: int = 1


class Couriers:
    """The registered servers and everything that is under way to them."""

    def __init__(
        self, group_id: int, *, now: Callable[[], datetime], retry_delays: Sequence[float]
    ) -> None:
        self.servers: dict[int, CallbackServer] = {}
        self.deliveries: list[Delivery] = []
        self.confirmation_code = f"c0de{group_id:04x}"
        self.timeout = 4.0
        self._group_id = group_id
        self._now = now
        self._retry_delays = tuple(retry_delays)
        self._last_id = 0
        self._session: aiohttp.ClientSession | None = None
        self._flying: set[asyncio.Task[None]] = set()
        self._waiting: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Get ready to make requests."""
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        self._session = aiohttp.ClientSession(
            connector=connector, cookie_jar=aiohttp.DummyCookieJar()
        )

    async def close(self) -> None:
        """Drop whatever is under way or waits for its next attempt."""
        tasks = self._flying | self._waiting
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def idle(self) -> None:
        """Wait until nothing is under way; attempts that wait for their time do not count."""
        while self._flying:
            await asyncio.wait(self._flying)
            await asyncio.sleep(0)

    def add(self, *, title: str, url: str, secret: str, creator_id: int) -> CallbackServer:
        """Register a server and ask it for the confirmation string."""
        self._last_id += 1
        server = CallbackServer(self._last_id, title, url, secret, creator_id)
        self.servers[server.id] = server
        self.confirm(server)
        return server

    def confirm(self, server: CallbackServer) -> None:
        """Ask a server for the confirmation string; it gets no events before it answers."""
        server.status = "unconfigured"
        self._spawn(self._flying, self._confirm(server))

    def carry(self, event: Event, before: Attempts = ()) -> Attempts:
        """Send an event to all who asked for it; return the first attempts."""
        if self._session is None:
            return []
        return [
            self._spawn(self._flying, self._attempt(Parcel(server.id, event, event_id), before))
            for server in self.servers.values()
            if server.status == "ok" and event.type in server.events
            for event_id in event.ids()
        ]

    def _spawn(self, among: set[asyncio.Task[None]], work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)
        return task

    async def _confirm(self, server: CallbackServer) -> None:
        server.status = "wait"
        payload = {"type": "confirmation", "group_id": self._group_id}
        answer = await self._post(server, payload, {})
        self._note(Parcel(server.id, Event("confirmation", {}), ""), payload, answer)
        right = answer.status == 200 and answer.body == self.confirmation_code
        server.status = "ok" if right else "failed"

    async def _attempt(self, parcel: Parcel, before: Attempts = ()) -> None:
        if before:
            await asyncio.wait(before)
        server = self.servers.get(parcel.server_id)
        if server is None:
            return
        payload = parcel.event.envelope(
            parcel.event_id, version=server.api_version, group_id=self._group_id
        )
        retries = parcel.attempt - 1
        headers = {"X-Retry-Counter": str(retries)} if retries else {}
        answer = await self._post(server, payload, headers)
        self._note(parcel, payload, answer)
        taken = answer.status == 200 and answer.body == "ok"
        if taken or self._obeyed(server, answer.body) or retries >= len(self._retry_delays):
            return
        delay = self._patience(answer.retry_after, self._retry_delays[retries])
        self._spawn(self._waiting, self._later(parcel, delay))

    async def _later(self, parcel: Parcel, delay: float) -> None:
        await asyncio.sleep(delay)
        again = replace(parcel, attempt=parcel.attempt + 1)
        self._spawn(self._flying, self._attempt(again))

    def _obeyed(self, server: CallbackServer, body: str) -> bool:
        match body.split()[:2]:
            case ["remove", *_]:
                self.servers.pop(server.id, None)
            case ["version", version]:
                server.api_version = version
            case _:
                return False
        return True

    def _patience(self, retry_after: str | None, otherwise: float) -> float:
        if retry_after is None:
            return otherwise
        try:
            seconds = float(retry_after)
        except ValueError:
            try:
                seconds = (parsedate_to_datetime(retry_after) - self._now()).total_seconds()
            except (TypeError, ValueError):
                return otherwise
        return min(max(seconds, 0.0), MOST_RETRY_AFTER)

    async def _post(
        self, server: CallbackServer, payload: dict[str, Any], headers: dict[str, str]
    ) -> Answer:
        assert self._session is not None
        if server.secret:
            payload["secret"] = server.secret
        try:
            async with self._session.post(
                server.url,
                json=payload,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=self.timeout),
            ) as response:
                body = (await response.read()).decode(errors="replace")
                obeyed = response.status in OBEYED
                after = response.headers.get("Retry-After") if obeyed else None
                return Answer(response.status, body, after)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return Answer()

    def _note(self, parcel: Parcel, payload: dict[str, Any], answer: Answer) -> None:
        self.deliveries.append(
            Delivery(
                event_id=parcel.event_id,
                type=parcel.event.type,
                status=answer.status,
                body=answer.body,
                attempt=parcel.attempt,
                server_id=parcel.server_id,
                payload=payload,
            )
        )
