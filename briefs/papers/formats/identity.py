"""The id of a paper: a hash of what is printed and of everything that decides how."""

from billtrail.briefs.typeset import kept, page_id

from ..values import Paper, published, to_json


@kept(64)
def paper_id(paper: Paper) -> str:
    """Twelve hex digits of the published paper, its templates, the fonts and Typst."""
    return page_id(to_json(published(paper)), "paper")
