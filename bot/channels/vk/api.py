"""Calls to VK's API.

`vk_api` is synchronous: it holds a lock during the call, knows no timeout and repeats error 6
without a bound. So each worker thread has a session of its own, a requests adapter sets the
timeouts and the host, its error handlers are switched off, and the pace is kept here: VK takes 20
calls a second from a community key and 3 from a user or service key, in any second
[dev.vk.com/ru/api/api-requests].

`ApiError.values` holds the token. It never leaves this module: errors are translated without a
chain.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import requests
import vk_api
from jconfig import MemoryConfig
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from bot.channels import ChannelError, Refused, TryLater, Unclear
from bot.channels.pace import Pace

VERSION = "5.199"
TIMEOUTS = (3.0, 6.0)
"""Seconds to connect and to read: together under the 10 s that a stop may take."""
COMMUNITY_PACE = 18
USER_PACE = 2.5
"""Calls in a second. VK takes 20 and 3; the rest is for those that are held up on their way."""
WORKERS = 8


class VkError(Exception):
    """VK's own answer to a call: its number, without its words."""

    def __init__(self, code: int) -> None:
        super().__init__(f"VK error {code}")
        self.code = code


class NotSent(Exception):
    """The call surely never reached VK."""


class NoAnswer(Exception):
    """The call may have been carried out; the answer is not known."""


class VkApi:
    """One key and the calls it makes."""

    def __init__(
        self, token: str, *, url: str, per_second: float, timer: Callable[[], float]
    ) -> None:
        self._token = token
        self._url = url
        # One by one: calls in a bunch that arrive late would meet the next bunch in VK's second.
        self._pace = Pace(1, 1.0 / per_second, timer=timer)
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="vk")
        self._local = threading.local()
        self._free = asyncio.Semaphore(WORKERS)

    async def call(self, method: str, **parameters: object) -> Any:
        """Return VK's answer. Raises VkError, NotSent or NoAnswer."""
        given = {name: value for name, value in parameters.items() if value is not None}
        loop = asyncio.get_running_loop()
        async with self._free:  # a turn is taken when the call can leave, not when it queues
            await self._pace.turn()
            return await loop.run_in_executor(self._threads, self._call, method, given)

    def _call(self, method: str, parameters: dict[str, object]) -> Any:
        try:
            return self._session().method(method, parameters)
        except vk_api.ApiError as error:
            failure: Exception = VkError(error.code)
        except vk_api.ApiHttpError as error:
            failure = NoAnswer() if error.response.status_code >= 500 else NotSent()
        except requests.ConnectTimeout:
            failure = NotSent()
        except requests.ConnectionError as error:
            failure = NotSent() if _never_connected(error) else NoAnswer()
        except (requests.RequestException, ValueError, KeyError, TypeError):  # no shape of VK's
            failure = NoAnswer()
        raise failure from None

    def _session(self) -> vk_api.VkApi:
        session = getattr(self._local, "session", None)
        if session is None:
            session = vk_api.VkApi(token=self._token, api_version=VERSION, config=MemoryConfig)
            session.RPS_DELAY = 0
            session.error_handlers = {}
            for scheme in ("https://", "http://"):  # a redirect must not carry the key elsewhere
                session.http.mount(scheme, _Adapter(self._url))
            self._local.session = session
        return session

    async def close(self) -> None:
        """Wait for the calls under way, at most as long as their timeouts."""
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)


class _Adapter(HTTPAdapter):
    """Sends what vk_api addresses to its own idea of VK's host to the configured one."""

    def __init__(self, url: str) -> None:
        super().__init__(pool_connections=1, pool_maxsize=1)
        self._url = url.rstrip("/")

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> Any:
        request.url = self._url + request.path_url
        options["timeout"] = TIMEOUTS
        return super().send(request, *args, **options)


def _never_connected(error: requests.ConnectionError) -> bool:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


@dataclass(frozen=True, slots=True)
class Treatment:
    """What an error number means: `after` seconds, 0 for never, and a key of the texts."""

    problem: str
    after: float = 0


UNCLEAR = frozenset({1, 10, 36})
TREATMENTS: dict[int, Treatment] = {
    **dict.fromkeys((6,), Treatment("vk-busy", 1)),
    **dict.fromkeys((9,), Treatment("vk-flood", 120)),
    **dict.fromkeys((29, 223), Treatment("vk-limit", 1800)),
    **dict.fromkeys((43,), Treatment("vk-away", 60)),
    **dict.fromkeys((14, 17, 24, 3300), Treatment("vk-captcha")),
    **dict.fromkeys((3, 5, 7, 8, 20, 23, 27, 28, 34, 42, 1117, 3609), Treatment("vk-key")),
    **dict.fromkeys((15, 203, 211, 212, 213), Treatment("vk-closed")),
    **dict.fromkeys((18, 19, 30, 100, 104, 113, 125, 210), Treatment("vk-gone")),
    222: Treatment("vk-links"),
    **dict.fromkeys((900, 901, 902, 936, 939, 950, 984), Treatment("vk-private")),
    914: Treatment("vk-long"),
}
"""By the classes of VK's errors.json; a number that is not here is refused under its number."""


def translated(error: Exception) -> ChannelError:
    """Return what the caller of a public send should do about a failed call."""
    match error:
        case NotSent():
            return TryLater("vk-away", after=10)
        case NoAnswer():
            return Unclear("vk-unclear")
        case VkError(code=code) if code in UNCLEAR:
            return Unclear("vk-unclear")
        case VkError(code=code):
            treatment = TREATMENTS.get(code, Treatment(f"vk-error:{code}"))
            if treatment.after:
                return TryLater(treatment.problem, after=treatment.after)
            return Refused(treatment.problem)
    raise error
