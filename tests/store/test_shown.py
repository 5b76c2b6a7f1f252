"""What was shown to the staff is found again, to edit it and to know what is answered."""

import asyncio
from typing import Any

from bot.core.case import CaseId
from bot.core.shown import Shown
from bot.store import shown
from bot.store.engine import Store
from bot.store.tables import shown as table
from tests.store.given import count, kept_case

GROUP = -1001234567890


def a_shown(what: str = "card", message: int = 7, **values: Any) -> Shown:
    return Shown(what=what, chat=GROUP, message=message, **values)


async def keep(store: Store, *shown_things: Shown) -> None:
    async with store.write() as connection:
        for one in shown_things:
            await shown.keep(connection, one)


async def lose(store: Store, case: CaseId | None, *whats: str) -> None:
    async with store.write() as connection:
        await shown.lose(connection, case, *whats)


async def of_case(store: Store, case: CaseId | None) -> dict[str, Shown]:
    async with store.read() as connection:
        return await shown.of_case(connection, case)


async def by_message(store: Store, message: int, chat: int = GROUP) -> Shown | None:
    async with store.read() as connection:
        return await shown.by_message(connection, chat, message)


async def test_what_is_shown_comes_back_by_case_and_by_message(store: Store) -> None:
    case = await kept_case(store)
    card = a_shown(case=case.id, thread=3, digest="d" * 64, target=2**62)
    preview = a_shown("preview:12", 8, case=case.id)
    await keep(store, card, preview)
    assert await of_case(store, case.id) == {"card": card, "preview:12": preview}
    assert await by_message(store, 7) == card
    assert await by_message(store, 7, chat=1) is None
    assert await by_message(store, 9) is None


async def test_a_thing_shown_anew_takes_the_place_of_the_old(store: Store) -> None:
    case = await kept_case(store)
    await keep(store, a_shown(case=case.id, digest="old"), a_shown(message=9, case=case.id))
    assert await of_case(store, case.id) == {"card": a_shown(message=9, case=case.id)}
    assert await by_message(store, 7) is None
    assert await count(store, table) == 1


async def test_the_common_topic_belongs_to_no_case_and_is_one(store: Store) -> None:
    case = await kept_case(store)
    await keep(store, a_shown("feed", 1), a_shown("feed", 2), a_shown(case=case.id))
    assert await of_case(store, None) == {"feed": a_shown("feed", 2)}
    assert await count(store, table) == 2


async def test_only_what_is_lost_is_forgotten(store: Store) -> None:
    one, two = await kept_case(store), await kept_case(store, comment=1002)
    await keep(store, a_shown(case=one.id), a_shown("line", 8, case=one.id))
    await keep(store, a_shown(case=two.id, message=9), a_shown("feed", 1))
    await lose(store, one.id, "card")
    assert list(await of_case(store, one.id)) == ["line"]
    assert list(await of_case(store, two.id)) == ["card"]
    await lose(store, None, "feed")
    assert await of_case(store, None) == {}
    assert await count(store, table) == 2


async def test_a_lost_topic_loses_all_that_stood_in_it(store: Store) -> None:
    one, two = await kept_case(store), await kept_case(store, comment=1002)
    await keep(store, a_shown("topic", 3, case=one.id), a_shown(case=one.id, thread=3))
    await keep(store, a_shown("topic", 4, case=two.id))
    await lose(store, one.id, "topic")
    assert await of_case(store, one.id) == {}
    assert list(await of_case(store, two.id)) == ["topic"]


async def test_a_topic_leads_to_its_case(store: Store) -> None:
    case = await kept_case(store)
    await keep(store, a_shown("topic", 3, case=case.id), a_shown("feed", 5), a_shown(message=4))
    async with store.read() as connection:
        assert await shown.topic_case(connection, GROUP, 3) == case.id
        assert await shown.topic_case(connection, GROUP, 4) is None
        assert await shown.topic_case(connection, GROUP, 5) is None
        assert await shown.topic_case(connection, 1, 3) is None


async def test_a_group_that_moved_has_nothing_shown_any_more(store: Store) -> None:
    case = await kept_case(store)
    ping = Shown(what="ping:1", chat=42, message=1, case=case.id)
    await keep(store, a_shown(case=case.id), a_shown("feed", 1), ping)
    async with store.write() as connection:
        await shown.move(connection, GROUP, -1009)
    assert await of_case(store, case.id) == {"ping:1": ping}
    assert await of_case(store, None) == {}


async def test_two_relays_that_show_the_same_thing_at_once_keep_one(
    store: Store, other: Store
) -> None:
    case = await kept_case(store)
    for round in range(20):
        card = a_shown(f"heard:{round}", case=case.id)
        await asyncio.gather(keep(store, card), keep(other, card))
    assert await count(store, table) == 20
