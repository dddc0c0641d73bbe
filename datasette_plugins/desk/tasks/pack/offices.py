"""The offices of a day: pasted lines, whom an unclear one means, the order, who is left out."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from billtrail.bills.models import Person
from billtrail.bills.people import Directory, Pasted, UnclearLine, find_visits, titled
from billtrail.bills.values import EffortStatus
from billtrail.datasette_plugins.desk import Asked
from billtrail.snapshot import Snapshot

#: The answer that nobody is meant.
NOBODY = "nobody"
#: The names in what is wrong with a line, which are offered below it.
_LISTED = re.compile(r"(?: Nearest|(?<=members)):.*")
#: So many people are offered for a line.
_MOST = 8


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office of the day; ``skipped``: it stays on the list and gets no page."""

    id: str
    number: int
    name: str
    skipped: bool


@dataclass(frozen=True, slots=True)
class UnclearRow:
    """A line that names nobody, or several: ``field`` takes the answer, one of ``options``."""

    field: str
    said: str
    options: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Day:
    """``open`` are the lines that still wait for an answer; ``list`` names the list as it was
    pasted, for which the written places hold."""

    rows: tuple[OfficeRow, ...]
    unclear: tuple[UnclearRow, ...]
    repeated: tuple[str, ...]
    list: str

    @property
    def open(self) -> tuple[UnclearRow, ...]:
        return tuple(row for row in self.unclear if not row.chosen)

    @property
    def going(self) -> tuple[str, ...]:
        """The ids of who gets a page, in the order of the day."""
        return tuple(row.id for row in self.rows if not row.skipped)


@dataclass(frozen=True, slots=True)
class ToAskRow:
    """An office that could be asked: ``line`` names it on the list, ``remark`` its part there."""

    line: str
    remark: str


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Members of the committees that have the effort's live bills who joined none of them, and are
    not on the list yet, by committee; ``unknown`` says why nobody is named."""

    title: str
    committees: tuple[tuple[str, tuple[ToAskRow, ...]], ...]
    unknown: tuple[str, ...]

    @property
    def count(self) -> int:
        return sum(len(rows) for _, rows in self.committees)


def read_to_ask(
    snapshot: Snapshot, directory: Directory, effort: EffortStatus | None, day: Day
) -> ToAsk | None:
    """``None`` where there is no effort with a live bill."""
    if effort is None or not effort.alive:
        return None
    found = snapshot.offices_to_ask(effort.id)
    people = {person.id: person for person in directory.roster.people}
    there = {row.id for row in day.rows}
    rows: dict[str, list[ToAskRow]] = {}
    for office in found.offices:
        if office.person in people and office.person not in there:
            remark = "" if office.role == "member" else office.role
            row = ToAskRow(titled(people[office.person]), remark)
            rows.setdefault(office.committee_name, []).append(row)
    committees = tuple((name, tuple(group)) for name, group in rows.items())
    return ToAsk(effort.title, committees, found.unknown)


def read_day(directory: Directory, asked: Asked) -> Day:
    """Raises ``UsageError`` where the list is too long."""
    text = asked.get("offices")
    first = find_visits(directory, Pasted(text))
    unclear = tuple(_unclear(line, asked) for line in first.problems)
    answers = {line.number: (line.text, row.chosen)
               for line, row in zip(first.problems, unclear, strict=True)}  # fmt: skip
    found = find_visits(directory, Pasted(_answered(text, answers)))
    named = str(zlib.crc32(text.encode()))
    people = [*enumerate(found.people, start=1)]
    if asked.get("list") == named:
        people.sort(key=lambda entry: _place(asked, entry[1], entry[0]))
    skipped = asked.all("skip")
    rows = tuple(
        OfficeRow(person.id, at, titled(person), person.id in skipped)
        for at, (_, person) in enumerate(people, start=1)
    )
    return Day(rows, unclear, found.repeated, named)


def _unclear(line: UnclearLine, asked: Asked) -> UnclearRow:
    field = f"meant-{zlib.crc32(line.text.encode())}"
    options = ((p.id, titled(p)) for p in line.people[:_MOST])
    return UnclearRow(
        field,
        _LISTED.sub("", line.said).rstrip(". ") + ".",
        (*options, (NOBODY, "Nobody: leave this line out")),
        asked.get(field),
    )


def _answered(text: str, answers: Mapping[int, tuple[str, str]]) -> str:
    """The lines with the person who is meant in place of what was unclear."""
    return "\n".join(
        line.replace(said, "" if id == NOBODY else id, 1) if id else line
        for number, line in enumerate(text.splitlines(), start=1)
        for said, id in (answers.get(number, ("", "")),)
    )


def _place(asked: Asked, person: Person, at: int) -> tuple[int, int]:
    """The number that was written for an office; it comes before who had that number."""
    written = asked.get(f"at-{person.id}")
    number = int(written) if written.isdecimal() and len(written) < 5 else at
    return number, 1 if number == at else 0


def groups(directory: Directory) -> Iterator[str]:
    """What one line can name at once: committees, then delegations."""
    yield from directory.committees
    states = dict.fromkeys(sorted(person.state or "" for person in directory.roster.people))
    if len(states) > 1:
        yield from (f"{state} delegation" for state in states if state)
