"""Lists of open cases, page by page, as the staff ask for them."""

import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels import ChannelError, TryLater
from bot.channels.telegram import reminders
from bot.channels.telegram.found import found
from bot.channels.telegram.keyboard import Action
from bot.channels.telegram.sender import StaffChat, translated
from bot.channels.telegram.view import Drawn
from bot.clock import Clock
from bot.core.case import CaseId, read_number
from bot.core.library import Library
from bot.core.terms import SearchWords, question, terms
from bot.store import cases as case_rows
from bot.store import library, queue, search, shown
from bot.store.engine import Store
from bot.store.search import Question
from bot.voice import Voice

log = logging.getLogger(__name__)
PASSING = ("telegram-busy", "telegram-away", "telegram-token")
TEXTS = 3
"""Texts of the library that a search shows."""
PAGE = 8
"""Cases on one page: what a phone shows without much scrolling."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Draws the queue."""

    store: Store
    staff: StaffChat
    voice: Voice
    clock: Clock
    library: Library
    search_words: SearchWords

    async def page(self, action: Action, page: int, *, of: int) -> Drawn:
        """Return a page of all open cases (`queue`) or of one holder's (`mine`)."""
        holder = of if action is Action.MINE else None
        async with self.store.read() as connection:
            count = await queue.open_count(connection, holder=holder)
            pages = max(1, -(-count // PAGE))
            page = min(page, pages - 1)
            cases = await queue.queue(connection, limit=PAGE, offset=page * PAGE, holder=holder)
            threads = await shown.topics_of(connection, [case.id for case in cases])
        topics = {id: self.staff.link(thread) for id, thread in threads.items()}
        return reminders.queue(
            cases, topics=topics, page=page, pages=pages, action=action, now=self.clock(),
            words=self.voice,
        )  # fmt: skip

    async def found(self, text: str) -> Drawn:
        """Return the cases and the texts of the library that have all these words."""
        asked = question(text, self.search_words)
        if not asked:
            return Drawn(text=self.voice.say("find-how"))
        async with self.store.read() as connection:
            ids = await search.find(connection, asked, limit=PAGE)
            count = await search.count(connection, asked)
            numbered = await self._numbered(connection, text)
            chosen = [*numbered, *(id for id in ids if id not in numbered)][:PAGE]
            cases = await case_rows.look_up(connection, chosen)
            threads = await shown.topics_of(connection, chosen)
            kept = await library.kept(connection, self.voice.locale)
        now = self.clock()
        return found(
            text.strip(), cases, self._texts([one.text for one in kept], asked),
            count=count + sum(1 for id in numbered if id not in ids),
            topics={id: self.staff.link(thread) for id, thread in threads.items()},
            when={case.id: self.voice.moment(case.said_at, now) for case in cases},
            words=self.voice,
        )  # fmt: skip

    async def _numbered(self, connection: AsyncConnection, text: str) -> list[CaseId]:
        """Return the case that a number alone means, if there is one."""
        number = read_number(text)
        if number is None:
            return []
        return [case.id for case in await case_rows.look_up(connection, [CaseId(number)])]

    def _texts(self, kept: list[str], asked: Question) -> list[str]:
        """Return the texts to begin a reply with that have a key of each word."""
        own = [
            one.text for one in self.library.entries.values() if one.language == self.voice.locale
        ]
        fitting = []
        for text in (*kept, *own):
            keys = set(terms(text, self.search_words))
            if not any(keys.isdisjoint(word) for word in asked):
                fitting.append(text)
        return fitting[:TEXTS]


async def said(call: Awaitable[Any]) -> None:
    """Say something to somebody who may be a stranger: what a chat refuses is no trouble of ours.

    Raises TryLater alone, and that only where Telegram asks for patience or is away.
    """
    try:
        await translated(call)
    except TryLater as error:
        if error.problem in PASSING:
            raise
        log.info("not-said problem=%s", error.problem)
    except ChannelError as error:
        log.info("not-said problem=%s", error.problem)
