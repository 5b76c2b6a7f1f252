"""A draft's way to the public; `sending` says what becomes of it there.

    PREPARED ─publish─> HELD ─(UNDO)─> LEAVING ─> SENT
        ^────undo────────┘                ├──> FAILED   ─retry─> LEAVING
                                          └──> UNCLEAR  ─retry, posted─> LEAVING, SENT

The hold is a time on the draft, so that `undo`, a late edit and the leaving itself are decisions of
one place: a draft leaves only when the clock finds it held.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.case import Case, Draft, DraftState, Member, Objection, Role
from bot.core.decide.steps import Decision, answered, at_work, say, taken
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
from bot.core.events import (
    Discarded,
    DraftEdited,
    DraftWritten,
    Published,
    Undone,
)
from bot.core.known import Known
from bot.core.policy import Policy

WHY_NOT = {
    DraftState.HELD: "already-publishing",
    DraftState.LEAVING: "already-publishing",
    DraftState.UNCLEAR: "already-publishing",
    DraftState.SENT: "already-published",
    DraftState.REHEARSED: "already-published",
    DraftState.DISCARDED: "already-discarded",
    DraftState.FAILED: "use-retry",
    DraftState.PREPARED: "nothing-to-undo",
}


def replied(
    case: Case,
    event: DraftWritten | DraftEdited | Published | Undone | Discarded,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return what the case becomes by a draft: written, edited, published, taken back."""
    match event:
        case DraftWritten():
            return _written(case, event, known)
        case DraftEdited():
            return _edited(case, event, known)
        case Published() | Undone() | Discarded():
            draft = case.draft(event.draft)
            if draft is None:
                return case, (Answer(what="no-such-draft"),)
            return _pressed(case, draft, event, now=now, policy=policy)


def left(case: Case, draft: Draft, *, now: datetime, policy: Policy) -> Decision:
    """Return the case with `draft` on its way to the public."""
    post = say(Purpose.REPLY, draft.target, policy=policy, text=draft.text, draft=draft.id)
    preview = ShowPreview(draft=draft.id)
    if policy.dry_run:
        case = case.with_draft(replace(draft, state=DraftState.REHEARSED, leaves_at=None))
        return answered(case, now), (post, preview, ShowCard())
    case = case.with_draft(replace(draft, state=DraftState.LEAVING, leaves_at=None, problem=None))
    return case, (Withdraw(purpose=Purpose.ACK), post, preview)


def _written(case: Case, event: DraftWritten, known: Known) -> Decision:
    if not event.by.may_speak:
        return case, (Remember(what="kept-as-note", detail=event.text),)
    if case.draft(event.draft):
        return case, ()
    target = event.target or case.comment
    draft = Draft(
        id=event.draft, text=event.text, by=event.by, target=target, objections=known.objections
    )
    return case.with_draft(draft), (ShowPreview(draft=draft.id),)


def _edited(case: Case, event: DraftEdited, known: Known) -> Decision:
    draft = case.draft(event.draft)
    if draft is None or draft.text == event.text or draft.state is DraftState.DISCARDED:
        return case, ()
    if draft.state in (DraftState.PREPARED, DraftState.HELD, DraftState.FAILED):
        draft = _reworded(draft, event.text, known.objections)
    else:
        draft = replace(draft, problem="left-before-the-edit")
    return case.with_draft(draft), (ShowPreview(draft=draft.id),)


def _reworded(draft: Draft, text: str, objections: tuple[Objection, ...]) -> Draft:
    """Return an edited draft. One that leaves already goes on, unless it was hot, or is now."""
    reworded = replace(draft, text=text, problem=None, objections=objections)
    hot = draft.heated_by is not None or reworded.heated or reworded.blocked
    if draft.state is DraftState.HELD and not hot:
        return reworded
    return replace(reworded, state=DraftState.PREPARED, leaves_at=None, heated_by=None)


def _pressed(
    case: Case,
    draft: Draft,
    event: Published | Undone | Discarded,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    preview = ShowPreview(draft=draft.id)
    match event, draft.state:
        case Published(), DraftState.PREPARED:
            return _published(case, draft, event, now=now, policy=policy)
        case Published(), DraftState.HELD if draft.heated_by == event.by.id:
            return case, (Answer(what="cools-down"),)
        case Published(), DraftState.HELD if draft.heated_by is not None:
            return _released(case, draft, event, now=now, policy=policy)
        case Undone(), DraftState.HELD:
            back = replace(draft, state=DraftState.PREPARED, leaves_at=None, heated_by=None)
            return at_work(case, now).with_draft(back), (preview, Answer(what="undone"))
        case Undone(), DraftState.LEAVING | DraftState.SENT | DraftState.UNCLEAR:
            return case, (Answer(what="too-late-to-undo"),)
        case Discarded(), DraftState.PREPARED | DraftState.HELD | DraftState.FAILED:
            gone = replace(draft, state=DraftState.DISCARDED, leaves_at=None)
            return case.with_draft(gone), (preview, Answer(what="discarded"))
        case _:
            return case, (Answer(what=WHY_NOT[draft.state]),)


def _published(
    case: Case, draft: Draft, event: Published, *, now: datetime, policy: Policy
) -> Decision:
    if why := _why_not(draft, event.by):
        return case, (Answer(what=why),)
    case = taken(case, event.by, now)
    overruled = _overruled(draft)
    if draft.heated and policy.cool_down:
        until = now + policy.cool_down
        held = replace(draft, state=DraftState.HELD, leaves_at=until, heated_by=event.by.id)
        shown = (*overruled, ShowPreview(draft=draft.id), ShowCard(urgency=Urgency.NEWS))
        return case.with_draft(held), (*shown, Answer(what="cools-down"))
    case, effects = _held(case, draft, now=now, policy=policy)
    return case, (*overruled, *effects)


def _why_not(draft: Draft, by: Member) -> str | None:
    """Return why somebody may not let a draft out as it stands."""
    if not by.may_speak:
        return "may-not-speak"
    return "draft-blocked" if draft.blocked and by.role is not Role.MANAGER else None


def _overruled(draft: Draft) -> tuple[Effect, ...]:
    """Return the story's line of what a manager publishes all the same."""
    rules = ", ".join(sorted({one.rule for one in draft.objections if one.blocks}))
    return (Remember(what="overruled", detail=rules),) if rules else ()


def _released(
    case: Case, draft: Draft, event: Published, *, now: datetime, policy: Policy
) -> Decision:
    """Return the case with a heated draft released by another person than its publisher."""
    if why := _why_not(draft, event.by):
        return case, (Answer(what=why),)
    return _held(case, replace(draft, heated_by=None), now=now, policy=policy)


def _held(case: Case, draft: Draft, *, now: datetime, policy: Policy) -> Decision:
    """Return the case with a draft that leaves after `UNDO`."""
    if policy.undo > timedelta():
        held = replace(draft, state=DraftState.HELD, leaves_at=now + policy.undo)
        shown = (ShowPreview(draft=draft.id), ShowCard(urgency=Urgency.NEWS))
        return case.with_draft(held), (*shown, Answer(what="leaves-soon"))
    case, effects = left(case, draft, now=now, policy=policy)
    return case, (*effects, ShowCard(urgency=Urgency.NEWS), Answer(what="leaves-now"))
