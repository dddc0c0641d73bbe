"""The California Legislature's committees by name: its pages spell them, its texts abbreviate them,
its data has codes, and a code means another committee in another session.

``CX18`` is Assembly Public Safety in every table of PUBINFO. The codes are those of the roster
that ships (``data/seed/committees.jsonl``).
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from billtrail.legislatures import Chamber, ca, committee_words
from billtrail.scrapers.seed_files import seed_file

#: How pages name a chamber before a committee: ``Asm Public Safety``, ``Senate Judiciary``.
_HOUSES = {"asm": Chamber.LOWER, "assembly": Chamber.LOWER, "sen": Chamber.UPPER,
          "senate": Chamber.UPPER}  # fmt: skip


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    """(chamber, name as compared) -> code."""
    text = seed_file("committees").decode()
    found, jurisdiction = {}, ""
    for line in map(json.loads, text.splitlines()):
        jurisdiction = line.get("defaults", {}).get("jurisdiction", jurisdiction)
        if jurisdiction == ca.LEGISLATURE.id and line.get("id", "").startswith(("CX", "CS")):
            found[line["chamber"], committee_words(line["name"])] = line["id"]
    return found


def committee_code(chamber: Chamber, name: str) -> str | None:
    """The code of a committee by its name in any spelling; ``None`` where it has none."""
    return _codes().get((chamber.value, committee_words(name)))


_CODE = re.compile(r"C[XS]\d+")


def is_code(place: str) -> bool:
    """Whether a place is a committee by its code: ``CX18`` of the Assembly, ``CS72`` of the
    Senate."""
    return bool(_CODE.fullmatch(place))


def split_place(place: str) -> tuple[Chamber | None, str]:
    """``Asm Public Safety`` -> lower, ``Public Safety``; ``Senate Floor`` -> upper, ``Floor``."""
    house, _, rest = place.partition(" ")
    chamber = _HOUSES.get(house.lower())
    return (chamber, rest.strip()) if chamber else (None, place)


#: Committees as the texts abbreviate them; both houses use the same names.
COMMITTEES: Mapping[str, str] = {
    "A. & A.R.": "Accountability and Administrative Review",
    "A.,E.,S., & T.": "Arts, Entertainment, Sports, and Tourism",
    "A.,E.,S.,T.": "Arts, Entertainment, Sports, and Tourism",
    "A.,E.,S.,T., & I.M.": "Arts, Entertainment, Sports, Tourism, and Internet Media",
    "AGING & L.T.C.": "Aging and Long-Term Care",
    "AGRI.": "Agriculture",
    "APPR.": "Appropriations",
    "B. & F.": "Banking and Finance",
    "B. & F.I.": "Banking and Financial Institutions",
    "B., F. & I.": "Banking, Finance and Insurance",
    "B. & F.R.": "Budget and Fiscal Review",
    "B. & P.": "Business and Professions",
    "B. P. & E.D.": "Business, Professions and Economic Development",
    "BUDGET": "Budget",
    "C. & C.": "Communications and Conveyance",
    "E. & C.A.": "Elections and Constitutional Amendments",
    "E. & R.": "Elections and Redistricting",
    "E., R. & C.A.": "Elections, Reapportionment and Constitutional Amendments",
    "E., U & C.": "Energy, Utilities and Communications",
    "E.D., G., & H.I.": "Economic Development, Growth, and Household Impact",
    "E.M.": "Emergency Management",
    "E.Q.": "Environmental Quality",
    "E.S. & T.M.": "Environmental Safety and Toxic Materials",
    "ED.": "Education",
    "ELECTIONS": "Elections",
    "G.O.": "Governmental Organization",
    "GOV. & F.": "Governance and Finance",
    "H. & C.D.": "Housing and Community Development",
    "HEALTH": "Health",
    "HIGHER ED.": "Higher Education",
    "HOUSING": "Housing",
    "HUM. S.": "Human Services",
    "HUMAN S.": "Human Services",
    "INS.": "Insurance",
    "J., E.D., & E.": "Jobs, Economic Development, and the Economy",
    "JUD.": "Judiciary",
    "L. & E.": "Labor and Employment",
    "L. & I.R.": "Labor and Industrial Relations",
    "L. GOV.": "Local Government",
    "L., P.E. & R.": "Labor, Public Employment and Retirement",
    "M. & V.A.": "Military and Veterans Affairs",
    "N.R. & W.": "Natural Resources and Water",
    "NAT. RES.": "Natural Resources",
    "P. & C.P.": "Privacy and Consumer Protection",
    "P.E. & R.": "Public Employment and Retirement",
    "P.E., R. & S.S.": "Public Employees, Retirement and Social Security",
    "PUB. S.": "Public Safety",
    "REV. & TAX.": "Revenue and Taxation",
    "RLS.": "Rules",
    "T. & H.": "Transportation and Housing",
    "TRANS.": "Transportation",
    "U. & C.": "Utilities and Commerce",
    "U. & E.": "Utilities and Energy",
    "V.A.": "Veterans Affairs",
    "W. P., & W.": "Water, Parks, and Wildlife",
}


def _spelled(abbreviation: str) -> str:
    """Its letters with any dots, commas and blanks between them: "B.&F.", "B. & F."."""
    return r"[\s.,]*".join(re.findall(r"\w+|&", abbreviation)) + r"(?!\w)"


_SENT_TO = re.compile(
    r"\bcoms?\. on (?:" + "|".join(
        f"(?P<c{n}>{_spelled(abbreviation)})"
        for n, abbreviation in sorted(enumerate(COMMITTEES), key=lambda item: -len(item[1]))
    ) + ")",
    re.IGNORECASE,
)  # fmt: skip
_NAMES = tuple(COMMITTEES.values())


_ABBREVIATED = re.compile(r"\b[Cc]oms?\. on ([A-Z][A-Z.,& ]*[A-Z.])")


def committee_abbreviated(text: str) -> str | None:
    """A committee as the text abbreviates it: ``Referred to Com. on X. & Y.`` -> ``X. & Y.``."""
    found = _ABBREVIATED.findall(text)
    return str(found[-1]) if found else None


@lru_cache(maxsize=20_000)
def committee_named(text: str) -> str | None:
    """``Referred to Com. on PUB. S.`` -> ``Public Safety``: where the text sends the measure, the
    first of several, because they act in turn; ``None`` where it names no committee we know."""
    found = [match.lastgroup or "" for match in _SENT_TO.finditer(text)]
    return _NAMES[int(found[-1][1:])] if found else None
