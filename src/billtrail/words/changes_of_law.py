"""What an act does to a section of the law, in words."""

from billtrail.law import verbs_of

#: Stem -> what an act does and what a bill would do.
_SAID = {
    "add": ("adds", "add"),
    "amend": ("amends", "amend"),
    "repeal": ("repeals", "repeal"),
    "renumber": ("renumbers", "renumber"),
    "change": ("changes", "change"),
}


def change_of_law_words(what: str, *, proposed: bool = False) -> str:
    """ "amends", "adds and repeals", "would amend and repeal" for one of ``law.values.WHATS``."""
    said = [_SAID[verb][proposed] for verb in verbs_of(what)]
    *first, last = said
    words = f"{', '.join(first)} and {last}" if first else last
    return f"would {words}" if proposed else words
