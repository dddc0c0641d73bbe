"""Records in the text of a TOML file that a person keeps: found, changed and taken out by lines.

Only the lines of the record itself change. A comment right above a table's header belongs to that
record and goes with it; one that stands apart, with a blank line below, stays where it is. Line
ends stay as they are, and a new line ends as its neighbour does.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tomlkit

from .toml import read_toml

_LINES = re.compile(r"[^\n]*\n|[^\n]+")

#: Blank lines behind the last one of a file.
_BLANK_END = re.compile(r"(?<=[^\r\n])(\r?\n)\s*\Z")

Names = tuple[str, ...]
#: Whether a record is the one that is looked for.
Is = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A whole statement with its comment and line end, or a line of blanks or a comment.

    ``value`` is what it says by itself: ``{}`` for blanks and comments.
    """

    text: str
    value: Mapping[str, Any]

    @property
    def is_pair(self) -> bool:
        return bool(self.value)

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class _Block:
    """A table as it is written: comments over it, its header, its pairs, and what stands below by
    itself. The first block of a file has no header."""

    names: Names
    lead: str
    head: str
    body: tuple[_Statement, ...]
    trail: str

    @property
    def text(self) -> str:
        return self.lead + self.head + "".join(s.text for s in self.body) + self.trail

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for s in self.body for name, value in s.value.items()}


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a table's record is to be found or made: ``identity`` is what names it."""

    names: Names
    identity: Mapping[str, str]
    is_it: Is


def record_text(text: str, places: Sequence[RecordPlace]) -> str | None:
    """A record as it is written, with its comments and the tables within it."""
    blocks = _blocks(text)
    found = _find(blocks, places)
    if found is None:
        return None
    *inner, last = blocks[found[0] : found[1]]
    return "".join(b.text for b in inner) + last.text.removesuffix(last.trail)


def lines_of(text: str, places: Sequence[RecordPlace], field: str) -> list[int]:
    """The line, from 1, of every record that is at the places, or of one field of each; without
    places of a field that stands above all tables."""
    blocks = _blocks(text)
    found, line = dict[int, int](), 1
    for n, block in enumerate(blocks):
        found[n] = line
        line += block.text.count("\n")
    return [found[n] + below for n in _all(blocks, places) for below in _below(blocks[n], field)]


def _below(block: _Block, field: str) -> Iterator[int]:
    """How many lines below its first one a block has its header, or a field."""
    line = block.lead.count("\n")
    if not field:
        yield line
    line += block.head.count("\n")
    for statement in block.body:
        if field in statement.value:
            yield line
        line += statement.text.count("\n")


def set_record(
    text: str,
    places: Sequence[RecordPlace],
    now: Mapping[str, Any] | None,
    values: Mapping[str, Any],
    source: str | None,
) -> str:
    """The text with the record, which says ``now``, saying ``values``; without places the fields
    that stand above all tables.

    ``source`` is how a record that is made anew was written once.
    """
    blocks = _blocks(text)
    found = _find(blocks, places)
    if found is None:
        return _added(blocks, places, values, source)
    if text and not blocks[found[0]].text:  # above the first table of a file
        blocks[0] = replace(blocks[0], trail=_line_end(text))
    blocks[found[0]] = _changed(blocks[found[0]], now or {}, values)
    return "".join(block.text for block in blocks)


def remove_record(text: str, places: Sequence[RecordPlace]) -> str:
    """The text without the record, and without what stood above it only to hold it."""
    blocks = _blocks(text)
    found = _find(blocks, places)
    if found is None:
        return text
    kept = _left(blocks[found[0] : found[1]])
    rest = "".join(block.text for block in (*blocks[: found[0]], *kept, *blocks[found[1] :]))
    if found[1] == len(blocks) and not kept:  # the line that set it apart goes with it
        rest = _BLANK_END.sub(r"\1", rest)
    return remove_record(rest, places[:-1]) if _holds_nothing(rest, places[:-1]) else rest


def _holds_nothing(text: str, places: Sequence[RecordPlace]) -> bool:
    """Whether a record has nothing but its name; one with a person's comment has."""
    blocks = _blocks(text)
    found = _find(blocks, places) if places else None
    if found is None:
        return False
    own, alone = blocks[found[0]], found[1] == found[0] + 1
    named = set(own.values) <= set(places[-1].identity)
    return alone and named and "#" not in own.text.removesuffix(own.trail)


def _left(gone: Sequence[_Block]) -> list[_Block]:
    """What stays of blocks that go: comments that stand apart below them."""
    apart = [block.trail for block in gone if block.trail.strip()]
    return [_Block((), "", "", (), trail) for trail in apart]


# -- finding -------------------------------------------------------------------------------------


def _find(blocks: Sequence[_Block], places: Sequence[RecordPlace]) -> tuple[int, int] | None:
    """The blocks of a record, its own and those of tables within it: from, to."""
    start, end = 0, len(blocks)
    for place in places:
        found = next(
            (n for n in range(start, end)
             if blocks[n].names == place.names and place.is_it(blocks[n].values)), None
        )  # fmt: skip
        if found is None:
            return None
        start, end = found, _end(blocks, found)
    return start, end


def _all(blocks: Sequence[_Block], places: Sequence[RecordPlace]) -> list[int]:
    """The blocks of every record at the places; the first block of the file without places."""
    if not places:
        return [0]
    *above, own = places
    named = (n for n in range(*_find(blocks, above) or (0, 0)) if blocks[n].names == own.names)
    return [n for n in named if own.is_it(blocks[n].values)]


def _end(blocks: Sequence[_Block], start: int) -> int:
    """Behind the last block that is a table within the one at ``start``."""
    names = blocks[start].names
    for place in range(start + 1, len(blocks)):
        inner = blocks[place].names
        if len(inner) <= len(names) or inner[: len(names)] != names:
            return place
    return len(blocks)


# -- changing ------------------------------------------------------------------------------------


def _changed(block: _Block, now: Mapping[str, Any], values: Mapping[str, Any]) -> _Block:
    changed = {name: value for name, value in values.items() if now.get(name) != value}
    body = [
        new for statement in block.body if (new := _said(statement, values, changed)) is not None
    ]
    missing = {name: value for name, value in changed.items() if name not in block.values}
    first = 0 if block.head else len(body)  # what a file begins with is said of all of it
    place = max((n for n, s in enumerate(body, start=1) if s.is_pair), default=first)
    before = body[place - 1].text if place else block.head
    end = _line_end(before, block.head, block.trail)
    added = [_Statement(f"{_pair(name, value)}{end}", {name: value})
             for name, value in missing.items()]  # fmt: skip
    if added and place and not before.endswith("\n"):
        body[place - 1] = replace(body[place - 1], text=before + end)
    whole = block.head.endswith("\n") or not (block.head and added)
    head = block.head if whole else block.head + end
    return replace(block, head=head, body=(*body[:place], *added, *body[place:]))


def _said(
    statement: _Statement, values: Mapping[str, Any], changed: Mapping[str, Any]
) -> _Statement | None:
    """A statement as it is to be: as it was, with a new value before its comment, or none."""
    if not statement.is_pair:
        return statement
    (name,) = statement.value
    if name not in values:
        return None
    if name not in changed:
        return statement
    text = f"{_pair(name, changed[name])}{_behind(statement)}"
    return _Statement(text, {name: changed[name]})


def _behind(statement: _Statement) -> str:
    """What stands behind a value: blanks, a comment, the line end."""
    text = statement.text
    marks = [found.start() for found in re.finditer("#", text)]
    for place in (*marks, len(text)):
        value = text[:place].rstrip()
        if _alone(value) == statement.value:
            return text[len(value) :]
    return _line_end(text)


def _added(
    blocks: list[_Block],
    places: Sequence[RecordPlace],
    values: Mapping[str, Any],
    source: str | None,
) -> str:
    """A new record, last among its kind, in what it belongs to; made with that where it is not."""
    *above, own = places
    parent = _find(blocks, above) if above else (0, len(blocks))
    if parent is None:
        made = _added(blocks, above, above[-1].identity, None)
        return _added(_blocks(made), places, values, source)
    kin = [n for n in range(*parent) if blocks[n].names[: len(own.names)] == own.names]
    last = kin[-1] if kin else parent[1] - 1
    before = "".join(block.text for block in blocks[: last + 1]).removesuffix(blocks[last].trail)
    behind = blocks[last].trail + "".join(block.text for block in blocks[last + 1 :])
    if not kin and not above:  # the first of its kind, at the end of the file
        before, behind = before + behind, ""
    end = _line_end(before)
    if before and not before.endswith("\n"):
        before += end
    new = source or _written(own, values, end)
    return f"{before}{end if before else ''}{new}{behind}"


def _written(place: RecordPlace, values: Mapping[str, Any], end: str) -> str:
    """A record with its header; one that nothing tells from others is a table that stands once."""
    name = ".".join(place.names)
    lines = [
        f"[[{name}]]" if place.identity else f"[{name}]",
        *(_pair(name, value) for name, value in values.items()),
    ]
    return "".join(line + end for line in lines)


def _line_end(*texts: str) -> str:
    """As the last line ends of the first of the texts that has one."""
    ended = next((text for text in texts if "\n" in text), "")
    return "\r\n" if ended[: ended.rfind("\n")].endswith("\r") else "\n"


def _pair(name: str, value: Any) -> str:
    return f"{tomlkit.key(name).as_string()} = {_literal(value)}"


def _literal(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(_pair(name, one) for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return str(tomlkit.item(value).as_string())


# -- reading the text ----------------------------------------------------------------------------


def _blocks(text: str) -> list[_Block]:
    """The text as blocks; their texts together are the text."""
    found: list[tuple[str, list[_Statement]]] = [("", [])]
    for statement in _statements(text):
        if statement.text.lstrip().startswith("["):
            found.append((statement.text, []))
        else:
            found[-1][1].append(statement)
    blocks, lead = [], ""
    for place, (head, rest) in enumerate(found):
        inner, below = _parted(rest, before_header=place + 1 < len(found))
        apart = next((n for n, s in enumerate(inner) if not any(x.is_pair for x in inner[n:])
                      and s.is_blank), len(inner))  # fmt: skip
        trail = "".join(s.text for s in inner[apart:])
        blocks.append(_Block(_names(head), lead, head, tuple(inner[:apart]), trail))
        lead = below
    return blocks


def _parted(statements: list[_Statement], *, before_header: bool) -> tuple[list[_Statement], str]:
    """What belongs to a block, and the comments right above the next one's header."""
    place = len(statements)
    while before_header and place and not (
        statements[place - 1].is_pair or statements[place - 1].is_blank
    ):  # fmt: skip
        place -= 1
    return statements[:place], "".join(s.text for s in statements[place:])


def _names(head: str) -> Names:
    """``[[family.member]]`` -> ``("family", "member")``."""
    found: Any = read_toml(head)
    names: list[str] = []
    while found:
        ((name, found),) = found.items()
        names.append(name)
        found = found[0] if isinstance(found, list) else found
    return tuple(names)


def _statements(text: str) -> Iterator[_Statement]:
    """A statement ends with the first line with which it is whole: TOML has no shorter one that
    goes on."""
    lines: list[str] = []
    for line in _LINES.findall(text):
        lines.append(line)
        value = _alone("".join(lines))
        if value is not None:
            yield _Statement("".join(lines), value)
            lines = []


def _alone(text: str) -> dict[str, Any] | None:
    """What a piece of text says by itself; ``None`` where it is not whole."""
    try:
        return read_toml(text)
    except tomllib.TOMLDecodeError:
        return None
