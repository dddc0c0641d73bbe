"""From a look at the file to digests: what each reader is told, and what is new of it.

What was told before is known by marks, one for each thing, which the mail before this one carries
in the outbox. So a run that is slow to write is not missed, and nothing is told twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256

from billtrail.bills.values import BillStatus, Change, ReportStatus, decoded
from billtrail.campaigns import CampaignStatus, ClaimStatus, FollowedBill
from billtrail.events import CalendarEntry, clock_words, read_bill_dates, read_dates
from billtrail.law import parse_statute
from billtrail.legislatures import DECIDED, Position, split_key
from billtrail.legislatures.calendar import day_of
from billtrail.snapshot import Snapshot, StaleLetter, by_what_moves, stale_letters
from billtrail.week import few, stale
from billtrail.words import (
    CERTAINTIES,
    bill_words,
    change_of_law_words,
    day_words,
    safe_url,
    source_words,
    whole_title,
)
from billtrail.words.news import apart, build_news
from billtrail.words.status import is_alive, is_overtaken, law_words, meaning_words, status_words

from .follows import Followed, Follows
from .subscribers import Subscriber
from .values import Digest, DigestBill, DigestDay

#: A first digest tells of so many days.
FIRST_DAYS = 7
#: What a run saw this many days before the last mail may have been written only after it.
_LATE_DAYS = 3
#: A mail looks so many days ahead, and its calendar file so many.
AHEAD_DAYS, ENTRIES_DAYS = 14, 60
#: A day so near is news once, though nothing happened.
_SOON_DAYS = 2
#: So many changes of a bill, and days ahead, are written out; the rest is counted. Of more bills
#: than these the others are named.
MOST_CHANGES, MOST_AHEAD, MOST_BILLS = 8, 20, 40
#: Fields of which a change may be something to act on.
_WEIGHS = ("stage", "law", "in_doubt", "rewritten", "floor", "hearings", "votes")


@dataclass(frozen=True, slots=True)
class Before:
    """What was told to somebody until now: ``since`` is the day of the last mail, ``told`` its
    marks."""

    since: date
    told: frozenset[str]


class DigestReader:
    """Digests from one look at the file. ``staff``: the look may tell what the coalition decides;
    else it is one that an edition is laid over."""

    def __init__(self, snapshot: Snapshot, *, staff: bool) -> None:
        self.snapshot, self.staff = snapshot, staff
        self.followed = Followed(snapshot, staff=staff)
        self._changes: dict[date, tuple[Change, ...]] = {}

    def read(self, one: Subscriber, before: Before | None = None) -> tuple[Digest, Follows]:
        """What a subscriber is told after ``before``, and what was found that they follow."""
        follows = self.followed.of(one)
        return self.digest(follows, before), follows

    def digest(self, follows: Follows, before: Before | None = None) -> Digest:
        """What is told of what is followed, after ``before``."""
        on = self.snapshot.on
        told = before.told if before else frozenset()
        since = before.since if before else on - timedelta(days=FIRST_DAYS)
        seen = self._seen(follows, since - timedelta(days=_LATE_DAYS if before else 0))
        bills, endings = self._news({mark: one for mark, one in seen.items() if mark not in told})
        ended = self._ended(follows.campaigns, told, None if told else since)
        entries = self._entries(follows)
        ahead = [entry for entry in entries if self._is_near(entry, AHEAD_DAYS)]
        soon = [entry for entry in ahead if self._is_near(entry, _SOON_DAYS)]
        old, law = tuple(self._old(follows)), tuple(self._law(follows))
        letters = tuple(one for one in self.letters if one.bill in follows.bills)
        states = {
            *(_short(f"soon {one.id} {one.on} {one.cancelled}") for one in soon),
            *(_short(f"letter {one.id} {one.kind} {one.since}") for one in letters),
            *(_short(f"law {said}") for said in law),
            *(_short(f"old {kind}") for kind, _ in old),
        }
        claims = {_claim_mark(claim) for claim in _ended_claims(follows.campaigns)}
        return Digest(
            on=on.isoformat(), since=since.isoformat(), follows=follows.words,
            stale=tuple(what for _, what in old), bills=bills[:MOST_BILLS],
            others=tuple(bill.name for bill in bills[MOST_BILLS:]), endings=endings, ended=ended,
            law=law, letters=tuple(one.words for one in letters),
            ahead=tuple(map(self._day, ahead[:MOST_AHEAD])), soon=tuple(map(self._day, soon)),
            more_ahead=max(0, len(ahead) - MOST_AHEAD), checked=self.checked,
            entries=tuple(entries),
            has_news=bool(bills or endings or ended or states - told),
            told=frozenset(seen.keys() | claims | states),
        )  # fmt: skip

    # -- news --------------------------------------------------------------------------------

    def _seen(self, follows: Follows, since: date) -> dict[str, Change | ReportStatus]:
        """By its mark what was seen of what is followed: changes, the newest first, and what staff
        saw before the record said it; in a partner's look, of what was shared."""
        if since not in self._changes:
            self._changes[since] = self.snapshot.changes(since.isoformat())
        found: dict[str, Change | ReportStatus] = {
            _mark(one): one for one in self._changes[since]
            if one.bill in follows.bills or _person(one) in follows.people
        }  # fmt: skip
        watched = (self.followed.watched.get(key) for key in sorted(follows.bills))
        for report in (one for status in watched if status for one in status.reports):
            if report.is_open and day_of(report.entered_at) >= since.isoformat():
                found[_report_mark(report)] = report
        return found

    def _news(
        self, seen: Mapping[str, Change | ReportStatus]
    ) -> tuple[tuple[DigestBill, ...], tuple[str, ...]]:
        """A row for each bill: first those that staff saw something of, then those of which more
        than a name or a date changed, the one that changed last first; and what a session ended."""
        statuses = self.snapshot.bills({one.bill for one in seen.values()})
        changes = [one for one in seen.values() if isinstance(one, Change)]
        items, endings = apart(build_news(changes, statuses))
        said: dict[str, list[str]] = {}
        for one in seen.values():
            if isinstance(one, ReportStatus):
                words = f"Seen, not yet in the record: {one.text} ({one.by}, {day_words(one.date)})"
                said.setdefault(one.bill, []).append(words)
        weighs = {one.bill for one in changes if one.field.partition(":")[0] in _WEIGHS}
        for item in sorted(items, key=lambda item: item.bill not in weighs):
            said.setdefault(item.bill, []).extend(item.said())
        found = [self._bill(key, lines, statuses.get(key)) for key, lines in said.items()]
        return tuple(found), tuple(end.words for end in endings)

    def _bill(self, key: str, lines: Sequence[str], status: BillStatus | None) -> DigestBill:
        said = list(dict.fromkeys(lines))
        return DigestBill(
            key=key,
            name=bill_words(key),
            title=whole_title(status) if status else "",
            changes=tuple(said[:MOST_CHANGES]),
            more=max(0, len(said) - MOST_CHANGES),
            stands=_stands(status) if status else "",
            means=meaning_words(status) if status else "",
            next=_next(status) if status else "",
            position=self._position(key),
            url=safe_url(status.bill.source_url) if status else None,
        )

    def _position(self, key: str) -> str:
        """Our position in words; of one that is not decided only staff hear."""
        found = self.positions.get(key)
        if found and found.position in DECIDED:
            condition = f": {found.condition}" if found.condition else ""
            return f"{found.position}{condition}"
        return "not decided yet" if self.staff and found and _is_open(found) else ""

    @cached_property
    def positions(self) -> dict[str, FollowedBill]:
        found = (bill for campaign in self.followed.campaigns for bill in campaign.bills)
        return {bill.bill: bill for bill in found if bill.position}

    # -- what no longer holds, and what is ahead ---------------------------------------------

    def _ended(
        self, campaigns: Iterable[CampaignStatus], told: frozenset[str], since: date | None
    ) -> tuple[str, ...]:
        """Sentences that no longer hold and that nobody was told of; ``since``: to whom nothing was
        told yet only what ended from that day on."""
        first = since.isoformat() if since else ""
        return tuple(
            words
            for campaign in campaigns
            for claim in _ended_claims([campaign])
            if _claim_mark(claim) not in told and (claim.ended_on or "") >= first
            for words in _ended_words(campaign, claim)
        )

    def _old(self, follows: Follows) -> Iterator[tuple[str, str]]:
        """(kind, words) of what rests on old data, and of ends that nobody has looked up."""
        for item in stale(self.snapshot, follows.campaigns):
            if item.kind == "stale":
                yield item.kind, item.what
        ended = [s for s in self._unsettled if s.key in follows.bills and not is_overtaken(s)]
        if ended:
            yield "end", f"No end on record: {few(bill_words(status.key) for status in ended)}"

    @cached_property
    def _unsettled(self) -> tuple[BillStatus, ...]:
        return self.snapshot.unsettled()

    @cached_property
    def letters(self) -> tuple[StaleLetter, ...]:
        """Ours on file that speak of the past: staff's alone."""
        return stale_letters(self.snapshot) if self.staff else ()

    def _law(self, follows: Follows) -> Iterator[str]:
        """What live bills would do to the sections that are followed."""
        marks = ", ".join("?" * len(follows.sections))
        rows = self.snapshot.connection.execute(
            f"SELECT DISTINCT bill, statute, what FROM statute_changes WHERE enacted IS NULL AND "
            f"statute IN ({marks}) ORDER BY statute, bill", follows.sections)  # fmt: skip
        found = rows.fetchall()
        live = self.snapshot.outlines({row[0] for row in found})
        for bill, statute, what in found:
            if bill in live and is_alive(live[bill]):
                does = change_of_law_words(what, proposed=True)
                yield f"{bill_words(bill)} {does} {parse_statute(statute).printed}"
        told = {row[0] for row in found}
        for touch in (
            one for key in follows.sections for one in self.followed.touched.get(key, ())
        ):
            if touch.bill not in told and is_alive(touch.status):
                yield f"{bill_words(touch.bill)} {touch.says}"

    @cached_property
    def _dates(self) -> tuple[CalendarEntry, ...]:
        return read_dates(self.snapshot).days

    def _entries(self, follows: Follows) -> list[CalendarEntry]:
        """The days of what is followed, from today on, soonest first."""
        pages = {f"/bill/{key}" for key in follows.bills}
        pages |= {f"/campaign/{campaign.id}" for campaign in follows.campaigns}
        others = follows.bills - self.followed.watched.keys()
        places = {split_key(key).jurisdiction for key in follows.bills}
        found = [e for e in self._dates if e.page in pages or _session_of(e) in places]
        for key in sorted(others):
            if self.snapshot.holds(key):
                days = read_bill_dates(self.snapshot, key).days
                found += [day for day in days if not day.id.startswith("stands:")]
        found = [entry for entry in found if self._is_near(entry, ENTRIES_DAYS)]
        return sorted({entry.id: entry for entry in found}.values(), key=lambda e: (e.on, e.what))

    def _is_near(self, entry: CalendarEntry, days: int) -> bool:
        on = self.snapshot.on
        last = (on + timedelta(days=days)).isoformat()
        return entry.on <= last and on.isoformat() <= (entry.until or entry.on)

    def _day(self, entry: CalendarEntry) -> DigestDay:
        """In words; what may be on any day of a week that has begun stands under today."""
        time = f", {clock_words(entry)}" if entry.time and not entry.cancelled else ""
        place = f" ({entry.place})" if entry.place and not entry.cancelled else ""
        about = [line for line in entry.about if "://" not in line]
        url = next((line for line in entry.about if line.startswith("http")), None)
        return DigestDay(
            max(entry.on, self.snapshot.on.isoformat()), f"{entry.what}{time}{place}",
            "; ".join(about), "" if entry.cancelled else entry.certainty, safe_url(url),
        )  # fmt: skip

    @cached_property
    def checked(self) -> tuple[str, ...]:
        """When each publisher was last asked about what can still move; where nothing can, about
        anything."""
        found = by_what_moves(self.snapshot.freshness(), self.followed.campaigns)
        return tuple(
            f"{source_words(one.source)}: {day_words(one.checked_at or one.data_as_of)}"
            for one in [one for one in found if one.moving] or found
        )


def _session_of(entry: CalendarEntry) -> str:
    """The legislature (``us``) whose session ends or begins that day; ``""`` for other days."""
    kind, _, rest = entry.id.partition(":")
    return rest.partition(":")[0] if kind.startswith("session") else ""


def _is_open(bill: FollowedBill) -> bool:
    wants = str(bill.position or "").startswith(Position.NEEDS_DECISION)
    return wants and bill.status is not None and is_alive(bill.status)


def _person(change: Change) -> str | None:
    """Whom a change of who stands behind a bill is about."""
    if not change.field.startswith("sponsorships:"):
        return None
    row = decoded(change.new) or decoded(change.old)
    return row.get("person") if isinstance(row, dict) else None


def _stands(status: BillStatus) -> str:
    law = law_words(status)
    return f"{status_words(status)}, {law}" if law else status_words(status)


def _next(status: BillStatus) -> str:
    """ "Vote in committee. Who acts: House Judiciary Committee, by Dec 11, 2026 (expected)"."""
    step = status.next_step
    if step is None or not is_alive(status):
        return ""
    by = f", by {day_words(step.date)}" if step.date else ""
    sure = CERTAINTIES.get(step.certainty, ("", ""))[0]
    doubt = f"; {step.doubt}" if step.doubt else ""
    certainty = f" ({sure}{doubt})" if sure and step.date else ""
    return f"{step.what}. Who acts: {step.who}{by}{certainty}"


def _ended_claims(campaigns: Iterable[CampaignStatus]) -> Iterator[ClaimStatus]:
    for campaign in campaigns:
        yield from (c for c in campaign.claims if not c.holds and c.ended_on)


def _ended_words(campaign: CampaignStatus, claim: ClaimStatus) -> Iterator[str]:
    """The English sentences that rest on it, and what ended it; none where no sentence does."""
    by = bill_words(claim.ended_bill) if claim.ended_bill else ""
    why = f"{by}: {claim.ended_action or claim.ended_by}" if by else claim.ended_by or ""
    for text in campaign.texts:
        if claim.id in text.claims and text.language == "en":
            since = day_words(claim.ended_on)
            yield f"\u201c{text.text}\u201d no longer holds since {since} ({why})"


def _mark(change: Change) -> str:
    parts = (change.bill, change.field, change.seen_at, change.kind, change.new or "")
    return _short("\0".join(parts))


def _report_mark(report: ReportStatus) -> str:
    return _short(f"report {report.bill} {report.entered_at} {report.text}")


def _claim_mark(claim: ClaimStatus) -> str:
    return _short(f"claim {claim.id} {claim.ended_on}")


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
