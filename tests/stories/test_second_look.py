"""Replies that need a second person: newcomers' own, and what blocks."""

from tests.stories.conftest import Make
from tests.stories.world import World

A_REPLY = "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый."
RUDE = "Анна, вы сами идиоты, завтра к 12:00 привезём новый торт."


async def newcomer(w: World):
    """Let Nina join the staff chat today."""
    nina = w.tg.person("Нина")
    w.tg.join(nina, w.staff)
    await w.settle()
    return nina


async def test_a_newcomers_reply_waits_until_a_colleague_lets_it_out(make_world: Make) -> None:
    w = await make_world(APPROVE_NEW_FOR="3d")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    nina = await newcomer(w)
    await w.write(nina, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    assert await w.press(nina, preview, "publish") == "Попросили второй взгляд. Срок ответа идёт"
    await w.in_group("Нина просит второй взгляд")
    assert "Опубликовать хочет Нина" in preview.text and "Нина" in card.text
    assert await w.press(nina, preview, "approve") == "Нужен взгляд другого человека"
    await w.later(minutes=1)
    approve = preview.buttons[0].data
    await w.press(w.maria, preview, "approve")
    await w.in_group("Нина, ваш ответ одобрен. Решение: Мария")
    assert await w.press_again(w.oleg, preview, approve) == "Уже решено"
    await w.later(seconds=11)
    await w.public(under=complaint, says=A_REPLY)
    await w.choose(w.maria, card, "history")
    history = (await w.in_group("История")).text
    assert "Нина решает отправить ответ" in history and "Мария пропускает ответ" in history
    assert "Нина пропускает" not in history and "Олег" not in history, "they were refused"
    await w.nothing_else_was_said()


async def test_a_rejected_reply_comes_back_with_the_reason(make_world: Make) -> None:
    w = await make_world(APPROVE_NEW_FOR="3d")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    nina = await newcomer(w)
    await w.write(nina, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(nina, preview, "publish")
    await w.in_group("второй взгляд")
    assert await w.press(w.oleg, preview, "reject") == "Ответ вернулся автору"
    asked = await w.in_group("Нина, ваш ответ пока не пропустили")
    await w.write(w.oleg, "торт везём послезавтра, не завтра", reply_to=asked)
    await w.in_group("вот почему ответ не пропустили (Олег): «торт везём послезавтра")
    assert "Так увидят все" in preview.text
    await w.later(minutes=20)
    await w.nothing_else_was_said()


async def test_the_clock_goes_on_while_a_reply_waits_and_says_whose_it_is(
    make_world: Make,
) -> None:
    w = await make_world(APPROVE_NEW_FOR="3d", WARN_BEFORE="0", TAKEN_SILENT_AFTER="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    nina = await newcomer(w)
    await w.write(nina, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(nina, preview, "publish")
    await w.in_group("второй взгляд")
    await w.later(hours=2)
    reminder = await w.in_group("Ответ клиенту просрочен")
    assert "Ответ ждёт второго взгляда. Чей: Нина" in reminder.text
    await w.nothing_else_was_said()


async def test_after_the_first_days_a_member_needs_nobody(make_world: Make) -> None:
    w = await make_world(APPROVE_NEW_FOR="3d")
    nina = await newcomer(w)
    await w.later(days=3, minutes=1)
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(nina, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(nina, preview, "publish")
    await w.later(seconds=11)
    await w.public(under=complaint, says=A_REPLY)
    await w.nothing_else_was_said()


async def test_what_blocks_goes_to_a_manager_who_may_overrule_it(world: World) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "Сюда будут приходить")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.maria, RUDE, reply_to=card)
    preview = await w.in_group("Так увидят все")
    assert "⛔" in preview.text
    await w.press(w.maria, preview, "publish")
    asked = await w.in_group("Мария просит решения руководителя")
    assert asked.text.endswith("\nРуководитель") or asked.text.endswith("\nВера")
    ping = await w.in_private(w.boss, "Мария просит вашего решения")
    assert RUDE in ping.text and "⛔" in ping.text
    assert await w.press(w.oleg, preview, "approve") == "Это решает руководитель"
    assert [button.data.partition(":")[0] for button in ping.buttons[:2]] == ["approve", "reject"]
    await w.press(w.boss, ping, "approve")
    await w.in_group("Мария, ваш ответ одобрен. Решение: Вера")
    assert "Вопрос закрыт: ответ пропустили" in ping.text and RUDE in ping.text
    assert not any(button.data for button in ping.buttons)
    await w.later(seconds=11)
    await w.public(under=complaint, says="идиоты")
    await w.choose(w.maria, card, "history")
    assert "вопреки проверке: грубость" in (await w.in_group("История")).text
    await w.nothing_else_was_said()


async def test_a_managers_private_question_loses_its_buttons_once_it_is_decided_in_the_group(
    world: World,
) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "Сюда будут приходить")
    await w.public(under=w.complain())
    card = await w.card("помятый")
    await w.write(w.maria, RUDE, reply_to=card)
    preview = await w.in_group("Так увидят все")
    for end in ("reject", "undo"):
        await w.press(w.maria, preview, "publish")
        await w.in_group("Мария просит решения руководителя")
        ping = await w.in_private(w.boss, "Мария просит вашего решения")
        assert any(button.data for button in ping.buttons)
        await w.press(w.boss if end == "reject" else w.maria, preview, end)
        if end == "reject":
            await w.in_group("Мария, ваш ответ пока не пропустили")
        assert "Вопрос закрыт: ответ снова у автора" in ping.text
        assert not any(button.data for button in ping.buttons)
    await w.nothing_else_was_said()


async def test_a_manager_who_leaves_the_bot_stops_nothing(world: World) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "Сюда будут приходить")
    await w.public(under=w.complain())
    card = await w.card("помятый")
    await w.write(w.maria, RUDE, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(w.maria, preview, "publish")
    await w.in_group("Мария просит решения руководителя")
    await w.in_private(w.boss, "Мария просит вашего решения")
    w.tg.block(w.boss)
    await w.press(w.boss, preview, "reject")
    await w.in_group("Мария, ваш ответ пока не пропустили")
    assert "Так увидят все" in preview.text
    await w.nothing_else_was_said()


async def test_an_edit_while_it_waits_asks_anew(make_world: Make) -> None:
    w = await make_world(APPROVE_NEW_FOR="3d")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    nina = await newcomer(w)
    source = await w.write(nina, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(nina, preview, "publish")
    await w.in_group("второй взгляд")
    w.tg.edit(source, A_REPLY.replace("Завтра", "Послезавтра"))
    await w.settle()
    assert "Так увидят все" in preview.text and "Послезавтра" in preview.text
    await w.nothing_else_was_said()


async def test_an_owner_approves_and_still_does_not_speak(make_world: Make) -> None:
    w = await make_world(APPROVE_NEW_FOR="3d", OWNERS="5000002")
    assert w.oleg.id == 5000002
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    nina = await newcomer(w)
    await w.write(nina, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    assert "не пишете от имени бренда" in (await w.press(w.oleg, preview, "publish") or "")
    await w.press(nina, preview, "publish")
    await w.in_group("второй взгляд")
    await w.press(w.oleg, preview, "approve")
    await w.in_group("Решение: Олег")
    await w.later(seconds=11)
    await w.public(under=complaint, says=A_REPLY)
    await w.nothing_else_was_said()


async def test_a_newcomer_is_known_though_the_bot_is_no_administrator(make_world: Make) -> None:
    w = await make_world(forum=False, APPROVE_NEW_FOR="3d")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.tg.add_bot_to(w.staff, status="member")
    nina = await newcomer(w)
    await w.write(nina, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    assert await w.press(nina, preview, "publish") == "Попросили второй взгляд. Срок ответа идёт"
    await w.in_group("Нина просит второй взгляд")
    await w.nothing_else_was_said()
