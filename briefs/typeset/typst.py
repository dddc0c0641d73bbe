"""Typst: a template and its inputs as a tagged PDF (PDF/UA-1), the same bytes on every machine.

One set of fonts is kept, none of the machine's, and time is fixed. A template defines
``typeset``, a function of texts, and is compiled by a compiler that stays: what has been read,
parsed and laid out is not done again where it is the same, so that the pages of many offices cost
little more than what differs between them. Inputs come as strings, never as markup. They are not
given as ``sys.inputs``, for a change of those makes Typst forget all it knows.
"""

import re
import threading
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from billtrail.errors import BriefRefused

from .identity import FONTS
from .templates import faulty_template


@cache
def _fonts() -> typst.Fonts:
    """The two families, and Typst's own for signs that they lack; no fonts of the machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[package.font_directory for package in FONTS],
    )


class _Compilers(threading.local):
    """A compiler for each folder of templates, and each thread its own: they cannot be shared."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, typst.Compiler] = {}

    def of(self, folder: Path) -> typst.Compiler:
        if folder not in self._by_folder:
            self._by_folder[folder] = typst.Compiler(
                root=folder, font_paths=_fonts(), ignore_system_fonts=True
            )
        return self._by_folder[folder]


_compilers = _Compilers()


Kind = Literal["pdf", "png"]
#: What a page can be made as, and what Typst is told beside it. A drawing (SVG) would be made
#: sooner, but a browser takes ten times as long over it as over a picture of 935 by 1210 points.
_KINDS: Mapping[Kind, Mapping[str, Any]] = {
    "pdf": {"pdf_standards": ["ua-1"]},
    "png": {"ppi": 110.0},
}


def compile_typst(
    template: Path, inputs: Mapping[str, str], day: datetime, kind: Kind = "pdf"
) -> bytes:
    """A template given ``inputs`` by name, as a PDF or as a picture of its first page (``png``).
    Raises ``BriefRefused`` naming a character that no font has, and ``UsageError`` where a
    template of a workspace is faulty."""
    try:
        made = _compilers.of(template.parent).compile(
            input=_source(template.name, inputs), format=kind, timestamp=day, **_KINDS[kind]
        )
    except typst.TypstError as error:
        raise _refusal(error, template) from error
    first = made[0] if isinstance(made, list) else made
    assert isinstance(first, bytes)
    return first


def _source(name: str, inputs: Mapping[str, str]) -> bytes:
    """The call of the template; its arguments are string literals."""
    given = ", ".join(f"{key}: {_literal(value)}" for key, value in inputs.items())
    return f'#import "{name}": typeset\n#typeset({given})\n'.encode()


def _literal(text: str) -> str:
    """Nothing but the backslash and the quotation mark means anything in Typst's strings."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line(error: typst.TypstError, template: Path) -> int | None:
    """Where Typst points to in the template, ``  --> brief.typ:12:3`` in its drawing."""
    drawn = re.search(rf"{re.escape(template.name)}:(\d+):\d+", error.diagnostic or "")
    return int(drawn[1]) if drawn else None


_NO_GLYPH = re.compile(r"the text (.+?) could not be displayed with", re.DOTALL)


def _refusal(error: typst.TypstError, template: Path) -> Exception:
    """A character that no font has is the author's to change, their own template too; anything
    else is ours."""
    match = _NO_GLYPH.search(f"{error.message} {' '.join(error.hints)}")
    if match is None:
        return faulty_template(template, error.message, _line(error, template))
    text = match[1].strip("`'\"")
    named = ", ".join(f"{char!r} (U+{ord(char):04X})" for char in dict.fromkeys(text))
    return BriefRefused(f"No font has the character {named}. Take it out of the text.")
