"""What VK is asked to keep for the bot is asked for as often as one likes."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.channels.vk import setup
from bot.channels.vk.api import VERSION, VkError
from sandbox.faults import Error
from sandbox.vk import Vk
from tests.channels.conftest import GROUP, Connect

SECRET = "s" * setup.LONGEST_SECRET
WANTED = {
    "wall_reply_new", "wall_reply_edit", "wall_reply_restore", "wall_reply_delete",
    "message_new", "message_reply", "message_edit",
}  # fmt: skip


@pytest.fixture
async def url(vk: Vk) -> AsyncIterator[str]:
    """Return the address of a bot that confirms itself."""

    async def confirm(request: web.Request) -> web.Response:
        return web.Response(text=vk.couriers.confirmation_code)

    application = web.Application()
    application.router.add_post("/vk/callback", confirm)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}/vk/callback"
    await runner.cleanup()


async def settled(vk: Vk) -> None:
    await vk.idle()
    await asyncio.sleep(0)


async def test_registering_once_makes_one_server_with_the_events_the_bot_needs(
    vk: Vk, connect: Connect, url: str
) -> None:
    id = await setup.register(connect(), GROUP, url=url, secret=SECRET)
    await settled(vk)
    [server] = vk.servers
    assert (server.id, server.url, server.secret, server.status) == (id, url, SECRET, "ok")
    assert server.events == WANTED == set(setup.EVENTS)
    assert server.api_version == VERSION == "5.199"
    assert 0 < len(server.title) <= 14


async def test_registering_again_and_again_leaves_one_server_with_the_same_id(
    vk: Vk, connect: Connect, url: str
) -> None:
    ids = {await setup.register(connect(), GROUP, url=url, secret=SECRET) for _ in range(3)}
    await settled(vk)
    assert len(vk.servers) == len(ids) == 1
    assert [call.method for call in vk.calls].count("groups.addCallbackServer") == 1
    assert vk.servers[0].status == "ok"


async def test_a_server_with_this_url_is_taken_over_and_others_are_left_alone(
    vk: Vk, connect: Connect, url: str
) -> None:
    other = vk.couriers.add(title="CRM", url=url + "/crm", secret="theirs", creator_id=5)
    other.events.add("message_new")
    found = vk.couriers.add(title="old", url=url, secret="old", creator_id=5)
    found.api_version = "5.131"
    found.events.add("message_new")
    await settled(vk)
    assert await setup.register(connect(), GROUP, url=url, secret=SECRET) == found.id
    await settled(vk)
    assert len(vk.servers) == 2
    assert (found.secret, found.title, found.api_version) == (SECRET, setup.TITLE, VERSION)
    assert found.events >= WANTED
    assert (other.secret, other.title, other.events) == ("theirs", "CRM", {"message_new"})


async def test_what_vk_refuses_is_told_by_its_number(vk: Vk, connect: Connect, url: str) -> None:
    for number in range(10):
        vk.couriers.add(title="CRM", url=f"{url}/{number}", secret="", creator_id=5)
    with pytest.raises(VkError) as caught:
        await setup.register(connect(), GROUP, url=url, secret=SECRET)
    assert caught.value.code == 2000 and len(vk.servers) == 10


async def test_the_status_is_vk_s_own_word_or_absent(vk: Vk, connect: Connect, url: str) -> None:
    api = connect()
    assert await setup.status(api, GROUP, url) == "absent"
    await setup.register(api, GROUP, url=url, secret=SECRET)
    await settled(vk)
    assert await setup.status(api, GROUP, url) == "ok"
    vk.servers[0].status = "failed"
    assert await setup.status(api, GROUP, url) == "failed"
    await setup.register(api, GROUP, url=url, secret=SECRET)
    await settled(vk)
    assert await setup.status(api, GROUP, url) == "ok"


async def test_the_confirmation_string_is_vk_s_of_this_moment(vk: Vk, connect: Connect) -> None:
    api = connect()
    assert await setup.confirmation(api, GROUP) == vk.couriers.confirmation_code
    vk.couriers.confirmation_code = "changed"
    assert await setup.confirmation(api, GROUP) == "changed"


async def test_the_long_poll_is_switched_on_with_the_events_the_bot_needs(
    vk: Vk, connect: Connect
) -> None:
    api = connect()
    with pytest.raises(VkError):
        await setup.long_poll_server(api, GROUP)
    for _ in range(2):
        await setup.enable_long_poll(api, GROUP)
    assert vk.long_poll.enabled and vk.long_poll.events == WANTED
    assert vk.long_poll.api_version == VERSION
    server = await setup.long_poll_server(api, GROUP)
    assert server == {"server": f"{vk.url}/long_poll", "key": vk.long_poll.key, "ts": "1"}


async def test_a_number_for_ts_is_a_string_to_us(
    vk: Vk, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = connect()
    await setup.enable_long_poll(api, GROUP)
    asked = vk.long_poll.ask
    monkeypatch.setattr(type(vk.long_poll), "ask", lambda self, url: asked(url) | {"ts": 12})
    assert (await setup.long_poll_server(api, GROUP))["ts"] == "12"


async def test_the_key_s_rights_are_told_by_name(vk: Vk, connect: Connect) -> None:
    vk.community_rights = {"wall", "manage"}
    assert await setup.rights(connect()) == {"wall", "manage"}
    vk.faults.order("groups.getTokenPermissions", Error(5))
    with pytest.raises(VkError):
        await setup.rights(connect())
