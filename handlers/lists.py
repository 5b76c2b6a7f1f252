"""Lists of open cases, page by page, as the staff ask for them."""

import logging
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from bot.channels import ChannelError, TryLater
from bot.channels.telegram import reminders
from bot.channels.telegram.keyboard import Action
from bot.channels.telegram.sender import StaffChat, translated
from bot.channels.telegram.view import Drawn
from bot.clock import Clock
from bot.store import queue, shown
from bot.store.engine import Store
from bot.voice import Voice

log = logging.getLogger(__name__)
PASSING = ("telegram-busy", "telegram-away", "telegram-token")
PAGE = 8
"""Cases on one page: what a phone shows without much scrolling."""


@dataclass(frozen=True, slots=True)
class Lists:
    """Draws the queue."""

    store: Store
    staff: StaffChat
    voice: Voice
    clock: Clock

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
