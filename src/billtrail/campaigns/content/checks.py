"""What must be true between the parts of the content: names, keys, stages, bases.

Each check is a function of the whole content that yields every fault with its place. ``_CHECKS`` is
run by ``campaigns.content.load_content``.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from billtrail.errors import UsageError
from billtrail.law import StatutesFile
from billtrail.legislatures import (
    DECIDED,
    FigureForm,
    Language,
    MeasureKind,
    MemberKind,
    Position,
    Stage,
    keys,
)
from billtrail.legislatures.calendar import last_day
from billtrail.records import Fault, FaultPlace

from ..claims import VIEW, Claim, Condition
from ..values import Figure, Goal
from .files import Campaign, Family, FamilyMember, at_campaign
from .law_checks import check_grounds, check_statutes
from .shared_positions import twice_decided

#: ``billtrail brief goals`` prints the goals, so no campaign may take that name.
_RESERVED = ("goals",)

#: Positions that may have a condition.
_CONDITIONAL = (Position.SUPPORT_IF_AMENDED, Position.OPPOSE_UNLESS_AMENDED)


class ContentParts(Protocol):
    """The content as the checks see it."""

    @property
    def goals(self) -> tuple[Goal, ...]: ...
    @property
    def campaigns(self) -> tuple[Campaign, ...]: ...
    @property
    def statutes(self) -> StatutesFile: ...
    @property
    def figures(self) -> tuple[Figure, ...]: ...


#: Keys of texts that a brief or a letter looks for by itself, the letter's also for one bill
#: alone (``does-1-ca-20252026-ab938``); an ask names its own.
_PRINTED = re.compile(
    r"tagline|problem|limits|programs|behind|figure-.+"
    r"|(?:does-[1-4]|reason-[1-9])(?:-[a-z]{2}-\w+-[a-z]+\d+)?"
    r"|survivor-(?:title|lead|(?:can|know|call|lawyer)-[1-9])"
)
_KEYS_IN_WORDS = (
    "tagline, problem, does-1 to does-4, reason-1 to -9 (each also with -BILL), limits, programs, "
    "behind, figure-..., survivor-title, -lead, -can-1 to -9, -know-, -call-, -lawyer-"
)


def check_content(content: ContentParts) -> list[Fault]:
    """Every fault of the content, in the order of ``_CHECKS``."""
    return [fault for check in _CHECKS for fault in check(content)]


def _goals(content: ContentParts) -> Iterator[Fault]:
    known = {goal.id for goal in content.goals}
    names = {campaign.id for campaign in content.campaigns}
    for goal in content.goals:
        here = FaultPlace("goals.toml").record("goal", Goal, goal)
        if goal.lead is not None and goal.lead not in names:
            yield here.fault(f"there is no campaign {goal.lead!r}", lacks=goal.lead)
        if (goal.lead is None) == (goal.no_bill is None):
            yield here.fault("give either lead or no_bill")
    for campaign in content.campaigns:
        for name in campaign.goals:
            if name not in known:
                yield at_campaign(campaign).fault(f"there is no goal {name!r}", "goals", lacks=name)


def _names(content: ContentParts) -> Iterator[Fault]:
    for campaign in content.campaigns:
        if campaign.id in _RESERVED:
            yield at_campaign(campaign).fault("the name is reserved")
    yield from _twice("family", ((c, f) for c in content.campaigns for f in c.families))
    yield from _twice("claim", ((c, claim) for c in content.campaigns for claim in c.claims))


def _twice(table: str, records: Iterable[tuple[Campaign, Family | Claim]]) -> Iterator[Fault]:
    """Ids are one space over all files: a table row has one owner."""
    pairs = list(records)
    counts = Counter(record.id for _, record in pairs)
    for campaign, record in pairs:
        if counts[record.id] > 1:
            here = at_campaign(campaign, (table, record))
            yield Fault(f"{here} stands in more than one campaign", here)


def _keys(content: ContentParts) -> Iterator[Fault]:
    for campaign in content.campaigns:
        for here, field, key in _bill_keys(campaign):
            try:
                keys.split_key(key)
            except UsageError as error:
                yield here.fault(str(error), field)


def _renumbered(content: ContentParts) -> Iterator[Fault]:
    """A number leads to one bill, and to none that is followed under it."""
    followed = {bill.key for campaign in content.campaigns for bill in campaign.bills}
    leads: dict[str, str] = {}
    for campaign in content.campaigns:
        for bill in campaign.bills:
            for was in bill.was:
                here = at_campaign(campaign, ("bill", bill))
                if was in followed:
                    yield here.fault(f"{was} is followed under that number too", "was")
                elif leads.setdefault(was, bill.key) != bill.key:
                    yield here.fault(f"{was} leads to {leads[was]} already", "was")


def _bill_keys(campaign: Campaign) -> Iterator[tuple[FaultPlace, str, str]]:
    """Where a key stands, the field where it is not what names the record, and the key."""
    for bill in campaign.bills:
        yield at_campaign(campaign, ("bill", bill)), "", bill.key
        yield from ((at_campaign(campaign, ("bill", bill)), "was", was) for was in bill.was)
    for family in campaign.families:
        for member in family.members:
            here = at_campaign(campaign, ("family", family), ("member", member))
            yield here, "", member.bill
            if member.enacted_via:
                yield here, "enacted_via", member.enacted_via
    for declined in campaign.declined:
        yield at_campaign(campaign, ("declined", declined)), "", declined.bill
    for endorser in campaign.endorsers:
        yield at_campaign(campaign, ("endorser", endorser)), "", endorser.bill
    for claim in campaign.claims:
        for condition in claim.holds_if:
            if condition.kind == "bill":
                yield at_campaign(campaign, ("claim", claim)), "holds_if", condition.name


def _members(content: ContentParts) -> Iterator[Fault]:
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
                here = at_campaign(campaign, ("family", family), ("member", member))
                if member.kind != MemberKind.OPPOSES and owned[member.bill] > 1:
                    yield Fault(f"{here} belongs to more than one family", here)
                if member.kind != MemberKind.OPPOSES and member.bill not in followed:
                    words = f"{here} has no [[bill]] in this campaign"
                    yield Fault(words, here, lacks=member.bill)
                for words in _via_faults(family, member):
                    yield Fault(f"{here}: {words}", here, "enacted_via", member.enacted_via or "")


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


def _leads(content: ContentParts) -> Iterator[Fault]:
    for campaign in content.campaigns:
        names = {family.id for family in campaign.families} | {b.key for b in campaign.bills}
        if campaign.lead and campaign.lead not in names:
            words = f"{campaign.lead!r} is no family or bill of the file"
            yield at_campaign(campaign).fault(words, "lead", lacks=campaign.lead)


def _positions(content: ContentParts) -> Iterator[Fault]:
    """A decision has a day; whose it is stands there only where that has a source."""
    yield from twice_decided(content.campaigns)
    for campaign in content.campaigns:
        for bill in campaign.bills:
            if bill.position_in not in ("", campaign.id):
                continue  # told where it is written
            here = at_campaign(campaign, ("bill", bill))
            decided, dated = bill.position in DECIDED, bill.decided_on is not None
            if (decided and not dated) or ((dated or bill.decided_by) and not bill.position):
                yield here.fault("a decided position and decided_on go together")
            if bill.condition and bill.position not in _CONDITIONAL:
                yield here.fault(f"a condition is for {' or '.join(_CONDITIONAL)}")


def _asks(content: ContentParts) -> Iterator[Fault]:
    for campaign in content.campaigns:
        english = {text.key for text in campaign.texts if text.language == Language.EN}
        for ask in campaign.asks:
            for key in (ask.headline, *ask.texts):
                if key not in english:
                    words = f"there is no English text {key!r}"
                    yield at_campaign(campaign, ("ask", ask)).fault(words, lacks=key)


def _text_keys(content: ContentParts) -> Iterator[Fault]:
    """A text that no page would ever print is misspelt."""
    for campaign in content.campaigns:
        asked = {key for ask in campaign.asks for key in (ask.headline, *ask.texts)}
        for text in campaign.texts:
            if not (text.key in asked or _PRINTED.fullmatch(text.key)):
                words = (f"nothing prints a text {text.key!r}: its key is {_KEYS_IN_WORDS} or one "
                         "that an ask names")  # fmt: skip
                yield at_campaign(campaign, ("text", text)).fault(words)


def _texts(content: ContentParts) -> Iterator[Fault]:
    for campaign in content.campaigns:
        claims = {claim.id for claim in campaign.claims}
        for text in campaign.texts:
            here = at_campaign(campaign, ("text", text))
            for name in text.claims:
                if name not in claims:
                    yield here.fault(f"there is no claim {name!r}", lacks=name)
            if bool(text.reviewed_by) != bool(text.reviewed_on):
                yield here.fault("reviewed_by and reviewed_on go together")


def _claims(content: ContentParts) -> Iterator[Fault]:
    families = {family.id for campaign in content.campaigns for family in campaign.families}
    figures = {figure.id for figure in content.figures}
    bills = {bill.key for campaign in content.campaigns for bill in campaign.bills}
    known = {"family": families, "statistic": figures, "bill": bills}
    for campaign in content.campaigns:
        for claim in campaign.claims:
            here = at_campaign(campaign, ("claim", claim))
            if (claim.kind == VIEW) != bool(claim.attributed_to):
                yield here.fault("a view, and only a view, is attributed_to someone")
            for words in _impossible(claim.holds_if):
                yield here.fault(words, "holds_if")
            for condition in claim.holds_if:
                if condition.name not in known.get(condition.kind, {condition.name}):
                    words = f"there is no {_NAMED[condition.kind]} {condition.name!r}"
                    yield here.fault(words, "holds_if", lacks=condition.name)


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
        kind = keys.measure_kind(condition.name)
    except UsageError:
        return None
    foreign = Stage.ADOPTED if kind in _LAWS else Stage.ENACTED
    return foreign if set(condition.stages) == {foreign} else None


_LAWS = (MeasureKind.BILL, MeasureKind.JOINT)


def _figures(content: ContentParts) -> Iterator[Fault]:
    known = {figure.id: figure for figure in content.figures}
    for campaign in content.campaigns:
        for column, names in (("figures", campaign.figures), ("chart", campaign.chart)):
            for name in names:
                if name not in known:
                    yield at_campaign(campaign).fault(
                        f"there is no figure {name!r}", column, lacks=name
                    )
        chart = [known[name] for name in campaign.chart if name in known]
        yield from (at_campaign(campaign).fault(words, "chart") for words in chart_faults(chart))


def _figure_texts(content: ContentParts) -> Iterator[Fault]:
    """A figure in other words still shows the figure: ``figure-<id>`` holds its value."""
    known = {figure.id: figure for figure in content.figures}
    for campaign in content.campaigns:
        for text in campaign.texts:
            if not text.key.startswith("figure-"):
                continue
            here = at_campaign(campaign, ("text", text))
            figure = known.get(text.key.removeprefix("figure-"))
            if figure is None:
                yield here.fault("there is no such figure")
            elif not _shows(text.text, figure.value):
                value = f"{figure.value:g}"
                yield here.fault(f"does not hold the figure's value {value}; change or remove it")


def _shows(text: str, value: float) -> bool:
    """Whether a number of the text is the value, its thousands parted by commas or not."""
    numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    return any(float(number.replace(",", "")) == value for number in numbers)


def chart_faults(chart: Sequence[Figure]) -> list[str]:
    """Bars side by side say "compare": one measure or one base, and nothing left out."""
    found = []
    for figure in chart:
        if figure.form != FigureForm.MEASURED:
            found.append(f"{figure.id} is {figure.form.value}; only measured figures are drawn")
        if "series-break" in figure.tags:
            found.append(f"{figure.id} is not counted alike from year to year")
    if len({chart_base(figure) for figure in chart}) > 1:
        found.append("the figures do not share one unit, population, base and publisher")
    return found


def chart_base(figure: Figure) -> tuple[str, ...]:
    """What figures that are drawn beside each other have in common."""
    return figure.unit, figure.population, figure.denominator, figure.publisher


_CHECKS: tuple[Callable[[ContentParts], Iterator[Fault]], ...] = (
    _goals,
    _names,
    _keys,
    _renumbered,
    _members,
    _leads,
    _positions,
    _asks,
    _text_keys,
    _texts,
    _claims,
    lambda content: check_grounds(content.campaigns, content.statutes),
    lambda content: check_statutes(content.statutes),
    _figures,
    _figure_texts,
)
