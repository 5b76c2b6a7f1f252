"""VK's events, as they came, become facts; what is none is malformed and never a crash."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import names as names_module
from bot.core.case import LARGEST_ID, Customer, Place
from bot.core.events import CustomerSpoke, Deleter
from bot.desk import OwnComment
from bot.intake import Malformed
from bot.names import Names
from bot.store.engine import Store
from handlers.vk import VkDoor, arrived
from tests.handlers.conftest import GROUP, NOON, noon

PAYLOADS = Path(__file__).parent.parent / "payloads"
POST = Place("vk", "wall", -7, 3)
ANNA = Customer("vk", 1001, "Анна", "Петрова")


def payload(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))
    return found


@dataclass
class Ear:
    """Stands where the desk stands and writes down what it is told."""

    told: list[tuple[Any, ...]] = field(default_factory=list)

    async def spoke(self, *what: Any) -> None:
        self.told.append(("spoke", *what))

    async def edited(self, *what: Any) -> None:
        self.told.append(("edited", *what))

    async def deleted(self, *what: Any) -> None:
        self.told.append(("deleted", *what))

    async def own(self, *what: Any) -> None:
        self.told.append(("own", *what))


async def nobody_waits(customer: Customer) -> None:
    """No case had to do without this name."""


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
async def door(store: Store, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[VkDoor]:
    monkeypatch.setattr(names_module, "A_BLINK", 5.0)  # a busy machine must not cost anybody a name

    async def ask(ids: Collection[int]) -> list[Customer]:
        return [ANNA] if 1001 in ids else []

    names = Names("vk", ask, store, clock=noon, learnt=nobody_waits)
    learning = asyncio.ensure_future(names.learn())
    yield VkDoor(ear, names, group_id=GROUP)  # type: ignore[arg-type]
    learning.cancel()
    await asyncio.gather(learning, return_exceptions=True)


@pytest.fixture
def ajar() -> VkDoor:
    """Return a door for reading alone."""
    return VkDoor(None, None, group_id=GROUP)  # type: ignore[arg-type]


async def said(door: VkDoor, ear: Ear, event: dict[str, Any]) -> tuple[Any, ...]:
    await door.enter(door.parse(arrived(event, NOON).body), "in:1")
    [told] = ear.told
    return told


ANNA_SPOKE = CustomerSpoke(
    place=POST,
    comment=12,
    author=ANNA,
    text="Торт приехал помятый!",
    at=datetime.fromtimestamp(1795424400, UTC),
)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("vk_new", ("spoke", ANNA_SPOKE)),
        ("vk_restore", ("spoke", replace(ANNA_SPOKE, restored=True))),
        ("vk_delete", ("deleted", POST, 12, Deleter(1001, "Анна Петрова"))),
        (
            "vk_own_echo",
            (
                "own",
                OwnComment(
                    place=POST,
                    comment=13,
                    text="Анна, спасибо, что написали.",
                    reply_to=12,
                    thread=12,
                ),
            ),
        ),
    ],
)
async def test_each_event_is_the_fact_it_tells(
    door: VkDoor, ear: Ear, name: str, told: tuple[Any, ...]
) -> None:
    assert await said(door, ear, payload(name)) == (*told, "in:1")


async def test_an_edit_carries_the_text_as_it_is_now(door: VkDoor, ear: Ear) -> None:
    what, fact, _ = await said(door, ear, payload("vk_edit"))
    assert (what, fact.comment, fact.text) == ("edited", 12, "Торт заменили, спасибо!")


async def test_a_reply_in_a_thread_names_root_parent_and_whom_it_answers(
    door: VkDoor, ear: Ear
) -> None:
    what, fact, _ = await said(door, ear, payload("vk_reply_in_a_thread"))
    assert (what, fact.comment, fact.author) == ("spoke", 15, Customer("vk", 1002))
    assert (fact.thread, fact.reply_to, fact.reply_to_author) == (12, 13, -7)


async def test_another_community_is_an_author_without_a_name_and_not_us(
    door: VkDoor, ear: Ear
) -> None:
    what, fact, _ = await said(door, ear, payload("vk_another_community"))
    assert (what, fact.author) == ("spoke", Customer("vk", -55))


async def test_attachments_are_told_by_kind_and_page_and_no_other_link_is_kept(
    door: VkDoor, ear: Ear
) -> None:
    _, fact, _ = await said(door, ear, payload("vk_attachments"))
    assert (fact.text, fact.attachments) == (
        "",
        ("photo https://vk.com/photo1001_5", "sticker https://vk.com/sticker/1-2-256"),
    )
    assert "userapi" not in repr(fact)


async def test_the_ids_alone_are_enough(door: VkDoor, ear: Ear) -> None:
    what, fact, _ = await said(door, ear, payload("vk_bare"))
    assert (what, fact.place, fact.text, fact.comment) == ("spoke", POST, "", 17)


async def test_unknown_fields_and_kinds_of_attachments_are_no_obstacle(
    door: VkDoor, ear: Ear
) -> None:
    event = payload("vk_new")
    event["object"] |= {"donut": {"is_don": False}, "attachments": [{}, {"type": "narrative"}]}
    _, fact, _ = await said(door, ear, event)
    assert fact.attachments == ("other", "narrative")


async def test_a_deletion_need_not_say_by_whom(door: VkDoor, ear: Ear) -> None:
    event = payload("vk_delete")
    del event["object"]["deleter_id"]
    assert await said(door, ear, event) == ("deleted", POST, 12, None, "in:1")


BAD = [0, -1, 2**63, LARGEST_ID + 1, 10**30, "x", None, [1], {}, 1.5]


@pytest.mark.parametrize("value", [*BAD, ...], ids=repr)
@pytest.mark.parametrize(
    ("name", "key"),
    [("vk_new", "id"), ("vk_new", "post_id"), ("vk_delete", "id"), ("vk_delete", "post_id")],
)
def test_an_id_that_is_huge_negative_or_absent_is_malformed_and_named(
    ajar: VkDoor, name: str, key: str, value: object
) -> None:
    event = payload(name)
    if value is ...:
        del event["object"][key]
    else:
        event["object"][key] = value
    with pytest.raises(Malformed) as caught:
        ajar.parse(json.dumps(event))
    assert str(caught.value).startswith(key)


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("vk_new", "from_id", 2**63),
        ("vk_new", "from_id", -(2**63)),
        ("vk_new", "owner_id", -(2**63)),
        ("vk_new", "reply_to_comment", 2**63),
        ("vk_new", "parents_stack", [2**63]),
        ("vk_new", "date", 10**18),
        ("vk_new", "date", -1),
        ("vk_delete", "deleter_id", 2**63),
    ],
)
def test_no_number_that_would_break_the_database_or_a_clock_passes(
    ajar: VkDoor, name: str, key: str, value: object
) -> None:
    event = payload(name)
    event["object"][key] = value
    with pytest.raises(Malformed):
        ajar.parse(json.dumps(event))


def test_a_malformed_event_s_problem_does_not_repeat_what_it_said(ajar: VkDoor) -> None:
    event = payload("vk_new")
    event["object"] |= {"id": "позвоните мне 89161234567", "post_id": None}
    with pytest.raises(Malformed) as caught:
        ajar.parse(json.dumps(event))
    assert "8916" not in str(caught.value)


@pytest.mark.parametrize("body", ["", "{", "[]", "5", "null", '"x"', '{"type": "wall_reply_new"}'])
def test_what_is_no_event_is_malformed(ajar: VkDoor, body: str) -> None:
    with pytest.raises(Malformed):
        ajar.parse(body)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
KEYS = st.sampled_from(
    ["id", "from_id", "post_id", "owner_id", "date", "text", "parents_stack", "attachments",
     "reply_to_comment", "deleter_id"]
)  # fmt: skip


@given(st.sampled_from(["vk_new", "vk_delete"]), st.dictionaries(KEYS, ANYTHING, max_size=3))
def test_no_object_is_anything_but_a_fact_or_malformed(name: str, changes: dict[str, Any]) -> None:
    event = deepcopy(payload(name))
    event["object"] |= changes
    door = VkDoor(None, None, group_id=GROUP)  # type: ignore[arg-type]
    try:
        fact = door.parse(arrived(event, NOON).body)
    except Malformed:
        return
    assert door.lane(fact).startswith("vk:")


def test_one_author_under_one_post_stays_in_order_and_others_go_beside(ajar: VkDoor) -> None:
    lanes = {name: ajar.lane(ajar.parse(json.dumps(payload(name)))) for name in
             ("vk_new", "vk_edit", "vk_reply_in_a_thread")}  # fmt: skip
    assert lanes["vk_new"] == lanes["vk_edit"] != lanes["vk_reply_in_a_thread"]


DIALOGUE = Place("vk", "dialogue", -7, 1001)


async def test_a_private_message_carries_the_case_whose_link_was_followed(
    door: VkDoor, ear: Ear
) -> None:
    what, fact, _ = await said(door, ear, payload("vk_message_new"))
    assert (what, fact.place, fact.comment, fact.author) == ("spoke", DIALOGUE, 31, ANNA)
    assert (fact.text, fact.about, fact.reply_to) == ("Заказ 4815", 12, None)
    assert fact.attachments == ("audio_message https://vk.com/doc1001_9",)
    assert "userapi" not in repr(fact)


@pytest.mark.parametrize(
    "ref", ["", "case-", "case-x", "case-1;drop", "case-" + "9" * 19, "promo", "case-１"]
)
async def test_a_ref_that_the_bot_never_wrote_names_no_case(
    door: VkDoor, ear: Ear, ref: str
) -> None:
    event = payload("vk_message_new")
    event["object"]["message"]["ref"] = ref
    assert (await said(door, ear, event))[1].about is None


async def test_a_private_line_in_the_community_s_name_is_its_own(door: VkDoor, ear: Ear) -> None:
    what, fact, _ = await said(door, ear, payload("vk_message_reply"))
    assert (what, fact.place, fact.comment, fact.text) == ("own", DIALOGUE, 32, "Анна, нашли.")


async def test_a_private_message_that_its_author_changed_has_another_text(
    door: VkDoor, ear: Ear
) -> None:
    event = payload("vk_message_new")
    bare = event["object"]["message"] | {"text": "Заказ 4816", "update_time": 1795424460}
    what, fact, _ = await said(door, ear, event | {"type": "message_edit", "object": bare})
    assert (what, fact.place, fact.comment, fact.text) == ("edited", DIALOGUE, 31, "Заказ 4816")


async def test_a_private_line_of_the_community_s_that_was_corrected_is_nothing_new(
    door: VkDoor, ear: Ear
) -> None:
    event = payload("vk_message_reply") | {"type": "message_edit"}
    await door.enter(door.parse(json.dumps(event)), "in:1")
    assert ear.told == []


@pytest.mark.parametrize(
    "changes",
    [{"peer_id": 2_000_000_001}, {"from_id": 1002}, {"id": 0, "conversation_message_id": 0}],
)
async def test_what_is_no_dialogue_of_two_is_nothing(
    door: VkDoor, ear: Ear, changes: dict[str, int]
) -> None:
    event = payload("vk_message_new")
    event["object"]["message"] |= changes
    await door.enter(door.parse(arrived(event, NOON).body), "in:1")
    assert ear.told == []


def test_what_a_customer_says_in_private_goes_in_one_lane(ajar: VkDoor) -> None:
    new, own = (
        ajar.parse(arrived(payload(f"vk_message_{one}"), NOON).body) for one in ("new", "reply")
    )
    assert ajar.lane(new) == ajar.lane(own) == "vk:private:1001"
