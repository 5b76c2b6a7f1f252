"""The buttons of a card: those needed at once, the rest behind `more`, and its menus."""

from bot.channels.telegram.keyboard import Action, Button, Press, Rows
from bot.channels.telegram.parts import button
from bot.channels.telegram.view import View, Words, cut
from bot.core.case import Case, Detail, Menu, Outcome, Status
from bot.core.gifts import Gift
from bot.core.sorting import Kind


def buttons(view: View, words: Words) -> Rows:
    """Return what can be done with a case, or the menu that stands open."""
    case = view.case
    if case.status is not Status.OPEN:
        word = "make-a-case" if case.status is Status.NOTED else "reopen"
        return (
            (
                button(case, Action.REOPEN, words, word=word),
                button(case, Action.HISTORY, words),
            ),
        )
    match case.menu:
        case Menu.KIND:
            kinds = [button(case, Action.KIND, words, one, f"kind-{one}") for one in Kind]
            return (*_pairs(kinds), (button(case, Action.KIND, words, word="back"),))
        case Menu.OUTCOME:
            ends = [button(case, Action.OUTCOME, words, one, f"outcome-{one}") for one in Outcome]
            return (*_pairs(ends), (button(case, Action.RESOLVE, words, word="back"),))
        case Menu.MORE:
            return _more(view, words)
        case Menu.DETAIL:
            details = [button(case, Action.DM, words, one, f"detail-{one}") for one in Detail]
            return (*_pairs(details), (button(case, Action.DM, words, word="back"),))
        case Menu.TEXTS:
            return _texts(view, words)
        case Menu.GIFTS:
            return _gifts(view, words)
        case None:
            return _usual(case, words)


def _usual(case: Case, words: Words) -> Rows:
    first = [button(case, Action.REPLY, words)]
    if case.assignee is None:
        first.insert(0, button(case, Action.TAKE, words))
    second = [button(case, Action.RESOLVE, words), button(case, Action.MORE, words)]
    rows = [tuple(first), tuple(second)]
    if case.ack_at is None and case.replied_at is None and not case.gone:
        rows.append((button(case, Action.ACKNOWLEDGE, words),))
    return tuple(rows)


def _texts(view: View, words: Words) -> Rows:
    rows = [
        (Button(title, Press(Action.TEXTS, view.case.id, key).pack()),) for key, title in view.texts
    ]
    return (*rows, (button(view.case, Action.TEXTS, words, word="back"),))


def _gifts(view: View, words: Words) -> Rows:
    case = view.case
    rows = [
        (Button(_gift_title(gift, words), Press(Action.COMPENSATE, case.id, gift.key).pack()),)
        for gift in view.gifts
    ]
    return (*rows, (button(case, Action.COMPENSATE, words, word="back"),))


def _gift_title(gift: Gift, words: Words) -> str:
    key = "gift-of-a-manager" if gift.needs_manager else "gift-of-anybody"
    return words.say(key, name=cut(gift.name, 30), value=str(gift.value))


def _more(view: View, words: Words) -> Rows:
    case = view.case
    actions = [
        Action.TEXTS, Action.PROMISE, Action.SNOOZE, Action.KIND, Action.ESCALATE, Action.HISTORY,
    ]  # fmt: skip
    if view.can.private and not case.place.private:
        actions.insert(1, Action.DM)
    if view.gifts:
        actions.insert(2, Action.COMPENSATE)
    if case.assignee is not None:
        actions.append(Action.RELEASE)
    chosen = [button(case, action, words) for action in actions]
    return (*_pairs(chosen), (button(case, Action.MORE, words, word="back"),))


def _pairs(buttons: list[Button]) -> Rows:
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
