"""Photos as Telegram keeps them: several sizes, each a file that has to be asked for.

A file is named by its `file_id`; where it can be fetched (`/file/bot<token>/<file_path>`) is known
only after getFile and only for an hour [core.telegram.org/bots/api#file]. The sizes come smallest
first; the small ones are another picture here, so that whoever takes the wrong one sees it.
"""

import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox.telegram.refusals import bad

PATH_LIFETIME = timedelta(hours=1)
LARGEST_FILE = 20 * 2**20
_SIZES = ((90, 67), (320, 240), (1280, 960))


@dataclass(eq=False)
class File:
    """One file: what it is called, where it lies, until when it can be fetched."""

    id: str
    unique_id: str
    path: str
    data: bytes
    width: int = 0
    height: int = 0
    until: datetime | None = None

    def size_view(self) -> dict[str, Any]:
        """Return a `PhotoSize`."""
        return {**self._names(), "width": self.width, "height": self.height}

    def view(self) -> dict[str, Any]:
        """Return a `File`."""
        return {**self._names(), "file_path": self.path}

    def _names(self) -> dict[str, Any]:
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }


class Files:
    """Every file of this Telegram."""

    def __init__(self) -> None:
        self._by_id: dict[str, File] = {}

    def photo(self, data: bytes) -> list[File]:
        """Keep a photo in all its sizes, the smallest first, the last one as it was sent."""
        *small, full = (self._keep(width, height) for width, height in _SIZES)
        for size in small:
            size.data = grey_jpeg(size.width, size.height)
        full.data = data
        return [*small, full]

    def _keep(self, width: int, height: int) -> File:
        number = len(self._by_id)
        file_id, unique_id = f"AgACAgIAAxkBAAI{number:06d}", f"AQAD{number:06d}"
        file = File(file_id, unique_id, f"photos/file_{number}.jpg", b"", width, height)
        self._by_id[file_id] = file
        return file

    def ask(self, file_id: str, now: datetime) -> File:
        """Return a file and open its path for an hour.

        :raises Refusal: there is none, or it is larger than a bot may fetch.
        """
        file = self._by_id.get(file_id)
        if file is None:
            raise bad("invalid file_id")
        if len(file.data) > LARGEST_FILE:
            raise bad("file is too big")
        file.until = now + PATH_LIFETIME
        return file

    def at(self, path: str, now: datetime) -> File | None:
        """Return the file that can be fetched at a path now."""
        for file in self._by_id.values():
            if file.path == path and file.until is not None and now < file.until:
                return file
        return None


def grey_jpeg(width: int, height: int) -> bytes:
    """Return a grey picture as a JPEG: every block of 8 x 8 says "as before" and "no more"."""
    blocks = -(-width // 8) * -(-height // 8)
    bits = "00" * blocks
    bits += "1" * (-len(bits) % 8)
    table = b"\x01" + bytes(16)  # one code, one bit long, for the value 0
    return b"".join(
        (
            b"\xff\xd8",
            _segment(0xDB, b"\0" + b"\x01" * 64),
            _segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"),
            _segment(0xC4, b"\0" + table),
            _segment(0xC4, b"\x10" + table),
            _segment(0xDA, b"\x01\x01\0\0\x3f\0"),
            int(bits, 2).to_bytes(len(bits) // 8, "big"),
            b"\xff\xd9",
        )
    )


def _segment(kind: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content
