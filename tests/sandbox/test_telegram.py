"""The stand-in for Telegram behaves as the platform where a bot depends on it."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    ForceReply,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyParameters,
    Update,
)
from aiohttp import web

from sandbox.faults import Delay, Error, LoseAnswer, Silence, Status
from sandbox.telegram import ALL, Message, NoSuchButton, Telegram
from sandbox.telegram.markup import parse_html
from sandbox.telegram.refusals import Refusal
from sandbox.telegram.server import PLAYED
from sandbox.telegram.table import METHODS
from sandbox.telegram.text import cut
from tests import schemas
from tests.sandbox.outside import TOKEN, Clock, call, refusal

SCHEMA = schemas.FOLDER / "telegram/api.json"


class Hook:
    """A bot's webhook that answers with the statuses it is told, then with 200."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[int] = []
        self.stuck_on: str | None = None
        self.free = asyncio.Event()
        self.news = asyncio.Event()
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append(update)
        self.news.set()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.stuck_on is not None and self.stuck_on in json.dumps(update, ensure_ascii=False):
            await self.free.wait()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def has(self, number: int) -> None:
        async with asyncio.timeout(2):
            while len(self.got) < number:
                self.news.clear()
                await self.news.wait()

    def texts(self) -> list[str]:
        return [each["message"]["text"] for each in self.got if "text" in each.get("message", {})]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    hook.url = f"http://{host}:{port}/hook"
    yield hook
    hook.free.set()
    await runner.cleanup()


def buttons(*rows: tuple[str, str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=t, callback_data=d)] for t, d in rows]
    )


async def written(tg: Telegram, chat: Any, message_id: int) -> Message:
    return next(each for each in tg.messages(chat) if each.id == message_id)


# Who the bot is, and what it reads


async def test_the_bot_knows_itself_and_its_chat(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    me = await bot.get_me()
    assert (me.id, me.username, me.can_read_all_group_messages) == (100, "otklik_bot", True)
    full = await bot.get_chat(staff.id)
    assert (full.type, full.title, full.is_forum) == ("supergroup", "Команда", True)
    tg.can_read_all_group_messages = False
    staff.is_forum = False
    assert (await bot.get_me()).can_read_all_group_messages is False
    assert not (await bot.get_chat(staff.id)).is_forum


async def test_members_of_every_standing_parse(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    people = {}
    for status in ("creator", "administrator", "member", "restricted", "left", "kicked"):
        people[status] = tg.person(status)
        tg.join(people[status], staff, status)
    for status, person in people.items():
        assert (await bot.get_chat_member(staff.id, person.id)).status == status
    stranger = tg.person("Никто")
    assert (await bot.get_chat_member(staff.id, stranger.id)).status == "left"
    mine = await bot.get_chat_member(staff.id, 100)
    assert mine.can_manage_topics and not mine.can_promote_members
    admins = await bot.get_chat_administrators(staff.id)
    assert {admin.status for admin in admins} == {"creator", "administrator"}
    assert len(admins) == 3
    assert await bot.get_chat_member_count(staff.id) == 5


async def test_a_wrong_token_is_unauthorized(tg: Telegram) -> None:
    status, body = await call(tg, "getMe", token="100:other")
    assert (status, body["description"]) == (401, "Unauthorized")
    session = AiohttpSession(api=TelegramAPIServer.from_base(tg.url))
    with pytest.raises(TelegramUnauthorizedError):
        await Bot("100:other", session=session).get_me()
    await session.close()


async def test_what_the_api_does_not_have_is_refused(tg: Telegram) -> None:
    staff = tg.group("Команда")
    assert (await call(tg, "sendTelegram"))[0] == 404
    assert "colour" in await refusal(tg, "sendMessage", chat_id=staff.id, text="a", colour="red")
    assert tg.calls[-1].unknown == ["colour"]
    assert await refusal(tg, "sendMessage", chat_id=staff.id) == (
        "Bad Request: message text is empty"
    )
    assert "name" in await refusal(tg, "createForumTopic", chat_id=staff.id)
    assert "rich_message" in await refusal(tg, "editMessageText", chat_id=1, rich_message={})
    assert await refusal(tg, "getChat", chat_id=-1) == "Bad Request: chat not found"
    assert tg.messages(staff) == []


async def test_parameters_come_as_json_form_multipart_or_query(tg: Telegram) -> None:
    staff = tg.group("Команда")
    url = f"{tg.url}/bot{TOKEN}/sendMessage"
    markup = json.dumps({"inline_keyboard": [[{"text": "Взять", "callback_data": "take:1"}]]})
    form = {"chat_id": str(staff.id), "text": "Привет", "reply_markup": markup}
    with aiohttp.MultipartWriter("form-data") as multipart:
        for name, value in form.items():
            part = multipart.append(value)
            part.set_content_disposition("form-data", name=name)
    async with aiohttp.ClientSession() as session:
        for sent in ({"data": form}, {"json": form}, {"data": multipart}, {"params": form}):
            async with session.post(url, **sent) as answer:
                assert (await answer.json())["result"]["text"] == "Привет"
    assert [each.buttons[0].data for each in tg.messages(staff)] == ["take:1"] * 4
    assert {each.params["chat_id"] for each in tg.calls} == {staff.id}


# Messages


async def test_a_message_is_sent_edited_and_deleted(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    sent = await bot.send_message(
        staff.id,
        "<b>Жалоба</b> от <a href='https://vk.com/id1'>Анны</a>",
        parse_mode="HTML",
        reply_markup=buttons(("Взять", "take:1")),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    message = tg.messages(staff)[0]
    assert (sent.text, sent.message_thread_id, sent.from_user.id) == ("Жалоба от Анны", None, 100)
    assert message.is_bot and message.text == "Жалоба от Анны"
    assert message.html == '<b>Жалоба</b> от <a href="https://vk.com/id1">Анны</a>'
    assert [button.text for button in message.buttons] == ["Взять"]
    edited = await bot.edit_message_text("Взята", chat_id=staff.id, message_id=message.id)
    assert edited.edit_date is not None and edited.reply_markup is None
    assert (message.text, message.buttons) == ("Взята", [])
    assert [edit.text for edit in message.edits] == ["Жалоба от Анны"]
    await bot.edit_message_reply_markup(
        chat_id=staff.id, message_id=message.id, reply_markup=buttons(("Ещё", "more:1"))
    )
    assert message.button("more").data == "more:1"
    await bot.delete_message(staff.id, message.id)
    assert message.deleted and tg.messages(staff) == []
    assert tg.messages(staff, deleted=True) == [message]


async def test_an_edit_that_changes_nothing_is_refused(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    markup = buttons(("Взять", "take:1"))
    sent = await bot.send_message(staff.id, "Карточка", reply_markup=markup)
    where = {"chat_id": staff.id, "message_id": sent.message_id}
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message"):
        await bot.edit_message_text("Карточка", reply_markup=markup, **where)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_reply_markup(reply_markup=markup, **where)
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("x", chat_id=staff.id, message_id=999)


async def test_only_own_editable_messages_are_edited(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    theirs = tg.say(tg.person("Мария"), staff, "моё")
    asked = await bot.send_message(staff.id, "Ответьте", reply_markup=ForceReply(selective=True))
    for message_id in (theirs.id, asked.message_id):
        with pytest.raises(TelegramBadRequest, match="message can't be edited"):
            await bot.edit_message_text("x", chat_id=staff.id, message_id=message_id)
    kept = await written(tg, staff, asked.message_id)
    assert kept.force_reply == {"force_reply": True, "selective": True}
    assert asked.reply_markup is None


async def test_without_rights_only_own_fresh_messages_are_deleted(
    tg: Telegram, bot: Bot, clock: Clock
) -> None:
    chat = tg.group("Покупатели", bot="member")
    theirs = tg.say(tg.person("Анна"), chat, "привет")
    old, new = await bot.send_message(chat.id, "раз"), await bot.send_message(chat.id, "два")
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(chat.id, theirs.id)
    await bot.delete_message(chat.id, new.message_id)
    clock.forward(hours=49)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await bot.delete_message(chat.id, old.message_id)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(chat.id, new.message_id)
    tg.add_bot_to(chat, rights={"can_delete_messages"})
    await bot.delete_messages(chat.id, [theirs.id, old.message_id, 999])
    assert tg.messages(chat) == []


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ё <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("a < b > c", 'Unsupported start tag "" at byte offset 2'),
        ("1 <3", "Unclosed start tag at byte offset 2"),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
    ],
)
async def test_broken_html_is_refused(tg: Telegram, source: str, complaint: str) -> None:
    staff = tg.group("Команда")
    got = await refusal(tg, "sendMessage", chat_id=staff.id, text=source, parse_mode="HTML")
    assert got == f"Bad Request: can't parse entities: {complaint}"


def test_html_is_read_as_telegram_reads_it() -> None:
    source = (
        "😀<b>жир<i>но</i></b> <u>1</u><s>2</s><code>3</code><pre>4</pre>"
        "<tg-spoiler>5</tg-spoiler><blockquote expandable>6</blockquote>"
        "<a href='tg://user?id=7'>7</a> &lt;&amp;&quot;&gt;&#1078;&#x436; & > &nbsp;"
    )
    text, entities = parse_html(source)
    assert text == '😀жирно 1234567 <&">жж & > &nbsp;'
    assert [(each["type"], cut(text, each["offset"], each["length"])) for each in entities] == [
        ("bold", "жирно"),
        ("italic", "но"),
        ("underline", "1"),
        ("strikethrough", "2"),
        ("code", "3"),
        ("pre", "4"),
        ("spoiler", "5"),
        ("expandable_blockquote", "6"),
        ("text_mention", "7"),
    ]
    assert entities[0]["offset"] == 2


def test_a_link_without_a_host_is_no_link() -> None:
    assert parse_html("<a href='нет'>x</a>") == ("x", [])
    with pytest.raises(Refusal):
        parse_html("<a href='x'>y")


async def test_a_mention_means_a_person_who_exists(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    for person_id, kinds in ((maria.id, ["text_mention"]), (1, [])):
        text = f'<a href="tg://user?id={person_id}">Мария</a>'
        sent = await bot.send_message(staff.id, text, parse_mode="HTML")
        assert [each.type for each in sent.entities or []] == kinds
    first = tg.messages(staff)[0]
    assert first.entities[0]["user"]["first_name"] == "Мария"


async def test_the_length_counts_utf16_units_after_parsing(tg: Telegram) -> None:
    staff = tg.group("Команда")
    for text, well in (("😀" * 2048, True), ("😀" * 2048 + "a", False), ("<b>a</b>" * 4096, True)):
        answer = await call(tg, "sendMessage", chat_id=staff.id, text=text, parse_mode="HTML")
        assert answer[1]["ok"] is well
        assert well or answer[1]["description"] == "Bad Request: message is too long"
    empty = await refusal(
        tg, "sendMessage", chat_id=staff.id, text=" <b> </b>\n", parse_mode="HTML"
    )
    assert empty == "Bad Request: message text is empty"


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "a", "callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a"}, "Text buttons are unallowed"),
        ({"text": "a", "callback_data": "b", "url": "https://vk.com"}, "more than one action"),
        ({"text": "", "callback_data": "b"}, "must be non-empty"),
        ({"text": "a", "url": "http://localhost/x"}, "Wrong HTTP URL"),
        ({"text": "a", "callback_data": "b", "style": "blue"}, "style"),
    ],
)
async def test_a_bad_button_is_refused(
    tg: Telegram, button: dict[str, str], complaint: str
) -> None:
    staff = tg.group("Команда")
    markup = {"inline_keyboard": [[button]]}
    got = await refusal(tg, "sendMessage", chat_id=staff.id, text="a", reply_markup=markup)
    assert complaint in got
    assert tg.messages(staff) == []


async def test_a_reply_to_what_is_gone_is_refused_unless_allowed(tg: Telegram, bot: Bot) -> None:
    chat = tg.group("Покупатели")
    comment = tg.say(tg.person("Анна"), chat, "Не привезли")
    reply = ReplyParameters(message_id=comment.id)
    sent = await bot.send_message(chat.id, "Разберёмся", reply_parameters=reply)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "Не привезли"
    assert sent.message_thread_id == comment.id and not sent.is_topic_message
    tg.delete_by_hand(comment)
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(chat.id, "Разберёмся", reply_parameters=reply)
    lenient = ReplyParameters(message_id=comment.id, allow_sending_without_reply=True)
    sent = await bot.send_message(chat.id, "Разберёмся", reply_parameters=lenient)
    assert sent.reply_to_message is None


async def test_pins_reactions_copies_actions_and_commands(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    said = tg.say(tg.person("Мария"), staff, "важное")
    await bot.pin_chat_message(staff.id, said.id)
    pinned = (await bot.get_chat(staff.id)).pinned_message
    assert pinned is not None and pinned.message_id == said.id
    await bot.unpin_chat_message(staff.id, message_id=said.id)
    assert (await bot.get_chat(staff.id)).pinned_message is None
    await bot.set_message_reaction(staff.id, said.id, [ReactionTypeEmoji(emoji="👍")])
    assert said.reactions[0]["emoji"] == "👍"
    copied = await bot.copy_message(staff.id, staff.id, said.id)
    assert (await written(tg, staff, copied.message_id)).text == "важное"
    await bot.send_chat_action(staff.id, "typing")
    await bot.set_my_commands([BotCommand(command="queue", description="Очередь")])
    assert [each.command for each in await bot.get_my_commands()] == ["queue"]
    assert await bot.get_my_commands(language_code="en") == []


# Who may be written to


async def test_a_person_who_never_wrote_cannot_be_written_to(tg: Telegram, bot: Bot) -> None:
    maria = tg.person("Мария")
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(maria.id, "Здравствуйте")
    tg.say_private(maria, "/start")
    await bot.send_message(maria.id, "Здравствуйте")
    assert [each.text for each in tg.private(maria)] == ["/start", "Здравствуйте"]
    assert (await bot.get_chat(maria.id)).first_name == "Мария"
    tg.block(maria)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(maria.id, "Вы здесь?")
    tg.unblock(maria)
    await bot.send_message(maria.id, "Вы здесь?")


async def test_a_group_without_the_bot_is_closed_to_it(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    tg.kick_bot(staff)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await bot.send_message(staff.id, "a")
    tg.add_bot_to(staff)
    await bot.send_message(staff.id, "a")
    await bot.leave_chat(staff.id)
    with pytest.raises(TelegramForbiddenError, match="bot is not a member of the supergroup chat"):
        await bot.get_chat(staff.id)


async def test_an_upgraded_group_answers_with_its_new_id(tg: Telegram, bot: Bot) -> None:
    old = tg.group("Команда", kind="group")
    new = tg.upgrade(old)
    with pytest.raises(TelegramMigrateToChat) as refused:
        await bot.send_message(old.id, "a")
    assert refused.value.migrate_to_chat_id == new.id
    updates = await bot.get_updates()
    moved = [each.message for each in updates if each.message is not None]
    assert [each.migrate_to_chat_id for each in moved] == [new.id, None]
    assert [each.migrate_from_chat_id for each in moved] == [None, old.id]
    await bot.send_message(new.id, "a")
    with pytest.raises(ValueError, match="moved"):
        tg.say(tg.person("Мария"), old, "a")


# Topics


async def test_a_topic_is_opened_by_a_message_whose_id_it_bears(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    before = await bot.send_message(staff.id, "раз")
    topic = await bot.create_forum_topic(staff.id, "Анна: доставка")
    assert topic.message_thread_id == before.message_id + 1
    root, *_ = tg.messages(staff, topic.message_thread_id, service=True)
    assert root.service == {
        "forum_topic_created": {"name": "Анна: доставка", "icon_color": topic.icon_color}
    }
    sent = await bot.send_message(staff.id, "Карточка", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message and sent.message_thread_id == topic.message_thread_id
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.forum_topic_created is not None
    assert [each.text for each in tg.messages(staff, topic.message_thread_id)] == ["Карточка"]
    assert [each.text for each in tg.messages(staff, None)] == ["раз"]
    assert [each.text for each in tg.messages(staff, ALL)] == ["раз", "Карточка"]


async def test_every_remark_in_a_topic_seems_to_reply_to_its_root(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    maria = tg.person("Мария")
    topic = (await bot.create_forum_topic(staff.id, "Анна")).message_thread_id
    card = await bot.send_message(staff.id, "Карточка", message_thread_id=topic)
    tg.say(maria, staff, "заметка", topic=topic)
    tg.say(maria, staff, "черновик", reply_to=await written(tg, staff, card.message_id))
    tg.say(maria, staff, "общее")
    note, draft, general = [
        each.message for each in await bot.get_updates() if each.message and each.message.text
    ]
    assert note.reply_to_message.message_id == note.message_thread_id == topic
    assert note.is_topic_message and note.reply_to_message.from_user.id == 100
    assert draft.reply_to_message.message_id == card.message_id
    assert draft.message_thread_id == topic
    assert draft.reply_to_message.reply_to_message is None
    assert general.reply_to_message is None and general.message_thread_id is None


async def test_a_reply_without_a_thread_joins_the_topic_of_its_target(
    tg: Telegram, bot: Bot
) -> None:
    staff = tg.group("Команда", forum=True)
    topic = (await bot.create_forum_topic(staff.id, "Анна")).message_thread_id
    note = tg.say(tg.person("Мария"), staff, "заметка", topic=topic)
    sent = await bot.send_message(
        staff.id, "ответ", reply_parameters=ReplyParameters(message_id=note.id)
    )
    assert sent.message_thread_id == topic and sent.reply_to_message.message_id == note.id


async def test_a_thread_that_is_not_there_is_not_found(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    topic = (await bot.create_forum_topic(staff.id, "Анна")).message_thread_id
    tg.delete_topic_by_hand(staff, topic)
    for thread in (topic, 1, 999):
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await bot.send_message(staff.id, "a", message_thread_id=thread)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.close_forum_topic(staff.id, topic)
    assert tg.topics(staff)[0].deleted


async def test_outside_a_forum_the_thread_is_ignored(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    topic = (await bot.create_forum_topic(staff.id, "Анна")).message_thread_id
    staff.is_forum = False
    sent = await bot.send_message(staff.id, "a", message_thread_id=topic)
    assert sent.message_thread_id is None and not sent.is_topic_message
    with pytest.raises(TelegramBadRequest, match="the chat is not a forum"):
        await bot.create_forum_topic(staff.id, "Пётр")


async def test_topics_are_closed_reopened_renamed_and_deleted(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    topic = (await bot.create_forum_topic(staff.id, "Анна")).message_thread_id
    await bot.close_forum_topic(staff.id, topic)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(staff.id, topic)
    await bot.send_message(staff.id, "итог", message_thread_id=topic)
    await bot.reopen_forum_topic(staff.id, topic)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.reopen_forum_topic(staff.id, topic)
    await bot.edit_forum_topic(staff.id, topic, name="✅ Анна")
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.edit_forum_topic(staff.id, topic, name="✅ Анна")
    assert [
        next(iter(m.service)) for m in tg.messages(staff, topic, service=True) if m.service
    ] == [
        "forum_topic_created",
        "forum_topic_closed",
        "forum_topic_reopened",
        "forum_topic_edited",
    ]
    assert tg.topics(staff)[0].name == "✅ Анна"
    await bot.delete_forum_topic(staff.id, topic)
    assert tg.messages(staff, topic, service=True) == []


async def test_topics_need_rights_and_names(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    for name in ("я" * 129, " "):
        with pytest.raises(TelegramBadRequest, match="topic name"):
            await bot.create_forum_topic(staff.id, name)
    own = (await bot.create_forum_topic(staff.id, "я" * 128)).message_thread_id
    other = tg.open_topic_by_hand(staff, "Склад")
    tg.add_bot_to(staff, rights={"can_pin_messages"})
    with pytest.raises(TelegramBadRequest, match="not enough rights to create a topic"):
        await bot.create_forum_topic(staff.id, "Анна")
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage topics"):
        await bot.close_forum_topic(staff.id, other.id)
    with pytest.raises(TelegramBadRequest, match="not enough rights"):
        await bot.delete_forum_topic(staff.id, own)
    await bot.close_forum_topic(staff.id, own)
    tg.add_bot_to(staff, status="member")
    with pytest.raises(TelegramBadRequest, match="TOPIC_CLOSED"):
        await bot.send_message(staff.id, "a", message_thread_id=own)


async def test_staff_change_topics_by_hand(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда", forum=True)
    topic = (await bot.create_forum_topic(staff.id, "Анна")).message_thread_id
    tg.rename_topic_by_hand(staff, topic, "Анна!")
    tg.close_topic_by_hand(staff, topic)
    tg.reopen_topic_by_hand(staff, topic)
    tg.delete_topic_by_hand(staff, topic)
    got = [each.message for each in await bot.get_updates()]
    assert got[0].forum_topic_created and got[1].forum_topic_edited.name == "Анна!"
    assert got[2].forum_topic_closed and got[3].forum_topic_reopened
    assert len(got) == 4


# Presses


async def test_a_press_is_delivered_and_answered_once(tg: Telegram, bot: Bot, clock: Clock) -> None:
    staff = tg.group("Команда", forum=True)
    maria = tg.person("Мария")
    topic = (await bot.create_forum_topic(staff.id, "Анна")).message_thread_id
    sent = await bot.send_message(
        staff.id, "Карточка", message_thread_id=topic, reply_markup=buttons(("Взять", "take:1"))
    )
    press = tg.press(maria, await written(tg, staff, sent.message_id), "take")
    query = (await bot.get_updates())[-1].callback_query
    assert isinstance(query, CallbackQuery)
    assert (query.data, query.from_user.id, query.id) == ("take:1", maria.id, press.id)
    assert query.message.message_thread_id == topic
    assert query.message.reply_markup.inline_keyboard[0][0].text == "Взять"
    assert not press.answered
    await bot.answer_callback_query(query.id, "Взято", show_alert=True)
    assert (await tg.answered(press)).answer == "Взято" and press.show_alert
    late = tg.press_forged(maria, staff, sent.message_id, "take:1")
    clock.forward(seconds=61)
    for query_id in (query.id, late.id, "nonsense"):
        with pytest.raises(TelegramBadRequest, match="query is too old and response timeout"):
            await bot.answer_callback_query(query_id)
    with pytest.raises(TimeoutError):
        await tg.answered(late, timeout=0.01)


async def test_only_buttons_that_are_there_can_be_pressed(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    markup = buttons(
        ("Да", "approve:1:7"), ("Нет", "reject:1:7"), ("Вид", "kind:1:a"), ("К", "kind:1:b")
    )
    markup.inline_keyboard.append([InlineKeyboardButton(text="VK", url="https://vk.com/wall-1_2")])
    sent = await bot.send_message(staff.id, "Черновик", reply_markup=markup)
    message = await written(tg, staff, sent.message_id)
    for what in ("approve", "approve:1", "approve:1:7", "Да"):
        assert tg.press(maria, message, what).data == "approve:1:7"
    with pytest.raises(NoSuchButton, match=r"'Да' \(approve:1:7\), 'Нет'"):
        tg.press(maria, message, "publish")
    with pytest.raises(NoSuchButton):
        tg.press(maria, message, "kind")
    with pytest.raises(NoSuchButton, match="no callback data"):
        tg.press(maria, message, "VK")
    tg.delete_by_hand(message)
    with pytest.raises(NoSuchButton, match="none"):
        tg.press(maria, message, "approve")


async def test_a_press_on_a_deleted_message_brings_an_inaccessible_one(
    tg: Telegram, bot: Bot
) -> None:
    staff = tg.group("Команда")
    said = tg.say(tg.person("Мария"), staff, "a")
    tg.delete_by_hand(said)
    tg.press_forged(tg.person("Взломщик"), staff, said.id, "publish:1")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None and isinstance(query.message, InaccessibleMessage)
    assert query.message.date == 0


# What the bot gets to know


async def test_edits_and_anonymous_admins_and_channels_are_told(tg: Telegram, bot: Bot) -> None:
    chat = tg.group("Обсуждение")
    channel = tg.group("Канал", kind="channel", bot=None)
    message = tg.say(tg.person("Анна"), chat, "плохо")
    tg.edit(message, "очень плохо")
    tg.as_anonymous_admin(chat, "тихо")
    post = tg.channel_post(chat, "Новинка", channel=channel)
    comment = tg.say(tg.person("Пётр"), chat, "дорого", reply_to=post)
    _, edited, anonymous, forward, reply = await bot.get_updates()
    assert edited.edited_message.text == "очень плохо" and edited.edited_message.edit_date
    assert anonymous.message.sender_chat.id == chat.id
    assert anonymous.message.from_user.id == 1087968824
    assert forward.message.is_automatic_forward and forward.message.sender_chat.id == channel.id
    assert reply.message.message_id == comment.id
    assert reply.message.message_thread_id == post.id and not reply.message.is_topic_message


async def test_chat_member_updates_come_only_when_asked_for(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    tg.join(maria, staff)
    kinds = [each.event_type for each in await bot.get_updates(allowed_updates=["chat_member"])]
    assert kinds == ["message"]
    tg.leave(maria, staff, kicked=True)
    update = (await bot.get_updates())[-1].chat_member
    assert update is not None
    assert (update.old_chat_member.status, update.new_chat_member.status) == ("member", "kicked")
    tg.say(maria, staff, "не спросили")
    assert len(await bot.get_updates()) == 2
    await bot.get_updates(allowed_updates=[])
    tg.say(maria, staff, "спросили")
    assert (await bot.get_updates())[-1].message.text == "спросили"


async def test_the_bot_learns_of_its_own_standing(tg: Telegram, bot: Bot) -> None:
    chat = tg.group("Покупатели", bot=None)
    tg.say(tg.person("Анна"), chat, "без бота")
    tg.add_bot_to(chat, status="member")
    tg.add_bot_to(chat, rights={"can_manage_topics"})
    tg.kick_bot(chat)
    tg.say(tg.person("Анна"), chat, "снова без бота")
    changes = [each.my_chat_member for each in await bot.get_updates() if each.my_chat_member]
    assert [each.new_chat_member.status for each in changes] == [
        "member",
        "administrator",
        "kicked",
    ]
    assert changes[1].new_chat_member.can_manage_topics
    assert not any(each.message and each.message.text for each in await bot.get_updates())


async def test_with_privacy_only_commands_and_replies_are_seen(tg: Telegram, bot: Bot) -> None:
    tg.can_read_all_group_messages = False
    chat = tg.group("Покупатели", bot="member")
    anna = tg.person("Анна")
    sent = await bot.send_message(chat.id, "Здравствуйте")
    for text in ("просто так", "/id", "/id@otklik_bot", "/id@other_bot"):
        tg.say(anna, chat, text)
    tg.say(anna, chat, "ответ", reply_to=sent.message_id)
    seen = [each.message.text for each in await bot.get_updates()]
    assert seen == ["/id", "/id@otklik_bot", "ответ"]
    tg.add_bot_to(chat)
    tg.say(anna, chat, "администратор видит всё")
    assert (await bot.get_updates())[-1].message.text == "администратор видит всё"


# getUpdates


async def test_an_offset_confirms_what_is_below_it(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    for text in "абв":
        tg.say(maria, staff, text)
    first, *_, last = await bot.get_updates()
    assert last.update_id == first.update_id + 2
    assert len(await bot.get_updates(limit=2)) == 2
    assert len(await bot.get_updates(offset=first.update_id + 1)) == 2
    with pytest.raises(TimeoutError, match="not taken"):
        await tg.idle(timeout=0.05)
    assert await bot.get_updates(offset=last.update_id + 1) == []
    await tg.idle(timeout=0.05)


async def test_a_long_poll_ends_with_the_first_update(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    assert not poll.done()
    tg.say(tg.person("Мария"), staff, "вот")
    async with asyncio.timeout(1):
        assert len(await poll) == 1
    before = time.monotonic()
    assert await bot.get_updates(offset=999_999, timeout=1) == []
    assert time.monotonic() - before > 0.9


async def test_two_ways_of_taking_updates_exclude_each_other(tg: Telegram, hook: Hook) -> None:
    slow = asyncio.create_task(call(tg, "getUpdates", timeout=10))
    await asyncio.sleep(0.05)
    assert (await call(tg, "getUpdates"))[0] == 200
    status, body = await slow
    assert status == 409 and "terminated by other getUpdates request" in body["description"]
    await call(tg, "setWebhook", url=hook.url)
    assert await refusal(tg, "getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to"
        " delete the webhook first"
    )
    await call(tg, "deleteWebhook")
    assert (await call(tg, "getUpdates"))[0] == 200


async def test_polled_updates_are_repeated_and_reordered(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    tg.duplicate_next()
    tg.say(maria, staff, "дважды")
    first = (await bot.get_updates())[0]
    again = (await bot.get_updates(offset=first.update_id + 1))[0]
    assert again.update_id == first.update_id
    assert await bot.get_updates(offset=first.update_id + 1) == []
    tg.hold()
    tg.say(maria, staff, "раньше")
    tg.say(maria, staff, "позже")
    assert await bot.get_updates() == []
    tg.let_go(reverse=True)
    updates = await bot.get_updates()
    assert [each.message.text for each in updates] == ["позже", "раньше"]
    assert updates[0].update_id < updates[1].update_id


async def test_updates_expire(tg: Telegram, bot: Bot, clock: Clock) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    tg.say(maria, staff, "a")
    tg.press_forged(maria, staff, 1, "take:1")
    clock.forward(seconds=151)
    assert [each.event_type for each in await bot.get_updates()] == ["message"]
    clock.forward(hours=24)
    assert await bot.get_updates() == []


# Webhook


async def test_a_webhook_gets_updates_with_its_secret(tg: Telegram, bot: Bot, hook: Hook) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    await bot.set_webhook(
        hook.url, secret_token="s-1", allowed_updates=["message"], max_connections=5
    )
    tg.say(maria, staff, "Добрый день")
    tg.press_forged(maria, staff, 1, "не просили")
    await tg.idle()
    assert hook.texts() == ["Добрый день"] and len(hook.got) == 1
    assert hook.secrets == ["s-1"]
    assert Update.model_validate(hook.got[0]).message.from_user.first_name == "Мария"
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (hook.url, 0, 5)
    assert info.allowed_updates == ["message"] and info.last_error_date is None
    assert (tg.webhook.url, tg.webhook.secret_token) == (hook.url, "s-1")
    await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == "" == tg.webhook.url


async def test_a_failing_update_blocks_its_own_queue_only(
    tg: Telegram, bot: Bot, hook: Hook
) -> None:
    one, two = tg.group("Одна"), tg.group("Другая")
    maria = tg.person("Мария")
    hook.stuck_on = "застряло"
    await bot.set_webhook(hook.url)
    tg.say(maria, one, "застряло")
    tg.say(maria, one, "следом")
    tg.say(maria, two, "рядом")
    tg.press_forged(maria, one, 99, "take:1")
    await hook.has(3)
    await asyncio.sleep(0.05)
    assert sorted(hook.texts()) == ["застряло", "рядом"]
    assert (await bot.get_webhook_info()).pending_update_count == 2
    hook.free.set()
    await tg.idle()
    assert hook.texts()[-1] == "следом"


async def test_a_failed_delivery_is_repeated_in_order(
    tg: Telegram, bot: Bot, hook: Hook, clock: Clock
) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    hook.answers = [500, 302, 503, 204]
    await bot.set_webhook(hook.url)
    tg.say(maria, staff, "раз")
    tg.say(maria, staff, "два")
    await tg.idle()
    assert hook.texts() == ["раз", "раз", "раз", "раз", "два"]
    assert len({each["update_id"] for each in hook.got}) == 2
    assert [each.status for each in tg.deliveries] == [500, 302, 503, 204, 200]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 503"
    assert info.last_error_date == clock.time


async def test_a_webhook_that_is_not_there_yet_gets_its_updates_later(
    tg: Telegram, bot: Bot, hook: Hook
) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    tg.say(tg.person("Мария"), tg.group("Команда"), "ждёт")
    for _ in range(100):
        if not tg.deliveries:
            await asyncio.sleep(0.02)
    assert tg.deliveries[0].status is None and tg.deliveries[0].error
    await bot.set_webhook(hook.url)
    await tg.idle()
    assert hook.texts() == ["ждёт"]
    await bot.set_webhook("http://127.0.0.1:9/hook")
    tg.say(tg.person("Мария"), tg.group("Команда"), "пропадёт")
    await bot.set_webhook(hook.url, drop_pending_updates=True)
    await tg.idle()
    assert hook.texts() == ["ждёт"]


async def test_deliveries_are_repeated_held_and_reordered(
    tg: Telegram, bot: Bot, hook: Hook
) -> None:
    staff = tg.group("Команда")
    maria = tg.person("Мария")
    await bot.set_webhook(hook.url)
    tg.duplicate_next(times=2)
    tg.say(maria, staff, "трижды")
    await tg.idle()
    assert hook.texts() == ["трижды"] * 3
    assert len({each["update_id"] for each in hook.got}) == 1
    hook.got.clear()
    tg.hold()
    tg.say(maria, staff, "раньше")
    tg.say(maria, staff, "позже")
    await asyncio.sleep(0.05)
    assert hook.got == []
    tg.let_go(reverse=True)
    await tg.idle()
    assert hook.texts() == ["позже", "раньше"]


@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"url": "http://example.org/hook"}, "An HTTPS URL must be provided"),
        ({"url": "https://example.org/", "secret_token": "с пробелом"}, "unallowed characters"),
        ({"url": "https://example.org/", "max_connections": 101}, "max_connections"),
    ],
)
async def test_a_bad_webhook_is_refused(
    tg: Telegram, params: dict[str, Any], complaint: str
) -> None:
    assert complaint in await refusal(tg, "setWebhook", **params)


# Trouble


async def test_ordered_errors_are_played(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    rest = Error(429, "Too Many Requests: retry after 2", {"retry_after": 2})
    tg.faults.order("sendMessage", rest)
    tg.faults.order("sendMessage", Error(502, "Bad Gateway"))
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(staff.id, "a")
    assert refused.value.retry_after == 2
    with pytest.raises(TelegramServerError):
        await bot.send_message(staff.id, "a")
    assert tg.messages(staff) == []
    await bot.send_message(staff.id, "a")
    assert [each.ok for each in tg.calls] == [False, False, True]
    assert tg.calls[0].error == "Too Many Requests: retry after 2"
    tg.faults.order("getMe", Status(503))
    async with aiohttp.ClientSession() as session:
        answer = await session.get(f"{tg.url}/bot{TOKEN}/getMe")
        assert (answer.status, await answer.text()) == (503, "<html>sorry</html>")


async def test_a_lost_answer_means_it_was_done(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    tg.faults.order("sendMessage", LoseAnswer())
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(staff.id, "дошло")
    assert [each.text for each in tg.messages(staff)] == ["дошло"]
    assert tg.calls[-1].ok


async def test_silence_does_nothing_until_the_caller_hangs_up(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    tg.faults.order("sendMessage", Silence())
    with pytest.raises(TelegramNetworkError, match="timeout"):
        await bot.send_message(staff.id, "a", request_timeout=0.1)
    await asyncio.sleep(0.1)
    assert tg.messages(staff) == []


async def test_a_delayed_call_is_done_even_when_the_caller_has_left(tg: Telegram, bot: Bot) -> None:
    staff = tg.group("Команда")
    tg.faults.order("sendMessage", Delay(0.2))
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(staff.id, "всё же дошло", request_timeout=0.05)
    await asyncio.sleep(0.3)
    assert [each.text for each in tg.messages(staff)] == ["всё же дошло"]


async def test_while_telegram_is_down_nothing_goes_either_way(
    tg: Telegram, bot: Bot, hook: Hook
) -> None:
    staff = tg.group("Команда")
    poll = asyncio.create_task(bot.get_updates(timeout=10))
    await asyncio.sleep(0.05)
    tg.down = True
    with pytest.raises(TelegramNetworkError):
        await poll
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(staff.id, "a")
    assert tg.messages(staff) == []
    tg.down = False
    await bot.set_webhook(hook.url)
    tg.down = True
    tg.say(tg.person("Мария"), staff, "потом")
    await asyncio.sleep(0.05)
    assert hook.got == []
    tg.down = False
    await tg.idle()
    assert hook.texts() == ["потом"]


async def test_a_group_stands_so_many_actions_a_minute(tg: Telegram, bot: Bot) -> None:
    staff, other = tg.group("Команда", forum=True), tg.group("Другая")
    tg.group_limit, tg.group_window = 3, 0.3
    sent = await bot.send_message(staff.id, "1")
    await bot.create_forum_topic(staff.id, "2")
    await bot.edit_message_text("3", chat_id=staff.id, message_id=sent.message_id)
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(staff.id, "4")
    assert refused.value.retry_after == 1
    await bot.send_message(other.id, "другая группа")
    await bot.delete_message(staff.id, sent.message_id)
    await asyncio.sleep(0.35)
    await bot.send_message(staff.id, "4")


async def test_stopping_is_quick_whatever_is_under_way(clock: Clock, hook: Hook) -> None:
    tg = Telegram(now=clock)
    await tg.start()
    staff = tg.group("Команда")
    hook.stuck_on = "застряло"
    tg.faults.order("getMe", Silence())
    tg.faults.order("getChat", Delay(60))
    under_way = [
        asyncio.create_task(call(tg, method, **params))
        for method, params in (
            ("getMe", {}),
            ("getChat", {"chat_id": staff.id}),
            ("getUpdates", {"timeout": 50}),
        )
    ]
    await asyncio.sleep(0.05)
    await call(tg, "setWebhook", url=hook.url)
    tg.say(tg.person("Мария"), staff, "застряло")
    await asyncio.sleep(0.05)
    before = time.monotonic()
    await tg.stop()
    assert time.monotonic() - before < 20
    await asyncio.gather(*under_way, return_exceptions=True)


async def test_it_can_be_stopped_and_started_again_on_its_port(clock: Clock) -> None:
    tg = Telegram(now=clock)
    await tg.start()
    staff = tg.group("Команда")
    tg.say(tg.person("Мария"), staff, "a")
    port = int(tg.url.rpartition(":")[2])
    await tg.stop()
    await tg.start(port=port)
    assert len((await call(tg, "getUpdates"))[1]["result"]) == 1
    await tg.stop()


# The schema


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema is not here")
@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_the_parameters_of_the_schema(method: str) -> None:
    fields = json.loads(SCHEMA.read_text())["methods"][method].get("fields", [])
    assert set(METHODS[method].required) == {each["name"] for each in fields if each["required"]}
    assert METHODS[method].kinds.keys() == {each["name"] for each in fields}
    kinds = {"Integer": "int", "Boolean": "bool", "String": "str", "InputFile": "file"}
    for each in fields:
        first, *more = each["types"]
        plain = "chat" if more == ["String"] else kinds.get(first, "object")
        kind = "list" if first.startswith("Array") else plain
        assert METHODS[method].kinds[each["name"]] == kind, each["name"]


def test_every_method_of_the_table_is_played() -> None:
    taking = {"getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"}
    assert METHODS.keys() == PLAYED.keys() | taking
