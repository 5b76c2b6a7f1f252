"""The queue, absences and the digest of a shift, on both databases."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.case import Case, CaseId, Member, Status
from bot.core.hours import Hours
from bot.desk import Desk
from bot.store import cases, marks, outbox, queue
from bot.store import tables as t
from bot.store.engine import Store
from tests.store.given import (
    NOON,
    FakeClock,
    a_case,
    a_desk,
    after,
    count,
    rows_of,
    to_say,
)

HUGE = Member(6_000_000_000, "Мария")
"""Telegram's newer accounts have ids beyond 32 bits."""


async def keep(store: Store, *many: dict[str, Any]) -> list[CaseId]:
    async with store.write() as connection:
        return [
            (await cases.add(connection, a_case(comment=number, **values))).id
            for number, values in enumerate(many, 1)
        ]


async def queued(store: Store, **which: Any) -> list[int]:
    async with store.read() as connection:
        found: list[Case] = await queue.queue(connection, limit=10, **which)
        return [case.id for case in found]


async def test_the_queue_begins_with_what_is_due_first_and_holds_open_cases_alone(
    store: Store,
) -> None:
    await keep(
        store,
        {"reply_due": after(hours=3)},
        {"outcome_due": after(hours=1)},
        {"reply_due": after(hours=2), "promise_due": after(minutes=5)},
        {"reply_due": after(minutes=1), "status": Status.RESOLVED},
        {},
    )
    assert await queued(store) == [3, 2, 1, 5]
    assert await queued(store, offset=3) == [5]


async def test_a_holder_is_found_however_large_their_id(store: Store) -> None:
    await keep(store, {"assignee": HUGE}, {"assignee": Member(11, "Олег")}, {})
    assert await queued(store, holder=HUGE.id) == [1]
    async with store.read() as connection:
        assert await queue.open_count(connection, holder=HUGE.id) == 1
        assert await queue.open_count(connection) == 3


async def test_who_goes_away_hands_back_their_cases_at_once_and_a_second_time_none(
    store: Store,
) -> None:
    await keep(store, {"assignee": HUGE}, {"assignee": HUGE}, {"assignee": Member(11, "Олег")})
    desk = a_desk(store)
    assert await desk.away(HUGE, "in:1") == 2
    assert await desk.away(HUGE, "in:2") == 0
    async with store.read() as connection:
        assert await marks.away(connection) == {HUGE.id}
    assert await marks.come_back(store, HUGE.id)
    assert not await marks.come_back(store, HUGE.id)


def at_nine(store: Store, clock: FakeClock) -> Desk:
    """Return a desk of a brand that opens at nine in Moscow, six in UTC."""
    hours = Hours.parse("Mon-Sun 09:00-18:00", timezone=ZoneInfo("Europe/Moscow"))
    return a_desk(store, clock, hours=hours)


async def digests(store: Store) -> int:
    return await count(store, t.outbox, t.outbox.c.what == "Digest")


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, 1), (59, 1), (61, 0), (-1, 0)],
    ids=["at the opening", "within the hour", "later", "before"],
)  # fmt: skip
async def test_a_shift_begins_with_one_digest_if_it_is_its_beginning(
    store: Store, minutes: int, told: int
) -> None:
    await keep(store, {"waiting_since": NOON, "reply_due": NOON})
    clock = FakeClock(NOON + timedelta(hours=21, minutes=minutes))
    for desk in (at_nine(store, clock), at_nine(store, clock)):  # a restart, or a second replica
        await desk.wake()
        await desk.wake()
    assert await digests(store) == told


async def test_a_shift_with_nobody_waiting_begins_in_silence_and_mutes_nothing(
    store: Store,
) -> None:
    await keep(store, {"outcome_due": after(days=3)})
    await at_nine(store, FakeClock(NOON + timedelta(hours=21))).wake()
    assert await digests(store) == 0
    async with store.read() as connection:
        assert await marks.read(connection, "digest") is None


async def test_after_an_outage_the_most_urgent_case_is_told_first(store: Store) -> None:
    due = [after(minutes=minute) for minute in (30, 10, 20)]
    await keep(
        store,
        *({"waiting_since": NOON, "reply_due": one, "wake_at": one} for one in due),
    )
    await a_desk(store, FakeClock(after(hours=1)), warn_before=timedelta()).wake()
    rows = await rows_of(store, t.outbox.c.id, t.outbox.c.case_id, t.outbox.c.what)
    reminded = [row.case_id for row in sorted(rows, key=lambda row: row.id) if row.what == "Remind"]
    assert reminded == [2, 3, 1]


async def test_what_waits_in_the_outbox_follows_a_clock_that_was_set_back(store: Store) -> None:
    [id] = await keep(store, {"wake_at": after(hours=2)})
    async with store.write() as connection:
        await outbox.add(connection, to_say(case=id, not_before=after(hours=1)), now=NOON)
    await a_desk(store).set_back(timedelta(hours=1))
    [row] = await rows_of(store, t.outbox.c.not_before)
    assert row.not_before == NOON
    [case] = await rows_of(store, t.cases.c.wake_at)
    assert case.wake_at == after(hours=1)
