"""Small steps that several families take."""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, DraftId, Member
from bot.core.effects import Effect, Post, Purpose, ShowWouldSay, Withdraw
from bot.core.policy import Policy
from bot.core.sorting import Kind, Sorted

Decision = tuple[Case, tuple[Effect, ...]]

NEEDS_A_CASE = (Kind.COMPLAINT, Kind.QUESTION, Kind.SUGGESTION)


def needs_a_case(sorted: Sorted) -> bool:
    """Whether a comment wants an answer; the doubtful always does."""
    return not sorted.sure or sorted.kind in NEEDS_A_CASE


def waiting(case: Case, since: datetime, policy: Policy) -> Case:
    """Return the case with a customer waiting; an older wait and its deadline stay."""
    if case.waiting_since is not None:
        return case
    within = policy.next_reply_within if case.replied_at else policy.first_reply_within
    return replace(
        case,
        waiting_since=since,
        reply_due=policy.hours.add(since, within) if within else None,
    )


def unwaiting(case: Case) -> Case:
    """Return the case with nobody waiting: every clock of the reply stops."""
    return replace(case, waiting_since=None, reply_due=None)


def answered(case: Case, now: datetime) -> Case:
    """Return the case after a person answered in public."""
    return replace(unwaiting(case), replied_at=case.replied_at or now)


def spoken_to(case: Case, now: datetime, *, private: bool) -> Case:
    """Return the case after a line of the brand's, which readers see or have yet to hear of."""
    talk_at = now if private else case.talk_at
    return replace(case, owes_public=private and not case.place.private, talk_at=talk_at)


def taken(case: Case, by: Member, now: datetime) -> Case:
    """Return the case held by `by`, unless somebody has it."""
    return case if case.assignee else replace(case, assignee=by, taken_at=now)


def at_work(case: Case, now: datetime) -> Case:
    """Return the case with its holder's silence counted anew: they have just done something."""
    return replace(case, taken_at=now) if case.assignee else case


def awake(case: Case, now: datetime) -> Case:
    """Return the case after its snooze; what that covered is due no earlier than its end."""
    until = case.snoozed_until
    if until is None:
        return case
    return replace(
        at_work(case, now),
        snoozed_until=None,
        reply_due=case.reply_due and max(case.reply_due, until),
        outcome_due=case.outcome_due and max(case.outcome_due, until),
    )


def unpromised(case: Case, now: datetime) -> Case:
    """Return the case without its promise, of which the customer has never heard."""
    return replace(at_work(case, now), promise_due=None, promised_at=None)


def taken_back(case: Case) -> tuple[Effect, ...]:
    """Return what takes back all that would speak of an open case, where it has not left yet."""
    promise = (Withdraw(purpose=Purpose.PROMISE),) if case.promise_due else ()
    invitation = (Withdraw(purpose=Purpose.INVITE),) if case.invited_at else ()
    return Withdraw(purpose=Purpose.ACK), *promise, *invitation


def free(case: Case) -> Case:
    """Return the case back in the queue."""
    return replace(case, assignee=None, taken_at=None)


def say(
    purpose: Purpose,
    target: int,
    *,
    policy: Policy,
    text: str | None = None,
    situation: str | None = None,
    draft: DraftId | None = None,
    until: datetime | None = None,
    private: bool = False,
    photo: str | None = None,
    code: str | None = None,
) -> Effect:
    """Return the effect that says something to the customer, or shows it where DRY_RUN is on."""
    if policy.dry_run:
        return ShowWouldSay(purpose=purpose, text=text or "", situation=situation, until=until)
    return Post(
        purpose=purpose, target=target, text=text, situation=situation, draft=draft, until=until,
        private=private, photo=photo, code=code,
    )  # fmt: skip
