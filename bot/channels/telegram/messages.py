"""What else the staff are shown about a case, one drawing for each effect of that name."""

from collections.abc import Callable

from bot.channels.telegram.card import attachments
from bot.channels.telegram.keyboard import Action, Button, Press, Rows
from bot.channels.telegram.view import Body, Drawn, View, Words, cut, link, quote, tell
from bot.core.case import Case, Draft, DraftState, Status

DRAFT = 3800
"""UTF-16 units of a draft in its preview, which leaves room for its heading."""
HISTORY = 3500
"""UTF-16 units of a history, which leaves room for its heading."""
UNTOLD = frozenset({"MenuOpened", "HistoryAsked", "SendDelayed", "PingRefused"})


def drawn(what: str, body: Body, view: View, words: Words) -> Drawn:
    """Return the message for the effect `what`."""
    return DRAWINGS[what](body, view, words)


def preview(draft: Draft, view: View, words: Words) -> Drawn:
    """Return a draft with what can be done with it."""
    lines = [words.say(f"draft-{draft.state}", **_draft_values(draft, view, words))]
    lines.append(f"<blockquote>{quote(draft.text, DRAFT)}</blockquote>")
    if draft.problem:
        lines.append(problem(draft.problem, words))
    buttons = _draft_buttons(draft, view.case, words)
    still = f"{draft.state} {draft.text} {draft.problem} {draft.comment}"
    return Drawn(text="\n".join(lines), buttons=buttons, reply_to=draft.id, same_as=still)


def problem(key: str, words: Words) -> str:
    """Return in words why something did not go out; the key may carry a number."""
    name, _, detail = key.partition(":")
    return words.say(f"problem-{name}", detail=detail)


def _draft_values(draft: Draft, view: View, words: Words) -> dict[str, str]:
    if draft.state is DraftState.SENT:
        url = view.links.comment
        if draft.comment is not None:
            url = url.partition("?")[0] + f"?reply={draft.comment}"
        return {"link": link(url, words.say("where-vk-wall"))}
    if draft.state is DraftState.HELD and draft.leaves_at is not None:
        seconds = max(0, round((draft.leaves_at - view.now).total_seconds()))
        return {"seconds": str(seconds)}
    return {}


DRAFT_ACTIONS: dict[DraftState, tuple[Action, ...]] = {
    DraftState.PREPARED: (Action.PUBLISH, Action.DISCARD),
    DraftState.HELD: (Action.UNDO,),
    DraftState.FAILED: (Action.RETRY, Action.POSTED),
    DraftState.UNCLEAR: (Action.RETRY, Action.POSTED),
}


def _draft_buttons(draft: Draft, case: Case, words: Words) -> Rows:
    actions = DRAFT_ACTIONS.get(draft.state, ())
    row = []
    for action in actions:
        about = draft.message if action in (Action.RETRY, Action.POSTED) else draft.id
        row.append(_button(case, action, words, str(about)))
    return (tuple(row),) if row else ()


def _heard(body: Body, view: View, words: Words) -> Drawn:
    text = quote(body["text"], 3000) or words.say("no-text")
    lines = [tell(words, "heard", who=_who(view, words), text=text)]
    return Drawn(text="\n".join([*lines, *attachments(body["attachments"], words)]))


def _edit(body: Body, view: View, words: Words) -> Drawn:
    key = "edited-after-ask" if body["asked"] else "edited"
    before, after = quote(body["before"]), quote(body["after"])
    return Drawn(text=tell(words, key, who=_who(view, words), before=before, after=after))


def _deletion(body: Body, view: View, words: Words) -> Drawn:
    key = {True: "deleted-by-customer", False: "deleted-by-other", None: "deleted"}
    text = tell(words, key[body["by_customer"]], who=_who(view, words), text=quote(body["text"]))
    if body["asked"]:
        text += "\n" + words.say("deleted-after-ask")
    return Drawn(text=text)


def _result(body: Body, view: View, words: Words) -> Drawn:
    text = tell(words, "added-below", who=_who(view, words), text=quote(body["text"]))
    return Drawn(text=text, buttons=((_button(view.case, Action.REOPEN, words),),))


def _said(body: Body, view: View, words: Words) -> Drawn:
    return Drawn(text=tell(words, f"said-{body['purpose']}", text=quote(body["text"], 3000)))


def _would_say(body: Body, view: View, words: Words) -> Drawn:
    purpose = words.say(f"purpose-{body['purpose']}")
    text = tell(words, "would-say", purpose=purpose, text=quote(body["text"], 3000))
    return Drawn(text=text)


def _history(body: Body, view: View, words: Words) -> Drawn:
    told = [one for one in view.story if one.what not in UNTOLD]
    lines = [_story_line(one.what, one.who, one.detail, words) for one in told]
    times = [words.moment(one.at, view.now) for one in told]
    rows = [f"{time} — {said}" for time, said in zip(times, lines, strict=True) if said]
    while len(rows) > 1 and len(cut("\n".join(rows), HISTORY)) < len("\n".join(rows)):
        del rows[0]  # the newest matter most
    return Drawn(text=words.say("history") + "\n" + quote("\n".join(rows), HISTORY))


def _story_line(what: str, who: str, detail: str, words: Words) -> str:
    if what == "TimePassed":
        rung = [part for part in detail.split(",") if part in ("Remind", "PingManager")]
        return ", ".join(words.say(f"story-{part}") for part in rung)
    if what in ("Resolved", "KindCorrected"):
        detail = words.say(f"{'outcome' if what == 'Resolved' else 'kind'}-{detail}")
    if what == "ask-withheld":
        detail = words.say(f"withheld-{detail}")
    if what == "SendRefused":
        detail = problem(detail, words)
    return words.say(f"story-{what}", who=cut(who, 64), detail=cut(" ".join(detail.split()), 200))


def _prompt(body: Body, view: View, words: Words) -> Drawn:
    name = quote(body["name"], 40) or words.say("somebody")
    mention = f'<a href="tg://user?id={body["by"]}">{name}</a>'
    text = words.say("write-your-reply", who=mention, customer=_who(view, words))
    return Drawn(text=text, force_reply=True)


def _remind(body: Body, view: View, words: Words) -> Drawn:
    case = view.case
    key = "remind-taken" if case.assignee else "remind-free"
    who = quote(case.assignee.name, 40) if case.assignee else ""
    text = words.say(key, who=who, late=_late(view, words))
    buttons = [] if case.assignee else [_button(case, Action.TAKE, words)]
    buttons.append(_button(case, Action.ESCALATE, words))
    return Drawn(text=text, buttons=(tuple(buttons),))


def _ping(body: Body, view: View, words: Words) -> Drawn:
    case = view.case
    if body.get("asked_by"):
        head = words.say("ping-asked", who=quote(body["asked_by"], 40))
    else:
        head = words.say("ping-overdue", late=_late(view, words))
    waits = tell(words, "ping-waits", who=_who(view, words), text=quote(case.text, 500))
    holds = quote(case.assignee.name, 40) if case.assignee else ""
    held = words.say("card-taken", who=holds) if holds else words.say("card-free")
    first = [] if case.assignee else [_button(case, Action.TAKE, words)]
    links = [Button(words.say("button-comment"), url=view.links.comment)]
    if view.topic_link:
        links.insert(0, Button(words.say("button-topic"), url=view.topic_link))
    rows = tuple(row for row in (tuple(first), tuple(links)) if row)
    return Drawn(text=f"{head}\n{waits}\n{held}", buttons=rows)


def _ping_by_name(body: Body, view: View, words: Words) -> Drawn:
    id = body["manager"]
    name = quote(view.managers.get(id, ""), 40) or words.say("manager")
    mention = f'<a href="tg://user?id={id}">{name}</a>'
    return Drawn(text=words.say("ping-by-name", who=mention, late=_late(view, words)))


def _whether_sent(body: Body, view: View, words: Words) -> Drawn:
    purpose = words.say(f"purpose-{body['purpose']}")
    text = tell(words, "whether-sent", purpose=purpose, text=quote(body["text"], 3000))
    return Drawn(text=text, buttons=_settle_buttons(body, view, words))


def _refused(body: Body, view: View, words: Words) -> Drawn:
    purpose = words.say(f"purpose-{body['purpose']}")
    text = tell(
        words,
        "was-refused",
        purpose=purpose,
        why=problem(body["problem"], words),
        text=quote(body["text"], 3000),
    )
    return Drawn(text=text, buttons=_settle_buttons(body, view, words))


def _settle_buttons(body: Body, view: View, words: Words) -> Rows:
    about = str(body["message"])
    actions = (Action.RETRY, Action.POSTED)
    links = (Button(words.say("button-comment"), url=view.links.comment),)
    return tuple(_button(view.case, action, words, about) for action in actions), links


def _whose(body: Body, view: View, words: Words) -> Drawn:
    text = tell(words, "whose", text=quote(body["text"], 2000))
    button = _button(view.case, Action.POSTED, words, f"c{body['comment']}", "yes-answered")
    return Drawn(text=text, buttons=((button,),))


def _correction(body: Body, view: View, words: Words) -> Drawn:
    row = tuple(_button(view.case, one, words) for one in (Action.APPROVE, Action.REJECT))
    return Drawn(text=words.say("offer-correction", who=_who(view, words)), buttons=(row,))


def _who(view: View, words: Words) -> str:
    return quote(view.case.customer.full_name, 80) or words.say("somebody")


def _late(view: View, words: Words) -> str:
    case = view.case
    if case.reply_due is None or case.reply_due >= view.now or case.status is not Status.OPEN:
        return words.say("now")
    return words.span(view.now - case.reply_due)


def _button(case: Case, action: Action, words: Words, argument: str = "", word: str = "") -> Button:
    return Button(words.say(f"button-{word or action}"), Press(action, case.id, argument).pack())


DRAWINGS: dict[str, Callable[[Body, View, Words], Drawn]] = {
    "ShowHeard": _heard,
    "ShowEdit": _edit,
    "ShowDeletion": _deletion,
    "ShowResult": _result,
    "ShowSaid": _said,
    "ShowWouldSay": _would_say,
    "ShowHistory": _history,
    "Prompt": _prompt,
    "Remind": _remind,
    "PingManager": _ping,
    "PingByName": _ping_by_name,
    "AskWhetherSent": _whether_sent,
    "TellRefused": _refused,
    "AskWhose": _whose,
    "OfferCorrection": _correction,
}
