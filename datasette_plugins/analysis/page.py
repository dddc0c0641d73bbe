"""The analyses of a bill as pages show them: the list, and the words of one."""

from dataclasses import dataclass

from billtrail.errors import UnknownKey
from billtrail.snapshot import Snapshot
from billtrail.store import unpack
from billtrail.words import day_words


@dataclass(frozen=True, slots=True)
class AnalysisView:
    """``words`` say whose it is and of when; ``url`` is the official list. ``readable``: its text
    is kept; otherwise ``why_not`` says what to do."""

    id: str
    words: str
    url: str | None
    readable: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """One analysis to read, a paragraph a line."""

    key: str
    identifier: str
    title: str
    words: str
    url: str | None
    paragraphs: tuple[str, ...]


#: Why a text is not kept, by the kind of file; it is never said that there is none.
_WHY_NOT = {
    "application/msword": "a Word file that could not be read",
    "application/pdf": "a PDF file, which is not read here",
}


def read_analyses(snapshot: Snapshot, key: str) -> tuple[AnalysisView, ...]:
    """The newest first; none in a published file, which has no analyses."""
    if not _are_stored(snapshot):
        return ()
    rows = snapshot.connection.execute(
        "SELECT identifier, date, name, media_type, url, text IS NOT NULL AS readable "
        "FROM analyses WHERE bill = ? AND coalesce(date, '') <= ? ORDER BY date DESC, identifier",
        (key, snapshot.on.isoformat()),
    )
    return tuple(
        AnalysisView(
            row["identifier"], _words(row["name"], row["date"]), row["url"], bool(row["readable"]),
            _WHY_NOT.get(row["media_type"] or "", "its text is not in the data we have"),
        )
        for row in rows
    )  # fmt: skip


def read_analysis(snapshot: Snapshot, key: str, identifier: str) -> AnalysisPage:
    """One analysis whose text is kept; raises UnknownKey where there is none of that name."""
    bill = snapshot.bill(key).bill
    known = {one.id: one for one in read_analyses(snapshot, key) if one.readable}
    if identifier not in known:
        raise UnknownKey("analysis", identifier, sorted(known)[:5])
    text = snapshot.connection.execute(
        "SELECT text FROM analyses WHERE identifier = ?", (identifier,)
    ).fetchone()[0]
    one = known[identifier]
    lines = tuple(line for line in unpack(text).decode().split("\n") if line.strip())
    title = bill.short_title or bill.title or ""
    return AnalysisPage(key, bill.identifier, title, one.words, one.url, lines)


def _are_stored(snapshot: Snapshot) -> bool:
    stored = snapshot.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'analyses'")
    return stored.fetchone() is not None


def _words(name: str | None, date: str | None) -> str:
    whose = (name.title() if name and name.isupper() else name) or "Analysis"
    return f"{whose}, {day_words(date)}" if date else whose
