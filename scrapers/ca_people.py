"""Members and committees of the California Legislature: the Open States people files.

Publisher: https://github.com/openstates/people, CC0; one YAML file for a person or a committee:
``data/ca/legislature/``, ``retired/``, ``committees/``. Schema:
https://github.com/openstates/people/blob/main/schema.md (read 2026-11-25). Quirks, as of
2026-08-05:

* a person's ``roles`` are the terms, newest first, of both houses and of city halls (``mayor``);
  225 of 490 legislative terms have no first day (the earliest ones of each person mostly);
* dates are bare, or text in quotes;
* names of the day stand in ``other_names`` (``Weber`` became ``Weber Pierson``);
* the folder ``ca`` can be given by itself, so that a path may begin with ``legislature/``;
* joint committees are of the chamber ``legislature``; committees have no parent;
* nothing says for what day a file speaks: it is the file's own time.

Standing committees carry the Legislature's location code (``CX18``), so that they meet its bills.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from billtrail.bills import Source
from billtrail.bills.models import (
    Action,
    Bill,
    Committee,
    CommitteeMember,
    Document,
    Person,
    Record,
    Term,
)
from billtrail.errors import ParseError, UsageError
from billtrail.legislatures import ActionClass, Chamber, session_of_year
from billtrail.legislatures.calendar import session_on
from billtrail.scrapers import told_by_address
from billtrail.scrapers.california import committee_code

_JURISDICTION = "ocd-jurisdiction/country:us/state:ca/government"
_CHAMBERS = {"lower": Chamber.LOWER, "upper": Chamber.UPPER}
_PARTIES = {"Democratic": "D", "Republican": "R", "Independent": "I"}

Values = Mapping[str, Any]


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The person or committee of a file, none where it is another state's; raises ParseError."""
    import yaml  # 2 MB, which every process of every import would have

    with told_by_address(document):
        (data,) = document.parts.values()
        try:
            values = yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise ParseError(f"not a YAML file ({str(error).splitlines()[0]})") from error
        yield from _READERS[document.kind](values, document.fetched_at[:10])


def _read_person(values: Values, as_of: str) -> Iterator[Record]:
    terms = tuple(_terms(values))
    if not terms:
        return
    newest = terms[0]
    office: Values = next(iter(values.get("offices") or ()), {})
    yield Person(
        id=str(values["id"]),
        name=str(values["name"]),
        jurisdiction="ca",
        roster=_session(min(newest.ends or as_of, as_of)),
        as_of=as_of,
        chamber=newest.chamber,
        party=newest.party,
        state="CA",
        district=newest.district,
        family_name=values.get("family_name"),
        given_name=values.get("given_name"),
        url=next((str(link["url"]) for link in values.get("links") or ()), None),
        phone=office.get("voice"),
        office=office.get("address"),
        other_names=tuple(str(row["name"]) for row in values.get("other_names") or ()),
        terms=terms,
    )


def _terms(values: Values) -> Iterator[Term]:
    """Terms in the Legislature, newest first; those without an end stand first."""
    party = next((_PARTIES.get(row["name"]) for row in values.get("party") or ()), None)
    roles = [role for role in values["roles"]
             if role["type"] in _CHAMBERS and role["jurisdiction"] == _JURISDICTION]  # fmt: skip
    roles.sort(key=lambda role: str(role.get("end_date") or "9999"), reverse=True)
    for role in roles:
        yield Term(
            chamber=_CHAMBERS[role["type"]],
            district=str(role["district"]),
            starts=_day(role.get("start_date")),
            ends=_day(role.get("end_date")),
            party=party,
        )


def _session(day: str) -> str:
    """The regular session a day belongs to; by its year alone where no calendar reaches."""
    try:
        return session_on("ca", day)
    except UsageError:
        return session_of_year("ca", int(day[:4]))


def _day(value: object) -> str | None:
    return str(value) if value else None


def _read_committee(values: Values, as_of: str) -> Iterator[Record]:
    if values["jurisdiction"] != _JURISDICTION:
        return
    chamber, name = Chamber(values["chamber"]), str(values["name"])
    yield Committee(
        id=committee_code(chamber, name) or str(values["id"]),
        name=name,
        jurisdiction="ca",
        roster=_session(as_of),
        as_of=as_of,
        chamber=chamber,
        members=tuple(
            CommitteeMember(str(row["person_id"]), str(row.get("role") or "member"))
            for row in values.get("members") or ()
            if row.get("person_id")
        ),
    )


_READERS: Mapping[str, Callable[[Values, str], Iterator[Record]]] = {
    "person": _read_person,
    "committee": _read_committee,
}


def classify(action: Action, bill: Bill) -> tuple[ActionClass, ...]:
    """A roster tells no steps of bills."""
    return action.classification


SOURCE = Source(
    name="ca_people",
    title="Open States people, California",
    jurisdiction="ca",
    kinds={
        "person": r"^(?:(?:.*/)?ca/)?(?:legislature|retired)/[^/]+\.yml$",
        "committee": r"^(?:(?:.*/)?ca/)?committees/[^/]+\.yml$",
    },
    rank=20,
    rhythm=24 * 90,
    hosts=(),
    home="https://github.com/openstates/people",
    parse=parse,
    classify=classify,
    licence="CC0 (openstates/people)",
    roster="files",
)
