"""What the story tells of what the staff did: what was done, and nothing that was refused."""

from typing import Any

import pytest

from bot.channels.telegram.history import history
from bot.channels.telegram.view import Line
from bot.core import events
from bot.core.case import Case, DraftState, GiftState, Grant, Menu, Outcome, Status
from bot.core.decide import decide
from bot.core.effects import Purpose
from bot.core.gifts import gift_key
from bot.core.known import Known
from bot.core.policy import Policy
from bot.core.sorting import Kind
from bot.desk.telling import line
from tests.channels.views import WORDS, view
from tests.core.cases import (
    BOSS,
    DRAFT,
    MARIA,
    MESSAGE,
    NOON,
    OWNER,
    PETR,
    message,
    opened,
    policy,
    with_draft,
)
from tests.core.test_approving import RUDE, SLOT, waiting

REGRET = events.Resolved(by=MARIA, outcome=Outcome.FIXED)
CAKE = gift_key("Торт")
LATE = NOON.replace(year=2027)


def told(case: Case, event: Any, rules: Policy | None = None, **known: Any) -> str:
    """Return what the history says of an event, or nothing."""
    facts = Known(**known)
    after, effects = decide(case, event, facts, now=NOON, policy=rules or policy())
    made = line(event, case, after, effects, facts, now=NOON)
    seen = view(after, story=(Line(at=NOON, what=made.what, who=made.who, detail=made.detail),))
    return history({}, seen, WORDS["ru"]).text.partition(" — ")[2]


def published(by: Any = MARIA, **more: Any) -> events.Published:
    return events.Published(by=by, draft=DRAFT, **more)


def gift(state: GiftState) -> Case:
    return opened(grant=Grant(name="Торт", value=1, by=MARIA, state=state), granted_at=NOON)


THEIRS = opened(status=Status.RESOLVED, outcome=Outcome.THEIR_MISTAKE, resolved_at=NOON)


@pytest.mark.parametrize(
    ("case", "event", "known"),
    [
        (waiting(by=MARIA), events.Approved(by=PETR, draft=DRAFT), {"newcomer": True}),
        (waiting(objections=(RUDE,)), events.Approved(by=PETR, draft=DRAFT), {}),
        (waiting(), events.Approved(by=BOSS, draft=DRAFT, seen="000000"), {}),
        (with_draft(), events.Rejected(by=BOSS, draft=DRAFT), {}),
        (with_draft(), published(OWNER), {}),
        (with_draft(objections=(SLOT,)), published(), {}),
        (with_draft(state=DraftState.LEAVING), published(), {}),
        (with_draft(state=DraftState.SENT), events.Undone(by=MARIA, draft=DRAFT), {}),
        (with_draft(), events.ReplyKept(by=MARIA, draft=DRAFT), {}),
        (opened(), events.DraftWritten(by=OWNER, draft=DRAFT, text="Анна, едем"), {}),
        (opened(), events.Taken(by=OWNER), {}),
        (opened(assignee=PETR, menu=Menu.MORE), events.ReplyAsked(by=OWNER), {}),
        (opened(assignee=PETR), events.Taken(by=MARIA), {}),
        (opened(), events.Released(by=MARIA), {}),
        (opened(menu=Menu.KIND), events.KindCorrected(by=MARIA, kind=Kind.COMPLAINT), {}),
        (opened(status=Status.RESOLVED, menu=Menu.OUTCOME), REGRET, {}),
        (opened(owes_public=True, menu=Menu.OUTCOME), REGRET, {"words": "Анна, решили."}),
        (opened(), events.Reopened(by=MARIA), {}),
        (opened(gone=True), events.AcknowledgementOrdered(by=MARIA), {}),
        (opened(menu=Menu.GIFTS), events.GiftChosen(by=MARIA, key="none"), {}),
        (gift(GiftState.ASKED), events.GiftApproved(by=MARIA, key=CAKE), {}),
        (gift(GiftState.SENT), events.GiftRejected(by=BOSS, key=CAKE), {}),
        (THEIRS, events.CorrectionRejected(by=MARIA), {}),
        (THEIRS, events.CorrectionApproved(by=MARIA), {}),
        (opened(), events.RetryOrdered(by=MARIA, message=MESSAGE), {"message": message()}),
        (opened(), events.PostedByHand(by=OWNER, message=MESSAGE), {"message": message()}),
        (opened(gone=True), events.PromiseGiven(by=MARIA, due=LATE), {}),
    ],
    ids=lambda one: type(one).__name__ if not isinstance(one, dict | Case) else "",
)
def test_a_press_that_changed_nothing_is_not_told_as_done(
    case: Case, event: Any, known: dict[str, Any]
) -> None:
    assert told(case, event, **known) == ""


def test_a_publish_that_nobody_may_allow_is_not_told_though_it_takes_the_case() -> None:
    case = with_draft(objections=(RUDE,))
    assert told(case, published(), policy(managers=())) == ""


@pytest.mark.parametrize(
    ("case", "event", "said"),
    [
        (with_draft(), published(), "Maria решает отправить ответ"),
        (with_draft(objections=(RUDE,)), published(), "Maria решает отправить ответ"),
        (with_draft(), published(private=True), "Maria решает ответить лично"),
        (waiting(), events.Approved(by=PETR, draft=DRAFT), "Petr пропускает ответ"),
        (opened(), events.Taken(by=MARIA), "Maria берёт дело"),
        (opened(), events.ReplyAsked(by=MARIA), "Maria собирается ответить"),
        (opened(), events.NoteWritten(by=OWNER, text="звонок"), "заметка, Oleg: «звонок»"),
        (opened(), events.DraftWritten(by=MARIA, draft=DRAFT, text="Да"), "черновик, Maria: «Да»"),
        (opened(menu=Menu.OUTCOME), REGRET, "Maria, итог: исправили"),
        (THEIRS, events.CorrectionRejected(by=BOSS), "Irina: просьбу поправить не отправлять"),
        (gift(GiftState.ASKED), events.GiftRejected(by=BOSS, key=CAKE), "Irina не одобряет"),
    ],
)  # fmt: skip
def test_what_was_done_is_told(case: Case, event: Any, said: str) -> None:
    assert said in told(case, event)


def test_an_edit_that_was_refused_is_not_told_as_a_reply_that_was() -> None:
    case = with_draft(state=DraftState.SENT, comment=12, revision="два")
    refused = events.SendRefused(message=MESSAGE, problem="vk-closed")
    edit = told(case, refused, message=message(Purpose.REVISION))
    assert "правка не опубликована" in edit and "не даёт изменить этот ответ" in edit
    assert "не даёт ответить" in told(with_draft(), refused, message=message())


def test_a_second_press_is_kept_under_a_name_of_its_own() -> None:
    event, case = events.Taken(by=PETR), opened(assignee=MARIA)
    made = line(
        event, case, *decide(case, event, Known(), now=NOON, policy=policy()), Known(), now=NOON
    )
    assert (made.what, made.who) == ("refused:Taken", "Petr")
