"""What VK's schema has against an object that the local VK made; nothing where it is absent.

The schema is no JSON Schema: `required` stands inside a property, references go from file to file
and have siblings. So this reads only what it needs: types, required fields, enums, `allOf`.
"""

import json
from functools import cache
from typing import Any

import pytest

from tests import schemas

KINDS: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}
needs_schema = pytest.mark.skipif(not schemas.PRESENT, reason="the schemas are not here")


def complaints(value: Any, named: str, path: str = "") -> list[str]:
    """Return what `named` (`messages/objects.json#/definitions/x`) has against a value."""
    return _check(value, _definition(named), path or named.rpartition("/")[2])


def answer(method: str, response: Any, variant: str = "response") -> list[str]:
    """Return what the schema of a method's answer has against one."""
    file = f"{method.partition('.')[0]}/methods.json"
    methods = json.loads((schemas.FOLDER / "vk" / file).read_text("utf-8"))["methods"]
    responses = next(one for one in methods if one["name"] == method)["responses"]
    return complaints({"response": response}, _local(responses[variant]["$ref"]), method)


def _check(value: Any, schema: dict[str, Any], path: str) -> list[str]:
    parts = [*schema.get("allOf", [])]
    if "$ref" in schema:
        parts.append(_definition(_local(schema["$ref"])))
    said = [line for part in parts for line in _check(value, part, path)]
    if not _fits(value, schema.get("type")):
        return [*said, f"{path}: {value!r} is no {schema['type']}"]
    if value not in schema.get("enum", [value]):
        said.append(f"{path}: {value!r} is none of {schema['enum']}")
    if isinstance(value, list) and "items" in schema:
        items = (_check(one, schema["items"], f"{path}[]") for one in value)
        said += [line for lines in items for line in lines]
    for name, inner in schema.get("properties", {}).items():
        if name in value:
            said += _check(value[name], inner, f"{path}.{name}")
        elif inner.get("required") is True:
            said.append(f"{path}.{name} is missing")
    return said


def _fits(value: Any, kind: str | list[str] | None) -> bool:
    if kind is None:
        return True
    kinds = [kind] if isinstance(kind, str) else kind
    if isinstance(value, bool):
        return "boolean" in kinds
    return any(isinstance(value, KINDS[one]) for one in kinds)


def _local(reference: str) -> str:
    return reference.removeprefix("../")


@cache
def _definition(named: str) -> dict[str, Any]:
    file, _, name = named.partition("#/definitions/")
    found: dict[str, Any] = json.loads((schemas.FOLDER / "vk" / file).read_text("utf-8"))
    schema: dict[str, Any] = found["definitions"][name]
    return schema
