"""The task "Letters", and what its buttons do."""

from dataclasses import replace

from billtrail.briefs import papers
from billtrail.datasette_plugins.desk import Asked, Part, Task, draw_picture
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

from .form import bill_options, fill, paper_options, read_form
from .on_file import note_sent
from .page import read_page, read_request
from .sheet import file_parts


def _paper(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> papers.Paper:
    form = read_form(asked, paper_options(workspace.root))
    bills = bill_options(snapshot)
    form = replace(form, about=form.about or (bills[0][0] if bills else ""))
    return papers.make_paper(snapshot, read_request(snapshot, workspace, form))


def _card(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
    paper = _paper(snapshot, workspace, asked)
    content = papers.card_text(paper.card).encode()
    return Part(content, "text/plain; charset=utf-8", f"{papers.file_name(paper)}_card.txt")


TASK = Task(
    name="letters",
    title="Letters",
    says="A letter to the committee that has a bill: see it as it will print, and what to know "
    "before it goes.",
    template="desk_letters.html",
    read=read_page,
    actions={"sent": note_sent},
    parts={"picture": draw_picture, "card": _card, **file_parts(_paper)},
    fill=fill,
    place=25,
)  # fmt: skip
