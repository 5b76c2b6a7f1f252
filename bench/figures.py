"""What a measurement tells: figures with their marks, as a table or as JSON for the runner."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured; `met` tells whether it is as demanded, None where nothing is."""

    what: str
    value: float
    unit: str = ""
    demanded: str = ""
    met: bool | None = None


def at_least(what: str, value: float, mark: float, unit: str = "") -> Figure:
    """Return a figure that is to be no lower than `mark`."""
    return Figure(what, value, unit, f">= {mark:g}", value >= mark)


def at_most(what: str, value: float, mark: float, unit: str = "") -> Figure:
    """Return a figure that is to be no higher than `mark`."""
    return Figure(what, value, unit, f"<= {mark:g}", value <= mark)


def share(values: Sequence[float], part: float) -> float:
    """Return the value that `part` (0 to 1) of the values do not exceed."""
    return sorted(values)[max(0, ceil(part * len(values)) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines with a column for the marks."""
    width = max((len(one.what) for one in figures), default=0)
    lines = []
    for one in figures:
        verdict = {None: "", True: "ok", False: "MISSED"}[one.met]
        value = f"{one.value:,.0f}" if one.value >= 1000 else f"{one.value:.3g}"
        line = f"  {one.what:<{width}}  {value:>9} {one.unit:<9} {one.demanded:<9} {verdict}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def tell(measure: Callable[[], Sequence[Figure]], about: str) -> int:
    """Carry a measurement out and print it; 1 where a mark was missed."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    as_json = parser.parse_args().json
    figures = measure()
    if as_json:
        print(json.dumps([asdict(one) for one in figures]))
    else:
        print(table(figures))
    return int(any(one.met is False for one in figures))


def read(printed: str) -> list[Figure]:
    """Return what `--json` printed."""
    return [Figure(**one) for one in json.loads(printed)]


def say(line: str) -> None:
    """Tell how the measurement goes, beside its result."""
    print(line, file=sys.stderr, flush=True)
