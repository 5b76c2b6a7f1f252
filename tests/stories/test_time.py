"""Time: promises, snoozes, cases taken and forgotten, nights and shifts, clocks that jump."""

from datetime import timedelta

from sandbox.telegram import Message
from tests.stories.conftest import Make
from tests.stories.world import World

VOICE = ({"type": "audio_message", "audio_message": {"id": 5, "owner_id": 1001}},)


async def started(w: World) -> tuple[int, Message]:
    """Let the manager start the bot and Anna complain; return her comment and the card."""
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "просроченные")
    complaint = w.complain()
    await w.public(under=complaint)
    return complaint, await w.card("помятый")


async def asked_when(w: World, card: Message, what: str) -> Message:
    """Press `promise` or `snooze` on the card; return the message that asks for a date."""
    await w.press(w.maria, card, "more")
    await w.press(w.maria, card, what)
    return await w.in_group({"promise": "к какому сроку", "snooze": "до какого часа"}[what])


async def test_a_date_is_promised_by_a_tap_kept_in_sight_and_ended_by_the_outcome(
    world: World,
) -> None:
    w = world
    complaint, card = await started(w)
    asked = await asked_when(w, card, "promise")
    assert [one.text for one in asked.buttons][:3] == [
        "сегодня, 14:00",
        "сегодня, 18:00",
        "завтра, 12:00",
    ]
    await w.press(w.maria, asked, "сегодня, 18:00")
    read_back = await w.in_group("Так это увидит клиент")
    assert "сегодня до 18:00" in read_back.text and "Анна" in read_back.text
    await w.nothing_else_was_said()

    assert await w.press(w.maria, read_back, "✅ Пообещать") == "Обещано, клиенту пишем"
    line = await w.public(under=complaint)
    assert line.text in read_back.text and "сегодня до 18:00" in line.text
    await w.in_group(line.text)
    assert not read_back.buttons and "Обещано" in read_back.text
    assert "Обещали клиенту до 18:00" in card.text and "Мария" in card.text

    await w.later(hours=5, minutes=30)
    await w.in_group("осталось 30 мин")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:emotion")
    await w.later(days=3)
    await w.nothing_else_was_said()


async def test_a_date_can_be_typed_and_one_that_nobody_can_read_is_asked_for_again(
    world: World,
) -> None:
    w = world
    _, card = await started(w)
    asked = await asked_when(w, card, "promise")
    await w.write(w.maria, "как-нибудь на днях", reply_to=asked)
    again = await w.in_group("не понимаю этот срок")
    await w.write(w.maria, "к пятнице", reply_to=again)
    read_back = await w.in_group("Так это увидит клиент")
    assert "в пятницу до 18:00" in read_back.text
    await w.press(w.maria, read_back, "Убрать")
    assert "не обещаем" in read_back.text and not read_back.buttons
    assert "Обещали" not in card.text
    await w.nothing_else_was_said()


async def test_when_a_promise_slips_the_next_honest_line_is_one_tap_away(world: World) -> None:
    w = world
    complaint, card = await started(w)
    asked = await asked_when(w, card, "promise")
    await w.press(w.maria, asked, "сегодня, 14:00")
    await w.press(w.maria, await w.in_group("Так это увидит клиент"), "✅ Пообещать")
    await w.in_group((await w.public(under=complaint)).text)
    await w.later(hours=1, minutes=30)
    await w.in_group("осталось 30 мин")
    await w.later(minutes=30)
    await w.in_group("Обещанный клиенту срок прошёл")
    ready = await w.in_group("В прошлый срок не уложились")
    await w.press(w.maria, ready, "✅ Пообещать")
    line = await w.public(under=complaint)
    assert "сегодня до 16:00" in line.text and line.text in ready.text
    await w.in_group(line.text)
    await w.nothing_else_was_said()


async def test_a_case_is_put_off_and_says_why_it_is_back(world: World) -> None:
    w = world
    _, card = await started(w)
    asked = await asked_when(w, card, "snooze")
    assert await w.press(w.maria, asked, "сегодня, 13:00") == "Дело отложено"
    assert await w.press_again(w.maria, asked, asked.buttons[0].data) == (
        "Уже отложено до этого часа"
    )
    await w.later(minutes=59)
    await w.nothing_else_was_said()
    await w.later(minutes=1)
    woken = await w.in_group("Дело откладывали до этого часа")
    assert {"take", "snooze", "escalate"} == {one.data.split(":")[0] for one in woken.buttons}
    await w.later(minutes=30)
    await w.in_group("осталось 30 мин")
    await w.nothing_else_was_said()


async def test_a_customer_wakes_a_case_that_was_put_off_unless_they_only_say_thanks(
    world: World,
) -> None:
    w = world
    complaint, card = await started(w)
    asked = await asked_when(w, card, "snooze")
    await w.press(w.maria, asked, "завтра, 09:00")
    w.vk.comment(w.anna, w.post, "Спасибо!", reply_to=complaint)
    await w.in_group("Спасибо!")
    assert "Отложено" in card.text
    w.vk.comment(w.anna, w.post, "Ну и где мой торт?!", reply_to=complaint)
    await w.in_group("Ну и где мой торт")
    await w.in_group("клиент написал снова")
    assert "Отложено" not in card.text
    await w.nothing_else_was_said()


async def test_taken_and_forgotten_is_free_again_and_its_holder_hears_of_it(world: World) -> None:
    w = world
    _, card = await started(w)
    await w.press(w.maria, card, "take")
    await w.later(minutes=30)
    warned = await w.in_group("Скоро дело вернётся в очередь")
    assert f"tg://user?id={w.maria.id}" in warned.html
    await w.later(minutes=30)
    told = await w.in_group("снова в общей очереди")
    assert "Мария" in told.text and "Пока никто не взял" in card.text
    assert await w.press(w.oleg, told, "take") == "Дело ваше"
    await w.nothing_else_was_said()


async def test_at_night_only_the_limit_is_heard_and_the_morning_begins_with_one_digest(
    make_world: Make,
) -> None:
    w = await make_world(WORKING_HOURS="Mon-Fri 09:00-18:00", ANSWER_LIMIT="12h")
    w.clock.now += timedelta(hours=5)  # Monday, 17:00
    _, card = await started(w)
    other = w.vk.comment(w.ivan, w.post, "Курьер нахамил!")
    await w.public(under=other)
    await w.card("нахамил")
    asked = await asked_when(w, card, "promise")
    await w.write(w.maria, "сегодня в 21:00", reply_to=asked)
    await w.press(w.maria, await w.in_group("Так это увидит клиент"), "✅ Пообещать")
    await w.in_group((await w.public(says="21:00")).text)
    await w.later(minutes=30)
    await w.in_group("осталось 3 ч 30 мин")

    for _ in range(14):  # until half past seven
        await w.later(hours=1)
    ping = await w.in_private(w.boss, "нахамил")
    assert "уже 12 ч" in ping.text
    await w.nothing_else_was_said()

    await w.later(hours=1, minutes=30)
    digest = await w.in_group("Ждут нас: 2")
    assert digest.topic is None and "просрочено: 1" in digest.text
    assert "Анна Петрова" in digest.text and "Иван Седов" in digest.text
    assert digest.text.index("Анна") < digest.text.index("Иван"), "the most urgent first"
    assert digest.html.count("https://t.me/c/") == 2
    assert "сегодня, 11:00" in (await w.in_group("В прошлый срок не уложились")).text
    await w.nothing_else_was_said()

    await w.later(minutes=30)
    await w.in_group("Обещанный клиенту срок прошёл")
    await w.in_group("осталось 30 мин")
    await w.in_private(w.boss, "помятый")
    await w.nothing_else_was_said()


async def test_what_comes_at_night_reaches_the_group_without_a_sound(make_world: Make) -> None:
    w = await make_world(WORKING_HOURS="Mon-Fri 09:00-18:00", MANAGERS="")
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    w.clock.now += timedelta(hours=8)  # Monday, 20:00
    other = w.vk.comment(w.ivan, w.post, "Курьер нахамил!")
    await w.public(under=other)
    await w.card("нахамил")
    sent = {
        call.params["text"].count("нахамил"): call.params.get("disable_notification")
        for call in await w.calls("sendMessage")
    }
    assert sent == {0: None, 1: True}
    await w.nothing_else_was_said()


async def test_a_hundred_cases_of_the_night_are_one_message_in_the_morning(
    make_world: Make,
) -> None:
    w = await make_world(
        WORKING_HOURS="Mon-Fri 09:00-18:00", FIRST_REPLY_WITHIN="1m", WARN_BEFORE="0",
        MANAGERS="", ACK="off", ANSWER_LIMIT="0",
    )  # fmt: skip
    w.clock.now += timedelta(hours=5, minutes=59)  # Monday, 17:59
    people = [w.vk.user(f"Пётр{number}", "Ильин") for number in range(12)]
    for number, person in enumerate(people):
        w.vk.comment(person, w.post, f"Торт номер {number} приехал помятый!")
    for number in range(12):
        await w.card(f"номер {number} ")
    await w.later(hours=15, minutes=1)  # 18:00 has passed; Tuesday, nine
    digest = await w.in_group("Ждут нас: 12")
    assert "ещё 4" in digest.text
    await w.nothing_else_was_said()


async def test_managers_are_called_one_after_another_where_that_is_wished(
    make_world: Make,
) -> None:
    w = await make_world(MANAGERS_NOTIFY="turn", WARN_BEFORE="0", REMIND_EVERY="0")
    await w.switch_off()
    w.overrides["MANAGERS"] = f"{w.boss.id},{w.oleg.id}"
    await w.switch_on()
    w.tg.say_private(w.oleg, "/start")
    await w.in_private(w.oleg, "просроченные")
    await started(w)
    await w.later(hours=2)
    await w.in_group("просрочен")
    await w.later(minutes=30)
    ping = await w.in_private(w.boss, "помятый")
    await w.nothing_else_was_said()
    await w.later(minutes=30)
    await w.in_private(w.oleg, "помятый")
    await w.nothing_else_was_said()
    assert {"take", "snooze", "escalate"} <= {
        (one.data or "").split(":")[0] for one in ping.buttons
    }
    await w.later(minutes=2)
    await w.press(w.boss, ping, "escalate")
    assert "Вера" in (await w.in_private(w.boss, "помятый")).text
    await w.nothing_else_was_said()


async def test_a_manager_without_the_bot_is_named_once_and_not_every_time(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    await w.later(hours=2, minutes=30)
    await w.in_group("просрочен")
    await w.in_group("нажмите /start")
    await w.later(minutes=30)
    await w.in_group("просрочен")
    await w.nothing_else_was_said()


async def test_who_is_away_gives_their_cases_back_and_is_not_called(world: World) -> None:
    w = world
    _, card = await started(w)
    await w.press(w.boss, card, "take")
    w.tg.say(w.boss, w.staff, "/away")
    told = await w.in_group("отдыхайте")
    assert "Дел возвращено в очередь: 1" in told.text and "Пока никто не взял" in card.text
    await w.switch_off()
    w.overrides["MANAGERS"] = f"{w.boss.id},{w.oleg.id}"
    await w.switch_on()
    w.tg.say_private(w.oleg, "/start")
    await w.in_private(w.oleg, "просроченные")
    await w.later(hours=2, minutes=30)
    await w.in_group("просрочен")
    await w.in_private(w.oleg, "помятый")
    await w.nothing_else_was_said()
    w.tg.say(w.boss, w.staff, "/back")
    await w.in_group("с возвращением")
    await w.later(minutes=30)
    await w.in_group("просрочен")
    await w.in_private(w.oleg, "помятый")
    await w.in_private(w.boss, "помятый")
    await w.nothing_else_was_said()


async def test_in_a_group_without_topics_the_lists_give_numbers_and_lead_to_the_cards(
    make_world: Make,
) -> None:
    w = await make_world(forum=False, ACK="off", WARN_BEFORE="0")
    w.complain()
    card = await w.card("помятый")
    w.vk.comment(w.ivan, w.post, "", attachments=VOICE)
    await w.card("голосовое")
    for asked, title in (("/queue", "Открытые дела"), ("/find №2", "🔎")):
        w.tg.say(w.maria, w.staff, asked)
        shown = await w.in_group(title)
        assert "№2" in shown.text and "📎 голосовое" in shown.text
        assert "https://t.me/c/" in shown.html
    w.tg.say(w.maria, w.staff, "/find петрова")
    found = await w.in_group("🔎")
    assert f"/{card.id}" in found.html and "№1" in found.text
    w.tg.say(w.maria, w.staff, "/note №1 перезвонить")
    await w.in_group("Заметка сохранена")
    await w.nothing_else_was_said()


async def test_the_queue_is_shown_page_by_page_the_most_urgent_first(make_world: Make) -> None:
    w = await make_world(ACK="off", WARN_BEFORE="0")
    for number in range(10):
        person = w.vk.user(f"Пётр{number}", "Ильин")
        w.clock.now += timedelta(minutes=1)
        w.vk.comment(person, w.post, f"Торт номер {number} приехал помятый!")
        card = await w.card(f"номер {number} ")
    await w.press(w.maria, card, "take")

    w.tg.say(w.maria, w.staff, "/queue")
    shown = await w.in_group("Открытые дела")
    assert "(1 из 2)" in shown.text and shown.text.index("Пётр0") < shown.text.index("Пётр7")
    assert "до 14:01" in shown.text and "Пётр8" not in shown.text
    assert shown.html.count("https://t.me/c/") == 8
    await w.press(w.maria, shown, "Дальше ›")
    assert "Пётр8" in shown.text and "(2 из 2)" in shown.text
    await w.press(w.maria, shown, "‹ Срочнее")
    assert "Пётр0" in shown.text

    w.tg.say(w.maria, w.staff, "/mine")
    mine = await w.in_group("Ваши дела")
    assert "Пётр9" in mine.text and "Пётр0" not in mine.text
    w.tg.say(w.oleg, w.staff, "/mine")
    await w.in_group("За вами нет ни одного дела")
    stranger = w.tg.person("Чужой")
    w.tg.say_private(stranger, "/queue")
    await w.settle()
    assert [one for one in w.tg.private(stranger) if one.is_bot] == []
    await w.nothing_else_was_said()


async def test_the_history_says_which_timers_began_moved_and_stopped(world: World) -> None:
    w = world
    complaint, card = await started(w)
    asked = await asked_when(w, card, "snooze")
    await w.press(w.maria, asked, "сегодня, 13:00")
    w.by_hand = {w.vk.write_as_community(w.post, "Анна, заменим!", reply_to=complaint)}
    await w.in_group("Анна, заменим!")
    await w.press(w.maria, card, "more")
    await w.press(w.maria, card, "history")
    told = await w.in_group("История дела")
    assert "ответ клиенту: до 14:00" in told.text
    assert "Мария откладывает дело до 13:00" in told.text
    assert "ответ клиенту: срок снят" in told.text and "коллега отвечает вручную" in told.text
    await w.nothing_else_was_said()


async def test_a_clock_that_jumps_ahead_reminds_once_and_one_that_jumps_back_loses_nothing(
    world: World,
) -> None:
    w = world
    complaint, card = await started(w)
    await w.later(days=1)
    await w.in_group("просрочен")
    await w.in_private(w.boss, "помятый")
    await w.nothing_else_was_said()
    await w.write(w.maria, "Анна, уже везём новый торт.", reply_to=card)
    preview = await w.in_group("Анна, уже везём новый торт.")
    await w.press(w.maria, preview, "publish")
    w.clock.now -= timedelta(hours=1)
    await w.program.tick()
    await w.later(seconds=11)
    assert (await w.public(under=complaint)).text == "Анна, уже везём новый торт."
    await w.later(days=1)
    await w.nothing_else_was_said()


async def test_a_tick_that_was_blocked_for_a_minute_loses_nothing(world: World) -> None:
    w = world
    w.program.ticks.scheduler.pause()
    await started(w)
    w.clock.now += timedelta(hours=2)
    await w.breath(0.3)
    w.clock.now += timedelta(minutes=1)
    w.program.ticks.scheduler.resume()
    await w.until(lambda: any("просрочен" in one.text for one in w.tg.messages(w.staff)))
    late = await w.in_group("просрочен")
    assert "1 мин" in late.text
    await w.nothing_else_was_said()
