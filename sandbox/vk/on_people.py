"""The API's methods on people, and those that are known but not played.

A method that is known still refuses the wrong kind of key as VK does; only a right key learns
that the stand-in does not play it (error 33).
"""

from typing import Any

from sandbox.vk.gate import COMMUNITY, SERVICE, USER, Asked, Method
from sandbox.vk.refusals import Refusal
from sandbox.vk.world import Person, World

MOST_IDS = 1000


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


async def not_played(asked: Asked) -> Any:
    """Say that the stand-in does not play this method."""
    raise Refusal(33, "the stand-in does not play this method")


EVERYBODY = frozenset({COMMUNITY, USER, SERVICE})
NOT_PLAYED = {
    frozenset({USER}): """
        wall.post board.createComment board.editComment likes.add groups.ban groups.unban
        photos.createComment photos.editComment photos.deleteComment photos.restoreComment
        photos.getComments
        video.createComment video.editComment video.deleteComment video.restoreComment
        video.getComments
        market.createComment market.editComment market.deleteComment market.restoreComment
        market.getComments
    """,
    frozenset({USER, COMMUNITY}): """
        wall.openComments wall.closeComments board.deleteComment board.restoreComment
        execute
    """,
    frozenset({COMMUNITY}): "messages.sendMessageEventAnswer",
    frozenset({USER, SERVICE}): "board.getComments board.getTopics",
    EVERYBODY: "groups.getMembers",
}

METHODS = {
    "users.get": Method(get_users, EVERYBODY),
    "utils.resolveScreenName": Method(resolve_screen_name, EVERYBODY),
} | {
    name: Method(not_played, kinds) for kinds, names in NOT_PLAYED.items() for name in names.split()
}
