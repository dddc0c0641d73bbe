"""The page of a bill: all that is recorded of it, in words beside the official text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from billtrail.author_words import AuthorWords, author_words
from billtrail.calendars import last_day
from billtrail.datasette_plugins.pages.bar import Mark, StageView, State, build_stage
from billtrail.datasette_plugins.pages.bill_parts import (
    ActionView,
    CommitteeView,
    CosponsorsView,
    SponsorView,
    SummaryView,
    VersionView,
    VoteView,
    build_action,
    build_actions,
    build_committees,
    build_cosponsors,
    build_sponsors,
    build_summaries,
    build_versions,
    build_votes,
)
from billtrail.datasette_plugins.pages.campaign import lead_bill, say
from billtrail.datasette_plugins.pages.comparing import count_prints
from billtrail.datasette_plugins.pages.cosponsor_chart import CosponsorChart, build_cosponsor_chart
from billtrail.datasette_plugins.pages.news import NewsItem, build_news
from billtrail.datasette_plugins.pages.parts import (
    BriefLink,
    bill_title,
    build_brief_links,
    safe_url,
)
from billtrail.datasette_plugins.pages.provenance import Provenance, read_provenance
from billtrail.reading import Reading
from billtrail.views import (
    BillStatus,
    CampaignStatus,
    Change,
    Disagreement,
    FamilyStatus,
    HearingStatus,
    ReportStatus,
)
from billtrail.vocabulary import Stage
from billtrail.words import (
    CERTAINTIES,
    JURISDICTIONS,
    MEMBERS,
    NO_BREAK,
    STAGES,
    bill_words,
    day_words,
    executive_words,
    family_words,
    is_overtaken,
    reached_words,
    session_words,
    source_words,
    stage_words,
    standing_words,
)

#: A page names this many changes; the page of changes and its JSON have the rest.
CHANGES = 40


@dataclass(frozen=True, slots=True)
class BillValues:
    """All that the page is made from. ``known`` are the statuses of bills it mentions."""

    on: date
    status: BillStatus
    family: FamilyStatus | None
    campaign_title: str | None
    changes: tuple[Change, ...]
    known: Mapping[str, BillStatus]
    hearings: tuple[HearingStatus, ...]
    provenance: Provenance
    campaign: CampaignStatus | None
    prints: int


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One session's try at an effort, with its bills and where each stands."""

    session: str
    first_introduced: str | None
    bills: tuple[tuple[str, str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class EffortView:
    id: str
    title: str
    words: str
    date: str | None
    law: str | None
    enacted_bill: str | None
    role: str | None
    attempts: tuple[AttemptView, ...]


@dataclass(frozen=True, slots=True)
class RelatedView:
    bill: str
    identifier: str
    kind: str
    identified_by: str | None
    words: str | None


@dataclass(frozen=True, slots=True)
class BillPage:
    """The page as a value."""

    key: str
    identifier: str
    title: str
    official_title: str | None
    session: str
    introduced: str | None
    stage: StageView
    reached: str | None
    overtaken: str | None
    on_paper: str | None
    overtaken_by: str | None
    law: str | None
    law_date: str | None
    next_what: str | None
    next_date: str | None
    next_who: str | None
    next_certainty: tuple[str, str] | None
    next_basis: str | None
    next_doubt: str
    latest: ActionView | None
    effort: EffortView | None
    campaign: str | None
    campaign_title: str | None
    behind: AuthorWords
    sponsors: tuple[SponsorView, ...]
    cosponsors: CosponsorsView
    actions: tuple[ActionView, ...] | None
    committees: tuple[CommitteeView, ...] | None
    versions: tuple[VersionView, ...] | None
    votes: tuple[VoteView, ...] | None
    related: tuple[RelatedView, ...] | None
    subjects: tuple[str, ...] | None
    policy_area: str | None
    summaries: tuple[SummaryView, ...] | None
    changes: tuple[NewsItem, ...]
    does: tuple[str, ...]
    hearings: tuple[HearingStatus, ...]
    reports: tuple[ReportStatus, ...]
    chart: CosponsorChart | None
    prints: int
    figures: int
    claims: int
    provenance: Provenance
    disagreements: tuple[Disagreement, ...]
    source: str
    source_url: str | None
    credit: str | None
    data_as_of: str
    checked_at: str | None
    briefs: tuple[BriefLink, ...]
    glossary: tuple[tuple[str, str, bool], ...]


def read_bill(reading: Reading, key: str) -> BillValues:
    """Raises ``UnknownKey`` with the nearest matches."""
    status = reading.bill(key)
    family = _read_family(reading, status)
    related = {relation.bill for relation in status.bill.relations or ()}
    return BillValues(
        on=reading.on,
        status=status,
        family=family,
        campaign_title=reading.campaign_title(status.campaign) if status.campaign else None,
        hearings=reading.hearings(bills=[key], since=date.min),
        provenance=read_provenance(reading, key),
        campaign=reading.campaign(status.campaign) if status.campaign else None,
        prints=count_prints(reading, status.bill),
        changes=reading.changes(bill=key),
        known=reading.outlines(related),
    )


def _read_family(reading: Reading, status: BillStatus) -> FamilyStatus | None:
    return reading.family(status.family) if status.family else None


def build_bill(values: BillValues) -> BillPage:
    status = values.status
    bill, step = status.bill, status.next_step
    actions = build_actions(bill.jurisdiction, bill.actions)
    return BillPage(
        key=bill.key,
        identifier=bill.identifier.replace(" ", NO_BREAK),
        title=bill_title(status),
        official_title=bill.title if bill.title != bill_title(status) else None,
        session=_session(bill.jurisdiction, bill.session),
        introduced=bill.introduced_date,
        stage=_stage(status, values.family),
        reached=reached_words(status) if _ended_early(status) else None,
        overtaken=build_overtaken(status, values.family),
        on_paper=_on_paper(status),
        overtaken_by=status.enacted_via if status.enacted_via != bill.key else None,
        law=status.law if status.stage == Stage.ENACTED else None,
        law_date=status.standing.date,
        next_what=step.what if step else None,
        next_date=step.date if step else None,
        next_who=step.who if step else None,
        next_certainty=CERTAINTIES.get(step.certainty) if step else None,
        next_basis=step.basis if step else None,
        next_doubt=step.doubt if step else "",
        latest=build_action(bill.jurisdiction, status.latest_action)
        if status.latest_action
        else None,
        effort=build_effort(values.family, bill.key) if values.family else None,
        campaign=status.campaign,
        campaign_title=values.campaign_title,
        behind=author_words(bill.jurisdiction),
        sponsors=build_sponsors(status),
        cosponsors=build_cosponsors(status),
        actions=actions,
        committees=build_committees(bill.jurisdiction, bill.committees),
        versions=build_versions(bill.versions),
        votes=build_votes(bill.jurisdiction, bill.votes),
        related=_related(values),
        subjects=bill.subjects,
        policy_area=bill.policy_area,
        summaries=build_summaries(status),
        changes=build_news(values.changes, {})[:CHANGES],
        does=build_does(values),
        hearings=tuple(reversed(values.hearings)),
        reports=status.reports,
        chart=build_cosponsor_chart(status.cosponsors.people, bill.introduced_date, _end(values)),
        prints=values.prints,
        figures=len(values.campaign.figures) if values.campaign else 0,
        claims=len(values.campaign.claims) if values.campaign else 0,
        provenance=values.provenance,
        disagreements=tuple(map(_disagreement, status.disagreements)),
        source=source_words(status.source),
        source_url=safe_url(bill.source_url),
        credit=bill.credit,
        data_as_of=status.data_as_of,
        checked_at=status.checked_at,
        briefs=build_brief_links(bill.key, bill.identifier, ("pdf", "html", "docx")),
        glossary=build_glossary(status),
    )


def build_does(values: BillValues) -> tuple[str, ...]:
    """What it does, in the campaign's words, on the page of the bill that leads the campaign."""
    campaign = values.campaign
    if campaign is None or lead_bill(campaign) != values.status.key:
        return ()
    return tuple(filter(None, (say(campaign, f"does-{n}") for n in range(1, 5))))


def _end(values: BillValues) -> date:
    """The day a line over time ends: that of the bill's own end, else the day asked."""
    standing = values.status.standing
    if is_overtaken(values.status) and values.family and values.family.stage_date:
        return min(values.on, date.fromisoformat(last_day(values.family.stage_date)))
    if standing.alive or not standing.date:
        return values.on
    return min(values.on, date.fromisoformat(last_day(standing.date)))


def _disagreement(row: Disagreement) -> Disagreement:
    """With the sources by their titles."""
    return replace(
        row,
        kept_source=source_words(row.kept_source),
        other_source=source_words(row.other_source),
    )


def _ended_early(status: BillStatus) -> bool:
    return status.stage in (Stage.DIED, Stage.WITHDRAWN, Stage.OUTCOME_NOT_RECORDED)


def _session(jurisdiction: str, session: str) -> str:
    """ "119th Congress", "California, 2025-26 session"."""
    words = session_words(jurisdiction, session)
    place = JURISDICTIONS.get(jurisdiction, jurisdiction)
    return words if jurisdiction == "us" else f"{place}, {words}"


def build_overtaken(status: BillStatus, family: FamilyStatus | None) -> str | None:
    """The sentence that keeps a reader from working for a bill that is already law."""
    if not is_overtaken(status):
        return None
    law = f", {family.law}" if family and family.law else ""
    return f"Overtaken: became law as {bill_words(status.enacted_via or '')}{law}"


def _on_paper(status: BillStatus) -> str | None:
    """What the record of an overtaken bill itself still says."""
    if not is_overtaken(status):
        return None
    words = stage_words(status)
    return f"This number itself still reads “{words}”, since {day_words(status.standing.date)}."


def _stage(status: BillStatus, family: FamilyStatus | None) -> StageView:
    """An overtaken bill ends, for its reader, on the day of the law that overtook it."""
    stage = build_stage(status)
    if not is_overtaken(status):
        return stage
    reached = tuple(
        Mark(mark.label, State.DONE, mark.date)
        for mark in stage.bar
        if mark.state in (State.DONE, State.NOW)
    )
    law_day = family.stage_date if family else None
    end = Mark(f"Overtaken by {bill_words(status.enacted_via or '')}", State.ENDED, law_day)
    return replace(stage, tone="ended", date=law_day, bar=(*reached, end))


def build_effort(family: FamilyStatus, key: str) -> EffortView:
    """The effort and its attempts, oldest first; the bill of this page is marked."""
    role = next((member.kind for member in family.members if member.bill == key), None)
    statuses = {member.bill: member.status for member in family.members}
    return EffortView(
        id=family.id,
        title=family.title,
        words=family_words(family),
        date=family.stage_date,
        law=family.law,
        enacted_bill=family.enacted_bill,
        role=MEMBERS[role] if role else None,
        attempts=tuple(
            AttemptView(
                session=session_words(_jurisdiction(attempt.bills), attempt.session),
                first_introduced=attempt.first_introduced,
                bills=tuple(_attempt_bill(b, statuses.get(b), key) for b in attempt.bills),
            )
            for attempt in family.attempts
        ),
    )


def _jurisdiction(bills: tuple[str, ...]) -> str:
    return bills[0].split("-", 1)[0] if bills else ""


def _attempt_bill(bill: str, status: BillStatus | None, key: str) -> tuple[str, str, str, bool]:
    """(key, identifier, where it stands, is it this page's)."""
    words = "not in this data" if status is None else standing_words(status)
    return bill, bill_words(bill), words, bill == key


def _related(values: BillValues) -> tuple[RelatedView, ...] | None:
    relations = values.status.bill.relations
    if relations is None:
        return None
    return tuple(
        RelatedView(
            bill=relation.bill,
            identifier=bill_words(relation.bill),
            kind=relation.kind,
            identified_by=relation.identified_by,
            words=standing_words(known) if (known := values.known.get(relation.bill)) else None,
        )
        for relation in relations
    )


def build_glossary(status: BillStatus) -> tuple[tuple[str, str, bool], ...]:
    """(word, meaning, is it this bill's stage) for every stage, in order."""
    jurisdiction = status.bill.jurisdiction
    names = {"executive": executive_words(jurisdiction), "session": "session"}
    return tuple(
        (word.format(**names), meaning.format(**names), stage == status.stage)
        for stage, (word, meaning) in STAGES.items()
    )
