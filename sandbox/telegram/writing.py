"""The methods by which the bot writes, edits, deletes, copies, pins and reacts."""

from datetime import timedelta
from typing import Any

from sandbox.telegram import views
from sandbox.telegram.keyboard import read_markup
from sandbox.telegram.life import Life
from sandbox.telegram.markup import parse_html
from sandbox.telegram.refusals import NO_THREAD, NOT_MODIFIED, bad
from sandbox.telegram.table import Params
from sandbox.telegram.text import MESSAGE_LIMIT, trim, units
from sandbox.telegram.world import Chat, Json, Message

OWN_DELETABLE_FOR = timedelta(hours=48)
_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


def send_message(life: Life, params: Params) -> Any:
    """Play sendMessage."""
    chat = life.writable(params["chat_id"])
    text, entities = _read_text(params)
    return views.message(_send(life, chat, params, text, entities))


def copy_message(life: Life, params: Params) -> Any:
    """Play copyMessage, for texts and for photos with the caption they have."""
    chat = life.writable(params["chat_id"])
    source = life.chat(params["from_chat_id"]).message(params["message_id"])
    if source is None:
        raise bad("message to copy not found")
    if source.service is not None:
        raise bad("message can't be copied")
    if source.photo and "caption" in params:
        raise bad("another caption is not played by the sandbox")
    return {"message_id": _send(life, chat, params, source.text, source.entities, of=source).id}


def edit_message_text(life: Life, params: Params) -> Any:
    """Play editMessageText; without `reply_markup` the keyboard goes."""
    message = _editable(life, params)
    if message.photo:
        raise bad("there is no text in the message to edit")
    text, entities = _read_text(params)
    entities = life.complete(text, entities)
    keyboard, _ = read_markup(params.get("reply_markup"))
    if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
        raise bad(NOT_MODIFIED)
    message.change(life.now(), text, entities)
    message.keyboard = keyboard
    return views.message(message)


def edit_message_reply_markup(life: Life, params: Params) -> Any:
    """Play editMessageReplyMarkup; without `reply_markup` the keyboard goes."""
    message = _editable(life, params)
    keyboard, _ = read_markup(params.get("reply_markup"))
    if keyboard == message.keyboard:
        raise bad(NOT_MODIFIED)
    message.remember(life.now())
    message.keyboard = keyboard
    return views.message(message)


def delete_message(life: Life, params: Params) -> Any:
    """Play deleteMessage."""
    chat = life.chat(params["chat_id"])
    message = chat.message(params["message_id"])
    if message is None:
        raise bad("message to delete not found")
    if not _deletable(life, message):
        raise bad("message can't be deleted")
    message.deleted = True
    return True


def delete_messages(life: Life, params: Params) -> Any:
    """Play deleteMessages, which skips what is not there or not to be deleted."""
    chat = life.chat(params["chat_id"])
    if not 1 <= len(params["message_ids"]) <= 100:
        raise bad("message identifiers must be 1-100 in number")
    for message_id in params["message_ids"]:
        message = chat.message(int(message_id))
        if message is not None and _deletable(life, message):
            message.deleted = True
    return True


def set_message_reaction(life: Life, params: Params) -> Any:
    """Play setMessageReaction; a bot sets one at most."""
    message = life.chat(params["chat_id"]).message(params["message_id"])
    reactions = params.get("reaction", [])
    if message is None:
        raise bad("message to react not found")
    if len(reactions) > 1:
        raise bad("REACTIONS_TOO_MANY")
    message.reactions = reactions
    return True


def pin_chat_message(life: Life, params: Params) -> Any:
    """Play pinChatMessage."""
    chat = _pinning(life, params)
    message = chat.message(params["message_id"])
    if message is None:
        raise bad("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        pinned = {"pinned_message": views.message(message, replied=False)}
        life.service(chat, life.bot, pinned, topic=message.topic)
    return True


def unpin_chat_message(life: Life, params: Params) -> Any:
    """Play unpinChatMessage; without an id the latest one goes."""
    chat = _pinning(life, params)
    message_id = params.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if message_id not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def send_chat_action(life: Life, params: Params) -> Any:
    """Play sendChatAction."""
    chat = life.writable(params["chat_id"])
    if params["action"] not in _ACTIONS:
        raise bad("wrong parameter action in request")
    _topic(life, chat, params.get("message_thread_id"))
    return True


def _read_text(params: Params) -> tuple[str, list[Json]]:
    mode = params.get("parse_mode", "")
    source = params.get("text", "")
    if mode.lower() == "html":
        text, entities = parse_html(source)
    elif mode:
        raise bad(f"unsupported parse_mode (the sandbox plays only HTML, not {mode})")
    else:
        text, entities = source, params.get("entities", [])
    text, entities = trim(text, entities)
    if not text:
        raise bad("message text is empty")
    if units(text) > MESSAGE_LIMIT:
        raise bad("message is too long")
    return text, entities


def _send(
    life: Life,
    chat: Chat,
    params: Params,
    text: str,
    entities: list[Json],
    *,
    of: Message | None = None,
) -> Message:
    """Put a message into its chat, with the photo and the caption of what it is a copy of."""
    keyboard, other = read_markup(params.get("reply_markup"))
    topic = _topic(life, chat, params.get("message_thread_id"))
    target = _target(chat, params.get("reply_parameters"))
    if target is not None and chat.is_forum:
        if topic is None:
            topic = _topic(life, chat, target.topic)
        elif target.topic != topic:
            target = None
    message = life.new(chat, life.bot, text, entities=entities, keyboard=keyboard, topic=topic)
    message.reply_markup = other
    if of is not None:
        message.photo, message.caption = of.photo, of.caption
    if target is not None:
        message.reply_to = target.id
        message.thread = thread_of(target)
    return life.post(message)


def thread_of(target: Message) -> int | None:
    """Return the thread which a reply to this message joins outside forums."""
    if target.chat.kind != "supergroup" or target.chat.is_forum:
        return None
    return target.thread or target.id


def _topic(life: Life, chat: Chat, thread_id: int | None) -> int | None:
    if thread_id is None or not chat.is_forum:
        return None
    topic = chat.topic(thread_id)
    if topic is None:
        raise bad(NO_THREAD)
    if topic.closed and not chat.member(life.bot).is_admin:
        raise bad("TOPIC_CLOSED")
    return topic.id


def _target(chat: Chat, reply: Json | None) -> Message | None:
    if not reply:
        return None
    if str(reply.get("chat_id", chat.id)) != str(chat.id):
        raise bad("replies to another chat are not played by the sandbox")
    target = chat.message(int(reply.get("message_id", 0)))
    if target is None and not reply.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    return target


def _editable(life: Life, params: Params) -> Message:
    if "chat_id" not in params:
        raise bad("chat_id is empty")
    if "message_id" not in params:
        raise bad("message identifier is not specified")
    message = life.writable(params["chat_id"]).message(params["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if not message.is_bot or message.service is not None or message.reply_markup is not None:
        raise bad("message can't be edited")
    return message


def _deletable(life: Life, message: Message) -> bool:
    if message.id == message.topic:
        return False
    if message.chat.member(life.bot).may("can_delete_messages"):
        return True
    fresh = life.now() - message.date < OWN_DELETABLE_FOR
    return fresh and (message.is_bot or message.chat.person is not None)


def _pinning(life: Life, params: Params) -> Chat:
    chat = life.writable(params["chat_id"])
    if chat.person is None and not chat.member(life.bot).may("can_pin_messages"):
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat
