"""A digest as text: for the terminal, for a mail without pictures, for a message.

No line begins with what mail programs fold away as a quotation or as a signature.
"""

import textwrap
from collections.abc import Iterable, Iterator

from billtrail.words import CERTAINTIES, NO_BREAK, count_words, day_words, weekday_words

from .values import Digest, DigestBill, DigestDay

_WIDTH = 72


def digest_text(digest: Digest) -> str:
    """The whole digest, in lines of 72 signs."""
    return "\n".join(_lines(digest)).replace(NO_BREAK, " ") + "\n"


def title_words(digest: Digest) -> str:
    return f"Billtrail, {weekday_words(digest.on)}, {day_words(digest.on)}"


def since_words(digest: Digest) -> str:
    """What it tells of: "Since Nov 19, 2026. You follow: ..."."""
    return f"Since {day_words(digest.since)}. You follow: {digest.follows}."


def nothing_words(digest: Digest) -> str:
    """That nothing was seen, with when it was looked: silence is never taken for that."""
    said = f"No change seen since {day_words(digest.since)}."
    return said if digest.has_news else f"{said} Last checked: {checked_words(digest)}."


def checked_words(digest: Digest) -> str:
    return "; ".join(digest.checked) or "never yet"


def more_words(bill: DigestBill) -> str:
    return f"and {count_words(bill.more, 'more change')}" if bill.more else ""


def others_words(digest: Digest) -> str:
    """ "12 more bills: AB 1, AB 2, ..."."""
    return f"{count_words(len(digest.others), 'more bill')}: {', '.join(digest.others)}"


def day_line(day: DigestDay) -> str:
    """ "AB 938: hearing, Senate Public Safety, 09:30 (expected)"."""
    sure = "" if day.certainty == "sure" else CERTAINTIES.get(day.certainty, ("",))[0]
    return f"{day.what} ({sure})" if sure else day.what


def _lines(digest: Digest) -> Iterator[str]:
    title = title_words(digest)
    yield from (title, "=" * min(len(title), _WIDTH))
    yield from _wrapped(since_words(digest))
    yield from _section("Not checked lately", digest.stale)
    if not digest.has_changes:
        yield ""
        yield from _wrapped(nothing_words(digest))
    if digest.bills:
        yield from _heading("What changed")
        for bill in digest.bills:
            yield from _bill(bill)
    yield from _section("Also changed", (others_words(digest),) if digest.others else ())
    yield from _section("Ended with a session", digest.endings)
    yield from _section("No longer so: do not say it any more", digest.ended)
    yield from _section("Law you follow, if these become law", digest.law)
    yield from _section("Letters that need a new version", digest.letters)
    yield from _ahead(digest)
    if digest.has_news:
        yield ""
        yield from _wrapped(f"Last checked: {checked_words(digest)}.")
    yield ""
    yield from (line for said in (digest.sender, digest.ending) if said for line in _wrapped(said))


def _bill(bill: DigestBill) -> Iterator[str]:
    yield ""
    yield from _wrapped(f"{bill.name}, {bill.title}" if bill.title else bill.name)
    for line in (*bill.changes, more_words(bill)):
        yield from _wrapped(line, "  * ") if line else ()
    told = (("Stands: ", bill.stands), ("", bill.means), ("Next: ", bill.next),
            ("Our position: ", bill.position), ("", bill.url or ""))  # fmt: skip
    for head, words in told:
        if words:
            yield from _wrapped(f"{head}{words}", "  ")


def _ahead(digest: Digest) -> Iterator[str]:
    if not digest.ahead:
        return
    yield from _heading("The next two weeks")
    for day in digest.ahead:
        yield from _wrapped(f"{day_words(day.on)}  {day_line(day)}", "  ")
        yield from _wrapped(day.about, "    ") if day.about else ()
        yield from (f"    {day.url}",) if day.url else ()
    if digest.more_ahead:
        yield f"  and {count_words(digest.more_ahead, 'more day')} in the calendar file"


def _section(title: str, rows: Iterable[str]) -> Iterator[str]:
    for number, row in enumerate(rows):
        if not number:
            yield from _heading(title)
        yield from _wrapped(row, "  * ")


def _heading(title: str) -> Iterator[str]:
    yield from ("", title.upper())


def _wrapped(words: str, first: str = "") -> list[str]:
    return textwrap.wrap(words, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first),
                         break_long_words=False, break_on_hyphens=False)  # fmt: skip
