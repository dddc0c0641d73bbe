"""A paper as plain text for an e-mail; its last line is its id."""

import textwrap
from collections.abc import Iterator
from itertools import groupby, zip_longest

from billtrail.briefs.values import Sentence

from ..values import Paper
from .flow import TIGHT, Flowing, flow
from .identity import paper_id

_WIDTH = 78
_NO_BREAK = "\N{NO-BREAK SPACE}"


def render_text(paper: Paper) -> bytes:
    return ("\n".join(_lines(paper)).replace(_NO_BREAK, " ") + "\n").encode()


def _lines(paper: Paper) -> Iterator[str]:
    for mark in paper.marks:
        yield from (*_wrapped(mark.text), "")
    for (_, style), group in groupby(flow(paper), lambda one: (one.kind, one.style)):
        yield from _group(style, list(group))
    if paper.notes:
        yield "-" * 20
    for note in paper.notes:
        url = f" {note.url}" if note.url else ""
        yield from _wrapped(f"[{note.number}] {note.text}{url}", "    ")
    yield from ("", *_wrapped(paper.closing), f"{paper.id_label} {paper_id(paper)}")


def _group(style: str, group: list[Flowing]) -> Iterator[str]:
    if style == "cells":
        yield from _cells(group)
        return
    for number, one in enumerate(group, start=1):
        if style == "number":
            yield from _wrapped(f"{number}. {_said(one.sentences)}", "   ")
        elif style == "signer":
            yield from _wrapped(f"- {': '.join(s.text for s in one.sentences)}", "  ")
        elif style == "row":
            first, *others = one.sentences
            yield from _wrapped(f"{first.text}: {_said(others)}", "  ")
        else:
            yield from _wrapped(_said(one.sentences))
        if style not in TIGHT:
            yield ""
    if style in TIGHT:
        yield ""


def _cells(group: list[Flowing]) -> Iterator[str]:
    """Row by row, each cell after the head of its column; a cell that stands across alone."""
    head = group[0].sentences[1:]
    for row in group[1:]:
        name, *told = row.sentences
        yield from _wrapped(name.text)
        heads = head if len(told) == len(head) else ()
        for column, cell in zip_longest(heads, told):
            before = f"{_said((column,))}: " if column else ""
            yield from _wrapped(f"  {before}{_said((cell,))}", "    ")
        yield ""


def _said(sentences: tuple[Sentence, ...] | list[Sentence]) -> str:
    """The sentences with their notes' numbers."""
    return " ".join(
        s.text + (f" [{','.join(map(str, s.notes))}]" if s.notes else "") for s in sentences
    )


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False)  # fmt: skip
