"""Cases by the words that were said in them: SQLite's FTS5, PostgreSQL's tsvector with GIN.

One document a case, which only grows: the customer's names, the case's text, and what was said and
noted later. It holds the keys of `bot.core.terms` and no texts; the engines neither stem nor parse,
they look keys up. Nothing but letters and digits goes into a question of theirs, and that quoted.

Functions take the connection of the transaction they belong to.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Text,
    bindparam,
    case,
    cast,
    column,
    delete,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import CaseId
from bot.core.events import REFUSED
from bot.core.terms import SearchWords, terms
from bot.store import marks
from bot.store.engine import Store, insert, take_turn
from bot.store.tables import cases, search, story

SPOKEN = frozenset(
    {
        "CustomerSpoke",
        "CustomerSpoke-private",
        "CustomerEdited",
        "BrandSpoke",
        "NoteWritten",
        "DraftWritten",
        "DraftEdited",
    }
)
SENT = "Sent-"
MOST_KEYS = 4000
"""A case that has so many learns no more: a tsvector takes a megabyte, and must not be refused."""
MOST_COUNTED = 1000
LAST = 10_000
"""So many cases PostgreSQL looks through in some milliseconds, one after another."""
BATCH = 50
FILLED = "search:filled"
"""The mark that holds the case down to which the index is filled."""

_NO_KEY = re.compile(r"\W")

Question = Sequence[Collection[str]]
_fts = table("search", column("rowid"), column("words"))


def searchable(what: str) -> bool:
    """Return whether a line of the story holds a text to be found by."""
    return what.removeprefix(REFUSED) in SPOKEN or what.startswith(SENT)


async def add(connection: AsyncConnection, case: CaseId, keys: Iterable[str]) -> None:
    """Let a case be found by these keys too."""
    await add_all(connection, [(case, keys)])


async def add_all(
    connection: AsyncConnection, documents: Iterable[tuple[CaseId, Iterable[str]]]
) -> None:
    """Let many cases be found by their keys too, in the order of their ids: no deadlocks."""
    new: dict[CaseId, dict[str, None]] = {}
    for id, keys in documents:
        new.setdefault(id, {}).update(dict.fromkeys(keys))
    if not new:
        return
    rows = {id: list(new[id])[:MOST_KEYS] for id in sorted(new)}
    if connection.dialect.name == "sqlite":
        await _merge(connection, rows)
    else:
        await _upsert(connection, rows)


async def _merge(connection: AsyncConnection, rows: dict[CaseId, list[str]]) -> None:
    """Put documents in the place of the old ones; there is one writer."""
    old = select(_fts.c.rowid, _fts.c.words).where(_fts.c.rowid.in_(rows))
    kept = {row.rowid: row.words.split() for row in await connection.execute(old)}
    merged = [
        {"id": id, "words": " ".join(list(dict.fromkeys([*kept.get(id, ()), *keys]))[:MOST_KEYS])}
        for id, keys in rows.items()
    ]
    put = text("INSERT OR REPLACE INTO search (rowid, words) VALUES (:id, :words)")
    await connection.execute(put, merged)


async def _upsert(connection: AsyncConnection, rows: dict[CaseId, list[str]]) -> None:
    added = insert(connection.dialect.name, search)
    added = added.values(
        case_id=bindparam("id"), words=func.array_to_tsvector(bindparam("new", type_=ARRAY(Text)))
    )
    full = func.length(search.c.words) >= MOST_KEYS
    both = search.c.words.op("||")(added.excluded.words)
    put = added.on_conflict_do_update(
        index_elements=["case_id"], set_={"words": case((full, search.c.words), else_=both)}
    )
    await connection.execute(put, [{"id": id, "new": keys} for id, keys in rows.items()])


async def forget(connection: AsyncConnection, case: CaseId) -> None:
    """Let a case be found no more."""
    if connection.dialect.name == "sqlite":
        await connection.execute(delete(_fts).where(_fts.c.rowid == case))
    else:
        await connection.execute(delete(search).where(search.c.case_id == case))


async def find(
    connection: AsyncConnection, question: Question, *, limit: int, offset: int = 0
) -> list[CaseId]:
    """Return the cases that have a key of each word, the newest first."""
    return (await _first(connection, question, offset + limit))[offset:]


async def count(connection: AsyncConnection, question: Question) -> int:
    """Return how many cases `find` finds, MOST_COUNTED at most."""
    return len(await _first(connection, question, MOST_COUNTED))


async def _first(connection: AsyncConnection, question: Question, most: int) -> list[CaseId]:
    """Return the newest of the cases that are found.

    PostgreSQL guesses badly what a question finds, and its index gives all at once. What is common
    is found among the last cases; the index is asked for what is not.
    """
    if not question or not all(question):
        return []
    if connection.dialect.name == "sqlite":
        return await _ids(connection, _matching(question).limit(most))
    found = await _ids(connection, _among_last(question).limit(most))
    return found if len(found) == most else await _ids(connection, _among_all(question).limit(most))


async def _ids(connection: AsyncConnection, chosen: Select[tuple[Any]]) -> list[CaseId]:
    return [CaseId(id) for id in (await connection.execute(chosen)).scalars()]


def _matching(question: Question) -> Select[tuple[Any]]:
    parts = (" OR ".join(_quoted(keys, '"')) for keys in question)
    asked = " AND ".join(f"({part})" for part in parts)
    matching = select(_fts.c.rowid).where(text("search MATCH :asked").bindparams(asked=asked))
    return matching.order_by(_fts.c.rowid.desc())


def _among_last(question: Question) -> Select[tuple[Any]]:
    last = select(search).order_by(search.c.case_id.desc()).limit(LAST).subquery()
    return (
        select(last.c.case_id).where(_has(last.c.words, question)).order_by(last.c.case_id.desc())
    )


def _among_all(question: Question) -> Select[tuple[Any]]:
    by_id = search.c.case_id + literal_column("0")  # the order of no index, so the words' is taken
    return select(search.c.case_id).where(_has(search.c.words, question)).order_by(by_id.desc())


def _has(words: ColumnElement[Any], question: Question) -> ColumnElement[bool]:
    parts = (" | ".join(_quoted(keys, "'")) for keys in question)
    asked = " & ".join(f"({part})" for part in parts)
    return words.bool_op("@@")(cast(asked, TSQUERY))


def _quoted(keys: Collection[str], mark: str) -> Iterator[str]:
    """Yield keys as words of an engine's language, with nothing in them that it could read."""
    return (f"{mark}{_NO_KEY.sub('_', key)}{mark}" for key in sorted(keys))


# --- filling


async def rebuild(store: Store, words: SearchWords) -> None:
    """Let every case be found that was there before the index, the newest first.

    It goes on where it was broken off, does nothing where all is done, and may go on beside the
    work, which indexes what comes meanwhile.
    """
    while await _fill_some(store, words):
        pass


async def _fill_some(store: Store, words: SearchWords) -> bool:
    """Index some cases below the mark; return whether there were any."""
    async with store.write() as connection:
        await take_turn(connection, FILLED)
        done = await marks.read(connection, FILLED)
        texts = await _texts_below(connection, done)
        if texts or done is None:
            await add_all(connection, [(id, _keys(said, words)) for id, said in texts.items()])
            await marks.renew(connection, FILLED, str(min(texts, default=0)))
    return bool(texts)


def _keys(texts: Iterable[str], words: SearchWords) -> Iterator[str]:
    return chain.from_iterable(terms(said, words) for said in texts)


async def _texts_below(connection: AsyncConnection, done: str | None) -> dict[CaseId, list[str]]:
    older = select(cases.c.id, cases.c.first_name, cases.c.last_name, cases.c.text)
    if done is not None:
        older = older.where(cases.c.id < int(done))
    rows = await connection.execute(older.order_by(cases.c.id.desc()).limit(BATCH))
    texts = {CaseId(row.id): [row.first_name, row.last_name, row.text] for row in rows}
    lines = select(story.c.case_id, story.c.what, story.c.detail)
    for line in await connection.execute(lines.where(story.c.case_id.in_(texts))):
        if searchable(line.what):
            texts[line.case_id].append(line.detail)
    return texts
