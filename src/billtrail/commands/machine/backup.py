"""The workspace in one file, and back: backup, restore."""

import getpass
import sys
from pathlib import Path

import click

from billtrail import __version__
from billtrail.commands import Settings, command, say
from billtrail.workspace import prepare

_FILE = click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
_PASSPHRASE = click.option(
    "--passphrase-file",
    type=click.File(encoding="utf-8"),
    metavar="FILE",
    help="Where the passphrase stands on the first line; - is standard input.",
)


@command
@_FILE
@click.option("--private", is_flag=True, help="With raw counts, survivors' words and keys, locked.")
@_PASSPHRASE
def backup(settings: Settings, file: Path, private: bool, passphrase_file: click.File) -> None:
    """Copy the workspace into FILE, a zip.

    Raw counts, survivors' own words and keys stay out, or are locked under a passphrase with
    --private. Nothing else can open them then: keep the passphrase apart from the file.
    """
    from billtrail.workspace import backup as backups

    passphrase = _asked(passphrase_file, again=True) if private or passphrase_file else None
    made = backups.write_backup(
        settings.workspace, file, passphrase=passphrase, version=__version__
    )
    click.echo(f"{made.path} ({made.files:,} files, {made.size:,} bytes)")
    for name in made.locked:
        click.echo(f"locked: {name}")
    for name in made.left_out:
        click.echo(f"left out: {name} (private; --private takes it along, locked)")
    say(f"Back from it: billtrail --workspace NEWFOLDER restore {made.path}")


@command
@_FILE
@click.option("--without-private", is_flag=True, help="Leave out what is locked; ask for nothing.")
@_PASSPHRASE
def restore(
    settings: Settings, file: Path, without_private: bool, passphrase_file: click.File
) -> None:
    """Make a workspace from FILE that backup wrote. Its folder must be new or empty."""
    from billtrail.workspace import backup as backups

    wanted = not without_private and bool(backups.read_backup(file).locked)
    passphrase = _asked(passphrase_file, again=False) if wanted else None
    made = backups.restore(file, settings.workspace, passphrase=passphrase)
    click.echo(f"{settings.workspace.root} (of {made.made_at}, by Billtrail {made.version}: "
               f"{made.files:,} files)")  # fmt: skip
    for name in made.left_out:
        click.echo(f"not in it: {name}")
    prepare(settings.workspace, say=say)


def _asked(file: click.File, *, again: bool) -> str:
    """The passphrase, from a file or from the keyboard, where it is not shown."""
    if file:
        given = file.readline().rstrip("\r\n")  # type: ignore[attr-defined]
    elif sys.stdin.isatty():
        given = getpass.getpass("Passphrase: ")
        if again and given and getpass.getpass("Once more: ") != given:
            raise click.UsageError("The two are not the same. Nothing was written.")
    else:
        raise click.UsageError(
            "Give the passphrase with --passphrase-file FILE, or - for standard input."
        )
    if not given:
        raise click.UsageError("The passphrase is empty. Nothing was written.")
    return str(given)
