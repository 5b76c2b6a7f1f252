"""What a search has found: cases with the way to their topics, and texts to begin a reply with."""

from collections.abc import Mapping, Sequence

from bot.channels.telegram.card import beginning
from bot.channels.telegram.view import Drawn, Words, link, quote
from bot.core.case import Case

TEXT = 600
"""UTF-16 units of a text of the library: the whole of it, as a tap is to copy it."""


def found(
    asked: str,
    cases: Sequence[Case],
    texts: Sequence[str],
    *,
    count: int,
    topics: Mapping[int, str],
    when: Mapping[int, str],
    words: Words,
) -> Drawn:
    """Return what was found for a question; `count` is how many cases there are in all."""
    if not cases and not texts:
        return Drawn(text=words.say("find-none", text=quote(asked, 100)))
    lines = []
    if cases:
        lines.append(words.say("find-title", text=quote(asked, 100), count=str(count)))
    for case in cases:
        name = quote(case.customer.full_name, 40) or words.say("somebody")
        named = link(topics[case.id], name) if topics.get(case.id) else name
        number = words.say("case-number", id=str(case.id))
        mark = words.say(f"mark-{case.kind if case.sure else 'unclear'}")
        ended = f"outcome-{case.outcome}" if case.outcome else f"status-{case.status}"
        state = words.say(ended)
        lines.append(f"{mark} <b>{named}</b> · {number} · {when[case.id]} · {state}")
        lines.append(f"<i>{beginning(case, words, 70)}</i>")
    if count > len(cases) > 0:
        lines.append(words.say("find-more", shown=str(len(cases))))
    if texts:
        lines.append(words.say("find-texts"))
        lines += [f"<code>{quote(text, TEXT)}</code>" for text in texts]
    return Drawn(text="\n".join(lines))
