"""What happens in this Telegram, whoever causes it, and what of it the bot gets to know.

Both the bot's methods and the people's hands end here: a message is posted, a member comes or
goes. The rule of what the bot sees is the platform's: it must be in the chat; with privacy on and
no administrator's rights it sees only commands, replies to itself and service messages; of its own
doing it sees service messages only; nobody is told of deletions.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sandbox.telegram import views
from sandbox.telegram.files import Files
from sandbox.telegram.refusals import bad, forbidden, migrated
from sandbox.telegram.text import commands, with_found
from sandbox.telegram.updates import PRESS_LIFETIME, Updates
from sandbox.telegram.world import Chat, Json, Member, Message, Person, Press, Topic


class Life:
    """The people, the chats, and the bot among them."""

    def __init__(self, bot: Person, now: Callable[[], datetime], updates: Updates) -> None:
        self.bot = bot
        self.now = now
        self.updates = updates
        self.reads_everything = True
        self.people: dict[int, Person] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[str, list[Json]] = {}
        self.files = Files()

    def add_person(self, person: Person) -> Person:
        """Let somebody exist, with a private chat that is not open yet."""
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person=person)
        return person

    def add_chat(self, chat: Chat) -> Chat:
        """Let a chat exist."""
        self.chats[chat.id] = chat
        return chat

    # What the bot's methods address

    def chat(self, chat_id: int | str) -> Chat:
        """Return the chat a method names.

        :raises Refusal: it is unknown, moved, or closed to the bot.
        """
        found = self._named(chat_id) if isinstance(chat_id, str) else self.chats.get(chat_id)
        if found is None or found is self.chats.get(self.bot.id):
            raise bad("chat not found")
        if found.migrated_to is not None:
            raise migrated(found.migrated_to)
        if found.person is None:
            self._check_presence(found)
        return found

    def writable(self, chat_id: int | str) -> Chat:
        """Return the chat a method wants to write to.

        :raises Refusal: besides the refusals of `chat`, a person who never wrote or has blocked.
        """
        chat = self.chat(chat_id)
        if chat.person is not None and not chat.person.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.person is not None and chat.person.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def _named(self, name: str) -> Chat | None:
        username = name.removeprefix("@").lower()
        groups = (chat for chat in self.chats.values() if chat.person is None)
        return next((each for each in groups if (each.username or "").lower() == username), None)

    def _check_presence(self, chat: Chat) -> None:
        status = chat.member(self.bot).status
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")

    # What happens

    def post(self, message: Message) -> Message:
        """Put a message into its chat and tell the bot of it."""
        message.entities = self.complete(message.words, message.entities)
        message.chat.all_messages[message.id] = message
        self.announce(message)
        return message

    def complete(self, text: str, entities: list[Json]) -> list[Json]:
        """Add the entities the platform finds, and the people whom mentions mean."""
        known = []
        for entity in entities:
            if entity["type"] != "text_mention":
                known.append(entity)
            elif (person := self.people.get(entity["user"]["id"])) is not None:
                known.append({**entity, "user": views.user(person)})
        return with_found(text, known)

    def new(self, chat: Chat, sender: Person, text: str = "", **fields: Any) -> Message:
        """Make the next message of a chat, not yet posted."""
        return Message(chat.next_id(), chat, sender, self.now(), text, **fields)

    def service(
        self, chat: Chat, sender: Person, what: Json, *, topic: int | None = None
    ) -> Message:
        """Post a service message."""
        return self.post(self.new(chat, sender, service=what, topic=topic))

    def open_topic(self, chat: Chat, creator: Person, name: str, icon_color: int) -> Topic:
        """Open a topic with the service message that is its root."""
        root = self.new(chat, creator, service={})
        root.topic = root.id
        root.service = {"forum_topic_created": {"name": name, "icon_color": icon_color}}
        chat.topics[root.id] = topic = Topic(root.id, name, icon_color, creator)
        self.post(root)
        return topic

    def close_topic(self, chat: Chat, topic: Topic, by: Person, *, closed: bool) -> None:
        """Close or reopen a topic."""
        topic.closed = closed
        what = "forum_topic_closed" if closed else "forum_topic_reopened"
        self.service(chat, by, {what: {}}, topic=topic.id)

    def rename_topic(self, chat: Chat, topic: Topic, by: Person, name: str) -> None:
        """Give a topic another name."""
        topic.name = name
        self.service(chat, by, {"forum_topic_edited": {"name": name}}, topic=topic.id)

    def delete_topic(self, chat: Chat, topic: Topic) -> None:
        """Delete a topic with all its messages; nobody is told."""
        topic.deleted = True
        for message in chat.in_topic(topic.id):
            message.deleted = True

    def change_member(
        self, chat: Chat, who: Person, status: str, *, by: Person, rights: Collection[str] = ()
    ) -> None:
        """Give somebody another standing in a chat."""
        old = replace(chat.member(who))
        new = Member(who, status, set(rights))
        chat.members[who.id] = new
        came, went = new.is_in and not old.is_in, old.is_in and not new.is_in
        if came:
            self.service(chat, by, {"new_chat_members": [views.user(who)]})
        elif went:
            self.service(chat, by, {"left_chat_member": views.user(who)})
        self._tell_of_member(chat, by, old, new)

    def press(self, press: Press) -> None:
        """Tell the bot of a pressed button."""
        self.presses[press.id] = press
        self.updates.put(
            "callback_query",
            views.press(press),
            queue=f"press {press.person.id}",
            lifetime=PRESS_LIFETIME,
        )

    # What the bot gets to know

    def announce(self, message: Message, kind: str = "message") -> None:
        """Tell the bot of a message, if it may see it."""
        if self._sees(message):
            self.updates.put(kind, views.message(message), queue=f"chat {message.chat.id}")

    def _sees(self, message: Message) -> bool:
        chat = message.chat
        if message.is_bot:
            return message.service is not None and chat.member(self.bot).is_in
        if chat.person is not None:
            return not chat.person.blocked
        standing = chat.member(self.bot)
        if not standing.is_in:
            return False
        if self.reads_everything or standing.is_admin or message.service is not None:
            return True
        target = chat.message(message.reply_to)
        return (target is not None and target.is_bot) or self._is_command(message)

    def _is_command(self, message: Message) -> bool:
        addressees = (
            command.partition("@")[2] for command in commands(message.words, message.entities)
        )
        own = (self.bot.username or "").lower()
        return any(addressee.lower() in ("", own) for addressee in addressees)

    def _tell_of_member(self, chat: Chat, by: Person, old: Member, new: Member) -> None:
        mine = new.person is self.bot
        present = chat.person is not None or chat.member(self.bot).is_admin
        if not mine and not present:
            return
        payload = {
            "chat": views.chat(chat),
            "from": views.user(by),
            "date": views.stamp(self.now()),
            "old_chat_member": views.member(old),
            "new_chat_member": views.member(new),
        }
        kind = "my_chat_member" if mine else "chat_member"
        self.updates.put(kind, payload, queue=f"{kind} {chat.id}")

    def tell_of_block(self, person: Person, *, blocked: bool) -> None:
        """Let somebody block or unblock the bot, which is told so."""
        person.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        chat = self.chats[person.id]
        self._tell_of_member(chat, person, Member(self.bot, old), Member(self.bot, new))
