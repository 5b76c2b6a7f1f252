"""What else the staff are shown about a case, one drawing for each effect of that name."""

from collections.abc import Callable

from bot.channels.telegram import reminders, second
from bot.channels.telegram.card import attachments
from bot.channels.telegram.history import history
from bot.channels.telegram.keyboard import Action, Button, Rows
from bot.channels.telegram.parts import button, deleter, managers, mention, problem, who
from bot.channels.telegram.view import Body, Drawn, View, Words, quote, tell


def drawn(what: str, body: Body, view: View, words: Words) -> Drawn:
    """Return the message for the effect `what`."""
    return DRAWINGS[what](body, view, words)


def _heard(body: Body, view: View, words: Words) -> Drawn:
    text = quote(body["text"], 3000) or words.say("no-text")
    key = "heard-private" if body.get("private") else "heard"
    lines = [tell(words, key, who=who(view, words), text=text)]
    return Drawn(text="\n".join([*lines, *attachments(body["attachments"], words)]))


def _edit(body: Body, view: View, words: Words) -> Drawn:
    key = "edited-after-ask" if body["asked"] else "edited"
    if body.get("private"):
        key = "edited-private"
    before, after = (quote(body[one]) or words.say("no-text") for one in ("before", "after"))
    return Drawn(text=tell(words, key, who=who(view, words), before=before, after=after))


def _deletion(body: Body, view: View, words: Words) -> Drawn:
    key = {True: "deleted-by-customer", False: "deleted-by-other", None: "deleted"}
    text = tell(words, key[body["by_customer"]], who=who(view, words), text=quote(body["text"]))
    if body.get("by"):
        text += "\n" + words.say("deleted-by", who=deleter(body, view, words))
    if body.get("managers"):
        text += "\n" + managers(body, view, words)
    if body["asked"]:
        text += "\n" + words.say("deleted-after-ask")
    return Drawn(text=text)


def _result(body: Body, view: View, words: Words) -> Drawn:
    key = "added-in-private" if body.get("private") else "added-below"
    text = tell(words, key, who=who(view, words), text=quote(body["text"]))
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


DRAWINGS: dict[str, Callable[[Body, View, Words], Drawn]] = {
    **reminders.DRAWINGS,
    **second.DRAWINGS,
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
