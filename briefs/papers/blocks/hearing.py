"""For a day in committee: when and where, who sits there and what they did, what they will ask."""

from collections.abc import Iterable, Iterator, Sequence

from billtrail.bills.identity import author_words
from billtrail.bills.letters import testimony
from billtrail.bills.models import Person
from billtrail.bills.people import seats
from billtrail.bills.values import BillStatus, Deed, HearingStatus
from billtrail.briefs.build import official_page
from billtrail.briefs.language import tie
from billtrail.briefs.values import Block, Paragraph, Sentence
from billtrail.legislatures import MemberKind, Position, display
from billtrail.snapshot import Arguments, Ledger, count_heard_with, read_arguments, read_roster
from billtrail.snapshot.committees import CommitteeList, committee_list
from billtrail.words import time_words

from ..draft import PaperDraft, block, said

_FOR = (Position.SUPPORT, Position.SUPPORT_IF_AMENDED)
_AGAINST = (Position.OPPOSE, Position.OPPOSE_UNLESS_AMENDED)
#: How many deeds of a member are told, newest first, and how many questions are made ready.
_MOST_DEEDS, _MOST_QUESTIONS = 3, 3
#: How many witnesses and documents are named, and the longest word of their names in signs.
_MOST_PAPERS, _LONGEST_WORD = 6, 40


def title(draft: PaperDraft) -> tuple[Block, ...]:
    """What the paper is, the bill and the committee, and whom it is not for."""
    labels, key = draft.labels, f"title-{draft.request.paper.id}"
    name = labels(key) if labels.has(key) else draft.request.paper.title
    author = f" ({draft.author})" if draft.author else ""
    private = f"private-{draft.request.paper.id}"
    shown = [
        said(f"{name}: {draft.bill}{author}"),
        said(draft.words.official(draft.committee_name), "line"),
    ]
    if labels.has(private):
        shown.append(said(labels(private), "quiet"))
    return block("title", *shown)


def row(name: str, *texts: str) -> Paragraph:
    """A row of a table: its first cell, and what stands beside it."""
    return Paragraph((Sentence(tie(name)), *(Sentence(tie(text)) for text in texts)), "row")


# -- when, where, how ------------------------------------------------------------------------------


def hearing(draft: PaperDraft) -> tuple[Block, ...]:
    return block("hearing", *(row(draft.labels(name), text) for name, text in _when(draft)))


def _when(draft: PaperDraft) -> Iterator[tuple[str, str]]:
    labels, found = draft.labels, draft.hearing
    if found is None:
        draft.words.leave_out("no-hearing", "day, hour and room", key=draft.status.key)
        yield "hearing-when", labels("hearing-not-listed")
    else:
        if found.kind == "markup":
            yield "hearing-kind", labels("hearing-markup")
        day = labels.date(found.date)
        at = time_words(found.time) if found.time else draft.words.official(found.note or "")
        yield "hearing-when", labels("hearing-at", date=day, time=at) if at else day
        where = draft.words.official(found.location) if found.location else ""
        yield "hearing-where", where or labels("hearing-no-room")
        together = count_heard_with(draft.snapshot.connection, found)
        said = labels.counted("hearing-list", together, n=labels.count(together))
        at = labels("hearing-item", n=found.item) if found.item else ""
        yield "hearing-order", f"{at} {said}".strip()
        yield from _around(draft, found)
    if rule := testimony(draft.status.bill.jurisdiction):
        witnesses, minutes = labels.count(rule.witnesses), labels.count(rule.minutes)
        yield "hearing-speak", labels("hearing-witnesses", witnesses=witnesses, minutes=minutes)
    yield "hearing-stands", _stands(draft)


def _around(draft: PaperDraft, found: HearingStatus) -> Iterator[tuple[str, str]]:
    """Who is invited to speak, and what lies on the committee's page. A name of a file that no line
    takes is left to that page."""
    official = draft.words.official
    named = [f"{official(one.title)} ({official(one.about)})" if one.about else official(one.title)
             for one in found.papers if one.kind == "witness"]  # fmt: skip
    titles = [official(one.title) for one in found.papers if one.kind in ("amendment", "document")]
    for label, texts in (("hearing-invited", named), ("hearing-papers", titles)):
        if fitting := [text for text in texts if max(map(len, text.split())) <= _LONGEST_WORD]:
            more = draft.labels("hearing-more") if len(fitting) > _MOST_PAPERS else ""
            yield label, "; ".join((*fitting[:_MOST_PAPERS], more)).removesuffix("; ")


def _stands(draft: PaperDraft) -> str:
    """Our position, and the print that it is on."""
    labels = draft.labels
    if draft.stance is None:
        return labels("letter-no-position")
    print_day = draft.print and labels.date(draft.print.date)
    stance = labels(f"stance-{draft.stance}")
    return labels("hearing-stance", stance=stance, print=print_day) if print_day else stance


# -- who sits there --------------------------------------------------------------------------------


def members(draft: PaperDraft) -> tuple[Block, ...]:
    """Everyone on the committee, those to thank before those to ask; where our position is not for
    the bill nobody is thanked or asked, and what they did is told alone."""
    listed = _listed(draft)
    if listed is None or listed.doubt:
        why = draft.recipients[0].note if draft.recipients else ""
        draft.words.leave_out("no-members", "who sits on the committee", why=why)
        return ()
    told = [(person, _deeds(draft, person)) for person in _in_order(listed)]
    labels = draft.labels
    heading = labels.counted(
        "members-head", len(told), n=labels.count(len(told)), date=labels.date(listed.as_of[:10])
    )
    source = labels("note-office", bills=labels.list([display(s.key) for s in _effort(draft)]))
    note = draft.words.note(source, official_page(draft.status))
    return (
        *block("members", Paragraph((Sentence(tie(heading), notes=(note,)),), "heading")),
        *(one for group in _groups(draft, listed, told) for one in group),
    )


def _listed(draft: PaperDraft) -> CommitteeList | None:
    if draft.committee is None:
        return None
    return committee_list(draft.snapshot, draft.status.bill.jurisdiction, draft.committee)


_RANKS = ("chair", "ranking member", "vice chair")


def _in_order(listed: CommitteeList) -> list[Person]:
    """Who leads first, then as the list has them."""
    here = [listed.people[id] for id in listed.roles if id in listed.people]
    last = len(_RANKS)
    ranks = {id: _RANKS.index(r) if r in _RANKS else last for id, r in listed.roles.items()}
    return sorted(here, key=lambda person: ranks[person.id])


Told = tuple[Person, tuple[Deed, ...]]


def _groups(
    draft: PaperDraft, listed: CommitteeList, told: Sequence[Told]
) -> Iterator[tuple[Block, ...]]:
    """Rows of those with something on record, and a line of the others, under their headings."""
    if draft.stance not in _FOR:
        yield _group(draft, listed, "members-record", told)
        return
    ours = [one for one in told if _is_ours(draft, one[1])]
    yield _group(draft, listed, "members-thank", ours)
    yield _group(draft, listed, "members-ask", [one for one in told if one not in ours])


def _is_ours(draft: PaperDraft, deeds: Iterable[Deed]) -> bool:
    """Whether a member did something for the effort's bills, and nothing against them."""
    keys = {status.key for status in _effort(draft)}
    kinds = {deed.kind for deed in deeds if deed.status.key in keys}
    return bool(kinds) and not {"no", "left"} & kinds


def _group(
    draft: PaperDraft, listed: CommitteeList, label: str, told: Sequence[Told]
) -> tuple[Block, ...]:
    if not told:
        return ()
    rows = [
        row(_named(draft, listed, one), _did(draft, deeds), *_to_join(draft, one))
        for one, deeds in told
        if deeds
    ]
    others = [_named(draft, listed, person) for person, deeds in told if not deeds]
    rest = draft.labels("members-nothing", names=draft.labels.list(others)) if others else ""
    found = (*rows, *([said(rest)] if rest else ()))
    return (Block(label, draft.labels(label), found),)


def _named(draft: PaperDraft, listed: CommitteeList, person: Person) -> str:
    """``Nick Schultz, chair (D, AD-44)``."""
    labels, role = draft.labels, listed.roles[person.id]
    label = f"role-{role}"
    told = "" if role == "member" else labels(label) if labels.has(label) else role
    place = ", ".join(filter(None, (person.party, seats.seat(person))))
    name = f"{person.name}, {told}" if told else person.name
    return labels("place", name=name, place=place)


def _deeds(draft: PaperDraft, person: Person) -> tuple[Deed, ...]:
    """What they did on the effort's bills, then on others of the campaign; of each the newest
    first, once a bill and kind."""
    if draft.ledger is None:
        draft.ledger = Ledger.of(
            _everyone(draft), draft.status.bill.session, _followed(draft),
            draft.snapshot.roll_calls.who, in_committee=True,
        )  # fmt: skip
    keys = {status.key for status in _effort(draft)}
    found: dict[tuple[str, str], Deed] = {}
    for deed in draft.ledger.part(person.id).deeds:
        key = (deed.kind, deed.status.key)
        if deed.certain and (key not in found or (found[key].date or "") < (deed.date or "")):
            found[key] = deed
    newest = sorted(found.values(), key=lambda deed: deed.date or "", reverse=True)
    return tuple(sorted(newest, key=lambda deed: deed.status.key not in keys))


def _everyone(draft: PaperDraft) -> tuple[Person, ...]:
    """All who sit in the legislature: a bare name on a vote means one of them, not of the
    committee."""
    jurisdiction, on = draft.status.bill.jurisdiction, draft.request.on
    return read_roster(draft.snapshot.connection, jurisdiction, on).people


def _followed(draft: PaperDraft) -> tuple[BillStatus, ...]:
    """The effort's bills, and the campaign's others before the same legislature."""
    campaign, place = draft.words.subject.campaign, draft.status.bill.jurisdiction
    others = [one.status for one in campaign.bills] if campaign else []
    return (*_effort(draft), *(one for one in others if one and one.bill.jurisdiction == place))


def _effort(draft: PaperDraft) -> tuple[BillStatus, ...]:
    """The bill, and those of its effort in this and earlier sessions that are not against it."""
    status = draft.status
    family = draft.snapshot.family(status.family) if status.family else None
    members = [
        one.status for one in (family.members if family else ()) if one.kind != MemberKind.OPPOSES
    ]
    return (status, *(one for one in members if one and one.key != status.key))


def _did(draft: PaperDraft, deeds: Sequence[Deed]) -> str:
    told = [_deed(draft, deed) for deed in deeds[:_MOST_DEEDS]]
    return "; ".join(told) + "."


def _to_join(draft: PaperDraft, person: Person) -> Iterator[str]:
    """That a member of the bill's chamber who did something before is not on this bill yet."""
    status, ledger = draft.status, draft.ledger
    known = status.cosponsors.complete and not draft.is_stale and draft.stance in _FOR
    if not (known and ledger) or status.bill.chamber != person.chamber:
        return
    if not ledger.part(person.id).stands_on(status.key):
        words = author_words(status.bill.jurisdiction).labels
        yield draft.labels(f"members-join-{words}", bill=draft.bill)


def _deed(draft: PaperDraft, deed: Deed) -> str:
    labels = draft.labels
    key = f"deed-{deed.kind}"
    if deed.kind == "joined":
        key += f"-{author_words(deed.status.bill.jurisdiction).labels}"
    elif deed.kind in ("left", "no"):
        key += "-plain"
    day = labels.date(deed.date or deed.status.bill.introduced_date)
    return labels(key, bill=display(deed.status.key), date=day)


# -- what they will ask ----------------------------------------------------------------------------


def questions(draft: PaperDraft) -> tuple[Block, ...]:
    """What the other side says in the newest analysis: that is what members will ask about."""
    side = "support" if draft.stance in _AGAINST else "opposition"
    found = read_arguments(
        draft.snapshot.connection, draft.status.key, draft.request.on.isoformat(), side
    )
    if found is None:
        draft.words.leave_out("no-analysis", "what they will ask", key=draft.status.key)
        return ()
    note = draft.words.note(_source(draft, found), found.url)
    first = draft.labels("questions-of" if found.by else "questions-said", by=found.by)
    intro = Paragraph((Sentence(tie(first), notes=(note,)),))
    asked = (said(f"\N{LEFT DOUBLE QUOTATION MARK}{draft.words.official(text)}"
                  "\N{RIGHT DOUBLE QUOTATION MARK}", "number")
             for text in found.says[:_MOST_QUESTIONS])  # fmt: skip
    answer = said(draft.labels("sheet-after"), "quiet")
    return (Block("questions", draft.labels("questions-head"), (intro, *asked, answer)),)


def _source(draft: PaperDraft, found: Arguments) -> str:
    day = draft.labels.date(found.date) if found.date else ""
    name = found.analysis.title() if found.analysis.isupper() else found.analysis
    return draft.labels("note-analysis", name=name, date=day, bill=draft.bill)


BLOCKS = {"hearing-title": title, "hearing": hearing, "members": members, "questions": questions}
