"""Comments, wordings, names and marks are remembered as they were last known."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.core.case import Customer, Place
from bot.store import heard, marks
from bot.store.engine import Store
from bot.store.heard import Heard
from tests.store.given import NOON, POST, after, kept_case

NEXT_DOOR = replace(POST, item=101)
ANOTHER_BRAND = Place("vk", "wall", 8, 100)


async def keep(store: Store, comment: int, what: Heard, place: Place = POST) -> None:
    async with store.write() as connection:
        await heard.keep(connection, place, comment, what)


async def find(store: Store, comment: int | None, place: Place = POST) -> Heard | None:
    async with store.read() as connection:
        return await heard.find(connection, place, comment)


async def test_a_comment_comes_back_as_it_was_kept(store: Store) -> None:
    case = await kept_case(store)
    full = Heard(author=501, text="Ужас", at=NOON, thread=9, case=case.id, ours=True, deleted=True)
    await keep(store, 1001, full)
    assert await find(store, 1001) == full


async def test_a_comment_is_known_only_in_its_own_place(store: Store) -> None:
    await keep(store, 1001, Heard(text="Ужас"))
    assert await find(store, 1001, NEXT_DOOR) is None
    assert await find(store, 1002) is None
    assert await find(store, None) is None


async def test_a_deletion_that_overtakes_its_comment_leaves_a_tombstone(store: Store) -> None:
    await keep(store, 1001, Heard(deleted=True))
    found = await find(store, 1001)
    assert found == Heard(deleted=True)
    assert (found.text, found.author, found.case) == (None, None, None)


async def test_what_is_kept_takes_the_place_of_what_was_known(store: Store) -> None:
    case = await kept_case(store)
    await keep(store, 1001, Heard(author=501, text="Ужас", case=case.id, deleted=True))
    await keep(store, 1001, Heard(author=501, text="Спасибо"))
    assert await find(store, 1001) == Heard(author=501, text="Спасибо")


async def use(store: Store, wording: str, at: datetime = NOON, **values: object) -> None:
    place, author = values.get("place", POST), values.get("author", 501)
    assert isinstance(place, Place)
    assert isinstance(author, int)
    async with store.write() as connection:
        await heard.use(connection, place, author, wording, at)


async def test_the_wording_longest_unused_comes_first(store: Store) -> None:
    for wording in ("a", "b", "c", "a", "d", "b"):
        await use(store, wording)
    await use(store, "e", place=NEXT_DOOR)
    async with store.read() as connection:
        assert await heard.used(connection, POST) == ["c", "a", "d", "b"]
        assert await heard.used(connection, NEXT_DOOR) == ["e"]
        assert await heard.used(connection, ANOTHER_BRAND) == []


async def test_an_author_counts_as_acknowledged_in_this_place_for_a_while(store: Store) -> None:
    await use(store, "ack-praise.a")
    async with store.read() as connection:

        async def acknowledged(place: Place, author: int, since: datetime) -> bool:
            return await heard.acknowledged_author(connection, place, author, since=since)

        assert await acknowledged(POST, 501, after(seconds=-1))
        assert not await acknowledged(POST, 501, NOON)
        assert not await acknowledged(POST, 502, after(hours=-1))
        assert not await acknowledged(NEXT_DOOR, 501, after(hours=-1))


async def test_acknowledgements_are_counted_in_a_whole_community(store: Store) -> None:
    await use(store, "ack-praise.a", after(seconds=-61))
    await use(store, "ack-praise.a", after(seconds=-59))
    await use(store, "ask-edit.w1")  # no acknowledgement
    await use(store, "ack-praise.b", place=NEXT_DOOR, author=502)
    await use(store, "ack-praise.c", place=ANOTHER_BRAND)
    async with store.read() as connection:
        assert await heard.acknowledged(connection, POST, since=after(seconds=-60)) == 2
        assert await heard.acknowledged(connection, ANOTHER_BRAND, since=after(hours=-1)) == 1


async def test_a_mark_keeps_its_latest_value(store: Store, other: Store) -> None:
    assert await marks.get(store, "vk-ts") is None
    await marks.put(store, "vk-ts", "1")
    await marks.put(other, "vk-ts", "2")
    await marks.put(store, "offset", "9")
    assert await marks.get(other, "vk-ts") == "2"


async def test_names_are_known_until_they_are_old(store: Store) -> None:
    anna, boris = Customer("vk", 1, "Анна", "П"), Customer("vk", 2, "Борис", "С")
    await marks.learn_names(store, [anna, boris], after(days=-1))
    await marks.learn_names(store, [replace(anna, last_name="Петрова")], NOON)
    await marks.learn_names(store, [], NOON)
    since = after(hours=-1)
    assert await marks.known_names(store, "vk", [1, 2, 3], since=since) == {
        1: Customer("vk", 1, "Анна", "Петрова")
    }
    assert len(await marks.known_names(store, "vk", [1, 2], since=after(days=-2))) == 2
    assert await marks.known_names(store, "telegram", [1], since=after(days=-2)) == {}


@pytest.mark.parametrize("many", [1, 1500])
async def test_many_names_are_learnt_and_found_at_once(store: Store, many: int) -> None:
    people = [Customer("vk", id, f"Имя {id}") for id in range(many)]
    await marks.learn_names(store, people, NOON)
    found = await marks.known_names(store, "vk", range(many), since=after(days=-1))
    assert found == {one.id: one for one in people}
