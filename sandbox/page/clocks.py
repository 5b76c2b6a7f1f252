"""When the bot means to act next, read out of the bot's own database.

Nothing here works a deadline out: a second set of rules would be wrong sooner or later. The file
is opened read-only; the names of the columns are all that is known of it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

MOST = 12
"""Cases whose clocks are shown; those that are due first."""
DEADLINES = (
    "reply_due", "promise_due", "snoozed_until", "outcome_due", "ask_at", "ask_reminder_at",
)  # fmt: skip
PATIENCE = 0.2
"""Seconds to wait for a bot that is writing."""


class Unreadable(Exception):
    """There is no database yet, or none that can be read now."""


def read(file: Path) -> list[dict[str, Any]]:
    """Return the running clocks of each case. Raises Unreadable."""
    if not file.is_file():
        raise Unreadable
    columns = ", ".join(("id", "comment", "status", "wake_at", *DEADLINES))
    query = f"select {columns} from cases where wake_at is not null order by wake_at limit {MOST}"
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=PATIENCE)) as base:
            base.row_factory = sqlite3.Row
            return [_case(row) for row in base.execute(query)]
    except sqlite3.Error as error:
        raise Unreadable from error


def _case(row: sqlite3.Row) -> dict[str, Any]:
    due = {name: _seconds(row[name]) for name in DEADLINES if row[name] is not None}
    same = ("id", "comment", "status")
    return {name: row[name] for name in same} | {"wakes": _seconds(row["wake_at"]), "due": due}


def _seconds(stored: int) -> float:
    """Return a moment, kept in microseconds, as Unix time."""
    return stored / 1_000_000
