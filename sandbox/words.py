"""The demo's own words, from `locales/<language>/sandbox.ftl`.

The page gets them as templates: every variable of a text becomes `{name}`, to be filled in there.
"""

import re
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message

LANGUAGES = ("ru", "en", "bg")
FILE = "sandbox.ftl"


VARIABLE = re.compile(r"\{ *\$([a-z]+) *\}")
TEMPLATE = re.compile(r"\{([a-z]+)\}")


def say(language: str, key: str, **values: str) -> str:
    """Return a text of the demo. Raises KeyError where there is none."""
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    said, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise KeyError(f"{language}: {key}: {errors[0]}")
    return str(said)


@cache
def templates(language: str) -> dict[str, str]:
    """Return all texts by key, with `{name}` where a value goes."""
    places = {name: f"{{{name}}}" for name in VARIABLE.findall(_source(language))}
    return {key: say(language, key, **places) for key in keys(language)}


def keys(language: str) -> list[str]:
    """Return the keys of all texts, in the order of the file."""
    entries = FluentParser().parse(_source(language)).body
    return [one.id.name for one in entries if isinstance(one, Message)]


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(_source(language)))
    return bundle


def _source(language: str) -> str:
    return (files("locales") / language / FILE).read_text("utf-8")
