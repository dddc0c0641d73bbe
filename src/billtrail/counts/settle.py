"""Settling a blocked figure: what it is a share of, who found out, when, and from what.

The row is written into the workspace's statistics.csv over the shipped one, and can be undone.
"""

import shlex
from collections.abc import Mapping
from datetime import date

from billtrail.campaigns import texts_of
from billtrail.campaigns.figures import blocked_because, first_number
from billtrail.errors import CheckFailed, UnknownKey, UsageError
from billtrail.files import csv_table
from billtrail.legislatures import keys
from billtrail.records import record
from billtrail.workspace import Edit, JournalEntry, Say, Workspace, edits, today_or_before

from . import settings

FILE = "statistics.csv"
#: Cautions that an answer about the base ends, and those that it ends where it gives the counts.
_BASE, _COUNTS = {"base-ambiguous"}, {"base-unstated", "small-cell-unknown"}


def settle(
    workspace: Workspace,
    id: str,
    *,
    base: str,
    numerator: str | None,
    source: str,
    sentence: str | None,
    by: str,
    on: date,
    say: Say,
) -> JournalEntry:
    """Write down what a blocked figure is a share of.

    ``base`` and ``numerator`` are in words, with their counts where those are known. Raises
    UsageError where the figure is not blocked by its base, CheckFailed where its groups are so
    small that it stays hidden.
    """
    row = find_row(workspace, id)
    cautions = set(row["tags"].split())
    if not cautions & (_BASE | {"small-cell-unknown"}):
        raise UsageError(f"{id} is not blocked by its base. {blocked_because(row) or ''}".strip())
    settled = {**row, "denominator": base, "numerator": numerator or row["numerator"]}
    counted = _is_counted(settled)
    if counted:
        _refuse_small(workspace, settled)
    ended = _BASE | (_COUNTS if counted else set())
    tags = [tag for tag in row["tags"].split() if tag not in ended]
    if not counted and "base-unstated" not in tags:
        tags.append("base-unstated")
    day = today_or_before(on.isoformat())
    fields = settled | {
        "tags": " ".join(tags),
        "note": f"{row['note']} Base settled on {day}, from {source}.".strip(),
        "sentence": sentence or _sentence(settled, counted),
        "question": "" if counted or "small-cell-unknown" not in cautions else row["question"],
    }  # fmt: skip
    command = shlex.join(["stats", "settle", id, "--base", base, "--source", source, "--by", by])
    return edits.apply(
        workspace, FILE, [Edit(record("", id=id), fields)], command=command, by=by, say=say
    )


def find_row(workspace: Workspace, id: str) -> dict[str, str]:
    """The figure's row, the workspace's before the shipped one."""
    rows: dict[str, dict[str, str]] = {}
    for text in texts_of(FILE, workspace.root):
        rows |= {row["id"]: row for row in csv_table(text, FILE)[1]}
    if id not in rows:
        raise UnknownKey("figure", id, keys.nearest(id, list(rows)))
    return rows[id]


def _is_counted(row: Mapping[str, str]) -> bool:
    numbers = (first_number(row["numerator"]), first_number(row["denominator"]))
    return None not in numbers


def _refuse_small(workspace: Workspace, row: Mapping[str, str]) -> None:
    """The rule for small groups holds for published shares that staff learn the counts of."""
    rules = settings.read_settings(workspace.organisation).rules
    part, whole = (int(first_number(row[c]) or 0) for c in ("numerator", "denominator"))
    if rules.is_small(part) or rules.is_small(whole - part) or whole < rules.base:
        raise CheckFailed(
            f"{row['id']} stays hidden to protect survivors: {part} of {whole} is a small group "
            f"(counts from 1 to {rules.threshold}, or a base under {rules.base})."
        )


def _sentence(row: Mapping[str, str], counted: bool) -> str:
    measure = row["measure"][:1].lower() + row["measure"][1:]
    unit = "%" if row["unit"] == "percent" else f" {row['unit']}"
    missing = "" if counted else "; the counts were not published"
    said = f"{row['publisher']} reported {row['value']}{unit} for {measure}"
    return f"{said}, as a share of {row['denominator']}{missing}."
