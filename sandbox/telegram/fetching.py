"""The way of a file to the bot: getFile names its path, then it is fetched from there."""

from typing import Any

from sandbox.telegram.files import File
from sandbox.telegram.life import Life
from sandbox.telegram.refusals import NOT_FOUND, Refusal
from sandbox.telegram.table import Params


def get_file(life: Life, params: Params) -> Any:
    """Play getFile."""
    return life.files.ask(params["file_id"], life.now()).view()


def fetch(life: Life, path: str) -> File:
    """Return the file at a path.

    :raises Refusal: there is none, nobody asked for it, or its hour is over.
    """
    file = life.files.at(path, life.now())
    if file is None:
        raise Refusal(*NOT_FOUND)
    return file
