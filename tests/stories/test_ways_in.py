"""Without a public address, with rubbish, with a former customer: whatever comes in."""

import json

import aiohttp

from tests.stories.conftest import Make
from tests.stories.world import World


async def test_without_a_public_address_both_platforms_are_asked(make_world: Make) -> None:
    w = await make_world(PUBLIC_URL="", UNDO="0")
    await w.until(lambda: any(one.method == "a_check" for one in w.vk.calls))
    complaint = w.complain()
    await w.until(lambda: len(w.vk.comments(w.post)) == 2)
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "take")
    w.tg.say(w.maria, w.staff, "Анна, заменим сегодня.", topic=card.topic, reply_to=card)
    await w.until(lambda: any("Анна, заменим" in one.text for one in w.bots_messages()))
    preview = await w.in_group("Анна, заменим сегодня.")
    await w.press(w.maria, preview, "publish")
    await w.public(under=complaint, says="Анна, заменим сегодня.")
    await w.switch_off()
    other = w.vk.comment(w.ivan, w.post, "Доставка опоздала на два часа!")
    await w.switch_on()
    await w.until(lambda: len(w.vk.comments(w.post)) == 5)
    await w.public(under=other)
    await w.card("опоздала")
    await w.nothing_else_was_said()


async def test_malformed_events_are_set_aside_and_told_but_do_not_harm(world: World) -> None:
    w = world
    w.vk.emit("wall_reply_new", {"id": "кот", "text": "не комментарий"})
    w.vk.emit("wall_reply_new", {"id": 2**70, "from_id": 1, "post_id": 1})
    w.vk.emit("wall_reply_delete", {})
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"http://127.0.0.1:{w.port}/readyz") as answer:
            told = await answer.json()
        assert answer.status == 200
        assert [one["what"] for one in told] == ["set-aside"] * 3
        assert "кот" not in json.dumps(told, ensure_ascii=False)
        async with session.get(f"http://127.0.0.1:{w.port}/metrics") as answer:
            assert "otklik_set_aside 3.0" in await answer.text()


async def test_the_card_tells_what_the_customer_wrote_before_and_how_it_ended(
    world: World,
) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:emotion")
    w.post = w.vk.post("Новые пироги")
    again = w.vk.comment(w.anna, w.post, "Пирог приехал холодный!", attachments=("photo",))
    await w.public(under=again)
    second = await w.card("холодный")
    assert "торт приехал помятый" in second.text and "просто эмоции" in second.text
    assert "фото" in second.text
    assert f"vk.com/id{w.anna}" in second.html
    assert f"wall-7_{w.post}?reply={again}" in second.html
    await w.nothing_else_was_said()


async def test_a_kind_corrected_to_praise_closes_the_case_and_back_opens_it(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "more")
    await w.press(w.maria, card, "kind")
    await w.press(w.maria, card, "kind:1:praise")
    assert w.tg.topics(w.staff)[0].closed
    await w.later(days=2)
    await w.nothing_else_was_said()
    await w.press(w.maria, card, "reopen")
    assert not w.tg.topics(w.staff)[0].closed
    await w.nothing_else_was_said()
