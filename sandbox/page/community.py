"""The community as the page shows it: its posts with their comments, and its private messages."""

from typing import Any

from sandbox.bakery import CUSTOMERS
from sandbox.page.show import Show
from sandbox.vk import Comment, Message

Json = dict[str, Any]


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


def dialogues(show: Show) -> list[Json]:
    """Return each customer's private messages, and whether the community may write there."""
    vk = show.bakery.vk
    return [
        {
            "person": id,
            "allowed": id in vk.allowed,
            "messages": [_private(show, one) for one in vk.dialogue(id)],
        }
        for id in show.bakery.customers
    ]


def _comment(show: Show, one: Comment) -> Json:
    inside = one.reply_to if one.reply_to != one.root else None
    wall = show.bakery.vk.wall.all_comments
    answered = None if inside is None else wall[inside]
    return {
        "id": one.id,
        "from": one.from_id,
        "name": _name(show, one.from_id),
        "text": "" if one.deleted else one.text,
        "photos": [] if one.deleted else _photos(one),
        "at": one.date.timestamp(),
        "to": _name(show, answered.from_id) if answered else "",
        "answered": None if one.reply_to is None else wall[one.reply_to].from_id,
        "inside": one.root is not None,
        "root": one.root,
        "edited": bool(one.edits),
        "deleted": one.deleted,
    }


def _private(show: Show, one: Message) -> Json:
    return {
        "id": one.id,
        "from": one.from_id,
        "name": _name(show, one.from_id),
        "text": one.text,
        "photos": _photos(one),
        "at": one.date.timestamp(),
        "edited": bool(one.edits),
    }


def _photos(one: Comment | Message) -> list[str]:
    """Return the photos that hang on it, named as in VK's addresses."""
    photos = [each["photo"] for each in one.attachments if each["type"] == "photo"]
    return [f"photo{photo['owner_id']}_{photo['id']}" for photo in photos]


def _name(show: Show, id: int) -> str:
    person = show.bakery.vk.people.get(id)
    return f"{person.first_name} {person.last_name}" if person else show.bakery.vk.group_name
