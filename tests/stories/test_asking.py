"""The request to update the review: once, when it is really solved."""

from datetime import timedelta

import pytest

from sandbox.telegram import Message
from tests.stories.conftest import Make
from tests.stories.world import World


async def resolved(w: World, outcome: str) -> tuple[int, Message]:
    """Let a complaint be answered and resolved."""
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.answer(card, "Анна, всё исправили.")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, f"outcome:1:{outcome}")
    return complaint, card


async def test_a_silent_customer_is_reminded_once_and_then_left_in_peace(world: World) -> None:
    w = world
    complaint, _ = await resolved(w, "explained")
    await w.later(hours=22)
    ask = await w.public(under=complaint)
    await w.in_group(ask.text)
    await w.later(days=4)
    reminder = await w.public(under=complaint)
    await w.in_group(reminder.text)
    assert reminder.text != ask.text
    await w.later(days=60)
    await w.nothing_else_was_said()


@pytest.mark.parametrize("outcome", ["unconfirmed", "emotion"])
async def test_nobody_is_asked_after_an_outcome_that_solved_nothing(
    world: World, outcome: str
) -> None:
    w = world
    _, card = await resolved(w, outcome)
    await w.later(days=5)
    await w.nothing_else_was_said()
    await w.press(w.maria, card, "history")
    await w.in_group("не просим обновить отзыв")


async def test_a_customer_who_updated_by_themselves_is_not_asked(world: World) -> None:
    w = world
    complaint, _ = await resolved(w, "fixed")
    w.vk.edit(complaint, "Торт заменили, спасибо!")
    await w.in_group("Торт заменили")
    await w.later(days=5)
    await w.nothing_else_was_said()


async def test_a_deleted_comment_is_noticed_and_nobody_is_asked(world: World) -> None:
    w = world
    complaint, _ = await resolved(w, "fixed")
    w.vk.delete(complaint)
    await w.in_group("удаляет свой комментарий")
    await w.later(days=5)
    await w.nothing_else_was_said()


async def test_thanks_below_the_ask_are_its_result(world: World) -> None:
    w = world
    complaint, card = await resolved(w, "fixed")
    await w.later(hours=22)
    ask = await w.public(under=complaint)
    await w.in_group(ask.text)
    w.vk.comment(w.anna, w.post, "Да, всё хорошо, спасибо большое!", reply_to=ask.id)
    below = await w.in_group("всё хорошо, спасибо")
    assert [one.data for one in below.buttons] == ["reopen:1"]
    assert "благодарит" in card.text
    await w.later(days=10)
    await w.nothing_else_was_said()


async def test_a_new_complaint_below_the_ask_reopens_the_case(world: World) -> None:
    w = world
    complaint, card = await resolved(w, "fixed")
    await w.later(hours=22)
    ask = await w.public(under=complaint)
    await w.in_group(ask.text)
    w.vk.comment(w.anna, w.post, "Опять привезли помятый торт, ужасно!", reply_to=ask.id)
    await w.in_group("Опять привезли")
    assert not w.tg.topics(w.staff)[0].closed
    assert any(one.data.startswith("resolve:") for one in card.buttons)
    await w.nothing_else_was_said()


async def test_an_ask_leaves_only_in_the_hours_for_it(world: World) -> None:
    w = world
    w.clock.now += timedelta(hours=6)  # 18:00 in Moscow
    complaint, _ = await resolved(w, "fixed")
    await w.later(hours=22)  # 16:00 the next day
    ask = await w.public(under=complaint)
    await w.in_group(ask.text)
    await w.nothing_else_was_said()


async def test_a_misunderstanding_is_corrected_only_by_a_managers_word(world: World) -> None:
    w = world
    complaint, _ = await resolved(w, "their_mistake")
    offer = await w.in_group("едоразумение")
    await w.press(w.maria, offer, "approve")
    await w.nothing_else_was_said()
    await w.press(w.boss, offer, "approve")
    correction = await w.public(under=complaint)
    await w.in_group(correction.text)
    await w.later(days=30)
    await w.nothing_else_was_said()


async def test_one_customer_is_asked_once_in_a_month(world: World) -> None:
    w = world
    complaint, _ = await resolved(w, "fixed")
    await w.later(hours=22)
    ask = await w.public(under=complaint)
    await w.in_group(ask.text)
    w.vk.delete(complaint)
    await w.in_group("удаляет")
    w.post = w.vk.post("Новые пироги")
    again = w.vk.comment(w.anna, w.post, "Пирог приехал холодный, плохо!")
    await w.public(under=again)
    other = await w.card("холодный")
    await w.press(w.maria, other, "resolve")
    await w.press(w.maria, other, "outcome:2:fixed")
    await w.later(days=4)
    await w.nothing_else_was_said()


async def test_switched_off_asks_never_leave(make_world: Make) -> None:
    w = await make_world(ASK_AFTER="0")
    await resolved(w, "fixed")
    await w.later(days=5)
    await w.nothing_else_was_said()
