"""What the sentences of a campaign are called: where each stands on a page, and its language."""

from collections.abc import Mapping

from billtrail.legislatures import Language

LANGUAGES: Mapping[Language, str] = {
    Language.EN: "English",
    Language.PLAIN: "Plain English",
    Language.ES: "Spanish",
}

#: Text keys that a brief looks for by itself, in the order of a page, and what each is.
TEXT_KEYS: Mapping[str, str] = {
    "tagline": "The line under the title",
    "problem": "The problem",
    "does-1": "What the bill or law does, first point",
    "does-2": "What it does, second point",
    "does-3": "What it does, third point",
    "does-4": "What it does, fourth point",
    "limits": "What it leaves out",
    "programs": "The sentence above the figures",
    "behind": "Who stands behind it",
}


#: What a key that has a number or a name behind it is, by its beginning; any other one an ask has.
_BEGINNINGS = (
    ("headline-", "Headline"),
    ("figure-", "A figure in other words"),
    ("survivor-", "On the page for survivors"),
)


def text_title(key: str) -> str:
    """What a sentence is on a page."""
    if key in TEXT_KEYS:
        return TEXT_KEYS[key]
    return next((words for start, words in _BEGINNINGS if key.startswith(start)), "What is asked")
