"""The tables. Times are microseconds since 1970 in UTC; lists and details are JSON.

| table | one row is |
|---|---|
| `inbox` | something that arrived, kept before it was acknowledged; unique by source and event id |
| `cases`, `drafts` | the state that rules read and write |
| `comments` | a comment seen on a platform, the brand's own too; a tombstone where it was deleted |
| `story` | what happened to a case; `cause` is unique, so nothing happens twice |
| `outbox` | something to be said; `once` is unique among the waiting, so redraws melt together |
| `shown` | a staff message that stands for something: a topic, a card, a preview |
| `wordings` | which acknowledgement was used where, when, for whom |
| `names` | what a platform calls a customer, for a day |
| `marks` | single values such as the place in a poll |
| `library` | a reply that was kept to begin others with |
| `codes` | the code of a compensation that a case was given |
| `search` | the words by which a case is found; on SQLite a virtual table (`bot.store.search`) |
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + timedelta(microseconds=value)


def moved_back(column: Column[datetime], by: timedelta) -> ColumnElement[Any]:
    """Return the moment in a column, so much earlier, for a statement."""
    return type_coerce(type_coerce(column, BigInteger) - by // MICROSECOND, Instant)


Id = BigInteger().with_variant(Integer, "sqlite")
metadata = MetaData()

inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", String(16), nullable=False),
    Column("event_id", String(128), nullable=False),
    Column("body", Text, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("state", SmallInteger, nullable=False),
    Column("lease_until", Instant),
    Column("tries", SmallInteger, nullable=False, server_default=text("0")),
    Column("problem", Text),
    UniqueConstraint("source", "event_id"),
    sqlite_autoincrement=True,  # ids are causes and must never come back
)
WAITING, CLAIMED, DONE, ASIDE = range(4)
Index("inbox_to_do", inbox.c.id, sqlite_where=inbox.c.state != DONE,
      postgresql_where=inbox.c.state != DONE)  # fmt: skip
Index("inbox_arrived", inbox.c.arrived_at)

cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("place", String(64), nullable=False),
    Column("network", String(16), nullable=False),
    Column("customer", BigInteger, nullable=False),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("comment", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("attachments", JSON, nullable=False),
    Column("said_at", Instant, nullable=False),
    Column("status", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("sure", Boolean, nullable=False),
    Column("theme", String(16)),
    Column("facts", JSON, nullable=False),
    Column("language", String(8), nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("ack_at", Instant),
    Column("no_ack", String(32)),
    Column("assignee", JSON(none_as_null=True)),
    Column("taken_at", Instant),
    Column("waiting_since", Instant),
    Column("reply_due", Instant),
    Column("outcome_due", Instant),
    Column("promised_at", Instant),
    Column("promise_due", Instant),
    Column("snoozed_until", Instant),
    Column("rung", JSON(none_as_null=True)),
    Column("reminded_at", Instant),
    Column("escalated_at", Instant),
    Column("calls", Integer, nullable=False, server_default="0"),
    Column("unreachable", JSON(none_as_null=True)),
    Column("replied_at", Instant),
    Column("invited_at", Instant),
    Column("private_at", Instant),
    Column("talk_at", Instant),
    Column("owes_public", Boolean, nullable=False, server_default=text("false")),
    Column("grant", JSON(none_as_null=True)),
    Column("granted_at", Instant),
    Column("gift_sent_at", Instant),
    Column("outcome", String(16)),
    Column("resolved_at", Instant),
    Column("resolved_by", JSON(none_as_null=True)),
    Column("ask_at", Instant),
    Column("asked_at", Instant),
    Column("ask_reminder_at", Instant),
    Column("ask_reminded_at", Instant),
    Column("correction_refused", Boolean, nullable=False, server_default=text("false")),
    Column("ask_result", String(16)),
    Column("menu", String(16)),
    Column("wake_at", Instant),
    UniqueConstraint("place", "comment"),
)
Index("cases_of_customer", cases.c.customer, cases.c.network, cases.c.id)
Index("cases_open_in_place", cases.c.place, sqlite_where=cases.c.status == "open",
      postgresql_where=cases.c.status == "open")  # fmt: skip
Index("cases_to_wake", cases.c.wake_at, sqlite_where=cases.c.wake_at.is_not(None),
      postgresql_where=cases.c.wake_at.is_not(None))  # fmt: skip

Index("cases_granted", cases.c.granted_at, sqlite_where=cases.c.granted_at.is_not(None),
      postgresql_where=cases.c.granted_at.is_not(None))  # fmt: skip

drafts = Table(
    "drafts",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("id", BigInteger, primary_key=True),
    Column("text", Text, nullable=False),
    Column("by", JSON, nullable=False),
    Column("target", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("leaves_at", Instant),
    Column("message", BigInteger),
    Column("comment", BigInteger),
    Column("problem", String(64)),
    Column("objections", JSON(none_as_null=True)),
    Column("heated_by", BigInteger),
    Column("private", Boolean, nullable=False, server_default=text("false")),
    Column("photo", Text),
    Column("asked_by", JSON(none_as_null=True)),
    Column("revision", Text),
)

Index("drafts_by_id", drafts.c.id)

comments = Table(
    "comments",
    metadata,
    Column("place", String(64), primary_key=True),
    Column("comment", BigInteger, primary_key=True),
    Column("author", BigInteger),
    Column("text", Text),
    Column("at", Instant),
    Column("thread", BigInteger),
    Column("case_id", ForeignKey("cases.id")),
    Column("ours", Boolean, nullable=False, server_default=text("false")),
    Column("deleted", Boolean, nullable=False, server_default=text("false")),
    Column("deleter", JSON(none_as_null=True)),
)
Index("comments_of_case", comments.c.case_id)

story = Table(
    "story",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("cause", String(160), nullable=False, unique=True),
    Column("at", Instant, nullable=False),
    Column("what", String(48), nullable=False),
    Column("who", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
Index("story_of_case", story.c.case_id, story.c.id)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", ForeignKey("cases.id")),
    Column("channel", String(16), nullable=False),
    Column("destination", String(32), nullable=False),
    Column("what", String(32), nullable=False),
    Column("body", JSON, nullable=False),
    Column("once", String(64)),
    Column("urgency", SmallInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("not_before", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("tries", SmallInteger, nullable=False, server_default=text("0")),
    Column("problem", Text),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("purpose", String(16)),
    Column("place", String(64)),
    Column("target", BigInteger),
    Column("text", Text),
    Column("draft", BigInteger),
    Column("comment", BigInteger),
    Column("photo", Text),
    Column("revoked", Boolean, nullable=False, server_default=text("false")),
    sqlite_autoincrement=True,
)
Index("outbox_once", outbox.c.once, unique=True, sqlite_where=outbox.c.state == "waiting",
      postgresql_where=outbox.c.state == "waiting")  # fmt: skip
UNFINISHED = ("waiting", "sending", "unclear", "set_aside")
Index("outbox_to_do", outbox.c.channel, outbox.c.state, outbox.c.urgency, outbox.c.id,
      sqlite_where=outbox.c.state.in_(UNFINISHED),
      postgresql_where=outbox.c.state.in_(UNFINISHED))  # fmt: skip
Index("outbox_of_case", outbox.c.case_id, sqlite_where=outbox.c.purpose.is_not(None),
      postgresql_where=outbox.c.purpose.is_not(None))  # fmt: skip
Index(
    "outbox_replies",
    outbox.c.destination,
    outbox.c.id,
    sqlite_where=outbox.c.purpose == "reply",
    postgresql_where=outbox.c.purpose == "reply",
)
Index("outbox_echoes", outbox.c.place, outbox.c.target, sqlite_where=outbox.c.place.is_not(None),
      postgresql_where=outbox.c.place.is_not(None))  # fmt: skip

shown = Table(
    "shown",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", ForeignKey("cases.id")),
    Column("what", String(48), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger, nullable=False),
    Column("thread", BigInteger),
    Column("digest", String(64)),
    Column("target", BigInteger),
    UniqueConstraint("case_id", "what"),
)
Index("shown_message", shown.c.chat, shown.c.message)

wordings = Table(
    "wordings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("place", String(64), nullable=False),
    Column("community", String(32), nullable=False),
    Column("author", BigInteger, nullable=False),
    Column("wording", String(48), nullable=False),
    Column("at", Instant, nullable=False),
)
Index("wordings_in_place", wordings.c.place, wordings.c.at)
Index("wordings_lately", wordings.c.community, wordings.c.at)

names = Table(
    "names",
    metadata,
    Column("network", String(16), primary_key=True),
    Column("id", BigInteger, primary_key=True),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

library = Table(
    "library",
    metadata,
    Column("id", Id, primary_key=True),
    Column("language", String(8), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("theme", String(16)),
    Column("text", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("language", "digest"),
)

codes = Table(
    "codes",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("gift", String(64), primary_key=True),
    Column("code", String(128), nullable=False),
    Column("at", Instant, nullable=False),
)

search = Table(
    "search",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("words", TSVECTOR().with_variant(Text, "sqlite"), nullable=False),
)
Index("search_keys", search.c.words, postgresql_using="gin",
      postgresql_with={"fastupdate": "off"}).ddl_if(dialect="postgresql")  # fmt: skip
