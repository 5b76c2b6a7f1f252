"""Private messages, corrections and photos over a real VK: once, in time, and told plainly."""

import pytest

from bot.channels import ChannelError, Refused, TryLater, Unclear
from bot.channels.vk.community import VkCommunity, random_id
from bot.core.case import CaseId, Place
from sandbox.faults import Error, LoseAnswer, Status
from sandbox.telegram import grey_jpeg
from sandbox.vk import Vk
from tests.channels.conftest import GROUP, Connect

PHOTO = grey_jpeg(64, 48)


@pytest.fixture
def anna(vk: Vk) -> int:
    return vk.user("Анна", "Петрова")


@pytest.fixture
def dialogue(vk: Vk, anna: int) -> Place:
    vk.allow_messages(anna)
    return Place("vk", "dialogue", -GROUP, anna)


@pytest.fixture
def plain(connect: Connect) -> VkCommunity:
    return VkCommunity(GROUP, connect())


@pytest.fixture
def full(vk: Vk, connect: Connect) -> VkCommunity:
    """Return a community whose administrator gave a key of their own."""
    return VkCommunity(GROUP, connect(), administrator=connect(vk.user_key))


async def test_a_private_message_is_said_once_under_its_key(
    vk: Vk, plain: VkCommunity, dialogue: Place
) -> None:
    vk.faults.order("messages.send", LoseAnswer())
    with pytest.raises(Unclear):
        await plain.post(dialogue, None, "Нашли ваш заказ.", "out:1")
    again = await plain.post(dialogue, None, "Нашли ваш заказ.", "out:1")
    other = await plain.post(dialogue, None, "Нашли ваш заказ.", "out:2")
    said = vk.dialogue(dialogue.item)
    assert [one.id for one in said] == [again.comment, other.comment]


@pytest.mark.parametrize("code", [900, 901, 902])
async def test_a_customer_who_wants_no_messages_is_a_refusal_in_plain_words(
    vk: Vk, plain: VkCommunity, dialogue: Place, code: int
) -> None:
    vk.faults.order("messages.send", Error(code))
    with pytest.raises(Refused) as caught:
        await plain.post(dialogue, None, "Нашли ваш заказ.", "out:1")
    assert caught.value.problem == "vk-private" and not vk.dialogue(dialogue.item)


@pytest.mark.parametrize("code", [7, 15, 27])
async def test_a_key_without_the_right_to_messages_is_told_apart(
    vk: Vk, plain: VkCommunity, dialogue: Place, code: int
) -> None:
    vk.faults.order("messages.send", Error(code))
    with pytest.raises(Refused) as caught:
        await plain.post(dialogue, None, "Нашли ваш заказ.", "out:1")
    assert caught.value.problem == "vk-messages"


def test_a_key_is_a_number_that_vk_takes_and_never_nought() -> None:
    numbers = {random_id(f"out:{one}") for one in range(1000)}
    assert len(numbers) > 990 and all(0 < one < 2**31 for one in numbers)


async def test_the_link_carries_the_case_and_bears_the_short_name_once_it_is_known(
    vk: Vk, plain: VkCommunity
) -> None:
    assert plain.invitation(CaseId(7)) == f"https://vk.me/club{GROUP}?ref=case-7"
    vk.faults.order("groups.getById", Error(10))
    await plain.learn_name()
    assert "club7" in plain.invitation(CaseId(7))
    await plain.learn_name()
    assert plain.invitation(CaseId(7)) == "https://vk.me/zerno?ref=case-7"


async def test_what_was_said_is_changed_with_the_key_that_may(
    vk: Vk, plain: VkCommunity, full: VkCommunity, dialogue: Place
) -> None:
    post = Place("vk", "wall", -GROUP, vk.post("Торты"))
    comment = (await full.post(post, None, "В 12:00", "out:1")).comment or 0
    with pytest.raises(Refused):
        await plain.revise(post, comment, "В 14:00")
    await full.revise(post, comment, "В 14:00")
    await full.revise(post, comment, "В 14:00")
    assert vk.wall.all_comments[comment].text == "В 14:00"
    message = (await plain.post(dialogue, None, "В 12:00", "out:2")).comment or 0
    await plain.revise(dialogue, message, "В 14:00")
    assert [one.text for one in vk.dialogue(dialogue.item)] == ["В 14:00"]
    assert (plain.can.revises, full.can.revises) == (False, True)


async def test_a_correction_that_broke_off_may_simply_be_repeated(
    vk: Vk, full: VkCommunity
) -> None:
    post = Place("vk", "wall", -GROUP, vk.post("Торты"))
    comment = (await full.post(post, None, "В 12:00", "out:1")).comment or 0
    vk.faults.order("wall.editComment", LoseAnswer())
    with pytest.raises(TryLater):
        await full.revise(post, comment, "В 14:00")


async def test_a_photo_goes_in_private_with_the_communitys_key_and_in_public_with_the_other(
    vk: Vk, plain: VkCommunity, full: VkCommunity, dialogue: Place
) -> None:
    await plain.post(dialogue, None, "Вот торт", "out:1", photo=PHOTO)
    post = Place("vk", "wall", -GROUP, vk.post("Торты"))
    await full.post(post, None, "Вот торт", "out:2", photo=PHOTO)
    await plain.post(post, None, "Без фото", "out:3", photo=PHOTO)
    shown = [*vk.dialogue(dialogue.item), *vk.comments(post.item)]
    assert [len(one.attachments) for one in shown] == [1, 1, 0]
    assert {one.data for one in vk.photos.saved.values()} == {PHOTO}


@pytest.mark.parametrize(
    ("fault", "kind", "problem"),
    [
        (Status(502, "<html>"), Refused, "vk-photo"),
        (Status(200, "[]"), Refused, "vk-photo"),
        (LoseAnswer(), TryLater, "vk-away"),
    ],
)
async def test_an_upload_that_fails_posts_nothing(
    vk: Vk, plain: VkCommunity, dialogue: Place, fault: object, kind: type, problem: str
) -> None:
    vk.faults.order("upload", fault, times=2)
    with pytest.raises(kind) as caught:
        await plain.post(dialogue, None, "Вот торт", "out:1", photo=PHOTO)
    assert caught.value.problem == problem and not vk.dialogue(dialogue.item)


async def test_what_is_no_photo_is_refused_by_name(
    vk: Vk, plain: VkCommunity, dialogue: Place
) -> None:
    with pytest.raises(ChannelError) as caught:
        await plain.post(dialogue, None, "Вот торт", "out:1", photo=b"no photo at all")
    assert caught.value.problem == "vk-photo"


def test_a_dialogue_is_found_by_a_person(plain: VkCommunity, dialogue: Place) -> None:
    links = plain.links(dialogue, 5, dialogue.item)
    assert links.comment == f"https://vk.com/gim{GROUP}?sel={dialogue.item}"
