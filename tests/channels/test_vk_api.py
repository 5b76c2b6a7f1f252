"""VK's answers become what the caller should do, over real HTTP."""

import asyncio
import logging
import time
import traceback
from collections.abc import Sequence

import pytest

from bot.channels import ChannelError, Posted, Refused, TryLater, Unclear
from bot.channels.vk import api as api_module
from bot.channels.vk.api import (
    COMMUNITY_PACE,
    TREATMENTS,
    UNCLEAR,
    VERSION,
    WORKERS,
    NoAnswer,
    NotSent,
    VkError,
)
from bot.channels.vk.community import VkCommunity
from bot.core.case import Place
from bot.voice import LANGUAGES, speak
from sandbox.faults import Delay, Error, Fault, LoseAnswer, Silence, Status
from sandbox.vk import Vk
from tests.channels.conftest import GROUP, Connect

METHOD = "wall.createComment"
CAPTCHA = {"captcha_sid": "1", "captcha_img": "https://api.vk.ru/captcha.php?sid=1"}

LATER = [
    (Error(6), "vk-busy"),
    (Error(9), "vk-flood"),
    (Error(29), "vk-limit"),
    (Error(223), "vk-limit"),
    (Error(43), "vk-away"),
    (Status(429), "vk-away"),
    (Status(403), "vk-away"),
]
NEVER = [
    (Error(14), "vk-captcha"),
    (Error(14, parameters=CAPTCHA), "vk-captcha"),
    (Error(14, parameters={"redirect_uri": "https://id.vk.ru/not_robot"}), "vk-captcha"),
    (Error(17, parameters={"redirect_uri": "https://id.vk.ru"}), "vk-captcha"),
    (Error(24), "vk-captcha"),
    (Error(3300), "vk-captcha"),
    (Error(5), "vk-key"),
    (Error(7), "vk-key"),
    (Error(27), "vk-key"),
    (Error(28), "vk-key"),
    (Error(1117), "vk-key"),
    (Error(15), "vk-closed"),
    (Error(212), "vk-closed"),
    (Error(213), "vk-closed"),
    (Error(18), "vk-gone"),
    (Error(100), "vk-gone"),
    (Error(222), "vk-links"),
    (Error(98765), "vk-error:98765"),
]
PERHAPS: Sequence[Fault] = [
    Error(1),
    Error(10),
    Error(36),
    Status(500),
    Status(502),
    Status(503),
    Status(200, "<html>sorry</html>"),
    Status(200, "[]"),
    Status(200, "null"),
    Status(200, "{}"),
    Status(200, '{"error": "no"}'),
    Status(200, '{"error": {}}'),
    Status(200, '{"response": {}}'),
    Status(200, '{"response": {"comment_id": "many"}}'),
    LoseAnswer(),
]


def named(fault: object) -> str:
    return repr(fault)[:60]


@pytest.fixture
def place(vk: Vk) -> Place:
    return Place("vk", "wall", -GROUP, vk.post("Новые торты"))


@pytest.fixture
def community(connect: Connect) -> VkCommunity:
    return VkCommunity(GROUP, connect())


async def failed(community: VkCommunity, place: Place, text: str = "Спасибо!") -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await community.post(place, None, text, "out:1")
    return caught.value


@pytest.mark.parametrize(("fault", "problem"), LATER, ids=named)
async def test_what_vk_cannot_take_now_is_tried_later_and_surely_not_out(
    vk: Vk, community: VkCommunity, place: Place, fault: Fault, problem: str
) -> None:
    vk.faults.order(METHOD, fault)
    error = await failed(community, place)
    assert isinstance(error, TryLater) and error.problem == problem and error.after > 0
    assert vk.comments(place.item) == []
    assert len(vk.calls) == 1, "it must not repeat by itself"
    await community.post(place, None, "Спасибо!", "out:1")


@pytest.mark.parametrize(("fault", "problem"), NEVER, ids=named)
async def test_what_vk_will_not_take_is_refused_and_surely_not_out(
    vk: Vk, community: VkCommunity, place: Place, fault: Fault, problem: str
) -> None:
    vk.faults.order(METHOD, fault)
    error = await failed(community, place)
    assert isinstance(error, Refused) and error.problem == problem
    assert vk.comments(place.item) == [] and len(vk.calls) == 1


@pytest.mark.parametrize("fault", PERHAPS, ids=named)
async def test_what_may_be_out_is_unclear_and_is_not_repeated(
    vk: Vk, community: VkCommunity, place: Place, fault: Fault
) -> None:
    vk.faults.order(METHOD, fault)
    error = await failed(community, place)
    assert isinstance(error, Unclear) and error.problem == "vk-unclear"
    assert len(vk.calls) == 1
    assert len(vk.comments(place.item)) == isinstance(fault, LoseAnswer)


@pytest.mark.parametrize("fault", [Silence(), Delay(0.5)], ids=named)
async def test_silence_past_the_read_timeout_is_unclear(
    vk: Vk,
    community: VkCommunity,
    place: Place,
    fault: Fault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(api_module, "TIMEOUTS", (1.0, 0.2))
    vk.faults.order(METHOD, fault)
    began = time.monotonic()
    assert isinstance(await failed(community, place), Unclear)
    assert time.monotonic() - began < 6
    if isinstance(fault, Delay):
        await asyncio.sleep(0.5)
        assert len(vk.comments(place.item)) == 1, "it came out after the caller had given up"


async def test_a_stop_does_not_wait_longer_than_its_ten_seconds() -> None:
    assert sum(api_module.TIMEOUTS) < 10


async def test_a_refused_connection_is_surely_not_sent(
    connect: Connect, place: Place, nobody: str
) -> None:
    error = await failed(VkCommunity(GROUP, connect(url=nobody)), place)
    assert isinstance(error, TryLater) and error.problem == "vk-away"


async def test_the_wall_gets_the_comment_in_the_community_s_name_under_the_customer_s(
    vk: Vk, community: VkCommunity, place: Place
) -> None:
    anna = vk.user("Анна", "Петрова")
    complaint = vk.comment(anna, place.item, "Торт приехал помятый!")
    posted = await community.post(place, complaint, "Спасибо, разберёмся.", "out:1")
    [mine] = [one for one in vk.comments(place.item) if one.from_id == -GROUP]
    assert posted == Posted(mine.id)
    assert (mine.text, mine.reply_to) == ("Спасибо, разберёмся.", complaint)
    assert vk.calls[-1].params["v"] == VERSION == "5.199"


async def test_each_try_of_a_row_bears_the_same_guid_even_after_a_restart(
    vk: Vk, connect: Connect, place: Place
) -> None:
    vk.faults.order(METHOD, Error(6))
    vk.faults.order(METHOD, LoseAnswer())
    for _ in range(2):
        await failed(VkCommunity(GROUP, connect()), place)
    await VkCommunity(GROUP, connect()).post(place, None, "Спасибо!", "out:1")
    guids = {call.params["guid"] for call in vk.calls}
    assert len(vk.calls) == 3 and len(guids) == 1 and guids != {""}
    assert len(vk.comments(place.item)) == 1, "VK takes the third try for the second"


async def test_other_rows_and_other_places_bear_other_guids(
    vk: Vk, community: VkCommunity, place: Place
) -> None:
    other = Place("vk", "wall", -GROUP, vk.post("Ещё торты"))
    for where, key in ((place, "out:1"), (place, "out:2"), (other, "out:1")):
        await community.post(where, None, "Спасибо!", key)
    assert len({call.params["guid"] for call in vk.calls}) == 3


def everything_in(error: BaseException | None, seen: frozenset[int] = frozenset()) -> str:
    """Return all that a log, a debugger or Sentry would show of an error and of its causes."""
    if error is None or id(error) in seen:
        return ""
    shown = [str(error), repr(error), repr(error.args), repr(vars(error))]
    shown += traceback.format_exception(error)
    for cause in (error.__cause__, error.__context__):
        shown.append(everything_in(cause, seen | {id(error)}))
    return " ".join(shown)


@pytest.mark.parametrize(
    "fault",
    [Error(5), Error(10), Error(14), Error(17), Status(500), Status(404), LoseAnswer(), None],
    ids=named,
)
async def test_no_error_and_no_log_line_shows_the_key(
    vk: Vk,
    connect: Connect,
    place: Place,
    nobody: str,
    fault: Fault | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    api = connect() if fault else connect(url=nobody)
    if fault:
        vk.faults.order(METHOD, fault, times=2)
    error = await failed(VkCommunity(GROUP, api), place)
    with pytest.raises((VkError, NotSent, NoAnswer)) as caught:
        await api.call(METHOD, owner_id=-GROUP, post_id=place.item, message="Спасибо!")
    told = everything_in(error) + everything_in(caught.value) + repr(api) + caplog.text
    assert vk.community_key not in told and "community-key" not in told


async def test_eight_calls_go_at_a_time(vk: Vk, connect: Connect) -> None:
    api = connect()
    answered_after = 2.0
    vk.faults.order("users.get", Delay(answered_after), times=WORKERS)
    await asyncio.gather(*(api.call("users.get", user_ids=1) for _ in range(WORKERS)))
    starts = [call.at for call in vk.calls]
    assert len(starts) == WORKERS == 8
    assert max(starts) - min(starts) < answered_after, "one waited for another's answer"


async def test_even_after_a_stall_vk_s_twenty_calls_a_second_are_never_passed(
    vk: Vk, connect: Connect
) -> None:
    vk.gate.limits["community"] = 20
    api = connect(per_second=COMMUNITY_PACE)
    vk.faults.order("users.get", Delay(1.1), times=WORKERS)
    await asyncio.gather(*(api.call("users.get", user_ids=1) for _ in range(50)))
    assert {call.outcome for call in vk.calls} == {"ok"}
    starts = sorted(call.at for call in vk.calls)
    most = max(sum(at <= one < at + 1 for one in starts) for at in starts)
    assert COMMUNITY_PACE == 18 and most <= 20


async def test_the_url_of_the_settings_is_where_calls_go_below_a_path_too(
    vk: Vk, connect: Connect
) -> None:
    await connect(url=vk.url + "/").call("users.get", user_ids=1)
    assert [call.method for call in vk.calls] == ["users.get"]
    with pytest.raises(NotSent):  # 404: the path of the proxy is kept
        await connect(url=vk.url + "/proxy").call("users.get", user_ids=1)


async def test_each_problem_has_words_in_each_language() -> None:
    assert not UNCLEAR & set(TREATMENTS)
    problems = {one.problem for one in TREATMENTS.values()}
    for problem in problems | {"vk-away", "vk-error"}:
        for locale in LANGUAGES:
            assert speak(locale, f"problem-{problem}", {"detail": "1"}, strict=True)


async def test_reading_back_finds_the_very_comment_and_no_other(
    vk: Vk, connect: Connect, place: Place
) -> None:
    anna = vk.user("Анна", "Петрова")
    complaint = vk.comment(anna, place.item, "Торт помятый!")
    other = vk.comment(anna, place.item, "И холодный!")
    mine = vk.write_as_community(place.item, "Спасибо,  разберёмся.", reply_to=complaint)
    community = VkCommunity(GROUP, connect(), reader=connect(vk.service_key))
    found = await community.look_for(place, complaint, complaint, "Спасибо, разберёмся.")
    assert found == Posted(mine)
    assert await community.look_for(place, complaint, complaint, "Спасибо.") is None
    assert await community.look_for(place, other, other, "Спасибо, разберёмся.") is None
    vk.comment(anna, place.item, "Спасибо, разберёмся.", reply_to=other)
    assert await community.look_for(place, other, other, "Спасибо, разберёмся.") is None


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Error(6), TryLater),
        (Error(10), TryLater),
        (Status(500), TryLater),
        (Status(200, "[]"), TryLater),
        (Error(15), Unclear),
        (Status(200, '{"response": 5}'), Unclear),
    ],
    ids=named,
)
async def test_what_cannot_be_read_back_is_read_later_or_stays_unclear(
    vk: Vk, connect: Connect, place: Place, fault: Fault, outcome: type[ChannelError]
) -> None:
    community = VkCommunity(GROUP, connect(), reader=connect(vk.service_key))
    vk.faults.order("wall.getComments", fault)
    with pytest.raises(outcome):
        await community.look_for(place, None, None, "Спасибо!")


async def test_without_a_key_that_reads_it_stays_unclear(
    community: VkCommunity, place: Place
) -> None:
    with pytest.raises(Unclear):
        await community.look_for(place, None, None, "Спасибо!")


async def test_a_full_page_without_the_comment_stays_unclear(
    vk: Vk, connect: Connect, place: Place
) -> None:
    anna = vk.user("Анна", "Петрова")
    mine = vk.write_as_community(place.item, "Спасибо!")
    community = VkCommunity(GROUP, connect(), reader=connect(vk.service_key))
    for number in range(99):
        vk.comment(anna, place.item, f"{number}")
    assert await community.look_for(place, None, None, "Спасибо!") == Posted(mine)
    vk.comment(anna, place.item, "сотый")
    with pytest.raises(Unclear):
        await community.look_for(place, None, None, "Спасибо!")


async def test_names_come_in_one_call_and_strangers_are_left_out(
    vk: Vk, community: VkCommunity
) -> None:
    anna, ivan = vk.user("Анна", "Петрова"), vk.user("Иван", "Седов")
    found = {one.id: one.full_name for one in await community.names([ivan, anna, 999_999])}
    assert found == {anna: "Анна Петрова", ivan: "Иван Седов"}
    assert len(vk.calls) == 1


@pytest.mark.parametrize(
    "fault", [Error(6), Status(500), Status(200, '{"response": 5}'), Status(200, "[]")], ids=named
)
async def test_an_answer_without_names_is_a_channel_error_and_no_crash(
    vk: Vk, community: VkCommunity, fault: Fault
) -> None:
    vk.faults.order("users.get", fault)
    with pytest.raises(ChannelError):
        await community.names([1])


async def test_a_redirect_does_not_carry_the_key_to_another_host(
    vk: Vk, connect: Connect, nobody: str
) -> None:
    from aiohttp import web

    got: list[str] = []

    async def away(request: web.Request) -> web.Response:
        got.append(await request.text())
        return web.json_response({"response": []})

    async def redirect(request: web.Request) -> web.Response:
        got.append("redirected")
        raise web.HTTPTemporaryRedirect(f"{nobody}/method/users.get")

    application = web.Application()
    application.router.add_post("/method/users.get", redirect)
    thief = web.Application()
    thief.router.add_post("/method/users.get", away)
    runners = [web.AppRunner(application, access_log=None), web.AppRunner(thief, access_log=None)]
    for runner, port in zip(runners, (0, int(nobody.rpartition(":")[2])), strict=True):
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
    host, port = runners[0].addresses[0][:2]
    with pytest.raises(NoAnswer):
        await connect(url=f"http://{host}:{port}").call("users.get", user_ids=1)
    for runner in runners:
        await runner.cleanup()
    assert set(got) == {"redirected"}
