"""What newcomers read: the same in both languages, and true."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
PAIRS = [
    ("README.md", "README.ru.md"),
    ("docs/connecting.md", "docs/connecting.ru.md"),
    ("docs/compensations.md", "docs/compensations.ru.md"),
]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "ops").glob("*.md")]
)
IN_CODE = re.compile(r"```.*?```", re.S)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
A_SETTING = re.compile(
    r"`([A-Z][A-Z]+(?:_[A-Z]+)+|BRAND|LOCALE|TIMEZONE|LISTEN|ACK|UNDO)(?:=[^`]*)?`"
)
NOT_OURS = {"TEST_POSTGRES_URL", "CONFIG_FILE"}


def read(name: str | Path) -> str:
    return (ROOT / name).read_text("utf-8")


def outline(text: str) -> list[str]:
    """Return the levels of the headings, and the number a heading begins with."""
    headings = re.findall(r"^(#+) (\d*)", IN_CODE.sub("", text), re.M)
    return [f"{level}{number}" for level, number in headings]


def commands(text: str) -> list[list[str]]:
    """Return the lines of the shell blocks without their comments."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
    return [[line.partition("#")[0].strip() for line in block.splitlines()] for block in blocks]


def in_code(text: str) -> list[str]:
    """Return what is named to the letter."""
    return sorted(set(re.findall(r"`([^`\n]+)`", IN_CODE.sub("", text))))


@pytest.mark.parametrize(("english", "russian"), PAIRS)
def test_both_languages_have_the_same_headings_commands_and_names(
    english: str, russian: str
) -> None:
    first, second = read(english), read(russian)
    assert outline(first) == outline(second)
    assert commands(first) == commands(second)
    differ = set(in_code(first)) ^ set(in_code(second))
    assert all(re.search("[а-яё]", name, re.I) or ":" in name for name in differ), differ


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_into_the_repository_leads_somewhere(document: Path) -> None:
    for target in LINK.findall(IN_CODE.sub("", document.read_text("utf-8"))):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_setting_that_is_named_exists(document: Path) -> None:
    known = {name.upper() for name in Settings.model_fields} | NOT_OURS
    named = set(A_SETTING.findall(document.read_text("utf-8")))
    assert named <= known, named - known


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.M))
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        named = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.M))
        assert named <= targets, f"{document.name}: {named - targets}"
