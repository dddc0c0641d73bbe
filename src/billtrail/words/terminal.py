"""What the commands print for a person: short lines, dates as they are stored."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from billtrail.bills.identity import author_words, leads, rewriting
from billtrail.bills.models import Relation, Sponsorship
from billtrail.bills.values import BillStatus, ReportStatus
from billtrail.legislatures import KEY, Stage, display, full_name, get
from billtrail.legislatures.calendar import day_of

from . import words
from .days_and_numbers import count_words, day_words, number_words, time_words
from .floor import floor_checked_words, floor_others_words, floor_words
from .hearings import OFF, meeting_words, other_words, paper_groups
from .status import (
    away_words,
    contained_words,
    effect_words,
    later_vote_words,
    location_words,
    stages,
    vote_words,
)

if TYPE_CHECKING:
    from billtrail.bills.doubts import Correction
    from billtrail.bills.values import (
        Change,
        EffortStatus,
        FloorStatus,
        HearingStatus,
        Member,
        MemberVote,
        Part,
    )

#: So many related bills are named; the rest are counted.
_RELATED = 3
#: So many papers of a kind stand under a meeting; the rest are counted.
_PAPERS = 6


def bill_lines(status: BillStatus) -> Iterator[str]:
    """A bill on a day, a screenful."""
    bill = status.bill
    session = words.session_words(bill.jurisdiction, bill.session)
    if status.is_unread:
        yield f"{bill.identifier} ({session})"
        yield f"  {stages.stage_words(status)}. {stages.meaning_words(status)}"
        yield f"  billtrail update --bill {bill.key}"
        return
    yield f"{bill.identifier} ({session})  {_title(status)}"
    yield f"  {_stands(status)}"
    if away := away_words(status):
        yield f"  {away}."
    if status.containment:
        since = f", {day_words(status.containment.date)}" if status.containment.date else ""
        yield f"  {contained_words(status.containment)}{since}, says its publisher"
    if status.progress.holding and status.progress.alive:
        yield f"    {stages.meaning_words(status)}"
    if status.enacted_via:
        yield f"  Overtaken: it became law as {display(status.enacted_via)}"
    if status.in_doubt or status.taken_back:
        yield from _doubted(status)
    yield from (f"  {_report_words(report)}" for report in status.reports if report.is_open)
    yield from (f"  {_corrected(one)}" for one in status.corrections)
    if found := rewriting(bill):
        now = f", now {found.title}" if found.title else ""
        changed = f"other than the print before in: {', '.join(found.changed)}"
        did = "New text proposed by a committee" if found.proposed else "Rewritten"
        yield f"  {did} {day_words(found.date)}{now}, {changed}"
    if status.location:
        since = day_words(status.location.since)
        yield f"  Where: {location_words(status)}, since {since}"
    if status.next_step:
        step = status.next_step
        by = f" by {day_words(step.date)}" if step.date else ""
        doubt = f", {step.doubt}" if step.doubt else ""
        yield f"  Next: {step.what}, {step.who}{by} ({step.certainty}{doubt})"
        if step.basis:
            yield f"    {'That day' if step.date else 'No day yet'}: {step.basis}"
    told = (later_vote_words(status), vote_words(status), effect_words(status))
    yield from (f"  {said}" for said in told if said)
    if status.sponsor:
        yield f"  {_leads(status)}"
    yield f"  {_cosponsors(status)}"
    if status.latest_action:
        latest = status.latest_action
        yield f"  Latest: {day_words(latest.date)}  {latest.description}"
    yield from _related(bill.relations or ())
    yield f"  {_freshness(status)}"
    yield from (f"  {said}" for said in (bill.source_url, bill.credit) if said)


def _related(relations: Sequence[Relation]) -> Iterator[str]:
    """Bills that its publisher calls related, in its words: a companion, or where one that was
    continued to another session goes on."""
    told = [f"{_named(one.bill)}, {words.relation_words(one.kind)}" for one in relations[:_RELATED]]
    more = len(relations) - _RELATED
    if told:
        yield f"  Related: {'; '.join(told)}{f'; {more} more' if more > 0 else ''}"


def _named(key: str) -> str:
    return full_name(key) if KEY.fullmatch(key) else key


def _doubted(status: BillStatus) -> Iterator[str]:
    from .doubts import doubt_words, taken_back_words

    yield from (f"  In doubt: {doubt_words(doubt)} (doubt {doubt.id})" for doubt in status.in_doubt)
    yield from (f"  Taken back: {taken_back_words(doubt)}" for doubt in status.taken_back)


def _corrected(one: "Correction") -> str:
    """ "Corrected: Passed the House, Mar 2, 2026 (by A. Person, Nov 20, 2026: why; link)"."""
    from .doubts import correction_words, corrector_words

    why = f": {one.reason}" if one.reason else ""
    link = f"; {one.link}" if one.link else ""
    by, day = corrector_words(one), day_words(one.date)
    return f"Corrected: {correction_words(one)} (by {by}, {day}{why}{link})"


def hearing_lines(hearings: "Iterable[HearingStatus]") -> Iterator[str]:
    """What is to be heard, with what moved or is off, and letters while there is time."""
    for hearing in hearings:
        time = f", {time_words(hearing.time)}" if hearing.time else ""
        label = meeting_words(hearing.kind).label
        yield f"  {label}: {day_words(hearing.date)}{time}, {_place(hearing)}{_off(hearing)}"
        yield from (f"    {said}" for said in other_words(hearing))
        yield from _papers(hearing)
        if hearing.letters:
            letters = hearing.letters
            at = f", {time_words(letters.time)}" if letters.time else ""
            yield f"    Letters by {day_words(letters.on)}{at} ({letters.url})"
            yield from (f"    {line}" for line in (letters.address, letters.note) if line)
        elif hearing.letters_closed:
            yield f"    The deadline for letters was {day_words(hearing.letters_closed)}"


def floor_lines(statuses: "Iterable[FloorStatus]") -> Iterator[str]:
    """What a chamber's list says of a bill and of the others of its effort."""
    for status in statuses:
        yield f"  {floor_words(status)} ({floor_checked_words(status)})"
        yield from (f"    {line}" for line in floor_others_words(status))


def _place(hearing: "HearingStatus") -> str:
    parts = (hearing.name or hearing.committee or "a committee", hearing.location, hearing.note)
    return "; ".join(part for part in parts if part)


def _off(hearing: "HearingStatus") -> str:
    """What became of the day it was set for."""
    moved = f" (moved from {day_words(hearing.moved_from)})" if hearing.moved_from else ""
    return moved if hearing.is_on else f" - {OFF[hearing.status].upper()}"


def _papers(hearing: "HearingStatus") -> Iterator[str]:
    """What goes with a meeting that is on, a line each."""
    for heading, papers in paper_groups(hearing) if hearing.is_on else ():
        for paper in papers[:_PAPERS]:
            about = f" ({paper.about})" if paper.about else ""
            yield f"    {heading}: {paper.title}{about}{f'  {paper.url}' if paper.url else ''}"
        if len(papers) > _PAPERS:
            yield f"    {heading}: {len(papers) - _PAPERS} more"


def _report_words(report: ReportStatus) -> str:
    """An open report with its mark: it is not the official status."""
    how = "seen in the room" if report.seen_in_room else report.link
    day = day_words(report.date)
    return f"Reported, not yet in the official record: {day}  {report.text} ({how}, by {report.by})"


def vote_lines(name: str, bills: Sequence[str], votes: "Sequence[MemberVote]") -> Iterator[str]:
    """A legislator's votes, oldest first; says so where none is on record."""
    yield f"{name}: {_count(votes, 'recorded vote')} on {_count(bills, 'bill')}"
    for vote in votes:
        counts = "" if vote.yes is None else f" ({vote.yes} to {vote.no})"
        motion = vote.motion or "vote"
        yield (
            f"  {day_words(vote.date)}  {display(vote.bill):<10} "
            f"{words.option_words(vote.option).upper():<10} {motion}{counts}"
        )
    if not votes:
        yield "  No roll call that names them is on file. A voice vote names nobody."


def _count(things: Sequence[object], one: str) -> str:
    return count_words(len(things), one)


def unsettled_lines(statuses: Sequence[BillStatus], again: Iterable[str]) -> Iterator[str]:
    """Bills whose session ended without an outcome on record, each with its official page;
    ``again`` says who is asked for them and until when."""
    if not statuses:
        yield "Nothing to settle: every watched bill of an ended session has its outcome on record."
        return
    bills = _count(statuses, "bill") + (" has" if len(statuses) == 1 else " have")
    yield f"{bills} no outcome on record, and their last day to pass or be signed is over."
    yield from again
    yield (
        "Or open a link and note what it says: billtrail report KEY TEXT --on DATE --link URL "
        "--by NAME"
    )
    for status in statuses:
        yield ""
        yield from _unsettled(status)


def _unsettled(status: BillStatus) -> Iterator[str]:
    bill = status.bill
    session = words.session_words(bill.jurisdiction, bill.session)
    yield f"{bill.identifier} ({session})  {_title(status)}"
    reached = stages.then_words(status, status.progress.reached, bill.jurisdiction)
    yield f"  {bill.key}: last known {words.in_sentence(reached)}"
    if status.latest_action:
        latest = status.latest_action
        yield f"  Latest: {day_words(latest.date)}  {latest.description}"
    yield f"  {_freshness(status)}"
    yield from (f"  {_report_words(report)}" for report in status.reports if report.is_open)
    yield f"  {bill.source_url}"


def _cosponsors(status: BillStatus) -> str:
    counted, joined = status.cosponsors, author_words(status.bill.jurisdiction).joined
    if counted.current is None:
        return f"{joined}: not known"
    known = sorted(counted.by_party.items(), key=lambda item: not item[0])
    told = known if any(counted.by_party) else ()  # of no state but ours is any party known
    parties = ", ".join(f"{n} {party or 'party not known'}" for party, n in told)
    withdrawn = f"; {counted.withdrawn} withdrew" if counted.withdrawn else ""
    return f"{joined}: {counted.current}{f' ({parties})' if parties else ''}{withdrawn}"


def _leads(status: BillStatus) -> str:
    """ "Author: Wiener (D, district 11); joint author: Gabriel (D, district 46)"."""
    place = status.bill.jurisdiction
    said = author_words(place)
    if now := status.first_sponsor:
        by = status.sponsor
        left = f"; introduced by {_person(by, place)}, no longer a member" if by else ""
        return f"First sponsor since {day_words(now.date)}: {_person(now, place)}{left}"
    people = leads(status.sponsor, status.bill.sponsorships)
    first, *joint = [_told_apart(one, people, place) for one in people]
    others = f"; {said.joint.lower()}{'s'[: len(joint) > 1]}: {'; '.join(joint)}" if joint else ""
    return f"{said.lead}: {first}{others}"


def _told_apart(one: Sponsorship, people: Sequence[Sponsorship], jurisdiction: str) -> str:
    """ "Rubio (Senate)" beside "Rubio (Assembly)", where nothing else tells two of one name."""
    alike = sum(other.name == one.name for other in people) > 1
    if not alike or one.party or one.district or one.chamber is None:
        return _person(one, jurisdiction)
    return f"{one.name} ({get(jurisdiction).chamber(one.chamber)})"


def _person(one: Sponsorship, jurisdiction: str) -> str:
    """ "Wiener (D, district 11)", of Congress "Russell Fry (R, SC-7)"; a name that has its party
    and district in it stands alone."""
    if "[" in one.name:
        return one.name
    seat = "-".join(filter(None, (one.state, one.district)))
    if not get(jurisdiction).seats.by_state:
        seat = f"district {one.district}" if one.district else ""
    known = ", ".join(filter(None, (one.party, seat)))
    return f"{one.name} ({known})" if known else one.name


def _stands(status: BillStatus) -> str:
    """ "Became law, Public Law 119-73, Jan 23, 2026"; a law without a number says what it has."""
    stage, day = stages.stage_words(status), day_words(status.progress.date)
    if status.number_pending:
        signed, _, rest = (stages.law_words(status) or "").partition("; ")
        return f"{stage}: {signed}, {day}; {rest}"
    law = f", {status.law}" if status.law else ""
    vetoed = "; the veto stands" if status.stage == Stage.VETOED and status.progress.final else ""
    return f"{stage}{law}{f', {day}' if status.progress.date else ''}{vetoed}"


def _freshness(status: BillStatus) -> str:
    later = day_of(status.checked_at or "") >= day_of(status.data_as_of)  # news is no check
    checked = f", checked {day_words(status.checked_at)}" if later else ""
    newest = status.newest_source or status.source
    rest = f"; the rest {words.source_words(status.source)}" if newest != status.source else ""
    of = f"{words.source_words(newest)}{rest}"
    return f"As of {day_words(status.data_as_of)} ({of}){checked}"


def effort_headline(effort: "EffortStatus") -> Iterator[str]:
    """Its title and where it stands."""
    from .status import efforts

    yield f"{effort.title} ({effort.id})"
    named = efforts.effort_law_words(effort)
    law = f", {named}" if named else ""
    yield f"  {efforts.effort_words(effort)}{law}, {day_words(effort.told_date)}"


def effort_lines(effort: "EffortStatus") -> Iterator[str]:
    """An effort on a day: where it stands, then its bills."""
    from .status import efforts

    yield from effort_headline(effort)
    yield from (f"  {note}" for note in efforts.effort_notes(effort))
    yield f"  {_attempts(effort)}"
    for member in effort.members:
        yield f"  {member.bill:<24} {_member(member)}"


def _attempts_since(effort: "EffortStatus") -> str:
    """ "Introduced in six Congresses since 2016"; nothing where no bill is on record."""
    first = min((a.first_introduced for a in effort.attempts if a.first_introduced), default=None)
    if first is None:
        return ""
    count = len(effort.attempts)
    if count == 1:
        return f"Introduced in {first[:4]}"
    sessions = get(effort.members[0].bill.split("-")[0]).sessions.many
    return f"Introduced in {number_words(count)} {sessions} since {first[:4]}"


def _attempts(effort: "EffortStatus") -> str:
    bills = sum(len(attempt.bills) for attempt in effort.attempts)
    counted = f"{bills} bill{'' if bills == 1 else 's'}"
    attempts = _attempts_since(effort)
    return f"{attempts}: {counted}" if attempts else counted


def _member(member: "Member") -> str:
    kind = words.MEMBERS[member.kind]
    if member.status is None:
        return f"{kind}: not in the database"
    stage = stages.marked(stages.stage_words(member.status), member.status)
    if member.enacted_via and member.enacted_via != member.bill:
        law = display(member.enacted_via)
        return f"overtaken: became law as {law}; its own record says '{words.in_sentence(stage)}'"
    return f"{kind}: {stage}"


#: A deed -> how it is said.
_DEEDS = {"introduced": "led", "leads": "took over", "joined": "joined", "left": "joined and left",
          "yes": "voted yes on", "no": "voted no on"}  # fmt: skip


def work_lines(name: str, part: "Part") -> Iterator[str]:
    """What a legislator did, naming the bill each time."""
    for kind, verb in _DEEDS.items():
        if keys := dict.fromkeys(part.keys(kind)):
            yield f"  {name} {verb} {', '.join(map(words.bill_words, keys))}"
    if not any(map(part.keys, _DEEDS)):
        yield f"  Nothing of {name} is on record here"


def change_lines(changes: "Iterable[Change]", bills: Mapping[str, BillStatus]) -> Iterator[str]:
    """A bill on the day we saw it change, and a line for each thing seen; says so where nothing
    was."""
    from .news.changes import build_news

    items = build_news(changes, bills)
    if not items:
        yield "No changes seen."
    for item in items:
        yield f"{day_words(item.day)}  {full_name(item.bill)}  {item.title}".rstrip()
        yield from (f"  {line}" for line in item.said())


def hit_lines(hits: Iterable[BillStatus]) -> Iterator[str]:
    """A line for each bill that was found, with where it stands by how it got there."""
    for hit in hits:
        yield f"{hit.key:<24} {stages.status_words(hit):<30} {_title(hit)}"


def _title(status: BillStatus) -> str:
    titled = status.bill.short_title or status.bill.title
    return words.whole_title(status) if titled else "no title recorded"


def hit_json(hit: BillStatus) -> dict[str, Any]:
    return {
        "key": hit.key,
        "identifier": hit.bill.identifier,
        "session": hit.bill.session,
        "title": hit.bill.short_title or hit.bill.title or "",
        "introduced_as": found.before if (found := rewriting(hit.bill)) else None,
        "stage": hit.stage,
        "how": hit.progress.how,
        "stage_date": hit.progress.date,
        "in_doubt": bool(hit.in_doubt),
    }
