"""The time of the demo's little world: the machine's, plus what was travelled.

The platforms are given this clock; the bot, a process of its own, reads the same shift from a file
(`otklik run --clock FILE`), so that a day passes for everybody at once.
"""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

OPENING = time(11, 0)
"""The local time at which the demo begins, whatever the hour: the working day is young."""


class Clock:
    """A clock that can be set forward. Writes the shift to `file`, in seconds."""

    def __init__(self, file: Path, zone: ZoneInfo) -> None:
        self.zone = zone
        self.file = file
        now = datetime.now(UTC)
        opening = datetime.combine(now.astimezone(zone).date(), OPENING, tzinfo=zone)
        self.shift = opening - now
        self._write()

    def __call__(self) -> datetime:
        """Return the time of this world, aware and in UTC."""
        return datetime.now(UTC) + self.shift

    def travel(self, length: timedelta) -> None:
        """Let so much time pass at once."""
        self.shift += length
        self._write()

    def _write(self) -> None:
        fresh = self.file.with_suffix(".new")
        fresh.write_text(str(self.shift.total_seconds()), "ascii")
        fresh.replace(self.file)
