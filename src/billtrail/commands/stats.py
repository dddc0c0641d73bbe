"""Figures and program counts: stats check, stats settle, stats load, stats template."""

import functools
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from billtrail.commands import DayParam, Name, Settings, command, main, say


@main.group()
def stats() -> None:
    """Figures: check them, settle an open question, load your program's counts."""


def _sheet_options(command: Any) -> Any:
    """What a person may say of a sheet of counts; the command gets ``reading``."""

    @functools.wraps(command)
    def chosen(settings: Settings, **options: Any) -> Any:
        from billtrail.counts import load as counting
        from billtrail.counts.reading import Choices

        said = {name: options.pop(name) for name in _CHOICES}
        roles = dict(map(_column_role, options.pop("columns")))
        more = {name: options.pop(name) for name in _READING}
        if more["dimension"] and not more["coarse"]:
            raise click.UsageError("--breakdown goes with --coarse.")
        reading = counting.Reading(Choices(**said, roles=roles), **more)
        return command(settings, reading=reading, **options)

    for option in reversed(_SHEET_OPTIONS):
        chosen = option(chosen)
    return chosen


def _column_role(text: str) -> tuple[str, str]:
    place, sign, role = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text!r} is not such as B=program.")
    return place.strip().upper(), role.strip().lower()


_CHOICES = ("sheet", "program", "measure", "period", "words", "fiscal")
_READING = ("coarse", "dimension", "new_names")
_SHEET_OPTIONS = (
    click.option("--program", default="", metavar="NAME", help="Who counted, if no column says."),
    click.option("--measure", default="", metavar="WORDS", help="What was counted, likewise."),
    click.option("--period", default="", metavar="WORDS", help='When, likewise, e.g. "Q1 2025".'),
    click.option("--column", "columns", multiple=True, metavar="LETTER=ROLE",
                 help="What a column is: B=program, C=breakdown, D=leave_out, ..."),
    click.option("--words", default="", metavar="NAME",
                 help="What heads of columns name beside a period: measure, or a breakdown."),
    click.option("--fiscal", type=click.IntRange(1, 12), default=7, show_default=True,
                 metavar="MONTH", help="The month in which a fiscal year begins."),
    click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook."),
    click.option("--coarse", is_flag=True, help="Years only, by one breakdown, rounded to 5."),
    click.option("--breakdown", "dimension", metavar="NAME",
                 help="The one for --coarse.  [default: the smallest]"),
    click.option("--new-names", is_flag=True, help="Names that look like another one are new."),
)  # fmt: skip


@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@_sheet_options
def check(settings: Settings, file: Path | None, reading: Any) -> None:
    """Prove the figures, or a statistics file of yours: sums, shares, series, formulas. Of a file
    of counts: what a load would change, hide and let you say; nothing is written."""
    from billtrail.campaigns.content import load as content
    from billtrail.counts import load as counting
    from billtrail.decisions import figure_report

    if file is None:
        lines = list(figure_report.check_lines(content.load_content(settings.workspace.root)))
    elif figure_report.is_statistics(file):
        lines = figure_report.check_file(file, settings.workspace.root)
    else:
        lines = list(_plan_lines(counting.check(settings.workspace, file, reading)))
    click.echo("\n".join(lines))


@click.argument("id")
@click.option("--base", required=True, metavar="WORDS", help='E.g. "240 survivors served in 2022".')
@click.option("--numerator", metavar="WORDS", help='E.g. "70 survivors forced to commit crimes".')
@click.option("--source", required=True, metavar="WORDS", help="How you know, e.g. a letter.")
@click.option("--sentence", metavar="TEXT", help="The sentence to print, if not the plain one.")
@click.option("--by", type=Name(), required=True, metavar="NAME", help="Who found out.")
@click.option("--on", type=DayParam(), help="The day.  [default: today]")
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
    from billtrail.campaigns.figures import blocked_because
    from billtrail.counts import settle as settling
    from billtrail.legislatures.calendar import sessions

    done = settling.settle(
        settings.workspace, id, base=base, numerator=numerator, source=source, sentence=sentence,
        by=by, on=on or sessions.today(), say=say,
    )  # fmt: skip
    row = settling.find_row(settings.workspace, id)
    click.echo(row["sentence"])
    still = blocked_because(row)
    click.echo(f"Still blocked: {still}" if still else f"{id} can be printed now.")
    click.echo(f"Written to {done.file}; billtrail undo takes it back.")


@click.argument("file", type=click.Path(path_type=Path))
@_sheet_options
@click.option(
    "--safe-copy",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help="Also write the counts that may be shown, as CSV for others.",
)
@click.option(
    "--by", type=Name(), metavar="NAME", help="Who loads them.  [default: your login name]"
)
def load(
    settings: Settings, file: Path, reading: Any, safe_copy: Path | None, by: str | None
) -> None:
    """Load aggregated counts (CSV or XLSX); small ones are hidden before anything is shown."""
    from billtrail.counts import load as counting
    from billtrail.workspace import journal

    done = counting.load(
        settings.workspace, file, reading, safe_copy=safe_copy, by=by or journal.login(), say=say
    )
    click.echo("\n".join(_loaded_lines(done, reading.coarse)))
    if safe_copy:
        click.echo(f"Safe copy: {safe_copy}")


@click.option("--now", is_flag=True, help="An edition between two release days.")
def release(settings: Settings, now: bool) -> None:
    """Show the counts that loads have kept, once a release day has come."""
    from billtrail.counts import load as counting

    for done in counting.release(settings.workspace, now=now, say=say):
        click.echo("\n".join(_shown_lines(done)))


@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--campaign", metavar="CAMPAIGN", help="Whose pages print them, before others.")
@click.option("--not", "off", is_flag=True, help="Its pages print them no more.")
@click.option("--by", type=Name(), metavar="NAME", help="Who says so.  [default: your login name]")
def use(
    settings: Settings, ids: tuple[str, ...], campaign: str | None, off: bool, by: str | None
) -> None:
    """Print figures of your own counts on a campaign's pages; without IDs: those that there are."""
    from billtrail.decisions import own_figures

    if not ids:
        with settings.snapshot() as snapshot:
            click.echo("\n".join(_own_lines(own_figures.read_own_figures(snapshot))))
        return
    if campaign is None:
        raise click.UsageError("Say on whose pages: --campaign tsra.")
    do = own_figures.take_off if off else own_figures.put_on
    done = do(settings.workspace, ids, campaign, by=by, say=say)
    click.echo(f"Written to {done.file}; billtrail undo takes it back.")


def _own_lines(figures: Sequence[Any]) -> Iterator[str]:
    for own in figures:
        used = f" (on the pages of {', '.join(own.campaigns)})" if own.campaigns else ""
        yield f"{own.figure.id}: {own.figure.sentence}{used or _not_printed(own)}"
    if not figures:
        yield "No counts of yours are shown yet: billtrail stats load FILE."


def _not_printed(own: Any) -> str:
    return f" (may not be printed: {own.why_not})" if own.why_not else ""


@click.argument("old")
@click.argument("new")
def rename(settings: Settings, old: str, new: str) -> None:
    """Correct a spelling: what was loaded and shown under OLD counts as NEW from now on."""
    from billtrail.counts import load as counting
    from billtrail.words import count_words

    found = counting.rename(settings.workspace, old, new)
    click.echo(f"{old} is {new} in {count_words(found, 'count')}, and in files still to come.")


def _loaded_lines(done: Any, coarse: bool) -> list[str]:
    from billtrail.words import count_words

    counts = count_words(len(done.file.counts), "count")
    lines = [*done.file.notes, f"{counts} loaded from {done.file.name}."]
    lines += [line for line in map(_line_words, done.plan.lines) if line.startswith("changed")]
    if done.kept_until:
        lines.append(f"Kept: the next release day is {done.kept_until}. Until then all stays as it "
                     "was shown; then billtrail stats release shows it. Few editions on fixed "
                     "days protect survivors; [counts] release in organisation.toml sets the "
                     "days, and stats release --now makes an edition today.")  # fmt: skip
    else:
        lines += _shown_lines(done)
        lines += [] if coarse else _coarse_lines(done)
    if done.forgotten:
        lines.append(f"{done.forgotten} earlier loads were deleted, as keep_loads says.")
    return lines


def _plan_lines(plan: Any) -> Iterator[str]:
    """What a load would do: each count, then what could be said."""
    yield from plan.notes
    yield from map(_line_words, plan.lines)
    yield f"{len(plan.lines) - len(plan.hidden)} would be shown, {len(plan.hidden)} hidden."
    if plan.others:
        yield f"{plan.others} other counts of these programs stay as they were loaded."
    if plan.kept_until:
        yield f"Nothing is shown before the next release day, {plan.kept_until}."
    for sentence in plan.sentences:
        blocked = f" (may not be printed: {sentence.why_not})" if sentence.why_not else ""
        yield f"would say: {sentence.text}{blocked}"
        if sentence.before and sentence.before != sentence.text:
            yield f"  says now: {sentence.before}"
    yield from (f"would say no more: {sentence}" for sentence in plan.dropped)
    yield from (f"in place of a hidden count: {sentence}" for sentence in plan.instead)
    yield "Nothing was loaded: billtrail stats load does it."


def _line_words(line: Any) -> str:
    """``changed: clients served in 2025: 150 -> 190``; of a hidden count that it is, and why."""
    seen = " -> ".join(dict.fromkeys(filter(None, (line.before, line.after))))
    why = f" ({line.why})" if line.why else ""
    return f"{line.state}: {line.program}, {line.what}: {seen or 'not shown'}{why}"


def _shown_lines(done: Any) -> list[str]:
    from billtrail.counts import as_figures
    from billtrail.words import count_words

    protected, hidden = done.protected, done.protected.hidden
    small = sum(protected.rules.is_small(cell.count.value) for cell in hidden)
    lines = [
        f"{len(protected.cells) - len(hidden)} are shown, {len(hidden)} hidden to protect survivors"
        + ("." if done.file.is_safe else f" ({small} small, {len(hidden) - small} with them)."),
        f"{count_words(done.figures, 'figure')} may be printed (program-counts.csv).",
    ]
    for reason, count in done.blocked.items():
        lines.append(f"{count_words(count, 'figure')} may not be printed: {reason}.")
    lines += _waiting_lines(protected)
    for cell in hidden:
        lines.append(f"hidden: {as_figures.cell_words(cell)}")
        if cell.given_away:
            lines.append("  others have published enough to work it out; ask them to take it back")
        lines += [f"  can be said: {as_figures.offer_words(offer)}" for offer in cell.offers]
    return lines


def _waiting_lines(protected: Any) -> list[str]:
    """Counts that have moved and yet stay as they were shown."""
    from billtrail.counts import as_figures

    why = f"it, or a group it would tell, moved by fewer than {protected.rules.step}"
    stay = (c for c in protected.cells
            if not c.hidden and not c.within and c.loaded != c.count.value)  # fmt: skip
    lines = [f"stays {cell.count.value:,} as shown on {cell.since}: "
             f"{as_figures.cell_words(cell)} ({why})" for cell in stay]  # fmt: skip
    new = (f"{count.program}, {as_figures.in_words(count)} {as_figures.period_words(count)}"
           for count in protected.left_out if count.value)  # fmt: skip
    return lines + [f"not listed yet: {what} (new in what was shown before; {why})" for what in new]


def _coarse_lines(done: Any) -> list[str]:
    cells, hidden = done.protected.cells, done.protected.hidden
    if done.file.is_safe or 2 * len(hidden) <= len(cells):
        return []
    return ["Over half is hidden. Fewer, larger counts say more: billtrail stats load FILE "
            "--coarse shows years by one breakdown, rounded to 5."]  # fmt: skip


@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def template(settings: Settings, file: Path) -> None:
    """Write a workbook (XLSX) to fill in with your program's counts."""
    from billtrail.counts import reading

    reading.write_template(file)
    click.echo(f"{file}: fill in the sheet Counts, then billtrail stats load {file}")


command(check, stats)
command(settle, stats)
command(load, stats)
command(release, stats)
command(use, stats)
command(rename, stats)
command(template, stats)
