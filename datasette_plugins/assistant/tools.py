"""Our own tools beside those of ``datasette-mcp``: questions in the words of the field, answered by
the same values as the pages. All of them read, and all of them read one published file."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from billtrail.datasette_plugins.server import ANSWERED, read_site
from billtrail.snapshot import Snapshot

from . import answers, questions
from .answers import Answer, as_of

if TYPE_CHECKING:
    from datasette.app import Datasette

_Read = Callable[[Snapshot], Answer]
_Tool = Callable[..., Awaitable[Answer]]


@hookimpl
def register_mcp_tools(datasette: "Datasette", mcp: Any) -> None:
    """Called by ``datasette-mcp`` when it makes its server."""
    from mcp.types import ToolAnnotations

    # It notes every question; whoever serves the file did not ask to know them.
    logging.getLogger("mcp").setLevel(logging.WARNING)
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    answer = partial(_answer, datasette)
    for tool in (*_tools(answer), *_questions(datasette, answer)):
        mcp.tool(annotations=reads)(tool)


async def _answer(datasette: "Datasette", read: _Read) -> Answer:
    """What one snapshot of today says; what is wrong with the question, in words."""
    try:
        return await read_site(datasette, read)
    except ANSWERED as error:
        raise _told(error) from None


def _told(error: Exception) -> Exception:
    """As a tool tells it."""
    from mcp.server.mcpserver.exceptions import ToolError

    return ToolError(str(error))


def _tools(answer: Callable[[_Read], Awaitable[Answer]]) -> tuple[_Tool, ...]:
    """The tools by their names; a docstring is what a client reads of one."""

    async def where_it_stands(name: str) -> dict[str, Any]:
        """Where a bill or an effort stands, who acts next and what the record leaves open.

        name: a bill in any spelling (H.R. 4323, AB 379 of 2025, us-119-hr4323), or the title of
        a bill or an effort. Say the day in "as_of" with every status you repeat.
        """
        return await answer(lambda snapshot: answers.stands(snapshot, name))

    async def effort(name: str) -> dict[str, Any]:
        """All bills of one effort over the sessions: companions, earlier attempts, the law.

        name: the effort, or any of its bills. A bill that died can belong to an effort that is
        law by another bill: read "stage" of the effort.
        """
        return await answer(lambda snapshot: answers.effort(snapshot, name))

    async def changes_since(day: str, bill: str | None = None) -> dict[str, Any]:
        """What was seen to change since a day (YYYY-MM-DD), newest first; of one bill if named."""
        return await answer(lambda snapshot: answers.changes(snapshot, day, bill))

    async def search_bills(words: str) -> dict[str, Any]:
        """Bills by number in any spelling, or by words of titles, summaries and whole texts."""
        return await answer(lambda snapshot: answers.search(snapshot, words))

    async def what_may_be_said(name: str) -> dict[str, Any]:
        """Sentences and figures that may be said today of a campaign, an effort or a bill, each
        with its sources; and those that may not be said any more, with why.

        Repeat a figure only with its base and period.
        """
        return await answer(lambda snapshot: answers.sayings(snapshot, name))

    return where_it_stands, effort, changes_since, search_bills, what_may_be_said


def _questions(
    datasette: "Datasette", answer: Callable[[_Read], Awaitable[Answer]]
) -> tuple[_Tool, ...]:
    """The ready questions of the site."""

    async def ready_questions() -> dict[str, Any]:
        """Questions that are ready: what each tells, and what it wants to know."""
        return await questions.ready_questions(datasette)

    async def ask_ready_question(
        question: str, given: dict[str, str] | None = None
    ) -> dict[str, Any]:
        """The rows that answer one of ready_questions.

        given: a value for each of what it wants; a bill ("key") in any spelling. Say the day in
        "as_of" with what you repeat.
        """
        try:
            rows = await questions.ask(datasette, question, given or {})
        except ANSWERED as error:
            raise _told(error) from None
        return await answer(as_of) | rows

    return ready_questions, ask_ready_question
