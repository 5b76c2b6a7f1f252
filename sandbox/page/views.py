"""What the page shows, as JSON: one section for each part of it, so that changes are small.

Moments are Unix time in seconds, by the clock of this world. HTML comes from Telegram's own
formatting alone (`sandbox.telegram.text.to_html`), which escapes all that people wrote.
"""

from collections.abc import Iterable
from typing import Any

from sandbox.bakery import NEWCOMER, STAFF
from sandbox.page.community import community, dialogues
from sandbox.page.show import Show
from sandbox.telegram import Chat, Message, Person
from sandbox.telegram.views import replied_to

Json = dict[str, Any]
TOLD = (
    "forum_topic_created", "forum_topic_closed", "forum_topic_reopened", "forum_topic_edited",
    "new_chat_members",
)  # fmt: skip
"""The service messages that people see as a line."""


def sections(show: Show) -> dict[str, Any]:
    """Return everything the page shows."""
    return {
        "world": {"take": show.take, "language": show.language, "zone": show.clock.zone.key},
        "time": {"shift": round(show.clock.shift.total_seconds(), 3)},
        "bot": show.health,
        "troubles": sorted(show.troubles.on),
        "clocks": show.clocks,
        "community": community(show),
        "dialogues": dialogues(show),
        "team": team(show),
        "manager": manager(show),
    }


def team(show: Show) -> Json:
    """Return the staff group: who is in it, its topics, all that was said."""
    bakery = show.bakery
    topics = [one for one in bakery.tg.topics(bakery.staff) if not one.deleted]
    return {
        "name": bakery.staff.title,
        "chat": bakery.staff.id,
        "people": [
            _person(who, one) | {"new": one is bakery.newcomer}
            for who, one in zip((*STAFF, NEWCOMER), bakery.everybody, strict=False)
        ],
        "topics": [{"id": one.id, "name": one.name, "closed": one.closed} for one in topics],
        "messages": _messages(
            one
            for one in bakery.tg.messages(bakery.staff, service=True)
            if "new_chat_members" not in (one.service or ()) or one.sender is bakery.nina
        ),
    }


def manager(show: Show) -> Json:
    """Return the manager's private chat with the bot."""
    bakery = show.bakery
    return {
        "name": bakery.tg.bot.name,
        "chat": bakery.vera.id,
        "person": _person("vera", bakery.vera),
        "started": bakery.vera.started,
        "messages": _messages(bakery.tg.private(bakery.vera)),
    }


def _person(who: str, person: Person) -> Json:
    return {"who": who, "id": person.id, "name": person.name}


def _messages(messages: Iterable[Message]) -> list[Json]:
    seen = (one for one in messages if one.service is None or _service(one))
    return [_message(one) for one in seen]


def _message(one: Message) -> Json:
    view: Json = {
        "id": one.id,
        "topic": one.topic,
        "from": one.sender.id,
        "name": one.sender.name,
        "bot": one.sender.is_bot,
        "at": one.date.timestamp(),
    }
    if one.service is not None:
        return view | {"service": _service(one)}
    return view | {
        "html": one.html.replace("</blockquote>\n", "</blockquote>"),
        "text": one.words,
        "photo": bool(one.photo),
        "buttons": [[_button(button.raw) for button in row] for row in one.keyboard],
        "answers": _answered(one),
        "edited": one.edited_at is not None,
        "asks": one.force_reply is not None,
    }


def _service(one: Message) -> str:
    return next((kind for kind in one.service or () if kind in TOLD), "")


def _button(raw: Json) -> Json:
    return {
        "text": raw["text"],
        "data": raw.get("callback_data"),
        "url": raw.get("url"),
        "copy": raw.get("copy_text", {}).get("text"),
    }


def _answered(one: Message) -> Json | None:
    if one.reply_to is None or (above := replied_to(one)) is None or above.service is not None:
        return None
    return {"id": above.id, "name": above.sender.name, "text": above.words[:90]}


def chat_of(show: Show, id: int) -> Chat:
    """Return the chat of the page that has this id. Raises LookupError."""
    chats = {show.bakery.staff.id: show.bakery.staff}
    chats[show.bakery.vera.id] = show.bakery.tg.private_chat(show.bakery.vera)
    return chats[id]
