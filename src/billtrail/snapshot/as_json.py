"""Snapshots as JSON values: the contract of ``show --json``, ``family --json``, ``changes --json``.

Keys are only ever added within a major version.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from billtrail.bills.doubts import Correction
from billtrail.bills.identity import rewriting, terms_of
from billtrail.bills.models import Action, Bill, Sponsorship
from billtrail.bills.values import (
    BillStatus,
    Change,
    EffortStatus,
    FloorStatus,
    Member,
    ReportStatus,
    decoded,
)

if TYPE_CHECKING:
    from billtrail.bills.values import Part


def bill_json(status: BillStatus) -> dict[str, Any]:
    """Everything ``show --json`` promises of a bill on a day."""
    return {
        **_identity(status.bill),
        **_stage(status),
        **_people(status),
        **_acts(status),
        **_effort(status),
        **_record(status),
        "reports": [report_json(report) for report in status.reports],
        "in_doubt": _in_doubt(status),
        "corrections": [_correction(one) for one in status.corrections],
    }


def _identity(bill: Bill) -> dict[str, Any]:
    return {
        "key": bill.key,
        "jurisdiction": bill.jurisdiction,
        "session": bill.session,
        "identifier": bill.identifier,
        "title": bill.title,
        "short_title": bill.short_title,
    }


def _stage(status: BillStatus) -> dict[str, Any]:
    progress = status.progress
    return {
        "stage": progress.stage,
        "how": progress.how,
        "reached": progress.reached,
        "reached_how": progress.reached_how,
        "reached_chambers": list(progress.reached_chambers),
        "alive": progress.alive,
        "final": progress.final,
        "stage_date": progress.date,
        "let_go": _committees(status, progress.let_go),
        "holding": _committees(status, progress.holding),
        "rewritten": _told(rewriting(status.bill), _REWRITTEN),
        "law": status.law,
        "number_pending": status.number_pending,
    }


def _people(status: BillStatus) -> dict[str, Any]:
    return {
        "introduced_date": status.bill.introduced_date,
        "sponsor": _sponsor(status.sponsor),
        "first_sponsor": _first_sponsor(status.first_sponsor),
        "cosponsors": _cosponsors(status),
    }


def _acts(status: BillStatus) -> dict[str, Any]:
    """What was done last, where it lies, what follows, and by which terms."""
    return {
        "latest_action": _action(status.latest_action),
        "stage_action": _action(status.progress.action),
        "location": _told(status.location, _LOCATION),
        **_play(status),
        "next_step": _told(status.next_step, _NEXT_STEP),
        "takes_effect": _told(status.takes_effect, _TAKES_EFFECT),
        "vote_needed": asdict(status.vote_needed) if status.vote_needed else None,
        "terms": asdict(terms_of(status.bill)),
    }


def _effort(status: BillStatus) -> dict[str, Any]:
    return {
        "family": status.family,
        "campaign": status.campaign,
        "enacted_via": status.enacted_via,
        "text_became": _told(status.containment, _TEXT_BECAME),
        "replaced_by": list(status.replaced_by),
    }


def _record(status: BillStatus) -> dict[str, Any]:
    """Whose word it is, of which day, and where another source says otherwise."""
    return {
        "source": status.source,
        "source_url": status.bill.source_url,
        "credit": status.bill.credit,
        "data_as_of": status.data_as_of,
        "checked_at": status.checked_at,
        "away": status.away,
        "disagreements": [asdict(one) for one in status.disagreements],
    }


def report_json(report: ReportStatus) -> dict[str, Any]:
    """A staff report; ``closed_by`` is the official step by which the record caught up."""
    return {
        "date": report.date,
        "text": report.text,
        "link": report.link,
        "seen_in_room": report.seen_in_room,
        "by": report.by,
        "open": report.is_open,
        "closed_by": _action(report.closed_by),
    }


def _in_doubt(status: BillStatus) -> dict[str, Any] | None:
    """What its publishers say otherwise that is not taken yet, ``None`` where there is nothing."""
    doubts = status.in_doubt
    if not doubts:
        return None
    return {
        "since": doubts[0].since,
        "says": "; ".join(doubt.says for doubt in doubts),
        "why": "; ".join(dict.fromkeys(doubt.why for doubt in doubts)),
        "doubts": [asdict(doubt) for doubt in doubts],
    }


def _correction(one: Correction) -> dict[str, Any]:
    """What a person set right; who it was, and why, may be empty in a published file."""
    return {
        "field": one.field,
        "value": one.value,
        "date": one.date,
        "why": one.reason,
        "link": one.link,
        "by": one.by,
    }


def _told(value: object, names: Mapping[str, str]) -> dict[str, Any] | None:
    """Fields of a value under their names in JSON; ``None`` for what there is none of."""
    if value is None:
        return None
    return {name: getattr(value, field) for name, field in names.items()}


#: Name in JSON -> field.
_REWRITTEN = {"date": "date", "version": "code", "changed": "changed", "title": "title",
              "introduced_as": "before", "proposed": "proposed"}  # fmt: skip
_TEXT_BECAME = {"law": "law", "bill": "bill", "date": "date", "identical_bill": "identical",
                "companion": "companion"}  # fmt: skip
_LOCATION = {"place": "kind", "chamber": "chamber", "committee": "committee", "held": "held",
             "since": "since"}  # fmt: skip
_NEXT_STEP = {name: name for name in ("what", "date", "who", "certainty", "not_before", "basis",
                                      "checked")}  # fmt: skip
#: The day is set for a law, and where it does not depend on the day it becomes one.
_TAKES_EFFECT = {"at_once": "at_once", "why": "effect", "date": "day", "is_law": "is_law",
                 "counted": "counted", "basis": "basis"}  # fmt: skip


def _sponsor(sponsor: Sponsorship | None) -> dict[str, Any] | None:
    if sponsor is None:
        return None
    return {
        "name": sponsor.name,
        "id": sponsor.person,
        "party": sponsor.party,
        "state": sponsor.state,
        "district": sponsor.district,
    }


def _first_sponsor(sponsor: Sponsorship | None) -> dict[str, Any] | None:
    known = _sponsor(sponsor)
    return {**known, "since": sponsor.date} if sponsor and known else None


def _cosponsors(status: BillStatus) -> dict[str, Any]:
    counted = status.cosponsors
    return {
        "current": counted.current,
        "withdrawn": counted.withdrawn,
        "by_party": dict(counted.by_party),
        "complete": counted.complete,
    }


def _committees(status: BillStatus, ids: tuple[str, ...]) -> list[str]:
    """Their names; an id stands for one that the record does not name."""
    names = {c.committee: c.name for c in status.bill.committees or ()}
    return [names.get(id, id) for id in ids]


def _action(action: Action | None) -> dict[str, Any] | None:
    if action is None:
        return None
    return {
        "date": action.date,
        "description": action.description,
        "class": action.classification[0] if action.classification else None,
        "chamber": action.chamber,
    }


def _play(status: BillStatus) -> dict[str, Any]:
    """Of one that can still move: what is pending, since when, who has the papers and whose text
    lies there, and who acts in words."""
    play, step = status.play, status.next_step
    return {
        "pending": play.pending if play else None,
        "pending_since": play.since if play else None,
        "papers": play.papers if play else None,
        "text_of": play.text if play else None,
        "who_acts": step.who if step else None,
    }


def floor_json(status: FloorStatus) -> dict[str, Any]:
    """What a chamber's list says: of which bill it is told, the item, and what stands of it."""
    said = asdict(status.said)
    return {
        "bill": status.bill,
        "listed": said.pop("bill"),
        **said,
        "on": status.is_on,
        "voted_on": status.voted_on,
        "as_of": status.as_of,
        "checked_at": status.checked_at,
        "url": status.url,
        "file": status.file,
        "others": [asdict(other) for other in status.others],
    }


def work_json(part: "Part") -> dict[str, Any]:
    """What ``family --legislator --json`` adds: keys of the bills led, joined, left again, and
    voted on."""
    kinds = {"led": "introduced", "took_over": "leads", "joined": "joined", "left": "left",
             "voted_yes": "yes", "voted_no": "no"}  # fmt: skip
    return {"work": {name: [*dict.fromkeys(part.keys(kind))] for name, kind in kinds.items()}}


def family_json(effort: EffortStatus) -> dict[str, Any]:
    """Everything ``family --json`` promises of an effort on a day."""
    return {
        "id": effort.id,
        "title": effort.title,
        "campaign": effort.campaign,
        "stage": effort.stage,
        "stage_date": effort.stage_date,
        "alive": effort.alive,
        "law": effort.law,
        "enacted_bill": effort.enacted_bill,
        "furthest": effort.furthest.key if effort.furthest else None,
        "likely": list(effort.likely),
        "looks": [asdict(look) for look in effort.looks],
        "members": [_member(member) for member in effort.members],
        "attempts": [
            {"session": a.session, "first_introduced": a.first_introduced, "bills": list(a.bills)}
            for a in effort.attempts
        ],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "key": member.bill,
        "kind": member.kind,
        "stage": member.status.stage if member.status else None,
        "how": member.status.progress.how if member.status else None,
        "enacted_via": member.enacted_via,
        "basis": member.basis,
    }


def _held(text: str | None) -> Any:
    """What a change holds, with the lists that columns of a row hold as JSON text themselves."""
    match decoded(text):
        case dict() as row:
            return {
                name: decoded(value) if str(value).startswith("[") else value
                for name, value in row.items()
            }
        case value:
            return value


def change_json(change: Change) -> dict[str, Any]:
    return {
        "bill": change.bill,
        "field": change.field,
        "old": _held(change.old),
        "new": _held(change.new),
        "seen_at": change.seen_at,
        "kind": change.kind,
        "source_url": change.source_url,
    }
