"""The private messages between the community and people, and who lets it write to them.

All messages share one run of ids, and each dialogue counts its own besides: the
`conversation_message_id`. Whoever writes first has thereby allowed answers, until they deny them.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sandbox.vk.wall import Attachment

CLIENT_INFO = {
    "button_actions": ["text", "vkpay", "open_app", "location", "open_link", "callback"],
    "keyboard": True,
    "inline_keyboard": True,
    "carousel": True,
    "lang_id": 0,
}
FIRST_VERSION = 10_000_000


@dataclass(frozen=True, slots=True)
class Message:
    """A private message as it stands now; `edits` are its earlier texts, oldest first.

    `peer_id` is the person, whoever wrote. `admin_id` is set on what an employee wrote in the
    community's name.
    """

    id: int
    peer_id: int
    from_id: int
    text: str
    date: datetime
    conversation_message_id: int = 0
    random_id: int = 0
    attachments: tuple[Attachment, ...] = ()
    ref: str = ""
    ref_source: str = ""
    admin_id: int | None = None
    edits: tuple[str, ...] = ()
    edited_at: datetime | None = None

    @property
    def out(self) -> bool:
        """Tell whether it is from the community; otherwise it is from the person."""
        return self.from_id < 0


class Dialogues:
    """Every dialogue of one community."""

    def __init__(self) -> None:
        self.all_messages: dict[int, Message] = {}
        self.allowed: set[int] = set()
        self.denied: set[int] = set()
        self.blacklisted: set[int] = set()

    def add(self, draft: Message) -> Message:
        """Put `draft` at the end of its dialogue under the next id."""
        number = len(self.of(draft.peer_id)) + 1
        message_id = len(self.all_messages) + 1
        return self.keep(replace(draft, id=message_id, conversation_message_id=number))

    def keep(self, message: Message) -> Message:
        """Make `message` what stands under its id."""
        self.all_messages[message.id] = message
        return message

    def of(self, user_id: int) -> list[Message]:
        """Return the dialogue with one person, oldest first, both directions."""
        return [one for one in self.all_messages.values() if one.peer_id == user_id]

    def find(self, peer_id: int, *, message_id: int = 0, number: int = 0) -> Message | None:
        """Return a message of a dialogue by its id, or by its number there."""
        for one in self.of(peer_id):
            if message_id == one.id or number == one.conversation_message_id:
                return one
        return None


def message_object(message: Message) -> dict[str, Any]:
    """Return a message as the events carry it (5.199)."""
    shape: dict[str, Any] = {
        "id": message.id,
        "date": int(message.date.timestamp()),
        "peer_id": message.peer_id,
        "from_id": message.from_id,
        "text": message.text,
        "conversation_message_id": message.conversation_message_id,
        "out": int(message.out),
        "random_id": message.random_id,
        "version": FIRST_VERSION + 1000 * message.id + len(message.edits),
        "attachments": [dict(attachment) for attachment in message.attachments],
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
    }
    extra = {
        "ref": message.ref,
        "ref_source": message.ref_source,
        "admin_author_id": message.admin_id,
        "update_time": message.edited_at and int(message.edited_at.timestamp()),
    }
    return shape | {name: value for name, value in extra.items() if value}
