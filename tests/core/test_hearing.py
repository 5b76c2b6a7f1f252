"""What customers and colleagues say: the acknowledgement, what joins, reopens, stops the ladder."""

from datetime import datetime
from typing import Any

import pytest

from bot.core import effects as do
from bot.core import events
from bot.core.case import AskResult, Case, Customer, Outcome, Status
from bot.core.effects import Purpose
from bot.core.policy import RESULT_WITHIN, Ack, Rate
from bot.core.sorting import Kind
from tests.core.cases import (
    COMMENT,
    DAY,
    HOUR,
    MARIA,
    MINUTE,
    NOON,
    VK,
    act,
    at,
    opened,
    policy,
    sorted_as,
    spoke,
)

SITUATIONS = {
    "a complaint at work": (Kind.COMPLAINT, True, "Mon 12:00", "ack-complaint-open"),
    "a complaint at night": (Kind.COMPLAINT, True, "Mon 22:00", "ack-complaint-closed"),
    "a question at work": (Kind.QUESTION, True, "Mon 12:00", "ack-question-open"),
    "a question on Sunday": (Kind.QUESTION, True, "Sun 12:00", "ack-question-closed"),
    "a suggestion at work": (Kind.SUGGESTION, True, "Mon 12:00", "ack-suggestion-open"),
    "a suggestion at closing": (Kind.SUGGESTION, True, "Mon 18:00", "ack-suggestion-closed"),
    "praise at work": (Kind.PRAISE, True, "Mon 12:00", "ack-praise"),
    "praise at night": (Kind.PRAISE, True, "Mon 22:00", "ack-praise"),
    "perhaps praise": (Kind.PRAISE, False, "Mon 12:00", "ack-unclear-open"),
    "perhaps a complaint": (Kind.COMPLAINT, False, "Mon 22:00", "ack-unclear-closed"),
    "perhaps abuse": (Kind.ABUSE, False, "Mon 12:00", "ack-unclear-open"),
    "perhaps spam": (Kind.SPAM, False, "Mon 12:00", "ack-unclear-open"),
    "perhaps small talk": (Kind.OTHER, False, "Mon 22:00", "ack-unclear-closed"),
}


@pytest.mark.parametrize(("kind", "sure", "when", "situation"), SITUATIONS.values(), ids=SITUATIONS)
def test_a_comment_is_acknowledged_in_words_that_suit_it(
    kind: Kind, sure: bool, when: str, situation: str
) -> None:
    now = at(when)
    done = act(None, spoke(when=now), now=now, sorted=sorted_as(kind, sure=sure))
    (post,) = done.public
    assert (post.purpose, post.situation, post.target) == (Purpose.ACK, situation, COMMENT)
    assert post.text is None
    assert (done.case.ack_at, done.case.no_ack) == (now, None)


WITHHELD: dict[str, tuple[Kind, dict[str, Any], dict[str, Any], str]] = {
    "abuse": (Kind.ABUSE, {}, {}, "abuse"),
    "spam": (Kind.SPAM, {}, {}, "spam"),
    "small talk": (Kind.OTHER, {}, {}, "small-talk"),
    "talk with another": (
        Kind.COMPLAINT,
        {"answers_other": True},
        {},
        "talks-to-another",
    ),
    "switched off": (Kind.COMPLAINT, {}, {"ack": Ack.OFF}, "switched-off"),
    "a second case of the author": (
        Kind.COMPLAINT,
        {"author_acknowledged": True},
        {},
        "author-had-one",
    ),
    "staff approve first": (Kind.COMPLAINT, {}, {"ack": Ack.APPROVE}, "approval"),
    "a storm": (Kind.COMPLAINT, {"acknowledged_lately": 300}, {}, "ceiling"),
    "a storm by the setting": (
        Kind.COMPLAINT,
        {"acknowledged_lately": 2},
        {"ack_ceiling": Rate(2, MINUTE)},
        "ceiling",
    ),
}


@pytest.mark.parametrize(("kind", "known", "setting", "reason"), WITHHELD.values(), ids=WITHHELD)
def test_no_acknowledgement_where_it_would_harm_and_the_card_says_why(
    kind: Kind, known: dict[str, Any], setting: dict[str, Any], reason: str
) -> None:
    done = act(None, spoke(), policy=policy(**setting), sorted=sorted_as(kind), **known)
    assert done.public == []
    assert (done.case.ack_at, done.case.no_ack) == (None, reason)


def test_the_ceiling_lets_the_last_one_through() -> None:
    assert act(None, spoke(), sorted=sorted_as(), acknowledged_lately=299).public


@pytest.mark.parametrize(
    ("age", "limit", "reason"),
    [
        pytest.param(6 * HOUR, 6 * HOUR, None, id="just fresh enough"),
        pytest.param(6 * HOUR + MINUTE, 6 * HOUR, "stale", id="too old"),
        pytest.param(90 * DAY, 0 * HOUR, None, id="any age where it is switched off"),
        pytest.param(-DAY, 6 * HOUR, None, id="from the future"),
    ],
)
def test_an_old_comment_waits_for_a_persons_word(age: Any, limit: Any, reason: str | None) -> None:
    setting = policy(ack_stale_after=limit)
    done = act(None, spoke(when=NOON - age), policy=setting, sorted=sorted_as())
    assert done.case.no_ack == reason
    assert bool(done.public) == (reason is None)


@pytest.mark.parametrize("kind", Kind)
def test_a_dry_run_only_shows_the_staff_what_would_be_said(kind: Kind) -> None:
    setting = policy(dry_run=True)
    done = act(None, spoke(), policy=setting, sorted=sorted_as(kind, sure=False))
    assert done.public == []
    (would,) = done.all(do.ShowWouldSay)
    assert (would.purpose, would.situation) == (Purpose.ACK, "ack-unclear-open")


CASES = {
    "a complaint": (Kind.COMPLAINT, True, True),
    "a question": (Kind.QUESTION, True, True),
    "a suggestion": (Kind.SUGGESTION, True, True),
    "praise": (Kind.PRAISE, True, False),
    "abuse": (Kind.ABUSE, True, False),
    "spam": (Kind.SPAM, True, False),
    "small talk": (Kind.OTHER, True, False),
    "doubtful praise": (Kind.PRAISE, False, True),
    "doubtful abuse": (Kind.ABUSE, False, True),
    "doubtful spam": (Kind.SPAM, False, True),
    "doubtful small talk": (Kind.OTHER, False, True),
}


@pytest.mark.parametrize(("kind", "sure", "is_case"), CASES.values(), ids=CASES)
def test_what_wants_an_answer_is_a_case_and_the_rest_a_line(
    kind: Kind, sure: bool, is_case: bool
) -> None:
    done = act(None, spoke(), sorted=sorted_as(kind, sure=sure))
    case = done.case
    assert case.status is (Status.OPEN if is_case else Status.NOTED)
    assert ("ShowCard" in done.names, "ShowLine" in done.names) == (is_case, not is_case)
    assert (case.waiting_since == NOON) == (case.wake_at is not None) == is_case


@pytest.mark.parametrize(
    ("said", "starts"),
    [
        pytest.param(NOON - HOUR, NOON - HOUR, id="at the comment's own time"),
        pytest.param(NOON + HOUR, NOON, id="at arrival, were it in the future"),
    ],
)
def test_the_clock_starts_when_the_customer_wrote(said: Any, starts: Any) -> None:
    case = act(None, spoke(when=said), now=NOON, sorted=sorted_as()).case
    assert case.said_at == case.waiting_since == starts
    assert case.reply_due == starts + 2 * HOUR


def test_only_a_comment_opens_a_case() -> None:
    with pytest.raises(ValueError, match="Taken without a case"):
        act(None, events.Taken(by=MARIA))


def test_a_comment_without_its_kind_is_a_mistake_of_the_desk() -> None:
    with pytest.raises(ValueError, match="what it is"):
        act(None, spoke())


def test_a_second_comment_joins_and_is_shown_but_not_acknowledged() -> None:
    case = opened()
    done = act(case, spoke(12, when=NOON + HOUR), now=NOON + HOUR, sorted=sorted_as())
    assert done.public == []
    (heard,) = done.all(do.ShowHeard)
    assert (heard.comment, heard.text) == (12, "text 12")
    assert done.case.comment == COMMENT


def test_a_second_comment_leaves_the_older_deadline_where_it_is() -> None:
    case = opened(reminded_at=at("Mon 14:00"))
    late = at("Mon 14:20")
    then = act(case, spoke(12, when=late), now=late, sorted=sorted_as()).case
    assert (then.waiting_since, then.reply_due) == (NOON, at("Mon 14:00"))
    assert then.reminded_at == at("Mon 14:00")


LATER = {
    "a complaint": (Kind.COMPLAINT, True, True),
    "a question": (Kind.QUESTION, True, True),
    "a suggestion": (Kind.SUGGESTION, True, True),
    "abuse": (Kind.ABUSE, True, True),
    "doubtful thanks": (Kind.PRAISE, False, True),
    "thanks": (Kind.PRAISE, True, False),
    "small talk": (Kind.OTHER, True, False),
}


@pytest.mark.parametrize(("kind", "sure", "waits"), LATER.values(), ids=LATER)
def test_a_comment_after_a_reply_starts_the_ladder_again_unless_it_is_only_thanks(
    kind: Kind, sure: bool, waits: bool
) -> None:
    case = act(opened(), events.BrandSpoke(comment=20, text="Везём")).case
    late = at("Mon 15:00")
    setting = policy(next_reply_within=HOUR)
    found = sorted_as(kind, sure=sure)
    case = act(case, spoke(12, when=late), now=late, policy=setting, sorted=found).case
    assert case.waiting_since == (late if waits else None)
    assert case.reply_due == (late + HOUR if waits else None)


def test_thanks_before_any_reply_do_not_stop_the_ladder() -> None:
    done = act(opened(), spoke(12), sorted=sorted_as(Kind.PRAISE))
    assert done.case.waiting_since == NOON


@pytest.mark.parametrize("kind", [Kind.PRAISE, Kind.OTHER])
def test_thanks_start_no_ladder_where_nobody_waits_and_nobody_has_replied(kind: Kind) -> None:
    case = opened(waiting_since=None, reply_due=None)
    assert act(case, spoke(12), sorted=sorted_as(kind)).case.waiting_since is None


def resolved(outcome: Outcome = Outcome.FIXED, **changes: Any) -> Case:
    changes = {"status": Status.RESOLVED, "outcome": outcome, "resolved_at": NOON} | changes
    return opened(waiting_since=None, reply_due=None, resolved_by=MARIA, **changes)


AFTER_THE_END = {
    "a complaint reopens": (Kind.COMPLAINT, True, True),
    "a question reopens": (Kind.QUESTION, True, True),
    "a suggestion reopens": (Kind.SUGGESTION, True, True),
    "abuse reopens": (Kind.ABUSE, True, True),
    "doubtful thanks reopen": (Kind.PRAISE, False, True),
    "thanks do not": (Kind.PRAISE, True, False),
    "small talk does not": (Kind.OTHER, True, False),
}


@pytest.mark.parametrize(("kind", "sure", "reopens"), AFTER_THE_END.values(), ids=AFTER_THE_END)
def test_an_answer_after_the_end(kind: Kind, sure: bool, reopens: bool) -> None:
    case, late = resolved(ask_at=at("Wed 12:00")), at("Tue 10:00")
    done = act(case, spoke(12, when=late), now=late, sorted=sorted_as(kind, sure=sure))
    assert (done.case.status is Status.OPEN) == reopens
    assert (done.case.outcome is None) == (done.case.ask_at is None) == reopens
    assert done.case.waiting_since == (late if reopens else None)
    assert ("ShowHeard" in done.names, "ShowResult" in done.names) == (reopens, not reopens)
    assert done.case.ask_result is None


AFTER_THE_ASK = {
    "a complaint makes it worse": (Kind.COMPLAINT, True, AskResult.WORSE),
    "a doubtful complaint too": (Kind.COMPLAINT, False, AskResult.WORSE),
    "thanks": (Kind.PRAISE, True, AskResult.THANKED),
    "doubtful thanks are a result all the same": (Kind.PRAISE, False, AskResult.THANKED),
    "small talk": (Kind.OTHER, True, AskResult.ANSWERED),
    "a suggestion": (Kind.SUGGESTION, True, AskResult.ANSWERED),
    "a question says nothing of the review": (Kind.QUESTION, True, None),
}


@pytest.mark.parametrize(("kind", "sure", "result"), AFTER_THE_ASK.values(), ids=AFTER_THE_ASK)
def test_an_answer_after_the_ask(kind: Kind, sure: bool, result: AskResult | None) -> None:
    case = resolved(asked_at=at("Wed 12:00"), ask_reminder_at=at("Sat 12:00"))
    late = at("Thu 10:00")
    done = act(case, spoke(12, when=late), now=late, sorted=sorted_as(kind, sure=sure))
    assert done.case.ask_result is result
    assert done.case.ask_reminder_at is None
    reopens = kind in (Kind.COMPLAINT, Kind.QUESTION)
    assert (done.case.status is Status.OPEN) == reopens
    assert (done.case.waiting_since is not None) == reopens
    assert ("ShowResult" in done.names) != reopens


@pytest.mark.parametrize("asked_at", [None, at("Tue 12:00")], ids=["not asked", "asked"])
def test_thanks_do_not_wipe_out_an_update_seen_before(asked_at: Any) -> None:
    case = resolved(asked_at=asked_at, ask_result=AskResult.UPDATED)
    case = act(case, spoke(12), now=at("Wed 12:00"), sorted=sorted_as(Kind.PRAISE)).case
    assert case.ask_result is AskResult.UPDATED


def edited(comment: int = COMMENT) -> events.CustomerEdited:
    return events.CustomerEdited(place=VK, comment=comment, text="now", before="then")


def test_an_edit_changes_the_cases_text_and_shows_both() -> None:
    done = act(opened(), edited(), sorted=sorted_as(Kind.PRAISE))
    (shown,) = done.all(do.ShowEdit)
    assert (shown.before, shown.after, shown.asked) == ("then", "now", False)
    assert (done.case.text, done.case.kind) == ("now", Kind.COMPLAINT)
    assert (done.case.waiting_since, done.case.ask_result) == (NOON, None)


@pytest.mark.parametrize(
    "case", [opened(), resolved(asked_at=at("Tue 12:00"))], ids=["open", "asked"]
)
def test_an_edit_in_private_is_shown_and_is_no_update_of_the_review(case: Case) -> None:
    place = case.place.dialogue(case.customer.id)
    edit = events.CustomerEdited(place=place, comment=COMMENT, text="now", before="then")
    done = act(case, edit, sorted=sorted_as())
    assert (done.case.text, done.case.ask_result) == (case.text, None)
    assert done.effects == (do.ShowEdit(before="then", after="now", private=True),)


def test_an_edit_of_a_later_comment_leaves_the_first_text() -> None:
    done = act(opened(), edited(12), sorted=sorted_as())
    assert done.case.text == "text 11"
    assert done.all(do.ShowEdit)


def test_an_edit_does_not_start_the_ladder_again() -> None:
    case = act(opened(), events.BrandSpoke(comment=20, text="Везём")).case
    assert act(case, edited(), sorted=sorted_as()).case.waiting_since is None


@pytest.mark.parametrize(
    ("kind", "sure", "is_case"),
    [
        pytest.param(Kind.COMPLAINT, True, True, id="into a complaint"),
        pytest.param(Kind.PRAISE, False, True, id="into something doubtful"),
        pytest.param(Kind.PRAISE, True, False, id="into praise again"),
    ],
)
def test_praise_that_is_edited(kind: Kind, sure: bool, is_case: bool) -> None:
    late = NOON + HOUR
    done = act(opened(Kind.PRAISE), edited(), now=late, sorted=sorted_as(kind, sure=sure))
    assert (done.case.status is Status.OPEN) == is_case
    assert (done.case.kind, done.case.sure, done.case.text) == (kind, sure, "now")
    assert done.case.reply_due == (late + 2 * HOUR if is_case else None)
    assert ("ShowCard" in done.names, "ShowLine" in done.names) == (is_case, True)
    assert done.public == []


@pytest.mark.parametrize(
    ("asked_at", "now", "result"),
    [
        pytest.param(at("Wed 12:00"), at("Thu 12:00"), AskResult.UPDATED, id="after the ask"),
        pytest.param(None, at("Tue 12:00"), AskResult.UPDATED, id="before it, by themselves"),
        pytest.param(NOON, NOON + RESULT_WITHIN, AskResult.UPDATED, id="on the last day"),
        pytest.param(NOON, NOON + RESULT_WITHIN + MINUTE, None, id="long after"),
    ],
)
def test_an_edit_after_the_end_is_noticed(asked_at: Any, now: Any, result: Any) -> None:
    case = resolved(asked_at=asked_at, ask_at=None if asked_at else at("Wed 12:00"))
    done = act(case, edited(), now=now, sorted=sorted_as())
    assert done.case.ask_result is result
    assert result is None or done.case.wake_at is None
    (shown,) = done.all(do.ShowEdit)
    assert shown.asked == (asked_at is not None and result is not None)


def deleted(by_customer: bool | None, comment: int = COMMENT) -> events.CommentDeleted:
    return events.CommentDeleted(place=VK, comment=comment, text="was", by_customer=by_customer)


@pytest.mark.parametrize(
    ("by_customer", "waits"),
    [
        pytest.param(True, False, id="by the customer"),
        pytest.param(False, True, id="by the brand's people"),
        pytest.param(None, True, id="by nobody knows whom"),
    ],
)
def test_a_deletion_is_shown_and_only_the_customers_own_stops_the_ladder(
    by_customer: bool | None, waits: bool
) -> None:
    done = act(opened(), deleted(by_customer))
    (shown,) = done.all(do.ShowDeletion)
    assert (shown.text, shown.by_customer, shown.asked) == ("was", by_customer, False)
    assert done.all(do.Withdraw) == [do.Withdraw(purpose=Purpose.ACK)]
    assert (done.case.gone, done.case.status) == (True, Status.OPEN)
    assert (done.case.waiting_since is not None) == (done.case.wake_at is not None) == waits


def test_the_deletion_of_a_later_comment_leaves_the_case_and_its_acknowledgement() -> None:
    done = act(opened(), deleted(True, 12), waits_since=NOON)
    assert (done.case.gone, done.case.waiting_since) == (False, NOON)
    assert done.all(do.ShowDeletion)
    assert done.all(do.Withdraw) == []


def test_a_deleted_line_is_only_brought_in_line() -> None:
    done = act(opened(Kind.PRAISE), deleted(True))
    assert done.names == ["Withdraw", "ShowLine"]
    assert done.case.gone


@pytest.mark.parametrize(
    ("by_customer", "asked_at", "result"),
    [
        pytest.param(True, NOON, AskResult.REMOVED, id="by the customer, after the ask"),
        pytest.param(None, NOON, AskResult.REMOVED, id="by nobody knows whom, after the ask"),
        pytest.param(False, NOON, None, id="by the brand's people"),
        pytest.param(True, NOON - RESULT_WITHIN, None, id="long after the ask"),
        pytest.param(True, None, None, id="before any ask"),
    ],
)
def test_a_deletion_after_the_ask_is_its_result(
    by_customer: bool | None, asked_at: Any, result: AskResult | None
) -> None:
    done = act(resolved(asked_at=asked_at), deleted(by_customer), now=NOON + HOUR)
    assert done.case.ask_result is result


@pytest.mark.parametrize("taken", [False, True], ids=["free", "taken"])
def test_a_line_by_hand_stops_the_ladder_and_takes_back_the_acknowledgement(taken: bool) -> None:
    case = opened(assignee=MARIA if taken else None, reminded_at=NOON, escalated_at=NOON)
    done = act(case, events.BrandSpoke(comment=20, text="Везём"), now=NOON + HOUR)
    assert done.case.replied_at == NOON + HOUR
    assert (done.case.waiting_since, done.case.reply_due, done.case.wake_at) == (None, None, None)
    assert (done.case.reminded_at, done.case.escalated_at) == (None, None)
    assert done.case.assignee == case.assignee
    assert done.all(do.Withdraw) == [do.Withdraw(purpose=Purpose.ACK)]
    assert done.all(do.ShowSaid)[0].text == "Везём"
    assert done.public == []


def test_a_second_line_by_hand_leaves_the_time_of_the_first_reply() -> None:
    said = events.BrandSpoke(comment=20, text="Везём")
    case = act(opened(), said).case
    assert act(case, said, now=NOON + HOUR).case.replied_at == NOON


def test_a_line_by_hand_under_praise_changes_nothing() -> None:
    case = opened(Kind.PRAISE)
    done = act(case, events.BrandSpoke(comment=20, text="Спасибо!"))
    assert (done.case, done.effects) == (case, ())


def test_a_line_by_hand_that_answers_nobody_is_asked_about_and_stops_nothing() -> None:
    case = opened()
    done = act(case, events.BrandSpokeNearby(comment=20, text="Разбираемся"))
    assert (done.case, done.names) == (case, ["AskWhose"])
    mine = act(case, events.ColleagueConfirmed(by=MARIA, comment=20))
    assert (mine.answer, mine.case.waiting_since) == ("counted-as-answer", None)
    again = act(mine.case, events.ColleagueConfirmed(by=MARIA, comment=20), now=NOON + HOUR)
    assert (again.answer, again.case) == ("nobody-waits", mine.case)


ORDERED = {
    "for a complaint": (Kind.COMPLAINT, "ack-complaint-open", "ShowCard"),
    "for praise": (Kind.PRAISE, "ack-praise", "ShowLine"),
    "for abuse, in words that accuse nobody": (Kind.ABUSE, "ack-unclear-open", "ShowLine"),
    "for spam": (Kind.SPAM, "ack-unclear-open", "ShowLine"),
    "for small talk": (Kind.OTHER, "ack-unclear-open", "ShowLine"),
}


@pytest.mark.parametrize(("kind", "situation", "shown"), ORDERED.values(), ids=ORDERED)
def test_a_person_may_order_the_acknowledgement_once(
    kind: Kind, situation: str, shown: str
) -> None:
    order = events.AcknowledgementOrdered(by=MARIA)
    case = opened(kind, policy=policy(ack=Ack.OFF))
    done = act(case, order)
    (post,) = done.public
    assert (post.purpose, post.situation, done.answer) == (Purpose.ACK, situation, "acknowledged")
    assert shown in done.names
    assert (done.case.ack_at, done.case.no_ack) == (NOON, None)
    assert done.case.status is case.status
    again = act(done.case, order, now=NOON + HOUR)
    assert (again.answer, again.case, again.public) == ("already-acknowledged", done.case, [])


def test_no_acknowledgement_is_ordered_under_a_comment_that_is_gone() -> None:
    case = opened(policy=policy(ack=Ack.OFF), gone=True)
    done = act(case, events.AcknowledgementOrdered(by=MARIA))
    assert (done.answer, done.public, done.case) == ("comment-gone", [], case)


def test_a_name_that_comes_late_is_put_on_the_card_and_never_changes_another() -> None:
    named = events.CustomerNamed(customer=Customer("vk", 42, "Анна", "Орлова"))
    nameless = opened(customer=Customer("vk", 42))
    done = act(nameless, named)
    assert done.case.customer.full_name == "Анна Орлова" and done.names == ["ShowCard"]
    other = events.CustomerNamed(customer=Customer("vk", 42, "Другая"))
    assert act(done.case, other).case.customer.full_name == "Анна Орлова"
    assert act(opened(Kind.PRAISE, customer=Customer("vk", 42)), named).names == ["ShowLine"]


def gone(comment: int = COMMENT) -> events.CommentDeleted:
    return events.CommentDeleted(place=VK, comment=comment, text="x", by_customer=True)


def test_while_another_comment_waits_its_clock_goes_on() -> None:
    case = act(opened(), spoke(12), now=NOON + HOUR, sorted=sorted_as()).case
    done = act(case, gone(), waits_since=NOON + HOUR)
    assert (done.case.waiting_since, done.case.reply_due) == (NOON + HOUR, case.reply_due)


def test_when_the_only_comment_that_waits_is_deleted_the_clock_stops() -> None:
    case = opened(replied_at=NOON, waiting_since=NOON + HOUR, reply_due=NOON + 3 * HOUR)
    assert act(case, gone(12)).case.waiting_since is None


@pytest.mark.parametrize(("written", "waits"), [(NOON - HOUR, False), (NOON + HOUR, True)])
def test_a_restored_comment_waits_only_if_nobody_has_answered_it(
    written: datetime, waits: bool
) -> None:
    case = opened(replied_at=NOON, waiting_since=None, reply_due=None)
    back = events.CommentRestored(comment=12, text="x", at=written)
    assert (act(case, back).case.waiting_since is not None) is waits


def test_what_was_deleted_before_it_was_heard_is_not_acknowledged() -> None:
    done = act(None, spoke(), sorted=sorted_as(), gone=True)
    assert (done.public, done.case.no_ack) == ([], "comment-gone")
