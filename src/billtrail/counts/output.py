"""What is written of an edition of program counts: figures for briefs, safe copies for others."""

import csv
import io
from collections.abc import Collection, Iterable
from pathlib import Path

from billtrail.campaigns.content import faults_of
from billtrail.campaigns.figures import WITH_SHARE
from billtrail.counts.suppression import Protected, Rules, Shown, canonical
from billtrail.errors import StoreError
from billtrail.files import csv_table, read_text, replace_file

from . import as_figures
from .reading import REQUIRED, SAFE

#: The figures made of counts, beside the workspace's own statistics.csv.
FIGURES = "program-counts.csv"


def figures_text(root: Path, figures: list[dict[str, str]], programs: Collection[str]) -> str:
    """The file with the figures of these programs (canonical names) replaced; those of other
    programs stay. The content is checked whole with them."""
    _, rows = csv_table(read_text(root / FIGURES), FIGURES)
    others = [row for row in rows if canonical(row.get("program") or "") not in programs]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(
        written, WITH_SHARE, restval="no", lineterminator="\n", extrasaction="ignore"
    )
    writer.writeheader()
    writer.writerows([*others, *figures])
    faults_of(root, {FIGURES: written.getvalue()})
    return written.getvalue()


def write_text(path: Path, text: str) -> None:
    """Whole or not at all."""
    try:
        replace_file(path, text.encode("utf-8"))
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}.") from error


def safe_text(protected: Protected) -> str:
    """The counts as CSV for others: a hidden one has no number, but what can be said instead."""
    dimensions = sorted({name for cell in protected.cells for name in cell.count.group})
    columns = [*REQUIRED[:4], "part_of", *dimensions, REQUIRED[4], "share", *SAFE]
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, lineterminator="\n")
    writer.writeheader()
    for cell in protected.cells:
        writer.writerow(_safe_row(cell, dimensions, protected.rules))
    return written.getvalue()


def _safe_row(cell: Shown, dimensions: Iterable[str], rules: Rules) -> dict[str, object]:
    count = cell.count
    said = "; ".join(as_figures.offer_words(offer) for offer in cell.offers)
    values: dict[str, object] = {
        "program": count.program, "measure": count.measure, "period_start": count.start,
        "period_end": count.end, "part_of": count.part_of or "", "share": count.share,
        "count": "" if cell.hidden else count.value,
        "shown": "hidden to protect survivors" if cell.hidden else "yes", "instead": said,
        "rules": as_figures.rules_words(rules),
    }  # fmt: skip
    values |= {name: count.category(name) for name in dimensions}
    # A cell that begins like a formula would be one in a spreadsheet.
    return {
        name: f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
        for name, value in values.items()
    }
