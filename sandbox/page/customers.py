"""What customers can do on the page: under the posts, and in their messages to the community.

An employee who acts in the community itself, past the bot, is played here as well.
"""

import re

from sandbox.page.given import Json, Nonsense, customer, number, photo, text
from sandbox.page.show import Show

A_REF = re.compile(r"[\w-]{1,64}", re.ASCII)


async def comment(show: Show, given: Json) -> Json:
    """Write under a post, as a customer or by hand in the community's name."""
    vk, author = show.bakery.vk, number(given, "person")
    if author not in (*show.bakery.customers, -vk.group_id):
        raise Nonsense("act-nobody")
    if number(given, "post") not in vk.wall.posts:
        raise Nonsense("act-gone")
    answered = given.get("reply_to")
    if answered is not None and vk.wall.live(number(given, "reply_to")) is None:
        raise Nonsense("act-gone")
    photos = _photos(show, author, given)
    return {"id": vk.comment(author, given["post"], text(given), answered, attachments=photos)}


async def edit_comment(show: Show, given: Json) -> Json:
    """Change a comment, as its author."""
    show.bakery.vk.edit(_standing(show, given), text(given))
    return {}


async def delete_comment(show: Show, given: Json) -> Json:
    """Delete a comment: as its author, or `by_hand` as an employee of the bakery."""
    vk = show.bakery.vk
    vk.delete(_standing(show, given), by=vk.admin_id if given.get("by_hand") else None)
    return {}


async def write(show: Show, given: Json) -> Json:
    """Write to the community in private, or `by_hand` to the customer in its name."""
    vk, person = show.bakery.vk, customer(show, given)
    if given.get("by_hand"):
        if person not in vk.allowed:
            raise Nonsense("act-not-allowed")
        return {"id": vk.answer_by_hand(person, text(given))}
    ref = given.get("ref") or ""
    if ref and not (isinstance(ref, str) and A_REF.fullmatch(ref)):
        raise Nonsense("act-gone")
    photos = _photos(show, person, given)
    return {"id": vk.write(person, text(given), ref=ref, attachments=photos)}


async def edit_private(show: Show, given: Json) -> Json:
    """Change a private message, as the customer who wrote it."""
    vk, changed = show.bakery.vk, text(given)
    message = vk.dialogues.all_messages.get(number(given, "message"))
    if message is None or message.out:
        raise Nonsense("act-gone")
    vk.edit_message(message.id, changed)
    return {}


async def permit(show: Show, given: Json) -> Json:
    """Allow the community to write to a customer, or forbid it."""
    vk, person = show.bakery.vk, customer(show, given)
    (vk.allow_messages if given.get("on") else vk.deny_messages)(person)
    return {}


def _standing(show: Show, given: Json) -> int:
    """Return the id of a comment that still stands."""
    id = number(given, "comment")
    if show.bakery.vk.wall.live(id) is None:
        raise Nonsense("act-gone")
    return id


def _photos(show: Show, author: int, given: Json) -> list[str]:
    """Return the sample photo, under a number no other has, or none."""
    vk = show.bakery.vk
    unused = len(vk.wall.all_comments) + len(vk.messages) + 1
    return [f"photo{author}_{unused}"] if photo(given) else []
