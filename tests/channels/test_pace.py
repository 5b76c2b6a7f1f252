"""A pace is a sliding window: no stretch of its length sees more than its count."""

import asyncio
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.pace import Pace


class Timer:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def paced(count: int, per: float) -> tuple[Pace, Timer]:
    timer = Timer()
    return Pace(count, per, timer=timer), timer


@given(
    count=st.integers(1, 20),
    pauses=st.lists(st.floats(0, 2, allow_nan=False), min_size=1, max_size=120),
)
def test_no_second_ever_sees_more_than_the_count(count: int, pauses: list[float]) -> None:
    pace, timer = paced(count, 1.0)
    taken: list[float] = []
    for pause in pauses:
        timer.now += pause
        timer.now += pace.wait()
        while (more := pace.wait()) > 0:  # what floats leave of a wait
            timer.now += more
        pace.take()
        taken.append(timer.now)
    for first, last in zip(taken, taken[count:], strict=False):
        assert last - first >= 1.0 - 1e-9


def test_a_wait_ends_when_the_oldest_leaves_the_window() -> None:
    pace, timer = paced(2, 60)
    pace.take()
    timer.now += 20
    pace.take()
    assert pace.wait() == 40
    timer.now += 40
    assert pace.wait() == 0
    pace.take()
    assert pace.wait() == 20


def test_a_reserve_is_kept_for_who_waits_at_the_screen() -> None:
    pace, _ = paced(18, 60)
    for _ in range(14):
        assert pace.wait(reserve=4) == 0
        pace.take()
    assert pace.wait(reserve=4) == 60
    for _ in range(4):
        assert pace.wait() == 0
        pace.take()
    assert pace.wait() == 60


def test_a_reserve_larger_than_the_count_still_lets_one_through() -> None:
    pace, _ = paced(2, 60)
    assert pace.wait(reserve=9) == 0
    pace.take()
    assert pace.wait(reserve=9) == 60


def test_a_pause_stops_all_and_a_shorter_one_does_not_end_it() -> None:
    pace, timer = paced(18, 60)
    pace.pause(30)
    pace.pause(5)
    assert pace.wait() == pace.wait(reserve=4) == 30
    timer.now += 30
    assert pace.wait() == 0


async def test_turns_come_in_the_order_of_asking_and_none_is_early() -> None:
    loop = asyncio.get_running_loop()
    pace = Pace(3, 0.1, timer=loop.time)
    turns: list[tuple[int, float]] = []

    async def ask(number: int) -> None:
        await pace.turn()
        turns.append((number, loop.time()))

    await asyncio.gather(*(ask(number) for number in range(9)))
    assert [number for number, _ in turns] == list(range(9))
    times = [at for _, at in turns]
    assert all(later - earlier >= 0.095 for earlier, later in zip(times, times[3:], strict=False))
    assert all(earlier <= later for earlier, later in pairwise(times))


async def test_who_gives_up_waiting_does_not_block_the_next() -> None:
    pace = Pace(1, 0.1, timer=asyncio.get_running_loop().time)
    await pace.turn()
    impatient = asyncio.ensure_future(pace.turn())
    await asyncio.sleep(0.01)
    impatient.cancel()
    async with asyncio.timeout(1):
        await pace.turn()
