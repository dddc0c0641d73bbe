"""A BILLSTATUS file read a second time, for ``bench sentences``: by lxml and a list of patterns.

Nothing of the program's own reading is imported here: neither its rules nor its classes nor its
stages. What a line of the record says is told by ``PATTERNS`` alone, whoever wrote the line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property, lru_cache

from lxml import etree


class Sign(StrEnum):
    """What one line of the record says happened."""

    INTRODUCED = "introduced"
    REFERRED = "referred to a committee"
    SUBCOMMITTEE = "referred to a subcommittee"
    APPROVED = "reported by a committee"
    ORIGINAL = "a committee's own measure"
    ORDERED = "ordered reported"
    ADVERSE = "reported or ordered against"
    UNDECIDED = "reported or ordered without recommendation"
    MOTION_LOST = "motion to report defeated"
    DISCHARGED = "discharged"
    CALENDAR = "placed on a calendar"
    PASSED = "passed by a chamber"
    PASSED_AMENDED = "passed with changes"
    CONCURRED = "agreed to the other chamber's text"
    CONCURRED_AMENDED = "answered the other chamber with another text"
    CONFERENCE = "conference asked for or held"
    CONFERENCE_AGREED = "conference report agreed to"
    PASSAGE_UNDONE = "passage undone"
    ACTION_UNDONE = "what was done on a named day undone"
    PAPERS_RETURNED = "papers returned"
    FAILED = "failed a vote"
    TABLED_BY_VOTE = "laid on the table by a vote"
    SET_ASIDE = "laid on the table or postponed without a vote"
    RECONSIDERED = "a lost or tabled measure taken up again"
    CLOTURE_FAILED = "vote to end debate failed"
    RECEIVED = "received from the other chamber"
    DESK = "held at the desk"
    PRESENTED = "presented to the President"
    SIGNED = "signed"
    LAW = "became law"
    VETOED = "vetoed"
    OVERRIDDEN = "passed over the veto"
    SUSTAINED = "failed over the veto"
    IMPEACHED = "articles agreed to"


#: What says it, and what must not stand in the same line.
PATTERNS: tuple[tuple[Sign, str, str], ...] = (
    (Sign.INTRODUCED, r"^(introduced|submitted) in (the )?(house|senate)|introduced in the senate"
     r"|reported an original measure|original measure reported to senate|^submitted in the senate"
     r"|^introduced in", ""),
    (Sign.REFERRED, r"(referred|re-?referred)( sequentially| jointly| concurrently)? to (the )?"
     r"((house|senate) )?(select |special |joint |permanent select )?committee",
     r"^motion|veto message|motion to|subcommittee on .* (re)?referred|moved to"
     r"|on motion to refer failed|^debate|not referred"),
    (Sign.SUBCOMMITTEE, r"^referred to the subcommittee", ""),
    (Sign.APPROVED, r"^(supplemental report |re)?reported( \(amended\))? (by|from)"
     r" the (committee|joint|select|permanent)"
     r"|committee[^.]*\. reported (by|without|with|under|to)|original measure reported"
     r"|reported an original measure"
     r"|reported by (senator|mr\.|ms\.|mrs\.|miss) ", r"^motion|instructions"),
    (Sign.ORIGINAL, r"original measure", ""),
    (Sign.ORDERED, r"ordered to be reported", r"adverse|unfavorabl|without recommendation"),
    (Sign.ADVERSE, r"(reported|ordered to be reported)\b.*(adversely|unfavorably)"
     r"|reported by .*(adversely|unfavorably)", "^debate"),
    (Sign.UNDECIDED, r"reported\b.*without recommendation", ""),
    (Sign.MOTION_LOST, r"motion to report measure defeated|failed to report favorably"
     r"|request to order reported .* failed", ""),
    (Sign.DISCHARGED, r"committee[^.;]* discharged|on motion to discharge agreed to"
     r"|motion to discharge [^.;]* agreed to",
     r"^subcommittee|rejected|vitiated|^debate|previous question|sequentially|moved that"),
    (Sign.CALENDAR, r"placed on (the )?(senate legislative|union|house|private|legislative|"
     r"corrections)? ?calendar, calendar no|placed on (the )?senate (legislative|executive) "
     r"calendar|assigned to the (private|discharge) calendar", ""),
    (Sign.PASSED, r"^passed/agreed to in (house|senate)|^passed (senate|house)\b"
     r"|^on passage passed|^on motion to suspend the rules and .*agreed to"
     r"|^on agreeing to the (resolution|concurrent resolution|joint resolution|measure)"
     r".*agreed to|^resolution agreed to in|agreed to in senate (without|with)"
     r"|considered, (read the third time, )?and (passed|agreed to)|is considered (as )?(passed|"
     r"adopted|agreed to)|^(h\.|s\.).{0,30}(is )?(considered )?(passed|agreed to|adopted)"
     r"|passed under the order|^passed\b|considered and agreed to",
     r"over veto|objections of the president|failed|amendment to the amendment|^debate"
     r"|conference report|^on motion to suspend the rules and (concur|recede|agree to the (senate"
     r"|house) amend|agree in the)|motion that the house"),
    (Sign.CONCURRED, r"(house|senate) (agreed|concurred|receded and concurred) (to|in) (the )?"
     r"(house|senate)? ?amendments?|(agree|concur) (to|in) the (house|senate) amendments?.*"
     r"(agreed to|passed)|considered to have (taken .*)?concurred|recede .* and concur.*agreed to"
     r"|concurred in the (house|senate) amendment",
     r"^motion by|moved|cloture|presented|withdrawn|failed|rejected|^debate|resolution provides"
     r"|^point of order|^motion to|disagree|not agreed|asked unanimous|rule provides"
     r"|makes in order|providing for|vitiated|message on"),
    (Sign.CONFERENCE, r"(insists?|agree[sd]?|requests?|asks?)[^.;]* conference\b(?! report)"
     r"|^conference held|appointed conferees|conference report filed"
     r"|conferees agreed to file", r"^motion|moved|asked unanimous|failed|^cloture|rejected"),
    (Sign.CONFERENCE_AGREED, r"(senate|house) agreed to (the )?conference report"
     r"|agreeing to the conference report agreed to|conference report agreed to in", "cloture"),
    (Sign.PASSAGE_UNDONE, r"vitiated previous passage|passage (was |is |be )?(vitiated|vacated)"
     r"|vacated? (the )?(previous )?passage|vacate proceedings by which .*was passed"
     r"|reconsider the vote by which .*(passed|was agreed to).* agreed to in (the )?senate",
     r"cloture|motion to proceed|was not agreed"),
    (Sign.ACTION_UNDONE, r"vitiated previous action of", ""),
    (Sign.PAPERS_RETURNED, r"returned (the )?papers|papers .*returned|blue.?slip"
     r"|returned to the (house|senate)", "conference|requests? (the )?return"),
    (Sign.FAILED, r"failed of passage|^failed of passage/not agreed|^on (passage|agreeing to the "
     r"(resolution|concurrent|joint|measure)|motion to suspend the rules).*\bfailed\b"
     r"|not agreed to in (house|senate)|did not (pass|agree)|defeated in (house|senate)"
     r"|resolution (was )?not agreed",
     r"over veto|objections of the president|^motion (by|to)|reconsider (by|the vote)|"
     r"the vote by which|amendment"),
    (Sign.TABLED_BY_VOTE, r"motion to table( the measure| the resolution)? agreed to"
     r"|motion to table agreed to", "reconsider"),
    (Sign.SET_ASIDE, r"(is|was|be) laid (up)?on the table|indefinitely postponed|^laid on the table"
     r"|ordered (to lie|laid) (up)?on the table|postponed indefinitely",
     r"reconsider|^rule|resolution provides|order of business|asked unanimous"),
    (Sign.RECONSIDERED, r"^motion by .*reconsider the vote by which .*(failed|not agreed|postponed)"
     r".* agreed to in (the )?senate|^on motion to reconsider\b.*agreed to"
     r"|vitiated.*(postpone|tabl)", r"cloture|motion to proceed"),
    (Sign.CLOTURE_FAILED, r"cloture .*not invoked", ""),
    (Sign.RECEIVED, r"^received in the (house|senate)", ""),
    (Sign.DESK, r"held at (the )?desk|\bat (the )?desk", ""),
    (Sign.PRESENTED, r"presented to (the )?president", ""),
    (Sign.SIGNED, r"^signed by (the )?president", ""),
    (Sign.LAW, r"became (public|private) law|became law without", ""),
    (Sign.VETOED, r"vetoed by (the )?president|pocket veto", ""),
    (Sign.OVERRIDDEN, r"passed (house|senate) over veto|objections of the president.*passed by"
     r"|notwithstanding passed", "failed"),
    (Sign.SUSTAINED, r"failed of passage in (house|senate) over veto"
     r"|objections of the president.*failed", ""),
    (Sign.IMPEACHED, r"article .*(adopted|agreed to)|adjudges that", ""),
)  # fmt: skip

_COMPILED = tuple(
    (sign, re.compile(says, re.IGNORECASE), re.compile(unless, re.IGNORECASE) if unless else None)
    for sign, says, unless in PATTERNS
)
_AMENDED = re.compile(
    r"with (an |the )?(further )?amendments?\b|as amended"
    r"|with .{0,20}amendment (in the nature|SA|to)|with amendment specified|and an amendment",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def read_signs(text: str) -> frozenset[Sign]:
    """All that one line says. A passage or a concurrence with changes says that instead."""
    text = re.sub(r"^(Resolving differences -- (House|Senate) actions|Floor summary): ", "", text)
    found = {
        sign for sign, says, unless in _COMPILED
        if says.search(text) and not (unless and unless.search(text))
    }  # fmt: skip
    if Sign.CONCURRED in found:
        found.discard(Sign.PASSED)
    if _AMENDED.search(text):
        for plain, amended in _WITH_CHANGES.items():
            if plain in found:
                found = (found - {plain}) | {amended}
    if Sign.ADVERSE in found or Sign.UNDECIDED in found:
        found -= {Sign.APPROVED, Sign.ORDERED}
    return frozenset(found)


_WITH_CHANGES = {
    Sign.PASSED: Sign.PASSED_AMENDED,
    Sign.CONCURRED: Sign.CONCURRED_AMENDED,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the record; ``chamber`` is ``House``, ``Senate`` or ``None``."""

    day: str
    text: str
    chamber: str | None
    signs: frozenset[Sign]


@dataclass(frozen=True, slots=True)
class Holder:
    """A full committee of the record with the days on which it got the measure, ordered it
    reported and gave it up."""

    name: str
    chamber: str
    got: str | None
    ordered: str | None
    let_go: str | None


@dataclass(frozen=True, eq=False)
class RawBill:
    """A measure as its file tells it, up to a day. Names and titles as they stand in the file.

    Two are never compared, so that what is read of one can be remembered by it.
    """

    key: str
    origin: str
    kind: str
    introduced: str | None
    titles: tuple[str, ...]
    sponsors: tuple[str, ...]
    cosponsors: int
    laws: tuple[str, ...]
    lines: tuple[Line, ...]
    committees: tuple[Holder, ...]
    text_is_law: bool

    def days(self, *signs: Sign, chamber: str | None = None) -> tuple[str, ...]:
        """The days of lines that say one of ``signs``, in order."""
        return tuple(sorted({
            line.day for line in self.lines
            if not line.signs.isdisjoint(signs) and chamber in (None, line.chamber)
        }))  # fmt: skip

    def says(self, *signs: Sign, chamber: str | None = None) -> bool:
        return bool(self.days(*signs, chamber=chamber))

    @cached_property
    def referred(self) -> tuple[str, ...]:
        """The days on which any committee got it, by its lines and by its list of committees."""
        got = (holder.got for holder in self.committees if holder.got)
        return tuple(sorted({*self.days(Sign.REFERRED, Sign.SUBCOMMITTEE), *got}))

    @cached_property
    def reserved(self) -> bool:
        return any(re.match(r"reserved for", title, re.IGNORECASE) for title in self.titles)


_KINDS = {"hr": "bill", "s": "bill", "hjres": "joint", "sjres": "joint", "hconres": "concurrent",
          "sconres": "concurrent", "hres": "simple", "sres": "simple"}  # fmt: skip
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read_bill(body: bytes, until: str) -> RawBill:
    """The measure of one file, with what is dated up to ``until``."""
    bill = etree.fromstring(body, _PARSER).find("bill")
    kind = _text(bill, "type", "billType").lower()
    congress, number = _text(bill, "congress"), _text(bill, "number", "billNumber")
    named = (_text(bill, "title"), *_texts(bill, "titles/item/title"))
    titles = tuple({_plain(title) for title in named if title})
    return RawBill(
        key=f"us-{congress}-{kind}{number}",
        origin="House" if kind.startswith("h") else "Senate",
        kind=_KINDS[kind],
        introduced=_text(bill, "introducedDate")[:10] or None,
        titles=titles,
        sponsors=tuple(_texts(bill, "sponsors/item/lastName")),
        cosponsors=_count_cosponsors(bill),
        laws=tuple(_texts(bill, "laws/item/number")),
        lines=tuple(line for line in _lines(bill) if line.day <= until),
        committees=tuple(_holders(bill, until)),
        text_is_law=any(_is_its_law(one, titles) for one in bill.findall("relatedBills/item")),
    )  # fmt: skip


def _text(element: etree._Element, *paths: str) -> str:
    return next((t.strip() for p in paths if (t := element.findtext(p))), "")


def _texts(element: etree._Element, path: str) -> list[str]:
    return [(e.text or "").strip() for e in element.findall(path)]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _is_its_law(related: etree._Element, titles: tuple[str, ...]) -> bool:
    """Whether the publisher says that its text is law as the related bill. "Identical" is of the
    text as introduced: a law by a title unlike any of its own was rewritten since."""
    types = " ".join(_texts(related, "relationshipDetails/item/type")).lower()
    latest = _text(related, "latestAction/text").lower()
    became = re.search(r"became (public|private) law|signed by president", latest)
    if "contained in public law" in types or not ("identical bill" in types and became):
        return "contained in public law" in types
    law, *own = (re.sub(r" of \d{4}$", "", one.lower()) for one in (
        _plain(_text(related, "title", "latestTitle")), *titles))  # fmt: skip
    return any(one in law or SequenceMatcher(None, law, one).ratio() > 0.5 for one in own if one)


def _count_cosponsors(bill: etree._Element) -> int:
    """Those who are on it still; one who left and came back is one."""
    return len({
        _text(item, "bioguideId", "fullName") for item in bill.findall("cosponsors/item")
        if not _text(item, "sponsorshipWithdrawnDate")
    })  # fmt: skip


def _lines(bill: etree._Element) -> Iterator[Line]:
    for item in bill.findall("actions/item"):
        text = _plain(_text(item, "text"))
        where = _text(item, "sourceSystem/name"), _text(item, "actionCode")
        yield Line(_text(item, "actionDate"), text, _chamber(text, *where), read_signs(text))


#: What tells the chamber of a line, the first that speaks.
_OF_HOUSE = re.compile(r"^passed/agreed to in house|\bhouse (agreed|concurred)|in house\b"
                       r"|passed house|^received in the house|house of representatives|"
                       r"house committee on|union calendar|house calendar",
                       re.IGNORECASE)  # fmt: skip
_OF_SENATE = re.compile(r"^passed/agreed to in senate|\bsenate (agreed|concurred)|in (the )?senate"
                        r"|passed senate|senate committee|senate legislative calendar"
                        r"|read twice|by senator", re.IGNORECASE)  # fmt: skip


def _chamber(text: str, system: str, code: str) -> str | None:
    if code.startswith("H") or system.startswith("House"):
        return "House"
    if system == "Senate":
        return "Senate"
    if _OF_SENATE.search(text):
        return "Senate"
    return "House" if _OF_HOUSE.search(text) else None


def _holders(bill: etree._Element, until: str) -> Iterator[Holder]:
    ordered = _ordered(bill)
    for path in ("committees/item", "committees/billCommittees/item"):
        for item in bill.findall(path):
            deeds = [(_text(a, "name").lower(), _text(a, "date")[:10])
                     for a in item.findall("activities/item")]  # fmt: skip
            yield Holder(
                _text(item, "name"),
                _text(item, "chamber"),
                _last(deeds, until, "referred to", "re-referred to"),
                ordered.get(_text(item, "systemCode")),
                _last(deeds, until, "reported by", "reported original measure", "discharged from",
                      "reported"),
            )  # fmt: skip


def _ordered(bill: etree._Element) -> dict[str, str]:
    """By code of a committee the last day on which it ordered the measure reported."""
    found: dict[str, str] = {}
    for item in bill.findall("actions/item"):
        if read_signs(_plain(_text(item, "text"))) & _ORDERS:
            for code in (*_texts(item, "committees/item/systemCode"),
                         *_texts(item, "committee/systemCode")):  # fmt: skip
                found[code] = max(_text(item, "actionDate"), found.get(code, ""))
    return found


_ORDERS = {Sign.ORDERED, Sign.ADVERSE, Sign.UNDECIDED}


def _last(deeds: list[tuple[str, str]], until: str, *names: str) -> str | None:
    return max((day for name, day in deeds if name in names and day <= until), default=None)
