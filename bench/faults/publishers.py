"""Congress's publishers on this machine as one world that moves on, and fails in the ways they do.

``World`` keeps what is true, shows it on the sites of ``tests`` and remembers every step that it
took. Bills are made up, seven of them; their numbers are beyond any that are followed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import sleep
from zoneinfo import ZoneInfo

from floor_lists import NO_LIST, Item, built, path_of
from meeting_sites import Event, HouseSite, Row, senate_site, senate_xml
from prints import built_print
from prints import path_of as path_of_print
from replay import HOST, Fault, File, Publisher, built_status, serving
from roll_calls import HOUSE, SENATE, Ballots, Chambers, house_vote, senate_vote

from billtrail.legislatures.calendar import sessions

KEYS = tuple(f"us-119-hr{number}" for number in range(19001, 19007))
SENATE_LIST = "/general/committee_schedules/hearings.xml"
ROLL = "/evs/2026/roll314.xml"
SENATE_ROLL = "/legislative/LIS/roll_call_votes/vote1192/vote_119_2_00501.xml"
#: Codes of prints in the order in which a bill gets them.
PRINTS = ("ih", "rh", "eh", "rfs", "rds", "rs", "es", "eas", "eah", "enr")
_EAST, _VOTED = ZoneInfo("America/New_York"), "2026-11-26"


def _step(day: str, text: str, code: str = "", more: str = "") -> str:
    return (
        f"<item><actionDate>{day}</actionDate><text>{text}</text><type>Committee</type>"
        f"<actionCode>{code}</actionCode>{more}<sourceSystem><code>1</code>"
        "<name>House committee actions</name></sourceSystem></item>"
    )


def _vote(number: int, chamber: str, url: str) -> str:
    return (
        f"<recordedVotes><recordedVote><rollNumber>{number}</rollNumber><chamber>{chamber}</chamber>"
        f"<congress>119</congress><date>{_VOTED}T18:00:00Z</date><sessionNumber>2</sessionNumber>"
        f"<url>{url}</url></recordedVote></recordedVotes>"
    )


#: A bill that each chamber has voted on, on the first day; later than a month after it nobody asks.
_VOTES = {
    KEYS[0]: _step(_VOTED, "On passage Passed by the Yeas and Nays.", "H37100",
                   _vote(314, "House", f"https://clerk.house.gov{ROLL}")),
    KEYS[1]: _step(_VOTED, "Passed Senate by Yea-Nay Vote.", "17000",
                   _vote(501, "Senate", f"https://www.senate.gov{SENATE_ROLL}")),
}  # fmt: skip


def _number(key: str) -> str:
    return key.rpartition("hr")[2]


def _package(key: str, code: str) -> str:
    return f"BILLS-119hr{_number(key)}{code}"


def _version(key: str, code: str, at: str) -> str:
    package = _package(key, code)
    return (
        f"<item><type>Print {code}</type><date>{at}</date><formats><item><url>{HOST}"
        f"{path_of_print(package)}</url></item></formats></item>"
    )


class World:
    """What is true at each publisher; ``steps`` are all that were ever added to a bill."""

    keys, ours, source = KEYS, "LIKE 'us-119-hr1900_'", None

    def __init__(self, random: Random) -> None:
        self.random = random
        self.govinfo, self.floor, self.votes = Publisher(), Publisher(), Chambers()
        self.texts = Publisher()
        self.house = HouseSite(sessions.today())
        self.senate = senate_site(b"")
        self.floor.validators = frozenset()
        self.steps: dict[str, list[str]] = {key: [] for key in KEYS}
        self.items: dict[date, list[Item]] = {}
        self.rows: list[Row] = []
        self.ballots: Mapping[str, Ballots] = {"House": HOUSE, "Senate": SENATE}
        self.prints: dict[str, list[tuple[str, str]]] = {key: [] for key in KEYS}
        self.older: dict[tuple[str, str], File] = {}
        self.numbers: dict[str, list[int]] = {}
        self._serial = 0
        self._updated = ""
        self._corrected = "November 26, 2026,  02:47 PM"
        for key in KEYS:
            self._publish(key)
        self.show()

    @property
    def sites(self) -> dict[str, Publisher]:
        return {"us_govinfo": self.govinfo, "us_house_floor": self.floor,
                "us_house_meetings": self.house, "us_senate_hearings": self.senate,
                "us_votes": self.votes, "us_govinfo_texts": self.texts}  # fmt: skip

    @contextmanager
    def served(self) -> Iterator[dict[str, str]]:
        """The addresses of all, by source; whoever else would be asked has nothing."""
        with ExitStack() as stack:
            bases = {name: stack.enter_context(serving(one)) for name, one in self.sites.items()}
            nobody = stack.enter_context(serving(Publisher()))
            others = ("us_legislators", "ca_calendar", "ca_leginfo", "ca_pubinfo")
            yield {**dict.fromkeys(others, nobody), **bases}

    # What publishers do -----------------------------------------------------------------------

    def move(self) -> None:
        """One thing happens somewhere."""
        self.random.choice(_MOVES)(self)
        self.show()

    def _next(self) -> int:
        self._serial += 1
        return self._serial

    def act(self) -> None:
        """A bill goes a step further, said in its file."""
        key = self.random.choice(KEYS)
        day = datetime.now(UTC).date().isoformat()
        number = self._next()
        self.numbers.setdefault(key, []).append(number)
        self.steps[key].append(_step(day, f"Sponsor introductory remarks number {number}."))
        self._publish(key)

    def _publish(self, key: str) -> None:
        name, body = built_status(key)
        now, text = datetime.now(UTC), body.decode()
        told = "".join([*reversed(self.steps[key]), _VOTES.get(key, "")])
        text = text.replace("<actions>", f"<actions>{told}", 1)
        versions = "".join(_version(key, *one) for one in reversed(self.prints[key]))
        text = text.replace("</bill>", f"<textVersions>{versions}</textVersions></bill>", 1)
        text = text.replace("2026-11-20T08:00:00Z", f"{now:%Y-%m-%dT%H:%M:%SZ}", 1)
        before = dict(self.govinfo.files)
        path = self.govinfo.add(name, text.encode(), now.replace(microsecond=0))
        if path in before:
            self.older["us_govinfo", path] = before[path]
        self.govinfo.publish(now.replace(microsecond=0), path)

    def print(self) -> None:
        """A bill comes out anew, which its file says, before the text is there or after."""
        key = self.random.choice(KEYS)
        code = PRINTS[len(self.prints[key]) % len(PRINTS)]
        if len(self.prints[key]) < len(PRINTS):
            self.prints[key].append((code, f"{datetime.now(UTC):%Y-%m-%dT05:00:00Z}"))
            words = (f"Text number {self._next()}.", "Courts print no names.")
            text = built_print(f"H. R. {_number(key)}", "An act", words)
            path = path_of_print(_package(key, code))
            self._put("us_govinfo_texts", path, text, datetime.now(UTC).replace(microsecond=0))
            self._publish(key)

    def told(self) -> list[int]:
        """The numbers of the steps that all bills ever took."""
        return [number for told in self.numbers.values() for number in told]

    def list_item(self) -> None:
        """Something comes on the floor's list, or goes off it, is amended, or of another bill."""
        week = self.random.choice(self.weeks())
        items = self.items.setdefault(week, [])
        key = self.random.choice([k for k in KEYS if _number(k) not in str(items)])
        if len(items) < 4:
            items.append(Item(f"H.R. {_number(key)}", "An act", 500_000 + self._next()))
        else:
            at = self.random.randrange(len(items))
            off = f"{datetime.now(_EAST):%Y-%m-%dT%H:%M:%S.100}"
            items[at] = self.random.choice((
                items[at]._replace(text="An act, as amended"), items[at]._replace(removed=off),
                items[at]._replace(text="An act", removed=""),
                items[at]._replace(number=f"H.R. {_number(key)}", text="An act", removed=""),
            ))  # fmt: skip
        self._updated = f"{datetime.now(_EAST):%Y-%m-%dT%H:%M:%S.100}"

    def weeks(self) -> list[date]:
        today = datetime.now(_EAST).date()
        monday = today + timedelta(days=1) if today.weekday() == 6 else (
            today - timedelta(days=today.weekday()))  # fmt: skip
        return [monday, monday + timedelta(days=7)]

    def meet_house(self) -> None:
        """A committee of the House calls a meeting, moves or calls off one, or drops it."""
        to_come = [n for n, e in enumerate(self.house.events) if e.day > self._today()]
        if len(to_come) < 3:
            number = _number(self.random.choice(KEYS))
            self.house.events.append(Event(
                f"{119_000 + self._next()}", self._day(), f"H.R. {number}",
                ((f"HR {number}", f"H.R. {number}"),),
            ))  # fmt: skip
            return
        at = self.random.choice(to_come)
        event = self.house.events[at]
        self.house.events[at] = self.random.choice((
            replace(event, day=self._day()), replace(event, status="P"), replace(event, status="S"),
            replace(event, time=self.random.choice(("09:00:00", "14:00:00"))),
        ))  # fmt: skip
        if self.random.random() < 0.2:
            del self.house.events[at]

    def meet_senate(self) -> None:
        """Likewise in the Senate."""
        if len(self.rows) < 3:
            number = _number(self.random.choice(KEYS))
            self.rows.append(Row(self._day(), f"Business meeting to consider H.R.{number}.",
                                 number=f"{300_000 + self._next()}"))  # fmt: skip
            return
        at = self.random.randrange(len(self.rows))
        self.rows[at] = self.random.choice((
            replace(self.rows[at], day=self._day()), replace(self.rows[at], time="11:00:00"),
        ))  # fmt: skip
        if self.random.random() < 0.2:
            del self.rows[at]

    def correct(self) -> None:
        """A chamber's officer sets a count right."""
        chamber = self.random.choice(tuple(self.ballots))
        cast = tuple((*row[:2], self.random.choice(("Yea", "Nay")), *row[3:])
                     for row in self.ballots[chamber])  # fmt: skip
        self.ballots = {**self.ballots, chamber: cast}
        self._corrected = f"{datetime.now(_EAST):%B %d, %Y,  %I:%M %p}"

    def _today(self) -> date:
        return datetime.now(_EAST).date()

    def _day(self) -> date:
        """A working day that this week's and the next one's pages show."""
        days = [self._today() + timedelta(days=n) for n in range(1, 7)]
        return self.random.choice([day for day in days if day.weekday() < 5])

    # What is shown ----------------------------------------------------------------------------

    def show(self) -> None:
        """Put on the sites what is true now; what is over comes off."""
        now = datetime.now(UTC).replace(microsecond=0)
        self.house.today = self._today()
        self.rows = [row for row in self.rows if row.day >= self._today()]
        for week in self.weeks():
            items = self.items.get(week)
            data = built(items, self._updated, week) if items else NO_LIST
            self._put("us_house_floor", path_of(week), data, now,
                      "application/xml" if items else "text/html")  # fmt: skip
        meetings = senate_xml(*self.rows, today=self._today())
        self._put("us_senate_hearings", SENATE_LIST, meetings, now)
        self._put("us_votes", ROLL, self._house_vote(), now)
        self._put("us_votes", SENATE_ROLL, self._senate_vote(), now)

    def _house_vote(self) -> bytes:
        bill, cast = f"H R {_number(KEYS[0])}", self.ballots["House"]
        return house_vote(314, congress=119, bill=bill, day="26-Nov-2026", ballots=cast)

    def _senate_vote(self) -> bytes:
        bill = f"H.R. {_number(KEYS[1])}"
        return senate_vote(
            501, congress=119, held="November 26, 2026,  01:38 PM", title=bill, document=bill,
            question="On Passage of the Bill", ballots=self.ballots["Senate"],
            modified=self._corrected,
        )  # fmt: skip

    def _put(
        self, name: str, path: str, data: bytes, now: datetime, kind: str = "text/xml"
    ) -> None:
        site = self.sites[name]
        before = site.files.get(path)
        if before is None or before.body != data:
            if before is not None:
                self.older[name, path] = before
            site.files[path] = File(data, now, kind)

    # How they fail ----------------------------------------------------------------------------

    def fail(self) -> str:
        """Some answer of somebody's goes wrong, once or until nobody tries again; says which."""
        if self.older and self.random.random() < 0.15:
            return self._stale()
        name = self.random.choice(list(self.sites))
        site = self.sites[name]
        kind = self.random.choice(list(FAULTS))
        paths = sorted({seen.path for seen in site.requests})
        path = self.random.choice(paths or ["/robots.txt"])
        site.fail(path, *[FAULTS[kind]] * self.random.choice((1, 1, 3)))
        return kind

    def _stale(self) -> str:
        """A cache gives what the file was before it changed last, with its marks or without."""
        name, path = self.random.choice(list(self.older))
        old, shown = self.older[name, path], self.sites[name].validators
        marks = {"ETag": old.etag, "Last-Modified": old.last_modified}
        marks = {mark: value for mark, value in marks.items() if mark in shown}
        self.sites[name].fail(path, Fault(200, self.random.choice((marks, {})), body=old.body))
        return "stale cache"

    def recover(self) -> None:
        for site in self.sites.values():
            site.faults.clear()


def _drops() -> Iterator[bytes]:
    for _ in range(4):
        yield b" "
        sleep(0.3)


_PAGE = b"<!DOCTYPE html><html><body>Down for maintenance</body></html>"
FAULTS: dict[str, Fault] = {
    "reset": Fault(reset=True),
    "stall": Fault(pieces=_drops, body=b"x"),
    "429, at once": Fault(429, {"Retry-After": "0"}, body=b"x"),
    "429, an hour": Fault(429, {"Retry-After": "3600"}, body=b"x"),
    "500": Fault(500, body=b"x"),
    "503": Fault(503, body=b"x"),
    "404": Fault(404, body=b"x"),
    "cut": Fault(cut=True),
    "wrong type": Fault(200, {"Content-Type": "application/json"}, body=b'{"error": "later"}'),
    "a page with 200": Fault(200, {"Content-Type": "text/html"}, body=_PAGE),
    "empty": Fault(200, {"Content-Type": "text/xml"}, body=b" "),
}
_MOVES: tuple[Callable[[World], None], ...] = (
    World.act, World.act, World.list_item, World.list_item, World.meet_house, World.meet_senate,
    World.correct, World.print,
)  # fmt: skip
