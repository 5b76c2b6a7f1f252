"""Without a public address: what was told is on disk before the place in the poll moves on."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text

from bot.channels.vk.api import VkApi
from bot.store import marks
from bot.store.engine import Store
from bot.store.inbox import Inbox
from handlers import polling
from handlers.polling import Poll, TelegramPoll, VkPoll
from sandbox.faults import Error, Fault, LoseAnswer, Status
from sandbox.telegram import Telegram
from sandbox.vk import Vk
from tests.handlers.conftest import GROUP, kept, noon


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pauses after errors last a hundredth, and questions be held for a moment only."""
    slept = asyncio.sleep
    monkeypatch.setattr(polling, "WAIT", 1)
    monkeypatch.setattr(polling.asyncio, "sleep", lambda seconds: slept(min(seconds, 0.02)))


@pytest.fixture
async def tg() -> AsyncIterator[Telegram]:
    made = Telegram(now=noon)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def vk() -> AsyncIterator[Vk]:
    made = Vk(GROUP, "Пекарня", "zerno", noon, ())
    made.gate.limits.update(community=1000)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def vk_poll(vk: Vk, inbox: Inbox, store: Store) -> AsyncIterator[VkPoll]:
    api = VkApi(vk.community_key, url=vk.url, per_second=1000, timer=time.monotonic)
    yield VkPoll(inbox, store, clock=noon, api=api, group_id=GROUP)
    await api.close()


@pytest.fixture
def tg_poll(tg: Telegram, inbox: Inbox, store: Store) -> TelegramPoll:
    return TelegramPoll(inbox, store, clock=noon, url=f"{tg.url}/bot{tg.token}")


@asynccontextmanager
async def running(poll: Poll) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.ensure_future(poll.run())
    yield task
    assert not task.done(), "errors never end a poll"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(3):
        while not true():
            await asyncio.to_thread(time.sleep, 0.01)


def asking(vk: Vk) -> bool:
    """Return whether the poll has begun, so that what happens from now on is told."""
    return any(call.method == "a_check" for call in vk.calls)


async def stored(store: Store, count: int) -> list[str]:
    """Wait until so many events are on disk; return their ids."""
    async with asyncio.timeout(3):
        while len(rows := await kept(store)) < count:
            await asyncio.to_thread(time.sleep, 0.01)
    return [row.event_id for row in rows]


async def test_telegram_s_updates_are_stored_and_the_offset_follows(
    tg: Telegram, tg_poll: TelegramPoll, store: Store
) -> None:
    maria = tg.person("Мария")
    async with running(tg_poll):
        for number in range(3):
            tg.say_private(maria, f"/id {number}")
        await tg.idle()
        ids = await stored(store, 3)
        await until(lambda: not tg.pending)
    assert len(set(ids)) == 3
    assert await marks.get(store, TelegramPoll.MARK) == str(max(map(int, ids)) + 1)
    offsets = [call.params["offset"] for call in tg.calls]
    assert offsets[-1] == max(map(int, ids)) + 1


async def test_what_telegram_did_not_see_confirmed_comes_again_and_is_kept_once(
    tg: Telegram, tg_poll: TelegramPoll, store: Store
) -> None:
    tg.say_private(tg.person("Мария"), "/id")
    async with running(tg_poll):
        await stored(store, 1)
    await marks.put(store, TelegramPoll.MARK, "0")  # a crash between storing and moving on
    tg.say_private(tg.person("Олег"), "/id")
    async with running(tg_poll):
        await tg.idle()
    assert len(await kept(store)) == 2


async def test_nothing_is_confirmed_while_it_cannot_be_stored(
    tg: Telegram, tg_poll: TelegramPoll, store: Store
) -> None:
    async with store.write() as connection:
        await connection.execute(text("ALTER TABLE inbox RENAME TO away"))
    tg.say_private(tg.person("Мария"), "/id")
    async with running(tg_poll):
        await until(lambda: tg_poll.problem)
        assert tg.pending and await marks.get(store, TelegramPoll.MARK) is None
        async with store.write() as connection:
            await connection.execute(text("ALTER TABLE away RENAME TO inbox"))
        await tg.idle()
    assert len(await kept(store)) == 1 and tg_poll.problem is None


TROUBLE: list[Fault] = [
    Error(409, "Conflict: terminated by other getUpdates request"),
    Error(401, "Unauthorized"),
    Error(429, "Too Many Requests: retry after 30", {"retry_after": 30}),
    Error(500, "Internal Server Error"),
    Status(502),
    Status(200, "[]"),
    Status(200, "null"),
    Status(200, "5"),
    Status(200, '{"ok": true}'),
    Status(200, '{"ok": true, "result": [5]}'),
    Status(200, '{"ok": true, "result": {"a": 1}}'),
    Status(200, '{"ok": false, "parameters": null}'),
    LoseAnswer(),
]


@pytest.mark.parametrize("fault", TROUBLE, ids=lambda one: repr(one)[:60])
async def test_no_answer_of_telegram_s_ends_the_poll(
    tg: Telegram, tg_poll: TelegramPoll, store: Store, fault: Fault
) -> None:
    tg.faults.order("getUpdates", fault)
    async with running(tg_poll):
        await until(lambda: tg_poll.problem)
        tg.say_private(tg.person("Мария"), "/id")
        await tg.idle()
        await stored(store, 1)
        await until(lambda: tg_poll.problem is None)


async def test_while_a_webhook_is_set_the_poll_says_so_and_waits(
    tg: Telegram, tg_poll: TelegramPoll, store: Store
) -> None:
    from sandbox.telegram import Webhook

    tg._couriers.serve(Webhook("http://127.0.0.1:9/hook", ""))
    async with running(tg_poll):
        await until(lambda: tg_poll.problem)
        assert "409" in str(tg.calls[-1].error) or "webhook" in str(tg.calls[-1].error)
        tg._couriers.serve(Webhook())
        tg.say_private(tg.person("Мария"), "/id")
        await stored(store, 1)


async def test_vk_s_events_are_stored_and_ts_follows(vk: Vk, vk_poll: VkPoll, store: Store) -> None:
    anna, post = vk.user("Анна", "Петрова"), vk.post("Торты")
    async with running(vk_poll):
        await until(lambda: asking(vk))
        for number in range(3):
            vk.comment(anna, post, f"Торт помятый {number}")
        await stored(store, 3)
        await until(lambda: vk.calls[-1].params.get("ts") == "4")
    assert await marks.get(store, VkPoll.MARK) == "4"


async def test_after_a_restart_vk_is_asked_from_where_it_was_left(
    vk: Vk, vk_poll: VkPoll, store: Store
) -> None:
    anna, post = vk.user("Анна", "Петрова"), vk.post("Торты")
    async with running(vk_poll):
        await until(lambda: asking(vk))
        vk.comment(anna, post, "раз")
        await stored(store, 1)
    vk.comment(anna, post, "два")
    vk_poll._server = None  # a new process
    async with running(vk_poll):
        await stored(store, 2)


@pytest.mark.parametrize("trouble", ["expire_long_poll_key", "lose_long_poll"])
async def test_failed_2_keeps_the_place_and_failed_3_takes_a_new_one(
    vk: Vk, vk_poll: VkPoll, store: Store, trouble: str
) -> None:
    anna, post = vk.user("Анна", "Петрова"), vk.post("Торты")
    async with running(vk_poll):
        await until(lambda: asking(vk))
        vk.comment(anna, post, "раз")
        await stored(store, 1)
    vk.comment(anna, post, "два")
    getattr(vk, trouble)()
    async with running(vk_poll):
        vk_poll_asked = [call.method for call in vk.calls].count("groups.getLongPollServer")
        if trouble == "expire_long_poll_key":
            await stored(store, 2)  # nothing is lost
        else:
            await until(lambda: len(vk.calls) and vk_poll_asked < [
                call.method for call in vk.calls
            ].count("groups.getLongPollServer"))  # fmt: skip
            await until(lambda: vk.calls[-1].method == "a_check")
        vk.comment(anna, post, "три")
        await stored(store, 3 if trouble == "expire_long_poll_key" else 2)


async def test_failed_1_goes_on_from_the_place_vk_names(
    vk: Vk, vk_poll: VkPoll, store: Store
) -> None:
    anna, post = vk.user("Анна", "Петрова"), vk.post("Торты")
    async with running(vk_poll):
        await until(lambda: asking(vk))
        vk.comment(anna, post, "раз")
        await stored(store, 1)
    vk.comment(anna, post, "два")
    vk.forget_long_poll_events()
    async with running(vk_poll):
        await until(lambda: vk.calls[-1].params.get("ts") == "3")
        vk.comment(anna, post, "три")
        await stored(store, 2)


async def test_what_comes_during_a_stop_is_not_lost_though_nothing_came_before(
    vk: Vk, vk_poll: VkPoll, store: Store
) -> None:
    async with running(vk_poll):
        await until(lambda: asking(vk))
    vk.comment(vk.user("Анна", "Петрова"), vk.post("Торты"), "Торт помятый!")
    vk_poll._server = None  # a new process
    async with running(vk_poll):
        await stored(store, 1)


VK_TROUBLE: list[Fault] = [
    Status(502),
    Status(200, "<html>"),
    Status(200, "[]"),
    Status(200, "null"),
    Status(200, '{"ts": "1"}'),
    Status(200, '{"failed": null}'),
    Status(200, '{"failed": 1}'),
    Status(200, '{"failed": 4, "min_version": 0, "max_version": 3}'),
    Status(200, '{"ts": "1", "updates": [5]}'),
    LoseAnswer(),
]


@pytest.mark.parametrize("fault", VK_TROUBLE, ids=lambda one: repr(one)[:60])
async def test_no_answer_of_vk_s_long_poll_ends_the_poll(
    vk: Vk, vk_poll: VkPoll, store: Store, fault: Fault
) -> None:
    anna, post = vk.user("Анна", "Петрова"), vk.post("Торты")
    vk.faults.order("a_check", fault)
    async with running(vk_poll):
        await until(lambda: len([one for one in vk.calls if one.method == "a_check"]) > 1)
        vk.comment(anna, post, "Торт помятый!")
        await stored(store, 1)
        await until(lambda: vk_poll.problem is None)


@pytest.mark.parametrize("fault", [Error(5), Error(6), Status(500), Status(200, "[]")])
async def test_no_error_of_vk_s_api_ends_the_poll(
    vk: Vk, vk_poll: VkPoll, store: Store, fault: Fault
) -> None:
    vk.faults.order("groups.setLongPollSettings", fault)
    vk.faults.order("groups.getLongPollServer", fault)
    async with running(vk_poll):
        await until(lambda: vk_poll.problem)
        await until(lambda: any(one.method == "a_check" for one in vk.calls))
        vk.comment(vk.user("Анна", "Петрова"), vk.post("Торты"), "Торт помятый!")
        await stored(store, 1)
