"""Everything that is said anywhere on the two platforms, a line as it appears.

`Speaker` sets a line: when, what happened to it, where, who, the text. `Watcher` looks at both
platforms again and again and speaks of what has changed since: the people of the platforms are
not told of each other, so whoever watches the demo sees more than anybody in it.
"""

import os
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from sandbox.telegram import Button, Chat, Message, Person, Telegram
from sandbox.vk import Comment, Vk

NEW, CHANGED, GONE, PRESSED = "+", "~", "−", "•"
TIME, WHERE, WHO = 8, 30, 15
MOST_LINES = 5
NARROW = 60
"""A text that would get fewer columns beside its head goes below it."""
USUAL_WIDTH = 160
STAY = "\N{NO-BREAK SPACE}"
"""Keeps a button in one line."""
TOPIC_LINES = {
    "forum_topic_created": "открывает тему",
    "forum_topic_closed": "закрывает тему",
    "forum_topic_reopened": "снова открывает тему",
}
COLOURS = {"VK": "36", "команда": "33", "личка": "35"}
DIM, BOLD = "2", "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line of the demo."""

    where: str
    who: str
    text: str
    mark: str = NEW
    buttons: Sequence[Button] = ()


class Speaker:
    """Sets lines for a reader, coloured if it is a terminal that wants colours."""

    def __init__(self, out: TextIO, timezone: str = "Europe/Moscow") -> None:
        self._out = out
        self._zone = ZoneInfo(timezone)
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        self._coloured = out.isatty() and not plain

    def say(self, said: Said) -> None:
        """Print a line, folded under its own head where it is long."""
        time = f"{datetime.now(self._zone):%H:%M:%S}"
        where, who = fitted(said.where, WHERE), fitted(said.who, WHO)
        indent = TIME + WHERE + WHO + 5
        colour = COLOURS.get(said.where.split(" ")[0], "0")
        head = " ".join(
            (
                self._in(DIM, time),
                self._in(BOLD, said.mark),
                self._in(colour, where),
                self._in(BOLD, who),
            )
        )
        width = shutil.get_terminal_size((USUAL_WIDTH, 0)).columns
        beside = width - indent >= NARROW
        if not beside:
            indent = TIME + 1
        lines = folded(" | ".join(filter(None, said.text.splitlines())), width - indent)
        buttons = " ".join(f"[{button.text}]".replace(" ", STAY) for button in said.buttons)
        lines += [self._in(DIM, line) for line in folded(buttons, width - indent)]
        if beside and lines:
            head += f" {lines.pop(0)}"
        self.write("\n".join((head, *(" " * indent + line for line in lines))))

    def explain(self, text: str) -> None:
        """Print a paragraph of the narrator's."""
        width = min(100, shutil.get_terminal_size((USUAL_WIDTH, 0)).columns)
        lines = folded(text, width, most=50)
        self.write("\n" + "\n".join(self._in(BOLD, line) for line in lines))

    def write(self, text: str) -> None:
        """Print at once."""
        print(text, file=self._out, flush=True)

    def _in(self, colour: str, text: str) -> str:
        return f"\033[{colour}m{text}\033[0m" if self._coloured else text


class Watcher:
    """Speaks of what has changed on the platforms since it last looked."""

    def __init__(self, vk: Vk, tg: Telegram, staff: Chat, speaker: Speaker) -> None:
        self._vk = vk
        self._tg = tg
        self._staff = staff
        self._speaker = speaker
        self._posts: set[int] = set()
        self._comments: dict[int, Comment] = {}
        self._messages: dict[tuple[int, int], tuple[int, bool]] = {}
        self.people: list[Person] = []
        """Those whose private chats with the bot are watched."""

    def look(self) -> None:
        """Say all that is new."""
        for said in (*self._posted(), *self._public(), *self._in_chats()):
            self._speaker.say(said)

    def pressed(self, person: Person, message: Message, button: str, answer: str) -> None:
        """Say that somebody pressed a button, and what the bot answered."""
        text = f"нажимает [{button}]" + (f" → «{answer}»" if answer else "")
        self._speaker.say(
            Said(where=self._where(message), who=person.name, text=text, mark=PRESSED)
        )

    def _posted(self) -> Iterator[Said]:
        for post in self._vk.wall.posts.values():
            if post.id not in self._posts:
                self._posts.add(post.id)
                yield Said(where="VK · запись", who=self._vk.group_name, text=post.text)

    def _public(self) -> Iterator[Said]:
        for comment in list(self._vk.wall.all_comments.values()):
            before = self._comments.get(comment.id)
            if before is comment:
                continue
            self._comments[comment.id] = comment
            mark = NEW if before is None else GONE if comment.deleted else CHANGED
            arrow = "" if comment.reply_to is None else "↳ "
            who = self._author(comment.from_id)
            yield Said(where="VK · под записью", who=who, text=arrow + comment.text, mark=mark)

    def _author(self, id: int) -> str:
        person = self._vk.people.get(id)
        return f"{person.first_name} {person.last_name}" if person else self._vk.group_name

    def _in_chats(self) -> Iterator[Said]:
        seen = self._tg.messages(self._staff, service=True, deleted=True)
        for person in self.people:
            seen += self._tg.private(person)
        for message in seen:
            key, state = (message.chat.id, message.id), (len(message.edits), message.deleted)
            before = self._messages.get(key)
            if before != state:
                self._messages[key] = state
                yield from self._message(message, before)

    def _message(self, message: Message, before: tuple[int, bool] | None) -> Iterator[Said]:
        where, who = self._where(message), message.sender.name
        if message.service is not None:
            told = next((TOPIC_LINES[one] for one in message.service if one in TOPIC_LINES), None)
            if told:
                yield Said(where=where, who=who, text=told)
        elif message.deleted:
            yield Said(where=where, who=who, text=message.text, mark=GONE)
        elif before is None:
            arrow = "" if message.reply_to in (None, message.topic) else "↳ "
            text, buttons = arrow + message.text, message.buttons
            yield Said(where=where, who=who, text=text, buttons=buttons)
        else:
            yield self._edited(message, message.edits[before[0]].text, where=where, who=who)

    def _edited(self, message: Message, before: str, *, where: str, who: str) -> Said:
        """Return what an edit has changed: a card is too long to be read again each time."""
        old = before.splitlines()
        new = [line for line in message.text.splitlines() if line not in old]
        text = "… " + "\n".join(new) if new else "меняет кнопки"
        return Said(where=where, who=who, text=text, mark=CHANGED, buttons=message.buttons)

    def _where(self, message: Message) -> str:
        if message.chat.person is not None:
            return f"личка · {message.chat.person.name}"
        topic = message.chat.topic(message.topic)
        return f"команда · {topic.name}" if topic else "команда"


def fitted(text: str, width: int) -> str:
    """Return `text` in exactly so many columns."""
    if columns(text) > width:
        text = _start(text, width - 1) + "…"
    return text + " " * (width - columns(text))


def folded(text: str, width: int, most: int = MOST_LINES) -> list[str]:
    """Return `text` in lines of at most `width` columns, the last one cut where it is too long."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        if lines and columns(lines[-1]) + 1 + columns(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], _start(lines[most - 1], width - 1) + "…"]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(map(_columns, text))


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _start(text: str, width: int) -> str:
    while columns(text) > width:
        text = text[:-1]
    return text
