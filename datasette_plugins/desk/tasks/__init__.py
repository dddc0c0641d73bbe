"""The tasks of the desk, found by walking this folder: a module, or a package, with ``TASK``."""

import importlib
import pkgutil
from functools import cache

from billtrail.datasette_plugins.desk import Task


def find_task(name: str) -> Task | None:
    """The task at ``/-/desk/<name>``."""
    return next((task for task in _all_tasks() if task.name == name), None)


def front_tasks() -> tuple[Task, ...]:
    """Those of the front page, in their order."""
    shown = (task for task in _all_tasks() if task.place is not None)
    return tuple(sorted(shown, key=lambda task: (task.place, task.name)))


@cache
def _all_tasks() -> tuple[Task, ...]:
    modules = (importlib.import_module(f"{__name__}.{m.name}")
               for m in pkgutil.iter_modules(__path__))  # fmt: skip
    return tuple(module.TASK for module in modules if hasattr(module, "TASK"))
