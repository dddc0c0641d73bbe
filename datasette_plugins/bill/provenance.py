"""Where each part of a bill comes from: which sources say it, and the documents they said it in."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from billtrail.bills.identity import author_words
from billtrail.bills.values import BillStatus, Disagreement
from billtrail.snapshot import Snapshot
from billtrail.store.bill_rows import CHILD_TABLES
from billtrail.words import day_words, is_secondary, safe_url, source_words

#: What a reader calls a part; who is behind a bill has a name of each legislature's own.
PARTS: Mapping[str, str] = {
    "actions": "Steps",
    "committees": "Committees",
    "versions": "Texts",
    "votes": "Votes",
    "relations": "Related bills",
    "subjects": "Subjects",
    "summaries": "Summaries",
    "titles": "Titles",
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one source last said of the bill. ``hash`` is that of the document's bytes."""

    source: str
    data_as_of: str
    checked_at: str | None
    fetched_at: str | None
    url: str | None
    hash: str | None


@dataclass(frozen=True, slots=True)
class Provenance:
    """``parts`` are (part, the sources whose rows it holds)."""

    records: tuple[SourceRow, ...]
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """What two sources say of one thing, in words."""

    about: str
    words: str
    seen_at: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """Where the page as a whole comes from. ``data_as_of`` is empty where nothing was read: the
    day on which a bill was followed says nothing of it. ``fresh`` is the day that its status is
    true of."""

    source: str
    secondary: bool
    source_url: str | None
    credit: str | None
    data_as_of: str
    checked_at: str | None
    fresh: str
    disagreements: tuple[DisagreementView, ...]
    provenance: Provenance


def build_sources(status: BillStatus, provenance: Provenance) -> SourcesView:
    joined = author_words(status.bill.jurisdiction).joined
    return SourcesView(
        source=source_words(status.source) or "none read yet",
        secondary=is_secondary(status.source),
        source_url=safe_url(status.bill.source_url),
        credit=status.bill.credit,
        data_as_of="" if status.is_unread else status.data_as_of,
        checked_at=status.checked_at,
        fresh=status.fresh_as_of,
        disagreements=tuple(build_disagreement(row, joined) for row in status.disagreements),
        provenance=provenance,
    )


def build_disagreement(row: Disagreement, joined: str) -> DisagreementView:
    """``joined`` is what those who joined a bill are called there."""
    kept, other = source_words(row.kept_source), source_words(row.other_source)
    if row.field == "cosponsor_in_one_source":
        words = f"{kept} lists {row.kept} (shown here); {other} does not."
        return DisagreementView(f"{joined} in one source only", words, row.seen_at)
    about = joined if row.field == "cosponsors" else row.field.replace("_", " ").capitalize()
    words = f"{kept} says {_value(row.kept)} (shown here); {other} says {_value(row.other)}."
    return DisagreementView(about, words, row.seen_at)


def _value(value: str | None) -> str:
    """A day, or a step that begins with its day; without the full stop that ends the sentence."""
    said = (value or "nothing").rstrip(".")
    told = _DATED.fullmatch(said)
    return f"{day_words(told[1])}{f': {told[2]}' if told[2] else ''}" if told else said


_DATED = re.compile(r"(\d{4}-\d\d-\d\d)(?: (.+))?", re.DOTALL)


def read_provenance(snapshot: Snapshot, key: str) -> Provenance:
    rows = snapshot.facts.where(key).execute(
        "SELECT r.source, r.data_as_of, c.checked_at, d.fetched_at, d.url, d.sha256 "
        "FROM source_records r LEFT JOIN checks c ON c.source = r.source AND c.bill = r.bill "
        "LEFT JOIN documents d ON d.id = r.document WHERE r.bill = ? ORDER BY r.data_as_of DESC",
        (key,),
    )
    records = tuple(
        SourceRow(source_words(row[0]), row[1], row[2], row[3], safe_url(row[4]), row[5])
        for row in rows
    )
    return Provenance(records, tuple(_parts(snapshot, key).items()))


def _parts(snapshot: Snapshot, key: str) -> dict[str, str]:
    """Part -> its sources, for the parts that have rows."""
    statement = " UNION ALL ".join(
        f"SELECT DISTINCT '{table.part}', source FROM {table.table} WHERE bill = :key"
        for table in CHILD_TABLES
    )
    found: dict[str, list[str]] = defaultdict(list)
    called = {**PARTS, "sponsorships": author_words(key.partition("-")[0]).both}
    for part, source in snapshot.facts.where(key).execute(statement, {"key": key}):
        found[called.get(part, part)].append(source_words(source))
    return {part: ", ".join(sources) for part, sources in found.items()}
