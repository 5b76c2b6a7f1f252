"""The case's story as one message: what happened, when, who, what was said, what was due."""

from datetime import UTC, datetime

from bot.channels.telegram.card import earlier
from bot.channels.telegram.parts import GIFT, REVISION, problem
from bot.channels.telegram.view import Body, Drawn, Line, View, Words, cut, quote, units, visible
from bot.core.events import REFUSED

MOST = 3800
"""UTF-16 units, which leaves room for the heading; former cases take theirs of it."""
UNTOLD = frozenset(
    {
        "MenuOpened",
        "HistoryAsked",
        "SendDelayed",
        "PingRefused",
        "TopicLost",
        "DateAsked",
        "PromiseDated",
        "CustomerNamed",
        "CodeCame",
        "CodeDelayed",
    }
)
TOLD_BY_TIME = ("Warn", "Remind", "PingManager", "ReturnToQueue", "WakeUp")
REFUSALS = {"SendRefused": "", "SendRefused-revision": REVISION, "CodeRefused": GIFT}
"""Lines that tell why something did not go out, and what came to its end with it."""
SIGNS = {"+": "begun", "~": "moved", "-": "stopped"}


def history(body: Body, view: View, words: Words) -> Drawn:
    """Return the whole of it in order; where it is too long, its beginning and its end."""
    told = [one for one in view.story if _is_told(one.what)]
    lines = [_story_line(one, view, words) for one in told]
    times = [words.moment(one.at, view.now) for one in told]
    rows = [f"{time} — {said}" for time, said in zip(times, lines, strict=True) if said]
    former = earlier(view, words)
    room = MOST - visible("\n".join(former))
    text = words.say("history") + "\n" + quote("\n".join(_fitting(rows, room, words)), room)
    return Drawn(text="\n".join((text, *former)))


def _fitting(rows: list[str], room: int, words: Words) -> list[str]:
    """Return the rows, or the first, how many are left out, and as many of the last as fit."""
    if units("\n".join(rows)) <= room:
        return rows
    first, *later = rows
    left = room - units(first) - units(_gap(len(later), words)) - 2
    last: list[str] = []
    for row in reversed(later):
        left -= units(row) + 1
        if left < 0:
            break
        last.insert(0, row)
    return [first, _gap(len(later) - len(last), words), *last] if later else [first]


def _gap(count: int, words: Words) -> str:
    return words.say("history-left-out", count=str(count))


def _is_told(what: str) -> bool:
    return what not in UNTOLD and not what.startswith(REFUSED)


def _story_line(one: Line, view: View, words: Words) -> str:
    what, detail = one.what, one.detail
    if what == "timers":
        return _timers(detail, view, words)
    if what == "TimePassed":
        rung = [part for part in detail.split(",") if part in TOLD_BY_TIME]
        return ", ".join(words.say(f"story-{part}") for part in rung)
    if what in ("Resolved", "KindCorrected"):
        detail = words.say(f"{'outcome' if what == 'Resolved' else 'kind'}-{detail}")
    if what in ("PromiseGiven", "PromiseDropped", "Snoozed"):
        detail = words.moment(datetime.fromtimestamp(float(detail), UTC), view.now)
    if what == "ask-withheld":
        detail = words.say(f"withheld-{detail}")
    if what == "Invited":
        detail = words.say(f"detail-{detail}")
    if what == "overruled":
        detail = ", ".join(words.say(f"rule-{rule}") for rule in detail.split(", "))
    if what in REFUSALS:
        detail = problem(detail, words, ended=REFUSALS[what])
    said = cut(" ".join(detail.split()), 200)
    return words.say(f"story-{what}", who=cut(one.who, 64), detail=said)


def _timers(detail: str, view: View, words: Words) -> str:
    """Return which timers began, moved and stopped, and by what."""
    *changes, why = detail.split()
    lines = []
    for change in changes:
        timer, _, at = change[1:].partition("@")
        when = words.moment(datetime.fromtimestamp(int(at), UTC), view.now) if at else ""
        named = words.say(f"timer-{timer}")
        lines.append(words.say(f"timer-{SIGNS[change[0]]}", timer=named, when=when))
    stopped = any(change.startswith(("-", "~")) for change in changes)
    reason = words.say(f"why-{why}") if stopped else ""
    return "⏱ " + ", ".join(lines) + (f" ({reason})" if reason else "")
