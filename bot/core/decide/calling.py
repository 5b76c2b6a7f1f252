"""Calling the managers: all who are there, or one after another."""

from dataclasses import replace
from datetime import datetime

from bot.core.case import Case, Timer
from bot.core.decide.steps import Decision
from bot.core.effects import PingManager
from bot.core.known import Known
from bot.core.policy import Policy


def call(
    case: Case,
    known: Known,
    *,
    timers: tuple[Timer, ...] = (),
    asked_by: str | None = None,
    now: datetime,
    policy: Policy,
) -> Decision:
    """Return the case with its managers called: all who are there, or whose turn it is."""
    there = [id for id in policy.managers if id not in known.away] or list(policy.managers)
    chosen = [there[case.calls % len(there)]] if policy.managers_in_turn else there
    case = replace(case, escalated_at=now, calls=case.calls + 1)
    pings = (PingManager(manager=id, asked_by=asked_by, timers=timers) for id in chosen)
    return case, tuple(pings)
