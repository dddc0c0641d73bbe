"""Two or three bills beside each other, or the newest print of one and the last that differs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from billtrail.bills import Passage, PassageKind, compare, newest_print, would_do
from billtrail.bills.values import BillStatus
from billtrail.briefs.build import Lead, effect_sentences, next_sentence, official_page
from billtrail.briefs.language import tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.legislatures import display
from billtrail.snapshot import read_prints, read_texts

from ..draft import PaperDraft, author_of, block, own_position, said
from ..prints import print_words

#: More changed passages go no further than this on a page.
_MOST_PASSAGES = 12
_MOST_WORDS = 70


def title(draft: PaperDraft) -> tuple[Block, ...]:
    """What the paper is, and every bill it is about."""
    bills = [display(status.key) for status in (draft.status, *draft.others)]
    name = draft.labels("title-side-by-side")
    return block("title", said(f"{name}: {draft.labels.list(bills)}"))


def beside(draft: PaperDraft) -> tuple[Block, ...]:
    """A column for each bill, a row for each thing to compare; what all have alike stands once,
    across. One bill alone is compared with itself: its newest print and
    the last one that says anything else."""
    if not draft.others:
        return _prints(draft)
    statuses = (draft.status, *draft.others)
    rows = [_row(draft, name, [tell(draft, s) for s in statuses]) for name, tell in _ROWS.items()]
    return block("beside", _head(draft, statuses), *(row for row in rows if row))


def _head(draft: PaperDraft, statuses: Iterable[BillStatus]) -> Paragraph:
    cells = [Sentence(draft.labels("beside-what"))]
    for status in statuses:
        author = author_of(status)
        name = f"{display(status.key)} ({author})" if author else display(status.key)
        cells.append(Sentence(tie(name), notes=(_note(draft, status),)))
    return Paragraph(tuple(cells), "cells")


def _note(draft: PaperDraft, status: BillStatus) -> int:
    labels = draft.labels
    text = labels("note-beside", bill=display(status.key), source=draft.source_of(status),
                  date=labels.date(status.fresh_as_of))  # fmt: skip
    return draft.words.note(text, official_page(status))


def _row(draft: PaperDraft, name: str, told: Sequence[str]) -> Paragraph | None:
    """The row; one cell where all are alike, none where nothing is told."""
    if not any(told):
        return None
    label, none = Sentence(draft.labels(name)), draft.labels("beside-none")
    alike = [draft.labels("beside-alike", what=told[0])] if len(set(told)) == 1 else None
    return Paragraph((label, *(Sentence(tie(cell or none)) for cell in alike or told)), "cells")


# -- a row each ------------------------------------------------------------------------------------


def _title(draft: PaperDraft, status: BillStatus) -> str:
    title = status.bill.short_title or status.bill.title or ""
    return draft.words.official(title.rstrip(".")) if title else ""


def _stands(draft: PaperDraft, status: BillStatus) -> str:
    return " ".join(draft.words.stands(status, status.law))


def _print(draft: PaperDraft, status: BillStatus) -> str:
    found = newest_print(status)
    words = print_words(draft.labels, found) if found else ""
    return words[:1].upper() + words[1:]


def _does(draft: PaperDraft, status: BillStatus) -> str:
    """The official digest's or summary's sentence; ours may only be of the one that leads."""
    found = would_do(status, newest_print(status))
    return draft.words.official(found) if found else ""


def _next(draft: PaperDraft, status: BillStatus) -> str:
    return next_sentence(draft.labels, Lead("", status, None), None, draft.request.on) or ""


def _effect(draft: PaperDraft, status: BillStatus) -> str:
    return " ".join(effect_sentences(draft.labels, status))


def _position(draft: PaperDraft, status: BillStatus) -> str:
    campaign = draft.snapshot.campaign(status.campaign) if status.campaign else None
    decided = own_position(campaign, status.key)
    return draft.labels(f"stance-{decided.position}") if decided else ""


#: The label of a row -> its cell for a bill; empty where nothing is known.
_ROWS: Mapping[str, Callable[[PaperDraft, BillStatus], str]] = {
    "beside-title": _title,
    "beside-stands": _stands,
    "beside-print": _print,
    "beside-does": _does,
    "beside-next": _next,
    "beside-effect": _effect,
    "beside-position": _position,
}


# -- texts -----------------------------------------------------------------------------------------


def alike(draft: PaperDraft) -> tuple[Block, ...]:
    """How much of their newest texts two bills share, where both are on record."""
    if not draft.others:
        return ()
    texts = {s.key: _newest_text(draft, s) for s in (draft.status, *draft.others)}
    told = tuple(_shares(draft, texts))
    if not told:
        draft.words.leave_out("no-whole-texts", "how alike their texts are", key=draft.status.key)
    return block("alike", *(said(text) for text in told))


def _newest_text(draft: PaperDraft, status: BillStatus) -> str:
    texts = [*read_texts(draft.snapshot, status.bill)]
    return texts[-1].text if texts else ""


def _shares(draft: PaperDraft, texts: Mapping[str, str]) -> Iterator[str]:
    for one, other in combinations([key for key, text in texts.items() if text], 2):
        kept = round(100 * compare(texts[one], texts[other]).kept)
        yield draft.labels("beside-share", percent=kept, one=display(one), other=display(other))


def _prints(draft: PaperDraft) -> tuple[Block, ...]:
    what, prints = read_prints(draft.snapshot, draft.status.bill)
    if len(prints) < 2:
        draft.words.leave_out("no-prints", "what its prints have otherwise", key=draft.status.key)
        return block("beside", said(draft.labels("beside-one-print", bill=draft.bill)))
    newer = prints[-1]
    others = [one for one in prints[:-1] if one.text != newer.text]
    if not others:
        return block("beside", said(draft.labels("beside-same", what=what)))
    older = others[-1]
    found = compare(older.text, newer.text)
    rows = list(_passages(draft, found.passages))
    kept = draft.labels("beside-kept", percent=round(100 * found.kept), what=what)
    head = Paragraph((Sentence(draft.labels("beside-what"), notes=(_note(draft, draft.status),)),
                      Sentence(older.words), Sentence(newer.words)), "cells")  # fmt: skip
    more = len(rows) - _MOST_PASSAGES
    left = (said(draft.labels.counted("beside-more", more, n=more), "quiet"),) if more > 0 else ()
    return block("beside", said(kept), head, *rows[:_MOST_PASSAGES], *left)


def _passages(draft: PaperDraft, passages: Iterable[Passage]) -> Iterator[Paragraph]:
    """A row for each passage that the two have otherwise, under its section."""
    for passage in passages:
        if passage.kind != PassageKind.SAME:
            older = _side(passage, PassageKind.ADDED)
            newer = _side(passage, PassageKind.REMOVED)
            cells = [draft.words.official(text) if text else draft.labels("beside-absent")
                     for text in (older, newer)]  # fmt: skip
            name = passage.section or draft.labels("beside-passage")
            yield Paragraph((Sentence(name), *map(Sentence, cells)), "cells")


def _side(passage: Passage, without: PassageKind) -> str:
    """The words of one of the two texts, cut where they are long."""
    words = " ".join(p.text for p in passage.pieces if p.kind != without).split()
    cut = len(words) > _MOST_WORDS
    return " ".join(words[:_MOST_WORDS]) + (" ..." if cut else "")


BLOCKS = {"bills": title, "beside": beside, "alike": alike}
