"""Comments seen on a platform: whose they are, what they said, whether they are still there.

A deletion or an edit can overtake its comment; the row then waits for it, and the comment, when it
comes, is known to be gone or to have another text.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import CaseId, Place
from bot.core.events import Deleter
from bot.store.engine import insert
from bot.store.tables import comments, wordings

AN_ACK = wordings.c.wording.like("ack-%")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A comment as it was last seen. `case` is None where it belongs to none."""

    author: int | None = None
    text: str | None = None
    at: datetime | None = None
    thread: int | None = None
    case: CaseId | None = None
    ours: bool = False
    deleted: bool = False
    deleter: Deleter | None = None
    """Who deleted it, where the deletion came first."""


async def find(connection: AsyncConnection, place: Place, comment: int | None) -> Heard | None:
    """Return what is known of a comment."""
    if comment is None:
        return None
    one = and_(comments.c.place == place.key, comments.c.comment == comment)
    columns = ("author", "text", "at", "thread", "case_id", "ours", "deleted", "deleter")
    row = (
        await connection.execute(select(*(comments.c[name] for name in columns)).where(one))
    ).one_or_none()
    if row is None:
        return None
    author, text, at, thread, case, ours, deleted, deleter = row
    return Heard(
        author=author, text=text, at=at, thread=thread, case=case, ours=ours, deleted=deleted,
        deleter=None if deleter is None else Deleter(*deleter),
    )  # fmt: skip


async def keep(connection: AsyncConnection, place: Place, comment: int, heard: Heard) -> None:
    """Keep what is known of a comment in the place of what was known."""
    values = {
        "author": heard.author,
        "text": heard.text,
        "at": heard.at,
        "thread": heard.thread,
        "case_id": heard.case,
        "ours": heard.ours,
        "deleted": heard.deleted,
        "deleter": None if heard.deleter is None else [heard.deleter.id, heard.deleter.name],
    }
    added = insert(connection.dialect.name, comments).values(
        place=place.key, comment=comment, **values
    )
    await connection.execute(
        added.on_conflict_do_update(index_elements=["place", "comment"], set_=values)
    )


async def used(connection: AsyncConnection, place: Place) -> list[str]:
    """Return the wordings used in this place, the longest unused first."""
    last = func.max(wordings.c.id)
    rows = await connection.execute(
        select(wordings.c.wording)
        .where(wordings.c.place == place.key)
        .group_by(wordings.c.wording)
        .order_by(last)
    )
    return list(rows.scalars())


async def use(
    connection: AsyncConnection, place: Place, author: int, wording: str, now: datetime
) -> None:
    """Note that something was worded so in public."""
    added = insert(connection.dialect.name, wordings).values(
        place=place.key, community=community(place), author=author, wording=wording, at=now
    )
    await connection.execute(added)


async def acknowledged_author(
    connection: AsyncConnection, place: Place, author: int, *, since: datetime
) -> bool:
    """Return whether this author had an acknowledgement in this place since then."""
    found = await connection.execute(
        select(wordings.c.id)
        .where(
            wordings.c.place == place.key,
            wordings.c.author == author,
            wordings.c.at > since,
            AN_ACK,
        )
        .limit(1)
    )
    return found.scalar_one_or_none() is not None


async def acknowledged(connection: AsyncConnection, place: Place, *, since: datetime) -> int:
    """Count the acknowledgements of this community since then."""
    lately = and_(wordings.c.community == community(place), wordings.c.at > since, AN_ACK)
    return (await connection.execute(select(func.count()).where(lately))).scalar_one()


def community(place: Place) -> str:
    """Return the key of the community that a place belongs to."""
    return f"{place.network}:{place.owner}"


async def waits_since(
    connection: AsyncConnection, case: CaseId, *, since: datetime, but: int
) -> datetime | None:
    """Return when the earliest of the customer's comments was written that still stands.

    Only those from `since` on count, and the comment `but` does not.
    """
    standing = and_(
        comments.c.case_id == case,
        comments.c.ours.is_(False),
        comments.c.deleted.is_(False),
        comments.c.at >= since,
        comments.c.comment != but,
    )
    found = await connection.execute(select(func.min(comments.c.at)).where(standing))
    moment: datetime | None = found.scalar_one()
    return moment
