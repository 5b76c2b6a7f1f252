"""The HTTP side: `/bot<token>/<method>`, in the order of the real thing.

A call is recorded first; then the token, the faults ordered for the method, its parameters and
the group's limit are looked at; only then it is played. Work under way does not stop because the
caller has hung up: a call may have its effect after the caller's time is out.
"""

import asyncio
import json
import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.faults import Delay, Error, Fault, Faults, LoseAnswer, Silence, Status
from sandbox.telegram import chats, fetching, topics, writing
from sandbox.telegram.life import Life
from sandbox.telegram.refusals import NOT_FOUND, UNAUTHORIZED, UNKNOWN_METHOD, Refusal, too_many
from sandbox.telegram.table import Params, method_name, read_params, unknown_names
from sandbox.telegram.taking import Taking

MINUTE = 60.0
_GLANCE = 0.02

PLAYED: dict[str, Callable[[Life, Params], Any]] = {
    "getMe": chats.get_me,
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMemberCount": chats.get_chat_member_count,
    "leaveChat": chats.leave_chat,
    "setMyCommands": chats.set_my_commands,
    "getMyCommands": chats.get_my_commands,
    "answerCallbackQuery": chats.answer_callback_query,
    "sendMessage": writing.send_message,
    "copyMessage": writing.copy_message,
    "editMessageText": writing.edit_message_text,
    "editMessageReplyMarkup": writing.edit_message_reply_markup,
    "deleteMessage": writing.delete_message,
    "deleteMessages": writing.delete_messages,
    "setMessageReaction": writing.set_message_reaction,
    "pinChatMessage": writing.pin_chat_message,
    "unpinChatMessage": writing.unpin_chat_message,
    "sendChatAction": writing.send_chat_action,
    "createForumTopic": topics.create_forum_topic,
    "editForumTopic": topics.edit_forum_topic,
    "closeForumTopic": topics.close_forum_topic,
    "reopenForumTopic": topics.reopen_forum_topic,
    "deleteForumTopic": topics.delete_forum_topic,
    "getFile": fetching.get_file,
}

LIMITED = (
    "sendMessage",
    "copyMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "pinChatMessage",
    "createForumTopic",
    "editForumTopic",
    "closeForumTopic",
    "reopenForumTopic",
)


@dataclass(eq=False)
class Call:
    """A call of the Bot API and how it ended; `ok` is None while it is under way."""

    method: str
    params: Params
    at: float
    unknown: list[str] = field(default_factory=list)
    ok: bool | None = None
    error: str | None = None
    result: Any = None


class Limits:
    """The sliding minute of each group."""

    def __init__(self) -> None:
        self.most: int | None = None
        self.window = MINUTE
        self._done: defaultdict[int, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """Count one action in a group.

        :raises Refusal: 429, when the minute is full.
        """
        if self.most is None:
            return
        now, done = time.monotonic(), self._done[chat_id]
        while done and done[0] <= now - self.window:
            done.popleft()
        if len(done) >= self.most:
            raise too_many(max(1, math.ceil(done[0] + self.window - now)))
        done.append(now)


class Server:
    """The web server of one bot's token."""

    def __init__(self, token: str, life: Life, taking: Taking) -> None:
        self._token = token
        self._life = life
        self._taking = taking
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self.calls: list[Call] = []
        self.fetches: list[Call] = []
        self.faults = Faults()
        self.limits = Limits()
        self.down = False
        self.url = ""

    async def start(self, host: str, port: int) -> None:
        """Listen; `port` 0 takes a free one."""
        self._stopping = asyncio.Event()
        app = web.Application(client_max_size=50 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._fetch)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        address = self._runner.addresses[0]
        self.url = f"http://{address[0]}:{address[1]}"

    async def stop(self) -> None:
        """Hang up on everybody and close."""
        self._stopping.set()
        self._life.updates.touch()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if self.down:
            return _hang_up(request)
        spelled = request.match_info["method"]
        method = method_name(spelled)
        raw = await _raw_params(request)
        call = Call(method or spelled, raw, time.monotonic())
        self.calls.append(call)
        try:
            return await self._answer(call, request, known=method is not None)
        except Refusal as refusal:
            call.ok, call.error = False, refusal.description
            return web.json_response(refusal.body(), status=refusal.code)

    async def _fetch(self, request: web.Request) -> web.StreamResponse:
        """Give out a file; the troubles of this are ordered under the name `file`."""
        if self.down:
            return _hang_up(request)
        path = request.match_info["path"]
        call = Call("file", {"file_path": path}, time.monotonic())
        self.fetches.append(call)
        fault = self.faults.take(call.method)
        try:
            if (spoilt := await self._spoil(fault, call, request)) is not None:
                return spoilt
            if request.match_info["token"] != self._token:
                raise Refusal(*NOT_FOUND)
            file = fetching.fetch(self._life, path)
        except Refusal as refusal:
            call.ok, call.error = False, refusal.description
            return web.json_response(refusal.body(), status=refusal.code)
        call.ok = True
        if isinstance(fault, LoseAnswer):
            return _hang_up(request)
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _answer(self, call: Call, request: web.Request, *, known: bool) -> web.Response:
        if request.match_info["token"] != self._token:
            raise Refusal(*UNAUTHORIZED)
        fault = self.faults.take(call.method)
        if (spoilt := await self._spoil(fault, call, request)) is not None:
            return spoilt
        if not known:
            raise Refusal(*UNKNOWN_METHOD)
        call.unknown = unknown_names(call.method, call.params)
        call.params = read_params(call.method, call.params)
        call.result = await self._play(call, request)
        call.ok = True
        if self.down or isinstance(fault, LoseAnswer):
            return _hang_up(request)
        return web.json_response({"ok": True, "result": call.result})

    async def _spoil(
        self, fault: Fault | None, call: Call, request: web.Request
    ) -> web.Response | None:
        match fault:
            case Error(code, message, parameters):
                raise Refusal(code, message, parameters)
            case Status(status, body):
                call.ok, call.error = False, f"HTTP {status}"
                return web.Response(status=status, text=body, content_type="text/html")
            case Silence():
                call.ok, call.error = False, "silence"
                while not self._gone(request):
                    await self._pause(_GLANCE)
                return _hang_up(request)
            case Delay(seconds):
                await self._pause(seconds)
        return None

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return

    def _gone(self, request: web.Request) -> bool:
        transport = request.transport
        nobody = transport is None or transport.is_closing()
        return nobody or self.down or self._stopping.is_set()

    async def _play(self, call: Call, request: web.Request) -> Any:
        match call.method:
            case "getUpdates":
                return await self._taking.get_updates(call.params, lambda: self._gone(request))
            case "setWebhook":
                return self._taking.set_webhook(call.params)
            case "deleteWebhook":
                return self._taking.delete_webhook(call.params)
            case "getWebhookInfo":
                return self._taking.webhook_info()
        self._check_limit(call)
        return PLAYED[call.method](self._life, call.params)

    def _check_limit(self, call: Call) -> None:
        chat_id = call.params.get("chat_id")
        if call.method in LIMITED and isinstance(chat_id, int) and chat_id < 0:
            self.limits.count(chat_id)


def _hang_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _raw_params(request: web.Request) -> Params:
    params: Params = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text() or "{}")
        except ValueError:
            body = {}
        return params | (body if isinstance(body, dict) else {})
    return params | dict(await request.post())
