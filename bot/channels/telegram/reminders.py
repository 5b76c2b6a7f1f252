"""What the clock tells the staff: warnings, reminders, calls, dates to choose, the digest."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from bot.channels.telegram.card import beginning, waiting_drafts
from bot.channels.telegram.keyboard import Action, Button, Press, Rows, minutes
from bot.channels.telegram.parts import button, mention, who
from bot.channels.telegram.view import Body, Drawn, View, Words, link, quote, tell
from bot.core.case import Case, Status, Timer
from bot.core.timers import soonest


def _warn(body: Body, view: View, words: Words) -> Drawn:
    rows = [_soon(Timer(one), view, words) for one in body["timers"]]
    rows += waiting_drafts(view.case, words)
    return Drawn(text="\n".join(row for row in rows if row), buttons=_reminder_buttons(view, words))


def is_soon(case: Case, timer: Timer, now: datetime) -> bool:
    """Return whether there is still something to warn of."""
    if timer is Timer.SILENT:
        return case.assignee is not None and case.waiting_since is not None
    due = due_of(case, timer)
    return due is not None and due > now


def _soon(timer: Timer, view: View, words: Words) -> str:
    case = view.case
    if timer is Timer.SILENT and case.assignee is not None:
        return words.say("warn-silent", who=mention(case.assignee.id, case.assignee.name, words))
    due = due_of(case, timer)
    if due is None or not is_soon(case, timer, view.now):
        return ""
    when = words.moment(due, view.now)
    return words.say(f"warn-{timer}", when=when, left=words.span(due - view.now))


def _remind(body: Body, view: View, words: Words) -> Drawn:
    lines = [words.say(f"late-{timer}", late=late) for timer, late in late_of(view, words)]
    if not lines:  # the limit, where nobody else can be called
        lines = [words.say("late-limit", late=_waited(view, words))]
    lines += _held_by(view.case, words)
    return Drawn(text="\n".join(lines), buttons=_reminder_buttons(view, words))


def _held_by(case: Case, words: Words) -> list[str]:
    """Return who has the case, and whose reply waits for a second person."""
    waiting = waiting_drafts(case, words)
    if case.assignee is not None:
        return [words.say("card-taken", who=quote(case.assignee.name, 40)), *waiting]
    return waiting or [words.say("card-free")]


def _reminder_buttons(view: View, words: Words) -> Rows:
    case = view.case
    first = [] if case.assignee else [button(case, Action.TAKE, words)]
    second = [button(case, one, words) for one in (Action.SNOOZE, Action.ESCALATE)]
    return tuple(tuple(row) for row in (first, second) if row)


def due_of(case: Case, timer: Timer) -> datetime | None:
    """Return when something is due that the staff are told of by the clock."""
    dues = {
        Timer.REPLY: case.reply_due,
        Timer.PROMISE: case.promise_due,
        Timer.OUTCOME: case.outcome_due,
    }
    return dues.get(timer) if case.status is Status.OPEN else None


def late_of(view: View, words: Words) -> list[tuple[Timer, str]]:
    """Return what the case is late with at the moment of drawing, and by how long."""
    late = []
    for timer in (Timer.REPLY, Timer.PROMISE, Timer.OUTCOME):
        due = due_of(view.case, timer)
        if due is not None and due <= view.now:
            late.append((timer, words.span(view.now - due)))
    return late


def _waited(view: View, words: Words) -> str:
    since = view.case.waiting_since
    return words.say("now") if since is None else words.span(view.now - since)


def _returned(body: Body, view: View, words: Words) -> Drawn:
    who = mention(body["holder"], body["name"], words)
    row = (button(view.case, Action.TAKE, words),)
    return Drawn(text=words.say("returned-to-queue", who=who), buttons=(row,))


def _woken(body: Body, view: View, words: Words) -> Drawn:
    lines = [words.say(f"woken-by-{body['why']}")]
    lines += [words.say(f"late-{timer}", late=late) for timer, late in late_of(view, words)]
    lines += waiting_drafts(view.case, words)
    return Drawn(text="\n".join(lines), buttons=_reminder_buttons(view, words))


def _when(body: Body, view: View, words: Words) -> Drawn:
    name = mention(body["by"], body["name"], words)
    key = "when-unread" if body["unread"] else f"when-{body['what']}"
    action = Action(body["what"])
    options = [datetime.fromtimestamp(one, UTC) for one in body["options"]]
    buttons = [
        Button(words.when(one, view.now), Press(action, view.case.id, minutes(one)).pack())
        for one in options
        if one > view.now
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Drawn(text=words.say(key, who=name), buttons=rows)


def promise(body: Body, view: View, words: Words) -> Drawn:
    """Return a promise as the customer will see it, and what became of it."""
    due = datetime.fromtimestamp(body["due"], UTC)
    again = "-again" if body["again"] and body["offer"] == "open" else ""
    head = words.say(f"promise-{body['offer']}{again}", when=words.when(due, view.now))
    text = f"{head}\n<blockquote>{quote(body['text'], 1000)}</blockquote>"
    if body["offer"] != "open":
        return Drawn(text=text)
    yes, no = (f"{letter}{minutes(due)}" for letter in "yn")
    row = (
        button(view.case, Action.PROMISE, words, yes, "promise-yes"),
        button(view.case, Action.PROMISE, words, no, "discard"),
    )
    other = button(view.case, Action.PROMISE, words, word="promise-other")
    return Drawn(text=text, buttons=(row, (other,)))


def _ping(body: Body, view: View, words: Words) -> Drawn:
    case = view.case
    heads = []
    if body.get("asked_by"):
        heads.append(words.say("ping-asked", who=quote(body["asked_by"], 40)))
    if Timer.LIMIT in body["timers"]:
        heads.append(words.say("ping-limit", late=_waited(view, words)))
    heads += [words.say(f"ping-{timer}", late=late) for timer, late in late_of(view, words)]
    waits = tell(words, "ping-waits", who=who(view, words), text=beginning(case, words, 500))
    links = [Button(words.say("button-comment"), url=view.links.comment)]
    if view.topic_link:
        links.insert(0, Button(words.say("button-topic"), url=view.topic_link))
    rows = (*_reminder_buttons(view, words), tuple(links))
    return Drawn(text="\n".join((*heads, waits, *_held_by(case, words))), buttons=rows)


def _ping_by_name(body: Body, view: View, words: Words) -> Drawn:
    name = view.managers.get(body["manager"], "") or words.say("manager")
    called = mention(body["manager"], name, words)
    if body["asked_by"]:
        by = quote(body["asked_by"], 40)
        said = words.say("ping-by-name-asked", who=called, by=by)
    else:
        late = next((late for _, late in late_of(view, words)), _waited(view, words))
        said = words.say("ping-by-name", who=called, late=late)
    return Drawn(text="\n".join((said, *waiting_drafts(view.case, words))))


def digest(body: Body, topics: Mapping[int, str], now: datetime, words: Words) -> Drawn:
    """Return the digest of a shift's start; `topics` are links by case."""
    lines = [words.say("digest", waiting=str(body["waiting"]))]
    if body["late"]:
        lines.append(words.say("digest-late", late=str(body["late"])))
    for one in body["cases"]:
        name = quote(one["name"], 40) or words.say("somebody")
        named = link(topics[one["id"]], name) if topics.get(one["id"]) else name
        due = one["due"] and datetime.fromtimestamp(one["due"], UTC)
        said = quote(one["text"], 60) or words.say("no-text")
        lines.append(f"• <b>{named}</b>: {said} {_until(due, now, words)}")
    left = body["waiting"] - len(body["cases"])
    if left > 0:
        lines.append(words.say("digest-more", count=str(left)))
    if body["broken"]:
        lines.append(words.say("digest-broken", count=str(body["broken"])))
    return Drawn(text="\n".join(lines))


def queue(
    cases: Sequence[Case],
    *,
    topics: Mapping[int, str],
    page: int,
    pages: int,
    action: Action,
    now: datetime,
    words: Words,
) -> Drawn:
    """Return a page of the open cases, the most urgent first."""
    if not cases:
        return Drawn(text=words.say(f"{action}-empty"))
    lines = [words.say(f"{action}-title", page=str(page + 1), pages=str(pages))]
    for case in cases:
        name = quote(case.customer.full_name, 40) or words.say("somebody")
        named = link(topics[case.id], name) if topics.get(case.id) else name
        number = words.say("case-number", id=str(case.id))
        mark = words.say(f"mark-{case.kind if case.sure else 'unclear'}")
        holder = f" · {quote(case.assignee.name, 30)}" if case.assignee else ""
        lines.append(
            f"{mark} <b>{named}</b> · {number}{holder} {_until(soonest(case), now, words)}"
        )
        lines.append(f"<i>{beginning(case, words, 70)}</i>")
    return Drawn(text="\n".join(lines), buttons=_pages(page, pages, action, words))


def _pages(page: int, pages: int, action: Action, words: Words) -> Rows:
    row = []
    if page > 0:
        data = Press(action, 0, str(page - 1)).pack()
        row.append(Button(words.say("button-earlier"), data))
    if page + 1 < pages:
        data = Press(action, 0, str(page + 1)).pack()
        row.append(Button(words.say("button-later"), data))
    return (tuple(row),) if row else ()


def _until(due: datetime | None, now: datetime, words: Words) -> str:
    if due is None:
        return ""
    if due <= now:
        return words.say("overdue-by", late=words.span(now - due))
    return words.say("due-at", when=words.moment(due, now))


DRAWINGS: dict[str, Callable[[Body, View, Words], Drawn]] = {
    "Warn": _warn,
    "Remind": _remind,
    "ReturnToQueue": _returned,
    "WakeUp": _woken,
    "AskWhen": _when,
    "ShowPromise": promise,
    "PingManager": _ping,
    "PingByName": _ping_by_name,
}
