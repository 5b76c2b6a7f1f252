"""A local loyalty program: one webhook over real HTTP that grants codes to whoever signs rightly.

It does what `docs/compensations.md` asks of a real one: it checks the signature and its age, and
answers a key that it knows with the code it gave before. Trouble is ordered for `METHOD`.
"""

import asyncio
import contextlib
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from sandbox.faults import Delay, Error, Faults, LoseAnswer, Silence, Status

METHOD = "grant"
PATH = "/otklik"
OLDEST = 300
"""Seconds after which a signature is no longer taken."""
STEP = 0.02  # seconds between two looks whether a silent caller hung up


@dataclass
class Call:
    """One request and how it ended."""

    headers: dict[str, str]
    body: bytes
    outcome: str = ""


class Loyalty:
    """The local program: start it, give `url` to a catalogue, look at what was granted."""

    def __init__(self, secret: str, *, now: Callable[[], datetime] | None = None) -> None:
        self.secret = secret
        self.granted: list[dict[str, Any]] = []
        """What was asked for and the `code` it got, once for each key."""
        self.calls: list[Call] = []
        self.faults = Faults()
        self.down = False
        self._now = now
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self._url = ""

    @property
    def url(self) -> str:
        """The address of the webhook; empty before `start`."""
        return self._url

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> None:
        """Listen on `port` (0: any free one)."""
        self._stopping = asyncio.Event()
        app = web.Application(client_max_size=2**16)
        app.router.add_post(PATH, self._on_call)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self._url = f"http://{host}:{self._runner.addresses[0][1]}{PATH}"

    async def stop(self) -> None:
        """Hang up on everybody and stop listening; what was granted stays known."""
        self._stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        call = Call(dict(request.headers), await request.read())
        self.calls.append(call)
        fault = Status(503) if self.down else self.faults.take(METHOD)
        match fault:
            case Error(code, message, parameters):
                return _refused(call, code, message, parameters)
            case Status(status, body):
                call.outcome = f"status {status}"
                return web.Response(status=status, text=body, content_type="text/html")
            case Silence():
                return await self._keep_silent(request, call)
            case Delay(seconds):
                await self._sleep(seconds)
        answer = self._grant(call)
        if isinstance(fault, LoseAnswer):
            call.outcome = "answer lost"
            _hang_up(request)
        return answer

    def _grant(self, call: Call) -> web.Response:
        if not self._signed(call):
            return _refused(call, 401, "wrong signature", {})
        try:
            asked = dict(json.loads(call.body))
            key = str(asked["idempotency_key"])
        except (ValueError, KeyError, TypeError):
            return _refused(call, 400, "not understood", {})
        if call.headers.get("Idempotency-Key") != key:
            return _refused(call, 400, "two keys", {})
        known = next((one for one in self.granted if one["idempotency_key"] == key), None)
        if known is None:
            known = asked | {"code": f"GIFT-{len(self.granted) + 1:04}"}
            self.granted.append(known)
        elif known != asked | {"code": known["code"]}:
            return _refused(call, 422, "this key was used for something else", {})
        call.outcome = "ok"
        return web.json_response({"code": known["code"]})

    def _signed(self, call: Call) -> bool:
        at = call.headers.get("X-Otklik-Timestamp", "")
        message = at.encode() + b"." + call.body
        right = hmac.new(self.secret.encode(), message, hashlib.sha256).hexdigest()
        given = call.headers.get("X-Otklik-Signature", "")
        same = hmac.compare_digest(given.encode(), f"sha256={right}".encode())
        return same and self._fresh(at)

    def _fresh(self, at: str) -> bool:
        return self._now is None or abs(self._now().timestamp() - int(at)) <= OLDEST

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


def _refused(call: Call, code: int, message: str, parameters: dict[str, Any]) -> web.Response:
    """Answer an error; `retry_after` of the parameters becomes a header."""
    call.outcome = f"error {code}"
    after = parameters.get("retry_after")
    headers = {} if after is None else {"Retry-After": str(after)}
    return web.json_response({"error": message}, status=code, headers=headers)


def _listening(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
