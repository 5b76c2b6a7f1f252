"""Single values, and the names that platforms gave."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select

from bot.core.case import Customer
from bot.store.engine import Store
from bot.store.tables import marks, names


async def get(store: Store, key: str) -> str | None:
    """Return the value kept under `key`."""
    async with store.read() as connection:
        found = await connection.execute(select(marks.c.value).where(marks.c.key == key))
        value: str | None = found.scalar_one_or_none()
        return value


async def put(store: Store, key: str, value: str) -> None:
    """Keep a value in the place of the old one."""
    added = store.insert(marks).values(key=key, value=value)
    async with store.write() as connection:
        await connection.execute(
            added.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )


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
