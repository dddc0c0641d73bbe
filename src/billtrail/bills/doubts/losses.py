"""The way out: what a newer record of a source no longer has, and how it is put back.

Publishers lose rows by fault far more often than they take them back, and they do take them back.
What a chamber or the executive did, much of a list, and the last sponsor are doubted; committees'
steps come and go. A row that has another day or other words is not lost, and an exact repetition
of a row is no row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from billtrail.legislatures import PRIMARY_ROLES, ActionClass
from billtrail.legislatures.calendar import last_day

from ..models import Action, Bill, Sponsorship, Version
from ..stages import STAGE_TABLE, Milestone
from .values import Doubted

#: A list may shrink by this share and this many rows before the record is doubted.
LOSS_SHARE, LOSS_ROWS = 0.10, 3
#: A list that shrinks to so many rows was cut: they are a page of the Library's, whose further ones
#: were left out (cosponsors of 31 bills of the 117th, December 2022).
_PAGE = 250
#: The kind of a last sponsor that is lost.
SPONSOR = "sponsor"
#: The kind of a law that is told by its number.
LAW = "law"

#: The list parts of a bill.
_PARTS = tuple(field.name for field in fields(Bill) if str(field.type).startswith("tuple["))
#: What a chamber or the executive did, by what it proves; before that a measure moves within its
#: committees, and one of them may be taken back too.
_PROVED = frozenset([*Milestone][[*Milestone].index(Milestone.PASSED) :]) - {"undo_reported"}
#: The classes of these acts; a committee's own failure is none.
_ACTS = frozenset(row.action for row in STAGE_TABLE if row.milestone in _PROVED) - {
    ActionClass.COMMITTEE_FAILURE
}
#: A measure becomes law once: told of two days, and then of one, nothing of it is lost.
_ONCE = frozenset(
    row.action for row in STAGE_TABLE if row.milestone in (Milestone.SIGNED, Milestone.ENACTED)
)

#: How a chamber can answer a question. A vote that was told as the one and is told as the other is
#: set right, not lost.
_OTHER_ANSWER = {
    ActionClass.PASSAGE: ActionClass.FAILURE,
    ActionClass.FAILURE: ActionClass.PASSAGE,
}

#: An act: its class and whose it is.
_Act = tuple[ActionClass, str | None]


def without_repetitions(bill: Bill) -> Bill:
    """The bill with each row once; itself where none is repeated."""
    repeated: dict[str, Any] = {
        part: tuple(once)
        for part in _PARTS
        if (rows := getattr(bill, part)) and len(once := dict.fromkeys(rows)) < len(rows)
    }
    return replace(bill, **repeated) if repeated else bill


def losses(old: Bill, new: Bill) -> tuple[Doubted, ...]:
    """What the newer record does not have of the older one and tells no reason for."""
    acts = tuple(_lost_acts(old, new))
    lists = tuple(_short_lists(old, new))
    if not acts and not lists and ends_earlier(old, new):
        lists = tuple(_lost_steps(old, new))
    if not acts and len(lists) == 1 and is_explained(lists[0].kind, old, new):
        lists = ()
    return (*acts, *lists, *_lost_sponsor(old, new))


def _lost_acts(old: Bill, new: Bill) -> Iterator[Doubted]:
    if new.actions is None:
        return
    before, after = _acts(old.actions or ()), _acts(new.actions)
    for (class_, chamber), days in before.items():
        # Of an act whose chamber is told no more, or only now, only the chamber is lost.
        twins = len(after.get((class_, chamber), ())) + len(after.get((class_, None), ()))
        if chamber is None:
            twins = sum(len(found) for (other, _), found in after.items() if other == class_)
        if len(days) > twins and not (twins and class_ in _ONCE):
            kept = after.get((class_, chamber), set())
            gone = sorted(days - kept, key=last_day)[-(len(days) - twins) :]
            other = (_OTHER_ANSWER.get(class_, class_), chamber)
            set_right = after.get(other, set()) - before.get(other, set())
            yield from (Doubted(class_.value, chamber, day) for day in gone if day not in set_right)


def _acts(actions: Iterable[Action]) -> dict[_Act, set[str]]:
    """The days of each act, as the one of a publisher's systems that tells most of them has them:
    two systems report one event, and one of them may be the first to set its day right."""
    told: dict[_Act, dict[str | None, set[str]]] = {}
    for action in actions:
        for class_ in filter(_ACTS.__contains__, action.classification):
            systems = told.setdefault((class_, action.chamber), {})
            systems.setdefault(action.system, set()).add(action.date)
    return {act: max(systems.values(), key=len) for act, systems in told.items()}


def _short_lists(old: Bill, new: Bill) -> Iterator[Doubted]:
    for part in _PARTS:
        before, after = getattr(old, part), getattr(new, part)
        if before and after is not None:
            rows = len(set(before))
            lost = rows - len(set(after))
            if (lost > LOSS_ROWS and lost > LOSS_SHARE * rows) or (lost > 0 and _is_page(after)):
                yield Doubted(part, gone=lost, of=rows)


def _is_page(rows: Sequence[Any]) -> bool:
    """Whether a list ends where a page does; the sponsor stands on another one."""
    return sum(getattr(row, "role", None) not in PRIMARY_ROLES for row in rows) == _PAGE


def ends_earlier(old: Bill, new: Bill) -> bool:
    """Whether a record that is dated by its steps speaks for an earlier day: its file is an older
    one, or its newest step was taken back."""
    return new.dated_by_steps and new.data_as_of < old.data_as_of


def _lost_steps(old: Bill, new: Bill) -> Iterator[Doubted]:
    before = len(set(old.actions or ()))
    if new.actions is not None and (gone := before - len(set(new.actions))) > 0:
        yield Doubted("actions", gone=gone, of=before)


def _lost_sponsor(old: Bill, new: Bill) -> Iterator[Doubted]:
    led = _leaders(old)
    if led and new.sponsorships is not None and not _leaders(new):
        yield Doubted(SPONSOR, name="; ".join(one.name for one in led))


def _leaders(bill: Bill) -> list[Sponsorship]:
    return [one for one in bill.sponsorships or () if one.role in PRIMARY_ROLES]


def _new_print_names_authors(old: Bill, new: Bill) -> bool:
    """Where prints name their authors, a new print replaces them."""
    known = {(one.code, one.note, one.date) for one in old.versions or ()}
    return any(
        one.authors is not None and (one.code, one.note, one.date) not in known
        for one in new.versions or ()
    )


#: A list that shrinks alone -> whether the newer record's own other parts tell why.
_TOLD: Mapping[str, Callable[[Bill, Bill], bool]] = {"sponsorships": _new_print_names_authors}


def is_explained(part: str, old: Bill, new: Bill) -> bool:
    """Whether the newer record's own other parts tell why rows of a list went."""
    return part in _TOLD and _TOLD[part](old, new)


def tells_all(bill: Bill, things: Iterable[Doubted]) -> bool:
    """Whether a record tells (again) what a file of its publisher did not have, or had in vain."""
    return all(_tells(bill, one) for one in things)


def _tells(bill: Bill, one: Doubted) -> bool:
    if one.kind == LAW:
        return bill.law == one.name
    part, is_told = _place(one)
    rows = [row for row in getattr(bill, part) or () if is_told(row)]
    return len(rows) >= one.of if one.of else bool(rows)


def with_unspoken(old: Bill, new: Bill) -> Bill:
    """The newer record with what it does not speak of: lists that it has not, the title, which
    files were without in April 2017 and March 2023 and no measure loses, and prints' addresses."""
    kept: dict[str, Any] = {
        part: rows
        for part in _PARTS
        if getattr(new, part) is None and (rows := getattr(old, part)) is not None
    }
    if old.title and not new.title:
        kept |= {"title": old.title, "short_title": new.short_title or old.short_title}
    if (prints := _addressed(old.versions or (), new.versions or ())) != (new.versions or ()):
        kept["versions"] = prints
    return replace(new, **kept) if kept else new


def _addressed(old: Iterable[Version], new: Iterable[Version]) -> tuple[Version, ...]:
    """Prints of which the newer record has no address, at the one known: files (bill-status#232)
    left some out."""
    known = {(one.note, one.date): one for one in old if one.urls}
    return tuple(
        one._replace(code=one.code or was.code, urls=was.urls)
        if not one.urls and (was := known.get((one.note, one.date)))
        else one
        for one in new
    )


def restored(old: Bill, new: Bill, lost: Iterable[Doubted]) -> Bill:
    """The newer record with what is lost put back from the older one."""
    for one in lost:
        part, is_lost = _place(one)
        kept = getattr(new, part) or ()
        back = [row for row in getattr(old, part) or () if row not in kept and is_lost(row)]
        given: dict[str, Any] = {part: _joined(part, back, kept)}
        new = replace(new, **given)
    return new


def _place(lost: Doubted) -> tuple[str, Callable[[Any], bool]]:
    """The part in which it is, and whether a row of that part is one of those that are lost."""
    if lost.kind == SPONSOR:
        return "sponsorships", lambda row: row.role in PRIMARY_ROLES
    if lost.kind in _PARTS:
        return lost.kind, lambda row: True
    act = (lost.chamber, lost.date)
    return "actions", lambda row: lost.kind in row.classification and (row.chamber, row.date) == act


def _joined(part: str, back: Sequence[Any], kept: Sequence[Any]) -> tuple[Any, ...]:
    """Steps in the order of their days; of other lists what is put back stands first."""
    rows = (*back, *kept)
    return tuple(sorted(rows, key=lambda row: last_day(row.date))) if part == "actions" else rows
