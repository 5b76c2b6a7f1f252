"""What is to be said waits its turn, is said by one, and is found again when it comes back."""

import asyncio
from typing import Any

import pytest

from bot.core.case import DraftId, MessageId
from bot.core.effects import Purpose
from bot.core.known import MessageState
from bot.store import aside, outbox
from bot.store.engine import Store
from bot.store.outbox import Row, ToSay
from bot.store.tables import outbox as table
from tests.store.given import (
    LEASE,
    NOON,
    POST,
    a_moment,
    a_post,
    after,
    count,
    kept_case,
    rows_of,
    to_say,
)

SENDING = MessageState.SENDING


async def add(store: Store, row: ToSay) -> int:
    async with store.write() as connection:
        id = await outbox.add(connection, row, now=NOON)
    assert id is not None
    return id


async def claim(store: Store, channel: str = "telegram", **values: Any) -> list[Row]:
    usual: dict[str, Any] = {"now": NOON, "limit": 100, "lease": LEASE}
    return await outbox.claim(store, channel, **usual | values)


async def claimed(store: Store, channel: str = "telegram", **values: Any) -> list[int]:
    return [row.id for row in await claim(store, channel, **values)]


async def set_state(store: Store, id: int, state: MessageState, **values: Any) -> bool:
    async with store.write() as connection:
        return await outbox.set_state(connection, MessageId(id), state, **values)


async def put_back(store: Store, id: int, *, tries: int = 1, **later: float) -> None:
    async with store.write() as connection:
        await outbox.put_back(
            connection, MessageId(id), until=after(**later), problem="slow", tries=tries
        )


async def state(store: Store, id: int) -> str:
    [row] = [row for row in await rows_of(store, table.c.id, table.c.state) if row.id == id]
    return str(row.state)


# --- whose turn it is


async def test_the_urgent_goes_first_and_among_equals_the_oldest(store: Store) -> None:
    late, new, news, now, news_too = [
        await add(store, to_say(urgency=urgency)) for urgency in (3, 1, 2, 0, 2)
    ]
    assert await claimed(store, limit=2) == [now, new]
    assert await claimed(store) == [news, news_too, late]


async def test_a_claim_takes_no_more_than_asked(store: Store) -> None:
    ids = [await add(store, to_say()) for _ in range(30)]
    assert await claimed(store, limit=4) == ids[:4]
    assert await count(store, table, table.c.state == SENDING) == 4


async def test_nothing_leaves_before_its_time(store: Store) -> None:
    id = await add(store, to_say(not_before=after(seconds=5)))
    assert await claimed(store, now=after(seconds=4.999)) == []
    assert await claimed(store, now=after(seconds=5)) == [id]


async def test_each_channel_takes_its_own(store: Store) -> None:
    case = await kept_case(store)
    card, post = await add(store, to_say()), await add(store, a_post(case.id))
    assert await claimed(store, "vk") == [post]
    assert await claimed(store, "telegram") == [card]


async def test_a_closed_destination_takes_nothing_and_the_others_go_on(store: Store) -> None:
    await add(store, to_say(urgency=0))
    private = await add(store, to_say(destination="42", urgency=3))
    assert await claimed(store, closed={"staff": -1}) == [private]


async def test_a_destination_with_a_reserve_takes_only_the_urgent(store: Store) -> None:
    await add(store, to_say(urgency=1))
    urgent = await add(store, to_say(urgency=0))
    assert await claimed(store, closed={"staff": 0}) == [urgent]


async def test_a_claimed_row_tells_all_it_is(store: Store) -> None:
    case = await kept_case(store)
    id = await add(store, a_post(case.id, "Текст", body={"list": [1, None, "ё"]}))
    [row] = await claim(store, "vk")
    assert row == Row(
        id=MessageId(id), case=case.id, destination="vk:7", what="Post",
        body={"list": [1, None, "ё"]}, urgency=0, state="sending", tries=0, created_at=NOON,
        purpose="reply", place=POST, target=1001, text="Текст", problem=None,
    )  # fmt: skip


async def test_two_relays_never_claim_the_same_row(store: Store, other: Store) -> None:
    for _ in range(60):
        await add(store, to_say())
    taken: list[int] = []
    async with asyncio.timeout(20):
        while len(taken) < 60:
            rounds = (claimed((store, other)[number % 2], limit=5) for number in range(6))
            taken += [id for ids in await asyncio.gather(*rounds) for id in ids]
    assert len(taken) == len(set(taken)) == 60


async def test_a_look_that_finds_something_hides_it_from_no_other_relay(
    store: Store, other: Store
) -> None:
    """Two relays that look at the same moment find everything between them at the first try."""
    for _ in range(20):
        ids = {await add(store, to_say()) for _ in range(2)}
        both = await asyncio.gather(claimed(store, limit=1), claimed(other, limit=1))
        left = set(await claimed(store))
        assert {id for taken in both for id in taken} | left == ids


# --- once


async def test_what_says_the_same_melts_and_keeps_the_higher_urgency(store: Store) -> None:
    card = await add(store, to_say(once="ShowCard:1", urgency=3))
    line = await add(store, to_say(once="ShowCard:2", urgency=2))
    assert await add(store, to_say(once="ShowCard:1", urgency=1)) == card
    assert await add(store, to_say(once="ShowCard:1", urgency=3)) == card
    assert [(row.id, row.urgency) for row in await claim(store)] == [(card, 1), (line, 2)]


async def test_rows_without_a_key_never_melt(store: Store) -> None:
    assert await add(store, to_say()) != await add(store, to_say())
    assert len(await claim(store)) == 2


async def test_a_row_being_sent_lets_a_younger_like_wait(store: Store) -> None:
    first = await add(store, to_say(once="ShowCard:1"))
    await claim(store)
    second = await add(store, to_say(once="ShowCard:1"))
    assert second != first
    assert await claimed(store) == [second]


async def test_put_back_ends_a_row_whose_younger_like_waits(store: Store) -> None:
    first = await add(store, to_say(once="ShowCard:1"))
    await claim(store)
    second = await add(store, to_say(once="ShowCard:1"))
    await put_back(store, first)
    assert await state(store, first) == "withdrawn"
    assert await claimed(store) == [second]


async def test_put_back_lets_a_row_wait_where_no_other_says_the_same(store: Store) -> None:
    id = await add(store, to_say(once="ShowCard:1"))
    await claim(store)
    await put_back(store, id, seconds=2)
    assert await claimed(store, now=after(seconds=1)) == []
    [row] = await claim(store, now=after(seconds=2))
    assert (row.id, row.tries, row.problem) == (id, 1, "slow")


async def test_put_back_that_meets_a_like_being_written_keeps_the_rest_of_its_work(
    store: Store, other: Store
) -> None:
    first = await add(store, to_say(once="ShowCard:1"))
    await claim(store)

    added = asyncio.Event()

    async def younger() -> None:
        async with other.write() as connection:
            await outbox.add(connection, to_say(once="ShowCard:1"), now=NOON)
            added.set()
            await a_moment()

    async def back() -> None:
        await added.wait()
        async with store.write() as connection:
            await outbox.add(connection, to_say("ShowLine"), now=NOON)
            await outbox.put_back(
                connection, MessageId(first), until=NOON, problem=None, tries=0
            )  # fmt: skip

    await asyncio.gather(younger(), back())
    assert await state(store, first) == "withdrawn"
    assert [row.what for row in await claim(store)] == ["ShowCard", "ShowLine"]


async def test_put_back_leaves_alone_what_is_settled(store: Store) -> None:
    id = await add(store, to_say())
    await claim(store)
    await set_state(store, id, MessageState.SENT)
    await put_back(store, id)
    assert await state(store, id) == "sent"


async def test_desks_that_redraw_the_same_card_at_once_leave_one_row(
    store: Store, other: Store
) -> None:
    both = (store, other)
    for round in range(10):
        row = to_say(once=f"ShowCard:{round}")
        ids = await asyncio.gather(*(add(both[number % 2], row) for number in range(6)))
        assert len(set(ids)) == 1


async def test_a_redraw_during_a_claim_is_never_lost(store: Store, other: Store) -> None:
    """It melts with the row before the claim, or waits beside it; the card is drawn after it."""
    for round in range(20):
        old = await add(store, to_say(once=f"ShowCard:{round}"))
        redraw = add(other, to_say(once=f"ShowCard:{round}"))
        new, taken = await asyncio.gather(redraw, claimed(store))
        if new != old:
            assert old in taken, "a row beside it is needed only where it was claimed"
        taken += await claimed(store)
        assert sorted(taken) == sorted({old, new})
        for id in taken:
            await set_state(store, id, MessageState.SENT)


# --- states


async def test_a_state_changes_only_from_where_it_was_expected(store: Store) -> None:
    id = await add(store, to_say())
    assert not await set_state(store, id, MessageState.SENT, only_from=[SENDING])
    assert await state(store, id) == "waiting"
    await claim(store)
    assert await set_state(store, id, MessageState.SENT, only_from=[SENDING])
    assert await state(store, id) == "sent"


async def test_only_what_waits_is_withdrawn(store: Store) -> None:
    case, stranger = await kept_case(store), await kept_case(store, comment=1002)
    sending = await add(store, a_post(case.id, purpose="ask"))
    await claim(store, "vk")
    waiting = await add(store, a_post(case.id, purpose="ask"))
    reply = await add(store, a_post(case.id, purpose="reply"))
    elsewhere = await add(store, a_post(stranger.id, purpose="ask"))
    async with store.write() as connection:
        await outbox.withdraw(connection, case.id, Purpose.ASK)
    states = [await state(store, id) for id in (sending, waiting, reply, elsewhere)]
    assert states == ["sending", "withdrawn", "waiting", "waiting"]


async def test_broken_off_are_claims_whose_lease_ended(store: Store) -> None:
    id = await add(store, to_say())
    await claim(store)
    await add(store, to_say())

    async def found(**values: Any) -> list[int]:
        rows = await outbox.broken_off(store, "telegram", **values)
        return [row.id for row in rows]

    assert await found(now=after(seconds=9), alone=False) == []
    assert await found(now=after(seconds=11), alone=False) == [id]
    assert await found(now=NOON, alone=True) == [id]
    assert await outbox.broken_off(store, "vk", now=after(days=1), alone=True) == []


async def test_unclear_rows_are_looked_at_when_the_echo_had_its_time(store: Store) -> None:
    case = await kept_case(store)
    id = await add(store, a_post(case.id))
    await set_state(store, id, MessageState.UNCLEAR, not_before=after(seconds=30))
    assert await outbox.unclear(store, "vk", now=after(seconds=29)) == []
    assert [row.id for row in await outbox.unclear(store, "vk", now=after(seconds=30))] == [id]


async def test_what_is_still_to_be_sent_is_counted(store: Store) -> None:
    for wanted in ("waiting", "sending", "unclear", "asked", "sent", "withdrawn", "set_aside"):
        await set_state(store, await add(store, to_say()), MessageState(wanted))
    assert await outbox.waiting(store) == 3


async def test_a_message_is_found_in_its_own_case_only(store: Store) -> None:
    case, stranger = await kept_case(store), await kept_case(store, comment=1002)
    id = MessageId(await add(store, a_post(case.id, "Текст", draft=77)))
    card = MessageId(await add(store, to_say(case=case.id)))
    async with store.read() as connection:
        found = await outbox.message(connection, case.id, id)
        assert await outbox.message(connection, stranger.id, id) is None
        assert await outbox.message(connection, case.id, card) is None
    assert found == outbox.Message(
        id=id, purpose=Purpose.REPLY, state=MessageState.WAITING, text="Текст", draft=77
    )


async def test_the_last_message_of_a_purpose_is_the_youngest(store: Store) -> None:
    case = await kept_case(store)
    await add(store, a_post(case.id, "old", purpose="ack"))
    young = await add(store, a_post(case.id, "young", purpose="ack"))
    await add(store, a_post(case.id, "reply"))
    async with store.read() as connection:
        found = await outbox.last(connection, case.id, Purpose.ACK)
        assert await outbox.last(connection, case.id, Purpose.ASK) is None
    assert found is not None
    assert (found.id, found.text) == (young, "young")


async def test_published_are_the_last_replies_of_a_community_that_went_out(store: Store) -> None:
    case = await kept_case(store)
    for text in ("first", "second", "third"):
        id = await add(store, a_post(case.id, text))
        await set_state(store, id, MessageState.SENT)
    await add(store, a_post(case.id, "still waiting"))
    for text, other in (("ack", {"purpose": "ack"}), ("elsewhere", {"destination": "vk:8"})):
        id = await add(store, a_post(case.id, text, **other))
        await set_state(store, id, MessageState.SENT)
    async with store.read() as connection:
        assert await outbox.published(connection, "vk:7", limit=2) == ["third", "second"]


async def test_a_reply_itself_is_left_out_of_those_published_whatever_it_was_corrected_to(
    store: Store,
) -> None:
    case, other = await kept_case(store), await kept_case(store, comment=41)
    for text, of, draft in (("first", case, 77), ("first", other, 77), ("mine", case, 78)):
        id = await add(store, a_post(of.id, text, draft=draft))
        await set_state(store, id, MessageState.SENT)
    mine = await add(store, a_post(case.id, "mine, too", draft=78))
    await set_state(store, mine, MessageState.SENT)
    by_hand = await add(store, a_post(case.id, "no draft", draft=None))
    await set_state(store, by_hand, MessageState.SENT)
    async with store.read() as connection:
        found = await outbox.published(connection, "vk:7", limit=4, but=(case.id, DraftId(78)))
    assert found == ["no draft", "first", "first"]


# --- echoes


async def echoed(store: Store, text: str, **values: Any) -> int | None:
    usual: dict[str, Any] = {"place": POST, "comment": 5000, "target": 1001}
    given = usual | values
    async with store.read() as connection:
        found = await outbox.echoed(
            connection, given["place"], given["comment"], text=text, target=given["target"]
        )
    return None if found is None else found[0]


async def test_an_echo_is_found_by_its_id_in_any_state(store: Store) -> None:
    case = await kept_case(store)
    id = await add(store, a_post(case.id))
    await set_state(store, id, MessageState.SENT, comment=5000)
    assert await echoed(store, "edited by hand", target=None) == id
    assert await echoed(store, "edited by hand", comment=5001, target=None) is None


@pytest.mark.parametrize("wanted", list(MessageState))
async def test_an_echo_is_found_by_its_text_only_while_its_fate_is_open(
    store: Store, wanted: MessageState
) -> None:
    case = await kept_case(store)
    id = await add(store, a_post(case.id, "Уже разбираемся."))
    await set_state(store, id, wanted)
    found = await echoed(store, "Уже разбираемся.")
    open_ = ("sending", "unclear", "asked", "sent")  # sent, by a person's word: without an id
    assert found == (id if wanted in open_ else None)


async def test_what_became_a_comment_is_found_by_its_id_alone(store: Store) -> None:
    case = await kept_case(store)
    id = await add(store, a_post(case.id, "Уже разбираемся."))
    await set_state(store, id, MessageState.SENT, comment=4999)
    assert await echoed(store, "Уже разбираемся.") is None


async def test_an_echo_must_have_the_text_and_the_parent_and_the_place(store: Store) -> None:
    case = await kept_case(store)
    id = await add(store, a_post(case.id, "Уже  разбираемся.\nСпасибо"))
    await claim(store, "vk")
    assert await echoed(store, "Уже разбираемся. Спасибо ") == id, "white space is the platform's"
    assert await echoed(store, "Уже разбираемся") is None
    assert await echoed(store, "Уже разбираемся. Спасибо", target=1002) is None
    elsewhere = POST.parse("vk:wall:7:101")
    assert await echoed(store, "Уже разбираемся. Спасибо", place=elsewhere) is None


async def test_a_message_that_became_a_comment_is_no_other_comments_echo(store: Store) -> None:
    case = await kept_case(store)
    first = await add(store, a_post(case.id, "Спасибо!"))
    second = await add(store, a_post(case.id, "Спасибо!"))
    await set_state(store, first, MessageState.ASKED, comment=4999)
    await set_state(store, second, MessageState.UNCLEAR)
    assert await echoed(store, "Спасибо!") == second


# --- set aside


async def test_a_message_set_aside_is_listed_retried_and_dropped(store: Store) -> None:
    one, two = await add(store, to_say("ShowCard")), await add(store, to_say("Remind"))
    for id in (one, two):
        await set_state(store, id, MessageState.SET_ASIDE, problem="bug:KeyError", tries=8)
    assert await aside.listed(store) == [
        aside.Aside(f"out{one}", "ShowCard", "bug:KeyError"),
        aside.Aside(f"out{two}", "Remind", "bug:KeyError"),
    ]
    assert await aside.retry(store, f"out{one}")
    assert await aside.drop(store, f"out{two}")
    assert [(row.id, row.tries) for row in await claim(store)] == [(one, 0)]
    assert await state(store, two) == "withdrawn"
    assert await aside.listed(store) == []
    assert not await aside.drop(store, f"out{one}")


async def test_a_retried_message_whose_younger_like_waits_gives_way(store: Store) -> None:
    old = await add(store, to_say(once="ShowCard:1"))
    await set_state(store, old, MessageState.SET_ASIDE, problem="bug:KeyError")
    young = await add(store, to_say(once="ShowCard:1"))
    assert await aside.retry(store, f"out{old}")
    assert await aside.listed(store) == []
    assert await claimed(store) == [young]
