"""What an act was given, as JSON from the page: read into the people and things it means.

What makes no sense (an empty text, a message that is gone) raises Nonsense.
"""

from math import isfinite
from typing import Any

from sandbox.page.show import Show
from sandbox.page.views import chat_of
from sandbox.telegram import Chat, Message, Person

Json = dict[str, Any]
LONGEST = 4096
LONGEST_CAPTION = 1024


class Nonsense(Exception):
    """The act cannot be done; the text is a key of the demo's texts."""


def text(given: Json, *, most: int = LONGEST) -> str:
    """Return what was written; it may be empty only beside a photo."""
    written = given.get("text")
    if not isinstance(written, str) or not (written.strip() or photo(given)):
        raise Nonsense("act-empty")
    if len(written) > most:
        raise Nonsense("act-long" if most == LONGEST else "act-long-caption")
    return written.strip()


def photo(given: Json) -> bool:
    """Tell whether a photo goes along."""
    return given.get("photo") is True


def number(given: Json, name: str) -> int:
    """Return a number, such as an id."""
    found = given.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool) or not isfinite(found):
        raise Nonsense("act-gone")
    return int(found)


def customer(show: Show, given: Json) -> int:
    """Return the id of a customer."""
    id = number(given, "person")
    if id not in show.bakery.customers:
        raise Nonsense("act-nobody")
    return id


def colleague(show: Show, given: Json) -> Person:
    """Return who of the staff acts."""
    id = number(given, "person")
    found = next((one for one in show.bakery.everybody if one.id == id), None)
    if found is None:
        raise Nonsense("act-nobody")
    return found


def chat(show: Show, given: Json) -> Chat:
    """Return the chat it happens in."""
    try:
        return chat_of(show, number(given, "chat"))
    except LookupError:
        raise Nonsense("act-gone") from None


def message(chat: Chat, given: Json, name: str) -> Message:
    """Return a message of a chat that still stands."""
    found = chat.message(number(given, name))
    if found is None:
        raise Nonsense("act-gone")
    return found
