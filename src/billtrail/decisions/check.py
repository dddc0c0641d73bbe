"""``billtrail check``: whether what is said still holds, and whether your own files are sound."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from billtrail.campaigns import SHIPPED, CampaignStatus, ClaimStatus, Text
from billtrail.campaigns.content import Outdated, differing_facts, lint_paper, lint_text, outdated
from billtrail.campaigns.content import load as content
from billtrail.campaigns.positions import printed_texts, to_review
from billtrail.campaigns.staff_files import (
    corrections,
    load_readers,
    load_releases,
    load_reports,
    relief_readers,
)
from billtrail.errors import CheckFailed
from billtrail.law import AS_READ, StatuteReading
from billtrail.legislatures import Language
from billtrail.snapshot import (
    Snapshot,
    WouldChange,
    not_read_for_a_year,
    read_readings,
    would_change,
)
from billtrail.words import bill_words, changed_words, count_words, day_words
from billtrail.words.doubts import doubts_words
from billtrail.workspace import Workspace

from .decisions import text_name


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found. ``faults`` and ``used`` fail the check, the rest is for a person to see.

    ``used``: (text, claim) pairs, a sentence that a page of today would print but for a claim that
    stopped holding. ``reread``: the same where a claim is doubted, because its law was changed
    since it was read; those known by a summary first. ``old``: readings older than a year,
    ``coming``: live bills that would change what we speak of. ``words``: what the house language
    avoids in the workspace's own texts; ``languages``: where those say other facts in one language
    than in English; ``promises``: where they claim more than they rest on. ``relief``: lines of how
    the law compares to read again, and bills that would change a row. ``retired``: own files that
    change a campaign which ships no more. ``unreviewed``: titles of campaigns, and how many
    sentences that their page prints now nobody has reviewed.
    """

    faults: tuple[str, ...]
    holding: tuple[ClaimStatus, ...]
    ended: tuple[ClaimStatus, ...]
    doubted: tuple[ClaimStatus, ...]
    ahead: tuple[ClaimStatus, ...]
    used: tuple[tuple[str, ClaimStatus], ...]
    reread: tuple[tuple[str, ClaimStatus], ...]
    old: tuple[StatuteReading, ...]
    coming: tuple[WouldChange, ...]
    outdated: tuple[Outdated, ...]
    unknown: tuple[str, ...]
    doubts: tuple[str, ...]
    words: tuple[str, ...]
    languages: tuple[str, ...]
    promises: tuple[str, ...]
    relief: tuple[str, ...]
    retired: tuple[str, ...]
    unreviewed: tuple[tuple[str, int], ...]

    @property
    def sound(self) -> bool:
        return not (self.faults or self.used)


def check(snapshot: Snapshot, workspace: Workspace) -> CheckReport:
    """Everything that can be checked as of the snapshot's day."""
    try:
        loaded, faults = content.load_content(workspace.root), []
    except CheckFailed as error:
        loaded, faults = content.load_shipped(), str(error).splitlines()
    for load in (
        load_reports,
        load_releases,
        load_readers,
        relief_readers.load_relief_readers,
        corrections.load_corrections,
    ):
        try:
            load(workspace.root)
        except CheckFailed as error:
            faults += str(error).splitlines()
    campaigns = snapshot.campaigns()
    claims = [claim for campaign in campaigns for claim in campaign.claims]
    return CheckReport(
        faults=tuple(faults),
        holding=tuple(c for c in claims if c.holds),
        ended=tuple(c for c in claims if _has_ended(c)),
        doubted=tuple(c for c in claims if c.doubt),
        ahead=tuple(c for c in claims if not (c.holds or c.doubt or _has_ended(c))),
        used=tuple(pair for campaign in campaigns for pair in _used(campaign, _has_ended)),
        reread=_to_reread(snapshot, campaigns),
        old=not_read_for_a_year(snapshot.connection, campaigns, snapshot.on),
        coming=would_change(snapshot, campaigns),
        outdated=tuple(outdated(snapshot.connection, loaded.overrides)),
        unknown=tuple(_unknown(campaigns)),
        doubts=tuple(_doubts(campaigns)),
        words=tuple(_words(loaded)),
        languages=tuple(_languages(loaded)),
        promises=tuple(lint_paper(loaded.goals, loaded.campaigns)),
        relief=tuple(_relief(snapshot)),
        retired=loaded.retired,
        unreviewed=tuple((c.title, count) for c in campaigns if (count := len(to_review(c)))),
    )


def _relief(snapshot: Snapshot) -> Iterator[str]:
    for row in snapshot.relief():
        told: dict[str, None] = {}
        for cell in row.cells:
            # An act that was undone takes the whole row with it.
            what = row.relief.id if cell.undone else f"{row.relief.id} {cell.fact.fact}"
            if changed := changed_words(cell.changed_by, cell.undone):
                told[f"{what}: {changed}"] = None
        yield from told
        if row.is_old:
            day = day_words(row.relief.main.read_on)
            yield f"{row.relief.id}: looked at {day}, and what changes it is not noticed here"
        yield from (f"{bill_words(bill)} would change {row.relief.id}" for bill, _ in row.coming)


def _has_ended(claim: ClaimStatus) -> bool:
    return not claim.holds and claim.ended_on is not None


def _is_doubted(claim: ClaimStatus) -> bool:
    return claim.doubt is not None


def _used(
    campaign: CampaignStatus, is_meant: Callable[[ClaimStatus], bool]
) -> Iterator[tuple[str, ClaimStatus]]:
    """Sentences of today's pages that rest on a claim that is meant."""
    meant = {claim.id: claim for claim in campaign.claims if is_meant(claim)}
    for text in (*printed_texts(campaign), *campaign.survivor_texts):
        for name in text.claims:
            if name in meant:
                yield f"{campaign.id}/{text.key}/{text.language.value}", meant[name]


def _to_reread(
    snapshot: Snapshot, campaigns: Sequence[CampaignStatus]
) -> tuple[tuple[str, ClaimStatus], ...]:
    """What rests on a summary comes first: it was the weaker before its law was changed."""
    basis = {reading.key: reading.basis for reading in read_readings(snapshot.connection)}
    pairs = [pair for campaign in campaigns for pair in _used(campaign, _is_doubted)]
    return tuple(
        sorted(pairs, key=lambda pair: basis.get(pair[1].doubt.statute) == AS_READ
               if pair[1].doubt else True)
    )  # fmt: skip


def _unknown(campaigns: Sequence[CampaignStatus]) -> Iterator[str]:
    for campaign in campaigns:
        for bill in campaign.bills:
            if bill.status is None:
                yield bill.bill


def _doubts(campaigns: Sequence[CampaignStatus]) -> Iterator[str]:
    """Followed bills of which a publisher says otherwise, and is not believed yet."""
    found = {b.bill: b.status for campaign in campaigns for b in campaign.bills if b.status}
    for key, status in found.items():
        if status.in_doubt:
            yield f"{key}: {doubts_words(status)}"


def _words(loaded: content.Content) -> Iterator[str]:
    """The house language in what the workspace says itself; what ships is tested."""
    for name, text in _own_texts(loaded):
        yield from (f"{name}: {line}" for line in lint_text(text.text))
    shipped = {fact for row in content.load_shipped().relief for fact in row.facts}
    for fact in (fact for row in loaded.relief for fact in row.facts if fact not in shipped):
        yield from (f"{fact.relief} {fact.fact}: {line}" for line in lint_text(fact.says))


def _languages(loaded: content.Content) -> Iterator[str]:
    """Facts that differ between the languages of a text of the workspace; what ships is tested."""
    own = {name for name, _ in _own_texts(loaded)}
    for campaign in loaded.campaigns:
        english = {t.key: t for t in campaign.texts if t.language == Language.EN}
        for text in campaign.texts:
            base, name = english.get(text.key, text), text_name(campaign.id, text)
            if base is not text and own & {name, text_name(campaign.id, base)}:
                facts = differing_facts(base.text, text.text, text.language)
                yield from (f"{name}: {line}" for line in facts)


def text_faults(loaded: content.Content, campaign: str, text: Text) -> tuple[str, ...]:
    """What ``check`` says of one text of the content: words the house avoids, facts that differ
    from the English ones, more claimed than it rests on."""
    name = text_name(campaign, text)
    texts = next((c.texts for c in loaded.campaigns if c.id == campaign), ())
    found = [*lint_text(text.text)]
    for english in texts:
        if (english.key, english.language) == (text.key, Language.EN) and english != text:
            found += differing_facts(english.text, text.text, text.language)
    promises = lint_paper((), [c for c in loaded.campaigns if c.id == campaign])
    found += [line.removeprefix(f"{name}: ") for line in promises if line.startswith(f"{name}: ")]
    return tuple(found)


def _own_texts(loaded: content.Content) -> Iterator[tuple[str, Text]]:
    """The texts that the workspace says in words of its own, with their names."""
    for campaign in loaded.campaigns:
        if campaign.origin == SHIPPED:
            continue
        shipped = {t.text for c in content.load_shipped().campaigns for t in c.texts}
        for text in campaign.texts:
            if text.text not in shipped:
                yield text_name(campaign.id, text), text


# -- in words ------------------------------------------------------------------------------------


def report_lines(report: CheckReport) -> Iterator[str]:
    """For a person: what fails first, then what stopped holding, then what to look at."""
    yield from (f"FAULT  {line}" for line in report.faults)
    for name, claim in report.used:
        yield f"FAULT  {name} rests on {claim.id}, which {_end(claim)}. Write a new text."
    yield f"Claims: {len(report.holding)} hold, {len(report.doubted)} to be read again, " \
          f"{len(report.ended)} stopped holding, {len(report.ahead)} do not hold yet."  # fmt: skip
    yield from _section("Read the law again, then these sentences", _reread(report))
    yield from _section("Law not read for a year", map(_old, report.old))
    yield from _section("How the law compares, to read again or soon", report.relief)
    yield from _section("Live bills that would change law we speak of", map(_coming, report.coming))
    yield from _section("Stopped holding", (f"{c.id} {_end(c)}" for c in report.ended))
    yield from _section("Not yet", (f"{c.id} ({c.ended_by})" for c in report.ahead))
    yield from _section("Hold", (f"{c.id}{_whose(c)}" for c in report.holding))
    yield from _section("Not reviewed, of what pages print now", (
        f"{title}: {count_words(count, 'sentence')}" for title, count in report.unreviewed
    ))  # fmt: skip
    yield from _section(
        "You override these, and what ships has changed since", map(_outdated, report.outdated)
    )
    yield from _section("Set aside", report.retired)
    yield from _section("Followed, not in the database (billtrail update fetches them)",
                        report.unknown)  # fmt: skip
    yield from _section("In doubt (billtrail doubts shows old and new)", report.doubts)
    yield from _section("House language, in your own texts", report.words)
    yield from _section("Other facts in one language than in English", report.languages)
    yield from _section("Claims more than it rests on", report.promises)


def _section(title: str, lines: Any) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def _end(claim: ClaimStatus) -> str:
    """ "ended 2026-01-23 by us-119-hr4323: Became Public Law 119-73"."""
    if claim.ended_bill is None:
        return f"ended {claim.ended_on} ({claim.ended_by})"
    return f"ended {claim.ended_on} by {claim.ended_bill}: {claim.ended_action or claim.ended_by}"


def _reread(report: CheckReport) -> Iterator[str]:
    """Why, then the sentences in every language."""
    whys: dict[str, list[str]] = {}
    for name, claim in report.reread:
        if claim.doubt:
            whys.setdefault(claim.doubt.why, []).append(name)
    for why, names in whys.items():
        yield f"{why[0].upper()}{why[1:]}: {', '.join(dict.fromkeys(names))}"


def _old(reading: StatuteReading) -> str:
    how = "" if reading.basis == AS_READ else ", by a summary"
    return f"{reading.statute.printed}: read {day_words(reading.read_on)}{how} ({reading.text})"


def _coming(change: WouldChange) -> str:
    return f"{bill_words(change.bill)} would change what {change.campaign} says of {change.printed}"


def _whose(claim: ClaimStatus) -> str:
    return f" (a view of {claim.attributed_to})" if claim.attributed_to else ""


def _outdated(item: Outdated) -> str:
    where = f"{item.file} {item.record}".rstrip()
    since = f" since {day_words(item.since)}" if item.since else ""
    return f"{where}: {item.field} was {item.then!r}{since}, now {item.now!r}"


def report_json(report: CheckReport) -> dict[str, Any]:
    """``check --json``: keys are only ever added."""
    return {
        "sound": report.sound,
        "faults": list(report.faults),
        "claims": [
            _claim(c) for c in (*report.holding, *report.doubted, *report.ended, *report.ahead)
        ],
        "used": [{"text": name, "claim": claim.id} for name, claim in report.used],
        "reread": [{"text": name, "claim": claim.id} for name, claim in report.reread],
        "not_read_for_a_year": [reading.key for reading in report.old],
        "would_change": [
            {"campaign": c.campaign, "statute": c.statute, "bill": c.bill} for c in report.coming
        ],
        "outdated": [
            {"file": o.file, "record": o.record, "field": o.field, "then": o.then, "now": o.now,
             "since": o.since}
            for o in report.outdated
        ],
        "unknown": list(report.unknown),
        "in_doubt": list(report.doubts),
        "words": list(report.words),
        "languages": list(report.languages),
        "promises": list(report.promises),
        "relief": list(report.relief),
    }  # fmt: skip


def _claim(claim: ClaimStatus) -> dict[str, Any]:
    return {
        "id": claim.id, "kind": claim.kind, "holds": claim.holds, "ended_on": claim.ended_on,
        "ended_by": claim.ended_bill, "change": claim.ended_action, "because": claim.ended_by,
        "attributed_to": claim.attributed_to, "source": claim.source, "url": claim.url,
        "statutes": list(claim.statutes), "doubt": claim.doubt.why if claim.doubt else None,
    }  # fmt: skip
