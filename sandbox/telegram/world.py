"""What there is in this Telegram: people, chats, topics, messages, presses.

Objects are shared, not copied: a message kept by a test shows the message as it stands now, with
its former contents in `edits`. The Bot API's JSON is made of them in `views`. Message ids are per
chat; a topic's id is the id of the service message that opened it.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.telegram.files import File
from sandbox.telegram.text import to_html

Json = dict[str, Any]

ANONYMOUS_ADMIN = 1087968824
SERVICE_NOTIFICATIONS = 777000


class NoSuchButton(KeyError):
    """The button is not on the message now; the text lists those that are."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(eq=False)
class Person:
    """A user account, the bot's own included."""

    id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False

    @property
    def name(self) -> str:
        """Return the full name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass
class Member:
    """Somebody's standing in a chat."""

    person: Person
    status: str
    rights: set[str] = field(default_factory=set)

    @property
    def is_admin(self) -> bool:
        """Tell whether they are administrator or creator."""
        return self.status in ("administrator", "creator")

    @property
    def is_in(self) -> bool:
        """Tell whether they are in the chat."""
        return self.is_admin or self.status in ("member", "restricted")

    def may(self, right: str) -> bool:
        """Tell whether they have an administrator's right."""
        return self.status == "creator" or (self.is_admin and right in self.rights)


@dataclass(frozen=True)
class Button:
    """An inline button."""

    text: str
    data: str | None
    raw: Json

    @property
    def copy(self) -> str | None:
        """Return the text it copies, if it is a button that copies."""
        copied = self.raw.get("copy_text")
        return None if copied is None else str(copied["text"])


@dataclass(frozen=True)
class Edit:
    """What a message was before it was edited."""

    text: str
    entities: list[Json]
    keyboard: list[list[Button]]
    until: datetime


@dataclass(eq=False)
class Topic:
    """A forum topic."""

    id: int
    name: str
    icon_color: int
    creator: Person
    closed: bool = False
    deleted: bool = False


@dataclass(eq=False)
class Message:
    """A message as it stands now; `service` holds what a service message says instead of text.

    A photo has no text but a `caption`, which may be empty; `entities` are then the caption's.
    """

    id: int
    chat: "Chat" = field(repr=False)
    sender: Person
    date: datetime
    text: str = ""
    entities: list[Json] = field(default_factory=list, repr=False)
    keyboard: list[list[Button]] = field(default_factory=list, repr=False)
    topic: int | None = None
    thread: int | None = None
    reply_to: int | None = None
    service: Json | None = None
    sender_chat: "Chat | None" = field(default=None, repr=False)
    automatic_forward: bool = False
    reply_markup: Json | None = field(default=None, repr=False)
    edits: list[Edit] = field(default_factory=list, repr=False)
    edited_at: datetime | None = None
    reactions: list[Json] = field(default_factory=list, repr=False)
    deleted: bool = False
    caption: str = ""
    photo: list[File] = field(default_factory=list, repr=False)

    @property
    def words(self) -> str:
        """Return the text, or the caption of a photo."""
        return self.caption if self.photo else self.text

    @property
    def is_bot(self) -> bool:
        """Tell whether the bot wrote it."""
        return self.sender.is_bot and self.sender_chat is None

    @property
    def html(self) -> str:
        """Return the text or the caption with its formatting as Telegram's HTML."""
        return to_html(self.words, self.entities)

    @property
    def buttons(self) -> list[Button]:
        """Return the inline buttons, row by row."""
        return [button for row in self.keyboard for button in row]

    @property
    def force_reply(self) -> Json | None:
        """Return the force-reply markup it was sent with."""
        markup = self.reply_markup
        return markup if markup is not None and markup.get("force_reply") else None

    def button(self, what: str) -> Button:
        """Return the button with this callback data, text or action prefix, or say what is there.

        :raises NoSuchButton: none fits, or a prefix fits several.
        """
        buttons = [] if self.deleted else self.buttons
        for fits in (
            [button for button in buttons if button.data == what],
            [button for button in buttons if button.text == what],
            [button for button in buttons if (button.data or "").startswith(f"{what}:")],
        ):
            if len(fits) == 1:
                return fits[0]
            if fits:
                break
        there = ", ".join(f"{button.text!r} ({button.data})" for button in buttons) or "none"
        raise NoSuchButton(f"{what!r} is not one button of message {self.id}; buttons: {there}")

    def change(self, now: datetime, text: str, entities: list[Json]) -> None:
        """Replace the text, or a photo's caption, and remember the former one."""
        self.remember(now)
        if self.photo:
            self.caption = text
        else:
            self.text = text
        self.entities, self.edited_at = entities, now

    def remember(self, now: datetime) -> None:
        """Keep the present content among the edits."""
        self.edits.append(Edit(self.words, self.entities, self.keyboard, now))


@dataclass(eq=False)
class Chat:
    """A private chat, a group, a supergroup or a channel."""

    id: int
    kind: str
    title: str = ""
    is_forum: bool = False
    username: str | None = None
    person: Person | None = None
    members: dict[int, Member] = field(default_factory=dict, repr=False)
    all_messages: dict[int, Message] = field(default_factory=dict, repr=False)
    topics: dict[int, Topic] = field(default_factory=dict, repr=False)
    last_id: int = 0
    migrated_to: int | None = None
    pinned: list[int] = field(default_factory=list)

    def next_id(self) -> int:
        """Return the next message's id."""
        self.last_id += 1
        return self.last_id

    def message(self, message_id: int | None) -> Message | None:
        """Return a message that still stands, or None."""
        found = self.all_messages.get(message_id) if message_id is not None else None
        return None if found is None or found.deleted else found

    def topic(self, topic_id: int | None) -> Topic | None:
        """Return a topic that still stands, or None."""
        found = self.topics.get(topic_id) if topic_id is not None else None
        return None if found is None or found.deleted else found

    def member(self, person: Person) -> Member:
        """Return somebody's standing here, `left` for those who never came."""
        return self.members.get(person.id) or Member(person, "left")

    def in_topic(self, topic_id: int) -> Iterator[Message]:
        """Go through all messages ever written in a topic, its root included."""
        return (each for each in self.all_messages.values() if each.topic == topic_id)


@dataclass(eq=False)
class Press:
    """A press of an inline button and what came of it."""

    id: str
    person: Person
    chat: Chat = field(repr=False)
    message_id: int
    data: str
    at: datetime
    answer: str | None = None
    show_alert: bool = False
    url: str | None = None
    answered: bool = False
    done: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
