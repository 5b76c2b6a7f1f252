"""Two replicas on one database: what happens to both at the same moment happens once.

On SQLite there is one replica; the same is asked of two stores on its file all the same.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.channels import Abilities, Links, Posted
from bot.core.case import CaseId, Customer, Draft, DraftId, MessageId, Outcome, Place, Status
from bot.core.effects import Answer
from bot.core.events import Deleter, Resolved, Sent, Taken
from bot.core.known import MessageState
from bot.desk import Desk, OwnComment
from bot.relay.public import PublicRelay
from bot.store import cases, heard, outbox
from bot.store.engine import Store
from bot.store.heard import Heard
from bot.store.tables import cases as case_table
from bot.store.tables import comments, story
from bot.store.tables import outbox as outbox_table
from tests.store.given import (
    ANNA,
    LEASE,
    MARIA,
    NOON,
    OLEG,
    POST,
    FakeClock,
    a_case,
    a_desk,
    a_post,
    after,
    count,
    kept_case,
    rows_of,
    spoke,
)

ROUNDS = 15


@pytest.fixture
def desks(store: Store, other: Store, clock: FakeClock) -> list[Desk]:
    return [a_desk(store, clock), a_desk(other, clock)]


async def both(*happen: Awaitable[Any]) -> list[Any]:
    """Let things happen at the same moment, in less than a deadlock takes to be noticed."""
    async with asyncio.timeout(10):
        return list(await asyncio.gather(*happen))


async def found(store: Store, comment: int, place: Place = POST) -> Heard | None:
    async with store.read() as connection:
        return await heard.find(connection, place, comment)


def customer(number: int) -> Customer:
    return Customer("vk", 9000 + number, "Анна")


# --- hearing


async def test_two_replicas_that_hear_the_same_comment_make_one_case(
    desks: list[Desk], store: Store
) -> None:
    for number in range(ROUNDS):
        comment = spoke(number, author=customer(number))
        await both(*(desk.spoke(comment, f"in:{number}") for desk in desks * 2))
    assert await count(store, case_table) == ROUNDS
    assert await count(store, outbox_table, outbox_table.c.purpose == "ack") == ROUNDS
    assert await count(store, story, story.c.what == "CustomerSpoke") == ROUNDS


async def test_two_comments_of_one_customer_at_once_make_one_case(
    desks: list[Desk], store: Store
) -> None:
    for number in range(ROUNDS):
        one, two = (spoke(2 * number + i, author=customer(number)) for i in range(2))
        await both(
            desks[0].spoke(one, f"in:{2 * number}"), desks[1].spoke(two, f"in:{2 * number + 1}")
        )
        first, second = await found(store, one.comment), await found(store, two.comment)
        assert first is not None
        assert second is not None
        assert first.case == second.case
    assert await count(store, case_table) == ROUNDS
    assert await count(store, outbox_table, outbox_table.c.purpose == "ack") == ROUNDS


async def test_many_customers_at_once_all_get_their_case(desks: list[Desk], store: Store) -> None:
    await both(
        *(desks[n % 2].spoke(spoke(n, author=customer(n)), f"in:{n}") for n in range(40))
    )  # fmt: skip
    assert await count(store, case_table) == 40


async def test_a_comment_and_its_deletion_at_once_end_as_one_deleted_comment(
    desks: list[Desk], store: Store
) -> None:
    for number in range(ROUNDS):
        one = spoke(number, author=customer(number))
        await both(
            desks[0].spoke(one, f"in:s{number}"),
            desks[1].deleted(POST, number, Deleter(one.author.id), f"in:d{number}"),
        )
        kept = await found(store, number)
        assert kept is not None
        assert kept.deleted
        assert kept.text == one.text
    gone = await count(store, story, story.c.what == "CommentDeleted")
    assert gone == await count(store, comments, comments.c.case_id.is_not(None))


async def test_a_comment_heard_as_new_and_as_edited_at_once_is_one_case(
    desks: list[Desk], store: Store
) -> None:
    for number in range(ROUNDS):
        one = spoke(number, author=customer(number))
        edited = replace(one, text=one.text + " И холодный!")
        await both(desks[0].spoke(one, f"in:s{number}"), desks[1].edited(edited, f"in:e{number}"))
    assert await count(store, case_table) == ROUNDS


# --- pressing


async def test_take_pressed_on_two_replicas_has_exactly_one_taker(
    desks: list[Desk], store: Store
) -> None:
    for number in range(ROUNDS):
        id = (await kept_case(store, comment=number)).id
        answers = await both(
            desks[0].handle(id, Taken(by=MARIA), f"in:{number}m"),
            desks[1].handle(id, Taken(by=OLEG), f"in:{number}o"),
        )
        assert sorted(answer.what for answer in answers) == ["taken", "taken-by-another"]
        async with store.read() as connection:
            case = await cases.load(connection, id)
        assert case is not None
        winner = MARIA if answers[0] == Answer(what="taken") else OLEG
        assert case.assignee == winner


async def test_one_press_delivered_to_two_replicas_happens_once(
    desks: list[Desk], store: Store
) -> None:
    for number in range(ROUNDS):
        id = (await kept_case(store, comment=number)).id
        press = Taken(by=MARIA)
        answers = await both(*(desk.handle(id, press, f"in:{number}") for desk in desks * 2))
        assert answers.count(None) == 3, answers
        assert answers.count(Answer(what="taken")) == 1
    assert await count(store, story, story.c.what == "Taken") == ROUNDS


async def test_of_two_that_resolve_at_once_one_outcome_stands(
    desks: list[Desk], store: Store
) -> None:
    for number in range(ROUNDS):
        id = (await kept_case(store, comment=number)).id
        await both(
            desks[0].handle(id, Resolved(by=MARIA, outcome=Outcome.FIXED), f"in:{number}m"),
            desks[1].handle(id, Resolved(by=OLEG, outcome=Outcome.EXPLAINED), f"in:{number}o"),
        )
        async with store.read() as connection:
            case = await cases.load(connection, id)
        assert case is not None
        assert case.status is Status.RESOLVED
        assert (case.resolved_by, case.outcome) in (
            (MARIA, Outcome.FIXED), (OLEG, Outcome.EXPLAINED),
        )  # fmt: skip


async def test_a_press_on_a_case_that_does_not_exist_is_answered(desks: list[Desk]) -> None:
    answer = await desks[0].handle(CaseId(77), Taken(by=MARIA), "in:1")
    assert answer == Answer(what="no-such-case")


# --- time


async def test_a_due_case_is_woken_by_one_replica_only(
    desks: list[Desk], store: Store, clock: FakeClock
) -> None:
    for number in range(20):
        await desks[0].spoke(spoke(number, author=customer(number)), f"in:{number}")
    clock.now = after(hours=2, minutes=1)
    for _ in range(4):
        await both(*(desk.wake(limit=50) for desk in desks * 2))
    reminders = outbox_table.c.what == "Remind"
    assert await count(store, outbox_table, reminders) == 20
    assert await count(store, story, story.c.what == "TimePassed") == 20


async def test_a_wake_and_a_press_at_once_both_happen(
    desks: list[Desk], store: Store, clock: FakeClock
) -> None:
    await desks[0].spoke(spoke(1), "in:1")
    [row] = await rows_of(store, case_table.c.id)
    clock.now = after(hours=2, minutes=1)
    await both(desks[0].wake(), desks[1].handle(row.id, Taken(by=MARIA), "in:2"), desks[1].wake())
    while await desks[0].wake():
        pass
    assert await count(store, story, story.c.what == "Taken") == 1
    assert await count(store, outbox_table, outbox_table.c.what == "Remind") == 1


# --- sending


async def leaving(store: Store, number: int) -> tuple[CaseId, MessageId]:
    """Return a case and a reply of it that is being sent."""
    async with store.write() as connection:
        case = await cases.add(connection, a_case(comment=number))
        draft = Draft(id=DraftId(number), text=f"Ответ {number}", by=MARIA, target=number)
        row = a_post(case.id, draft.text, target=number, draft=draft.id)
        message = await outbox.add(connection, row, now=NOON)
        assert message is not None
        await cases.save(connection, case, case.with_draft(replace(draft, message=message)))
        await outbox.set_state(
            connection, message, MessageState.SENDING, lease_until=NOON + LEASE
        )  # fmt: skip
    return case.id, message


async def test_an_answer_and_its_echo_at_once_count_as_one(desks: list[Desk], store: Store) -> None:
    took = []
    for number in range(ROUNDS):
        case, message = await leaving(store, number)
        comment = 5000 + number
        sent = Sent(message=message, comment=comment)
        echo = OwnComment(place=POST, comment=comment, text=f"Ответ {number}", reply_to=number)
        began = asyncio.get_running_loop().time()
        await both(
            desks[0].handle(case, sent, f"sent:{message}"), desks[1].own(echo, f"in:{number}")
        )
        took.append(asyncio.get_running_loop().time() - began)
        kept = await found(store, comment)
        assert kept is not None
        assert (kept.ours, kept.case) == (True, case)
    assert sorted(took)[ROUNDS // 2] < 0.9, "wait for each other until the database ends it"
    states = await rows_of(store, outbox_table.c.id, outbox_table.c.purpose, outbox_table.c.state)
    assert {row.state for row in states if row.purpose} == {"sent"}
    assert await count(store, story, story.c.what.like("Sent%")) == ROUNDS
    assert await count(store, story, story.c.what.like("BrandSpoke%")) == 0


async def test_an_echo_told_twice_at_once_is_one(desks: list[Desk], store: Store) -> None:
    for number in range(ROUNDS):
        await leaving(store, number)
        echo = OwnComment(
            place=POST, comment=5000 + number, text=f"Ответ {number}", reply_to=number
        )  # fmt: skip
        await both(*(desk.own(echo, f"in:{number}:{n}") for n, desk in enumerate(desks * 2)))
    assert await count(store, story, story.c.what.like("Sent%")) == ROUNDS
    assert await count(store, story, story.c.what.like("BrandSpoke%")) == 0


class Street:
    """A platform that keeps what is said on it, slowly enough to be overtaken."""

    name = "vk"
    workers = 4
    can = Abilities()
    repeats_within = timedelta()

    def __init__(self) -> None:
        self.said: list[str] = []

    async def post(
        self, place: Place, target: int | None, text: str, key: str, *, photo: bytes | None = None
    ) -> Posted:
        await asyncio.sleep(0.01)
        self.said.append(text)
        return Posted(10_000 + len(self.said))

    async def look_for(
        self, place: Place, target: int | None, root: int | None, text: str
    ) -> Posted | None:
        await asyncio.sleep(0.01)
        there = [number for number, said in enumerate(self.said, 10_001) if said == text]
        return Posted(there[0]) if there else None

    async def revise(self, place: Place, comment: int, text: str) -> None:
        raise AssertionError("nothing is revised here")

    def invitation(self, case: CaseId) -> str:
        return ""

    def links(self, place: Place, comment: int, author: int) -> Links:
        return Links("https://vk.com", "https://vk.com")


async def no_photo(file: str) -> bytes:
    raise AssertionError(f"there is no photo {file}")


async def run_until(relays: list[PublicRelay], store: Store, sent: int) -> None:
    running = [asyncio.ensure_future(relay.run()) for relay in relays]
    is_sent = outbox_table.c.state == "sent"
    async with asyncio.timeout(20):
        while await count(store, outbox_table, is_sent) < sent:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    for relay in relays:
        relay.stop()
    await asyncio.gather(*running)


async def test_two_relays_never_send_the_same_message(
    desks: list[Desk], store: Store, other: Store, clock: FakeClock
) -> None:
    street = Street()
    for number in range(30):
        case = await kept_case(store, comment=number)
        async with store.write() as connection:
            row = a_post(case.id, f"Ответ {number}", target=number)
            await outbox.add(connection, row, now=NOON)
    stores = (store, other)
    relays = [
        PublicRelay(street, desks[n], stores[n], clock=clock, photo=no_photo) for n in range(2)
    ]
    await run_until(relays, store, 30)
    assert sorted(street.said) == sorted(f"Ответ {number}" for number in range(30))
    assert await count(store, story, story.c.what.like("Sent%")) == 30


async def test_two_relays_that_sweep_at_once_send_again_only_what_is_not_there(
    desks: list[Desk], store: Store, other: Store, clock: FakeClock
) -> None:
    street = Street()
    for number in range(8):
        await leaving(store, number)
    street.said = [f"Ответ {number}" for number in range(4)]
    clock.now = NOON + LEASE + timedelta(seconds=1)
    stores = (store, other)
    relays = [
        PublicRelay(street, desks[n], stores[n], clock=clock, photo=no_photo) for n in range(2)
    ]
    await both(*(relay.sweep() for relay in relays))
    clock.now += timedelta(seconds=31)
    await both(*(relay.sweep() for relay in relays))
    await run_until(relays, store, 8)
    assert sorted(street.said) == [f"Ответ {number}" for number in range(8)]


async def test_a_case_and_all_it_says_are_kept_together_or_not_at_all(
    store: Store, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = a_desk(store, clock)

    async def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(heard, "keep", broken)
        with pytest.raises(ZeroDivisionError):
            await desk.spoke(spoke(1), "in:1")
    for table in (case_table, story, outbox_table, comments):
        assert await count(store, table) == 0
    await desk.spoke(spoke(1), "in:1")
    assert await count(store, case_table, case_table.c.customer == ANNA.id) == 1
