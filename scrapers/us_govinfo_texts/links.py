"""GovInfo's addresses for the prints of a bill.

A print is a package, ``BILLS-119hr4323ih``: Congress, bill and the code of the print. Its XML is
``/content/pkg/BILLS-119hr4323ih/xml/BILLS-119hr4323ih.xml``, for bills since 2004. A print never
changes, so that each is asked for once.
"""

import re

from billtrail.bills.models import Link
from billtrail.legislatures import split_key

NAME = "us_govinfo_texts"
KIND = "print"
HOST = "https://www.govinfo.gov"
FILE = re.compile(r"BILLS-(\d{2,3})([a-z]+)(\d+)([a-z]{2,5}\d?)\.xml$")
_CODE = re.compile(r"[a-z]{2,5}\d?")


def is_print(key: str, code: str | None) -> bool:
    """Whether GovInfo keeps a print of that code: a public law has none, it is another package."""
    return key.startswith("us-") and bool(code and _CODE.fullmatch(code))


def print_link(key: str, code: str) -> Link:
    """Where a print lies. It names no bill: that its text came says nothing of where it stands."""
    parts = split_key(key)
    package = f"BILLS-{parts.session}{parts.type}{parts.number}{code}"
    return Link(NAME, f"{HOST}/content/pkg/{package}/xml/{package}.xml", KIND)
