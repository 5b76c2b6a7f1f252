"""How well the sorting does on the labelled comments, and how fast.

Run `python -m bench.sorting` from the checkout. A label "unclear" asks only that the sorting is
not sure; a theme "*" asks nothing, "-" asks for none. `held` comments were not looked at while
the lists were written.
"""

import csv
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bot.core.sorting import Kind, Lexicon, Sorted, sort
from locales.lexicon import load

COMMENTS = Path(__file__).parents[1] / "tests" / "core" / "comments.tsv"
HOSTILE = ["a", "а", "аб", "не ", "не очень ", "ждал ", "@", "[id1|", "*", "а*", "(", "1 ", "1-"]
HOSTILE += ["12.", "😂", "https://", "привет.\n", "е\u0301", "\u202e", "#", "ﷺ", "never ", "0", "!"]
"""What regular expressions and word lists could choke on, repeated to 16 KiB."""
IGNORED = frozenset({Kind.PRAISE, Kind.ABUSE, Kind.SPAM, Kind.OTHER})


class Comment(NamedTuple):
    """A labelled comment."""

    split: str
    language: str
    kind: str
    theme: str
    text: str


class Accuracy(NamedTuple):
    """Shares from 0 to 1, and the comments that would have been lost."""

    comments: int
    sure_right: float  # of the sure ones, as labelled
    sure: float  # of those with a clear label
    kind: float  # best guess, of those with a clear label
    theme: float
    language: float
    lost: tuple[str, ...]  # complaints and unclear ones taken for praise, abuse, spam, small talk


def comments(split: str | None = None) -> list[Comment]:
    """Read the labelled comments, of one split or all."""
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        rows = [Comment(**row) for row in csv.DictReader(file, delimiter="\t", quoting=3)]
    return [row for row in rows if split in (None, row.split)]


def accuracy(labelled: Sequence[Comment]) -> Accuracy:
    """Sort the comments and compare with their labels."""
    lexicon = Lexicon.of(load())
    pairs = [(row, sort(row.text, lexicon)) for row in labelled]
    sure = [(row, got) for row, got in pairs if got.sure]
    clear = [(row, got) for row, got in pairs if row.kind != "unclear"]
    themed = [(row, got) for row, got in pairs if row.theme != "*"]
    return Accuracy(
        len(pairs),
        _share(row.kind == got.kind for row, got in sure),
        _share(got.sure for _, got in clear),
        _share(row.kind == got.kind for row, got in clear),
        _share(row.theme == (got.theme or "-") for row, got in themed),
        _share(row.language == got.language for row, got in pairs),
        tuple(row.text for row, got in sure if is_lost(row, got)),
    )


def is_lost(row: Comment, got: Sorted) -> bool:
    """Tell whether somebody who wanted an answer gets no case."""
    return row.kind not in IGNORED and got.sure and got.kind in IGNORED


def _share(right: Iterable[bool]) -> float:
    answers = list(right)
    return sum(answers) / len(answers) if answers else 1.0


def _print_kinds(labelled: Sequence[Comment]) -> None:
    lexicon = Lexicon.of(load())
    pairs = [(row, sort(row.text, lexicon)) for row in labelled]
    print("  kind         labelled  precision  recall   sure  sure right")
    for kind in Kind:
        guessed = [row.kind == kind for row, got in pairs if got.kind == kind and _clear(row)]
        meant = [got for row, got in pairs if row.kind == kind]
        sure = [row.kind == kind for row, got in pairs if got.kind == kind and got.sure]
        print(
            f"  {kind:<12}{len(meant):>9}{_share(guessed):>11.2f}"
            f"{_share(got.kind == kind for got in meant):>8.2f}"
            f"{_share(got.sure for got in meant):>7.2f}{_share(sure):>12.2f}"
        )


def _clear(row: Comment) -> bool:
    return row.kind != "unclear"


def _print_speed(labelled: Sequence[Comment]) -> None:
    began = time.perf_counter()
    lexicon = Lexicon.of(load.__wrapped__())
    loaded = time.perf_counter()
    for row in labelled:
        sort(row.text, lexicon)
    each = (time.perf_counter() - loaded) / len(labelled)
    print(f"lists read in {1e3 * (loaded - began):.1f} ms, a comment in {1e3 * each:.3f} ms")
    worst = max(HOSTILE, key=lambda part: _seconds(part, lexicon))
    longest = 1e3 * _seconds(worst, lexicon)
    print(f"worst of {len(HOSTILE)} hostile texts of 16 KiB: {longest:.0f} ms ({worst!r})")


def _seconds(part: str, lexicon: Lexicon) -> float:
    text = (part * 16384)[:16384]
    began = time.perf_counter()
    sort(text, lexicon)
    return time.perf_counter() - began


def main() -> int:
    """Print the tables; 1 if a comment would have been lost."""
    lost: tuple[str, ...] = ()
    for split in ("tune", "held"):
        labelled = comments(split)
        found = accuracy(labelled)
        lost += found.lost
        print(
            f"{split}: {found.comments} comments; sure ones right {found.sure_right:.3f}, "
            f"clear ones sure {found.sure:.3f}, kind {found.kind:.3f}, theme {found.theme:.3f}, "
            f"language {found.language:.3f}, lost {len(found.lost)}"
        )
        _print_kinds(labelled)
    _print_speed(comments())
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
