"""What the tools answer, as JSON values: each with the day it holds for, and with what it leaves
open where nothing was found."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.campaigns import CampaignStatus, ClaimStatus, Text
from billtrail.campaigns.positions import doubts_beside, may_say, stand_of
from billtrail.datasette_plugins.campaign import build_campaign, read_campaign
from billtrail.datasette_plugins.changes import build_changes, read_changes
from billtrail.datasette_plugins.find import read_search, search_json
from billtrail.errors import AmbiguousKey, UnknownKey, UsageError
from billtrail.legislatures import Language
from billtrail.snapshot import Snapshot, bill_json, family_json
from billtrail.words import bill_words
from billtrail.words.status import away_words, effort_notes, effort_words, status_words

Answer = dict[str, Any]

#: A collection is what somebody chose to follow: what is not in it may well exist.
NOT_HERE = "Not in this collection; that does not mean that no such bill exists."
_NO_NEWS = (
    "No change in this collection since then; that does not mean that nothing happened to bills "
    "that are not in it, or since its publishers were last asked."
)
_NO_CAMPAIGN = (
    "No campaign of this collection speaks of it, so nothing is said here for or against it; "
    "that does not mean that no such bill exists."
)
#: Texts that are headlines of an ask, or one figure each.
_APART = ("headline-", "figure-")


def stands(snapshot: Snapshot, name: str) -> Answer:
    """Where a bill or an effort stands, by any name of it."""
    try:
        meant = snapshot.meaning(name)
    except (UnknownKey, AmbiguousKey) as error:
        return _nothing(snapshot, error)
    match meant.kind:
        case "bill":
            found = _bill(snapshot.bill(meant.id))
        case "family":
            found = _effort(snapshot.family(meant.id))
        case _:
            found = {"efforts": [_effort(one) for one in snapshot.campaign(meant.id).families]}
    return as_of(snapshot) | found | _notes(meant.notes)


def effort(snapshot: Snapshot, name: str) -> Answer:
    """All bills of one effort, over the sessions, by its name or by one of its bills."""
    try:
        kind, id = snapshot.resolve(name)
    except (UnknownKey, AmbiguousKey) as error:
        return _nothing(snapshot, error)
    if kind == "campaign":
        return stands(snapshot, name)
    family = snapshot.bill(id).family if kind == "bill" else id
    if family is None:
        says = f"{bill_words(id)} is in this collection, and in no effort of it."
        return as_of(snapshot) | {"effort": None} | _notes([says])
    return as_of(snapshot) | _effort(snapshot.family(family))


def changes(snapshot: Snapshot, since: str, name: str | None) -> Answer:
    """What was seen since a day, newest first, of everything or of one bill.

    Raises UsageError where the day is none.
    """
    try:
        key = snapshot.resolve_bill(name) if name else None
        page = build_changes(read_changes(snapshot, _day(since), key))
    except (UnknownKey, AmbiguousKey) as error:
        return _nothing(snapshot, error)
    news = [
        {"seen": item.day, "bill": item.identifier, "key": item.bill, "title": item.title,
         "what": list(item.said()), "source": item.source_url}
        for _, items in page.days for item in items
    ]  # fmt: skip
    notes = [] if news else [_NO_NEWS]
    if page.left_out:
        notes.append(f"{page.left_out} earlier changes are not listed; ask from a later day.")
    return as_of(snapshot) | {"since": since, "changes": news} | _notes(notes)


def search(snapshot: Snapshot, words: str) -> Answer:
    """Bills by number, or by words of titles, summaries and texts."""
    page = read_search(snapshot, words.strip()[:300])
    found = search_json(page)
    empty = not (page.exact or page.hits or page.texts)
    return as_of(snapshot) | found | _notes([*page.notes, *([NOT_HERE] if empty else [])])


def sayings(snapshot: Snapshot, name: str) -> Answer:
    """What may be said today of a campaign, an effort or a bill, each sentence with its sources,
    and what may not be said any more."""
    try:
        campaigns = _campaigns(snapshot, *snapshot.resolve(name))
    except (UnknownKey, AmbiguousKey) as error:
        return _nothing(snapshot, error)
    if not campaigns:
        return as_of(snapshot) | {"campaigns": []} | _notes([_NO_CAMPAIGN])
    return as_of(snapshot) | {"campaigns": [_may_be_said(snapshot, one) for one in campaigns]}


def _campaigns(snapshot: Snapshot, kind: str, id: str) -> tuple[str, ...]:
    if kind == "campaign":
        return (id,)
    if kind == "family":
        campaign = snapshot.family(id).campaign
        return (campaign,) if campaign else ()
    return snapshot.campaigns_of(id)


def _may_be_said(snapshot: Snapshot, campaign: str) -> Answer:
    found = snapshot.campaign(campaign)
    claims = {claim.id: claim for claim in found.claims}
    texts = [(text, doubts_beside(text, claims)) for text in _sentences(found)]
    figures = build_campaign(read_campaign(snapshot, campaign)).figures
    return {
        "id": found.id,
        "title": found.title,
        "page": f"/campaign/{found.id}",
        "may_be_said": [
            {"says": text.text, "reviewed_by_a_person": bool(text.reviewed_by),
             "but": [doubt.why for doubt in doubts],
             "sources": [_source(claims[id]) for id in text.claims]}
            for text, doubts in texts if doubts is not None
        ],
        "no_longer": [
            {"says": text.text, "why": [claims[id].ended_by for id in text.claims if id in claims]}
            for text, doubts in texts if doubts is None
        ],
        "figures": [
            {"says": figure.sentence, "base": figure.base, "period": figure.period,
             "source": figure.source_title, "publisher": figure.publisher, "url": figure.url}
            for figure in figures if figure.blocked_because is None
        ],
    }  # fmt: skip


def _sentences(campaign: CampaignStatus) -> Iterable[Text]:
    """English texts that may be said for where we stand. Without what is asked of an office, which
    goes by the day's stage and to whom, and without figures, which have a list of their own."""
    stand = stand_of(campaign)
    asked = {key for ask in campaign.asks for key in (ask.headline, *ask.texts)}
    return [
        text for text in campaign.texts
        if text.language == Language.EN and text.key not in asked
        and not text.key.startswith(_APART) and may_say(campaign, text, stand)
    ]  # fmt: skip


def _source(claim: ClaimStatus) -> Answer:
    return {"source": claim.source, "url": claim.url, "attributed_to": claim.attributed_to}


def _bill(status: BillStatus) -> Answer:
    stands = ". ".join(filter(None, (status_words(status), away_words(status))))
    return {"stands": stands, "page": f"/bill/{status.key}",
            "bill": bill_json(status)}  # fmt: skip


def _effort(found: EffortStatus) -> Answer:
    return {"stands": effort_words(found), "also": list(effort_notes(found)),
            "effort": family_json(found)}  # fmt: skip


def as_of(snapshot: Snapshot) -> Answer:
    """The day it holds for, and when the publishers were last heard of."""
    return {
        "as_of": snapshot.on.isoformat(),
        "publishers": [
            {"source": one.source, "speaks_for": one.data_as_of, "last_asked": one.checked_at,
             "problem": one.problem}
            for one in snapshot.freshness()
        ],
    }  # fmt: skip


def _notes(notes: Iterable[str]) -> Answer:
    return {"notes": list(notes)}


def _nothing(snapshot: Snapshot, error: UnknownKey | AmbiguousKey) -> Answer:
    near = getattr(error, "nearest", ()) or getattr(error, "candidates", ())
    return as_of(snapshot) | {"found": None, "nearest": list(near)} | _notes(
        [error.said, *([] if isinstance(error, AmbiguousKey) else [NOT_HERE])]
    )  # fmt: skip


def _day(since: str) -> str:
    try:
        return date.fromisoformat(since).isoformat()
    except ValueError:
        raise UsageError(f"{since!r} is no day. Expected one such as 2026-11-23.") from None
