"""All that is needed to draw something about a case, looked up at the moment it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels import Abilities, Community, Links
from bot.channels.telegram.roster import Roster
from bot.channels.telegram.sender import StaffChat
from bot.channels.telegram.view import Line, View, cut
from bot.clock import Clock
from bot.core.case import Case, CaseId, Menu
from bot.core.effects import Purpose
from bot.core.gifts import Gift
from bot.core.library import Library
from bot.core.shown import Shown
from bot.core.sorting import Kind
from bot.desk.knowing import OF_THE_TEAM
from bot.store import cases, library, outbox
from bot.store import shown as shown_store
from bot.store.engine import Store
from bot.store.outbox import Row
from bot.voice import Voice

FORMER = 10
"""Former cases of a customer that the history names."""
MOST_KEPT = 4
"""Replies of the team's own among the texts to choose from."""
TITLE = 40
"""What a button shows of a reply."""
NOWHERE = Links("https://vk.com", "https://vk.com")
"""Where a case leads whose community is switched off."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Gathers views."""

    store: Store
    chat: StaffChat
    roster: Roster
    communities: Mapping[str, Community]
    library: Library
    gifts: tuple[Gift, ...]
    voice: Voice
    clock: Clock

    async def of(self, row: Row) -> tuple[View, dict[str, Shown], Shown | None]:
        """Return the view of the row's case, what is shown of it, and the common topic."""
        assert row.case is not None
        async with self.store.read() as connection:
            case = await cases.load(connection, row.case)
            assert case is not None
            shown = await shown_store.of_case(connection, row.case)
            feed = (await shown_store.of_case(connection, None)).get("feed")
            view = await self._view(connection, case, row.what, topic=shown.get("topic"))
        return view, shown, feed

    async def _view(
        self, connection: AsyncConnection, case: Case, what: str, *, topic: Shown | None
    ) -> View:
        community = self.communities.get(case.place.network)
        links, can = NOWHERE, Abilities()
        if community is not None:
            links = community.links(case.place, case.comment, case.customer.id)
            can = community.can
        return View(
            case=case,
            links=links,
            now=self.clock(),
            ack=await outbox.last(connection, case.id, Purpose.ACK),
            earlier=await _earlier(connection, case, what),
            story=await _story(connection, case.id) if what == "ShowHistory" else (),
            topic_link=self.chat.link(topic.message) if topic else "",
            managers=self.roster.names,
            gifts=self.gifts,
            texts=await self._texts(connection, case) if case.menu is Menu.TEXTS else (),
            can=can,
        )

    async def _texts(self, connection: AsyncConnection, case: Case) -> tuple[tuple[str, str], ...]:
        """Return the texts that fit: those the team kept first, then those of the library."""
        language = self.voice.language(case.language)
        kind = case.kind if case.sure else None
        kept = [
            one
            for one in await library.kept(connection, language)
            if one.kind is (kind or Kind.COMPLAINT) and one.theme in (None, case.theme)
        ]
        own = [(f"{OF_THE_TEAM}{one.id}", cut(f"⭐ {one.text}", TITLE)) for one in kept[:MOST_KEPT]]
        fitting = self.library.for_case(language, kind, case.theme)
        return (*own, *((one.key, one.title) for one in fitting))


async def _earlier(connection: AsyncConnection, case: Case, what: str) -> tuple[Case, ...]:
    """Return the customer's former cases, as many as what is drawn has room for."""
    match what:
        case "ShowCard":
            return tuple(await cases.earlier(connection, case))
        case "ShowHistory":
            return tuple(await cases.earlier(connection, case, limit=FORMER))
    return ()


async def _story(connection: AsyncConnection, id: CaseId) -> tuple[Line, ...]:
    told = await cases.story_of(connection, id)
    return tuple(Line(at=one.at, what=one.what, who=one.who, detail=one.detail) for one in told)
