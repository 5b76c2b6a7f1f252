"""Nothing is forgotten: reminders, managers, and what stops them."""

from datetime import timedelta

from tests.stories.conftest import Make
from tests.stories.world import World


async def test_an_unanswered_complaint_is_called_out_again_and_again(world: World) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "просроченные")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")

    await w.later(hours=1, minutes=29)
    await w.nothing_else_was_said()
    await w.later(minutes=1)
    await w.in_group("осталось 30 мин")
    await w.later(minutes=29)
    await w.nothing_else_was_said()
    await w.later(minutes=1)
    await w.in_group("просрочен")
    assert "🔥" in card.text
    await w.later(minutes=30)
    await w.in_group("просрочен")
    ping = await w.in_private(w.boss, "помятый")
    assert any("/c/" in button.raw.get("url", "") for button in ping.buttons)
    await w.later(minutes=30)
    await w.in_group("просрочен")
    await w.in_private(w.boss, "помятый")

    await w.answer(card, "Анна, уже везём новый торт.")
    await w.later(days=2)
    await w.nothing_else_was_said()


async def test_a_manager_who_never_started_the_bot_is_named_in_the_group(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    await w.later(hours=2, minutes=30)
    await w.in_group("просрочен")
    named = await w.in_group("/start")
    assert f"tg://user?id={w.boss.id}" in named.html
    await w.nothing_else_was_said()


async def test_an_answer_typed_by_hand_in_vk_stops_the_clock(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    by_hand = w.vk.write_as_community(w.post, "Анна, заменим!", reply_to=complaint)
    w.by_hand = {by_hand}
    assert "вручную" in (await w.in_group("Анна, заменим!")).text
    assert "просрочен" not in card.text
    await w.later(days=2)
    await w.nothing_else_was_said()


async def test_a_line_typed_under_several_open_cases_asks_whose_it_was(world: World) -> None:
    w = world
    first = w.complain()
    await w.public(under=first)
    await w.card("помятый")
    second = w.vk.comment(w.ivan, w.post, "Доставка опоздала на два часа!")
    await w.public(under=second)
    await w.card("опоздала")
    w.by_hand = {w.vk.write_as_community(w.post, "Разобрались, привезём завтра")}
    asked = [await w.in_group("Разобрались, привезём завтра") for _ in range(2)]
    mine = next(one for one in asked if one.topic == w.topic)
    await w.press(w.maria, mine, "posted")
    await w.later(hours=2)
    late = await w.in_group("просрочен")
    assert late.topic != w.topic
    await w.nothing_else_was_said()


async def test_a_later_comment_starts_the_clock_anew_but_thanks_do_not(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.answer(card, "Анна, везём новый.")
    w.vk.comment(w.anna, w.post, "Спасибо!", reply_to=complaint)
    await w.in_group("Спасибо!")
    await w.later(hours=3)
    await w.nothing_else_was_said()
    w.vk.comment(w.anna, w.post, "Так и не привезли!", reply_to=complaint)
    await w.in_group("Так и не привезли!")
    await w.later(hours=2)
    await w.in_group("снова в общей очереди")
    await w.in_group("просрочен")
    await w.nothing_else_was_said()


async def test_after_an_outage_there_is_one_reminder_and_not_one_for_each_missed(
    world: World,
) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "просроченные")
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    await w.switch_off()
    w.clock.now += timedelta(days=2)
    await w.switch_on()
    await w.later(seconds=1)
    await w.in_group("просрочен")
    await w.in_private(w.boss, "помятый")
    await w.nothing_else_was_said()


async def test_nobody_is_reminded_outside_working_hours(make_world: Make) -> None:
    w = await make_world(WORKING_HOURS="Mon-Fri 09:00-13:00,14:00-18:00", MANAGERS="")
    w.clock.now += timedelta(minutes=30)  # Monday, 12:30
    complaint = w.complain()
    assert "сегодня до 15:30" in (await w.public(under=complaint)).text
    await w.card("помятый")
    await w.later(hours=3)
    await w.in_group("просрочен")
    await w.later(hours=1)
    await w.in_group("просрочен")
    await w.later(hours=2)  # 18:30: what nobody heard until closing time waits for the morning
    await w.later(hours=12)
    await w.nothing_else_was_said()
    await w.later(hours=2, minutes=30)  # Tuesday, nine
    await w.in_group("Ждут нас: 1")
    await w.nothing_else_was_said()


async def test_escalate_pings_the_managers_now_and_says_who_asked(world: World) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "просроченные")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "more")
    await w.press(w.maria, card, "escalate")
    assert "Мария" in (await w.in_private(w.boss, "помятый")).text
    await w.nothing_else_was_said()
