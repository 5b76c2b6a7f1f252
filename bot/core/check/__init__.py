"""What would hurt in a reply that the brand is about to publish.

Each finding shows words of the draft, and names a text of `locales/*/check.ftl` that says why and
offers a better turn. It warns; only bad words, another person's data and an unfilled slot block.

    signs      what is seen by shape: numbers, links, smileys, capitals
    lists      what is found by the lists of `locales/*/check.txt`, with their exceptions
    substance  what is not there: a deed, feeling, the customer's name, news

A reply is judged by the lists of the language it is written in. A needless warning teaches the
staff to overlook all of them, so a rule ships only if it is right in 85 of 100 cases on sentences
that were written after it (`python -m bench check`).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from bot.core.check import forms, signs, substance
from bot.core.check.lists import CheckWords, Find
from bot.core.check.reading import Word, words
from bot.core.naming import address
from bot.core.sorting import Kind

__all__ = ["LONGEST", "CheckWords", "Context", "Finding", "Rule", "check"]

LONGEST = 8192
"""Characters; what is beyond is not read, and the length is told."""
A_STORY = 700
"""Characters; nobody reads more under a post."""
_MOST_WORDS = 400
"""In which phrases are looked for; bad words, numbers and signs are in all of them."""


class Rule(StrEnum):
    """What the check looks for."""

    BLAME = "blame"
    EXCUSE = "excuse"
    OFFICIALESE = "officialese"
    IMPERSONAL = "impersonal"
    EMPTY_SORROW = "empty_sorrow"
    BARE_DEMAND = "bare_demand"
    PRIVATE_DATA = "private_data"
    BRUSH_OFF = "brush_off"
    ARGUMENT = "argument"
    HUMOUR = "humour"
    TOO_LONG = "too_long"
    BOILERPLATE = "boilerplate"
    NOTHING_CONCRETE = "nothing_concrete"
    NO_NAME = "no_name"
    HEAT = "heat"
    PROFANITY = "profanity"
    UNFILLED_SLOT = "unfilled_slot"
    MENTION = "mention"
    LINK = "link"
    LANGUAGE = "language"


_LISTED = (
    *(Rule.BLAME, Rule.EXCUSE, Rule.OFFICIALESE, Rule.IMPERSONAL, Rule.EMPTY_SORROW),
    *(Rule.BARE_DEMAND, Rule.BRUSH_OFF, Rule.ARGUMENT, Rule.HEAT),
)
_WORST_HEAT = ("check-heat.insult", "check-heat", "check-heat.shout")
_SURE, _FEW_LETTERS, _FEW_WORDS = 4, 12, 40
_LATIN = {"ru": False, "bg": False, "en": True}
"""Whether a language is written in Latin letters."""
_RUSSIAN = frozenset("ыэё")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known about the case. Empty or None: not known, and not held against the reply."""

    customer: str = ""
    """First name, as the platform has it."""
    private: bool = False
    locale: str = ""
    """The customer's language."""
    solved: bool = False
    """The customer said that it is."""
    kind: Kind | None = None
    """None: a complaint."""
    published: Sequence[str] = ()
    """The brand's last public replies, fifty at most."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that would hurt; `advice` is a key of `locales/*/check.ftl`."""

    rule: Rule
    span: tuple[int, int]
    """From and to, in characters. What is missing has no place of its own: (0, 0)."""
    advice: str
    blocks: bool = False


def check(text: str, *, context: Context, words: CheckWords) -> tuple[Finding, ...]:
    """Return what would hurt, in the order of the text."""
    reply = _Reply(text, context, words)
    found = {*_listed(reply), *_bad(reply), *_signs(reply), *_data(reply), *_whole(reply)}
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


class _Reply:
    """The draft as its own language's lists understand it."""

    def __init__(self, text: str, context: Context, lists: CheckWords) -> None:
        self.text, self.context, self.lists = text[:LONGEST], context, lists
        self.whole_length = len(text.rstrip())
        self.words = list(words(self.text))
        self.language = _language(self.text, self.words, lists, context.locale)
        self.slots = sorted(signs.slots(self.text, self.named("slots")))
        self.finds: dict[str, list[Find]] = {}
        for find in lists.finds(self.words[:_MOST_WORDS], (self.language,)):
            self.finds.setdefault(find.name, []).append(find)

    def span(self, find: Find) -> tuple[int, int]:
        last = self.words[find.end - 1]
        following = self.words[find.end] if find.end < len(self.words) else last
        near = self.language == "ru" and last.clause == following.clause
        if near and forms.belongs(last.text, following.text):
            last = following  # no phrase stops between an adjective and its noun
        return self.around(self.words[find.first].start, last.end)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return a span that begins and ends in no slot."""
        return self._slot_at(start)[0], self._slot_at(end)[1]

    def _slot_at(self, place: int) -> tuple[int, int]:
        """Return the slot with this place between its brackets, or the place itself."""
        before = bisect_left(self.slots, (place,))
        if before and self.slots[before - 1][1] > place:
            return self.slots[before - 1]
        return place, place

    def kept(self, name: str) -> Iterator[Find]:
        """Return the finds of a list that none of its exceptions takes away."""
        finds = self.finds.get(name, ())
        if not finds or f"{name}.anywhere" in self.finds:
            return
        not_ = self.finds.get(f"{name}.not", ())
        unless = {
            find.sentence
            for find in self.finds.get(f"{name}.unless", ())
            if not any(_overlap(find, one) for one in finds)
        }
        near = {find.sentence for find in self.finds.get(f"{name}.near", ())}
        unless |= {sentence + step for sentence in near for step in (-1, 0, 1)}
        for find in finds:
            if find.sentence not in unless and not any(_overlap(find, one) for one in not_):
                yield find

    def named(self, name: str) -> frozenset[str]:
        return self.lists.single(self.language, name)


def _overlap(one: Find, other: Find) -> bool:
    return one.first < other.end and other.first < one.end


def _language(text: str, said: Sequence[Word], lists: CheckWords, default: str) -> str:
    """The language most seen in tell-tale letters and common words; the customer's if unsure."""
    cyrillic = sum(len(word.text) for word in said if word.text[0] >= "\u0400")
    latin = sum(len(word.text) for word in said if "a" <= word.text[0] <= "z")
    rivals = ("ru", "bg") if cyrillic >= latin else ("en",)
    scores = {one: _score(said, lists, one) for one in rivals}
    best = max(scores, key=lambda one: (scores[one], one == default))
    if best == "ru" and any(_is_surely_russian(word, lists) for word in said):
        return best
    unsure = scores[best] - scores.get(default, 0) < _SURE or cyrillic + latin < _FEW_LETTERS
    if not unsure or not default:
        return best
    strange = (
        default in _LATIN and default not in rivals and _is_strange(text, said, lists, default)
    )
    return best if strange else default


def _is_surely_russian(word: Word, lists: CheckWords) -> bool:
    """Tell by a letter that Bulgarian has not; a name in capitals (Алёна) does not count."""
    if _RUSSIAN.isdisjoint(word.raw.lower()):
        return False
    return word.raw[0].islower() or word.text in lists.single("ru", "language")


def _is_strange(text: str, said: Sequence[Word], lists: CheckWords, locale: str) -> bool:
    """Tell of a few words whether none is in the locale's alphabet, names and links aside."""
    if not 1 < len(said) <= _FEW_WORDS:
        return False
    aside = [*signs.links(text), *signs.emails(text), *signs.mentions(text)]
    aside += signs.slots(text, lists.single(locale, "slots"))
    common = lists.single(locale, "language")
    strange: list[Word] = []
    for word in said:
        if word.is_number or any(_meet((word.start, word.end), one) for one in aside):
            continue
        if (word.text[0] < "\u0250") is not _LATIN[locale]:
            strange.append(word)
        elif word.raw[0].islower() or word.text in common:
            return False
    return len(strange) > 1 and any(word.raw.islower() for word in strange)


def _score(text: Sequence[Word], lists: CheckWords, language: str) -> int:
    common = lists.single(language, "language")
    marks = _any_of(lists.single(language, "letters"))
    seen = sum(bool(marks.search(word.raw.lower())) for word in text)
    return 2 * sum(word.text in common for word in text) + 3 * seen


@lru_cache(maxsize=8)
def _any_of(marks: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(marks))) or "(?!)")


def _finding(
    rule: Rule, span: tuple[int, int], *, variant: str = "", blocks: bool = False
) -> Finding:
    key = f"check-{rule.replace('_', '-')}"
    return Finding(rule, span, f"{key}.{variant}" if variant else key, blocks)


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join spans that overlap."""
    begun: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if begun and start < begun[1]:
            begun = begun[0], max(begun[1], end)
        else:
            if begun:
                yield begun
            begun = start, end
    if begun:
        yield begun


def _listed(reply: _Reply) -> Iterator[Finding]:
    for rule in _LISTED:
        spans = [reply.span(find) for find in reply.kept(rule)]
        if rule == Rule.EMPTY_SORROW:
            spans += _empty_sorrow(reply)
        for span in _joined(spans):
            yield _finding(rule, span)


def _empty_sorrow(reply: _Reply) -> Iterator[tuple[int, int]]:
    if "empty_sorrow.anywhere" in reply.finds:
        return
    sorry, generic, plain = (
        reply.lists.test(reply.language, f"empty_sorrow.{name}")
        for name in ("sorry", "generic", "plain")
    )
    for _, group in groupby(reply.words[:_MOST_WORDS], key=lambda word: word.sentence):
        sentence = list(group)
        if substance.is_empty_sorrow(sentence, sorry, generic, plain):
            yield reply.around(sentence[0].start, sentence[-1].end)


def _bad(reply: _Reply) -> Iterator[Finding]:
    """Profanity and insults; English ones are read in every language."""
    spans = [
        (reply.words[at].start, reply.words[at].end)
        for at in reply.lists.bad(reply.words, {reply.language, "en"})
    ]
    spans += [reply.span(find) for find in reply.kept("bad.phrase")]
    for span in _joined(spans):
        yield _finding(Rule.PROFANITY, span, blocks=True)
        yield _finding(Rule.HEAT, span, variant="insult")


def _signs(reply: _Reply) -> Iterator[Finding]:
    text, context = reply.text, reply.context
    for span in reply.slots:
        yield _finding(Rule.UNFILLED_SLOT, span, blocks=True)
    for span in signs.shouts(text):
        yield _finding(Rule.HEAT, span, variant="shout")
    russian = reply.language == "ru"
    for span in signs.capitals(reply.words, reply.named("heat.words"), russian=russian):
        yield _finding(Rule.HEAT, reply.around(*span), variant="shout")
    if not context.solved and context.kind in (None, Kind.COMPLAINT):
        jokes = [reply.span(find) for find in reply.kept(Rule.HUMOUR)]
        for span in _joined([*jokes, *signs.smiles(text)]):
            yield _finding(Rule.HUMOUR, span)
    if not context.private:
        for span in signs.mentions(text):
            yield _finding(Rule.MENTION, span)
        for span in signs.links(text):
            yield _finding(Rule.LINK, span)


def _data(reply: _Reply) -> Iterator[Finding]:
    """Private data in public; another person's blocks, and an order's is the customer's."""
    if reply.context.private:
        return
    orders = [reply.span(find) for find in reply.kept(Rule.PRIVATE_DATA)]
    personal = list(_joined(_personal(reply, orders)))
    others = list(_others(reply)) if personal else []
    for span in personal:
        third = _is_anothers(reply, span, others)
        yield _finding(Rule.PRIVATE_DATA, span, variant="third" if third else "", blocks=third)
    for span in _joined(orders):
        if not any(_meet(span, one) for one in personal):
            yield _finding(Rule.PRIVATE_DATA, span)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _personal(reply: _Reply, orders: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return what may be anybody's: addresses, telephones, cards, passports."""
    yield from signs.emails(reply.text)
    yield from (reply.span(find) for find in reply.kept("private_data.passport"))
    calls = [reply.span(find)[1] for find in reply.finds.get("private_data.phones", ())]
    locale = reply.context.locale or reply.language
    for start, end in signs.numbers(reply.text, locale, calls):
        if not any(order[0] <= start and end <= order[1] for order in orders):
            yield start, end


def _others(reply: _Reply) -> Iterator[int]:
    """Return the places of the words that mean another person than the customer."""
    for find in reply.kept("private_data.third"):
        yield from range(find.first, find.end)
    for at, word in enumerate(reply.words[:_MOST_WORDS]):
        if _is_another(word, reply, at):
            yield at


def _is_another(word: Word, reply: _Reply, at: int) -> bool:
    """Tell whether it is a first name, and not the customer's."""
    if not word.raw[0].isupper() or word.text in reply.named("language"):
        return False
    if reply.language == "ru" and word.text[0] > "z":
        is_name = forms.is_name(word.text)
    else:
        is_name = substance.is_a_name(word.text, reply.lists)
    if not is_name:
        return False
    customer = reply.context.customer
    if customer:
        return not substance.is_addressed(customer, [word], reply.lists, reply.language)
    return not _is_called(at, reply)


def _is_called(at: int, reply: _Reply) -> bool:
    """Tell whether a name is all that the text's first clause has beside a greeting."""
    greetings = reply.named("greetings")
    clause = reply.words[at].clause
    for word in reply.words[: at + 2]:
        if word.clause != clause:
            return word.start > reply.words[at].start
        if word.text not in greetings and word is not reply.words[at]:
            return False
    return False


def _is_anothers(reply: _Reply, span: tuple[int, int], others: Sequence[int]) -> bool:
    """Tell whether data is of one of the `others`: its sentence names one, and not "your number".

    What is said of the customer's own counts if nobody else is named between it and the data.
    """
    first = bisect_right(reply.words, span[0], key=lambda word: word.end)
    end = max(first + 1, bisect_left(reply.words, span[1], key=lambda word: word.start))
    sentences = {reply.words[first].sentence, reply.words[end - 1].sentence}
    mail = "@" in reply.text[slice(*span)]  # its own words mean nobody
    near = [
        at
        for at in others
        if reply.words[at].sentence in sentences and not (mail and first <= at < end)
    ]
    if any(find.first == end for find in reply.finds.get("private_data.own.after", ())):
        return False
    own = [
        find.end
        for find in reply.finds.get("private_data.own", ())
        if find.sentence in sentences and find.end <= first
    ]
    return bool(near) and not any(all(not last <= at < first for at in near) for last in own)


def _whole(reply: _Reply) -> Iterator[Finding]:
    """What is wrong with the reply as a whole."""
    text, context = reply.text, reply.context
    everything = (0, len(text))
    if not _LETTERS.search(text):
        return
    if reply.whole_length > A_STORY:
        yield _finding(Rule.TOO_LONG, (A_STORY, reply.whole_length))
    if substance.is_repeated(text, context.published):
        yield _finding(Rule.BOILERPLATE, everything)
    if context.locale and reply.language != context.locale:
        yield _finding(Rule.LANGUAGE, everything)
    name = address(context.customer)
    if name and not substance.is_addressed(name, reply.words, reply.lists, reply.language):
        yield _finding(Rule.NO_NAME, (0, 0))
    if context.kind in (None, Kind.COMPLAINT) and not context.solved and (lack := _lack(reply)):
        yield _finding(Rule.NOTHING_CONCRETE, everything, variant=lack)


def _lack(reply: _Reply) -> str:
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


def _solves(sentence: Sequence[Word], reply: _Reply, *, phrase: bool, timed: bool) -> bool:
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
