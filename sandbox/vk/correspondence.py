"""What people and employees do in private messages, and the photos that may hang on anything.

Every act queues its event. Whoever writes first has allowed answers, and `message_allow` tells of
it as of any other permission [dev.vk.com/ru/api/community-events/json-schema].
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sandbox.vk.dialogues import CLIENT_INFO, Dialogues, Message, message_object
from sandbox.vk.events import Attempts, Event, Stream
from sandbox.vk.photos import Photos
from sandbox.vk.wall import Attachment, attachments_of


class Correspondence:
    """The private messages of one community, whose administrator is `admin_id`."""

    admin_id: int

    def __init__(self, *, group_id: int, now: Callable[[], datetime], stream: Stream) -> None:
        self.group_id = group_id
        self.now = now
        self.stream = stream
        self.dialogues = Dialogues()
        self.photos = Photos()

    @property
    def messages(self) -> list[Message]:
        """Every private message, to and from people, oldest first."""
        return list(self.dialogues.all_messages.values())

    @property
    def allowed(self) -> set[int]:
        """Those whom the community may write to."""
        return self.dialogues.allowed

    def write(
        self,
        user_id: int,
        text: str,
        *,
        ref: str = "",
        ref_source: str = "",
        attachments: Iterable[str | Attachment] = (),
        at: datetime | None = None,
    ) -> int:
        """Let somebody write to the community, who thereby allows answers; return the id.

        Who has denied messages stays so; who is blacklisted cannot write.
        """
        if user_id in self.dialogues.blacklisted:
            raise ValueError(f"{user_id} is blacklisted and cannot write")
        if user_id not in self.allowed | self.dialogues.denied:
            self.allow_messages(user_id)
        draft = Message(
            id=0,
            peer_id=user_id,
            from_id=user_id,
            text=text,
            date=at or self.now(),
            attachments=self.attached(attachments),
            ref=ref,
            ref_source=ref_source,
        )
        return self.place_message(draft)[0].id

    def answer_by_hand(self, user_id: int, text: str) -> int:
        """Let an employee write to somebody in the community's name; return the id."""
        draft = Message(0, user_id, -self.group_id, text, self.now(), admin_id=self.admin_id)
        return self.place_message(draft)[0].id

    def place_message(self, draft: Message) -> tuple[Message, Attempts]:
        """Put a message into its dialogue; return it with the first attempts to tell of it."""
        message = self.dialogues.add(draft)
        shape = message_object(message)
        if message.out:
            return message, self.stream.emit(Event("message_reply", shape))
        event = Event("message_new", {"message": shape, "client_info": CLIENT_INFO})
        return message, self.stream.emit(event)

    def edit_message(
        self, message_id: int, text: str, *, attachments: tuple[Attachment, ...] | None = None
    ) -> None:
        """Change the text of a message, and its attachments if any are passed."""
        old = self.dialogues.all_messages[message_id]
        now_attached = old.attachments if attachments is None else attachments
        edits = (*old.edits, old.text)
        new = replace(old, text=text, attachments=now_attached, edits=edits, edited_at=self.now())
        self.emit("message_edit", message_object(self.dialogues.keep(new)))

    def dialogue(self, user_id: int) -> list[Message]:
        """Return the messages to and from one person, oldest first."""
        return self.dialogues.of(user_id)

    def allow_messages(self, user_id: int) -> None:
        """Let a user permit the community to write to them."""
        self.allowed.add(user_id)
        self.dialogues.denied.discard(user_id)
        self.emit("message_allow", {"user_id": user_id, "key": ""})

    def deny_messages(self, user_id: int) -> None:
        """Let a user forbid the community to write to them."""
        self.allowed.discard(user_id)
        self.dialogues.denied.add(user_id)
        self.emit("message_deny", {"user_id": user_id})

    def blacklist(self, user_id: int) -> None:
        """Let an employee put a user on the community's blacklist, for ever."""
        self.dialogues.blacklisted.add(user_id)
        who = {"admin_id": self.admin_id, "user_id": user_id}
        self.emit("user_block", who | {"unblock_date": 0, "reason": 0, "comment": ""})

    def attached(self, items: Iterable[str | Attachment]) -> tuple[Attachment, ...]:
        """Return attachments as they are shown, photos saved here in full."""
        return tuple(self.photos.shown(attachment) for attachment in attachments_of(items))

    def emit(self, type: str, object: dict[str, Any], event_id: str | None = None) -> None:
        """Queue whatever event of the community."""
        self.stream.emit(Event(type, object, event_id))
