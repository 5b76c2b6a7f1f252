"""Photos from people in the local Telegram, the way to their bytes, and buttons that copy."""

from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.faults import LoseAnswer, Status
from sandbox.telegram import NoSuchButton, Telegram, grey_jpeg
from tests.sandbox.outside import TOKEN, Clock, refusal

NOT_FOUND = b'{"ok": false, "error_code": 404, "description": "Not Found"}'
CAKE = grey_jpeg(32, 24)


async def fetched(tg: Telegram, path: str | None, token: str = TOKEN) -> tuple[int, bytes]:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{tg.url}/file/bot{token}/{path}") as answer,
    ):
        return answer.status, await answer.read()


# Photos


async def test_a_photo_is_told_in_its_sizes_with_its_caption(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    topic = tg.open_topic_by_hand(staff, "Торт")
    card = tg.say(tg.person("Пётр"), staff, "Карточка", topic=topic)
    maria = tg.person("Мария")
    sent = tg.say_photo(maria, staff, caption="Вот #торт", reply_to=card, data=CAKE)
    assert (sent.text, sent.caption, sent.words) == ("", "Вот #торт", "Вот #торт")
    message = (await bot.get_updates())[-1].message
    assert message is not None and message.photo is not None
    assert (message.text, message.caption) == (None, "Вот #торт")
    assert [entity.type for entity in message.caption_entities or []] == ["hashtag"]
    assert message.entities is None
    assert message.reply_to_message is not None
    assert message.reply_to_message.message_id == card.id
    assert message.message_thread_id == topic.id
    widths = [size.width for size in message.photo]
    assert widths == sorted(widths) and len(widths) == 3
    assert message.photo[-1].file_size == len(CAKE)
    assert len({size.file_unique_id for size in message.photo}) == 3


async def test_a_photo_may_have_no_caption(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    sent = tg.say_photo(tg.person("Мария"), staff)
    message = (await bot.get_updates())[-1].message
    assert message is not None and message.photo is not None
    assert (message.caption, message.caption_entities) == (None, None)
    assert sent.caption == ""
    assert tg.messages(staff) == [sent]


async def test_the_last_size_is_the_photo_that_was_sent(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    sent = tg.say_photo(tg.person("Мария"), staff, data=CAKE)
    got = [await bot.download(size.id, BytesIO()) for size in sent.photo]
    pictures = [each.read() for each in got if each is not None]
    assert pictures[-1] == CAKE
    assert CAKE not in pictures[:-1]
    assert {picture[:3] for picture in pictures} == {b"\xff\xd8\xff"}


async def test_a_file_is_there_once_asked_for_and_for_an_hour(
    tg: Telegram, bot: Bot, clock: Clock
) -> None:
    sent = tg.say_photo(tg.person("Мария"), tg.group("Команда"), data=CAKE)
    photo = sent.photo[-1]
    assert await fetched(tg, photo.path) == (404, NOT_FOUND)
    file = await bot.get_file(photo.id)
    assert (file.file_path, file.file_size) == (photo.path, len(CAKE))
    assert file.file_unique_id == photo.unique_id
    assert await fetched(tg, file.file_path) == (200, CAKE)
    assert (await fetched(tg, file.file_path, token="100:other"))[0] == 404
    assert (await fetched(tg, "photos/file_99.jpg"))[0] == 404
    clock.forward(minutes=60)
    assert (await fetched(tg, file.file_path))[0] == 404
    await bot.get_file(photo.id)
    assert await fetched(tg, file.file_path) == (200, CAKE)


async def test_a_file_that_is_not_there_or_too_big_is_refused(tg: Telegram, bot: Bot) -> None:
    assert await refusal(tg, "getFile", file_id="x") == "Bad Request: invalid file_id"
    assert await refusal(tg, "getFile") == "Bad Request: file_id not specified"
    staff, maria = tg.group("Команда"), tg.person("Мария")
    for size, well in ((20 * 2**20, True), (20 * 2**20 + 1, False)):
        photo = tg.say_photo(maria, staff, data=bytes(size)).photo[-1]
        if well:
            await bot.get_file(photo.id)
        else:
            with pytest.raises(TelegramBadRequest, match="file is too big"):
                await bot.get_file(photo.id)


async def test_a_caption_is_edited_by_hand(tg: Telegram, bot: Bot) -> None:
    sent = tg.say_photo(tg.person("Мария"), tg.group("Команда"), caption="Завтра")
    tg.edit(sent, "Сегодня #срочно")
    assert (sent.text, sent.caption) == ("", "Сегодня #срочно")
    assert [edit.text for edit in sent.edits] == ["Завтра"]
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None and edited.photo is not None
    assert (edited.text, edited.caption) == (None, "Сегодня #срочно")
    assert [entity.type for entity in edited.caption_entities or []] == ["hashtag"]


async def test_with_privacy_a_caption_is_read_as_a_text_is(tg: Telegram, bot: Bot) -> None:
    tg.can_read_all_group_messages = False
    chat, anna = tg.group("Покупатели", bot="member"), tg.person("Анна")
    for caption in ("", "просто так", "/id", "/id@other_bot"):
        tg.say_photo(anna, chat, caption=caption)
    seen = [each.message.caption for each in await bot.get_updates() if each.message]
    assert seen == ["/id"]


async def test_a_photo_is_copied_with_its_caption_and_has_no_text_to_edit(
    tg: Telegram, bot: Bot
) -> None:
    staff = tg.group("Команда")
    sent = tg.say_photo(tg.person("Мария"), staff, caption="Вот", data=CAKE)
    where = {"chat_id": staff.id, "from_chat_id": staff.id, "message_id": sent.id}
    copy = await bot.copy_message(**where)
    _, message = tg.messages(staff)
    assert (message.id, message.caption, message.photo) == (copy.message_id, "Вот", sent.photo)
    edit = {"chat_id": staff.id, "message_id": message.id}
    complaint = "Bad Request: there is no text in the message to edit"
    assert await refusal(tg, "editMessageText", text="a", **edit) == complaint
    assert "not played" in await refusal(tg, "copyMessage", caption="Другое", **where)


async def test_trouble_with_a_file_can_be_ordered(tg: Telegram, bot: Bot) -> None:
    photo = tg.say_photo(tg.person("Мария"), tg.group("Команда")).photo[-1]
    await bot.get_file(photo.id)
    tg.faults.order("file", Status(502))
    assert (await fetched(tg, photo.path))[0] == 502
    tg.faults.order("file", LoseAnswer(), times=2)  # aiohttp asks twice
    with pytest.raises(aiohttp.ClientConnectionError):
        await fetched(tg, photo.path)
    tg.down = True
    with pytest.raises(aiohttp.ClientConnectionError):
        await fetched(tg, photo.path)
    with pytest.raises(TelegramNetworkError):
        await bot.get_file(photo.id)
    assert [call.ok for call in tg.fetches] == [False, True, True]


def test_a_grey_picture_is_a_whole_jpeg_of_its_size() -> None:
    picture = grey_jpeg(90, 67)
    assert picture.startswith(b"\xff\xd8\xff") and picture.endswith(b"\xff\xd9")
    start = picture.index(b"\xff\xc0") + 5
    assert picture[start : start + 4] == (67).to_bytes(2, "big") + (90).to_bytes(2, "big")


# Buttons that copy


async def test_a_button_can_copy_a_text(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    copying = InlineKeyboardButton(text="Копировать", copy_text=CopyTextButton(text="ж" * 256))
    markup = InlineKeyboardMarkup(inline_keyboard=[[copying]])
    sent = await bot.send_message(staff.id, "Ответ", reply_markup=markup)
    message = tg.messages(staff)[0]
    assert (message.button("Копировать").copy, message.buttons[0].data) == ("ж" * 256, None)
    assert sent.reply_markup is not None
    shown = sent.reply_markup.inline_keyboard[0][0].copy_text
    assert shown is not None and shown.text == "ж" * 256
    with pytest.raises(NoSuchButton, match="no callback data"):
        tg.press(tg.person("Мария"), message, "Копировать")
    other = InlineKeyboardButton(text="Копировать", copy_text=CopyTextButton(text="другое"))
    markup = InlineKeyboardMarkup(inline_keyboard=[[other]])
    where = {"chat_id": staff.id, "message_id": message.id}
    await bot.edit_message_text("Ответ", reply_markup=markup, **where)
    assert [button.copy for button in message.buttons] == ["другое"]


async def test_other_buttons_copy_nothing(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    pressed = InlineKeyboardButton(text="Взять", callback_data="take:1")
    await bot.send_message(
        staff.id, "a", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[pressed]])
    )
    assert tg.messages(staff)[0].buttons[0].copy is None


@pytest.mark.parametrize(
    ("copied", "complaint"),
    [
        ({"text": ""}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "ж" * 257}, "BUTTON_COPY_TEXT_INVALID"),
        ("текст", "must be an Object"),
        ({}, "must be an Object"),
        ({"text": 5}, "must be an Object"),
        ({"text": "a", "colour": "red"}, "unknown field"),
    ],
)
async def test_a_button_that_copies_badly_is_refused(
    tg: Telegram, copied: Any, complaint: str
) -> None:
    staff = tg.group("Команда")
    markup = {"inline_keyboard": [[{"text": "a", "copy_text": copied}]]}
    got = await refusal(tg, "sendMessage", chat_id=staff.id, text="a", reply_markup=markup)
    assert complaint in got
    assert tg.messages(staff) == []
