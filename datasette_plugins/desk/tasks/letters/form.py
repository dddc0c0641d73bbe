"""What a form says of a paper: which, on which bill, to whom, in which language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from billtrail.briefs.papers import load_papers
from billtrail.datasette_plugins.desk import Asked
from billtrail.legislatures import Language, display
from billtrail.snapshot import Snapshot
from billtrail.snapshot.committees import committees_having, full_committee
from billtrail.words import bill_title
from billtrail.words.status import is_alive

from ...fields import Option, read_line, read_option

LANGUAGES: tuple[Option, ...] = ((Language.EN, "English"), (Language.ES, "Español, to read it by"))
_TITLE = 60


@dataclass(frozen=True, slots=True)
class LetterForm:
    """``bill`` was typed, ``about`` chosen; ``committee`` is an id, empty for the one that has the
    bill; ``beside`` are bills as they were typed, for a paper that sets them side by side."""

    about: str
    bill: str
    paper: str
    committee: str
    language: str
    chair: str
    beside: str

    @property
    def others(self) -> tuple[str, ...]:
        """The bills to set beside it, each in its own spelling."""
        return tuple(filter(None, (name.strip() for name in re.split(r"[,;\n]", self.beside))))

    @property
    def subject(self) -> str:
        return self.bill or self.about


def read_form(asked: Asked, papers: tuple[Option, ...]) -> LetterForm:
    """Raises ``WrongField`` where a value is none that the form offers."""
    return LetterForm(
        asked.get("about"), read_line(asked, "bill"), read_option(asked, "paper", papers),
        asked.get("committee"), read_option(asked, "language", LANGUAGES),
        read_line(asked, "chair"), read_line(asked, "beside"),
    )  # fmt: skip


def fill(asked: Asked) -> Asked:
    """What a button fills in, ``set FIELD VALUE``. Whom a letter is for was chosen for one bill:
    it goes where another was chosen since."""
    values = dict(asked.values)
    if asked.has("was") and asked.get("was") != (asked.get("bill") or asked.get("about")):
        for name in ("committee", "chair"):
            values.pop(name, None)
    verb, _, rest = asked.get("which").partition(" ")
    if verb == "set":
        name, _, said = rest.partition(" ")
        values[name] = (said,)
    return Asked(values, asked.files)


# -- what is offered -------------------------------------------------------------------------------


def paper_options(root: Path) -> tuple[Option, ...]:
    """The papers on a bill, or on several, by title, the position letter first; behind them those
    whose file has a fault, which is told when one is chosen."""
    papers = load_papers(root)
    offered = [one for one in papers.values() if one.about in ("bill", "bills")]
    offered.sort(key=lambda paper: (paper.id != "position-letter", paper.title))
    faulty = ((id, f"{id} (its file has a fault)") for id in papers.faults)
    return (*((paper.id, paper.title) for paper in offered), *faulty)


def sets_beside(root: Path, paper: str) -> bool:
    """Whether a paper is on several bills."""
    papers = load_papers(root)
    return paper in papers and papers[paper].about == "bills"


def bill_options(snapshot: Snapshot) -> tuple[Option, ...]:
    """The followed bills that can still move; those in a committee first."""
    statuses = {b.bill: b.status for c in snapshot.campaigns() for b in c.bills
                if b.status and is_alive(b.status)}  # fmt: skip
    having = {key: bool(committees_having(one, snapshot.on)) for key, one in statuses.items()}
    ordered = sorted(statuses, key=lambda key: not having[key])
    return tuple((key, f"{display(key)}: {_short(bill_title(statuses[key]))}") for key in ordered)


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rsplit(' ', 1)[0]} ..."


def committee_options(snapshot: Snapshot, key: str) -> tuple[Option, ...]:
    """The committees that have the bill."""
    return tuple(_committees(snapshot, key))


def _committees(snapshot: Snapshot, key: str) -> Iterator[Option]:
    status = snapshot.bill(key)
    for one in committees_having(status, snapshot.on):
        yield one.committee, full_committee(status, one)
