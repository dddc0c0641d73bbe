"""What leave-behinds and visit sheets print, by key; part of ``labels``."""

from collections.abc import Mapping

_TITLES = {
    "place": "{name} ({place})",
    "seat-at-large": "{state} at large",
    "seat-district": "{state}, district {number}",
    "seat-state": "{state}",
}

_OFFICE = {
    "office-thanks": "Thank you, {name}",
    "office-to": "For {name}",
    "office-introduced-sponsor": "You introduced {bills}.",
    "office-introduced-author": "You wrote {bills}.",
    "office-leads-sponsor": "You lead {bills}.",
    "office-leads-author": "You lead {bills}.",
    "office-joined-sponsor": "You cosponsored {bills}.",
    "office-joined-author": "You joined {bills} as a coauthor.",
    "office-bill-year": "{bill} ({year})",
    "office-bill-law": "{bill} (now {law})",
    "office-led-to": "That work led to {law}.",
    "office-implement": "Please help {what} work in practice.",
    "office-implement-ask": "Your office can help {what} work in practice.",
    "office-go-on": "Please help it move.",
    "office-join-sponsor": "Please cosponsor {bill}.",
    "office-join-author": "Please join {bill} as a coauthor.",
    "office-join-too-author": "Please join {bill} as a coauthor too, the bill of this {session}.",
    "office-join-too-sponsor": "Please cosponsor {bill} too, the bill of this {session}.",
    "office-when-it-comes": "Please support {bill} when it comes to {chamber}.",
    "office-ask-all": "What we ask of every office",
    "note-office": "Official records of {bills}.",
}

_SHEET = {
    "sheet-party-D": "Democrat",
    "sheet-party-R": "Republican",
    "sheet-party-I": "independent",
    "role-chair": "chair",
    "role-chairman": "chair",
    "role-vice chair": "vice chair",
    "role-ranking member": "ranking member",
    "sheet-has": "{name}. It has {bills}",
    "sheet-title": "Visit sheet: {name}",
    "sheet-private": "For you, the visitor. Do not leave it with the office.",
    "sheet-visit": "Visit {n} of {total}",
    "sheet-office": "The office",
    "sheet-committees": "Committees",
    "sheet-committees-as-of": "Office and committees as of {date}.",
    "sheet-no-committees": "No committee is on record.",
    "sheet-role": "{name} ({role})",
    "sheet-of": "{name}: {parts}",
    "sheet-more": "and {n} more",
    "sheet-history": "What they did on this effort",
    "deed-introduced": "Introduced {bill}, {date}",
    "deed-leads": "First sponsor of {bill} since {date}",
    "deed-joined-sponsor": "Cosponsored {bill}, {date}",
    "deed-joined-author": "Coauthored {bill}, {date}",
    "deed-left": "Took their name off {bill}, {date}. Do not raise it first; listen to why",
    "deed-left-plain": "Took their name off {bill}, {date}",
    "deed-no-plain": "Voted no on {bill}, {date}",
    "deed-yes": "Voted yes on {bill}, {date}",
    "deed-no": "Voted no on {bill}, {date}. Do not raise it first; listen to why",
    "deed-against": "{deed} (a bill against this effort)",
    "deed-unsure": (
        "{deed}: the record has only the family name. Check that it is the same person"
    ),
    "sheet-list-unknown": (
        "{bill}: its list of names is not on record, so nothing here means that they "
        "have not joined. Before the visit: {command}"
    ),
    "sheet-list-stale": (
        "{bill}: its list was last read on {date}; they may have joined since. Before the visit: "
        "{command}"
    ),
    "sheet-list-incomplete": "Names are not on record for: {bills}.",
    "sheet-stands": "Where it stands",
    "sheet-ask": "The ask",
    "sheet-say": "What to say",
    "sheet-no-ask": (
        "No position is decided, so nothing is asked on this visit. Leave the page "
        "and offer to answer questions."
    ),
    "sheet-nothing": (
        "Nothing is asked on this visit. Leave the page and offer to answer questions."
    ),
    "sheet-check-first": "First find out whether they have joined already.",
    "sheet-thank-first": "Thank {name} first, for {bills}. Then ask:",
    "sheet-thank-only": "Thank {name} for {bills}.",
    "sheet-questions": "If they ask",
    "sheet-after": (
        "If you do not know the answer, say so, write the question down and send the answer."
    ),
    "sheet-phone": "By phone",
    "sheet-email": "After the visit: e-mail",
    "sheet-subject": "Subject: {text}",
    "sheet-result": "What came of it",
    "sheet-result-lines": "Met with|Said|Promised, by when|Asked, and we owe",
    "sheet-sources": "Sources",
    "sheet-your-name": "[your name]",
    "sheet-your-organisation": "[your organization]",
    "sheet-staff": "[name of the person you met]",
}

_QUESTIONS = {
    "question-status": "Where does it stand?",
    "question-does-law": "What does the law do?",
    "question-does-bill": "What would the bill do?",
    "question-limits": "What does it not do?",
    "question-problem": "Why is it needed?",
    "question-figure": "What do the numbers say?",
    "question-behind": "Who stands behind it?",
}

_SPOKEN = {
    "phone-hello": (
        "Hello, this is {me} with {us}. May I speak with the person who works on the {subject}?"
    ),
    "phone-thanks": "Please pass on our thanks to {name} for {bills}.",
    "phone-ask": "I am calling with one request: {what}",
    "phone-inform": "I am calling with an update: {what}",
    "phone-close": (
        "May I send a one-page summary, and to which address? Thank you for your time."
    ),
    "email-subject": "{title}: thank you for meeting",
    "email-hello": "Dear {staff},",
    "email-met": "Thank you for meeting with us about the {title} on {blank}.",
    "email-thanks": "Please pass on our thanks to {name} for {bills}.",
    "email-ask": "As we discussed, we ask the office to:",
    "email-status": "Where it stands: {what}",
    "email-page": (
        "The one-page summary is attached, with its sources. I will write again about what "
        "you asked."
    ),
    "email-blank": "[day]",
    "email-bye": "Kind regards,",
}

VISIT_SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Titles and seats of members.", _TITLES),
    ("The block for one office. Thanks are in the past tense: nobody can join a law.", _OFFICE),
    ("The sheet of the person who visits.", _SHEET),
    ("Likely questions; each is printed only with an answer that has a source.", _QUESTIONS),
    ("What the visitor says by phone and writes afterwards.", _SPOKEN),
)

VISIT_COUNTED: Mapping[str, tuple[str, str]] = {
    "office-earlier": ("one earlier bill", "{n} earlier bills"),
    "office-have-joined": ("One member has, as of {date}.", "{n} members have, as of {date}."),
    "sheet-history-none": (
        "Nothing on record in the bill of this effort.",
        "Nothing on record in the {n} bills of this effort.",
    ),
}
