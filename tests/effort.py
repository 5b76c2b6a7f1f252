"""How much work something is, told without a clock's absolute figures: a busy machine is no fault.

Figures in milliseconds are the benchmark's; a test needs only to see that a text of strangers does
not cost many times what it should.
"""

import re
import time
from collections.abc import Callable

_PLAIN = "Торт приехал помятым, the cake was late. " * 400
"""16 KiB of words."""


def effort(work: Callable[[], object]) -> float:
    """Return how many times the work of cutting 16 KiB of plain text into words this is.

    Both are done in turn, and the least of three counts. One is about a millisecond's work.
    """
    return min(_seconds(work) / _seconds(_cut) for _ in range(3))


def _cut() -> int:
    return sum(len(found[0].casefold()) for found in re.finditer(r"\w+", _PLAIN))


def _seconds(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began
