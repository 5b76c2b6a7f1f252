"""The whole behaviour: `decide(case, event, known, *, now, policy) -> (case, effects)`.

One pure function of the case, what happened, what else is known, the time and the brand's policy.
Everything that affects a case lives in this package, one module a family:

* `hearing`   what customers and colleagues do on the platform
* `acknowledging` the first answer, or why there is none
* `desk`      presses on the card
* `replying`  a draft's way to the customer, held and let go by `leaving`
* `approving` a second person for it
* `library`   texts to begin with
* `private`   the way into private messages, and the public line after them
* `giving`    compensations
* `sending`   what becomes of public messages
* `promising` dates: given to the customer, or slept until
* `clock`     what is due when
* `ending`    the outcome, reopening
* `asking`    the request to update the review

Each returns the new case and the effects; `decide` then settles the timers and sets the one time at
which the case wants to be looked at again.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.core import events
from bot.core.case import Case
from bot.core.decide import (
    asking,
    clock,
    desk,
    ending,
    giving,
    hearing,
    private,
    promising,
    replying,
    sending,
)
from bot.core.effects import Effect
from bot.core.known import Known
from bot.core.policy import Policy

Decision = tuple[Case, tuple[Effect, ...]]


def decide(
    case: Case | None, event: events.Event, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    """Return what the case becomes and what must be done.

    `case` is None only for a `CustomerSpoke` that belongs to no case: it opens one.
    """
    if case is None:
        if not isinstance(event, events.CustomerSpoke):
            raise ValueError(f"{type(event).__name__} without a case")
        after, effects = hearing.opened(event, known, now=now, policy=policy)
    else:
        after, effects = _family(case, event, known, now=now, policy=policy)
    after, lines = clock.settled(case, after, event, now=now, policy=policy)
    return replace(after, wake_at=clock.wake_at(after, now, policy)), (*effects, *lines)


def _family(
    case: Case, event: events.Event, known: Known, *, now: datetime, policy: Policy
) -> Decision:
    match event:
        case (
            events.CustomerSpoke()
            | events.CustomerEdited()
            | events.CommentDeleted()
            | events.CommentRestored()
            | events.CustomerNamed()
            | events.BrandSpoke()
            | events.BrandSpokeNearby()
            | events.ColleagueConfirmed()
            | events.AcknowledgementOrdered()
        ):
            return hearing.heard(case, event, known, now=now, policy=policy)
        case (
            events.Taken()
            | events.Released()
            | events.MenuOpened()
            | events.KindCorrected()
            | events.EscalationAsked()
            | events.HistoryAsked()
            | events.ReplyAsked()
            | events.NoteWritten()
        ):
            return desk.pressed(case, event, known, now=now, policy=policy)
        case (
            events.DateAsked()
            | events.DateUnread()
            | events.PromiseDated()
            | events.PromiseGiven()
            | events.PromiseDropped()
            | events.Snoozed()
        ):
            return promising.planned(case, event, now=now, policy=policy)
        case (
            events.DraftWritten()
            | events.DraftEdited()
            | events.Published()
            | events.Undone()
            | events.Discarded()
            | events.Approved()
            | events.Rejected()
            | events.ReasonGiven()
            | events.TextChosen()
            | events.ReplyKept()
        ):
            return replying.replied(case, event, known, now=now, policy=policy)
        case events.Invited():
            return private.invited(case, event, now=now, policy=policy)
        case (
            events.GiftChosen()
            | events.GiftApproved()
            | events.GiftRejected()
            | events.CodeCame()
            | events.CodeDelayed()
            | events.CodeRefused()
        ):
            return giving.given(case, event, known, now=now, policy=policy)
        case (
            events.RetryOrdered()
            | events.PostedByHand()
            | events.Sent()
            | events.SendDelayed()
            | events.SendRefused()
            | events.SendLeftUnclear()
        ):
            return sending.reported(case, event, known, now=now, policy=policy)
        case events.TopicLost():
            return replying.shown_anew(case)
        case events.TimePassed() | events.PingRefused():
            return clock.rang(case, event, known, now=now, policy=policy)
        case events.Resolved() | events.Reopened():
            return ending.ended(case, event, known, now=now, policy=policy)
        case events.CorrectionApproved() | events.CorrectionRejected():
            return asking.corrected(case, event, known, now=now, policy=policy)
        case _:
            assert_never(event)
