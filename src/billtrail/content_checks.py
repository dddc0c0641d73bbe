"""What must be true between the parts of the content: names, keys, stages, bases.

Each check is a function of the whole content that yields one line for every fault, with the
file, the table and the value. ``CHECKS`` is run by ``content.load_content``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from billtrail import identifiers
from billtrail.calendars import last_day
from billtrail.campaign_files import Campaign, Family, FamilyMember
from billtrail.claims import VIEW, Condition
from billtrail.errors import UsageError
from billtrail.views import Figure, Goal
from billtrail.vocabulary import (
    DECIDED,
    FigureForm,
    Language,
    MeasureKind,
    MemberKind,
    Position,
    Stage,
)

#: ``billtrail brief goals`` prints the goals, so no campaign may take that name.
RESERVED = ("goals",)

#: Positions that may have a condition.
CONDITIONAL = (Position.SUPPORT_IF_AMENDED, Position.OPPOSE_UNLESS_AMENDED)


class Parts(Protocol):
    """The content as the checks see it."""

    @property
    def goals(self) -> tuple[Goal, ...]: ...
    @property
    def campaigns(self) -> tuple[Campaign, ...]: ...
    @property
    def figures(self) -> tuple[Figure, ...]: ...


def check_content(content: Parts) -> list[str]:
    """Every fault of the content, in the order of ``CHECKS``."""
    return [fault for check in CHECKS for fault in check(content)]


def _goals(content: Parts) -> Iterator[str]:
    known = {goal.id for goal in content.goals}
    names = {campaign.id for campaign in content.campaigns}
    for goal in content.goals:
        where = f"goals.toml [[goal]] {goal.id}"
        if goal.lead is not None and goal.lead not in names:
            yield f"{where}: there is no campaign {goal.lead!r}"
        if (goal.lead is None) == (goal.no_bill is None):
            yield f"{where}: give either lead or no_bill"
    for campaign in content.campaigns:
        for name in campaign.goals:
            if name not in known:
                yield f"{campaign.id}.toml: goals: there is no goal {name!r}"


def _names(content: Parts) -> Iterator[str]:
    for campaign in content.campaigns:
        if campaign.id in RESERVED:
            yield f"{campaign.id}.toml: the name is reserved"
    yield from _twice("[[family]]", ((c, f.id) for c in content.campaigns for f in c.families))
    yield from _twice("[[claim]]", ((c, claim.id) for c in content.campaigns for claim in c.claims))


def _twice(table: str, named: Iterable[tuple[Campaign, str]]) -> Iterator[str]:
    """Ids are one space over all files: a table row has one owner."""
    pairs = list(named)
    counts = Counter(name for _, name in pairs)
    for campaign, name in pairs:
        if counts[name] > 1:
            yield f"{campaign.id}.toml {table} {name} stands in more than one campaign"


def _keys(content: Parts) -> Iterator[str]:
    for campaign in content.campaigns:
        for where, key in _bill_keys(campaign):
            try:
                identifiers.split_key(key)
            except UsageError as error:
                yield f"{campaign.id}.toml {where}: {error}"


def _bill_keys(campaign: Campaign) -> Iterator[tuple[str, str]]:
    for bill in campaign.bills:
        yield f"[[bill]] {bill.key}", bill.key
    for family in campaign.families:
        for member in family.members:
            where = f"[[family]] {family.id} member {member.bill}"
            yield where, member.bill
            if member.enacted_via:
                yield f"{where}: enacted_via", member.enacted_via
    for declined in campaign.declined:
        yield f"[[declined]] {declined.bill}", declined.bill
    for endorser in campaign.endorsers:
        yield f"[[endorser]] {endorser.organisation}", endorser.bill
    for claim in campaign.claims:
        for condition in claim.holds_if:
            if condition.kind == "bill":
                yield f"[[claim]] {claim.id}: holds_if", condition.name


def _members(content: Parts) -> Iterator[str]:
    owned = Counter(
        member.bill
        for campaign in content.campaigns
        for family in campaign.families
        for member in family.members
        if member.kind != MemberKind.OPPOSES
    )
    for campaign in content.campaigns:
        followed = {bill.key for bill in campaign.bills}
        for family in campaign.families:
            for member in family.members:
                where = f"{campaign.id}.toml [[family]] {family.id} member {member.bill}"
                if member.kind != MemberKind.OPPOSES and owned[member.bill] > 1:
                    yield f"{where} belongs to more than one family"
                if member.kind != MemberKind.OPPOSES and member.bill not in followed:
                    yield f"{where} has no [[bill]] in this campaign"
                yield from (f"{where}: {fault}" for fault in _via_faults(family, member))


def _via_faults(family: Family, member: FamilyMember) -> Iterator[str]:
    """``enacted_via`` says that a bill's content became law through another of its session."""
    via = member.enacted_via
    if via is None:
        return
    if member.kind == MemberKind.OPPOSES:
        yield "a bill that opposes cannot be enacted through another"
    own = {m.bill for m in family.members if m.kind != MemberKind.OPPOSES}
    if via not in own - {member.bill}:
        yield f"enacted_via {via} is no other member of this family"
    if _session(via) != _session(member.bill):
        yield f"enacted_via {via} is of another session"


def _session(key: str) -> str:
    """Jurisdiction and session, read leniently: ``_keys`` reports what is malformed."""
    return key.rpartition("-")[0]


def _leads(content: Parts) -> Iterator[str]:
    for campaign in content.campaigns:
        names = {family.id for family in campaign.families} | {b.key for b in campaign.bills}
        if campaign.lead not in names:
            yield f"{campaign.id}.toml: lead: {campaign.lead!r} is no family or bill of the file"


def _positions(content: Parts) -> Iterator[str]:
    """A decision has a day; whose it is stands there only where that has a source."""
    for campaign in content.campaigns:
        for bill in campaign.bills:
            where = f"{campaign.id}.toml [[bill]] {bill.key}"
            decided, dated = bill.position in DECIDED, bill.decided_on is not None
            if (decided and not dated) or ((dated or bill.decided_by) and not bill.position):
                yield f"{where}: a decided position and decided_on go together"
            if bill.condition and bill.position not in CONDITIONAL:
                yield f"{where}: a condition is for {' or '.join(CONDITIONAL)}"


def _asks(content: Parts) -> Iterator[str]:
    for campaign in content.campaigns:
        english = {text.key for text in campaign.texts if text.language == Language.EN}
        for ask in campaign.asks:
            for key in (ask.headline, *ask.texts):
                if key not in english:
                    yield f"{campaign.id}.toml [[ask]] {ask.id}: there is no English text {key!r}"


def _texts(content: Parts) -> Iterator[str]:
    for campaign in content.campaigns:
        claims = {claim.id for claim in campaign.claims}
        for text in campaign.texts:
            where = f"{campaign.id}.toml [[text]] {text.key} {text.language.value}"
            for name in text.claims:
                if name not in claims:
                    yield f"{where}: there is no claim {name!r}"
            if bool(text.reviewed_by) != bool(text.reviewed_on):
                yield f"{where}: reviewed_by and reviewed_on go together"


def _claims(content: Parts) -> Iterator[str]:
    families = {family.id for campaign in content.campaigns for family in campaign.families}
    figures = {figure.id for figure in content.figures}
    bills = {bill.key for campaign in content.campaigns for bill in campaign.bills}
    known = {"family": families, "statistic": figures, "bill": bills}
    for campaign in content.campaigns:
        for claim in campaign.claims:
            where = f"{campaign.id}.toml [[claim]] {claim.id}"
            if (claim.kind == VIEW) != bool(claim.attributed_to):
                yield f"{where}: a view, and only a view, is attributed_to someone"
            yield from (f"{where}: holds_if: {fault}" for fault in _impossible(claim.holds_if))
            for condition in claim.holds_if:
                if condition.name not in known.get(condition.kind, {condition.name}):
                    what = _NAMED[condition.kind]
                    yield f"{where}: holds_if: there is no {what} {condition.name!r}"


_NAMED = {"family": "family", "bill": "followed bill", "statistic": "statistic"}


def _impossible(conditions: Sequence[Condition]) -> Iterator[str]:
    """Conditions that can never hold together, or at all."""
    days = {c.kind: last_day(c.name) for c in conditions if c.kind in ("from", "until")}
    if days.get("from", "") > days.get("until", "9999"):
        yield "from is after until, so it can never hold"
    staged = [c for c in conditions if c.stages]
    for name in sorted({c.name for c in staged}):
        allowed = [set(c.stages) for c in staged if c.name == name]
        if not set.intersection(*allowed):
            yield f"no stage of {name} meets all conditions, so it can never hold"
    for condition in staged:
        if condition.kind == "bill" and (end := _foreign_end(condition)):
            yield f"{condition.name} can never be {end}"


def _foreign_end(condition: Condition) -> Stage | None:
    """A bill becomes law, a resolution is adopted; ``_keys`` reports a malformed key."""
    try:
        kind = identifiers.measure_kind(condition.name)
    except UsageError:
        return None
    foreign = Stage.ADOPTED if kind in _LAWS else Stage.ENACTED
    return foreign if set(condition.stages) == {foreign} else None


_LAWS = (MeasureKind.BILL, MeasureKind.JOINT)


def _figures(content: Parts) -> Iterator[str]:
    known = {figure.id: figure for figure in content.figures}
    for campaign in content.campaigns:
        for column, names in (("figures", campaign.figures), ("chart", campaign.chart)):
            for name in names:
                if name not in known:
                    yield f"{campaign.id}.toml: {column}: there is no figure {name!r}"
        chart = [known[name] for name in campaign.chart if name in known]
        yield from (f"{campaign.id}.toml: chart: {fault}" for fault in _chart_faults(chart))


def _figure_texts(content: Parts) -> Iterator[str]:
    """A figure in other words still shows the figure: ``figure-<id>`` holds its value."""
    known = {figure.id: figure for figure in content.figures}
    for campaign in content.campaigns:
        for text in campaign.texts:
            if not text.key.startswith("figure-"):
                continue
            where = f"{campaign.id}.toml [[text]] {text.key} {text.language.value}"
            figure = known.get(text.key.removeprefix("figure-"))
            if figure is None:
                yield f"{where}: there is no such figure"
            elif not _shows(text.text, figure.value):
                value = f"{figure.value:g}"
                yield f"{where}: does not hold the figure's value {value}; change or remove it"


def _shows(text: str, value: float) -> bool:
    """Whether a number of the text is the value, its thousands parted by commas or not."""
    numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    return any(float(number.replace(",", "")) == value for number in numbers)


def _chart_faults(chart: list[Figure]) -> Iterator[str]:
    """Bars side by side say "compare": one measure or one base, and nothing left out."""
    for figure in chart:
        if figure.form != FigureForm.MEASURED:
            yield f"{figure.id} is {figure.form.value}; only measured figures are drawn"
        if "series-break" in figure.tags:
            yield f"{figure.id} is not counted alike from year to year"
    if len({(f.unit, f.population, f.denominator, f.publisher) for f in chart}) > 1:
        yield "the figures do not share one unit, population, base and publisher"


CHECKS: tuple[Callable[[Parts], Iterator[str]], ...] = (
    _goals,
    _names,
    _keys,
    _members,
    _leads,
    _positions,
    _asks,
    _texts,
    _claims,
    _figures,
    _figure_texts,
)
