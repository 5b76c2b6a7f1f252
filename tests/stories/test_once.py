"""Nothing acknowledged is lost, nothing public is said twice."""

import pytest

from bot.channels.telegram import sender
from sandbox.faults import Error, LoseAnswer, Silence, Status
from tests.stories.conftest import Make
from tests.stories.world import World

REPLY = "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый."


async def test_a_lost_answer_is_settled_by_the_echo(world: World) -> None:
    w = world
    w.vk.faults.order("wall.createComment", LoseAnswer())
    complaint = w.complain()
    ack = await w.public(under=complaint)
    assert ack.text in (await w.card("помятый")).text
    await w.later(minutes=1)
    await w.nothing_else_was_said()
    assert len(await w.calls("wall.createComment")) == 1


async def test_an_echo_that_comes_before_the_answer_is_the_bots_own(world: World) -> None:
    w = world
    w.vk.echo_first = True
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    await w.nothing_else_was_said()


@pytest.mark.parametrize("fault", [LoseAnswer(), Status(502), Error(10), Error(1)])
async def test_without_an_echo_a_person_is_asked_and_nothing_is_repeated(
    world: World, fault: LoseAnswer | Status | Error
) -> None:
    w = world
    w.vk.drop_echoes(1)
    w.vk.faults.order("wall.createComment", fault)
    complaint = w.complain()
    await w.card("помятый")
    await w.later(seconds=29)
    assert len(await w.calls("wall.createComment")) == 1
    await w.later(seconds=2)
    asked = await w.in_group("подтвердил")
    assert {one.data.partition(":")[0] for one in asked.buttons if one.data} == {"retry", "posted"}
    assert len(await w.calls("wall.createComment")) == 1
    if isinstance(fault, LoseAnswer):
        await w.public(under=complaint)
        await w.press(w.maria, asked, "posted")
    else:
        await w.press(w.maria, asked, "retry")
        await w.public(under=complaint)
    await w.later(minutes=5)
    await w.nothing_else_was_said()


async def test_a_late_echo_settles_what_a_person_was_asked(world: World) -> None:
    w = world
    w.vk.faults.order("wall.createComment", LoseAnswer())
    w.vk.hold()
    complaint = w.complain()
    w.vk.let_go()
    w.vk.hold()
    await w.card("помятый")
    await w.later(seconds=31)
    asked = await w.in_group("подтвердил")
    w.vk.let_go()
    await w.public(under=complaint)
    assert await w.press_again(w.maria, asked, "retry:1:2")
    await w.later(minutes=5)
    await w.nothing_else_was_said()
    assert len(await w.calls("wall.createComment")) == 1


async def test_with_a_service_key_the_bot_looks_before_it_repeats(make_world: Make) -> None:
    w = await make_world(VK_SERVICE_TOKEN="service-key")
    w.vk.drop_echoes(1)
    w.vk.faults.order("wall.createComment", LoseAnswer())
    complaint = w.complain()
    await w.card("помятый")
    await w.later(seconds=31)
    await w.public(under=complaint)
    w.vk.faults.order("wall.createComment", Status(500))
    other = w.vk.comment(w.ivan, w.post, "Доставка опоздала на два часа!")
    await w.card("опоздала")
    await w.later(seconds=31)
    await w.public(under=other)
    await w.nothing_else_was_said()


async def test_a_look_that_vk_does_not_answer_is_repeated_before_a_person_is_asked(
    make_world: Make,
) -> None:
    w = await make_world(VK_SERVICE_TOKEN="service-key")
    w.vk.drop_echoes(1)
    w.vk.faults.order("wall.createComment", LoseAnswer())
    w.vk.faults.order("wall.getComments", Error(6))
    w.vk.faults.order("wall.getComments", Status(500))
    complaint = w.complain()
    await w.card("помятый")
    await w.later(seconds=31)
    await w.later(seconds=2)
    await w.later(seconds=6)
    await w.public(under=complaint)
    assert len(await w.calls("wall.getComments")) == 3

    w.vk.faults.order("wall.createComment", LoseAnswer())
    w.vk.faults.order("wall.getComments", Error(6), times=3)
    w.vk.drop_echoes(1)
    other = w.vk.comment(w.ivan, w.post, "Доставка опоздала на два часа!")
    await w.card("опоздала")
    await w.later(seconds=31)
    await w.later(seconds=2)
    await w.later(seconds=2)
    await w.press(w.maria, await w.in_group("подтвердил"), "posted")
    await w.public(under=other)
    await w.nothing_else_was_said()


async def test_an_acknowledgement_that_broke_off_is_not_repeated_after_the_reply(
    make_world: Make,
) -> None:
    w = await make_world(UNDO="0", VK_SERVICE_TOKEN="service-key")
    w.vk.faults.order("wall.createComment", Status(502))
    complaint = w.complain()
    card = await w.card("помятый")
    await w.write(w.maria, REPLY, reply_to=card)
    await w.press(w.maria, await w.in_group("Так увидят все"), "publish")
    await w.public(under=complaint, says=REPLY)
    await w.later(seconds=31)
    await w.later(seconds=5)
    await w.nothing_else_was_said()


async def test_a_request_that_broke_off_is_not_repeated_when_the_case_is_open_again(
    make_world: Make,
) -> None:
    w = await make_world(
        UNDO="0", VK_SERVICE_TOKEN="service-key", ASK_AFTER="1h", ASK_HOURS="00:00-23:59"
    )
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:fixed")
    w.vk.faults.order("wall.createComment", Status(502))
    await w.later(hours=1, minutes=1)
    w.vk.comment(w.anna, w.post, "Торт снова приехал помятый, ужас!", reply_to=complaint)
    await w.in_group("снова приехал")
    await w.later(seconds=31)
    await w.later(seconds=5)
    await w.nothing_else_was_said()


async def test_what_was_being_sent_at_a_kill_is_recognised_by_its_echo(world: World) -> None:
    w = world
    w.vk.faults.order("wall.createComment", Silence())
    w.complain()
    while not any(one.method == "wall.createComment" for one in w.vk.calls):
        await w.breath()
    await w.kill()
    w.vk.faults.clear()
    await w.switch_on()
    await w.card("помятый")
    await w.later(seconds=31)
    asked = await w.in_group("подтвердил")
    await w.press(w.maria, asked, "retry")
    await w.public()
    await w.nothing_else_was_said()


async def test_vk_away_for_an_hour_delays_the_acknowledgement_and_loses_nothing(
    world: World,
) -> None:
    w = world
    w.vk.faults.order("wall.createComment", Error(43), times=5)
    complaint = w.complain()
    await w.card("помятый")
    for _ in range(5):
        await w.later(minutes=2)
    await w.public(under=complaint)
    await w.nothing_else_was_said()


@pytest.mark.long
async def test_the_whole_loop_survives_a_kill_at_every_step(make_world: Make) -> None:
    w = await make_world(VK_SERVICE_TOKEN="service-key", ASK_HOURS="00:00-24:00", MANAGERS="")
    w.crashing = True
    complaint = w.complain()
    ack = await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "take")
    await w.answer(card, "Анна, сегодня привезём новый торт.")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:fixed")
    await w.later(hours=22)
    ask = await w.public(under=complaint)
    w.vk.edit(complaint, "Торт заменили, спасибо!")
    await w.settle()
    w.crashing = False
    await w.in_group("Торт заменили")
    await w.in_group(ask.text)
    await w.later(days=30)
    public = [one.text for one in w.vk.comments(w.post) if one.from_id < 0]
    assert len(public) == len(set(public)) == 3, public
    assert public[0] == ack.text


async def test_telegram_away_loses_no_card(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    w = world
    monkeypatch.setattr(sender, "AWAY", 0.2)  # the group's pause is kept in real seconds
    w.tg.faults.order("createForumTopic", Status(502))
    w.tg.faults.order("sendMessage", Error(429, "Too Many Requests", {"retry_after": 1}))
    complaint = w.complain()
    await w.public(under=complaint)
    for _ in range(3):
        await w.later(seconds=2)
        await w.breath(1.1)
    await w.card("помятый")
    await w.nothing_else_was_said()
