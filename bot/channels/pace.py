"""How fast a platform may be spoken to: so many actions in any stretch of such a length.

A sliding window, as platforms count: a bucket that refills while it is emptied would let through
nearly twice the limit in one stretch.
"""

import asyncio
from collections import deque
from collections.abc import Callable


class Pace:
    """At most `count` actions in any `per` seconds; `timer` is a monotonic clock in seconds."""

    def __init__(self, count: int, per: float, *, timer: Callable[[], float]) -> None:
        self._count = count
        self._per = per
        self._timer = timer
        self._taken: deque[float] = deque()
        self._paused_until = 0.0
        self._queue = asyncio.Lock()

    def wait(self, *, reserve: int = 0) -> float:
        """Return in how many seconds there is room, keeping `reserve` places free; 0 for now."""
        now = self._timer()
        while self._taken and self._taken[0] <= now - self._per:
            self._taken.popleft()
        paused = max(0.0, self._paused_until - now)
        over = len(self._taken) - (max(1, self._count - reserve) - 1)
        if over <= 0:
            return paused
        return max(paused, self._taken[over - 1] + self._per - now)

    def take(self) -> None:
        """Note that an action begins now."""
        self._taken.append(self._timer())

    def pause(self, seconds: float) -> None:
        """Let nothing through for so long, as the platform asked."""
        self._paused_until = max(self._paused_until, self._timer() + seconds)

    async def turn(self) -> None:
        """Wait for room and take it; turns come in the order of asking."""
        async with self._queue:
            while (seconds := self.wait()) > 0:  # noqa: ASYNC110 it waits for time
                await asyncio.sleep(seconds)
            self.take()
