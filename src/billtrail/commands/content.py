"""What you decide, written into your own files: watch, unwatch, position, text review; and the
history of all that: history, undo."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from billtrail.commands import (
    DayParam,
    Name,
    Settings,
    command,
    echo_json,
    json_option,
    main,
    say,
    say_path,
)
from billtrail.errors import NotStored, UsageError
from billtrail.files import format_of, one_of, place, write_file
from billtrail.legislatures import Language, Position
from billtrail.legislatures.calendar import day_of, sessions
from billtrail.records import SHARES
from billtrail.words import day_words

_by_option = click.option(
    "--by", type=Name(), metavar="NAME", help="Who says so.  [default: your login name]"
)

#: The formats of a sheet to write on.
_SHEETS = ("pdf", "docx")


class _PositionType(click.ParamType[Position]):
    """A position in words; hyphens may stand for spaces."""

    name = "position"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Position:
        plain = {_plain(position): position for position in Position}
        if _plain(value) not in plain:
            self.fail(f"{value!r} is none of: {', '.join(Position)}.", param, ctx)
        return plain[_plain(value)]


def _plain(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalpha())


@command
@click.argument("key")
@click.argument("value", type=_PositionType())
@click.option(
    "--by",
    type=Name(),
    metavar="NAME",
    required=True,
    help="Who decided: for your journal, never printed.",
)
@click.option("--on", type=DayParam(), required=True, help="The day of the decision.")
@click.option("--condition", metavar="TEXT", help="What must be amended; printed with it.")
@click.option(
    "--share",
    type=click.Choice(SHARES),
    help="Who may have it, and your note on the bill: no, coalition, public.",
)
def position(
    settings: Settings,
    key: str,
    value: Position,
    by: str,
    on: date,
    condition: str | None,
    share: str | None,
) -> None:
    """Write down your organization's position on a bill: support, oppose, neutral, "support if
    amended", "oppose unless amended" or "needs decision"."""
    from billtrail.decisions import decisions, release

    key, _ = key_of(settings, key, by_words=False)
    before = release.decided_position(settings.workspace, key)
    done = decisions.decide(
        settings.workspace, key, value, by=by, on=on, condition=condition, share=share, say=say
    )
    click.echo(f"{key}: {value}, {by}, {on}. Written to {done.file}; billtrail undo takes it back.")
    with settings.snapshot() as snapshot:
        for line in decisions.follows(snapshot, key):
            say(line)
    if before and before != release.decided_position(settings.workspace, key):
        offer_withdrawal(settings, key, "", by)


@main.group()
def text() -> None:
    """Texts that briefs print: who reviewed them, and who read the pages for survivors."""


@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--by", type=Name(), metavar="NAME", required=True, help="Who reviewed.")
@click.option("--on", type=DayParam(), help="The day of the review.  [default: today]")
def review(settings: Settings, ids: tuple[str, ...], by: str, on: date | None) -> None:
    """Write down that a person reviewed texts as they stand. ID is e.g. tsra/limits/es."""
    from billtrail.decisions import decisions

    day = on or sessions.today()
    done = decisions.review(settings.workspace, ids, by=by, on=day, say=say)
    count = f"{len(ids)} texts" if len(ids) > 1 else ids[0]
    click.echo(f"{count}: reviewed by {by}, {day}. Written to {done.file}; billtrail undo takes it "
               "back.")  # fmt: skip


command(review, text)


@click.argument("campaign")
@click.option("--language", default="en", show_default=True, help="en, plain or es.")
@click.option(
    "--reader",
    type=Name(),
    metavar="NAME",
    help="Who read it: the name they agreed to, initials or their group. It stays with you.",
)
@click.option("--survivor-led", is_flag=True, help="They are a survivor, or a survivor-led group.")
@click.option("--by", type=Name(), metavar="NAME", help="Who writes it down.")
@click.option("--on", type=DayParam(), help="The day of reading.  [default: today]")
def read(
    settings: Settings,
    campaign: str,
    language: str,
    reader: str | None,
    survivor_led: bool,
    by: str | None,
    on: date | None,
) -> None:
    """Write down who read the page for survivors of a campaign as it stands; without --reader, tell
    who did. It is a DRAFT until two people have, one of them survivor-led, and again when a word of
    it changes."""
    from billtrail.decisions.readers import page_readers

    known = Language(one_of("language", language, [one.value for one in Language]))
    with settings.snapshot() as snapshot:
        found = page_readers.read_page(snapshot, settings.workspace, campaign, known)
        if reader:
            if not by:
                raise UsageError("Say who writes it down: --by NAME.")
            done = page_readers.enter_reader(
                settings.workspace, found, reader=reader, survivor_led=survivor_led, by=by,
                on=on or sessions.today(), say=say,
            )  # fmt: skip
            say(f"Written to {done.file}; billtrail undo takes it back.")
            found = page_readers.read_page(snapshot, settings.workspace, campaign, known)
    click.echo("\n".join(page_readers.reading_lines(found)))


command(read, text)


@command
@click.argument("campaign")
@click.option("--format", "format_", type=click.Choice(_SHEETS), help="[default: by -o, else pdf]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A file, a folder for it, or -."
)
def review_sheet(
    settings: Settings, campaign: str, format_: str | None, output: Path | None
) -> None:
    """Print every sentence of a campaign in each language, with its ground, to review on paper."""
    from billtrail.briefs.sheets import render_review
    from billtrail.campaigns import load_organisation
    from billtrail.decisions import build_review_sheet
    from billtrail.snapshot import read_readings

    suffix = format_of(output, format_, _SHEETS)
    with settings.snapshot() as snapshot:
        readings = read_readings(snapshot.connection)
        sheet = build_review_sheet(snapshot.campaign(campaign), snapshot.on.isoformat(), readings)
    path = place(output, f"review_{campaign}_{sheet.on}.{suffix}")
    ours = load_organisation(settings.workspace.organisation)
    write_file(path, render_review(sheet, ours, suffix))
    say_path(path)


@command
@click.argument("change", type=click.IntRange(min=1), required=False, metavar="[ID]")
@click.option("--number", default=20, show_default=True, type=click.IntRange(min=1),
              help="How many changes, newest first.")  # fmt: skip
@json_option
def history(settings: Settings, change: int | None, number: int, as_json: bool) -> None:
    """The last changes: who, when, what. With ID, one of them, before and after."""
    from billtrail.decisions import read_history
    from billtrail.errors import UsageError

    entries = read_history(settings.workspace)
    shown = [one for one in entries if change in (None, one.id)][:number]
    if change and not shown:
        raise UsageError(f"There is no change {change}. 'billtrail history' has those that are.")
    if as_json:
        echo_json([_as_json(one) for one in shown])
        return
    for one in shown:
        click.echo("\n".join(_lines(one, whole=change is not None)))
    if not shown:
        click.echo("Nothing was changed here yet.")


def _lines(entry: Any, whole: bool) -> Iterator[str]:
    from billtrail.words import moment_words

    yield f"{entry.id}  {moment_words(entry.change.at)}  {entry.change.by}: {entry.what}"
    if entry.taken_back:
        by, at = entry.taken_back.by, moment_words(entry.taken_back.at)
        yield f"    taken back by {by}, {at}"
    if not whole:
        return
    for record in entry.records:
        yield f"    {record.what}: {record.did}"
        for one in record.fields:
            yield f"      {one.field}: {one.before or 'nothing'} -> {one.after or 'nothing'}"
    yield f"    {entry.change.command}"
    if not entry.taken_back:
        yield f"    {entry.stays or f'billtrail undo {entry.id} takes it back.'}"


def _as_json(entry: Any) -> dict[str, Any]:
    change, back = entry.change, entry.taken_back
    return {
        "id": entry.id, "at": change.at, "by": change.by, "what": entry.what,
        "command": change.command, "file": change.file or None,
        "records": [
            {"record": r.what, "did": r.did,
             "fields": [{"field": f.field, "before": f.before, "after": f.after} for f in r.fields]}
            for r in entry.records
        ],
        "taken_back": {"at": back.at, "by": back.by} if back else None,
        "can_be_taken_back": not back and not entry.stays,
    }  # fmt: skip


@command
@click.argument("change", type=click.IntRange(min=1), required=False, metavar="[ID]")
@_by_option
def undo(settings: Settings, change: int | None, by: str | None) -> None:
    """Take back the last change you made; again for the one before. With ID (see history), any
    change whose records no later one touched."""
    from billtrail.counts import load
    from billtrail.decisions import release
    from billtrail.decisions import undo as undoing

    undone = undoing.undo(settings.workspace, change, by=by, say=say)
    files = " and ".join(part.file for part in undone.parts)
    where = f", in {files}" if files else ""
    click.echo(f"Taken back: {undone.command} ({undone.by}, {day_of(undone.at)}){where}.")
    if undone.kind == load.LOAD:
        click.echo("What it had shown still counts as known to others.")
    if taken_back := release.position_undone(undone):
        offer_withdrawal(settings, *taken_back, by)


def offer_withdrawal(settings: Settings, bill: str, since: str, by: str | None) -> None:
    """A position changed: briefs and letters that were printed while the other one stood may say
    it, and may be out."""
    from billtrail.decisions import release

    printed = release.speaking_of(settings.workspace, bill, since)
    released = [brief for brief in printed if brief.released_to]
    for letter in (brief for brief in printed if brief.sent_on):
        say(f"Sent on {day_words(letter.sent_on)}, and may say the other position: {letter.words}. "
            "Send a new one.")  # fmt: skip
    if others := sum(not (brief.released_to or brief.sent_on) for brief in printed):
        papers, them = f"{others} papers that speak", "them"
        if others == 1:
            papers, them = "1 paper that speaks", "it"
        say(f"{papers} of {bill} may say the other position, not released: do not hand {them} out.")
    if not released:
        return
    say("Released, and may say the other position:")
    for brief in released:
        say(f"  {brief.words}")
    ids = [brief.id for brief in released]
    if sys.stdin.isatty() and click.confirm("Withdraw now?", default=True):
        release.withdraw(settings.workspace, ids, by=by, say=say)
        say("Withdrawn. Publish again, so that readers of the site see it.")
    else:
        say(f"Take back what says so: billtrail withdraw {' '.join(ids)}")


def key_of(settings: Settings, spelling: str, *, by_words: bool = True) -> tuple[str, bool]:
    """The key of any spelling, and whether the bill is in the database. What is decided on a bill
    asks for more than words of its title."""
    with settings.snapshot() as snapshot:
        try:
            found = snapshot.meaning(spelling)
        except NotStored as error:
            if len(error.offered) != 1:
                raise
            return error.offered[0], False
        if found.by_words and not by_words:
            raise UsageError(f"{found.notes[0]} Name it by its number: {found.id}.")
        for note in found.lines:
            say(note)
        return (found.id if found.kind == "bill" else snapshot.resolve_bill(spelling)), True
