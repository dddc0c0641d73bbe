"""All counts that hang together with those of a file: which edition they make, and what of them is
on display."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from billtrail.counts.suppression import Count, Key, Protected, linked, protect
from billtrail.legislatures.calendar import sessions

from . import store as counts_store
from .reading import CountsFile
from .settings import CountsSettings, last_release


class Sheet:
    """All counts that hang together with those of a file, whenever they were loaded, and what was
    shown of them."""

    def __init__(self, store: Any, file: CountsFile, settings: CountsSettings) -> None:
        self.store, self.file, self.settings = store, file, settings
        self.latest = counts_store.latest_counts(store)
        before = counts_store.last_edition(store, settings.rules)
        new = {c.key: c for c in file.counts}
        counts = new | {key: c for key, c in self.latest.items() if key not in new}
        self.programs = _programs_of(file, counts.values(), before)
        self.counts = {key: c for key, c in counts.items() if key[0] in self.programs}
        self.before = before and only(before, lambda key: key[0] in self.programs)

    @classmethod
    def of_load(cls, store: Any, load: int, settings: CountsSettings) -> "Sheet":
        """A load that was kept."""
        name, rounding = counts_store.about_load(store, load)
        file = CountsFile(name, counts_store.counts_of_load(store, load))
        return cls(store, file, replace(settings, rules=replace(settings.rules, rounding=rounding)))

    def may_show(self) -> bool:
        """Whether none of these programs was shown since the last release day."""
        day = last_release(sessions.today(), self.settings.release)
        shown = counts_store.last_shown(self.store, self.programs)
        return shown is None or self.settings.release == "load" or shown < day.isoformat()

    def edition(self) -> Protected:
        """What others would see, were it shown today."""
        new = {count.key for count in self.file.counts}
        return protect(
            self.file.counts, self.settings.rules, before=self.before,
            day=sessions.today().isoformat(),
            older=[c for key, c in self.counts.items() if key not in new],
        )  # fmt: skip

    def show(self, number: int, edition: Protected | None = None) -> Protected:
        """Show it today, as the edition of a load, and write that down."""
        found = edition or self.edition()
        counts_store.save_edition(self.store, number, found, self.before)
        counts_store.save_shown(self.store, sessions.today().isoformat(), self.programs)
        return self.still_loaded(found)

    def on_display(self) -> Protected:
        """What was shown last."""
        return self.still_loaded(self.before or Protected((), self.settings.rules))

    def still_loaded(self, edition: Protected) -> Protected:
        """What only a load had that was taken back is known to others, but no figure any more.
        What may leave is as the newest load says."""
        return _by_the_threshold(replace(edition, cells=tuple(
            replace(s, count=replace(s.count, share=self.counts[s.count.key].share))
            for s in edition.cells if s.count.key in self.counts
        )))  # fmt: skip


def _by_the_threshold(edition: Protected) -> Protected:
    """Where the threshold was raised since, what was shown and is small now is shown no more, with
    what would tell it. It is known to who saw it, and the ledger says so."""
    shown = [cell.count for cell in edition.cells if not cell.hidden]
    if not any(edition.rules.is_small(one.value) and not one.public for one in shown):
        return edition
    anew = {cell.count.key for cell in protect(shown, edition.rules, offers=False).hidden}
    return replace(edition, cells=tuple(
        replace(cell, hidden=True) if cell.count.key in anew else cell for cell in edition.cells
    ))  # fmt: skip


def only(edition: Protected, wanted: Callable[[Key], bool]) -> Protected:
    cells = tuple(c for c in edition.cells if wanted(c.count.key))
    left_out = tuple(count for count in edition.left_out if wanted(count.key))
    return replace(edition, cells=cells, left_out=left_out)


def _programs_of(
    file: CountsFile, counts: Iterable[Count], before: Protected | None
) -> Collection[str]:
    """The programs of a file, and those whose counts hang together with theirs."""
    shown = [cell.count for cell in before.cells] if before else []
    known = before.sums if before else frozenset()
    groups = [{c.key[0] for c in group} for group in linked([*shown, *counts], known)]
    programs = {count.key[0] for count in file.counts}
    while more := {p for group in groups if group & programs for p in group} - programs:
        programs |= more
    return programs
