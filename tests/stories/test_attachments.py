"""What hangs on a message: shown to the team by link, sent to the customer where it can be."""

from tests.stories.conftest import Make
from tests.stories.world import World

A_REPLY = "Анна, простите: мы плохо закрепили торт. Завтра к 12:00 привезём новый."


async def test_a_customers_photo_is_a_link_to_its_page_and_is_never_fetched(world: World) -> None:
    w = world
    complaint = w.vk.comment(w.anna, w.post, "Торт приехал помятый!", attachments=["photo1001_5"])
    await w.public(under=complaint)
    card = await w.card("помятый")
    assert "📎 фото" in card.text and "https://vk.com/photo1001_5" in card.html
    w.vk.comment(w.anna, w.post, "И ещё", reply_to=complaint, attachments=["video1001_6"])
    more = await w.in_group("пишет ещё")
    assert "https://vk.com/video1001_6" in more.html
    await w.nothing_else_was_said()


async def test_a_staff_photo_stays_here_with_a_community_key_alone_and_the_preview_says_so(
    world: World,
) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.tg.say_photo(w.maria, w.staff, caption=A_REPLY, topic=card.topic, reply_to=card)
    preview = await w.in_group("Так увидят все")
    assert "Фото не уйдёт" in preview.text
    await w.press(w.maria, preview, "publish")
    await w.later(seconds=11)
    out = await w.public(under=complaint, says=A_REPLY)
    assert not out.attachments
    await w.nothing_else_was_said()


async def test_a_staff_photo_goes_in_private_and_with_an_administrators_key_in_public(
    make_world: Make,
) -> None:
    w = await make_world(UNDO="0")
    w.overrides["VK_USER_TOKEN"] = w.vk.user_key
    await w.switch_off()
    await w.switch_on()
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.tg.say_photo(w.maria, w.staff, caption=A_REPLY, topic=card.topic, reply_to=card)
    preview = await w.in_group("Так увидят все")
    assert "Фото уйдёт вместе с текстом" in preview.text
    await w.press(w.maria, preview, "publish")
    out = await w.public(under=complaint, says=A_REPLY)
    assert [one["type"] for one in out.attachments] == ["photo"]
    w.vk.allow_messages(w.anna)
    w.tg.say_photo(w.maria, w.staff, caption="Анна, вот новый торт, уже едет к вам к 12:00.",
                   topic=card.topic, reply_to=card)  # fmt: skip
    second = await w.in_group("вот новый торт")
    await w.press(w.maria, second, "private")
    sent = await w.to_customer(w.anna, says="вот новый торт")
    assert [one["type"] for one in sent.attachments] == ["photo"]
    await w.nothing_else_was_said()
