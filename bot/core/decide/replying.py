"""A draft's way to the customer; `sending` says what becomes of it there.

    PREPARED ─publish─> HELD ─(UNDO)─> LEAVING ─> SENT
      │ ^ ^────undo─────┘ ^               ├──> FAILED   ─retry─> LEAVING
      │ └─reject─ AWAITING ┘approve       └──> UNCLEAR  ─retry, posted─> LEAVING, SENT
      └─publish────^  (a newcomer's, or one that blocks: see `approving`)

The hold is a time on the draft, so that `undo`, a late edit and the leaving itself are decisions of
one place: a draft leaves only when the clock finds it held (see `leaving`).
"""

from dataclasses import replace
from datetime import datetime

from bot.core.case import ANONYMOUS, Case, Draft, DraftState, Member
from bot.core.decide import approving, leaving, library
from bot.core.decide.steps import Decision, at_work, say, taken
from bot.core.effects import (
    Answer,
    Purpose,
    Remember,
    ShowCard,
    ShowPreview,
    TakeBack,
    Urgency,
)
from bot.core.events import (
    Approved,
    Discarded,
    DraftEdited,
    DraftWritten,
    Published,
    ReasonGiven,
    Rejected,
    ReplyKept,
    TextChosen,
    Undone,
)
from bot.core.known import Known, MessageState
from bot.core.policy import Policy

OfADraft = (
    DraftWritten
    | DraftEdited
    | Published
    | Undone
    | Discarded
    | Approved
    | Rejected
    | ReasonGiven
    | TextChosen
    | ReplyKept
)
REVISING = "revision-leaving"
ALIVE = (
    DraftState.PREPARED, DraftState.AWAITING, DraftState.HELD, DraftState.LEAVING,
    DraftState.FAILED, DraftState.UNCLEAR,
)  # fmt: skip
WHY_NOT = {
    DraftState.HELD: "already-publishing",
    DraftState.LEAVING: "already-publishing",
    DraftState.UNCLEAR: "already-publishing",
    DraftState.SENT: "already-published",
    DraftState.REHEARSED: "already-published",
    DraftState.DISCARDED: "already-discarded",
    DraftState.FAILED: "use-retry",
    DraftState.PREPARED: "nothing-to-undo",
    DraftState.AWAITING: "awaits-already",
}


def replied(
    case: Case,
    event: OfADraft,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return what the case becomes by a draft: begun, edited, published, taken back."""
    match event:
        case DraftWritten():
            return _written(case, event, known)
        case DraftEdited():
            return _edited(case, event, known, policy)
        case TextChosen() | ReplyKept():
            return library.used(case, event, known)
        case Approved() | Rejected() | ReasonGiven():
            return approving.decided(case, event, known, now=now, policy=policy)
        case Published() | Undone() | Discarded():
            draft = case.draft(event.draft)
            if draft is None:
                return case, (Answer(what="no-such-draft"),)
            return _pressed(case, draft, event, known, now=now, policy=policy)


def shown_anew(case: Case) -> Decision:
    """Return the previews of the drafts with which something can still be done."""
    alive = (one for one in case.drafts if one.state in ALIVE)
    return case, tuple(ShowPreview(draft=one.id) for one in alive)


def _written(case: Case, event: DraftWritten, known: Known) -> Decision:
    if not event.by.may_speak:
        why = "kept-as-note" if event.by.id != ANONYMOUS else "kept-as-note-anonymous"
        note = Remember(what="kept-as-note", detail=event.text)
        return case, (note, Answer(what=why, name=event.by.name))
    if case.draft(event.draft):
        return case, ()
    start = case.draft(event.instead_of) if event.instead_of is not None else None
    draft = Draft(
        id=event.draft, text=event.text, by=event.by, target=event.target or case.comment,
        objections=known.objections, private=start.private if start else event.private,
        photo=event.photo,
    )  # fmt: skip
    case, replaced = _replaced(case, start)
    return case.with_draft(draft), (ShowPreview(draft=draft.id), *replaced)


def _replaced(case: Case, start: Draft | None) -> Decision:
    """Return the case without the starting point that a draft was made from."""
    if start is None or start.state not in (DraftState.PREPARED, DraftState.AWAITING):
        return case, ()
    gone = replace(start, state=DraftState.DISCARDED, asked_by=None)
    return case.with_draft(gone), (ShowPreview(draft=start.id),)


def _edited(case: Case, event: DraftEdited, known: Known, policy: Policy) -> Decision:
    draft = case.draft(event.draft)
    if draft is None or draft.state is DraftState.DISCARDED:
        return case, ()
    same_photo = draft.photo == event.photo
    if draft.text == event.text and same_photo and draft.revision is None:
        return case, ()
    if draft.state in (
        DraftState.PREPARED, DraftState.HELD, DraftState.FAILED, DraftState.AWAITING,
    ):  # fmt: skip
        draft = _reworded(draft, event, known)
    elif same_photo and _revisable(draft, policy):
        changed = event.text if event.text != draft.text else None
        under_way = draft.problem if draft.problem == REVISING else None
        draft = replace(draft, revision=changed, objections=known.objections, problem=under_way)
    else:
        draft = replace(draft, problem="left-before-the-edit")
    return case.with_draft(draft), (ShowPreview(draft=draft.id),)


def _revisable(draft: Draft, policy: Policy) -> bool:
    """Whether what is out can be changed. With a photo it cannot: the photo would be lost."""
    may = draft.private or policy.revises
    return draft.state is DraftState.SENT and draft.comment is not None and may and not draft.photo


def _reworded(draft: Draft, event: DraftEdited, known: Known) -> Draft:
    """Return an edited draft.

    One that leaves already goes on, unless another person let it out or has to, it is hot, or
    another photo hangs on it.
    """
    reworded = replace(
        draft, text=event.text, photo=event.photo, problem=None, objections=known.objections
    )
    judged = draft.heated_by is not None or draft.asked_by is not None or known.newcomer
    unseen = judged or event.photo != draft.photo
    if draft.state is DraftState.HELD and not (unseen or reworded.heated or reworded.blocked):
        return reworded
    return replace(
        reworded, state=DraftState.PREPARED, leaves_at=None, heated_by=None, asked_by=None
    )


def _pressed(
    case: Case,
    draft: Draft,
    event: Published | Undone | Discarded,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    preview = ShowPreview(draft=draft.id)
    match event, draft.state:
        case Published(), DraftState.PREPARED:
            return _published(case, draft, event, known, now=now, policy=policy)
        case Published(), DraftState.SENT if draft.revision is not None:
            return _revised(case, draft, event, known, policy=policy)
        case Discarded(), DraftState.SENT if draft.problem == REVISING:
            return case, (Answer(what="already-publishing"),)
        case Discarded(), DraftState.SENT if draft.revision is not None:
            kept = replace(draft, revision=None, problem=None)
            return case.with_draft(kept), (preview, Answer(what="discarded"))
        case Published(), DraftState.HELD if draft.heated_by == event.by.id or (
            event.private and not draft.private
        ):
            return case, (Answer(what="cools-down" if draft.heated_by else "already-publishing"),)
        case Published(), DraftState.HELD if draft.heated_by is not None:
            return _released(case, draft, event, known, now=now, policy=policy)
        case Undone(), DraftState.HELD | DraftState.AWAITING:
            back = replace(
                draft, state=DraftState.PREPARED, leaves_at=None, heated_by=None, asked_by=None
            )
            return at_work(case, now).with_draft(back), (preview, Answer(what="undone"))
        case Undone(), DraftState.LEAVING if _still_waits(known):
            return _taken_back(case, draft, known, now=now)
        case Undone(), DraftState.LEAVING | DraftState.SENT | DraftState.UNCLEAR:
            return case, (Answer(what="too-late-to-undo"),)
        case Discarded(), (
            DraftState.PREPARED | DraftState.HELD | DraftState.FAILED | DraftState.AWAITING
        ):
            gone = replace(draft, state=DraftState.DISCARDED, leaves_at=None, asked_by=None)
            return case.with_draft(gone), (preview, Answer(what="discarded"))
        case _:
            return case, (Answer(what=WHY_NOT[draft.state]),)


def _still_waits(known: Known) -> bool:
    """Whether a draft that was let go waits for the platform's patience and has not begun."""
    message = known.message
    replies = (Purpose.REPLY, Purpose.PRIVATE)
    return message is not None and (
        message.state is MessageState.WAITING and message.purpose in replies and not message.doubted
    )


def _taken_back(case: Case, draft: Draft, known: Known, *, now: datetime) -> Decision:
    assert known.message is not None
    back = replace(draft, state=DraftState.PREPARED, problem=None, message=None)
    effects = (TakeBack(message=known.message.id), ShowPreview(draft=draft.id))
    return at_work(case, now).with_draft(back), (*effects, Answer(what="undone"))


def _published(
    case: Case, draft: Draft, event: Published, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    if event.private and not draft.private:
        draft = replace(draft, private=True, objections=known.objections)
    if why := _why_not(draft, event.by):
        return case, (Answer(what=why),)
    case = taken(case, event.by, now)
    if approving.needs_second(draft, event.by, known):
        return approving.asked(case, draft, event.by, policy=policy)
    if draft.heated and policy.cool_down:
        until = now + policy.cool_down
        cooling = replace(draft, state=DraftState.HELD, leaves_at=until, heated_by=event.by.id)
        shown = (ShowPreview(draft=draft.id), ShowCard(urgency=Urgency.NEWS))
        return case.with_draft(cooling), (*shown, Answer(what="cools-down"))
    return leaving.let_go(case, draft, now=now, policy=policy)


def _why_not(draft: Draft, by: Member) -> str | None:
    """Return why somebody may not let a draft out as it stands."""
    if not by.may_speak:
        return "may-not-speak"
    if not draft.text.strip():
        return "add-words"
    return "fill-the-slots" if draft.unfilled else None


def _released(
    case: Case, draft: Draft, event: Published, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    """Return the case with a heated draft released by another person than its publisher."""
    if why := _why_not(draft, event.by):
        return case, (Answer(what=why),)
    if approving.needs_second(draft, event.by, known):
        return case, (Answer(what="needs-a-second"),)
    return leaving.let_go(case, replace(draft, heated_by=None), now=now, policy=policy)


def _revised(
    case: Case, draft: Draft, event: Published, known: Known, *, policy: Policy
) -> Decision:
    """Return the case with a published reply on its way to another text."""
    assert draft.revision is not None
    if draft.problem == REVISING:
        return case, (Answer(what="already-publishing"),)
    if why := _why_not(replace(draft, text=draft.revision), event.by):
        return case, (Answer(what=why),)
    if approving.needs_second(draft, event.by, known):
        return case, (Answer(what="needs-a-second"),)
    if draft.heated and policy.cool_down and event.by.id == draft.by.id:
        return case, (Answer(what="revision-heated"),)
    post = say(
        Purpose.REVISION, draft.comment or 0, policy=policy, text=draft.revision, draft=draft.id,
        private=draft.private,
    )  # fmt: skip
    sent = draft if policy.dry_run else replace(draft, problem=REVISING)
    return case.with_draft(sent), (
        *leaving.overruled(draft),
        post, ShowPreview(draft=draft.id), Answer(what="leaves-now"),
    )  # fmt: skip
