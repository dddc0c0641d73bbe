"""What survivors can ask for, by jurisdiction, and who has read which row of it."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from billtrail.commands import (
    DayParam,
    Name,
    Settings,
    command,
    command_group,
    echo_json,
    json_option,
    say,
)
from billtrail.legislatures.calendar import sessions

if TYPE_CHECKING:
    from billtrail.snapshot.law import ReliefRow


@click.pass_context
@json_option
def _law_relief(context: click.Context, settings: Settings, as_json: bool) -> None:
    """How the law compares: what survivors can ask for, where, by the sections we have read. A
    brief counts a row once two people have read it: law-relief read ROW --by NAME."""
    if context.invoked_subcommand:
        return
    from billtrail.snapshot.law import read_relief, relief_json

    with settings.snapshot() as snapshot:
        rows = read_relief(snapshot)
    if as_json:
        echo_json([relief_json(row) for row in rows])
    elif not rows:
        click.echo("Nobody has written down what a law says yet.")
    else:
        click.echo("\n\n".join("\n".join(_row_lines(row)) for row in rows))


law_relief = command_group(_law_relief)


@click.argument("row")
@click.option("--by", type=Name(), metavar="NAME", required=True,
              help="Who read it: the name they agreed to, initials or their group. It stays with "
                   "you.")  # fmt: skip
@click.option("--on", type=DayParam(), help="The day of reading.  [default: today]")
@click.option("--withdraw", is_flag=True, help="Take back that they read it.")
def read(settings: Settings, row: str, by: str, on: date | None, withdraw: bool) -> None:
    """Write down that somebody read a row against its sources, as it stands. When a word of it
    changes it waits for its readers again."""
    from billtrail.decisions.readers import relief_readers
    from billtrail.snapshot.law import find_relief, read_relief

    with settings.snapshot() as snapshot:
        relief = find_relief(read_relief(snapshot), row).relief
    if withdraw:
        done = relief_readers.withdraw_reading(settings.workspace, relief, by=by, say=say)
    else:
        day = on or sessions.today()
        done = relief_readers.enter_reading(settings.workspace, relief, by=by, on=day, say=say)
    say(f"Written to {done.file}; billtrail undo takes it back.")
    with settings.snapshot() as snapshot:
        click.echo("\n".join(_row_lines(find_relief(read_relief(snapshot), row))))


command(read, law_relief)


def _row_lines(row: "ReliefRow") -> Iterator[str]:
    """A row for the terminal: what it says, from where, and what it waits for."""
    from billtrail.law import KIND
    from billtrail.words import (
        RELIEF_FACTS,
        RELIEF_KINDS,
        bill_words,
        change_of_law_words,
        changed_words,
        in_sentence,
        law_of_words,
        read_in_words,
        relief_says,
        waits_for_words,
    )

    relief = row.relief
    yield (f"{relief.id}: {law_of_words(relief.jurisdiction)}. {RELIEF_KINDS[relief.kind]}, "
           f"{relief.main.citation}")  # fmt: skip
    for cell in row.cells:
        fact = cell.fact
        if fact.fact != KIND:
            other = "" if fact.text == relief.main.text else f"; {in_sentence(read_in_words(fact))}"
            yield f"   {RELIEF_FACTS[fact.fact]}: {relief_says(fact)} [{fact.cited}{other}]"
        if changed := changed_words(cell.changed_by, cell.undone):
            yield f"      {changed}"
    yield f"   {read_in_words(relief.main)}"
    for bill, what in row.coming:
        yield f"   {bill_words(bill)} {change_of_law_words(what, proposed=True)} it."
    yield f"   {waits_for_words(row.readers)}"
