"""A measure's record out of its rows."""

import re
from collections.abc import Iterable, Iterator, Sequence

from billtrail.bills.models import (
    Action,
    Activity,
    Bill,
    BillCommittee,
    Relation,
    Sponsorship,
    Version,
)
from billtrail.legislatures import (
    Chamber,
    SponsorRole,
    display,
    first_year,
    measure_kind,
    official_url,
    origin_chamber,
    session_label,
    session_of_year,
    split_key,
)

from .lookups import LisReference
from .rows import day, key_of
from .tables import BillRow, PatronRow, StepRow
from .votes import is_roll_call

_ACTORS = {
    "H": Chamber.LOWER, "S": Chamber.UPPER, "G": Chamber.EXECUTIVE, "C": Chamber.LEGISLATURE,
}  # fmt: skip

# -- steps -----------------------------------------------------------------------------------------


def actions(steps: Sequence[StepRow], as_of: str, reference: LisReference) -> tuple[Action, ...]:
    """The steps in the publisher's order; the first letter of each is its actor.

    The House's roll call is a row of its own behind the act, which gets its name: a resolution
    agreed to twice on one day, in the same words and by the same vote, was reconsidered between."""
    calls = [row.history_refid for row in steps]
    behind = [call if is_roll_call(row) else "" for row, call in zip(steps, calls, strict=True)]
    named = zip(steps, calls, [*behind[1:], ""], strict=False)
    return tuple(_action(row, call or after, as_of, reference) for row, call, after in named)


def _action(row: StepRow, call: str, as_of: str, reference: LisReference) -> Action:
    """``H Left in Courts of Justice``."""
    actor, _, text = row.history_description.partition(" ")
    chamber = _ACTORS.get(actor)
    named = _COMMITTEE.search(text)
    return Action(
        date=day(row.history_date) or as_of,
        description=text if chamber else row.history_description,
        chamber=chamber,
        code=call or None,
        committee=reference.committee(actor, named[1].strip()) if named else None,
    )


_COMMITTEE = re.compile(
    r"(?:referred to committee (?:on|for)|referred (?:to|from)|recommitted to|discharged from"
    r"|reported from|left in|tabled in|reconsidered by|incorporated by|stricken from docket by"
    r"|(?:indefinitely|\(defeated\)|patron|20\d\d(?: with [a-z()]+)?) +in)"
    r"(?: the)? ([A-Z][A-Za-z, ]*?)(?= with | \(|$)",
    re.IGNORECASE,
)


def committees(found: Iterable[Action], reference: LisReference) -> tuple[BillCommittee, ...]:
    """The committees that its steps name, each with the days it met them."""
    days: dict[str, dict[str, None]] = {}
    for action in found:
        if action.committee:
            days.setdefault(action.committee, {})[action.date] = None
    return tuple(
        BillCommittee(code, reference.committees[code], _ACTORS[code[0]],
                      activities=tuple(Activity("action", when) for when in met))
        for code, met in days.items()
    )  # fmt: skip


# -- its law ---------------------------------------------------------------------------------------

_CHAPTER = re.compile(r"chapter (\d+)", re.IGNORECASE)


def law(row: BillRow, found: Iterable[Action], session: str) -> str | None:
    """``2024 Acts of Assembly, chapter 366``. The table's number, which is right where a step has a
    slip (HB 971 of 2024); the step's where the table has none (HB 6001 of 2024)."""
    told = [m[1] for action in found if (m := _CHAPTER.search(action.description))]
    number = row.chapter_id.removeprefix("CHAP").lstrip("0") or (told[-1] if told else "")
    if row.approved != "Y" or not number:
        return None
    year, special = first_year("va", session), session_label("va", session).partition(" ")[2]
    beside = f" ({special})" if special != "session" else ""
    return f"{year} Acts of Assembly{beside}, chapter {number}"


#: A flag and what is said where it is set, the first one that is.
_FLAGS = (
    ("vetoed", "Vetoed"), ("approved", "Approved"), ("failed", "Failed"),
    ("carried_over", "Carried over"), ("passed", "Passed"), ("passed_senate", "Passed Senate"),
    ("passed_house", "Passed House"),
)  # fmt: skip


def status(row: BillRow) -> str | None:
    """The flag that says most of where it stands. (``Passed`` is set of vetoed measures too.)"""
    return next((words for name, words in _FLAGS if getattr(row, name) == "Y"), None)


# -- patrons, prints, other measures ---------------------------------------------------------------


def sponsorships(rows: Iterable[PatronRow]) -> tuple[Sponsorship, ...]:
    """The chief patron first, as the file has them."""
    found = (
        Sponsorship(
            name=row.member_name,
            role=SponsorRole.SPONSOR if "- Chief Patron" in row.patron_type
            else SponsorRole.COSPONSOR,
            chamber=_ACTORS.get(row.member_id[:1]),
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.role != SponsorRole.SPONSOR))


#: What the letters behind a print's number say; the first that matches.
_PRINTS = (
    (r"^CHAP", "Chaptered"), (r"ER\d+$", "Reenrolled"), (r"ER$", "Enrolled"),
    (r"[HS]C\d*$", "Conference substitute"), (r"EH\d$", "House substitute, engrossed"),
    (r"ES\d$", "Senate substitute, engrossed"), (r"E\d?$", "Engrossed"),
    (r"H\d$", "House substitute"), (r"S\d$", "Senate substitute"),
    (r"^[HS][BJR]\d+$", "Introduced"),
)  # fmt: skip


def versions(row: BillRow, key: str) -> tuple[Version, ...]:
    """Its last six prints, which are those that the file has."""
    page = official_url(key)
    return tuple(
        Version(_note(code), day(date), code, (("text/html", f"{page}/text/{code}"),))
        for code, date in _documents(row)
    )


def _documents(row: BillRow) -> Iterator[tuple[str, str]]:
    for n in range(1, 7):
        if code := getattr(row, f"full_text_doc{n}"):
            yield code, getattr(row, f"full_text_date{n}")


def _note(code: str) -> str:
    return next((note for pattern, note in _PRINTS if re.search(pattern, code)), "Print")


_INCORPORATED = re.compile(r"^incorporated by .*\(((?:[HS]B|[HS][JR])\d+)", re.IGNORECASE)
_INCORPORATES = re.compile(r"^incorporates ((?:[HS]B|[HS][JR])\d+)", re.IGNORECASE)
_CONTINUED = re.compile(r"^continued to (20\d\d)", re.IGNORECASE)


def relations(key: str, found: Sequence[Action]) -> tuple[Relation, ...]:
    """Where its text lives on: in another measure, or under its number in the next session."""
    told = [one for action in found for one in _relations(key, action.description)]
    return tuple(dict.fromkeys(told))


def _relations(key: str, text: str) -> Iterator[Relation]:
    parts = split_key(key)
    for pattern, kind in ((_INCORPORATED, "Incorporated into"), (_INCORPORATES, "Incorporates")):
        if (match := pattern.search(text)) and (other := key_of(parts.session, match[1].upper())):
            yield Relation(other, kind)
    if match := _CONTINUED.search(text):
        year = int(match[1])
        here = parts.session == session_of_year(parts.jurisdiction, year)
        there, way = (year - 1, "from") if here else (year, "to")
        session = session_of_year(parts.jurisdiction, there)
        yield Relation(str(parts._replace(session=session)), f"Continued {way} the {there} session")


def build_bill(key: str, row: BillRow, steps: Sequence[Action], as_of: str) -> Bill:
    """What every measure has; its lists are added where their files are there."""
    session = split_key(key).session
    return Bill(
        key=key,
        jurisdiction="va",
        session=session,
        identifier=display(key),
        kind=measure_kind(key).value,
        chamber=origin_chamber(key),
        data_as_of=as_of,
        dated_by_steps=True,
        title=row.bill_description or None,
        introduced_date=day(row.introduction_date),
        law=law(row, steps, session),
        status_text=status(row),
        source_url=official_url(key),
        actions=tuple(steps),
        versions=versions(row, key),
        relations=relations(key, steps),
    )
