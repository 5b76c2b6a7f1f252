"""What is heard, how often, in what order, and what is said at once."""

from datetime import timedelta

import pytest

from bot import names
from sandbox.faults import Error, Status
from tests.stories.conftest import Make
from tests.stories.world import GROUP, World


async def test_the_same_comment_told_three_times_is_one_case(world: World) -> None:
    w = world
    w.vk.duplicate_next(2)
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    await w.nothing_else_was_said()


async def test_the_same_comment_under_another_event_id_is_one_case(world: World) -> None:
    w = world
    w.vk.duplicate_next(2, new_event_id=True)
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    await w.nothing_else_was_said()


async def test_an_edit_that_overtakes_its_comment_is_heard_as_the_comment(world: World) -> None:
    w = world
    w.vk.hold()
    complaint = w.complain("Заказ не привезли")
    w.vk.edit(complaint, "Заказ не привезли, и деньги не вернули!")
    w.vk.let_go(reverse=True)
    await w.public(under=complaint)
    await w.card("деньги не вернули")
    await w.nothing_else_was_said()


async def test_a_comment_deleted_before_it_was_heard_is_left_in_peace(world: World) -> None:
    w = world
    w.vk.hold()
    complaint = w.complain()
    w.vk.delete(complaint)
    w.vk.let_go(reverse=True)
    await w.nothing_else_was_said()
    assert await w.case() is None


async def test_a_second_comment_joins_the_open_case_without_a_second_acknowledgement(
    world: World,
) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.comment(w.anna, w.post, "И курьер нахамил", reply_to=complaint)
    more = await w.in_group("курьер нахамил")
    assert more.topic == card.topic
    await w.nothing_else_was_said()


async def test_two_customers_under_one_post_have_two_cases_and_other_words(world: World) -> None:
    w = world
    first, second = w.complain(), w.vk.comment(w.ivan, w.post, "Доставка опоздала на два часа!")
    one, other = await w.public(under=first), await w.public(under=second)
    assert "Иван" in other.text
    assert one.text.replace("Анна", "") != other.text.replace("Иван", "")
    await w.card("помятый")
    await w.card("опоздала")
    await w.nothing_else_was_said()


async def test_eight_complainants_under_a_post_do_not_read_the_same_sentence(world: World) -> None:
    w = world
    said: list[str] = []
    for number in range(8):
        author = w.vk.user("Пётр", f"{number}")
        complaint = w.vk.comment(author, w.post, "Торт приехал помятый, очень плохо!")
        said.append((await w.public(under=complaint)).text)
        await w.card("помятый")
    assert len(set(said)) == 8
    await w.nothing_else_was_said()


async def test_praise_is_thanked_and_passes_as_a_line(world: World) -> None:
    w = world
    praise = w.vk.comment(w.anna, w.post, "Спасибо, очень вкусный торт!")
    thanks = await w.public(under=praise)
    assert "до " not in thanks.text and "жаль" not in thanks.text.lower()
    line = await w.in_group("очень вкусный торт")
    assert w.tg.topics(w.staff)[0].name == "Лента"
    assert [button.data for button in line.buttons] == ["reopen:1"]
    await w.later(hours=5)
    await w.nothing_else_was_said()


async def test_a_line_becomes_a_case_by_one_tap(world: World) -> None:
    w = world
    praise = w.vk.comment(w.anna, w.post, "Спасибо, очень вкусный торт!")
    await w.public(under=praise)
    line = await w.in_group("очень вкусный торт")
    assert await w.press(w.maria, line, "reopen") == "Дело снова открыто"
    card = await w.card("очень вкусный торт")
    assert card.topic != line.topic
    assert not line.buttons
    await w.nothing_else_was_said()


async def test_abuse_is_not_answered_and_can_be_acknowledged_by_hand(world: World) -> None:
    w = world
    abuse = w.vk.comment(w.anna, w.post, "Идиоты, сдохните все, уроды тупые")
    line = await w.in_group("Идиоты")
    await w.press(w.maria, line, "acknowledge")
    await w.public(under=abuse)
    await w.nothing_else_was_said()


async def test_the_brands_own_comment_is_never_answered(world: World) -> None:
    w = world
    w.by_hand = {w.vk.write_as_community(w.post, "Друзья, завтра мы не работаем!")}
    await w.nothing_else_was_said()


async def test_outside_working_hours_the_time_of_the_answer_is_the_next_opening(
    make_world: Make,
) -> None:
    w = await make_world(WORKING_HOURS="Mon-Fri 10:00-18:00")
    w.clock.now += timedelta(days=4, hours=8)  # Friday, 20:00
    complaint = w.complain()
    ack = await w.public(under=complaint)
    assert "в понедельник до 12:00" in ack.text
    await w.card("помятый")
    await w.nothing_else_was_said()


async def test_a_name_that_is_no_name_is_not_repeated(world: World) -> None:
    w = world
    joker = w.vk.user("[id1|Админ]", "@all")
    complaint = w.vk.comment(joker, w.post, "Заказ не привезли, безобразие")
    ack = await w.public(under=complaint)
    assert "[" not in ack.text and "@" not in ack.text
    await w.card("безобразие")
    await w.nothing_else_was_said()


async def test_an_old_comment_waits_for_a_persons_word(world: World) -> None:
    w = world
    old = w.clock() - timedelta(hours=7)
    complaint = w.vk.comment(w.anna, w.post, "Торт приехал помятый!", at=old)
    card = await w.card("помятый")
    assert "давний" in card.text
    await w.later(seconds=1)
    await w.in_group("просрочен")
    await w.in_group("нажмите /start")
    await w.press(w.maria, card, "acknowledge")
    await w.public(under=complaint)
    await w.nothing_else_was_said()


async def test_customers_who_talk_to_each_other_are_not_interrupted(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    await w.card("помятый")
    w.vk.comment(w.ivan, w.post, "У меня то же самое, ужас", reply_to=complaint)
    card = await w.card("то же самое")
    assert "говорит с другим клиентом" in card.text
    await w.nothing_else_was_said()


async def test_approval_first_posts_nothing_before_a_tap(make_world: Make) -> None:
    w = await make_world(ACK="approve")
    complaint = w.complain()
    card = await w.card("помятый")
    await w.nothing_else_was_said()
    await w.press(w.maria, card, "acknowledge")
    await w.public(under=complaint)
    assert await w.press_again(w.maria, card, "acknowledge:1") == "Первый ответ уже был"
    await w.nothing_else_was_said()


async def test_switched_off_acknowledgements_leave_the_card_alone(make_world: Make) -> None:
    w = await make_world(ACK="off")
    w.complain()
    assert "первые ответы выключены" in (await w.card("помятый")).text
    await w.nothing_else_was_said()


async def test_a_dry_run_says_nothing_in_public_and_everything_to_the_staff(
    make_world: Make,
) -> None:
    w = await make_world(DRY_RUN="true", UNDO="0")
    w.complain()
    card = await w.card("помятый")
    await w.in_group("Пробный режим. Сейчас вышло бы вот это (первый ответ)")
    await w.write(w.maria, "Анна, заменим сегодня.", reply_to=card)
    preview = await w.in_group("заменим сегодня")
    await w.press(w.maria, preview, "publish")
    await w.in_group("вышло бы вот это (ответ)")
    assert "Пробный режим" in preview.text
    await w.nothing_else_was_said()
    assert not await w.calls("wall.createComment")


async def test_above_the_ceiling_the_staff_are_asked(make_world: Make) -> None:
    w = await make_world(ACK_CEILING="2/1m")
    for number in range(3):
        author = w.vk.user("Пётр", f"{number}")
        w.vk.comment(author, w.post, f"Торт приехал помятый, плохо {number}!")
        await w.settle()
    public = [one for one in w.vk.comments(w.post) if one.from_id == -GROUP]
    assert len(public) == 2
    assert "слишком много" in (await w.card("плохо 2")).text


async def test_one_author_gets_one_acknowledgement_under_a_post_in_an_hour(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:emotion")
    w.vk.comment(w.anna, w.post, "И касса не работает, безобразие!")
    assert "недавно уже ответили" in (await w.card("касса")).text
    await w.nothing_else_was_said()


async def test_a_restored_comment_counts_again(world: World) -> None:
    w = world
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    w.vk.delete(complaint)
    await w.in_group("удаляет")
    w.vk.restore(complaint)
    await w.in_group("помятый")
    assert "удалён" not in card.text
    await w.later(hours=2)
    await w.in_group("просрочен")
    await w.nothing_else_was_said()


async def test_an_acknowledgement_that_vk_delayed_too_long_is_not_posted(world: World) -> None:
    w = world
    w.vk.faults.order("wall.createComment", Error(43), times=200)
    w.complain()
    card = await w.card("помятый")
    await w.later(hours=2)
    await w.in_group("просрочен")
    w.vk.faults.clear()
    await w.later(minutes=2)
    assert "давний" in card.text
    await w.nothing_else_was_said()


async def test_a_name_that_vk_could_not_tell_at_first_is_put_on_the_card_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    w = world
    monkeypatch.setattr(names, "AGAIN", 0.05)
    monkeypatch.setattr(names, "A_BLINK", 0.2)
    w.vk.faults.order("users.get", Status(503), times=2)
    complaint = w.complain()
    assert "Анна" not in (await w.public(under=complaint)).text
    card = await w.card("помятый")
    await w.until(lambda: "Анна Петрова" in card.text)
    await w.nothing_else_was_said()
