"""A staff message that stands for something, so that it can be found again.

`what` is one of `topic`, `card`, `line`, `preview:<draft>`, `heard:<comment>`, `prompt:<row>`,
`decide:<row>` (in a manager's private chat) for a case, and `feed` for the common topic, which
belongs to no case.
"""

from dataclasses import dataclass

from bot.core.case import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`digest` tells whether it still says what it should; `target` is the comment it shows."""

    what: str
    chat: int
    message: int
    thread: int | None = None
    digest: str | None = None
    target: int | None = None
    case: CaseId | None = None
