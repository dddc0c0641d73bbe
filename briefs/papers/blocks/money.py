"""A request to appropriators: how much, for what, by which law, and what it does."""

from collections.abc import Iterator

from billtrail.bills.people import surname_of
from billtrail.briefs.build import build_figures, official_page
from billtrail.briefs.values import Block, Paragraph

from ..draft import PaperDraft, block, lines, said
from ..funding import FundingRequest
from .head import addressed


def _asked(draft: PaperDraft) -> FundingRequest:
    assert draft.request.funding is not None  # the definition's ``about`` asks for one
    return draft.request.funding


def appropriators(draft: PaperDraft) -> tuple[Block, ...]:
    """Chair and ranking member of both subcommittees, each under its subcommittee."""
    return lines("recipient", _addressed(draft))


def _addressed(draft: PaperDraft) -> Iterator[str]:
    told = ""
    for one in draft.recipients:
        if told and told != one.committee:
            yield told
        yield addressed(draft, one)
        told = one.committee
    yield told


def salutation(draft: PaperDraft) -> tuple[Block, ...]:
    """Both chairs, then both ranking members; by their roles alone where one may not be named."""
    labels, found = draft.labels, draft.recipients
    if any(one.chair is None for one in found):
        return block("salutation", said(labels("money-dear-all")))
    chairs, ranking = (
        labels.list([one.family_name or surname_of(one.chair or "") for one in found
                     if one.role == role])
        for role in ("chair", "ranking member")
    )  # fmt: skip
    key = "money-dear" if ranking else "money-dear-chairs"
    return block("salutation", said(labels(key, chairs=chairs, ranking=ranking)))


def re(draft: PaperDraft) -> tuple[Block, ...]:
    """The line by which an office files it: year, amount, program."""
    asked = _asked(draft)
    text = draft.labels("money-re", year=asked.fiscal_year, amount=asked.amount,
                        program=draft.words.own(asked.program))  # fmt: skip
    return block("re", said(text))


def money(draft: PaperDraft) -> tuple[Block, ...]:
    """The amount first, then the program and the law that authorizes it, with its note."""
    asked, labels = _asked(draft), draft.labels
    note = draft.words.note(
        labels("note-money", statute=asked.authority, bill=draft.bill,
               law=labels.law(draft.status.law) or draft.bill), official_page(draft.status)
    )  # fmt: skip
    text = labels("money-ask", amount=asked.amount, year=asked.fiscal_year,
                  program=draft.words.own(asked.program), statute=asked.authority)  # fmt: skip
    draft.strong = asked.amount
    return block("stance", said(text, notes=(note,)))


def does(draft: PaperDraft) -> tuple[Block, ...]:
    """What the program does, by the figure that the request names, with its base."""
    wanted = [f for f in draft.snapshot.figures() if f.id == _asked(draft).figure]
    if not wanted:
        draft.words.leave_out("no-money-figure", "what the program does", id=_asked(draft).id)
        return ()
    found = build_figures(draft.words, wanted)
    return block("does", *(Paragraph((figure.sentence,)) for figure in found))


def ask(draft: PaperDraft) -> tuple[Block, ...]:
    """The amount again, in the bill and the report."""
    asked = _asked(draft)
    text = draft.labels("money-close", amount=asked.amount, year=asked.fiscal_year,
                        subcommittee=asked.subcommittee)  # fmt: skip
    return block("ask", said(text))


BLOCKS = {
    "appropriators": appropriators, "money-salutation": salutation,
    "money-re": re, "money": money, "money-figure": does,
    "money-ask": ask,
}  # fmt: skip
