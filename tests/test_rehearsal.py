"""The turn of the session, rehearsed: one workspace, local publishers, nine days.

On each day an update runs, with the clock moved in this process and in those it starts, and what
home, ``week``, ``show``, ``changes``, the feeds, briefs and ``doctor`` say is held against what is
written down in ``rehearsal/``, a file a day. What the publishers have, and which of it is made up,
is told in ``turning``.
"""

import asyncio
import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import html
from turning import DAYS, at, turning

from billtrail.datasette_plugins.server.application import make_datasette
from billtrail.workspace.workspace import Workspace

#: What staff do, after what is said that morning was read.
DONE = {
    "2026-11-28": (
        ("position", "us-119-s2590", "support", "--by", "A. Person", "--on", "2026-11-28"),
        ("position", "us-119-s1580", "support", "--by", "A. Person", "--on", "2026-11-28"),
        ("position", "ca-20252026-sb1022", "support", "--by", "A. Person", "--on", "2026-11-28"),
    ),
    "2027-01-15": (
        ("suggestion", "1", "accept", "--by", "A. Person"),
        ("suggestion", "2", "accept", "--by", "A. Person"),
    ),
}


#: Lines of ``show`` that say where something stands, what is next, and which number was meant.
_TOLD = re.compile(r"is meant|, [A-Z][a-z]{2} \d+, 20|Next")
#: What home asks at the turn.
_ASKED = re.compile("Are these new|Who carries|What is our position if|How did these end")
_ENTRY = re.compile(r"<entry>.*?<updated>([\d-]{10})", re.DOTALL)


def plain(text):
    spaces = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{EN DASH}", "-")
    return " ".join(spaces.split())


class Morning:
    """What one day says, in short lines: each a name, a colon and words."""

    def __init__(self, turn, day, before):
        self.turn, self.day, self.before = turn, day, before
        self.site = make_datasette(turn.workspace.database)

    def lines(self):
        parts = (self.update, self.home, self.week, self.show, self.brief, self.changes,
                 self.feeds, self.rest)  # fmt: skip
        return [line for part in parts for line in part()]

    def update(self):
        found = self.turn.say("update").splitlines()
        yield from (f"update: {line}" for line in found if "followed bill" in line[:40])
        news = [line.strip() for line in found if line.startswith("News")]
        yield f"update: {news[0]}"
        if self.day == "2026-12-08":
            self.turn.pubinfo.asked.clear()
            named = self.turn.run("update", "--source", "ca_pubinfo", "--json")
            said = json.loads(named.stdout)
            assert said["requests"] == len(self.turn.pubinfo.asked)
            yield f"update --source ca_pubinfo: {said['requests']} requests"
            yield from (f"update --source ca_pubinfo: {plain(one)}" for one in said["standing"])
        if self.day == "2027-01-15":
            told = self.turn.say("import", str(self.turn.new_assembly()))
            yield f"import: {told.splitlines()[-1]}"

    def _page(self, path):
        answer = asyncio.run(self.site.client.get(path))
        assert answer.status_code == 200, path
        return answer.text

    def home(self):
        page = html.fromstring(self._page("/"))
        yield f"home: {plain(page.findtext('.//h1'))}"
        fresh = [plain(one.text_content()) for one in page.cssselect(".fresh li")]
        yield from (f"home: {one}" for one in fresh if not one.startswith("Shipped"))
        ends = page.cssselect(".items h3 a[href^='/session/']")
        yield from (f"home: {plain(one.text_content())}" for one in ends)
        dates = [plain(one.text_content()) for one in page.cssselect(".dates .what")]
        told = re.compile("begins|ends[ ;]|AB 41|S. 2584")
        yield from (f"home dates: {one}" for one in dates if told.search(one))
        panel = page.cssselect(".panel > p") + page.cssselect(".panel .later > p")
        said = [plain(one.text_content()) for one in panel]
        yield from (f"home panel: {one}" for one in said if one[:4] in ("What", "Cali"))
        for question in page.cssselect(".settle h3"):
            if not _ASKED.match(question.text):
                continue
            subjects = question.getnext().getnext()
            count = len(subjects.cssselect("li"))
            yield f"home to settle: {question.text} {count}"

    def week(self):
        rows = json.loads(self.turn.run("week", "--json").stdout)
        for row in rows:
            told = row["kind"] in ("session", "signature", "hearing", "deadline", "unset", "ended")
            ours = re.search("S. 2584|AB 41|H.R. 50|Fresh Start|AB 938", row["what"])
            if row["kind"] == "carrier" and row["what"].startswith("Who carries"):
                yield f"week decide: {plain(row['what'])}"
            elif told or (ours and row["kind"] in ("changed", "look-alike")):
                yield f"week {row['section']}: {row['date'] or 'no day'} {plain(row['what'])}"

    def show(self):
        names = ("AB 379", "us-fresh-start", "ca-vacatur-expansion", "S. 2584")
        for name in names if self.day < "2027-03-01" else (*names, "AB 41"):
            said = [plain(line) for line in self.turn.say("show", name).splitlines()]
            kept = [
                line for line in said if re.search("is meant|, [A-Z][a-z]{2} \\d+, 20|Next", line)
            ]
            yield from (f"show {name}: {line}" for line in kept[:3])

    def brief(self):
        printed = self.turn.say("brief", "us-fresh-start", "--format", "txt", "-o", "-")
        said = [part for part in map(plain, printed.split("\n\n")) if not part.startswith("***")]
        yield f"brief: {said[0]}"
        (at_,) = [n for n, part in enumerate(said) if part.startswith("THE BILL ")]
        yield f"brief: {said[at_ - 1]}"

    def changes(self):
        found = json.loads(self.turn.run("changes", "--since", self.before, "--json").stdout)
        new = [c for c in found if c["seen_at"][:10] > self.before and c["field"] == "stage"]
        for kind in ("change", "calendar"):
            bills = sorted({c["bill"] for c in new if c["kind"] == kind})
            named = bills if len(bills) < 4 else [f"{len(bills)} bills"]
            if bills:
                yield f"changes: stage, {kind}: {', '.join(named)}"

    def feeds(self):
        entries = re.findall(
            r"<entry>.*?<updated>([\d-]{10})", self._page("/changes.atom"), re.DOTALL
        )
        yield f"atom: {sum(day > self.before for day in entries)} new entries"
        calendar = self._page("/dates.ics").replace("\r\n ", "").replace("\\,", ",")
        for event in calendar.split("BEGIN:VEVENT")[1:]:
            summary = re.search("SUMMARY:(.*)", event)[1].strip()
            if re.search("session|th Congress|AB 41|S. 2584", summary):
                when = re.search(r"DTSTART[^:]*:(\d{8})", event)[1]
                yield f"ics: {when} {plain(summary)}"

    def rest(self):
        doctor = self.turn.run("doctor")
        found = [line for line in doctor.output.splitlines() if not line.startswith("ok")]
        yield f"doctor ({doctor.exit_code}): {'; '.join(line[:54].strip() for line in found)}"
        yield f"unsettled: {self.turn.say('unsettled').splitlines()[0]}"
        said = self.turn.say("suggestions").splitlines()
        told = r"us-fresh-start\):|ca-vacatur-expansion\):|us-clean-slate\):|^ +\d+ efforts?, "
        yield from (f"suggestions: {plain(line)}" for line in said if re.search(told, line))


@pytest.fixture(scope="module")
def told(prepared, tmp_path_factory):
    """Day -> what was said on it."""
    folder = tmp_path_factory.mktemp("turn")
    workspace = Workspace.at(folder / "w")
    workspace.create()
    shutil.copy(prepared.database, workspace.database)
    said, before = {}, "2026-11-26"
    with turning(workspace, folder) as turn:
        for day in DAYS:
            with at(day):
                turn.publish(day)
                morning = Morning(turn, day, before)
                said[day] = morning.lines()
                for words in DONE.get(day, ()):
                    assert turn.run(*words).exit_code == 0, words
            before = day
    return said


@pytest.mark.parametrize("day", DAYS)
def test_what_is_said_on_each_day(told, day):
    written = (Path(__file__).parent / "rehearsal" / f"{day}.txt").read_text("utf-8")
    assert "\n".join(told[day]) == written.strip()
