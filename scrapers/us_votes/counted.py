"""What the records of both chambers share: texts, measures, years, and counts that must agree."""

from collections.abc import Sequence
from typing import Any

from billtrail.bills.models import VoteRecord
from billtrail.errors import ParseError, UsageError
from billtrail.legislatures import us
from billtrail.legislatures.spelling import identifiers

#: Yes, no, and everybody else.
Counts = tuple[int, int, int]
#: A list that lacks more than this share of those its summary counts is no whole list.
_MOST_MISSING = 0.05


def text_at(element: Any, path: str) -> str:
    """The text there; raises ParseError where there is none."""
    text = None if element is None else element.findtext(path)
    if not text or not text.strip():
        raise ParseError(f"no {path.rpartition('/')[2]}")
    return str(text).strip()


def number_of(element: Any, tag: str) -> int:
    text = text_at(element, tag)
    if not text.isdecimal():
        raise ParseError(f"{tag} is {text!r}, no number")
    return int(text)


def year_of(congress: int, session: int) -> int:
    """The year whose votes are counted: 2 of the 119th is 2026. A session's last votes may be held
    in the first days of the year after."""
    return 1786 + 2 * congress + session


def measure(text: str | None, congress: int) -> str | None:
    """``H R 6395`` -> ``us-116-hr6395``; ``None`` for what is no measure (QUORUM, PN 12)."""
    try:
        return identifiers.parse_identifier(
            (text or "").strip(), jurisdiction=us.LEGISLATURE.id, session=str(congress)
        )
    except UsageError:
        return None


def counted(
    records: Sequence[VoteRecord], stated: Counts | None, tie: str | None = None
) -> dict[str, Any]:
    """The counts of the members' own rows, and the summary's where they differ. A tie is broken by
    somebody who is no member: with that vote or without, the summary says the same.

    Raises ParseError where the list is not whole.
    """
    options = [record.option for record in records]
    yes, no = options.count("yes"), options.count("no")
    other = len(options) - yes - no
    named, most = len(records) + bool(tie), sum(stated or ())
    if not records or named < (1 - _MOST_MISSING) * most:
        raise ParseError(f"names {len(records)} voters where its summary counts {most}")
    whole = (yes + (tie == "yes"), no + (tie == "no"), other)
    differs = stated is not None and stated not in (whole, (yes, no, other))
    return {"yes": whole[0], "no": whole[1], "other": other, "stated": stated if differs else None}
