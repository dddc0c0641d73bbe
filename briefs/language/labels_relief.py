"""What a page prints of how the law compares, by key; part of ``labels``."""

from collections.abc import Mapping

_RELIEF = {
    "relief-read-many": "We have read what the law of {n} jurisdictions offers survivors.",
    "relief-named": ": {list}",
    "relief-among": ", {place} among them",
    "relief-advice": "This is not legal advice.",
    "relief-note": "{cited}; read on {date}.",
    "relief-note-summary": "{cited}, by a summary; read on {date}.",
    "law-of": "{name}",
}

RELIEF_SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("How the law compares; {cited} is a section, {list} and {place} are jurisdictions.", _RELIEF),
)

RELIEF_COUNTED: Mapping[str, tuple[str, str]] = {
    "relief-read": (
        "We have read what the law of one jurisdiction offers survivors: {list}.",
        "We have read what the law of {n} jurisdictions offers survivors: {list}.",
    ),
    "relief-vacatur": (
        "One lets survivors ask a court to undo some convictions{which}.",
        "{n} let survivors ask a court to undo some convictions{which}.",
    ),
    "relief-dismissal": (
        "One lets survivors ask a court to dismiss some convictions{which}.",
        "{n} let survivors ask a court to dismiss some convictions{which}.",
    ),
    "relief-expungement": (
        "One lets survivors ask a court to take some arrests out of the records{which}.",
        "{n} let survivors ask a court to take some arrests out of the records{which}.",
    ),
    "relief-sealing": (
        "One lets survivors ask a court to seal some records{which}.",
        "{n} let survivors ask a court to seal some records{which}.",
    ),
    "relief-defense": (
        "One has a defense in court for people who were trafficked{which}.",
        "{n} have a defense in court for people who were trafficked{which}.",
    ),
}
