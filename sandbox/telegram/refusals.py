"""How the Bot API says no.

A refusal is an HTTP status with `{"ok": false, "error_code", "description", "parameters"?}`. Bots
recognise refusals by the description's words, so the descriptions here are the official server's.
"""

from typing import Any


class Refusal(Exception):
    """An answer with `ok` false."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(reason: str) -> Refusal:
    """Return the 400 for a request which cannot be done as it stands."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """Return the 403 for what the bot may not do here."""
    return Refusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """Return the 409 for two ways of taking updates at once."""
    return Refusal(409, f"Conflict: {reason}")


def migrated(new_id: int) -> Refusal:
    """Return the 400 for a group that lives on under another id."""
    return Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_id},
    )


def too_many(retry_after: int) -> Refusal:
    """Return the 429 that asks for so many seconds of rest."""
    return Refusal(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )


UNAUTHORIZED = (401, "Unauthorized")
NOT_FOUND = UNKNOWN_METHOD = (404, "Not Found")
EXPIRED_QUERY = "query is too old and response timeout expired or query ID is invalid"
NO_THREAD = "message thread not found"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
POLL_BESIDE_WEBHOOK = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
    " webhook first"
)
POLL_BESIDE_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
