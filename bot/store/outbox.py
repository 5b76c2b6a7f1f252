"""What is to be said, and what became of it.

A row waits, is claimed with a lease, and ends as sent, failed, withdrawn or with a person. Rows
that redraw the same thing share a key (`once`): of those only one waits at a time.

A public message (`Post`) whose sending broke off is *unclear*: its row stays until an echo, a look
at the platform or a person settles it. Everything else is simply sent again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Case, and_, case, delete, func, or_, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import LEFT_BEHIND, CaseId, DraftId, MessageId, Place
from bot.core.effects import Purpose
from bot.core.known import Message, MessageState
from bot.store.engine import Store, insert, take_turn
from bot.store.tables import moved_back, outbox

WAITING = MessageState.WAITING
DOUBTED = "doubted"
"""What is kept in the body of a row that may have gone out once."""
UNTIL = "until"
"""What is kept there of a promise: its moment."""
IS_WAITING = text("state = 'waiting'")
IS_REPLY = text("purpose = 'reply'")
UNFINISHED = text("state IN ('waiting', 'sending', 'unclear', 'set_aside')")
"""Spelt out: SQLite uses a partial index only for a condition it can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSay:
    """A row to add. The public part is set for a `Post` only."""

    channel: str
    destination: str
    what: str
    body: dict[str, Any]
    urgency: int
    once: str | None = None
    case: CaseId | None = None
    not_before: datetime
    purpose: str | None = None
    place: Place | None = None
    target: int | None = None
    text: str | None = None
    draft: DraftId | None = None
    photo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claimed row."""

    id: MessageId
    case: CaseId | None
    destination: str
    what: str
    body: dict[str, Any]
    urgency: int
    state: str
    tries: int
    created_at: datetime
    purpose: str | None
    place: Place | None
    target: int | None
    text: str | None
    problem: str | None
    photo: str | None = None


COLUMNS = (
    outbox.c.id,
    outbox.c.case_id,
    outbox.c.destination,
    outbox.c.what,
    outbox.c.body,
    outbox.c.urgency,
    outbox.c.state,
    outbox.c.tries,
    outbox.c.created_at,
    outbox.c.purpose,
    outbox.c.place,
    outbox.c.target,
    outbox.c.text,
    outbox.c.problem,
    outbox.c.photo,
)


async def add(connection: AsyncConnection, row: ToSay, *, now: datetime) -> MessageId:
    """Add a row; where the same is waiting already, that takes the higher urgency instead."""
    added = _adding(connection).values(_values(row, now)).returning(outbox.c.id)
    return MessageId((await connection.execute(added)).scalar_one())


async def add_all(connection: AsyncConnection, rows: Sequence[ToSay], *, now: datetime) -> None:
    """Add many rows, in order, with one statement."""
    if rows:
        await connection.execute(_adding(connection), [_values(row, now) for row in rows])


def _adding(connection: AsyncConnection) -> Any:
    added = insert(connection.dialect.name, outbox)
    least = case(
        (outbox.c.urgency < added.excluded.urgency, outbox.c.urgency),
        else_=added.excluded.urgency,
    )
    return added.on_conflict_do_update(
        index_elements=["once"], index_where=IS_WAITING, set_={"urgency": least}
    )


def _values(row: ToSay, now: datetime) -> dict[str, Any]:
    return {
        "case_id": row.case,
        "channel": row.channel,
        "destination": row.destination,
        "what": row.what,
        "body": row.body,
        "once": row.once,
        "urgency": row.urgency,
        "state": WAITING,
        "not_before": row.not_before,
        "created_at": now,
        "purpose": row.purpose,
        "place": row.place.key if row.place else None,
        "target": row.target,
        "text": row.text,
        "draft": row.draft,
        "photo": row.photo,
    }


async def published(
    connection: AsyncConnection,
    community: str,
    *,
    limit: int,
    but: tuple[CaseId, DraftId] | None = None,
) -> list[str]:
    """Return the last replies that went out in a community, the newest first.

    `but` names a draft of a case: nothing of it is returned, whatever it said when it left.
    """
    out = and_(outbox.c.destination == community, IS_REPLY, outbox.c.state == MessageState.SENT)
    if but:
        case, draft = but
        others = or_(outbox.c.case_id != case, outbox.c.draft.is_(None), outbox.c.draft != draft)
        out = and_(out, others)
    found = await connection.execute(
        select(outbox.c.text).where(out).order_by(outbox.c.id.desc()).limit(limit)
    )
    return list(found.scalars())


async def set_back(connection: AsyncConnection, by: timedelta, *, now: datetime) -> None:
    """Bring nearer what waits for a moment, as the clock was set back by so much."""
    for column in (outbox.c.not_before, outbox.c.lease_until):
        ahead = and_(UNFINISHED, column > now)
        await connection.execute(
            update(outbox).where(ahead).values({column.name: moved_back(column, by)})
        )


async def claim(
    store: Store,
    channel: str,
    *,
    now: datetime,
    limit: int,
    lease: timedelta,
    closed: Mapping[str, int] | None = None,
    in_turn: bool = False,
) -> list[Row]:
    """Take the most urgent rows that are due.

    `closed` names destinations that take only rows up to an urgency (-1: none at all). `in_turn`
    lets each destination have one sender at a time, whichever process that is.
    """
    ready = and_(
        UNFINISHED,
        outbox.c.channel == channel,
        outbox.c.state == WAITING,
        outbox.c.not_before <= now,
    )
    doors = [
        or_(outbox.c.destination != destination, outbox.c.urgency <= urgency)
        for destination, urgency in (closed or {}).items()
    ]
    if in_turn:
        sending = and_(outbox.c.channel == channel, outbox.c.state == MessageState.SENDING)
        taken = select(outbox.c.destination).where(UNFINISHED, sending, outbox.c.lease_until > now)
        doors.append(outbox.c.destination.not_in(taken))
    chosen = (
        select(outbox.c.id)
        .where(ready, *doors)
        .order_by(outbox.c.urgency, outbox.c.id)
        .limit(limit)
    )
    async with store.read() as connection:
        if (await connection.execute(chosen.limit(1))).first() is None:
            return []
    # In a CTE it is asked once, while a subquery may be asked for every row.
    mine = chosen.with_for_update(skip_locked=True).cte("chosen")
    take = (
        update(outbox)
        .where(outbox.c.id.in_(select(mine.c.id)))
        .values(state=MessageState.SENDING, lease_until=now + lease)
        .returning(*COLUMNS)
    )
    async with store.write() as connection:
        if in_turn:
            await take_turn(connection, f"claim:{channel}")
        rows = [_row(row) for row in await connection.execute(take)]
    return sorted(rows, key=lambda row: (row.urgency, row.id))


async def broken_off(store: Store, channel: str, *, now: datetime, alone: bool) -> list[Row]:
    """Return rows whose sender died: lease over, or all claims where the process is alone."""
    dead = and_(UNFINISHED, outbox.c.channel == channel, outbox.c.state == MessageState.SENDING)
    if not alone:
        dead = and_(dead, outbox.c.lease_until < now)
    async with store.read() as connection:
        return [_row(row) for row in await connection.execute(select(*COLUMNS).where(dead))]


async def unclear(store: Store, channel: str, *, now: datetime) -> list[Row]:
    """Return unclear rows whose echo did not come in time."""
    late = and_(
        UNFINISHED,
        outbox.c.channel == channel,
        outbox.c.state == MessageState.UNCLEAR,
        outbox.c.not_before <= now,
    )
    async with store.read() as connection:
        return [_row(row) for row in await connection.execute(select(*COLUMNS).where(late))]


async def set_state(
    connection: AsyncConnection,
    id: MessageId,
    state: MessageState | Case[Any],
    *,
    only_from: Sequence[MessageState] | None = None,
    **values: Any,
) -> bool:
    """Change a row's state; False where it was in none of `only_from`."""
    one = outbox.c.id == id
    if only_from is not None:
        one = and_(one, outbox.c.state.in_(only_from))
    values = {"lease_until": None} | values
    result = await connection.execute(update(outbox).where(one).values(state=state, **values))
    return bool(result.rowcount)


async def put_back(
    connection: AsyncConnection, id: MessageId, *, until: datetime, problem: str | None, tries: int
) -> None:
    """Let a claimed row wait again, or end it where a younger row says the same."""
    values = {"not_before": until, "problem": problem, "tries": tries}
    await wait_again(connection, id, only_from=MessageState.SENDING, **values)


async def wait_again(
    connection: AsyncConnection, id: MessageId, *, only_from: MessageState, **values: Any
) -> bool:
    """Let a row wait, or end it where a younger row says the same, or where it was taken back.

    False where it stood elsewhere. The index decides: a look beforehand would miss a row that is
    being written at the moment.
    """
    again = case((outbox.c.revoked, MessageState.WITHDRAWN), else_=WAITING)
    try:
        async with connection.begin_nested():
            return await set_state(connection, id, again, only_from=[only_from], **values)
    except IntegrityError:
        state = MessageState.WITHDRAWN
        return await set_state(connection, id, state, only_from=[only_from], **values)


async def send_again(connection: AsyncConnection, id: MessageId, *, now: datetime) -> None:
    """Let a message wait again, as a person has looked that it is not out.

    It counts as a further try, with consequences of its own.
    """
    body = select(outbox.c.body).where(outbox.c.id == id)
    kept = (await connection.execute(body)).scalar_one() | {DOUBTED: False}
    again = {"not_before": now, "tries": outbox.c.tries + 1, "body": kept, "revoked": False}
    await set_state(connection, id, WAITING, **again)


async def leave_behind(connection: AsyncConnection) -> None:
    """Follow `cases.leave_behind` with the messages that carry drafts."""
    own = outbox.c.draft < LEFT_BEHIND
    await connection.execute(update(outbox).where(own).values(draft=outbox.c.draft + LEFT_BEHIND))


async def withdraw(connection: AsyncConnection, case: CaseId, purpose: Purpose) -> None:
    """End the case's messages of this purpose; what may be out already is not sent again."""
    of_case = and_(outbox.c.case_id == case, outbox.c.purpose == purpose)
    waiting = and_(of_case, outbox.c.state == WAITING)
    await connection.execute(update(outbox).where(waiting).values(state=MessageState.WITHDRAWN))
    leaving = and_(of_case, outbox.c.state.in_((MessageState.SENDING, MessageState.UNCLEAR)))
    await connection.execute(update(outbox).where(leaving).values(revoked=True))


async def message(connection: AsyncConnection, case: CaseId, id: MessageId) -> Message | None:
    """Return a public message of this case."""
    one = and_(outbox.c.id == id, outbox.c.case_id == case, outbox.c.purpose.is_not(None))
    return await _message(connection, one)


async def of_draft(connection: AsyncConnection, case: CaseId, draft: DraftId) -> Message | None:
    """Return the latest message of a draft, which nobody claims before the transaction ends."""
    one = and_(outbox.c.case_id == case, outbox.c.purpose.is_not(None), outbox.c.draft == draft)
    return await _message(connection, one, lock=True)


async def last(connection: AsyncConnection, case: CaseId, purpose: Purpose) -> Message | None:
    """Return the case's latest message of this purpose."""
    one = and_(outbox.c.case_id == case, outbox.c.purpose == purpose)
    return await _message(connection, one)


async def echoed(
    connection: AsyncConnection, place: Place, comment: int, *, text: str, target: int | None
) -> tuple[MessageId, CaseId, bool] | None:
    """Return the message that an own comment is: by its id, else by exact text and parent.

    The last says whether that is known already. What a person said is out has no id yet.
    """
    open_ = (
        MessageState.SENDING, MessageState.UNCLEAR, MessageState.ASKED, MessageState.SENT,
    )  # fmt: skip
    perhaps_out = or_(
        outbox.c.state.in_(open_), and_(outbox.c.state == WAITING, outbox.c.tries > 0)
    )
    alike = and_(outbox.c.target == target, perhaps_out, outbox.c.comment.is_(None))
    # One statement, so that an answer settled meanwhile is seen either before or after.
    asked = select(
        outbox.c.id, outbox.c.case_id, outbox.c.state, outbox.c.text, outbox.c.comment
    ).where(outbox.c.place == place.key, or_(outbox.c.comment == comment, alike))
    rows = (await connection.execute(asked.order_by(outbox.c.id))).all()
    by_id = (one for one in rows if one.comment == comment)
    by_text = (one for one in rows if one.comment is None and _same(one.text, text))
    row = next(by_id, None) or next(by_text, None)
    if row is None:
        return None
    return MessageId(row.id), CaseId(row.case_id), row.comment is not None


def _same(sent: str | None, seen: str) -> bool:
    """Compare texts as a platform may give them back: white space is its own."""
    return (sent or "").split() == seen.split()


async def waiting(store: Store) -> int:
    """Count the rows still to be sent."""
    async with store.read() as connection:
        counted = select(func.count()).where(UNFINISHED, outbox.c.state != MessageState.SET_ASIDE)
        return (await connection.execute(counted)).scalar_one()


async def _message(connection: AsyncConnection, one: Any, *, lock: bool = False) -> Message | None:
    asked = (
        select(*COLUMNS, outbox.c.draft, outbox.c.comment)
        .where(one)
        .order_by(outbox.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(asked.with_for_update() if lock else asked)).one_or_none()
    if row is None:
        return None
    return Message(
        id=MessageId(row.id),
        purpose=Purpose(row.purpose),
        state=MessageState(row.state),
        text=row.text or "",
        draft=None if row.draft is None else DraftId(row.draft),
        comment=row.comment,
        until=datetime.fromtimestamp(row.body[UNTIL], UTC) if UNTIL in row.body else None,
        doubted=bool(row.body.get(DOUBTED)),
    )


def _row(row: Any) -> Row:
    return Row(
        id=MessageId(row.id),
        case=row.case_id,
        destination=row.destination,
        what=row.what,
        body=row.body,
        urgency=row.urgency,
        state=row.state,
        tries=row.tries,
        created_at=row.created_at,
        purpose=row.purpose,
        place=Place.parse(row.place) if row.place else None,
        target=row.target,
        text=row.text,
        problem=row.problem,
        photo=row.photo,
    )


async def forget_shown(store: Store, *, before: datetime) -> None:
    """Delete what the staff were shown before then; what was public is kept with its case."""
    ended = outbox.c.state.in_((MessageState.SENT, MessageState.WITHDRAWN))
    old = and_(outbox.c.purpose.is_(None), ended, outbox.c.created_at < before)
    async with store.write() as connection:
        await connection.execute(delete(outbox).where(old))
