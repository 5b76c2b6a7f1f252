"""The Bot API's JSON, made of what there is in `world`.

Optional fields are absent, not null, as the platform leaves them out.
"""

from datetime import datetime
from typing import Any

from sandbox.telegram.world import Chat, Json, Member, Message, Person, Press, Topic

ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_ORDINARY = set(_PERMISSIONS) - {"can_change_info", "can_pin_messages", "can_manage_topics"}
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def stamp(moment: datetime) -> int:
    """Return a moment as Unix time."""
    return int(moment.timestamp())


def _present(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, "", [], False)}


def user(person: Person) -> Json:
    """Return a `User`."""
    return {
        "id": person.id,
        "is_bot": person.is_bot,
        "first_name": person.first_name,
        **_present(last_name=person.last_name, username=person.username),
    }


def me(bot: Person, *, reads_everything: bool) -> Json:
    """Return the bot's own `User`, as getMe gives it."""
    return {
        **user(bot),
        "can_join_groups": True,
        "can_read_all_group_messages": reads_everything,
        "supports_inline_queries": False,
        "supports_guest_queries": False,
        "supports_join_request_queries": False,
        "can_connect_to_business": False,
        "can_manage_bots": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
    }


def chat(what: Chat) -> Json:
    """Return a `Chat`."""
    if what.person is not None:
        named = user(what.person)
        return {"id": what.id, "type": "private"} | {
            name: named[name] for name in ("first_name", "last_name", "username") if name in named
        }
    return {
        "id": what.id,
        "type": what.kind,
        "title": what.title,
        **_present(username=what.username, is_forum=what.is_forum),
    }


def full_chat(what: Chat) -> Json:
    """Return a `ChatFullInfo`."""
    full = chat(what) | {
        "accent_color_id": abs(what.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(_GIFTS, what.person is not None),
    }
    if what.person is None:
        full["permissions"] = {name: name in _ORDINARY for name in _PERMISSIONS}
        full["has_visible_history"] = True
        if last := next(filter(None, map(what.message, reversed(what.pinned))), None):
            full["pinned_message"] = message(last, replied=False)
    return full


def member(who: Member) -> Json:
    """Return a `ChatMember` in the shape of its status."""
    view: Json = {"status": who.status, "user": user(who.person)}
    match who.status:
        case "creator":
            view["is_anonymous"] = "is_anonymous" in who.rights
        case "administrator":
            view |= {"can_be_edited": False, "is_anonymous": "is_anonymous" in who.rights}
            view |= {name: name in who.rights for name in ADMIN_RIGHTS}
        case "restricted":
            view |= {"is_member": True, "until_date": 0}
            view |= {name: name in who.rights for name in _PERMISSIONS}
        case "kicked":
            view["until_date"] = 0
    return view


def keyboard(of: Message) -> Json | None:
    """Return the inline keyboard, or None."""
    if not of.keyboard:
        return None
    return {"inline_keyboard": [[button.raw for button in row] for row in of.keyboard]}


def message(what: Message, *, replied: bool = True) -> Json:
    """Return a `Message`; a message inside another one shows no reply of its own."""
    view: Json = {
        "message_id": what.id,
        "from": user(what.sender),
        "chat": chat(what.chat),
        "date": stamp(what.date),
        **_content(what),
        **_present(reply_markup=keyboard(what)),
        **_present(is_automatic_forward=what.automatic_forward),
        **_place(what),
        **(what.service or {}),
    }
    if what.sender_chat is not None:
        view["sender_chat"] = chat(what.sender_chat)
    if what.edited_at is not None:
        view["edit_date"] = stamp(what.edited_at)
    if replied and (target := replied_to(what)) is not None:
        view["reply_to_message"] = message(target, replied=False)
    return view


def _content(what: Message) -> Json:
    if not what.photo:
        return _present(text=what.text, entities=what.entities)
    caption = _present(caption=what.caption, caption_entities=what.entities)
    return {"photo": [size.size_view() for size in what.photo], **caption}


def _place(what: Message) -> Json:
    if what.topic is not None and what.chat.is_forum:
        return {"message_thread_id": what.topic, "is_topic_message": True}
    return _present(message_thread_id=what.topic or what.thread)


def replied_to(what: Message) -> Message | None:
    """Return what it replies to: the message chosen, else the root of its topic."""
    if what.reply_to is not None:
        return what.chat.message(what.reply_to)
    if what.topic is None or what.topic == what.id:
        return None
    return what.chat.message(what.topic)


def topic(what: Topic) -> Json:
    """Return a `ForumTopic`."""
    return {"message_thread_id": what.id, "name": what.name, "icon_color": what.icon_color}


def press(what: Press) -> Json:
    """Return a `CallbackQuery`; a message that is gone is an `InaccessibleMessage`."""
    there = what.chat.message(what.message_id)
    gone = {"chat": chat(what.chat), "message_id": what.message_id, "date": 0}
    return {
        "id": what.id,
        "from": user(what.person),
        "message": gone if there is None else message(there),
        "chat_instance": str(abs(what.chat.id) * 7919),
        "data": what.data,
    }
