"""The hearings and meetings of a bill on its page, the latest first."""

from collections.abc import Iterable
from typing import NamedTuple

from billtrail.bills.models import MeetingPaper
from billtrail.bills.values import HearingStatus
from billtrail.words import meeting_words, other_words, paper_groups, told_by_words

#: What is shown of a status where its own word would not be understood; nothing as a rule.
_MARKS = {"confirmed": "", "withdrawn": "no longer listed"}


class HearingView(NamedTuple):
    """``kind`` is shown where it is no hearing, ``means`` explains one that is to come; ``mark`` is
    what became of it, ``told`` and ``others`` say who tells of it, and who says otherwise."""

    hearing: HearingStatus
    kind: str
    means: str
    mark: str
    told: str
    others: tuple[str, ...]
    papers: tuple[tuple[str, tuple[MeetingPaper, ...]], ...]


def build_hearings(hearings: Iterable[HearingStatus]) -> tuple[HearingView, ...]:
    """Hearings, soonest first, as the page has them."""
    return tuple(reversed([_view(hearing) for hearing in hearings]))


def _view(hearing: HearingStatus) -> HearingView:
    words = meeting_words(hearing.kind)
    return HearingView(
        hearing, words.label if hearing.kind not in (None, "hearing") else "",
        words.means if hearing.is_on else "", _MARKS.get(hearing.status, hearing.status),
        told_by_words(hearing), tuple(other_words(hearing)), paper_groups(hearing),
    )  # fmt: skip
