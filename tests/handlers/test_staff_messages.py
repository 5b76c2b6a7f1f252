"""What staff write and press, as Telegram tells it: drafts, notes, and what counts for nothing."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy import select

from bot import wordlists
from bot.channels.telegram.roster import Roster
from bot.channels.telegram.sender import StaffChat
from bot.core.case import CaseId, Customer, Place
from bot.core.events import CustomerSpoke
from bot.core.hours import Hours
from bot.core.policy import Policy
from bot.core.shown import Shown
from bot.desk import Desk
from bot.intake import Malformed
from bot.store import shown
from bot.store.engine import Store
from bot.store.tables import cases, drafts, outbox, story
from bot.voice import Voice
from handlers.lists import Lists
from handlers.replies import Dates
from handlers.telegram import UPDATES, TelegramDoor
from sandbox.faults import Error
from sandbox.telegram import Chat, Message, Person, Telegram
from tests.handlers.conftest import NOON, noon

MOSCOW = ZoneInfo("Europe/Moscow")
CASE = CaseId(1)
LEXICON = wordlists.for_sorting()
CHECK_WORDS = wordlists.for_checking()
LIBRARY = wordlists.library()
SEARCH_WORDS = wordlists.for_search()
DATE_WORDS = wordlists.for_moments()


@dataclass
class Room:
    """The staff chat with one case in it, and the door its updates go through."""

    tg: Telegram
    store: Store
    door: TelegramDoor
    chat: Chat
    topic: int
    maria: Person
    stranger: Person
    messages: dict[str, Message]
    taken: int = 0

    async def arrive(self) -> None:
        """Let everything that Telegram has to tell go through the door."""
        for update in self.tg.pending:
            self.taken += 1
            fact = self.door.parse(json.dumps(update.view()))
            await self.door.enter(fact, f"in:{self.taken}")
            self.tg._updates.done(update)

    async def story(self) -> list[str]:
        async with self.store.read() as connection:
            rows = await connection.execute(select(story.c.what).order_by(story.c.id))
            return [row.what for row in rows if row.what != "timers"][1:]

    async def rows(self, table: Any) -> list[Any]:
        async with self.store.read() as connection:
            return list(await connection.execute(select(table)))

    async def state(self) -> list[list[Any]]:
        """Return all that a press could change."""
        return [await self.rows(one) for one in (cases, drafts, outbox, story)]

    async def press(self, person: Person, message: Message, data: str) -> str | None:
        press = self.tg.press_forged(person, message.chat, message.id, data)
        await self.arrive()
        assert press.answered, "a press is always answered"
        return press.answer


@pytest.fixture
async def room(store: Store) -> AsyncIterator[Room]:
    tg = Telegram(now=noon)
    await tg.start()
    session = AiohttpSession(api=TelegramAPIServer.from_base(tg.url), timeout=2)
    bot = Bot(tg.token, session=session)
    await bot.get_updates(timeout=0, allowed_updates=UPDATES)
    chat = tg.group("Команда", forum=True)
    maria, stranger = tg.person("Мария"), tg.person("Чужой")
    tg.join(maria, chat)
    staff = StaffChat(chat.id)
    voice = Voice("ru", MOSCOW, strict=True)
    desk = Desk(
        store,
        policy=Policy(hours=Hours.parse("Mon-Sun 00:00-24:00", timezone=MOSCOW)),
        voice=voice,
        lexicon=LEXICON,
        check_words=CHECK_WORDS,
        library=LIBRARY,
        search_words=SEARCH_WORDS,
        moment_words=DATE_WORDS,
        clock=noon,
    )
    lists = Lists(store, staff, voice, noon, LIBRARY, SEARCH_WORDS)
    roster = Roster(bot, staff, managers=[], owners=[], timer=lambda: 0.0)
    dates = Dates(Hours.parse("Mon-Sun 00:00-24:00", timezone=MOSCOW), DATE_WORDS)
    door = TelegramDoor(
        bot, desk, store, roster=roster, staff=staff, voice=voice, dates=dates, lists=lists
    )
    anna = Customer("vk", 1001, "Анна", "Петрова")
    place = Place("vk", "wall", -7, 1)
    said = CustomerSpoke(place=place, comment=2, author=anna, text="Торт помятый!", at=NOON)
    await desk.spoke(said, "in:0")
    topic = (await bot.create_forum_topic(chat.id, "Анна")).message_thread_id
    made = Room(tg, store, door, chat, topic, maria, stranger, {})
    remembered = {"card": 2, "heard:5": 5, "prompt:9": None, "preview:1": None, "reminder": None,
                  "when-promise:8": None, "when-snooze:7": None}  # fmt: skip
    for what, target in remembered.items():
        sent = await bot.send_message(chat.id, what, message_thread_id=topic)
        made.messages[what.partition(":")[0]] = chat.all_messages[sent.message_id]
        if what != "reminder":
            one = Shown(what=what, chat=chat.id, message=sent.message_id, target=target, case=CASE)
            async with store.write() as connection:
                await shown.keep(connection, one)
    async with store.write() as connection:
        home = Shown(what="topic", chat=chat.id, message=topic, case=CASE)
        await shown.keep(connection, home)
    await made.arrive()
    yield made
    if session._session is not None:
        await session._session.close()
    await tg.stop()


async def test_a_remark_in_a_topic_the_bot_made_is_a_note_and_no_draft(room: Room) -> None:
    room.tg.say(room.maria, room.chat, "опять курьер Серёжа", topic=room.topic)
    update = room.tg.pending[-1].view()
    assert update["message"]["reply_to_message"], "Telegram says that it replies to the topic"
    await room.arrive()
    assert await room.story() == ["NoteWritten"] and await room.rows(drafts) == []


@pytest.mark.parametrize("above", ["card", "heard", "prompt"])
async def test_an_answer_to_the_card_a_customer_s_text_or_a_prompt_is_a_draft(
    room: Room, above: str
) -> None:
    source = room.tg.say(room.maria, room.chat, "Заменим сегодня.", reply_to=room.messages[above])
    await room.arrive()
    assert await room.story() == ["DraftWritten"]
    [draft] = await room.rows(drafts)
    assert (draft.id, draft.text) == (source.id, "Заменим сегодня.")
    assert draft.target == (5 if above == "heard" else 2)


@pytest.mark.parametrize("above", ["preview", "reminder"])
async def test_an_answer_to_a_preview_or_a_reminder_is_a_note(room: Room, above: str) -> None:
    room.tg.say(room.maria, room.chat, "уже звоню", reply_to=room.messages[above])
    await room.arrive()
    assert await room.story() == ["NoteWritten"] and await room.rows(drafts) == []


async def test_an_answer_to_a_colleague_is_a_note(room: Room) -> None:
    remark = room.tg.say(room.maria, room.chat, "кто возьмёт?", topic=room.topic)
    room.tg.say(room.maria, room.chat, "я", reply_to=remark)
    await room.arrive()
    assert await room.story() == ["NoteWritten", "NoteWritten"]


async def test_an_anonymous_administrator_can_only_note(room: Room) -> None:
    room.tg.as_anonymous_admin(room.chat, "замените", reply_to=room.messages["card"])
    room.tg.as_anonymous_admin(room.chat, "и позвоните", topic=room.topic)
    await room.arrive()
    assert await room.story() == ["refused:DraftWritten", "kept-as-note", "NoteWritten"]
    assert await room.rows(drafts) == []
    told = [one.text for one in room.tg.messages(room.chat) if one.is_bot][-1]
    assert "Анонимный администратор не может отвечать клиенту" in told


async def test_a_date_typed_under_the_question_is_a_date_and_nowhere_else(room: Room) -> None:
    room.tg.say(room.maria, room.chat, "завтра 12:00", reply_to=room.messages["when-promise"])
    room.tg.say(room.maria, room.chat, "завтра 12:00", reply_to=room.messages["when-snooze"])
    room.tg.say(room.maria, room.chat, "когда-нибудь", reply_to=room.messages["when-snooze"])
    room.tg.say(room.maria, room.chat, "завтра 12:00", topic=room.topic)
    await room.arrive()
    assert await room.story() == ["PromiseDated", "Snoozed", "DateUnread", "NoteWritten"]
    told = [one.text for one in room.tg.messages(room.chat) if one.is_bot]
    assert told[-1] == "Дело отложено", "who types sees no toast"


async def test_neither_an_anonymous_administrator_nor_a_stranger_sets_a_date(room: Room) -> None:
    asked = room.messages["when-promise"]
    room.tg.as_anonymous_admin(room.chat, "завтра 12:00", reply_to=asked)
    room.tg.say(room.stranger, room.chat, "завтра 12:00", reply_to=asked)
    await room.arrive()
    assert await room.story() == ["refused:DraftWritten", "kept-as-note"]


async def test_a_list_is_turned_only_where_it_may_be_seen_and_never_beyond_its_end(
    room: Room,
) -> None:
    room.tg.say(room.maria, room.chat, "/queue")
    await room.arrive()
    listed = next(one for one in room.tg.messages(room.chat) if "Открытые дела" in one.text)
    before = listed.text
    await room.press(room.maria, listed, "queue:0:99")
    assert listed.text == before
    other = room.tg.group("Чужая")
    room.tg.join(room.maria, other)
    theirs = room.tg.say(room.maria, other, "шум")
    await room.press(room.maria, theirs, "queue:0:0")
    assert theirs.text == "шум"
    assert await room.press(room.stranger, listed, "queue:0:0") == (
        "Эта кнопка только для сотрудников"
    )


async def test_outside_a_case_s_topic_a_message_is_nothing(room: Room) -> None:
    other = room.tg.open_topic_by_hand(room.chat, "Обед", room.maria)
    room.tg.say(room.maria, room.chat, "идём в час", topic=other)
    room.tg.say(room.maria, room.chat, "всем привет")
    await room.arrive()
    assert await room.story() == []


async def test_other_chats_are_nothing_even_under_the_same_message_numbers(room: Room) -> None:
    other = room.tg.group("Чужая", forum=True)
    room.tg.join(room.maria, other)
    for _ in range(room.chat.last_id):
        room.tg.say(room.maria, other, "шум")
    same = other.all_messages[room.messages["card"].id]
    room.tg.say(room.maria, other, "Заменим.", reply_to=same)
    room.tg.say_private(room.maria, "Заменим.")
    await room.arrive()
    assert await room.story() == []


async def test_other_bots_are_nothing(room: Room) -> None:
    robot = Person(777_000_1, "Робот", is_bot=True)
    room.tg._life.add_person(robot)
    room.tg.join(robot, room.chat)
    room.tg.say(robot, room.chat, "Заменим.", reply_to=room.messages["card"])
    await room.arrive()
    assert await room.story() == []


async def test_strangers_and_former_staff_are_nothing(room: Room) -> None:
    room.tg.say(room.stranger, room.chat, "Мы вам ничего не должны", reply_to=room.messages["card"])
    room.tg.say(room.maria, room.chat, "Заменим.", reply_to=room.messages["card"])
    await room.arrive()
    room.tg.leave(room.maria, room.chat, kicked=True)
    room.tg.say(room.maria, room.chat, "Ненавижу вас", reply_to=room.messages["card"])
    await room.arrive()
    assert await room.story() == ["DraftWritten"]
    [draft] = await room.rows(drafts)
    assert draft.text == "Заменим."


async def test_an_edit_of_a_draft_s_source_edits_the_draft_and_of_a_note_nothing(
    room: Room,
) -> None:
    source = room.tg.say(room.maria, room.chat, "зафтра", reply_to=room.messages["card"])
    note = room.tg.say(room.maria, room.chat, "заметка", topic=room.topic)
    await room.arrive()
    room.tg.edit(source, "завтра")
    room.tg.edit(note, "другая заметка")
    await room.arrive()
    assert await room.story() == ["DraftWritten", "NoteWritten", "DraftEdited"]
    assert [one.text for one in await room.rows(drafts)] == ["завтра"]


async def test_an_update_that_comes_again_changes_nothing(room: Room) -> None:
    room.tg.say(room.maria, room.chat, "Заменим.", reply_to=room.messages["card"])
    fact = room.door.parse(json.dumps(room.tg.pending[-1].view()))
    for _ in range(2):
        await room.door.enter(fact, "in:500")
    assert await room.story() == ["DraftWritten"]


# --- presses


async def test_a_member_s_press_counts_and_a_second_one_says_so(room: Room) -> None:
    card = room.messages["card"]
    assert await room.press(room.maria, card, "take:1") == "Дело ваше"
    assert await room.story() == ["Taken"]
    before = [await room.rows(one) for one in (cases, drafts, outbox)]
    assert await room.press(room.maria, card, "take:1")
    assert [await room.rows(one) for one in (cases, drafts, outbox)] == before


@pytest.mark.parametrize("data", ["take:1", "publish:1:1", "outcome:1:fixed", "escalate:1"])
async def test_a_stranger_s_press_changes_nothing(room: Room, data: str) -> None:
    before = await room.state()
    assert await room.press(room.stranger, room.messages["card"], data)
    assert await room.state() == before


async def test_a_former_member_s_press_changes_nothing(room: Room) -> None:
    await room.press(room.maria, room.messages["card"], "more:1")
    room.tg.leave(room.maria, room.chat)
    await room.arrive()
    before = await room.state()
    assert await room.press(room.maria, room.messages["card"], "take:1")
    assert await room.state() == before


async def test_a_press_in_another_chat_changes_nothing_though_a_member_presses(
    room: Room,
) -> None:
    other = room.tg.group("Чужая")
    room.tg.join(room.maria, other)
    forwarded = room.tg.say(room.maria, other, "переслано")
    await room.arrive()
    before = await room.state()
    assert await room.press(room.maria, forwarded, "take:1")
    assert await room.state() == before


async def test_a_press_under_a_private_ping_counts_for_a_member_alone(room: Room) -> None:
    before = await room.state()
    for person in (room.stranger, room.maria):
        ping = room.tg.say_private(person, "/start")
        await room.arrive()
        assert await room.press(person, ping, "take:1")
        assert (await room.state() != before) is (person is room.maria)


async def test_a_press_without_a_chat_changes_nothing(room: Room) -> None:
    before = await room.state()
    press = room.tg.press_forged(room.maria, room.chat, room.messages["card"].id, "take:1")
    update = room.tg.pending[-1].view()
    del update["callback_query"]["message"]
    update["callback_query"]["inline_message_id"] = "AAA"
    await room.door.enter(room.door.parse(json.dumps(update)), "in:900")
    assert press.answered and await room.state() == before


FORGED = ["take", "take:", "take:x", "steal:1", "take:999", f"take:{2**62}", "publish:1:999",
          "publish:1", "outcome:1:won", "kind:1:nice", "posted:1:c²", "posted:1:c" + "9" * 40,
          "undo:1:1", "retry:1:1", "posted:1:1", "discard:1:1", "x" * 64, "💥"]  # fmt: skip


@pytest.mark.parametrize("data", FORGED)
async def test_forged_data_changes_nothing_of_the_case_even_from_a_member(
    room: Room, data: str
) -> None:
    tables = (cases, drafts)
    before = [await room.rows(one) for one in tables]
    public = [one for one in await room.rows(outbox) if one.channel == "vk"]
    await room.press(room.maria, room.messages["card"], data)
    assert [await room.rows(one) for one in tables] == before
    assert [one for one in await room.rows(outbox) if one.channel == "vk"] == public


async def test_a_press_that_is_too_old_to_be_answered_still_counts(room: Room) -> None:
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    room.tg.faults.order("answerCallbackQuery", Error(400, late))
    room.tg.press_forged(room.maria, room.chat, room.messages["card"].id, "take:1")
    await room.arrive()
    assert await room.story() == ["Taken"]


# --- commands


async def test_id_is_told_to_whoever_asks_and_a_chat_that_refuses_is_no_trouble(
    room: Room,
) -> None:
    other = room.tg.group("Чужая")
    room.tg.join(room.stranger, other)
    room.tg.say(room.stranger, other, "/id")
    await room.arrive()
    said = room.tg.messages(other)[-1].text
    assert str(other.id) in said and str(room.stranger.id) in said
    for error in (
        Error(403, "Forbidden: bot was kicked from the supergroup chat"),
        Error(400, "Bad Request: not enough rights to send text messages to the chat"),
        Error(400, "Bad Request: message to be replied not found"),
    ):
        room.tg.faults.order("sendMessage", error)
        room.tg.say(room.stranger, other, "/id")
        await room.arrive()  # nothing is raised, so nothing is tried again or set aside


async def test_a_chat_nobody_configured_is_greeted_once_with_its_id(room: Room) -> None:
    other = room.tg.group("Чужая", bot=None)
    room.tg.add_bot_to(other, status="member")
    await room.arrive()
    [greeting] = [one for one in room.tg.messages(other) if one.is_bot]
    assert str(other.id) in greeting.text
    room.tg.add_bot_to(other)  # made an administrator: no second greeting
    room.tg.say(room.stranger, other, "кто это?")
    await room.arrive()
    assert [one for one in room.tg.messages(other) if one.is_bot] == [greeting]


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"update_id": "x"}', '{"message": {}}'])
def test_what_is_no_update_is_malformed(room: Room, body: str) -> None:
    with pytest.raises(Malformed):
        room.door.parse(body)
