"""Any database, empty or of any version, becomes exactly the tables of `bot.store.tables`."""

import asyncio
import stat
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.store.engine import Store
from bot.store.migrate import HERE, migrate, upgrade
from bot.store.tables import inbox, metadata, search
from tests.store.given import NOON, rows_of


def versions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    scripts = ScriptDirectory.from_config(config)
    return [script.revision for script in scripts.walk_revisions()][::-1]


HEAD = versions()[-1]


def differences(connection: Connection) -> list[Any]:
    options: dict[str, Any] = {"compare_type": True, "compare_server_default": True}
    if connection.dialect.name == "sqlite":
        options["include_object"] = is_no_index_of_words
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def is_no_index_of_words(_thing: object, name: str, kind: str, *_: object) -> bool:
    """Leave out what FTS5 makes: a virtual table, and those it keeps itself in."""
    return kind != "table" or name.partition("_")[0] != search.name


async def indexes(store: Store) -> set[str]:
    """Return each index as the database spells it, with what it is partial to."""
    asked = (
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if store.lone
        else "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
    )
    async with store.read() as connection:
        found = (await connection.execute(text(asked))).scalars()
        return {" ".join(one.split()) for one in found if "alembic" not in one}


async def everything(store: Store) -> list[Any]:
    asked = (
        "SELECT name, sql FROM sqlite_master ORDER BY name"
        if store.lone
        else "SELECT table_name, column_name, data_type, column_default, is_nullable"
        " FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
    )
    async with store.read() as connection:
        tables = (await connection.execute(text(asked))).all()
        version = (await connection.execute(text("SELECT * FROM alembic_version"))).all()
    return [*tables, *version]


@pytest.fixture
async def empty(empty_url: str):
    store = Store(empty_url)
    yield store
    await store.close()


async def at(store: Store, revision: str) -> None:
    async with store.write() as connection:
        await connection.run_sync(upgrade, revision)


async def test_an_empty_database_gets_exactly_the_tables(empty: Store) -> None:
    await migrate(empty)
    async with empty.read() as connection:
        assert await connection.run_sync(differences) == []
        version = (await connection.execute(text("SELECT * FROM alembic_version"))).all()
    assert version == [(HEAD,)]


async def test_the_indexes_are_partial_to_the_same_rows(empty: Store, store: Store) -> None:
    async with empty.write() as connection:
        await connection.run_sync(metadata.create_all)
    assert await indexes(store) == await indexes(empty)


@pytest.mark.parametrize("revision", versions())
async def test_a_database_of_any_version_becomes_the_newest_and_keeps_its_rows(
    empty: Store, revision: str
) -> None:
    await at(empty, revision)
    kept = "INSERT INTO inbox (source, event_id, body, arrived_at, state) VALUES"
    async with empty.write() as connection:
        await connection.execute(text(f"{kept} ('vk', 'e1', '{{}}', 1795424400000000, 0)"))
    await migrate(empty)
    async with empty.read() as connection:
        assert await connection.run_sync(differences) == []
    [row] = await rows_of(empty, inbox.c.id, inbox.c.event_id, inbox.c.tries, inbox.c.arrived_at)
    assert (row.event_id, row.tries, row.arrived_at) == ("e1", 0, NOON)


async def test_migrating_twice_changes_nothing(store: Store) -> None:
    before = await everything(store)
    await migrate(store)
    assert await everything(store) == before


async def test_replicas_that_start_together_migrate_once(empty_url: str) -> None:
    stores = [Store(empty_url) for _ in range(4)]
    await asyncio.gather(*(migrate(store) for store in stores))
    async with stores[0].read() as connection:
        assert await connection.run_sync(differences) == []
    for store in stores:
        await store.close()


async def test_a_migration_that_breaks_leaves_nothing_behind(empty: Store) -> None:
    async with empty.write() as connection:
        await connection.execute(text("CREATE TABLE story (id integer)"))
    with pytest.raises(DBAPIError):
        await migrate(empty)
    async with empty.read() as connection:
        tables = await connection.run_sync(lambda c: c.dialect.get_table_names(c))
    assert tables == ["story"]
    async with empty.write() as connection:
        await connection.execute(text("DROP TABLE story"))
    await migrate(empty)


async def test_the_program_works_on_right_after_its_own_migration(empty: Store) -> None:
    """No statement prepared before the tables changed may spoil the ones after."""
    await at(empty, versions()[0])
    await rows_of(empty, inbox.c.id)
    await migrate(empty)
    assert await rows_of(empty, inbox.c.id) == []


async def test_a_file_is_made_for_the_owners_eyes_only(
    backend: str, empty: Store, empty_url: str
) -> None:
    if backend != "sqlite":
        pytest.skip("PostgreSQL keeps its own files")
    await migrate(empty)
    file = Path(str(make_url(empty_url).database))
    made = sorted(file.parent.glob("otklik.db*"))
    assert [one.name for one in made] == ["otklik.db", "otklik.db-shm", "otklik.db-wal"]
    assert {stat.S_IMODE(one.stat().st_mode) for one in made} == {0o600}


def test_the_versions_are_one_line_without_branches() -> None:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    scripts = ScriptDirectory.from_config(config)
    assert len(scripts.get_heads()) == 1
    assert versions()[0] == "0001"
