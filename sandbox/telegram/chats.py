"""The methods about the bot itself, chats, their members, commands, and answers to presses."""

import json
import re
from datetime import timedelta
from typing import Any

from sandbox.telegram import views
from sandbox.telegram.life import Life
from sandbox.telegram.refusals import EXPIRED_QUERY, bad
from sandbox.telegram.table import Params

PRESS_ANSWERABLE_FOR = timedelta(seconds=60)
ANSWER_LIMIT = 200
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(life: Life, params: Params) -> Any:
    """Play getMe."""
    return views.me(life.bot, reads_everything=life.reads_everything)


def get_chat(life: Life, params: Params) -> Any:
    """Play getChat."""
    chat = life.chat(params["chat_id"])
    if chat.person is not None and not chat.person.started:
        raise bad("chat not found")
    return views.full_chat(chat)


def get_chat_member(life: Life, params: Params) -> Any:
    """Play getChatMember; a stranger has left."""
    chat = life.chat(params["chat_id"])
    person = life.people.get(params["user_id"])
    if person is None:
        raise bad("user not found")
    if chat.person is not None:
        return {"status": "member", "user": views.user(person)}
    return views.member(chat.member(person))


def get_chat_administrators(life: Life, params: Params) -> Any:
    """Play getChatAdministrators."""
    chat = life.chat(params["chat_id"])
    if chat.person is not None:
        raise bad("there are no administrators in the private chat")
    return [views.member(each) for each in chat.members.values() if each.is_admin]


def get_chat_member_count(life: Life, params: Params) -> Any:
    """Play getChatMemberCount."""
    chat = life.chat(params["chat_id"])
    return 2 if chat.person is not None else sum(each.is_in for each in chat.members.values())


def leave_chat(life: Life, params: Params) -> Any:
    """Play leaveChat."""
    chat = life.chat(params["chat_id"])
    if chat.person is not None:
        raise bad("chat is not a group or channel")
    life.change_member(chat, life.bot, "left", by=life.bot)
    return True


def set_my_commands(life: Life, params: Params) -> Any:
    """Play setMyCommands."""
    commands = params["commands"]
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not _COMMAND.fullmatch(each["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    life.commands[_scope(params)] = commands
    return True


def get_my_commands(life: Life, params: Params) -> Any:
    """Play getMyCommands."""
    return life.commands.get(_scope(params), [])


def answer_callback_query(life: Life, params: Params) -> Any:
    """Play answerCallbackQuery; a press is answered once, within a minute."""
    press = life.presses.get(params["callback_query_id"])
    if press is None or press.answered or life.now() - press.at > PRESS_ANSWERABLE_FOR:
        raise bad(EXPIRED_QUERY)
    text = params.get("text")
    if text is not None and len(text) > ANSWER_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    press.answer, press.url = text, params.get("url")
    press.show_alert = params.get("show_alert", False)
    press.answered = True
    press.done.set()
    return True


def _scope(params: Params) -> str:
    scope = params.get("scope", {"type": "default"})
    return json.dumps([scope, params.get("language_code", "")], sort_keys=True)
