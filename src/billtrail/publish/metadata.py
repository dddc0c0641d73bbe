"""The titles, sources and ready queries that every published file carries."""

from pathlib import Path
from typing import Any

import yaml

from billtrail.data import FOLDER
from billtrail.errors import UsageError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_metadata() -> dict[str, Any]:
    """The shipped titles, sources and fixed queries; what only the file itself needs stays out."""
    file = FOLDER / "metadata.yaml"
    read = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    return {name: value for name, value in read.items() if not name.startswith("x-")}


def read_plugins(database: Path) -> dict[str, Any]:
    """What ``datasette.yaml`` beside a published file says under ``plugins``: how other plugins
    of Datasette are set, by their names. Publishing leaves that file alone. Nothing else in it
    counts, so it cannot undo a limit of the site.

    Raises UsageError where it cannot be read.
    """
    file = database.parent / "datasette.yaml"
    if not file.is_file():
        return {}
    try:
        read = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise UsageError(f"{file} cannot be read: {' '.join(str(error).split())}") from error
    plugins = read.get("plugins", {}) if isinstance(read, dict) else read or {}
    if not isinstance(plugins, dict):
        raise UsageError(f"{file} is not as expected: 'plugins:', and under it a plugin's name.")
    return plugins
