"""The publishers through the turn of a session, and the clock: nine days of 2026 and 2027.

Built by hand. Up to November 2026 the facts are those that ship; what comes after is made up:
S. 2584 passes the House on December 18 and is signed on January 5, after its Congress; AB 938 ends
"from committee without further action", as California's bills do on November 30; in the new
sessions H.R. 50 and AB 41 take up two efforts again, and AB 41 is listed for a hearing.
"""

import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import agendas
import time_machine
from click.testing import CliRunner, Result
from congress_files import buildable, built_file, facts_of
from pubinfo import dat, history
from replay import File, Publisher, serving
from test_pubinfo_update import Site, served
from test_rosters import california, congress

from billtrail.cli import main
from billtrail.scrapers.us_govinfo.links import bill_url
from billtrail.scrapers.us_legislators.source import COMMITTEES, MEMBERS, PEOPLE
from billtrail.snapshot.rosters import read_roster
from billtrail.snapshot.snapshot import open_snapshot
from billtrail.workspace.workspace import Workspace

DAYS = ("2026-11-28", "2026-12-01", "2026-12-07", "2026-12-08", "2026-12-20", "2027-01-03",
        "2027-01-04", "2027-01-15", "2027-03-01")  # fmt: skip
#: Who led the last Fresh Start Act in the House, and is not elected again here.
LEE = "L000597"
_CLOCK = "BILLTRAIL_TESTS_CLOCK_SHIFT"


@contextmanager
def at(day: str) -> Iterator[None]:
    """Nine in the morning in California, here and in the processes that are started."""
    when = datetime.fromisoformat(f"{day}T17:00:00+00:00").timestamp()
    before = os.environ[_CLOCK]
    os.environ[_CLOCK] = str(when - time_machine.escape_hatch.time.time())
    try:
        with time_machine.travel(when, tick=True):
            yield
    finally:
        os.environ[_CLOCK] = before


# -- Congress --------------------------------------------------------------------------------------


def _step(day: str, code: str, kind: str, text: str, system: str = "9") -> dict[str, Any]:
    name = {"2": "House floor actions", "9": "Library of Congress"}[system]
    return {"actionDate": day, "text": text, "type": kind, "actionCode": code,
            "sourceSystem": {"code": system, "name": name}}  # fmt: skip


_BY_VOICE = "On motion to suspend the rules and pass the bill Agreed to by voice vote."
_PASSED = _step("2026-12-18", "H37300", "Floor", _BY_VOICE, "2")
_SENT = _step("2026-12-29", "E20000", "Floor", "Presented to President.", "2")
_SIGNED = _step("2027-01-05", "E30000", "President", "Signed by President.")
_LAW = _step("2027-01-05", "E40000", "BecameLaw", "Became Public Law No: 119-140.")


def enduring_justice(day: str) -> tuple[str, bytes]:
    """S. 2584 as its file is on a day."""
    later = [step for step in (_LAW, _SIGNED, _SENT, _PASSED) if step["actionDate"] < day]
    actions = [*later, *facts_of("us-119-s2584")["actions"]]
    latest = {name: actions[0][name] for name in ("actionDate", "text")}
    laws = [{"type": "Public Law", "number": "119-140"}] if _LAW in later else []
    return built_file("us-119-s2584", actions=actions, latestAction=latest,
                      updateDate=f"{actions[0]['actionDate']}T20:00:00Z", laws=laws)  # fmt: skip


def fresh_start_again() -> tuple[str, bytes]:
    """H.R. 50 of the 120th Congress."""
    intro = {**facts_of("us-119-hr3111")["actions"][-1], "actionDate": "2027-01-07"}
    latest = {name: intro[name] for name in ("actionDate", "text")}
    return built_file("us-119-hr3111", congress="120", number="50", title="Fresh Start Act of 2027",
                      introducedDate="2027-01-07", actions=[intro], latestAction=latest,
                      updateDate="2027-01-08T20:00:00Z", committees=[], cosponsors=[])  # fmt: skip


# -- California ------------------------------------------------------------------------------------

_DIED = (
    (1, "2025-02-19", "Read first time. To print.", None, None),
    (2, "2025-06-02", "Read third time. Passed. Ordered to the Senate. (Ayes 48. Noes 21.)",
     "Senate", None),
    (3, "2025-08-29", "In committee: Held under submission.", None, "CS61"),
    (4, "2026-11-30", "From Senate committee without further action.", None, None),
)  # fmt: skip
_BEGUN = ((1, "2026-12-07", "Read first time. To print.", None, None),)


def archive(session: str, number: int, title: str, author: str, lines: Any, status: str) -> bytes:
    """An archive of a session with one Assembly bill."""
    name, year = f"{session}0AB{number}", session[:4]
    version = f"{year}0AB{number}99INT"
    day = lines[0][1]
    rows = {
        "BILL_TBL.dat": [(name, session, "0", "AB", number, status, None, None, None, None,
                          version, "Y", "BYHAND", f"{lines[-1][1]} 12:00:00", None, None, None,
                          None, None)],
        "BILL_VERSION_TBL.dat": [(version, name, 99, f"{day} 00:00:00", "Introduced", None, title,
                                  "Majority", "No", "Yes", "No", None, "No", "No", None, "Y",
                                  "BYHAND", f"{day} 12:00:00")],
        "BILL_VERSION_AUTHORS_TBL.dat": [(version, "Legislator", "ASSEMBLY", author, "LEAD_AUTHOR",
                                          None, "Y", "BYHAND", f"{day} 12:00:00", "Y")],
        "LEGISLATOR_TBL.dat": [("AD18", session, f"{author}, X", "A", author, "X", author, None,
                                None, "M", "M", "DEM", "Y", "BYHAND", f"{day} 12:00:00", "Y")],
    }  # fmt: skip
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as made:
        for file, found in rows.items():
            made.writestr(file, dat(*found))
        made.writestr("BILL_HISTORY_TBL.dat", history(name, lines))
    return body.getvalue()


# -- all of them -----------------------------------------------------------------------------------


@dataclass
class Turn:
    """One workspace and its publishers; ``env`` tells the program where they are."""

    workspace: Workspace
    folder: Path
    govinfo: Publisher = field(default_factory=Publisher)
    calendar: Publisher = field(default_factory=Publisher)
    pubinfo: Site = field(default_factory=Site)
    env: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str) -> Result:
        given = ["--workspace", str(self.workspace.root), *words]
        return CliRunner().invoke(main, given, env=self.env, catch_exceptions=False)

    def say(self, *words: str) -> str:
        """What a command says, with plain spaces."""
        found = self.run(*words).output
        return found.replace("\N{NO-BREAK SPACE}", " ").replace("\N{EN DASH}", "-")

    def publish(self, day: str) -> None:
        """What the publishers have by the morning of a day."""
        name, body = enduring_justice(day)
        path = self.govinfo.add(name, body, _instant(day, -1))
        moved = [path]
        if day >= "2027-01-15":
            moved.append(self.govinfo.add(*fresh_start_again(), _instant(day, -1)))
        self.govinfo.publish(_instant(day, -1), *moved)
        self._put_roster(self._members(day))
        if day >= "2026-12-08":
            ended = archive("20252026", 938, "Criminal procedure: sentencing.", "Bonta", _DIED,
                            "Died")  # fmt: skip
            begun = archive("20272028", 41, "Criminal procedure: sentencing.", "Bonta", _BEGUN,
                            "Introduced")  # fmt: skip
            self.pubinfo.archives = {
                "pubinfo_2025.zip": (ended, _http("2026-12-02")),
                "pubinfo_daily_Tue.zip": (begun, _http("2026-12-08")),
            }
        heard = agendas.Meeting(date(2027, 3, 16), "Public Safety", "9 a.m.", "Room 126",
                                (("ca-20272028-ab41", ""),))  # fmt: skip
        agendas.site_of({"upper": (), "lower": (heard,) if day >= "2027-03-01" else ()},
                        self.calendar)  # fmt: skip

    def _members(self, day: str) -> list[dict[str, Any]]:
        """The list of Congress: the new one is there by the middle of January."""
        people = self._shipped("us")
        if day < "2027-01-15":
            return congress(people)
        stay = [person for person in people if person.id != LEE]
        return congress(stay, starts="2027-01-03", ends="2029-01-03")

    def _shipped(self, place: str) -> tuple[Any, ...]:
        on = date(2026, 11, 26)
        with open_snapshot(self.workspace.database, on) as snapshot:
            return read_roster(snapshot.connection, place, on).people

    def _put_roster(self, people: list[dict[str, Any]]) -> None:
        for name, value in ((PEOPLE, people), (COMMITTEES, []), (MEMBERS, {})):
            body = json.dumps(value).encode()
            self.govinfo.files[f"/congress-legislators/{name}"] = File(
                body, kind="application/json"
            )

    def new_assembly(self) -> Path:
        """Open States' files of the new legislature: who sat in the old one sits on."""
        folder = california(self.folder / "people", self._shipped("ca"), "2027-01-10")
        for path in folder.rglob("*.yml"):
            path.write_text(path.read_text().replace("2024-12-02", "2026-12-07"))
            os.utime(path, (_instant("2027-01-10").timestamp(),) * 2)
        return folder


def _instant(day: str, days: float = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T15:00:00+00:00").astimezone(UTC) + timedelta(days)


def _http(day: str) -> str:
    return format_datetime(_instant(day), usegmt=True)


@contextmanager
def turning(workspace: Workspace, folder: Path) -> Iterator[Turn]:
    """The publishers, up as long as this lasts."""
    turn = Turn(workspace, folder)
    for key in buildable():
        if bill_url(key):
            turn.govinfo.add(*built_file(key))
    with ExitStack() as up:
        base = up.enter_context(serving(turn.govinfo))
        turn.pubinfo = up.enter_context(served())
        away = up.enter_context(serving(Publisher()))
        where: Mapping[str, str] = {
            "us_govinfo": base, "us_legislators": base, "us_votes": base,
            "ca_calendar": up.enter_context(serving(turn.calendar)),
            "ca_leginfo": away, "us_house_floor": away, "ca_pubinfo": turn.pubinfo.url,
            "us_senate_hearings": away, "us_house_meetings": away,
        }  # fmt: skip
        turn.env = {"BILLTRAIL_BASE_URL": " ".join(f"{n}={url}" for n, url in where.items())}
        yield turn
