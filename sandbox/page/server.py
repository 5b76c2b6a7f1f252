"""HTTP for the page: its files, a stream of changes (server-sent events), and the acts.

Only this machine is served, and only pages of this server may act: a request that names another
host or comes from another origin is refused, so that no site in another tab can play along.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from importlib.resources import files
from typing import Any

from aiohttp import web

from sandbox.page.acts import ACTS
from sandbox.page.given import Nonsense
from sandbox.page.show import Show
from sandbox.page.views import sections
from sandbox.words import LANGUAGES, say, templates

STATIC = files("sandbox.page") / "static"
KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
LOOK = 0.1
"""Seconds between two looks for changes, while somebody watches."""
BREATH = 15.0
"""Seconds after which a silent stream says that it lives."""
LARGEST = 64 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class Page:
    """The page's server."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._closing = asyncio.Event()

    @contextlib.asynccontextmanager
    async def listen(self, port: int) -> AsyncIterator[int]:
        """Serve on this machine alone; yields the port."""
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            yield runner.addresses[0][1]
        finally:
            self._closing.set()
            await runner.cleanup()

    def application(self) -> web.Application:
        """Return the routes."""
        app = web.Application(client_max_size=LARGEST, middlewares=[_guarded])
        app.router.add_get("/", self._index)
        app.router.add_get("/texts/{language}", self._texts)
        app.router.add_get("/stream", self._stream)
        app.router.add_post("/act/{act}", self._act)
        app.router.add_get("/{file}", self._file)
        return app

    async def _index(self, request: web.Request) -> web.Response:
        return _served("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return _served(request.match_info["file"])

    async def _texts(self, request: web.Request) -> web.Response:
        language = request.match_info["language"]
        if language not in LANGUAGES:
            raise web.HTTPNotFound
        return web.json_response(templates(language))

    async def _act(self, request: web.Request) -> web.Response:
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        try:
            given = await request.json()
            if not isinstance(given, dict):
                raise Nonsense("act-gone")
            if given.get("take", self._show.take) != self._show.take:
                raise Nonsense("act-gone")
            return web.json_response(await act(self._show, given))
        except ValueError:
            error = "act-gone"
        except Nonsense as nonsense:
            error = str(nonsense)
        told = {"error": error, "text": say(self._show.language, error)}
        return web.json_response(told, status=400)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        told: dict[str, str] = {}
        silent = 0.0
        with contextlib.suppress(ConnectionResetError):
            while not self._closing.is_set():
                changed = self._changes(told)
                if changed:
                    await response.write(_event(changed))
                elif silent >= BREATH:
                    await response.write(b": still here\n\n")
                silent = 0.0 if changed or silent >= BREATH else silent + LOOK
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK):
                        await self._closing.wait()
        return response

    def _changes(self, told: dict[str, str]) -> dict[str, str]:
        """Return the sections that are not as they were told, and count them as told."""
        now = {name: _json(value) for name, value in sections(self._show).items()}
        changed = {name: text for name, text in now.items() if told.get(name) != text}
        told |= changed
        return changed


@web.middleware
async def _guarded(request: web.Request, handler: Any) -> web.StreamResponse:
    host = request.host.partition(":")[0]
    if host not in ("127.0.0.1", "localhost"):
        raise web.HTTPForbidden(text="Only for this machine.")
    origin = request.headers.get("Origin")
    if request.method == "POST":
        same = origin in (None, f"http://{request.host}")
        if not same or request.content_type != "application/json":
            raise web.HTTPForbidden(text="Only for this page.")
    response: web.StreamResponse = await handler(request)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


def _served(name: str) -> web.Response:
    kind = KINDS.get(name.rpartition(".")[2])
    known = {one.name for one in STATIC.iterdir()}
    if kind is None or name not in known:
        raise web.HTTPNotFound
    return web.Response(text=(STATIC / name).read_text("utf-8"), content_type=kind)


def _event(changed: Mapping[str, str]) -> bytes:
    parts = ",".join(f'"{name}":{text}' for name, text in changed.items())
    return f"data: {{{parts}}}\n\n".encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
