"""What is seen by its shape in any language: numbers, addresses, links, slots, smileys, capitals.

No pattern here has an unbounded repetition, and none begins with one that overlaps what follows.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.core.check import forms
from bot.core.check.reading import Word

Span = tuple[int, int]

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_DIGITS = re.compile(r"(?<![\d+])\+?\(?\d(?:[ ()\u00a0\u2011–-]{0,3}\d){6,18}(?!\d)")
_LINK = re.compile(
    r"(?:https?://|tg://|www\.|(?<!\w)(?:t\.me|vk\.cc|vk\.me|vk\.com|wa\.me|bit\.ly|clck\.ru"
    r"|(?:maps\.app\.)?goo\.gl|youtu\.be|forms\.gle|is\.gd|cutt\.ly|taplink\.cc)/)"
    r"[^\s«»\"]{1,300}",
    re.I,
)
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[^\W_][\w-]{0,62}\.){1,4}"
    r"(?:ru|com|org|net|рф|bg|su|info|online|shop|store|uk|eu|site|by|kz|me|io|app|de|us)"
    r"(?:/[^\s«»\"]{0,200})?(?![\w-])(?!\.\w)",
    re.I,
)
_RUN_ON = re.compile(r"[a-zа-я]\.(?:Me|By|Us|De|App|Online|Shop|Store|Site|Net|Info|IO|Su)$")
_MENTION = re.compile(
    r"\[(?:id|club|public)\d{1,12}\|[^\]\n]{0,64}\]"
    r"|(?<![\w*])\*(?:id|club)\d{1,12}(?: \([^)\n]{1,64}\))?"
    r"|(?<![\w@.])@(?!\d{1,3}\b)\w{2,64}"
)
_SLOT = re.compile(
    r"\{{1,2}\s?\$?[^\W\d_][\w .-]{0,40}\}{1,2}|%[^\W\d]{2,30}%|_{3,40}"
    r"|\$\{?[a-z_]{2,30}\}?(?!\w)"
)
_BRACKETED = re.compile(r"[\[<]\s?([^\W\d_][\w .-]{0,40})[\]>]")
_SMILEY = re.compile(
    r"(?<![\w(])[:;=8]['-]?[)DPpРД*](?!\w)|\^_\^|\bxD\b|\bXD\b|(?<![\w])[:;]-?[)(]{1,20}"
)
_EMOJI = re.compile(
    "[\U0001f300-\U0001f4aa\U0001f4ae-\U0001f4c4\U0001f525\U0001f5ff-\U0001f6d0"
    "\U0001f900-\U0001faff\u2600-\u260d\u2614-\u2640\u2642-\u26a0\u2744\u2763\u2764\u2728\u2b50]"
    "[\ufe0f\U0001f3fb-\U0001f3ff\u2640\u2642]{0,4}"
    "(?:\u200d(?:[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]{0,2})?){0,6}"
)
_SHOUTS = re.compile(r"[!?]{2,40}")
_LOUD_LETTERS, _ALONE = 8, 4
_SHORTEST_WORD = 3
REGIONS = {"ru": ("RU", "BY"), "en": ("GB", "US"), "bg": ("BG",)}
_ANYWHERE = tuple(region for regions in REGIONS.values() for region in regions)
_MOST_NUMBERS, _REACH, _WITH_AREA = 12, 32, 10
"""Numbers looked at, characters after a word about calls, figures with the area's."""
_CARD = range(13, 20)


def emails(text: str) -> list[Span]:
    """Find e-mail addresses."""
    return [found.span() for found in _EMAIL.finditer(text)] if "@" in text else []


def numbers(text: str, locale: str, introduced: Sequence[int] = ()) -> Iterator[Span]:
    """Find card numbers and telephone numbers of persons; free hotlines are nobody's.

    `introduced` are the ends of words that a telephone number is expected after.
    """
    for seen, found in enumerate(_DIGITS.finditer(text)):
        if seen == _MOST_NUMBERS:
            return
        digits = "".join(filter(str.isdecimal, found[0]))
        if len(digits) in _CARD and _is_luhn(digits):
            yield found.span()
            continue
        last = bisect_right(introduced, found.start()) - 1
        expected = last >= 0 and found.start() - introduced[last] <= _REACH
        if _is_phone(found[0], digits, locale, expected=expected):
            yield found.span()


def _is_luhn(digits: str) -> bool:
    """Tell whether the last digit agrees with the others, as on every payment card."""
    if digits[0] not in "23456":
        return False
    doubled = [int(digit) * 2 for digit in digits[-2::-2]]
    rest = sum(map(int, digits[-1::-2]))
    return (rest + sum(twice - 9 * (twice > 9) for twice in doubled)) % 10 == 0


def _is_phone(raw: str, digits: str, locale: str, *, expected: bool) -> bool:
    """Tell whether a number can be dialled; one without any sign of it must begin as they do.

    Where one is expected any country's is, and one as long that no plan has.
    """
    if not 7 <= len(digits) <= 15:
        return False
    import phonenumbers  # costs more than all the other rules at the start

    dialled = raw.startswith("+") or digits[0] in "0789" or "(" in raw
    if not dialled and not (locale == "en" and raw.count("-") + raw.count(" ") > 1):
        return False
    regions = REGIONS.get(locale, ()) or ("RU",)
    for region in dict.fromkeys((*regions, *_ANYWHERE)) if expected else regions:
        try:
            number = phonenumbers.parse(raw, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            free = phonenumbers.PhoneNumberType.TOLL_FREE
            return bool(phonenumbers.number_type(number) != free)
    return expected and len(digits) >= _WITH_AREA


def links(text: str) -> Iterator[Span]:
    """Find addresses of pages, bare domains too."""
    if "." not in text and "://" not in text:
        return
    end = 0
    found = [*_LINK.finditer(text), *_DOMAIN.finditer(text)]
    for one in sorted(found, key=lambda one: (one.start(), -one.end())):
        if one.start() >= end and not _RUN_ON.search(one[0]):
            end = one.start() + len(one[0].rstrip(".,;:!?)"))
            yield one.start(), end


def mentions(text: str) -> Iterator[Span]:
    """Find pings: of a person, a community, everybody."""
    for found in _MENTION.finditer(text):
        yield found.span()


def slots(text: str, names: frozenset[str]) -> Iterator[Span]:
    """Find what a template left open; in square or angle brackets only what slots are called."""
    for found in _SLOT.finditer(text):
        yield found.span()
    for found in _BRACKETED.finditer(text):
        if not names.isdisjoint(found[1].casefold().replace("_", " ").split()):
            yield found.span()


def smiles(text: str) -> Iterator[Span]:
    """Find smileys, emoji and brackets that nothing opened: two or more, or one after a word."""
    for pattern in (_SMILEY, _EMOJI):
        for found in pattern.finditer(text):
            yield found.span()
    depth = run = 0
    for at, sign in enumerate(f"{text} "):
        if sign == ")" and not depth:
            run += 1
            continue
        if run > 1 or (run and _is_smile(text, at - 1)):
            yield at - run, at
        run = 0
        depth = max(0, depth + (sign == "(") - (sign == ")"))


def _is_smile(text: str, at: int) -> bool:
    """Tell a smile at the end of a word from the bracket after a number or a letter of a list."""
    before, after = text[max(0, at - _SHORTEST_WORD) : at], text[at + 1 : at + 2]
    return len(before) == _SHORTEST_WORD and before.isalpha() and not after.isalnum()


def shouts(text: str) -> Iterator[Span]:
    """Find "!!" and its like; "??" alone may be a slip."""
    for found in _SHOUTS.finditer(text):
        if "!" in found[0]:
            yield found.span()


def capitals(words: Sequence[Word], loud: frozenset[str], *, russian: bool) -> Iterator[Span]:
    """Find words in capitals that are no abbreviations: several in a row, or one a dictionary has.

    `loud` are short words that are a raised voice even alone («НЕ»).
    """
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and _is_loud(word):
            run.append(word)
            continue
        if run and _is_raised(run, loud, russian=russian):
            yield run[0].start, run[-1].end
        run = []


def _is_loud(word: Word) -> bool:
    return word.raw.isupper() and word.raw.isalpha() and (len(word.raw) > 1 or word.raw in "ЯIИА")


def _is_raised(run: Sequence[Word], loud: frozenset[str], *, russian: bool) -> bool:
    """Tell a raised voice from a brand and from abbreviations."""
    if any(word.text in loud for word in run):
        return len(run) > 1 or run[0].text in loud
    if not russian:
        return len(run) > 1 and sum(len(word.raw) for word in run) >= _LOUD_LETTERS
    kinds = [forms.kind(word.text) for word in run if len(word.text) >= _ALONE]
    return "OTHER" in kinds or (len(run) > 1 and kinds.count("NOUN") > 1)
