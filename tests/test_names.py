"""What to call a customer: asked for together, kept for a day, never waited for long."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import names
from bot.channels import TryLater
from bot.core.case import Customer
from bot.names import Names
from bot.store.engine import Store
from bot.store.migrate import migrate

NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Start = Callable[..., Names]


class Platform:
    """Answers like `users.get`, after so many seconds."""

    def __init__(self, *, seconds: float = 0.0, away: bool = False) -> None:
        self.seconds = seconds
        self.away = away
        self.asked: list[list[int]] = []

    async def __call__(self, ids: Collection[int]) -> list[Customer]:
        self.asked.append(sorted(ids))
        await asyncio.sleep(self.seconds)
        if self.away:
            raise TryLater("vk-away", after=1)
        return [Customer("vk", id, f"Имя{id}") for id in ids if id < 900]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    """Return a function that starts to answer questions from a platform."""
    store = Store(f"sqlite+aiosqlite:///{tmp_path}/names.db")
    await migrate(store)
    running: list[asyncio.Task[None]] = []

    def started(platform: Platform, late: list[Customer] | None = None) -> Names:
        async def learnt(customer: Customer) -> None:
            if late is not None:
                late.append(customer)

        made = Names("vk", platform, store, clock=lambda: NOON, learnt=learnt)
        running.append(asyncio.ensure_future(made.learn()))
        return made

    yield started
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await store.close()


async def test_many_who_write_at_once_are_asked_for_in_one_call(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "A_BLINK", 5.0)
    platform = Platform()
    known = start(platform)
    found = await asyncio.gather(*(known.of(id) for id in (1, 2, 3, 901)))
    assert [one.first_name for one in found] == ["Имя1", "Имя2", "Имя3", ""]
    assert platform.asked == [[1, 2, 3, 901]]


async def test_a_name_once_learnt_is_not_asked_for_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "A_BLINK", 5.0)
    first, second = Platform(), Platform()
    assert (await start(first).of(1)).first_name == "Имя1"
    assert (await start(second).of(1)).first_name == "Имя1"  # another start, the same day
    assert second.asked == []


async def test_a_name_that_takes_too_long_is_done_without(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "A_BLINK", 0.05)
    assert (await start(Platform(seconds=30)).of(1)).first_name == ""


async def test_a_platform_that_is_away_costs_the_name_alone(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "A_BLINK", 5.0)
    assert (await start(Platform(away=True)).of(1)).first_name == ""


async def test_a_community_that_comments_is_not_asked_for(start: Start) -> None:
    platform = Platform()
    assert await start(platform).of(-5) == Customer("vk", -5)
    assert platform.asked == []


async def test_a_name_that_was_missed_is_asked_for_again_and_told_when_it_comes(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "AGAIN", 0.05)
    platform, late = Platform(away=True), list[Customer]()
    made = start(platform, late)
    assert (await made.of(5)).first_name == ""
    platform.away = False
    async with asyncio.timeout(5):
        while not late:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert late == [Customer("vk", 5, "Имя5")]
    asked = len(platform.asked)
    await asyncio.sleep(0.2)
    assert len(platform.asked) == asked and len(late) == 1, "once it is known, nobody asks again"


async def test_a_name_that_comes_after_a_blink_is_told_too(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "A_BLINK", 0.05)
    late: list[Customer] = []
    made = start(Platform(seconds=0.3), late)
    assert (await made.of(5)).first_name == ""
    async with asyncio.timeout(5):
        while not late:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert late == [Customer("vk", 5, "Имя5")]


async def test_who_has_no_name_is_not_asked_for_for_ever(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "AGAIN", 0.001)
    monkeypatch.setattr(names, "APART", 0.0)
    monkeypatch.setattr(names, "TRIES", 3)
    platform = Platform()
    made = start(platform)
    assert (await made.of(999)).first_name == ""
    await asyncio.sleep(0.5)
    assert platform.asked == [[999]] * 4
