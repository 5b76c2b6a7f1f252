"""What people do in this Telegram: found groups, come and go, write, edit, press, delete.

Everything here is immediate; the bot learns of it by updates, as far as it may. What a person
cannot do on the real platform (press a button that is not there) is an error of the test.
"""

import asyncio
from collections.abc import Collection
from functools import cached_property
from itertools import count

from sandbox.telegram.life import Life
from sandbox.telegram.topics import ICON_COLORS
from sandbox.telegram.world import (
    ANONYMOUS_ADMIN,
    SERVICE_NOTIFICATIONS,
    Button,
    Chat,
    Json,
    Member,
    Message,
    NoSuchButton,
    Person,
    Press,
    Topic,
)
from sandbox.telegram.writing import thread_of

AnyTopic = int | Topic
MaybeMessage = int | Message | None
By = Person | None

BOT_RIGHTS = frozenset(
    f"can_{what}"
    for what in ("manage_chat", "manage_topics", "delete_messages", "pin_messages", "invite_users")
)
_GROUP_ANONYMOUS_BOT = Person(ANONYMOUS_ADMIN, "Group", username="GroupAnonymousBot", is_bot=True)
_TELEGRAM = Person(SERVICE_NOTIFICATIONS, "Telegram")


class Hands:
    """Every person's hands."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._person_ids = count(5_000_001)
        self._group_ids = count(1)
        self._press_ids = count(40_000_000_001)

    # People and groups

    def person(self, first_name: str, last_name: str = "", username: str | None = None) -> Person:
        """Let a person exist, who has not written to the bot yet."""
        person = Person(next(self._person_ids), first_name, last_name, username)
        return self._life.add_person(person)

    def group(
        self,
        title: str,
        *,
        forum: bool = False,
        kind: str = "supergroup",
        bot: str | None = "administrator",
        username: str | None = None,
    ) -> Chat:
        """Found a group in which the bot already is, unless `bot` is None."""
        number = next(self._group_ids)
        chat_id = -4_000_000 - number if kind == "group" else -1_001_000_000_000 - number
        chat = self._life.add_chat(Chat(chat_id, kind, title, forum, username))
        if bot is not None:
            rights = set(BOT_RIGHTS) if bot == "administrator" else set()
            me = self._life.bot
            chat.members[me.id] = Member(me, bot, rights)
        return chat

    def add_bot_to(
        self,
        chat: Chat,
        *,
        status: str = "administrator",
        rights: Collection[str] | None = None,
        by: By = None,
    ) -> None:
        """Add the bot to a group, or change its standing and rights there."""
        granted = (BOT_RIGHTS if rights is None else rights) if status == "administrator" else ()
        self._life.change_member(
            chat, self._life.bot, status, by=by or self._anybody, rights=granted
        )

    def kick_bot(self, chat: Chat, by: By = None) -> None:
        """Throw the bot out of a group."""
        self._life.change_member(chat, self._life.bot, "kicked", by=by or self._anybody)

    def join(
        self, person: Person, chat: Chat, status: str = "member", *, rights: Collection[str] = ()
    ) -> None:
        """Let somebody come into a group, or change their standing there."""
        self._life.change_member(chat, person, status, by=person, rights=rights)

    def leave(self, person: Person, chat: Chat, *, kicked: bool = False) -> None:
        """Let somebody leave a group, or be thrown out."""
        by = self._anybody if kicked else person
        self._life.change_member(chat, person, "kicked" if kicked else "left", by=by)

    def block(self, person: Person) -> None:
        """Let somebody block the bot."""
        self._life.tell_of_block(person, blocked=True)

    def unblock(self, person: Person) -> None:
        """Let somebody unblock the bot."""
        self._life.tell_of_block(person, blocked=False)

    def upgrade(self, chat: Chat) -> Chat:
        """Turn a group into a supergroup with another id; the old one only points to it."""
        new = self.group(chat.title, forum=chat.is_forum, username=chat.username)
        new.members = dict(chat.members)
        by = self._anybody
        self._life.service(chat, by, {"migrate_to_chat_id": new.id})
        chat.migrated_to = new.id
        self._life.service(new, by, {"migrate_from_chat_id": chat.id})
        return new

    # Writing

    def say(
        self,
        person: Person,
        chat: Chat,
        text: str,
        *,
        topic: AnyTopic | None = None,
        reply_to: MaybeMessage = None,
        entities: list[Json] | None = None,
    ) -> Message:
        """Write into a group; a reply goes to the topic of what it replies to."""
        message = self._life.new(chat, person, text, entities=entities or [])
        return self._place(message, topic, reply_to)

    def say_private(self, person: Person, text: str, *, reply_to: MaybeMessage = None) -> Message:
        """Write to the bot, which may write back from then on."""
        person.started = True
        message = self._life.new(self._life.chats[person.id], person, text)
        return self._place(message, None, reply_to)

    def as_anonymous_admin(
        self,
        chat: Chat,
        text: str,
        *,
        topic: AnyTopic | None = None,
        reply_to: MaybeMessage = None,
    ) -> Message:
        """Write in the name of the group itself."""
        message = self._life.new(chat, _GROUP_ANONYMOUS_BOT, text, sender_chat=chat)
        return self._place(message, topic, reply_to)

    def channel_post(self, group: Chat, text: str, *, channel: Chat) -> Message:
        """Let a channel's post arrive in its discussion group by automatic forward."""
        message = self._life.new(group, _TELEGRAM, text, sender_chat=channel)
        message.automatic_forward = True
        return self._life.post(message)

    def edit(self, message: Message, text: str) -> None:
        """Edit a message; the same text again is an edit that is not of the text."""
        message.change(self._life.now(), text, self._life.complete(text, []))
        self._life.announce(message, "edited_message")

    def delete_by_hand(self, message: Message) -> None:
        """Delete a message; the bot is not told."""
        message.deleted = True

    def _place(self, message: Message, topic: AnyTopic | None, reply_to: MaybeMessage) -> Message:
        chat = message.chat
        if chat.migrated_to is not None:
            raise ValueError(f"{chat.title} has moved to {chat.migrated_to}")
        target = chat.message(reply_to.id if isinstance(reply_to, Message) else reply_to)
        if reply_to is not None and target is None:
            raise ValueError(f"there is no message {reply_to} in {chat.title or chat.id}")
        if target is not None:
            message.reply_to, message.thread = target.id, thread_of(target)
        if topic is not None:
            message.topic = self._topic(chat, topic).id
        elif target is not None and chat.is_forum:
            message.topic = target.topic
        return self._life.post(message)

    # Topics

    def open_topic_by_hand(self, chat: Chat, name: str, by: By = None) -> Topic:
        """Open a topic."""
        return self._life.open_topic(chat, by or self._anybody, name, ICON_COLORS[0])

    def rename_topic_by_hand(self, chat: Chat, topic: AnyTopic, name: str, by: By = None) -> None:
        """Rename a topic."""
        self._life.rename_topic(chat, self._topic(chat, topic), by or self._anybody, name)

    def close_topic_by_hand(self, chat: Chat, topic: AnyTopic, by: By = None) -> None:
        """Close a topic."""
        self._close(chat, topic, by, closed=True)

    def reopen_topic_by_hand(self, chat: Chat, topic: AnyTopic, by: By = None) -> None:
        """Reopen a topic."""
        self._close(chat, topic, by, closed=False)

    def _close(self, chat: Chat, topic: AnyTopic, by: Person | None, *, closed: bool) -> None:
        found = self._topic(chat, topic)
        self._life.close_topic(chat, found, by or self._anybody, closed=closed)

    def delete_topic_by_hand(self, chat: Chat, topic: AnyTopic) -> None:
        """Delete a topic; the bot is not told."""
        self._life.delete_topic(chat, self._topic(chat, topic))

    def _topic(self, chat: Chat, topic: AnyTopic) -> Topic:
        found = chat.topic(topic.id if isinstance(topic, Topic) else topic)
        if found is None:
            raise ValueError(f"there is no topic {topic} in {chat.title}")
        return found

    # Buttons

    def press(self, person: Person, message: Message, what: str | Button) -> Press:
        """Press a button that is on the message now.

        :param what: its callback data, its text, or the start of its data before a colon.
        :raises NoSuchButton: it is not there, or does not call back; lists those that are there.
        """
        button = message.button(what) if isinstance(what, str) else what
        if button.data is None:
            raise NoSuchButton(f"{button.text!r} has no callback data: {button.raw}")
        return self.press_forged(person, message.chat, message.id, button.data)

    def press_forged(self, person: Person, chat: Chat, message_id: int, data: str) -> Press:
        """Send callback data that need not be on any button, as a modified client can."""
        number = str(next(self._press_ids))
        press = Press(number, person, chat, message_id, data, self._life.now())
        self._life.press(press)
        return press

    async def answered(self, press: Press, timeout: float = 5.0) -> Press:
        """Wait until the bot has answered a press.

        :raises TimeoutError: it has not within so many seconds.
        """
        async with asyncio.timeout(timeout):
            await press.done.wait()
        return press

    @cached_property
    def _anybody(self) -> Person:
        return self.person("Основатель")
