"""The desk: the one transaction script of the whole program.

    case   <- found or opened
    story  <- the event             (its cause is unique: nothing happens twice)
    decide(case, event, known, ...)  pure
    case   <- new state
    outbox <- effects, words and all

together or not at all. Nothing here touches a network. `script` decides and writes down, `finding`
says whose a comment is, `writing` turns effects into rows, `waking` lets time pass.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.core.case import CaseId, Customer, Member, Place
from bot.core.check import CheckWords
from bot.core.effects import Answer
from bot.core.events import (
    BrandSpoke,
    BrandSpokeNearby,
    CommentDeleted,
    CommentRestored,
    CustomerEdited,
    CustomerNamed,
    CustomerSpoke,
    Deleter,
    Event,
    Released,
    Sent,
)
from bot.core.known import Known
from bot.core.library import Library
from bot.core.moments import MomentWords
from bot.core.policy import AUTHOR_FUSE, Policy
from bot.core.sorting import Lexicon, Sorted, sort
from bot.core.terms import SearchWords
from bot.desk import finding
from bot.desk.knowing import Knowing
from bot.desk.script import Invitation, Script
from bot.desk.waking import Waking
from bot.store import cases, heard, marks, outbox, queue
from bot.store.engine import Store, take_turn
from bot.store.heard import Heard
from bot.voice import Voice

MOST_HELD = 1000
"""Cases one person can hand back at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnComment:
    """A comment in the brand's own name: the bot's echo, or a colleague's by hand."""

    place: Place
    comment: int
    text: str
    reply_to: int | None = None
    thread: int | None = None


class Desk:
    """Where every fact is brought. Each method is one transaction and may be repeated safely."""

    def __init__(
        self,
        store: Store,
        *,
        policy: Policy,
        voice: Voice,
        lexicon: Lexicon,
        check_words: CheckWords,
        library: Library,
        search_words: SearchWords,
        moment_words: MomentWords,
        clock: Clock,
        invitation: Invitation = lambda case: "",
        poke: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._policy = policy
        self._voice = voice
        self._lexicon = lexicon
        self._clock = clock
        self._poke = poke
        knowing = Knowing(policy, voice, clock, check_words, library, moment_words)
        self._script = Script(policy, voice, clock, knowing, search_words, invitation)
        self._waking = Waking(store, self._script, poke=poke)

    async def handle(self, id: CaseId, event: Event, cause: str) -> Answer | None:
        """Let `event` happen to a case; return the answer for the one who pressed, if any.

        A cause that happened already, or a case that does not exist, changes nothing.
        """
        async with self._store.write() as connection:
            answer = await self._handle(connection, id, event, cause)
        self._poke()
        return answer

    async def spoke(self, event: CustomerSpoke, cause: str) -> None:
        """Hear a customer's comment: open a case, join one, or reopen one."""
        found = self._sort(event.text)
        async with self._store.write() as connection:
            await take_turn(connection, f"{event.place.key}:{event.author.id}")
            await take_turn(connection, f"{event.place.key}#{event.comment}")
            await self._spoke(connection, event, found, cause)
        self._poke()

    async def edited(self, event: CustomerSpoke, cause: str) -> None:
        """Hear that a comment has another text; one never heard of is heard now."""
        found = self._sort(event.text)
        async with self._store.write() as connection:
            await take_turn(connection, f"{event.place.key}:{event.author.id}")
            await take_turn(connection, f"{event.place.key}#{event.comment}")
            before = await heard.find(connection, event.place, event.comment)
            if before is None:
                await self._spoke(connection, event, found, cause)
            elif before.text != event.text and not before.ours:
                await self._edited(connection, event, before, found, cause)
        self._poke()

    async def deleted(self, place: Place, comment: int, by: Deleter | None, cause: str) -> None:
        """Hear that a comment is gone; one never heard of leaves a tombstone."""
        async with self._store.write() as connection:
            await take_turn(connection, f"{place.key}#{comment}")
            await self._deleted(connection, place, comment, by, cause)
        self._poke()

    async def own(self, comment: OwnComment, cause: str) -> None:
        """Hear a comment in the brand's own name, and settle whose it is."""
        async with self._store.write() as connection:
            await take_turn(connection, f"{comment.place.key}#{comment.comment}")
            await self._own(connection, comment, cause)
        self._poke()

    async def away(self, member: Member, cause: str) -> int:
        """Spare somebody the pings, and hand their cases back; return how many there were."""
        async with self._store.write() as connection:
            await marks.go_away(connection, member.id, member.name)
            held = await queue.queue(connection, limit=MOST_HELD, holder=member.id)
            for case in held:
                await self._handle(connection, case.id, Released(by=member), f"{cause}:{case.id}")
        self._poke()
        return len(held)

    async def named(self, customer: Customer) -> None:
        """Hear a customer's name that was not known when they wrote."""
        async with self._store.write() as connection:
            event = CustomerNamed(customer=customer)
            for case in await cases.nameless(connection, customer):
                await self._handle(connection, case, event, f"named:{case}")
        self._poke()

    async def wake(self, *, limit: int = 50) -> int:
        """Let time pass for the cases that are due; return how many there were."""
        return await self._waking.wake(limit=limit)

    async def set_back(self, by: timedelta) -> None:
        """Follow a clock that was set back by so much."""
        await self._waking.set_back(by)

    def _sort(self, text: str) -> Sorted:
        return sort(text, self._lexicon, default_language=self._voice.locale)

    async def _handle(
        self, connection: AsyncConnection, id: CaseId, event: Event, cause: str
    ) -> Answer | None:
        case = await cases.load(connection, id)
        if case is None:
            return Answer(what="no-such-case")
        if await cases.known_cause(connection, cause):  # asked under the lock of the case
            return None
        _, answer = await self._script.apply(connection, case, event, cause)
        return answer

    async def _spoke(
        self, connection: AsyncConnection, event: CustomerSpoke, found: Sorted, cause: str
    ) -> None:
        before = await heard.find(connection, event.place, event.comment)
        deleter = finding.deleted_by_another(before, event)
        if before is not None and deleter is None:
            await self._came_back(connection, event, before, cause)
            return
        case = await finding.case_of(connection, event, now=self._clock())
        if case is None and event.place.private:
            return
        kept = Heard(author=event.author.id, text=event.text, at=event.at, thread=event.thread)
        if case is None:
            known = await self._known_of_new(connection, event, found)
        else:
            known = Known(sorted=found)
        known = replace(known, gone=deleter is not None)
        after, _ = await self._script.apply(connection, case, event, cause, known)
        await heard.keep(connection, event.place, event.comment, replace(kept, case=after.id))
        if deleter is not None:
            await self._deleted(connection, event.place, event.comment, deleter, f"{cause}:gone")

    async def _came_back(
        self, connection: AsyncConnection, event: CustomerSpoke, before: Heard, cause: str
    ) -> None:
        """Keep what a deletion overtook; let a restored comment count again."""
        if before.text is None:
            await heard.keep(connection, event.place, event.comment, finding.kept(event, before))
        elif before.deleted and event.restored:
            back = replace(before, deleted=False, text=event.text)
            await heard.keep(connection, event.place, event.comment, back)
            if before.case is not None:
                restored = CommentRestored(comment=event.comment, text=event.text, at=before.at)
                await self._handle(connection, before.case, restored, cause)

    async def _known_of_new(
        self, connection: AsyncConnection, event: CustomerSpoke, found: Sorted
    ) -> Known:
        now = self._clock()
        place, author = event.place, event.author.id
        return Known(
            sorted=found,
            answers_other=await finding.answers_other(connection, event),
            author_acknowledged=await heard.acknowledged_author(
                connection, place, author, since=now - AUTHOR_FUSE
            ),
            acknowledged_lately=await heard.acknowledged(
                connection, place, since=now - self._policy.ack_ceiling.per
            ),
        )

    async def _edited(
        self,
        connection: AsyncConnection,
        event: CustomerSpoke,
        before: Heard,
        found: Sorted,
        cause: str,
    ) -> None:
        await heard.keep(connection, event.place, event.comment, replace(before, text=event.text))
        if before.case is None or before.deleted or before.text is None:
            return
        case = await cases.load(connection, before.case)
        edit = CustomerEdited(
            place=event.place, comment=event.comment, text=event.text, before=before.text
        )
        await self._script.apply(connection, case, edit, cause, Known(sorted=found))

    async def _deleted(
        self,
        connection: AsyncConnection,
        place: Place,
        comment: int,
        by: Deleter | None,
        cause: str,
    ) -> None:
        before = await heard.find(connection, place, comment) or Heard()
        if before.deleted:
            return
        deleter = by if before.text is None else None
        await heard.keep(connection, place, comment, replace(before, deleted=True, deleter=deleter))
        if before.case is None or before.ours:
            return
        by_customer = None if by is None else by.id == before.author
        gone = CommentDeleted(
            place=place,
            comment=comment,
            text=before.text or "",
            by_customer=by_customer,
            by=None if by_customer else by,
        )
        await self._handle(connection, before.case, gone, cause)

    async def _own(self, connection: AsyncConnection, comment: OwnComment, cause: str) -> None:
        place, id = comment.place, comment.comment
        if await heard.find(connection, place, id) is not None:
            return
        echo = await outbox.echoed(
            connection, place, id, text=comment.text, target=comment.reply_to
        )
        if echo is not None:
            message, case, known = echo
            if not known:
                sent = Sent(message=message, comment=id)
                await self._handle(connection, case, sent, f"sent:{message}")
            # After the case, as when an answer settles it: both at once must not wait in a ring.
            await heard.keep(connection, place, id, Heard(ours=True, text=comment.text, case=case))
            return
        await self._by_hand(connection, comment, cause)

    async def _by_hand(self, connection: AsyncConnection, comment: OwnComment, cause: str) -> None:
        meant = await finding.meant(connection, comment.place, comment.reply_to, comment.thread)
        kept = Heard(
            ours=True,
            text=comment.text,
            thread=comment.thread,
            case=meant[0] if len(meant) == 1 else None,
        )
        for case in meant:
            event: Event = BrandSpokeNearby(comment=comment.comment, text=comment.text)
            if len(meant) == 1:
                event = BrandSpoke(
                    comment=comment.comment, text=comment.text, private=comment.place.private
                )
            await self._handle(connection, case, event, f"{cause}:{case}")
        await heard.keep(connection, comment.place, comment.comment, kept)
