"""The bar of an update on a terminal: what is asked of whom, how far it has come, and how long a
publisher asked us to wait. Nothing is drawn where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from billtrail.progress import Progress, ProgressStep, untold

Say = Callable[[str], None]
#: A source's name is cut to this, what is asked for to that, so that 80 columns hold all.
_NAME, _NOW = 22, 30


@contextmanager
def update_bar(say: Say, *, quiet: bool = False) -> Iterator[tuple[Say, Progress]]:
    """What says a line, and a ``Progress`` that draws on standard error where that is a terminal;
    while it is drawn, lines come above it."""
    if quiet or not sys.stderr.isatty():
        yield say, untold
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.fields[source]}", markup=False), BarColumn(16),
               _count_column(), _now_column(), TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        task = drawn.add_task("", total=None, source="", now="", until=0.0)

        def above(line: str) -> None:
            drawn.console.print(line, markup=False, highlight=False, soft_wrap=True)

        yield above, lambda step: drawn.update(task, **_fields(step))


def _fields(step: ProgressStep) -> dict[str, Any]:
    fields = {
        "source": step.source.partition(" (")[0][:_NAME],
        "now": (step.now or step.doing)[:_NOW],
        "completed": step.done,
        "until": monotonic() + step.pause if step.pause else 0.0,
    }
    return {**fields, "total": step.total}


def _count_column() -> Any:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class CountColumn(ProgressColumn):
        """``12/38``; nothing where it is not known how many there are."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.completed:.0f}/{task.total:.0f}" if task.total else "")

    return CountColumn()


def _now_column() -> Any:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class Now(ProgressColumn):
        """What is asked for, or how long the publisher asked us to wait."""

        max_refresh = None

        def render(self, task: Task) -> Text:
            left = task.fields["until"] - monotonic()
            waiting = f"asked to wait, {left:.0f} s left"
            return Text(waiting if left > 0 else task.fields["now"], no_wrap=True)

    return Now()
