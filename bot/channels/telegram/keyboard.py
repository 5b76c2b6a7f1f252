"""What a button carries: `<action>:<case>` or `<action>:<case>:<argument>`, at most 64 bytes.

The data comes back from a client and proves nothing: who pressed is checked at each press.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.core.case import read_id

A_MOMENT = re.compile(r"([yn]?)([0-9]{1,9})")


class Action(StrEnum):
    TAKE = "take"
    RELEASE = "release"
    REPLY = "reply"
    MORE = "more"
    KIND = "kind"
    PROMISE = "promise"
    SNOOZE = "snooze"
    ESCALATE = "escalate"
    RESOLVE = "resolve"
    HISTORY = "history"
    REOPEN = "reopen"
    ACKNOWLEDGE = "acknowledge"
    OUTCOME = "outcome"
    PUBLISH = "publish"
    DISCARD = "discard"
    UNDO = "undo"
    RETRY = "retry"
    POSTED = "posted"
    APPROVE = "approve"
    REJECT = "reject"
    DM = "dm"
    PRIVATE = "private"
    COMPENSATE = "compensate"
    TEXTS = "texts"
    KEEP = "keep"
    QUEUE = "queue"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed, about which case."""

    action: Action
    case: int
    argument: str = ""

    def pack(self) -> str:
        """Return the data for a button."""
        end = f":{self.argument}" if self.argument else ""
        return f"{self.action}:{self.case}{end}"

    @classmethod
    def parse(cls, data: str) -> "Press | None":
        """Return what the data says, or None where it says nothing the bot ever wrote."""
        action, _, rest = data.partition(":")
        case, _, argument = rest.partition(":")
        if action not in Action.__members__.values() or read_id(case) is None or len(data) > 64:
            return None
        return cls(Action(action), int(case), argument)

    @property
    def number(self) -> int | None:
        """The argument as an id, where it is one."""
        return read_id(self.argument)

    @property
    def moment(self) -> tuple[str, datetime] | None:
        """The argument as a moment: what is meant with it (a letter or nothing), and when.

        It is written in minutes since 1970, which leaves room for long case ids.
        """
        found = A_MOMENT.fullmatch(self.argument)
        if found is None:
            return None
        return found[1], datetime.fromtimestamp(int(found[2]) * 60, UTC)

    @property
    def seen(self) -> tuple[int, str] | None:
        """The argument as a draft and the fingerprint of its text that was shown with it."""
        draft, dot, fingerprint = self.argument.partition(".")
        id = read_id(draft)
        return (id, fingerprint) if dot and id is not None else None

    @property
    def comment(self) -> int | None:
        """The argument as a customer's or colleague's comment, `c<id>`, where it is one."""
        id = self.argument.removeprefix("c")
        return read_id(id) if id != self.argument else None


@dataclass(frozen=True, slots=True)
class Button:
    """A button with data, with a link, or with a text that a tap copies."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""


COPIED = 256
"""Characters that a button copies [core.telegram.org/bots/api: CopyTextButton]."""
Rows = tuple[tuple[Button, ...], ...]


def minutes(at: datetime) -> str:
    """Return a moment as a button carries it."""
    return str(int(at.timestamp()) // 60)
