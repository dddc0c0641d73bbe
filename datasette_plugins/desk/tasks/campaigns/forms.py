"""A form of any record of a campaign from its declaration, and its values from what was sent.

What may stand in a field is the declaration's (``records.shapes``), what it is called is of the
table of ``words``; nothing here knows a record.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from billtrail.briefs.build import offer_figures, why_not
from billtrail.campaigns import Condition, Figure
from billtrail.campaigns.content import Campaign, Content, chart_base, chart_faults
from billtrail.datasette_plugins.desk import Asked, WrongField
from billtrail.decisions import RecordAt, RecordState
from billtrail.legislatures import KEY, Language, full_name
from billtrail.records import FieldShape, shapes
from billtrail.words import day_words

from .words import CHOICES, TABLES, FieldWords

#: A value, its words, what it means, and why it cannot be had.
Option = tuple[str, str, str, str]

#: Who let something out, and when: the parts of such a field.
RELEASE = ("by", "on")
#: Sources of more than fit a form: what is ticked stands first, the rest is folded.
_LONG = frozenset({"figures", "charted"})
#: More of one kind than this are a list to choose from instead of buttons.
_BUTTONS = 6


@dataclass(frozen=True, slots=True)
class Where:
    """What a form may choose from: all content, the campaign, and the effort it is within."""

    content: Content
    campaign: Campaign
    family: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """``widget`` is a macro of the template; ``ships`` is what ships, where yours differs."""

    name: str
    widget: str
    label: str
    hint: str
    rows: int
    value: str
    values: tuple[str, ...]
    options: tuple[Option, ...]
    ships: str


def build_fields(where: Where, at: RecordAt, state: RecordState) -> tuple[FormField, ...]:
    """The fields of a record's form; a new record has no state."""
    fresh = state.now is None
    return tuple(
        _field(where, at, state, shape, words)
        for shape, words in fields_of(at)
        if fresh or not (words.fresh or (shape.name == "bill" and at.table == "member"))
    )


def fields_of(at: RecordAt) -> Iterator[tuple[FieldShape, FieldWords]]:
    """The fields of a record that have words, in the order of these."""
    declared = {shape.name: shape for shape in shapes(at.kind)}
    for name, words in TABLES[at.table].fields.items():
        yield declared[name], words


def _field(
    where: Where, at: RecordAt, state: RecordState, shape: FieldShape, words: FieldWords
) -> FormField:
    value, base = (state.now or {}).get(shape.name), (state.ships or {}).get(shape.name)
    options = tuple(_options(where, at, shape, words))
    told = titles(where.campaign) | {one[0]: one[1] for one in options}
    differs = state.ships is not None and state.own is not None and value != base
    return FormField(
        shape.name, _widget(shape, words, options), words.label, words.hint, words.rows,
        "" if value is None or shape.many else str(value), _values(shape, value),
        options, _said(base, told) if differs else "",
    )  # fmt: skip


def _values(shape: FieldShape, value: Any) -> tuple[str, ...]:
    if shape.sort == "release":
        return tuple(str((value or {}).get(part, "")) for part in RELEASE)
    return tuple(map(str, value or ())) if shape.many else ()


def _said(value: Any, told: Mapping[str, str]) -> str:
    """A value as a person reads it."""
    if value in (None, [], ""):
        return "nothing"
    if isinstance(value, list):
        return ", ".join(_one(item, told) for item in value)
    return _one(value, told)


def _one(item: Any, told: Mapping[str, str]) -> str:
    if isinstance(item, Mapping):
        return condition_words(told, Condition.from_raw(item))
    return told.get(str(item), str(item))


def titles(campaign: Campaign) -> dict[str, str]:
    """What the efforts and bills of a campaign are called, by id and key."""
    found = {bill.key: bill_name(bill.key) for bill in campaign.bills}
    return found | {family.id: family.title for family in campaign.families}


def condition_words(told: Mapping[str, str], condition: Condition) -> str:
    """ "while the Trafficking Survivors Relief Act is enacted", "from August 5, 2022"."""
    if condition.kind in ("from", "until"):
        return f"{condition.kind} {day_words(condition.name)}"
    words = condition.words
    if condition.stages and condition.name in told:
        words = f"{told[condition.name]} is {words.partition(' is ')[2]}"
    return f"while {words}"


def _widget(shape: FieldShape, words: FieldWords, options: tuple[Option, ...]) -> str:
    if shape.sort in ("condition", "release"):
        return f"{shape.sort}s"
    if words.source in _LONG:
        return "long"
    if options or words.source:
        alone = "radios" if shape.required and len(options) <= _BUTTONS else "select"
        return "checks" if shape.many else alone
    if words.rows:
        return "area"
    return {"url": "url", "number": "number"}.get(shape.sort, "text")


# -- what may be chosen ----------------------------------------------------------------------------


def _options(where: Where, at: RecordAt, shape: FieldShape, words: FieldWords) -> Iterator[Option]:
    named = CHOICES.get((at.table, shape.name), {})
    found = [(value, *named.get(value, (value, "")), "") for value in shape.choices]
    if words.source:
        found = [*SOURCES[words.source](where)]
    is_asked = shape.required and len(found) <= _BUTTONS  # as buttons, of which one is pressed
    if found and not shape.many and not is_asked:
        yield ("", "Choose" if shape.required else "Nothing said", "", "")
    yield from found


def _goals(where: Where) -> Iterator[Option]:
    for goal in where.content.goals:
        yield goal.id, goal.title, "", ""


def _leads(where: Where) -> Iterator[Option]:
    for family in where.campaign.families:
        yield family.id, f"the effort {family.title}", "", ""
    yield from _bills(where)


def _bills(where: Where) -> Iterator[Option]:
    for bill in where.campaign.bills:
        yield bill.key, bill_name(bill.key), "", ""


def _members(where: Where) -> Iterator[Option]:
    for family in where.campaign.families:
        for member in family.members if family.id == where.family else ():
            yield member.bill, bill_name(member.bill), "", ""


def _figures(where: Where) -> Iterator[Option]:
    """Those of the campaign in its order, the office's own counts, then all others; one that may
    not be printed can be taken out, and not in."""
    known = {figure.id: figure for figure in where.content.figures}
    own = [known[id] for id in where.campaign.figures if id in known]
    chosen = set(where.campaign.figures)
    for offer in sorted(
        offer_figures(own, where.content.figures), key=lambda offer: offer.id not in chosen
    ):
        why = f"cannot be printed: {offer.reason}" if offer.reason else ""
        remark = "your own count" if offer.whose == "office" else ""
        yield offer.id, offer.words, *((why, "") if offer.id in chosen else (remark, why))


def _charted(where: Where) -> Iterator[Option]:
    """Figures that can be drawn beside another one, those of one base together."""
    bases: dict[tuple[str, ...], list[Figure]] = {}
    for figure in where.content.figures:
        if why_not(figure) is None and not chart_faults([figure]):
            bases.setdefault(chart_base(figure), []).append(figure)
    alike = [group for group in bases.values() if len(group) > 1]
    for group in sorted(alike, key=lambda group: not _drawn(where, group)):
        for figure in group:
            base = figure.denominator or figure.population
            yield figure.id, figure.sentence, f"{figure.publisher}; of {base}", ""


def _drawn(where: Where, group: list[Figure]) -> bool:
    return any(figure.id in where.campaign.chart for figure in group)


def _english(where: Where, headlines: bool) -> Iterator[Option]:
    for text in where.campaign.texts:
        asked = text.key.startswith(("ask-", "headline-"))
        fits = text.key.startswith("headline-") == headlines
        if text.language == Language.EN and asked and fits:
            yield text.key, text.text, "", ""


#: What a field is chosen from.
SOURCES: Mapping[str, Callable[[Where], Iterator[Option]]] = {
    "goals": _goals,
    "leads": _leads,
    "bills": _bills,
    "members": _members,
    "figures": _figures,
    "charted": _charted,
    "headlines": lambda where: _english(where, headlines=True),
    "ask_texts": lambda where: _english(where, headlines=False),
}


def bill_name(key: str) -> str:
    """A key that is none stands as it is written: the checks tell of it."""
    return full_name(key) if KEY.fullmatch(key) else key


# -- back ------------------------------------------------------------------------------------------


def read_values(at: RecordAt, state: RecordState, asked: Asked) -> dict[str, Any]:
    """What a form says of a record, as its file would; ``None`` for what is empty."""
    return {
        shape.name: _read(shape, asked, state)
        for shape, _ in fields_of(at)
        if shape.many or asked.has(shape.name) or asked.has(f"{shape.name}-on")
    }


def _read(shape: FieldShape, asked: Asked, state: RecordState) -> Any:
    if shape.sort == "condition":
        return [*_read_conditions(asked, (state.now or {}).get(shape.name) or [])] or None
    if shape.sort == "release":
        return _read_release(shape.name, asked)
    if shape.many:
        return list(dict.fromkeys(filter(None, asked.all(shape.name)))) or None
    text = " ".join(asked.get(shape.name).split())
    if shape.sort == "number" and text.isdecimal():
        return int(text[:9])
    return text or None


def _read_release(name: str, asked: Asked) -> dict[str, str] | None:
    """Who and when; nothing where neither is said. Raises WrongField where one is."""
    by, on = (" ".join(asked.get(f"{name}-{part}").split()) for part in RELEASE)
    if bool(by) != bool(on):
        raise WrongField(name, "Say who decided it, and on which day; or leave both empty.")
    return {"by": by, "on": on} if by else None


def _read_conditions(asked: Asked, now: list[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those that are kept, by their place, then what is added."""
    kept = set(asked.all("keep"))
    yield from (dict(one) for place, one in enumerate(now) if str(place) in kept)
    if name := asked.get("while_of"):
        kind = "bill" if KEY.fullmatch(name) else "family"
        yield {kind: name, "stages": list(asked.all("while_stages"))}
    for kind in ("from", "until"):
        if asked.get(kind):
            yield {kind: asked.get(kind)}
    if asked.get("statistic"):
        yield {"statistic": asked.get("statistic")}
