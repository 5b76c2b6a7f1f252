"""From the public line with a link into private messages, and back to a public line."""

from sandbox.faults import Error, LoseAnswer, Status
from tests.stories.conftest import Make
from tests.stories.world import World

REPLY = "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый."


async def invited(w: World, detail: str = "order") -> tuple:
    """Bring a complaint to the point where the customer is invited."""
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.choose(w.maria, card, "dm", f"dm:1:{detail}")
    line = await w.public(under=complaint, says="https://vk.me/zerno?ref=case-1")
    await w.in_group("Зовём в личные сообщения")
    return complaint, card, line


async def test_a_customer_is_invited_by_a_public_line_with_a_link_that_carries_the_case(
    world: World,
) -> None:
    w = world
    _, card, line = await invited(w)
    assert "Анна" in line.text and "номер" in line.text
    assert "Клиента позвали в личные сообщения" in card.text and "Мария" in card.text
    dm = "dm:1:order"
    assert await w.press_again(w.oleg, card, dm) == "Клиента уже позвали"
    await w.nothing_else_was_said()


async def test_what_comes_in_private_lands_in_the_topic_and_is_answered_in_private(
    world: World,
) -> None:
    w = world
    _, card, _ = await invited(w)
    w.vk.write(w.anna, "Заказ 4815, телефон 89123456789", ref="case-1")
    heard = await w.in_group("пишет лично: «Заказ 4815")
    assert heard.topic == card.topic
    await w.write(
        w.maria,
        "Анна, простите за помятый торт: нашли ваш заказ, завтра к 12:00 привезём новый, "
        "позвоним на +7 912 345-67-89.",
        reply_to=heard,
    )
    preview = await w.in_group("Это увидит только клиент")
    assert "⚠️" not in preview.text, "private data may stand in a private message"
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=11)
    await w.to_customer(w.anna, says="нашли ваш заказ")
    assert "Отправлено лично" in preview.text
    await w.choose(w.maria, card, "history")
    told = (await w.in_group("История")).text
    assert "клиент пишет лично: «Заказ 4815" in told and "ответ отправлен лично" in told
    await w.nothing_else_was_said()


async def test_a_private_message_that_was_changed_is_shown_as_it_was_and_as_it_is(
    world: World,
) -> None:
    w = world
    await invited(w)
    written = w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    heard = await w.in_group("пишет лично: «Заказ 4815")
    w.vk.edit_message(written, "Заказ 4816")
    shown = await w.in_group("меняет личное сообщение")
    assert "Было: «Заказ 4815»" in shown.text and "Стало: «Заказ 4816»" in shown.text
    assert shown.topic == heard.topic
    w.vk.edit_message(written, "Заказ 4816")
    await w.nothing_else_was_said()


async def test_a_private_talk_is_told_in_public_before_the_case_may_end(world: World) -> None:
    w = world
    complaint, card, _ = await invited(w)
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    await w.in_group("пишет лично")
    await w.press(w.maria, card, "resolve")
    toast = await w.press(w.maria, card, "outcome:1:fixed")
    assert toast is not None and "Сначала скажите под комментарием" in toast
    ready = await w.in_group("Заготовка")
    assert "Анна" in ready.text and (await w.case()).status == "open"
    await w.press(w.maria, ready, "publish")
    await w.later(seconds=11)
    await w.public(under=complaint)
    await w.press(w.maria, card, "resolve")
    assert await w.press(w.maria, card, "outcome:1:fixed") == "Итог записан"
    await w.nothing_else_was_said()


async def test_where_links_are_forbidden_the_line_goes_out_without_one(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.links_forbidden = True
    await w.choose(w.maria, card, "dm", "dm:1:phone")
    line = await w.public(under=complaint)
    assert "vk.me" not in line.text and "сообщ" in line.text
    await w.in_group("Зовём в личные сообщения")
    await w.nothing_else_was_said()


async def test_a_reply_can_be_sent_in_private_instead_and_a_refusal_is_told(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.maria, "Анна, завтра к 12:00 привезём вам новый торт.", reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(w.maria, preview, "private")
    await w.later(seconds=11)
    assert "Клиент не разрешил писать ему лично" in preview.text
    w.vk.allow_messages(w.anna)
    await w.press(w.maria, preview, "retry")
    await w.to_customer(w.anna, says="привезём вам новый торт")
    await w.nothing_else_was_said()


async def test_a_link_that_somebody_else_followed_opens_nothing(world: World) -> None:
    w = world
    await invited(w)
    w.vk.write(w.ivan, "а что там у Анны?", ref="case-1")
    w.vk.write(w.ivan, "и без ссылки")
    await w.nothing_else_was_said()


async def test_without_the_link_a_private_message_joins_the_case_it_was_asked_for(
    world: World,
) -> None:
    w = world
    await invited(w)
    w.vk.write(w.anna, "Здравствуйте, я по поводу торта")
    await w.in_group("пишет лично: «Здравствуйте, я по поводу торта")
    await w.nothing_else_was_said()


async def test_a_private_answer_typed_in_vk_by_hand_stops_the_clock(world: World) -> None:
    w = world
    await invited(w)
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    await w.in_group("пишет лично")
    assert (await w.case()).waiting_since is not None
    w.by_hand.add(w.vk.answer_by_hand(w.anna, "Анна, уже везём!"))
    await w.in_group("Коллега отвечает в сообществе вручную")
    assert (await w.case()).waiting_since is None
    await w.nothing_else_was_said()


async def test_a_private_reply_whose_answer_is_lost_is_sent_once(world: World) -> None:
    from sandbox.faults import LoseAnswer

    w = world
    await invited(w)
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    heard = await w.in_group("пишет лично")
    await w.write(w.maria, "Анна, завтра к 12:00 привезём новый торт.", reply_to=heard)
    preview = await w.in_group("Это увидит только клиент")
    w.vk.faults.order("messages.send", LoseAnswer())
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=11)
    await w.later(seconds=31)
    await w.to_customer(w.anna, says="привезём новый торт")
    await w.nothing_else_was_said()


async def test_a_busy_platform_delays_a_private_reply_and_loses_nothing(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    await invited(w)
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    heard = await w.in_group("пишет лично")
    w.vk.faults.order("messages.send", Error(6), times=2)
    await w.write(w.maria, "Анна, завтра к 12:00 привезём новый торт.", reply_to=heard)
    preview = await w.in_group("Это увидит только клиент")
    await w.press(w.maria, preview, "publish")
    for _ in range(3):
        await w.later(seconds=2)
    await w.to_customer(w.anna, says="привезём новый торт")
    await w.nothing_else_was_said()


async def test_a_person_who_has_looked_sends_a_doubted_message_again(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    await invited(w)
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    heard = await w.in_group("пишет лично")
    w.vk.faults.order("messages.send", Status(502))
    w.vk.faults.order("messages.send", Error(43), times=200)
    await w.write(w.maria, REPLY, reply_to=heard)
    preview = await w.in_group("Это увидит только клиент")
    await w.press(w.maria, preview, "publish")
    for _ in range(4):
        await w.later(minutes=16)
    question = await w.in_group("не подтвердил отправку")
    w.vk.faults.clear()
    await w.press(w.maria, question, "retry")
    await w.to_customer(w.anna, says=REPLY)
    await w.nothing_else_was_said()


async def test_a_private_reply_that_may_be_out_is_not_taken_back(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    await invited(w)
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    heard = await w.in_group("пишет лично")
    w.vk.hold()
    w.vk.faults.order("messages.send", LoseAnswer())
    w.vk.faults.order("messages.send", Error(43), times=3)
    await w.write(w.maria, REPLY, reply_to=heard)
    preview = await w.in_group("Это увидит только клиент")
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=31)
    assert "Поздно" in (await w.press(w.maria, preview, "undo") or "")
    w.vk.faults.clear()
    await w.later(seconds=100)
    await w.to_customer(w.anna, says=REPLY)
    w.vk.let_go()
    await w.nothing_else_was_said()


async def test_what_a_customer_answers_to_a_private_reply_is_heard(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.allow_messages(w.anna)
    await w.write(w.maria, REPLY, reply_to=card)
    await w.press(w.maria, await w.in_group("Так увидят все"), "private")
    await w.later(seconds=11)
    await w.to_customer(w.anna, says=REPLY)
    w.vk.write(w.anna, "Спасибо, но мне нужны деньги, а не торт!")
    heard = await w.in_group("нужны деньги")
    assert heard.topic == card.topic
    await w.nothing_else_was_said()


async def test_a_talk_goes_on_in_the_case_in_which_it_began(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    first = await w.card("помятый")
    other_post = w.vk.post("Пироги")
    w.vk.comment(w.anna, other_post, "И пирог холодный привезли, ужас!")
    second = await w.card("пирог холодный")
    for number, card in ((1, first), (2, second)):
        await w.choose(w.maria, card, "dm", f"dm:{number}:order")
        await w.in_group("Зовём в личные сообщения")
    await w.public(under=complaint, says="vk.me")
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    assert (await w.in_group("Заказ 4815")).topic == first.topic
    w.vk.write(w.anna, "Телефон 89123456789")
    assert (await w.in_group("Телефон")).topic == first.topic
    await w.nothing_else_was_said()
