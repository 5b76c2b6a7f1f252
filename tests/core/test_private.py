"""Private messages: the way in, what is said there, the public line afterwards; the library."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import OF_THE_LIBRARY, Detail, DraftState, Outcome, Place, Status
from bot.core.effects import Purpose
from bot.core.known import MessageState
from bot.core.sorting import Kind
from tests.core.cases import (
    ANNA,
    BOSS,
    COMMENT,
    DRAFT,
    MARIA,
    MINUTE,
    NOON,
    OWNER,
    act,
    message,
    opened,
    policy,
    sorted_as,
    spoke,
    with_draft,
)

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
    refused = events.SendRefused(message=message().id, problem="vk-links")
    done = act(opened(invited_at=NOON), refused, message=message(Purpose.INVITE))
    assert [one.situation for one in done.public] == ["invite-no-link"]
    closed = events.SendRefused(message=message().id, problem="vk-closed")
    done = act(opened(invited_at=NOON), closed, message=message(Purpose.INVITE))
    assert not done.public and done.all(do.TellRefused)


def test_a_private_message_is_shown_as_such_and_waits_for_an_answer() -> None:
    done = act(opened(), in_private(), sorted=sorted_as())
    [heard] = done.all(do.ShowHeard)
    assert heard.private and (done.case.private_at, done.case.owes_public) == (NOON, True)
    assert not done.public, "nobody is acknowledged in private"


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


def test_only_what_was_published_for_all_is_kept() -> None:
    kept = act(
        with_draft(state=DraftState.SENT, comment=9), events.ReplyKept(by=MARIA, draft=DRAFT)
    )
    assert [one.text for one in kept.all(do.Keep)] == ["Анна, везём новый торт"]
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
