"""A draft's way to the public, and what becomes of what was sent."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import (
    AskResult,
    Case,
    DraftState,
    Member,
    MessageId,
    Objection,
    Outcome,
    Status,
)
from bot.core.effects import Purpose
from bot.core.known import MessageState
from tests.core.cases import (
    BOSS,
    COMMENT,
    DAY,
    DRAFT,
    HOUR,
    MARIA,
    MESSAGE,
    NOON,
    OWNER,
    PETR,
    STRANGER,
    Done,
    act,
    message,
    opened,
    policy,
    rang,
    with_draft,
)

WRITTEN = events.DraftWritten(by=MARIA, draft=DRAFT, text="Анна, везём новый торт")
EDITED = events.DraftEdited(by=MARIA, draft=DRAFT, text="Анна, уже везём")
PUBLISH = events.Published(by=MARIA, draft=DRAFT)
UNDO = events.Undone(by=MARIA, draft=DRAFT)
DISCARD = events.Discarded(by=MARIA, draft=DRAFT)
RETRY = events.RetryOrdered(by=MARIA, message=MESSAGE)
POSTED = events.PostedByHand(by=MARIA, message=MESSAGE)
SENT = events.Sent(message=MESSAGE, comment=900)
AT_ONCE = policy(undo=timedelta())
HOLD = timedelta(seconds=10)


OVER = {"status": Status.RESOLVED, "outcome": Outcome.FIXED}


def state(case: Case) -> DraftState:
    (draft,) = case.drafts
    return draft.state


@pytest.mark.parametrize("by", [MARIA, BOSS], ids=["staff", "manager"])
def test_a_text_becomes_a_draft_with_a_preview_and_nothing_is_public(by: Any) -> None:
    done = act(opened(), events.DraftWritten(by=by, draft=DRAFT, text="Везём"))
    (draft,) = done.case.drafts
    assert (draft.id, draft.text, draft.by, draft.target) == (DRAFT, "Везём", by, COMMENT)
    assert (draft.state, draft.leaves_at) == (DraftState.PREPARED, None)
    assert done.names == ["ShowPreview"]
    assert done.case.waiting_since == NOON


@pytest.mark.parametrize("by", [OWNER, STRANGER], ids=["owner", "stranger"])
def test_the_text_of_one_who_may_not_speak_never_becomes_a_draft(by: Any) -> None:
    done = act(opened(), events.DraftWritten(by=by, draft=DRAFT, text="Врут"))
    assert done.case.drafts == ()
    assert done.effects == (
        do.Remember(what="kept-as-note", detail="Врут"),
        do.Answer(what="kept-as-note", name=by.name),
    )


@pytest.mark.parametrize("setting", [policy(), AT_ONCE], ids=["with a hold", "at once"])
def test_the_owner_does_not_publish_anothers_draft(setting: Any) -> None:
    case = with_draft()
    done = act(case, events.Published(by=OWNER, draft=DRAFT), policy=setting)
    assert (done.answer, done.case, done.public) == ("may-not-speak", case, [])


def test_a_draft_answers_the_comment_it_was_written_to() -> None:
    wrote = events.DraftWritten(by=MARIA, draft=DRAFT, text="Везём", target=12)
    case = act(opened(), wrote).case
    (post,) = act(case, PUBLISH, policy=AT_ONCE).public
    assert (post.target, post.text, post.draft) == (12, "Везём", DRAFT)


def test_the_same_message_is_one_draft() -> None:
    case = with_draft()
    done = act(case, WRITTEN)
    assert (done.case, done.effects) == (case, ())


def test_drafts_stand_side_by_side() -> None:
    second = events.DraftWritten(by=PETR, draft=502, text="Иначе")
    case = act(with_draft(), second).case
    case = act(case, PUBLISH, policy=AT_ONCE).case
    assert [draft.state for draft in sorted(case.drafts, key=lambda draft: draft.id)] == [
        DraftState.LEAVING,
        DraftState.PREPARED,
    ]


def test_publishing_holds_the_draft_for_the_undo_and_then_it_leaves_once() -> None:
    held = act(with_draft(), PUBLISH)
    assert (state(held.case), held.answer, held.public) == (DraftState.HELD, "leaves-soon", [])
    assert held.case.wake_at == NOON + HOLD
    early = rang(held.case, now=NOON + HOLD / 2)
    assert (early.public, state(early.case)) == ([], DraftState.HELD)
    left = rang(held.case, now=NOON + HOLD)
    (post,) = left.public
    assert (post.purpose, post.text, post.draft) == (Purpose.REPLY, "Анна, везём новый торт", DRAFT)
    assert (post.target, state(left.case)) == (COMMENT, DraftState.LEAVING)
    assert do.Withdraw(purpose=Purpose.ACK) in left.effects
    assert left.case.wake_at == left.case.reply_due
    assert left.case.waiting_since == NOON, "nobody was answered before it is out"
    assert rang(left.case, now=NOON + 2 * HOLD).public == []


def test_without_a_hold_a_draft_leaves_at_the_press() -> None:
    done = act(with_draft(), PUBLISH, policy=AT_ONCE)
    assert [post.draft for post in done.public] == [DRAFT]
    assert (state(done.case), done.answer) == (DraftState.LEAVING, "leaves-now")


@pytest.mark.parametrize("setting", [policy(), AT_ONCE], ids=["with a hold", "at once"])
@pytest.mark.parametrize(
    ("had", "has"),
    [pytest.param(None, MARIA, id="untaken"), pytest.param(PETR, PETR, id="another's")],
)
def test_publishing_takes_a_case_nobody_has(setting: Any, had: Any, has: Any) -> None:
    done = act(with_draft(opened(assignee=had)), PUBLISH, policy=setting)
    assert done.case.assignee == has
    assert "ShowCard" in done.names


def test_undo_brings_a_held_draft_back_and_it_may_be_published_again() -> None:
    case = act(with_draft(), PUBLISH).case
    undone = act(case, UNDO, now=NOON + HOLD / 2)
    assert (undone.answer, state(undone.case)) == ("undone", DraftState.PREPARED)
    assert undone.case.wake_at == undone.case.reply_due
    assert rang(undone.case, now=NOON + HOUR).public == []
    assert state(act(undone.case, PUBLISH).case) is DraftState.HELD


def test_an_edit_in_the_hold_leaves_with_the_new_text_at_the_old_time() -> None:
    case = act(act(with_draft(), PUBLISH).case, EDITED, now=NOON + HOLD / 2).case
    (post,) = rang(case, now=NOON + HOLD).public
    assert post.text == "Анна, уже везём"


EDITS = {
    "prepared": (DraftState.PREPARED, DraftState.PREPARED, True),
    "held": (DraftState.HELD, DraftState.HELD, True),
    "failed": (DraftState.FAILED, DraftState.PREPARED, True),
    "leaving": (DraftState.LEAVING, DraftState.LEAVING, False),
    "sent": (DraftState.SENT, DraftState.SENT, False),
    "unclear": (DraftState.UNCLEAR, DraftState.UNCLEAR, False),
    "rehearsed": (DraftState.REHEARSED, DraftState.REHEARSED, False),
}


@pytest.mark.parametrize(("was", "becomes", "taken"), EDITS.values(), ids=EDITS)
def test_an_edit_counts_while_the_draft_has_not_left(
    was: DraftState, becomes: DraftState, taken: bool
) -> None:
    done = act(with_draft(state=was, problem="refused"), EDITED)
    (draft,) = done.case.drafts
    assert draft.state is becomes
    assert draft.text == (EDITED.text if taken else "Анна, везём новый торт")
    assert draft.problem == (None if taken else "left-before-the-edit")
    assert done.names == ["ShowPreview"]


@pytest.mark.parametrize(
    ("case", "edit"),
    [
        pytest.param(with_draft(state=DraftState.DISCARDED), EDITED, id="of a discarded draft"),
        pytest.param(opened(), EDITED, id="of no draft"),
        pytest.param(
            with_draft(),
            events.DraftEdited(by=MARIA, draft=DRAFT, text="Анна, везём новый торт"),
            id="into the same text",
        ),
    ],
)
def test_an_edit_that_means_nothing(case: Case, edit: Any) -> None:
    done = act(case, edit)
    assert (done.case, done.effects) == (case, ())


@pytest.mark.parametrize("was", [DraftState.PREPARED, DraftState.HELD, DraftState.FAILED])
def test_a_draft_that_has_not_left_is_discarded_for_good(was: DraftState) -> None:
    leaves = NOON + HOLD if was is DraftState.HELD else None
    done = act(with_draft(state=was, leaves_at=leaves), DISCARD)
    assert (done.answer, state(done.case)) == ("discarded", DraftState.DISCARDED)
    assert done.case.wake_at == done.case.reply_due
    assert rang(done.case, now=NOON + HOUR).public == []


LATE = {
    "publish, held": (PUBLISH, DraftState.HELD, "already-publishing"),
    "publish, leaving": (PUBLISH, DraftState.LEAVING, "already-publishing"),
    "publish, unclear": (PUBLISH, DraftState.UNCLEAR, "already-publishing"),
    "publish, sent": (PUBLISH, DraftState.SENT, "already-published"),
    "publish, rehearsed": (PUBLISH, DraftState.REHEARSED, "already-published"),
    "publish, discarded": (PUBLISH, DraftState.DISCARDED, "already-discarded"),
    "publish, failed": (PUBLISH, DraftState.FAILED, "use-retry"),
    "undo, prepared": (UNDO, DraftState.PREPARED, "nothing-to-undo"),
    "undo, leaving": (UNDO, DraftState.LEAVING, "too-late-to-undo"),
    "undo, sent": (UNDO, DraftState.SENT, "too-late-to-undo"),
    "undo, unclear": (UNDO, DraftState.UNCLEAR, "too-late-to-undo"),
    "undo, discarded": (UNDO, DraftState.DISCARDED, "already-discarded"),
    "discard, leaving": (DISCARD, DraftState.LEAVING, "already-publishing"),
    "discard, unclear": (DISCARD, DraftState.UNCLEAR, "already-publishing"),
    "discard, sent": (DISCARD, DraftState.SENT, "already-published"),
    "discard, discarded": (DISCARD, DraftState.DISCARDED, "already-discarded"),
}


@pytest.mark.parametrize("setting", [policy(), AT_ONCE], ids=["with a hold", "at once"])
@pytest.mark.parametrize(("press", "was", "answer"), LATE.values(), ids=LATE)
def test_a_press_that_comes_too_late_says_what_happened(
    press: Any, was: DraftState, answer: str, setting: Any
) -> None:
    leaves = NOON + HOLD if was is DraftState.HELD else None
    case = with_draft(state=was, leaves_at=leaves)
    case = act(case, events.NoteWritten(by=MARIA, text=""), policy=setting).case
    done = act(case, press, now=NOON + HOLD / 5, policy=setting)
    assert (done.answer, done.case, done.names) == (answer, case, ["Answer"])


@pytest.mark.parametrize("press", [PUBLISH, UNDO, DISCARD], ids=lambda e: type(e).__name__)
def test_a_press_on_a_draft_of_another_case(press: Any) -> None:
    case = opened()
    done = act(case, press)
    assert (done.answer, done.case) == ("no-such-draft", case)


@pytest.mark.parametrize("undo", [timedelta(), HOLD], ids=["at once", "with a hold"])
def test_a_dry_run_rehearses_the_reply(undo: timedelta) -> None:
    setting = policy(undo=undo, dry_run=True)
    done = act(with_draft(), PUBLISH, policy=setting)
    if undo:
        done = rang(done.case, now=NOON + HOLD, policy=setting)
    assert done.public == []
    (would,) = done.all(do.ShowWouldSay)
    assert (would.purpose, would.text) == (Purpose.REPLY, "Анна, везём новый торт")
    assert (state(done.case), done.case.waiting_since) == (DraftState.REHEARSED, None)


def left(case: Case | None = None) -> Case:
    return act(with_draft(case), PUBLISH, policy=AT_ONCE).case


def test_a_reply_that_is_out_answers_the_customer() -> None:
    done = act(left(), SENT, now=NOON + HOUR, message=message())
    (draft,) = done.case.drafts
    assert (draft.state, draft.comment) == (DraftState.SENT, 900)
    assert (done.case.replied_at, done.case.waiting_since) == (NOON + HOUR, None)
    assert done.case.wake_at is None
    assert done.all(do.CountAsSent) == [do.CountAsSent(message=MESSAGE, comment=900)]
    assert {"ShowPreview", "ShowCard"} <= set(done.names)


def test_the_first_reply_keeps_its_time() -> None:
    case = left(opened(replied_at=NOON))
    assert act(case, SENT, now=NOON + DAY, message=message()).case.replied_at == NOON


def test_the_acknowledgement_answers_nobody() -> None:
    done = act(opened(), SENT, message=message(Purpose.ACK))
    assert (done.case.waiting_since, done.case.replied_at) == (NOON, None)
    assert do.CountAsSent(message=MESSAGE, comment=900) in done.effects


SETTLING = {
    "sent": SENT,
    "delayed": events.SendDelayed(message=MESSAGE, problem="busy"),
    "refused": events.SendRefused(message=MESSAGE, problem="closed"),
    "unclear": events.SendLeftUnclear(message=MESSAGE),
}


@pytest.mark.parametrize("event", SETTLING.values(), ids=SETTLING)
@pytest.mark.parametrize("purpose", Purpose)
def test_a_send_that_is_settled_is_not_settled_again(event: Any, purpose: Purpose) -> None:
    case = with_draft(state=DraftState.SENT, comment=900)
    sent = replace(message(purpose, MessageState.SENT), comment=900)
    done = act(case, event, message=sent)
    assert (done.case, done.effects) == (case, ())


@pytest.mark.parametrize("event", SETTLING.values(), ids=SETTLING)
def test_news_of_a_message_nobody_knows(event: Any) -> None:
    case = left()
    done = act(case, event, message=None)
    assert (done.case, done.effects) == (case, ())


def test_a_reply_that_is_late_says_why_and_the_customer_goes_on_waiting() -> None:
    done = act(left(), SETTLING["delayed"], message=message())
    (draft,) = done.case.drafts
    assert (draft.state, draft.problem, draft.message) == (DraftState.LEAVING, "busy", MESSAGE)
    assert done.names == ["ShowPreview"]
    assert done.case.waiting_since == NOON
    sent = act(done.case, SENT, message=message()).case.drafts[0]
    assert (sent.state, sent.problem) == (DraftState.SENT, None)


def test_a_refused_reply_is_failed_and_may_be_sent_again() -> None:
    done = act(left(), SETTLING["refused"], message=message())
    (draft,) = done.case.drafts
    assert (draft.state, draft.problem, draft.message) == (DraftState.FAILED, "closed", MESSAGE)
    assert done.effects == (do.CountAsFailed(message=MESSAGE), do.ShowPreview(draft=DRAFT))
    assert done.case.waiting_since == NOON
    again = act(done.case, RETRY, message=message(state=MessageState.FAILED))
    assert (again.answer, state(again.case)) == ("sending-again", DraftState.LEAVING)
    assert do.SendAgain(message=MESSAGE) in again.effects
    assert again.public == [], "the same message under its old key, not another"


@pytest.mark.parametrize("purpose", [Purpose.ACK, Purpose.ASK, Purpose.CORRECTION])
def test_a_refusal_of_what_is_no_draft_is_told(purpose: Purpose) -> None:
    done = act(opened(), SETTLING["refused"], message=message(purpose))
    (told,) = done.all(do.TellRefused)
    assert (told.message, told.purpose, told.text) == (MESSAGE, purpose, "words")
    assert told.problem == "closed"
    assert do.CountAsFailed(message=MESSAGE) in done.effects


def test_where_nobody_knows_a_person_is_asked() -> None:
    done = act(left(), SETTLING["unclear"], message=message(state=MessageState.UNCLEAR))
    assert (state(done.case), done.case.waiting_since) == (DraftState.UNCLEAR, NOON)
    assert do.LeaveToPerson(message=MESSAGE) in done.effects
    (ask,) = done.all(do.AskWhetherSent)
    assert (ask.message, ask.purpose, ask.text) == (MESSAGE, Purpose.REPLY, "words")
    assert done.public == []


def unclear() -> Case:
    unclear_ = message(state=MessageState.UNCLEAR)
    return act(left(), SETTLING["unclear"], message=unclear_).case


def test_a_person_says_it_is_there() -> None:
    done = act(unclear(), POSTED, now=NOON + HOUR, message=message(state=MessageState.ASKED))
    assert (done.answer, state(done.case)) == ("counted-as-posted", DraftState.SENT)
    assert done.all(do.CountAsSent) == [do.CountAsSent(message=MESSAGE, comment=None)]
    assert (done.case.replied_at, done.case.waiting_since) == (NOON + HOUR, None)
    assert done.public == done.all(do.SendAgain) == []


def test_a_person_says_it_is_not_there() -> None:
    done = act(unclear(), RETRY, message=message(state=MessageState.ASKED))
    assert (done.answer, state(done.case)) == ("sending-again", DraftState.LEAVING)
    assert done.all(do.SendAgain) == [do.SendAgain(message=MESSAGE)]


def test_a_late_echo_settles_what_a_person_was_asked() -> None:
    done = act(unclear(), SENT, message=message(state=MessageState.ASKED))
    assert state(done.case) is DraftState.SENT
    assert do.CountAsSent(message=MESSAGE, comment=900) in done.effects


STATES = {
    "waiting": (MessageState.WAITING, "on-its-way", "on-its-way"),
    "sending": (MessageState.SENDING, "on-its-way", "on-its-way"),
    "awaiting its echo": (MessageState.UNCLEAR, "on-its-way", "counted-as-posted"),
    "asked": (MessageState.ASKED, "sending-again", "counted-as-posted"),
    "failed": (MessageState.FAILED, "sending-again", "counted-as-posted"),
    "set aside": (MessageState.SET_ASIDE, "sending-again", "counted-as-posted"),
    "sent": (MessageState.SENT, "message-sent", "message-sent"),
    "withdrawn": (MessageState.WITHDRAWN, "message-withdrawn", "message-withdrawn"),
}


@pytest.mark.parametrize(("where", "retry", "posted"), STATES.values(), ids=STATES)
def test_only_a_stuck_message_is_sent_again_or_counted(
    where: MessageState, retry: str, posted: str
) -> None:
    case = opened()
    for press, answer in ((RETRY, retry), (POSTED, posted)):
        done = act(case, press, message=message(Purpose.ACK, where))
        assert done.answer == answer
        assert bool(done.all(do.SendAgain)) == (answer == "sending-again")
        assert bool(done.all(do.CountAsSent)) == (answer == "counted-as-posted")


@pytest.mark.parametrize("press", [RETRY, POSTED], ids=["retry", "posted"])
def test_a_press_about_no_message(press: Any) -> None:
    case = opened()
    done = act(case, press, message=None)
    assert (done.answer, done.case) == ("no-such-message", case)


OVERTAKEN = {
    "edited, not published": (DraftState.PREPARED, MESSAGE, "unknown-button"),
    "published again, held": (DraftState.HELD, MESSAGE, "already-publishing"),
    "published again, leaving": (DraftState.LEAVING, MESSAGE, "already-publishing"),
    "published again, out": (DraftState.SENT, MessageId(72), "already-published"),
    "published again, refused again": (DraftState.FAILED, MessageId(72), "use-retry"),
    "published again, unclear": (DraftState.UNCLEAR, MessageId(72), "already-publishing"),
    "discarded": (DraftState.DISCARDED, MESSAGE, "already-discarded"),
}


@pytest.mark.parametrize("press", [RETRY, POSTED], ids=["retry", "posted"])
@pytest.mark.parametrize(("now_is", "of", "answer"), OVERTAKEN.values(), ids=OVERTAKEN)
def test_an_old_button_does_not_send_what_the_draft_has_left_behind(
    now_is: DraftState, of: MessageId, answer: str, press: Any
) -> None:
    case = with_draft(state=now_is, message=of)
    done = act(case, press, message=message(state=MessageState.FAILED))
    assert (done.answer, done.names) == (answer, ["Answer"])
    assert done.case.drafts == case.drafts


def test_a_reply_to_a_closed_case_leaves_and_reopens_nothing() -> None:
    case = act(opened(), events.Resolved(by=MARIA, outcome=Outcome.FIXED)).case
    done = act(left(case), SENT, message=message())
    assert (done.case.status, done.case.ask_at) == (Status.RESOLVED, case.ask_at)


# --- what the check says

RUDE = Objection("profanity", 0, 4, "check-profanity", blocks=True)
HOT = Objection("heat", 0, 4, "check-heat")
WARNING = Objection("excuse", 0, 4, "check-excuse")


def published(case: Case, by: Member, *, now: datetime = NOON, **setting: Any) -> Done:
    return act(case, events.Published(by=by, draft=DRAFT), now=now, policy=policy(**setting))


@pytest.mark.parametrize(
    ("state", "answer", "after"),
    [
        (MessageState.WAITING, "undone", DraftState.PREPARED),
        (MessageState.SENDING, "too-late-to-undo", DraftState.LEAVING),
        (MessageState.SENT, "too-late-to-undo", DraftState.LEAVING),
        (None, "too-late-to-undo", DraftState.LEAVING),
    ],
)
def test_a_reply_that_waits_for_the_platform_s_patience_can_still_be_taken_back(
    state: MessageState | None, answer: str, after: DraftState
) -> None:
    case = with_draft(state=DraftState.LEAVING, problem="vk-busy")
    known = {} if state is None else {"message": message(state=state)}
    done = act(case, events.Undone(by=MARIA, draft=DRAFT), **known)
    assert (done.answer, done.case.drafts[0].state) == (answer, after)
    assert bool(done.all(do.TakeBack)) is (answer == "undone")


def test_a_draft_keeps_what_the_check_says_and_an_edit_brings_it_up_to_date() -> None:
    written = events.DraftWritten(by=MARIA, draft=DRAFT, text="слова")
    case = act(opened(), written, objections=(RUDE,)).case
    assert case.drafts[0].objections == (RUDE,)
    edited = events.DraftEdited(by=MARIA, draft=DRAFT, text="другие слова")
    assert act(case, edited).case.drafts[0].objections == ()


def test_a_warning_holds_nobody_back() -> None:
    assert published(with_draft(objections=(WARNING,)), MARIA).answer == "leaves-soon"


def test_what_blocks_only_a_manager_publishes_and_the_story_says_so() -> None:
    case = with_draft(objections=(RUDE, WARNING))
    assert not published(case, MARIA).public
    done = published(case, BOSS)
    assert (done.answer, done.all(do.Remember)) == ("leaves-soon", [])
    undone = act(done.case, UNDO).case
    left = rang(published(undone, BOSS).case, now=NOON + HOLD)
    (line,) = left.all(do.Remember)
    assert (line.what, line.detail, len(left.public)) == ("overruled", "profanity", 1)


def test_a_heated_draft_cools_down_unless_another_person_releases_it() -> None:
    hot = published(with_draft(objections=(HOT,)), MARIA)
    draft = hot.case.drafts[0]
    assert (hot.answer, draft.state, draft.leaves_at) == (
        "cools-down",
        DraftState.HELD,
        NOON + timedelta(minutes=3),
    )
    assert published(hot.case, MARIA).answer == "cools-down"
    released = published(hot.case, PETR, now=NOON + timedelta(minutes=1))
    assert released.answer == "leaves-soon"
    assert released.case.drafts[0].leaves_at == NOON + timedelta(minutes=1, seconds=10)
    assert published(hot.case, OWNER).answer == "may-not-speak"
    undone = act(hot.case, events.Undone(by=MARIA, draft=DRAFT)).case.drafts[0]
    assert (undone.state, undone.heated_by) == (DraftState.PREPARED, None)


def test_a_heated_draft_that_nobody_touches_leaves_when_it_is_cool() -> None:
    hot = published(with_draft(objections=(HOT,)), MARIA).case
    assert not rang(hot, now=NOON + timedelta(minutes=2)).public
    assert len(rang(hot, now=NOON + timedelta(minutes=3)).public) == 1


def test_without_a_cool_down_heat_is_a_warning() -> None:
    case = with_draft(objections=(HOT,))
    assert published(case, MARIA, cool_down=timedelta()).answer == "leaves-soon"


@pytest.mark.parametrize("objection", [HOT, RUDE], ids=["heated", "blocked"])
def test_an_edit_that_makes_a_leaving_draft_hot_calls_it_back(objection: Objection) -> None:
    held = published(with_draft(), MARIA).case
    edited = events.DraftEdited(by=MARIA, draft=DRAFT, text="другие слова")
    draft = act(held, edited, objections=(objection,)).case.drafts[0]
    assert (draft.state, draft.leaves_at) == (DraftState.PREPARED, None)
    assert act(held, edited, objections=(WARNING,)).case.drafts[0].state is DraftState.HELD


def test_a_mended_draft_need_not_cool_down_any_longer() -> None:
    hot = published(with_draft(objections=(HOT,)), MARIA).case
    mended = act(hot, events.DraftEdited(by=MARIA, draft=DRAFT, text="другие слова")).case
    assert (mended.drafts[0].state, mended.drafts[0].heated_by) == (DraftState.PREPARED, None)
    assert published(mended, MARIA).answer == "leaves-soon"


@pytest.mark.parametrize(
    ("case", "purpose"),
    [
        (opened(asked_at=NOON), Purpose.ASK),
        (opened(asked_at=NOON), Purpose.ASK_REMINDER),
        (opened(**OVER, asked_at=NOON, ask_result=AskResult.UPDATED), Purpose.ASK),
        (opened(replied_at=NOON, waiting_since=None, ack_at=NOON), Purpose.ACK),
        (opened(**OVER), Purpose.ACK),
        (opened(**OVER), Purpose.INVITE),
    ],
    ids=["reopened", "reopened later", "updated", "answered", "ended", "no talk any more"],
)
def test_what_the_case_no_longer_wants_is_not_sent_again(case: Case, purpose: Purpose) -> None:
    failed = replace(message(purpose, MessageState.FAILED), draft=None)
    done = act(case, RETRY, message=failed)
    assert (done.answer, done.names) == ("out-of-date", ["Answer"])


def test_what_may_be_out_already_cannot_be_taken_back() -> None:
    waits = replace(message(Purpose.PRIVATE, MessageState.WAITING), draft=DRAFT, doubted=True)
    done = act(with_draft(state=DraftState.LEAVING, private=True), UNDO, message=waits)
    assert done.answer == "too-late-to-undo"


def test_what_a_person_said_is_out_is_known_by_its_late_echo() -> None:
    done = act(with_draft(state=DraftState.SENT), SENT, message=message(state=MessageState.SENT))
    assert done.case.drafts[0].comment == 900
    assert [one.comment for one in done.all(do.CountAsSent)] == [900]
    assert len(done.effects) == 1
