"""The slots of a text, and how the name goes in.

`{name}` is filled by the program; `{issue}` (what happened, a clause), `{action}` (what "we" do, a
clause) and `{deadline}` (by when, with its preposition) by whoever answers. An open slot cannot be
published.
"""

import re

NAME, ISSUE, DEADLINE = "{name}", "{issue}", "{deadline}"
SLOTS = frozenset({"name", "issue", "action", "deadline"})


def slots_of(text: str) -> frozenset[str]:
    """Return which slots are open, without their braces."""
    return frozenset(slot for slot in SLOTS if f"{{{slot}}}" in text)


# --- the name goes in


_ADDRESSED = re.compile(
    r"(?P<begins>(?:^|(?<=[.!?…»\n]\s)|(?<=\n))[«“„(]?)"
    r"\{name\}(?:[,!:.]|\s[—–-])?\s?(?P<next>\w?)"
)
_WITHIN = re.compile(
    r",?\s\{name\}(?:,\s(?P<bound>(?:за|про|об?|от|с|for|about|that|to|with)\b)"
    r"|(?P<stop>[,.!?:;…)]|$)|(?=\s))",
    re.I,
)
"""Before a preposition the second comma goes with the name."""


def filled(text: str, name: str) -> str:
    """Put the name in, as `naming.address` returns it; without one, take its slot out."""
    if name:
        return text.replace(NAME, name)
    text = _ADDRESSED.sub(lambda found: found["begins"] + found["next"].upper(), text)
    return _WITHIN.sub(_without, text).replace(NAME, "")


def _without(found: re.Match[str]) -> str:
    return f" {found['bound']}" if found["bound"] else found["stop"] or ""
