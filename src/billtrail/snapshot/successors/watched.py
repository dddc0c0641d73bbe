"""Bills that touch a section of the law that is watched, until somebody decides."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from billtrail.bills.values import BillStatus
from billtrail.files import has_table
from billtrail.law import CITE, WatchedSection, parse_statute, parse_watched
from billtrail.legislatures import Stage, display, session_label
from billtrail.words import change_of_law_words, day_words
from billtrail.words.status import is_alive, status_words

if TYPE_CHECKING:
    from ..snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Touch:
    """A bill that touches a watched section. ``does`` says what it does to which section, in which
    print; ``what`` is the strongest of it, one of ``law.values.WHATS`` or ``CITE``. ``state``:
    ``open``, ``followed`` (by a campaign), ``declined``, or ``past`` where the bill cannot become
    law any more."""

    section: WatchedSection
    status: BillStatus
    does: tuple[str, ...]
    what: str
    print: str
    state: str
    seen_at: str

    @property
    def bill(self) -> str:
        return self.status.key

    @property
    def says(self) -> str:
        """ "would amend Penal Code 236.14 and cites Penal Code 236.1, by its title, Amended, Jun 1,
        2026"."""
        return f"{' and '.join(self.does)}, {self.print}"


@dataclass(frozen=True, slots=True)
class Watched:
    """A watched section, who watches it since when, and the bills that touch it, newest first."""

    section: WatchedSection
    by: str | None
    since: str
    bills: tuple[Touch, ...]

    def open(self) -> tuple[Touch, ...]:
        """Those to decide about."""
        return tuple(one for one in self.bills if one.state == "open")


def read_watched_sections(snapshot: "Snapshot", before: str) -> tuple[Watched, ...]:
    """Every section that is watched, with what was seen before an instant (UTC). A published file
    has none."""
    connection = snapshot.connection
    if not has_table(connection, "watched_sections"):
        return ()
    rows = connection.execute("SELECT * FROM watched_sections ORDER BY rowid").fetchall()
    touches = _touches(snapshot, before) if rows else {}
    return tuple(
        Watched(parse_watched(row["section"]), row["by"], row["since"],
                tuple(touches.get(row["section"], ())))
        for row in rows
    )  # fmt: skip


def _touches(snapshot: "Snapshot", before: str) -> dict[str, list[Touch]]:
    hits: dict[tuple[str, str], list[Any]] = defaultdict(list)
    rows = snapshot.connection.execute(
        "SELECT * FROM section_hits WHERE seen_at < ? ORDER BY seen_at DESC, bill, statute",
        (before,),
    )
    for row in rows:
        hits[row["section"], row["bill"]].append(row)
    declined = _declined(snapshot.connection)
    followed = {r[0] for r in snapshot.connection.execute("SELECT bill FROM campaign_bills")}
    statuses = snapshot.outlines({bill for _, bill in hits})
    found: dict[str, list[Touch]] = defaultdict(list)
    for (section, bill), found_rows in hits.items():
        if status := statuses.get(bill):
            what = next((row["what"] for row in found_rows if row["what"] != CITE), CITE)
            state = _state(status, bill in followed, declined.get((section, bill)) == what)
            found[section].append(_touch(section, status, found_rows, what, state))
    return found


def _declined(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute("SELECT section, bill, what FROM declined_sections")
    return {(row[0], row[1]): row[2] for row in rows}


def _state(status: BillStatus, followed: bool, declined: bool) -> str:
    if followed:
        return "followed"
    if declined:
        return "declined"
    return "open" if is_alive(status) else "past"


def _touch(section: str, status: BillStatus, rows: list[Any], what: str, state: str) -> Touch:
    proposed = status.stage != Stage.ENACTED
    does: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        verb = (
            "cites" if row["what"] == CITE else change_of_law_words(row["what"], proposed=proposed)
        )
        does[verb].append(_named(row))
    ordered = sorted(does.items(), key=lambda item: item[0] == "cites")
    said = tuple(f"{verb} {', '.join(dict.fromkeys(names))}" for verb, names in ordered)
    first = min(row["seen_at"] for row in rows)
    return Touch(parse_watched(section), status, said, what, _print(rows[0]), state, first)


def _named(row: Any) -> str:
    statute = parse_statute(row["statute"]).printed
    return f"{row['unit']} ({statute} and following)" if row["unit"] else statute


_BY = {
    "print": "by the text of {}",
    "title": "by its title, {}",
    "list": "by the publisher's list of sections, {}",
    "hand": "as we noted it: {}",
}


def _print(row: Any) -> str:
    """Where it was read. What stands in a column is a print's note and day, or words alone."""
    note, day = json.loads(row["print"]) if row["print"].startswith("[") else (row["print"], "")
    words = ", ".join(filter(None, (note, day_words(day) if day else "")))
    return _BY[row["by"]].format(words or "its newest print")


# -- as data and as lines ------------------------------------------------------------------------


def json_watched(one: Watched) -> dict[str, object]:
    """A watched section as ``sections --json`` has it."""
    return {
        "section": one.section.key, "name": one.section.printed, "since": one.since, "by": one.by,
        "bills": [
            {"bill": touch.bill, "does": list(touch.does), "print": touch.print,
             "what": touch.what, "state": touch.state, "seen_at": touch.seen_at}
            for touch in one.bills
        ],
    }  # fmt: skip


def watched_lines(found: Iterable[Watched], *, whole: bool) -> list[str]:
    """What ``sections`` prints: of each the bills to decide about, or with ``whole`` all."""
    lines = []
    for one in found:
        shown = one.bills if whole else one.open()
        rest = len(one.bills) - len(shown)
        lines.append(f"{one.section.printed}, watched since {day_words(one.since)}")
        lines += [f"   {line}" for touch in shown for line in _touch_lines(touch)]
        if not shown:
            lines.append("   No bill of this file that can still become law touches it, beside "
                         "those followed or decided." if rest else
                         "   No bill of this file touches it.")  # fmt: skip
        if rest:
            lines.append(f"   {rest} more, followed, decided or past: billtrail sections --all")
    return lines or ["No section of the law is watched. Watch one: billtrail watch-section "
                     "\"Penal Code 236.14\""]  # fmt: skip


def _touch_lines(touch: Touch) -> list[str]:
    session = session_label(*touch.bill.split("-")[:2])
    state = {"open": "", "past": ", past"}.get(touch.state, f", {touch.state}")
    title = touch.status.bill.short_title or touch.status.bill.title
    return [f"{display(touch.bill)} ({session}): {title}. {status_words(touch.status)}{state}.",
            f"   It {touch.says}."]  # fmt: skip
