"""Private messages: the way in, what is said there, the public line afterwards; the library."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import (
    OF_THE_LIBRARY,
    Detail,
    DraftState,
    Objection,
    Outcome,
    Place,
    Status,
)
from bot.core.decide.replying import REVISING
from bot.core.effects import Purpose
from bot.core.known import Message, MessageState
from bot.core.sorting import Kind
from tests.core.cases import (
    ANNA,
    BOSS,
    COMMENT,
    DRAFT,
    MARIA,
    MESSAGE,
    MINUTE,
    NOON,
    OWNER,
    PETR,
    act,
    message,
    opened,
    policy,
    sorted_as,
    spoke,
    with_draft,
)

SLOT = Objection("unfilled_slot", 0, 4, "check-unfilled_slot", blocks=True)
RUDE = Objection("profanity", 0, 4, "check-profanity", blocks=True)
HOT = Objection("heat", 0, 4, "check-heat")
DIALOGUE = Place("vk", "dialogue", -100, ANNA.id)
INVITED = events.Invited(by=MARIA, detail=Detail.ORDER)


def in_private(comment: int = 31):
    return spoke(comment, place=DIALOGUE)


def talking(**changes: Any):
    """A case whose customer has written in private."""
    return act(opened(**changes), in_private(), sorted=sorted_as()).case


def test_an_invitation_names_its_detail_takes_the_case_and_answers() -> None:
    done = act(opened(), INVITED)
    [post] = done.public
    assert (post.purpose, post.situation, post.private) == (Purpose.INVITE, "invite-order", False)
    assert (done.answer, done.case.assignee, done.case.invited_at) == ("invited", MARIA, NOON)
    sent = act(done.case, events.Sent(message=message().id, comment=77),
               message=message(Purpose.INVITE))  # fmt: skip
    assert sent.case.waiting_since is None


@pytest.mark.parametrize(
    ("case", "by", "answer"),
    [
        (opened(gone=True), MARIA, "comment-gone"),
        (opened(), OWNER, "may-not-speak"),
        (opened(status=Status.RESOLVED), MARIA, "case-resolved"),
        (opened(invited_at=NOON - MINUTE), MARIA, "invited-already"),
        (replace(opened(), place=DIALOGUE), MARIA, "private-already"),
    ],
)
def test_where_nobody_is_invited(case: Any, by: Any, answer: str) -> None:
    done = act(case, events.Invited(by=by, detail=Detail.PHONE))
    assert (done.answer, done.public) == (answer, [])


def test_some_time_later_a_customer_may_be_invited_again() -> None:
    case = opened(invited_at=NOON - timedelta(minutes=10))
    assert len(act(case, INVITED).public) == 1


def test_where_links_are_forbidden_the_invitation_is_said_again_without_one_and_only_then() -> None:
    linked = replace(message(Purpose.INVITE), draft=None, text="https://vk.me/club1?ref=case-7")
    plain = replace(linked, text="Напишите нам в сообщения")
    refused = events.SendRefused(message=message().id, problem="vk-links")
    closed = events.SendRefused(message=message().id, problem="vk-closed")
    done = act(opened(invited_at=NOON), refused, message=linked)
    assert [one.situation for one in done.public] == ["invite-no-link"]
    ended = opened(status=Status.RESOLVED, invited_at=NOON)
    for case, fate, what in (
        (opened(invited_at=NOON), refused, plain),
        (opened(invited_at=NOON), closed, linked),
        (ended, refused, linked),
    ):
        done = act(case, fate, message=what)
        assert not done.public and done.all(do.TellRefused) and done.case.invited_at is None


def test_a_private_message_is_shown_as_such_and_waits_for_an_answer() -> None:
    done = act(opened(), in_private(), sorted=sorted_as())
    [heard] = done.all(do.ShowHeard)
    assert heard.private and (done.case.private_at, done.case.owes_public) == (NOON, True)
    assert not done.public, "nobody is acknowledged in private"


def test_thanks_in_private_are_no_new_matter_for_readers() -> None:
    told = replace(talking(), owes_public=False)
    thanks = act(told, in_private(32), sorted=sorted_as(Kind.PRAISE)).case
    matter = act(told, in_private(33), sorted=sorted_as(Kind.QUESTION)).case
    assert (thanks.owes_public, matter.owes_public) == (False, True)


def test_a_private_reply_goes_to_the_customer_alone_and_stops_the_clock() -> None:
    case = with_draft(talking(), private=True, target=31)
    done = act(case, events.Published(by=MARIA, draft=DRAFT), policy=policy(undo=timedelta()))
    [post] = done.public
    assert (post.purpose, post.private) == (Purpose.PRIVATE, True)
    sent = act(done.case, events.Sent(message=message().id, comment=40),
               message=replace(message(Purpose.PRIVATE), draft=DRAFT))  # fmt: skip
    assert sent.case.waiting_since is None and sent.case.owes_public
    [out] = sent.all(do.CountAsSent)
    assert out.private, "its number is one of the dialogue's"


def test_private_instead_takes_what_the_check_says_about_private_words() -> None:
    done = act(with_draft(), events.Published(by=MARIA, draft=DRAFT, private=True))
    draft = done.case.draft(DRAFT)
    assert draft and draft.private and draft.state is DraftState.HELD


@pytest.mark.parametrize(
    ("outcome", "by", "owes", "ends"),
    [
        (Outcome.FIXED, MARIA, True, False),
        (Outcome.EXPLAINED, MARIA, True, False),
        (Outcome.UNCONFIRMED, MARIA, True, True),
        (Outcome.FIXED, BOSS, True, True),
        (Outcome.FIXED, MARIA, False, True),
    ],
)
def test_after_a_private_talk_readers_are_told_before_it_is_solved(
    outcome: Outcome, by: Any, owes: bool, ends: bool
) -> None:
    case = replace(talking(), owes_public=owes)
    done = act(case, events.Resolved(by=by, outcome=outcome), words="Анна, всё решили.")
    assert (done.case.status is Status.RESOLVED) is ends
    ready = [one.text for one in done.case.drafts]
    assert ready == ([] if ends else ["Анна, всё решили."])


def test_the_ready_line_is_not_made_twice() -> None:
    resolved = events.Resolved(by=MARIA, outcome=Outcome.FIXED)
    once = act(talking(), resolved, words="Анна, всё решили.")
    twice = act(once.case, resolved, words="Анна, всё решили.")
    assert len(twice.case.drafts) == 1 and twice.answer == "tell-in-public-first"


@pytest.mark.parametrize("state", [DraftState.HELD, DraftState.LEAVING, DraftState.AWAITING])
def test_a_closing_line_on_its_way_is_not_offered_again(state: DraftState) -> None:
    resolved = events.Resolved(by=MARIA, outcome=Outcome.FIXED)
    case = with_draft(talking(), text="Анна, всё решили.", state=state)
    done = act(case, resolved, words="Анна, всё решили.")
    assert done.answer == "already-publishing" and len(done.case.drafts) == 1


def test_a_public_line_settles_what_readers_are_owed() -> None:
    by_hand = act(talking(), events.BrandSpoke(comment=50, text="решили"))
    sent = act(with_draft(talking()), events.Sent(message=message().id, comment=51),
               message=message())  # fmt: skip
    private = act(talking(), events.BrandSpoke(comment=52, text="решили", private=True))
    assert [one.case.owes_public for one in (by_hand, sent, private)] == [False, False, True]


def test_a_text_of_the_library_becomes_a_draft_of_its_own_once() -> None:
    chosen = events.TextChosen(by=MARIA, key="abc")
    once = act(opened(), chosen, words="Анна, {issue}")
    [draft] = once.case.drafts
    assert draft.id > OF_THE_LIBRARY and draft.text == "Анна, {issue}" and draft.by == MARIA
    assert len(act(once.case, chosen, words="Анна, {issue}").case.drafts) == 1
    assert len(act(once.case, chosen, words="другой текст").case.drafts) == 2
    assert act(opened(), chosen).answer == "no-such-text"
    assert act(opened(), events.TextChosen(by=OWNER, key="abc"), words="x").answer == (
        "may-not-speak"
    )


def test_an_answer_to_the_starting_point_takes_its_place() -> None:
    case = act(opened(), events.TextChosen(by=MARIA, key="abc"), words="Анна, {issue}").case
    start = case.drafts[0].id
    written = events.DraftWritten(by=MARIA, draft=DRAFT, text="Анна, торт", instead_of=start)
    done = act(case, written)
    states = {one.id: one.state for one in done.case.drafts}
    assert states == {start: DraftState.DISCARDED, DRAFT: DraftState.PREPARED}


def test_an_answer_to_a_private_starting_point_stays_private() -> None:
    case = act(replace(opened(), place=DIALOGUE), events.TextChosen(by=MARIA, key="abc"),
               words="Анна, {issue}").case  # fmt: skip
    start = case.drafts[0]
    written = events.DraftWritten(by=MARIA, draft=DRAFT, text="Анна, торт", instead_of=start.id)
    assert start.private and act(case, written).case.drafts[-1].private


def test_only_what_was_published_for_all_is_kept() -> None:
    kept = act(
        with_draft(state=DraftState.SENT, comment=9),
        events.ReplyKept(by=MARIA, draft=DRAFT),
        words="{name}, везём новый торт",
    )
    assert [one.text for one in kept.all(do.Keep)] == ["{name}, везём новый торт"]
    for changes in ({"state": DraftState.PREPARED}, {"state": DraftState.SENT, "private": True}):
        assert not act(with_draft(**changes), events.ReplyKept(by=MARIA, draft=DRAFT)).all(do.Keep)


@pytest.mark.parametrize(
    ("revises", "private", "revised"),
    [(True, False, True), (False, False, False), (False, True, True)],
)
def test_an_edit_of_what_is_out_is_offered_where_it_can_be_changed(
    revises: bool, private: bool, revised: bool
) -> None:
    case = with_draft(state=DraftState.SENT, comment=COMMENT + 1, private=private)
    edited = events.DraftEdited(by=MARIA, draft=DRAFT, text="иначе")
    done = act(case, edited, policy=policy(revises=revises))
    draft = done.case.drafts[0]
    assert (draft.revision == "иначе") is revised and not done.public
    assert (draft.problem == "left-before-the-edit") is not revised


def test_a_correction_leaves_once_and_becomes_the_text() -> None:
    case = with_draft(state=DraftState.SENT, comment=12, revision="иначе")
    publish = events.Published(by=MARIA, draft=DRAFT)
    done = act(case, publish)
    [post] = done.public
    assert (post.purpose, post.target, post.text) == (Purpose.REVISION, 12, "иначе")
    assert act(done.case, publish).answer == "already-publishing"
    told = replace(message(Purpose.REVISION), draft=DRAFT, text="иначе")
    after = act(done.case, events.Sent(message=told.id), message=told).case.drafts[0]
    assert (after.text, after.revision, after.state) == ("иначе", None, DraftState.SENT)
    refused = events.SendRefused(message=told.id, problem="vk-key")
    failed = act(done.case, refused, message=replace(told, state=MessageState.SENDING))
    assert (failed.case.drafts[0].state, failed.case.drafts[0].problem) == (
        DraftState.SENT,
        "vk-key",
    )


def test_a_correction_that_waits_leaves_the_reply_published() -> None:
    case = with_draft(state=DraftState.SENT, comment=12, revision="иначе", problem=REVISING)
    told = replace(message(Purpose.REVISION, MessageState.WAITING), draft=DRAFT, text="иначе")
    delayed = act(case, events.SendDelayed(message=told.id, problem="vk-busy"), message=told)
    assert delayed.case == case
    undone = act(case, events.Undone(by=MARIA, draft=DRAFT), message=told)
    assert undone.answer == "too-late-to-undo" and undone.case == case


@pytest.mark.parametrize(
    ("changes", "text", "by", "answer"),
    [
        ({"objections": (SLOT,)}, "Анна, {issue}", BOSS, "fill-the-slots"),
        ({}, " ", MARIA, "add-words"),
        ({"objections": (HOT,)}, "АННА!!", MARIA, "revision-heated"),
        ({"objections": (HOT,)}, "АННА!!", PETR, "leaves-now"),
        ({"objections": (RUDE,)}, "грубо", MARIA, "needs-a-second"),
        ({"objections": (RUDE,)}, "грубо", BOSS, "leaves-now"),
    ],
)
def test_a_correction_is_checked_as_a_reply_is(
    changes: dict[str, Any], text: str, by: Any, answer: str
) -> None:
    case = with_draft(state=DraftState.SENT, comment=12, revision=text, **changes)
    done = act(case, events.Published(by=by, draft=DRAFT))
    assert done.answer == answer
    told = [(one.what, one.detail) for one in done.all(do.Remember)]
    assert told == ([("overruled", "profanity")] if by == BOSS and done.public else [])


def test_a_correction_on_its_way_is_not_thrown_away_and_a_dry_run_sends_none() -> None:
    publish, discard = (one(by=MARIA, draft=DRAFT) for one in (events.Published, events.Discarded))
    case = with_draft(state=DraftState.SENT, comment=12, revision="два", problem=REVISING)
    late = act(case, discard)
    assert (late.answer, late.case) == ("already-publishing", case)
    rehearsed = act(replace(case, drafts=(replace(case.drafts[0], problem=None),)), publish,
                    policy=policy(dry_run=True))  # fmt: skip
    assert not rehearsed.public and rehearsed.case.drafts[0].problem is None


def test_an_edit_while_a_correction_is_on_its_way_is_not_lost_and_one_back_ends_it() -> None:
    brand = policy(revises=True)
    case = with_draft(state=DraftState.SENT, comment=12, revision="два", problem=REVISING)
    newer = act(case, events.DraftEdited(by=MARIA, draft=DRAFT, text="три"), policy=brand).case
    told = replace(message(Purpose.REVISION), draft=DRAFT, text="два")
    assert act(newer, events.Published(by=MARIA, draft=DRAFT)).answer == "already-publishing"
    sent = act(newer, events.Sent(message=told.id), message=told).case.drafts[0]
    assert (sent.text, sent.revision) == ("два", "три")
    as_it_was = events.DraftEdited(by=MARIA, draft=DRAFT, text=case.drafts[0].text)
    assert act(case, as_it_was, policy=brand).case.drafts[0].revision is None


def test_a_reply_with_a_photo_is_not_corrected_as_the_photo_would_be_lost() -> None:
    case = with_draft(state=DraftState.SENT, comment=12, photo="file")
    edited = events.DraftEdited(by=MARIA, draft=DRAFT, text="иначе")
    draft = act(case, edited, policy=policy(revises=True)).case.drafts[0]
    assert (draft.revision, draft.problem) == (None, "left-before-the-edit")


@pytest.mark.parametrize(
    ("kind", "sure", "by_customer", "reported"),
    [
        (Kind.COMPLAINT, True, False, True),
        (Kind.QUESTION, False, False, True),
        (Kind.QUESTION, True, False, False),
        (Kind.COMPLAINT, True, True, False),
        (Kind.COMPLAINT, True, None, False),
    ],
)
def test_a_negative_deleted_by_another_is_reported_to_the_managers(
    kind: Kind, sure: bool, by_customer: bool | None, reported: bool
) -> None:
    by = events.Deleter(3, "Елена") if by_customer is False else None
    gone = events.CommentDeleted(
        place=opened().place, comment=COMMENT, text="Плохо", by_customer=by_customer, by=by
    )
    told = act(opened(kind, sure=sure), gone).all(do.TellManager)
    assert [(one.manager, one.by, one.by_name) for one in told] == (
        [(BOSS.id, 3, "Елена")] if reported else []
    )


def invitation(state: MessageState = MessageState.SENDING) -> Message:
    return replace(message(Purpose.INVITE, state), draft=None)


def test_an_invitation_that_went_out_after_all_counts() -> None:
    case = opened(invited_at=None)
    by_hand = events.PostedByHand(by=MARIA, message=MESSAGE)
    done = act(case, by_hand, message=invitation(MessageState.FAILED))
    assert done.case.invited_at == NOON
    sent = act(case, events.Sent(message=MESSAGE, comment=5), message=invitation())
    assert sent.case.invited_at == NOON
