"""The codes of California and the laws of the United States: what they are called, and how.

California's abbreviations are those of leginfo.legislature.ca.gov (CODES_TBL of PUBINFO, read in
the files of 2025-26). Beside each stands what people call it when they speak or write in a hurry.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Code(NamedTuple):
    """A code by its abbreviation in keys (``pen``), its name, and its spoken and short names."""

    key: str
    name: str
    spoken: tuple[str, ...]

    @property
    def leginfo(self) -> str:
        """As leginfo's addresses have it: ``PEN``."""
        return self.key.upper()


_CALIFORNIA = (
    Code("bpc", "Business and Professions Code", ("B&P", "Bus. & Prof. Code")),
    Code("ccp", "Code of Civil Procedure", ("Civ. Proc.", "Code Civ. Proc.")),
    Code("civ", "Civil Code", ("CC", "Civ. Code")),
    Code("com", "Commercial Code", ("Com. Code",)),
    Code("corp", "Corporations Code", ("Corp. Code",)),
    Code("edc", "Education Code", ("Ed Code", "Ed. Code", "EC")),
    Code("elec", "Elections Code", ("Elec. Code",)),
    Code("evid", "Evidence Code", ("Evid. Code",)),
    Code("fac", "Food and Agricultural Code", ("Food & Agr. Code", "Food & Ag")),
    Code("fam", "Family Code", ("Fam. Code",)),
    Code("fgc", "Fish and Game Code", ("Fish & Game", "Fish & G. Code")),
    Code("fin", "Financial Code", ("Fin. Code",)),
    Code("gov", "Government Code", ("GC", "Gov. Code")),
    Code("hnc", "Harbors and Navigation Code", ("Harb. & Nav. Code",)),
    Code("hsc", "Health and Safety Code", ("H&S", "Health & Saf. Code")),
    Code("ins", "Insurance Code", ("Ins. Code",)),
    Code("lab", "Labor Code", ("LC", "Lab. Code")),
    Code("mvc", "Military and Veterans Code", ("Mil. & Vet. Code",)),
    Code("pcc", "Public Contract Code", ("Pub. Contract Code", "Public Contracts Code")),
    Code("pen", "Penal Code", ("PC", "Pen. Code")),
    Code("prc", "Public Resources Code", ("Pub. Resources Code",)),
    Code("prob", "Probate Code", ("Prob. Code",)),
    Code("puc", "Public Utilities Code", ("Pub. Util. Code",)),
    Code("rtc", "Revenue and Taxation Code", ("R&T", "Rev. & Tax. Code")),
    Code("shc", "Streets and Highways Code", ("Sts. & Hy. Code",)),
    Code("uic", "Unemployment Insurance Code", ("Unemp. Ins. Code",)),
    Code("veh", "Vehicle Code", ("VC", "Veh. Code")),
    Code("wat", "Water Code", ("Wat. Code",)),
    Code("wic", "Welfare and Institutions Code", ("W&I", "Welf. & Inst. Code")),
)

#: Abbreviation -> code.
CALIFORNIA: Mapping[str, Code] = {code.key: code for code in _CALIFORNIA}

#: Name, spoken name or abbreviation in small letters -> code.
CALLED: Mapping[str, Code] = {
    name.lower(): code for code in _CALIFORNIA for name in (code.key, code.name, *code.spoken)
}

#: Acts of Congress that are cited by their own sections -> the public law they are.
NAMED_ACTS: Mapping[str, str] = {
    "Trafficking Victims Protection Act of 2000": "106-386",
    "Victims of Trafficking and Violence Protection Act of 2000": "106-386",
    "Trafficking Victims Protection Reauthorization Act of 2003": "108-193",
    "Trafficking Victims Protection Reauthorization Act of 2005": "109-164",
    "William Wilberforce Trafficking Victims Protection Reauthorization Act of 2008": "110-457",
    "Trafficking Victims Protection Reauthorization Act of 2013": "113-4",
    "Justice for Victims of Trafficking Act of 2015": "114-22",
    "Abolish Trafficking Reauthorization Act of 2022": "117-347",
    "Trafficking Survivors Relief Act": "119-73",
}
