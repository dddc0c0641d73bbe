"""Roll calls of Congress built by hand in the publishers' formats, with true facts where they name
a vote; a handful of members stands for the chamber."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from replay import Publisher

BUILT = "<!-- built by hand: true names and dates, few members -->"
#: Members of the House: (Bioguide id, name as printed, answer, party, state).
HOUSE = (
    ("A000370", "Adams", "Yea", "D", "NC"), ("A000055", "Aderholt", "Yea", "R", "AL"),
    ("A000369", "Amodei (NV)", "Nay", "R", "NV"), ("T000478", "Tenney", "Yea", "R", "NY"),
    ("M001160", "Moore (WI)", "Not Voting", "D", "WI"),
)  # fmt: skip
#: Senators: (LIS id, name as printed, answer).
SENATE = (
    ("S275", "Cantwell (D-WA)", "Yea"), ("S289", "Alexander (R-TN)", "Yea"),
    ("S311", "Klobuchar (D-MN)", "Nay"),
)  # fmt: skip

Ballots = Iterable[tuple[str, ...]]


def house_vote(
    number: int = 388,
    *,
    congress: int = 117,
    session: str = "2nd",
    bill: str = "H R 6552",
    question: str = "On Motion to Suspend the Rules and Pass, as Amended",
    kind: str = "2/3 YEA-AND-NAY",
    day: str = "26-Jul-2022",
    ballots: Ballots = HOUSE,
    totals: tuple[int, int, int, int] | None = None,
    more: str = "",
) -> bytes:
    """The Clerk's XML; ``totals`` are yeas, nays, present and not voting where they are not those
    of the ballots."""
    listed = tuple(ballots)
    cast = [one[2] for one in listed]
    counts = totals or (
        cast.count("Yea") + cast.count("Aye"), cast.count("Nay") + cast.count("No"),
        cast.count("Present"), cast.count("Not Voting"),
    )  # fmt: skip
    names = ("yea", "nay", "present", "not-voting")
    summed = "".join(f"<{n}-total>{c}</{n}-total>" for n, c in zip(names, counts, strict=True))
    rows = "".join(
        f'<recorded-vote><legislator name-id="{id}" unaccented-name="{escape(name)}" '
        f'party="{party}" state="{state}" role="legislator">{escape(name)}</legislator>'
        f"<vote>{escape(answer)}</vote></recorded-vote>"
        for id, name, answer, party, state in listed
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>{BUILT}
<rollcall-vote><vote-metadata><congress>{congress}</congress><session>{session}</session>
<chamber>U.S. House of Representatives</chamber><rollcall-num>{number}</rollcall-num>
<legis-num>{bill}</legis-num><vote-question>{question}</vote-question>{more}
<vote-type>{kind}</vote-type><vote-result>Passed</vote-result><action-date>{day}</action-date>
<action-time time-etz="20:05">8:05 PM</action-time>
<vote-totals><totals-by-vote>{summed}</totals-by-vote></vote-totals></vote-metadata>
<vote-data>{rows}</vote-data></rollcall-vote>""".encode()


def senate_vote(
    number: int = 292,
    *,
    congress: int = 116,
    held: str = "January 1, 2021,  01:38 PM",
    question: str = "On Overriding the Veto",
    title: str = "Shall the Bill H.R. 6395 Pass?",
    document: str = "H.R. 6395",
    ballots: Ballots = SENATE,
    modified: str = "January 1, 2021,  02:47 PM",
    counts: tuple[int, int] | None = None,
    tie: str = "<by_whom/><tie_breaker_vote/>",
    amendment: str = "",
) -> bytes:
    """The Secretary's XML of a vote of a second session."""
    listed = tuple(ballots)
    cast = [answer for _, _, answer in listed]
    yeas, nays = counts or (cast.count("Yea"), cast.count("Nay"))
    rows = "".join(
        f"<member><member_full>{name}</member_full><vote_cast>{answer}</vote_cast>"
        f"<lis_member_id>{id}</lis_member_id></member>"
        for id, name, answer in listed
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>{BUILT}<roll_call_vote>
<congress>{congress}</congress><session>2</session><vote_number>{number}</vote_number>
<vote_date>{held}</vote_date><modify_date>{modified}</modify_date>
<vote_title>{title}</vote_title><question>{question}</question>
<majority_requirement>2/3</majority_requirement><vote_result>Veto Overridden</vote_result>
<document><document_congress>{congress}</document_congress><document_name>{document}</document_name>
</document><amendment>{amendment}</amendment>
<count><yeas>{yeas}</yeas><nays>{nays}</nays><present/>
<absent>{len(listed) - cast.count("Yea") - cast.count("Nay")}</absent></count>
<tie_breaker>{tie}</tie_breaker><members>{rows}</members></roll_call_vote>""".encode()


#: What the Clerk sends, with status 200, for a vote that does not exist (seen 2026-10-02).
NO_VOTE = b'<xml>Error sanitizing file "roll388.xml". Please try again.</xml>'


class Chambers(Publisher):
    """Both chambers' sites, as they answered on 2026-10-02: for a vote that does not exist the
    House says so with status 200, the Senate sends on to a page that does."""

    def answer(self, path: str, headers: Mapping[str, str]) -> tuple[int, dict[str, str], bytes]:
        if path not in self.files and path.startswith("/evs/"):
            return 200, {"Content-Type": "text/xml"}, NO_VOTE
        if path not in self.files and path.startswith("/legislative/LIS/"):
            return 301, {"Location": "/legislative/LIS/roll-call-vote-not-available.htm"}, b""
        return super().answer(path, headers)
