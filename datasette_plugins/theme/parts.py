"""Parts that several pages show: freshness, corrections, dates ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from billtrail.bills.doubts import Correction
from billtrail.bills.values import SourceFreshness
from billtrail.campaigns import CampaignDate
from billtrail.legislatures import is_known
from billtrail.legislatures.calendar import day_of
from billtrail.words import CERTAINTIES, bill_words, legislature_words, safe_url, source_words
from billtrail.words.doubts import correction_words, corrector_words

#: The shipped data's own source: nobody has checked a publisher yet.
_SEED = "seed"


@dataclass(frozen=True, slots=True)
class Freshness:
    """One source's two dates in words, and how many bills can still move by it; ``late`` where it
    has been silent about those for too long."""

    title: str
    source: str
    data_as_of: str | None
    checked_at: str | None
    read_at: str | None
    late: bool
    problem: str | None
    moving: int


def build_freshness(
    sources: Iterable[SourceFreshness], on: date, days: int = 7
) -> tuple[Freshness, ...]:
    """Every source that has bills, oldest silence last to be missed: in the snapshot's order."""
    limit = (on - timedelta(days=days)).isoformat()
    return tuple(
        Freshness(
            title=_jurisdiction(source),
            source=source_words(source.source),
            data_as_of=source.data_as_of,
            checked_at=source.checked_at,
            read_at=source.read_at,
            late=source.moving != 0 and _newest(source) < limit,
            problem=source.problem,
            moving=source.moving or 0,
        )
        for source in sources
    )


def _newest(source: SourceFreshness) -> str:
    return max(day_of(source.data_as_of or ""), day_of(source.checked_at or ""))


def _jurisdiction(source: SourceFreshness) -> str:
    """``us_govinfo`` speaks of Congress; the seed of all that ships."""
    head = source.source.split("_", 1)[0]
    if source.source == _SEED:
        return "Shipped data"
    return legislature_words(head) if is_known(head) else source_words(source.source)


def is_first_run(sources: Iterable[SourceFreshness]) -> bool:
    """Nothing but the shipped data is here."""
    return all(source.source == _SEED for source in sources)


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What a person set right, in words; ``day`` is the one on which it was found. ``by`` is a
    person on the staff's own machine alone."""

    day: str
    bill: str
    identifier: str
    words: str
    reason: str
    link: str | None
    by: str


def build_correction(one: Correction) -> CorrectionView:
    return CorrectionView(
        day=one.date,
        bill=one.bill,
        identifier=bill_words(one.bill),
        words=correction_words(one),
        reason=one.reason,
        link=safe_url(one.link),
        by=corrector_words(one),
    )


@dataclass(frozen=True, slots=True)
class AheadDate:
    """A date to come. ``certainty`` is its word and ``meaning`` the sentence behind it."""

    on: str
    what: str
    who: str
    certainty: str
    meaning: str
    campaign: str | None = None
    campaign_title: str | None = None
    url: str | None = None
    source: str | None = None


def build_date(
    item: CampaignDate, campaign: str | None = None, campaign_title: str | None = None
) -> AheadDate:
    word, meaning = CERTAINTIES.get(item.certainty, (item.certainty, ""))
    return AheadDate(
        on=item.on,
        what=item.what,
        who=item.who,
        certainty=word,
        meaning=meaning,
        campaign=campaign,
        campaign_title=campaign_title,
        url=item.url,
        source=item.source,
    )
