"""The catalogue of compensations: tables of `otklik.toml`, and what can be wrong with them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr

from bot.values import amount, text_file, title, webhook

Token = Annotated[SecretStr, Field(min_length=1)]
Amount = Annotated[int, BeforeValidator(amount)]
Title = Annotated[str, BeforeValidator(title)]
TextFile = Annotated[Path, BeforeValidator(text_file)]
Webhook = Annotated[str, BeforeValidator(webhook)]
Problem = tuple[str, str, dict[str, str]]
"""Name, key of the voice's texts, values for it."""
MOST = 40
"""What a menu of buttons holds; Telegram takes a hundred, a person far fewer."""


class Compensation(BaseModel):
    """What a customer may be given: one table of the catalogue. Names are as in `otklik.toml`.

    Its code is the next line of the file `codes`, or is asked for at `webhook`, never both.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: Title
    value: Amount
    who: Literal["staff", "manager"]
    codes: TextFile | None = None
    webhook: Webhook | None = None
    secret: Token | None = None
    """The key that what goes to the webhook is signed with."""


def table(given: Any, folder: Path) -> Any:
    """Return a table without what is empty, its file looked for beside the one it stands in."""
    if not isinstance(given, dict):
        return given
    values = {name: value for name, value in given.items() if value != ""}
    if "codes" in values:
        values["codes"] = folder / str(values["codes"])
    return values


def told(error: Any, toml: Path) -> Problem:
    """Return what pydantic found wrong in a table, with the place it stands in."""
    table, index, *keys = error["loc"]
    kind = error["type"]
    known = {
        "missing": "missing",
        "string_too_short": "missing",
        "string_type": "text",
        "extra_forbidden": "unknown",
        "literal_error": "choice",
        "model_type": "tables",
    }
    name = ".".join([f"{table}[{index + 1}]", *keys])
    readable = "".join(letter if letter.isprintable() else "?" for letter in name)
    return readable, known.get(kind, kind), {"file": toml.name, **context(error)}


def context(error: Any) -> dict[str, str]:
    """Return the values that go with what pydantic found wrong."""
    values = {key: str(value) for key, value in error.get("ctx", {}).items()}
    if "expected" in values:  # pydantic lists the choices in English
        values["expected"] = values["expected"].replace(" or ", ", ")
    return values


def together(tables: tuple[Compensation, ...], toml: Path) -> Iterator[Problem]:
    """Yield what is wrong with tables that are right one by one."""
    if len(tables) > MOST:
        yield "compensations", "too-many", {"most": str(MOST)}
    names: set[str] = set()
    for number, one in enumerate(tables, 1):
        place = f"compensations[{number}]"
        if one.name.casefold() in names:
            yield f"{place}.name", "twice", {}
        names.add(one.name.casefold())
        if (one.codes is None) == (one.webhook is None):
            yield place, "one-source", {}
        if one.webhook and not one.secret:
            yield f"{place}.secret", "missing", {"file": toml.name}
        if one.secret and not one.webhook:
            yield f"{place}.secret", "secret-alone", {}
