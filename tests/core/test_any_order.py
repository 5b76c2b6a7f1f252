"""Any events in any order, over one case, with a clock that only moves forward.

The little desk below keeps what the real one keeps: the case and the outbox. Hypothesis draws the
steps; what must hold whatever happens is checked after each of them.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from bot.core import effects as do
from bot.core import events, timers
from bot.core.case import (
    Case,
    Detail,
    DraftId,
    DraftState,
    Menu,
    MessageId,
    Outcome,
    Planned,
    Status,
    Timer,
)
from bot.core.decide import clock, decide
from bot.core.effects import Effect, Purpose
from bot.core.known import Known, Message, MessageState
from bot.core.policy import Policy
from bot.core.sorting import Kind
from tests.core.cases import BOSS, DAY, HOUR, MARIA, NOON, OWNER, PETR, VK, policy, sorted_as, spoke

DATES = (
    events.DateAsked,
    events.DateUnread,
    events.PromiseDated,
    events.PromiseGiven,
    events.PromiseDropped,
    events.Snoozed,
)
PRESSES = (
    events.ColleagueConfirmed,
    events.AcknowledgementOrdered,
    events.Taken,
    events.Released,
    events.MenuOpened,
    events.KindCorrected,
    events.EscalationAsked,
    events.HistoryAsked,
    events.ReplyAsked,
    events.Published,
    events.Undone,
    events.Discarded,
    events.RetryOrdered,
    events.PostedByHand,
    events.Resolved,
    events.Reopened,
    events.CorrectionApproved,
    events.CorrectionRejected,
    events.Approved,
    events.Rejected,
    events.TextChosen,
    events.ReplyKept,
    events.Invited,
    events.GiftChosen,
    events.GiftApproved,
    events.GiftRejected,
    *DATES,
)
OUT = (MessageState.WAITING, MessageState.UNCLEAR, MessageState.ASKED, MessageState.SENT)
"""A message that is, or may be, or will be in public."""
SECOND = timedelta(seconds=1)


@dataclass
class Desk:
    """The case, the outbox, the clock, and what has been said since the beginning."""

    policy: Policy
    now: datetime = NOON
    case: Case | None = None
    outbox: dict[MessageId, Message] = field(default_factory=dict)
    said: Counter[Purpose] = field(default_factory=Counter)
    comments: int = 11

    def hear(self, what: Any) -> tuple[Effect, ...]:
        """Bring one fact, write down what follows, check all that must hold."""
        message = self.outbox.get(getattr(what, "message", None))
        if isinstance(what, events.Undone):
            mine = [one for one in self.outbox.values() if one.draft == what.draft]
            message = mine[-1] if mine else None
        return self._decide(self.case, what, Known(message=message))

    def spoke(self, kind: Kind, sure: bool) -> None:
        if self.case and self.case.status is Status.NOTED:
            return  # nothing joins a line: it would open a case of its own
        fact = spoke(self.comments, when=self.now)
        self.comments += 1
        found = sorted_as(kind, sure=sure)
        self._decide(self.case, fact, Known(sorted=found))

    def edited(self, comment: int, kind: Kind, sure: bool) -> None:
        fact = events.CustomerEdited(place=VK, comment=comment, text="now", before="then")
        self._decide(self.case, fact, Known(sorted=sorted_as(kind, sure=sure)))

    def move(self, to: datetime) -> None:
        """Let time pass, and do what the clock does: wake the case if its time has come."""
        self.now = max(self.now, to)
        if self.case and self.case.wake_at and self.case.wake_at <= self.now:
            self._decide(self.case, events.TimePassed(), Known())
            assert self.case.wake_at is None or self.case.wake_at > self.now, "it rings for ever"

    def _decide(self, before: Case | None, what: Any, known: Known) -> tuple[Effect, ...]:
        after, effects = decide(before, what, known, now=self.now, policy=self.policy)
        self.case = after
        for effect in effects:
            self._write(effect)
        self._check(before, after, what, effects)
        return effects

    def _write(self, effect: Effect) -> None:
        match effect:
            case do.Post():
                self.said[effect.purpose] += 1
                id = MessageId(len(self.outbox) + 1)
                self.outbox[id] = Message(
                    id=id,
                    purpose=effect.purpose,
                    state=MessageState.WAITING,
                    text=effect.text or "",
                    draft=effect.draft,
                )
            case do.SendAgain():
                assert self.outbox[effect.message].state not in (MessageState.SENT,)
                self._put(effect.message, MessageState.WAITING)
            case do.CountAsSent():
                sent = self.outbox[effect.message]
                assert sent.state is not MessageState.SENT or sent.comment is None
                self.outbox[sent.id] = replace(
                    sent, state=MessageState.SENT, comment=effect.comment
                )
            case do.CountAsFailed():
                self._put(effect.message, MessageState.FAILED)
            case do.LeaveToPerson():
                self._put(effect.message, MessageState.ASKED)
            case do.TakeBack():
                assert self.outbox[effect.message].state is MessageState.WAITING
                self.said[self.outbox[effect.message].purpose] -= 1
                self._put(effect.message, MessageState.WITHDRAWN)
            case do.Withdraw():
                for message in list(self.outbox.values()):
                    if message.purpose is effect.purpose and message.state is MessageState.WAITING:
                        self._put(message.id, MessageState.WITHDRAWN)
                        self.said[effect.purpose] -= 1  # taken back before it left

    def _put(self, id: MessageId, state: MessageState) -> None:
        self.outbox[id] = replace(self.outbox[id], state=state)

    def _check(
        self, before: Case | None, after: Case, what: Any, effects: tuple[Effect, ...]
    ) -> None:
        assert after.wake_at == clock.wake_at(after, self.now, self.policy)
        answers = sum(isinstance(effect, do.Answer) for effect in effects)
        told_why_not = isinstance(what, events.DraftWritten) and not what.by.may_speak
        assert answers == (isinstance(what, PRESSES) or told_why_not)
        self._check_what_is_public(after, what, effects)
        self._check_the_ladder(before, after, what, effects)
        if after.status is Status.NOTED:
            held = any(draft.state is DraftState.HELD for draft in after.drafts)
            assert held or after.wake_at is None, "a line has no clocks"

    def _check_what_is_public(self, after: Case, what: Any, effects: tuple[Effect, ...]) -> None:
        for purpose in (Purpose.ACK, Purpose.ASK, Purpose.ASK_REMINDER):
            assert self.said[purpose] <= 1, f"{purpose} twice"
        assert self.said[Purpose.ASK] + self.said[Purpose.CORRECTION] <= 1
        out = Counter(m.draft for m in self.outbox.values() if m.draft and m.state in OUT)
        assert max(out.values(), default=0) <= 1, "one draft is out twice"
        for post in (effect for effect in effects if isinstance(effect, do.Post)):
            assert not self.policy.dry_run
            if post.purpose is Purpose.REPLY:
                assert isinstance(what, events.Published | events.Approved | events.TimePassed)
                assert post.draft and not self._owners(post.draft)
            if post.purpose in (Purpose.ASK, Purpose.ASK_REMINDER):
                assert isinstance(what, events.TimePassed)
                assert after.status is Status.RESOLVED
                assert after.outcome and after.outcome.good
                assert after.kind is Kind.COMPLAINT
                assert not after.gone
                assert after.ask_result is None
            if post.purpose is Purpose.CORRECTION:
                assert isinstance(what, events.CorrectionApproved)
                assert what.by == BOSS
                assert not after.gone

    def _owners(self, id: DraftId) -> bool:
        draft = self.case.draft(id) if self.case else None
        return draft is not None and draft.by == OWNER

    def _check_the_ladder(
        self, before: Case | None, after: Case, what: Any, effects: tuple[Effect, ...]
    ) -> None:
        rung = Counter(type(e).__name__ for e in effects if isinstance(e, do.Remind))
        rung.update(f"ping {e.manager}" for e in effects if isinstance(e, do.PingManager))
        assert max(rung.values(), default=0) <= 1, "one of each, however late"
        if rung and isinstance(what, events.TimePassed):
            assert before is not None
            assert before.waiting_since or before.promise_due or before.outcome_due
            assert before.status is Status.OPEN
            self._check_the_hour(effects)
        if after.waiting_since is None:
            assert after.reply_due is None
            assert "late:reply" not in after.rung
        if not timers.deadlines(after, self.policy):
            assert (after.rung, after.reminded_at) == ((), None)
        if after.status is not Status.OPEN:
            assert (after.waiting_since, after.promise_due, after.snoozed_until) == (None,) * 3

    def _check_the_hour(self, effects: tuple[Effect, ...]) -> None:
        """Outside working hours nothing rings but the limit."""
        just_now = self.now - timers.A_MOMENT
        if self.policy.hours.is_open(self.now) or self.policy.hours.is_open(just_now):
            return
        heard = [e for e in effects if isinstance(e, (do.Warn, do.Remind, do.PingManager))]
        assert all(Timer.LIMIT in one.timers for one in heard)


def press(step: tuple[Any, ...], desk: Desk) -> Any:
    """The fact that a drawn step stands for; a message or draft is picked from what there is."""
    kind, number, by, extra = step
    message = MessageId(1 + number % max(1, len(desk.outbox)))
    draft = DraftId(501 + number % 2)
    fields = kind.__dataclass_fields__
    given_: dict[str, Any] = {
        "by": by,
        "message": message,
        "draft": draft,
        "text": f"text {number}",
    }
    given_ |= {"menu": Menu.KIND, "kind": extra, "outcome": OUTCOMES[number % 6], "comment": 900}
    later = desk.now + number * 5 * HOUR
    given_ |= {"due": later, "until": later, "what": [*Planned][number % 2]}
    given_ |= {"detail": Detail.ORDER, "key": "k1", "seen": ""}
    given_ |= {"problem": "busy", "manager": BOSS.id, "place": VK}
    return kind(**{name: given_[name] for name in fields if name in given_})


OUTCOMES = list(Outcome)
KINDS = st.sampled_from([Kind.COMPLAINT, *Kind])
PEOPLE = st.sampled_from([MARIA, PETR, OWNER, BOSS])
NUMBERS = st.integers(0, 5)
FATES = (events.Sent, events.SendDelayed, events.SendRefused, events.SendLeftUnclear)
WRITING = (events.DraftWritten, events.DraftEdited, events.Published, events.BrandSpoke)
TURNING = (events.KindCorrected, events.Undone, events.Reopened, events.DraftWritten)
OTHERS = (events.NoteWritten, events.PingRefused, events.BrandSpokeNearby)

moves = st.sampled_from([SECOND, 20 * SECOND, HOUR / 2, 2 * HOUR, 7 * HOUR, DAY, 4 * DAY])
steps = st.one_of(
    st.tuples(st.just("press"), st.sampled_from(PRESSES), NUMBERS, PEOPLE, KINDS),
    st.tuples(st.just("press"), st.sampled_from(WRITING), NUMBERS, PEOPLE, KINDS),
    st.tuples(st.just("press"), st.sampled_from(TURNING), NUMBERS, PEOPLE, KINDS),
    st.tuples(st.just("press"), st.sampled_from(DATES), NUMBERS, PEOPLE, KINDS),
    st.tuples(st.just("press"), st.sampled_from(WRITING + OTHERS), NUMBERS, PEOPLE, KINDS),
    st.tuples(st.just("carry"), st.sampled_from(FATES), NUMBERS, PEOPLE, KINDS),
    st.tuples(st.just("resolve"), NUMBERS),
    st.tuples(st.just("speak"), KINDS, st.booleans()),
    st.tuples(st.just("edit"), KINDS, st.booleans()),
    st.tuples(st.just("delete"), NUMBERS, st.sampled_from([True, False, None])),
    st.tuples(st.just("move"), moves),
    st.just(("out",)),
    st.tuples(st.just("wait")),
)
brands = st.builds(
    policy,
    dry_run=st.sampled_from([False, False, False, True]),
    undo=st.sampled_from([timedelta(), 10 * SECOND]),
    next_reply_within=st.sampled_from([timedelta(), HOUR]),
    remind_every=st.sampled_from([timedelta(), HOUR]),
    escalate_after=st.sampled_from([timedelta(), HOUR]),
    ask_after=st.sampled_from([timedelta(), HOUR, 48 * HOUR]),
    managers=st.sampled_from([(), (BOSS.id,), (BOSS.id, 10)]),
    managers_in_turn=st.booleans(),
    warn_before=st.sampled_from([timedelta(), HOUR / 2]),
    taken_silent_after=st.sampled_from([timedelta(), HOUR]),
    resolve_within=st.sampled_from([timedelta(), DAY]),
    answer_limit=st.sampled_from([timedelta(), DAY]),
)


def take(desk: Desk, step: tuple[Any, ...]) -> None:
    assert desk.case is not None
    match step:
        case ("press", *rest):
            pressed(desk, press(tuple(rest), desk))
        case ("out",):
            bring_out(desk)
        case ("carry", kind, number, by, extra):
            carry(desk, press((kind, number, by, extra), desk))
        case ("resolve", number):
            desk.hear(events.Resolved(by=MARIA, outcome=OUTCOMES[number % 3]))
        case ("speak", kind, sure):
            desk.spoke(kind, sure)
        case ("edit", kind, sure):
            desk.edited(11, kind, sure)
        case ("delete", number, by):
            fact = events.CommentDeleted(place=VK, comment=11 + number % 2, text="", by_customer=by)
            desk.hear(fact)
        case ("move", *length):
            desk.move(desk.now + length[0])
        case _:
            desk.move(desk.case.wake_at or desk.now)


def pressed(desk: Desk, fact: Any) -> None:
    desk.hear(fact)
    if isinstance(fact, PRESSES):
        again = desk.hear(fact)
        assert not any(isinstance(effect, do.Post) for effect in again)


def bring_out(desk: Desk) -> None:
    newest = [message for message in desk.outbox.values() if message.state in OUT]
    if newest:
        carry(desk, events.Sent(message=newest[-1].id, comment=900))


def carry(desk: Desk, fate: Any) -> None:
    """Let the relay bring news of a message, twice, where there can be any."""
    message = desk.outbox.get(fate.message)
    if message is None or message.state not in OUT:
        return
    if message.state is MessageState.ASKED and not isinstance(fate, events.Sent):
        return
    desk.hear(fate)
    if isinstance(fate, events.Sent):
        case, said = desk.case, desk.said.copy()
        assert desk.hear(fate) == (), "a send is settled once"
        assert (desk.case, desk.said) == (case, said)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(brands, KINDS, st.booleans(), st.lists(steps, min_size=10, max_size=40))
def test_whatever_happens_the_promises_hold(
    brand: Policy, kind: Kind, sure: bool, life: list[tuple[Any, ...]]
) -> None:
    desk = Desk(brand)
    desk.spoke(kind, sure)
    for step in life:
        take(desk, step)
    for purpose in sorted(desk.said):
        event(f"said: {purpose}")


UNTIL_THE_END = st.lists(
    st.one_of(
        st.just(("wait",)),
        st.just(("out",)),
        st.sampled_from(
            [
                ("press", events.Resolved, 0, MARIA, Kind.COMPLAINT),
                ("press", events.Resolved, 5, MARIA, Kind.COMPLAINT),
                ("press", events.Resolved, 3, MARIA, Kind.COMPLAINT),
                ("press", events.Reopened, 0, MARIA, Kind.COMPLAINT),
                ("press", events.CorrectionApproved, 0, BOSS, Kind.COMPLAINT),
                ("carry", events.SendRefused, 1, MARIA, Kind.COMPLAINT),
                ("press", events.PostedByHand, 1, MARIA, Kind.COMPLAINT),
                ("speak", Kind.COMPLAINT, True),
                ("speak", Kind.PRAISE, True),
                ("edit", Kind.PRAISE, True),
                ("delete", 0, False),
            ]
        ),
    ),
    min_size=6,
    max_size=20,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([Outcome.FIXED, Outcome.FIXED, Outcome.THEIR_MISTAKE]), UNTIL_THE_END)
def test_after_its_end_a_customer_is_asked_and_reminded_at_most_once(
    first: Outcome, life: list[Any]
) -> None:
    desk = Desk(policy(managers=(BOSS.id,)))
    desk.spoke(Kind.COMPLAINT, True)
    desk.hear(events.Resolved(by=MARIA, outcome=first))
    for step in life:
        take(desk, step)
    for purpose in sorted(desk.said):
        event(f"said: {purpose}")


def draft_step(kind: Any, number: int = 0) -> tuple[Any, ...]:
    return ("press", kind, number, MARIA, Kind.COMPLAINT)


DRAFT_LIFE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                draft_step(events.Published),
                draft_step(events.Published),
                draft_step(events.Undone),
                draft_step(events.Discarded),
                ("move", SECOND),
                ("wait",),
            ]
        ),
        st.builds(
            draft_step,
            st.sampled_from([events.DraftEdited, events.RetryOrdered, events.PostedByHand]),
            st.sampled_from([0, 3]),
        ),
        st.tuples(
            st.just("carry"), st.sampled_from(FATES), st.integers(0, 2), PEOPLE, st.just(Kind.SPAM)
        ),
    ),
    min_size=4,
    max_size=20,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([timedelta(), 10 * SECOND]), DRAFT_LIFE)
@example(
    timedelta(),
    [
        draft_step(events.Published),
        ("carry", events.SendRefused, 0, MARIA, Kind.SPAM),
        draft_step(events.DraftEdited, 3),
        draft_step(events.Published),
        draft_step(events.RetryOrdered),
    ],
)
def test_one_draft_is_public_at_most_once(undo: timedelta, life: list[Any]) -> None:
    desk = Desk(policy(undo=undo, first_reply_within=timedelta()))
    desk.spoke(Kind.ABUSE, True)
    desk.hear(events.Reopened(by=MARIA))
    take(desk, draft_step(events.DraftWritten))
    for step in life:
        take(desk, step)
    published = any(step[1:2] == (events.Published,) for step in life)
    assert published or not desk.said[Purpose.REPLY]
    event(f"replies: {desk.said[Purpose.REPLY]}")
