"""The API's methods on private messages.

A community's key writes as the community; a user's key does so only with `group_id`, for without
it VK takes the administrator's own dialogues, which are not played here. Changing a message
replaces its attachments with those that are passed.
"""

import asyncio
from datetime import timedelta
from typing import Any

from sandbox.vk.dialogues import Message
from sandbox.vk.events import Attempts
from sandbox.vk.gate import COMMUNITY, USER, Asked, Method
from sandbox.vk.params import Params, missing
from sandbox.vk.refusals import Refusal
from sandbox.vk.world import REPEAT_WINDOW, World

CHAT_PEERS = 2_000_000_000
LONGEST_TEXT = 4096
CHANGEABLE_FOR = timedelta(hours=24)


async def send_message(asked: Asked) -> int | list[dict[str, Any]]:
    """Write to one person, or with `peer_ids` to many: refusals then hide inside the answer."""
    params = asked.params
    random_id = params.number("random_id")
    _check_content(params)
    if params.has("peer_ids"):
        peers = params.numbers("peer_ids")
        return [await _sent_to_one_of_many(asked, peer, random_id) for peer in peers]
    peer_id = params.number("peer_id", 0) or params.number("user_id")
    return (await _sent(asked, peer_id, random_id)).id


async def _sent_to_one_of_many(asked: Asked, peer_id: int, random_id: int) -> dict[str, Any]:
    try:
        message = await _sent(asked, peer_id, random_id)
    except Refusal as refusal:
        error = {"code": refusal.code, "description": str(refusal)}
        return {"peer_id": peer_id, "message_id": 0, "conversation_message_id": 0, "error": error}
    return {
        "peer_id": peer_id,
        "message_id": message.id,
        "conversation_message_id": message.conversation_message_id,
    }


async def _sent(asked: Asked, peer_id: int, random_id: int) -> Message:
    message, first_attempts = _send(asked, peer_id, random_id)
    if asked.world.echo_first and first_attempts:
        await asyncio.wait(first_attempts)
    return message


def _send(asked: Asked, peer_id: int, random_id: int) -> tuple[Message, Attempts]:
    world = asked.world
    admin_id = _administrator(asked)
    _check_recipient(world, peer_id)
    earlier = _earlier(world, peer_id, random_id)
    if earlier is not None:
        return earlier, ()
    draft = Message(
        id=0,
        peer_id=peer_id,
        from_id=-world.group_id,
        text=_text(asked.params),
        date=world.now(),
        random_id=random_id,
        attachments=world.attached(asked.params.items("attachment")),
        admin_id=admin_id,
    )
    return world.place_message(draft)


def _earlier(world: World, peer_id: int, random_id: int) -> Message | None:
    for sent in reversed(world.dialogue(peer_id)):
        same = random_id and sent.random_id == random_id
        if same and world.now() - sent.date < REPEAT_WINDOW:
            return sent
    return None


async def edit_message(asked: Asked) -> int:
    """Change a message of the community's own, by `message_id` or by its number (`cmid`).

    Another's message is refused with 15 [negezor/vk-io#179].
    """
    world, params = asked.world, asked.params
    _administrator(asked)
    peer_id = params.number("peer_id")
    _check_content(params)
    message = _named(world, peer_id, params)
    if not message.out:
        raise Refusal(15)
    _check_recipient(world, peer_id)
    if world.now() - message.date > CHANGEABLE_FOR:
        raise Refusal(909)
    attachments = world.attached(params.items("attachment"))
    world.edit_message(message.id, _text(params), attachments=attachments)
    return 1


def _named(world: World, peer_id: int, params: Params) -> Message:
    """Return the message meant; `conversation_message_id` is the older name of `cmid`."""
    number = params.number("cmid", 0) or params.number("conversation_message_id", 0)
    message_id = params.number("message_id", 0)
    if not number and not message_id:
        raise missing("message_id")
    message = world.dialogues.find(peer_id, message_id=message_id, number=number)
    if message is None:
        raise Refusal(100, "message_id is invalid")
    return message


async def is_allowed(asked: Asked) -> dict[str, int]:
    """Tell whether a person lets the community write to them."""
    if asked.params.number("group_id") != asked.world.group_id:
        raise Refusal(125)
    user_id = asked.params.number("user_id", least=1)
    return {"is_allowed": int(user_id in asked.world.allowed)}


def _administrator(asked: Asked) -> int | None:
    """Return who writes in the community's name, None if it is the community's own key."""
    world, params = asked.world, asked.params
    if asked.kind == COMMUNITY and not params.has("group_id"):
        return None
    if params.number("group_id") != world.group_id:
        raise Refusal(100, "group_id is invalid")
    return None if asked.kind == COMMUNITY else world.admin_id


def _check_content(params: Params) -> None:
    if not params.has("message") and not params.has("attachment"):
        raise missing("message")


def _check_recipient(world: World, peer_id: int) -> None:
    if peer_id in world.dialogues.blacklisted:
        raise Refusal(900)
    if peer_id not in world.allowed:
        raise Refusal(901 if 0 < peer_id < CHAT_PEERS else 100)


def _text(params: Params) -> str:
    text = params.text("message", "")
    if len(text) > LONGEST_TEXT:
        raise Refusal(914)
    return text


WRITERS = frozenset({COMMUNITY, USER})

METHODS = {
    "messages.send": Method(send_message, WRITERS, "messages"),
    "messages.edit": Method(edit_message, WRITERS, "messages"),
    "messages.isMessagesFromGroupAllowed": Method(is_allowed, WRITERS, "messages"),
}
