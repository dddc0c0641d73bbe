"""The titles, sources and ready queries that every published file carries."""

from typing import Any

from datasette.utils import parse_metadata

from billtrail.data import FOLDER


def read_metadata() -> dict[str, Any]:
    """The shipped titles, sources and fixed queries; what only the file itself needs stays out."""
    file = FOLDER / "metadata.yaml"
    read = parse_metadata(file.read_text(encoding="utf-8"))
    return {name: value for name, value in read.items() if not name.startswith("x-")}
