"""What people do in this Telegram besides coming and going: write, edit, press, delete.

Everything here is immediate; the bot learns of it by updates, as far as it may. What a person
cannot do on the real platform (press a button that is not there) is an error of the test.
"""

import asyncio
from itertools import count

from sandbox.telegram.comings import By, Comings
from sandbox.telegram.files import grey_jpeg
from sandbox.telegram.life import Life
from sandbox.telegram.topics import ICON_COLORS
from sandbox.telegram.world import (
    ANONYMOUS_ADMIN,
    SERVICE_NOTIFICATIONS,
    Button,
    Chat,
    Json,
    Message,
    NoSuchButton,
    Person,
    Press,
    Topic,
)
from sandbox.telegram.writing import thread_of

AnyTopic = int | Topic
MaybeMessage = int | Message | None

_GROUP_ANONYMOUS_BOT = Person(ANONYMOUS_ADMIN, "Group", username="GroupAnonymousBot", is_bot=True)
_TELEGRAM = Person(SERVICE_NOTIFICATIONS, "Telegram")


class Hands(Comings):
    """Every person's hands."""

    def __init__(self, life: Life) -> None:
        super().__init__(life)
        self._press_ids = count(40_000_000_001)

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

    def say_photo(
        self,
        person: Person,
        chat: Chat,
        *,
        caption: str = "",
        topic: AnyTopic | None = None,
        reply_to: MaybeMessage = None,
        data: bytes | None = None,
    ) -> Message:
        """Send a photo into a group: a grey one unless there is `data`."""
        sizes = self._life.files.photo(grey_jpeg(1280, 960) if data is None else data)
        message = self._life.new(chat, person, caption=caption, photo=sizes)
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
        """Edit a text or a photo's caption; the same again is an edit of something else."""
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
