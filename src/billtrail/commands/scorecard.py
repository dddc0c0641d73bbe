"""Which votes the scorecard of a session counts: scorecard votes, choose, drop, list."""

import click

from billtrail.commands import Name, Settings, command, main, say
from billtrail.legislatures.calendar import sessions

_BY = click.option("--by", type=Name(), metavar="NAME", help="[default: your login name]")


@main.group()
def scorecard() -> None:
    """Choose the votes that 'report-of-session --scorecard' prints, member by member."""


@click.argument("bill")
def votes(settings: Settings, bill: str) -> None:
    """The roll calls on BILL that may be chosen, by number."""
    from billtrail import scorecard as cards

    with settings.snapshot() as snapshot:
        status = snapshot.bill(snapshot.resolve_bill(bill))
    click.echo("\n".join(cards.vote_lines(status)))


@click.argument("bill")
@click.argument("vote")
@click.option("--counts", type=click.Choice(["yes", "no"]), required=True,
              help="What a member says with us.")  # fmt: skip
@click.option("--why", required=True, metavar="TEXT", help="Why it counts; printed.")
@_BY
def choose(settings: Settings, bill: str, vote: str, counts: str, why: str, by: str | None) -> None:
    """Count a roll call on BILL. VOTE is its number in 'scorecard votes', or its id."""
    from billtrail import scorecard as cards
    from billtrail.workspace import login

    with settings.snapshot() as snapshot:
        status = snapshot.bill(snapshot.resolve_bill(bill))
    found = cards.find_vote(status, vote)
    cards.choose_vote(
        settings.workspace, status, found, counts=counts, why=why, by=by or login(),
        on=sessions.today(), say=say,
    )  # fmt: skip
    click.echo(f"Counted: {cards.vote_words(status, found)}. billtrail undo takes it back.")


@click.argument("number")
@_BY
def drop(settings: Settings, number: str, by: str | None) -> None:
    """Count the vote of this NUMBER, as in 'scorecard list', no longer."""
    from billtrail import scorecard as cards
    from billtrail.workspace import login

    cards.drop_vote(settings.workspace, number, by=by or login(), say=say)
    click.echo("It is counted no longer. billtrail undo takes that back.")


def list_(settings: Settings) -> None:
    """The votes that were chosen, who chose them and why."""
    from billtrail.legislatures import display
    from billtrail.scorecard import load_chosen_votes

    chosen = load_chosen_votes(settings.workspace.root)
    for one in chosen:
        click.echo(f"{one.id:>3}  {display(one.bill)}, {one.vote}: with us is {one.counts}")
        click.echo(f"     {one.why} ({one.by}, {one.on})")
    if not chosen:
        click.echo("No vote was chosen yet. See 'billtrail scorecard votes BILL'.")


for _function in (votes, choose, drop, list_):
    command(_function, scorecard)
