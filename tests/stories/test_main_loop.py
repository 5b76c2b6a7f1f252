"""The whole loop, in the words of those who live it."""

from tests.stories.conftest import Make
from tests.stories.world import World


async def test_from_a_complaint_under_a_post_to_an_updated_review(make_world: Make) -> None:
    w = await make_world(ASK_HOURS="00:00-24:00")
    complaint = w.complain()

    ack = await w.public(under=complaint)
    assert "Анна" in ack.text and "сегодня до 14:00" in ack.text and "доставк" in ack.text

    card = await w.card("торт приехал помятый")
    assert "Анна Петрова" in card.text and ack.text in card.text
    assert await w.press(w.maria, card, "take") == "Дело ваше"
    assert "Мария" in card.text
    assert not [one for one in card.buttons if one.data.startswith("take:")]

    await w.write(w.oleg, "она у нас постоянный клиент")
    await w.write(w.maria, "Анна, сегодня привезём новый торт к 19:00.", reply_to=card)
    preview = await w.in_group("сегодня привезём новый торт")
    await w.press(w.maria, preview, "publish")
    assert "undo" in preview.buttons[0].data
    await w.later(seconds=11)
    reply = await w.public(under=complaint)
    assert reply.text == "Анна, сегодня привезём новый торт к 19:00."
    assert f"?reply={reply.id}" in preview.html

    assert await w.press(w.maria, card, "resolve") == "Чем закончилось?"
    await w.press(w.maria, card, "outcome:1:fixed")
    assert w.tg.topics(w.staff)[0].closed
    assert "исправили" in card.text

    await w.later(hours=22)
    ask = await w.public(under=complaint)
    assert "Анна" in ask.text
    await w.in_group(ask.text)

    w.vk.edit(complaint, "Помятый торт заменили в тот же день, спасибо!")
    edit = await w.in_group("после нашей просьбы")
    assert "торт приехал помятый" in edit.text and "заменили в тот же день" in edit.text
    assert "комментарий изменён" in card.text

    await w.later(days=30)
    await w.nothing_else_was_said()


async def test_a_remark_among_colleagues_is_never_published(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.maria, "опять курьер Серёжа")
    assert "опять курьер" not in card.text
    await w.nothing_else_was_said()
