"""A draft's way to the public, and what becomes of public messages.

    PREPARED ─publish─> HELD ─(UNDO)─> LEAVING ─> SENT
        ^────undo────────┘                ├──> FAILED   ─retry─> LEAVING
                                          └──> UNCLEAR  ─retry, posted─> LEAVING, SENT

The hold is a time on the draft, so that `undo`, a late edit and the leaving itself are decisions of
one place: a draft leaves only when the clock finds it held.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.case import Case, Draft, DraftId, DraftState, Objection, Role, Status
from bot.core.decide.steps import Decision, answered, at_work, say, taken, unpromised
from bot.core.effects import (
    Answer,
    AskWhetherSent,
    CountAsFailed,
    CountAsSent,
    Effect,
    LeaveToPerson,
    Purpose,
    Remember,
    SendAgain,
    ShowCard,
    ShowPreview,
    ShowSaid,
    TellRefused,
    Urgency,
    Withdraw,
)
from bot.core.events import (
    Discarded,
    DraftEdited,
    DraftWritten,
    PostedByHand,
    Published,
    RetryOrdered,
    SendDelayed,
    SendLeftUnclear,
    SendRefused,
    Sent,
    Undone,
)
from bot.core.known import Known, Message, MessageState
from bot.core.policy import Policy

STUCK = (
    MessageState.FAILED,
    MessageState.ASKED,
    MessageState.UNCLEAR,
    MessageState.SET_ASIDE,
)
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
OVERTAKEN = WHY_NOT | {DraftState.PREPARED: "unknown-button"}


def replied(
    case: Case,
    event: DraftWritten
    | DraftEdited
    | Published
    | Undone
    | Discarded
    | RetryOrdered
    | PostedByHand
    | Sent
    | SendDelayed
    | SendRefused
    | SendLeftUnclear,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return what the case becomes on a reply's way to the public."""
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
        case RetryOrdered() | PostedByHand():
            return _settled_by_person(case, event, known.message, now=now, policy=policy)
        case Sent() | SendDelayed() | SendRefused() | SendLeftUnclear():
            if known.message is None or known.message.state is MessageState.SENT:
                return case, ()
            return _settled(case, event, known.message, now=now, policy=policy)


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
        case Published(), DraftState.HELD if draft.heated_by not in (None, event.by.id):
            return _released(case, draft, event, now=now, policy=policy)
        case Published(), DraftState.HELD if draft.heated_by is not None:
            return case, (Answer(what="cools-down"),)
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
    if not event.by.may_speak:
        return case, (Answer(what="may-not-speak"),)
    if draft.blocked and event.by.role is not Role.MANAGER:
        return case, (Answer(what="draft-blocked"),)
    case = taken(case, event.by, now)
    overruled = _overruled(draft)
    if draft.heated and policy.cool_down:
        until = now + policy.cool_down
        held = replace(draft, state=DraftState.HELD, leaves_at=until, heated_by=event.by.id)
        shown = (*overruled, ShowPreview(draft=draft.id), ShowCard(urgency=Urgency.NEWS))
        return case.with_draft(held), (*shown, Answer(what="cools-down"))
    case, effects = _held(case, draft, now=now, policy=policy)
    return case, (*overruled, *effects)


def _overruled(draft: Draft) -> tuple[Effect, ...]:
    """Return the story's line of what a manager publishes all the same."""
    rules = ", ".join(sorted({one.rule for one in draft.objections if one.blocks}))
    return (Remember(what="overruled", detail=rules),) if rules else ()


def _released(
    case: Case, draft: Draft, event: Published, *, now: datetime, policy: Policy
) -> Decision:
    """Return the case with a heated draft released by another person than its publisher."""
    if not event.by.may_speak:
        return case, (Answer(what="may-not-speak"),)
    if draft.blocked and event.by.role is not Role.MANAGER:
        return case, (Answer(what="draft-blocked"),)
    return _held(case, replace(draft, heated_by=None), now=now, policy=policy)


def _held(case: Case, draft: Draft, *, now: datetime, policy: Policy) -> Decision:
    """Return the case with a draft that leaves after `UNDO`."""
    if policy.undo > timedelta():
        held = replace(draft, state=DraftState.HELD, leaves_at=now + policy.undo)
        shown = (ShowPreview(draft=draft.id), ShowCard(urgency=Urgency.NEWS))
        return case.with_draft(held), (*shown, Answer(what="leaves-soon"))
    case, effects = left(case, draft, now=now, policy=policy)
    return case, (*effects, ShowCard(urgency=Urgency.NEWS), Answer(what="leaves-now"))


def _settled_by_person(
    case: Case,
    event: RetryOrdered | PostedByHand,
    message: Message | None,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    if not event.by.may_speak:
        return case, (Answer(what="may-not-speak"),)
    if message is None:
        return case, (Answer(what="no-such-message"),)
    if message.state not in STUCK:
        on_its_way = message.state in (MessageState.WAITING, MessageState.SENDING)
        return case, (Answer(what="on-its-way" if on_its_way else f"message-{message.state}"),)
    draft = _draft(case, message.draft)
    if draft is not None and _is_overtaken(draft, message):
        return case, (Answer(what=OVERTAKEN[draft.state]),)
    if isinstance(event, RetryOrdered) and message.purpose is Purpose.PROMISE:
        return case, (Answer(what="promise-anew"),)  # its date may have passed
    if isinstance(event, PostedByHand):
        case, effects = _sent(case, message, None, now=now, policy=policy)
        return case, (*effects, Answer(what="counted-as-posted"))
    if message.state is MessageState.UNCLEAR:
        return case, (Answer(what="on-its-way"),)
    case, shown = _redrafted(case, message, state=DraftState.LEAVING)
    return case, (SendAgain(message=message.id), *shown, Answer(what="sending-again"))


def _is_overtaken(draft: Draft, message: Message) -> bool:
    """Whether the draft went another way since this message of it got stuck."""
    if draft.state in (DraftState.FAILED, DraftState.UNCLEAR):
        return draft.message != message.id
    being_sent = message.state in (MessageState.UNCLEAR, MessageState.SET_ASIDE)
    return draft.state is not DraftState.LEAVING or not being_sent


def _settled(
    case: Case,
    event: Sent | SendDelayed | SendRefused | SendLeftUnclear,
    message: Message,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    match event:
        case Sent():
            return _sent(case, message, event.comment, now=now, policy=policy)
        case SendDelayed() if message.purpose is Purpose.ACK:
            return _ack_delayed(case, now=now, policy=policy)
        case SendDelayed() if message.purpose is Purpose.PROMISE:
            return _promise_delayed(case, message, now=now)
        case SendDelayed():
            return _redrafted(case, message, state=DraftState.LEAVING, problem=event.problem)
        case SendRefused() if message.purpose is Purpose.PROMISE:
            told = (_told(message, event.problem), ShowCard())
            return unpromised(case, now), (CountAsFailed(message=message.id), *told)
        case SendRefused():
            case, shown = _redrafted(case, message, state=DraftState.FAILED, problem=event.problem)
            if message.draft is None:
                shown = (_told(message, event.problem), ShowCard())
            return case, (CountAsFailed(message=message.id), *shown)
        case SendLeftUnclear():
            case, shown = _redrafted(case, message, state=DraftState.UNCLEAR)
            ask = AskWhetherSent(message=message.id, purpose=message.purpose, text=message.text)
            return case, (LeaveToPerson(message=message.id), ask, *shown)


def _ack_delayed(case: Case, *, now: datetime, policy: Policy) -> Decision:
    """Return the case with its acknowledgement taken back where it would speak of the past."""
    stale = policy.ack_stale_after and now - case.said_at > policy.ack_stale_after
    late = case.reply_due is not None and case.reply_due <= now
    if not (stale or late):
        return case, ()
    withdrawn = Withdraw(purpose=Purpose.ACK)
    return replace(case, ack_at=None, no_ack="stale"), (withdrawn, ShowCard())


def _promise_delayed(case: Case, message: Message, *, now: datetime) -> Decision:
    """Return the case without a promise whose date passes before anybody was told of it."""
    if case.promise_due is None or case.promise_due > now:
        return case, ()
    withdrawn = Withdraw(purpose=Purpose.PROMISE)
    return unpromised(case, now), (withdrawn, _told(message, "promise-late"), ShowCard())


def _told(message: Message, problem: str) -> Effect:
    return TellRefused(
        message=message.id, purpose=message.purpose, text=message.text, problem=problem
    )


def _redrafted(
    case: Case, message: Message, *, state: DraftState, problem: str | None = None
) -> Decision:
    """Return the case with the message's draft, if it has one, in its new state."""
    draft = _draft(case, message.draft)
    if draft is None:
        return case, ()
    draft = replace(draft, state=state, problem=problem, message=message.id)
    return case.with_draft(draft), (ShowPreview(draft=draft.id),)


def _sent(
    case: Case, message: Message, comment: int | None, *, now: datetime, policy: Policy
) -> Decision:
    out = CountAsSent(message=message.id, comment=comment)
    match message.purpose:
        case Purpose.REPLY:
            case = answered(case, now)
            draft = _draft(case, message.draft)
            if draft is None:
                return case, (out, ShowCard())
            sent = replace(draft, state=DraftState.SENT, comment=comment, problem=None)
            preview = ShowPreview(draft=draft.id)
            return case.with_draft(sent), (out, preview, ShowCard(urgency=Urgency.NEWS))
        case Purpose.ACK:
            return case, (out, ShowCard())
        case Purpose.PROMISE:
            case = answered(case, now)
        case Purpose.ASK if _awaits_a_result(case) and policy.ask_reminder_after:
            case = replace(case, ask_reminder_at=now + policy.ask_reminder_after)
    said = ShowSaid(purpose=message.purpose, text=message.text, comment=comment)
    return case, (out, said, ShowCard())


def _awaits_a_result(case: Case) -> bool:
    return case.status is Status.RESOLVED and case.ask_result is None


def _draft(case: Case, id: DraftId | None) -> Draft | None:
    return case.draft(id) if id is not None else None
