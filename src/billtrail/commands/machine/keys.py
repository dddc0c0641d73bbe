"""Keys of publishers' services: their terms are shown, and agreed to, before one is stored."""

import click

from billtrail.bills import Access
from billtrail.commands import Name, Settings, command
from billtrail.errors import UsageError
from billtrail.scrapers import load_sources, source_named
from billtrail.workspace import keys, login


@command
@click.argument("source", metavar="SOURCE")
@click.option(
    "--by", type=Name(), metavar="NAME", help="Who agrees to its terms.  [default: your login name]"
)
@click.option("--remove", is_flag=True, help="Take the key out, and that its terms were agreed to.")
def key(settings: Settings, source: str, by: str | None, remove: bool) -> None:
    """Store the key of a publisher's service, which you get from it. Terms that it has are shown
    first, and agreed to, or nothing is stored. Sources with a key: billtrail key list."""
    if source == "list":
        for name, one in _with_keys().items():
            click.echo(f"{name:<16} {one.name:<20} {one.sign_up}")
        return
    access = source_named(source).access
    if access is None:
        raise UsageError(f"{source} asks for no key. Those that do: {', '.join(_with_keys())}.")
    if remove:
        keys.drop_key(settings.workspace, access)
        click.echo(f"secrets.env has no {access.name} any more.")
        return
    _say_terms(source_named(source).title, access)
    if access.terms and not click.confirm("Do you agree?", default=False):
        click.echo("Nothing was stored.")
        return
    given = _ask_key(settings, access)
    if access.terms:
        keys.agree(settings.workspace, access, by or login())
    if given:
        keys.keep_key(settings.workspace, access, given)
        click.echo(f"{access.name} is stored in secrets.env, which is yours alone.")
    else:
        click.echo(f"{access.name} of the environment is used from now on.")


def _with_keys() -> dict[str, Access]:
    return {name: one.access for name, one in load_sources().items() if one.access}


def _say_terms(title: str, access: Access) -> None:
    click.echo(f"A key of {title}: {access.sign_up}")
    if access.terms:
        click.echo("Its terms, in our words:")
    for term in access.terms:
        click.echo(f"- {term}")


def _ask_key(settings: Settings, access: Access) -> str:
    """What is typed; nothing where the environment has a key already."""
    from billtrail.workspace import read_secret

    there = read_secret(settings.workspace.root, access.name)
    hint = "  [Enter: the one that is there]" if there else ""
    given = str(click.prompt(f"The key{hint}", hide_input=True, default="", show_default=False))
    given = given.strip()
    if not given and not there:
        raise UsageError("No key was given. Nothing was stored.")
    if len(given.split()) > 1:
        raise UsageError("A key has no blanks inside. Nothing was stored.")
    return given
