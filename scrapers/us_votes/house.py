"""A roll call of the House: ``https://clerk.house.gov/evs/2026/roll314.xml``.

    <rollcall-vote><vote-metadata>
      <congress>119</congress><session>2nd</session><rollcall-num>314</rollcall-num>
      <legis-num>S 2403</legis-num>
      <vote-question>On Motion to Suspend the Rules and Pass</vote-question>
      <vote-type>2/3 YEA-AND-NAY</vote-type><vote-result>Passed</vote-result>
      <action-date>16-Sep-2026</action-date><action-time time-etz="19:05">7:05 PM</action-time>
      <vote-totals>...<totals-by-vote><yea-total>401</yea-total>...
    <vote-data><recorded-vote>
      <legislator name-id="A000369" party="R" state="NV">Amodei (NV)</legislator>
      <vote>Yea</vote></recorded-vote>

* ``name-id`` is the member's Bioguide id, since 2003; before there are names alone.
* A surname that two members have comes with the state; party and state are told of everybody, and
  all are named with them here, as the Senate names its own.
* ``legis-num`` is "H R 6395", "H RES 5", "S 2403", or what is no measure: QUORUM, MOTION, JOURNAL.
* Of an amendment, ``amendment-num`` and ``amendment-author`` stand beside the bill's number.
* Where a Speaker is elected, members answer with a name, and there are ``totals-by-candidate``.
* A vote that does not exist answers 200 with ``<xml>Error sanitizing file "roll315.xml"...``
  (2026-10-02).
"""

from datetime import datetime
from typing import Any

from billtrail.bills.models import RollCall, Vote, VoteRecord
from billtrail.errors import ParseError
from billtrail.legislatures import Chamber

from .counted import Counts, counted, measure, number_of, text_at, year_of
from .questions import is_on_the_measure, option_of

ROOT = "rollcall-vote"
_SESSIONS = {"1st": 1, "2nd": 2}


def name_of(root: Any) -> str:
    """``roll314.xml``: how the Clerk names the file."""
    return f"roll{int(text_at(root, './/rollcall-num')):03}.xml"


def read(root: Any, as_of: str) -> RollCall:
    """The vote of a file; raises ParseError, KeyError or ValueError where it is not in the form."""
    data = root.find("vote-metadata")
    congress, roll = number_of(data, "congress"), number_of(data, "rollcall-num")
    year = year_of(congress, _SESSIONS[text_at(data, "session")[:3].lower()])
    records = tuple(_record(row) for row in root.iterfind("vote-data/recorded-vote"))
    question = text_at(data, "vote-question")
    return RollCall(
        Vote(
            identifier=f"H{year}-{congress}-{roll}",
            date=_day(text_at(data, "action-date")),
            chamber=Chamber.LOWER,
            motion=": ".join(filter(None, (question, _amendment(data)))),
            result=data.findtext("vote-result"),
            url=f"https://clerk.house.gov/Votes/{year}{roll}",
            records=records,
            time=_time(data.find("action-time")),
            needed=_needed(data.findtext("vote-type") or ""),
            on_bill=is_on_the_measure(question),
            **counted(records, _totals(data)),
        ),
        as_of,
        measure(data.findtext("legis-num"), congress),
    )  # fmt: skip


def _record(row: Any) -> VoteRecord:
    member = row.find("legislator")
    name = (member.text or member.get("unaccented-name") or "").strip()
    if not name:
        raise ParseError(f"line {row.sourceline}: a voter has no name")
    party, state = member.get("party"), member.get("state")
    if party and state:
        name = f"{name.removesuffix(f' ({state})')} ({party}-{state})"
    return VoteRecord(name, option_of(text_at(row, "vote")), member.get("name-id"))


def _totals(data: Any) -> Counts | None:
    """What the summary counts; nothing where a Speaker is elected."""
    totals = data.find("vote-totals/totals-by-vote")
    if totals is None:
        return None
    yes, no, present, absent = (
        int(totals.findtext(f"{name}-total") or 0)
        for name in ("yea", "nay", "present", "not-voting")
    )
    return yes, no, present + absent


def _amendment(data: Any) -> str | None:
    """``Smith of New Jersey, amendment 12``."""
    number, author = data.findtext("amendment-num"), data.findtext("amendment-author")
    parts = ((author or "").strip(), f"amendment {number.strip()}" if number else "")
    return ", ".join(filter(None, parts)) or None


def _needed(kind: str) -> str | None:
    """``2/3 YEA-AND-NAY`` -> ``2/3``; most of those voting where nothing is said."""
    first = kind.partition(" ")[0]
    return first if "/" in first else None


def _day(text: str) -> str:
    return datetime.strptime(text, "%d-%b-%Y").date().isoformat()


def _time(element: Any) -> str | None:
    """By the clock of Washington."""
    return None if element is None else element.get("time-etz")
