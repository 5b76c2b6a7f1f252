"""Cases, their drafts and their story, as rows.

Functions take the connection of the transaction they belong to.
"""

from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import (
    LEFT_BEHIND,
    AskResult,
    Case,
    CaseId,
    Customer,
    Draft,
    DraftId,
    DraftState,
    GiftState,
    Grant,
    Member,
    Menu,
    MessageId,
    Objection,
    Outcome,
    Place,
    Role,
    Status,
)
from bot.core.sorting import Kind, Theme
from bot.store.engine import insert as insert_once
from bot.store.engine import reads_only
from bot.store.tables import cases, drafts, moved_back, story

IS_OPEN = text("status = 'open'")
"""Spelt out: SQLite uses a partial index only for a condition it can read."""
CHOICES: dict[str, Any] = {
    "status": Status,
    "kind": Kind,
    "theme": Theme,
    "outcome": Outcome,
    "ask_result": AskResult,
    "menu": Menu,
}
TUPLES = ("attachments", "facts", "rung", "unreachable")
MEMBERS = ("assignee", "resolved_by")
RECORDS = ("grant",)
PLAIN = tuple(
    field.name
    for field in fields(Case)
    if field.name
    not in {"id", "place", "customer", "drafts", *CHOICES, *TUPLES, *MEMBERS, *RECORDS}
)


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a case's story."""

    at: datetime
    what: str
    who: str
    detail: str


async def load(connection: AsyncConnection, id: CaseId) -> Case | None:
    """Return the case with its drafts, locked for a transaction that may write."""
    one = select(cases).where(cases.c.id == id)
    if not reads_only(connection):
        one = one.with_for_update(key_share=True)
    row = (await connection.execute(one)).one_or_none()
    return None if row is None else await _with_drafts(connection, read_case(row))


async def load_all(connection: AsyncConnection, ids: Sequence[CaseId]) -> list[Case]:
    """Return many cases with their drafts, in three statements."""
    rows = (
        await connection.execute(
            select(cases)
            .where(cases.c.id.in_(ids))
            .with_for_update(skip_locked=True, key_share=True)
        )
    ).all()
    kept = await connection.execute(select(drafts).where(drafts.c.case_id.in_(ids)))
    by_case: dict[int, list[Draft]] = {}
    for row in kept:
        by_case.setdefault(row.case_id, []).append(_draft(row))
    found = (read_case(row) for row in rows)
    return [replace(case, drafts=tuple(by_case.get(case.id, ()))) for case in found]


async def look_up(connection: AsyncConnection, ids: Sequence[CaseId]) -> list[Case]:
    """Return cases without their drafts, in the order asked for, to be read only."""
    rows = await connection.execute(select(cases).where(cases.c.id.in_(ids)))
    found = {row.id: read_case(row) for row in rows}
    return [found[id] for id in ids if id in found]


async def add(connection: AsyncConnection, case: Case) -> Case:
    """Keep a new case; return it with its id."""
    result = await connection.execute(insert(cases).values(_row(case)).returning(cases.c.id))
    return replace(case, id=CaseId(result.scalar_one()))


async def save(connection: AsyncConnection, before: Case, after: Case) -> None:
    """Keep what changed of a case and its drafts."""
    old, new = _row(before), _row(after)
    changed = {name: value for name, value in new.items() if old[name] != value}
    if changed:
        await connection.execute(update(cases).where(cases.c.id == after.id).values(changed))
    known = {draft.id: draft for draft in before.drafts}
    for draft in after.drafts:
        if draft.id not in known:
            await connection.execute(insert(drafts).values(case_id=after.id, **_draft_row(draft)))
        elif known[draft.id] != draft:
            one = and_(drafts.c.case_id == after.id, drafts.c.id == draft.id)
            await connection.execute(update(drafts).where(one).values(_draft_row(draft)))


async def save_all(connection: AsyncConnection, changes: Sequence[tuple[Case, Case]]) -> None:
    """Keep what changed of many cases; those that changed alike share a statement."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for before, after in changes:
        if before.drafts != after.drafts:
            await save(connection, before, after)
            continue
        old, new = _row(before), _row(after)
        changed = {name: new[name] for name in new if old[name] != new[name]}
        if changed:
            mine = {f"new_{name}": value for name, value in changed.items()} | {"the_id": after.id}
            alike.setdefault(tuple(changed), []).append(mine)
    for names, rows in alike.items():
        values = {name: bindparam(f"new_{name}", type_=cases.c[name].type) for name in names}
        one = update(cases).where(cases.c.id == bindparam("the_id")).values(values)
        await connection.execute(one, rows)


async def open_of(connection: AsyncConnection, place: Place, customer: Customer) -> CaseId | None:
    """Return the customer's open case in this place."""
    found = await connection.execute(
        select(cases.c.id)
        .where(
            cases.c.place == place.key,
            IS_OPEN,
            cases.c.customer == customer.id,
        )
        .order_by(cases.c.id.desc())
        .limit(1)
    )
    return found.scalar_one_or_none()


async def open_in(connection: AsyncConnection, place: Place) -> list[CaseId]:
    """Return every open case in this place."""
    of_place = and_(cases.c.place == place.key, IS_OPEN)
    found = await connection.execute(select(cases.c.id).where(of_place).order_by(cases.c.id))
    return list(found.scalars())


async def in_talk(connection: AsyncConnection, place: Place) -> CaseId | None:
    """Return the case that a customer's private dialogue is about.

    An open one comes before one that has ended, then the one in which there was talk last, then
    the one whose customer was invited last.
    """
    found = await connection.execute(
        select(cases.c.id)
        .where(
            cases.c.customer == place.item,
            cases.c.network == place.network,
            or_(cases.c.invited_at.is_not(None), cases.c.talk_at.is_not(None)),
        )
        .order_by(
            (cases.c.status == Status.OPEN).desc(),
            cases.c.talk_at.is_not(None).desc(),
            cases.c.talk_at.desc(),
            cases.c.invited_at.is_not(None).desc(),
            cases.c.invited_at.desc(),
            cases.c.id.desc(),
        )
        .limit(1)
    )
    return found.scalar_one_or_none()


async def last_granted(connection: AsyncConnection, customer: Customer) -> datetime | None:
    """Return when this customer was last given something, in any case."""
    theirs = and_(
        cases.c.customer == customer.id,
        cases.c.network == customer.network,
        cases.c.granted_at.is_not(None),
    )
    moment = func.coalesce(cases.c.gift_sent_at, cases.c.granted_at)
    rows = await connection.execute(select(cases.c.grant, moment).where(theirs))
    given = (at for kept, at in rows if (grant := _grant(kept)) is not None and grant.counts)
    return max(given, default=None)


async def spent(connection: AsyncConnection, *, since: datetime, but: CaseId | None = None) -> int:
    """Return what the compensations granted since then are worth, those asked for included.

    `but` is a case that is left out.
    """
    granted = select(cases.c.grant).where(cases.c.granted_at >= since)
    if but is not None:
        granted = granted.where(cases.c.id != but)
    grants = (_grant(kept) for kept in (await connection.execute(granted)).scalars())
    return sum(one.value for one in grants if one is not None and one.counts)


async def nameless(connection: AsyncConnection, customer: Customer) -> list[CaseId]:
    """Return the customer's cases that know no name."""
    theirs = and_(
        cases.c.customer == customer.id,
        cases.c.network == customer.network,
        cases.c.first_name == "",
    )
    found = await connection.execute(select(cases.c.id).where(theirs).order_by(cases.c.id))
    return list(found.scalars())


async def of_draft(connection: AsyncConnection, draft: DraftId) -> CaseId | None:
    """Return the case in whose topic a draft was written."""
    found = await connection.execute(select(drafts.c.case_id).where(drafts.c.id == draft))
    return found.scalars().first()


async def leave_behind(connection: AsyncConnection) -> None:
    """Keep the drafts' ids apart from those to come, as their group counts messages anew."""
    own = drafts.c.id < LEFT_BEHIND
    await connection.execute(update(drafts).where(own).values(id=drafts.c.id + LEFT_BEHIND))


async def earlier(connection: AsyncConnection, case: Case, *, limit: int = 3) -> list[Case]:
    """Return the same customer's cases before this one, the latest first, without drafts."""
    found = await connection.execute(
        select(cases)
        .where(
            cases.c.customer == case.customer.id,
            cases.c.network == case.place.network,
            cases.c.id < case.id,
        )
        .order_by(cases.c.id.desc())
        .limit(limit)
    )
    return [read_case(row) for row in found]


async def last_asked(
    connection: AsyncConnection, case: Case, *, reminders: bool = False
) -> datetime | None:
    """Return when the customer was last asked, or reminded, in any other case."""
    either = func.coalesce(cases.c.ask_reminded_at, cases.c.asked_at)
    found = await connection.execute(
        select(func.max(either if reminders else cases.c.asked_at)).where(
            cases.c.customer == case.customer.id,
            cases.c.network == case.place.network,
            cases.c.id != case.id,
        )
    )
    moment: datetime | None = found.scalar_one_or_none()
    return moment


async def due(connection: AsyncConnection, *, now: datetime, limit: int) -> list[CaseId]:
    """Return the cases whose time has come, the longest due first."""
    ripe = select(cases.c.id).where(cases.c.wake_at <= now).order_by(cases.c.wake_at)
    return list((await connection.execute(ripe.limit(limit))).scalars())


async def set_back(connection: AsyncConnection, by: timedelta, *, now: datetime) -> None:
    """Bring nearer the drafts that are held, as the clock was set back by so much.

    Every case is looked at earlier too: what rang while the clock was ahead is sorted out then.
    """
    wake_at = moved_back(cases.c.wake_at, by)
    await connection.execute(update(cases).where(cases.c.wake_at > now).values(wake_at=wake_at))
    held = and_(drafts.c.leaves_at.is_not(None), drafts.c.leaves_at > now)
    leaves_at = moved_back(drafts.c.leaves_at, by)
    await connection.execute(update(drafts).where(held).values(leaves_at=leaves_at))


async def put_off(connection: AsyncConnection, id: CaseId, *, until: datetime) -> None:
    """Let a case be looked at no earlier than then."""
    await connection.execute(update(cases).where(cases.c.id == id).values(wake_at=until))


async def tell(connection: AsyncConnection, case: CaseId, cause: str, told: Told) -> bool:
    """Add a line to the story; False where this cause is in it already."""
    added = insert_once(connection.dialect.name, story).values(
        case_id=case, cause=cause, at=told.at, what=told.what, who=told.who, detail=told.detail
    )
    result = await connection.execute(added.on_conflict_do_nothing())
    return bool(result.rowcount)


async def tell_all(connection: AsyncConnection, lines: Sequence[tuple[CaseId, str, Told]]) -> None:
    """Add many lines to stories, each with its cause, with one statement."""
    rows = [
        {"case_id": case, "cause": cause, "at": told.at, "what": told.what, "who": told.who,
         "detail": told.detail}
        for case, cause, told in lines
    ]  # fmt: skip
    if rows:
        added = insert_once(connection.dialect.name, story).on_conflict_do_nothing()
        await connection.execute(added, rows)


async def known_cause(connection: AsyncConnection, cause: str) -> bool:
    """Return whether something with this cause happened already."""
    found = await connection.execute(select(story.c.id).where(story.c.cause == cause))
    return found.scalar_one_or_none() is not None


async def story_of(connection: AsyncConnection, case: CaseId) -> list[Told]:
    """Return the story of a case in order."""
    told = select(story.c.at, story.c.what, story.c.who, story.c.detail)
    rows = await connection.execute(told.where(story.c.case_id == case).order_by(story.c.id))
    return [Told(*row) for row in rows]


async def figures(connection: AsyncConnection) -> dict[str, int]:
    """Return how many cases there are of each status."""
    rows = await connection.execute(select(cases.c.status, func.count()).group_by(cases.c.status))
    return {row[0]: row[1] for row in rows}


async def _with_drafts(connection: AsyncConnection, case: Case) -> Case:
    rows = await connection.execute(
        select(drafts).where(drafts.c.case_id == case.id).order_by(drafts.c.id)
    )
    return replace(case, drafts=tuple(_draft(row) for row in rows))


def read_case(row: Row[Any]) -> Case:
    values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
    for name, choice in CHOICES.items():
        value = getattr(row, name)
        values[name] = None if value is None else choice(value)
    for name in TUPLES:
        values[name] = tuple(getattr(row, name) or ())  # none in a row of an older version
    for name in MEMBERS:
        values[name] = _member(getattr(row, name))
    values["grant"] = _grant(row.grant)
    customer = Customer(row.network, row.customer, row.first_name, row.last_name)
    return Case(id=CaseId(row.id), place=Place.parse(row.place), customer=customer, **values)


def _row(case: Case) -> dict[str, Any]:
    row = {name: getattr(case, name) for name in (*PLAIN, *CHOICES)}
    for name in TUPLES:
        row[name] = list(getattr(case, name))
    for name in MEMBERS:
        member = getattr(case, name)
        row[name] = None if member is None else asdict(member)
    row["grant"] = None if case.grant is None else asdict(case.grant)
    return row | {
        "place": case.place.key,
        "network": case.customer.network,
        "customer": case.customer.id,
        "first_name": case.customer.first_name,
        "last_name": case.customer.last_name,
    }


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        id=DraftId(row.id),
        text=row.text,
        by=_member(row.by) or Member(0, ""),
        target=row.target,
        state=DraftState(row.state),
        leaves_at=row.leaves_at,
        message=None if row.message is None else MessageId(row.message),
        comment=row.comment,
        problem=row.problem,
        objections=tuple(Objection(*one) for one in row.objections or ()),
        heated_by=row.heated_by,
        private=row.private,
        photo=row.photo,
        asked_by=_member(row.asked_by),
        revision=row.revision,
    )


def _draft_row(draft: Draft) -> dict[str, Any]:
    names = (
        "id", "text", "target", "state", "leaves_at", "message", "comment", "problem", "heated_by",
        "private", "photo", "revision",
    )  # fmt: skip
    return {name: getattr(draft, name) for name in names} | {
        "by": asdict(draft.by),
        "asked_by": None if draft.asked_by is None else asdict(draft.asked_by),
        "objections": [list(astuple(one)) for one in draft.objections],
    }


def _grant(kept: dict[str, Any] | None) -> Grant | None:
    if kept is None:
        return None
    by, decided_by = _member(kept["by"]), _member(kept["decided_by"])
    assert by is not None
    return Grant(
        name=kept["name"], value=kept["value"], state=GiftState(kept["state"]),
        by=by, decided_by=decided_by,
    )  # fmt: skip


def _member(kept: dict[str, Any] | None) -> Member | None:
    return None if kept is None else Member(kept["id"], kept["name"], Role(kept["role"]))
