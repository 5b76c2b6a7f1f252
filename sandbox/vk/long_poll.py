"""Bots Long Poll: the community's events in one numbered run, read from wherever one left off.

`ts` is the number of the next event. Nothing is kept from before the long poll was enabled, nor
of kinds that were not asked for. Three ways to fail, as VK has them: 1, the number is not among
those kept (some events are lost); 2, the key has expired (nothing is lost); 3, all that was not
read is lost and both key and number must be asked for anew.
"""

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import Any

from sandbox.vk.events import Attempts, Event

LONGEST_WAIT = 90.0
MOST_KEPT = 10_000


@dataclass(slots=True)
class LongPoll:
    """The events of one community, numbered, for whoever has the key."""

    group_id: int
    enabled: bool = False
    api_version: str = "5.199"
    events: set[str] = field(default_factory=set)
    key: str = field(default_factory=lambda: secrets.token_hex(20))
    _kept: list[dict[str, Any]] = field(default_factory=list)
    _first: int = 1
    _lost: bool = False
    _closed: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ts(self) -> int:
        """The number the next event will bear."""
        return self._first + len(self._kept)

    def open(self) -> None:
        """Let pollers wait again."""
        self._closed = False

    def close(self) -> None:
        """Send every waiting poller home at once."""
        self._closed = True
        self._wake()

    def carry(self, event: Event, _before: Attempts = ()) -> Attempts:
        """Keep an event for the pollers; there is nothing to await."""
        if self.enabled and event.type in self.events:
            self._kept += [
                event.envelope(event_id, version=self.api_version, group_id=self.group_id)
                for event_id in event.ids()
            ]
            self.forget(keep=MOST_KEPT)
            self._wake()
        return []

    def ask(self, server: str) -> dict[str, Any]:
        """Return address, key and number as `groups.getLongPollServer` answers them."""
        self._lost = False
        return {"server": server, "key": self.key, "ts": str(self.ts)}

    def expire_key(self) -> None:
        """Make the key that was given out worthless (failed 2)."""
        self.key = secrets.token_hex(20)
        self._wake()

    def forget(self, *, keep: int = 0) -> None:
        """Keep only the newest `keep` events: an older number is answered with failed 1."""
        gone = max(len(self._kept) - keep, 0)
        del self._kept[:gone]
        self._first += gone

    def lose(self) -> None:
        """Lose key and unread events at once (failed 3 until somebody asks for the server)."""
        self.forget()
        self._lost = True
        self.expire_key()

    async def check(self, key: str, ts: str, wait: float) -> dict[str, Any]:
        """Return what happened from number `ts` on, waiting up to `wait` seconds for it."""
        try:
            async with asyncio.timeout(min(max(wait, 0.0), LONGEST_WAIT)):
                while (answer := self._answer(key, ts)) is None:
                    await self._news.wait()
                return answer
        except TimeoutError:
            return {"ts": ts, "updates": []}

    def _answer(self, key: str, ts: str) -> dict[str, Any] | None:
        if self._lost:
            return {"failed": 3}
        if key != self.key:
            return {"failed": 2}
        number = int(ts) if ts.isdecimal() and len(ts) < 19 else 0
        if not self._first <= number <= self.ts:
            return {"failed": 1, "ts": self.ts}
        if number == self.ts and not self._closed:
            return None
        return {"ts": str(self.ts), "updates": self._kept[number - self._first :]}

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()
