"""Answers of the Congress.gov API: kept together as one visit, and read value by value.

See ``us_congress_api`` for the form and its quirks. Raises only ``ParseError``.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from billtrail.bills import Access
from billtrail.bills.doubts import LOSS_ROWS, LOSS_SHARE
from billtrail.bills.models import Document
from billtrail.errors import ParseError

NAME = "us_congress_api"
HOST = "https://api.congress.gov"
KEY = Access("CONGRESS_API_KEY", "https://api.congress.gov/sign-up/")
#: Kinds of documents.
BILL, MEETING = "bill", "meeting"

Row = Mapping[str, Any]
Answers = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class ApiVisit:
    """What was asked and answered. ``key`` is a bill's, or ``119-118388`` for a meeting."""

    key: str
    fetched_at: str
    answers: Answers


def visit_document(kind: str, key: str, url: str, answers: Answers, fetched_at: str) -> Document:
    """A visit as a document. The hash leaves out the time, so that equal answers are known."""
    options = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2
    digest = hashlib.sha256(orjson.dumps(answers, option=orjson.OPT_SORT_KEYS)).hexdigest()
    visit = {"key": key, "fetched_at": fetched_at, "answers": answers}
    name = f"CONGRESS-{kind}-{key}.json"
    body = orjson.dumps(visit, option=options)
    return Document(NAME, kind, url, {name: body}, fetched_at, fetched_at, digest)


def read_visit(document: Document) -> ApiVisit:
    """The visit in a document; raises ParseError where it is none."""
    try:
        (data,) = document.parts.values()
        values = orjson.loads(data)
        visit = ApiVisit(values["key"], values["fetched_at"], values["answers"])
    except (ValueError, KeyError, TypeError) as error:
        raise ParseError(f"not a visit to the Congress.gov API: {error}") from error
    if not isinstance(visit.key, str) or not isinstance(visit.fetched_at, str):
        raise ParseError("it does not say what was asked for, and when")
    if not isinstance(visit.answers, dict) or not all(map(_is_pages, visit.answers.values())):
        raise ParseError("its answers are not lists of JSON objects")
    return visit


def _is_pages(pages: object) -> bool:
    return isinstance(pages, list) and all(isinstance(page, dict) for page in pages)


# Values ----------------------------------------------------------------------------------------


def text_of(row: Row, *names: str) -> str | None:
    """The first of the fields that is not empty, numbers as text."""
    for name in names:
        value = row.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def within(row: Row, name: str) -> Row:
    """A field that is an object; empty where it is missing or null."""
    value = row.get(name)
    return value if isinstance(value, dict) else {}


def items_of(value: object) -> list[Row]:
    """A list of objects: as it is, inside one more object (as XML has it), or none."""
    if isinstance(value, dict):
        inner = next(iter(value.values()), None)
        value = inner if len(value) == 1 and isinstance(inner, list) else [value]
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ParseError(f"not a list of objects: {value!r:.60}")
    return value


def listed(visit: ApiVisit, name: str) -> list[Row] | None:
    """The rows of a list on all its pages; ``None`` where no answer holds the list.

    Raises ParseError where rows are missing.
    """
    pages = [page for page in visit.answers.get(name, ()) if page.get(name) is not None]
    if not pages:
        return None
    rows = [row for page in pages for row in items_of(page[name])]
    count = int(text_of(within(pages[0], "pagination"), "count") or 0)
    if len(rows) < count:
        raise ParseError(f"only {len(rows)} of {count} {name} came")
    return rows


def refuse_halved(bill: Row, name: str, rows: list[Row] | None) -> None:
    """The bill's own answer counts its lists; caching explains a row or two, no more."""
    counts = within(bill, name)
    said = int(text_of(counts, "countIncludingWithdrawnCosponsors", "count") or 0)
    lost = said - len(rows or ())
    if rows is not None and lost > LOSS_ROWS and lost > LOSS_SHARE * said:
        raise ParseError(f"only {len(rows)} of {said} {name} came")


def the_one(visit: ApiVisit, name: str) -> Row:
    """The one object that a visit is about."""
    pages = visit.answers.get(name) or [{}]
    found = pages[0].get(name)
    if not isinstance(found, dict):
        raise ParseError(f"no {name} in the answer")
    return found
