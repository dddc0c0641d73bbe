"""Every label a brief prints, by key, in English; other languages are in ``locale``.

In sections, each with what a translator should know of it.
"""

from collections.abc import Mapping

from .labels_visits import VISIT_COUNTED, VISIT_SECTIONS

#: Official names that are said in the language, in order of replacement.
TERMS = {
    "term-public-law": "Public Law",
    "term-chapter": "Chapter",
    "term-statutes": "Statutes of",
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
    "heading-voice": "In a survivor's words",
    "heading-ask": "What we ask",
    "heading-ask-open": "What offices can do",
    "heading-contact": "Contact",
    "heading-notes": "Sources and notes",
    "heading-bill": "The bill",
    "heading-latest": "Latest steps on record",
    "heading-bar": "Where it stands",
}

_HEAD = {
    "status-as-of": "Status as of {date}",
    "sample": "SAMPLE: set your organisation",
    "past": "As things stood on {date}. Not current.",
    "past-now": "As things stood on {date}. Not current: now {now}.",
    "stale": "Not checked since {date}.",
    "for-member": "For legislative offices",
    "for-coalition": "For coalition partners",
    "for-funder": "For funders",
    "for-public": "For the public",
    "for-legislator": "For {name}",
    "date-unknown": "a date not on record",
}

_HEADLINES = {
    "headline-alive": "{title}: where it stands",
    "headline-law": "{title} is now law",
    "headline-adopted": "{title} was adopted",
    "headline-ended": "{title} did not become law",
    "headline-unknown": "{title}: outcome not yet recorded",
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

_STATUS = {
    "status-enacted": "{bill} became {law} on {date}.",
    "status-enacted-unnumbered": "{bill} became law on {date}.",
    "status-enacted-signed": (
        "{bill} was signed into law on {date}. The number of the law is not assigned "
        "yet in data of {known}."
    ),
    "status-adopted": "{bill} was adopted on {date}.",
    "status-introduced": "{bill} was introduced on {date}. No committee has it yet.",
    "status-in_committee": "{bill} has been in committee since {date}.",
    "status-reported": "A committee approved {bill} for a vote on {date}.",
    "status-passed_one_chamber": "{bill} passed {chamber} on {date}.",
    "status-passed_both": "{bill} passed both chambers on {date}.",
    "status-to_executive": "{bill} was sent to {executive} on {date}.",
    "status-vetoed": "{bill} was vetoed on {date}.",
    "status-failed": "{bill} failed a vote on {date}.",
    "status-died": "{bill} died {reached}. It ended on {date}.",
    "status-withdrawn": "{bill} was withdrawn by its author on {date}.",
    "status-outcome_not_recorded": (
        "The outcome of {bill} is not recorded here yet. The last day to act was {date}."
    ),
    "reached-introduced": "without reaching a committee",
    "reached-in_committee": "in committee",
    "reached-reported": "waiting for a vote",
    "reached-passed_one_chamber": "after one chamber passed it",
    "reached-passed_both": "after both chambers passed it",
    "reached-to_executive": "after it was sent for signature",
}

_NEXT = {
    "next": "Next: {what}, {date}.",
    "next-undated": "Next: {what}. No date is set.",
    "certainty-sure": "by {date}",
    "certainty-expected": "expected by {date}",
    "certainty-unchecked": "expected by {date}; not checked against the official calendar",
    "certainty-watch": "no later than {date} if at all",
    "step-by": "{what} ({who})",
    "step-referral": "referral to a committee",
    "step-assignment": "assignment to a committee",
    "step-committee": "committee hearing and vote",
    "step-petition": "committee hearing and vote, or a petition to skip the committee",
    "step-suspense": "release from the suspense file, if any",
    "step-held": "a new committee vote, if any",
    "step-floor": "a vote by the full chamber",
    "step-inactive": "return from the inactive file, if any",
    "step-second": "action by the other chamber",
    "step-amendments": "a vote on the changes of the other chamber",
    "step-conference-call": "an answer to the request for a conference committee",
    "step-conference": "agreement in a conference committee of both chambers",
    "step-conference-report": "a vote on the report of the conference committee",
    "step-reconsideration": "a vote on holding the vote again",
    "step-returned": "sending it again, as it was sent back",
    "step-laid-aside": "another vote, if any",
    "step-filing": "filing; no signature is needed",
    "step-enrolment": "signature or veto",
    "step-executive": "signature, veto or law",
    "step-overdue": "the time to sign has run out; the outcome is not recorded here yet",
    "step-override": "a vote to override the veto, if any",
    "step-override-second": "a vote of the other chamber to override the veto, if any",
    "effort-law": "{bills} bills in {sessions} {kind} since {year} led to this law.",
    "effort-open": "It is part of an effort of {bills} bills in {sessions} {kind} since {year}.",
    "text-version": "Text described: {version}.",
}

_BAR = {
    "bar-introduced": "Introduced",
    "bar-in_committee": "In committee",
    "bar-reported": "Passed committee",
    "bar-law": "Law",
    "bar-adopted": "Adopted",
    "bar-vetoed": "Vetoed",
    "bar-failed": "Failed",
    "bar-died": "Died",
    "bar-withdrawn": "Withdrawn",
    "bar-outcome_not_recorded": "Outcome open",
    "bar-future": "not yet",
    "bar-skipped": "no date on record",
}

_BEHIND = {
    "passed": "It passed {chambers}.",
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
    "condition": "What must change: {condition}",
}

_BILL = {
    "bill-title": "Official title: {title}",
    "bill-lead-sponsor": "Sponsor: {name}.",
    "bill-lead-author": "Author: {name}.",
    "bill-introduced": "Introduced on {date}.",
    "bill-committees": "Committees: {names}.",
    "latest": "{date}: {text}",
    "voice": "\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}",
    "voice-name": "{name}",
    "deadline": "By {date}.",
}

_NOTES = {
    "note-status": "Status: {source}, {bill} ({session}), data as of {date}.",
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

_CORRECTED = {
    "corrected": "Corrected by this organisation on {date}: {what}.",
    "correct-title": "the official title",
    "correct-short_title": "the short title",
    "correct-introduced_date": "the day it was introduced",
    "correct-law": "the name of the law",
    "correct-sponsor": "who leads the bill",
    "correct-step": "a step of {date} was added",
    "correct-no-step": "a step of {date} was taken back",
}

_SOURCES = {
    "source-us_govinfo": "GovInfo bill status",
    "source-us_congress_api": "Congress.gov",
    "source-ca_pubinfo": "California Legislative Information",
    "source-ca_leginfo": "California Legislative Information",
    "source-seed": "official record, shipped copy",
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
    ("Where a bill stands, in one sentence.", _STATUS),
    ("What comes next, the effort of years, and the text that a page describes.", _NEXT),
    ("Under the marks of the stage bar: short.", _BAR),
    ("Who stands behind it: votes, members by party, positions on record.", _BEHIND),
    ("Facts of a bill, a survivor's words and the day of an ask.", _BILL),
    ("Sources and notes, at the foot.", _NOTES),
    (
        "What this organisation set right in the record; {what} is one of the rows below.",
        _CORRECTED,
    ),
    ("Names of official sources.", _SOURCES),
    *VISIT_SECTIONS,
)

LABELS: Mapping[str, str] = {key: text for _, labels in SECTIONS for key, text in labels.items()}

#: Labels that a number decides: of one, of several. A language has as many forms as its grammar.
COUNTED: Mapping[str, tuple[str, str]] = {
    "overtaken": ("{bills} was overtaken by it.", "{bills} were overtaken by it."),
    "joined-sponsor": ("cosponsor", "cosponsors"),
    "joined-author": ("coauthor", "coauthors"),
    "cosponsors": ("{bill} has one {kind}{parties}.", "{bill} has {n} {kind}{parties}."),
    "cosponsors-ended": ("{bill} had one {kind}{parties}.", "{bill} had {n} {kind}{parties}."),
    "party-R": ("1 Republican", "{n} Republicans"),
    "party-D": ("1 Democrat", "{n} Democrats"),
    "party-I": ("1 independent", "{n} independents"),
    "bill-lead-sponsor-joint": ("With: {names}.", "With: {names}."),
    "bill-lead-author-joint": ("Joint author: {names}.", "Joint authors: {names}."),
    **VISIT_COUNTED,
}
