"""What arrives is kept before it is acknowledged, once, and handled by one."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.store import aside
from bot.store.engine import Failure, Store
from bot.store.inbox import Arrived, Inbox, storable
from bot.store.tables import inbox as table
from tests.store.given import LEASE, NOON, a_moment, after, count, held, rows_of, unable_to_write

CLAIM_ALL = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from bot.store.engine import Store
from bot.store.inbox import Inbox

async def main():
    store = Store(sys.argv[1])
    inbox, idle = Inbox(store), 0
    sys.stdin.readline()
    while idle < 3:
        now = datetime(2026, 11, 23, 9, tzinfo=UTC)
        mine = await inbox.claim(now=now, limit=7, lease=timedelta(seconds=10))
        idle = 0 if mine else idle + 1
        print(*(one.id for one in mine))
        await asyncio.sleep(0 if mine else 0.02)
    await store.close()

print("ready", flush=True)
asyncio.run(main())
"""


@pytest.fixture
async def inbox(store: Store) -> AsyncIterator[Inbox]:
    """An inbox at work."""
    inbox = Inbox(store)
    keeping = asyncio.ensure_future(inbox.keep())
    yield inbox
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


def arrived(id: object, body: str = "{}", *, wanted: bool = True) -> Arrived:
    return Arrived("vk", str(id), body, NOON, wanted)


async def fill(inbox: Inbox, many: int) -> None:
    await inbox.put_all([arrived(number, f'{{"number": {number}}}') for number in range(many)])


async def claim(inbox: Inbox, *, limit: int = 100, **later: float) -> list[int]:
    return [one.id for one in await inbox.claim(now=after(**later), limit=limit, lease=LEASE)]


# --- keeping


async def test_an_event_delivered_twice_is_kept_once(inbox: Inbox, store: Store) -> None:
    await inbox.put(arrived("e1", "first"))
    await inbox.put(arrived("e1", "again"))
    await asyncio.gather(*(inbox.put(arrived("e1", "and again")) for _ in range(20)))
    await inbox.put_all([arrived("e1", "polled"), arrived("e1", "polled")])
    assert [row.body for row in await rows_of(store, table.c.id, table.c.body)] == ["first"]


async def test_two_replicas_that_hear_the_same_event_keep_it_once(
    inbox: Inbox, other: Store, store: Store
) -> None:
    twin = Inbox(other)
    for number in range(20):
        await asyncio.gather(
            inbox.put_all([arrived(number)]), twin.put_all([arrived(number)])
        )  # fmt: skip
    assert await count(store, table) == 20


async def test_the_same_id_from_another_platform_is_another_event(
    inbox: Inbox, store: Store
) -> None:
    await inbox.put(Arrived("vk", "1", "{}", NOON))
    await inbox.put(Arrived("telegram", "1", "{}", NOON))
    assert await count(store, table) == 2


async def test_an_event_is_on_disk_when_put_returns(inbox: Inbox, other: Store) -> None:
    for number in range(5):
        await inbox.put(arrived(number))
        assert await count(other, table) == number + 1


async def test_put_does_not_return_before_the_event_is_kept(inbox: Inbox, other: Store) -> None:
    async with held(other, "inbox"):
        putting = asyncio.ensure_future(inbox.put(arrived("e1")))
        await a_moment()
        assert not putting.done()
    async with asyncio.timeout(5):
        await putting
    assert await count(other, table) == 1


def counted_commits(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows by one with each group that is written."""
    commits: list[int] = []
    insert_many = store.insert_many

    async def counted(*rows: Any) -> None:
        await insert_many(*rows)
        commits.append(1)

    monkeypatch.setattr(store, "insert_many", counted)
    return commits


async def test_many_puts_share_few_transactions(
    inbox: Inbox, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits = counted_commits(store, monkeypatch)
    await asyncio.gather(*(inbox.put(arrived(number)) for number in range(500)))
    assert await count(store, table) == 500
    assert 1 <= len(commits) <= 3


async def test_no_transaction_takes_more_than_the_largest_group(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, commits = Inbox(store, largest_group=10), counted_commits(store, monkeypatch)
    keeping = asyncio.ensure_future(inbox.keep())
    await asyncio.gather(*(inbox.put(arrived(number)) for number in range(100)))
    keeping.cancel()
    assert await count(store, table) == 100
    assert len(commits) == 10


async def test_a_put_that_cannot_be_kept_says_so_and_the_next_one_works_again(
    inbox: Inbox, store: Store
) -> None:
    large = "x" * 100_000
    async with unable_to_write(store):
        with pytest.raises(Failure):
            await inbox.put(arrived("e1", large))
        assert await count(store, table) == 0
    await inbox.put(arrived("e1", large))
    assert await count(store, table) == 1


async def test_every_put_of_a_group_that_fails_is_told(inbox: Inbox, store: Store) -> None:
    async with unable_to_write(store):
        puts = (inbox.put(arrived(number, "x" * 100_000)) for number in range(7))
        told = await asyncio.gather(*puts, return_exceptions=True)
    assert [isinstance(one, Failure) for one in told] == [True] * 7


async def test_put_all_keeps_all_or_nothing(inbox: Inbox, store: Store) -> None:
    async with unable_to_write(store):
        with pytest.raises(Failure):
            await inbox.put_all([arrived(number, "x" * 20_000) for number in range(10)])
    assert await count(store, table) == 0


async def test_a_put_given_up_by_its_caller_does_not_stop_the_others(
    inbox: Inbox, store: Store
) -> None:
    given_up = asyncio.ensure_future(inbox.put(arrived("given up")))
    await asyncio.sleep(0)
    given_up.cancel()
    await inbox.put(arrived("next"))
    assert await count(store, table, table.c.event_id == "next") == 1


async def test_only_wanted_events_wake_the_intake(inbox: Inbox) -> None:
    await inbox.put(arrived("noise", wanted=False))
    assert not inbox.poke.is_set()
    await inbox.put(arrived("comment"))
    assert inbox.poke.is_set()


async def test_an_event_no_door_wants_is_kept_and_never_claimed(inbox: Inbox, store: Store) -> None:
    await inbox.put(arrived("noise", wanted=False))
    await inbox.put(arrived("noise", wanted=True))
    assert await count(store, table) == 1
    assert await claim(inbox) == []
    assert await inbox.waiting() == 0


async def test_hostile_text_is_kept_on_every_database(inbox: Inbox, store: Store) -> None:
    hostile = {"text": "nul \x00 lone \ud800 emoji 🎂 quote ' \\u0000", "n": 2**80}
    await inbox.put(arrived("hostile", storable(hostile)))
    [row] = await rows_of(store, table.c.id, table.c.body)
    assert json.loads(row.body)["n"] == 2**80
    assert "\x00" not in json.loads(row.body)["text"]
    assert "emoji 🎂 quote '" in json.loads(row.body)["text"]


# --- claiming


async def test_events_are_claimed_oldest_first_and_no_more_than_asked(inbox: Inbox) -> None:
    await fill(inbox, 40)
    first = await inbox.claim(now=NOON, limit=5, lease=LEASE)
    assert [json.loads(one.body)["number"] for one in first] == [0, 1, 2, 3, 4]
    second = await inbox.claim(now=NOON, limit=3, lease=LEASE)
    assert [json.loads(one.body)["number"] for one in second] == [5, 6, 7]


async def test_a_claimed_event_tells_all_it_is(inbox: Inbox) -> None:
    await inbox.put(Arrived("telegram", "e1", '{"a": "ё"}', after(microseconds=7)))
    [one] = await inbox.claim(now=after(seconds=1), limit=5, lease=LEASE)
    assert (one.source, one.body, one.arrived_at) == (
        "telegram", '{"a": "ё"}', after(microseconds=7),
    )  # fmt: skip
    assert one.tries == 0


async def test_two_replicas_never_claim_the_same_event(inbox: Inbox, other: Store) -> None:
    await fill(inbox, 90)
    both = [inbox, Inbox(other)]
    claimed: list[int] = []
    async with asyncio.timeout(20):
        while len(claimed) < 90:
            rounds = (claim(both[number % 2], limit=4) for number in range(8))
            claimed += [id for ids in await asyncio.gather(*rounds) for id in ids]
    assert len(claimed) == len(set(claimed)) == 90


async def test_three_processes_never_claim_the_same_event(inbox: Inbox, url: str) -> None:
    await fill(inbox, 200)
    pipe = asyncio.subprocess.PIPE
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", CLAIM_ALL, url, stdin=pipe, stdout=pipe
        )
        for _ in range(3)
    ]
    async with asyncio.timeout(60):
        for process in processes:
            assert process.stdout is not None
            assert await process.stdout.readline() == b"ready\n"
        said = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))
    claimed = [int(id) for out, _ in said for id in out.split()]
    assert len(claimed) == len(set(claimed)) == 200


async def test_a_claim_whose_lease_ended_is_claimed_again(inbox: Inbox) -> None:
    await fill(inbox, 2)
    ids = await claim(inbox)
    assert await claim(inbox, seconds=9.9) == []
    assert await claim(inbox, seconds=10.1) == ids


async def test_take_back_frees_claims_and_nothing_else(inbox: Inbox) -> None:
    await fill(inbox, 4)
    handled, broken, claimed, free = [await claim(inbox, limit=1) for _ in range(3)] + [[4]]
    await inbox.done(handled)
    await inbox.set_aside(broken[0], "malformed")
    await inbox.take_back()
    assert await claim(inbox) == claimed + free


async def test_an_event_put_back_waits_until_its_time_and_counts_its_tries(inbox: Inbox) -> None:
    await fill(inbox, 1)
    [id] = await claim(inbox)
    await inbox.later(id, until=after(seconds=4), problem="KeyError")
    assert await claim(inbox, seconds=3.9) == []
    [again] = await inbox.claim(now=after(seconds=4), limit=5, lease=LEASE)
    assert (again.id, again.tries) == (id, 1)


async def test_a_handled_event_stays_to_recognise_its_repeat(inbox: Inbox, store: Store) -> None:
    await inbox.put(arrived("e1"))
    await inbox.done(await claim(inbox))
    await inbox.put(arrived("e1"))
    assert await claim(inbox) == []
    assert await count(store, table) == 1


async def test_what_waits_or_is_claimed_counts_as_waiting(inbox: Inbox) -> None:
    await fill(inbox, 4)
    ids = await claim(inbox, limit=3)
    await inbox.done(ids[:1])
    await inbox.set_aside(ids[1], "malformed")
    assert await inbox.waiting() == 2


# --- forgetting


async def test_only_old_handled_events_are_forgotten(inbox: Inbox, store: Store) -> None:
    await fill(inbox, 3)
    handled, broken, _ = await claim(inbox)
    await inbox.done([handled])
    await inbox.set_aside(broken, "malformed")
    await inbox.forget(before=NOON)
    assert await count(store, table) == 3
    await inbox.forget(before=after(seconds=1))
    assert [row.id for row in await rows_of(store, table.c.id)] == [2, 3]


async def test_ids_of_forgotten_events_never_come_back(inbox: Inbox, make_store) -> None:
    await fill(inbox, 3)
    await inbox.done(ids := await claim(inbox))
    await inbox.forget(before=after(days=1))
    again = Inbox(make_store())
    await again.put_all([arrived("new")])
    [new] = await claim(again)
    assert new > max(ids)


# --- set aside


async def test_what_was_set_aside_is_listed_with_its_problem(inbox: Inbox, store: Store) -> None:
    await fill(inbox, 2)
    first, second = await claim(inbox)
    await inbox.set_aside(second, "malformed: no id")
    assert await aside.listed(store) == [aside.Aside(f"in{second}", "vk", "malformed: no id")]
    assert await claim(inbox, minutes=5) == [first]


async def test_a_retried_event_is_claimed_anew_with_all_its_tries(
    inbox: Inbox, store: Store
) -> None:
    await fill(inbox, 1)
    [id] = await claim(inbox)
    await inbox.later(id, until=NOON, problem="KeyError")
    await claim(inbox)
    await inbox.set_aside(id, "KeyError")
    assert await aside.retry(store, f"in{id}")
    [again] = await inbox.claim(now=NOON, limit=5, lease=LEASE)
    assert (again.id, again.tries) == (id, 0)
    assert await aside.listed(store) == []


async def test_a_dropped_event_is_never_claimed_and_its_repeat_is_recognised(
    inbox: Inbox, store: Store
) -> None:
    await inbox.put(arrived("e1"))
    [id] = await claim(inbox)
    await inbox.set_aside(id, "malformed")
    assert await aside.drop(store, f"in{id}")
    await inbox.put(arrived("e1"))
    assert await claim(inbox, days=1) == []


@pytest.mark.parametrize(
    "id",
    [
        "_",
        "in",
        "out",
        "1",
        "in2",
        "out1",
        "out0",
        "inout1",
        "inin1",
        "in-1",
        "in1_",
        "in²",
        "in999999999999999999999",
    ],
)
async def test_retrying_what_was_not_set_aside_says_so(inbox: Inbox, store: Store, id: str) -> None:
    await fill(inbox, 2)
    await inbox.set_aside((await claim(inbox))[0], "malformed")
    assert not await aside.retry(store, id)
    assert not await aside.drop(store, id)
    assert [one.id for one in await aside.listed(store)] == ["in1"]


async def test_lease_and_problem_are_kept_with_the_row(inbox: Inbox, store: Store) -> None:
    await fill(inbox, 1)
    [id] = await claim(inbox)
    async with store.read() as connection:
        lease = (await connection.execute(select(table.c.lease_until))).scalar_one()
    assert lease == NOON + LEASE
    await inbox.later(id, until=after(seconds=1), problem="KeyError at load:7")
    [row] = await rows_of(store, table.c.id, table.c.problem, table.c.lease_until)
    assert (row.problem, row.lease_until) == ("KeyError at load:7", NOON + timedelta(seconds=1))
