"""A second person: for the replies of newcomers, and for what blocks.

Who wants it out and who lets it out are two people; the first of those who may decides. The clock
of the case goes on ticking meanwhile, and the reminder says whose reply waits.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, Draft, DraftState, Member, Role
from bot.core.decide.leaving import let_go
from bot.core.decide.steps import Decision
from bot.core.effects import (
    Answer,
    AskManager,
    AskReason,
    AskSecond,
    Effect,
    ShowCard,
    ShowPreview,
    TellAsker,
    Urgency,
)
from bot.core.events import Approved, ReasonGiven, Rejected
from bot.core.known import Known
from bot.core.policy import Policy


def needs_second(draft: Draft, by: Member, known: Known) -> bool:
    """Whether somebody may publish a draft only together with another person."""
    if by.role is Role.MANAGER:
        return False
    return draft.blocked or known.newcomer


def asked(case: Case, draft: Draft, by: Member, *, policy: Policy) -> Decision:
    """Return the case with a draft that waits for a second person."""
    if draft.blocked and not (policy.managers or policy.owners):
        return case, (Answer(what="no-managers"),)
    waits = replace(draft, state=DraftState.AWAITING, asked_by=by)
    about = "blocked" if draft.blocked else "reply"
    managers = policy.managers if draft.blocked else ()
    effects: list[Effect] = [
        ShowPreview(draft=draft.id),
        AskSecond(about=about, by=by.id, name=by.name, managers=managers),
        *(AskManager(manager=id, name=by.name, draft=draft.id) for id in managers),
    ]
    shown = (ShowCard(urgency=Urgency.NEWS), Answer(what="awaits"))
    return case.with_draft(waits), (*effects, *shown)


def decided(
    case: Case,
    event: Approved | Rejected | ReasonGiven,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return the case after a second person said yes, no, or why not."""
    draft = case.draft(event.draft)
    if draft is None:
        return case, (Answer(what="no-such-draft"),)
    if isinstance(event, ReasonGiven):
        if not event.text.strip():
            return case, (Answer(what="reason-in-words"),)
        told = TellAsker(
            asker=draft.by.id, name=draft.by.name, by=event.by.name, approved=False,
            reason=event.text,
        )  # fmt: skip
        return case, (told,)
    if why := _why_not(draft, event.by, known):
        return case, (Answer(what=why),)
    assert draft.asked_by is not None
    if event.seen and event.seen != draft.fingerprint:
        return case, (Answer(what="text-changed"),)
    if isinstance(event, Rejected):
        return _rejected(case, draft, draft.asked_by, event)
    told = TellAsker(
        asker=draft.asked_by.id, name=draft.asked_by.name, by=event.by.name, approved=True
    )
    case, effects = let_go(case, draft, now=now, policy=policy)
    return case, (told, *effects)


def _why_not(draft: Draft, by: Member, known: Known) -> str | None:
    """Return why somebody may not decide about a draft."""
    if draft.state is not DraftState.AWAITING or draft.asked_by is None:
        return "already-decided"
    if by.id == draft.asked_by.id:
        return "needs-a-second"
    if draft.blocked and not by.decides:
        return "managers-only"
    return "newcomers-may-not" if known.newcomer and not by.decides else None


def _rejected(case: Case, draft: Draft, asker: Member, event: Rejected) -> Decision:
    back = replace(draft, state=DraftState.PREPARED, asked_by=None)
    why = AskReason(
        draft=draft.id, asker=asker.id, name=asker.name, by=event.by.id, by_name=event.by.name
    )
    shown = (ShowPreview(draft=draft.id), why, ShowCard(urgency=Urgency.NEWS))
    return case.with_draft(back), (*shown, Answer(what="draft-rejected"))
