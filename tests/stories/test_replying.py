"""From a message in the topic to a line under the comment."""

from sandbox.faults import Error
from tests.stories.conftest import Make
from tests.stories.world import World


async def test_a_published_reply_can_be_taken_back_while_it_is_held(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.maria, "Анна, заменим сегодня.", reply_to=card)
    preview = await w.in_group("Анна, заменим сегодня.")
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=5)
    await w.press(w.maria, preview, "undo")
    await w.later(minutes=20)
    await w.nothing_else_was_said()
    await w.press(w.maria, preview, "discard")
    assert not preview.buttons
    await w.nothing_else_was_said()


async def test_an_edit_of_the_message_edits_the_draft_while_it_has_not_left(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    source = await w.write(w.maria, "Анна, заменим зафтра.", reply_to=card)
    preview = await w.in_group("зафтра")
    await w.press(w.maria, preview, "publish")
    w.tg.edit(source, "Анна, заменим завтра.")
    await w.settle()
    assert "Анна, заменим завтра." in preview.text
    await w.later(seconds=11)
    await w.public(under=complaint, says="Анна, заменим завтра.")
    w.tg.edit(source, "Анна, заменим послезавтра.")
    await w.settle()
    assert "опоздала" in preview.text and "послезавтра" not in preview.text
    await w.nothing_else_was_said()


async def test_publishing_twice_says_what_already_happened(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.maria, "Анна, заменим сегодня.", reply_to=card)
    preview = await w.in_group("Анна, заменим сегодня.")
    publish = preview.buttons[0].data
    await w.press(w.maria, preview, publish)
    await w.public(under=complaint)
    assert await w.press_again(w.oleg, preview, publish) == "Ответ уже опубликован"
    row = await w.case()
    assert row.assignee["name"] == "Мария"  # publishing took the case
    await w.nothing_else_was_said()


async def test_two_take_at_once_and_one_learns_who_was_first(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    first, second = (
        w.tg.press_forged(who, w.staff, card.id, "take:1") for who in (w.maria, w.oleg)
    )
    await w.tg.answered(first)
    await w.tg.answered(second)
    answers = {first.answer, second.answer}
    assert "Дело ваше" in answers and len(answers) == 2
    assert any("Мария" in str(one) or "Олег" in str(one) for one in answers)
    await w.nothing_else_was_said()


async def test_reply_asks_for_the_text_and_the_answer_to_it_is_a_draft(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.oleg, card, "reply")
    prompt = await w.in_group("Олег")
    assert prompt.force_reply
    await w.write(w.oleg, "Анна, звоним вам.", reply_to=prompt)
    await w.in_group("Анна, звоним вам.")
    await w.nothing_else_was_said()


async def test_an_answer_to_a_later_text_stands_under_that_text(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    later = w.vk.comment(w.anna, w.post, "И курьер нахамил", reply_to=complaint)
    more = await w.in_group("курьер нахамил")
    await w.write(w.maria, "Анна, с курьером поговорили.", reply_to=more)
    preview = await w.in_group("с курьером поговорили")
    await w.press(w.maria, preview, "publish")
    await w.public(under=later, says="с курьером поговорили")
    await w.nothing_else_was_said()


async def test_a_refused_reply_shows_why_and_can_be_sent_again(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.faults.order("wall.createComment", Error(222))
    await w.write(w.maria, "Анна, вот адрес.", reply_to=card)
    preview = await w.in_group("вот адрес")
    await w.press(w.maria, preview, "publish")
    await w.settle()
    assert "запрещены ссылки" in preview.text
    await w.press(w.maria, preview, "retry")
    await w.public(under=complaint, says="вот адрес")
    await w.nothing_else_was_said()


async def test_a_stranger_in_the_group_no_more_cannot_press_or_write(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.tg.leave(w.oleg, w.staff)
    await w.settle()
    assert await w.press_again(w.oleg, card, "take:1") == "Эта кнопка только для сотрудников"
    assert (await w.case()).assignee is None
    stranger = w.tg.person("Чужой")
    assert await w.press_again(stranger, card, "outcome:1:fixed")
    assert (await w.case()).status == "open"
    await w.nothing_else_was_said()


async def test_an_owner_sees_but_never_speaks(make_world: Make) -> None:
    w = await make_world(OWNERS="5000002")
    assert w.oleg.id == 5000002
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.oleg, "Анна, это я, хозяин!", reply_to=card)
    await w.in_group("Ваши слова сохранены в деле как заметка")
    await w.nothing_else_was_said()


async def test_the_history_tells_all_in_order(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "take")
    await w.write(w.oleg, "курьер новый")
    await w.answer(card, "Анна, заменим сегодня.")
    await w.press(w.maria, card, "more")
    await w.press(w.maria, card, "history")
    told = (await w.in_group("История")).text
    order = ["помятый", "Мария", "курьер новый", "Анна, заменим сегодня."]
    places = [told.index(part) for part in order]
    assert places == sorted(places)
    await w.nothing_else_was_said()


async def test_a_reply_refused_twice_says_so_twice(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.faults.order("wall.createComment", Error(222), times=2)
    await w.write(w.maria, "Анна, вот адрес.", reply_to=card)
    preview = await w.in_group("вот адрес")
    await w.press(w.maria, preview, "publish")
    await w.press(w.maria, preview, "retry")
    assert "запрещены ссылки" in preview.text
    await w.press(w.maria, preview, "retry")
    await w.public(under=complaint, says="вот адрес")
    await w.nothing_else_was_said()


async def test_the_preview_says_what_would_hurt_and_a_manager_may_overrule_what_blocks(
    world: World,
) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    source = await w.write(w.maria, "Анна, вы сами виноваты, {action}", reply_to=card)
    preview = await w.in_group("Так увидят все")
    assert "⚠️ «вы сами виноваты» — " in preview.text and "⛔ «{action}»" in preview.text
    assert "«Анна" not in preview.text, "what concerns the whole reply needs no quotation"
    refused = await w.press(w.maria, preview, "publish")
    assert refused is not None and "заполните места" in refused
    w.tg.edit(source, "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый.")
    await w.settle()
    assert "⛔" not in preview.text and "⚠️" not in preview.text
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=11)
    await w.public(under=complaint, says="привезём новый")
    await w.nothing_else_was_said()


async def test_a_heated_reply_waits_unless_a_colleague_lets_it_go(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.maria, "АННА, ЗАВТРА ПРИВЕЗЁМ НОВЫЙ ТОРТ!!", reply_to=card)
    preview = await w.in_group("Так увидят все")
    cools = await w.press(w.maria, preview, "publish")
    assert cools is not None and "Пусть остынет" in cools
    assert "Уйдёт в 12:03:" in preview.text
    await w.later(seconds=30)
    await w.nothing_else_was_said()
    await w.press(w.oleg, preview, "publish")
    await w.later(seconds=11)
    await w.public(under=complaint, says="ЗАВТРА ПРИВЕЗЁМ")
    await w.nothing_else_was_said()


async def test_a_reply_that_vk_lets_wait_can_be_taken_back(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.faults.order("wall.createComment", Error(9))
    await w.write(w.maria, "Анна, заменим сегодня.", reply_to=card)
    preview = await w.in_group("Анна, заменим сегодня.")
    await w.press(w.maria, preview, "publish")
    assert "слишком часто" in preview.text
    assert await w.press(w.oleg, preview, "undo") == "Отменено, ничего не ушло"
    await w.later(minutes=5)
    await w.nothing_else_was_said()
    await w.press(w.maria, preview, "publish")
    await w.public(under=complaint, says="Анна, заменим сегодня.")
    await w.nothing_else_was_said()
