"""Ready questions (the fixed queries of ``metadata.yaml``) as a person asks them.

A bill may be named in any spelling, and a page opened without an answer to its question opens with
the example that the query has. The SQL stays plain, so that it also runs elsewhere: only what is
asked for is put into words that it knows.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from billtrail.datasette_plugins.server import ANSWERED, DATABASE, read_site
from billtrail.editions import NAME
from billtrail.snapshot import Snapshot

if TYPE_CHECKING:
    from datasette.app import Datasette

App = Callable[[Any, Any, Any], Awaitable[None]]

_ADDRESS = re.compile(rf"/(?P<file>{DATABASE}|{NAME})/(?P<query>[\w-]+)(?P<ending>\.\w+)?")
#: The parameter that names a bill.
_BILL = "key"


def with_ready_questions(app: App, datasette: "Datasette") -> App:
    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            scope = await _as_known(datasette, scope)
        await app(scope, receive, send)

    return wrapped


async def _as_known(datasette: "Datasette", scope: Any) -> Any:
    """The request with the example or the bill's key in its address, where it asks a question."""
    found = _ADDRESS.fullmatch(scope["path"])
    query = found and ready_queries(datasette).get(found["query"])
    if not found or not isinstance(query, dict):
        return scope
    asked = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    known = asked if found["ending"] else _with_example(asked, query.get("example", {}))
    file = found["file"]
    if known.get(_BILL):
        key, file = await _key(datasette, known[_BILL])
        known = known | {_BILL: key}
    if known == asked and file == found["file"]:
        return scope
    path = f"/{file}/{found['query']}{found['ending'] or ''}"
    query = urlencode(known).encode()
    return {**scope, "path": path, "raw_path": path.encode(), "query_string": query}


def ready_queries(datasette: "Datasette") -> Mapping[str, Any]:
    """By their ids, as ``metadata.yaml`` has them."""
    return datasette.metadata("queries", database=DATABASE) or {}


def _with_example(asked: dict[str, str], example: Mapping[str, str]) -> dict[str, str]:
    """What a page is asked, with the example where it is asked nothing: a person who sends an empty
    field wants to see what that gives."""
    return asked if asked.keys() & example.keys() else {**asked, **example}


async def _key(datasette: "Datasette", spelling: str) -> tuple[str, str]:
    """The key of a bill in any spelling, and the database that has its parts; what no bill is
    called stays as it is."""

    def read(snapshot: Snapshot) -> tuple[str, str]:
        key = snapshot.resolve_bill(spelling.strip())
        return key, snapshot.facts.name(key) or DATABASE

    try:
        return await read_site(datasette, read)
    except ANSWERED:
        return spelling, DATABASE
