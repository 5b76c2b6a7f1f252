"""The word lists, as plain data for `bot.core.sorting.Lexicon.of` and for
`bot.core.moments.MomentWords.of`, `bot.core.check.CheckWords.of` and
`bot.core.terms.SearchWords.of`.

`sorting.txt` beside this module is for every language, `<language>/sorting.txt` for one, and so
are `<language>/moments.txt` and `<language>/check.txt`; Bulgarian has a `search.txt`. A line
`[sense]` or `[sense.detail]` begins a list; below it come entries, separated by commas or line
ends; `//` begins a note. What an entry of the first may look like is told in `bot.core.words`; one
of the second is a word or some in a row, each form by itself; those of the third are told in
`bot.core.check.lists`; those of the last are endings of words.

`<language>/library.txt` has whole texts, for `bot.core.library.Library.of`.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby

LANGUAGES = ("ru", "en", "bg")


@cache
def load() -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the lists for sorting: {language: {sense: entries}}; language "" is common to all."""
    package = files(__package__)
    lists = {"": _read(package / "sorting.txt")}
    return lists | {name: _read(package / name / "sorting.txt") for name in LANGUAGES}


@cache
def load_moments() -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the lists for deadlines: {language: {sense: entries}}."""
    package = files(__package__)
    return {name: _read(package / name / "moments.txt") for name in LANGUAGES}


@cache
def load_check() -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the lists for checking a reply: {language: {list: entries}}."""
    package = files(__package__)
    return {name: _read(package / name / "check.txt") for name in LANGUAGES}


@cache
def load_library() -> dict[str, tuple[tuple[str, str, str, str, str], ...]]:
    """Read the texts to begin a reply with: {language: (kind, theme, outcome, title, text)}."""
    package = files(__package__)
    return {name: tuple(_texts(package / name / "library.txt")) for name in LANGUAGES}


def _texts(file: Traversable) -> Iterator[tuple[str, str, str, str, str]]:
    """Cut a file into texts: `[kind theme outcome]`, `title: ...`, lines up to a blank one."""
    lines = (line.partition("//")[0].strip() for line in file.read_text("utf-8").splitlines())
    for said, block in groupby(lines, key=bool):
        header, title, *text = block if said else ("", "")
        if header:
            parts = (*header.strip("[]").split(), "-", "-")
            kind, theme, outcome = (part.strip("-") for part in parts[:3])
            yield kind, theme, outcome, title.removeprefix("title:").strip(), " ".join(text)


@cache
def load_search() -> dict[str, dict[str, tuple[str, ...]]]:
    """Read the endings of words: {language: {list: entries}}."""
    return {"bg": _read(files(__package__) / "bg" / "search.txt")}


def _read(file: Traversable) -> dict[str, tuple[str, ...]]:
    senses: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in file.read_text("utf-8").splitlines():
        line = line.partition("//")[0].strip()
        if line.startswith("["):
            name = line.strip("[]")
        elif line:
            entries = (entry.strip() for entry in line.split(","))
            senses[name] = senses.get(name, ()) + tuple(entry for entry in entries if entry)
    return senses
