"""VK's events → facts.

Fields are read leniently: VK adds some, leaves some out, and its own schema rejects events it sends
[VKCOM/vk-api-schema]; without ids there is nothing to be done.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channels.vk.community import REF
from bot.channels.vk.setup import EVENTS
from bot.core.case import DIALOGUE, LARGEST_ID, CaseId, Place
from bot.core.events import CustomerSpoke, Deleter
from bot.desk import Desk, OwnComment
from bot.intake import Malformed
from bot.names import Names
from bot.store.inbox import Arrived, storable

WANTED = frozenset(EVENTS)
PAGES = {"photo": "photo", "video": "video", "doc": "doc", "audio_message": "doc", "wall": "wall"}
"""What an attachment's page is called; a voice message is a document."""
RESTORED = "wall_reply_restore"
AN_EVENT_ID = re.compile(r"[!-~]{1,100}")
A_REF = re.compile(rf"{REF}([0-9]{{1,18}})")
LAST_PERSON = 2_000_000_000
"""Above this a `peer_id` is a chat of several people [dev.vk.com: messages.send]."""

Id = Annotated[int, Field(ge=-LARGEST_ID, le=LARGEST_ID)]
OwnId = Annotated[int, Field(gt=0, le=LARGEST_ID)]
LATEST = 4_102_444_800
"""Where VK gives no time, it counts as just now: a time to come is never believed."""
Moment = Annotated[int, Field(ge=0, le=LATEST)]


class Attachment(BaseModel):
    """Something attached; what it is stands under the name of its type."""

    model_config = ConfigDict(extra="allow")
    type: str = "other"

    @property
    def told(self) -> str:
        """What the case keeps of it: its type and, where VK shows it, its page there.

        The page is made of numbers alone: no address that a customer wrote is ever followed.
        """
        if not self.type.isidentifier():
            return "other"
        inside = (self.model_extra or {}).get(self.type)
        if not isinstance(inside, dict):
            return self.type
        if self.type == "sticker" and isinstance(inside.get("sticker_id"), int):
            return f"sticker https://vk.com/sticker/1-{inside['sticker_id']}-256"
        owner, id = inside.get("owner_id"), inside.get("id")
        if self.type not in PAGES or not isinstance(owner, int) or not isinstance(id, int):
            return self.type
        return f"{self.type} https://vk.com/{PAGES[self.type]}{owner}_{id}"


class Comment(BaseModel):
    """A comment on the wall, as `wall_reply_new`, `_edit` and `_restore` bring it."""

    model_config = ConfigDict(extra="ignore")
    id: OwnId
    from_id: Id
    post_id: OwnId
    owner_id: Id | None = None
    post_owner_id: Id | None = None
    date: Moment = LATEST
    text: str = ""
    reply_to_comment: OwnId | None = None
    reply_to_user: Id | None = None
    parents_stack: list[OwnId] = Field(default_factory=list)
    attachments: list[Attachment] = Field(default_factory=list)


class Deletion(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: OwnId
    owner_id: Id
    post_id: OwnId
    deleter_id: Id | None = None


class PrivateMessage(BaseModel):
    """A private message: a customer's, or one in the community's name."""

    model_config = ConfigDict(extra="ignore")
    id: Id = 0
    conversation_message_id: Id = 0
    from_id: Id
    peer_id: OwnId
    date: Moment = LATEST
    text: str = ""
    ref: str | None = None
    attachments: list[Attachment] = Field(default_factory=list)

    @property
    def number(self) -> int:
        """The message's number: in the community, or else in the dialogue."""
        return self.id or self.conversation_message_id

    @property
    def about(self) -> CaseId | None:
        """The case whose link was followed."""
        found = A_REF.fullmatch(self.ref or "")
        return None if found is None else CaseId(int(found[1]))


class Envelope(BaseModel):
    model_config = ConfigDict(extra="ignore")
    type: str
    group_id: OwnId
    object: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    type: str
    group_id: int
    said: Comment | Deletion | PrivateMessage


class VkDoor:
    """Where VK's events come in."""

    def __init__(self, desk: Desk, names: Names, *, group_id: int) -> None:
        self._desk = desk
        self._names = names
        self._group_id = group_id

    def parse(self, body: str) -> Fact:
        """Return what the event says. Raises Malformed, naming the field."""
        try:
            envelope = Envelope.model_validate_json(body)
            said = KINDS.get(envelope.type, Comment).model_validate(_said(envelope))
            return Fact(envelope.type, envelope.group_id, said)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise Malformed(f"{where or 'body'} {first['type']}") from None

    def lane(self, fact: Fact) -> str:
        """Return the author and the post; a deletion goes in the post's own lane."""
        if isinstance(fact.said, PrivateMessage):
            return f"vk:private:{fact.said.peer_id}"
        author = fact.said.from_id if isinstance(fact.said, Comment) else 0
        return f"vk:{fact.said.post_id}:{author}"

    async def enter(self, fact: Fact, cause: str) -> None:
        """Tell the desk."""
        said = fact.said
        if isinstance(said, Deletion):
            place = Place("vk", "wall", said.owner_id, said.post_id)
            await self._desk.deleted(place, said.id, await self._deleter(said), cause)
        elif isinstance(said, PrivateMessage):
            await self._private(said, cause, edited=fact.type == "message_edit")
        elif said.from_id == -self._group_id:
            await self._desk.own(own_comment(said, self._group_id), cause)
        else:
            event = await self._customer_spoke(said, restored=fact.type == RESTORED)
            if fact.type == "wall_reply_edit":
                await self._desk.edited(event, cause)
            else:
                await self._desk.spoke(event, cause)

    async def _deleter(self, said: Deletion) -> Deleter | None:
        if said.deleter_id is None:
            return None
        person = await self._names.of(said.deleter_id)
        return Deleter(said.deleter_id, person.full_name)

    async def _private(self, said: PrivateMessage, cause: str, *, edited: bool) -> None:
        """Tell the desk of a private message: a customer's, or a colleague's by hand."""
        if said.peer_id > LAST_PERSON or not said.number:
            return  # a chat of several people, which is no dialogue
        place = Place("vk", DIALOGUE, -self._group_id, said.peer_id)
        if said.from_id == -self._group_id:
            if not edited:  # a correction was already heard of as what it corrects
                own = OwnComment(place=place, comment=said.number, text=said.text)
                await self._desk.own(own, cause)
        elif said.from_id == said.peer_id:
            spoken = CustomerSpoke(
                place=place,
                comment=said.number,
                author=await self._names.of(said.from_id),
                text=said.text,
                at=datetime.fromtimestamp(said.date, UTC),
                attachments=tuple(one.told for one in said.attachments),
                about=said.about,
            )
            await (self._desk.edited if edited else self._desk.spoke)(spoken, cause)

    async def _customer_spoke(self, said: Comment, *, restored: bool) -> CustomerSpoke:
        return CustomerSpoke(
            place=place_of(said, self._group_id),
            comment=said.id,
            author=await self._names.of(said.from_id),
            text=said.text,
            at=datetime.fromtimestamp(said.date, UTC),
            reply_to=said.reply_to_comment,
            reply_to_author=said.reply_to_user,
            thread=said.parents_stack[0] if said.parents_stack else None,
            attachments=tuple(one.told for one in said.attachments),
            restored=restored,
        )


KINDS: dict[str, type[Comment | Deletion | PrivateMessage]] = {
    "wall_reply_delete": Deletion,
    "message_new": PrivateMessage,
    "message_reply": PrivateMessage,
    "message_edit": PrivateMessage,
}


def _said(envelope: Envelope) -> Any:
    """Return what was said: a new message comes wrapped [dev.vk.com: community-events]."""
    if envelope.type == "message_new" and "message" in envelope.object:
        return envelope.object["message"]
    return envelope.object


def own_comment(said: Comment, group_id: int) -> OwnComment:
    """Return a comment in the community's own name."""
    return OwnComment(
        place=place_of(said, group_id),
        comment=said.id,
        text=said.text,
        reply_to=said.reply_to_comment,
        thread=said.parents_stack[0] if said.parents_stack else None,
    )


def place_of(said: Comment, group_id: int) -> Place:
    """Return the post a comment stands under."""
    owner = said.post_owner_id or said.owner_id or -group_id
    return Place("vk", "wall", owner, said.post_id)


def arrived(event: dict[str, Any], at: datetime) -> Arrived:
    """Return the event as the inbox keeps it, under VK's own id, which a repeat has too.

    What is no comment is kept as well, but no door wants it.
    """
    text = storable(event)
    id, type = event.get("event_id"), event.get("type")
    if not isinstance(id, str) or not AN_EVENT_ID.fullmatch(id):
        id = hashlib.sha256(text.encode()).hexdigest()
    wanted = not isinstance(type, str) or type in WANTED
    return Arrived("vk", id, text, at, wanted)
