"""The library of replies: taken as a start, filled, published, kept, found again."""

from tests.stories.world import World


async def test_a_text_of_the_library_is_a_draft_that_cannot_leave_before_its_slots_are_filled(
    world: World,
) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.choose(w.maria, card, "texts")
    title = next(one for one in card.buttons if one.data.startswith("texts:1:"))
    assert await w.press(w.maria, card, title.data) == "Заготовка ниже"
    preview = await w.in_group("Заготовка")
    assert "Анна" in preview.text and "{name}" not in preview.text and "{" in preview.text
    copy = [one for one in preview.buttons if one.copy]
    assert not copy or "{" in copy[0].copy
    refused = await w.press(w.maria, preview, "publish")
    assert refused is not None and "заполните места" in refused
    mine = "Анна, торт приехал помятым по нашей вине. Завтра к 12:00 привезём новый."
    await w.write(w.maria, mine, reply_to=preview)
    own = await w.in_group("Так увидят все")
    assert "Убрано" in preview.text, "the starting point has served its turn"
    await w.press(w.maria, own, "publish")
    await w.later(seconds=11)
    await w.public(under=complaint, says=mine)
    await w.nothing_else_was_said()


async def test_a_published_reply_is_kept_with_its_slots_and_offered_in_the_next_case(
    world: World,
) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    mine = "Анна, торт приехал помятым по нашей вине. Завтра к 12:00 привезём новый."
    await w.write(w.maria, mine, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=11)
    await w.public(under=complaint, says=mine)
    assert await w.press(w.oleg, preview, "keep") == "Ответ теперь среди заготовок"
    other = w.vk.comment(w.ivan, w.post, "Торт приехал мятый, курьер опоздал!")
    await w.public(under=other)
    second = await w.card("курьер опоздал")
    await w.choose(w.oleg, second, "texts")
    kept = next(one for one in second.buttons if one.text.startswith("⭐"))
    await w.press(w.oleg, second, kept.data)
    draft = await w.in_group("Заготовка")
    assert "Иван" in draft.text and "Анна" not in draft.text and "{deadline}" in draft.text
    await w.nothing_else_was_said()


async def test_find_shows_cases_by_words_in_any_form_by_number_and_by_name(world: World) -> None:
    w = world
    complaint = w.complain("Заказ 4815: торты приехали помятыми, курьер ничего не объяснил!")
    await w.public(under=complaint)
    await w.card("помятыми")
    for asked in ("помятый торт", "4815", "#1", "№1", "№ 1", "петрова", "курьеры"):
        w.tg.say(w.oleg, w.staff, f"/find {asked}")
        found = await w.in_group(f"🔎 «{asked}»: 1")
        assert "Анна Петрова" in found.text and "№1" in found.text
    w.tg.say(w.oleg, w.staff, "/find самолёт")
    await w.in_group("Ничего не нашлось")
    w.tg.say(w.oleg, w.staff, "/find")
    await w.in_group("Напишите, что искать")
    stranger = w.tg.person("Чужой")
    w.tg.say_private(stranger, "/find торт")
    await w.settle()
    assert not [one for one in w.tg.private(stranger) if one.is_bot]
    await w.nothing_else_was_said()


async def test_find_knows_what_was_said_later_and_the_texts_of_the_library(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.write(w.oleg, "курьер Серёжа на замене", reply_to=None)
    w.tg.say(w.maria, w.staff, "/find серёже")
    await w.in_group("«серёже»: 1")
    w.tg.say(w.maria, w.staff, "/find курьер извините")
    await w.settle()
    await w.choose(w.maria, card, "history")
    await w.in_group("История")
    said = [one.text for one in w.bots_messages()]
    assert any("Заготовки" in one or "Ничего" in one or "🔎" in one for one in said)


async def test_a_note_can_be_left_anywhere_in_the_staff_chat(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.tg.say(w.maria, w.staff, "/note 1 перезвонить завтра")
    await w.in_group("Заметка сохранена")
    w.tg.say(w.maria, w.staff, "/note курьер новый", reply_to=card)
    await w.in_group("Заметка сохранена")
    w.tg.say(w.maria, w.staff, "/note")
    await w.in_group("укажите номер")
    w.tg.say(w.maria, w.staff, "/note 99 нет такого")
    await w.in_group("Такого дела нет")
    await w.choose(w.maria, card, "history")
    told = (await w.in_group("История")).text
    assert "перезвонить завтра" in told and "курьер новый" in told
    await w.nothing_else_was_said()
