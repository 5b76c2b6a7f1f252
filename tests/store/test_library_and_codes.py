"""What the team keeps: replies to begin with, codes that were given, who joined when."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.core.case import GiftState, Grant, Member
from bot.core.sorting import Kind, Theme
from bot.store import cases, codes, library, marks
from bot.store.engine import Store
from tests.store.given import NOON, POST, a_case, kept_case


async def keep(store: Store, text: str, language: str = "ru") -> None:
    async with store.write() as connection:
        await library.keep(
            connection, text, language=language, kind=Kind.COMPLAINT, theme=Theme.DELIVERY,
            by="Мария", now=NOON,
        )  # fmt: skip


async def test_kept_replies_come_back_the_latest_first_each_once_and_in_their_language(
    store: Store,
) -> None:
    for text in ("{name}, первый", "{name}, второй", "{name}, первый"):
        await keep(store, text)
    await keep(store, "{name}, the first", "en")
    async with store.read() as connection:
        found = await library.kept(connection, "ru")
        one = await library.get(connection, found[0].id)
        assert await library.get(connection, 99) is None
    assert [one.text for one in found] == ["{name}, второй", "{name}, первый"]
    assert one == found[0] and (one.kind, one.theme) == (Kind.COMPLAINT, Theme.DELIVERY)


async def give(store: Store, case: int, lines: list[str], gift: str = "Кофе") -> str | None:
    async with store.write() as connection:
        return await codes.give_free(connection, case, gift, lines, now=NOON)  # type: ignore[arg-type]


async def test_a_code_is_given_to_one_case_alone_whatever_it_was_for(store: Store) -> None:
    ids = [(await kept_case(store, comment=number)).id for number in range(4)]
    lines = ["C1", "C2", "C3"]
    given = [
        await give(store, ids[0], lines),
        await give(store, ids[1], lines, "Торт"),
        await give(store, ids[2], lines),
        await give(store, ids[3], lines),
    ]
    assert given == ["C1", "C2", "C3", None]
    async with store.read() as connection:
        assert await codes.given(connection, ids[1], "Торт") == "C2"
        assert await codes.given(connection, ids[1], "Кофе") is None


async def test_two_who_take_a_code_at_once_get_two_codes(store: Store) -> None:
    ids = [(await kept_case(store, comment=number)).id for number in range(8)]
    lines = [f"C{number}" for number in range(8)]
    given = await asyncio.gather(*(give(store, id, lines) for id in ids))
    assert sorted(str(one) for one in given) == lines


async def test_what_was_spent_is_what_counts_since_then(store: Store) -> None:
    by = Member(1, "Мария")
    for number, (state, ago) in enumerate(
        [(GiftState.SENT, 1), (GiftState.ASKED, 2), (GiftState.REFUSED, 3), (GiftState.SENT, 40)]
    ):
        grant = Grant(name="Кофе", value=10**number, by=by, state=state)
        case = replace(a_case(comment=number), grant=grant, granted_at=NOON - timedelta(days=ago))
        async with store.write() as connection:
            await cases.add(connection, case)
    async with store.read() as connection:
        assert await cases.spent(connection, since=NOON - timedelta(days=30)) == 1 + 10


async def test_the_latest_case_to_which_a_customer_was_invited_is_found(store: Store) -> None:
    dialogue = POST.dialogue(a_case().customer.id)
    async with store.read() as connection:
        assert await cases.in_talk(connection, dialogue) is None
    for number, invited in enumerate([NOON, NOON, None]):
        async with store.write() as connection:
            await cases.add(connection, replace(a_case(comment=number), invited_at=invited))
    async with store.read() as connection:
        assert await cases.in_talk(connection, dialogue) == 2


async def test_when_somebody_joined_is_remembered_and_nobody_else_is_new(store: Store) -> None:
    await marks.join(store, 5, NOON)
    await marks.join(store, 5, NOON + timedelta(days=1))
    async with store.read() as connection:
        assert await marks.joined(connection, 5) == NOON + timedelta(days=1)
        assert await marks.joined(connection, 6) is None
