"""Figures and program counts: stats check, stats settle, stats load, stats template."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from billtrail.commands import Day, Settings, command, main, say


@main.group()
def stats() -> None:
    """Figures: check them, settle an open question, load your program's counts."""


@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def check(settings: Settings, file: Path | None) -> None:
    """Prove the figures, or a statistics file of yours: sums, shares, series, formulas."""
    from billtrail import content, figure_report

    if file is None:
        lines = list(figure_report.check_lines(content.load_content(settings.workspace.root)))
    else:
        lines = figure_report.check_file(file, settings.workspace.root)
    click.echo("\n".join(lines))


@click.argument("id")
@click.option("--base", required=True, metavar="WORDS", help='E.g. "240 survivors served in 2022".')
@click.option("--numerator", metavar="WORDS", help='E.g. "70 survivors forced to commit crimes".')
@click.option("--source", required=True, metavar="WORDS", help="How you know, e.g. a letter.")
@click.option("--sentence", metavar="TEXT", help="The sentence to print, if not the plain one.")
@click.option("--by", required=True, metavar="NAME", help="Who found out.")
@click.option("--on", type=Day(), help="The day.  [default: today]")
def settle(
    settings: Settings,
    id: str,
    base: str,
    numerator: str | None,
    source: str,
    sentence: str | None,
    by: str,
    on: date | None,
) -> None:
    """Write down what a blocked figure is a share of, who found out and from what."""
    from billtrail import calendars, settling
    from billtrail.statistics import blocked_because

    done = settling.settle(
        settings.workspace, id, base=base, numerator=numerator, source=source, sentence=sentence,
        by=by, on=on or calendars.today(), say=say,
    )  # fmt: skip
    row = settling.find_row(settings.workspace, id)
    click.echo(row["sentence"])
    still = blocked_because(row)
    click.echo(f"Still blocked: {still}" if still else f"{id} can be printed now.")
    click.echo(f"Written to {done.file}; billtrail undo takes it back.")


@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--safe-copy",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help="Also write the counts that may be shown, as CSV for others.",
)
@click.option("--by", metavar="NAME", help="Who loads them.  [default: your login name]")
def load(settings: Settings, file: Path, safe_copy: Path | None, by: str | None) -> None:
    """Load aggregated counts (CSV or XLSX); small ones are hidden before anything is shown."""
    from billtrail import counting, journal

    done = counting.load(
        settings.workspace, file, safe_copy=safe_copy, by=by or journal.login(), say=say
    )
    click.echo("\n".join(_loaded_lines(done)))
    if safe_copy:
        click.echo(f"Safe copy: {safe_copy}")


def _loaded_lines(done: Any) -> list[str]:
    from billtrail import counts_figures
    from billtrail.words import count_words

    protected, hidden = done.protected, done.protected.hidden
    small = sum(protected.rules.is_small(cell.count.value) for cell in hidden)
    lines = [
        *done.file.notes,
        f"{len(done.file.counts)} counts loaded from {done.file.name}.",
        f"{len(protected.cells) - len(hidden)} are shown, {len(hidden)} hidden to protect survivors"
        + ("." if done.file.is_safe else f" ({small} small, {len(hidden) - small} with them)."),
        f"{count_words(done.figures, 'figure')} may be printed (program-counts.csv).",
    ]
    for reason, count in done.blocked.items():
        lines.append(f"{count_words(count, 'figure')} may not be printed: {reason}.")
    for revision in done.revisions:
        what = counts_figures.in_words(revision.count)
        period = counts_figures.period_words(revision.count)
        lines.append(f"revised: {what} {period}: {revision.before:,} before, "
                     f"{revision.count.value:,} now")  # fmt: skip
    for cell in hidden:
        lines.append(f"hidden: {counts_figures.cell_words(cell)}")
        if cell.given_away:
            lines.append("  others have published enough to work it out; ask them to take it back")
        lines += [f"  can be said: {counts_figures.offer_words(offer)}" for offer in cell.offers]
    if done.forgotten:
        lines.append(f"{done.forgotten} earlier loads were deleted, as keep_loads says.")
    return lines


@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(settings: Settings, file: Path) -> None:
    """Write a workbook (XLSX) to fill in with your program's counts."""
    from billtrail import counts_files

    counts_files.write_template(file)
    click.echo(f"{file}: fill in the sheet Counts, then billtrail stats load {file}")


command(check, stats)
command(settle, stats)
command(load, stats)
command(template, stats)
