"""What the program says of a measure, for ``bench sentences``: its page, ``show`` and its brief.

Each sentence, and each label with its day, becomes a ``Said``; nothing is known here of what they
mean. All of it is asked of the builders that the page, the command and the brief use.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from billtrail.briefs.build import Request, build
from billtrail.briefs.values import Brief
from billtrail.datasette_plugins.bill.page import build_bill, read_bill
from billtrail.errors import BriefRefused
from billtrail.legislatures import Language
from billtrail.snapshot import Snapshot
from billtrail.words import terminal


@dataclass(frozen=True, slots=True)
class Said:
    """``part`` is ``status``, ``bar``, ``next``, ``sponsor``, ``cosponsors``, ``latest`` or
    ``title``; ``day`` is the ISO day that stands with the words."""

    surface: str
    part: str
    text: str
    day: str | None = None

    def __str__(self) -> str:
        return f"{self.surface}: {self.text}{f' [{self.day}]' if self.day else ''}"


def read_said(snapshot: Snapshot, key: str) -> tuple[Said, ...]:
    """Everything said of one measure on the snapshot's day, each sentence once."""
    said = (*_of_page(snapshot, key), *_of_show(snapshot, key), *_of_brief(snapshot, key))
    return tuple(dict.fromkeys(said))


def _of_page(snapshot: Snapshot, key: str) -> Iterator[Said]:
    page = build_bill(read_bill(snapshot, key))
    section, stage = page.stage, page.stage.stage
    yield Said("page", "title", page.head.title)
    # Of an overtaken bill the page shows that instead of its own stage.
    yield Said("page", "status", section.overtaken or stage.words, stage.date)
    own = () if section.overtaken else (stage.meaning, section.reached, section.law)
    for text in (*own, *_more(section)):
        yield from _sentences("page", text or "")
    for mark in stage.bar:
        if mark.date or mark.state in ("done", "now", "law", "ended"):
            yield Said("page", "bar", mark.label, mark.date)
    if section.step:
        yield Said("page", "next", f"{section.step.what} | {section.step.who}")


def _more(section: Any) -> Iterator[str]:
    """Sentences beside the stage that not every build has."""
    for name in ("held", "holders", "state", "who", "also", "notes", "text_is_law"):
        found = getattr(section, name, None)
        yield from [found] if isinstance(found, str) else []


_PREFIXES = {"Next: ": "next", "Sponsor: ": "sponsor", "Cosponsors: ": "cosponsors",
             "Latest: ": "latest"}  # fmt: skip


def _of_show(snapshot: Snapshot, key: str) -> Iterator[Said]:
    first, stands, *others = terminal.bill_lines(snapshot.bill(key))
    yield Said("show", "title", first.partition(")  ")[2])
    yield Said("show", "status", _undated(stands), _last_day(stands))
    for line in others:
        for prefix, part in _PREFIXES.items():
            if line.strip().startswith(prefix):
                text = line.strip().removeprefix(prefix)
                dated = _DAY.match(text.replace("\xa0", " ")) if part == "latest" else None
                day = _last_day(dated[0]) if dated else None
                yield Said("show", part, text[dated.end() :].strip() if dated else text, day)


def _of_brief(snapshot: Snapshot, key: str) -> Iterator[Said]:
    try:
        brief = build(snapshot, Request(key, snapshot.on))
    except BriefRefused as refused:
        yield Said("brief", "refused", str(refused))
        return
    yield from _sentences("brief", _without_title(snapshot, key, brief.title))
    for sentence in brief.status.sentences:
        text = sentence.text.replace("\xa0", " ")
        if text.startswith("Next: "):
            yield Said("brief", "next", text.removeprefix("Next: "))
        else:
            yield from _sentences("brief", text)
    for step in brief.bar:
        if step.date or step.state in ("passed", "current"):
            yield Said("brief", "bar", step.label, _last_day(step.date or ""))
    for language in (Language.PLAIN, Language.ES):
        yield from _of_translation(snapshot, key, brief, language)


def _of_translation(
    snapshot: Snapshot, key: str, english: Brief, language: Language
) -> Iterator[Said]:
    """The next step of a brief in another language, and its bar where its days are others."""
    surface = f"brief in {language}"
    try:
        brief = build(snapshot, Request(key, snapshot.on, language=language))
    except BriefRefused as refused:
        yield Said(surface, "refused", str(refused))
        return
    ours, theirs = ([_numbers(step.date) for step in b.bar] for b in (brief, english))
    if ours != theirs:
        yield Said(surface, "translation", ", ".join(step.label for step in brief.bar))
    for sentence in brief.status.sentences:
        before, _, step = sentence.text.replace("\xa0", " ").partition(": ")
        if before in ("Next", "Próximo paso"):
            yield Said(surface, "next", step.replace("Cámara de Representantes", "House")
                       .replace("Senado", "Senate"))  # fmt: skip


def _numbers(day: str | None) -> list[str]:
    """The numbers of a printed day, in any order."""
    return sorted(re.findall(r"\d+", day or ""))


def _without_title(snapshot: Snapshot, key: str, headline: str) -> str:
    """A headline without the bill's own title, which may claim and date anything."""
    bill = snapshot.bill(key).bill
    for title in sorted({bill.title, bill.short_title} - {None}, key=len, reverse=True):
        headline = headline.replace("\xa0", " ").replace(
            " ".join(title.split()).rstrip("."), "The bill"
        )
    return headline


def _sentences(surface: str, text: str) -> Iterator[Said]:
    """Sentence by sentence; a bill's number has dots of its own."""
    text = _BILL.sub("The bill", text.replace("\xa0", " "))
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z])", text):
        if sentence:
            yield Said(surface, "status", sentence, _last_day(sentence))


_BILL = re.compile(r"\b(H|S)\. ?((R|J|Con|Res)\. ?)*\d+")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = re.compile(rf"\b({_MONTHS})[a-z]*\.?\s(\d{{1,2}}),\s(\d{{4}})")


def _last_day(text: str) -> str | None:
    """The last day that a text names."""
    found = _DAY.findall(text.replace("\xa0", " "))
    if not found:
        return None
    month, day, year = found[-1]
    return datetime.strptime(f"{month} {day} {year}", "%b %d %Y").date().isoformat()


def _undated(text: str) -> str:
    return _DAY.sub("", text).strip(" ,")
