"""A draft with what would hurt in it and what can be done with it."""

from dataclasses import dataclass

from bot.channels.telegram.keyboard import COPIED, Action, Button, Rows
from bot.channels.telegram.parts import REVISION, button, problem
from bot.channels.telegram.view import (
    BIDI,
    MOST,
    Drawn,
    View,
    Words,
    cut,
    link,
    quote,
    units,
    visible,
)
from bot.core.case import OF_THE_LIBRARY, Case, Draft, DraftState

OBJECTIONS = 5
"""As many as a phone shows without scrolling the text away."""
MEANT = 4
"""Words told for one objection."""
JUDGED = (DraftState.PREPARED, DraftState.HELD, DraftState.AWAITING)
THE_SAME = (DraftState.REHEARSED, DraftState.DISCARDED)
"""States told in the same words whether all were to see a draft, or the customer alone."""


def preview(draft: Draft, view: View, words: Words) -> Drawn:
    """Return a draft with what can be done with it."""
    still = (
        f"{draft.state} {draft.text} {draft.problem} {draft.comment} {draft.heated_by} "
        f"{draft.private} {draft.revision} {draft.leaves_at} {draft.photo}"
    )
    return Drawn(
        text=_text(draft, view, words),
        buttons=_buttons(draft, view, words),
        reply_to=_source(draft),
        same_as=still,
    )


def _source(draft: Draft) -> int | None:
    """Return the message a draft was written in; a text of the library has none."""
    return draft.id if draft.id < OF_THE_LIBRARY else None


def _text(draft: Draft, view: View, words: Words) -> str:
    """Return what a preview says: the whole text that would leave, and of the rest what fits."""
    head = [words.say(_head(draft), **_values(draft, view, words))]
    if draft.revision is not None:
        head.append(words.say("draft-revision"))
    notes = []
    if draft.photo is not None and draft.state is not DraftState.SENT:
        notes.append(words.say(_photo(draft, view)))
    if draft.problem:
        ended = REVISION if draft.revision is not None else ""
        notes.append(problem(draft.problem, words, ended=ended))
    room = MOST - _size(*head, *notes)
    judged = draft.state in JUDGED or draft.revision is not None
    key = "not-shown-above" if _source(draft) is not None else "not-shown"
    laid = laid_out(draft, words, room=room, key=key, judged=judged)
    left = room - _size(laid.text, *laid.below) - 1
    older = draft.revision is not None and left > 1
    before = [_quoted(quote(draft.text, left))] if older else []
    return "\n".join((head[0], *before, *head[1:], _quoted(laid.text), *laid.below, *notes))


@dataclass(frozen=True, slots=True)
class Laid:
    """A draft's text as HTML, and the lines below it."""

    text: str
    below: tuple[str, ...]
    whole: bool
    """Whether nothing of the text is missing."""


def laid_out(draft: Draft, words: Words, *, room: int, key: str, judged: bool = True) -> Laid:
    """Return the text that would leave, and what would hurt in it, in `room` UTF-16 units.

    Nobody lets out what they cannot see, so the objections are shortened first. Where the text
    alone is too long for a message, `key` says how much of it is missing.
    """
    text = (draft.text if draft.revision is None else draft.revision).translate(BIDI)
    judged = judged and bool(draft.objections)
    least = _size(words.say("objections-only", mark="⚠️", count="99")) if judged else 0
    left = room - units(text) - 1
    if left >= least:
        found = _objections(draft, words, room=left) if judged else ()
        return Laid(quote(text, room), tuple(found), whole=True)
    told = words.say(key, count=str(len(text)))
    shown = cut(text, room - least - 1 - _size(told))
    told = words.say(key, count=str(len(text) - len(shown) + 1))
    found = _objections(draft, words, room=least) if judged else ()
    return Laid(quote(shown, room), (told, *found), whole=False)


def _size(*lines: str) -> int:
    """Return how much of a message lines take, each with its line break."""
    return sum(visible(one) + 1 for one in lines)


def _quoted(markup: str) -> str:
    return f"<blockquote>{markup}</blockquote>"


def _objections(draft: Draft, words: Words, *, room: int) -> list[str]:
    """Return what would hurt, each with the words it means; what blocks comes first."""
    text = draft.text if draft.revision is None else draft.revision
    alike: dict[tuple[bool, str], list[str]] = {}
    for one in sorted(draft.objections, key=lambda one: not one.blocks):
        meant = quote(text[one.start : one.end], 60)
        about = alike.setdefault((one.blocks, one.advice), [])
        if meant and meant != quote(text, 60) and meant not in about:
            about.append(meant)
    lines = [_objection(*key, about, words) for key, about in alike.items()]
    for count in range(min(len(lines), OBJECTIONS), 0, -1):
        left = len(lines) - count
        more = [words.say("objections-more", count=str(left))] if left else []
        if _size(*lines[:count], *more) <= room:
            return [*lines[:count], *more]
    blocks = any(one.blocks for one in draft.objections)
    return [words.say("objections-only", mark=_mark(words, blocks=blocks), count=str(len(lines)))]


def _objection(blocks: bool, advice: str, about: list[str], words: Words) -> str:
    mark = _mark(words, blocks=blocks)
    said = words.say(advice)
    if not about:
        return f"{mark} {said}"
    meant = words.say("and-words").join(about[:MEANT])
    return f"{mark} {words.say('objection-about', words=meant, advice=said)}"


def _mark(words: Words, *, blocks: bool) -> str:
    return words.say("objection-blocks" if blocks else "objection-warns")


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
