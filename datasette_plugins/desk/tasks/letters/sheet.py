"""A paper as a page of the desk shows it: its picture, what to know before it goes, what is
missing; and its files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from billtrail.briefs import papers
from billtrail.briefs.papers import Paper
from billtrail.datasette_plugins.desk import Asked, Part, keep_picture
from billtrail.snapshot import Snapshot
from billtrail.workspace import Workspace

from .ways import Told, told

#: Levels of findings -> the word before one.
_LEVELS: Mapping[str, str] = {"ok": "", "warn": "Look: ", "stop": "Stop: "}
#: Ending -> media type.
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain; charset=utf-8",
}
Make = Callable[[Snapshot, Workspace, Asked], Paper]
FilePart = Callable[[Snapshot, Workspace, Asked], Part]


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, or what is left out, with what helps."""

    level: str
    told: Told


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """A fitted paper: ``of`` names its picture."""

    of: str
    title: str
    said: str


def keep_sheet(paper: Paper) -> LetterSheet:
    """The sheet of a fitted paper, whose picture can be asked for from now on."""
    of = papers.paper_id(paper)
    keep_picture(of, lambda: papers.draw_paper(paper))
    said = "draft: something is missing" if paper.is_draft else "ready to look over"
    return LetterSheet(of, paper.title, said)


def finding_rows(paper: Paper) -> tuple[Row, ...]:
    return tuple(Row(_LEVELS[f.level], told(f.says, f.action)) for f in paper.findings)


def left_out_rows(paper: Paper) -> tuple[Row, ...]:
    return tuple(_left_out(paper))


def _left_out(paper: Paper) -> Iterator[Row]:
    for item in paper.left_out:
        helps = told(item.action)
        what = f"{item.what[:1].upper()}{item.what[1:]}: {item.why.rstrip('.')}."
        says = what if helps.ways or not helps.says else f"{what} {helps.says}."
        yield Row("", Told(says, helps.ways))


def file_parts(make: Make) -> dict[str, FilePart]:
    """What a task's buttons to print give: the files of the paper that ``make`` makes, each put on
    file."""
    return {"pdf": _file(make, "pdf"), "word": _file(make, "docx"), "text": _file(make, "txt")}


def _file(make: Make, ending: str) -> FilePart:
    def part(snapshot: Snapshot, workspace: Workspace, asked: Asked) -> Part:
        paper = make(snapshot, workspace, asked)
        content = papers.render(paper, ending)
        papers.record(workspace, [paper])
        return Part(content, _MEDIA[ending], f"{papers.file_name(paper)}.{ending}")

    return part
