"""When the lead takes effect and what vote it needs, in sentences."""

from collections.abc import Iterator

from billtrail.bills.values import BillStatus
from billtrail.briefs.language import Labels
from billtrail.legislatures import Effect


def effect_sentences(labels: Labels, status: BillStatus) -> Iterator[str]:
    """The vote that is still needed, then the day of effect, where those are told."""
    if (needed := status.vote_needed) and labels.has(f"share-{needed.share}"):
        jurisdiction = status.bill.jurisdiction
        counts = [labels("vote-in", votes=votes, chamber=labels.of(jurisdiction, chamber.value))
                  for chamber, votes in needed.votes.items()]  # fmt: skip
        share = labels(f"share-{needed.share}")
        yield labels("vote-needed", share=share, votes=labels.list(counts))
    found = status.takes_effect
    if found is None or (found.day is None and not found.at_once):
        return
    why = "" if found.effect == Effect.LATER else labels(f"effect-{found.effect}")
    year = int(found.day[:4]) - 1 if found.day else ""
    yield labels(_key(found.at_once, found.is_law, found.begun), why=why, year=year,
                 date=labels.date(found.day))  # fmt: skip


def _key(at_once: bool, is_law: bool, begun: bool) -> str:
    if at_once:
        return "effect-was-at-once" if is_law else "effect-at-once"
    if not is_law:
        return "effect-would"
    return "effect-was" if begun else "effect-will"
