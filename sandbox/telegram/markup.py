"""Telegram's own kind of HTML (`parse_mode=HTML`), with the official parser's complaints.

It is no HTML: an unknown tag, a tag left open, a stray `<` are refused with "can't parse entities"
and a byte offset; only four named entities and numeric ones exist; a lone `&` or `>` is text.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from sandbox.telegram.refusals import Refusal, bad
from sandbox.telegram.text import Entity, units

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_CHARACTER = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_END_TAG = re.compile(r"</([^\s>]*)\s*>")
_START_TAG = re.compile(r"<([^\s>]*)")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    at: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == "<" and self.source.startswith("</", self.at):
                self._end_tag()
            elif char == "<":
                self._start_tag()
            elif char == "&":
                self._character()
            else:
                self._write(char)
                self.at += 1
        if self.open:
            last = self.open[-1]
            raise self._wrong(f'Can\'t find end tag corresponding to start tag "{last.tag}"')
        self.entities.sort(key=lambda each: (each["offset"], -each["length"]))
        return "".join(self.plain), self.entities

    def _write(self, text: str) -> None:
        self.plain.append(text)
        self.offset += units(text)

    def _wrong(self, what: str) -> Refusal:
        return bad(f"can't parse entities: {what}")

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode("utf-8", "surrogatepass"))

    def _character(self) -> None:
        match = _CHARACTER.match(self.source, self.at)
        if match is None:
            self._write("&")
            self.at += 1
            return
        decimal, hexadecimal, name = match.groups()
        code = int(decimal) if decimal else int(hexadecimal or "0", 16)
        self._write(_NAMED[name] if name else chr(code) if 0 < code < 0x110000 else match.group())
        self.at = match.end()

    def _start_tag(self) -> None:
        begin = self.at
        match = _START_TAG.match(self.source, begin)
        assert match is not None
        tag = match.group(1).lower()
        if ">" not in self.source[begin:]:
            raise self._wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _KINDS:
            raise self._wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        self.at = match.end()
        attributes = self._attributes(begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.open.append(_Open(tag, attributes, self.offset, begin))

    def _attributes(self, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self.source[self.at : self.at + 1].isspace():
                self.at += 1
            if self.source.startswith(">", self.at):
                self.at += 1
                return found
            match = _ATTRIBUTE.match(self.source, self.at)
            if match is None:
                raise self._wrong(f"Unclosed start tag at byte offset {self._byte(begin)}")
            name, *values = match.groups()
            found[name.lower()] = _decoded(next((each for each in values if each), ""))
            self.at = match.end()

    def _end_tag(self) -> None:
        begin = self.at
        match = _END_TAG.match(self.source, begin)
        where = f"at byte offset {self._byte(begin)}"
        if match is None:
            raise self._wrong(f"Unclosed end tag {where}")
        if not self.open:
            raise self._wrong(f"Unexpected end tag {where}")
        opened = self.open.pop()
        tag = match.group(1).lower()
        if tag != opened.tag:
            raise self._wrong(
                f'Unmatched end tag {where}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self.at = match.end()
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.offset - opened.offset
        entity: Entity = {"type": _KINDS[opened.tag], "offset": opened.offset, "length": length}
        if opened.tag == "a":
            text = "".join(self.plain).encode("utf-16-le", "surrogatepass")[2 * opened.offset :]
            href = opened.attributes.get("href") or text.decode("utf-16-le", "replace")
            if (link := _link(href)) is None:
                return
            entity |= link
        elif opened.tag == "blockquote" and "expandable" in opened.attributes:
            entity["type"] = "expandable_blockquote"
        if length:
            self.entities.append(entity)


def _decoded(value: str) -> str:
    return _Reader(value.replace("<", "&lt;")).read()[0]


def _link(href: str) -> Entity | None:
    parts = urlsplit(href if "://" in href else f"http://{href}")
    if parts.scheme == "tg":
        ids = parse_qs(parts.query).get("id", [])
        if parts.netloc == "user" and ids and ids[0].isdigit():
            return {"type": "text_mention", "user": {"id": int(ids[0])}}
        return {"url": href}
    if parts.scheme not in ("http", "https") or "." not in parts.netloc:
        return None
    return {"url": parts.geturl() if parts.path else f"{parts.geturl()}/"}


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and the entities; a mention's `user` has only its id yet.

    :raises Refusal: 400 "can't parse entities", with the byte offset.
    """
    return _Reader(source).read()
