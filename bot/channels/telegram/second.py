"""Questions to a second person, and what came of them: replies, compensations, deletions."""

from collections.abc import Callable

from bot.channels.telegram.keyboard import Action, Button, Rows
from bot.channels.telegram.parts import GIFT, button, deleter, managers, mention, problem, who
from bot.channels.telegram.preview import laid_out
from bot.channels.telegram.view import MOST, Body, Drawn, View, Words, quote, tell, visible
from bot.core.case import Draft, DraftId, DraftState, GiftState
from bot.core.gifts import gift_key

THE_GIFT = "g"
"""Begins the argument of a press that means a compensation; its key follows."""


def _ask_second(body: Body, view: View, words: Words) -> Drawn:
    by = mention(body["by"], body["name"], words)
    gift = body["about"] == "gift"
    lines = [words.say(f"second-{body['about']}", who=by, **(_gift(view) if gift else {}))]
    if body["managers"]:
        lines.append(managers(body, view, words))
    return Drawn(text="\n".join(lines), buttons=(_gift_buttons(view, words),) if gift else ())


def _ask_manager(body: Body, view: View, words: Words) -> Drawn:
    """Return the question, or, once it is decided, how it ended and no buttons."""
    if body["draft"] is None:
        return _ask_about_gift(body, view, words)
    draft = view.case.draft(DraftId(body["draft"]))
    if draft is None:
        raise ValueError("a question about a draft that is gone is asked of nobody")
    closed = _how_closed(draft)
    below = (words.say(closed),) if closed else ()
    key = "decide-draft-private" if draft.private else "decide-draft"
    values = {"who": quote(body["name"], 40), "customer": who(view, words)}
    room = MOST - visible("\n".join((tell(words, key, **values, text=""), *below))) - 1
    laid = laid_out(draft, words, room=room, key="not-shown-in-private")
    about = f"{draft.id}.{draft.fingerprint}"
    row = tuple(
        button(view.case, action, words, about, f"{action}-draft")
        for action in (Action.APPROVE, Action.REJECT)
    )
    rows = (row,) if laid.whole and not closed else ()
    text = "\n".join((tell(words, key, **values, text=laid.text), *laid.below, *below))
    return Drawn(text=text, buttons=(*rows, *_links(view, words)), same_as=closed)


def _how_closed(draft: Draft) -> str:
    """Return how the question about a draft ended; nothing while it is open."""
    match draft.state:
        case DraftState.AWAITING:
            return ""
        case DraftState.PREPARED:
            return "closed-back"
        case DraftState.DISCARDED:
            return "closed-discarded"
        case _:
            return "closed-approved"


def _ask_about_gift(body: Body, view: View, words: Words) -> Drawn:
    by, grant = quote(body["name"], 40), view.case.grant
    text = words.say("decide-gift", who=by, customer=who(view, words), **_gift(view))
    if grant is None or grant.state is GiftState.ASKED:
        return Drawn(text=text, buttons=(_gift_buttons(view, words), *_links(view, words)))
    closed = f"closed-gift-{'approved' if grant.counts else 'refused'}"
    text = f"{text}\n{words.say(closed)}"
    return Drawn(text=text, buttons=_links(view, words), same_as=closed)


def _tell_asker(body: Body, view: View, words: Words) -> Drawn:
    asker = mention(body["asker"], body["name"], words)
    by = quote(body["by"], 40)
    if body["reason"]:
        reason = quote(body["reason"], 1000)
        return Drawn(text=tell(words, "told-reason", who=asker, by=by, reason=reason))
    said = "approved" if body["approved"] else "rejected"
    return Drawn(text=words.say(f"told-{body['about']}-{said}", who=asker, by=by))


def _ask_reason(body: Body, view: View, words: Words) -> Drawn:
    asker = mention(body["asker"], body["name"], words)
    by = mention(body["by"], body["by_name"], words)
    return Drawn(text=words.say("why-rejected", who=asker, by=by), force_reply=True)


def _tell_manager(body: Body, view: View, words: Words) -> Drawn:
    text = tell(
        words, "negative-deleted", customer=who(view, words), text=quote(body["text"], 2000),
        who=deleter(body, view, words),
    )  # fmt: skip
    return Drawn(text=text, buttons=_links(view, words))


def _tell_gift(body: Body, view: View, words: Words) -> Drawn:
    values = {"name": quote(body["name"], 60)}
    if body["problem"]:
        ended = GIFT if body["what"] == "refused" else ""
        values["why"] = problem(body["problem"], words, ended=ended)
    text = words.say(f"gift-{body['what']}", **values)
    if body["message"] is None:
        return Drawn(text=text)
    again = button(view.case, Action.RETRY, words, str(body["message"]))
    return Drawn(text=text, buttons=((again,),))


def _gift(view: View) -> dict[str, str]:
    grant = view.case.grant
    return {
        "name": quote(grant.name, 60) if grant else "",
        "value": str(grant.value if grant else 0),
    }


def _gift_buttons(view: View, words: Words) -> tuple[Button, ...]:
    grant = view.case.grant
    about = f"{THE_GIFT}{gift_key(grant.name)}" if grant else THE_GIFT
    return tuple(
        button(view.case, action, words, about, f"{action}-gift")
        for action in (Action.APPROVE, Action.REJECT)
    )


def _links(view: View, words: Words) -> Rows:
    links = [Button(words.say("button-comment"), url=view.links.comment)]
    if view.topic_link:
        links.insert(0, Button(words.say("button-topic"), url=view.topic_link))
    return (tuple(links),)


DRAWINGS: dict[str, Callable[[Body, View, Words], Drawn]] = {
    "AskSecond": _ask_second,
    "AskManager": _ask_manager,
    "TellAsker": _tell_asker,
    "AskReason": _ask_reason,
    "TellManager": _tell_manager,
    "TellGift": _tell_gift,
}
