"""What the record says for a paper: how houses and committees voted, and who supports the bill."""

from collections.abc import Iterator

from billtrail.bills.models import Vote
from billtrail.briefs.build import passage_sentences
from billtrail.briefs.language import tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.legislatures import ActionClass
from billtrail.legislatures.calendar import last_day

from ..draft import PaperDraft, block, said

_PASSED = frozenset(one for one in ActionClass if one.value.startswith("committee-passage"))


def votes(draft: PaperDraft) -> tuple[Block, ...]:
    """How each house passed it."""
    texts = tuple(passage_sentences(draft.labels, draft.status))
    return block("votes", *(said(text) for text in texts))


def committees(draft: PaperDraft) -> tuple[Block, ...]:
    """Each committee's vote that sent it on, counted where the counts are on record; else as the
    record words it."""
    texts = [*_counted(draft)] or [*_as_recorded(draft)]
    if not texts:
        return ()
    heading = Sentence(draft.labels("letter-committees"))
    return block("committees", Paragraph((heading, *(Sentence(tie(text)) for text in texts))))


def _counted(draft: PaperDraft) -> Iterator[str]:
    names = {c.committee: c.name for c in draft.status.bill.committees or ()}
    found: dict[str, Vote] = {}
    for vote in sorted(draft.status.bill.votes or (), key=lambda one: one.date):
        passed = vote.yes is not None and vote.no is not None and vote.yes > vote.no
        if vote.committee and passed and vote.date <= draft.request.on.isoformat():
            found[vote.committee] = vote
    for id, vote in found.items():
        yield draft.labels(
            "letter-committee-vote", committee=draft.words.official(names.get(id, id)),
            yes=vote.yes, no=vote.no, date=draft.labels.date(vote.date),
        )  # fmt: skip


def _as_recorded(draft: PaperDraft) -> Iterator[str]:
    for action in sorted(draft.status.bill.actions or (), key=lambda one: last_day(one.date)):
        if _PASSED.intersection(action.classification):
            text = draft.words.official(action.description.rstrip("."))
            yield draft.labels(
                "letter-committee-act", text=text, date=draft.labels.date(action.date)
            )


def supporters(draft: PaperDraft) -> tuple[Block, ...]:
    """Whose support of this bill is on record, each with its proof."""
    campaign = draft.words.subject.campaign
    found = [e for e in campaign.endorsers if e.bill == draft.status.key] if campaign else []
    if not found:
        return ()
    notes = {draft.words.note(draft.words.own(e.proof).rstrip(".") + ".") for e in found}
    text = draft.labels("endorsers", list=draft.labels.list(e.organisation for e in found))
    return block("supporters", said(text, notes=sorted(notes)))


BLOCKS = {"votes": votes, "committees": committees, "supporters": supporters}
