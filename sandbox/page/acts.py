"""What can be done on the page. Each act takes JSON, does one thing, and may answer with JSON.

An act that makes no sense (an empty text, a button that is gone) raises Nonsense with a key of the
demo's texts: the page says it, and nothing has happened. What is done behind the scenes stands
here; what people do, in `customers` and `staff`.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from sandbox.page.customers import (
    comment,
    delete_comment,
    edit_comment,
    edit_private,
    permit,
    write,
)
from sandbox.page.given import Json, Nonsense, number
from sandbox.page.show import Show
from sandbox.page.staff import edit_message, press, say
from sandbox.words import LANGUAGES

Act = Callable[[Show, Json], Awaitable[Json]]
FARTHEST = timedelta(days=30)


async def travel(show: Show, given: Json) -> Json:
    """Let time pass at once, by so many seconds."""
    length = timedelta(seconds=min(number(given, "seconds"), FARTHEST.total_seconds()))
    if length <= timedelta():
        raise Nonsense("act-no-way-back")
    show.travel(length)
    return {}


async def trouble(show: Show, given: Json) -> Json:
    """Break something, or mend it."""
    try:
        show.troubles.switch(str(given.get("name")), bool(given.get("on")))
    except KeyError:
        raise Nonsense("act-gone") from None
    return {}


async def kill(show: Show, given: Json) -> Json:
    """Let the bot's power fail."""
    await show.kill_bot()
    return {}


async def start(show: Show, given: Json) -> Json:
    """Start the bot again on the same data."""
    await show.start_bot()
    return {}


async def restart(show: Show, given: Json) -> Json:
    """Begin the whole demo afresh."""
    language = str(given.get("language", show.language))
    await show.restart(language if language in LANGUAGES else show.language)
    return {}


ACTS: dict[str, Act] = {
    act.__name__: act
    for act in (
        comment, edit_comment, delete_comment, write, edit_private, permit, say, edit_message,
        press, travel, trouble, kill, start, restart,
    )
}  # fmt: skip
