"""The types of measure a jurisdiction knows: one row each, read by ``identifiers``.

Congress: https://www.congress.gov/help/legislative-glossary. California: the measure types of
the Legislature's own bill ids. LegiScan's names are kept because it renames: its ``HB`` is the
House's ``H.R.``, its ``HR`` a House resolution, and its ``AR`` California's ``HR``.
"""

from typing import NamedTuple

from billtrail.errors import UsageError
from billtrail.vocabulary import Chamber, MeasureKind

_L, _U, _X = Chamber.LOWER, Chamber.UPPER, Chamber.EXECUTIVE
_K = MeasureKind


class MeasureType(NamedTuple):
    """``label`` is printed before the number; ``others`` are further spellings, joined."""

    jurisdiction: str
    type: str
    label: str
    words: str
    kind: MeasureKind
    chamber: Chamber
    legiscan: str
    others: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every spelling without blanks and stops, in small letters: ``hr``, ``housebill``."""
        words = self.words.lower().replace(" ", "").replace("'", "")
        return (self.type, words, *self.others)


MEASURE_TYPES = (
    MeasureType("us", "hr", "H.R.", "House bill", _K.BILL, _L, "HB"),
    MeasureType("us", "s", "S.", "Senate bill", _K.BILL, _U, "SB"),
    MeasureType("us", "hjres", "H.J.Res.", "House joint resolution", _K.JOINT, _L, "HJR", ("hjr",)),
    MeasureType(
        "us", "sjres", "S.J.Res.", "Senate joint resolution", _K.JOINT, _U, "SJR", ("sjr",)
    ),
    MeasureType(
        "us", "hconres", "H.Con.Res.", "House concurrent resolution", _K.CONCURRENT, _L, "HCR",
        ("hcr", "hcres"),
    ),
    MeasureType(
        "us", "sconres", "S.Con.Res.", "Senate concurrent resolution", _K.CONCURRENT, _U, "SCR",
        ("scr", "scres"),
    ),
    MeasureType("us", "hres", "H.Res.", "House resolution", _K.SIMPLE, _L, "HR"),
    MeasureType("us", "sres", "S.Res.", "Senate resolution", _K.SIMPLE, _U, "SR", ("sr",)),
    MeasureType("ca", "ab", "AB", "Assembly bill", _K.BILL, _L, "AB"),
    MeasureType("ca", "sb", "SB", "Senate bill", _K.BILL, _U, "SB"),
    MeasureType("ca", "acr", "ACR", "Assembly concurrent resolution", _K.CONCURRENT, _L, "ACR"),
    MeasureType("ca", "scr", "SCR", "Senate concurrent resolution", _K.CONCURRENT, _U, "SCR"),
    MeasureType("ca", "ajr", "AJR", "Assembly joint resolution", _K.JOINT, _L, "AJR"),
    MeasureType("ca", "sjr", "SJR", "Senate joint resolution", _K.JOINT, _U, "SJR"),
    MeasureType("ca", "hr", "HR", "House resolution", _K.SIMPLE, _L, "AR"),
    MeasureType("ca", "sr", "SR", "Senate resolution", _K.SIMPLE, _U, "SR"),
    MeasureType(
        "ca", "aca", "ACA", "Assembly constitutional amendment", _K.CONSTITUTIONAL, _L, "ACA"
    ),
    MeasureType(
        "ca", "sca", "SCA", "Senate constitutional amendment", _K.CONSTITUTIONAL, _U, "SCA"
    ),
    MeasureType("ca", "grp", "GRP", "Governor's reorganization plan", _K.SIMPLE, _X, "GRP"),
)  # fmt: skip

_BY_TYPE = {(row.jurisdiction, row.type): row for row in MEASURE_TYPES}

#: Jurisdictions whose types are all in the table; any other type of theirs is a mistake.
LISTED = frozenset(row.jurisdiction for row in MEASURE_TYPES)

#: How most legislatures name their measures, longest ending first.
_HABITS = (
    ("cr", "concurrent resolution", _K.CONCURRENT),
    ("jr", "joint resolution", _K.JOINT),
    ("ca", "constitutional amendment", _K.CONSTITUTIONAL),
    ("b", "bill", _K.BILL),
    ("r", "resolution", _K.SIMPLE),
)
_HOUSES = {"h": ("House", _L), "a": ("Assembly", _L), "s": ("Senate", _U)}


def measure_type(jurisdiction: str, type_: str) -> MeasureType:
    """The row of a type. A jurisdiction that is not listed is read by common habit, so that
    adding a state needs no change here; ``UsageError`` where even that says nothing."""
    if row := _BY_TYPE.get((jurisdiction, type_)):
        return row
    if jurisdiction in LISTED:
        raise UsageError(_no_such_type(jurisdiction, type_))
    house, ending = _HOUSES.get(type_[:1]), type_[1:]
    for letters, words, kind in _HABITS:
        if house and ending == letters:
            label = type_.upper()
            return MeasureType(jurisdiction, type_, label, f"{house[0]} {words}", kind, house[1],
                               label)  # fmt: skip
    raise UsageError(_no_such_type(jurisdiction, type_))


def _no_such_type(jurisdiction: str, type_: str) -> str:
    known = [row.type for row in MEASURE_TYPES if row.jurisdiction == jurisdiction]
    expected = ", ".join(known) or "types such as hb, sb, hr, sr, hjr, scr"
    return f"{jurisdiction} has no measure type {type_!r}. Expected one of: {expected}."
