"""What stands before every method: is it known, whose key is this, is it asking too often.

The order of the questions is VK's as far as it shows: method, version, key, calls per second,
whether this kind of key may call it at all (27 for the community's, 28 for the service key), and
whether the community's key was given the right.
"""

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.vk.params import Params
from sandbox.vk.refusals import Refusal
from sandbox.vk.world import World

COMMUNITY, USER, SERVICE = "community", "user", "service"
OLDEST_VERSION = (5, 81)


@dataclass(slots=True)
class Call:
    """A call of the API or of the long poll (`a_check`), as it came and how it ended.

    `at` is in `time.monotonic` seconds. `outcome` is one of: under way, ok, error N, status N,
    silence, answer lost, down, stopped.
    """

    method: str
    params: Mapping[str, str]
    token_kind: str
    at: float
    outcome: str = "under way"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a method gets to see of a call."""

    world: World
    params: Params
    kind: str
    base_url: str


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the API: what it does, which kinds of key may call it, with which right."""

    play: Callable[[Asked], Awaitable[Any]]
    kinds: frozenset[str]
    right: str = ""


@dataclass(slots=True)
class Gate:
    """The keys of one community and how often each was used in the last second."""

    kinds: dict[str, str]
    limits: dict[str, int] = field(
        default_factory=lambda: {COMMUNITY: 20, USER: 3, SERVICE: 3},
    )
    _recent: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def kind(self, token: str) -> str:
        """Return the kind of a token, empty if it is nobody's."""
        return self.kinds.get(token, "")

    def admit(self, method: Method | None, call: Call, rights: set[str]) -> Method:
        """Return the method if the call may go on to it, refuse otherwise."""
        if method is None:
            raise Refusal(3)
        check_version(call.params.get("v", ""))
        if not call.token_kind:
            raise Refusal(5, "invalid access_token (4).")
        self._count(call.token_kind, call.at)
        check_kind(method, call.token_kind)
        if call.token_kind == COMMUNITY and method.right and method.right not in rights:
            raise Refusal(15, "no access to call this method with current scopes.")
        return method

    def _count(self, kind: str, at: float) -> None:
        recent = self._recent[kind]
        while recent and at - recent[0] >= 1.0:
            recent.popleft()
        if len(recent) >= self.limits[kind]:
            raise Refusal(6)
        recent.append(at)


def check_version(version: str) -> None:
    """Refuse a call without a version or with one that VK has switched off."""
    if not version:
        raise Refusal(8, "v is required")
    major, _, minor = version.partition(".")
    try:
        number = int(major), int(minor or 0)
    except ValueError:
        raise Refusal(8, "v (version) is incorrect") from None
    if number < OLDEST_VERSION:
        raise Refusal(8, "versions below 5.81 are deprecated")


def check_kind(method: Method, kind: str) -> None:
    """Refuse a key of a kind the method does not take."""
    if kind in method.kinds:
        return
    if kind == COMMUNITY:
        raise Refusal(27, "method is unavailable with group auth.")
    if kind == SERVICE:
        raise Refusal(28, "method is unavailable with service token.")
    raise Refusal(15, "method is available only with group auth.")
