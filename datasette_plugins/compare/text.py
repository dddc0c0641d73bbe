"""A print to read, a paragraph a line."""

from dataclasses import dataclass

from billtrail.errors import UnknownKey
from billtrail.snapshot import PrintText, Snapshot, read_texts
from billtrail.words import bill_title, bill_words


@dataclass(frozen=True, slots=True)
class TextPage:
    """One print. ``newer`` is the newest where this is not it; ``others``: there is one more."""

    key: str
    identifier: str
    title: str
    found: PrintText
    newer: PrintText | None
    others: bool

    @property
    def paragraphs(self) -> list[str]:
        return self.found.text.splitlines()


def read_text(snapshot: Snapshot, key: str, code: str) -> TextPage:
    """The print of that code; raises ``UnknownKey``, also where its text is not here."""
    status = snapshot.bill(key)
    prints = [*read_texts(snapshot, status.bill)]
    found = next((one for one in prints if one.code == code), None)
    if found is None:
        raise UnknownKey("text", code, [one.code for one in prints])
    newer = prints[-1] if found is not prints[-1] else None
    return TextPage(
        status.key, bill_words(status.key), bill_title(status), found, newer, len(prints) > 1
    )
