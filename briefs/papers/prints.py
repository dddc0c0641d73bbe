"""How a letter names a print."""

from billtrail.bills import NewestPrint
from billtrail.briefs.language import Labels

#: How the note of a print begins -> the label that names it.
_NAMED = (
    ("amended", "letter-as-amended"), ("introduced", "letter-as-introduced"),
    ("enrolled", "letter-as-enrolled"), ("reported", "letter-as-reported"),
)  # fmt: skip


def print_words(labels: Labels, found: NewestPrint) -> str:
    """ "as amended January 22, 2026", "as introduced ..."."""
    note = found.note.lower()
    label = next((label for start, label in _NAMED if note.startswith(start)), "letter-as-printed")
    return labels(label, date=labels.date(found.date))
