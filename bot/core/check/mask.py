"""Undo the masks of bad words: «бл*ть», "sh1t", Latin letters among Cyrillic, stretched letters."""

import re
from functools import lru_cache

_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[a-z]")
_AS_CYRILLIC = str.maketrans("abcehkmoptuxy03461@", "авсенкмортихуозчбиа")
_AS_LATIN = str.maketrans("013457@$", "oieastas")
_FOREIGN = re.compile(r"[a-z0-9@]")
_SIGNS = re.compile(r"[\d@$]")
_STARS = re.compile(r"\*{1,8}")
_STRETCHED = re.compile(r"(\w)\1{1,40}")
MOST_STARS = 3
_SHORTEST_PRESSED = 4  # "ass" is not "as"


def unlike(word: str) -> str:
    """Put Cyrillic letters where look-alikes stand among them."""
    if _CYRILLIC.search(word) and _FOREIGN.search(word):
        return word.translate(_AS_CYRILLIC)
    return word


@lru_cache(maxsize=16384)
def unmasked(word: str) -> frozenset[str]:
    """Spell a word as if nobody had hidden it: signs for letters, letters stretched."""
    if _SIGNS.search(word) and _LATIN.search(word):
        word = word.translate(_AS_LATIN)
    pressed = _STRETCHED.sub(r"\1", word)
    return frozenset((word, pressed) if len(pressed) >= _SHORTEST_PRESSED else (word,))


def starred(word: str) -> re.Pattern[str] | None:
    """Return what a word with asterisks may stand for, or None if nothing of it can be known.

    An asterisk is one letter or two more; the first letter must be seen, and two letters at all.
    """
    parts = _STARS.split(word)
    if not 1 < len(parts) <= MOST_STARS + 1 or not parts[0]:
        return None
    if len("".join(parts)) < 2 and not _STARS.search(word[1:]):
        return None
    lengths = [len(stars) for stars in _STARS.findall(word)]
    pattern = re.escape(parts[0])
    for length, part in zip(lengths, parts[1:], strict=True):
        pattern += rf"\w{{{length},{length + 2}}}{re.escape(part)}"
    return re.compile(pattern)
