"""Letters and other papers for a legislature: letter, testimony, and those on record: letters."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from billtrail.commands import DayParam, Name, Settings, command, say, say_path
from billtrail.errors import BriefRefused, UsageError
from billtrail.files import STDOUT
from billtrail.snapshot import Snapshot
from billtrail.words import day_words

if TYPE_CHECKING:
    from billtrail.briefs.papers import IssuedPaper, PaperRequest


@command
@click.argument("bill")
@click.option("--committee", help="Its id or words of its name, or all; the one that has the bill "
              "where this is not said.")  # fmt: skip
@click.option("--chair", default="", help="The name of whom it is for, where you know better than "
              "the list.")  # fmt: skip
@click.option("--figures", help="Ids of the figures to give as reasons, with commas between, or "
              "none; the campaign's where this is not said.")  # fmt: skip
@click.option("--beside", multiple=True, metavar="BILL", help="With --paper side-by-side: a "
              "bill to compare it with; may be said twice.")  # fmt: skip
@click.option("--paper", default="position-letter", show_default=True, help="Which paper.")
@click.option("--language", default="en", show_default=True, help="en, or es to read it by.")
@click.option("--format", "format_", help="pdf, docx, txt, json.  [default: by -o, else pdf]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, a folder for it, or -."
)
def letter(
    settings: Settings,
    bill: str,
    beside: tuple[str, ...],
    committee: str | None,
    chair: str,
    figures: str | None,
    paper: str,
    language: str,
    format_: str | None,
    output: Path | None,
) -> None:
    """Write a letter on BILL to the committee that has it, and the card of what its portal asks."""
    from billtrail.briefs.papers import ALL, read_request, to_each_committee

    with settings.snapshot() as snapshot:
        asked = read_request(
            snapshot, settings.workspace, bill, paper=paper, beside=beside, committee=committee,
            chair=chair, figures=_ids(figures), language=language,
        )  # fmt: skip
        for name in (bill, *beside) if asked.funding is None else ():
            for line in snapshot.meaning(name).lines:
                say(line)
        each = to_each_committee(snapshot, asked) if committee == ALL else (asked,)
        if len(each) > 1 and output and output.suffix:
            raise UsageError(f"{len(each)} letters need a folder: -o FOLDER.")
        for request in each:
            _write(settings, snapshot, request, format_, output)


def _ids(figures: str | None) -> tuple[str, ...] | None:
    """What is typed for ``--figures``: ``none`` is no figure, nothing typed the campaign's."""
    if figures is None:
        return None
    ids = (part.strip() for part in figures.split(","))
    return tuple(id for id in ids if id not in ("", "none"))


def _write(
    settings: Settings,
    snapshot: Snapshot,
    request: "PaperRequest",
    format_: str | None,
    output: Path | None,
) -> None:
    from billtrail.briefs.papers import card_text, write_paper

    written = write_paper(snapshot, settings.workspace, request, format_=format_, output=output)
    say_path(written.path)
    for line in (*written.notes, card_text(written.paper.card).rstrip()):
        say(line)


#: What somebody takes to a hearing.
_FOR_A_HEARING = ("testimony", "hearing-day")


@command
@click.argument("bill")
@click.option("--committee", help="Its id or words of its name; the one that has the bill where "
              "this is not said.")  # fmt: skip
@click.option("--chair", default="", help="The name of its chair, where you know better than the "
              "list.")  # fmt: skip
@click.option("--voice", metavar="ID", help="A survivor's own words, of voices.toml.")
@click.option("--language", default="en", show_default=True, help="en or es.")
@click.option("--format", "format_", help="pdf, docx, txt, json.  [default: pdf]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="A folder for both papers.")
def testimony(
    settings: Settings,
    bill: str,
    committee: str | None,
    chair: str,
    voice: str | None,
    language: str,
    format_: str | None,
    output: Path | None,
) -> None:
    """Write what is said on BILL at its hearing, and the sheet for who goes there."""
    from billtrail.briefs.papers import read_request, write_paper

    if output and (output == STDOUT or (output.suffix and not output.is_dir())):
        raise UsageError(
            f"Two papers need a folder: -o FOLDER. One of them: billtrail letter {bill!r} --paper "
            f"{' or '.join(_FOR_A_HEARING)}."
        )
    told: dict[str, None] = {}
    with settings.snapshot() as snapshot:
        told.update(dict.fromkeys(snapshot.meaning(bill).lines))
        for paper in _FOR_A_HEARING:
            request = read_request(
                snapshot, settings.workspace, bill, paper=paper, committee=committee, chair=chair,
                voice=voice, language=language,
            )  # fmt: skip
            written = write_paper(
                snapshot, settings.workspace, request, format_=format_, output=output or Path()
            )
            say_path(written.path)
            told.update(dict.fromkeys(written.notes))
    for line in told:
        say(line)


@command
@click.argument("bills", nargs=-1)
@click.option("--sent", metavar="ID", help="Note that this letter was sent.")
@click.option("--on", type=DayParam(), help="The day on which it was sent.  [default: today]")
@click.option("--by", type=Name(), help="Who says so.")
@click.option("--zip", "pack", type=click.Path(path_type=Path), help="Write the letters on BILLS "
              "to each committee that has them, with their cards, as one file.")  # fmt: skip
@click.option("--paper", default="position-letter", show_default=True, help="Which, with --zip.")
def letters(
    settings: Settings,
    bills: tuple[str, ...],
    sent: str | None,
    on: date | None,
    by: str | None,
    pack: Path | None,
    paper: str,
) -> None:
    """The letters written here, on BILLS or on all: which print each speaks of, and when it was
    sent."""
    if sent:
        _note_sent(settings, sent, on, by)
    elif pack:
        _write_pack(settings, bills, pack, paper)
    else:
        with settings.snapshot() as snapshot:
            click.echo("\n".join(_listed(snapshot, bills)))


def _note_sent(settings: Settings, id: str, on: date | None, by: str | None) -> None:
    from billtrail.briefs.papers import mark_sent
    from billtrail.workspace import login

    day = on or settings.day
    found, _ = mark_sent(settings.workspace, id, on=day, by=by or login(), say=say)
    sent = day_words(day.isoformat())
    click.echo(f"{found.id}: sent on {sent}. billtrail undo takes it back.")


def _write_pack(settings: Settings, bills: tuple[str, ...], output: Path, paper: str) -> None:
    from billtrail.briefs.papers import write_pack

    if not bills:
        raise UsageError("Name the bills: billtrail letters --zip FILE BILL BILL ...")
    with settings.snapshot() as snapshot:
        written = write_pack(snapshot, settings.workspace, bills, output, paper=paper)
    for line in (*(f"not written: {line}" for line in written.refused), *written.notes):
        say(line)
    if not written.papers:
        raise BriefRefused("No letter could be written.")
    say_path(written.path)
    click.echo(f"{len(written.papers)} letters; README.txt in it says what to know of each.")


def _listed(snapshot: Snapshot, bills: tuple[str, ...]) -> Iterator[str]:
    from billtrail.briefs.papers import read_issued
    from billtrail.snapshot import stale_letters

    keys = {snapshot.resolve_bill(bill) for bill in bills}
    stale = {one.id: one for one in stale_letters(snapshot)}
    found = [one for one in read_issued(snapshot.connection)
             if not keys or one.paper.facts.bill in keys]  # fmt: skip
    for one in found:
        yield _line(one)
        if one.id in stale:
            yield f"  {stale[one.id].words}: {stale[one.id].command}"
    if not found:
        yield "No letter was written here yet: billtrail letter BILL."


def _line(one: "IssuedPaper") -> str:
    facts, paper = one.paper.facts, one.paper
    to = f" to {facts.committee_name}" if facts.committee_name else ""
    speaks = f", print of {day_words(facts.print_date)}" if facts.print_date else ""
    sent = f"sent {day_words(one.sent_on)} ({one.sent_by})" if one.sent_on else "not sent"
    draft = ", DRAFT" if paper.is_draft else ""
    said = "".join(f", {one.position}" for one in facts.positions)
    about = f"{paper.title}{to}{said}{speaks}, as of {day_words(paper.on)}"
    return f"{one.id}  {about}, {paper.language}{draft}: {sent}"
