"""What is said of committee meetings: what kind they are, what became of them, who says otherwise,
and what goes with them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .days_and_numbers import day_words, time_words

if TYPE_CHECKING:
    from billtrail.bills.models import MeetingPaper
    from billtrail.bills.values import HearingStatus, HearingWord


class MeetingWords(NamedTuple):
    """``label`` stands alone, ``on`` before a bill; ``means`` explains it, where that is needed."""

    label: str
    on: str
    means: str = ""


_HEARING = MeetingWords("Hearing", "Hearing on")
_KINDS: Mapping[str, MeetingWords] = {
    "markup": MeetingWords(
        "Markup", "Markup of", "The committee may change the bill here, and votes on sending it on."
    ),
    "meeting": MeetingWords("Committee meeting", "Committee meeting on"),
}
#: What is said of a meeting that is off; any other word is the publisher's own.
OFF: Mapping[str, str] = defaultdict(
    lambda: "called off", postponed="put off", withdrawn="no longer on the list of meetings"
)
#: Kind of paper -> its heading, in the order they are shown in.
_PAPERS: Mapping[str, str] = {
    "witness": "Witnesses", "testimony": "What witnesses handed in", "text": "Texts of bills",
    "amendment": "Amendments", "document": "Documents", "transcript": "Transcript",
    "video": "Video",
}  # fmt: skip


def meeting_words(kind: str | None) -> MeetingWords:
    """What a meeting is called."""
    return _KINDS.get(kind or "", _HEARING)


def told_by_words(hearing: "HearingStatus") -> str:
    """``Told by the Senate and Congress.gov``; nothing where one source alone could."""
    names = [_publisher(word.source) for word in hearing.words]
    return f"Told by {' and '.join(names)}" if len(names) > 1 else ""


def other_words(hearing: "HearingStatus") -> Iterator[str]:
    """What another source says instead: ``Congress.gov says Nov 30, 2026, 10:15 a.m.``."""
    for word in hearing.words:
        if word.differs:
            yield f"{_large(_publisher(word.source))} says {_said(word, hearing)}"


def _publisher(source: str) -> str:
    from .doubts import publisher_words  # only where several tell of one meeting: it loads much

    return publisher_words(source)


def _said(word: "HearingWord", hearing: "HearingStatus") -> str:
    hour = time_words(word.time) if word.time else "no hour"
    when = f"{day_words(word.date)}, {hour}" if word.date != hearing.date else hour
    status = OFF[word.status] if word.status != "confirmed" else "that it takes place"
    return when if word.status == _status(hearing) else f"{when}, {status}"


def _status(hearing: "HearingStatus") -> str:
    return "confirmed" if hearing.is_on else hearing.status


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]


def paper_groups(
    hearing: "HearingStatus",
) -> "tuple[tuple[str, tuple[MeetingPaper, ...]], ...]":
    """What goes with a meeting under its headings; those without a paper are left out."""
    groups = (
        (heading, tuple(paper for paper in hearing.papers if paper.kind == kind))
        for kind, heading in _PAPERS.items()
    )
    return tuple((heading, papers) for heading, papers in groups if papers)
