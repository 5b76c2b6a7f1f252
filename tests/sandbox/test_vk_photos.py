"""Photos of the local VK: uploaded, saved, attached; and comments that are changed with them."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from sandbox.faults import LoseAnswer, Status
from sandbox.telegram import grey_jpeg
from tests.sandbox.outside import Api, Listener, register
from tests.sandbox.shapes import answer, complaints, needs_schema

JPEG = grey_jpeg(64, 48)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


async def upload(api: Api, url: str, data: bytes = JPEG, field: str = "photo") -> Any:
    form = aiohttp.FormData()
    form.add_field(field, data, filename="cake.jpg")
    async with api.session.post(url, data=form) as response:
        assert response.content_type == "text/html"
        return json.loads(await response.text())


async def for_wall(api: Api) -> Any:
    return await api.call("photos.getWallUploadServer", api.vk.user_key, group_id=7)


async def for_messages(api: Api, **params: Any) -> Any:
    return await api.call("photos.getMessagesUploadServer", **params)


async def test_a_photo_gets_onto_the_wall_by_the_user_key(api: Api) -> None:
    vk = api.vk
    post = vk.post("Новые торты")
    server = await for_wall(api)
    assert (server["album_id"], server["user_id"]) == (-14, vk.admin_id)
    receipt = await upload(api, server["upload_url"])
    (photo,) = await api.call("photos.saveWallPhoto", vk.user_key, group_id=7, **receipt)
    assert (photo["owner_id"], photo["album_id"]) == (vk.admin_id, -14)
    assert vk.photos.saved[photo["owner_id"], photo["id"]].data == JPEG
    name = f"photo{photo['owner_id']}_{photo['id']}_{photo['access_key']}"
    await api.write(post, "Вот какой", attachments=name)
    (comment,) = vk.comments(post)
    assert comment.attachments == ({"type": "photo", "photo": photo},)


async def test_a_photo_gets_into_a_message_by_the_community_key(api: Api) -> None:
    vk = api.vk
    anna = vk.user("Анна", "Петрова")
    vk.allow_messages(anna)
    server = await for_messages(api, peer_id=anna)
    assert (server["album_id"], server["user_id"], server["group_id"]) == (-64, 0, 7)
    receipt = await upload(api, server["upload_url"], PNG)
    (photo,) = await api.call("photos.saveMessagesPhoto", **receipt)
    assert (photo["owner_id"], photo["user_id"]) == (-7, 100)
    name = f"photo{photo['owner_id']}_{photo['id']}"
    await api.call("messages.send", peer_id=anna, random_id=0, attachment=name)
    assert vk.dialogue(anna)[0].attachments == ({"type": "photo", "photo": photo},)


async def test_a_user_key_uploads_to_messages_in_its_own_name(api: Api) -> None:
    vk = api.vk
    server = await api.call("photos.getMessagesUploadServer", vk.user_key)
    receipt = await upload(api, server["upload_url"])
    assert await api.error("photos.saveMessagesPhoto", **receipt) == 121
    (photo,) = await api.call("photos.saveMessagesPhoto", vk.user_key, **receipt)
    assert photo["owner_id"] == vk.admin_id


async def test_a_community_key_may_not_upload_to_the_wall(api: Api) -> None:
    assert await api.error("photos.getWallUploadServer", group_id=7) == 27
    assert await api.error("photos.saveWallPhoto", group_id=7, photo="[]") == 27


async def test_without_the_right_to_photos_there_are_none(api: Api) -> None:
    api.vk.community_rights.discard("photos")
    assert await api.error("photos.getMessagesUploadServer") == 15
    assert await api.error("photos.saveMessagesPhoto", photo="[]") == 15


async def test_a_photo_for_one_who_does_not_allow_messages_is_not_taken(api: Api) -> None:
    assert await api.error("photos.getMessagesUploadServer", peer_id=5) == 901


@pytest.mark.parametrize("data", [b"GIF89a", b"<html>", b"", b"\x89PNG", b"\xff\xd8"])
async def test_what_is_no_photo_gets_an_empty_receipt(api: Api, data: bytes) -> None:
    url = (await for_messages(api))["upload_url"]
    receipt = await upload(api, url, data)
    assert receipt["photo"] == "[]"
    assert await api.error("photos.saveMessagesPhoto", **receipt) == 100
    assert api.vk.photos.saved == {}


async def test_the_field_is_called_photo(api: Api) -> None:
    url = (await for_messages(api))["upload_url"]
    assert (await upload(api, url, field="picture"))["photo"] == "[]"
    assert (await upload(api, url, field="file0"))["photo"] != "[]", "as vk_api sends it"
    async with api.session.post(url, data={"photo": "text"}) as response:
        assert json.loads(await response.text())["photo"] == "[]"


async def test_a_large_photo_is_taken(api: Api) -> None:
    url = (await for_messages(api))["upload_url"]
    assert (await upload(api, url, JPEG + bytes(5 * 2**20)))["photo"] != "[]"


async def test_a_receipt_is_good_for_its_own_purpose_and_as_it_is(api: Api) -> None:
    vk = api.vk
    url = (await for_messages(api))["upload_url"]
    receipt = await upload(api, url)
    other = await upload(api, url)
    save = "photos.saveMessagesPhoto"
    assert await api.error(save, **receipt | {"server": 1}) == 118
    assert await api.error(save, **receipt | {"hash": "0" * 32}) == 121
    assert await api.error(save, **receipt | {"photo": other["photo"]}) == 121
    assert await api.error(save, photo=receipt["photo"]) == 100
    assert await api.error("photos.saveWallPhoto", vk.user_key, group_id=7, **receipt) == 121
    on_wall = await upload(api, (await for_wall(api))["upload_url"])
    assert await api.error("photos.saveWallPhoto", vk.user_key, **on_wall) == 121
    await asyncio.sleep(1)
    assert await api.error("photos.saveWallPhoto", vk.user_key, group_id=8, **on_wall) == 125
    assert vk.photos.saved == {}


async def test_nothing_is_taken_at_an_address_nobody_was_given(api: Api) -> None:
    server = await for_messages(api)
    url, _, _ = server["upload_url"].partition("&hash=")
    assert "error" in await upload(api, f"{url}&hash=guessed")


async def test_trouble_with_an_upload_can_be_ordered(api: Api) -> None:
    url = (await for_messages(api))["upload_url"]
    api.vk.faults.order("upload", Status(502))
    async with api.session.post(url, data=b"") as response:
        assert response.status == 502
    api.vk.faults.order("upload", LoseAnswer())
    with pytest.raises(aiohttp.ClientConnectionError):
        await upload(api, url)
    assert [call.outcome for call in api.vk.uploads] == ["status 502", "answer lost"]
    assert [call.method for call in api.vk.calls] == ["photos.getMessagesUploadServer"]


# Comments that are changed


async def test_an_administrator_changes_the_communitys_comment_with_its_photo(
    api: Api, listener: Listener
) -> None:
    await register(api, listener)
    vk = api.vk
    comment = await api.write(vk.post("Новые торты"), "раз", attachments="photo1_2")
    await vk.idle()
    which = {"owner_id": -7, "comment_id": comment}
    edit = "wall.editComment"
    assert await api.call(edit, vk.user_key, **which, message="два", attachments="photo1_3") == 1
    await vk.idle()
    assert await api.call(edit, vk.user_key, **which, message="три") == 1
    await vk.idle()
    changes = [event["object"] for event in listener.got if event["type"] == "wall_reply_edit"]
    assert [change["text"] for change in changes] == ["два", "три"]
    assert changes[0]["attachments"] == [{"type": "photo", "photo": {"id": 3, "owner_id": 1}}]
    assert "attachments" not in changes[1]


async def test_nobody_changes_what_others_wrote_nor_to_nothing(api: Api) -> None:
    vk = api.vk
    post = vk.post("Новые торты")
    theirs = vk.comment(vk.user("Анна", "Петрова"), post, "кисло")
    own = await api.write(post, "раз")
    edit = "wall.editComment"
    which = {"owner_id": -7, "comment_id": theirs}
    assert await api.error(edit, vk.user_key, **which, message="сладко") == 211
    assert await api.error(edit, vk.user_key, owner_id=-7, comment_id=own) == 100
    assert await api.error(edit, owner_id=-7, comment_id=own, message="!") == 27
    assert [comment.text for comment in vk.comments(post)] == ["кисло", "раз"]


# The schema


@needs_schema
async def test_every_answer_about_photos_fits_the_schema(api: Api) -> None:
    wall, messages = await for_wall(api), await for_messages(api)
    assert answer("photos.getWallUploadServer", wall) == []
    assert answer("photos.getMessagesUploadServer", messages) == []
    receipt = await upload(api, wall["upload_url"])
    photos = await api.call("photos.saveWallPhoto", api.vk.user_key, group_id=7, **receipt)
    assert answer("photos.saveWallPhoto", photos) == []
    receipt = await upload(api, messages["upload_url"])
    photos = await api.call("photos.saveMessagesPhoto", **receipt)
    assert answer("photos.saveMessagesPhoto", photos) == []
    attached = api.vk.attached([f"photo-7_{photos[0]['id']}"])[0]
    named = "messages/objects.json#/definitions/messages_message_attachment"
    assert complaints(attached["photo"], "photos/objects.json#/definitions/photos_photo") == []
    assert complaints({"type": attached["type"]}, named) == []
