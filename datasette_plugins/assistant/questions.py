"""The ready questions as tools. They are asked at their addresses as a person asks them, so that a
bill may be named in any spelling and of a large edition the file is asked that has it:
``datasette-mcp`` itself would ask the front, which has no steps of a bill that nobody follows."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from datasette.utils import derive_named_parameters

from billtrail.datasette_plugins.find import ready_queries
from billtrail.datasette_plugins.server import DATABASE
from billtrail.errors import UnknownKey, UsageError

from .answers import NOT_HERE, Answer

if TYPE_CHECKING:
    from datasette.app import Datasette


async def ready_questions(datasette: "Datasette") -> Answer:
    """Each with its id, what it tells, and the names of what it wants to know."""
    database = datasette.get_database(DATABASE)
    return {
        "questions": [
            {"question": id, "title": query.get("title", ""),
             "about": query.get("description", ""),
             "wants": sorted({*await derive_named_parameters(database, query["sql"])}),
             "example": query.get("example", {})}
            for id, query in ready_queries(datasette).items()
        ]
    }  # fmt: skip


async def ask(datasette: "Datasette", question: str, given: Mapping[str, str]) -> Answer:
    """The rows. Raises UsageError for a question that there is not, or that cannot be answered."""
    if question not in (known := ready_queries(datasette)):
        raise UsageError(str(UnknownKey("question", question, tuple(known))))
    answer = await datasette.client.get(
        datasette.urls.path(f"/{DATABASE}/{question}.json"),
        params={**given, "_shape": "objects"},
    )
    said: dict[str, Any] = answer.json()
    if not said.get("ok", True) or answer.status_code != 200:
        raise UsageError(str(said.get("error") or said.get("title")))
    return {"rows": said["rows"], "truncated": said["truncated"],
            "notes": [] if said["rows"] else [NOT_HERE]}  # fmt: skip
