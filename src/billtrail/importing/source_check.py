"""What a source lacks to be read, kept and printed: of itself, its legislature, and its files."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from billtrail.bills import Source
from billtrail.bills.models import Action, Bill
from billtrail.errors import ParseError, UnknownKey
from billtrail.legislatures import ActionClass, get, is_known, known, missing, nearest
from billtrail.legislatures.calendar import sessions
from billtrail.scrapers import find_source, has_spider, load_sources

from .prepared import ReadDocument, Task, Unit, parse, read_unit
from .recognition import find

#: Classes that say what a chamber did, so that their actions must name it.
_OF_A_CHAMBER = (ActionClass.PASSAGE, ActionClass.AGREEMENT, ActionClass.CONFERENCE_AGREEMENT)
#: Of the lines that come of each document, so many are told.
_MOST = 20


def check_source(name: str, path: Path | None, on: date, now: str) -> list[str]:
    """A line for each missing piece of a source, or of all sources of a legislature, and of what
    the files at ``path`` hold; none where all is there. Raises UnknownKey for another name."""
    sources = _named(name)
    place = sources[0].jurisdiction if sources else _place(name)
    lines = [*missing(place, on)] if place != "all" else []
    if not sources:
        lines.append(f"no source: add scrapers/{place}_PUBLISHER.py with its SOURCE")
    for source in sources:
        lines += _of_source(source)
        if path:
            lines += _of_files(source, path, on, now)
    return lines


#: How a state is called: two letters.
_ID = re.compile(r"[a-z]{2}")


def _named(name: str) -> tuple[Source, ...]:
    if source := find_source(name):
        return (source,)
    found = tuple(one for one in load_sources().values() if one.jurisdiction == name)
    if not found and not is_known(name):
        if _ID.fullmatch(_place(name)) and not is_known(_place(name)):
            return ()  # a state that is still to be written: what it takes is told
        names = [*load_sources(), *(one.id for one in known())]
        raise UnknownKey("source or legislature", name, nearest(name, names))
    return found


def _place(name: str) -> str:
    """The state's part of a source's name."""
    return name.partition("_")[0]


def _of_source(source: Source) -> Iterator[str]:
    prefix = f"{source.jurisdiction}_"
    if source.jurisdiction != "all" and not source.name.startswith(prefix):
        yield f"the source's name does not begin with {prefix!r}"
    for field in ("title", "home", "licence"):
        if not getattr(source, field):
            yield f"no {field}"
    if not source.kinds:
        yield "no kinds: which files are this source's"
    if source.start and not source.hosts:
        yield "no hosts, where its pages may be asked for"
    if source.start and not has_spider(source.name):
        yield f"no spider: add scrapers/{source.name}/spider.py"


# -- its files -------------------------------------------------------------------------------------


def _of_files(source: Source, path: Path, on: date, now: str) -> Iterator[str]:
    """What is wrong with what the source makes of files, the most frequent first."""
    told = Counter[str]()
    read = 0
    for record in _records(source, path, on, now, told):
        read += 1
        if isinstance(record, Bill):
            told.update(_of_bill(record))
    if not read and not told:
        yield f"no file of this source at {path}"
    for line, count in told.most_common(_MOST):
        yield line if count == 1 else f"{line} ({count:,} times)"
    if len(told) > _MOST:
        yield f"and {len(told) - _MOST:,} lines more of this kind"


def _records(
    source: Source, path: Path, on: date, now: str, told: Counter[str]
) -> Iterator[object]:
    task = Task(on, now)
    for found in find(path, {source.name: source}, now, lambda line: told.update([line])):
        document = _document(found, task)
        if document.problem:
            told[document.problem] += 1
            continue
        try:
            for record, _ in parse(source, document.document, document.reference, now):
                yield record
        except ParseError as error:
            told[str(error)] += 1


def _document(found: Unit | ReadDocument, task: Task) -> ReadDocument:
    return found if isinstance(found, ReadDocument) else read_unit(found, task)


def _of_bill(bill: Bill) -> Iterator[str]:
    legislature = get(bill.jurisdiction)
    if sessions.session_named(bill.jurisdiction, bill.session) is None:
        yield f"no session {bill.session!r} in the calendar"
    for action in bill.actions or ():
        yield from _of_action(action)
        if action.chamber and action.chamber not in _places(bill.jurisdiction):
            yield f"an action of a chamber {action.chamber.value!r} that {legislature.body} lacks"


def _places(jurisdiction: str) -> tuple[str, ...]:
    return (*get(jurisdiction).chambers, "executive", "legislature")


def _of_action(action: Action) -> Iterator[str]:
    if not action.classification:
        yield f"no rule for {_pattern(action.description)!r}"
    for class_ in _OF_A_CHAMBER:
        if class_ in action.classification and action.chamber is None:
            yield f"no chamber at {_pattern(action.description)!r}, which is {class_.value!r}"


def _pattern(text: str) -> str:
    """A text with its numbers left out, so that equal ones are counted as one."""
    return re.sub(r"\d+", "#", text)[:80]
