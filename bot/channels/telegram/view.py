"""All that is needed to draw something about a case, and how the drawings get their words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Any, Protocol

from aiogram import html

from bot.channels import Abilities, Links
from bot.channels.telegram.keyboard import Rows
from bot.core.case import Case
from bot.core.gifts import Gift
from bot.core.known import Message

BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Marks that turn the direction of writing, and with it what a line seems to say."""
A_MARK = re.compile("\ue000([0-9]+)\ue001")
A_TAG = re.compile("<[^<>]*>")
MOST = 4096
"""UTF-16 units in a message, after its entities are parsed [core.telegram.org/bots/api]."""


class Words(Protocol):
    """The voice, as drawings need it."""

    def say(self, key: str, **values: str) -> str: ...
    def moment(self, at: datetime, now: datetime) -> str: ...
    def soon(self, at: datetime, now: datetime) -> str: ...
    def span(self, length: timedelta) -> str: ...
    def when(self, at: datetime, now: datetime) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the story."""

    at: datetime
    what: str
    who: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A case as it stands at the moment of drawing."""

    case: Case
    links: Links
    now: datetime
    ack: Message | None = None
    earlier: tuple[Case, ...] = ()
    story: tuple[Line, ...] = ()
    topic_link: str = ""
    managers: Mapping[int, str] = field(default_factory=dict)
    gifts: tuple[Gift, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()
    """Texts of the library that fit: key and title."""
    can: Abilities = field(default_factory=Abilities)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A message: HTML text and buttons."""

    text: str
    buttons: Rows = ()
    reply_to: int | None = None
    force_reply: bool = False
    silent: bool = False
    same_as: str = ""
    """What the message says without what ticks; where set, it tells two drawings apart."""


Body = Mapping[str, Any]


def quote(text: str, most: int = 1500) -> str:
    """Return a stranger's text for HTML: cut first, as escaping makes it longer, then escaped."""
    return html.quote(cut(text.translate(BIDI), most))


def units(text: str) -> int:
    """Return how long Telegram takes a text to be: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def visible(markup: str) -> int:
    """Return how many UTF-16 units Telegram counts in a text of HTML."""
    return units(unescape(A_TAG.sub("", markup)))


def cut(text: str, most: int) -> str:
    """Return `text` in at most so many UTF-16 units, its end marked where something is missing."""
    if units(text) <= most:
        return text
    kept, size = [], 1
    for letter in text:
        size += 2 if ord(letter) > 0xFFFF else 1
        if size > most:
            break
        kept.append(letter)
    return "".join(kept).rstrip() + "…"


def tell(words: Words, key: str, **values: str) -> str:
    """Say something with strangers' texts in it, however long they are.

    Fluent takes no more than 2500 characters for a variable and gives up the whole message for a
    longer one (`fluent.runtime.resolver.MAX_PART_LENGTH`), so the texts are put in afterwards.
    """
    texts = list(values.values())
    marks = {name: f"\ue000{at}\ue001" for at, name in enumerate(values)}
    return A_MARK.sub(lambda found: texts[int(found[1])], words.say(key, **marks))


def link(url: str, text: str) -> str:
    """Return a link; `text` is HTML already."""
    return f'<a href="{html.quote(url)}">{text}</a>'
