"""Trouble to order from a stand-in, by the name of the method it shall hit.

A stand-in asks `Faults.take(method)` at each call and plays what it is given: `Error`, `Status`,
`Delay` and `Silence` before anything is done, `LoseAnswer` after it was done in full.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Any

ANY = "*"


@dataclass(frozen=True, slots=True)
class Error:
    """The platform's own error body, nothing done."""

    code: int
    message: str = "ordered by the test"
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """A bare HTTP status with a body that is not the platform's, nothing done."""

    status: int
    body: str = "<html>sorry</html>"


@dataclass(frozen=True, slots=True)
class Delay:
    """Done as usual, but only after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing done and nothing answered, until the caller hangs up."""


@dataclass(frozen=True, slots=True)
class LoseAnswer:
    """Done in full, then the connection breaks before the answer."""


Fault = Error | Status | Delay | Silence | LoseAnswer


class Faults:
    """What was ordered and not yet played, first ordered first played."""

    def __init__(self) -> None:
        self._ordered: defaultdict[str, deque[Fault]] = defaultdict(deque)

    def order(self, method: str, fault: Fault, *, times: int = 1) -> None:
        """Play `fault` at the next `times` calls of `method` (`ANY`: of whatever method)."""
        self._ordered[method].extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """Return the fault to play at this call of `method`, or None."""
        for name in (method, ANY):
            if self._ordered[name]:
                return self._ordered[name].popleft()
        return None

    def clear(self) -> None:
        """Forget all that was ordered."""
        self._ordered.clear()
