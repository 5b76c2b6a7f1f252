"""Private data in public, and whose it is: another person's blocks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from bot.core.check import forms, signs, substance
from bot.core.check.reading import Word
from bot.core.check.reply import MOST_WORDS, Finding, Reply, Rule, finding, joined, meet


def private_data(reply: Reply) -> Iterator[Finding]:
    """Private data in public; another person's blocks, and an order's is the customer's."""
    if reply.context.private:
        return
    orders = [reply.span(find) for find in reply.kept(Rule.PRIVATE_DATA)]
    personal = list(joined(_personal(reply, orders)))
    others = list(_others(reply)) if personal else []
    for span in personal:
        third = _is_anothers(reply, span, others)
        yield finding(Rule.PRIVATE_DATA, span, variant="third" if third else "", blocks=third)
    for span in joined(orders):
        if not any(meet(span, one) for one in personal):
            yield finding(Rule.PRIVATE_DATA, span)


def _personal(reply: Reply, orders: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Return what may be anybody's: addresses, telephones, cards, passports."""
    yield from signs.emails(reply.text)
    yield from (reply.span(find) for find in reply.kept("private_data.passport"))
    calls = [reply.span(find)[1] for find in reply.finds.get("private_data.phones", ())]
    locale = reply.context.locale or reply.language
    for start, end in signs.numbers(reply.text, locale, calls):
        if not any(order[0] <= start and end <= order[1] for order in orders):
            yield start, end


def _others(reply: Reply) -> Iterator[int]:
    """Return the places of the words that mean another person than the customer."""
    for find in reply.kept("private_data.third"):
        yield from range(find.first, find.end)
    for at, word in enumerate(reply.words[:MOST_WORDS]):
        if _is_another(word, reply, at):
            yield at


def _is_another(word: Word, reply: Reply, at: int) -> bool:
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


def _is_called(at: int, reply: Reply) -> bool:
    """Tell whether a name is all that the text's first clause has beside a greeting."""
    greetings = reply.named("greetings")
    clause = reply.words[at].clause
    for word in reply.words[: at + 2]:
        if word.clause != clause:
            return word.start > reply.words[at].start
        if word.text not in greetings and word is not reply.words[at]:
            return False
    return False


def _is_anothers(reply: Reply, span: tuple[int, int], others: Sequence[int]) -> bool:
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
