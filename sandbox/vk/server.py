"""The doors of the local VK: HTTP in front of the world, with faults played on the threshold.

A client that hangs up does not undo its call: what it asked for is done all the same, which is
how a timeout becomes a comment nobody knows to be written. Only `Silence` does nothing.
"""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox.faults import Delay, Error, Faults, LoseAnswer, Silence, Status
from sandbox.vk import on_groups, on_messages, on_people, on_photos, on_wall
from sandbox.vk.gate import COMMUNITY, SERVICE, USER, Asked, Call, Gate
from sandbox.vk.params import Params
from sandbox.vk.refusals import Refusal
from sandbox.vk.world import World

METHODS = (
    on_wall.METHODS
    | on_groups.METHODS
    | on_people.METHODS
    | on_messages.METHODS
    | on_photos.METHODS
)
LARGEST_BODY = 50 * 2**20
TOKEN = "access_token"
STEP = 0.02  # seconds between two looks whether a silent caller hung up

Body = dict[str, Any]


class Vk(World):
    """The local VK: start it, talk to `url`, order trouble, look at what happened."""

    def __init__(
        self,
        group_id: int,
        group_name: str,
        screen_name: str,
        now: Callable[[], datetime],
        retry_delays: Sequence[float] = (10, 180, 600, 1800, 3600),
        *,
        community_key: str = "vk1.a.community-key",
        user_key: str = "vk1.a.user-key",
        service_key: str = "service-key",
        first_id: int = 1,
    ) -> None:
        super().__init__(
            group_id=group_id,
            group_name=group_name,
            screen_name=screen_name,
            now=now,
            retry_delays=retry_delays,
            first_id=first_id,
        )
        self.community_key = community_key
        self.user_key = user_key
        self.service_key = service_key
        self.gate = Gate({community_key: COMMUNITY, user_key: USER, service_key: SERVICE})
        self.calls: list[Call] = []
        self.uploads: list[Call] = []
        self.faults = Faults()
        self.down = False
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self._url = ""

    @property
    def url(self) -> str:
        """Where the server listens, without a slash at the end; empty before `start`."""
        return self._url

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Listen on `port` (0: any free one) and begin to deliver events."""
        self._stopping = asyncio.Event()
        self.long_poll.open()
        await self.couriers.open()
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_route("*", "/method/{method}", self._on_method)
        app.router.add_get(on_groups.LONG_POLL_PATH, self._on_long_poll)
        app.router.add_post(on_photos.UPLOAD_PATH, self._on_upload)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self._url = f"http://{host}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening and delivering at once; what waited for a retry is lost."""
        self._stopping.set()
        self.long_poll.close()
        await self.couriers.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def idle(self, timeout: float = 5) -> None:
        """Wait until no delivery is under way; raise TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            await self.couriers.idle()

    async def _on_method(self, request: web.Request) -> web.StreamResponse:
        raw = await _read(request)
        kind = self.gate.kind(_token(request, raw))
        params = {name: value for name, value in raw.items() if name != TOKEN}
        call = self._note(request.match_info["method"], params, kind)

        async def do() -> Body:
            asked = Asked(self, Params(params), kind, self.url)
            return {"response": await METHODS[call.method].play(asked)}

        def refuse(refusal: Refusal) -> Body:
            return refusal.body(call.method, params)

        try:
            self.gate.admit(METHODS.get(call.method), call, self.community_rights)
        except Refusal as refusal:
            return self._refused(call, refusal, refuse)
        return await self._play(request, call, do, refuse)

    async def _on_long_poll(self, request: web.Request) -> web.StreamResponse:
        query = request.query
        params = {name: value for name, value in query.items() if name != "key"}
        call = self._note("a_check", params, "")

        async def do() -> Body:
            wait = Params(query).number("wait", 25)
            return await self.long_poll.check(query.get("key", ""), query.get("ts", ""), wait)

        def refuse(refusal: Refusal) -> Body:
            return {"failed": refusal.code}

        return await self._play(request, call, do, refuse)

    async def _on_upload(self, request: web.Request) -> web.StreamResponse:
        """Take a photo; its troubles are ordered under the name `upload`."""
        secret, data = request.query.get("hash", ""), await _photo(request)
        call = Call("upload", dict(request.query), "", time.monotonic())
        self.uploads.append(call)

        async def do() -> Body:
            answer = self.photos.take(secret, data)
            return {"error": "ERR_UPLOAD_BAD_HASH"} if answer is None else answer

        def refuse(refusal: Refusal) -> Body:
            return {"error": str(refusal)}

        answer = await self._play(request, call, do, refuse)
        answer.headers["Content-Type"] = "text/html; charset=utf-8"
        return answer

    def _note(self, method: str, params: dict[str, str], kind: str) -> Call:
        call = Call(method, params, kind, time.monotonic())
        self.calls.append(call)
        return call

    def _refused(
        self, call: Call, refusal: Refusal, refuse: Callable[[Refusal], Body]
    ) -> web.StreamResponse:
        if self.down:
            return _bare(call, Status(503), "down")
        call.outcome = f"error {refusal.code}"
        return web.json_response(refuse(refusal))

    async def _play(
        self,
        request: web.Request,
        call: Call,
        do: Callable[[], Awaitable[Body]],
        refuse: Callable[[Refusal], Body],
    ) -> web.StreamResponse:
        """Answer a call, with the fault ordered for it if there is one."""
        if self.down:
            return _bare(call, Status(503), "down")
        fault = self.faults.take(call.method)
        match fault:
            case Error(code, message, parameters):
                return self._refused(call, Refusal(code, message, extra=parameters), refuse)
            case Status():
                return _bare(call, fault, f"status {fault.status}")
            case Silence():
                return await self._keep_silent(request, call)
            case Delay(seconds):
                await self._sleep(seconds)
        if self._stopping.is_set():
            return _bare(call, Status(503), "stopped")
        try:
            answer = web.json_response(await do())
            call.outcome = "ok"
        except Refusal as refusal:
            answer = web.json_response(refuse(refusal))
            call.outcome = f"error {refusal.code}"
        if isinstance(fault, LoseAnswer):
            call.outcome = "answer lost"
            _hang_up(request)
        return answer

    async def _keep_silent(self, request: web.Request, call: Call) -> web.StreamResponse:
        call.outcome = "silence"
        while not self._stopping.is_set() and _listening(request):
            await self._sleep(STEP)
        _hang_up(request)
        return web.Response(status=503)

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopping.wait()


async def _read(request: web.Request) -> dict[str, str]:
    """Return query and form together; whatever cannot be read counts as not passed."""
    fields = dict(request.query)
    with contextlib.suppress(ValueError, LookupError, AssertionError):
        form = await request.post()
        fields |= {name: value for name, value in form.items() if isinstance(value, str)}
    return fields


async def _photo(request: web.Request) -> bytes:
    """Return the file in the field `photo`; clients are heard that call it `file0`, as vk_api."""
    with contextlib.suppress(ValueError, LookupError, AssertionError):
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField) and name in {"photo", "file", "file0"}:
                return value.file.read()
    return b""


def _token(request: web.Request, fields: dict[str, str]) -> str:
    if fields.get(TOKEN):
        return fields[TOKEN]
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _bare(call: Call, status: Status, outcome: str) -> web.Response:
    call.outcome = outcome
    return web.Response(status=status.status, text=status.body, content_type="text/html")


def _listening(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
