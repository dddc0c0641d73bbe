"""What the record may have wrong, on a page: what a publisher says otherwise that is not taken yet,
and what was set right here. Who decided it stands on no page."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from billtrail.bills.stages import later_vote
from billtrail.bills.values import BillStatus
from billtrail.briefs.language import Labels
from billtrail.legislatures import ActionClass, Audience, get

from .draft import Draft

# What reads doubts and corrections is loaded where there are some: few pages have any.
if TYPE_CHECKING:
    from billtrail.bills.doubts import Correction, Doubt, Doubted


def status_texts(draft: Draft, status: BillStatus, law: str | None) -> Iterator[str]:
    """Where a bill stands, and in the same breath what its publisher says otherwise that is not
    taken yet, and a vote that its history has not told: pages that have room for one sentence only
    say both."""
    first, *others = draft.stands(status, law)
    told = (_doubt(draft, doubt, status.bill.jurisdiction) for doubt in status.in_doubt)
    yield " ".join((first, *told, *_later_vote(draft, status)))
    yield from others


def _later_vote(draft: Draft, status: BillStatus) -> Iterator[str]:
    if vote := later_vote(status.bill):
        said = ": ".join(filter(None, (vote.motion, vote.result)))
        house = draft.labels.of(status.bill.jurisdiction, str(vote.chamber))
        yield draft.labels(
            "later-vote", chamber=house, date=draft.labels.date(vote.date),
            says=draft.official(said), yes=vote.yes, no=vote.no,
        )  # fmt: skip


def _doubt(draft: Draft, doubt: "Doubt", place: str) -> str:
    from billtrail.words.doubts import publisher_words, reason_of

    labels = draft.labels
    return labels(
        f"doubt-{doubt.way}",
        source=publisher_words(doubt.source),
        date=labels.date(doubt.data_as_of),
        says=_says(draft, doubt, place),
        why=labels(f"doubt-why-{reason_of(doubt)}", times=labels.count(doubt.times)),
    )


def _says(draft: Draft, doubt: "Doubt", place: str) -> str:
    """What it says, in the page's language; in the English words of the doubt where it is of a kind
    that has none."""
    from billtrail.bills.doubts import SPONSOR
    from billtrail.words.doubts import acts_of

    acts = acts_of(doubt.what)
    lists = [one for one in doubt.what if one.of]
    labels, parts = draft.labels, []
    if doubt.way == "in" and acts:
        return _act(labels, acts[0], place)
    if acts:
        told = labels.list(_act(labels, one, place) for one in acts)
        parts.append(labels("doubt-acts", acts=told))
    parts += [
        labels("doubt-lists", n=one.of - one.gone, of=one.of, rows=labels(f"doubt-{one.kind}"))
        for one in lists
    ]
    parts += [labels("doubt-sponsor", name=s.name) for s in doubt.what if s.kind == SPONSOR]
    return "; ".join(parts) or draft.official(doubt.says)


def _act(labels: Labels, one: "Doubted", place: str) -> str:
    """ "that it passed the House (February 11, 2026)"; a law by its name."""
    day = f" ({labels.date(one.date)})" if one.date else ""
    if one.name:
        return f"{labels.law(one.name)}{day}"
    key = f"doubt-act-{one.kind}"
    acted = one.chamber if one.chamber in get(place).chambers else None
    house = labels.of(place, acted) if acted else ""
    if not labels.has(key) or (one.kind in _OF_A_CHAMBER and not house):
        key = "doubt-act"
    return labels(key, chamber=house, executive=labels.of(place, "executive")) + day


#: What only one of the chambers can have done.
_OF_A_CHAMBER = (
    ActionClass.PASSAGE, ActionClass.AGREEMENT, ActionClass.CONFERENCE_AGREEMENT,
)  # fmt: skip


def correction_notes(draft: Draft, status: BillStatus) -> Iterator[int]:
    """The notes that say what this organisation set right, and where that can be read."""
    for one in status.corrections:
        text = draft.labels(
            "corrected", date=draft.labels.date(one.date), what=_what(draft.labels, one)
        )
        why = draft.own(one.reason) if one.reason and _may_read(draft.audience, one) else ""
        yield draft.note(f"{text} {why}".strip(), one.link or None)


#: What ``share`` must say of a reason before it is printed for such readers; else ``public``.
_SHARED_WITH = {Audience.COALITION: ("coalition", "public")}


def _may_read(audience: Audience, one: "Correction") -> bool:
    """A published file, which has no names, has the reasons that its readers may have."""
    return not one.by or one.share in _SHARED_WITH.get(audience, ("public",))


def _what(labels: Labels, one: "Correction") -> str:
    from billtrail.campaigns.staff_files import corrections

    if one.field in corrections.TEXTS:
        return labels(f"correct-{one.field}")
    key = "correct-no-step" if one.takes_back else "correct-step"
    return labels(key, date=labels.date(one.day))
