"""What may hang under a message: inline buttons, a force reply, a reply keyboard.

Only inline keyboards come back in results and can be edited; the other kinds are kept on the
message as they were sent.
"""

from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram.refusals import bad
from sandbox.telegram.world import Button, Json

_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_LOOKS = ("text", "icon_custom_emoji_id", "style")
_STYLES = ("danger", "success", "primary")
_OTHER_MARKUPS = ("force_reply", "keyboard", "remove_keyboard")


def read_markup(markup: Json | None) -> tuple[list[list[Button]], Json | None]:
    """Return the inline rows, and the markup itself where it is of another kind.

    :raises Refusal: as the platform refuses bad buttons.
    """
    if not markup:
        return [], None
    if "inline_keyboard" in markup:
        return _rows(markup["inline_keyboard"]), None
    if not any(name in markup for name in _OTHER_MARKUPS):
        raise bad("object expected as reply markup")
    return [], markup


def _rows(rows: Any) -> list[list[Button]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return [[_button(raw) for raw in row] for row in rows if row]


def _button(raw: Any) -> Button:
    if not isinstance(raw, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    if strange := sorted(raw.keys() - {*_ACTIONS, *_LOOKS}):
        raise bad(f'can\'t parse inline keyboard button: unknown field "{strange[0]}"')
    text = raw.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad('can\'t parse inline keyboard button: field "text" must be non-empty')
    if raw.get("style", "primary") not in _STYLES:
        raise bad("can't parse inline keyboard button: invalid button style specified")
    _check_action(raw)
    return Button(text, raw.get("callback_data"), raw)


def _check_action(raw: Json) -> None:
    actions = [name for name in _ACTIONS if name in raw]
    if not actions:
        raise bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad(f"can't parse inline keyboard button: more than one action: {actions}")
    if "callback_data" in raw:
        _check_data(raw["callback_data"])
    if "url" in raw:
        _check_url(raw["url"])
    if "copy_text" in raw:
        _check_copy(raw["copy_text"])


def _check_data(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")


def _check_copy(copied: Any) -> None:
    """Refuse what is no `CopyTextButton`: an object with `text`, 1-256 characters."""
    if not isinstance(copied, dict) or not isinstance(copied.get("text"), str):
        raise bad('can\'t parse inline keyboard button: field "copy_text" must be an Object')
    if strange := sorted(copied.keys() - {"text"}):
        raise bad(f'can\'t parse inline keyboard button: unknown field "{strange[0]}"')
    if not 1 <= len(copied["text"]) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: Any) -> None:
    parts = urlsplit(str(url) if "://" in str(url) else f"http://{url}")
    well = parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in parts.netloc)
    if not well:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
