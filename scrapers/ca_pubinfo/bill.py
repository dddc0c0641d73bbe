"""One bill's rows of all PUBINFO tables, and the small readings that all its parts share."""

from collections.abc import Mapping
from functools import cached_property

from billtrail.bills.models import Document
from billtrail.errors import BilltrailError, ParseError
from billtrail.legislatures import split_key
from billtrail.scrapers.california import committee_abbreviated, committee_named, is_code

from .lookups import PubinfoReference
from .rows import read_tables
from .tables import R, StepRow


class BillRows:
    """A document's rows by table; ``[]`` where it has none. Raises ParseError for a bill that is
    none and for rows that do not say of when they are."""

    def __init__(self, document: Document, reference: PubinfoReference | None) -> None:
        self.document = document
        self.reference = reference or PubinfoReference()
        self.key = document.url.rpartition("/")[2]
        try:
            self.parts = split_key(self.key)
        except BilltrailError as error:
            raise ParseError(f"{document.url}: {error}") from error
        if not document.data_as_of:
            raise ParseError(f"{document.url}: no row says when it was updated")
        self.data_as_of = document.data_as_of
        self._rows = read_tables(document.parts)

    def __getitem__(self, table: type[R]) -> list[R]:
        return self._rows.get(table, [])

    def place(self, code: str) -> str | None:
        """A place's name in the bill's own session, else as its history calls it, else its code."""
        told = self.reference.locations.get((self.session, code)) if code else None
        return told or self._called.get(code, code) or None

    @cached_property
    def _called(self) -> Mapping[str, str]:
        """The committees by code, as the steps that sent the bill there name them; one whose
        abbreviation we do not know is called by that."""
        steps = [(row.ternary_location, squeezed(row.action)) for row in self[StepRow]
                 if is_code(row.ternary_location)]  # fmt: skip
        short = {code: name for code, text in steps if (name := committee_abbreviated(text))}
        return short | {code: name for code, text in steps if (name := committee_named(text))}

    @property
    def session(self) -> str:
        """``20252026`` as the tables have it, for extraordinary sessions too."""
        return self.parts.session[:8]


def day(value: str) -> str | None:
    """``2025-03-04 00:00:00`` -> ``2025-03-04``."""
    return value[:10] or None


def number(value: str) -> float:
    """A number, 0 where there is none."""
    try:
        return float(value or 0)
    except ValueError:
        return 0.0


def squeezed(text: str) -> str:
    """Text with its doubled blanks collapsed."""
    return " ".join(text.split())
