"""Private messages: the customer is invited there, and what is settled there is told in public.

The invitation names which detail it is for, so that nobody moves a conversation out of sight only
because it is unpleasant.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.case import Case, DraftState, Member, Outcome, Status
from bot.core.decide import library
from bot.core.decide.steps import Decision, say, taken
from bot.core.effects import Answer, Effect, Purpose, ShowCard, Urgency
from bot.core.events import Invited
from bot.core.known import Known
from bot.core.policy import Policy

SAME_INVITATION = timedelta(minutes=10)
"""A second invitation within this time is the same one."""
OVER = (DraftState.DISCARDED, DraftState.FAILED)


def invited(case: Case, event: Invited, *, now: datetime, policy: Policy) -> Decision:
    """Return the case with the customer invited into private messages."""
    case = replace(case, menu=None)
    shown: Effect = ShowCard(urgency=Urgency.NOW)
    if case.status is not Status.OPEN:
        return case, (Answer(what=f"case-{case.status}"), shown)
    if not event.by.may_speak:
        return case, (Answer(what="may-not-speak"), shown)
    if case.place.private:
        return case, (Answer(what="private-already"), shown)
    if case.gone:
        return case, (Answer(what="comment-gone"), shown)
    if case.invited_at is not None and now - case.invited_at < SAME_INVITATION:
        return case, (Answer(what="invited-already"), shown)
    case = replace(taken(case, event.by, now), invited_at=now)
    post = say(Purpose.INVITE, case.comment, policy=policy, situation=f"invite-{event.detail}")
    return case, (post, shown, Answer(what="invited"))


def owes_a_line(case: Case, outcome: Outcome, by: Member) -> bool:
    """Whether readers must be told first that a matter was solved in private.

    A manager may end a case without it, as there may be nowhere to write any more.
    """
    return case.owes_public and outcome.good and not case.gone and not by.decides


def closing_line(case: Case, by: Member, known: Known) -> Decision:
    """Return the case with the public line ready that tells of a private talk's end."""
    if known.words is None:
        return case, (Answer(what="tell-in-public-first"),)
    ready = [one.state for one in case.drafts if one.text == known.words]
    if any(state not in (*OVER, DraftState.PREPARED) for state in ready):
        return case, (Answer(what="already-publishing"),)
    case, effects = library.begun(case, by, known.words, known)
    return case, (*effects, Answer(what="tell-in-public-first"))
