"""The methods of forum topics.

Opening, renaming, closing and reopening leave service messages and consume message ids. Whoever
opened a topic may change it without the right to manage topics; deleting needs its own right.
"""

from typing import Any

from sandbox.telegram import views
from sandbox.telegram.life import Life
from sandbox.telegram.refusals import NO_THREAD, bad
from sandbox.telegram.table import Params
from sandbox.telegram.world import Chat, Topic

ICON_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_NOT_MODIFIED = "TOPIC_NOT_MODIFIED"


def create_forum_topic(life: Life, params: Params) -> Any:
    """Play createForumTopic."""
    chat = _forum(life, params)
    if not chat.member(life.bot).may("can_manage_topics"):
        raise bad("not enough rights to create a topic")
    color = params.get("icon_color", ICON_COLORS[0])
    if color not in ICON_COLORS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    name = _checked(params["name"])
    return views.topic(life.open_topic(chat, life.bot, name, color))


def edit_forum_topic(life: Life, params: Params) -> Any:
    """Play editForumTopic."""
    chat, topic = _managed(life, params)
    name = params.get("name")
    if name is None or _checked(name) == topic.name:
        raise bad(_NOT_MODIFIED)
    life.rename_topic(chat, topic, life.bot, _checked(name))
    return True


def close_forum_topic(life: Life, params: Params) -> Any:
    """Play closeForumTopic."""
    return _toggle(life, params, closed=True)


def reopen_forum_topic(life: Life, params: Params) -> Any:
    """Play reopenForumTopic."""
    return _toggle(life, params, closed=False)


def delete_forum_topic(life: Life, params: Params) -> Any:
    """Play deleteForumTopic."""
    chat = _forum(life, params)
    topic = _found(chat, params)
    if not chat.member(life.bot).may("can_delete_messages"):
        raise bad("not enough rights to delete the topic")
    life.delete_topic(chat, topic)
    return True


def _toggle(life: Life, params: Params, *, closed: bool) -> bool:
    chat, topic = _managed(life, params)
    if topic.closed == closed:
        raise bad(_NOT_MODIFIED)
    life.close_topic(chat, topic, life.bot, closed=closed)
    return True


def _managed(life: Life, params: Params) -> tuple[Chat, Topic]:
    chat = _forum(life, params)
    topic = _found(chat, params)
    if topic.creator is not life.bot and not chat.member(life.bot).may("can_manage_topics"):
        raise bad("not enough rights to manage topics")
    return chat, topic


def _forum(life: Life, params: Params) -> Chat:
    chat = life.writable(params["chat_id"])
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    return chat


def _found(chat: Chat, params: Params) -> Topic:
    topic = chat.topic(params["message_thread_id"])
    if topic is None:
        raise bad(NO_THREAD)
    return topic


def _checked(name: str) -> str:
    if not 1 <= len(name.strip()) <= 128:
        raise bad("topic name must be 1-128 characters long")
    return name.strip()
