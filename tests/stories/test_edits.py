"""Edits and deletions: what was published is corrected, what was deleted is reported."""

from datetime import timedelta

from bot.core.case import CaseId
from bot.store import cases
from sandbox.faults import Error
from tests.stories.conftest import Make
from tests.stories.test_private import invited
from tests.stories.world import World

A_REPLY = "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый."


async def published(w: World):
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    source = await w.write(w.maria, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=11)
    comment = await w.public(under=complaint, says=A_REPLY)
    return source, preview, comment


async def test_a_published_reply_is_corrected_where_an_administrators_key_allows_it(
    make_world: Make,
) -> None:
    w = await make_world()
    w.overrides["VK_USER_TOKEN"] = w.vk.user_key
    await w.switch_off()
    await w.switch_on()
    source, preview, comment = await published(w)
    w.tg.edit(source, A_REPLY.replace("12:00", "14:00"))
    await w.settle()
    assert "Вы изменили сообщение" in preview.text and "14:00" in preview.text
    await w.later(minutes=5)
    assert "12:00" in w.vk.wall.all_comments[comment.id].text, "nothing changes before a press"
    publish = next(one.data for one in preview.buttons if one.data.startswith("publish"))
    await w.press(w.maria, preview, publish)
    assert "14:00" in w.vk.wall.all_comments[comment.id].text
    assert "Вы изменили" not in preview.text and "14:00" in preview.text
    assert await w.press_again(w.oleg, preview, publish) == "Ответ уже опубликован"
    await w.nothing_else_was_said()


async def test_a_reply_corrected_twice_is_not_called_boilerplate_of_itself(
    make_world: Make,
) -> None:
    w = await make_world()
    w.overrides["VK_USER_TOKEN"] = w.vk.user_key
    await w.switch_off()
    await w.switch_on()
    source, preview, comment = await published(w)
    for hour in ("14:00", "15:00"):
        w.tg.edit(source, A_REPLY.replace("12:00", hour))
        await w.settle()
        assert hour in preview.text and "Почти то же" not in preview.text
        await w.later(minutes=1)
        publish = next(one.data for one in preview.buttons if one.data.startswith("publish"))
        await w.press(w.maria, preview, publish)
        assert hour in w.vk.wall.all_comments[comment.id].text
    await w.nothing_else_was_said()


async def test_without_that_key_the_team_is_told_that_the_edit_came_too_late(
    world: World,
) -> None:
    w = world
    source, preview, comment = await published(w)
    w.tg.edit(source, A_REPLY.replace("12:00", "14:00"))
    await w.settle()
    assert "Правка опоздала" in preview.text
    assert "12:00" in w.vk.wall.all_comments[comment.id].text
    await w.nothing_else_was_said()


async def test_a_private_reply_is_corrected_with_the_communitys_own_key(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.allow_messages(w.anna)
    source = await w.write(w.maria, A_REPLY, reply_to=card)
    preview = await w.in_group("Так увидят все")
    await w.press(w.maria, preview, "private")
    await w.later(seconds=11)
    sent = await w.to_customer(w.anna, says=A_REPLY)
    w.tg.edit(source, A_REPLY.replace("12:00", "14:00"))
    await w.settle()
    await w.press(w.maria, preview, "publish")
    now = {one.id: one.text for one in w.vk.dialogue(w.anna)}
    assert "14:00" in now[sent.id]
    await w.nothing_else_was_said()


async def test_a_complaint_deleted_by_the_brands_own_people_is_reported_with_who_and_what(
    world: World,
) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "Сюда будут приходить")
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    w.vk.delete(complaint, by=w.vk.admin_id)
    told = await w.in_group("удалил кто-то другой")
    assert "Кто удалил: Елена Зернова" in told.text and told.text.endswith(("Вера", "Руководитель"))
    report = await w.in_private(w.boss, "Жалобу клиента удалил кто-то из команды сообщества")
    assert "торт приехал помятый" in report.text and "Елена Зернова" in report.text
    await w.nothing_else_was_said()


async def test_praise_that_was_deleted_and_what_the_customer_deletes_is_reported_to_nobody(
    world: World,
) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    w.vk.delete(complaint)
    await w.in_group("удаляет свой комментарий")
    await w.nothing_else_was_said()


async def test_a_deletion_by_the_brand_s_own_is_reported_though_it_came_before_the_complaint(
    world: World,
) -> None:
    w = world
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "Сюда будут приходить")
    w.vk.hold()
    complaint = w.complain()
    w.vk.delete(complaint, by=w.vk.admin_id)
    w.vk.let_go(reverse=True)
    card = await w.card("помятый")
    assert "комментарий уже удалён" in card.text
    await w.in_group("удалил")
    report = await w.in_private(w.boss, "Жалобу клиента удалил кто-то из команды")
    assert "помятый" in report.text
    await w.nothing_else_was_said()


async def test_an_edit_that_overtakes_its_message_is_the_draft(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    busy = Error(429, "Too Many Requests: retry after 3", {"retry_after": 3})
    w.tg.faults.order("getChatMember", busy)
    source = w.tg.say(w.maria, w.staff, A_REPLY, topic=card.topic, reply_to=card)
    await w.until(lambda: any(one.method == "getChatMember" for one in w.tg.calls))
    w.tg.edit(source, A_REPLY.replace("12:00", "14:00"))
    await w.breath(0.3)
    w.clock.now += timedelta(seconds=5)
    preview = await w.in_group("Так увидят все")
    assert "14:00" in preview.text
    await w.nothing_else_was_said()


async def test_another_photo_is_what_leaves(make_world: Make) -> None:
    w = await make_world(UNDO="0")
    await invited(w)
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    heard = await w.in_group("пишет лично")
    source = w.tg.say_photo(w.maria, w.staff, caption=A_REPLY, topic=heard.topic, reply_to=heard)
    preview = await w.in_group("Это увидит только клиент")
    source.photo = w.tg.say_photo(w.maria, w.staff, caption="", topic=None).photo
    w.tg.edit(source, A_REPLY)
    await w.settle()
    async with w.program.store.read() as connection:
        case = await cases.load(connection, CaseId(1))
    assert case is not None
    assert case.drafts[0].photo in [one.id for one in source.photo]
    await w.press(w.maria, preview, "publish")
    await w.to_customer(w.anna, says=A_REPLY)
    await w.nothing_else_was_said()
