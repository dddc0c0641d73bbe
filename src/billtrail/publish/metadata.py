"""The titles, sources and ready queries that every published file carries."""

from typing import Any

import yaml

from billtrail.data import FOLDER

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_metadata() -> dict[str, Any]:
    """The shipped titles, sources and fixed queries; what only the file itself needs stays out."""
    file = FOLDER / "metadata.yaml"
    read = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    return {name: value for name, value in read.items() if not name.startswith("x-")}
