"""Private messages of the local VK: people write, the community answers, both are told of."""

from datetime import timedelta
from typing import Any

import pytest

from tests.sandbox.outside import Api, Clock, Listener, enable_long_poll, poll, register
from tests.sandbox.shapes import answer, complaints, needs_schema

MESSAGE_EVENTS = ("message_new", "message_reply", "message_edit", "message_allow", "message_deny")


async def send(api: Api, peer_id: int, message: str = "Добрый день", **params: Any) -> int:
    sent = {"peer_id": peer_id, "message": message, "random_id": 0} | params
    return int(await api.call("messages.send", **sent))


@pytest.fixture
def anna(api: Api) -> int:
    return api.vk.user("Анна", "Петрова")


# What people write


async def test_a_message_from_a_person_is_told_with_its_client(
    api: Api, listener: Listener, clock: Clock, anna: int
) -> None:
    await register(api, listener, events=["message_new"])
    written = api.vk.write(anna, "Где мой торт?", ref="case7", ref_source="comment")
    await api.vk.idle()
    (event,) = listener.got
    assert event["type"] == "message_new"
    assert event["object"]["client_info"]["inline_keyboard"] is True
    message = event["object"]["message"]
    assert message.pop("version") > 0
    assert message == {
        "id": written,
        "date": int(clock().timestamp()),
        "peer_id": anna,
        "from_id": anna,
        "text": "Где мой торт?",
        "conversation_message_id": 1,
        "out": 0,
        "random_id": 0,
        "attachments": [],
        "fwd_messages": [],
        "important": False,
        "is_hidden": False,
        "ref": "case7",
        "ref_source": "comment",
    }


async def test_a_message_without_a_link_bears_no_ref_and_may_be_of_earlier(
    api: Api, listener: Listener, clock: Clock, anna: int
) -> None:
    await register(api, listener, events=["message_new"])
    then = clock() - timedelta(hours=2)
    api.vk.write(anna, "", attachments=["photo5_12"], at=then)
    await api.vk.idle()
    message = listener.got[0]["object"]["message"]
    assert "ref" not in message and "ref_source" not in message
    assert message["date"] == int(then.timestamp())
    assert message["attachments"] == [{"type": "photo", "photo": {"id": 12, "owner_id": 5}}]


async def test_who_writes_first_may_be_answered_and_vk_says_so_once(
    api: Api, listener: Listener, anna: int
) -> None:
    await register(api, listener, events=MESSAGE_EVENTS)
    api.vk.write(anna, "Здравствуйте")
    await api.vk.idle()
    api.vk.write(anna, "Вы тут?")
    await api.vk.idle()
    kinds = [event["type"] for event in listener.got]
    assert sorted(kinds) == ["message_allow", "message_new", "message_new"]
    await send(api, anna)


async def test_who_has_denied_messages_stays_so_though_writing(
    api: Api, listener: Listener, anna: int
) -> None:
    await register(api, listener, events=MESSAGE_EVENTS)
    api.vk.allow_messages(anna)
    api.vk.deny_messages(anna)
    api.vk.write(anna, "Хватит")
    await api.vk.idle()
    assert listener.got[1]["object"] == {"user_id": anna}
    assert sorted(event["type"] for event in listener.got) == sorted(
        ["message_allow", "message_deny", "message_new"]
    )
    assert await api.error("messages.send", peer_id=anna, message="!", random_id=0) == 901
    api.vk.allow_messages(anna)
    assert anna not in api.vk.dialogues.denied
    await send(api, anna)


async def test_a_dialogue_has_both_directions_in_order(api: Api, anna: int) -> None:
    vk = api.vk
    peter = vk.user("Пётр", "Иванов")
    vk.write(anna, "Где торт?")
    vk.write(peter, "А мой?")
    await send(api, anna, "Везём")
    vk.answer_by_hand(anna, "Уже у вас")
    dialogue = vk.dialogue(anna)
    assert [(one.text, one.out) for one in dialogue] == [
        ("Где торт?", False),
        ("Везём", True),
        ("Уже у вас", True),
    ]
    assert [one.conversation_message_id for one in dialogue] == [1, 2, 3]
    assert [one.text for one in vk.dialogue(peter)] == ["А мой?"]
    assert [one.id for one in vk.messages] == [1, 2, 3, 4]


async def test_the_long_poll_brings_messages_too(api: Api, anna: int) -> None:
    server = await enable_long_poll(api, MESSAGE_EVENTS)
    api.vk.write(anna, "Где торт?")
    message_id = await send(api, anna, "Везём")
    edit = {"peer_id": anna, "message_id": message_id, "message": "Привезли"}
    await api.call("messages.edit", **edit)
    api.vk.deny_messages(anna)
    updates = (await poll(api, server))["updates"]
    assert [update["type"] for update in updates] == [
        "message_allow",
        "message_new",
        "message_reply",
        "message_edit",
        "message_deny",
    ]


# What the community writes


async def test_what_the_community_sent_comes_back_as_a_bare_message(
    api: Api, listener: Listener, anna: int
) -> None:
    await register(api, listener, events=["message_reply"])
    api.vk.write(anna, "Где торт?")
    sent = await send(api, anna, "Везём", random_id=77, dont_parse_links=1)
    await api.vk.idle()
    api.vk.answer_by_hand(anna, "Позвоню")
    await api.vk.idle()
    echo, by_hand = (event["object"] for event in listener.got)
    assert (echo["id"], echo["from_id"], echo["peer_id"]) == (sent, -7, anna)
    assert (echo["text"], echo["out"], echo["random_id"]) == ("Везём", 1, 77)
    assert echo["conversation_message_id"] == 2
    assert "admin_author_id" not in echo
    assert (by_hand["from_id"], by_hand["text"]) == (-7, "Позвоню")
    assert by_hand["admin_author_id"] == api.vk.admin_id


async def test_the_echo_of_a_message_can_come_before_the_answer(
    api: Api, listener: Listener, anna: int
) -> None:
    await register(api, listener, events=["message_reply"])
    api.vk.allow_messages(anna)
    api.vk.echo_first = True
    sent = await send(api, anna)
    assert listener.ids == [sent]


async def test_a_random_id_is_remembered_for_an_hour(api: Api, clock: Clock, anna: int) -> None:
    vk = api.vk
    vk.allow_messages(anna)
    first = await send(api, anna, random_id=5)
    clock.forward(minutes=59)
    assert await send(api, anna, "Другое", random_id=5) == first
    clock.forward(minutes=1)
    assert await send(api, anna, random_id=5) != first
    assert await send(api, anna) != await send(api, anna)
    assert len(vk.messages) == 4


async def test_many_are_written_to_at_once_and_refusals_hide_in_the_answer(
    api: Api, anna: int
) -> None:
    vk = api.vk
    peter, olga = vk.user("Пётр", "Иванов"), vk.user("Ольга", "Лис")
    for one in (anna, olga):
        vk.write(one, "Здравствуйте")
    vk.blacklist(olga)
    peers = f"{anna},{peter},{olga}"
    many = await api.call("messages.send", peer_ids=peers, message="!", random_id=6)
    assert [one.get("error", {}).get("code") for one in many] == [None, 901, 900]
    assert many[0]["conversation_message_id"] == 2


async def test_who_is_blacklisted_neither_gets_messages_nor_writes(
    api: Api, listener: Listener, anna: int
) -> None:
    await register(api, listener, events=["user_block"])
    api.vk.write(anna, "Всё плохо!")
    api.vk.blacklist(anna)
    await api.vk.idle()
    assert listener.got[0]["object"]["user_id"] == anna
    assert await api.error("messages.send", peer_id=anna, message="!", random_id=0) == 900
    with pytest.raises(ValueError, match="blacklisted"):
        api.vk.write(anna, "Ещё")


async def test_a_message_has_4096_characters_at_most(api: Api, anna: int) -> None:
    api.vk.allow_messages(anna)
    await send(api, anna, "ж" * 4096)
    long = {"message": "ж" * 4097, "random_id": 0}
    assert await api.error("messages.send", peer_id=anna, **long) == 914
    edit = {"peer_id": anna, "message_id": 1, "message": "ж" * 4097}
    assert await api.error("messages.edit", **edit) == 914
    assert len(api.vk.messages) == 1


async def test_attachments_stand_on_the_message_without_their_key(api: Api, anna: int) -> None:
    api.vk.allow_messages(anna)
    await send(api, anna, "", attachment="photo1_2_key,video-3_4")
    (message,) = api.vk.messages
    assert message.attachments == (
        {"type": "photo", "photo": {"id": 2, "owner_id": 1}},
        {"type": "video", "video": {"id": 4, "owner_id": -3}},
    )
    assert await api.error("messages.send", peer_id=anna, random_id=0) == 100


async def test_a_user_key_writes_as_the_community_only_by_its_id(api: Api, anna: int) -> None:
    vk = api.vk
    vk.allow_messages(anna)
    message = {"peer_id": anna, "message": "!", "random_id": 0}
    assert await api.error("messages.send", vk.user_key, **message) == 100
    assert await api.error("messages.send", group_id=8, **message) == 100
    await api.call("messages.send", vk.user_key, group_id=7, **message)
    assert [(one.from_id, one.admin_id) for one in vk.messages] == [(-7, vk.admin_id)]


# Changing and asking


@pytest.mark.parametrize("name", ["message_id", "cmid", "conversation_message_id"])
async def test_a_message_is_changed_by_its_id_or_its_number(
    api: Api, listener: Listener, clock: Clock, anna: int, name: str
) -> None:
    await register(api, listener, events=["message_edit"])
    vk = api.vk
    vk.write(vk.user("Пётр", "Иванов"), "!")
    vk.write(anna, "Где торт?")
    sent = await send(api, anna, "Веземм", attachment="photo1_2")
    clock.forward(minutes=1)
    which = {name: sent if name == "message_id" else 2}
    assert await api.call("messages.edit", peer_id=anna, message="Везём", **which) == 1
    await vk.idle()
    message = vk.dialogue(anna)[-1]
    assert (message.text, message.edits, message.attachments) == ("Везём", ("Веземм",), ())
    told = listener.got[0]["object"]
    assert (told["id"], told["text"]) == (sent, "Везём")
    assert told["update_time"] == int(clock().timestamp())


async def test_only_own_fresh_messages_that_are_there_are_changed(
    api: Api, clock: Clock, anna: int
) -> None:
    vk = api.vk
    theirs = vk.write(anna, "Где торт?")
    own = await send(api, anna)
    where = {"peer_id": anna, "message": "!"}
    assert await api.error("messages.edit", **where) == 100
    assert await api.error("messages.edit", **where, message_id=99) == 100
    assert await api.error("messages.edit", peer_id=5, message="!", message_id=own) == 100
    assert await api.error("messages.edit", **where, message_id=theirs) == 15
    clock.forward(hours=25)
    assert await api.error("messages.edit", **where, message_id=own) == 909
    assert [one.edits for one in vk.messages] == [(), ()]


async def test_a_message_to_one_who_has_denied_them_is_not_changed(api: Api, anna: int) -> None:
    api.vk.allow_messages(anna)
    own = await send(api, anna)
    api.vk.deny_messages(anna)
    edit = {"peer_id": anna, "message": "!", "message_id": own}
    assert await api.error("messages.edit", **edit) == 901


async def test_whether_messages_are_allowed_can_be_asked(api: Api, anna: int) -> None:
    async def allowed() -> Any:
        where = {"group_id": 7, "user_id": anna}
        return await api.call("messages.isMessagesFromGroupAllowed", **where)

    assert await allowed() == {"is_allowed": 0}
    api.vk.write(anna, "Где торт?")
    assert await allowed() == {"is_allowed": 1}
    api.vk.deny_messages(anna)
    assert await allowed() == {"is_allowed": 0}
    foreign = {"group_id": 8, "user_id": anna}
    assert await api.error("messages.isMessagesFromGroupAllowed", **foreign) == 125


async def test_without_the_right_to_messages_there_are_none(api: Api, anna: int) -> None:
    api.vk.allow_messages(anna)
    api.vk.community_rights.discard("messages")
    assert await api.error("messages.send", peer_id=anna, message="!", random_id=0) == 15
    assert await api.error("messages.edit", peer_id=anna, message="!", message_id=1) == 15


# The schema


@needs_schema
async def test_every_event_of_a_message_fits_the_schema(
    api: Api, listener: Listener, anna: int
) -> None:
    await register(api, listener, events=[*MESSAGE_EVENTS, "user_block"])
    vk = api.vk
    vk.write(anna, "Где торт?", ref="case7")
    vk.edit_message(await send(api, anna, random_id=5), "Везём!")
    vk.answer_by_hand(anna, "Позвоню")
    vk.deny_messages(anna)
    vk.blacklist(anna)
    await vk.idle()
    assert len(listener.got) == 7
    definitions = {
        "message_new": "callback_message_object",
        "message_reply": "callback_message",
        "message_edit": "callback_message",
    }
    for event in listener.got:
        name = definitions.get(event["type"], f"callback_{event['type']}")
        assert complaints(event["object"], f"callback/objects.json#/definitions/{name}") == []


@needs_schema
async def test_every_answer_about_messages_fits_the_schema(api: Api, anna: int) -> None:
    api.vk.allow_messages(anna)
    message = {"message": "!", "random_id": 0}
    sent = await api.call("messages.send", peer_id=anna, **message)
    assert answer("messages.send", sent, "deprecatedResponse") == []
    many = await api.call("messages.send", peer_ids=f"{anna},5", **message)
    assert answer("messages.send", many, "userIdsResponse") == []
    edited = await api.call("messages.edit", peer_id=anna, message="!", message_id=sent)
    assert answer("messages.edit", edited) == []
    where = {"group_id": 7, "user_id": anna}
    allowed = await api.call("messages.isMessagesFromGroupAllowed", **where)
    assert answer("messages.isMessagesFromGroupAllowed", allowed) == []


@needs_schema
def test_the_schema_has_something_against_what_does_not_fit() -> None:
    where = "callback/objects.json#/definitions/callback_message_object"
    said = complaints({"message": {"id": "1", "out": 2}}, where)
    assert "callback_message_object.message.id: '1' is no integer" in said
    assert "callback_message_object.message.out: 2 is none of [0, 1]" in said
    assert "callback_message_object.message.peer_id is missing" in said
