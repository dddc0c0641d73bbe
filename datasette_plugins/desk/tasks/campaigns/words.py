"""What the tables and fields of a campaign are called on screen: a row a table, a row a field.

Which fields there are, and what may stand in them, is in the records themselves; a field that has
no words here is not for a form (a position has a task of its own, texts have theirs).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from billtrail.legislatures import Aim, MemberKind, Stage
from billtrail.words import AIMS
from billtrail.words.status import any_stage


@dataclass(frozen=True, slots=True)
class FieldWords:
    """``rows``: how tall; ``source`` names what it is chosen from (``forms.SOURCES``); ``fresh``:
    it is asked of a new record only."""

    label: str
    hint: str = ""
    rows: int = 0
    source: str = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class TableWords:
    """``title`` of the section, ``one`` of its records, ``says`` what they are for."""

    title: str
    one: str
    says: str
    fields: Mapping[str, FieldWords]


_SHARE = FieldWords("Who may have this")
_URL = FieldWords("Web address", "Where it can be read, beginning with https://")

TABLES: Mapping[str, TableWords] = {
    "campaign": TableWords("About", "campaign", "", {
        "title": FieldWords("Title"),
        "summary": FieldWords("In a sentence or two", "Stands on the campaign's page.", rows=3),
        "goals": FieldWords("Goals it serves", source="goals"),
        "lead": FieldWords("What leads its pages", "Its stage is the headline.", source="leads"),
        "figures": FieldWords(
            "What programs show", "A page prints the first three that can be printed, in the order "
            "in which they stand here; one that you add comes last.", source="figures",
        ),
        "chart": FieldWords(
            "Drawn beside each other", "Two or more of one publisher and one base; nothing is "
            "drawn where none is ticked.", source="charted",
        ),
        "public_ask": FieldWords(
            "May the public be asked?", "Once somebody has decided it, pages for the public ask "
            "too, and positions on its bills that nobody keeps back are published. Nothing is "
            "asked of the public while this is empty.",
        ),
        "stale_after_days": FieldWords(
            "Days until a page says that it was not checked", "Seven, where nothing is said."
        ),
    }),
    "bill": TableWords("Bills", "bill", "What the campaign follows, and why.", {
        "key": FieldWords(
            "Bill", "A number such as HR 4817 or AB 999, an official address or its title.",
            fresh=True,
        ),
        "aim": FieldWords("What you want"),
        "why": FieldWords("Why you follow it", "A sentence for your own people.", rows=2),
        "share": _SHARE,
    }),
    "family": TableWords(
        "Efforts", "effort",
        "Bills of which one enactment would fulfil them all: companions, and earlier tries.", {
            "title": FieldWords("What it is called"),
        },
    ),
    "member": TableWords("Bills of the effort", "bill of an effort", "", {
        "bill": FieldWords("Bill", "One that the campaign follows.", source="bills"),
        "kind": FieldWords("What it is to the effort"),
        "basis": FieldWords(
            "How you know", "What you read and when: the official record, read 2026-11-23.", rows=2
        ),
        "enacted_via": FieldWords(
            "Became law through", "Another bill of the effort, of the same session.",
            source="members",
        ),
    }),
    "ask": TableWords(
        "Asks", "ask", "What you ask offices for, by how far the bill has come.", {
            "stages": FieldWords("Ask this while the bill is"),
            "for": FieldWords(
                "Written for the position", "Support, where nothing is ticked. Under any other "
                "position it is never printed.",
            ),
            "headline": FieldWords("Headline", source="headlines"),
            "texts": FieldWords("What is asked", source="ask_texts"),
            "deadline": FieldWords("Ask them to act by", "A day such as 2026-12-01, or nothing."),
        },
    ),
    "text": TableWords("Sentences", "sentence", "What your pages say, in each language.", {}),
    "claim": TableWords(
        "What sentences rest on", "ground",
        "A fact with its source, or a view with whose it is. A sentence is printed only while what "
        "it rests on holds.", {
            "kind": FieldWords("This is"),
            "says": FieldWords("What was said", "In your words.", rows=2),
            "source": FieldWords("Source", "Who published it, where and when.", rows=2),
            "url": _URL,
            "attributed_to": FieldWords("Whose view it is", "For a view only."),
            "holds_if": FieldWords("It holds"),
        },
    ),
    "date": TableWords("Dates", "date", "What is due, from whom, and how sure that is.", {
        "on": FieldWords("When", "A day such as 2027-01-23, a month 2027-01 or a year 2027."),
        "what": FieldWords("What is due"),
        "who": FieldWords("Who must act"),
        "certainty": FieldWords("How sure it is"),
        "source": FieldWords("How you know", rows=2),
        "url": _URL,
        "share": _SHARE,
    }),
    "endorser": TableWords("Who stands behind it", "endorser", "Only with proof.", {
        "organisation": FieldWords("Organization"),
        "bill": FieldWords("Bill", source="bills"),
        "date": FieldWords("Since", "A day, a month or a year: 2022."),
        "proof": FieldWords("Proof", "A letter, a page, a message: what and where.", rows=2),
        "share": _SHARE,
    }),
}  # fmt: skip

_SHARES = {
    "no": ("Nobody else", ""),
    "coalition": ("The coalition", ""),
    "public": ("Everybody", ""),
}
_KINDS = {
    MemberKind.ORIGINAL: ("the first try", ""),
    MemberKind.COMPANION: ("a companion", "the same bill in the other chamber"),
    MemberKind.REINTRODUCED: ("brought in again", "the same effort in a later session"),
    MemberKind.ENACTED_AS: ("the bill that became law", ""),
    MemberKind.OVERTAKEN: ("overtaken", "its content became law through another bill"),
    MemberKind.OPPOSES: ("against it", "named beside the effort, never counted in it"),
}

#: A table's field -> what its values are called, and what each means.
CHOICES: Mapping[tuple[str, str], Mapping[str, tuple[str, str]]] = {
    ("bill", "aim"): {aim.value: (AIMS[aim], "") for aim in Aim},
    ("bill", "share"): _SHARES,
    ("date", "share"): _SHARES,
    ("endorser", "share"): _SHARES,
    ("member", "kind"): {kind.value: words for kind, words in _KINDS.items()},
    ("ask", "stages"): {stage.value: (any_stage(stage)[0], "") for stage in Stage},
    ("claim", "kind"): {
        "fact": ("a fact", "it has a source and is true or not"),
        "view": ("a view", "somebody holds it and is named"),
    },
    ("date", "certainty"): {
        "sure": ("sure", "the law or the Constitution says so"),
        "expected": ("expected", ""),
        "watch": ("worth watching", "it may not come"),
    },
}
