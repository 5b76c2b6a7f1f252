"""The one transaction script: decide, and write down what was decided.

    case   <- as it stood
    decide(case, event, known, ...)  pure
    ledger <- new state, the line of the story, the rows of the outbox

Whoever opened the transaction writes the ledger down at its end.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.core.case import Case, Objection, Status
from bot.core.check import CheckWords, Context, check
from bot.core.decide import decide
from bot.core.effects import Answer
from bot.core.events import (
    DraftEdited,
    DraftWritten,
    EscalationAsked,
    Event,
    PostedByHand,
    RetryOrdered,
    SendDelayed,
    SendLeftUnclear,
    SendRefused,
    Sent,
)
from bot.core.known import Known
from bot.core.policy import Policy
from bot.desk import writing
from bot.desk.ledger import Ledger
from bot.store import cases, heard, marks, outbox
from bot.voice import Voice

REMEMBERED = 50
"""Public replies with which a new one is compared."""
ABOUT_A_MESSAGE = (Sent, SendDelayed, SendRefused, SendLeftUnclear, RetryOrdered, PostedByHand)


@dataclass(frozen=True, slots=True)
class Script:
    """What every transaction about a case does."""

    policy: Policy
    voice: Voice
    clock: Clock
    check_words: CheckWords

    async def apply(
        self,
        connection: AsyncConnection,
        case: Case | None,
        event: Event,
        cause: str,
        known: Known | None = None,
    ) -> tuple[Case, Answer | None]:
        """Decide, and write down what was decided."""
        ledger = Ledger(self.clock())
        known = known or await self._known(connection, case, event)
        decided = await self.decide(connection, case, event, cause, known, ledger)
        await ledger.write(connection)
        return decided

    async def decide(
        self,
        connection: AsyncConnection,
        case: Case | None,
        event: Event,
        cause: str,
        known: Known,
        ledger: Ledger,
    ) -> tuple[Case, Answer | None]:
        """Decide, and note in the ledger what was decided."""
        now = ledger.now
        after, effects = decide(case, event, known, now=now, policy=self.policy)
        if case is None:
            after = await cases.add(connection, after)
        else:
            ledger.changed.append((case, after))
        ledger.lines.append((after.id, cause, writing.told(event, effects, known, now)))
        for number, effect in enumerate(effects):
            await writing.write(
                connection, effect, after, cause=f"{cause}#{number}", voice=self.voice, now=now,
                due=self._answer_due(after), ledger=ledger,
            )  # fmt: skip
        answers = (effect for effect in effects if isinstance(effect, Answer))
        return after, next(answers, None)

    def _answer_due(self, case: Case) -> datetime:
        """Return by when a customer may be told to expect an answer."""
        now = self.clock()
        if case.reply_due is not None and case.reply_due > now:
            return case.reply_due
        return self.policy.hours.add(now, self.policy.first_reply_within)

    async def _known(self, connection: AsyncConnection, case: Case | None, event: Event) -> Known:
        if case is None:
            return Known()
        if isinstance(event, ABOUT_A_MESSAGE):
            return Known(message=await outbox.message(connection, case.id, event.message))
        if isinstance(event, DraftWritten | DraftEdited):
            return Known(objections=await self._objections(connection, case, event.text))
        if isinstance(event, EscalationAsked):
            return Known(away=await marks.away(connection))
        return Known()

    async def _objections(
        self, connection: AsyncConnection, case: Case, text: str
    ) -> tuple[Objection, ...]:
        """Return what the check says against a public reply in this case."""
        published = await outbox.published(
            connection, heard.community(case.place), limit=REMEMBERED
        )
        context = Context(
            customer=case.customer.first_name,
            locale=case.language,
            solved=case.status is Status.RESOLVED,
            kind=case.kind if case.sure else None,
            published=published,
        )
        found = check(text, context=context, words=self.check_words)
        return tuple(Objection(one.rule, *one.span, one.advice, one.blocks) for one in found)
