"""What the papers for a day in committee print, by key; part of ``labels``."""

from collections.abc import Mapping

_SHEET = {
    "title-hearing-day": "Hearing day",
    "title-testimony": "Testimony",
    "private-hearing-day": "For you who go there. Do not hand it out.",
    "hearing-kind": "What it is",
    "hearing-markup": (
        "A markup: the committee may change the bill and votes on sending it on. Only its members "
        "speak."
    ),
    "hearing-when": "When",
    "hearing-where": "Where",
    "hearing-order": "On the list",
    "hearing-speak": "Witnesses",
    "hearing-invited": "Invited to speak",
    "hearing-papers": "On its page",
    "hearing-more": "and more",
    "hearing-stands": "Our position",
    "hearing-at": "{date}, {time}",
    "hearing-not-listed": "No hearing is listed yet.",
    "hearing-no-room": "The room is not announced yet.",
    "hearing-item": "Item {n} of its agenda.",
    "hearing-witnesses": (
        "Main witnesses: {witnesses} a side, about {minutes} minutes each; then name, organization "
        "and position only. Check with the committee."
    ),
    "hearing-stance": "{stance}, on the print of {print}",
    "members-thank": "Ours to thank",
    "members-ask": "Ours to ask",
    "members-record": "What is on record",
    "members-nothing": "Nothing on record on this effort: {names}.",
    "members-join-sponsor": "Ask to cosponsor {bill}.",
    "members-join-author": "Ask to join {bill} as a coauthor.",
    "questions-head": "What they will ask",
    "questions-of": "{by} argues the other side. Have an answer to each:",
    "questions-said": "The other side argues. Have an answer to each:",
    "note-analysis": "Analysis of {bill}: {name}, {date}.",
}

_SPEECH = {
    "speech-opening": "{members}, my name is {me}.",
    "speech-chair": "Chair and members",
    "speech-chair-named": "Chair {name} and members",
    "speech-me": "{name}, for {organisation}",
    "speech-me-titled": "{name}, {title} of {organisation}",
    "speech-we-support": "We support {bill}.",
    "speech-we-support if amended": "We support {bill} if it is amended.",
    "speech-we-oppose": "We oppose {bill}.",
    "speech-we-oppose unless amended": "We oppose {bill} unless it is amended.",
    "speech-we-neutral": "We are neutral on {bill}.",
    "speech-we": "Our position on {bill} is {position}.",
    "speech-voice": "In the words of {name}: “{words}”",
    "speech-thanks": "Thank you. I am glad to answer your questions.",
    "speech-length": "{words} words: {time} minutes at {rate} words a minute.",
    "speech-minutes": "A witness has about {minutes} minutes.",
    "me-too-head": "If you may only say who you are",
    "me-too-name": "[Your name]",
    "me-too-support": "{name}, {organisation}, in support of {bill}.",
    "me-too-support if amended": "{name}, {organisation}, in support of {bill} if amended.",
    "me-too-oppose": "{name}, {organisation}, in opposition to {bill}.",
    "me-too-oppose unless amended": "{name}, {organisation}, opposed to {bill} unless amended.",
    "me-too-neutral": "{name}, {organisation}, neutral on {bill}.",
    "me-too": "{name}, {organisation}, on {bill}: [position].",
}

HEARING_SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Papers for a day in committee: the sheet for who goes there.", _SHEET),
    ("Papers for a day in committee: what is said there.", _SPEECH),
)

HEARING_COUNTED: Mapping[str, tuple[str, str]] = {
    "hearing-list": (
        "The only bill on record for that meeting.",
        "One of {n} bills on record for that meeting. The chair calls the order: be there early.",
    ),
    "members-head": (
        "The committee: {n} member, as of {date}",
        "The committee: {n} members, as of {date}",
    ),
}
