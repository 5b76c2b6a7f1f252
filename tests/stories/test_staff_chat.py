"""The staff chat as staff treat it: topics deleted, a forum switched off, a group that grew."""

import asyncio
import time

from sqlalchemy import select

from bot.relay.staff import StaffRelay
from bot.store import outbox
from bot.store.tables import drafts
from tests.stories.conftest import Make
from tests.stories.world import World


async def test_a_topic_deleted_by_hand_is_made_anew_with_its_card(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.tg.delete_topic_by_hand(w.staff, w.tg.topics(w.staff)[0])
    w.vk.comment(w.anna, w.post, "Ну что там?", reply_to=complaint)
    again = await w.card("помятый")
    assert again.topic != card.topic
    more = await w.in_group("Ну что там?")
    assert more.topic == again.topic
    await w.nothing_else_was_said()


async def test_a_card_deleted_by_hand_is_made_anew(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.tg.delete_by_hand(card)
    await w.press_again(w.maria, card, "take:1")
    again = await w.card("помятый")
    assert again.id != card.id and "Мария" in again.text
    await w.nothing_else_was_said()


async def test_a_group_without_topics_gets_cards_alone(make_world: Make) -> None:
    w = await make_world(forum=False, UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    assert not w.tg.topics(w.staff)
    w.tg.say(w.maria, w.staff, "пицца в два часа, кто будет?")
    w.tg.say(w.maria, w.staff, "Анна, заменим сегодня.", reply_to=card)
    preview = await w.in_group("Анна, заменим сегодня.")
    await w.press(w.maria, preview, "publish")
    await w.public(under=complaint, says="Анна, заменим сегодня.")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:fixed")
    assert not [one for one in card.buttons if one.data.startswith("outcome")]
    await w.nothing_else_was_said()


TO_ANNA = "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый."
TO_IVAN = "Иван, простите за ожидание: сегодня к 18:00 привезём новый."


async def test_a_group_that_became_a_supergroup_is_followed(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    w.staff = w.tg.upgrade(w.staff)
    await w.settle()
    other = w.vk.comment(w.ivan, w.post, "Доставка опоздала на два часа!")
    await w.public(under=other)
    card = await w.card("опоздала")
    assert card.chat.id == w.staff.id
    await w.switch_off()
    await w.switch_on()
    await w.press(w.maria, card, "take")
    assert "Мария" in card.text
    await w.nothing_else_was_said()


async def test_after_the_move_an_edit_changes_no_other_draft(make_world: Make) -> None:
    w = await make_world(forum=False)
    await w.public(under=w.complain())
    for _ in range(6):
        w.tg.say(w.oleg, w.staff, "ок")
    first = await w.write(w.maria, TO_ANNA, reply_to=await w.card("помятый"))
    await w.in_group("Так увидят все")
    w.staff = w.tg.upgrade(w.staff)
    await w.settle()
    other = w.vk.comment(w.ivan, w.post, "Доставка опоздала на два часа!")
    await w.public(under=other)
    card = await w.card("опоздала")
    while max(one.id for one in w.tg.messages(w.staff)) < first.id - 1:
        w.tg.say(w.oleg, w.staff, "ок")
    second = await w.write(w.maria, TO_IVAN, reply_to=card)
    assert second.id == first.id
    await w.in_group("Так увидят все")
    w.tg.edit(second, TO_IVAN.replace("18:00", "20:00"))
    await w.settle()
    async with w.program.store.read() as connection:
        found = await connection.execute(select(drafts.c.case_id, drafts.c.text))
        texts = {row.case_id: row.text for row in found}
    assert texts == {1: TO_ANNA, 2: TO_IVAN.replace("18:00", "20:00")}
    await w.nothing_else_was_said()


async def test_after_a_topic_was_deleted_a_draft_can_still_be_published(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.maria, TO_ANNA, reply_to=card)
    await w.in_group("Так увидят все")
    w.tg.delete_topic_by_hand(w.staff, card.topic)
    w.vk.comment(w.anna, w.post, "Ну и где ответ?", reply_to=complaint)
    anew = await w.card("помятый")
    await w.in_group("где ответ")
    preview = await w.in_group("Так увидят все")
    assert preview.topic == anew.topic != card.topic
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=11)
    await w.public(under=complaint, says=TO_ANNA)
    await w.nothing_else_was_said()


async def test_two_replicas_open_one_topic(world: World) -> None:
    """The second and the third sender are those of other processes on the same database."""
    w = world
    program = w.program
    first = program.relays[0]
    assert isinstance(first, StaffRelay)
    first.stop()
    await w.breath(0.05)
    replicas = [
        StaffRelay(
            first._sender, program.desk, program.store, sight=first._sight, voice=program.voice,
            rate=program.settings.telegram_group_rate, hours=program.settings.hours,
            clock=w.clock, timer=time.monotonic,
        )
        for _ in range(2)
    ]  # fmt: skip
    complaint = w.complain()
    w.vk.comment(w.anna, w.post, "Ну и где ответ?", reply_to=complaint)
    async with asyncio.timeout(10):
        while await outbox.waiting(program.store) < 2:
            await w.breath(0.05)
    rows = [await replica._claim() for replica in replicas]
    assert [len(some) for some in rows] == [1, 0]


async def test_a_colleague_named_once_in_a_strange_chat_is_told_its_id(world: World) -> None:
    w = world
    strange = w.tg.group("Чужая группа", bot=None)
    w.tg.add_bot_to(strange)
    await w.settle()
    said = [one.text for one in w.tg.messages(strange) if one.is_bot]
    assert len(said) == 1 and f"STAFF_CHAT={strange.id}" in said[0]
    await w.nothing_else_was_said()


async def test_the_id_command_tells_both_ids(world: World) -> None:
    w = world
    w.tg.say(w.maria, w.staff, "/id")
    told = await w.in_group(str(w.staff.id))
    assert str(w.maria.id) in told.text
    await w.nothing_else_was_said()


async def test_the_groups_budget_is_kept_when_ten_cases_come_at_once(make_world: Make) -> None:
    w = await make_world(TELEGRAM_GROUP_RATE="5/1s")
    for number in range(4):
        author = w.vk.user("Пётр", f"{number}")
        w.vk.comment(author, w.post, f"Торт приехал помятый, плохо {number}!")
    for number in range(4):
        await w.card(f"плохо {number}")
    counted = ("sendMessage", "editMessageText", "createForumTopic", "closeForumTopic")
    times = sorted(one.at for one in w.tg.calls if one.method in counted)
    for first, sixth in zip(times, times[5:], strict=False):
        assert sixth - first > 0.9
