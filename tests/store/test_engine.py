"""A transaction is whole, a look sees one moment, a failure is told and passes."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import CaseId, DraftId
from bot.core.shown import Shown
from bot.store import aside, cases, heard, marks, outbox, shown
from bot.store.engine import Failure, Store, take_turn
from bot.store.inbox import Inbox
from bot.store.tables import EPOCH, Instant
from tests.store.given import (
    ANNA,
    LEASE,
    NOON,
    POST,
    a_moment,
    after,
    kept_case,
)

Ask = Callable[[Store], Awaitable[object]]


async def test_a_transaction_left_by_an_error_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.write() as connection:
            await heard.keep(connection, POST, 1, heard.Heard())
            raise ZeroDivisionError
    async with store.read() as connection:
        assert await heard.find(connection, POST, 1) is None


async def test_a_transaction_given_up_half_way_leaves_nothing_and_blocks_nobody(
    store: Store, other: Store
) -> None:
    async def forever() -> None:
        async with store.write() as connection:
            await heard.keep(connection, POST, 1, heard.Heard())
            await asyncio.sleep(60)

    task = asyncio.ensure_future(forever())
    await a_moment()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(3):
        await marks.put(other, "a", "1")
        await marks.put(store, "a", "2")
    async with store.read() as connection:
        assert await heard.find(connection, POST, 1) is None


async def test_a_look_sees_one_state_whatever_is_written_meanwhile(
    store: Store, other: Store
) -> None:
    case = await kept_case(store)
    async with store.read() as connection:
        assert await heard.find(connection, POST, 1) is None
        async with other.write() as writing:
            await heard.keep(writing, POST, 1, heard.Heard(case=case.id))
            await shown.keep(writing, Shown(what="card", chat=1, message=1, case=case.id))
        assert await shown.of_case(connection, case.id) == {}
        assert await heard.find(connection, POST, 1) is None
    async with store.read() as connection:
        assert list(await shown.of_case(connection, case.id)) == ["card"]


async def test_whoever_looks_waits_for_no_writer_and_no_writer_for_them(
    store: Store, other: Store
) -> None:
    case = await kept_case(store)
    async with asyncio.timeout(3), store.write() as connection:
        await cases.load(connection, case.id)
        await heard.keep(connection, POST, 1, heard.Heard())
        assert await marks.get(store, "a") is None
        async with other.read() as looking:
            assert await cases.load(looking, case.id) == case
    async with asyncio.timeout(3), other.read() as looking:
        assert await cases.load(looking, case.id) == case
        async with store.write() as connection:
            assert await cases.load(connection, case.id) == case


async def test_a_row_of_a_case_that_does_not_exist_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError):
        async with store.write() as connection:
            await shown.keep(connection, Shown(what="card", chat=1, message=1, case=CaseId(77)))


async def test_moments_keep_their_microseconds_and_their_zone(store: Store) -> None:
    assert Instant().process_bind_param(EPOCH, object()) == 0  # type: ignore[arg-type]
    for moment in (EPOCH, after(microseconds=1), after(days=200_000, microseconds=999_999)):
        async with store.write() as connection:
            await heard.keep(connection, POST, 1, heard.Heard(at=moment))
            found = await heard.find(connection, POST, 1)
        assert found is not None
        assert found.at == moment
        assert found.at.utcoffset() is not None


# --- turns


async def test_two_that_work_on_the_same_wait_for_each_other(store: Store, other: Store) -> None:
    order: list[str] = []

    async def work(mine: Store, name: str) -> None:
        async with mine.write() as connection:
            await take_turn(connection, "vk:wall:7:100:501")
            order.append(f"{name} in")
            await a_moment()
            order.append(f"{name} out")

    await asyncio.gather(work(store, "a"), work(other, "b"))
    assert order in (
        ["a in", "a out", "b in", "b out"],
        ["b in", "b out", "a in", "a out"],
    )


async def test_two_that_work_on_different_things_do_not_wait(
    backend: str, store: Store, other: Store
) -> None:
    if backend == "sqlite":
        pytest.skip("one writer at a time")
    async with asyncio.timeout(3), store.write() as mine, other.write() as yours:
        await take_turn(mine, "vk:wall:7:100:501")
        await take_turn(yours, "vk:wall:7:100:502")


async def test_many_writers_in_one_process_all_get_their_turn(store: Store) -> None:
    async with asyncio.timeout(20):
        await asyncio.gather(*(marks.put(store, f"key {n}", str(n)) for n in range(200)))
    assert await marks.get(store, "key 199") == "199"


# --- failures


async def test_a_server_that_cannot_be_reached_is_a_failure() -> None:
    store = Store("postgresql+asyncpg://postgres@127.0.0.1:1/none")
    for opened in (store.read, store.write):
        with pytest.raises(Failure):
            async with opened() as connection:
                await connection.execute(text("SELECT 1"))
    await store.close()


async def test_a_server_that_refuses_is_a_failure(backend: str, url: str) -> None:
    if backend == "sqlite":
        pytest.skip("a file refuses nobody")
    store = Store(url.rpartition("/")[0] + "/no_such_database")
    with pytest.raises(Failure):
        async with store.write() as connection:
            await connection.execute(text("SELECT 1"))
    await store.close()


async def test_a_connection_that_breaks_is_a_failure_and_the_next_one_works(
    backend: str, store: Store, other: Store
) -> None:
    if backend == "sqlite":
        pytest.skip("a file has no connection to break")
    kill = "SELECT pg_terminate_backend(:pid)"
    with pytest.raises(Failure):
        async with store.write() as connection:
            pid = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
            async with other.write() as killer:
                await killer.execute(text(kill), {"pid": pid})
            await a_moment()
            await heard.keep(connection, POST, 1, heard.Heard())
    await marks.put(store, "a", "1")
    async with store.read() as connection:
        assert await heard.find(connection, POST, 1) is None
    pids = "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    async with other.write() as killer:
        await killer.execute(
            text(f"SELECT pg_terminate_backend(pid) FROM ({pids}) x WHERE pid != pg_backend_pid()")
        )
    await a_moment()
    assert await marks.get(store, "a") == "1"


async def test_a_file_of_another_kind_is_a_failure(backend: str, tmp_path: Path) -> None:
    if backend != "sqlite":
        pytest.skip("of files")
    file = tmp_path / "other.db"
    file.write_bytes(b"this is no database " * 500)
    store = Store(f"sqlite+aiosqlite:///{file}")
    with pytest.raises(Failure):
        await marks.put(store, "a", "1")
    await store.close()


# --- SQLite's own


async def test_sqlite_syncs_each_commit_and_holds_to_its_references(
    backend: str, store: Store
) -> None:
    if backend != "sqlite":
        pytest.skip("pragmas")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    for opened in (store.read, store.write):
        async with opened() as connection:
            for name, value in wanted.items():
                found = await connection.execute(text(f"PRAGMA {name}"))
                assert found.scalar_one() == value


async def test_the_folder_of_the_file_is_made(backend: str, tmp_path: Path) -> None:
    if backend != "sqlite":
        pytest.skip("of files")
    file = tmp_path / "deep" / "down" / "otklik.db"
    store = Store(f"sqlite+aiosqlite:///{file}")
    assert file.stat().st_mode & 0o777 == 0o600
    await store.close()


# --- plans

FILL = {
    "inbox": "INSERT INTO inbox (source, event_id, body, arrived_at, state)"
    " SELECT 'vk', {id}, '{{}}', {id}, 2",
    "cases": "INSERT INTO cases (place, network, customer, first_name, last_name, comment, text,"
    " attachments, said_at, status, kind, sure, facts, language, gone, wake_at)"
    " SELECT 'vk:wall:7:' || ({id} % 50), 'vk', {id} % 900, '', '', {id}, '', '[]', 1, 'resolved',"
    " 'praise', true, '[]', 'ru', false, CASE WHEN {id} % 7 = 0 THEN 2000000000000000 + {id} END",
    "outbox": "INSERT INTO outbox (channel, destination, what, body, urgency, state, not_before,"
    " created_at, place, target, purpose, text)"
    " SELECT 'vk', 'vk:7', 'Post', '{{}}', 0, 'sent', 1, 1, 'vk:wall:7:' || ({id} % 50), {id},"
    " 'ack', 'x'",
}
MANY = {
    "sqlite": "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 20000)",
    "postgresql": "WITH n(id) AS (SELECT generate_series(1, 20000))",
}


async def fill(store: Store) -> None:
    """Give the planner what a year of work looks like."""
    for statement in FILL.values():
        many = statement.format(id="id")
        if store.dialect == "postgresql":
            many = many.replace("'vk', id, '{}'", "'vk', id::text, '{}'")
        into, _, rest = many.partition(" SELECT ")
        async with store.write() as connection:
            sql = f"{MANY[store.dialect]} {into} SELECT {rest} FROM n"
            await connection.exec_driver_sql(sql)
    if store.dialect == "postgresql":
        async with store.write() as connection:
            await connection.execute(text("ANALYZE"))


async def claim_outbox(store: Store) -> None:
    """Claim with something to do, so that the claim itself is planned too."""
    async with store.write() as connection:
        await connection.execute(text("UPDATE outbox SET state = 'waiting' WHERE id = 1"))
    await outbox.claim(store, "vk", now=NOON, limit=4, lease=LEASE, closed={"vk:8": -1})


def looking(ask: Callable[[AsyncConnection], Awaitable[object]]) -> Ask:
    async def look(store: Store) -> None:
        async with store.read() as connection:
            await ask(connection)

    return look


HOT: dict[str, tuple[Ask, set[str]]] = {
    "inbox claim": (
        lambda store: Inbox(store).claim(now=NOON, limit=32, lease=LEASE), {"inbox_to_do"},
    ),
    "inbox waiting": (lambda store: Inbox(store).waiting(), {"inbox_to_do"}),
    "outbox claim": (claim_outbox, {"outbox_to_do"}),
    "outbox waiting": (outbox.waiting, {"outbox_to_do"}),
    "broken off": (
        lambda store: outbox.broken_off(store, "vk", now=NOON, alone=False), {"outbox_to_do"},
    ),
    "unclear": (lambda store: outbox.unclear(store, "vk", now=NOON), {"outbox_to_do"}),
    "set aside": (aside.listed, {"outbox_to_do", "inbox_to_do"}),
    "due": (looking(lambda c: cases.due(c, now=NOON, limit=50)), {"cases_to_wake"}),
    "open_of": (
        looking(lambda c: cases.open_of(c, POST, ANNA)),
        {"cases_of_customer", "cases_open_in_place"},
    ),
    "open_in": (looking(lambda c: cases.open_in(c, POST)), {"cases_open_in_place"}),
    "echoed": (
        looking(lambda c: outbox.echoed(c, POST, 1, text="x", target=1001)), {"outbox_echoes"},
    ),
    "in_talk": (
        looking(lambda c: cases.in_talk(c, POST.dialogue(ANNA.id))), {"cases_of_customer"},
    ),
    "spent": (looking(lambda c: cases.spent(c, since=NOON)), {"cases_granted"}),
    "published": (
        looking(lambda c: outbox.published(c, "vk:7", limit=50)), {"outbox_replies"},
    ),
    "published by others": (
        looking(lambda c: outbox.published(c, "vk:7", limit=50, but=(CaseId(1), DraftId(1)))),
        {"outbox_replies"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOT)
async def test_a_hot_question_reads_an_index_and_never_a_whole_table(
    store: Store, what: str
) -> None:
    await fill(store)
    asked: list[tuple[str, object]] = []

    def note(_c: object, _cursor: object, sql: str, values: object, *_: object) -> None:
        if sql.split()[0] in ("SELECT", "UPDATE", "WITH") and "SET state = 'waiting'" not in sql:
            asked.append((sql, values))

    for engine in {store._writer.sync_engine, store._reader.sync_engine}:
        event.listen(engine, "before_cursor_execute", note)
    ask, indexes = HOT[what]
    await ask(store)
    for engine in {store._writer.sync_engine, store._reader.sync_engine}:
        event.remove(engine, "before_cursor_execute", note)
    assert asked
    explain = "EXPLAIN QUERY PLAN" if store.lone else "EXPLAIN"
    for sql, values in asked:
        async with store.write() as connection:
            plan = await connection.exec_driver_sql(f"{explain} {sql}", values)  # type: ignore[arg-type]
            told = "\n".join(str(row[-1]) for row in plan)
        assert any(index in told for index in indexes), f"{sql}\n{told}"
        whole = [
            line
            for line in told.splitlines()
            if "Seq Scan" in line
            or (line.startswith("SCAN ") and "INDEX" not in line and "chosen" not in line)
        ]
        assert not whole, told
