"""What the record may have wrong: correct, doubts."""

from datetime import date
from typing import Any

import click

from billtrail.commands import DayParam, Name, Settings, command, echo_json, json_option, say
from billtrail.errors import UnknownKey, UsageError
from billtrail.legislatures.calendar import sessions
from billtrail.records import SHARES
from billtrail.workspace import prepare

#: The keys of ``decisions.doubts``, which is loaded only to decide.
_DECISIONS = ("accept", "refuse")


@command
@json_option
@click.argument("id", type=int, required=False)
@click.argument("decision", type=click.Choice(_DECISIONS), required=False)
@click.option("--by", type=Name(), metavar="NAME", help="Who decided.")
@click.option("--why", metavar="TEXT", help="Why it was decided so.")
def doubts(
    settings: Settings,
    id: int | None,
    decision: str | None,
    by: str | None,
    why: str | None,
    as_json: bool,
) -> None:
    """What publishers say of bills that is not taken yet: old and new side by side.

    A newer file that loses an act of a chamber, much of a list, or tells an end that cannot be, is
    in doubt: what we had stands, and every page says so. It is taken by itself when it is said
    again on another day. "ID accept" takes it now and "ID refuse" keeps what we have, with --by and
    --why; undo opens it again.
    """
    if decision is None:
        _list_doubts(settings, id, as_json)
        return
    if id is None or not by or not why:
        raise UsageError("Say who decides and why: billtrail doubts ID accept --by NAME --why TEXT")
    from billtrail.decisions import doubts as deciding
    from billtrail.words import terminal

    prepare(settings.workspace, say)
    bill = deciding.decide(settings.workspace, id, decision, by=by, why=why)
    with settings.snapshot() as snapshot:
        click.echo("\n".join(terminal.bill_lines(snapshot.bill(bill))))
    say(f"Doubt {id}: {decision}, {by}. billtrail undo takes it back.")


def _list_doubts(settings: Settings, id: int | None, as_json: bool) -> None:
    from billtrail.words.doubts import build_sides, doubt_json, doubt_lines, settled_by

    found = [
        (
            one,
            build_sides(one.doubt, ((c.field, c.old, c.new) for c in one.changes)),
            settled_by(one.doubt),
        )
        for one in _found(settings, id)
    ]
    if as_json:
        echo_json([doubt_json(one.bill, one.doubt, sides, by) for one, sides, by in found])
        return
    if not found:
        click.echo("Nothing is in doubt.")
        return
    with settings.snapshot() as snapshot:
        bills = snapshot.every_bill(one.bill for one, _, _ in found)
        for one, sides, by in found:
            click.echo("\n".join([*doubt_lines(one.doubt, bills[one.bill], sides, by), ""]))
    click.echo("Decide with: billtrail doubts ID accept|refuse --by NAME --why TEXT")


def _found(settings: Settings, id: int | None) -> list[Any]:
    """The open doubts, or the one of a number; raises UnknownKey."""
    from billtrail.snapshot import read_doubts

    with settings.snapshot() as snapshot:
        found = list(read_doubts(snapshot.connection))
    if id is None:
        return found
    numbers = [str(one.doubt.id) for one in found]
    if str(id) not in numbers:
        raise UnknownKey("open doubt", str(id), numbers[:5])
    return [one for one in found if one.doubt.id == id]


@command
@json_option
@click.argument("bill", required=False)
def gaps(settings: Settings, bill: str | None, as_json: bool) -> None:
    """Where one publisher lags another or a record contradicts itself, with a text to report it.

    Of one BILL in any spelling, or of all that are followed, as the record is now. Each gap comes
    with a title and a few sentences to paste where its publisher takes such reports. What is late
    by no more than the publisher's usual silence is only told.
    """
    from billtrail.snapshot.record import read_gaps
    from billtrail.words import gap_json, gap_lines

    if settings.as_of is not None:
        raise UsageError("The gaps are those of the record as it is now: leave out --as-of.")
    with settings.snapshot() as snapshot:
        found = read_gaps(snapshot, [snapshot.resolve_bill(bill)] if bill else None)
    if as_json:
        echo_json([gap_json(one) for one in found])
    else:
        click.echo("\n".join(gap_lines(found)).rstrip())


@command
@click.argument("key")
@click.argument("field")
@click.argument("value")
@click.option("--by", type=Name(), required=True, metavar="NAME", help="Who corrects it.")
@click.option("--on", type=DayParam(), required=True, help="The day it was found.")
@click.option("--why", required=True, metavar="TEXT", help="What is wrong in the record.")
@click.option("--link", required=True, metavar="URL", help="Where it can be read.")
@click.option(
    "--share",
    type=click.Choice(SHARES),
    default=SHARES[0],
    show_default=True,
    help="Who may have the reason beside staff: the coalition's published file, or everybody's.",
)
def correct(
    settings: Settings, key: str, field: str, value: str, by: str, on: date, **why: Any
) -> None:
    """Set the record of a bill right, above what every publisher says.

    FIELD is title, short-title, introduced-date, law or sponsor, and VALUE its text; or a step
    such as passed-house, signed or became-law, and VALUE the day it was taken (2026-01-23), or
    "not" where it was not taken: "not 2026-01-23" means one of several. "as-published" takes a
    correction away again.

    It is shown as corrected, with the day and the link, kept in corrections.toml of the workspace,
    and undo takes it back.
    """
    from billtrail.decisions import correct as correcting
    from billtrail.words import terminal

    asked = correcting.Asked(by, on, **why)
    today, now = sessions.today(), sessions.utc_now()
    with settings.snapshot() as snapshot:
        found = snapshot.resolve_bill(key)
        correcting.correct(
            settings.workspace, snapshot, found, field, value, asked, today=today, now=now, say=say
        )
    with settings.snapshot() as snapshot:
        click.echo("\n".join(terminal.bill_lines(snapshot.bill(found))))
