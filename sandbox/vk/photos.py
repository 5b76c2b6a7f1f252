"""Photos on their way into VK: an address to send one to, what came there, what was saved.

First a method opens a door, a secret address for one album and one owner; what is sent there is
answered with a receipt (`server`, `photo`, `hash`), and only who shows the receipt to the saving
method gets a photo. Anything but a photo is answered with the empty receipt `[]`, not with an
error [vknet/vk#103]. Shapes: dev.vk.com/en/api/upload/wall-photo.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sandbox.vk.wall import Attachment

WALL_ALBUM, MESSAGES_ALBUM = -14, -64  # the system albums photos wait in
FIRST_ID = 457_239_017
SERVER = 231_331
NOTHING = "[]"
COMMUNITY_UPLOADER = 100  # the `user_id` of photos a community uploaded
BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True, slots=True)
class Door:
    """For whom an address was given out."""

    album_id: int
    owner_id: int
    for_group: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was sent to a door; `photo` is the string VK answers."""

    door: Door
    photo: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that was saved."""

    id: int
    owner_id: int
    album_id: int
    access_key: str
    date: datetime
    data: bytes
    text: str = ""

    def view(self) -> dict[str, Any]:
        """Return the photo as the saving methods and attachments show it."""
        shape = {
            "album_id": self.album_id,
            "date": int(self.date.timestamp()),
            "id": self.id,
            "owner_id": self.owner_id,
            "access_key": self.access_key,
            "sizes": [],
            "text": self.text,
            "has_tags": False,
        }
        return shape | ({"user_id": COMMUNITY_UPLOADER} if self.owner_id < 0 else {})


class Photos:
    """The doors, the receipts and the saved photos of one VK."""

    def __init__(self) -> None:
        self.doors: dict[str, Door] = {}
        self.receipts: dict[str, Receipt] = {}
        self.saved: dict[tuple[int, int], Photo] = {}

    def open_door(self, door: Door) -> str:
        """Return the secret of a new address."""
        secret = secrets.token_hex(16)
        self.doors[secret] = door
        return secret

    def take(self, secret: str, data: bytes) -> dict[str, Any] | None:
        """Answer what was sent to an address with a receipt; None: there is no such address."""
        door = self.doors.get(secret)
        if door is None:
            return None
        receipt = Receipt(door, _ticket() if data.startswith(BEGINNINGS) else NOTHING, data)
        number = secrets.token_hex(16)
        self.receipts[number] = receipt
        return {"server": SERVER, "photo": receipt.photo, "hash": number}

    def save(self, receipt: Receipt, date: datetime, text: str = "") -> Photo:
        """Keep the photo of a receipt."""
        photo = Photo(
            id=FIRST_ID + len(self.saved),
            owner_id=receipt.door.owner_id,
            album_id=receipt.door.album_id,
            access_key=secrets.token_hex(9),
            date=date,
            data=receipt.data,
            text=text,
        )
        self.saved[photo.owner_id, photo.id] = photo
        return photo

    def shown(self, attachment: Attachment) -> Attachment:
        """Return an attachment in full if it is a photo saved here, else as it is."""
        short: Mapping[str, Any] = attachment.get("photo", {})
        photo = self.saved.get((short.get("owner_id", 0), short.get("id", 0)))
        return attachment if photo is None else {"type": "photo", "photo": photo.view()}


def _ticket() -> str:
    photo = {
        "markers_restarted": True,
        "photo": f"{secrets.token_hex(5)}:w",
        "sizes": [],
        "latitude": 0,
        "longitude": 0,
        "kid": secrets.token_hex(16),
        "sizes2": [],
        "urls": [],
        "urls2": [],
    }
    return json.dumps([photo], separators=(",", ":"))
