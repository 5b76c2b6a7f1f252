"""What can be done on the page. Each act takes JSON, does one thing, and may answer with JSON.

An act that makes no sense (an empty text, a button that is gone) raises Nonsense with a key of the
demo's texts: the page says it, and nothing has happened.
"""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from math import isfinite
from typing import Any

from sandbox.page.show import Show
from sandbox.page.views import chat_of
from sandbox.telegram import Chat, Message, NoSuchButton, Person
from sandbox.words import LANGUAGES

Json = dict[str, Any]
Act = Callable[[Show, Json], Awaitable[Json]]
LONGEST = 4096
FARTHEST = timedelta(days=30)


class Nonsense(Exception):
    """The act cannot be done; the text is a key of the demo's texts."""


async def comment(show: Show, given: Json) -> Json:
    """Write under a post, as a customer or by hand in the community's name."""
    vk, author = show.bakery.vk, _number(given, "person")
    if author not in (*show.bakery.customers, -vk.group_id):
        raise Nonsense("act-nobody")
    if _number(given, "post") not in vk.wall.posts:
        raise Nonsense("act-gone")
    answered = given.get("reply_to")
    if answered is not None and vk.wall.live(_number(given, "reply_to")) is None:
        raise Nonsense("act-gone")
    return {"id": vk.comment(author, given["post"], _text(given), answered)}


async def edit_comment(show: Show, given: Json) -> Json:
    """Change a comment, as its author."""
    vk, id = show.bakery.vk, _number(given, "comment")
    if vk.wall.live(id) is None:
        raise Nonsense("act-gone")
    vk.edit(id, _text(given))
    return {}


async def delete_comment(show: Show, given: Json) -> Json:
    """Delete a comment, as its author."""
    vk, id = show.bakery.vk, _number(given, "comment")
    if vk.wall.live(id) is None:
        raise Nonsense("act-gone")
    vk.delete(id)
    return {}


async def say(show: Show, given: Json) -> Json:
    """Write into the staff group, or as the manager to the bot."""
    bakery = show.bakery
    chat, person, text = _chat(show, given), _person(show, given), _text(given)
    answered = _message(chat, given, "reply_to") if given.get("reply_to") is not None else None
    if chat is not bakery.staff:
        return {"id": bakery.tg.say_private(person, text, reply_to=answered).id}
    topic = given.get("topic")
    if topic is not None and chat.topic(_number(given, "topic")) is None:
        raise Nonsense("act-gone")
    return {"id": bakery.tg.say(person, chat, text, topic=topic, reply_to=answered).id}


async def edit_message(show: Show, given: Json) -> Json:
    """Change a message of one's own."""
    message = _message(_chat(show, given), given, "message")
    if message.sender is not _person(show, given):
        raise Nonsense("act-not-yours")
    show.bakery.tg.edit(message, _text(given))
    return {}


async def press(show: Show, given: Json) -> Json:
    """Press a button; answer with the toast, empty where the bot did not answer in time."""
    chat, person = _chat(show, given), _person(show, given)
    message = _message(chat, given, "message")
    try:
        pressed = show.bakery.tg.press(person, message, str(given.get("data")))
    except NoSuchButton:
        raise Nonsense("act-gone") from None
    try:
        await show.bakery.tg.answered(pressed)
    except TimeoutError:
        return {"toast": None}
    return {"toast": pressed.answer or ""}


async def travel(show: Show, given: Json) -> Json:
    """Let time pass at once, by so many seconds."""
    length = timedelta(seconds=min(_number(given, "seconds"), FARTHEST.total_seconds()))
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
        comment, edit_comment, delete_comment, say, edit_message, press, travel, trouble, kill,
        start, restart,
    )
}  # fmt: skip


def _text(given: Json) -> str:
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Nonsense("act-empty")
    if len(text) > LONGEST:
        raise Nonsense("act-long")
    return text.strip()


def _number(given: Json, name: str) -> int:
    number = given.get(name)
    if not isinstance(number, int | float) or isinstance(number, bool) or not isfinite(number):
        raise Nonsense("act-gone")
    return int(number)


def _chat(show: Show, given: Json) -> Chat:
    try:
        return chat_of(show, _number(given, "chat"))
    except LookupError:
        raise Nonsense("act-gone") from None


def _person(show: Show, given: Json) -> Person:
    id = _number(given, "person")
    found = next((one for one in show.bakery.team if one.id == id), None)
    if found is None:
        raise Nonsense("act-nobody")
    return found


def _message(chat: Chat, given: Json, name: str) -> Message:
    found = chat.message(_number(given, name))
    if found is None:
        raise Nonsense("act-gone")
    return found
