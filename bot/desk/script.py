"""The one transaction script: decide, and write down what was decided.

    case   <- as it stood
    decide(case, event, known, ...)  pure
    ledger <- new state, the line of the story, the rows of the outbox

Whoever opened the transaction writes the ledger down at its end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.core.case import Case
from bot.core.decide import decide
from bot.core.effects import Answer
from bot.core.events import CustomerNamed, Event
from bot.core.known import Known
from bot.core.policy import Policy
from bot.core.terms import SearchWords, terms
from bot.desk import telling, writing
from bot.desk.knowing import Knowing
from bot.desk.ledger import Ledger
from bot.store import cases, search
from bot.store.cases import Told
from bot.voice import Voice

Invitation = Callable[[Case], str]
"""Gives the link that brings a customer into private messages with the case attached."""


@dataclass(frozen=True, slots=True)
class Script:
    """What every transaction about a case does."""

    policy: Policy
    voice: Voice
    clock: Clock
    knowing: Knowing
    search_words: SearchWords
    invitation: Invitation

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
        known = known or await self.knowing.of(connection, case, event)
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
        told = telling.line(event, case, after, effects, known, now=now)
        ledger.lines.append((after.id, cause, told))
        said = self._to_find(case, after, event, told)
        if said:
            ledger.keys.append((after.id, terms(said, self.search_words)))
        for number, effect in enumerate(effects):
            await writing.write(
                connection, effect, after, cause=f"{cause}#{number}", voice=self.voice, now=now,
                due=self._answer_due(after), ledger=ledger, link=self.invitation(after),
            )  # fmt: skip
        answers = (effect for effect in effects if isinstance(effect, Answer))
        return after, next(answers, None)

    def _to_find(self, before: Case | None, after: Case, event: Event, told: Told) -> str:
        """Return the words by which a case is found from now on."""
        said = [told.detail] if search.searchable(told.what) else []
        if before is None or isinstance(event, CustomerNamed):
            said.append(after.customer.full_name)
        return " ".join(said)

    def _answer_due(self, case: Case) -> datetime:
        """Return by when a customer may be told to expect an answer."""
        now = self.clock()
        if case.reply_due is not None and case.reply_due > now:
            return case.reply_due
        return self.policy.hours.add(now, self.policy.first_reply_within)
