"""A roll call of the Senate:
``https://www.senate.gov/legislative/LIS/roll_call_votes/vote1162/vote_116_2_00292.xml``.

    <roll_call_vote><congress>116</congress><session>2</session><vote_number>292</vote_number>
      <vote_date>January 1, 2021,  01:38 PM</vote_date>
      <modify_date>January 1, 2021,  02:47 PM</modify_date>
      <question>On Overriding the Veto</question><vote_title>...</vote_title>
      <majority_requirement>2/3</majority_requirement><vote_result>Veto Overridden</vote_result>
      <document><document_congress>116</document_congress><document_name>H.R. 6395</document_name>
      <count><yeas>81</yeas><nays>13</nays><present/><absent>6</absent></count>
      <tie_breaker><by_whom/><tie_breaker_vote/></tie_breaker>
      <members><member><member_full>Alexander (R-TN)</member_full>...
        <vote_cast>Yea</vote_cast><lis_member_id>S289</lis_member_id>

* Members are named by LIS id; the roster of Congress joins them to people (``Person.voter_id``).
* ``vote_date`` is the start, by the clock of Washington. The file comes 36 to 47 minutes after the
  vote has ended (2026).
* Of an amendment, ``document`` may be empty and ``amendment_to_document_number`` names the bill.
* A nomination is ``PN``, a treaty ``Treaty Doc.``: no measure.
* A vote that does not exist redirects to a page that says so (2026-10-02).
"""

import re
from datetime import datetime
from typing import Any

from billtrail.bills.models import RollCall, Vote, VoteRecord
from billtrail.errors import ParseError
from billtrail.legislatures import Chamber

from .counted import Counts, counted, measure, number_of, text_at, year_of
from .questions import is_on_the_measure, option_of

ROOT = "roll_call_vote"


def name_of(root: Any) -> str:
    """``vote_116_2_00292.xml``: how the Secretary names the file."""
    congress, session, number = (number_of(root, tag) for tag in _NAMED)
    return f"vote_{congress}_{session}_{number:05}.xml"


_NAMED = ("congress", "session", "vote_number")


def read(root: Any, as_of: str) -> RollCall:
    """The vote of a file; raises ParseError, KeyError or ValueError where it is not in the form."""
    congress, session, number = (number_of(root, tag) for tag in _NAMED)
    year, held = year_of(congress, session), _instant(text_at(root, "vote_date"))
    records = tuple(_record(row) for row in root.iterfind("members/member"))
    question, title = text_at(root, "question"), root.findtext("vote_title") or ""
    return RollCall(
        Vote(
            identifier=f"S{year}-{congress}-{number}",
            date=held[:10],
            chamber=Chamber.UPPER,
            motion=": ".join(filter(None, (question, _about(root, question, title)))),
            result=root.findtext("vote_result"),
            url=_page(congress, session, number),
            records=records,
            time=held[11:16],
            needed=_needed(root.findtext("majority_requirement") or ""),
            on_bill=is_on_the_measure(question, title),
            tie=_tie(root),
            **counted(records, _totals(root), _tie_vote(root)),
        ),
        as_of,
        _measure(root, congress),
        _instant(changed) if (changed := root.findtext("modify_date")) else None,
    )  # fmt: skip


def _page(congress: int, session: int, number: int) -> str:
    place = "https://www.senate.gov/legislative/LIS/roll_call_votes"
    return f"{place}/vote{congress}{session}/vote_{congress}_{session}_{number:05}.htm"


def _record(row: Any) -> VoteRecord:
    name = (row.findtext("member_full") or row.findtext("last_name") or "").strip()
    if not name:
        raise ParseError(f"line {row.sourceline}: a voter has no name")
    return VoteRecord(name, option_of(text_at(row, "vote_cast")), row.findtext("lis_member_id"))


def _totals(root: Any) -> Counts:
    yes, no, present, absent = (
        int(root.findtext(f"count/{name}") or 0) for name in ("yeas", "nays", "present", "absent")
    )
    return yes, no, present + absent


def _about(root: Any, question: str, title: str) -> str | None:
    """Which amendment, or which motion, where the question alone does not say."""
    if number := (root.findtext("amendment/amendment_number") or "").strip():
        return number
    return title.strip() or None if question.casefold() == "on the motion" else None


def _measure(root: Any, congress: int) -> str | None:
    told = root.findtext("document/document_name") or root.findtext(
        "amendment/amendment_to_document_number"
    )
    return measure(told, int(root.findtext("document/document_congress") or congress))


def _tie(root: Any) -> str | None:
    """``Vice President: Yea``, where the Senate was divided equally."""
    whom, cast = (root.findtext(f"tie_breaker/{tag}") for tag in ("by_whom", "tie_breaker_vote"))
    return f"{whom.strip()}: {cast.strip()}" if whom and cast else None


def _tie_vote(root: Any) -> str | None:
    return option_of(_tie(root).rpartition(": ")[2]) if _tie(root) else None  # type: ignore[union-attr]


def _needed(majority: str) -> str | None:
    return majority if majority not in ("", "1/2") else None


#: ``January 1, 2021,  01:38 PM``
_BLANKS = re.compile(r"\s+")


def _instant(text: str) -> str:
    """Washington's day and hour, ISO: ``2021-01-01T13:38``."""
    plain = _BLANKS.sub(" ", text.strip())
    return datetime.strptime(plain, "%B %d, %Y, %I:%M %p").isoformat(timespec="minutes")
