"""Where a measure lies, against the column in which the Legislature says so after each action."""

from collections import Counter

from pubinfo import NOW, bill_of

from billtrail.bills.next_steps.location import LocationKind, _after
from billtrail.scrapers.ca_pubinfo.history import oldest_first
from billtrail.scrapers.ca_pubinfo.rows import read_rows
from billtrail.scrapers.ca_pubinfo.staging import stage
from billtrail.scrapers.ca_pubinfo.tables import StepRow

FILES = {
    "Inactive": LocationKind.INACTIVE_FILE,
    "Engrossing": None,
    "Enrollment": LocationKind.ENROLLMENT,
}
PLACES = {
    "Desk": LocationKind.DESK,
    "Rules": LocationKind.COMMITTEE,
    "Committee": LocationKind.COMMITTEE,
    "Floor": LocationKind.FLOOR,
}
HOUSES = {"Governor": LocationKind.EXECUTIVE, "Secretary of State": None}
CHAMBERS = {"Assembly": "lower", "Senate": "upper"}


def told(row):
    """The publisher's place: its file, else its part of the house, else who has it."""
    if row.end_status == "Died":
        return None
    for names, value in ((FILES, row.ternary_location), (PLACES, row.secondary_location),
                         (HOUSES, row.primary_location)):  # fmt: skip
        if value in names:
            return names[value]
    return "untold"


def agrees(found, row):
    place = found.kind if found else None
    if place == LocationKind.SUSPENSE_FILE:
        place = LocationKind.COMMITTEE
    if place != told(row):
        return False
    chamber = CHAMBERS.get(row.primary_location)
    return not (found and chamber) or found.chamber == chamber or place == LocationKind.ENROLLMENT


def test_places_are_those_of_the_publisher(real, tmp_path):
    counted = Counter()
    for folder in ("dump_2025-03", "session_2025-26_four_bills"):
        path = real / "california/pubinfo" / folder
        (tmp_path / folder).mkdir()
        found = stage([(f.name, f.open("rb")) for f in path.glob("BILL*.dat")], tmp_path / folder)
        for document in found.documents(NOW):
            bill = bill_of(document, found)
            rows = read_rows(StepRow, document.parts.get("BILL_HISTORY_TBL", b"[]"))
            where = None
            for row, action in zip(oldest_first(rows), bill.actions or (), strict=False):
                where = _after(action, where, bill)
                counted[agrees(where, row)] += 1
    assert counted.total() == 7881
    assert counted[True] / counted.total() >= 0.97, counted
