"""Whether a platform's first name can stand in a public sentence.

A name is whatever somebody typed. Only what reads as a name is repeated in public: no markup, no
mention, no link, no title that could pass for the brand's own people.
"""

import re

A_NAME = re.compile(r"[^\W\d_]{1,30}(?:[ '’\-][^\W\d_]{1,30}){0,2}\.?")
A_PART = re.compile(r"[^\W\d_]+")
NOT_A_PERSON = frozenset({"deleted", "admin", "administrator", "moderator", "support", "bot"})


def address(first_name: str, *, titles: frozenset[str] = frozenset()) -> str | None:
    """Return how to address the customer, or None where the name cannot be used.

    `titles` are words of any language that are no names ("administrator"), in lower case.
    """
    name = " ".join(first_name.split())
    if not 2 <= len(name) <= 40 or not A_NAME.fullmatch(name):
        return None
    parts = (name.lower(), *A_PART.findall(name.lower()))
    if not (NOT_A_PERSON | titles).isdisjoint(parts):
        return None
    return name.title() if name.isupper() or name.islower() else name
