"""Single values, and the names that platforms gave."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.case import Customer
from bot.store.engine import Store, insert
from bot.store.tables import marks, names

AWAY, JOINED = "away:", "joined:"


async def get(store: Store, key: str) -> str | None:
    """Return the value kept under `key`."""
    async with store.read() as connection:
        return await read(connection, key)


async def put(store: Store, key: str, value: str) -> None:
    """Keep a value in the place of the old one."""
    added = store.insert(marks).values(key=key, value=value)
    async with store.write() as connection:
        await connection.execute(
            added.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )


async def read(connection: AsyncConnection, key: str) -> str | None:
    """Return the value kept under `key`, inside a transaction."""
    found = await connection.execute(select(marks.c.value).where(marks.c.key == key))
    value: str | None = found.scalar_one_or_none()
    return value


async def renew(connection: AsyncConnection, key: str, value: str) -> bool:
    """Keep a value; return False where it is the one kept already."""
    added = insert(connection.dialect.name, marks).values(key=key, value=value)
    done = await connection.execute(
        added.on_conflict_do_update(
            index_elements=["key"], set_={"value": value}, where=marks.c.value != value
        )
    )
    return bool(done.rowcount)


async def away(connection: AsyncConnection) -> frozenset[int]:
    """Return who has said to be away."""
    found = await connection.execute(select(marks.c.key).where(marks.c.key.startswith(AWAY)))
    return frozenset(int(key.removeprefix(AWAY)) for key in found.scalars())


async def joined(connection: AsyncConnection, user: int) -> datetime | None:
    """Return when somebody joined the staff chat; None for whoever was there before the bot."""
    at = await read(connection, f"{JOINED}{user}")
    return None if at is None else datetime.fromtimestamp(float(at), UTC)


async def join(store: Store, user: int, at: datetime) -> None:
    """Keep when somebody joined the staff chat."""
    await put(store, f"{JOINED}{user}", str(at.timestamp()))


async def go_away(connection: AsyncConnection, user: int, name: str) -> None:
    """Keep that somebody is to be spared."""
    await renew(connection, f"{AWAY}{user}", name)


async def come_back(store: Store, user: int) -> bool:
    """Forget that somebody was away; return whether they were."""
    async with store.write() as connection:
        done = await connection.execute(delete(marks).where(marks.c.key == f"{AWAY}{user}"))
        return bool(done.rowcount)


async def known_names(
    store: Store, network: str, ids: Collection[int], *, since: datetime
) -> dict[int, Customer]:
    """Return the customers whose names were learnt since then."""
    fresh = select(names.c.id, names.c.first_name, names.c.last_name).where(
        names.c.network == network, names.c.id.in_(ids), names.c.at > since
    )
    async with store.read() as connection:
        rows = await connection.execute(fresh)
        return {row.id: Customer(network, row.id, row.first_name, row.last_name) for row in rows}


async def learn_names(store: Store, customers: Iterable[Customer], now: datetime) -> None:
    """Keep what a platform calls its people."""
    rows = [
        {
            "network": one.network,
            "id": one.id,
            "first_name": one.first_name,
            "last_name": one.last_name,
            "at": now,
        }
        for one in customers
    ]
    if not rows:
        return
    added = store.insert(names)
    changed = {name: added.excluded[name] for name in ("first_name", "last_name", "at")}
    async with store.write() as connection:
        await connection.execute(
            added.on_conflict_do_update(index_elements=["network", "id"], set_=changed), rows
        )
