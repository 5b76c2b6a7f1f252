"""What one transaction writes, gathered first, so that many cases cost few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import Case, CaseId
from bot.store import cases, outbox, search
from bot.store.cases import Told
from bot.store.outbox import ToSay


@dataclass(slots=True)
class Ledger:
    """What is to be written down; nothing is kept before `write`."""

    now: datetime
    changed: list[tuple[Case, Case]] = field(default_factory=list)
    lines: list[tuple[CaseId, str, Told]] = field(default_factory=list)
    rows: list[ToSay] = field(default_factory=list)
    keys: list[tuple[CaseId, Sequence[str]]] = field(default_factory=list)
    """Under what cases are found from now on."""

    async def write(self, connection: AsyncConnection) -> None:
        """Write everything down, and begin a fresh page."""
        await cases.save_all(connection, self.changed)
        await cases.tell_all(connection, self.lines)
        await outbox.add_all(connection, self.rows, now=self.now)
        await search.add_all(connection, self.keys)
        self.changed, self.lines, self.rows, self.keys = [], [], [], []
