"""Who signs a letter of several organisations: national, state, local; then those of an older
text."""

from collections.abc import Iterable, Iterator

from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.rolls import Signer, count, grouped

from ..draft import PaperDraft, block, said
from ..signing import signing


def signers(draft: PaperDraft) -> tuple[Block, ...]:
    """A block a group, each with a heading."""
    found, labels = signing(draft), draft.labels
    if not found.all:
        draft.words.leave_out("no-signers", "who signs with you", key=draft.status.key)
        return block("signers", said(draft.fill("letter-your-signers", "letter-no-signers")))
    blocks = [*_intro(draft, found.now), *_groups(draft, found.now)]
    for day, older in found.older:
        rows = tuple(_rows(sorted(older, key=_by_name)))
        blocks += [Block("signers", labels("signers-of-older", date=labels.date(day)), rows)]
    unnamed = sum(not (one.organisation or one.public) for one in found.all)
    if unnamed:
        blocks += block("signers", said(labels.counted("signers-unnamed", unnamed, n=unnamed)))
    return tuple(one for one in blocks if one.paragraphs)


def _intro(draft: PaperDraft, now: tuple[Signer, ...]) -> tuple[Block, ...]:
    """``Signed by 34 organizations, listed below.`` Two that may be one are counted once."""
    pairs = draft.request.roll.pairs if draft.request.roll else ()
    number = count((one for one in now if one.shown_organisation), pairs).organisations
    if not number:
        return ()
    text = draft.labels.counted("signers-organisations", number, n=draft.labels.amount(number, ""))
    return block("signed-by", said(text))


def _groups(draft: PaperDraft, now: Iterable[Signer]) -> Iterator[Block]:
    organisations = [one for one in now if one.shown_organisation]
    for group in grouped(organisations):
        heading = draft.labels(f"signers-{group.level or 'other'}")
        yield Block("signers", heading, tuple(_rows(group.signers)))
    alone = (one for one in now if not one.shown_organisation)
    if people := tuple(_rows(sorted(alone, key=_by_name))):
        yield Block("signers", draft.labels("signers-people"), people)


def _by_name(signer: Signer) -> str:
    return signer.name.casefold()


def _rows(signers: Iterable[Signer]) -> Iterator[Paragraph]:
    """The organisation, then the person who agreed to be named, with title and city."""
    for one in signers:
        person = one.shown_person
        title = one.title if person and one.listed is not False else ""
        if one.shown_organisation:
            texts = (one.organisation, ", ".join(filter(None, (person, title))))
        else:
            texts = (person, ", ".join(filter(None, (title, one.city if person else ""))))
        if texts[0]:
            yield Paragraph(tuple(Sentence(text) for text in texts if text), "signer")


BLOCKS = {"signers": signers}
