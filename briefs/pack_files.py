"""The files of a visit pack, each written whole or not at all."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from billtrail.briefs.typeset import merge_pdfs
from billtrail.briefs.visits import VisitSheet, render_sheets, render_sheets_text
from billtrail.errors import StoreError

#: Every entry of a zip has this time, so that equal files give equal bytes.
_THEN = (1980, 1, 1, 0, 0, 0)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def require_writable(folder: Path) -> None:
    """Makes the folder; raises ``StoreError`` where it cannot be written, before any work."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be written: {error.strerror or error}. Choose another with -o."
        ) from error


def for_visitor(pattern: str, sheets: Sequence[VisitSheet], on: date) -> dict[str, bytes]:
    """The visit sheets for the printer, and as text to copy from.

    They are a file of their own, apart from the pages, so that none is left with an office.
    """
    name = pattern.format("visit-sheets")
    return {
        f"{name}.pdf": render_sheets(sheets, name, on),
        f"{name}.txt": render_sheets_text(sheets),
    }


def join(pages: Sequence[tuple[str, bytes]], title: str) -> bytes:
    return merge_pdfs(pages, title)


def table(rows: Sequence[Mapping[str, str]]) -> bytes:
    """CSV that a spreadsheet opens as it is: with its mark, and no cell that computes."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["visit"])
    writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def zipped(files: Mapping[str, bytes]) -> bytes:
    """All files of the pack; equal files give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content, compresslevel=1)
    return out.getvalue()
