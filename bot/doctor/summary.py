"""What the findings come to: what will be answered, what only escalated, what not heard at all."""

from collections.abc import Iterator, Sequence

from bot.doctor.finding import Finding, Level, ok, warning
from bot.settings import Settings


def summary(settings: Settings, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Say what will work with these settings."""
    bad = {one.check for one in findings if one.level is Level.PROBLEM}
    deaf = {check for check in bad if not check.startswith("telegram.")} - {"vk.wall"}
    if settings.vk_group_id:
        yield warning("summary.comments", "unheard") if deaf else _comments(settings, bad)
        yield warning("summary.places", "unheard")
    if bad - {"vk.wall"}:
        yield warning("summary.team", "none")
    else:
        yield from _team(findings)


def _comments(settings: Settings, bad: set[str]) -> Finding:
    if settings.dry_run:
        return ok("summary.comments", "dry")
    if "vk.wall" in bad:
        return warning("summary.comments", "escalated")
    return ok("summary.comments", settings.ack.value)


def _team(findings: Sequence[Finding]) -> Iterator[Finding]:
    well = {one.check for one in findings if one.level is Level.OK}
    yield ok("summary.team", "topics" if "telegram.forum" in well else "cards")
    if "telegram.managers" in well:
        yield ok("summary.overdue", "called")
    else:
        yield warning("summary.overdue", "group-only")
