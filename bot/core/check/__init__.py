"""What would hurt in a reply that the brand is about to publish.

Each finding shows words of the draft, and names a text of `locales/*/check.ftl` that says why and
offers a better turn. It warns; only bad words, another person's data and an unfilled slot block.

    signs      what is seen by shape: numbers, links, smileys, capitals
    lists      what is found by the lists of `locales/*/check.txt`, with their exceptions
    substance  what is not there: a deed, feeling, the customer's name, news
    reply      a draft as its own language's lists understand it
    data       private data, and whose it is
    whole      what is wrong with a reply as a whole

A reply is judged by the lists of the language it is written in. A needless warning teaches the
staff to overlook all of them, so a rule ships only if it is right in 85 of 100 cases on sentences
that were written after it (`python -m bench check`).
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby

from bot.core.check import signs, substance
from bot.core.check.data import private_data
from bot.core.check.lists import CheckWords
from bot.core.check.reply import (
    LONGEST,
    MOST_WORDS,
    Context,
    Finding,
    Reply,
    Rule,
    finding,
    joined,
)
from bot.core.check.whole import of_the_whole
from bot.core.sorting import Kind

__all__ = ["LONGEST", "CheckWords", "Context", "Finding", "Rule", "check"]

_LISTED = (
    *(Rule.BLAME, Rule.EXCUSE, Rule.OFFICIALESE, Rule.IMPERSONAL, Rule.EMPTY_SORROW),
    *(Rule.BARE_DEMAND, Rule.BRUSH_OFF, Rule.ARGUMENT, Rule.HEAT),
)
_WORST_HEAT = ("check-heat.insult", "check-heat", "check-heat.shout")


def check(text: str, *, context: Context, words: CheckWords) -> tuple[Finding, ...]:
    """Return what would hurt, in the order of the text."""
    reply = Reply(text, context, words)
    found = {
        *_listed(reply),
        *_bad(reply),
        *_signs(reply),
        *private_data(reply),
        *of_the_whole(reply),
    }
    heat = {one for one in found if one.rule == Rule.HEAT}
    return tuple(sorted({*(found - heat), *_once(heat)}, key=lambda one: (one.span, one.rule)))


def _once(heat: Collection[Finding]) -> Iterator[Finding]:
    """Join findings that overlap; the advice is that of the worst."""
    begun: Finding | None = None
    for one in sorted(heat, key=lambda one: one.span):
        if begun and one.span[0] < begun.span[1]:
            advice = min(begun.advice, one.advice, key=_WORST_HEAT.index)
            span = begun.span[0], max(begun.span[1], one.span[1])
            begun = replace(begun, span=span, advice=advice)
        else:
            if begun:
                yield begun
            begun = one
    if begun:
        yield begun


def _listed(reply: Reply) -> Iterator[Finding]:
    for rule in _LISTED:
        spans = [reply.span(find) for find in reply.kept(rule)]
        if rule == Rule.EMPTY_SORROW:
            spans += _empty_sorrow(reply)
        for span in joined(spans):
            yield finding(rule, span)


def _empty_sorrow(reply: Reply) -> Iterator[tuple[int, int]]:
    if "empty_sorrow.anywhere" in reply.finds:
        return
    sorry, generic, plain = (
        reply.lists.test(reply.language, f"empty_sorrow.{name}")
        for name in ("sorry", "generic", "plain")
    )
    for _, group in groupby(reply.words[:MOST_WORDS], key=lambda word: word.sentence):
        sentence = list(group)
        if substance.is_empty_sorrow(sentence, sorry, generic, plain):
            yield reply.around(sentence[0].start, sentence[-1].end)


def _bad(reply: Reply) -> Iterator[Finding]:
    """Profanity and insults; English ones are read in every language."""
    spans = [
        (reply.words[at].start, reply.words[at].end)
        for at in reply.lists.bad(reply.words, {reply.language, "en"})
    ]
    spans += [reply.span(find) for find in reply.kept("bad.phrase")]
    for span in joined(spans):
        yield finding(Rule.PROFANITY, span, blocks=True)
        yield finding(Rule.HEAT, span, variant="insult")


def _signs(reply: Reply) -> Iterator[Finding]:
    text, context = reply.text, reply.context
    for span in reply.slots:
        yield finding(Rule.UNFILLED_SLOT, span, blocks=True)
    for span in signs.shouts(text):
        yield finding(Rule.HEAT, span, variant="shout")
    russian = reply.language == "ru"
    for span in signs.capitals(reply.words, reply.named("heat.words"), russian=russian):
        yield finding(Rule.HEAT, reply.around(*span), variant="shout")
    if not context.solved and context.kind in (None, Kind.COMPLAINT):
        jokes = [reply.span(find) for find in reply.kept(Rule.HUMOUR)]
        for span in joined([*jokes, *signs.smiles(text)]):
            yield finding(Rule.HUMOUR, span)
    if not context.private:
        for span in signs.mentions(text):
            yield finding(Rule.MENTION, span)
        for span in signs.links(text):
            yield finding(Rule.LINK, span)
