"""The API's methods on people and their messages, and those that are known but not played.

A method that is known still refuses the wrong kind of key as VK does; only a right key learns
that the stand-in does not play it (error 33).
"""

from typing import Any

from sandbox.vk.gate import COMMUNITY, SERVICE, USER, Asked, Method
from sandbox.vk.params import missing
from sandbox.vk.refusals import Refusal
from sandbox.vk.world import REPEAT_WINDOW, Message, Person, World

MOST_IDS = 1000
CHAT_PEERS = 2_000_000_000


async def get_users(asked: Asked) -> list[dict[str, Any]]:
    """Show people by id, `id5` or short name; unknown ones are left out."""
    world, params = asked.world, asked.params
    names = params.items("user_ids")
    if len(names) > MOST_IDS:
        raise Refusal(100, f"user_ids has more than {MOST_IDS} items")
    if not names and asked.kind == USER:
        names = [str(world.admin_id)]
    found = [person for name in names if (person := _person(world, name)) is not None]
    return [_person_object(person, params.items("fields")) for person in found]


def _person(world: World, name: str) -> Person | None:
    number = name.removeprefix("id")
    for person in world.people.values():
        if number == str(person.id) or name == person.screen_name:
            return person
    return None


def _person_object(person: Person, fields: list[str]) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "can_access_closed": True,
        "is_closed": False,
    }
    extra = {"sex": person.sex, "screen_name": person.screen_name or f"id{person.id}"}
    return shape | {name: value for name, value in extra.items() if name in fields}


async def resolve_screen_name(asked: Asked) -> dict[str, Any] | list[Any]:
    """Tell whose short name it is; VK answers an empty list where there is nobody."""
    world, name = asked.world, asked.params.text("screen_name")
    if name in {world.screen_name, f"club{world.group_id}"}:
        return {"object_id": world.group_id, "group_id": world.group_id, "type": "group"}
    person = None if name.isdecimal() else _person(world, name)
    return [] if person is None else {"object_id": person.id, "type": "user"}


async def send_message(asked: Asked) -> int | list[dict[str, Any]]:
    """Write to one person, or with `peer_ids` to many: refusals then hide inside the answer."""
    params = asked.params
    random_id = params.number("random_id")
    if not params.has("message") and not params.has("attachment"):
        raise missing("message")
    if params.has("peer_ids"):
        return [_sent_to_one_of_many(asked, peer, random_id) for peer in params.numbers("peer_ids")]
    peer_id = params.number("peer_id", 0) or params.number("user_id")
    return _send(asked, peer_id, random_id).id


def _sent_to_one_of_many(asked: Asked, peer_id: int, random_id: int) -> dict[str, Any]:
    try:
        message = _send(asked, peer_id, random_id)
    except Refusal as refusal:
        error = {"code": refusal.code, "description": str(refusal)}
        return {"peer_id": peer_id, "message_id": 0, "conversation_message_id": 0, "error": error}
    return {"peer_id": peer_id, "message_id": message.id, "conversation_message_id": message.id}


def _send(asked: Asked, peer_id: int, random_id: int) -> Message:
    world, now = asked.world, asked.world.now()
    if peer_id not in world.allowed:
        raise Refusal(901 if 0 < peer_id < CHAT_PEERS else 100)
    for sent in reversed(world.messages):
        same = random_id and (sent.peer_id, sent.random_id) == (peer_id, random_id)
        if same and now - sent.date < REPEAT_WINDOW:
            return sent
    text = asked.params.text("message", "", most=9000)
    message = Message(len(world.messages) + 1, peer_id, text, random_id, now)
    world.messages.append(message)
    return message


async def not_played(asked: Asked) -> Any:
    """Say that the stand-in does not play this method."""
    raise Refusal(33, "the stand-in does not play this method")


EVERYBODY = frozenset({COMMUNITY, USER, SERVICE})
NOT_PLAYED = {
    frozenset({USER}): """
        wall.post board.createComment board.editComment likes.add groups.ban groups.unban
        photos.createComment photos.editComment photos.deleteComment photos.restoreComment
        photos.getComments photos.getWallUploadServer
        video.createComment video.editComment video.deleteComment video.restoreComment
        video.getComments
        market.createComment market.editComment market.deleteComment market.restoreComment
        market.getComments
    """,
    frozenset({USER, COMMUNITY}): """
        wall.openComments wall.closeComments board.deleteComment board.restoreComment
        messages.edit messages.isMessagesFromGroupAllowed photos.getMessagesUploadServer execute
    """,
    frozenset({COMMUNITY}): "messages.sendMessageEventAnswer",
    frozenset({USER, SERVICE}): "board.getComments board.getTopics",
    EVERYBODY: "groups.getMembers",
}

METHODS = {
    "users.get": Method(get_users, EVERYBODY),
    "utils.resolveScreenName": Method(resolve_screen_name, EVERYBODY),
    "messages.send": Method(send_message, frozenset({COMMUNITY, USER}), "messages"),
} | {
    name: Method(not_played, kinds) for kinds, names in NOT_PLAYED.items() for name in names.split()
}
