"""The brief as a tagged PDF (PDF/UA-1) by Typst: one US Letter page, for certain.

Typst gets the Brief as JSON. Pages are counted in the finished file. What does not fit is dropped
in the order of ``one_page.DROPS``; nothing is clipped or set
below the smallest size of the template.
"""

import io
import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from billtrail.briefs.language import pattern
from billtrail.briefs.page import PagePlan, for_any_office, plan_page, smaller_plans
from billtrail.briefs.typeset import Kind, brief_id, compile_typst, draw_code, find_template, kept
from billtrail.briefs.values import Brief, published, to_json
from billtrail.files import inflate

if TYPE_CHECKING:
    from pikepdf import AttachedFileSpec

#: The brief in a file has some tens of kilobytes.
_LARGEST_JSON = 5_000_000


def compile_pdf(brief: Brief) -> bytes:
    """The brief as a PDF: one page if the smallest size of the template makes it one.

    Raises ``BriefRefused`` naming a character that no font has.
    """
    return _compiled(brief)[0]


def is_one_page(brief: Brief) -> bool:
    """Whether its finished PDF has one page. Raises as ``compile_pdf`` does."""
    return _compiled(brief)[1] == 1


def draw_page(brief: Brief) -> bytes:
    """The page as a picture, PNG, as its PDF shows it; ``brief`` is fitted.

    Raises as ``compile_pdf`` does.
    """
    return set_page(brief, _compiled(brief)[2], "png")


@kept(16)
def _compiled(brief: Brief) -> tuple[bytes, int, PagePlan]:
    """The PDF, the number of its pages, and the plan that it was set by."""
    for plan in (
        _plans(for_any_office(brief)) if brief.addressee else smaller_plans(plan_page(brief))
    ):
        pdf = set_page(brief, plan)
        pages = count_pages(pdf)
        if pages == 1:
            break
    return pdf, pages, plan


@kept(64)
def _plans(brief: Brief) -> tuple[PagePlan, ...]:
    """The plan that makes it one page, and those to try after it; all where none does."""
    plans = tuple(smaller_plans(plan_page(brief)))
    fits = (at for at, plan in enumerate(plans) if count_pages(set_page(brief, plan)) == 1)
    return plans[next(fits, 0) :]


def set_page(brief: Brief, plan: PagePlan, kind: Kind = "pdf") -> bytes:
    """One try at a page by a plan, however many pages come of it; ``kind`` as in
    ``compile_typst``."""
    day = datetime.fromisoformat(brief.on).replace(tzinfo=UTC)
    inputs = {
        "brief": to_json(published(brief)),
        "id": brief_id(brief),
        "plan": json.dumps(asdict(plan)),
        "code": draw_code(brief),
        "english": pattern(brief.english),
    }
    return compile_typst(find_template("brief.typ"), inputs, day, kind)


#: How many pages a PDF has, in the properties that Typst writes in plain letters, as PDF/A asks
#: (XMP Specification Part 2, 3.4: the namespace of paged text).
_PAGES = re.compile(rb"<xmpTPg:NPages>(\d+)</xmpTPg:NPages>")


#: The name under which the template attaches the brief.
_ATTACHED = "brief.json"


def count_pages(pdf: bytes) -> int:
    """The pages of a file of ours. It says how many; a reader of PDF files takes longer to load
    than Typst to set the page."""
    found = _PAGES.findall(pdf)
    return int(found[-1])


def read_attached(pdf: bytes, name: str = _ATTACHED) -> str:
    """The JSON that travels in the PDF of one page. Raises ``KeyError`` where there is none."""
    return read_joined(pdf, name)[0][0]


def read_joined(pdf: bytes, attached: str = _ATTACHED) -> list[tuple[str, str]]:
    """(JSON, what its page is about in words: subject and id) of each brief that travels in a PDF,
    in the order of its pages: of one brief, or of a pack joined for the printer. Raises
    ``KeyError`` where there is none."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = sorted(name for name in document.attachments if name.endswith(attached))
        if not names:
            raise KeyError(attached)
        about = str(document.docinfo.get("/Keywords", ""))
        return [
            (_attached(document.attachments[name]),
             about if name == attached else document.attachments[name].description)
            for name in names
        ]  # fmt: skip


def _attached(found: "AttachedFileSpec") -> str:
    file = found.get_file().obj
    packed = file.read_raw_bytes()
    if file.get("/Filter") is None:
        return packed.decode()
    return inflate(packed, _LARGEST_JSON, "attachment").decode()


def read_keywords(pdf: bytes) -> str:
    """What a PDF is about, in words: of a brief, its subject and its id."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo.get("/Keywords", ""))
