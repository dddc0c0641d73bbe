"""What the record may have wrong, on a page: what a publisher says otherwise that is not taken yet,
and what was set right here. Who decided it stands on no page."""

from collections.abc import Iterator

from billtrail.bills import BillStatus, Correction
from billtrail.briefs.language import Labels
from billtrail.campaigns import corrections
from billtrail.legislatures import Audience

from .draft import Draft


def correction_notes(draft: Draft, status: BillStatus) -> Iterator[int]:
    """The notes that say what this organisation set right, and where that can be read."""
    for one in status.corrections:
        text = draft.labels(
            "corrected",
            date=draft.labels.date(one.date),
            what=_what(draft.labels, one),
        )
        why = draft.own(one.reason) if one.reason and _may_read(draft.audience, one) else ""
        yield draft.note(f"{text} {why}".strip(), one.link or None)


#: What ``share`` must say of a reason before it is printed for such readers; else ``public``.
_SHARED_WITH = {Audience.COALITION: ("coalition", "public")}


def _may_read(audience: Audience, one: Correction) -> bool:
    """A published file, which has no names, has the reasons that its readers may have."""
    return not one.by or one.share in _SHARED_WITH.get(audience, ("public",))


def _what(labels: Labels, one: Correction) -> str:
    if one.field in corrections.TEXTS:
        return labels(f"correct-{one.field}")
    key = "correct-no-step" if one.takes_back else "correct-step"
    return labels(key, date=labels.date(one.day))
