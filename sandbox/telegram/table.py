"""Which methods are played, what each takes, and how parameters are read.

The names and the required ones are those of Bot API 10.3; a test holds them against the
machine-readable schema. Parameters come as JSON values or as form strings, nested objects
JSON-encoded inside them. What is known to the API and not played here is refused, not ignored.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.telegram.refusals import Refusal, bad

Params = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A method's parameters, each with its kind: int, str, bool, chat, object, list."""

    required: Mapping[str, str]
    optional: Mapping[str, str]

    @property
    def kinds(self) -> dict[str, str]:
        """Return the kinds of all parameters."""
        return {**self.required, **self.optional}


def _shape(required: str = "", optional: str = "") -> Shape:
    return Shape(_kinds(required), _kinds(optional))


def _kinds(names: str) -> dict[str, str]:
    pairs = (name.partition(":") for name in names.split())
    return {name: kind or "str" for name, _, kind in pairs}


_SENDING = (
    "message_thread_id:int direct_messages_topic_id:int disable_notification:bool"
    " protect_content:bool allow_paid_broadcast:bool message_effect_id parse_mode"
    " suggested_post_parameters:object reply_parameters:object reply_markup:object"
)
_EDITING = (
    "business_connection_id chat_id:chat message_id:int inline_message_id reply_markup:object"
)
_TOPIC = "chat_id:chat message_thread_id:int"

METHODS: dict[str, Shape] = {
    "getMe": _shape(),
    "getChat": _shape("chat_id:chat"),
    "getChatMember": _shape("chat_id:chat user_id:int"),
    "getChatAdministrators": _shape("chat_id:chat", "return_bots:bool"),
    "getChatMemberCount": _shape("chat_id:chat"),
    "leaveChat": _shape("chat_id:chat"),
    "setMyCommands": _shape("commands:list", "scope:object language_code"),
    "getMyCommands": _shape("", "scope:object language_code"),
    "sendMessage": _shape(
        "chat_id:chat text",
        f"{_SENDING} business_connection_id ephemeral_message_parameters:object entities:list"
        " link_preview_options:object",
    ),
    "copyMessage": _shape(
        "chat_id:chat from_chat_id:chat message_id:int",
        f"{_SENDING} video_start_timestamp:int caption caption_entities:list"
        " show_caption_above_media:bool",
    ),
    "sendChatAction": _shape("chat_id:chat action", "business_connection_id message_thread_id:int"),
    "editMessageText": _shape(
        "",
        f"{_EDITING} text parse_mode entities:list link_preview_options:object rich_message:object",
    ),
    "editMessageReplyMarkup": _shape("", _EDITING),
    "deleteMessage": _shape("chat_id:chat message_id:int"),
    "deleteMessages": _shape("chat_id:chat message_ids:list"),
    "setMessageReaction": _shape("chat_id:chat message_id:int", "reaction:list is_big:bool"),
    "pinChatMessage": _shape(
        "chat_id:chat message_id:int", "business_connection_id disable_notification:bool"
    ),
    "unpinChatMessage": _shape("chat_id:chat", "business_connection_id message_id:int"),
    "answerCallbackQuery": _shape("callback_query_id", "text show_alert:bool url cache_time:int"),
    "createForumTopic": _shape("chat_id:chat name", "icon_color:int icon_custom_emoji_id"),
    "editForumTopic": _shape(_TOPIC, "name icon_custom_emoji_id"),
    "closeForumTopic": _shape(_TOPIC),
    "reopenForumTopic": _shape(_TOPIC),
    "deleteForumTopic": _shape(_TOPIC),
    "setWebhook": _shape(
        "url",
        "certificate:file ip_address max_connections:int allowed_updates:list"
        " drop_pending_updates:bool secret_token",
    ),
    "deleteWebhook": _shape("", "drop_pending_updates:bool"),
    "getWebhookInfo": _shape(),
    "getFile": _shape("file_id"),
    "getUpdates": _shape("", "offset:int limit:int timeout:int allowed_updates:list"),
}

_BY_LOWER_CASE = {name.lower(): name for name in METHODS}

_MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
}

_UNPLAYED = {
    "business_connection_id",
    "inline_message_id",
    "direct_messages_topic_id",
    "ephemeral_message_parameters",
    "suggested_post_parameters",
    "rich_message",
    "certificate",
    "icon_custom_emoji_id",
}


def method_name(spelled: str) -> str | None:
    """Return a method's proper name; the case it is spelled in does not matter."""
    return _BY_LOWER_CASE.get(spelled.lower())


def unknown_names(method: str, raw: Mapping[str, Any]) -> list[str]:
    """Return the parameters that this method does not have."""
    return sorted(raw.keys() - METHODS[method].kinds.keys())


def read_params(method: str, raw: Mapping[str, Any]) -> Params:
    """Return the parameters as values.

    :raises Refusal: 400 naming the parameter that is missing, unknown, unplayed or of wrong kind.
    """
    given = {name: value for name, value in raw.items() if value is not None}
    if unknown := unknown_names(method, given):
        raise bad(f'{method} has no parameter "{unknown[0]}"')
    for name in METHODS[method].required:
        if name not in given:
            raise bad(_MISSING.get(name, f'parameter "{name}" is required'))
    if unplayed := sorted(given.keys() & _UNPLAYED):
        raise bad(f'parameter "{unplayed[0]}" is not played by the sandbox')
    kinds = METHODS[method].kinds
    return {name: _value(name, kinds[name], value) for name, value in given.items()}


def _value(name: str, kind: str, value: Any) -> Any:
    match kind:
        case "int":
            return _integer(name, value)
        case "bool":
            return value if isinstance(value, bool) else str(value).lower() in ("true", "1")
        case "chat":
            text = str(value)
            return text if text.startswith("@") else _integer(name, value)
        case "object" | "list":
            return _nested(name, dict if kind == "object" else list, value)
        case _ if isinstance(value, str | int | float) and not isinstance(value, bool):
            return str(value)
    raise bad(f'parameter "{name}" must be a String')


def _integer(name: str, value: Any) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise _not_integer(name) from None


def _not_integer(name: str) -> Refusal:
    if name in ("chat_id", "from_chat_id"):
        return bad("chat not found")
    return bad(f'parameter "{name}" must be an Integer')


def _nested(name: str, kind: type[dict[str, Any]] | type[list[Any]], value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad(f'can\'t parse "{name}" JSON object') from None
    if not isinstance(value, kind):
        what = "an Object" if kind is dict else "an Array"
        raise bad(f'parameter "{name}" must be {what}')
    return value
