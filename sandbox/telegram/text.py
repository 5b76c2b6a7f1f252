"""Text as Telegram counts and marks it.

Offsets and lengths of entities are in UTF-16 units. Commands, mentions, hashtags and addresses
are found by the platform itself in whatever is written, by people or by the bot.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

Entity = dict[str, Any]

MESSAGE_LIMIT = 4096

_FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/<])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)"
    r"|(?P<mention>(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31})"
    r"|(?P<hashtag>(?<!\w)#\w+)"
    r"|(?P<url>\bhttps?://[^\s<>\"]*[^\s<>\".,:;!?)])"
)

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "text_link": "a",
    "text_mention": "a",
}


def units(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Return the part of a text that an entity covers."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    return encoded[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Drop the white space around a text and move its entities accordingly."""
    lead = units(text) - units(text.lstrip())
    trimmed = text.strip()
    end = units(trimmed)
    kept = []
    for entity in entities:
        start = max(0, entity["offset"] - lead)
        stop = min(end, entity["offset"] - lead + entity["length"])
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return trimmed, kept


def with_found(text: str, entities: list[Entity]) -> list[Entity]:
    """Return the entities together with those the platform finds by itself."""
    found = [each for each in _find(text) if not any(_overlap(each, other) for other in entities)]
    return sorted([*entities, *found], key=lambda each: (each["offset"], -each["length"]))


def _find(text: str) -> Iterator[Entity]:
    for match in _FOUND.finditer(text):
        yield {
            "type": match.lastgroup,
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
        }


def _overlap(found: Entity, given: Entity) -> bool:
    if given["type"] in ("bold", "italic", "underline", "strikethrough", "blockquote"):
        return False
    return bool(
        found["offset"] < given["offset"] + given["length"]
        and given["offset"] < found["offset"] + found["length"]
    )


def commands(text: str, entities: list[Entity]) -> list[str]:
    """Return the commands in a text, as `/name` or `/name@bot`."""
    return [
        cut(text, entity["offset"], entity["length"])
        for entity in entities
        if entity["type"] == "bot_command"
    ]


def to_html(text: str, entities: list[Entity]) -> str:
    """Return the text with its explicit formatting as Telegram's HTML."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in sorted(entities, key=lambda each: (each["offset"], -each["length"])):
        if (tag := _TAGS.get(entity["type"])) is None:
            continue
        opening.setdefault(entity["offset"], []).append(f"<{tag}{_attributes(entity)}>")
        closing.setdefault(entity["offset"] + entity["length"], []).insert(0, f"</{tag}>")
    parts = []
    offset = 0
    for char in text:
        parts += closing.get(offset, []) + opening.get(offset, [])
        parts.append(escape(char, quote=False))
        offset += units(char)
    return "".join([*parts, *closing.get(offset, [])])


def _attributes(entity: Entity) -> str:
    match entity["type"]:
        case "text_link":
            return f' href="{escape(entity["url"])}"'
        case "text_mention":
            return f' href="tg://user?id={entity["user"]["id"]}"'
        case "expandable_blockquote":
            return " expandable"
    return ""
