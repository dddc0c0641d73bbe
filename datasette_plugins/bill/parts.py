"""The recorded parts of a bill as a page shows them: people, actions, texts, votes.

A part that its source does not speak of stays ``None``; an empty one means "there is none".
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from billtrail.bills.identity import author_words, leads, oldest_first
from billtrail.bills.models import Action, Bill, BillCommittee, Sponsorship
from billtrail.bills.stages import newest_first
from billtrail.bills.values import BillStatus
from billtrail.datasette_plugins.vote import VoteView, build_votes
from billtrail.legislatures import AuthorWords, get
from billtrail.words import (
    CLASSES,
    NO_BREAK,
    PARTIES,
    chamber_words,
    count_words,
    person_words,
    safe_url,
)

from .cosponsor_chart import CosponsorChart, build_cosponsor_chart


@dataclass(frozen=True, slots=True)
class ActionView:
    """``plain`` are our words for it; ``official`` the publisher's, or ``None`` where ours."""

    date: str
    plain: str
    official: str | None
    who: str


@dataclass(frozen=True, slots=True)
class SponsorView:
    name: str
    role: str
    party: str
    place: str
    date: str | None
    original: bool
    withdrawn: str | None


@dataclass(frozen=True, slots=True)
class CosponsorsView:
    """``count`` is in words, also where the list or the number is not known."""

    count: str
    by_party: str
    complete: bool
    current: tuple[SponsorView, ...]
    withdrawn: tuple[SponsorView, ...]


#: A committee: (name, chamber, (activity, date)...).
CommitteeView = tuple[str, str, tuple[tuple[str, str | None], ...]]
#: A print of the text: (note, date, (words, address)..., the page that has it to read).
VersionView = tuple[str, str | None, tuple[tuple[str, str], ...], str | None]
#: A summary: (version, date, paragraphs).
SummaryView = tuple[str, str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RecordView:
    """What is recorded of a bill, part by part; ``prints`` counts the versions whose words are
    here and can be compared."""

    behind: AuthorWords
    sponsors: tuple[SponsorView, ...]
    first_sponsor: SponsorView | None
    cosponsors: CosponsorsView
    chart: CosponsorChart | None
    latest: ActionView | None
    actions: tuple[ActionView, ...] | None
    committees: tuple[CommitteeView, ...] | None
    versions: tuple[VersionView, ...] | None
    prints: int
    votes: tuple[VoteView, ...] | None
    subjects: tuple[str, ...] | None
    policy_area: str | None
    summaries: tuple[SummaryView, ...] | None


def build_record(
    status: BillStatus, prints: int, texts: Collection[str], until: date
) -> RecordView:
    """``texts`` are the codes of the prints whose text is here; ``until`` is the day at which a
    line over time ends."""
    bill, latest = status.bill, status.latest_action
    return RecordView(
        behind=author_words(bill.jurisdiction),
        sponsors=_build_sponsors(status),
        first_sponsor=_build_sponsor(bill.jurisdiction, status.first_sponsor)
        if status.first_sponsor
        else None,
        cosponsors=build_cosponsors(status),
        chart=build_cosponsor_chart(status.cosponsors.people, bill.introduced_date, until),
        latest=_build_action(bill.jurisdiction, latest) if latest else None,
        actions=build_actions(bill.jurisdiction, bill.actions),
        committees=_build_committees(bill.jurisdiction, bill.committees),
        versions=_build_versions(bill, texts),
        prints=prints,
        votes=build_votes(bill),
        subjects=bill.subjects,
        policy_area=bill.policy_area,
        summaries=_build_summaries(status),
    )


def _build_sponsors(status: BillStatus) -> tuple[SponsorView, ...]:
    """Who leads it, the one who carries it first."""
    bill = status.bill
    return tuple(
        _build_sponsor(bill.jurisdiction, row) for row in leads(status.sponsor, bill.sponsorships)
    )


def _build_sponsor(jurisdiction: str, row: Sponsorship) -> SponsorView:
    return SponsorView(
        name=person_words(row.name),
        role=row.role.value,
        party=PARTIES.get(row.party or "", row.party or ""),
        place=_place(jurisdiction, row),
        date=row.date,
        original=bool(row.original),
        withdrawn=row.withdrawn,
    )


def _place(jurisdiction: str, row: Sponsorship) -> str:
    """ "CA-36", "WY at large", "Resident Commissioner, PR"."""
    legislature = get(jurisdiction)
    office = legislature.offices.get(legislature.seats.office(row.chamber, row.state))
    if office and office.name:
        return f"{office.name}, {row.state}"
    return f"{row.state} at large" if row.district == "0" else _district(row)


def _district(row: Sponsorship) -> str:
    return "-".join(part for part in (row.state, row.district) if part)


def build_cosponsors(status: BillStatus) -> CosponsorsView:
    """Current and withdrawn apart; "list unknown" where a source gives no list."""
    cosponsors, of = status.cosponsors, status.bill.jurisdiction
    people = sorted(cosponsors.people, key=lambda row: (row.date or "", row.name))
    return CosponsorsView(
        count="number not known" if cosponsors.current is None else str(cosponsors.current),
        by_party=_by_party(cosponsors.by_party),
        complete=cosponsors.complete,
        current=tuple(_build_sponsor(of, row) for row in people if not row.withdrawn),
        withdrawn=tuple(_build_sponsor(of, row) for row in people if row.withdrawn),
    )


def _by_party(numbers: Mapping[str, int]) -> str:
    """The largest first; those without a party last, and nothing where no party is known."""
    known = sorted((-number, party) for party, number in numbers.items() if party)
    words = [count_words(-number, PARTIES.get(party, party)) for number, party in known]
    if known and (rest := numbers.get("")):
        words.append(f"{rest}{NO_BREAK}without a party on record")
    return ", ".join(words)


def build_actions(
    jurisdiction: str, actions: Iterable[Action] | None
) -> tuple[ActionView, ...] | None:
    """Newest first; a step that two of its publisher's systems tell in the same words stands
    once."""
    if actions is None:
        return None
    ordered = newest_first(jurisdiction, actions)
    return tuple(dict.fromkeys(_build_action(jurisdiction, action) for action in ordered))


def _build_action(jurisdiction: str, action: Action) -> ActionView:
    words = CLASSES[action.classification[0]] if action.classification else ""
    if not action.official:
        return ActionView(action.date, action.description, None, _who(jurisdiction, action))
    return ActionView(action.date, words, action.description, _who(jurisdiction, action))


def _who(jurisdiction: str, action: Action) -> str:
    return chamber_words(jurisdiction, action.chamber)


def _build_committees(
    jurisdiction: str, committees: Iterable[BillCommittee] | None
) -> tuple[CommitteeView, ...] | None:
    """(name, chamber, (activity, date)...)"""
    if committees is None:
        return None
    return tuple(
        (
            row.name,
            chamber_words(jurisdiction, row.chamber),
            tuple((activity.name, activity.date) for activity in row.activities),
        )
        for row in committees
    )


_MEDIA = {"application/pdf": "PDF", "text/html": "web page", "text/xml": "XML",
          "application/xml": "XML", "text/plain": "text"}  # fmt: skip


def _build_versions(bill: Bill, texts: Collection[str]) -> tuple[VersionView, ...] | None:
    """Newest first."""
    if bill.versions is None:
        return None
    return tuple(
        (
            version.note,
            version.date,
            tuple((_MEDIA.get(kind, "text"), url) for kind, url in version.urls if safe_url(url)),
            f"/bill/{bill.key}/text/{version.code}" if version.code in texts else None,
        )
        for version in reversed(oldest_first(bill.versions))
    )


def _build_summaries(
    status: BillStatus,
) -> tuple[SummaryView, ...] | None:
    """(version, date, paragraphs), newest first."""
    if status.bill.summaries is None:
        return None
    ordered = sorted(status.bill.summaries, key=lambda s: s.date or "", reverse=True)
    return tuple(
        (s.note, s.date, tuple(filter(None, map(str.strip, s.text.split("\n"))))) for s in ordered
    )
