"""A snapshot of named bills, families or a campaign on a day: one consistent look at the file.

``open_snapshot`` holds one read transaction, so that everything a page or a brief says was true
of one state of the file. Everything returned is a plain value. What most snapshots do not ask for
(campaigns, offices, suggestions) is loaded by the method that tells of it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from billtrail.editions import Facts, Open, fact_reader
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures import MemberKind, Stage, display, nearest
from billtrail.legislatures.calendar import day_begins
from billtrail.legislatures.spelling import Meaning, not_stored, resolve
from billtrail.store import open_reader

from .bills import Memberships, read_outlines, read_statuses
from .memory import Memory
from .roll_calls import RollCalls
from .stored_names import StoredKeys, StoredNames

if TYPE_CHECKING:
    from billtrail.bills.values import (
        BillStatus,
        Change,
        EffortStatus,
        FloorStatus,
        HearingStatus,
        Look,
        MemberVote,
        SourceFreshness,
    )
    from billtrail.campaigns import CampaignStatus, Figure, FigureConflict, Goal

    from .campaigns import CampaignReader
    from .committees import OfficesToAsk
    from .efforts import EffortReader
    from .law import ReliefRow
    from .news import Newest, News
    from .successors import SessionEnd, Suggestion, Watched

    #: Reads bills of a connection: their keys, the day, their memberships.
    _Read = Callable[[sqlite3.Connection, Iterable[str], date, Memberships], dict[str, BillStatus]]


class Snapshot:
    """Reads one state of the file as of ``on``; made by ``open_snapshot``.

    Every method raises UnknownKey with the nearest matches where nothing has that name.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        on: date,
        memory: Memory | None = None,
        opens: Open | None = None,
    ) -> None:
        """``opens`` opens the files with whole records that lie beside an edition."""
        self.on = on
        self.connection = connection
        self.facts = Facts(connection, opens)
        self._memory = memory or Memory()
        self._others: dict[str, BillStatus | None] = {}
        self._names = StoredNames(connection, on, self._memory)

    # -- bills -----------------------------------------------------------------------------

    def bill(self, key: str) -> "BillStatus":
        """A bill by its key; ``resolve`` first turns any spelling into one. One that is followed
        and not stored yet is a status that says so (``is_unread``)."""
        status = self._status(key)
        if status is None and self._names.stores(key):
            name = display(key)
            raise UsageError(f"{name} had not been introduced by {self.on.isoformat()}.")
        if status is None and key in self._names.memberships:
            from .unread import unread_status

            status = unread_status(key, self.on, self._names.memberships[key])
        if status is None:
            raise not_stored(key, [key], self.keys)
        return status

    def every_bill(self, keys: Iterable[str]) -> "dict[str, BillStatus]":
        """Each of ``keys``, in their order, as ``bill`` tells it; raises as that does."""
        asked = list(keys)
        found = self.bills(asked)
        return {key: found.get(key) or self.bill(key) for key in asked}

    def bills(self, keys: Iterable[str]) -> "dict[str, BillStatus]":
        """Those of ``keys`` that are stored, in their order. What was read of this state before is
        not read again; the others are read together."""
        asked = dict.fromkeys(keys)
        if anew := [key for key in asked if key not in self._known(key)]:
            read = self._read(partial(read_statuses, rolls=self.roll_calls), anew)
            for key in anew:
                self._known(key)[key] = read.get(key)
        return {key: status for key in asked if (status := self._known(key)[key])}

    def outlines(self, keys: Iterable[str]) -> "dict[str, BillStatus]":
        """Those of ``keys`` that are stored, for a list: where each stands, read from its actions
        alone. Their other parts are ``None``."""
        asked = dict.fromkeys(keys)
        found = self._read(read_outlines, asked)
        return {key: found[key] for key in asked if key in found}

    def _status(self, key: str) -> "BillStatus | None":
        return self.bills([key]).get(key)

    def _known(self, key: str) -> "dict[str, BillStatus | None]":
        """Where it is kept what was read of a bill."""
        return self._kept_bills if key in self._names.memberships else self._others

    def _read(self, read: "_Read", keys: Iterable[str]) -> "dict[str, BillStatus]":
        """Bills from their whole records; where those cannot be read, from their lines."""
        members = self._names.memberships

        def lines(some: Iterable[str], away: str) -> "Mapping[str, BillStatus]":
            from .unread import read_lines

            return read_lines(self.connection, some, self.on, members, away)

        return self.facts.read(keys, lambda whole, some: read(whole, some, self.on, members), lines)

    def give_up_record(self, key: str, error: sqlite3.Error) -> bool:
        """Whether the error tells that the file with the bill's whole record is damaged; from now
        on it is read as if that file were not there."""
        self._others.pop(key, None)
        return self.facts.give_up(key, error)

    @property
    def _kept_bills(self) -> "dict[str, BillStatus | None]":
        """The followed bills that were read of this state, or are as in the one before."""
        if self._memory.earlier is not None:
            from .memory import read_marks

            self._memory.take_over(read_marks(self.connection), self._names.memberships)
        return self._memory.bills

    def holds(self, key: str) -> bool:
        """Whether something can be said of the bill: it is stored, or followed and not read yet."""
        return self._names.holds(key)

    @property
    def keys(self) -> StoredKeys:
        """Every key that is stored, in order."""
        return self._names.keys

    def unsettled(self) -> "tuple[BillStatus, ...]":
        """Watched bills whose session ended without an outcome on record, newest first."""
        rows = self.connection.execute(
            "SELECT DISTINCT b.key FROM campaign_bills c JOIN bills b ON b.key = c.bill "
            "WHERE b.final = 0 ORDER BY b.session DESC, b.key"
        )
        found = self.bills(row[0] for row in rows).values()
        return tuple(s for s in found if s.stage == Stage.OUTCOME_NOT_RECORDED)

    def hearings(
        self,
        bills: Iterable[str] | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
    ) -> "tuple[HearingStatus, ...]":
        """What is to be heard from the day on, soonest first; every watched bill by default.

        A hearing that moved or is off says so; ``letters`` is there only while there is time.
        """
        from .hearings import read_hearings

        return read_hearings(self.connection, self.on, bills=bills, since=since, until=until)

    def floor(
        self, bills: Iterable[str] | None = None, *, since: date | None = None
    ) -> "tuple[FloorStatus, ...]":
        """What is on a chamber's list for a week that is not over, and what was taken off it; of
        every watched bill by default, and of the others of its effort."""
        from .floor import read_floor

        keys = None if bills is None else list(bills)
        connection = self.facts.where(keys[0]) if keys and len(keys) == 1 else self.connection
        return read_floor(connection, self.on, bills=keys, since=since)

    def offices_to_ask(self, family: str) -> "OfficesToAsk":
        """Members of the committees that have the effort's live bills who joined none of them;
        nobody where another position than support is decided."""
        from billtrail.campaigns.positions import USUAL, stand_on_effort, we_say

        from .committees import OfficesToAsk, read_offices_to_ask

        found = self.family(family)
        if other := stand_on_effort(self.campaign(found.campaign), found).other(USUAL):
            return OfficesToAsk(family, (), None, (f"You {we_say(other)}: no office is asked",))
        return read_offices_to_ask(self.connection, found, self.on.isoformat())

    def suggestions(self, state: str | None = "open") -> "tuple[Suggestion, ...]":
        """New bills that look like our efforts: those to decide, or all for ``None``."""
        from .successors import read_suggestions

        return read_suggestions(self.connection, self._day_ends, state)

    def watched_sections(self) -> "tuple[Watched, ...]":
        """The sections of the law that are watched, with the bills that touch them."""
        from .successors import read_watched_sections

        return read_watched_sections(self, self._day_ends)

    def session_ends(self) -> "tuple[SessionEnd, ...]":
        """What became of the bills that the newest ended sessions left unfinished."""
        from .successors import read_session_ends

        return read_session_ends(self.connection, self.on.isoformat(), self.bills)

    # -- families, campaigns, goals -----------------------------------------------------------

    def family(self, family: str) -> "EffortStatus":
        return self.families([family])[family]

    def families(self, ids: Iterable[str]) -> "dict[str, EffortStatus]":
        """Efforts by id, in the order asked; each is read once of this state."""
        asked, known = dict.fromkeys(ids), self._memory.families
        if anew := [id for id in asked if id not in known]:
            known |= self._efforts.efforts(anew)
        return {id: known[id] for id in asked}

    @cached_property
    def _efforts(self) -> "EffortReader":
        from .efforts import EffortReader

        return EffortReader(
            self.connection, self.on, self.bills, self._names.stored, self.suggestions, self.looks
        )

    @cached_property
    def looks(self) -> "tuple[Look, ...]":
        """Whole sessions whose titles were looked through, the newest look first."""
        from .successors import read_looks

        return read_looks(self.connection)

    @cached_property
    def family_ids(self) -> frozenset[str]:
        return frozenset(self._names.ids("family"))

    @cached_property
    def campaign_ids(self) -> frozenset[str]:
        return frozenset(self._names.ids("campaign"))

    def person_name(self, person: str) -> str:
        """The name a roster gives a legislator's id, else the one bills give."""
        return self.roll_calls.name_of(person)

    def resolve_person(self, name: str) -> str:
        """The id of a legislator by id or name; raises UnknownKey with the nearest names, and
        UsageError where several people have the name."""
        found = self.roll_calls.called(name)
        if len(found) == 1:
            return found[0]
        if found:
            several = "; ".join(f"{self.person_name(id_)} ({id_})" for id_ in found)
            raise UsageError(f"{name!r} fits several legislators: {several}. Name one by its id.")
        rows = self.connection.execute(
            "SELECT name FROM people UNION SELECT family_name FROM people"
        )
        names = [row[0] for row in rows if row[0]]
        raise UnknownKey("legislator", name, nearest(name, names))

    def votes_of(self, person: str, bills: Iterable[str]) -> "tuple[MemberVote, ...]":
        """How a legislator voted on bills up to the day, oldest first, over names and houses."""
        return self.roll_calls.of_person(person, bills, self.on)

    @cached_property
    def roll_calls(self) -> RollCalls:
        return RollCalls(self.connection)

    def campaign(self, campaign: str) -> "CampaignStatus":
        [found] = self._read_campaigns([campaign])
        return found

    def campaigns(self) -> "tuple[CampaignStatus, ...]":
        return self._read_campaigns(self._campaigns.names)

    def _read_campaigns(self, ids: Sequence[str]) -> "tuple[CampaignStatus, ...]":
        known = self._memory.campaigns
        known |= self._campaigns.campaigns(id for id in ids if id not in known)
        return tuple(known[id] for id in ids)

    def campaigns_of(self, key: str) -> tuple[str, ...]:
        """The ids of the campaigns that follow a bill."""
        rows = self.connection.execute(
            "SELECT c.campaign FROM campaign_bills c JOIN campaigns k ON k.id = c.campaign "
            "WHERE c.bill = ? ORDER BY k.rowid",
            (key,),
        )
        return tuple(row[0] for row in rows)

    def campaign_titles(self) -> tuple[tuple[str, str], ...]:
        """Id and title of each campaign, in their order, without reading their bills."""
        rows = self.connection.execute("SELECT id, title FROM campaigns ORDER BY rowid")
        return tuple((row["id"], row["title"]) for row in rows)

    def campaign_title(self, campaign: str) -> str:
        """Its title; its id where no campaign has that name any more."""
        row = self.connection.execute(
            "SELECT title FROM campaigns WHERE id = ?", (campaign,)
        ).fetchone()
        return str(row[0]) if row else campaign

    def goals(self) -> "tuple[Goal, ...]":
        return self._campaigns.goals()

    def relief(self) -> "tuple[ReliefRow, ...]":
        """What survivors can ask for, by jurisdiction, as far as it was read."""
        from .law import read_relief

        if self._memory.relief is None:
            self._memory.relief = read_relief(self)
        return self._memory.relief

    def figures(self) -> "tuple[Figure, ...]":
        """Every figure on file, whoever uses it."""
        return self._campaigns.every_figure()

    def figure_conflicts(self) -> "tuple[FigureConflict, ...]":
        """Figures that do not agree with one another, or with what others print."""
        return self._campaigns.figure_conflicts()

    @cached_property
    def _campaigns(self) -> "CampaignReader":
        from .campaigns import CampaignReader

        return CampaignReader(
            self.connection, self.on, self.bills, self.families, self._memory.stages
        )

    # -- what changed, how fresh, search --------------------------------------------------------

    def freshness(self) -> "tuple[SourceFreshness, ...]":
        """Per source with records: how new its data is and when it was last reached."""
        from .news import read_freshness

        if self._memory.freshness is None:
            self._memory.freshness = read_freshness(self.connection)
        return self._memory.freshness

    def changes(self, since: str | None = None, bill: str | None = None) -> "tuple[Change, ...]":
        """News, newest first: what we saw change, on or after ``since`` (a civil day). A bill that
        was rewritten stands first on its day."""
        from .news import read_changes

        connection = self.facts.where(bill) if bill else self.connection
        return read_changes(connection, since, self._day_ends, bill)

    def newest_changes(self, since: str | None, most: int) -> "Newest":
        """The last ``most`` of ``changes``, and how many older ones are left out."""
        from .news import read_newest

        return read_newest(self.connection, since, self._day_ends, most)

    def news(self, since: str) -> "News":
        """What is told at once of all that moved on or after ``since`` (a civil day)."""
        from .news import read_moved, read_news

        window = since, self._day_ends
        moved = read_moved(self.connection, *window, self._memory.moved_in(window))
        self._memory.moved[window] = moved
        return read_news(self.connection, *window, moved)

    @property
    def _day_ends(self) -> str:
        return day_begins((self.on + timedelta(days=1)).isoformat())

    def search(self, words: str, limit: int = 50) -> "tuple[BillStatus, ...]":
        """Bills by number in any spelling, or by words of titles and summaries: the outline of
        each, best first."""
        return tuple(self.outlines(self.find_keys(words, limit)).values())

    def find_keys(self, words: str, limit: int = 50) -> list[str]:
        """The keys of ``search``."""
        return self._names.search(words).keys(limit, self._names.followed_words)

    def find_campaigns(self, words: str) -> list[str]:
        """Ids of the few campaigns of which the words are said."""
        return self._names.search(words).campaigns(self._names.followed_words)

    def meaning(self, name: str) -> Meaning:
        """What an id, a key or any spelling of a bill means on the day; raises as ``resolve``."""
        return resolve(name, self.on, self._names)

    def resolve(self, name: str) -> tuple[str, str]:
        """("campaign" | "family" | "bill", id): ``meaning`` without what it notes."""
        found = self.meaning(name)
        return found.kind, found.id

    def resolve_bill(self, name: str) -> str:
        """The key of a stored bill by key, alias or any spelling."""
        if self.holds(name):
            return name
        kind, id = self.resolve(name)
        if kind != "bill":
            raise UsageError(self._no_bill(name, kind, id))
        return id

    def _no_bill(self, name: str, kind: str, id: str) -> str:
        """That a name is an effort's or a campaign's, and which bills it has."""
        if kind == "family":
            bills = [m.bill for m in self.family(id).members if m.kind != MemberKind.OPPOSES]
        else:
            bills = [one.bill for one in self.campaign(id).bills]
        what = "an effort" if kind == "family" else "a campaign"
        more = f", and {len(bills) - 5} before" if len(bills) > 5 else ""
        listed = f" Its bills: {', '.join(bills[:-6:-1])}{more}." if bills else ""
        return f"{name!r} is {what}. One bill is asked for: name it by its number.{listed}"


@contextmanager
def open_snapshot(
    path: str | Path,
    on: date,
    remember: Callable[[], Memory] | None = None,
    facts: Mapping[str, Path] | None = None,
) -> Iterator[Snapshot]:
    """A read-only connection in one read transaction; ``remember`` as in ``begin_snapshot``,
    ``facts`` as in ``fact_reader``."""
    with (
        open_reader(Path(path)) as connection,
        fact_reader(Path(path), facts) as opens,
        begin_snapshot(connection, on, remember, opens) as snapshot,
    ):
        yield snapshot


@contextmanager
def begin_snapshot(
    connection: sqlite3.Connection,
    on: date,
    remember: Callable[[], Memory] | None = None,
    opens: Open | None = None,
) -> Iterator[Snapshot]:
    """One read transaction of a connection that may serve again after it.

    ``remember`` is asked, once the transaction has begun, for what snapshots of the same state
    share; ``opens`` opens the files beside an edition, which nobody writes to.
    """
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        yield Snapshot(connection, on, remember() if remember else None, opens)
    finally:
        connection.rollback()
