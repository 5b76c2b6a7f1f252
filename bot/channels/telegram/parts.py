"""Pieces that many drawings have: buttons, names, problems."""

from bot.channels.telegram.keyboard import Action, Button, Press
from bot.channels.telegram.view import Body, View, Words, link, quote
from bot.core.case import Case


def button(case: Case, action: Action, words: Words, argument: str = "", word: str = "") -> Button:
    """Return a button; `word` names its text where that is not the action's own."""
    return Button(words.say(f"button-{word or action}"), Press(action, case.id, argument).pack())


def mention(id: int, name: str, words: Words) -> str:
    """Return a name that rings on its owner's phone."""
    return f'<a href="tg://user?id={id}">{quote(name, 40) or words.say("somebody")}</a>'


def who(view: View, words: Words) -> str:
    """Return the customer's full name."""
    return quote(view.case.customer.full_name, 80) or words.say("somebody")


def deleter(body: Body, view: View, words: Words) -> str:
    """Return who deleted a comment, with a link to their page; the number where no name is known.

    A number below zero is a community's [dev.vk.com].
    """
    by = body["by"]
    if not by:
        return quote(body["by_name"], 80) or words.say("somebody")
    page = f"id{by}" if by > 0 else f"club{-by}"
    name = quote(body["by_name"], 80) or page
    site = view.links.profile.rpartition("/")[0]
    return link(f"{site}/{page}", name) if site else name


def managers(body: Body, view: View, words: Words) -> str:
    """Return the managers' names, each of which rings."""
    manager = words.say("manager")
    called = (mention(id, view.managers.get(id, manager), words) for id in body["managers"])
    return ", ".join(called)


GIFT, REVISION = "gift", "revision"
OTHERWISE = {
    (GIFT, "loyalty-away"): "loyalty-given-up",
    (REVISION, "vk-closed"): "vk-unrevised",
    (REVISION, "vk-captcha"): "vk-revise-yourself",
}
"""Problems that need other words, by what has come to its end with them."""


def problem(key: str, words: Words, *, ended: str = "") -> str:
    """Return in words why something did not go out; the key may carry a number.

    `ended` says what nobody tries any more, where the words depend on it.
    """
    name, _, detail = key.partition(":")
    return words.say(f"problem-{OTHERWISE.get((ended, name), name)}", detail=detail)
