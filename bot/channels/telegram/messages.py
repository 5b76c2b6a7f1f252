"""What else the staff are shown about a case, one drawing for each effect of that name."""

from collections.abc import Callable

from bot.channels.telegram import reminders
from bot.channels.telegram.card import attachments
from bot.channels.telegram.history import history
from bot.channels.telegram.keyboard import Action, Button, Rows
from bot.channels.telegram.parts import button, mention, problem, who
from bot.channels.telegram.view import Body, Drawn, View, Words, link, quote, tell
from bot.core.case import Case, Draft, DraftState

DRAFT = 2200
"""UTF-16 units of a draft in its preview, which leaves room for what is said about it."""
OBJECTIONS = 5
"""As many as a phone shows without scrolling the text away."""


def drawn(what: str, body: Body, view: View, words: Words) -> Drawn:
    """Return the message for the effect `what`."""
    return DRAWINGS[what](body, view, words)


def preview(draft: Draft, view: View, words: Words) -> Drawn:
    """Return a draft with what can be done with it."""
    head = "draft-cooling" if _cools(draft) else f"draft-{draft.state}"
    lines = [words.say(head, **_draft_values(draft, view, words))]
    lines.append(f"<blockquote>{quote(draft.text, DRAFT)}</blockquote>")
    if draft.state in (DraftState.PREPARED, DraftState.HELD):
        lines += _objections(draft, words)
    if draft.problem:
        lines.append(problem(draft.problem, words))
    buttons = _draft_buttons(draft, view.case, words)
    still = f"{draft.state} {draft.text} {draft.problem} {draft.comment} {draft.heated_by}"
    return Drawn(text="\n".join(lines), buttons=buttons, reply_to=draft.id, same_as=still)


def _cools(draft: Draft) -> bool:
    return draft.state is DraftState.HELD and draft.heated_by is not None


def _objections(draft: Draft, words: Words) -> list[str]:
    """Return what would hurt, each with the words it means; what blocks comes first."""
    ordered = sorted(draft.objections, key=lambda one: not one.blocks)
    lines = []
    for one in ordered[:OBJECTIONS]:
        mark = words.say("objection-blocks" if one.blocks else "objection-warns")
        advice = words.say(one.advice)
        meant = quote(draft.text[one.start : one.end], 60)
        if meant and meant != quote(draft.text, 60):
            advice = words.say("objection-about", words=meant, advice=advice)
        lines.append(f"{mark} {advice}")
    left = len(ordered) - OBJECTIONS
    return [*lines, words.say("objections-more", count=str(left))] if left > 0 else lines


def _draft_values(draft: Draft, view: View, words: Words) -> dict[str, str]:
    if draft.state is DraftState.SENT:
        url = view.links.comment
        if draft.comment is not None:
            url = url.partition("?")[0] + f"?reply={draft.comment}"
        return {"link": link(url, words.say("where-vk-wall"))}
    if draft.state is DraftState.HELD and draft.leaves_at is not None:
        left = draft.leaves_at - view.now
        if _cools(draft):
            return {"left": words.span(left)}
        return {"seconds": str(max(0, round(left.total_seconds())))}
    return {}


DRAFT_ACTIONS: dict[DraftState, tuple[Action, ...]] = {
    DraftState.PREPARED: (Action.PUBLISH, Action.DISCARD),
    DraftState.HELD: (Action.UNDO,),
    DraftState.FAILED: (Action.RETRY, Action.POSTED),
    DraftState.UNCLEAR: (Action.RETRY, Action.POSTED),
}


def _draft_buttons(draft: Draft, case: Case, words: Words) -> Rows:
    actions = DRAFT_ACTIONS.get(draft.state, ())
    if _cools(draft):
        actions = (Action.PUBLISH, Action.UNDO)
    row = []
    for action in actions:
        about = draft.message if action in (Action.RETRY, Action.POSTED) else draft.id
        row.append(button(case, action, words, str(about)))
    return (tuple(row),) if row else ()


def _heard(body: Body, view: View, words: Words) -> Drawn:
    text = quote(body["text"], 3000) or words.say("no-text")
    lines = [tell(words, "heard", who=who(view, words), text=text)]
    return Drawn(text="\n".join([*lines, *attachments(body["attachments"], words)]))


def _edit(body: Body, view: View, words: Words) -> Drawn:
    key = "edited-after-ask" if body["asked"] else "edited"
    before, after = quote(body["before"]), quote(body["after"])
    return Drawn(text=tell(words, key, who=who(view, words), before=before, after=after))


def _deletion(body: Body, view: View, words: Words) -> Drawn:
    key = {True: "deleted-by-customer", False: "deleted-by-other", None: "deleted"}
    text = tell(words, key[body["by_customer"]], who=who(view, words), text=quote(body["text"]))
    if body["asked"]:
        text += "\n" + words.say("deleted-after-ask")
    return Drawn(text=text)


def _result(body: Body, view: View, words: Words) -> Drawn:
    text = tell(words, "added-below", who=who(view, words), text=quote(body["text"]))
    return Drawn(text=text, buttons=((button(view.case, Action.REOPEN, words),),))


def _said(body: Body, view: View, words: Words) -> Drawn:
    return Drawn(text=tell(words, f"said-{body['purpose']}", text=quote(body["text"], 3000)))


def _would_say(body: Body, view: View, words: Words) -> Drawn:
    purpose = words.say(f"purpose-{body['purpose']}")
    text = tell(words, "would-say", purpose=purpose, text=quote(body["text"], 3000))
    return Drawn(text=text)


def _prompt(body: Body, view: View, words: Words) -> Drawn:
    asked = mention(body["by"], body["name"], words)
    text = words.say("write-your-reply", who=asked, customer=who(view, words))
    return Drawn(text=text, force_reply=True)


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
    return tuple(button(view.case, action, words, about) for action in actions), links


def _whose(body: Body, view: View, words: Words) -> Drawn:
    text = tell(words, "whose", text=quote(body["text"], 2000))
    yes = button(view.case, Action.POSTED, words, f"c{body['comment']}", "yes-answered")
    return Drawn(text=text, buttons=((yes,),))


def _correction(body: Body, view: View, words: Words) -> Drawn:
    row = tuple(button(view.case, one, words) for one in (Action.APPROVE, Action.REJECT))
    return Drawn(text=words.say("offer-correction", who=who(view, words)), buttons=(row,))


DRAWINGS: dict[str, Callable[[Body, View, Words], Drawn]] = reminders.DRAWINGS | {
    "ShowHeard": _heard,
    "ShowEdit": _edit,
    "ShowDeletion": _deletion,
    "ShowResult": _result,
    "ShowSaid": _said,
    "ShowWouldSay": _would_say,
    "ShowHistory": history,
    "Prompt": _prompt,
    "AskWhetherSent": _whether_sent,
    "TellRefused": _refused,
    "AskWhose": _whose,
    "OfferCorrection": _correction,
}
