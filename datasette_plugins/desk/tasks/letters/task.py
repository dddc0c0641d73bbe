"""The task "Letters", and what its buttons do."""

from collections.abc import Callable
from dataclasses import replace

from billtrail.briefs import papers
from billtrail.datasette_plugins.desk import Asked, Part, Saved, Task, draw_picture
from billtrail.legislatures import full_name
from billtrail.snapshot import Snapshot
from billtrail.words import day_words
from billtrail.workspace import Workspace

from ...fields import read_past_day
from .form import bill_options, fill, paper_options, read_form
from .page import read_page, read_request

#: Ending -> media type.
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}


def _paper(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> papers.Paper:
    form = read_form(asked, paper_options(workspace.root))
    bills = bill_options(snapshot)
    form = replace(form, about=form.about or (bills[0][0] if bills else ""))
    return papers.make_paper(snapshot, read_request(snapshot, workspace, form))


def _file(ending: str) -> Callable[[Snapshot, Workspace, Asked], Part]:
    def part(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
        paper = _paper(snapshot, workspace, asked)
        content = papers.render(paper, ending)
        papers.record(workspace, [paper])
        return Part(content, _MEDIA[ending], f"{papers.file_name(paper)}.{ending}")

    return part


def _card(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
    paper = _paper(snapshot, workspace, asked)
    content = papers.card_text(paper.card).encode()
    return Part(content, _MEDIA["txt"], f"{papers.file_name(paper)}_card.txt")


def _sent(workspace: Workspace, asked: Asked, by: str) -> Saved:
    day, lines = read_past_day(asked, "on", "give the day it was sent."), list[str]()
    found, entry = papers.mark_sent(workspace, asked.get("which"), on=day, by=by, say=lines.append)
    name = full_name(found.paper.facts.bill)
    says = f"The letter on {name} was sent on {day_words(day.isoformat())}."
    return Saved(says, entry, lines=tuple(lines))


TASK = Task(
    name="letters",
    title="Letters",
    says="A letter to the committee that has a bill: see it as it will print, and what to know "
    "before it goes.",
    template="desk_letters.html",
    read=read_page,
    actions={"sent": _sent},
    parts={"picture": draw_picture, "pdf": _file("pdf"), "word": _file("docx"),
           "text": _file("txt"), "card": _card},
    fill=fill,
    place=25,
)  # fmt: skip
