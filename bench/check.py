"""How well the check of replies does on the labelled sentences, and how fast.

Run `python -m bench check` from the checkout. A row of `tests/core/replies.tsv` says of one rule
whether its sentence hurts. `held` rows were written after the rules and not looked at while the
lists were mended; `--wrong` also prints what was judged wrongly.
"""

import csv
import sys
import time
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.core.check import CheckWords, Context, Rule, check, forms
from bot.core.sorting import Kind
from locales.lexicon import LANGUAGES, load_check

REPLIES = Path(__file__).parents[1] / "tests" / "core" / "replies.tsv"
PRECISION = 0.85
"""On the held-out sentences; a rule under it does not ship."""
HOSTILE = ["a", "а", "вы ", "вы сами не ", "не ", "@", "[id1|", "*", "а*", "б*т ", "(", ")", "1 "]
HOSTILE += [
    "1-",
    "+7",
    "+7 900 ",
    "12.",
    "😂",
    "https://",
    "a.",
    "a.a",
    "a@",
    "a@a.",
    "{",
    "{a",
    "[",
]
HOSTILE += [
    "е\u0301",
    "\u202e",
    "#",
    "№ 9",
    "ﷺ",
    "0",
    "!",
    "?!",
    "_",
    "%a",
    "$",
    "НЕ ",
    "НЕТ",
    ":)",
]
HOSTILE += ["заказ ", "заказ 1 ", "жаль что так ", "это все ", "ваше обращение ", "у нас ", "_ "]
HOSTILE += ["you ", "sorry for ", "the ", "това не е ", "4276 ", "8 (", "вернем ", "абвгде жзийкл "]
HOSTILE += [
    "пришлите номер ",
    "<имя",
    "$a",
    "*id1 (",
    "а\u200b",
    "aа1",
    "t.me/",
    "привет.\n",
    "Анна ",
]
"""What regular expressions and word lists could choke on, repeated to 16 KiB."""


class Reply(NamedTuple):
    """A labelled sentence."""

    split: str
    language: str
    rule: str
    hurts: str
    locale: str
    customer: str
    flags: str
    published: str
    text: str

    @property
    def context(self) -> Context:
        flags = self.flags.split()
        kinds = [Kind(flag) for flag in flags if flag in list(Kind)]
        return Context(
            customer=self.customer,
            private="private" in flags,
            locale=self.locale,
            solved="solved" in flags,
            kind=kinds[0] if kinds else None,
            published=(self.published,) if self.published else (),
        )


class Accuracy(NamedTuple):
    """Shares from 0 to 1, and what was judged wrongly."""

    sentences: int
    precision: float
    recall: float
    wrong: tuple[Reply, ...]


@cache
def words() -> CheckWords:
    """Return the lists, read once."""
    return CheckWords.of(load_check())


def replies(split: str | None = None, language: str | None = None) -> list[Reply]:
    """Read the labelled sentences, of one split and language or all."""
    with REPLIES.open(encoding="utf-8", newline="") as file:
        rows = [Reply(**row) for row in csv.DictReader(file, delimiter="\t", quoting=3)]
    return [row for row in rows if split in (None, row.split) and language in (None, row.language)]


def is_found(row: Reply) -> bool:
    """Tell whether the check finds the row's rule in it."""
    found = check(row.text, context=row.context, words=words())
    return any(one.rule == row.rule for one in found)


def accuracy(labelled: Sequence[Reply], rule: str) -> Accuracy:
    """Check the sentences of a rule and compare with their labels."""
    pairs = [(row, is_found(row)) for row in labelled if row.rule == rule]
    hurt = [found for row, found in pairs if row.hurts == "yes"]
    right = [row.hurts == "yes" for row, found in pairs if found]
    wrong = tuple(row for row, found in pairs if found != (row.hurts == "yes"))
    return Accuracy(len(pairs), _share(right), _share(hurt), wrong)


def _share(right: Iterable[bool]) -> float:
    answers = list(right)
    return sum(answers) / len(answers) if answers else 1.0


def _print_rules(*, told: bool) -> list[str]:
    """Print a table; return the rules that may not ship."""
    print(f"  {'':<17}" + "".join(f"{f'{one} {split}':>18}" for one, split in _columns()))
    print("  rule             " + "   n  prec. recall " * len(_columns()))
    low = []
    for rule in Rule:
        cells = []
        for language, split in _columns():
            found = accuracy(replies(split, language), rule)
            cells.append(f"{found.sentences:>4}{found.precision:>7.2f}{found.recall:>7.2f}")
            if split == "held" and found.precision < PRECISION:
                low.append(f"{rule} ({language})")
            for row in found.wrong if told else ():
                print(f"      {split} {rule} {row.hurts}: {row.text}")
        print(f"  {rule:<17}" + "".join(cells))
    return low


def _columns() -> list[tuple[str, str]]:
    return [(language, split) for language in LANGUAGES for split in ("tune", "held")]


def _print_speed() -> None:
    began = time.perf_counter()
    lists = CheckWords.of(load_check.__wrapped__())
    loaded = time.perf_counter() - began
    rows = [(row.text, row.context) for row in replies()]
    for remembered in (forms.verb, forms.kind, forms.is_name, forms.name_forms):
        remembered.cache_clear()
    first, second = (_seconds_each(rows, lists) for _ in range(2))
    print(
        f"lists read in {1e3 * loaded:.0f} ms; a reply in {1e3 * second:.2f} ms, "
        f"{1e3 * first:.2f} ms when its words are new"
    )
    letters = "Анна, простите, что торт приехал помятым. Привезём новый сегодня до 18:00. " * 5
    published = tuple(f"{row.text} {letters}" for row in replies()[:50])
    context = Context(customer="Анна", locale="ru", published=published)
    each = _seconds_each([(letters[:350], context)] * 200, lists)
    turn = _seconds_a_turn()
    print(
        f"a reply of 350 characters beside fifty of 400 published: {1e3 * each:.2f} ms, "
        f"as long as a bare loop of {each / turn:,.0f} turns ({each / turn / 350:,.0f} a character)"
    )
    worst = max(HOSTILE, key=lambda part: hostile_seconds(part, lists))
    longest = 1e3 * min(hostile_seconds(worst, lists) for _ in range(3))
    print(f"worst of {len(HOSTILE)} hostile texts of 16 KiB: {longest:.0f} ms ({worst!r})")


def _seconds_a_turn() -> float:
    """Return what one turn of a loop that does nothing costs on this machine."""
    began = time.perf_counter()
    for _ in range(1_000_000):
        pass
    return (time.perf_counter() - began) / 1_000_000


def _seconds_each(rows: Sequence[tuple[str, Context]], lists: CheckWords) -> float:
    began = time.perf_counter()
    for text, context in rows:
        check(text, context=context, words=lists)
    return (time.perf_counter() - began) / len(rows)


def hostile_seconds(part: str, lists: CheckWords) -> float:
    """Return how long a text of 16 KiB made of one part takes."""
    text = (part * 16384)[:16384]
    context = Context(customer="Анна", locale="ru", published=(text[1:], text[:-7]))
    began = time.perf_counter()
    check(text, context=context, words=lists)
    return time.perf_counter() - began


def main() -> int:
    """Print the tables; 1 if a rule is not right often enough."""
    low = _print_rules(told="--wrong" in sys.argv)
    if low:
        print(f"under {PRECISION} precision on held-out sentences: {', '.join(low)}")
    _print_speed()
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
