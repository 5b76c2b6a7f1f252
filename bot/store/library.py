"""Replies that were kept to begin others with."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.sorting import Kind, Theme
from bot.store.engine import insert
from bot.store.tables import library

MOST = 200
"""So many of the latest are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A reply with slots for what was one customer's alone."""

    id: int
    language: str
    kind: Kind
    theme: Theme | None
    text: str


async def keep(
    connection: AsyncConnection,
    text: str,
    *,
    language: str,
    kind: Kind,
    theme: Theme | None,
    by: str,
    now: datetime,
) -> None:
    """Keep a reply; one that is there already stays as it is."""
    added = insert(connection.dialect.name, library).values(
        language=language, kind=kind, theme=theme, text=text, by=by, at=now,
        digest=sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    await connection.execute(added.on_conflict_do_nothing(index_elements=["language", "digest"]))


async def get(connection: AsyncConnection, id: int) -> Kept | None:
    """Return a reply that was kept."""
    row = (await connection.execute(select(library).where(library.c.id == id))).one_or_none()
    return None if row is None else _kept(row)


async def kept(connection: AsyncConnection, language: str) -> list[Kept]:
    """Return the replies kept in a language, the latest first."""
    mine = select(library).where(library.c.language == language)
    rows = await connection.execute(mine.order_by(library.c.id.desc()).limit(MOST))
    return [_kept(row) for row in rows]


def _kept(row: Row[Any]) -> Kept:
    return Kept(
        id=row.id,
        language=row.language,
        kind=Kind(row.kind),
        theme=None if row.theme is None else Theme(row.theme),
        text=row.text,
    )
