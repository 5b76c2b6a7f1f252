"""The platforms' own machine-readable schemas, to check our calls against.

They are no part of the project: they are looked for at `../shared/platforms` or where
`PLATFORM_SCHEMAS` says, and what needs them is skipped where they are absent.
"""

import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(os.environ.get("PLATFORM_SCHEMAS", Path(__file__).parents[2] / "shared/platforms"))
PRESENT = (FOLDER / "telegram/api.json").is_file() and (FOLDER / "vk").is_dir()
VK_KINDS = {"community": "group", "user": "user", "service": "service"}
VK_COMMON = {"v", "access_token", "lang"}


def complaints(vk_calls: Iterable[Any], telegram_calls: Iterable[Any]) -> list[str]:
    """Return what the platforms would object to in these calls; one line each."""
    said = [line for call in vk_calls for line in _vk(call)]
    return said + [line for call in telegram_calls for line in _telegram(call)]


def _vk(call: Any) -> list[str]:
    if call.method == "a_check":  # long poll is no method
        return []
    method = _vk_methods().get(call.method)
    if method is None:
        return [f"{call.method}: no such method"]
    known = {one["name"]: one for one in method.get("parameters", [])}
    given = {name: value for name, value in call.params.items() if name not in VK_COMMON}
    said = [f"{call.method}: unknown {name}" for name in given if name not in known]
    missing = [name for name, one in known.items() if one.get("required") and name not in given]
    said += [f"{call.method}: {name} is missing" for name in missing]
    if VK_KINDS.get(call.token_kind) not in method["access_token_type"]:
        said.append(f"{call.method}: not for a {call.token_kind} key")
    return said + [
        f"{call.method}: {name}={value!r} is no {known[name]['type']}"
        for name, value in given.items()
        if name in known and not _fits(str(value), known[name])
    ]


def _fits(value: str, parameter: dict[str, Any]) -> bool:
    if parameter["type"] == "integer":
        number = value.removeprefix("-")
        return number.isdigit() and int(value) >= parameter.get("minimum", -(2**63))
    if parameter["type"] == "boolean":
        return value in ("0", "1", "True", "False")
    longest = parameter.get("maxLength")
    choices = parameter.get("enum")
    return (longest is None or len(value) <= longest) and (choices is None or value in choices)


def _telegram(call: Any) -> list[str]:
    method = _telegram_methods().get(call.method)
    if method is None:
        return [f"{call.method}: no such method"]
    known = {one["name"]: one for one in method["fields"]}
    said = [f"{call.method}: unknown {name}" for name in call.params if name not in known]
    return said + [
        f"{call.method}: {name} is missing"
        for name, one in known.items()
        if one["required"] and name not in call.params
    ]


@cache
def _vk_methods() -> dict[str, Any]:
    files = (FOLDER / "vk").glob("*/methods.json")
    listed = (json.loads(file.read_text("utf-8"))["methods"] for file in files)
    return {one["name"]: one for methods in listed for one in methods}


@cache
def _telegram_methods() -> dict[str, Any]:
    found = json.loads((FOLDER / "telegram/api.json").read_text("utf-8"))["methods"]
    return found if isinstance(found, dict) else {one["name"]: one for one in found}
