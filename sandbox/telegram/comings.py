"""Who is there: people come to exist, groups are founded, somebody joins, leaves, is thrown out."""

from collections.abc import Collection
from functools import cached_property
from itertools import count

from sandbox.telegram.life import Life
from sandbox.telegram.world import Chat, Member, Person

By = Person | None

BOT_RIGHTS = frozenset(
    f"can_{what}"
    for what in ("manage_chat", "manage_topics", "delete_messages", "pin_messages", "invite_users")
)


class Comings:
    """Everybody's coming and going."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._person_ids = count(5_000_001)
        self._group_ids = count(1)

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

    def found(self, chat: Chat, *people: Person) -> None:
        """Let people be in a group from its beginning: nobody is told of it."""
        for person in people:
            chat.members[person.id] = Member(person, "member", set())

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

    @cached_property
    def _anybody(self) -> Person:
        return self.person("Основатель")
