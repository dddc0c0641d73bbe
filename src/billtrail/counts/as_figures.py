"""Shown counts as figures, rows of a statistics file; and hidden ones in words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

from billtrail.campaigns.figures import COLUMNS
from billtrail.counts.suppression import ALL, BAND, Count, Offer, Protected, Rules, Shown
from billtrail.records import SHARES

#: Programs with such a name are invented; their figures are never printed.
SAMPLE = "SAMPLE"


def build_figures(protected: Protected) -> list[dict[str, str]]:
    """A row for each shown count, and for each share of two shown counts that may be given."""
    shown = {cell.count.key: cell for cell in protected.cells if not cell.hidden}
    rows = [_row(cell, protected.rules) for cell in shown.values()]
    for part in shown.values():
        for key in (whole.key for whole in _wholes(part.count)):
            if key in shown and _may_divide(part, shown[key], protected.rules):
                rows.append(_share_row(part, shown[key].count, protected.rules))
    return rows


def _wholes(part: Count) -> Iterator[Count]:
    """The counts of which one is a share: its measure's whole, and each dimension's total."""
    if part.part_of:
        yield replace(part, measure=part.part_of, part_of=None)
        return
    for name, _ in part.named():
        yield replace(part, group={**part.group, name: ALL})


def _may_divide(part: Shown, whole: Shown, rules: Rules) -> bool:
    """Two values of one day, as counted, neither of them nor the rest small."""
    if part.within or whole.within or part.since != whole.since:
        return False
    value, total = part.count.value, whole.count.value
    small = rules.is_small(value) or value > total or rules.is_small(total - value)
    return total >= rules.base and not small


def _row(cell: Shown, rules: Rules) -> dict[str, str]:
    count = cell.count
    about = f"about {count.value:,}" if cell.within else f"{count.value:,}"
    rounded = f" (rounded to {2 * cell.within + 1})" if cell.within else ""
    what = f"{in_words(count)} {period_words(count)}"
    sentence = f"{count.program} counted {about} {what}{rounded}."
    return _common(cell, rules) | {
        "id": _id(count), "value": str(count.value), "unit": "people", "sentence": sentence,
    }  # fmt: skip


def _share_row(cell: Shown, whole: Count, rules: Rules) -> dict[str, str]:
    part = cell.count
    percent = round(100 * part.value / whole.value)
    base = f"{whole.value:,} {in_words(whole)}"
    sentence = (
        f"{part.program} counted {part.value:,} {in_words(part)} among {base} "
        f"{period_words(part)}, or {percent}%."
    )
    return _common(cell, rules) | {
        "id": f"{_id(part)}-of-{_slug(in_words(whole))}"[:100], "value": str(percent),
        "unit": "percent", "numerator": f"{part.value:,} {in_words(part)}", "denominator": base,
        "sentence": sentence, "share": min(part.share, whole.share, key=SHARES.index),
    }  # fmt: skip


def _common(cell: Shown, rules: Rules) -> dict[str, str]:
    count, day = cell.count, f"Program counts of {cell.since}" if cell.since else "Program counts"
    tags = "own-count sample" if count.program.startswith(SAMPLE) else "own-count"
    return dict.fromkeys(COLUMNS, "") | {
        "program": count.program, "measure": in_words(count), "population": in_words(count),
        "period_start": count.start, "period_end": count.end,
        "geography": count.category("place") if "place" in count.group else "as the program works",
        "publisher": count.program, "source_title": f"{day}; {rules_words(rules)}",
        "location": "the program's own counts", "tags": tags, "verified": "yes",
        "share": count.share,
    }  # fmt: skip


def _id(count: Count) -> str:
    """Readable, and another for every count: ``counts-cast-clients-served-2025-1a2b3c``."""
    year = count.start[:4] if count.start[:4] == count.end[:4] else ""
    spelled = (count.program, count.measure, count.start, count.end, tuple(count.named()))
    mark = sha256(repr(spelled).encode()).hexdigest()[:6]
    words = _slug(f"{count.program} {in_words(count)}")[:50].rstrip("-")
    return "-".join(filter(None, ("counts", words, year, mark)))


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


# -- words -----------------------------------------------------------------------------------------


def in_words(count: Count) -> str:
    """``clients served (age: adults)``."""
    measure = count.measure[:1].lower() + count.measure[1:]
    groups = ", ".join(f"{name}: {category}" for name, category in count.named())
    return f"{measure} ({groups})" if groups else measure


def period_words(count: Count) -> str:
    return _span_words(count.start, count.end)


def _span_words(first: str, last: str) -> str:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start.year == end.year and (first[5:], last[5:]) == ("01-01", "12-31"):
        return f"in {start.year}"
    return f"from {start:%B} {start.day}, {start.year}, to {end:%B} {end.day}, {end.year}"


def rules_words(rules: Rules) -> str:
    return f"counts from 1 to {rules.threshold} are not shown"


def offer_words(offer: Offer) -> str:
    """What can be said: ``28 clients (place: b or c) in 2025``."""
    what = _together(offer.counts)
    if offer.kind != BAND:
        return f"{offer.low:,} {what}"
    if offer.of is not None:
        share = (offer.low - 1) * 100 // offer.of.value
        return f"more than {share}% of {offer.of.value:,} are {what}"
    return f"{offer.low:,} to {offer.high:,} {what}"


def _together(counts: tuple[Count, ...]) -> str:
    """Counts that differ in one dimension, or in their periods, as one phrase."""
    first = counts[0]
    merged = {
        name: " or ".join(dict.fromkeys(count.category(name) for count in counts))
        for name, _ in first.named()
    }
    span = _span_words(min(c.start for c in counts), max(c.end for c in counts))
    return f"{in_words(replace(first, group=merged))} {span}"


def cell_words(cell: Shown) -> str:
    return f"{in_words(cell.count)} {period_words(cell.count)}"
