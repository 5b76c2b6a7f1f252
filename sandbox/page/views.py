"""What the page shows, as JSON: one section for each part of it, so that changes are small.

Moments are Unix time in seconds, by the clock of this world. HTML comes from Telegram's own
formatting alone (`sandbox.telegram.text.to_html`), which escapes all that people wrote.
"""

from typing import Any

from sandbox.bakery import CUSTOMERS, STAFF
from sandbox.page.show import Show
from sandbox.telegram import Chat, Message, Person
from sandbox.telegram.views import replied_to
from sandbox.vk import Comment

Json = dict[str, Any]
TOLD = ("forum_topic_created", "forum_topic_closed", "forum_topic_reopened", "forum_topic_edited")
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
        "team": team(show),
        "manager": manager(show),
    }


def community(show: Show) -> Json:
    """Return the posts and what stands below them; a deleted comment only where it has answers."""
    vk, bakery = show.bakery.vk, show.bakery
    people = zip(CUSTOMERS, bakery.customers, strict=True)
    return {
        "name": vk.group_name,
        "id": -vk.group_id,
        "people": [{"who": who, "id": id, "name": _name(show, id)} for who, id in people],
        "posts": [
            {
                "id": post.id,
                "text": post.text,
                "at": post.date.timestamp(),
                "comments": [
                    _comment(show, one)
                    for top in vk.wall.top_level(post.id)
                    for one in (top, *vk.wall.thread(top.id))
                ],
            }
            for post in vk.wall.posts.values()
        ],
    }


def _comment(show: Show, one: Comment) -> Json:
    inside = one.reply_to if one.reply_to != one.root else None
    answered = None if inside is None else show.bakery.vk.wall.all_comments[inside]
    return {
        "id": one.id,
        "from": one.from_id,
        "name": _name(show, one.from_id),
        "text": "" if one.deleted else one.text,
        "at": one.date.timestamp(),
        "to": _name(show, answered.from_id) if answered else "",
        "inside": one.root is not None,
        "root": one.root,
        "edited": bool(one.edits),
        "deleted": one.deleted,
    }


def _name(show: Show, id: int) -> str:
    person = show.bakery.vk.people.get(id)
    return f"{person.first_name} {person.last_name}" if person else show.bakery.vk.group_name


def team(show: Show) -> Json:
    """Return the staff group: who is in it, its topics, all that was said."""
    bakery = show.bakery
    topics = [one for one in bakery.tg.topics(bakery.staff) if not one.deleted]
    return {
        "name": bakery.staff.title,
        "chat": bakery.staff.id,
        "people": [_person(who, one) for who, one in zip(STAFF, bakery.team, strict=True)],
        "topics": [{"id": one.id, "name": one.name, "closed": one.closed} for one in topics],
        "messages": _messages(bakery.tg.messages(bakery.staff, service=True)),
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


def _messages(messages: list[Message]) -> list[Json]:
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
        "text": one.text,
        "buttons": [[_button(button.raw) for button in row] for row in one.keyboard],
        "answers": _answered(one),
        "edited": one.edited_at is not None,
        "asks": one.force_reply is not None,
    }


def _service(one: Message) -> str:
    return next((kind for kind in one.service or () if kind in TOLD), "")


def _button(raw: Json) -> Json:
    return {"text": raw["text"], "data": raw.get("callback_data"), "url": raw.get("url")}


def _answered(one: Message) -> Json | None:
    if one.reply_to is None or (above := replied_to(one)) is None or above.service is not None:
        return None
    return {"id": above.id, "name": above.sender.name, "text": above.text[:90]}


def chat_of(show: Show, id: int) -> Chat:
    """Return the chat of the page that has this id. Raises LookupError."""
    chats = {show.bakery.staff.id: show.bakery.staff}
    chats[show.bakery.vera.id] = show.bakery.tg.private_chat(show.bakery.vera)
    return chats[id]
