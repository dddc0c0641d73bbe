"""What other papers than letters print, by key; part of ``labels``."""

from collections.abc import Mapping

_BESIDE = {
    "title-side-by-side": "Side by side",
    "beside-what": "What",
    "beside-title": "Title",
    "beside-stands": "Where it stands",
    "beside-print": "Newest print",
    "beside-does": "What it would do",
    "beside-next": "What comes next",
    "beside-effect": "Vote and day of effect",
    "beside-position": "Our position",
    "beside-alike": "Alike: {what}",
    "beside-none": "Not on record here",
    "beside-absent": "Not in this print",
    "beside-passage": "Passage",
    "beside-one-print": "Only one print of {bill} is on record here, so there is none to compare.",
    "beside-same": "All prints on record say the same. Compared was {what}.",
    "beside-kept": "{percent} % of the words are the same. Compared is {what}.",
    "beside-share": (
        "{percent} % of the words of the longer one are the same in the newest texts of {one} and "
        "{other}."
    ),
    "note-beside": "{bill}: {source}, as of {date}.",
}

_MONEY = {
    "money-subcommittee": "Subcommittee on {name}, {house} Committee on Appropriations",
    "money-dear": "Dear Chairs {chairs} and Ranking Members {ranking}:",
    "money-dear-chairs": "Dear Chairs {chairs} and Ranking Members:",
    "money-dear-all": "Dear Chairs and Ranking Members:",
    "money-re": "RE: FISCAL YEAR {year}: {amount} for {program}",
    "money-ask": (
        "We ask for {amount} in fiscal year {year} for {program}, authorized by {statute}."
    ),
    "money-close": (
        "We respectfully ask for {amount} in the fiscal year {year} {subcommittee} bill, and for a "
        "line in its report that says what it is for."
    ),
    "note-money": "{statute}; {law}.",
}

#: Who reads papers may want to know what each is for -> labels.
PAPER_SECTIONS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Bills, or two prints of one, side by side.", _BESIDE),
    ("What is asked of appropriators.", _MONEY),
)

PAPER_COUNTED: Mapping[str, tuple[str, str]] = {
    "beside-more": (
        "{n} more passage differs: see the comparison on the bill's page.",
        "{n} more passages differ: see the comparison on the bill's page.",
    ),
}
