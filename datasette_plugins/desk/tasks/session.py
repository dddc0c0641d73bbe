"""The report of a session: which votes its scorecard counts, how it will print, its files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from billtrail import scorecard
from billtrail.bills.values import BillStatus
from billtrail.briefs.sheets import draw_session, render_session
from billtrail.campaigns import load_organisation
from billtrail.datasette_plugins.desk import (
    Asked,
    Part,
    Saved,
    Task,
    WrongField,
    draw_picture,
    keep_picture,
)
from billtrail.errors import UsageError
from billtrail.legislatures import display
from billtrail.legislatures.calendar import Session, today
from billtrail.scorecard import ChosenVote, Scorecard
from billtrail.snapshot import Snapshot, open_snapshot
from billtrail.snapshot.sessions import (
    SessionReport,
    build_session_report,
    find_session,
    is_of,
    session_title,
)
from billtrail.words import bill_title, count_words
from billtrail.workspace import Workspace

from ..fields import Option, read_choice, read_line, read_option

#: What a member says with us.
SIDES = (("yes", "Yes", ""), ("no", "No", ""))
#: Part of the address -> format, media type.
_FILES = {
    "pdf": ("pdf", "application/pdf"),
    "word": (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "text": ("text", "text/plain; charset=utf-8"),
}
#: Ending of a format's file, where it is not its name.
_ENDINGS = {"text": "txt"}


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote that is counted, in words."""

    id: str
    what: str
    about: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    """``votes`` are the roll calls that may be chosen, ``chosen`` those of this session that are;
    ``of`` names the picture of the report, ``said`` tells what the scorecard has."""

    sessions: tuple[Option, ...]
    session: str = ""
    title: str = ""
    votes: tuple[Option, ...] = ()
    chosen: tuple[VoteRow, ...] = ()
    of: str = ""
    said: str = ""
    faults: tuple[str, ...] = ()
    caution: str = ""
    sides: tuple[tuple[str, str, str], ...] = SIDES
    wrong: Mapping[str, str] = field(default_factory=dict)


def _read(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> SessionPage:
    page = SessionPage(_sessions(snapshot))
    if not page.sessions:
        return page
    try:
        meant = find_session(read_option(asked, "session", page.sessions))
    except WrongField as error:
        return replace(page, wrong=error.wrong)
    bills = _bills(snapshot, meant)
    chosen = [one for one in scorecard.load_chosen_votes(workspace.root) if one.bill in bills]
    report = build_session_report(snapshot, meant)
    page = replace(
        page, session=_name(meant), title=report.name, votes=tuple(_votes(bills, chosen)),
        chosen=tuple(_row(bills[one.bill], one) for one in chosen),
        of=_keep(workspace, report),
    )  # fmt: skip
    return _with_card(page, snapshot, workspace, meant) if chosen else page


def _with_card(
    page: SessionPage, snapshot: Snapshot, workspace: Workspace, meant: Session
) -> SessionPage:
    try:
        card = _card(snapshot, workspace, meant)
    except UsageError as error:
        return replace(page, faults=(error.said,))
    members = count_words(len(card.members), "member")
    votes = count_words(len(card.votes), "vote")
    said = f"{votes} and {members} stand on the pages behind it."
    return replace(page, said=said, faults=card.faults, caution=card.caution)


def _sessions(snapshot: Snapshot) -> tuple[Option, ...]:
    """The sessions that have a bill we follow, the newest first."""
    statuses = [b.status for c in snapshot.campaigns() for b in c.bills if b.status]
    names = {f"{one.bill.jurisdiction}-{one.bill.session}" for one in statuses}
    found = [session for name in names if (session := _known(name))]
    found.sort(key=lambda one: (one.starts, one.jurisdiction), reverse=True)
    return tuple((_name(one), session_title(one)) for one in found)


def _known(name: str) -> Session | None:
    """A regular session; what an extraordinary one did stands in the report of its own."""
    try:
        return find_session(name)
    except UsageError:
        return None


def _name(session: Session) -> str:
    return f"{session.jurisdiction}-{session.session}"


def _bills(snapshot: Snapshot, session: Session) -> dict[str, BillStatus]:
    """The bills of the session that we follow."""
    followed = (b.status for c in snapshot.campaigns() for b in c.bills if b.status)
    return {one.key: one for one in followed if is_of(one, session)}


def _votes(bills: Mapping[str, BillStatus], chosen: list[ChosenVote]) -> Iterator[Option]:
    """The roll calls with names that are not counted yet."""
    counted = {(one.bill, one.vote) for one in chosen}
    for key, status in bills.items():
        for vote in scorecard.named_votes(status):
            if (key, vote.identifier) not in counted:
                words = f"{display(key)}: {scorecard.vote_words(status, vote)}"
                yield f"{key} {vote.identifier}", words


def _row(status: BillStatus, one: ChosenVote) -> VoteRow:
    found = {vote.identifier: vote for vote in scorecard.named_votes(status)}.get(one.vote)
    told = scorecard.vote_words(status, found) if found else "no more on record"
    what = f"{display(one.bill)}, {bill_title(status)}: {told}"
    return VoteRow(one.id, what, f"with us is {one.counts}. {one.why} ({one.by})")


def _keep(workspace: Workspace, report: SessionReport) -> str:
    """The name of the report's picture, which can be asked for from now on."""
    organisation = load_organisation(workspace.organisation)
    of = f"session-{report.jurisdiction}-{report.session}"
    keep_picture(of, lambda: draw_session(report, organisation))
    return of


# -- files -----------------------------------------------------------------------------------------


def _card(snapshot: Snapshot, workspace: Workspace, meant: Session) -> Scorecard:
    return scorecard.build_scorecard(
        snapshot, meant, scorecard.load_chosen_votes(workspace.root)
    )  # fmt: skip


def _file(format_: str, media: str) -> Callable[[Snapshot, Workspace, Asked], Part]:
    def made(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
        meant = find_session(read_option(asked, "session", _sessions(snapshot)))
        with_card = asked.get("card") == "yes"
        content = render_session(
            build_session_report(snapshot, meant), load_organisation(workspace.organisation),
            format_, _card(snapshot, workspace, meant) if with_card else None,
        )  # fmt: skip
        card = "_scorecard" if with_card else ""
        name = f"session_{_name(meant)}{card}_{snapshot.on}.{_ENDINGS.get(format_, format_)}"
        return Part(content, media, name)

    return made


# -- which votes count -----------------------------------------------------------------------------


def _choose(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    bill, _, id = asked.get("vote").partition(" ")
    if not id:
        raise WrongField("vote", "Choose a vote.")
    counts = read_choice(asked, "counts", [side[0] for side in SIDES], "Say which vote is with us.")
    if not (why := read_line(asked, "why")):
        raise WrongField("why", "Say why this vote counts: it is printed.")
    with open_snapshot(workspace.database, today()) as snapshot:
        status = snapshot.bill(bill)
    vote = scorecard.find_vote(status, id)
    done = scorecard.choose_vote(workspace, status, vote, counts=counts, why=why, by=by, on=today(),
                                 say=lines.append)  # fmt: skip
    says = f"Counted: {display(bill)}, {scorecard.vote_words(status, vote)}."
    return Saved(says, done, go=_here(asked), lines=tuple(lines))


def _drop(workspace: Workspace, asked: Asked, by: str) -> Saved:
    lines: list[str] = []
    done = scorecard.drop_vote(workspace, asked.get("which"), by=by, say=lines.append)
    return Saved("It is counted no longer.", done, go=_here(asked), lines=tuple(lines))


def _here(asked: Asked) -> str:
    """The same session again; its name was one of a list."""
    return f"/-/desk/session?session={_name(find_session(asked.get('session')))}"


TASK = Task(
    name="session",
    title="Report of a session",
    says="What became of our bills, and how members voted where you chose a vote.",
    template="desk_session.html",
    read=_read,
    actions={"choose": _choose, "drop": _drop},
    parts={"picture": draw_picture, **{name: _file(*of) for name, of in _FILES.items()}},
    place=65,
)
