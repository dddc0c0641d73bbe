"""What a page does not say, in words for who makes it, and the buttons that bring it back."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from billtrail.briefs import Brief, LeftOut
from billtrail.campaigns import CampaignStatus, Figure
from billtrail.legislatures import Audience, Language, full_name

from ...ways import Way, way_to

_LONGEST = 90
#: The row of what went because the page was full.
_FULL = "page-full"
_FORMS = {"deadline": "deadline", "figures": "figures-1", "ask": "ask"}


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    what: str
    why: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """What the rows are told with."""

    brief: Brief
    campaign: CampaignStatus | None
    figures: Mapping[str, Figure]

    def text(self, key: str) -> str:
        """The sentence of a key, in English, cut short; empty where there is none."""
        texts = self.campaign.texts if self.campaign else ()
        found = (text.text for text in texts if (text.key, text.language) == (key, Language.EN))
        return _short(next(found, ""))

    def figure(self, id: str) -> str:
        known = self.figures.get(id)
        return _short(known.sentence) if known else ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} ..."


def build_rows(background: Background) -> tuple[LeftOutRow, ...]:
    """A row for each thing left out, in the order of the page; what did not fit is one."""
    full = [item for item in background.brief.left_out if item.case == _FULL]
    others = [item for item in background.brief.left_out if item.case != _FULL]
    if full:
        what = "; ".join(item.what for item in full)
        others.append(replace(full[-1], what=what))
    return tuple(_row(background, item) for item in others)


def _row(background: Background, item: LeftOut) -> LeftOutRow:
    case = _CASES.get(item.case, _Case())
    names = dict(item.names)
    why = case.why.format(**names) if case.why else item.why
    return LeftOutRow(_what(background, item), why, tuple(case.ways(background, item)))


def _what(background: Background, item: LeftOut) -> str:
    """A sentence or a figure is named by its words, all else as the author is told it."""
    kind, _, id = item.what.partition(" ")
    said = {"text": background.text, "figure": background.figure}.get(kind)
    words = said(id) if said else ""
    return (
        f"\N{LEFT DOUBLE QUOTATION MARK}{words}\N{RIGHT DOUBLE QUOTATION MARK}"
        if words
        else (f"{item.what[:1].upper()}{item.what[1:]}")
    )


# -- ways ------------------------------------------------------------------------------------------

_Ways = Iterator[Way]
_Way = Callable[[Background, LeftOut], _Ways]


def task_way(words: str, task: str, **query: str) -> _Ways:
    """A link to another form of the desk, where there is one."""
    if way := way_to(words, task, **query):
        yield way


def sentence_way(words: str, campaign: str, key: str = "", language: str = "") -> _Ways:
    """A link to the form of a sentence; where none is named, to the campaign that has them all."""
    if key:
        yield from task_way(words, "texts", campaign=campaign, key=key, language=language)
    else:
        yield from task_way(words, "campaigns", campaign=campaign)


def _to_text(words: str) -> _Way:
    def ways(background: Background, item: LeftOut) -> _Ways:
        campaign = background.campaign.id if background.campaign else item.named("campaign")
        key = item.what.removeprefix("text ") if item.what.startswith("text ") else ""
        yield from sentence_way(words, campaign, key, background.brief.language)

    return ways


def _to_position(words: str) -> _Way:
    return lambda _, item: task_way(words, "positions", bill=item.named("key"))


def _to_campaign(words: str) -> _Way:
    return lambda _, item: task_way(words, "campaigns", campaign=item.named("campaign"))


def _to(words: str, task: str) -> _Way:
    return lambda _, item: task_way(words, task)


def _to_field(words: str, field: str) -> _Way:
    return lambda *_: iter((Way(words, href=f"#{_FORMS[field]}"),))


def _filling(words: str, fill: str) -> _Way:
    return lambda *_: iter((Way(words, fill),))


def _in_english(background: Background, _: LeftOut) -> _Ways:
    if background.brief.language != Language.EN:
        yield Way("Make the page in English", f"set language {Language.EN}")


def _instead(background: Background, item: LeftOut) -> _Ways:
    """In the place of the last figure on the page."""
    if background.brief.figures:
        last = background.brief.figures[-1].id
        yield Way("Print it in place of the last one", f"swap figures {last} {item.named('id')}")


def _fewer(background: Background, _: LeftOut) -> _Ways:
    """Room on the page: a figure less, or shorter words."""
    if background.brief.figures:
        fewer = ",".join(figure.id for figure in background.brief.figures[:-1])
        yield Way("Print one figure less", f"only figures {fewer}")


def _shorten(background: Background, item: LeftOut) -> _Ways:
    """The sentences of the longest part, which is named by its heading."""
    part = item.named("longest")
    campaign = background.campaign.id if background.campaign else ""
    if campaign:
        yield from sentence_way(
            f"Shorten \N{LEFT DOUBLE QUOTATION MARK}{part}\N{RIGHT DOUBLE QUOTATION MARK}",
            campaign,
        )


def _begin_campaign(_: Background, item: LeftOut) -> _Ways:
    bill = item.named("key")
    yield from task_way(f"Begin a campaign on {full_name(bill)}", "campaigns", bills=bill)


def _update(*_: object) -> _Ways:
    yield Way("Ask the publishers now", href="/")


@dataclass(frozen=True, slots=True)
class _Case:
    """Words in place of the row's own, and what brings it back; without words, the row's own."""

    why: str = ""
    by: tuple[_Way, ...] = ()

    def ways(self, background: Background, item: LeftOut) -> Iterable[Way]:
        for way in (way for make in self.by for way in make(background, item)):
            yield replace(way, words=way.words.format(**dict(item.names)))


#: The rows of ``rules.DEGRADE`` as they are told here.
_CASES: Mapping[str, _Case] = {
    "claim-ended": _Case("it is no longer true: {because}", (_to_text("Write a new sentence"),)),
    "claim-doubted": _Case(
        "it rests on a law that was changed since anybody read it: {because}",
        (_to_text("Read {statute} again, then say it anew"),),
    ),
    "claim-unknown": _Case(
        "nobody wrote down what it rests on", (_to_text("Say what it rests on"),)
    ),
    "no-source": _Case("nobody wrote down its source", (_to_text("Add its source"),)),
    "figure-blocked": _Case("{because}", (_to("Enter what its publisher answers", "figures"),)),
    "figure-kept": _Case(
        "the program does not share it with these readers",
        (_filling("Make it a page for offices", f"set audience {Audience.MEMBER}"),
         _to("Share it", "figures")),
    ),
    "figure-untranslated": _Case(
        "its sentence is not written in this language",
        (_to_text("Write it"), _in_english),
    ),
    "in-english": _Case(
        "nobody has translated them, so they are printed in English", (_in_english,)
    ),
    "figures-too-many": _Case("a page carries three figures", (_instead,)),
    "chart-not-measured": _Case(
        "{publisher} did not publish the counts behind {ids}, so nothing may be drawn",
        (_to("Enter the counts when they answer", "figures"),),
    ),
    "past-deadline": _Case("{date} is past", (_to_field("Set a new day", "deadline"),)),
    "ask-chosen": _Case("you chose to ask nothing", (_filling("Ask again", "set ask "),)),
    "deadline-alone": _Case(
        "the page asks for nothing, so nothing is due", (_to_field("Choose what to ask", "ask"),)
    ),
    "no-position": _Case(
        "nobody has decided where you stand on {bill}", (_to_position("Decide the position"),)
    ),
    "position": _Case("", (_to_position("Change the position"), _to_text("Write what to ask"))),
    "position-text": _Case(
        "you {we}, and it was written for {written}", (_to_text("Write one for your position"),)
    ),
    "position-not-public": _Case(
        "your position is not public until somebody decides so",
        (_to_position("Say who may know it"),),
    ),
    "no-condition": _Case(
        "nobody wrote down what must be amended", (_to_position("Say what must be amended"),)
    ),
    "no-ask": _Case(
        "nobody wrote what to ask at this stage of a bill",
        (_to_campaign("Write what to ask"),),
    ),
    "contained": _Case("", (_to("Look at the suggestion", "suggestions"),)),
    "likely": _Case("", (_to("Accept or decline it", "suggestions"),)),
    "no-texts": _Case("no campaign leads with this bill, so nothing is written for it",
                       (_begin_campaign,)),
    "not-read": _Case("what its publisher says of this bill is not read yet", (_update,)),
    "audience": _Case(
        "these readers are never asked",
        (_filling("Make it a page for offices", f"set audience {Audience.MEMBER}"),),
    ),
    "not-public": _Case(
        "what you ask is not public until somebody decides so",
        (_to_campaign("Decide it"),
         _filling("Make it a page for offices", f"set audience {Audience.MEMBER}")),
    ),
    "no-organisation": _Case(
        "nobody wrote down who you are and how to reach you",
        (_to("Fill in your contact", "contact"),),
    ),
    _FULL: _Case("it did not fit on the page", (_fewer, _shorten)),
    "": _Case("", (_update,)),
}  # fmt: skip
