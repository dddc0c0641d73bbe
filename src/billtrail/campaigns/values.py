"""What a campaign says on a day, as plain values."""

from dataclasses import dataclass, field
from typing import Annotated

from billtrail.bills.values import BillStatus, Decided, EffortStatus
from billtrail.legislatures import Aim, FigureForm, Language, Position, Stage
from billtrail.records import NAMES, NOT_WRITTEN, Day, Share, Url, one_of, written


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic with everything needed to print it honestly; see ``figures.py``. ``share``:
    no, coalition or public, where it is a program's own count."""

    id: str
    program: str
    measure: str
    value: float
    unit: str
    numerator: str
    denominator: str
    population: str
    period_start: str | None
    period_end: str | None
    geography: str
    publisher: str
    source_title: str
    source_url: str
    location: str
    tags: tuple[str, ...]
    note: str
    verified: bool
    form: FigureForm
    sentence: str
    blocked_because: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class LawDoubt:
    """Why nobody knows whether a claim still holds: ``why`` in words, ``since`` when.

    ``bill`` is the act that changed its ``statute`` and ``act`` its name, "AB 917 (2019)"; there is
    none where the section may have ended, or nobody has read it.
    """

    why: str
    statute: str
    since: str | None = None
    bill: str | None = None
    act: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """A sentence's condition on the day: ``holds`` and, where not, ``ended_by`` says why.

    Where a bill's move ended it, ``ended_bill`` is its key and ``ended_action`` what happened.
    ``condition`` is in words: "us-tsra is enacted". ``doubt`` says why nobody knows whether it
    holds; ``statutes`` are the keys of those it rests on, and ``law_read_on`` the first day on
    which one of them was read, where each was read in its own words.
    """

    id: str
    kind: str
    holds: bool
    ended_on: str | None
    ended_by: str | None
    source: str
    url: str | None
    attributed_to: str | None = None
    ended_bill: str | None = None
    ended_action: str | None = None
    condition: str = ""
    doubt: LawDoubt | None = None
    statutes: tuple[str, ...] = ()
    law_read_on: str | None = None


#: How the keys of the texts begin that stand on the page for survivors and nowhere else.
SURVIVOR = "survivor-"


@dataclass(frozen=True, slots=True)
class Text:
    """A shipped or coalition text. ``reviewed_by`` is empty until a person reviewed it.

    ``positions`` are those it was written for, where its file says so.
    """

    key: str = field(metadata=NAMES)
    language: Language = field(metadata={**NAMES, "absent": Language.EN})
    text: str
    claims: tuple[str, ...] = ()
    version: str | None = None
    reviewed_by: str | None = None
    reviewed_on: Day | None = None
    positions: Decided | None = field(default=None, metadata=written("for"))


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask while the lead family or bill is at one of ``stages``: keys of texts.

    ``positions`` are those it was written for; another one never prints it.
    """

    id: str = field(metadata=NAMES)
    stages: tuple[Stage, ...]
    headline: str
    texts: tuple[str, ...] = ()
    deadline: Day | None = None
    positions: Decided = field(default=(Position.SUPPORT,), metadata=written("for"))


@dataclass(frozen=True, slots=True)
class CampaignDate:
    """``share``: who may have it beside staff (no, coalition, public); ``None``: nobody said."""

    on: Day = field(metadata=NAMES)
    what: str = field(metadata=NAMES)
    who: str
    certainty: Annotated[str, one_of("sure", "expected", "watch")]
    source: str
    url: Url | None = None
    share: Share | None = None

    @property
    def todo(self) -> str:
        """What staff do on the day, behind a semicolon: ``look up how AB 938 ended``; or ``""``."""
        rest = self.what.partition("; ")[2]
        return rest if rest.startswith("look up ") else ""


@dataclass(frozen=True, slots=True)
class Endorser:
    """``share``: who may have the proof beside staff, as with a date."""

    organisation: str = field(metadata=NAMES)
    bill: str = field(metadata=NAMES)
    date: Day
    proof: str
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class FollowedBill:
    """A bill in a campaign: why and how it is followed.

    ``decided_by`` names whose position it is where that has a source; ``None``: the organisation's
    own. ``condition`` is what a conditional position asks for. ``share`` says who may have the
    position: no, coalition, public, or nothing; of a published file, whom the file is for.
    """

    bill: str
    aim: Aim
    position: Position | None
    decided_by: str | None
    decided_on: str | None
    why: str
    status: BillStatus | None
    condition: str | None = None
    share: str | None = None


@dataclass(frozen=True, slots=True)
class CampaignStatus:
    """A campaign on a day. ``lead`` names the family or bill whose status is the headline.

    ``texts`` are those of its briefs, ``survivor_texts`` those of its page for survivors.
    """

    id: str
    title: str
    summary: str
    goals: tuple[str, ...]
    lead: str
    stale_after_days: int
    families: tuple[EffortStatus, ...]
    bills: tuple[FollowedBill, ...]
    asks: tuple[Ask, ...]
    claims: tuple[ClaimStatus, ...]
    texts: tuple[Text, ...]
    figures: tuple[Figure, ...]
    chart: tuple[Figure, ...]
    dates: tuple[CampaignDate, ...]
    endorsers: tuple[Endorser, ...]
    public_ask: tuple[str, str] | None = None
    survivor_texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Goal:
    """A policy goal; ``lead`` is a campaign id, or ``None`` with ``no_bill`` saying so."""

    id: str = field(metadata=NAMES)
    title: str
    lead: str | None = None
    no_bill: str | None = None
    campaigns: tuple[str, ...] = field(default=(), metadata=NOT_WRITTEN)


@dataclass(frozen=True, slots=True)
class FigureConflict:
    """Figures about one thing that do not agree; ``others`` says in words what further sources
    print."""

    about: str
    figures: tuple[Figure, ...]
    others: tuple[str, ...]
