"""VK's way to say no: HTTP 200 with `{"error": {...}}`, the caller's parameters repeated in it.

A method raises `Refusal(code)`; the door turns it into the body. The repeated parameters hold the
customer's text but never the token, as VK does: whoever logs an error body logs the text.
"""

from collections.abc import Mapping
from typing import Any

MESSAGES: Mapping[int, str] = {
    1: "Unknown error occurred",
    3: "Unknown method passed",
    5: "User authorization failed",
    6: "Too many requests per second",
    7: "Permission to perform this action is denied",
    8: "Invalid request",
    9: "Flood control",
    10: "Internal server error",
    14: "Captcha needed",
    15: "Access denied",
    17: "Validation required",
    18: "User was deleted or banned",
    27: "Group authorization failed",
    28: "Application authorization failed",
    29: "Rate limit reached",
    33: "Not implemented yet",
    36: "Method execution was interrupted due to timeout",
    43: "This section is temporary unavailable",
    100: "One of the parameters specified was missing or invalid",
    104: "Not found",
    113: "Invalid user id",
    118: "Invalid server",
    121: "Invalid hash",
    125: "Invalid group id",
    211: "Access to wall's comment denied",
    212: "Access to post comments denied",
    213: "Access to status replies denied",
    222: "Hyperlinks are forbidden",
    223: "Too many replies",
    243: "Comment has not been deleted",
    900: "Can't send messages for users from blacklist",
    901: "Can't send messages for users without permission",
    909: "Can't edit this message, because it's too old",
    914: "Message is too long",
    2000: "Servers number limit is reached",
}


class Refusal(Exception):
    """What VK answers instead of doing the thing: its code and its words."""

    def __init__(
        self, code: int, detail: str = "", *, extra: Mapping[str, Any] | None = None
    ) -> None:
        words = MESSAGES.get(code, "Error")
        super().__init__(f"{words}: {detail}" if detail else words)
        self.code = code
        self.extra = dict(extra or {})

    def body(self, method: str, params: Mapping[str, str]) -> dict[str, Any]:
        """Return the answer's body for a call of `method` with `params` (no token in them)."""
        asked = {"method": method, "oauth": "1", **params}
        error: dict[str, Any] = {"error_code": self.code, "error_msg": str(self)}
        error["request_params"] = [{"key": key, "value": value} for key, value in asked.items()]
        return {"error": error | self.extra}
