"""The API's methods that let photos in: for the wall by a user's key only, for messages by both.

What a user's key uploads for a community's wall is the user's photo until it is published; what a
community uploads for its messages is the community's.
"""

from typing import Any

from sandbox.vk.gate import COMMUNITY, USER, Asked, Method
from sandbox.vk.photos import MESSAGES_ALBUM, NOTHING, SERVER, WALL_ALBUM, Door, Receipt
from sandbox.vk.refusals import Refusal

UPLOAD_PATH = "/upload.php"


async def get_wall_server(asked: Asked) -> dict[str, Any]:
    """Give out an address for a photo for a wall."""
    door = Door(WALL_ALBUM, asked.world.admin_id, for_group=_for_group(asked))
    return _address(asked, door) | {"user_id": asked.world.admin_id}


async def get_messages_server(asked: Asked) -> dict[str, Any]:
    """Give out an address for a photo for messages, on request only to one who allows them."""
    world, peer_id = asked.world, asked.params.number("peer_id", 0)
    if asked.kind == COMMUNITY:
        if peer_id and peer_id not in world.allowed:
            raise Refusal(901)
        owner = {"user_id": 0, "group_id": world.group_id}
        return _address(asked, Door(MESSAGES_ALBUM, -world.group_id)) | owner
    return _address(asked, Door(MESSAGES_ALBUM, world.admin_id)) | {"user_id": world.admin_id}


async def save_wall_photo(asked: Asked) -> list[dict[str, Any]]:
    """Keep a photo for a wall."""
    receipt = _receipt(asked, Door(WALL_ALBUM, asked.world.admin_id, _for_group(asked)))
    caption = asked.params.text("caption", "", most=2048)
    return [asked.world.photos.save(receipt, asked.world.now(), caption).view()]


async def save_messages_photo(asked: Asked) -> list[dict[str, Any]]:
    """Keep a photo for messages."""
    owner_id = -asked.world.group_id if asked.kind == COMMUNITY else asked.world.admin_id
    receipt = _receipt(asked, Door(MESSAGES_ALBUM, owner_id))
    return [asked.world.photos.save(receipt, asked.world.now()).view()]


def _for_group(asked: Asked) -> bool:
    group_id = asked.params.number("group_id", 0)
    if group_id not in {0, asked.world.group_id}:
        raise Refusal(125)
    return bool(group_id)


def _address(asked: Asked, door: Door) -> dict[str, Any]:
    secret = asked.world.photos.open_door(door)
    url = f"{asked.base_url}{UPLOAD_PATH}?act=do_add&aid={door.album_id}&hash={secret}&api=1"
    return {"album_id": door.album_id, "upload_url": url}


def _receipt(asked: Asked, door: Door) -> Receipt:
    """Return what was uploaded, if all three parts are as the upload answered them."""
    params = asked.params
    if params.text("photo") == NOTHING:
        raise Refusal(100, "photos_list is invalid")
    if params.number("server") != SERVER:
        raise Refusal(118)
    receipt = asked.world.photos.receipts.get(params.text("hash"))
    if receipt is None or receipt.door != door or receipt.photo != params.text("photo"):
        raise Refusal(121)
    return receipt


METHODS = {
    "photos.getWallUploadServer": Method(get_wall_server, frozenset({USER})),
    "photos.saveWallPhoto": Method(save_wall_photo, frozenset({USER})),
    "photos.getMessagesUploadServer": Method(
        get_messages_server, frozenset({COMMUNITY, USER}), "photos"
    ),
    "photos.saveMessagesPhoto": Method(save_messages_photo, frozenset({COMMUNITY, USER}), "photos"),
}
