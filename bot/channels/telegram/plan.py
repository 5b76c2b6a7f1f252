"""The next single action that brings the staff chat in line with what should be shown.

An outbox row names what to show; how many actions that takes depends on what is there already. Each
turn takes one (Telegram counts about twenty a minute in a group, topics and edits included), then
the row goes back into the queue, so that a preview somebody waits for overtakes ten new topics, and
a crash between two actions costs nothing. No action left: the row is done.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.telegram import card, messages, preview, reminders
from bot.channels.telegram.view import Body, Drawn, View, Words
from bot.core.case import Case, CaseId, DraftId, DraftState, GiftState, Status, Timer
from bot.core.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTopic:
    name: str
    what: str = "topic"
    case: CaseId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTopic:
    """Close or reopen a case's topic."""

    topic: Shown
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """A new message; remembered as `what` where that is set. The row is done with it if `last`."""

    drawn: Drawn
    thread: int | None = None
    what: str | None = None
    target: int | None = None
    case: CaseId | None = None
    last: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    drawn: Drawn
    shown: Shown


Action = CreateTopic | SetTopic | Send | Edit
OPEN, CLOSED = "open", "closed"
QUESTION = "decide:"
"""Under what a manager's private question is remembered."""
PRIVATE_LETTER = "p"
"""Marks what was heard in private, whose numbers are of another kind."""


def next_action(
    what: str,
    body: Body,
    view: View,
    *,
    shown: Mapping[str, Shown],
    feed: Shown | None,
    forum: bool,
    row: int,
    words: Words,
) -> Action | None:
    """Return what to do next for the effect `what`, or None where all is as it should be."""
    if _is_too_late(what, body, view.case, view.now):
        return None
    match what:
        case "ShowCard":
            return _card(view, shown, forum=forum, words=words)
        case "ShowLine":
            return _line(view, shown, feed, forum=forum, words=words)
        case "AskManager":
            return _question(body, view, shown, row=row, words=words)
        case "PingManager" | "TellManager":
            return Send(drawn=messages.drawn(what, body, view, words), last=True)
    home = _home(view, shown, feed, forum=forum, words=words)
    if home is not None:
        return home
    thread = _thread(shown, feed, forum=forum)
    if what == "ShowPreview":
        return _preview(DraftId(body["draft"]), view, shown, thread=thread, words=words)
    if what == "ShowPromise":
        return _promise(body, view, shown, thread=thread, row=row, words=words)
    drawn = messages.drawn(what, body, view, words)
    if not forum and "card" in shown and drawn.reply_to is None:
        drawn = replace(drawn, reply_to=shown["card"].message)
    key, target = _memory(what, body, row)
    if key is not None and key in shown:
        return None
    return Send(drawn=drawn, thread=thread, what=key, target=target, case=view.case.id, last=True)


def _is_too_late(what: str, body: Body, case: Case, now: datetime) -> bool:
    """Return whether a word of the clock waited so long that it is true no more."""
    if what == "WakeUp" or (what == "ShowPromise" and body["offer"] == "open"):
        return case.status is not Status.OPEN
    if what == "AskManager" and body["draft"] is not None:
        draft = case.draft(DraftId(body["draft"]))
        return draft is None or draft.state is not DraftState.AWAITING
    if what == "AskManager":
        return case.grant is None or case.grant.state is not GiftState.ASKED
    if what == "Warn":
        return not any(reminders.is_soon(case, Timer(one), now) for one in body["timers"])
    if what not in ("Remind", "PingManager", "PingByName") or body.get("asked_by"):
        return False
    late = [due for due in (reminders.due_of(case, one) for one in Timer) if due and due <= now]
    waits = case.waiting_since is not None and Timer.LIMIT in body.get("timers", ())
    return case.status is not Status.OPEN or not (late or waits)


def digest(drawn: Drawn) -> str:
    """Return what tells two drawings apart."""
    return hashlib.sha256(repr((drawn.same_as or drawn.text, drawn.buttons)).encode()).hexdigest()


def _memory(what: str, body: Body, row: int) -> tuple[str | None, int | None]:
    """Return under which name a message is remembered: those whose answers are drafts are."""
    if what in ("ShowHeard", "ShowResult"):
        letter = PRIVATE_LETTER if body.get("private") else ""
        return f"heard:{letter}{body['comment']}", body["comment"]
    if what == "AskReason":
        return f"why:{row}", body["draft"]
    if what == "Prompt":
        return f"prompt:{row}", None
    if what == "AskWhen":
        return f"when-{body['what']}:{row}", None
    return None, None


def _home(
    view: View, shown: Mapping[str, Shown], feed: Shown | None, *, forum: bool, words: Words
) -> Action | None:
    """Return what is missing before anything can be said about a case: its topic, its card."""
    if view.case.status is Status.NOTED and "card" not in shown and "topic" not in shown:
        return _line(view, shown, feed, forum=forum, words=words) if "line" not in shown else None
    if forum and "topic" not in shown:
        return CreateTopic(name=card.topic_name(view.case, words), case=view.case.id)
    if "card" not in shown:
        return _send_card(view, shown, forum=forum, words=words)
    return None


def _thread(shown: Mapping[str, Shown], feed: Shown | None, *, forum: bool) -> int | None:
    if not forum:
        return None
    if "topic" in shown:
        return shown["topic"].message
    return feed.message if feed else None


def _card(view: View, shown: Mapping[str, Shown], *, forum: bool, words: Words) -> Action | None:
    if view.case.status is Status.NOTED and "card" not in shown:
        return None
    if forum and "topic" not in shown:
        return CreateTopic(name=card.topic_name(view.case, words), case=view.case.id)
    if "card" not in shown:
        return _send_card(view, shown, forum=forum, words=words)
    wanted = view.case.status is Status.OPEN
    topic = shown.get("topic") if forum else None
    if topic is not None and wanted and topic.digest == CLOSED:
        return SetTopic(topic=topic, open=True)
    drawn = card.card(view, words)
    if shown["card"].digest != digest(drawn):
        return Edit(drawn=drawn, shown=shown["card"])
    if topic is not None and not wanted and topic.digest != CLOSED:
        return SetTopic(topic=topic, open=False)
    grant = view.case.grant
    if grant is None:
        return None
    return _answered(f"{QUESTION}gift:", None, grant.by.name, view, shown=shown, words=words)


def _question(
    body: Body, view: View, shown: Mapping[str, Shown], *, row: int, words: Words
) -> Action | None:
    """One message to a manager, remembered so that its buttons go once it is decided."""
    draft = body["draft"]
    what = f"{QUESTION}gift:{row}" if draft is None else f"{QUESTION}{row}"
    if what in shown:
        return None
    drawn = messages.drawn("AskManager", body, view, words)
    return Send(drawn=drawn, what=what, target=draft, case=view.case.id, last=True)


def _answered(
    name: str,
    about: int | None,
    by: str,
    view: View,
    *,
    shown: Mapping[str, Shown],
    words: Words,
) -> Action | None:
    """Return what brings the next private question about a draft or a gift in line."""
    asked = [one for one in shown.values() if one.what.startswith(name) and one.target == about]
    if not asked:
        return None
    drawn = messages.drawn("AskManager", {"draft": about, "name": by}, view, words)
    stale = (one for one in asked if one.digest != digest(drawn))
    return next((Edit(drawn=drawn, shown=one) for one in stale), None)


def _send_card(view: View, shown: Mapping[str, Shown], *, forum: bool, words: Words) -> Send:
    thread = shown["topic"].message if forum else None
    return Send(drawn=card.card(view, words), thread=thread, what="card", case=view.case.id)


def _line(
    view: View,
    shown: Mapping[str, Shown],
    feed: Shown | None,
    *,
    forum: bool,
    words: Words,
) -> Action | None:
    if "line" not in shown and view.case.status is not Status.NOTED:
        return None
    if forum and feed is None:
        return CreateTopic(name=words.say("feed"), what="feed")
    drawn = card.line(view, words)
    if "line" not in shown:
        thread = feed.message if forum and feed else None
        return Send(drawn=drawn, thread=thread, what="line", case=view.case.id)
    if shown["line"].digest != digest(drawn):
        return Edit(drawn=drawn, shown=shown["line"])
    return None


def _preview(
    id: DraftId, view: View, shown: Mapping[str, Shown], *, thread: int | None, words: Words
) -> Action | None:
    draft = view.case.draft(id)
    if draft is None:
        return None
    drawn = preview.preview(draft, view, words)
    what = f"preview:{id}"
    if what not in shown:
        return Send(drawn=drawn, thread=thread, what=what, case=view.case.id)
    if shown[what].digest != digest(drawn):
        return Edit(drawn=drawn, shown=shown[what])
    by = (draft.asked_by or draft.by).name
    return _answered(QUESTION, id, by, view, shown=shown, words=words)


def _promise(
    body: Body,
    view: View,
    shown: Mapping[str, Shown],
    *,
    thread: int | None,
    row: int,
    words: Words,
) -> Action | None:
    """One message for each time a date is read back; then it says what became of it."""
    drawn = messages.drawn("ShowPromise", body, view, words)
    name = f"promise:{int(body['due'])}:"
    read_back = [one for one in shown if one.startswith(name)]
    if body["offer"] == "open" or not read_back:
        what = f"{name}{row}"
    else:
        what = max(read_back, key=lambda one: shown[one].message)
    if what not in shown:
        return Send(drawn=drawn, thread=thread, what=what, case=view.case.id)
    if shown[what].digest != digest(drawn):
        return Edit(drawn=drawn, shown=shown[what])
    return None
