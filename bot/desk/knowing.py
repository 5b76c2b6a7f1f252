"""What a rule must know from outside the case, gathered before it decides."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.core.case import Case, Draft, DraftState, Member, Objection, Status, read_id
from bot.core.check import CheckWords, Context, Rule, check
from bot.core.events import (
    Approved,
    CommentDeleted,
    CorrectionApproved,
    DraftEdited,
    DraftWritten,
    EscalationAsked,
    Event,
    GiftApproved,
    GiftChosen,
    PostedByHand,
    Published,
    Rejected,
    ReplyKept,
    Resolved,
    RetryOrdered,
    SendDelayed,
    SendLeftUnclear,
    SendRefused,
    Sent,
    TextChosen,
    Undone,
)
from bot.core.keeping import with_slots
from bot.core.known import Known
from bot.core.library import Library, filled
from bot.core.moments import MomentWords
from bot.core.policy import Policy
from bot.store import cases, heard, library, marks, outbox
from bot.store.engine import take_turn
from bot.voice import Voice

REMEMBERED = 50
"""Public replies with which a new one is compared."""
ABOUT_A_MESSAGE = (Sent, SendDelayed, SendRefused, SendLeftUnclear, RetryOrdered, PostedByHand)
BY_A_SECOND = (Published, Approved, Rejected)
ABOUT_GIFTS = (GiftChosen, GiftApproved, CorrectionApproved)
OF_THE_TEAM = "k"
"""Begins the key of a reply that the team has kept; what follows is its number."""


@dataclass(frozen=True, slots=True)
class Knowing:
    """Looks up what an event needs, and no more than that."""

    policy: Policy
    voice: Voice
    clock: Clock
    check_words: CheckWords
    library: Library
    moment_words: MomentWords

    async def of(self, connection: AsyncConnection, case: Case | None, event: Event) -> Known:
        """Return what the rules must know about this event."""
        if case is None:
            return Known()
        if isinstance(event, ABOUT_A_MESSAGE):
            return Known(message=await outbox.message(connection, case.id, event.message))
        if isinstance(event, DraftWritten | DraftEdited):
            private = event.private if isinstance(event, DraftWritten) else _private(case, event)
            itself = case.draft(event.draft)
            found = await self._objections(
                connection, case, event.text, private=private, itself=itself
            )
            edits = isinstance(event, DraftEdited)
            return Known(
                objections=found, newcomer=edits and await self._is_new(connection, event.by)
            )
        if isinstance(event, CommentDeleted) and case.waiting_since is not None:
            since = await heard.waits_since(
                connection, case.id, since=case.waiting_since, but=event.comment
            )
            return Known(waits_since=since)
        if isinstance(event, Undone):
            return Known(message=await outbox.of_draft(connection, case.id, event.draft))
        if isinstance(event, BY_A_SECOND):
            return await self._of_second(connection, case, event)
        if isinstance(event, TextChosen):
            return await self._of_text(connection, case, await self._text(connection, event))
        if isinstance(event, ReplyKept):
            return Known(words=self._slotted(case, event))
        if isinstance(event, Resolved) and case.owes_public:
            return await self._of_text(connection, case, self._closing(case))
        if isinstance(event, EscalationAsked):
            return Known(away=await marks.away(connection))
        if isinstance(event, ABOUT_GIFTS):
            return await self._of_gifts(connection, case)
        return Known()

    async def _of_gifts(self, connection: AsyncConnection, case: Case) -> Known:
        if self.policy.budget:
            await take_turn(connection, "budget")
        return Known(
            spent=await cases.spent(connection, since=self._month(), but=case.id),
            customer_asked_at=await cases.last_asked(connection, case, reminders=True),
            customer_granted_at=await cases.last_granted(connection, case.customer),
        )

    async def _of_second(
        self, connection: AsyncConnection, case: Case, event: Published | Approved | Rejected
    ) -> Known:
        known = Known(newcomer=await self._is_new(connection, event.by))
        draft = case.draft(event.draft)
        if draft is None or not isinstance(event, Published) or not event.private:
            return known
        found = await self._objections(connection, case, draft.text, private=True)
        return replace(known, objections=found)

    async def _is_new(self, connection: AsyncConnection, by: Member) -> bool:
        if not self.policy.approve_new_for:
            return False
        joined = await marks.joined(connection, by.id)
        return joined is not None and self.clock() - joined < self.policy.approve_new_for

    async def _of_text(self, connection: AsyncConnection, case: Case, text: str | None) -> Known:
        if text is None:
            return Known()
        words = filled(text, self.voice.address(case))
        found = await self._objections(connection, case, words, private=case.place.private)
        return Known(words=words, objections=found)

    def _slotted(self, case: Case, event: ReplyKept) -> str | None:
        draft = case.draft(event.draft)
        if draft is None:
            return None
        return with_slots(
            draft.text,
            names=(self.voice.address(case), case.customer.last_name),
            times=self.moment_words,
            private=[
                (one.start, one.end) for one in draft.objections if one.rule == Rule.PRIVATE_DATA
            ],
        )

    async def _text(self, connection: AsyncConnection, event: TextChosen) -> str | None:
        number = read_id(event.key.removeprefix(OF_THE_TEAM))
        if event.key.startswith(OF_THE_TEAM) and number is not None:
            kept = await library.get(connection, number)
            return None if kept is None else kept.text
        entry = self.library.get(event.key)
        return None if entry is None else entry.text

    def _closing(self, case: Case) -> str | None:
        """Return the public line after a private talk: one that the case has not had yet."""
        lines = self.library.closing(self.voice.language(case.language))
        turn = [lines[(case.id + at) % len(lines)].text for at in range(len(lines))]
        name = self.voice.address(case)
        out = {one.text for one in case.drafts if one.state is DraftState.SENT}
        return next((one for one in turn if filled(one, name) not in out), None)

    def _month(self) -> datetime:
        """Return when this month began, by the brand's calendar."""
        local = self.clock().astimezone(self.policy.hours.timezone)
        return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)

    async def _objections(
        self,
        connection: AsyncConnection,
        case: Case,
        text: str,
        *,
        private: bool,
        itself: Draft | None = None,
    ) -> tuple[Objection, ...]:
        """Return what the check says against a reply in this case.

        `itself` is what the reply was so far, which it may well be like, in every wording.
        """
        published = await outbox.published(
            connection,
            heard.community(case.place),
            limit=REMEMBERED,
            but=(case.id, itself.id) if itself else None,
        )
        context = Context(
            customer=case.customer.first_name,
            private=private or case.place.private,
            locale=case.language,
            solved=case.status is Status.RESOLVED,
            kind=case.kind if case.sure else None,
            published=() if private else published,
        )
        found = check(text, context=context, words=self.check_words)
        return tuple(Objection(one.rule, *one.span, one.advice, one.blocks) for one in found)


def _private(case: Case, event: DraftEdited) -> bool:
    draft = case.draft(event.draft)
    return draft is not None and draft.private
