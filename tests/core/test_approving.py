"""A second person: who needs one, who may be one, what becomes of the draft."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import ANONYMOUS, Case, Draft, DraftState, Member, Objection, Role
from tests.core.cases import (
    BOSS,
    COMMENT,
    DRAFT,
    MARIA,
    NOON,
    OWNER,
    PETR,
    act,
    policy,
    rang,
    with_draft,
)

RUDE = Objection("profanity", 0, 4, "check-profanity", blocks=True)
SLOT = Objection("unfilled_slot", 0, 4, "check-unfilled_slot", blocks=True)
NINA = Member(5, "Nina")


def published(case: Case, by: Member, **known: Any):
    return act(case, events.Published(by=by, draft=DRAFT), policy=policy(), **known)


def waiting(**changes: Any) -> Case:
    """A case with a draft of Nina's that waits for a second person."""
    return with_draft(state=DraftState.AWAITING, asked_by=NINA, **changes)


def draft_of(case: Case) -> Draft:
    found = case.draft(DRAFT)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("by", "new", "objections", "state"),
    [
        (MARIA, False, (), DraftState.HELD),
        (MARIA, True, (), DraftState.AWAITING),
        (MARIA, False, (RUDE,), DraftState.AWAITING),
        (BOSS, True, (), DraftState.HELD),
        (BOSS, False, (RUDE,), DraftState.HELD),
    ],
)
def test_a_newcomer_s_reply_and_what_blocks_wait_for_a_second_person(
    by: Member, new: bool, objections: tuple[Objection, ...], state: DraftState
) -> None:
    done = published(with_draft(objections=objections), by, newcomer=new)
    assert draft_of(done.case).state is state
    assert done.case.assignee == by, "whoever publishes takes the case"


@pytest.mark.parametrize("by", [MARIA, BOSS])
def test_an_open_slot_is_published_by_nobody(by: Member) -> None:
    done = published(with_draft(objections=(SLOT,)), by)
    assert done.answer == "fill-the-slots" and draft_of(done.case).state is DraftState.PREPARED


def test_a_photo_alone_is_no_reply() -> None:
    assert published(with_draft(text=" ", photo="file"), MARIA).answer == "add-words"


def test_the_managers_are_asked_in_private_for_what_blocks_and_for_nothing_else() -> None:
    blocked = published(with_draft(objections=(RUDE,)), MARIA)
    new = published(with_draft(), MARIA, newcomer=True)
    assert [one.manager for one in blocked.all(do.AskManager)] == [BOSS.id]
    assert not new.all(do.AskManager)
    assert [one.about for one in (*blocked.all(do.AskSecond), *new.all(do.AskSecond))] == [
        "blocked",
        "reply",
    ]


@pytest.mark.parametrize(
    ("by", "changes", "known", "answer"),
    [
        (PETR, {}, {}, "leaves-soon"),
        (BOSS, {}, {}, "leaves-soon"),
        (OWNER, {}, {}, "leaves-soon"),
        (NINA, {}, {}, "needs-a-second"),
        (PETR, {}, {"newcomer": True}, "newcomers-may-not"),
        (PETR, {"objections": (RUDE,)}, {}, "managers-only"),
        (OWNER, {"objections": (RUDE,)}, {}, "leaves-soon"),
        (PETR, {"state": DraftState.PREPARED, "asked_by": None}, {}, "already-decided"),
        (PETR, {"state": DraftState.SENT, "asked_by": None}, {}, "already-decided"),
    ],
)
def test_who_may_let_a_reply_out(
    by: Member, changes: dict[str, Any], known: dict[str, Any], answer: str
) -> None:
    case = with_draft(**({"state": DraftState.AWAITING, "asked_by": NINA} | changes))
    done = act(case, events.Approved(by=by, draft=DRAFT), policy=policy(), **known)
    assert done.answer == answer
    assert (draft_of(done.case).state is DraftState.HELD) is (answer == "leaves-soon")


def test_whoever_is_first_decides_and_the_asker_learns_it() -> None:
    approved = act(waiting(), events.Approved(by=PETR, draft=DRAFT), policy=policy())
    [told] = approved.all(do.TellAsker)
    assert (told.asker, told.by, told.approved) == (NINA.id, PETR.name, True)
    late = act(approved.case, events.Rejected(by=MARIA, draft=DRAFT), policy=policy())
    assert late.answer == "already-decided" and late.case == approved.case


def test_a_rejected_draft_is_its_author_s_again_and_the_reason_is_passed_on() -> None:
    rejected = act(waiting(), events.Rejected(by=PETR, draft=DRAFT), policy=policy())
    assert draft_of(rejected.case).state is DraftState.PREPARED
    assert draft_of(rejected.case).asked_by is None
    [asked] = rejected.all(do.AskReason)
    assert (asked.asker, asked.by) == (NINA.id, PETR.id)
    reason = events.ReasonGiven(by=PETR, draft=DRAFT, text="послезавтра")
    [told] = act(rejected.case, reason).all(do.TellAsker)
    assert (told.asker, told.approved, told.reason) == (MARIA.id, False, "послезавтра")


def test_what_a_manager_lets_out_though_it_blocks_is_in_the_story() -> None:
    case = waiting(objections=(RUDE,))
    approved = act(case, events.Approved(by=BOSS, draft=DRAFT), policy=policy()).case
    done = rang(approved, now=NOON + timedelta(minutes=1))
    assert len(done.public) == 1
    assert [(one.what, one.detail) for one in done.all(do.Remember)] == [("overruled", "profanity")]


@pytest.mark.parametrize("what", [events.Undone, events.Discarded])
def test_a_waiting_draft_can_be_taken_back(what: Any) -> None:
    done = act(waiting(), what(by=MARIA, draft=DRAFT), policy=policy())
    assert draft_of(done.case).asked_by is None
    assert draft_of(done.case).state in (DraftState.PREPARED, DraftState.DISCARDED)


def test_what_was_let_out_and_is_edited_while_it_is_held_has_to_be_asked_for_anew() -> None:
    held = act(waiting(), events.Approved(by=PETR, draft=DRAFT), policy=policy()).case
    edited = act(held, events.DraftEdited(by=NINA, draft=DRAFT, text="иначе")).case
    assert (draft_of(edited).state, draft_of(edited).asked_by) == (DraftState.PREPARED, None)


def test_a_decision_about_another_text_than_was_shown_does_not_count() -> None:
    seen = draft_of(waiting()).fingerprint
    stale = events.Approved(by=BOSS, draft=DRAFT, seen="000000")
    assert act(waiting(), stale).answer == "text-changed"
    fresh = events.Approved(by=BOSS, draft=DRAFT, seen=seen)
    assert act(waiting(), fresh).answer == "leaves-soon"


def test_where_nobody_can_decide_nobody_is_asked() -> None:
    alone = policy(managers=())
    blocked = act(with_draft(objections=(RUDE,)), events.Published(by=MARIA, draft=DRAFT),
                  policy=alone)  # fmt: skip
    assert blocked.answer == "no-managers"
    assert draft_of(blocked.case).state is DraftState.PREPARED


def test_a_reason_is_given_in_words() -> None:
    reason = events.ReasonGiven(by=PETR, draft=DRAFT, text=" ")
    done = act(waiting(), reason)
    assert done.answer == "reason-in-words" and not done.all(do.TellAsker)


def test_a_late_press_of_private_publishes_nothing_to_everybody() -> None:
    hot = Objection("heat", 0, 4, "check-heat")
    case = with_draft(state=DraftState.HELD, objections=(hot,), heated_by=MARIA.id)
    done = act(case, events.Published(by=PETR, draft=DRAFT, private=True))
    assert done.answer == "cools-down" and done.case == case


def test_an_edited_draft_has_to_be_asked_for_anew() -> None:
    edited = events.DraftEdited(by=NINA, draft=DRAFT, text="иначе")
    done = act(waiting(), edited, policy=policy())
    assert (draft_of(done.case).state, draft_of(done.case).asked_by) == (DraftState.PREPARED, None)
    late = act(done.case, events.Approved(by=PETR, draft=DRAFT), policy=policy())
    assert late.answer == "already-decided" and not late.public


@pytest.mark.parametrize(
    ("role", "id", "speaks", "decides"),
    [
        (Role.STAFF, 1, True, False),
        (Role.MANAGER, 1, True, True),
        (Role.OWNER, 1, False, True),
        (Role.STRANGER, 1, False, False),
        (Role.STAFF, ANONYMOUS, False, False),
        (Role.MANAGER, ANONYMOUS, False, False),
    ],
)
def test_who_speaks_and_who_decides(role: Role, id: int, speaks: bool, decides: bool) -> None:
    member = Member(id, "X", role)
    assert (member.may_speak, member.decides) == (speaks, decides)


def test_an_anonymous_administrator_s_text_is_a_note_and_says_so() -> None:
    written = events.DraftWritten(by=Member(ANONYMOUS, "Команда"), draft=DRAFT, text="Врут")
    done = act(with_draft(), written)
    assert done.answer == "kept-as-note-anonymous" and len(done.case.drafts) == 1


def test_a_newcomer_does_not_release_a_heated_draft_nor_correct_what_is_published() -> None:
    hot = Objection("heat", 0, 4, "check-heat")
    case = with_draft(state=DraftState.HELD, objections=(hot,), heated_by=MARIA.id)
    assert published(case, NINA, newcomer=True).answer == "needs-a-second"
    case = with_draft(state=DraftState.SENT, comment=COMMENT + 1, revision="иначе")
    assert published(case, NINA, newcomer=True).answer == "needs-a-second"
    assert published(replace(case), MARIA).answer == "leaves-now"


def test_an_edit_by_a_newcomer_is_not_let_out_by_what_a_colleague_has_seen() -> None:
    held = act(with_draft(by=NINA), events.Published(by=PETR, draft=DRAFT)).case
    edit = events.DraftEdited(by=NINA, draft=DRAFT, text="Что угодно")
    edited = act(held, edit, newcomer=True).case
    assert draft_of(edited).state is DraftState.PREPARED
    assert rang(edited, now=NOON + timedelta(minutes=1)).public == []


def test_another_photo_is_seen_again_before_it_leaves() -> None:
    held = act(with_draft(photo="old"), events.Published(by=PETR, draft=DRAFT)).case
    edit = events.DraftEdited(by=MARIA, draft=DRAFT, text=draft_of(held).text, photo="new")
    edited = draft_of(act(held, edit).case)
    assert (edited.photo, edited.state) == ("new", DraftState.PREPARED)
    assert edited.fingerprint != draft_of(held).fingerprint
