"""The findings as people and as programs read them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.doctor.finding import Finding, Level
from bot.voice import speak

MARKS = {Level.OK: "✓", Level.WARNING: "!", Level.PROBLEM: "✗"}
PLAIN_MARKS = {Level.OK: "+", Level.WARNING: "!", Level.PROBLEM: "x"}
"""For terminals that have no more than their own letters."""
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found. `strict` makes a missing variable an error; tests set it."""

    findings: Sequence[Finding]
    locale: str
    strict: bool = False

    @property
    def well(self) -> bool:
        """Whether the bot can do its main job."""
        return all(one.level is not Level.PROBLEM for one in self.findings)

    def json(self, encoding: str = "utf-8") -> str:
        """Return one JSON object in one line, that an output of this encoding takes."""
        checks = [
            {
                "check": one.check,
                "level": one.level.value,
                "text": self._text(one),
                "mend": self._mend(one),
            }
            for one in self.findings
        ]
        said = json.dumps({"well": self.well, "checks": checks}, ensure_ascii=False)
        return said if encodable(said, encoding) else json.dumps(json.loads(said))

    def lines(self, encoding: str = "utf-8") -> Iterator[str]:
        """Return a line for each finding, and one below it where there is something to mend."""
        rich = encodable("✓✗→", encoding)
        marks, arrow = (MARKS, "→") if rich else (PLAIN_MARKS, "->")
        for one in self.findings:
            yield f"{marks[one.level]} {self._text(one)}"
            if mend := self._mend(one):
                yield f"  {arrow} {mend}"
        verdict = "doctor-well" if self.well else "doctor-unwell"
        yield ""
        yield self._speak(verdict, {"mark": marks[Level.PROBLEM]})

    def _text(self, one: Finding) -> str:
        return self._speak(one.key, one.values)

    def _mend(self, one: Finding) -> str | None:
        return None if one.level is Level.OK else self._speak(f"{one.key}.mend", one.values)

    def _speak(self, key: str, values: dict[str, str]) -> str:
        """Return the words in one line: titles and names in them are other people's."""
        said = " ".join(speak(self.locale, key, values, strict=self.strict).split())
        return "".join(letter for letter in said if letter.isprintable())[:LONGEST]


def encodable(text: str, encoding: str) -> bool:
    """Return whether a terminal of this encoding can show the text."""
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
