"""The card: who, where, what, what is due, and the buttons that are needed at once.

Also the topic's name, the line of the common topic, and the menus, which are the card itself with
other buttons.
"""

import re
from collections.abc import Sequence

from bot.channels.telegram import menus
from bot.channels.telegram.keyboard import Action
from bot.channels.telegram.parts import button
from bot.channels.telegram.view import BIDI, Drawn, View, Words, cut, link, quote, tell
from bot.core.case import Case, DraftState, Status
from bot.core.known import Message, MessageState

NAME = 128
"""Characters in a topic's name [createForumTopic]."""
PHONE = 38
"""What a phone shows of it."""


def topic_name(case: Case, words: Words) -> str:
    """Return a name for a narrow list: kind, who, the beginning of the text."""
    mark = words.say(f"mark-{kind(case)}")
    who = " ".join(case.customer.first_name.split()) or words.say("somebody")
    start = " ".join(case.text.split()) or words.say("no-text")
    return cut(f"{mark} {cut(who, 14)}: {start}".translate(BIDI), PHONE)[:NAME]


def kind(case: Case) -> str:
    """Return the kind as staff see it: what is doubtful counts as unclear."""
    return str(case.kind) if case.sure else "unclear"


def card(view: View, words: Words) -> Drawn:
    """Return the card as it should stand."""
    case = view.case
    lines = [
        _headline(case, words),
        _who_and_where(view, words),
        f"<blockquote expandable>{quote(case.text) or words.say('no-text')}</blockquote>",
        *attachments(case.attachments, words),
        *earlier(view, words),
        "",
        *_acknowledgement(view, words),
        *_state(view, words),
    ]
    return Drawn(text="\n".join(lines), buttons=menus.buttons(view, words))


def line(view: View, words: Words) -> Drawn:
    """Return the comment as a line of the common topic."""
    case = view.case
    text = quote(case.text, 300) or words.say("no-text")
    mark = words.say(f"mark-{kind(case)}")
    lines = [f"{mark} {_who_and_where(view, words)}", words.say("quoted", text=text)]
    if case.status is not Status.NOTED:
        lines.append(words.say("line-became-a-case"))
        return Drawn(text="\n".join(lines), silent=True)
    lines += _acknowledgement(view, words)
    buttons = [button(case, Action.REOPEN, words, word="make-a-case")]
    if case.ack_at is None and not case.gone:
        buttons.append(button(case, Action.ACKNOWLEDGE, words))
    return Drawn(text="\n".join(lines), buttons=(tuple(buttons),), silent=True)


def _headline(case: Case, words: Words) -> str:
    theme = f" · {words.say(f'theme-{case.theme}')}" if case.theme else ""
    title = words.say(f"kind-{kind(case)}")
    return f"{words.say(f'mark-{kind(case)}')} <b>{title}</b>{theme}"


def _who_and_where(view: View, words: Words) -> str:
    case = view.case
    name = quote(case.customer.full_name, 80) or words.say("somebody")
    where = words.say(f"where-{case.place.network}-{case.place.kind}")
    who = f"<b>{link(view.links.profile, name)}</b>"
    return f"{who} · {link(view.links.comment, where)} · {words.moment(case.said_at, view.now)}"


def attachments(kinds: Sequence[str], words: Words) -> list[str]:
    """Return a line that names what is attached, or none."""
    if not kinds:
        return []
    named = ", ".join(_attachment(one, words) for one in kinds[:NAMED])
    return [tell(words, "attachments", named=named)]


def beginning(case: Case, words: Words, most: int) -> str:
    """Return in one line how a customer's text begins; what is attached where there is none."""
    said = quote(" ".join(case.text.split()), most)
    return said or next(iter(attachments(case.attachments, words)), words.say("no-text"))


def _attachment(told: str, words: Words) -> str:
    """Return what is attached, as a link to its page where the platform shows one."""
    kind, _, page = told.partition(" ")
    name = words.say(f"attachment-{_known(kind)}")
    return link(page, name) if A_PAGE.fullmatch(page) else name


A_PAGE = re.compile(r"https://[a-z.]{1,30}/[\w/.-]{1,100}", re.ASCII)
"""What the door makes of numbers; nothing else becomes a link."""
NAMED = 10
"""Attachments told by name: VK takes fewer, and a card must not grow without a bound."""
ATTACHMENTS = (
    "photo",
    "video",
    "audio",
    "doc",
    "link",
    "sticker",
    "market",
    "graffiti",
    "audio_message",
    "wall",
)


def _known(attachment: str) -> str:
    return attachment if attachment in ATTACHMENTS else "other"


def earlier(view: View, words: Words) -> list[str]:
    """Return the same customer's former cases, a line for each."""
    lines = []
    for case in view.earlier:
        ended = f"outcome-{case.outcome}" if case.outcome else f"status-{case.status}"
        lines.append(
            words.say(
                "earlier",
                when=words.moment(case.said_at, view.now),
                text=beginning(case, words, 80),
                ended=words.say(ended),
            )
        )
    return lines


def _acknowledgement(view: View, words: Words) -> list[str]:
    case, ack = view.case, view.ack
    if ack is not None and not (ack.state is MessageState.WITHDRAWN and case.no_ack):
        return [tell(words, f"ack-{_ack_state(ack)}", text=quote(ack.text, 500))]
    if case.no_ack:
        return [words.say("ack-none", why=words.say(f"no-ack-{case.no_ack}"))]
    return []


def _ack_state(ack: Message) -> str:
    match ack.state:
        case MessageState.SENT:
            return "posted"
        case MessageState.WAITING | MessageState.SENDING:
            return "leaving"
        case MessageState.WITHDRAWN:
            return "withdrawn"
        case _:
            return "stuck"


def _state(view: View, words: Words) -> list[str]:
    case, now = view.case, view.now
    lines = []
    if case.gone:
        lines.append(words.say("comment-deleted"))
    if case.status is Status.RESOLVED and case.outcome and case.resolved_at:
        by = quote(case.resolved_by.name, 40) if case.resolved_by else ""
        when = words.moment(case.resolved_at, now)
        outcome = words.say(f"outcome-{case.outcome}")
        lines.append(words.say("card-resolved", outcome=outcome, who=by, when=when))
        return lines + _asking(view, words)
    if case.status is Status.NOTED:
        return [*lines, words.say("card-noted")]
    lines += _private_side(case, words)
    if case.snoozed_until is not None:
        lines.append(words.say("card-snoozed", when=words.moment(case.snoozed_until, now)))
    if case.promise_due is not None:
        kept = "card-promise-late" if now >= case.promise_due else "card-promised"
        lines.append(words.say(kept, when=words.moment(case.promise_due, now)))
    if case.reply_due is not None:
        due = words.moment(case.reply_due, now)
        late = now >= case.reply_due
        lines.append(words.say("card-overdue" if late else "card-due", when=due))
    elif case.replied_at is not None:
        lines.append(words.say("card-answered"))
    if case.assignee is not None:
        lines.append(words.say("card-taken", who=quote(case.assignee.name, 40)))
    else:
        lines.append(words.say("card-free"))
    return lines


def _private_side(case: Case, words: Words) -> list[str]:
    """Return what goes on out of readers' sight, and who waits for a second person."""
    lines = []
    if case.private_at is not None:
        lines.append(words.say("card-private"))
    elif case.invited_at is not None:
        lines.append(words.say("card-invited"))
    if case.grant is not None:
        lines.append(words.say(f"card-gift-{case.grant.state}", name=quote(case.grant.name, 60)))
    return [*lines, *waiting_drafts(case, words)]


def waiting_drafts(case: Case, words: Words) -> list[str]:
    """Return whose replies wait for a second person."""
    waiting = [one for one in case.drafts if one.state is DraftState.AWAITING and one.asked_by]
    names = [quote(one.asked_by.name, 40) for one in waiting if one.asked_by]
    return [words.say("card-awaiting", who=name) for name in names]


def _asking(view: View, words: Words) -> list[str]:
    case, now = view.case, view.now
    if case.ask_result is not None and case.asked_at is not None:
        return [words.say(f"result-{case.ask_result}")]
    if case.asked_at is not None:
        return [words.say("card-asked", when=words.moment(case.asked_at, now))]
    if case.ask_at is not None:
        return [words.say("card-ask-due", when=words.moment(case.ask_at, now))]
    return []
