"""Cases, drafts and stories come back as they were kept."""

import asyncio
from dataclasses import fields, replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from bot.core.case import (
    AskResult,
    Case,
    CaseId,
    Customer,
    Draft,
    DraftId,
    DraftState,
    GiftState,
    Grant,
    Member,
    Menu,
    MessageId,
    Objection,
    Outcome,
    Place,
    Role,
    Status,
)
from bot.core.sorting import Kind, Theme
from bot.store import cases
from bot.store.cases import Told
from bot.store.engine import Store
from bot.store.tables import cases as table
from tests.store.given import ANNA, MARIA, NOON, OLEG, POST, a_case, after, count, kept_case

ELSEWHERE = replace(POST, item=101)


def a_draft(id: int = 1, **values: Any) -> Draft:
    usual: dict[str, Any] = {"text": "Извините!", "by": MARIA, "target": 1001}
    return Draft(id=DraftId(id), **usual | values)


async def load(store: Store, id: int) -> Case | None:
    async with store.write() as connection:
        return await cases.load(connection, CaseId(id))


async def save(store: Store, before: Case, now: Case) -> None:
    async with store.write() as connection:
        await cases.save(connection, before, now)


FULL = a_case(
    attachments=("photo-7_1", "doc"),
    status=Status.RESOLVED,
    kind=Kind.SUGGESTION,
    sure=False,
    theme=Theme.APP,
    facts=("order", "date"),
    language="bg",
    gone=True,
    ack_at=after(microseconds=1),
    no_ack="stale",
    assignee=Member(11, "Мария", Role.MANAGER),
    taken_at=after(minutes=30),
    waiting_since=after(hours=1),
    reply_due=after(hours=2),
    outcome_due=after(hours=11),
    promised_at=after(hours=12),
    promise_due=after(hours=13),
    snoozed_until=after(hours=14),
    rung=("warn:reply", "late:promise"),
    calls=3,
    unreachable=(9, 2**52),
    reminded_at=after(hours=3),
    escalated_at=after(hours=4),
    replied_at=after(hours=5),
    invited_at=after(hours=15),
    private_at=after(hours=16),
    owes_public=True,
    grant=Grant(
        name="Кофе",
        value=300,
        by=Member(11, "Мария"),
        state=GiftState.ASKED,
        decided_by=Member(9, "Вера", Role.MANAGER),
    ),
    granted_at=after(hours=17),
    outcome=Outcome.COMPENSATED,
    resolved_at=after(hours=6),
    resolved_by=Member(2**52, "Oleg", Role.OWNER),
    ask_at=after(hours=7),
    asked_at=after(hours=8),
    ask_reminder_at=after(hours=9),
    ask_reminded_at=after(hours=10),
    correction_refused=True,
    talk_at=after(hours=5),
    gift_sent_at=after(hours=6),
    ask_result=AskResult.UPDATED,
    menu=Menu.OUTCOME,
    wake_at=after(hours=10),
)


def test_the_full_example_has_a_value_in_every_field() -> None:
    plain = a_case()
    usual = {"id", "place", "customer", "comment", "text", "said_at", "drafts"}
    same = {
        field.name
        for field in fields(Case)
        if getattr(FULL, field.name) == getattr(plain, field.name)
    }
    assert same == usual


async def test_a_case_comes_back_with_every_field(store: Store) -> None:
    async with store.write() as connection:
        kept = await cases.add(connection, FULL)
    assert kept == replace(FULL, id=kept.id)
    assert await load(store, kept.id) == kept


async def test_every_field_can_be_changed_and_emptied_again(store: Store) -> None:
    plain = await kept_case(store)
    full = replace(FULL, id=plain.id)
    await save(store, plain, full)
    assert await load(store, plain.id) == full
    await save(store, full, plain)
    assert await load(store, plain.id) == plain


moments = st.datetimes(
    min_value=datetime(1970, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.just(UTC)
)
texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=80)
numbers = st.integers(-(2**63), 2**63 - 1)
members = st.builds(Member, id=numbers, name=texts, role=st.sampled_from(Role))
places = st.builds(
    Place,
    network=st.sampled_from(["vk", "telegram"]),
    kind=st.sampled_from(["wall", "thread"]),
    owner=numbers,
    item=st.integers(0, 2**40),
)
some_drafts = st.builds(
    Draft,
    id=numbers.map(DraftId),
    text=texts,
    by=members,
    target=numbers,
    state=st.sampled_from(DraftState),
    leaves_at=st.none() | moments,
    message=st.none() | numbers.map(MessageId),
    comment=st.none() | numbers,
    problem=st.none() | st.just("vk-forbidden"),
    objections=st.lists(
        st.builds(
            Objection,
            rule=st.sampled_from(["heat", "blame"]),
            start=st.integers(0, 8192),
            end=st.integers(0, 8192),
            advice=texts,
            blocks=st.booleans(),
        ),
        max_size=3,
    ).map(tuple),
    heated_by=st.none() | numbers,
)
some_cases = st.builds(
    Case,
    place=places,
    customer=st.builds(
        Customer, network=st.just("vk"), id=numbers, first_name=texts, last_name=texts
    ),
    comment=numbers,
    text=texts,
    attachments=st.lists(texts, max_size=3).map(tuple),
    said_at=moments,
    kind=st.sampled_from(Kind),
    sure=st.booleans(),
    facts=st.lists(texts, max_size=3).map(tuple),
    language=st.sampled_from(["ru", "en", "bg"]),
    no_ack=st.none() | st.just("stale"),
    ask_result=st.none() | st.sampled_from(AskResult),
    **{
        name: st.none() | moments
        for name in ("ack_at", "waiting_since", "reply_due", "resolved_at", "wake_at", "asked_at")
    },
    assignee=st.none() | members,
    resolved_by=st.none() | members,
    drafts=st.lists(some_drafts, max_size=3, unique_by=lambda draft: draft.id).map(
        lambda drafts: tuple(sorted(drafts, key=lambda draft: draft.id))
    ),
)


class Undo(Exception):
    pass


@given(first=some_cases, second=some_cases)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_any_case_comes_back_and_any_change_of_it(
    store: Store, first: Case, second: Case
) -> None:
    with pytest.raises(Undo):
        async with store.write() as connection:
            kept = await cases.add(connection, replace(first, drafts=()))
            with_drafts = replace(first, id=kept.id)
            await cases.save(connection, kept, with_drafts)
            assert await cases.load(connection, kept.id) == with_drafts
            changed = replace(second, id=kept.id, drafts=with_drafts.drafts)
            await cases.save(connection, with_drafts, changed)
            assert await cases.load(connection, kept.id) == changed
            [found] = await cases.load_all(connection, [kept.id])
            assert replace(found, drafts=changed.drafts) == changed
            assert set(found.drafts) == set(changed.drafts)
            raise Undo


async def test_drafts_are_added_and_changed_beside_each_other(store: Store) -> None:
    bare = await kept_case(store)
    two = bare.with_draft(a_draft(1)).with_draft(a_draft(2, by=OLEG))
    await save(store, bare, two)
    edited = a_draft(2, by=OLEG, text="Уже везём", state=DraftState.HELD, leaves_at=NOON)
    await save(store, two, two.with_draft(edited))
    found = await load(store, bare.id)
    assert found is not None
    assert found.drafts == (a_draft(1), edited)


async def test_drafts_of_one_case_leave_those_of_another_alone(store: Store) -> None:
    one, two = await kept_case(store), await kept_case(store, comment=1002)
    await save(store, one, one.with_draft(a_draft(5)))
    await save(store, two, two.with_draft(a_draft(5, text="другой")))
    with_draft = one.with_draft(a_draft(5))
    await save(store, with_draft, with_draft.with_draft(a_draft(5, state=DraftState.DISCARDED)))
    found = await load(store, two.id)
    assert found is not None
    assert found.drafts == (a_draft(5, text="другой"),)
    async with store.write() as connection:
        both = await cases.load_all(connection, [one.id, two.id])
    assert {case.id: case.drafts[0].state for case in both} == {
        one.id: DraftState.DISCARDED,
        two.id: DraftState.PREPARED,
    }


async def test_a_draft_leads_to_its_case(store: Store) -> None:
    case = await kept_case(store)
    await save(store, case, case.with_draft(a_draft(5)))
    async with store.read() as connection:
        assert await cases.of_draft(connection, DraftId(5)) == case.id
        assert await cases.of_draft(connection, DraftId(6)) is None


async def test_a_comment_opens_one_case_only(store: Store) -> None:
    await kept_case(store)
    with pytest.raises(IntegrityError):
        await kept_case(store)
    await kept_case(store, place=ELSEWHERE)
    assert await count(store, table) == 2


async def test_a_case_that_is_not_there_is_none(store: Store) -> None:
    assert await load(store, 77) is None


# --- finding


async def test_the_open_case_of_a_customer_is_the_latest_in_this_place(store: Store) -> None:
    boris = Customer("vk", 502)
    await kept_case(store, comment=1, status=Status.RESOLVED)
    await kept_case(store, comment=2, status=Status.NOTED)
    await kept_case(store, comment=3, customer=boris)
    await kept_case(store, comment=4, place=ELSEWHERE)
    async with store.read() as connection:
        assert await cases.open_of(connection, POST, ANNA) is None
    await kept_case(store, comment=5)
    latest = await kept_case(store, comment=6)
    async with store.read() as connection:
        assert await cases.open_of(connection, POST, ANNA) == latest.id


async def test_open_cases_of_a_place_come_in_the_order_they_were_opened(store: Store) -> None:
    ids = [(await kept_case(store, comment=number)).id for number in (1, 2, 3)]
    await kept_case(store, comment=4, status=Status.RESOLVED)
    await kept_case(store, comment=5, place=ELSEWHERE)
    async with store.read() as connection:
        assert await cases.open_in(connection, POST) == ids


async def test_earlier_cases_are_the_same_customers_latest_first(store: Store) -> None:
    ids = [(await kept_case(store, comment=number)).id for number in range(1, 6)]
    stranger = Place("telegram", "thread", 1, 1)
    await kept_case(store, comment=9, place=stranger, customer=Customer("telegram", ANNA.id))
    last = await kept_case(store, comment=10)
    async with store.read() as connection:
        found = await cases.earlier(connection, last)
    assert [case.id for case in found] == [ids[4], ids[3], ids[2]]


async def test_the_last_ask_is_looked_for_in_the_customers_other_cases(store: Store) -> None:
    await kept_case(store, comment=1, asked_at=after(days=-3))
    await kept_case(store, comment=2, asked_at=after(days=-2))
    await kept_case(store, comment=3, asked_at=after(days=-1), customer=Customer("vk", 502))
    mine = await kept_case(store, comment=4, asked_at=NOON)
    async with store.read() as connection:
        assert await cases.last_asked(connection, mine) == after(days=-2)
        lonely = replace(mine, customer=Customer("vk", 503))
        assert await cases.last_asked(connection, lonely) is None


async def test_the_longest_due_are_woken_first(store: Store) -> None:
    late, later, soon = [
        (await kept_case(store, comment=number, wake_at=after(minutes=minutes))).id
        for number, minutes in ((1, -5), (2, -9), (3, 1))
    ]
    await kept_case(store, comment=4)
    async with store.read() as connection:
        assert await cases.due(connection, now=NOON, limit=10) == [later, late]
        assert await cases.due(connection, now=NOON, limit=1) == [later]
        assert await cases.due(connection, now=after(minutes=1), limit=10) == [later, late, soon]


async def test_cases_are_counted_by_status(store: Store) -> None:
    for number, status in enumerate((Status.OPEN, Status.OPEN, Status.NOTED)):
        await kept_case(store, comment=number, status=status)
    async with store.read() as connection:
        assert await cases.figures(connection) == {"open": 2, "noted": 1}


# --- the story


def told(what: str = "Taken", detail: str = "") -> Told:
    return Told(NOON, what, "Мария", detail)


async def test_a_cause_is_told_once_in_all_stories(store: Store) -> None:
    one, two = await kept_case(store), await kept_case(store, comment=1002)
    async with store.write() as connection:
        assert await cases.tell(connection, one.id, "in:1", told())
        assert not await cases.tell(connection, one.id, "in:1", told("Released"))
        assert not await cases.tell(connection, two.id, "in:1", told("Released"))
        assert await cases.tell(connection, one.id, "in:2", told("Resolved", "fixed"))
    async with store.read() as connection:
        assert await cases.known_cause(connection, "in:1")
        assert not await cases.known_cause(connection, "in:3")
        assert await cases.story_of(connection, two.id) == []
        assert await cases.story_of(connection, one.id) == [told(), told("Resolved", "fixed")]


async def test_of_two_that_tell_the_same_cause_at_once_one_is_heard(
    store: Store, other: Store
) -> None:
    case = await kept_case(store)

    async def tell(mine: Store, cause: str) -> bool:
        async with mine.write() as connection:
            return await cases.tell(connection, case.id, cause, told())

    for round in range(20):
        heard = await asyncio.gather(tell(store, f"in:{round}"), tell(other, f"in:{round}"))
        assert sorted(heard) == [False, True]


async def test_an_error_leaves_neither_case_nor_story(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.write() as connection:
            case = await cases.add(connection, a_case())
            await cases.tell(connection, case.id, "in:1", told())
            raise ZeroDivisionError
    async with store.read() as connection:
        assert not await cases.known_cause(connection, "in:1")
    assert await count(store, table) == 0
