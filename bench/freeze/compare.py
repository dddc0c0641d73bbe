"""Two freezes side by side: what is alike, what moved, what is new and what is gone."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import zip_longest
from pathlib import Path

_SHOWN = 40
_WIDTH = 160


@dataclass(frozen=True, slots=True)
class Allowed:
    """Files that may differ; where ``lines`` is given, in such lines only."""

    files: str
    lines: re.Pattern[str] | None

    def holds(self, name: str, before: bytes | None, after: bytes | None) -> bool:
        if not fnmatch(name, self.files):
            return False
        if self.lines is None:
            return True
        if before is None or after is None:
            return False
        return [*self._rest(before)] == [*self._rest(after)]

    def _rest(self, content: bytes) -> Iterator[str]:
        assert self.lines
        for line in _lines(content):
            if not self.lines.search(line):
                yield line


def read_allowed(file: Path | None) -> list[Allowed]:
    """``PATTERN [| LINES] [# why]`` a line."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines() if file else ():
        said = re.sub(r"(?:^|\s)#.*", "", line).strip()
        files, bar, lines = said.partition(" | ")
        if files:
            found.append(Allowed(files.strip(), re.compile(lines.strip()) if bar else None))
    return found


def report(before: Path, after: Path, expected: Path | None) -> int:
    """Print what moved; 1 where something did that is not expected."""
    allowed = read_allowed(expected)
    alike = on_purpose = 0
    moved: list[str] = []
    for name in sorted({*_names(before), *_names(after)}):
        old, new = (_read(folder / name) for folder in (before, after))
        if old == new:
            alike += 1
        elif any(one.holds(name, old, new) for one in allowed):
            on_purpose += 1
        else:
            moved.append(f"{name}: {_difference(old, new)}")
    for line in moved[:_SHOWN]:
        print(line)
    if len(moved) > _SHOWN:
        print(f"... and {len(moved) - _SHOWN:,} more")
    print(f"{alike:,} alike, {len(moved):,} not, {on_purpose:,} differ as expected")
    return 1 if moved else 0


def _names(folder: Path) -> Iterable[str]:
    return (str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _difference(before: bytes | None, after: bytes | None) -> str:
    if before is None or after is None:
        return "new" if before is None else "gone"
    pairs = zip_longest(_lines(before), _lines(after), fillvalue="(no line)")
    for number, (old, new) in enumerate(pairs, 1):
        if old != new:
            start = max(0, _common(old, new) - _WIDTH // 4)
            shown = (line[start : start + _WIDTH] for line in (old, new))
            return "line {}\n  - {}\n  + {}".format(number, *shown)
    return "other bytes of the same lines"


def _common(old: str, new: str) -> int:
    """How many characters both lines begin with."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))


def _lines(content: bytes) -> Iterator[str]:
    """Lines of a text; of a zip those of its members, of a PDF those of its unpacked form."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield f"({name})"
                yield from _lines(archive.read(name))
    elif content.startswith(b"%PDF"):
        yield from _unpacked(content).decode("latin-1").splitlines()
    elif content.startswith(b"<?xml"):
        yield from content.decode("utf-8", "replace").replace("><", ">\n<").splitlines()
    else:
        yield from content.decode("utf-8", "replace").splitlines()


def _unpacked(content: bytes) -> bytes:
    import pikepdf

    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(written, qdf=True, static_id=True)
    return written.getvalue()
