"""Inputs that were right once: bytes, texts, JSON and zips with some of them changed."""

import copy
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

#: What parsers trip over: signs of their formats, numbers and days at an edge, odd characters.
_TOKENS = tuple(token.encode("utf-8", "surrogatepass") for token in (
    "", "0", "-1", "1e400", "9" * 30, "2026-02-30", "0000-00-00", "9999-12-31", "null", "true",
    "[]", "{}", "[", "]", "{", "}", "<", ">", "</", "/>", "&", "&amp;", "&#0;", "&x;", "<![CDATA[",
    "<!--", "\"", "'", "`", "\\", "\\u0000", "\t", "\n", "\r\n", "\0", "\ufeff", "\u202e", "é",
    "\ud800", "🙂", "%s", "{{", "{%", "=1+1", "../x", "a" * 300,
))  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes with one to six changes; JSON and zips sometimes changed within their own form."""
    if chance.random() < 0.5:
        for form in (_mutated_json, _mutated_zip, _mutated_xml):
            if found := form(data, chance):
                return found
    for _ in range(chance.randint(1, 6)):
        data = chance.choice(_CHANGES)(data, chance)
    return data


def _place(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 2, 4, 16, 64, 512)))


def _flip(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return b"\0"
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + data[end:]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _twice(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 30)) + data[end:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    (start, end), at = _place(data, chance), chance.randint(0, len(data))
    return data[:at] + data[start:end] + data[at:]


def _token(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.choice(_TOKENS) + data[chance.choice((start, end)) :]


def _noise(data: bytes, chance: random.Random) -> bytes:
    start, end = _place(data, chance)
    return data[:start] + chance.randbytes(end - start) + data[end:]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _end, _twice, _moved, _token, _token, _noise,
)  # fmt: skip


# -- within a form ---------------------------------------------------------------------------------

_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1 << 70, 1.5, "", "x", "2026-02-30", "\ud800", [], {}, [[]], {"a": 1},
    [None],
)  # fmt: skip


def _mutated_json(data: bytes, chance: random.Random) -> bytes | None:
    """The same JSON with a few values of another kind, gone or doubled."""
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError):
        return None
    for _ in range(chance.randint(1, 4)):
        tree = _changed(tree, chance)
    return json.dumps(tree).encode()


def _changed(tree: Any, chance: random.Random) -> Any:
    """A value somewhere below, changed; deep ones as often as high ones."""
    keys = list(tree) if isinstance(tree, dict) else list(range(len(tree))) if isinstance(tree, list) else []  # fmt: skip  # noqa: E501
    if not keys or chance.random() < 0.1:
        return copy.deepcopy(chance.choice(_VALUES))
    key = chance.choice(keys)
    if chance.random() < 0.15:
        tree.pop(key)
    else:
        tree[key] = _changed(tree[key], chance)
    return tree


def _mutated_xml(data: bytes, chance: random.Random) -> bytes | None:
    """The same XML with a few elements gone, doubled, emptied or with other words in them."""
    if not data.lstrip().startswith(b"<?xml"):
        return None
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, recover=True))
    for _ in range(chance.randint(1, 5)):
        below = list(root.iterdescendants(tag=etree.Element))
        if not below:
            break
        _change_element(chance.choice(below), chance)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _change_element(one: Any, chance: random.Random) -> None:
    parent, change = one.getparent(), chance.randrange(5)
    if change == 0:
        parent.remove(one)
    elif change == 1:
        parent.append(copy.deepcopy(one))
    elif change == 2:
        one.clear()
    elif change == 3:
        one.tag = chance.choice(list(parent)).tag
    else:
        word = chance.choice(_TOKENS).decode("utf-8", "replace")
        one.text = "".join(sign for sign in word if sign >= " ") or None


def _mutated_zip(data: bytes, chance: random.Random) -> bytes | None:
    """The same zip with one of its files changed."""
    if not data.startswith(b"PK"):
        return None
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, mutated(content, chance) if name == chosen else content)
    return out.getvalue()
