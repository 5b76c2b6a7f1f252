"""Commands, and what the bot says in a chat that nobody has configured."""

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.filters.chat_member_updated import JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.types import ChatMemberUpdated, Message

from bot.channels.telegram.keyboard import Action
from bot.channels.telegram.roster import Roster, is_inside
from bot.channels.telegram.sender import StaffChat, keyboard
from bot.core import events
from bot.core.case import CaseId, Member, Role, read_number
from bot.desk import Desk
from bot.store import marks, shown
from bot.store.engine import Store
from bot.voice import Voice
from handlers.lists import Lists, said
from handlers.replies import author, topic_case


def router() -> Router:
    """Return the router of commands and of memberships."""
    made = Router(name="commands")
    made.message.register(id_, Command("id"))
    made.message.register(start, CommandStart())
    made.message.register(help_, Command("help"))
    made.message.register(queue, Command("queue"))
    made.message.register(mine, Command("mine"))
    made.message.register(find, Command("find"))
    made.message.register(note, Command("note"))
    made.message.register(away, Command("away"))
    made.message.register(back, Command("back"))
    made.my_chat_member.register(greet, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    made.chat_member.register(member_changed)
    made.message.register(came_in, F.new_chat_members)
    return made


async def id_(message: Message, voice: Voice) -> None:
    """Tell the chat's id and the user's."""
    user = str(message.from_user.id) if message.from_user else "—"
    await said(message.reply(voice.say("your-ids", chat=str(message.chat.id), user=user)))


async def start(message: Message, roster: Roster, voice: Voice) -> None:
    """Tell a manager that pings will arrive, and anybody else what this is."""
    if message.chat.type != ChatType.PRIVATE or message.from_user is None:
        return
    manager = roster.is_manager(message.from_user.id)
    key = "start-manager" if manager else "start-other"
    text = voice.say(
        key, name=message.from_user.first_name, user=str(message.from_user.id), brand=voice.brand
    )
    await said(message.answer(text))


async def help_(message: Message, voice: Voice, staff: StaffChat) -> None:
    """Say how to work with the cards."""
    if message.chat.id == staff.id or message.chat.type == ChatType.PRIVATE:
        await said(message.answer(voice.say("help"), parse_mode="HTML"))


async def queue(message: Message, roster: Roster, staff: StaffChat, lists: Lists) -> None:
    """Show the open cases, the most urgent first."""
    await _listed(message, Action.QUEUE, roster=roster, staff=staff, lists=lists)


async def mine(message: Message, roster: Roster, staff: StaffChat, lists: Lists) -> None:
    """Show the cases of whoever asks."""
    await _listed(message, Action.MINE, roster=roster, staff=staff, lists=lists)


async def find(
    message: Message, command: CommandObject, roster: Roster, staff: StaffChat, lists: Lists
) -> None:
    """Show the cases and the texts of the library in which words are found."""
    if await _member(message, roster, staff) is None:
        return
    found = await lists.found(command.args or "")
    await said(message.answer(found.text, parse_mode="HTML", reply_markup=keyboard(found.buttons)))


async def note(
    message: Message, command: CommandObject, cause: str, desk: Desk, store: Store,
    roster: Roster, staff: StaffChat, voice: Voice,
) -> None:  # fmt: skip
    """Keep a note with a case: the one replied to, the topic's, or the one named by number."""
    by = await author(message, roster) if message.chat.id == staff.id else None
    if by is None:
        return
    case, text = await _noted(message, command.args or "", store)
    if case is None or not text:
        await said(message.reply(voice.say("note-how")))
        return
    answer = await desk.handle(case, events.NoteWritten(by=by, text=text), cause)
    key = f"answer-{answer.what}" if answer else "note-kept"
    await said(message.reply(voice.say(key, name="")))


async def _noted(message: Message, text: str, store: Store) -> tuple[CaseId | None, str]:
    """Return which case a note is for, and the note."""
    above = message.reply_to_message
    if above is not None:
        async with store.read() as connection:
            found = await shown.by_message(connection, message.chat.id, above.message_id)
        if found is not None and found.case is not None:
            return found.case, text.strip()
    in_topic = await topic_case(message, store)
    if in_topic is not None:
        return in_topic, text.strip()
    first, _, rest = text.strip().lstrip("#№ ").partition(" ")
    number = read_number(first)
    return (None, "") if number is None else (CaseId(number), rest.strip())


async def away(
    message: Message, cause: str, desk: Desk, roster: Roster, staff: StaffChat, voice: Voice
) -> None:
    """Hand somebody's cases back and spare them the pings, until they are back."""
    member = await _member(message, roster, staff)
    if member is None:
        return
    freed = await desk.away(member, cause)
    key = "away" if freed else "away-free"
    await said(message.reply(voice.say(key, who=member.name, count=str(freed))))


async def back(
    message: Message, store: Store, roster: Roster, staff: StaffChat, voice: Voice
) -> None:
    """Let somebody be called again."""
    member = await _member(message, roster, staff)
    if member is None:
        return
    key = "back" if await marks.come_back(store, member.id) else "back-already"
    await said(message.reply(voice.say(key, who=member.name)))


async def _listed(
    message: Message, action: Action, *, roster: Roster, staff: StaffChat, lists: Lists
) -> None:
    member = await _member(message, roster, staff)
    if member is None:
        return
    drawn = await lists.page(action, 0, of=member.id)
    markup = keyboard(drawn.buttons)
    await said(message.answer(drawn.text, parse_mode="HTML", reply_markup=markup))


async def _member(message: Message, roster: Roster, staff: StaffChat) -> Member | None:
    """Return who of the staff asks, in the staff chat or in private; None for anybody else."""
    user = message.from_user
    if user is None or message.chat.id not in (staff.id, user.id):
        return None
    member = await roster.member(user)
    return None if member.role is Role.STRANGER else member


async def greet(update: ChatMemberUpdated, voice: Voice, staff: StaffChat) -> None:
    """Say once, in a chat that is not configured, which id to put where."""
    groups = (ChatType.GROUP, ChatType.SUPERGROUP)
    if update.chat.type not in groups or update.chat.id == staff.id:
        return
    if update.bot is not None:
        text = voice.say("greeting", chat=str(update.chat.id))
        await said(update.bot.send_message(update.chat.id, text))


async def member_changed(
    update: ChatMemberUpdated, store: Store, roster: Roster, staff: StaffChat
) -> None:
    """Learn at once who joined or left the staff chat."""
    if update.chat.id != staff.id:
        return
    roster.learn(update.new_chat_member)
    if is_inside(update.new_chat_member) and not is_inside(update.old_chat_member):
        await marks.join(store, update.new_chat_member.user.id, update.date)


async def came_in(message: Message, store: Store, staff: StaffChat) -> None:
    """Learn who joined from the group's own line, which a bot sees that is no administrator."""
    if message.chat.id == staff.id:
        for user in message.new_chat_members or ():
            await marks.join(store, user.id, message.date)
