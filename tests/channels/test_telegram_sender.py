"""Telegram's refusals become what the caller should do, over real HTTP."""

from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.channels import ChannelError, Refused, TryLater
from bot.channels.telegram.keyboard import Button
from bot.channels.telegram.plan import CLOSED, OPEN, CreateTopic, Edit, Send, SetTopic
from bot.channels.telegram.sender import Lost, Moved, Sender, StaffChat
from bot.channels.telegram.view import Drawn
from bot.core.case import CaseId
from bot.core.shown import Shown
from sandbox.faults import Error, Fault, LoseAnswer, Silence, Status
from sandbox.telegram import Chat, Telegram

CASE = CaseId(5)
BAD = "Bad Request: "
HELLO = Drawn(text="<b>Здравствуйте</b>", buttons=((Button("Беру", "take:5"),),))

REFUSALS: list[tuple[Fault, type[ChannelError], dict[str, object]]] = [
    (Error(400, BAD + "message thread not found"), Lost, {"what": "topic"}),
    (Error(400, BAD + "TOPIC_DELETED"), Lost, {"what": "topic"}),
    (Error(400, BAD + "TOPIC_ID_INVALID"), Lost, {"what": "topic"}),
    (Error(400, BAD + "message to edit not found"), Lost, {"what": "message"}),
    (Error(400, BAD + "MESSAGE_ID_INVALID"), Lost, {"what": "message"}),
    (Error(400, BAD + "message can't be edited"), Lost, {"what": "message"}),
    (Error(400, BAD + "the chat is not a forum"), Lost, {"what": "forum"}),
    (Error(400, BAD + "chat not found"), TryLater, {"problem": "telegram-chat"}),
    (
        Error(400, BAD + "not enough rights to send text messages to the chat"),
        TryLater,
        {"problem": "telegram-rights"},
    ),
    (Error(400, BAD + "message is too long"), Refused, {"problem": "telegram-refused"}),
    (Error(400, BAD + "BUTTON_DATA_INVALID"), Refused, {"problem": "telegram-refused"}),
    (Error(401, "Unauthorized"), TryLater, {"problem": "telegram-token"}),
    (
        Error(403, "Forbidden: bot was blocked by the user"),
        Refused,
        {"problem": "telegram-forbidden"},
    ),
    (
        Error(403, "Forbidden: bot was kicked from the supergroup chat"),
        Refused,
        {"problem": "telegram-forbidden"},
    ),
    (
        Error(429, "Too Many Requests: retry after 17", {"retry_after": 17}),
        TryLater,
        {"problem": "telegram-busy", "after": 17.0},
    ),
    (
        Error(
            400,
            BAD + "group chat was upgraded to a supergroup chat",
            {"migrate_to_chat_id": -1001234567890},
        ),
        Moved,
        {"chat": -1001234567890},
    ),
    (Error(500, "Internal Server Error"), TryLater, {"problem": "telegram-away"}),
    (Error(500, "Internal Server Error: restart"), TryLater, {"problem": "telegram-away"}),
    (Error(502, "Bad Gateway"), TryLater, {"problem": "telegram-away"}),
    (Status(502), TryLater, {"problem": "telegram-away"}),
    (Status(200, "[]"), TryLater, {"problem": "telegram-away"}),
    (LoseAnswer(), TryLater, {"problem": "telegram-away"}),
]


def named(one: object) -> str:
    return repr(one)[:70] if isinstance(one, Error | Status | LoseAnswer) else ""


@pytest.fixture
def sender(bot: Bot, staff: Chat) -> Sender:
    return Sender(bot, StaffChat(staff.id))


@pytest.mark.parametrize(("fault", "kind", "says"), REFUSALS, ids=named)
async def test_each_refusal_says_what_to_do(
    tg: Telegram,
    sender: Sender,
    staff: Chat,
    fault: Fault,
    kind: type[ChannelError],
    says: dict[str, object],
) -> None:
    tg.faults.order("sendMessage", fault)
    with pytest.raises(ChannelError) as caught:
        await sender.perform(Send(drawn=HELLO, what="card", case=CASE), chat=staff.id)
    assert type(caught.value) is kind
    assert {name: getattr(caught.value, name) for name in says} == says
    assert tg.token not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert caught.value.__suppress_context__, "aiogram's errors hold the request and the bot"


async def test_silence_is_tried_later(tg: Telegram, staff: Chat) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(tg.url), timeout=0.2)
    sender = Sender(Bot(tg.token, session=session), StaffChat(staff.id))
    tg.faults.order("sendMessage", Silence())
    with pytest.raises(TryLater):
        await sender.perform(Send(drawn=HELLO), chat=staff.id)
    assert session._session is not None
    await session._session.close()


async def test_a_message_is_sent_with_its_buttons_and_remembered(
    tg: Telegram, sender: Sender, staff: Chat
) -> None:
    topic = await sender.perform(CreateTopic(name="🔴 Анна", case=CASE), chat=staff.id)
    assert topic is not None and (topic.what, topic.digest, topic.case) == ("topic", OPEN, CASE)
    action = Send(drawn=HELLO, thread=topic.message, what="card", case=CASE, target=9)
    kept = await sender.perform(action, chat=staff.id)
    [message] = tg.messages(staff, topic.message)
    assert kept is not None and (kept.message, kept.thread) == (message.id, topic.message)
    assert (kept.what, kept.chat, kept.target, kept.case) == ("card", staff.id, 9, CASE)
    assert message.html == HELLO.text and message.buttons[0].data == "take:5"


async def test_what_is_not_to_be_found_again_is_not_remembered(sender: Sender, staff: Chat) -> None:
    assert await sender.perform(Send(drawn=HELLO), chat=staff.id) is None


async def test_a_prompt_asks_for_an_answer_to_the_very_message(
    tg: Telegram, sender: Sender, staff: Chat
) -> None:
    maria = tg.person("Мария")
    tg.join(maria, staff)
    source = tg.say(maria, staff, "вопрос")
    drawn = Drawn(text="Напишите ответ", force_reply=True, reply_to=source.id)
    await sender.perform(Send(drawn=drawn), chat=staff.id)
    prompt = tg.messages(staff)[-1]
    assert prompt.force_reply == {"force_reply": True, "selective": True}
    assert prompt.reply_to == source.id


async def test_what_it_would_answer_may_be_gone(tg: Telegram, sender: Sender, staff: Chat) -> None:
    maria = tg.person("Мария")
    tg.join(maria, staff)
    source = tg.say(maria, staff, "вопрос")
    tg.delete_by_hand(source)
    await sender.perform(Send(drawn=replace(HELLO, reply_to=source.id)), chat=staff.id)
    assert tg.messages(staff)[-1].reply_to is None


async def test_an_edit_that_changes_nothing_is_a_success(
    tg: Telegram, sender: Sender, staff: Chat
) -> None:
    shown = await sender.perform(Send(drawn=HELLO, what="card", case=CASE), chat=staff.id)
    assert shown is not None
    kept = await sender.perform(
        Edit(drawn=HELLO, shown=replace(shown, digest="old")), chat=staff.id
    )
    assert tg.calls[-1].ok is False and "not modified" in str(tg.calls[-1].error)
    assert kept == shown
    other = replace(HELLO, text="Иначе", buttons=())
    changed = await sender.perform(Edit(drawn=other, shown=shown), chat=staff.id)
    [message] = [one for one in tg.messages(staff) if one.id == shown.message]
    assert message.text == "Иначе" and not message.buttons
    assert changed is not None and changed.digest != shown.digest


async def test_a_deleted_card_is_lost(tg: Telegram, sender: Sender, staff: Chat) -> None:
    shown = await sender.perform(Send(drawn=HELLO, what="card", case=CASE), chat=staff.id)
    assert shown is not None
    tg.delete_by_hand(tg.messages(staff)[-1])
    with pytest.raises(Lost) as caught:
        await sender.perform(Edit(drawn=Drawn(text="Иначе"), shown=shown), chat=staff.id)
    assert caught.value.what == "message"


async def test_a_deleted_topic_is_lost(tg: Telegram, sender: Sender, staff: Chat) -> None:
    topic = await sender.perform(CreateTopic(name="Анна", case=CASE), chat=staff.id)
    assert topic is not None
    tg.delete_topic_by_hand(staff, topic.message)
    for action in (Send(drawn=HELLO, thread=topic.message), SetTopic(topic=topic, open=False)):
        with pytest.raises(Lost) as caught:
            await sender.perform(action, chat=staff.id)
        assert caught.value.what == "topic"


async def test_a_topic_closed_or_opened_by_hand_before_is_a_success(
    tg: Telegram, sender: Sender, staff: Chat
) -> None:
    topic = await sender.perform(CreateTopic(name="Анна", case=CASE), chat=staff.id)
    assert topic is not None
    for open, digest in ((False, CLOSED), (False, CLOSED), (True, OPEN), (True, OPEN)):
        kept = await sender.perform(SetTopic(topic=topic, open=open), chat=staff.id)
        assert kept is not None and kept.digest == digest
        assert tg.topics(staff)[0].closed is not open


@pytest.mark.parametrize("broken", ["<b>Анна", "a < b", "<script>x</script>", "</b>"])
async def test_html_that_cannot_be_parsed_is_sent_plain(
    tg: Telegram, sender: Sender, staff: Chat, broken: str
) -> None:
    drawn = replace(HELLO, text=broken)
    shown = await sender.perform(Send(drawn=drawn, what="card", case=CASE), chat=staff.id)
    message = tg.messages(staff)[-1]
    assert message.text == broken and message.entities == [] and message.buttons
    assert shown is not None
    await sender.perform(Edit(drawn=replace(HELLO, text=broken + "!"), shown=shown), chat=staff.id)
    assert message.text == broken + "!" and message.buttons


async def test_a_plain_edit_that_changes_nothing_is_a_success_too(
    tg: Telegram, sender: Sender, staff: Chat
) -> None:
    drawn = replace(HELLO, text="<b>Анна")
    shown = await sender.perform(Send(drawn=drawn, what="card", case=CASE), chat=staff.id)
    assert shown is not None
    assert await sender.perform(Edit(drawn=drawn, shown=shown), chat=staff.id) == shown


async def test_who_never_wrote_to_the_bot_cannot_be_pinged(tg: Telegram, sender: Sender) -> None:
    boss = tg.person("Вера")
    with pytest.raises(Refused) as caught:
        await sender.perform(Send(drawn=HELLO), chat=boss.id)
    assert caught.value.problem == "telegram-forbidden"
    tg.say_private(boss, "/start")
    await sender.perform(Send(drawn=HELLO), chat=boss.id)
    tg.block(boss)
    with pytest.raises(Refused):
        await sender.perform(Send(drawn=HELLO), chat=boss.id)


async def test_a_group_that_became_a_supergroup_tells_its_new_id(tg: Telegram, bot: Bot) -> None:
    old = tg.group("Команда", kind="group")
    new = tg.upgrade(old)
    with pytest.raises(Moved) as caught:
        await Sender(bot, StaffChat(old.id)).perform(Send(drawn=HELLO), chat=old.id)
    assert caught.value.chat == new.id


async def test_a_topic_in_a_group_without_topics_is_a_lost_forum(tg: Telegram, bot: Bot) -> None:
    flat = tg.group("Команда")
    sender = Sender(bot, StaffChat(flat.id))
    with pytest.raises(Lost) as caught:
        await sender.perform(CreateTopic(name="Анна"), chat=flat.id)
    assert caught.value.what == "forum"
    await sender.look()
    assert sender.chat.forum is False


async def test_the_group_s_own_limit_is_told_with_its_patience(
    tg: Telegram, sender: Sender, staff: Chat
) -> None:
    tg.group_limit = 2
    for _ in range(2):
        await sender.perform(Send(drawn=HELLO), chat=staff.id)
    with pytest.raises(TryLater) as caught:
        await sender.perform(Send(drawn=HELLO), chat=staff.id)
    assert 1 <= caught.value.after <= timedelta(minutes=1).total_seconds()


def test_a_topic_s_link_leads_into_the_supergroup() -> None:
    assert StaffChat(-1001234567890).link(12) == "https://t.me/c/1234567890/12"
    assert StaffChat(-4567).link(12) == "", "a small group has no links"
    assert Shown(what="card", chat=1, message=2).target is None
