"""What a page prints of a record that may be wrong, by key; part of ``labels``."""

from collections.abc import Mapping

_DOUBTS = {
    "doubt-out": (
        "In doubt: {source}'s file of {date} says otherwise: {says}; not taken yet because {why}."
    ),
    "doubt-in": "{source} says {says}; {why}.",
    "later-vote": (
        "Younger than this: a vote in {chamber} on {date}, “{says}” ({yes} to {no}); the bill's "
        "history does not tell it yet."
    ),
    "doubt-acts": "it no longer says {acts}",
    "doubt-lists": "it lists {n} of {of} {rows}",
    "doubt-sponsor": "it no longer names {name} as sponsor",
    "doubt-act": "a step",
    "doubt-act-passage": "that it passed {chamber}",
    "doubt-act-agreement": "that {chamber} agreed to it",
    "doubt-act-conference-agreement": "that {chamber} agreed to the joint text",
    "doubt-act-executive-receipt": "that it was sent to {executive}",
    "doubt-act-executive-signature": "that {executive} signed it",
    "doubt-act-executive-veto": "that {executive} vetoed it",
    "doubt-act-became-law": "that it became law",
    "doubt-actions": "steps",
    "doubt-sponsorships": "sponsors",
    "doubt-committees": "committees",
    "doubt-versions": "versions of its text",
    "doubt-votes": "votes",
    "doubt-relations": "related bills",
    "doubt-subjects": "subjects",
    "doubt-summaries": "summaries",
    "doubt-titles": "titles",
    "doubt-why-once": "it has said so once",
    "doubt-why-earlier": "its newest step is of an earlier day than what we have, so it may be an "
    "older file",
    "doubt-why-flaps": "it was said {times} times and taken back in between",
    "doubt-why-sponsor": "a sponsor leaves only for another one",
    "doubt-why-kind": "a measure of this kind cannot become law",
    "doubt-why-unpassed": "passage is not in the record yet",
    "doubt-why-unproved": "no step of its record says so",
    "doubt-why-twice": "it was sent before, and nothing says that it came back",
    "doubt-why-impossible": "earlier data of the bill speak against it",
}

_CORRECTED = {
    "corrected": "Corrected by this organization on {date}: {what}.",
    "correct-title": "the official title",
    "correct-short_title": "the short title",
    "correct-introduced_date": "the day it was introduced",
    "correct-law": "the name of the law",
    "correct-sponsor": "who leads the bill",
    "correct-step": "a step of {date} was added",
    "correct-no-step": "a step of {date} was taken back",
}

#: As ``labels.SECTIONS``.
DOUBT_SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        "What a publisher says of a bill that is not believed yet; {says} is made of the rows "
        "below, and {why} one of the last.",
        _DOUBTS,
    ),
    (
        "What this organization set right in the record; {what} is one of the rows below.",
        _CORRECTED,
    ),
)
