"""What is wrong with a reply as a whole: length, language, name, nothing new, nothing concrete."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from bot.core.check import substance
from bot.core.check.reading import Word
from bot.core.check.reply import Finding, Reply, Rule, finding
from bot.core.naming import address
from bot.core.sorting import Kind

A_STORY = 700
"""Characters; nobody reads more under a post."""
_LETTERS = re.compile(r"[^\W\d_]")


def of_the_whole(reply: Reply) -> Iterator[Finding]:
    """What is wrong with the reply as a whole."""
    text, context = reply.text, reply.context
    everything = (0, len(text))
    if not _LETTERS.search(text):
        return
    if reply.whole_length > A_STORY:
        yield finding(Rule.TOO_LONG, (A_STORY, reply.whole_length))
    if substance.is_repeated(text, context.published):
        yield finding(Rule.BOILERPLATE, everything)
    if context.locale and reply.language != context.locale:
        yield finding(Rule.LANGUAGE, everything)
    name = address(context.customer)
    if name and not substance.is_addressed(name, reply.words, reply.lists, reply.language):
        yield finding(Rule.NO_NAME, (0, 0))
    if context.kind in (None, Kind.COMPLAINT) and not context.solved and (lack := _lack(reply)):
        yield finding(Rule.NOTHING_CONCRETE, everything, variant=lack)


def _lack(reply: Reply) -> str:
    """What the reply has not: attention, a solution, both; empty if neither is missed."""
    feeling, phrases, done, timed = (
        {find.sentence for find in finds}
        for finds in (
            reply.finds.get("attention", ()),
            reply.finds.get("vague", ()),
            reply.kept("action"),
            reply.finds.get("when", ()),
        )
    )
    sentences = groupby(reply.words, key=lambda word: word.sentence)
    solved = any(
        number in done or _solves(list(said), reply, phrase=number in feeling | phrases,
                                  timed=number in timed)
        for number, said in sentences
    )  # fmt: skip
    if solved:
        return "" if feeling else "cold"
    return "kind" if feeling else "empty"


def _solves(sentence: Sequence[Word], reply: Reply, *, phrase: bool, timed: bool) -> bool:
    """Tell whether a sentence has a deed, or at least is no `phrase`: neither feeling nor vague.

    What cannot be told is let pass: a good reply that is called empty costs more than an empty one
    that is not.
    """
    vague = reply.named("action.not")
    deeds = substance.deeds(sentence) if reply.language == "ru" else []
    if any(lemma not in vague for lemma, _ in deeds):
        return True
    timed = timed or any(word.raw[0].isdecimal() for word in sentence)
    if deeds and timed:
        return not phrase or any(form == "will" for _, form in deeds)
    return not phrase and not deeds and _is_said(sentence, reply.named("greetings"))


def _is_said(sentence: Sequence[Word], greetings: Collection[str]) -> bool:
    """Tell whether there is more than a greeting and a name."""
    clauses = Counter(word.clause for word in sentence)
    said = [
        word
        for word in sentence
        if word.text not in greetings and not (word.raw.istitle() and clauses[word.clause] == 1)
    ]
    return len(said) > 1
