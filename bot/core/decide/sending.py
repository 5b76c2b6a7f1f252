"""What becomes of public messages: sent, late, refused, unclear; and what a person says of them.

A message that carries a draft moves that draft along, see `replying`.
"""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, Draft, DraftId, DraftState, GiftState, Status
from bot.core.decide.replying import WHY_NOT
from bot.core.decide.steps import Decision, answered, say, spoken_to, unpromised
from bot.core.effects import (
    Answer,
    AskWhetherSent,
    CountAsFailed,
    CountAsSent,
    Effect,
    LeaveToPerson,
    Purpose,
    SendAgain,
    ShowCard,
    ShowPreview,
    ShowSaid,
    TellGift,
    TellRefused,
    Urgency,
    Withdraw,
)
from bot.core.events import (
    PostedByHand,
    RetryOrdered,
    SendDelayed,
    SendLeftUnclear,
    SendRefused,
    Sent,
)
from bot.core.known import Known, Message, MessageState
from bot.core.policy import Policy

STUCK = (
    MessageState.FAILED,
    MessageState.ASKED,
    MessageState.UNCLEAR,
    MessageState.SET_ASIDE,
)
LINKS, A_LINK = "vk-links", "https://"
"""A refusal that means the link alone, and what tells that there is one."""
UNDER_WAY = (MessageState.WAITING, MessageState.SENDING)
OVERTAKEN = WHY_NOT | {DraftState.PREPARED: "unknown-button"}


def reported(
    case: Case,
    event: RetryOrdered | PostedByHand | Sent | SendDelayed | SendRefused | SendLeftUnclear,
    known: Known,
    *,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return what the case becomes by the fate of something that was to be said in public."""
    message = known.message
    if isinstance(event, RetryOrdered | PostedByHand):
        return _settled_by_person(case, event, message, now=now, policy=policy)
    if message is None:
        return case, ()
    if message.state is MessageState.SENT:
        return _recognised(case, event, message)
    return _settled(case, event, message, now=now, policy=policy)


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
        if message.until == case.promise_due:  # a later promise stays
            case = unpromised(case, now)
        return case, (Answer(what="promise-anew"), ShowCard())
    if isinstance(event, PostedByHand):
        case, effects = _sent(case, message, None, now=now, policy=policy)
        return case, (*effects, Answer(what="counted-as-posted"))
    if message.state is MessageState.UNCLEAR:
        return case, (Answer(what="on-its-way"),)
    if _is_out_of_date(case, message.purpose):
        return case, (Answer(what="out-of-date"),)
    case, shown = _redrafted(case, message, state=DraftState.LEAVING)
    return case, (SendAgain(message=message.id), *shown, Answer(what="sending-again"))


def _is_out_of_date(case: Case, purpose: Purpose) -> bool:
    """Whether the case no longer wants what a message was to say."""
    match purpose:
        case Purpose.ACK:
            return case.status is Status.RESOLVED or (
                case.replied_at is not None and case.waiting_since is None
            )
        case Purpose.INVITE:
            return case.status is not Status.OPEN
        case Purpose.ASK | Purpose.ASK_REMINDER | Purpose.CORRECTION:
            return not _awaits_a_result(case)
        case _:
            return False


def _recognised(
    case: Case, event: Sent | SendDelayed | SendRefused | SendLeftUnclear, message: Message
) -> Decision:
    """Return the case with the comment that something became of which a person said it is out."""
    if not isinstance(event, Sent) or message.comment is not None or event.comment is None:
        return case, ()
    out = CountAsSent(message=message.id, comment=event.comment, private=_is_private(message))
    draft = _draft(case, message.draft)
    if draft is None or draft.comment is not None or message.purpose is Purpose.REVISION:
        return case, (out,)
    return case.with_draft(replace(draft, comment=event.comment)), (out,)


def _is_private(message: Message) -> bool:
    return message.purpose in (Purpose.PRIVATE, Purpose.GIFT)


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
        case SendRefused():
            return _refused(case, event, message, now=now, policy=policy)
        case SendDelayed() if message.state not in UNDER_WAY:
            return case, ()  # taken back in between
        case SendDelayed() | SendLeftUnclear() if message.purpose is Purpose.REVISION:
            return case, ()  # it goes on being tried: to change a text twice is to change it once
        case SendDelayed() if message.purpose is Purpose.ACK:
            return _ack_delayed(case, now=now, policy=policy)
        case SendDelayed() if message.purpose is Purpose.PROMISE:
            return _promise_delayed(case, message, now=now)
        case SendDelayed():
            return _redrafted(case, message, state=DraftState.LEAVING, problem=event.problem)
        case SendLeftUnclear():
            case, shown = _redrafted(case, message, state=DraftState.UNCLEAR)
            text = _shown(case, message)
            ask = AskWhetherSent(message=message.id, purpose=message.purpose, text=text)
            return case, (LeaveToPerson(message=message.id), ask, *shown)


def _refused(
    case: Case, event: SendRefused, message: Message, *, now: datetime, policy: Policy
) -> Decision:
    failed = CountAsFailed(message=message.id)
    match message.purpose:
        case Purpose.REVISION:
            return _unrevised(case, message, event.problem)
        case Purpose.INVITE:
            return _uninvited(case, message, event.problem, policy=policy)
        case Purpose.GIFT:
            name = case.grant.name if case.grant else ""
            unsent = TellGift(what="unsent", name=name, problem=event.problem, message=message.id)
            return case, (failed, unsent, ShowCard())
        case Purpose.PROMISE:
            case = unpromised(case, now)
    if message.draft is None:
        return case, (failed, _told(case, message, event.problem), ShowCard())
    case, shown = _redrafted(case, message, state=DraftState.FAILED, problem=event.problem)
    return case, (failed, *shown)


def _uninvited(case: Case, message: Message, problem: str, *, policy: Policy) -> Decision:
    """Return the case with the invitation said without its link, or with nobody invited."""
    failed = CountAsFailed(message=message.id)
    if problem == LINKS and A_LINK in message.text and case.status is Status.OPEN:
        again = say(Purpose.INVITE, case.comment, policy=policy, situation="invite-no-link")
        return case, (failed, again)
    return replace(case, invited_at=None), (failed, _told(case, message, problem), ShowCard())


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
    return unpromised(case, now), (withdrawn, _told(case, message, "promise-late"), ShowCard())


def _told(case: Case, message: Message, problem: str) -> Effect:
    return TellRefused(
        message=message.id, purpose=message.purpose, text=_shown(case, message), problem=problem
    )


def _shown(case: Case, message: Message) -> str:
    """Return what the staff see of a message: a compensation's code is the customer's alone."""
    if message.purpose is Purpose.GIFT:
        return case.grant.name if case.grant else ""
    return message.text


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
    private = _is_private(message)
    if message.purpose is Purpose.REVISION:
        comment = None
    out = CountAsSent(message=message.id, comment=comment, private=private)
    match message.purpose:
        case Purpose.REPLY | Purpose.PRIVATE:
            case = spoken_to(answered(case, now), now, private=_is_private(message))
            draft = _draft(case, message.draft)
            if draft is None:
                return case, (out, ShowCard())
            sent = replace(draft, state=DraftState.SENT, comment=comment, problem=None)
            preview = ShowPreview(draft=draft.id)
            return case.with_draft(sent), (out, preview, ShowCard(urgency=Urgency.NEWS))
        case Purpose.ACK:
            return case, (out, ShowCard())
        case Purpose.REVISION:
            return _revised(case, message, out)
        case Purpose.GIFT:
            return _gift_sent(case, out, now)
        case Purpose.INVITE:
            case = replace(answered(case, now), invited_at=case.invited_at or now)
        case Purpose.PROMISE:
            case = _promised(answered(case, now), message, now)
        case Purpose.ASK if _awaits_a_result(case) and policy.ask_reminder_after:
            case = replace(case, ask_reminder_at=now + policy.ask_reminder_after)
    said = ShowSaid(purpose=message.purpose, text=message.text, comment=comment)
    return case, (out, said, ShowCard())


def _promised(case: Case, message: Message, now: datetime) -> Case:
    """Return the case with the date that the customer now has, though it was given up before."""
    given_up = case.promise_due is None and case.status is Status.OPEN
    if not given_up or message.until is None or message.until <= now:
        return case
    return replace(case, promise_due=message.until, promised_at=now)


def _revised(case: Case, message: Message, out: Effect) -> Decision:
    draft = _draft(case, message.draft)
    if draft is None:
        return case, (out,)
    newer = draft.revision if draft.revision != message.text else None
    new = replace(draft, text=message.text, revision=newer, problem=None)
    return case.with_draft(new), (out, ShowPreview(draft=draft.id))


def _unrevised(case: Case, message: Message, problem: str) -> Decision:
    draft = _draft(case, message.draft)
    failed = CountAsFailed(message=message.id)
    if draft is None:
        return case, (failed,)
    case = case.with_draft(replace(draft, problem=problem))
    return case, (failed, ShowPreview(draft=draft.id))


def _gift_sent(case: Case, out: Effect, now: datetime) -> Decision:
    if case.grant is None:
        return case, (out,)
    grant = replace(case.grant, state=GiftState.SENT)
    case = spoken_to(replace(case, grant=grant, gift_sent_at=now), now, private=True)
    return case, (out, TellGift(what="sent", name=grant.name), ShowCard())


def _awaits_a_result(case: Case) -> bool:
    return case.status is Status.RESOLVED and case.ask_result is None


def _draft(case: Case, id: DraftId | None) -> Draft | None:
    return case.draft(id) if id is not None else None
