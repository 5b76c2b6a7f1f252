"""Where the codes of compensations come from: a file of lines, or the brand's loyalty program.

The program's webhook is asked with a key that stays the same at each try, so asking again never
grants twice; that is why whatever may have been lost is `TryLater` here and never `Unclear`. What
is sent is signed, or anybody who knows the address could help themselves.

A code is worth money: neither it, nor the secret, nor the address's query is logged or part of an
error.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from aiohttp import (
    ClientError,
    ClientResponse,
    ClientResponseError,
    ClientSession,
    ClientTimeout,
    InvalidURL,
    StreamReader,
)

from bot.channels import ChannelError, Refused, TryLater
from bot.clock import Clock

TIMEOUT = 8.0
"""Seconds for the whole call: less than a stop may take."""
MOST = 16 * 1024
"""Bytes of an answer that are read."""
LONGEST_CODE = 100
HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
AFTER, LONGEST_AFTER = 30.0, 3600.0
"""Seconds until the program is asked again, where it does not say and where it says too much."""
DONE = frozenset({200, 201})
SETTINGS = frozenset({401, 403, 404})
AWAY = frozenset({429})
MARK = "\ufeff"


class Codes:
    """Codes in text files, one a line. Which were handed out is not remembered here."""

    def lines(self, path: Path) -> list[str]:
        """Return the codes of a file as it is now, in its order, each once.

        Empty lines, those that begin with `#` and those over 100 characters are none. Raises
        Refused where the file cannot be read as UTF-8. It reads from the disk: call it outside the
        loop where that matters.
        """
        try:
            text = path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            raise Refused("loyalty-no-codes") from None
        stripped = (line.strip() for line in text.replace(MARK, "").splitlines())
        codes = (one for one in stripped if one and not one.startswith("#"))
        return list(dict.fromkeys(one for one in codes if len(one) <= LONGEST_CODE))


class Loyalty:
    """The loyalty program's webhook, asked for one code at a time."""

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock

    async def grant(
        self, url: str, secret: str, *, gift: str, customer: str, case: int, key: str
    ) -> str:
        """Return the code of a compensation.

        With the same `key` the program answers the same code again. Raises TryLater where asking
        again may help, at most an hour from now, and Refused where a person has to look. It takes
        `TIMEOUT` at most, follows no redirect and reads no more than `MOST`.
        """
        asked = {"name": gift, "customer": customer, "case": case, "idempotency_key": key}
        body = json.dumps(asked, ensure_ascii=False).encode()
        headers = HEADERS | {"Idempotency-Key": key} | signed(body, secret, at=self._clock())
        try:
            async with (
                ClientSession(timeout=ClientTimeout(TIMEOUT), auto_decompress=False) as session,
                session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
            ):
                if answer.status not in DONE:
                    raise self._failure(answer)
                return _code(await _read(answer.content))
        except (InvalidURL, UnicodeError):  # no host can have such a name
            failure: ChannelError = Refused("loyalty-settings")
        except ClientResponseError:  # not even HTTP
            failure = Refused("loyalty-answer")
        except (ClientError, OSError):  # a timeout is an OSError
            failure = TryLater("loyalty-away", after=AFTER)
        raise failure from None

    def _failure(self, answer: ClientResponse) -> ChannelError:
        status = answer.status
        if status in AWAY or status >= 500:
            return TryLater("loyalty-away", after=_after(answer.headers, now=self._clock()))
        if status in SETTINGS or 300 <= status < 400:
            return Refused("loyalty-settings")
        return Refused("loyalty-refused" if status >= 400 else "loyalty-answer")


def signed(body: bytes, secret: str, *, at: datetime) -> dict[str, str]:
    """Return the headers that prove who sends a body, and when."""
    timestamp = str(int(at.timestamp()))
    message = timestamp.encode() + b"." + body
    signature = hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    return {
        "X-Otklik-Timestamp": timestamp,
        "X-Otklik-Signature": f"sha256={signature}",
    }


async def _read(content: StreamReader) -> bytes:
    """Return an answer's body, whole. Raises Refused where it is too long."""
    body = b""
    while chunk := await content.read(MOST + 1 - len(body)):
        body += chunk
        if len(body) > MOST:
            raise Refused("loyalty-answer")
    return body


def _code(body: bytes) -> str:
    try:
        code = json.loads(body)["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("loyalty-answer") from None
    if not isinstance(code, str) or not code.strip() or not code.isprintable():
        raise Refused("loyalty-answer")
    if len(code) > LONGEST_CODE:
        raise Refused("loyalty-answer")
    return code


def _after(headers: Mapping[str, str], *, now: datetime) -> float:
    """Return the seconds of a Retry-After, which may be a date; from a second to an hour."""
    given = headers.get("Retry-After", "").strip()
    if not given:
        return AFTER
    try:
        seconds = float(given) if given.isdecimal() else _until(given, now)
    except (ValueError, OverflowError):
        return AFTER
    return min(max(seconds, 1.0), LONGEST_AFTER)


def _until(given: str, now: datetime) -> float:
    at = parsedate_to_datetime(given)
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()
