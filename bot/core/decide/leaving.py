"""A draft on its way out: held for `UNDO`, then handed over to be sent."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.case import Case, Draft, DraftState
from bot.core.decide.steps import Decision, answered, say, spoken_to
from bot.core.effects import (
    Answer,
    Effect,
    Purpose,
    Remember,
    ShowCard,
    ShowPreview,
    Urgency,
    Withdraw,
)
from bot.core.policy import Policy


def let_go(case: Case, draft: Draft, *, now: datetime, policy: Policy) -> Decision:
    """Return the case with a draft that leaves after `UNDO`."""
    if policy.undo > timedelta():
        held = replace(draft, state=DraftState.HELD, leaves_at=now + policy.undo)
        shown = (ShowPreview(draft=draft.id), ShowCard(urgency=Urgency.NEWS))
        return case.with_draft(held), (*shown, Answer(what="leaves-soon"))
    case, effects = left(case, draft, now=now, policy=policy)
    return case, (*effects, ShowCard(urgency=Urgency.NEWS), Answer(what="leaves-now"))


def left(case: Case, draft: Draft, *, now: datetime, policy: Policy) -> Decision:
    """Return the case with `draft` on its way to the customer."""
    purpose = Purpose.PRIVATE if draft.private else Purpose.REPLY
    post = say(
        purpose, draft.target, policy=policy, text=draft.text, draft=draft.id,
        private=draft.private, photo=draft.photo,
    )  # fmt: skip
    preview = ShowPreview(draft=draft.id)
    if policy.dry_run:
        case = case.with_draft(replace(draft, state=DraftState.REHEARSED, leaves_at=None))
        case = spoken_to(answered(case, now), now, private=draft.private)
        return case, (*overruled(draft), post, preview, ShowCard())
    case = case.with_draft(replace(draft, state=DraftState.LEAVING, leaves_at=None, problem=None))
    withdrawn = () if draft.private else (Withdraw(purpose=Purpose.ACK),)
    return case, (*overruled(draft), *withdrawn, post, preview)


def overruled(draft: Draft) -> tuple[Effect, ...]:
    """Return the story's line of what is published though it blocks."""
    rules = ", ".join(sorted({one.rule for one in draft.objections if one.blocks}))
    return (Remember(what="overruled", detail=rules),) if rules else ()
