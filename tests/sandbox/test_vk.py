"""The local VK is checked over real HTTP, by a small caller and a small callback listener."""

import asyncio
import logging
import time
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from sandbox.faults import Delay, Error, LoseAnswer, Silence, Status
from sandbox.vk import Vk
from tests.sandbox.outside import (
    WALL_EVENTS,
    Api,
    Clock,
    Listener,
    enable_long_poll,
    poll,
    register,
)

# Keys, limits, errors


async def test_a_key_nobody_has_is_refused(api: Api) -> None:
    assert await api.error("users.get", "wrong", user_ids=1) == 5
    assert await api.error("users.get", "", user_ids=1) == 5


async def test_the_key_may_come_in_the_header_and_parameters_in_the_query(api: Api) -> None:
    user = api.vk.user("Анна", "Петрова")
    headers = {"Authorization": f"Bearer {api.vk.community_key}"}
    url = f"{api.vk.url}/method/users.get?user_ids={user}&v=5.199"
    async with api.session.get(url, headers=headers) as response:
        assert (await response.json())["response"][0]["first_name"] == "Анна"


@pytest.mark.parametrize(
    "method",
    [
        "wall.getComments",
        "wall.getComment",
        "wall.get",
        "wall.getById",
        "wall.editComment",
        "wall.deleteComment",
        "board.createComment",
        "photos.createComment",
        "groups.ban",
    ],
)
async def test_a_community_key_may_not_call_it(api: Api, method: str) -> None:
    assert await api.error(method) == 27


async def test_a_service_key_reads_the_wall_and_does_not_write(api: Api) -> None:
    post = api.vk.post("Новые торты")
    read = await api.call("wall.getById", api.vk.service_key, posts=f"-7_{post},-7_999")
    assert [item["text"] for item in read["items"]] == ["Новые торты"]
    assert await api.error("wall.createComment", api.vk.service_key) == 28


async def test_a_right_that_was_not_given_is_missed(api: Api) -> None:
    post = api.vk.post("Новые торты")
    api.vk.community_rights = {"manage"}
    rights = await api.call("groups.getTokenPermissions")
    assert [right["name"] for right in rights["permissions"]] == ["manage"]
    assert await api.error("wall.createComment", owner_id=-7, post_id=post, message="!") == 15


async def test_unknown_methods_old_versions_and_missing_parameters_are_refused(api: Api) -> None:
    assert await api.error("wall.dance") == 3
    assert await api.error("users.get", v="5.80") == 8
    assert await api.error("users.get", v="") == 8
    answer = await api.full("wall.createComment", owner_id=-7, message="!")
    assert answer["error"]["error_code"] == 100
    assert "post_id" in answer["error"]["error_msg"]


async def test_an_error_repeats_the_parameters_but_never_the_token(api: Api) -> None:
    answer = await api.full("wall.createComment", owner_id="x", message="хлеб чёрствый")
    sent = {pair["key"]: pair["value"] for pair in answer["error"]["request_params"]}
    assert sent["method"] == "wall.createComment"
    assert sent["message"] == "хлеб чёрствый"
    assert api.vk.community_key not in str(answer)
    assert api.vk.community_key not in str(api.vk.calls)


@pytest.mark.parametrize(
    "params",
    [
        {"owner_id": "9" * 5000},
        {"owner_id": -7, "post_id": "-1"},
        {"owner_id": -7, "post_id": 1, "message": "a", "reply_to_comment": "{}"},
        {"owner_id": -7, "post_id": 1, "message": "a", "from_group": 1},
        {"owner_id": -7, "post_id": 1},
    ],
)
async def test_bad_input_is_answered_with_an_error_of_vk(
    api: Api, params: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    api.vk.post("Новые торты")
    assert await api.error("wall.createComment", **params) == 100
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_more_calls_in_a_second_than_the_key_allows_are_refused(api: Api) -> None:
    outcomes = [await api.full("users.get", user_ids=1) for _ in range(22)]
    assert [("error" in outcome) for outcome in outcomes] == [False] * 20 + [True] * 2
    assert [call.outcome for call in api.vk.calls][-3:] == ["ok", "error 6", "error 6"]
    reads = [await api.full("wall.get", api.vk.service_key) for _ in range(4)]
    assert [("error" in read) for read in reads] == [False] * 3 + [True]


# The wall


async def test_a_comment_through_the_api_stands_under_the_post(api: Api, clock: Clock) -> None:
    vk = api.vk
    post = vk.post("Новые торты")
    answer = await api.call(
        "wall.createComment", owner_id=-7, post_id=post, from_group=7, message="Спасибо!"
    )
    (comment,) = vk.comments(post)
    assert answer == {"comment_id": comment.id, "parents_stack": []}
    assert (comment.from_id, comment.text, comment.date) == (-7, "Спасибо!", clock())


async def test_a_reply_to_a_reply_stays_in_the_thread_of_the_first(api: Api) -> None:
    vk = api.vk
    anna, post = vk.user("Анна", "Петрова"), vk.post("Новые торты")
    top = vk.comment(anna, post, "Торт кислый")
    reply = await api.write(post, "Жаль!", reply_to_comment=top)
    deeper = vk.comment(anna, post, "И вам жаль", reply_to=reply)
    answer = await api.call(
        "wall.createComment", owner_id=-7, post_id=post, message="!", reply_to_comment=deeper
    )
    assert answer["parents_stack"] == [top]
    page = await api.call(
        "wall.getComments",
        vk.service_key,
        owner_id=-7,
        post_id=post,
        comment_id=top,
    )
    assert page["count"] == page["current_level_count"] == 3
    assert [item["reply_to_comment"] for item in page["items"]] == [top, reply, deeper]
    assert [item["reply_to_user"] for item in page["items"]] == [anna, -7, anna]


async def test_comments_are_read_by_level_in_pages(api: Api) -> None:
    vk = api.vk
    post = vk.post("Новые торты")
    ids = [vk.comment(1, post, f"{n}") for n in range(5)]
    reply = vk.comment(2, post, "ответ", reply_to=ids[0])

    async def read(**params: Any) -> Any:
        await asyncio.sleep(0.34)
        where = {"owner_id": -7, "post_id": post}
        return await api.call("wall.getComments", vk.user_key, **where, **params)

    page = await read(thread_items_count=1, need_likes=1)
    assert (page["count"], page["current_level_count"]) == (6, 5)
    assert [item["id"] for item in page["items"][0]["thread"]["items"]] == [reply]
    assert page["items"][0]["likes"]["count"] == 0
    page = await read(sort="desc", count=2, offset=1)
    assert [item["id"] for item in page["items"]] == [ids[3], ids[2]]
    page = await read(start_comment_id=ids[2], count=2)
    assert [item["id"] for item in page["items"]] == ids[2:4]


async def test_what_is_not_there_cannot_be_answered(api: Api) -> None:
    vk = api.vk
    post = vk.post("Новые торты")
    gone = vk.comment(1, post, "ой")
    vk.delete(gone)
    where = {"owner_id": -7, "post_id": post, "message": "!"}
    assert await api.error("wall.createComment", **where | {"post_id": 99}) == 212
    assert await api.error("wall.createComment", **where | {"owner_id": -8}) == 212
    assert await api.error("wall.createComment", **where, reply_to_comment=gone) == 213
    assert await api.error("wall.createComment", **where, reply_to_comment=99) == 213
    assert vk.comments(post) == []
    assert [comment.deleted for comment in vk.comments(post, deleted=True)] == [True]


async def test_links_are_refused_where_they_are_forbidden(api: Api) -> None:
    post = api.vk.post("Новые торты")
    api.vk.links_forbidden = True
    where = {"owner_id": -7, "post_id": post}
    assert await api.error("wall.createComment", **where, message="См. https://vk.me/x") == 222
    assert await api.error("wall.createComment", **where, message="Пишите: vk.me/zerno") == 222
    await api.write(post, "Привет. Как дела?")


async def test_the_same_guid_within_an_hour_writes_once(api: Api, clock: Clock) -> None:
    post = api.vk.post("Новые торты")
    first = await api.write(post, guid="a")
    clock.forward(minutes=59)
    assert await api.write(post, guid="a") == first
    assert await api.write(post, guid="b") != first
    clock.forward(minutes=1)
    assert await api.write(post, guid="a") != first
    assert len(api.vk.comments(post)) == 3


async def test_an_unreliable_guid_writes_twice(api: Api) -> None:
    post = api.vk.post("Новые торты")
    api.vk.guid_works = False
    assert await api.write(post, guid="a") != await api.write(post, guid="a")


async def test_only_the_user_key_changes_comments(api: Api) -> None:
    vk = api.vk
    post = vk.post("Новые торты")
    which = {"owner_id": -7, "comment_id": await api.write(post, "раз")}
    await api.call("wall.editComment", vk.user_key, **which, message="два")
    assert [(c.text, c.edits) for c in vk.comments(post)] == [("два", ("раз",))]
    await api.call("wall.deleteComment", vk.user_key, **which)
    assert vk.comments(post) == []
    await asyncio.sleep(1)
    await api.call("wall.restoreComment", vk.user_key, **which)
    assert len(vk.comments(post)) == 1
    assert await api.error("wall.restoreComment", vk.user_key, **which) == 243


# People, the community, messages


async def test_people_are_shown_and_unknown_ids_left_out(api: Api) -> None:
    anna = api.vk.user("Анна", "Петрова", sex=1)
    people = await api.call("users.get", user_ids=f"{anna},99", fields="sex,screen_name")
    assert people == [
        {
            "id": anna,
            "first_name": "Анна",
            "last_name": "Петрова",
            "can_access_closed": True,
            "is_closed": False,
            "sex": 1,
            "screen_name": f"id{anna}",
        }
    ]


async def test_the_community_is_shown_by_id_and_by_name(api: Api) -> None:
    answer = await api.call("groups.getById")
    (group,) = answer["groups"]
    assert (group["id"], group["name"]) == (7, "Пекарня «Зерно»")
    assert (group["screen_name"], answer["profiles"]) == ("zerno", [])
    assert await api.call("groups.getById", group_id="zerno") == answer
    assert (await api.call("utils.resolveScreenName", screen_name="zerno"))["object_id"] == 7
    assert await api.call("utils.resolveScreenName", screen_name="nobody") == []


async def test_messages_need_permission_and_a_random_id_is_sent_once(api: Api) -> None:
    vk = api.vk
    anna = vk.user("Анна", "Петрова")
    message = {"peer_id": anna, "message": "Добрый день", "random_id": 5}
    assert await api.error("messages.send", **message) == 901
    vk.allow_messages(anna)
    first = await api.call("messages.send", **message)
    assert await api.call("messages.send", **message) == first
    assert [sent.text for sent in vk.messages] == ["Добрый день"]
    many = await api.call("messages.send", **message | {"peer_ids": f"{anna},99", "random_id": 6})
    assert [answer.get("error", {}).get("code") for answer in many] == [None, 901]


# The Callback API


async def test_a_server_gets_events_only_after_it_confirmed_itself(
    api: Api, listener: Listener
) -> None:
    vk = api.vk
    post = vk.post("Новые торты")
    listener.code = "wrong"
    added = await api.call("groups.addCallbackServer", group_id=7, url=listener.url, title="bot")
    server = {"group_id": 7, **added}
    await api.call("groups.setCallbackSettings", **server, wall_reply_new=1)
    await vk.idle()
    assert [s.status for s in vk.servers] == ["failed"]
    vk.comment(1, post, "никто не услышит")
    await vk.idle()
    assert listener.got == []
    listener.code = vk.couriers.confirmation_code
    await api.call("groups.editCallbackServer", **server, url=listener.url, title="bot")
    await vk.idle()
    assert [s.status for s in vk.servers] == ["ok"]
    vk.comment(1, post, "слышно")
    await vk.idle()
    assert [event["object"]["text"] for event in listener.got] == ["слышно"]


async def test_servers_are_limited_in_number_and_size(api: Api) -> None:
    url = "http://127.0.0.1:1/"

    async def add(**server: str) -> Any:
        params = {"url": url, "title": "bot"} | server
        return await api.full("groups.addCallbackServer", group_id=7, **params)

    assert (await add(title="x" * 15))["error"]["error_code"] == 100
    assert (await add(secret_key="x" * 51))["error"]["error_code"] == 100
    assert ["response" in await add() for _ in range(10)] == [True] * 10
    assert (await add())["error"]["error_code"] == 2000
    servers = await api.call("groups.getCallbackServers", group_id=7, server_ids="1,3")
    assert [server["id"] for server in servers["items"]] == [1, 3]
    await api.call("groups.deleteCallbackServer", group_id=7, server_id=1)
    assert len(api.vk.servers) == 9


async def test_settings_choose_the_events(api: Api, listener: Listener) -> None:
    server = {"group_id": 7, "server_id": await register(api, listener)}
    await api.call("groups.setCallbackSettings", **server, wall_reply_edit=0, api_version="5.131")
    settings = await api.call("groups.getCallbackSettings", **server)
    assert settings["api_version"] == "5.131"
    assert settings["events"]["wall_reply_new"] == 1
    assert settings["events"]["wall_reply_edit"] == 0
    comment = api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    api.vk.edit(comment, "два")
    await api.vk.idle()
    assert [(event["type"], event["v"]) for event in listener.got] == [("wall_reply_new", "5.131")]


async def test_an_event_is_wrapped_as_vk_wraps_it(
    api: Api, listener: Listener, clock: Clock
) -> None:
    await register(api, listener, secret_key="тайна")
    vk = api.vk
    anna, post = vk.user("Анна", "Петрова"), vk.post("Новые торты")
    top = vk.comment(anna, post, "Торт кислый", attachments=("photo5_12",))
    await vk.idle()
    vk.comment(8, post, "И мне", reply_to=top)
    await vk.idle()
    first, second = listener.got
    assert len(first.pop("event_id")) == 40
    assert first == {
        "type": "wall_reply_new",
        "group_id": 7,
        "v": "5.199",
        "secret": "тайна",
        "object": {
            "id": top,
            "from_id": anna,
            "date": int(clock().timestamp()),
            "text": "Торт кислый",
            "post_id": post,
            "owner_id": -7,
            "post_owner_id": -7,
            "parents_stack": [],
            "attachments": [{"type": "photo", "photo": {"id": 12, "owner_id": 5}}],
            "thread": {
                "count": 0,
                "items": [],
                "can_post": True,
                "show_reply_button": True,
                "groups_can_post": True,
            },
        },
    }
    assert second["object"]["parents_stack"] == [top]
    assert second["object"]["reply_to_comment"] == top
    assert second["object"]["reply_to_user"] == anna


async def test_edits_deletions_and_restorations_are_told(api: Api, listener: Listener) -> None:
    await register(api, listener)
    vk = api.vk
    comment = vk.comment(1, vk.post("Новые торты"), "раз")
    await vk.idle()
    vk.edit(comment, "два")
    await vk.idle()
    vk.delete(comment, by=5)
    await vk.idle()
    vk.restore(comment)
    await vk.idle()
    assert [event["type"] for event in listener.got] == list(WALL_EVENTS)
    assert listener.got[1]["object"]["text"] == "два"
    assert listener.got[2]["object"] == {
        "owner_id": -7,
        "id": comment,
        "deleter_id": 5,
        "post_id": 1,
    }


async def test_own_comments_and_those_written_by_hand_come_back_alike(
    api: Api, listener: Listener
) -> None:
    await register(api, listener)
    post = api.vk.post("Новые торты")
    own = await api.write(post)
    await api.vk.idle()
    by_hand = api.vk.write_as_community(post, "Разберёмся", reply_to=own)
    await api.vk.idle()
    assert listener.ids == [own, by_hand]
    assert {event["object"]["from_id"] for event in listener.got} == {-7}


async def test_an_echo_can_come_before_the_answer_or_never(api: Api, listener: Listener) -> None:
    await register(api, listener)
    post = api.vk.post("Новые торты")
    api.vk.echo_first = True
    first = await api.write(post)
    assert listener.ids == [first]
    api.vk.drop_echoes(1)
    await api.write(post)
    third = await api.write(post)
    assert listener.ids == [first, third]


async def test_two_servers_get_their_own_event_ids(api: Api, listener: Listener) -> None:
    await register(api, listener)
    await register(api, listener)
    api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    await api.vk.idle()
    assert len(listener.ids) == 2
    assert len({event["event_id"] for event in listener.got}) == 2


async def test_an_event_comes_again_until_it_is_answered_ok_exactly(
    api: Api, listener: Listener
) -> None:
    await register(api, listener)
    listener.answers = [web.Response(status=500, text="ok"), web.Response(text="OK")]
    api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    await asyncio.sleep(0.5)
    assert [headers.get("X-Retry-Counter") for headers in listener.headers] == [None, "1", "2"]
    assert len({event["event_id"] for event in listener.got}) == 1
    assert [(d.attempt, d.status, d.body) for d in api.vk.deliveries[1:]] == [
        (1, 500, "ok"),
        (2, 200, "OK"),
        (3, 200, "ok"),
    ]


async def test_an_event_is_lost_after_the_last_retry(api: Api, listener: Listener) -> None:
    await register(api, listener)
    listener.answers = [web.Response(text="no") for _ in range(3)]
    api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    await asyncio.sleep(0.5)
    assert len(listener.got) == 3


async def test_retry_after_is_obeyed(api: Api, listener: Listener) -> None:
    await register(api, listener)
    listener.answers = [web.Response(status=503, headers={"Retry-After": "0.6"})]
    api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    await asyncio.sleep(0.4)
    assert len(listener.got) == 1
    await asyncio.sleep(0.5)
    assert len(listener.got) == 2


async def test_the_body_remove_unregisters_the_server(api: Api, listener: Listener) -> None:
    await register(api, listener)
    listener.answers = [web.Response(status=500, text="remove it")]
    api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    await api.vk.idle()
    assert api.vk.servers == []


async def test_a_listener_that_is_gone_costs_nothing_but_attempts(api: Api) -> None:
    gone = Listener(url="http://127.0.0.1:1/vk")
    await register(api, gone)
    assert [(d.type, d.status, d.body) for d in api.vk.deliveries] == [("confirmation", None, "")]


async def test_events_come_twice_by_order(api: Api, listener: Listener) -> None:
    await register(api, listener)
    post = api.vk.post("Новые торты")
    api.vk.duplicate_next()
    first = api.vk.comment(1, post, "раз")
    await api.vk.idle()
    api.vk.duplicate_next(times=2, new_event_id=True)
    second = api.vk.comment(1, post, "два")
    third = api.vk.comment(1, post, "три")
    await api.vk.idle()
    assert sorted(listener.ids) == [first] * 2 + [second] * 3 + [third]
    assert len({event["event_id"] for event in listener.got}) == 1 + 3 + 1


async def test_held_events_come_in_order_or_reversed(api: Api, listener: Listener) -> None:
    await register(api, listener)
    post = api.vk.post("Новые торты")
    for reverse in (False, True):
        listener.got.clear()
        api.vk.hold()
        ids = [api.vk.comment(1, post, f"{n}") for n in range(10)]
        await api.vk.idle()
        assert listener.got == []
        api.vk.let_go(reverse=reverse)
        await api.vk.idle()
        assert listener.ids == (ids[::-1] if reverse else ids)


async def test_any_event_can_be_emitted(api: Api, listener: Listener) -> None:
    await register(api, listener)
    api.vk.emit("wall_reply_new", {"id": 1, "odd": None}, event_id="same")
    api.vk.emit("board_post_new", {"id": 2})
    await api.vk.idle()
    assert [(e["event_id"], e["object"]) for e in listener.got] == [
        ("same", {"id": 1, "odd": None})
    ]


# Bots Long Poll


async def test_the_long_poll_has_to_be_enabled(api: Api) -> None:
    assert await api.error("groups.getLongPollServer", group_id=7) == 100
    await enable_long_poll(api)
    settings = await api.call("groups.getLongPollSettings", group_id=7)
    assert settings["is_enabled"]
    assert settings["events"]["wall_reply_new"] == 1
    assert settings["events"]["board_post_new"] == 0


async def test_events_wait_for_the_poller_under_their_numbers(api: Api) -> None:
    server = await enable_long_poll(api)
    post = api.vk.post("Новые торты")
    ids = [api.vk.comment(1, post, f"{n}") for n in range(3)]
    answer = await poll(api, server)
    assert [update["object"]["id"] for update in answer["updates"]] == ids
    assert "secret" not in answer["updates"][0]
    assert answer == await poll(api, server), "the same number gives the same events"
    assert await poll(api, server | {"ts": answer["ts"]}) == {"ts": answer["ts"], "updates": []}


async def test_a_poller_waits_until_something_happens(api: Api) -> None:
    server = await enable_long_poll(api)
    waiting = asyncio.create_task(poll(api, server, wait=60))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    began = time.monotonic()
    comment = api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    assert [update["object"]["id"] for update in (await waiting)["updates"]] == [comment]
    assert time.monotonic() - began < 20


async def test_the_long_poll_fails_in_the_three_ways_of_vk(api: Api) -> None:
    server = await enable_long_poll(api)
    assert await poll(api, server | {"ts": "99"}) == {"failed": 1, "ts": 1}
    api.vk.comment(1, api.vk.post("Новые торты"), "раз")
    api.vk.forget_long_poll_events()
    assert await poll(api, server) == {"failed": 1, "ts": 2}
    api.vk.expire_long_poll_key()
    assert await poll(api, server) == {"failed": 2}
    api.vk.lose_long_poll()
    assert await poll(api, server) == {"failed": 3}
    server = await api.call("groups.getLongPollServer", group_id=7)
    assert await poll(api, server) == {"ts": "2", "updates": []}
    api.vk.faults.order("a_check", Error(3))
    assert await poll(api, server) == {"failed": 3}


# Faults


async def test_an_ordered_error_is_answered_and_nothing_done(api: Api) -> None:
    post = api.vk.post("Новые торты")
    api.vk.faults.order("wall.createComment", Error(14, "Captcha", {"captcha_sid": "1"}))
    where = {"owner_id": -7, "post_id": post, "message": "!"}
    answer = await api.full("wall.createComment", **where)
    assert (answer["error"]["error_code"], answer["error"]["captcha_sid"]) == (14, "1")
    assert api.vk.comments(post) == []


async def test_bare_statuses_and_being_down_are_no_answers_of_vk(api: Api) -> None:
    url = f"{api.vk.url}/method/users.get"
    form = {"access_token": api.vk.community_key, "v": "5.199", "user_ids": "1"}
    api.vk.faults.order("users.get", Status(502))
    async with api.session.post(url, data=form) as response:
        assert (response.status, await response.text()) == (502, "<html>sorry</html>")
    api.vk.down = True
    async with api.session.post(url, data=form) as response:
        assert response.status == 503
    assert [call.outcome for call in api.vk.calls] == ["status 502", "down"]


async def test_an_impatient_caller_is_served_all_the_same(api: Api) -> None:
    post = api.vk.post("Новые торты")
    api.vk.faults.order("wall.createComment", Delay(0.3))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await api.write(post)
    assert api.vk.comments(post) == []
    await asyncio.sleep(0.4)
    assert len(api.vk.comments(post)) == 1


async def test_silence_lasts_until_the_caller_hangs_up_and_nothing_is_done(api: Api) -> None:
    post = api.vk.post("Новые торты")
    api.vk.faults.order("wall.createComment", Silence())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await api.write(post)
    assert api.vk.comments(post) == []
    assert [call.outcome for call in api.vk.calls] == ["silence"]


async def test_a_lost_answer_leaves_the_comment_and_its_echo(
    api: Api, listener: Listener, caplog: pytest.LogCaptureFixture
) -> None:
    await register(api, listener)
    post = api.vk.post("Новые торты")
    api.vk.faults.order("wall.createComment", LoseAnswer())
    with pytest.raises(aiohttp.ClientConnectionError):
        await api.write(post)
    await api.vk.idle()
    assert listener.ids == [comment.id for comment in api.vk.comments(post)] != []
    assert api.vk.calls[-1].outcome == "answer lost"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_it_stops_at_once_with_everything_under_way(clock: Clock) -> None:
    vk = Vk(7, "Пекарня «Зерно»", "zerno", clock)
    await vk.start()
    async with aiohttp.ClientSession() as session:
        api = Api(vk, session)
        gone = Listener(url="http://127.0.0.1:1/vk")
        await register(api, gone)
        vk.servers[0].status = "ok"
        vk.comment(1, vk.post("Новые торты"), "будет повторяться")
        await vk.idle()
        server = await enable_long_poll(api)
        vk.faults.order("users.get", Silence())
        vk.faults.order("groups.getById", Delay(60))
        held = [
            asyncio.create_task(poll(api, server, wait=60)),
            asyncio.create_task(api.full("users.get")),
            asyncio.create_task(api.full("groups.getById")),
        ]
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await vk.stop()
        assert time.monotonic() - began < 20
        polled, silent, delayed = await asyncio.gather(*held, return_exceptions=True)
    assert polled == {"ts": "1", "updates": []}
    assert isinstance(silent, aiohttp.ClientError)
    assert isinstance(delayed, AssertionError), "answered 503"
    assert len(asyncio.all_tasks()) == 1
