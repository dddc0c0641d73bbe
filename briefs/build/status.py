"""Where the lead stands, in sentences and as a stage bar."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from billtrail.bills.identity import rewriting
from billtrail.bills.models import Bill
from billtrail.bills.next_steps import LocationKind, NextStep, last_place
from billtrail.bills.stages import BillProgress, How, Milestone, in_committee
from billtrail.bills.values import BillStatus
from billtrail.briefs.language import Labels, capitalised, in_language
from billtrail.briefs.values import BarStep, BillStage
from billtrail.campaigns import CampaignStatus
from billtrail.legislatures import (
    Chamber,
    MeasureKind,
    Stage,
    display,
    first_year,
    get,
    origin_chamber,
    session_label,
    split_key,
)
from billtrail.legislatures.calendar import last_day

from .subject import FULFILLED, Lead

_PASSED = (Milestone.PASSED, Milestone.AGREED, Milestone.CONFERENCE_AGREED)

# -- sentences ---------------------------------------------------------------------------------


def status_sentences(labels: Labels, status: BillStatus, law: str | None = None) -> Iterator[str]:
    """Where one bill stands: first the law that has its text, then what its own record says."""
    if found := status.containment:
        named = "companion" if found.companion else "identical" if found.identical else "contained"
        key = f"status-{named}"
        yield labels(
            f"{key}-dated" if found.date else key,
            bill=display(status.key), via=display(found.bill), date=labels.date(found.date),
            law=labels.law(found.law) or labels("status-contained-law"),
        )  # fmt: skip
    yield status_sentence(labels, status, law)
    if rewritten := rewriting(status.bill):
        did = "proposed" if rewritten.proposed else "rewritten"
        known = "-title" if rewritten.title else ""
        known += "-before" if rewritten.before else ""
        yield labels(
            f"status-{did}{known}", date=labels.date(rewritten.date), title=rewritten.title,
            before=rewritten.before,
        )  # fmt: skip


def status_sentence(labels: Labels, status: BillStatus, law: str | None = None) -> str:
    """Where one bill stands, in one or two sentences, by the one action that brought it there."""
    progress = status.progress
    text = labels(
        f"status-{_said(status, law)}",
        bill=display(status.key),
        law=labels.law(law),
        date=labels.date(progress.date),
        known=labels.date(status.unnumbered_on or status.fresh_as_of),
        chamber=labels.of(status.bill.jurisdiction, _acted(status).value),
        executive=labels.of(status.bill.jurisdiction, "executive"),
        reached=labels(f"reached-{_reached(status)}"),
        committee=_committees(labels, status, _sent_to(progress)),
        let_go=_committees(labels, status, progress.let_go),
        holding=_committees(labels, status, progress.holding),
        other=labels.list(_others(labels, status)) or labels("other-unnamed"),
    )
    return capitalised(text)


def _others(labels: Labels, status: BillStatus) -> Iterator[str]:
    """The bills that carry it on, with their session where that is another one."""
    for key in status.replaced_by:
        away = split_key(key).session != status.bill.session
        yield f"{display(key)} ({session_name(labels, key)})" if away else display(key)


def _said(status: BillStatus, law: str | None) -> str:
    """The end of the label's key: a law by its number where it has one, else how it got there."""
    progress = status.progress
    if progress.how == How.LAW_IN_PART:
        return "law in part" if law else progress.how.value
    if progress.stage == Stage.ENACTED and (law or not status.number_pending):
        return "law" if law else How.BECAME_LAW.value
    if progress.how == How.REFERRED_AGAIN and not _named(status, _sent_to(progress)):
        return f"{progress.how}, unnamed"
    if progress.how == How.ADOPTED and status.bill.kind == MeasureKind.CONSTITUTIONAL:
        return "adopted, of a constitution"
    alone = get(status.bill.jurisdiction).has_one_chamber and progress.how == How.PASSED_BOTH
    return (How.PASSED if alone else progress.how).value


def _reached(status: BillStatus) -> str:
    """How far a bill that ended had come; what lay with a second committee waited for no vote."""
    how = _REACHED.get(status.progress.reached_how, status.progress.reached_how)
    place = last_place(status.bill) if how == "waiting" else None
    return "with another" if place and place.kind in _IN_COMMITTEE else how


_IN_COMMITTEE = (LocationKind.COMMITTEE, LocationKind.SUSPENSE_FILE)

#: Of a bill that ended: ways to have come as far that are said alike.
_REACHED: Mapping[How, str] = {
    How.AT_DESK: "waiting",
    How.ON_CALENDAR: "waiting",
    How.REPORTED: "waiting",
    How.REPORTED_FAVORABLY: "waiting",
    How.ORIGINAL_MEASURE: "waiting",
    How.REFERRED_AGAIN: How.REFERRED,
    How.RECOMMITTED: How.REFERRED,
    How.ORIGINAL_REFERRED: How.REFERRED,
    How.REPORT_FAILED: How.REFERRED,
    How.ORDERED_REPORTED: "ordered",
    How.ORDERED_FAVORABLY: "ordered",
    How.ORDERED_ADVERSELY: "against",
    How.REPORTED_ADVERSELY: "against",
    How.ORDERED_UNRECOMMENDED: "unrecommended",
    How.REPORTED_UNRECOMMENDED: "unrecommended",
    How.DISCHARGED: "discharged",
    How.DISCHARGED_BY_CONSENT: "discharged",
    How.DISCHARGED_BY_PETITION: "discharged",
    How.DISCHARGED_BY_VOTE: "discharged",
}


def _acted(status: BillStatus) -> Chamber:
    """The chamber whose act it was, else the one it began in."""
    action = status.progress.action
    by = action.chamber if action else None
    return by if by and by in get(status.bill.jurisdiction).chambers else status.bill.chamber


def _sent_to(progress: BillProgress) -> Iterable[str]:
    action = progress.action
    return filter(None, (action.committee if action else None,))


def _committees(labels: Labels, status: BillStatus, ids: Iterable[str]) -> str:
    """Their official names, as a list in words."""
    known = _named(status, ids)
    return labels.names(known) if known else labels("committees-unnamed")


def _named(status: BillStatus, ids: Iterable[str]) -> list[str]:
    names = {c.committee: c.name for c in status.bill.committees or ()}
    return [names[id] for id in ids if id in names]


def effort_sentences(labels: Labels, lead: Lead) -> Iterator[str]:
    """How many bills in how many sessions, and which ones the law overtook."""
    family = lead.family
    if family is None:
        return
    bills = [bill for attempt in family.attempts for bill in attempt.bills]
    if len(bills) > 1 and len(family.attempts) > 1:
        yield capitalised(_effort(labels, lead, len(bills)))
    overtaken = [
        display(member.bill) for member in family.members
        if member.enacted_via and member.enacted_via == family.enacted_bill
    ]  # fmt: skip
    if overtaken:
        yield labels.counted(
            "overtaken", len(overtaken), bills=labels.list(overtaken),
            law=display(family.enacted_bill or ""),
        )  # fmt: skip
    if likely := lead.likely:
        names = [f"{display(key)} ({session_name(labels, key)})" for key in likely]
        yield labels.counted("likely", len(names), bills=labels.list(names))


def session_name(labels: Labels, key: str) -> str:
    """A bill's session by its English name; another language counts it: ``Congreso n.º 119``."""
    place, session = split_key(key)[:2]
    english = labels.code == "en"
    name = session_label(place, session) if english else _session_number(place, session)
    return labels.of(place, "session-name", session=name)


def _session_number(place: str, session: str) -> str:
    """``119``, ``2025-26`` with an en dash; of a session with a code its year, and the code too
    where it is a called one."""
    if len(session) == 8:
        return f"{session[:4]}\N{EN DASH}{session[6:]}"
    sessions = get(place).sessions
    if sessions.short(sessions.regular_of(session)) != str(sessions.first_year(session)):
        return session
    called = f" ({session})" if sessions.called_number(session) else ""
    return f"{sessions.first_year(session)}{called}"


def _effort(labels: Labels, lead: Lead, bills: int) -> str:
    assert lead.family is not None
    attempts, jurisdiction = lead.family.attempts, lead.proof.bill.jurisdiction
    sessions = len(attempts)
    first = attempts[0]
    year = (first.first_introduced or str(first_year(jurisdiction, first.session)))[:4]
    kind = labels.of(jurisdiction, "sessions")
    key = "effort-law" if lead.stage == Stage.ENACTED else "effort-open"
    return labels(
        key, bills=labels.count(bills), sessions=labels.count(sessions), kind=kind, year=year
    )


def next_sentence(
    labels: Labels, lead: Lead, campaign: CampaignStatus | None, on: date
) -> str | None:
    """The next dated step: a live bill's own, or a law's from the campaign's dates."""
    step = _own_step(labels, lead) or _campaign_step(labels, campaign, on)
    if step is None:
        return None
    what = _what(step)
    if step.date is None or last_day(step.date) < on.isoformat():
        return labels("next-undated", what=what)
    sure = step.certainty if step.checked else "unchecked"
    when = labels(f"certainty-{sure}", date=labels.date(step.date))
    return labels("next", what=what, date=when)


def _what(step: NextStep) -> str:
    what = step.what[:1].lower() + step.what[1:] if step.what[1:2].islower() else step.what
    named = step.who.rstrip("s").removeprefix("the ").lower() in what.lower()
    return what if named else f"{what} ({step.who})"


def _own_step(labels: Labels, lead: Lead) -> NextStep | None:
    """A live bill's; its words are English, so other languages name it by its row."""
    step = lead.proof.next_step if lead.alive else None
    if step is None or labels.code == "en":
        return step
    return replace(step, what=_step_words(labels, lead.proof.bill.jurisdiction, step), who="")


def _step_words(labels: Labels, jurisdiction: str, step: NextStep) -> str:
    """ "votación de la cámara (el Senado)"; whoever has it alone is named."""
    what = labels(f"step-{step.row}")
    if step.chamber is None or step.chamber not in get(jurisdiction).chambers:
        return what
    return labels("step-by", what=what, who=labels.of(jurisdiction, step.chamber.value))


def _campaign_step(labels: Labels, campaign: CampaignStatus | None, on: date) -> NextStep | None:
    """The campaign's next date that is not for its own staff, where the language has words."""
    dates = campaign.dates if campaign else ()
    ahead = [d for d in dates if last_day(d.on) >= on.isoformat() and not d.todo]
    found = min(ahead, key=lambda d: last_day(d.on), default=None)
    if found is None:
        return None
    said = in_language(found.what, labels.language)
    if labels.code != "en":
        return NextStep(said.text, found.on, "", found.certainty) if said else None
    return NextStep(said.text if said else found.what, found.on, found.who, found.certainty)


def build_stages(lead: Lead, others: Iterable[BillStatus] = ()) -> tuple[BillStage, ...]:
    """Where the effort, every bill of it and ``others`` of the page stand, as data."""
    effort = [BillStage(lead.family.id, lead.stage.value, lead.date, None)] if lead.family else []
    return (*effort, *map(bill_stage, (*lead.members(), *others)))


def bill_stage(status: BillStatus) -> BillStage:
    cosponsors, step = status.cosponsors.current, status.next_step
    return BillStage(
        status.key,
        status.stage.value,
        status.progress.date,
        cosponsors,
        bool(status.in_doubt),
        step.not_before if step and step.on_list else None,
        step.date if step and step.listed and not step.on_list else "",
    )


# -- the bar -----------------------------------------------------------------------------------


def build_bar(labels: Labels, status: BillStatus) -> tuple[BarStep, ...]:
    """The steps of a measure in the order it must go, with the day of each.

    What an ended measure never reached is left out: nothing comes next. A law took all of them.
    """
    progress = status.progress
    if status.is_unread:
        return ()
    path = list(_path(labels, status))
    first = -1 if status.bill.reserved else 0
    last = max((i for i, (_, day) in enumerate(path) if day), default=first)
    ended = (
        progress.stage in FULFILLED
        or status.containment
        or not progress.alive
        or progress.stage in _ENDS
        or progress.how == How.NEWEST_UNREAD
    )
    if ended:
        taken = path if progress.stage == Stage.ENACTED else path[: last + 1]
        done = [_step(labels, label, day, "passed") for label, day in taken]
        return (*done, _end_step(labels, status))
    steps = [
        _step(labels, label, day, "current" if i == last else "passed" if i < last else "future")
        for i, (label, day) in enumerate(path)
    ]
    signed = get(status.bill.jurisdiction).signed
    completion = "bar-law" if status.bill.kind in signed else "bar-adopted"
    return (*steps, BarStep(labels(completion), None, "future", labels("bar-future")))


_ENDS = (Stage.VETOED, Stage.FAILED)


def _end_step(labels: Labels, status: BillStatus) -> BarStep:
    progress = status.progress
    if found := status.containment:
        label = labels("bar-contained", via=display(found.bill))
        return BarStep(label, labels.date(found.date, short=True), "current", "")
    key = "law" if progress.stage == Stage.ENACTED else _BAR.get(progress.how, progress.how)
    return BarStep(labels(f"bar-{key}"), labels.date(progress.date, short=True), "current", "")


#: Under a mark there is room for a word: ways that share one.
_BAR: Mapping[How, str] = {
    How.DISCHARGED_BY_CONSENT: How.DISCHARGED,
    How.DISCHARGED_BY_PETITION: How.DISCHARGED,
    How.DISCHARGED_BY_VOTE: How.DISCHARGED,
    How.REPORTED_FAVORABLY: How.REPORTED,
    How.ORIGINAL_REFERRED: How.ORIGINAL_MEASURE,
    How.FAILED_IN_COMMITTEE: How.FAILED,
    How.FILED_DEAD: "died",
    How.SESSION_ENDED: "died",
}


def _step(labels: Labels, label: str, day: str | None, state: str) -> BarStep:
    if day:
        words = labels("bar-current") if state == "current" else ""
        return BarStep(label, labels.date(day, short=True), state, words)
    state = state if state == "future" else "skipped"
    return BarStep(label, None, state, labels(f"bar-{state}"))


def _path(labels: Labels, status: BillStatus) -> Iterator[tuple[str, str | None]]:
    """Label and day of every step up to signature."""
    bill, progress = status.bill, status.progress
    if progress.how == How.RESERVED:
        yield labels("bar-reserved"), None
    else:
        introduced = bill.introduced_date or _first(progress, (Milestone.INTRODUCED,))
        yield labels("bar-introduced"), introduced
    if committee := in_committee(bill, progress):
        how, day = committee
        yield labels(f"bar-{_BAR.get(how, how)}"), day
    for chamber in _chambers(bill):
        label = labels.of(bill.jurisdiction, f"bar-{chamber.value}")
        yield label, _first(progress, _PASSED, chamber)
    if bill.kind in get(bill.jurisdiction).signed:
        sent = _first(progress, (Milestone.TO_EXECUTIVE,))
        yield labels.of(bill.jurisdiction, "bar-executive"), sent


def _chambers(bill: Bill) -> tuple[Chamber, ...]:
    """The chambers that must pass it, its own first."""
    origin = Chamber(bill.chamber or origin_chamber(bill.key))
    other = get(bill.jurisdiction).other(origin)
    return (origin,) if bill.kind == MeasureKind.SIMPLE or other == origin else (origin, other)


def _first(
    progress: BillProgress, milestones: tuple[Milestone, ...], chamber: Chamber | None = None
) -> str | None:
    return next(
        (s.date for s in progress.steps
         if s.milestone in milestones and chamber in (None, s.chamber)),
        None,
    )  # fmt: skip
