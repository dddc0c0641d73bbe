"""What is asked for when a paper is built."""

from dataclasses import dataclass
from datetime import date

from billtrail.briefs.build import Voice
from billtrail.campaigns import Organisation
from billtrail.legislatures import Language
from billtrail.rolls import RollOverview

from .definition import PaperDefinition
from .funding import FundingRequest


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A paper on ``bill`` (a key), for ``committee`` (an id, a name, or ``None``: the one that has
    the bill), as of ``on``; ``today`` is the real day. ``others`` are keys of bills to set
    beside it, ``funding`` what a request asks for. ``chair`` is a name that the author gives to
    whom the letter is for, which goes before any list; ``figures`` are ids of those given as
    reasons, in their order (``None``: the campaign's); ``roll``: who signs, of a paper that lists
    signers; ``voice`` a survivor's own words."""

    paper: PaperDefinition
    bill: str
    on: date
    today: date
    others: tuple[str, ...] = ()
    funding: FundingRequest | None = None
    committee: str | None = None
    chair: str = ""
    figures: tuple[str, ...] | None = None
    voice: Voice | None = None
    language: Language = Language.EN
    organisation: Organisation | None = None
    roll: RollOverview | None = None

    @property
    def sender(self) -> Organisation | None:
        """The organisation, once a paper may speak in its name."""
        ours = self.organisation
        return ours if ours and ours.is_complete else None
