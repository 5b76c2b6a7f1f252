"""Compensations: who grants them, where the code comes from, where it goes."""

from hashlib import sha256
from pathlib import Path

import pytest

from sandbox.faults import Error, LoseAnswer
from sandbox.loyalty import Loyalty
from tests.stories.conftest import Make
from tests.stories.world import World

COFFEE, CAKE, BONUS = (
    f"compensate:1:{sha256(name.encode()).hexdigest()[:8]}"
    for name in ("Кофе в подарок", "Торт на выбор", "Бонусы")
)
CATALOGUE = """
COMPENSATION_BUDGET = 3000
[[compensations]]
name = "Кофе в подарок"
value = 300
who = "staff"
codes = "coffee.txt"
[[compensations]]
name = "Торт на выбор"
value = 2500
who = "manager"
codes = "coffee.txt"
"""


SECRET = "a secret of the loyalty system"


def bonuses(loyalty: Loyalty) -> str:
    return f"""
[[compensations]]
name = "Бонусы"
value = 100
who = "staff"
webhook = "{loyalty.url}"
secret = "{SECRET}"
"""


async def generous(make: Make, folder: Path, more: str = "", **settings: str) -> World:
    (folder / "coffee.txt").write_text("COFFEE-1\nCOFFEE-2\n", "utf-8")
    (folder / "otklik.toml").write_text(CATALOGUE + more, "utf-8")
    return await make(**settings)


async def talking(w: World):
    """Bring a complaint to the point where the customer has written in private."""
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    await w.choose(w.maria, card, "dm", "dm:1:order")
    await w.public(under=complaint, says="vk.me")
    await w.in_group("Зовём в личные сообщения")
    w.vk.write(w.anna, "Заказ 4815", ref="case-1")
    await w.in_group("пишет лично")
    return card


async def test_a_small_one_is_granted_by_anybody_and_its_code_leaves_in_private_alone(
    make_world: Make, tmp_path: Path
) -> None:
    w = await generous(make_world, tmp_path)
    card = await talking(w)
    assert await w.choose(w.maria, card, "compensate", COFFEE) == "Выдаём"
    line = await w.to_customer(w.anna, says="COFFEE-1")
    assert "Кофе в подарок" in line.text and "Анна" in line.text
    told = await w.in_group("Клиент получил лично: «Кофе в подарок»")
    assert "COFFEE-1" not in told.text
    again = COFFEE
    assert "уже есть" in (await w.press_again(w.oleg, card, again) or "")
    await w.choose(w.maria, card, "history")
    history = (await w.in_group("История")).text
    assert "компенсация: «Кофе в подарок»" in history and "COFFEE-1" not in history
    await w.nothing_else_was_said()


async def test_nothing_is_granted_before_the_customer_has_written_in_private(
    make_world: Make, tmp_path: Path
) -> None:
    w = await generous(make_world, tmp_path)
    complaint = w.complain()
    await w.public(under=complaint)
    card = await w.card("помятый")
    toast = await w.choose(w.maria, card, "compensate", COFFEE)
    assert toast is not None and "Сначала позовите" in toast
    await w.nothing_else_was_said()


async def test_a_large_one_takes_a_manager(make_world: Make, tmp_path: Path) -> None:
    w = await generous(make_world, tmp_path)
    w.tg.say_private(w.boss, "/start")
    await w.in_private(w.boss, "Сюда будут приходить")
    card = await talking(w)
    await w.choose(w.maria, card, "compensate", CAKE)
    group = await w.in_group("Мария просит разрешения руководителя: «Торт на выбор», 2500")
    ping = await w.in_private(w.boss, "Мария просит вашего решения. Компенсация клиенту")
    assert "Анна Петрова" in ping.text
    assert await w.press(w.oleg, group, "approve") == "Это решает руководитель"
    await w.press(w.boss, ping, "approve")
    await w.in_group("Мария, компенсация одобрена. Решение: Вера")
    await w.to_customer(w.anna, says="COFFEE-1")
    await w.in_group("Клиент получил лично")
    assert "Вопрос закрыт: компенсацию одобрили" in ping.text
    assert not any(button.data for button in ping.buttons)
    assert await w.press(w.boss, group, "reject") == "Уже решено"
    await w.nothing_else_was_said()


async def test_the_budget_of_the_month_is_kept(make_world: Make, tmp_path: Path) -> None:
    w = await generous(make_world, tmp_path)
    card = await talking(w)
    await w.choose(w.boss, card, "compensate", CAKE)
    await w.to_customer(w.anna, says="COFFEE-1")
    await w.in_group("Клиент получил лично")
    other = w.vk.comment(w.ivan, w.post, "Торт приехал мятый, курьер опоздал!")
    await w.public(under=other)
    second = await w.card("курьер опоздал")
    await w.choose(w.maria, second, "dm", "dm:2:order")
    await w.public(under=other, says="vk.me")
    await w.in_group("Зовём в личные сообщения")
    w.vk.write(w.ivan, "Заказ 4816", ref="case-2")
    await w.in_group("пишет лично")
    toast = await w.choose(w.boss, second, "compensate", CAKE.replace(":1:", ":2:"))
    assert toast == "Бюджет компенсаций на этот месяц исчерпан"
    assert await w.choose(w.maria, second, "compensate", COFFEE.replace(":1:", ":2:")) == "Выдаём"
    await w.to_customer(w.ivan, says="COFFEE-2")
    await w.in_group("Клиент получил лично")
    await w.nothing_else_was_said()


async def test_no_code_is_left_and_the_team_learns_why(make_world: Make, tmp_path: Path) -> None:
    w = await generous(make_world, tmp_path)
    (tmp_path / "coffee.txt").write_text("# all gone\n", "utf-8")
    card = await talking(w)
    await w.choose(w.maria, card, "compensate", COFFEE)
    await w.in_group("«Кофе в подарок» не выдано")
    (tmp_path / "coffee.txt").write_text("COFFEE-9\n", "utf-8")
    await w.choose(w.maria, card, "compensate", COFFEE)
    await w.to_customer(w.anna, says="COFFEE-9")
    await w.in_group("Клиент получил лично")
    await w.nothing_else_was_said()


async def test_a_loyalty_system_that_loses_its_answer_grants_once(
    make_world: Make, tmp_path: Path
) -> None:
    loyalty = Loyalty(SECRET)
    await loyalty.start()
    w = await generous(make_world, tmp_path, bonuses(loyalty))
    card = await talking(w)
    loyalty.faults.order("grant", LoseAnswer())
    await w.choose(w.maria, card, "compensate", BONUS)
    await w.in_group("«Бонусы»: кода пока нет")
    await w.later(seconds=31)
    line = await w.to_customer(w.anna, says="Бонусы")
    assert len(loyalty.granted) == 1 and loyalty.granted[0]["code"] in line.text
    await w.in_group("Клиент получил лично")
    await w.nothing_else_was_said()
    await loyalty.stop()


async def test_the_ask_keeps_a_day_away_from_a_compensation_and_never_mentions_it(
    make_world: Make, tmp_path: Path
) -> None:
    w = await generous(make_world, tmp_path, ASK_AFTER="1h", UNDO="0", ASK_HOURS="00:00-23:59")
    card = await talking(w)
    await w.choose(w.maria, card, "compensate", COFFEE)
    await w.to_customer(w.anna, says="COFFEE-1")
    await w.in_group("Клиент получил лично")
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:fixed")
    closing = await w.in_group("Заготовка")
    await w.press(w.maria, closing, "publish")
    await w.public()
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:fixed")
    await w.later(hours=23)
    await w.nothing_else_was_said()
    await w.later(hours=1, minutes=5)
    ask = await w.public()
    assert "Кофе" not in ask.text and "подар" not in ask.text
    await w.in_group("Просим обновить отзыв")
    await w.nothing_else_was_said()


@pytest.mark.long
async def test_a_kill_at_any_step_gives_one_private_reply_one_code_and_one_closing_line(
    make_world: Make, tmp_path: Path
) -> None:
    w = await generous(
        make_world, tmp_path, VK_SERVICE_TOKEN="service-key", MANAGERS="", ASK_AFTER="0", UNDO="0"
    )
    card = await talking(w)
    await w.write(w.maria, "Анна, завтра к 12:00 привезём новый торт.", reply_to=card)
    preview = await w.in_group("Так увидят все")
    w.crashing = True
    await w.press(w.maria, preview, "private")
    await w.to_customer(w.anna, says="привезём новый торт")
    w.crashing = False
    await w.choose(w.maria, card, "compensate")
    w.crashing = True
    await w.press(w.maria, card, COFFEE)
    await w.to_customer(w.anna, says="COFFEE-1")
    w.crashing = False
    await w.press(w.maria, card, "resolve")
    await w.press(w.maria, card, "outcome:1:fixed")
    ready = await w.in_group("Заготовка")
    w.crashing = True
    await w.press(w.maria, ready, "publish")
    await w.public()
    w.crashing = False
    await w.later(days=2)
    public = [one.text for one in w.vk.comments(w.post) if one.from_id < 0]
    private = [one.text for one in w.vk.dialogue(w.anna) if one.from_id < 0]
    assert (len(public), len(private)) == (3, 2), public + private
    await w.nothing_failed()


async def test_a_code_that_came_late_to_light_is_shown_to_nobody_else(
    make_world: Make, tmp_path: Path
) -> None:
    w = await generous(make_world, tmp_path, UNDO="0", TAKEN_SILENT_AFTER="0")
    card = await talking(w)
    await w.choose(w.maria, card, "compensate")
    w.vk.hold()
    w.vk.faults.order("messages.send", LoseAnswer())
    w.vk.faults.order("messages.send", Error(43), times=300)
    await w.press(w.maria, card, COFFEE)
    for _ in range(4):
        await w.later(minutes=16)
    question = await w.in_group("не подтвердил отправку")
    w.vk.faults.clear()
    await w.press(w.maria, question, "posted")
    await w.in_group("Клиент получил лично")
    w.vk.let_go()
    await w.to_customer(w.anna, says="COFFEE-1")
    await w.choose(w.maria, card, "history")
    assert "COFFEE-1" not in (await w.in_group("История")).text
    await w.nothing_else_was_said()


async def test_choosing_again_what_the_loyalty_system_may_have_granted_pays_once(
    make_world: Make, tmp_path: Path
) -> None:
    loyalty = Loyalty(SECRET)
    await loyalty.start()
    w = await generous(make_world, tmp_path, bonuses(loyalty))
    card = await talking(w)
    loyalty.faults.order("grant", LoseAnswer(), times=3)
    await w.choose(w.maria, card, "compensate", BONUS)
    await w.in_group("кода пока нет")
    await w.later(days=1, hours=1)
    await w.in_group("не выдано")
    loyalty.faults.clear()
    await w.choose(w.maria, card, "compensate", BONUS)
    await w.to_customer(w.anna, says="Бонусы")
    assert len(loyalty.granted) == 1
    await loyalty.stop()


async def test_the_team_learns_that_a_compensation_is_no_longer_in_the_catalogue(
    make_world: Make, tmp_path: Path
) -> None:
    loyalty = Loyalty(SECRET)
    await loyalty.start()
    w = await generous(make_world, tmp_path, bonuses(loyalty))
    card = await talking(w)
    loyalty.faults.order("grant", LoseAnswer(), times=3)
    await w.choose(w.maria, card, "compensate", BONUS)
    await w.in_group("кода пока нет")
    await w.switch_off()
    (tmp_path / "otklik.toml").write_text("", "utf-8")
    await w.switch_on()
    await w.later(hours=2)
    await w.in_group("не выдано")
    await loyalty.stop()
