"""The page of a bill: all that is recorded of it, in words beside the official text."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from billtrail.bills import Gap
from billtrail.bills.identity import names_of, rewriting
from billtrail.bills.models import Bill
from billtrail.bills.record_edits import SeenEdit
from billtrail.bills.values import (
    BillStatus,
    Change,
    EffortStatus,
    FloorStatus,
    HearingStatus,
    ReportStatus,
)
from billtrail.briefs.build import why_not
from billtrail.campaigns import CampaignStatus
from billtrail.datasette_plugins.analysis import AnalysisView, read_analyses
from billtrail.datasette_plugins.brief import BriefOffer, build_offers
from billtrail.datasette_plugins.campaign import lead_bill, say_what_it_does
from billtrail.datasette_plugins.theme import CorrectionView, build_correction
from billtrail.law import StatuteChange, parse_statute
from billtrail.legislatures import Stage
from billtrail.legislatures.calendar import last_day
from billtrail.snapshot import Snapshot, count_prints, read_changes_by
from billtrail.snapshot.record import read_file_changes, read_gaps, read_record_edits
from billtrail.store import codes_with_text
from billtrail.words import (
    NO_BREAK,
    GapWords,
    bill_title,
    build_edited,
    change_of_law_words,
    day_words,
    gap_words,
    session_and_place,
    source_words,
)
from billtrail.words.news import NewsItem, build_news
from billtrail.words.status import away_words, is_overtaken

from .effort import EffortView, RelatedView, build_effort_view, build_related
from .floor import FloorView, build_floor
from .hearings import HearingView, build_hearings
from .parts import RecordView, build_record
from .provenance import Provenance, SourcesView, build_sources, read_provenance
from .status import StageSection, build_stage_section

#: A page names this many changes; the page of changes and its JSON have the rest.
_CHANGES = 40


@dataclass(frozen=True, slots=True)
class BillValues:
    """All that the page is made from. ``known`` are the statuses of bills it mentions."""

    on: date
    status: BillStatus
    family: EffortStatus | None
    campaign_title: str | None
    changes: tuple[Change, ...]
    known: Mapping[str, BillStatus]
    hearings: tuple[HearingStatus, ...]
    floor: tuple[FloorStatus, ...]
    provenance: Provenance
    campaign: CampaignStatus | None
    prints: int
    texts: frozenset[str]
    analyses: tuple[AnalysisView, ...]
    law: tuple[StatuteChange, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    edits: tuple[SeenEdit, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What it is called, and the campaign that follows it; ``others``: (id, title) of more."""

    key: str
    identifier: str
    title: str
    official_title: str | None
    rewritten: str | None
    opened: str
    session: str
    campaign: str | None
    campaign_title: str | None
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BillPage:
    """The page as a value. ``figures`` and ``claims`` count what briefs about it draw on; ``law``
    are the sections it changes, or would, as far as read: what it does to one, its name and
    address, and the day from which. ``edited`` is how publishers changed what they once said,
    ``written`` when each wrote its file anew, by its own word: its name, days; ``gaps`` is where
    the record lags or contradicts itself. ``away``: its full record cannot be read just now."""

    head: Head
    stage: StageSection
    effort: EffortView | None
    does: tuple[str, ...]
    law: tuple[tuple[str, str, str | None, str | None], ...]
    reports: tuple[ReportStatus, ...]
    corrections: tuple[CorrectionView, ...]
    hearings: tuple[HearingView, ...]
    floor: tuple[FloorView, ...]
    record: RecordView
    analyses: tuple[AnalysisView, ...]
    related: tuple[RelatedView, ...] | None
    changes: tuple[NewsItem, ...]
    edited: tuple[NewsItem, ...]
    written: tuple[tuple[str, tuple[str, ...]], ...]
    gaps: tuple[GapWords, ...]
    figures: int
    claims: int
    sources: SourcesView
    briefs: tuple[BriefOffer, ...]
    away: str | None


def read_bill(snapshot: Snapshot, key: str) -> BillValues:
    """All of it; where the file with its whole record turns out to be damaged, without that."""
    try:
        return _read(snapshot, key)
    except sqlite3.DatabaseError as error:
        if not snapshot.give_up_record(key, error):
            raise
        return _read(snapshot, key)


def _read(snapshot: Snapshot, key: str) -> BillValues:
    """Raises ``UnknownKey`` with the nearest matches."""
    status = snapshot.bill(key)
    family = _read_effort(snapshot, status)
    related = {relation.bill for relation in status.bill.relations or ()}
    return BillValues(
        on=snapshot.on,
        status=status,
        family=family,
        campaign_title=snapshot.campaign_title(status.campaign) if status.campaign else None,
        hearings=snapshot.hearings(bills=[key], since=date.min),
        floor=snapshot.floor([key], since=date.min),
        provenance=read_provenance(snapshot, key),
        campaign=snapshot.campaign(status.campaign) if status.campaign else None,
        prints=count_prints(snapshot, status.bill),
        texts=codes_with_text(snapshot.connection, key),
        analyses=read_analyses(snapshot, key),
        changes=snapshot.changes(bill=key),
        known=snapshot.outlines(related),
        law=read_changes_by(snapshot.connection, key),
        others=tuple(
            (id, snapshot.campaign_title(id))
            for id in snapshot.campaigns_of(key)
            if id != status.campaign
        ),
        edits=read_record_edits(snapshot, key),
        files=read_file_changes(snapshot, key),
        gaps=read_gaps(snapshot, [key]),
    )


def _read_effort(snapshot: Snapshot, status: BillStatus) -> EffortStatus | None:
    return snapshot.family(status.family) if status.family else None


def build_bill(values: BillValues) -> BillPage:
    status, family, printed = values.status, values.family, _printed(values)
    return BillPage(
        head=replace(_build_head(status, values.campaign_title), others=values.others),
        stage=build_stage_section(status, family),
        effort=build_effort_view(family, status.key) if family else None,
        does=_build_does(values),
        law=tuple(_change_of_law(change, status) for change in values.law),
        reports=status.reports,
        corrections=tuple(map(build_correction, status.corrections)),
        hearings=build_hearings(values.hearings),
        floor=tuple(map(build_floor, values.floor)),
        record=build_record(status, values.prints, values.texts, _end(values)),
        analyses=values.analyses,
        related=build_related(status, values.known),
        changes=build_news(values.changes, {})[:_CHANGES],
        edited=build_edited(values.edits)[:_CHANGES],
        written=_written(values.files),
        gaps=tuple(map(gap_words, values.gaps)),
        figures=sum(why_not(f) is None for f in printed.figures) if printed else 0,
        claims=len(printed.claims) if printed else 0,
        sources=build_sources(status, values.provenance),
        briefs=() if status.away else build_offers(status.key, status.bill.identifier, printed),
        away=away_words(status),
    )


def _written(files: tuple[tuple[str, str], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for source, at in files:
        found.setdefault(source_words(source), []).append(at)
    return tuple((source, tuple(times)) for source, times in found.items())


def _change_of_law(
    change: StatuteChange, status: BillStatus
) -> tuple[str, str, str | None, str | None]:
    statute = parse_statute(change.statute)
    words = change_of_law_words(change.what, proposed=status.stage != Stage.ENACTED)
    return f"{words[0].upper()}{words[1:]}", statute.printed, statute.url, change.starts


def _build_head(status: BillStatus, campaign_title: str | None) -> Head:
    bill, title = status.bill, bill_title(status)
    return Head(
        key=bill.key,
        identifier=bill.identifier.replace(" ", NO_BREAK),
        title="not read yet" if status.is_unread else title,
        official_title=official if (official := _official(bill)) != title else None,
        rewritten=_rewritten(bill),
        opened=_opened(status),
        session=session_and_place(bill.jurisdiction, bill.session),
        campaign=status.campaign,
        campaign_title=campaign_title,
    )


def _opened(status: BillStatus) -> str:
    """When it was introduced, as far as that is known."""
    if status.is_unread:
        return "no record read"
    if status.bill.reserved:
        return "nothing introduced"
    day = status.bill.introduced_date
    return f"introduced {day_words(day) if day else 'on a day not known'}"


def _official(bill: Bill) -> str | None:
    """The official title, said to be of the first text where another has replaced that; where none
    is told apart, the title that the record has."""
    names = names_of(bill)
    old = names.official and names.official_was_first and rewriting(bill)
    return f"Introduced as: {names.official}" if old else names.official or bill.title


def _rewritten(bill: Bill) -> str | None:
    """That its text is another bill's by now, and how that one is called."""
    found = rewriting(bill)
    if found is None:
        return None
    now = f" It is now the {found.title}." if found.title else ""
    before = f" It was introduced as {found.before}." if found.before else ""
    if found.proposed:
        did = f"{day_words(found.date)}: a committee proposed another text under the same number"
        return f"{did}, the {found.title}.{before}"
    return f"Rewritten {day_words(found.date)}: another bill under the same number.{now}{before}"


def _build_does(values: BillValues) -> tuple[str, ...]:
    """What it does, in the campaign's words, on the page of the bill that leads the campaign."""
    campaign = values.campaign
    if campaign is None or lead_bill(campaign) != values.status.key:
        return ()
    return say_what_it_does(campaign)


def _printed(values: BillValues) -> CampaignStatus | None:
    """The campaign whose texts the bill's brief prints: where the bill or its effort leads it."""
    campaign, status = values.campaign, values.status
    leads = campaign is not None and campaign.lead in (status.key, status.family)
    return campaign if leads else None


def _end(values: BillValues) -> date:
    """The day a line over time ends: that of the bill's own end, else the day asked."""
    progress = values.status.progress
    if is_overtaken(values.status) and values.family and values.family.stage_date:
        return min(values.on, date.fromisoformat(last_day(values.family.stage_date)))
    if values.status.containment and values.status.containment.date:
        return min(values.on, date.fromisoformat(last_day(values.status.containment.date)))
    if progress.alive or not progress.date:
        return values.on
    return min(values.on, date.fromisoformat(last_day(progress.date)))
