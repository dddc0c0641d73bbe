"""New bills that look like ours: found, kept, and shown until somebody decides.

A suggestion is a row; what was decided about it stands in the workspace's campaign file (the bill
is followed there, or ``[[declined]]``), so that copying the workspace keeps it and ``undo`` opens
the suggestion again.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from billtrail.bills.identity import containment
from billtrail.bills.models import Bill
from billtrail.bills.values import BillStatus, Look
from billtrail.files import has_table
from billtrail.legislatures import MemberKind, Stage, display, full_name, known, session_label
from billtrail.store import WRITTEN_SINCE
from billtrail.words import count_words

from ..bill_record import read_bills
from .looks import LookedAt, is_later, read_looked_at, read_looks, save_looks

if TYPE_CHECKING:
    from billtrail.bills.identity import Profile
    from billtrail.store import Writer

KIND = "looks like an effort"
#: The publisher says that this bill became law with the text of one of the effort's.
LAW = "became law with a text of the effort"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A bill that looks like an effort. ``state``: ``open``, ``accepted`` (in an effort),
    ``watched`` (followed apart) or ``declined``; ``reasons`` are the signs, strongest first;
    ``effort`` is the title of ``family``. ``fulfils`` are the effort's bills whose text became law
    as this one, as their publisher says."""

    id: int
    bill: str
    title: str
    introduced_date: str | None
    family: str
    campaign: str
    reasons: tuple[str, ...]
    state: str
    seen_at: str
    effort: str
    fulfils: tuple[str, ...] = ()


def read_profiles(connection: sqlite3.Connection, day: date) -> "tuple[Profile, ...]":
    """Every effort's profile, from the bills of it that are stored."""
    found: dict[tuple[str, str], list[Bill]] = {}
    rows = connection.execute(
        "SELECT m.family AS effort, f.title AS effort_title, b.* FROM family_members m JOIN "
        "families f ON f.id = m.family JOIN bills b ON b.key = m.bill WHERE m.kind <> ? "
        "ORDER BY b.session, b.key",
        (MemberKind.OPPOSES.value,),
    )
    for row, bill in read_bills(connection, rows, day):
        found.setdefault((row["effort"], row["effort_title"]), []).append(bill)
    from billtrail.bills.identity import build_profile

    return tuple(build_profile(family, bills, title) for (family, title), bills in found.items())


def suggest(writer: "Writer", bill: Bill, profiles: "Iterable[Profile]") -> bool:
    """Keep a suggestion for each effort that the bill looks like; says whether it does."""
    from billtrail.bills.identity import matches

    found = matches(bill, profiles)
    for family, signs in found:
        reasons = [s.reason for s in sorted(signs, key=lambda sign: -sign.weight)]
        _save(writer, KIND, bill.key, family, reasons, bill)
    return bool(found)


def look_through(writer: "Writer", source: str, bills: Iterable[Bill]) -> tuple[Look, ...]:
    """Look at every bill of ``source`` that no campaign follows, stored or not, and note which
    whole sessions that were."""
    profiles = read_profiles(writer.connection, writer.today)
    followed = {row[0] for row in writer.connection.execute("SELECT bill FROM campaign_bills")}
    seen = list(bills)
    with writer.transaction():
        for bill in seen:
            if bill.key not in followed:
                suggest(writer, bill, profiles)
        return save_looks(writer, source, seen)


def look_through_stored(writer: "Writer") -> tuple[Look, ...]:
    """As ``look_through``, at every stored bill of the sessions that are open, or open later."""
    rows = writer.connection.execute(
        "SELECT b.* FROM bills b JOIN sessions s ON s.jurisdiction = b.jurisdiction AND s.session "
        "= b.session WHERE s.ends >= ? ORDER BY b.key",
        (writer.today.isoformat(),),
    ).fetchall()
    bills = (bill for _, bill in read_bills(writer.connection, rows, writer.today))
    return look_through(writer, "the bills stored here", bills)


def _save(
    writer: "Writer",
    kind: str,
    bill: str,
    family: str,
    reasons: list[str],
    seen: Bill | None = None,
) -> None:
    """One row a bill and effort; what was seen first stays, its reasons are the newest. ``seen``
    tells what a bill is called that may not be stored."""
    known = writer.connection.execute(
        "SELECT id FROM suggestions WHERE bill = ? AND family = ?", (bill, family)
    ).fetchone()
    text = json.dumps(reasons, ensure_ascii=False)
    if known:
        writer.connection.execute(
            "UPDATE suggestions SET kind = ?, reason = ? WHERE id = ? AND reason <> ?",
            (kind, text, known[0], text),
        )
        return
    writer.connection.execute(
        "INSERT INTO suggestions (kind, bill, family, reason, state, seen_at, title, "
        "introduced_date) VALUES (?, ?, ?, ?, 'open', ?, ?, ?)",
        (kind, bill, family, text, writer.now, seen and (seen.short_title or seen.title),
         seen and seen.introduced_date),
    )  # fmt: skip


def suggest_stored(writer: "Writer") -> int:
    """Look at the stored bills of the sessions that are open, or open later, and that no campaign
    follows: those of an import, and those written since. Returns how many look like ours."""
    profiles = read_profiles(writer.connection, writer.today)
    rows = writer.connection.execute(
        "SELECT b.* FROM bills b JOIN sessions s ON s.jurisdiction = b.jurisdiction AND s.session "
        f"= b.session WHERE s.ends >= ?1 AND b.updated_at >= ?2 AND b.key IN ({WRITTEN_SINCE}) "
        "AND b.key NOT IN (SELECT bill FROM campaign_bills)",
        (writer.today.isoformat(), writer.runs.started()),
    ).fetchall()
    with writer.transaction():
        laws = _suggest_laws(writer)
        return laws + sum(
            suggest(writer, bill, profiles)
            for _, bill in read_bills(writer.connection, rows, writer.today)
        )


def _suggest_laws(writer: "Writer") -> int:
    """Keep a suggestion for each law that has the text of an effort's bill, by the bill's own
    publisher, where staff have not said that it fulfils the bill."""
    rows = writer.connection.execute(
        "SELECT m.family AS effort, b.* FROM family_members m JOIN bills b ON b.key = m.bill "
        "WHERE m.kind <> ? AND m.enacted_via IS NULL AND b.text_became IS NOT NULL",
        (MemberKind.OPPOSES.value,),
    ).fetchall()
    parts = frozenset({"relations"})
    for row, bill in read_bills(writer.connection, rows, writer.today, parts):
        if law := containment(bill):
            what = "an identical bill of" if law.identical else "the text of"
            reason = f"its publisher says: {what} {full_name(bill.key)} became {law.words()}"
            _save(writer, LAW, law.bill, row["effort"], [reason])
    return len(rows)


# -- reading ---------------------------------------------------------------------------------------

_SUGGESTIONS = """
SELECT s.id, s.kind, s.bill, coalesce(b.short_title, b.title, {title}, '') AS title,
  coalesce(b.introduced_date, {introduced}) AS introduced_date,
  s.family, f.campaign, f.title AS effort, s.reason, s.seen_at,
  CASE WHEN EXISTS (SELECT 1 FROM family_members m WHERE s.bill = CASE s.kind
         WHEN '{law}' THEN m.enacted_via ELSE m.bill END) THEN 'accepted'
       WHEN s.kind = '{law}' AND NOT {declined} THEN 'open'
       WHEN EXISTS (SELECT 1 FROM campaign_bills c WHERE c.bill = s.bill) THEN 'watched'
       WHEN {declined} THEN 'declined'
       ELSE 'open' END AS state
FROM suggestions s JOIN families f ON f.id = s.family LEFT JOIN bills b ON b.key = s.bill
WHERE s.seen_at < ? ORDER BY s.id DESC
"""
_DECLINED = "EXISTS (SELECT 1 FROM declined d WHERE d.bill = s.bill AND d.campaign = f.campaign)"


def read_suggestions(
    connection: sqlite3.Connection, before: str, state: str | None = "open"
) -> tuple[Suggestion, ...]:
    """Suggestions seen before an instant (UTC), newest first; those to decide, all for ``None``."""
    statement = _SUGGESTIONS.format(law=LAW, **_at_home(connection))
    found = (
        Suggestion(
            row["id"], row["bill"], row["title"], row["introduced_date"], row["family"],
            row["campaign"], tuple(json.loads(row["reason"])), row["state"], row["seen_at"],
            row["effort"], _fulfilled(connection, row) if row["kind"] == LAW else (),
        )
        for row in connection.execute(statement, (before,))
    )  # fmt: skip
    return tuple(one for one in found if state is None or one.state == state)


def _at_home(connection: sqlite3.Connection) -> dict[str, str]:
    """SQL for what the working file alone has."""
    if not has_table(connection, "declined"):
        return {"declined": "s.state = 'declined'", "title": "NULL", "introduced": "NULL"}
    return {"declined": _DECLINED, "title": "s.title", "introduced": "s.introduced_date"}


def _fulfilled(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[str, ...]:
    found = connection.execute(
        "SELECT DISTINCT m.bill FROM family_members m JOIN bills b ON b.key = m.bill "
        "JOIN relations r ON r.bill = m.bill WHERE m.family = ? AND r.related = ? "
        "AND b.text_became IS NOT NULL ORDER BY m.bill",
        (row["family"], row["bill"]),
    )
    return tuple(one[0] for one in found)


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """What became of the bills a session left unfinished: effort -> the bill of a later session
    that goes on with it, or ``None``; and effort -> its title. Of those bills ``likely`` are only
    suggested. ``looked_at``: what of the next session was looked at by the day ``asked``; ``None``
    where no calendar has that session; ``looks``: later sessions whose titles were looked through
    whole."""

    jurisdiction: str
    session: str
    ended: tuple[str, ...]
    successors: dict[str, str | None]
    titles: dict[str, str]
    looked_at: LookedAt | None
    asked: str
    looks: tuple[Look, ...] = ()
    likely: frozenset[str] = frozenset()

    def lines(self) -> Iterator[str]:
        """ "119th Congress: 3 bills we follow ended with it.", a line for each effort that goes on,
        and the others together."""
        name = session_label(self.jurisdiction, self.session)
        count = count_words(len(self.ended), "bill")
        yield f"{name}: {count} we follow ended with it."
        for family, bill in self.successors.items():
            if bill:
                yield f"   {self.titles[family]} ({family}): {self._successor(bill)}"
        left = [self.titles[family] for family, bill in self.successors.items() if not bill]
        if left:
            efforts = count_words(len(left), "effort")
            said = f"{efforts}, {self._none_found()}: {'; '.join(left)}"
            yield from wrap(said, 96, initial_indent="   ", subsequent_indent="     ",
                            break_on_hyphens=False)  # fmt: skip

    def _successor(self, bill: str) -> str:
        if bill in self.likely:
            return f"{full_name(bill)} looks like its successor, not confirmed"
        return f"goes on as {full_name(bill)}"

    def _none_found(self) -> str:
        """That there is none is said of what was looked through, whole or by updates."""
        if self.looks:
            from billtrail.words.status import look_words

            return f"no successor seen in {'; '.join(map(look_words, self.looks))}"
        return self.looked_at.words(self.asked) if self.looked_at else "not looked for"


#: Keys -> those stored, as of the day asked.
Bills = Callable[[Iterable[str]], Mapping[str, BillStatus]]


def read_session_ends(
    connection: sqlite3.Connection, day: str, bills: Bills
) -> tuple[SessionEnd, ...]:
    """For each jurisdiction, the newest session over by ``day`` that left bills of ours behind,
    while the next one is still in its first year."""
    ends = (_session_end(connection, place.id, day, bills) for place in known())
    return tuple(end for end in ends if end is not None)


def _session_end(
    connection: sqlite3.Connection, place: str, day: str, bills: Bills
) -> SessionEnd | None:
    over = connection.execute(
        "SELECT session, ends FROM sessions WHERE jurisdiction = ? AND ends < ? AND ends > "
        "date(?, '-1 year') AND session NOT LIKE '%x%' ORDER BY ends DESC LIMIT 1",
        (place, day, day),
    ).fetchone()
    if over is None:
        return None
    followed = connection.execute(
        "SELECT DISTINCT b.key FROM bills b JOIN campaign_bills c ON c.bill = b.key WHERE "
        "b.jurisdiction = ? AND b.session = ? ORDER BY b.key",
        (place, over["session"]),
    ).fetchall()
    found = bills(row[0] for row in followed)
    keys = tuple(key for key, status in found.items() if status.stage in _UNFINISHED)
    titles = _families(connection, keys)
    found_next = {family: _successor(connection, family, over["session"]) for family in titles}
    successors = {family: bill for family, (bill, _) in found_next.items()}
    likely = frozenset(bill for bill, is_likely in found_next.values() if bill and is_likely)
    if not keys:
        return None
    looked_at = read_looked_at(connection, place, over["session"])
    looks = tuple(
        look for look in read_looks(connection)
        if look.jurisdiction == place and is_later(look.session, over["session"])
    )  # fmt: skip
    return SessionEnd(place, over["session"], keys, successors, titles, looked_at, day, looks,
                      likely)  # fmt: skip


#: How a session leaves behind what it did not finish.
_UNFINISHED = (Stage.DIED, Stage.OUTCOME_NOT_RECORDED)


def _families(connection: sqlite3.Connection, keys: tuple[str, ...]) -> dict[str, str]:
    """The efforts that lost a bill and are not fulfilled, with their titles."""
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(
        "SELECT DISTINCT f.id, f.title FROM family_members m JOIN families f ON f.id = m.family "
        f"WHERE m.bill IN ({marks}) AND NOT EXISTS "
        "(SELECT 1 FROM family_members o JOIN bills b ON b.key = o.bill WHERE o.family = m.family "
        "AND o.kind <> 'opposes' AND b.stage IN ('enacted', 'adopted')) ORDER BY m.family",
        keys,
    )
    return {row[0]: row[1] for row in rows}


def _successor(
    connection: sqlite3.Connection, family: str, session: str
) -> tuple[str | None, bool]:
    """A bill of the effort in a later session, and whether it is only suggested: one that is in it
    comes first."""
    row = connection.execute(
        "SELECT key, place FROM (SELECT b.key, b.session, 0 AS place FROM family_members m "
        "JOIN bills b ON b.key = m.bill WHERE m.family = ?1 AND m.kind <> 'opposes' UNION ALL "
        "SELECT b.key, b.session, 1 FROM suggestions s JOIN bills b ON b.key = s.bill "
        "WHERE s.family = ?1 AND s.state = 'open') "
        "WHERE length(session) >= length(?2) AND session > ?2 ORDER BY place, key LIMIT 1",
        (family, session),
    ).fetchone()
    return (row[0], bool(row[1])) if row else (None, False)


def json_suggestion(one: Suggestion) -> dict[str, object]:
    """A suggestion as ``suggestions --json`` has it."""
    return {
        "id": one.id, "bill": one.bill, "title": one.title,
        "introduced_date": one.introduced_date, "family": one.family, "campaign": one.campaign,
        "reasons": list(one.reasons), "state": one.state, "seen_at": one.seen_at,
        "fulfils": list(one.fulfils),
    }  # fmt: skip


def suggestion_lines(found: tuple[Suggestion, ...]) -> list[str]:
    """What ``suggestions`` prints."""
    if not found:
        return ["No new bill looks like one of our efforts, of those that were looked at."]
    lines = []
    for one in found:
        session = session_label(*one.bill.split("-")[:2])
        introduced = f", introduced {one.introduced_date}" if one.introduced_date else ""
        lines.append(f"{one.id}. {display(one.bill)} ({session}): {one.title}{introduced}")
        does = "may fulfil" if one.fulfils else "looks like"
        lines.append(f"   {does} {one.effort} ({one.family}), because")
        lines += [f"     {reason}" for reason in one.reasons]
    lines.append("Decide with: billtrail suggestion ID accept|watch|decline --by NAME")
    return lines
