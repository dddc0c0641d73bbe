"""``billtrail doctor --year``: what each December and January asks for, with the file of each."""

from collections.abc import Callable, Iterator, Mapping

from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.campaigns import CampaignStatus
from billtrail.data import FOLDER
from billtrail.files import read_toml
from billtrail.legislatures import Stage, get, session_label
from billtrail.legislatures.calendar import calendars, sessions, years_not_set
from billtrail.snapshot import Snapshot

#: A figure whose publisher is likely to have a newer one.
_MOVES = "time-sensitive"


def year_lines(snapshot: Snapshot) -> Iterator[str]:
    """Each thing to renew by the snapshot's day, under the file that it stands in."""
    for title, look in _PARTS.items():
        yield f"{title}:"
        yield from (f"  {line}" for line in list(look(snapshot)) or ["nothing to do"])


def _members(snapshot: Snapshot) -> Iterator[str]:
    rows = snapshot.connection.execute(
        "SELECT jurisdiction, roster, as_of FROM people p WHERE as_of = (SELECT max(as_of) FROM "
        "people WHERE jurisdiction = p.jurisdiction) GROUP BY jurisdiction ORDER BY 1 DESC"
    )
    for place, roster, day in rows:
        body = get(place)
        ends = sessions.load_sessions()[place, roster].ends
        yield (
            f"members of {body.body}: those of the {session_label(place, roster)}, which ends on "
            f"{ends}, as of {day}. {body.bring_members}"
        )


def _calendars(snapshot: Snapshot) -> Iterator[str]:
    for place in calendars.jurisdictions():
        if calendars.is_faulty(place):
            continue
        last = calendars.calendar_of(place)["rule"]["last_year"]
        yield (
            f"calendars/{place}.toml: valid_until {calendars.valid_until(place)}, [rule] last_year "
            f"{last}: the last session that it has begins in or before {last}"
        )
    yield from (*calendars.faults(), *years_not_set(snapshot.on))


def _letters(snapshot: Snapshot) -> Iterator[str]:
    """Committees, portals and offices whose page was last read before this year or was old then,
    and who signs no more."""
    tables = read_toml((FOLDER / "letters.toml").read_text("utf-8"))
    for table, label in _LETTER_TABLES.items():
        for row in tables.get(table, ()):
            name = label.format(**{"name": "", "jurisdiction": "", **row})
            yield from _read_lately(name, row, snapshot.on.year)
            if str(row.get("until", "9999")) <= snapshot.on.isoformat():
                yield f"{name}: was to be in office until {row['until']}; {row['url']}"


#: The tables of the file whose pages are read anew, and what each row is called.
_LETTER_TABLES = {"rule": "{name}", "office": "{name}, its office", "portal": "{name}",
                  "testimony": "how witnesses are heard in {jurisdiction}",
                  "executive": "{name}"}  # fmt: skip


def _read_lately(name: str, row: Mapping[str, object], year: int) -> Iterator[str]:
    read = str(row.get("read", ""))
    written = str(row.get("as_of", year))
    if read[:4] < str(year):
        yield f"{name}: read on {read or 'no day that is noted'}; {row['url']}"
    elif int(written[:4]) < year - 2:
        yield f"{name}: the page that was read is of {written}; look for a newer one: {row['url']}"


def _texts(snapshot: Snapshot) -> Iterator[str]:
    for campaign in snapshot.campaigns():
        lead = _lead(campaign)
        if lead and not _is_alive(lead) and campaign.texts:
            yield (
                f"{campaign.id}.toml: its lead {campaign.lead} is {_said(lead.stage)} "
                f"({len(campaign.texts)} texts)"
            )


def _is_alive(lead: EffortStatus | BillStatus) -> bool:
    return lead.alive if isinstance(lead, EffortStatus) else lead.progress.alive


def _said(stage: Stage) -> str:
    return stage.value.replace("_", " ")


def _lead(campaign: CampaignStatus) -> EffortStatus | BillStatus | None:
    """What the headline tells of: an effort, or a bill of which something is known."""
    efforts: dict[str, EffortStatus | BillStatus | None] = {f.id: f for f in campaign.families}
    return (efforts | {bill.bill: bill.status for bill in campaign.bills}).get(campaign.lead)


def _figures(snapshot: Snapshot) -> Iterator[str]:
    for row in snapshot.connection.execute(
        "SELECT id, publisher, period_end, source_url FROM statistics WHERE instr(tags, ?) "
        "ORDER BY id", (_MOVES,),
    ):  # fmt: skip
        yield f"{row['id']}: {row['publisher']}, to {row['period_end']}; {row['source_url']}"


_PARTS: Mapping[str, Callable[[Snapshot], Iterator[str]]] = {
    "Members (shipped: data/seed/people.jsonl, by python -m upkeep.seed_members)": _members,
    "Calendars (data/calendars)": _calendars,
    "Letter rules (data/letters.toml)": _letters,
    "Texts whose lead has ended (data/campaigns, or your workspace's campaigns)": _texts,
    "Figures that their publisher is likely to have newer (data/statistics.csv)": _figures,
}
