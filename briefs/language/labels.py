"""Every label a brief prints, by key, in English; other languages are in ``locale``.

In sections, each with what a translator should know of it.
"""

from collections.abc import Mapping

from .labels_doubts import DOUBT_SECTIONS
from .labels_hearings import HEARING_COUNTED, HEARING_SECTIONS
from .labels_letters import LETTER_COUNTED, LETTER_SECTIONS
from .labels_papers import PAPER_COUNTED, PAPER_SECTIONS
from .labels_relief import RELIEF_COUNTED, RELIEF_SECTIONS
from .labels_status import STATUS_SECTIONS
from .labels_visits import VISIT_COUNTED, VISIT_SECTIONS

#: Official names that are said in the language, in order of replacement.
TERMS = {
    "term-public-law": "Public Law",
    "term-chapter": "Chapter",
    "term-statutes": "Statutes of",
    "term-penal-code": "Penal Code",
    "term-government-code": "Government Code",
    "term-civil-code": "Civil Code",
    "term-welfare-code": "Welfare and Institutions Code",
    "term-labor-code": "Labor Code",
}

_NUMBERS = {
    "numbers": (
        "no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
        "fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
    ),
}

_HEADINGS = {
    "heading-problem": "The problem",
    "heading-does-law": "What the law does",
    "heading-does-bill": "What the bill would do",
    "heading-did-bill": "What the bill would have done",
    "heading-programs": "What programs show",
    "heading-position": "Our position",
    "heading-behind": "Who stands behind it",
    "heading-behind-ended": "Who stood behind it",
    "heading-relief": "How the law compares",
    "heading-voice": "In a survivor's words",
    "heading-ask": "What we ask",
    "heading-ask-open": "What offices can do",
    "heading-contact": "Contact",
    "heading-notes": "Sources and notes",
    "heading-bill": "The bill",
    "heading-latest": "Latest steps on record",
    "heading-others": "Other bills of the campaign",
    "heading-bar": "Where it stands",
    "heading-can": "What you can ask for",
    "heading-know": "Good to know first",
    "heading-call": "Whom you can call",
    "heading-lawyer": "Talk to an attorney",
}

_HEAD = {
    "status-as-of": "Status as of {date}",
    "law-since": "Law since {date}; printed {printed}",
    "sample": "SAMPLE: set your organization",
    "past": "As things stood on {date}. Not current.",
    "past-now": "As things stood on {date}. Not current: now {now}.",
    "stale": "Not checked since {date}.",
    "for-member": "For legislative offices",
    "for-coalition": "For coalition partners",
    "for-funder": "For funders",
    "for-public": "For the public",
    "for-survivors": "Information",
    "draft": "DRAFT: do not hand out yet. It waits for its readers.",
    "page-of": "Page of {date}",
    "law-as-read": "The law as read on {date}.",
    "page-id": "Page number",
    "leave": "Leave this page",
    "leave-key": "You can also press Esc. Your browser may still list this page in its history.",
    "for-legislator": "For {name}",
    "date-unknown": "a date not on record",
}

_HEADLINES = {
    "headline-alive": "{title}: where it stands",
    "headline-law": "{title} is now law",
    "headline-part": "{title} is now law, in part",
    "headline-replaced": "{title}: replaced by another bill",
    "headline-continued": "{title}: goes on in another session",
    "headline-adopted": "{title} was adopted",
    "headline-confirmed": "{title}: confirmed",
    "headline-contained": "{title}: law under another number",
    "headline-ended": "{title} did not become law",
    "headline-not-adopted": "{title} was not adopted",
    "headline-likely": "{title}: the last bill did not become law",
    "headline-unknown": "{title}: outcome not yet recorded",
    "headline-not-read": "{title}: not read yet",
}

_GOALS = {
    "goals-identity": "What we work for",
    "goals-title": "{n} goals, and where each stands",
    "goals-law": "Law now: {n}.",
    "goals-open": "A bill in play: {n}.",
    "goals-ended": "Bill ended without law: {n}.",
    "goals-none": "No bill now: {n}.",
    "goal-refused": "Its status is being checked.",
}

_BEHIND = {
    "cosponsors-before": "They joined before its text was replaced.",
    "passed-part": "{chamber} {how} on {date}",
    "passed-plain": "{chamber} on {date}",
    "how-voice": "by voice vote",
    "how-unanimous": "by unanimous consent",
    "how-count": "{yes} to {no}",
    "parties": ": {list}",
    "bar-party-R": "Republicans",
    "bar-party-D": "Democrats",
    "bar-party-I": "Independents",
    "family-cosponsors-sponsor": (
        "Over all {bills} bills, {n} different members cosponsored{parties}."
    ),
    "family-cosponsors-least-sponsor": (
        "Over all {bills} bills, at least {n} different members cosponsored{parties}."
    ),
    "family-cosponsors-author": (
        "Over all {bills} bills, {n} different members joined as coauthors{parties}."
    ),
    "family-cosponsors-least-author": (
        "Over all {bills} bills, at least {n} different members joined as coauthors{parties}."
    ),
    "chart-cosponsors-sponsor": "Cosponsors by party",
    "chart-cosponsors-author": "Coauthors by party",
    "chart-cosponsors-family-author": "Coauthors of all {bills} bills, by party",
    "chart-cosponsors-family-sponsor": "Cosponsors of all {bills} bills, by party",
    "chart-cosponsors-base": "Each counted once: {n}.",
    "chart-figures": "In numbers",
    "chart-base": "Base: {base}. Period: {period}.",
    "endorsers": "Support on record: {list}.",
    "endorser-group": "{by} ({bill}, {date})",
    "stands-support": "{by} supports {bill}.",
    "stands-support if amended": "{by} supports {bill} if it is amended.",
    "stands-oppose": "{by} opposes {bill}.",
    "stands-oppose unless amended": "{by} opposes {bill} unless it is amended.",
    "stands-neutral": "{by} is neutral on {bill}.",
    "stood-support": "{by} supported {bill} ({date}).",
    "stood-support if amended": "{by} supported {bill} if amended ({date}).",
    "stood-oppose": "{by} opposed {bill} ({date}).",
    "stood-oppose unless amended": "{by} opposed {bill} unless amended ({date}).",
    "stood-neutral": "{by} was neutral on {bill} ({date}).",
    "position-later": "This was decided on {date}, after the day of this page.",
    "condition": "What must change: {condition}",
}

_BILL = {
    "bill-title": "Official title: {title}",
    "bill-title-introduced": "Official title as introduced: {title}",
    "bill-name": "Title: {title}",
    "bill-called": "Also called: {titles}.",
    "bill-first-sponsor": "First sponsor since {date}: {name}.",
    "bill-introducer": "Introduced by {name}, who is no longer a member.",
    "bill-lead-sponsor": "Sponsor: {name}.",
    "bill-lead-author": "Author: {name}.",
    "bill-introduced": "Introduced on {date}.",
    "bill-committees": "Committees: {names}.",
    "latest": "{date}: {text}",
    "voice": "\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}",
    "voice-name": "{name}",
    "deadline": "By {date}.",
    "law-doubted": "(Read before {act} changed {statute}.)",
}

_NOTES = {
    "note-not-read": "The official page of {bill} ({session}).",
    "note-status": "Status: {source}, {bill} ({session}), data as of {date}.",
    "note-credit": "{note} Data: {credit}.",
    "note-figure": "{title}. Base: {base}. Period: {period}.",
    "note-figure-again": "{publisher}, the same page. Base: {base}.",
    "note-view": "View of {by}: {source}.",
    "period-range": "{start} to {end}",
    "period-unstated": "not stated",
    "base-unstated": "not stated",
    "unreviewed": "Texts not yet reviewed by {name}.",
    "your-coalition": "your coalition",
    "brief-of": "Brief of {date}.",
    "brief-id": "Brief id",
    "check": "What has changed since:",
    "funding": "{line}",
}

_SOURCES = {
    "source-us_govinfo": "GovInfo bill status",
    "source-us_congress_api": "Congress.gov",
    "source-openstates": "Open States, not the legislature itself",
    "source-legiscan": "LegiScan, not the legislature itself",
    "source-ca_pubinfo": "California Legislative Information",
    "source-ca_leginfo": "California Legislative Information",
    "source-seed": "official record",
}

#: What a translator reads above each label -> labels.
SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "Counts in running text, from zero, with | between. Beyond the last one figures stand.",
        _NUMBERS,
    ),
    ("Replaced where it stands in the official name of a law.", TERMS),
    ("Headings of a brief's blocks.", _HEADINGS),
    ("Across the head of a page.", _HEAD),
    ("Titles of a page; {title} is the short title of a bill or an effort.", _HEADLINES),
    ("The page of all goals.", _GOALS),
    *STATUS_SECTIONS,
    ("Who stands behind it: votes, members by party, positions on record.", _BEHIND),
    ("Facts of a bill, a survivor's words and the day of an ask.", _BILL),
    ("Sources and notes, at the foot.", _NOTES),
    *DOUBT_SECTIONS,
    ("Names of sources.", _SOURCES),
    *VISIT_SECTIONS,
    *LETTER_SECTIONS,
    *PAPER_SECTIONS,
    *HEARING_SECTIONS,
    *RELIEF_SECTIONS,
)

LABELS: Mapping[str, str] = {key: text for _, labels in SECTIONS for key, text in labels.items()}

#: Labels that a number decides: of one, of several. A language has as many forms as its grammar.
COUNTED: Mapping[str, tuple[str, str]] = {
    "more-bills": ("And {n} more bill.", "And {n} more bills."),
    "passed": ("It passed {chambers}.", "It passed {chambers}."),
    "overtaken": ("{bills} was overtaken by {law}.", "{bills} were overtaken by {law}."),
    "likely": (
        "{bills} looks like its successor; this is not confirmed.",
        "{bills} look like its successors; this is not confirmed.",
    ),
    "joined-sponsor": ("cosponsor", "cosponsors"),
    "joined-author": ("coauthor", "coauthors"),
    "cosponsors": ("{bill} has one {kind}{parties}.", "{bill} has {n} {kind}{parties}."),
    "cosponsors-ended": ("{bill} had one {kind}{parties}.", "{bill} had {n} {kind}{parties}."),
    "passed-before": (
        "Before its text was replaced, it passed {chambers}.",
        "Before its text was replaced, it passed {chambers}.",
    ),
    "cosponsors-some-before": (
        "One of them joined before its text was replaced.",
        "{n} of them joined before its text was replaced.",
    ),
    "party-R": ("1 Republican", "{n} Republicans"),
    "party-D": ("1 Democrat", "{n} Democrats"),
    "party-I": ("1 independent", "{n} independents"),
    "bill-lead-sponsor-joint": ("With: {names}.", "With: {names}."),
    "bill-lead-author-joint": ("Joint author: {names}.", "Joint authors: {names}."),
    **VISIT_COUNTED,
    **LETTER_COUNTED,
    **PAPER_COUNTED,
    **HEARING_COUNTED,
    **RELIEF_COUNTED,
}
