"""Whose comment is this: which case it belongs to, whom it answers."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import Case, CaseId, Place, Status
from bot.core.events import CustomerSpoke, Deleter
from bot.core.policy import REOPENS_WITHIN, RESULT_WITHIN
from bot.store import cases, heard
from bot.store.heard import Heard

MOST_ASKED = 5
"""So many open cases under a post are asked at most whose a line typed by hand was."""


def kept(event: CustomerSpoke, before: Heard) -> Heard:
    """Return what is known of a comment whose deletion came first."""
    return replace(
        before, author=event.author.id, text=event.text, at=event.at, thread=event.thread
    )


def deleted_by_another(before: Heard | None, event: CustomerSpoke) -> Deleter | None:
    """Return who deleted a comment before it was heard, unless its author did."""
    if before is None or before.text is not None or before.deleter is None:
        return None
    return before.deleter if before.deleter.id != event.author.id else None


async def case_of(
    connection: AsyncConnection, event: CustomerSpoke, *, now: datetime
) -> Case | None:
    """Return the case that a comment joins or reopens; None where it opens one.

    A private message joins the case whose link brought its author, or the latest to which they
    were invited; what belongs to none is left to the community's own messages.
    """
    if event.place.private:
        return await _talked_of(connection, event, now=now)
    id = await cases.open_of(connection, event.place, event.author)
    if id is not None:
        return await cases.load(connection, id)
    for comment in (event.reply_to, event.thread):
        above = await heard.find(connection, event.place, comment)
        case = await cases.load(connection, above.case) if above and above.case else None
        if case and case.customer.id == event.author.id and _still_joins(case, now):
            return case
    return None


async def _talked_of(
    connection: AsyncConnection, event: CustomerSpoke, *, now: datetime
) -> Case | None:
    for id in (event.about, await cases.in_talk(connection, event.place)):
        case = await cases.load(connection, id) if id is not None else None
        if case and _is_theirs(case, event) and _still_joins(case, now):
            return case
    return None


def _is_theirs(case: Case, event: CustomerSpoke) -> bool:
    """Whether a case is the author's own: a link proves nothing, as it can be passed on."""
    return case.place.dialogue(case.customer.id) == event.place


def _still_joins(case: Case, now: datetime) -> bool:
    if case.status is Status.OPEN:
        return True
    if case.status is Status.NOTED or case.resolved_at is None:
        return False
    if case.asked_at is not None and now - case.asked_at <= RESULT_WITHIN:
        return True
    return now - case.resolved_at <= REOPENS_WITHIN


async def answers_other(connection: AsyncConnection, event: CustomerSpoke) -> bool:
    """Return whether a comment answers another customer rather than the brand or its author."""
    if event.reply_to is None:
        return False
    other = event.reply_to_author
    if other is None:
        above = await heard.find(connection, event.place, event.reply_to)
        other = above.author if above else None
    return other is not None and other not in (event.author.id, event.place.owner)


async def meant(
    connection: AsyncConnection, place: Place, reply_to: int | None, thread: int | None
) -> list[CaseId]:
    """Return the cases that a line typed by hand may answer; one where that is sure."""
    if place.private:
        id = await cases.in_talk(connection, place)
        return [] if id is None else [id]
    for comment in (reply_to, thread):
        above = await heard.find(connection, place, comment)
        if above and above.case:
            return [above.case]
    if reply_to is not None:
        return []
    return (await cases.open_in(connection, place))[:MOST_ASKED]
