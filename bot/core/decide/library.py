"""The library: starting points for replies, and replies that are kept as such."""

from dataclasses import replace

from bot.core.case import OF_THE_LIBRARY, Case, Draft, DraftId, DraftState, Member, Status
from bot.core.decide.steps import Decision
from bot.core.effects import Answer, Keep, ShowCard, ShowPreview, Urgency
from bot.core.events import ReplyKept, TextChosen
from bot.core.known import Known


def used(case: Case, event: TextChosen | ReplyKept, known: Known) -> Decision:
    """Return the case with a text of the library as a draft, or keep a reply in the library."""
    if isinstance(event, ReplyKept):
        return _kept(case, event, known)
    case = replace(case, menu=None)
    shown = ShowCard(urgency=Urgency.NOW)
    if case.status is not Status.OPEN:
        return case, (Answer(what=f"case-{case.status}"), shown)
    if not event.by.may_speak:
        return case, (Answer(what="may-not-speak"), shown)
    if known.words is None:
        return case, (Answer(what="no-such-text"), shown)
    case, effects = begun(case, event.by, known.words, known)
    return case, (*effects, shown, Answer(what="text-below"))


def begun(case: Case, by: Member, words: str, known: Known) -> Decision:
    """Return the case with a draft that begins as a text of the library."""
    ready = [one for one in case.drafts if one.text == words and one.state is DraftState.PREPARED]
    if ready:
        return case, ()
    taken_before = sum(1 for one in case.drafts if one.id > OF_THE_LIBRARY)
    draft = Draft(
        id=DraftId(OF_THE_LIBRARY + taken_before + 1), text=words, by=by, target=case.comment,
        objections=known.objections, private=case.place.private,
    )  # fmt: skip
    return case.with_draft(draft), (ShowPreview(draft=draft.id),)


def _kept(case: Case, event: ReplyKept, known: Known) -> Decision:
    draft = case.draft(event.draft)
    if draft is None or draft.state is not DraftState.SENT or draft.private:
        return case, (Answer(what="no-such-draft"),)
    if not event.by.may_speak:
        return case, (Answer(what="may-not-speak"),)
    if known.words is None:
        raise ValueError("a reply that is kept comes with slots in it")
    return case, (Keep(text=known.words, by=event.by.name), Answer(what="text-kept"))
