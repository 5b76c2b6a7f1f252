"""Logs: one event a line, a verb and ids; never a text, a token, a name.

Libraries' own loggers are kept to warnings, and whatever passes is searched for the literal
secrets: the Telegram token stands in the path of every request, and a traceback can carry it.
"""

import json
import logging
import sys
from collections.abc import Sequence
from typing import TextIO

HIDDEN = "***"
QUIET = ("aiogram", "aiohttp", "apscheduler", "alembic", "urllib3", "vk_api", "asyncio")


def set_up(secrets: Sequence[str], *, style: str, out: TextIO = sys.stderr) -> None:
    """Send all logs to `out` as `text` or `json` lines, without the secrets."""
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Lines(secrets, style))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # strangers' broken requests
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class _Lines(logging.Formatter):
    def __init__(self, secrets: Sequence[str], style: str) -> None:
        super().__init__()
        self._secrets = sorted(filter(None, secrets), key=len, reverse=True)
        self._json = style == "json"

    def format(self, record: logging.LogRecord) -> str:
        """Return one line for a record."""
        said = record.getMessage()
        if record.exc_info:
            said += " " + self.formatException(record.exc_info)
        for secret in self._secrets:
            said = said.replace(secret, HIDDEN)
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        if self._json:
            line = {"at": at, "level": record.levelname, "from": record.name, "said": said}
            return json.dumps(line, ensure_ascii=False)
        return "\\n".join(f"{at} {record.levelname} {record.name}: {said}".splitlines())
