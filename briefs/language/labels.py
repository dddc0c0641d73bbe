"""Every label a brief prints, by key, in English; other languages are in ``locale``.

In sections, each with what a translator should know of it.
"""

from collections.abc import Mapping

from .labels_doubts import DOUBT_SECTIONS
from .labels_hearings import HEARING_COUNTED, HEARING_SECTIONS
from .labels_letters import LETTER_COUNTED, LETTER_SECTIONS
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
    "sample": "SAMPLE: set your organisation",
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
    "headline-adopted": "{title} was adopted",
    "headline-contained": "{title}: law under another number",
    "headline-ended": "{title} did not become law",
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

#: By how a bill got there; ``status-law`` where the law has its number.
_STATUS = {
    "status-law": "{bill} became {law} on {date}.",
    "status-became law": "{bill} became law on {date}.",
    "status-signed": (
        "{bill} was signed into law on {date}. The number of the law is not assigned "
        "yet in data of {known}."
    ),
    "status-veto overridden": (
        "{bill} became law on {date}, when the veto was overturned. The number of the law is not "
        "assigned yet in data of {known}."
    ),
    "status-contained": "The text of {bill} became {law} as {via}.",
    "status-contained-dated": "The text of {bill} became {law} as {via} on {date}.",
    "status-identical": "{via}, which is identical to {bill}, became {law}.",
    "status-identical-dated": "{via}, which is identical to {bill}, became {law} on {date}.",
    "status-contained-law": "law",
    "status-rewritten": "Its text was replaced on {date}; before, it was on something else.",
    "status-rewritten-before": "Its text was replaced on {date}; it was introduced as “{before}”.",
    "status-rewritten-title": "On {date} its text was replaced: it is now the {title}.",
    "status-rewritten-title-before": "On {date} its text was replaced: it is now the {title}, and "
    "was introduced as “{before}”.",
    "status-proposed-title": "On {date} a committee proposed another text, the {title}.",
    "status-proposed-title-before": "On {date} a committee proposed another text, the {title}; the "
    "bill was introduced as “{before}”.",
    "status-adopted": "{bill} was adopted on {date}.",
    "status-not read yet": "We have not read the record of {bill} yet.",
    "status-introduced": "{bill} was introduced on {date}. No committee has it yet.",
    "status-reserved": "The number {bill} is reserved. Nothing has been introduced under it.",
    "status-held at desk": "{bill} is held at the desk of its chamber since {date}.",
    "status-on calendar": (
        "{bill} went to the calendar of its chamber on {date}, without a committee."
    ),
    "status-referred": "{bill} has been in committee since {date}.",
    "status-referred again": (
        "{bill} was sent to committee again on {date}: {committee}. It had left one before."
    ),
    "status-referred again, unnamed": (
        "{bill} was sent to committee again on {date}. It had left one before."
    ),
    "status-recommitted": "{chamber} sent {bill} back to committee on {date}.",
    "status-motion to report failed": (
        "On {date} a committee voted on sending {bill} on, and the motion failed. The committee "
        "still has it."
    ),
    "status-ordered reported": "A committee voted to send {bill} on to its chamber on {date}.",
    "status-ordered reported favorably": "A committee voted in favor of {bill} on {date}.",
    "status-ordered reported adversely": (
        "A committee voted to send {bill} on with advice against it on {date}."
    ),
    "status-ordered reported without recommendation": (
        "A committee voted to send {bill} on without advice on {date}."
    ),
    "status-discharged": "{bill} was taken from its committee on {date}.",
    "status-discharged by unanimous consent": (
        "{bill} was taken from its committee by unanimous consent on {date}."
    ),
    "status-discharged by petition": "{bill} was taken from its committee by petition on {date}.",
    "status-discharged by vote": "{bill} was taken from its committee by a vote on {date}.",
    "status-reported": "A committee approved {bill} for a vote on {date}.",
    "status-reported favorably": "A committee approved {bill} on {date}.",
    "status-reported adversely": "A committee advised against {bill} on {date}.",
    "status-reported without recommendation": (
        "A committee sent {bill} on without advice on {date}."
    ),
    "status-original measure reported": (
        "A committee wrote {bill} and sent it on to its chamber on {date}."
    ),
    "status-released by some committees": (
        "By {date}, committees had let {bill} go: {let_go}. Others still have it: {holding}."
    ),
    "status-original measure referred": (
        "A committee wrote {bill} and sent it on by {date}: {let_go}. Another one has it now: "
        "{holding}."
    ),
    "status-passed": "{bill} passed {chamber} on {date}.",
    "status-passed with changes": (
        "{bill} passed both chambers, in different texts; the second was {chamber} on {date}."
    ),
    "status-passed both": "{bill} passed both chambers on {date}.",
    "status-presented": "{bill} was sent to {executive} on {date}.",
    "status-vetoed": "{bill} was vetoed on {date}.",
    "status-pocket vetoed": (
        "{bill} was vetoed on {date}: it was kept unsigned when it could not be returned."
    ),
    "status-failed a vote": "{bill} failed a vote on {date}.",
    "status-failed in committee": "{bill} failed a vote in committee on {date}.",
    "status-laid on the table": "{bill} was laid on the table on {date}.",
    "status-set aside": "{bill} was set aside on {date}, without a vote on it.",
    "status-filed dead": "{bill} died {reached}. It was filed as dead on {date}.",
    "status-session ended": "{bill} died {reached}. It ended on {date}.",
    "status-withdrawn": "{bill} was withdrawn by its author on {date}.",
    "status-outcome not recorded": (
        "The outcome of {bill} is not recorded here yet. The last day to act was {date}."
    ),
    "committees-unnamed": "no name on record",
    "reached-not read yet": "not read yet",
    "reached-introduced": "without reaching a committee",
    "reached-reserved": "without being introduced",
    "reached-waiting": "waiting for a vote",
    "reached-referred": "in committee",
    "reached-ordered": "after a committee voted to send it on",
    "reached-against": "after a committee advised against it",
    "reached-unrecommended": "after a committee sent it on without advice",
    "reached-discharged": "after it was taken from its committee",
    "reached-released by some committees": "with committees that had not let it go",
    "reached-passed": "after one chamber passed it",
    "reached-passed with changes": "before both chambers agreed on one text",
    "reached-passed both": "after both chambers passed it",
    "reached-presented": "after it was sent for signature",
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
    "step-discharge": "a vote on taking it from its committee",
    "step-report": "the report of the committee, then a vote by the full chamber",
    "step-suspense": "release from the suspense file, if any",
    "step-held": "a new committee vote, if any",
    "step-floor": "a vote by the full chamber",
    "step-inactive": "return from the inactive file, if any",
    "step-second": "action by the other chamber",
    "step-amendments": "a vote on the changes of the other chamber",
    "step-back": "a vote of its own chamber on changes, if there are any",
    "step-conference-call": "an answer to the request for a conference committee",
    "step-conference": "agreement in a conference committee of both chambers",
    "step-conference-report": "a vote on the report of the conference committee",
    "step-further-conference": "a further conference or more votes between the chambers, as the "
    "report of the conference committee was rejected",
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

_TERMS_OF_PASSAGE = {
    "vote-needed": "It needs {share} of all members: {votes}.",
    "vote-in": "{votes} in {chamber}",
    "share-2/3": "two thirds",
    "share-3/4": "three fourths",
    "share-4/5": "four fifths",
    "effect-at-once": "If it becomes law it takes effect at once ({why}).",
    "effect-was-at-once": "It took effect at once ({why}).",
    "effect-would": "If it becomes law in {year} it takes effect on {date}.",
    "effect-will": "It takes effect on {date}.",
    "effect-was": "It took effect on {date}.",
    "effect-urgency": "urgency statute",
    "effect-tax levy": "tax levy",
    "effect-budget": "budget bill",
    "effect-election": "it calls an election",
    "effect-current expenses": "usual current expenses of the state",
}

_BAR = {
    "bar-not read yet": "Not read yet",
    "bar-introduced": "Introduced",
    "bar-reserved": "Reserved",
    "bar-held at desk": "At the desk",
    "bar-on calendar": "On the calendar",
    "bar-referred": "In committee",
    "bar-referred again": "In committee again",
    "bar-recommitted": "Back in committee",
    "bar-motion to report failed": "Not sent on",
    "bar-ordered reported": "Committee vote",
    "bar-ordered reported favorably": "Committee vote, in favor",
    "bar-ordered reported adversely": "Committee vote, against",
    "bar-ordered reported without recommendation": "Committee vote, no advice",
    "bar-discharged": "Taken from committee",
    "bar-reported": "Passed committee",
    "bar-reported adversely": "Committee against it",
    "bar-reported without recommendation": "Committee without advice",
    "bar-original measure reported": "Written by committee",
    "bar-released by some committees": "Some committees done",
    "bar-law": "Law",
    "bar-adopted": "Adopted",
    "bar-vetoed": "Vetoed",
    "bar-pocket vetoed": "Pocket veto",
    "bar-failed a vote": "Failed",
    "bar-laid on the table": "Laid on the table",
    "bar-set aside": "Set aside",
    "bar-contained": "Law as {via}",
    "bar-died": "Died",
    "bar-withdrawn": "Withdrawn",
    "bar-outcome not recorded": "Outcome open",
    "bar-current": "now",
    "bar-future": "not yet",
    "bar-skipped": "no date on record",
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
    ("Where a bill stands, in one sentence.", _STATUS),
    ("What comes next, the effort of years, and the text that a page describes.", _NEXT),
    (
        "What vote a bill needs and when it takes effect; {why} is one of the reasons.",
        _TERMS_OF_PASSAGE,
    ),
    ("Under the marks of the stage bar: short.", _BAR),
    ("Who stands behind it: votes, members by party, positions on record.", _BEHIND),
    ("Facts of a bill, a survivor's words and the day of an ask.", _BILL),
    ("Sources and notes, at the foot.", _NOTES),
    *DOUBT_SECTIONS,
    ("Names of official sources.", _SOURCES),
    *VISIT_SECTIONS,
    *LETTER_SECTIONS,
    *HEARING_SECTIONS,
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
    **HEARING_COUNTED,
}
