"""A draft with what would hurt in it and what can be done with it."""

from bot.channels.telegram.keyboard import COPIED, Action, Button, Rows
from bot.channels.telegram.parts import button, problem
from bot.channels.telegram.view import Drawn, View, Words, link, quote, units
from bot.core.case import OF_THE_LIBRARY, Case, Draft, DraftState

DRAFT = 2200
"""UTF-16 units of a draft in its preview, which leaves room for what is said about it."""
OBJECTIONS = 5
"""As many as a phone shows without scrolling the text away."""
MEANT = 4
"""Words told for one objection."""
JUDGED = (DraftState.PREPARED, DraftState.HELD, DraftState.AWAITING)
THE_SAME = (DraftState.REHEARSED, DraftState.DISCARDED)
"""States told in the same words whether all were to see a draft, or the customer alone."""


def preview(draft: Draft, view: View, words: Words) -> Drawn:
    """Return a draft with what can be done with it."""
    lines = [words.say(_head(draft), **_values(draft, view, words))]
    most = DRAFT if draft.revision is None else DRAFT // 2
    lines.append(f"<blockquote>{quote(draft.text, most)}</blockquote>")
    if draft.revision is not None:
        lines.append(words.say("draft-revision"))
        lines.append(f"<blockquote>{quote(draft.revision, most)}</blockquote>")
    if draft.photo is not None and draft.state is not DraftState.SENT:
        lines.append(words.say(_photo(draft, view)))
    if draft.state in JUDGED or draft.revision is not None:
        lines += objections(draft, words)
    if draft.problem:
        lines.append(problem(draft.problem, words))
    still = (
        f"{draft.state} {draft.text} {draft.problem} {draft.comment} {draft.heated_by} "
        f"{draft.private} {draft.revision} {draft.leaves_at}"
    )
    source = draft.id if draft.id < OF_THE_LIBRARY else None
    buttons = _buttons(draft, view, words)
    return Drawn(text="\n".join(lines), buttons=buttons, reply_to=source, same_as=still)


def objections(draft: Draft, words: Words) -> list[str]:
    """Return what would hurt, each with the words it means; what blocks comes first."""
    text = draft.text if draft.revision is None else draft.revision
    alike: dict[tuple[bool, str], list[str]] = {}
    for one in sorted(draft.objections, key=lambda one: not one.blocks):
        meant = quote(text[one.start : one.end], 60)
        about = alike.setdefault((one.blocks, one.advice), [])
        if meant and meant != quote(text, 60) and meant not in about:
            about.append(meant)
    lines = [_objection(*key, about, words) for key, about in alike.items()]
    left = len(lines) - OBJECTIONS
    more = [words.say("objections-more", count=str(left))] if left > 0 else []
    return [*lines[:OBJECTIONS], *more]


def _objection(blocks: bool, advice: str, about: list[str], words: Words) -> str:
    mark = words.say("objection-blocks" if blocks else "objection-warns")
    said = words.say(advice)
    if not about:
        return f"{mark} {said}"
    meant = words.say("and-words").join(about[:MEANT])
    return f"{mark} {words.say('objection-about', words=meant, advice=said)}"


def _cools(draft: Draft) -> bool:
    return draft.state is DraftState.HELD and draft.heated_by is not None


def _photo(draft: Draft, view: View) -> str:
    """Return what becomes of that which was sent with a draft."""
    if not draft.photo:
        return "file-stays"
    can = view.can.private_photos if draft.private else view.can.photos
    return "photo-goes" if can else "photo-stays"


def _head(draft: Draft) -> str:
    if draft.id > OF_THE_LIBRARY and draft.state is DraftState.PREPARED and not draft.private:
        return "draft-of-the-library"
    head = "draft-cooling" if _cools(draft) else f"draft-{draft.state}"
    return f"{head}-private" if draft.private and draft.state not in THE_SAME else head


def _values(draft: Draft, view: View, words: Words) -> dict[str, str]:
    if draft.state is DraftState.SENT:
        url = view.links.comment
        if draft.comment is not None:
            url = url.partition("?")[0] + f"?reply={draft.comment}"
        return {"link": link(url, words.say("where-vk-wall"))}
    if draft.state is DraftState.AWAITING:
        return {"who": quote(draft.asked_by.name, 40) if draft.asked_by else ""}
    if draft.state is DraftState.HELD and draft.leaves_at is not None:
        return {"at": words.soon(draft.leaves_at, view.now)}
    return {}


ACTIONS: dict[DraftState, tuple[Action, ...]] = {
    DraftState.PREPARED: (Action.PUBLISH, Action.DISCARD),
    DraftState.AWAITING: (Action.APPROVE, Action.REJECT, Action.UNDO),
    DraftState.HELD: (Action.UNDO,),
    DraftState.FAILED: (Action.RETRY, Action.POSTED),
    DraftState.UNCLEAR: (Action.RETRY, Action.POSTED),
}


def _buttons(draft: Draft, view: View, words: Words) -> Rows:
    actions = ACTIONS.get(draft.state, ())
    if draft.state is DraftState.LEAVING and draft.problem:
        actions = (Action.UNDO,)
    if _cools(draft):
        actions = (Action.PUBLISH, Action.UNDO)
    if draft.state is DraftState.PREPARED and not draft.private and view.can.private:
        actions = (Action.PUBLISH, Action.PRIVATE, Action.DISCARD)
    if draft.state is DraftState.SENT and draft.revision is not None:
        actions = (Action.PUBLISH, Action.DISCARD)
    elif draft.state is DraftState.SENT and not draft.private:
        actions = (Action.KEEP,)
    row = tuple(_button(action, draft, view.case, words) for action in actions)
    rows = (row[:2], row[2:]) if len(row) > 2 else (row,)
    if draft.id > OF_THE_LIBRARY and draft.state is DraftState.PREPARED:
        rows = (*rows, _copying(draft, words))
    return tuple(one for one in rows if one)


def _button(action: Action, draft: Draft, case: Case, words: Words) -> Button:
    match action:
        case Action.RETRY | Action.POSTED:
            about = str(draft.message)
        case Action.APPROVE | Action.REJECT:
            about = f"{draft.id}.{draft.fingerprint}"
        case _:
            about = str(draft.id)
    return button(case, action, words, about, _word(action, draft))


def _word(action: Action, draft: Draft) -> str:
    """Return what a button says where that is not its action's usual text."""
    match action:
        case Action.PUBLISH if draft.revision is not None:
            return "revise"
        case Action.PUBLISH if draft.private:
            return "send-private"
        case Action.POSTED if draft.private:
            return "posted-private"
        case Action.APPROVE | Action.REJECT:
            return f"{action}-draft"
        case _:
            return ""


def _copying(draft: Draft, words: Words) -> tuple[Button, ...]:
    if units(draft.text) > COPIED:
        return ()
    return (Button(words.say("button-copy"), copy=draft.text),)
