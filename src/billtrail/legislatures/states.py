"""Legislatures from data: the states of ``states.toml``, each a value as one with a module has.

Read when one of them is asked for, and then once; who asks about another legislature does not pay
for it.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from billtrail.files import read_toml

from .habits import habitual
from .legislature import BillKey, DistrictSeats, Legislature, MeasureType, Office, said
from .named_sessions import NamedSessions
from .vocabulary import Chamber, MeasureKind

_FILE = Path(__file__).with_name("states.toml")
_L, _U, _ONE = Chamber.LOWER, Chamber.UPPER, Chamber.LEGISLATURE
_HOUSE, _SENATE = "House of Representatives", "Senate"

#: Bodies by name: in running Spanish, the title of a member in lists, the words people say for one,
#: and what a seat is called for short.
_BODIES: Mapping[str, tuple[str, str, str, str]] = {
    _HOUSE: ("la Cámara de Representantes", "Rep.", "rep representative representatives", "HD"),
    "House of Delegates": ("la Cámara de Delegados", "Del.", "del delegate delegates", "HD"),
    "Assembly": ("la Asamblea", "Assemblymember", "assemblymember assemblymembers", "AD"),
    "General Assembly": ("la Asamblea General", "Assemblymember", "assemblymember", "AD"),
    _SENATE: ("el Senado", "Sen.", "sen sens senator senators senate", "SD"),
    "Legislature": ("la Legislatura", "Sen.", "sen senator senators", "LD"),
    "Council": ("el Consejo", "Councilmember", "councilmember councilmembers", "Ward"),
}  # fmt: skip
#: Of a person: a Governor's title has a gender in Spanish that nobody's record tells.
_EXECUTIVES = {"Governor": "la gobernación", "Mayor": "la alcaldía"}
#: What a kind is called in ``states.toml`` where habit takes a type for another.
_KINDS = tuple(MeasureKind)


@cache
def _described() -> Mapping[str, Mapping[str, Any]]:
    return read_toml(_FILE.read_text(encoding="utf-8"))


def state_ids() -> tuple[str, ...]:
    """The ids of all that are described, in order."""
    return tuple(sorted(_described()))


def state_names() -> Mapping[str, str]:
    """Id -> the place's name."""
    return {id: row["name"] for id, row in _described().items()}


@cache
def read_state(id: str) -> Legislature | None:
    """A legislature from data; ``None`` where nobody has described it."""
    row = _described().get(id)
    return _legislature(id, row) if row else None


def read_term(id: str, session: str) -> tuple[Mapping[str, str], str] | None:
    """The days of a session that are certain, by their names, and where they are set."""
    row = _described().get(id, {})
    days = row.get("terms", {}).get(session)
    return (days, row["terms_source"]) if days else None


def published_number(key: BillKey) -> str:
    """A bill's number as Open States has it: ``S 3967``, ``HB26-1001``."""
    form = _described().get(key.jurisdiction, {}).get("number", "{TYPE} {number}")
    state = read_state(key.jurisdiction)
    year = state.sessions.first_year(key.session) if state else 0
    called = state.sessions.called_number(key.session) if state else ""
    filled = {"TYPE": key.type.upper(), "yy": year % 100, "called": called.upper()}
    return str(form.format(number=key.number, session=key.session, **filled))


@cache
def written_forms(field: str) -> Mapping[str, str]:
    """Id -> how a state's bills are written, where that is described: ``number``, or the address
    of their ``page``."""
    return {id: row[field] for id, row in _described().items() if field in row}


def read_terms(id: str) -> tuple[str, ...]:
    """The sessions of a state whose days are certain."""
    return tuple(_described().get(id, {}).get("terms", {}))


def terms_source(id: str) -> str:
    """Where the days of a state's sessions are set."""
    return str(_described()[id]["terms_source"])


def _legislature(id: str, row: Mapping[str, Any]) -> Legislature:
    name, executive = row["name"], row.get("executive", "Governor")
    chambers = _chambers(row)
    sessions = _sessions(row)
    return Legislature(
        id=id,
        name=name,
        short=name,
        body=f"the {name} {row.get('body', 'Legislature')}",
        zone=row["zone"],
        types=tuple(_types(id, row, chambers)),
        sessions=sessions,
        chambers={chamber: _short(body) for chamber, body in chambers.items()},
        executive=executive,
        example=sessions.of_year(2025),
        seats=DistrictSeats({chamber: (_BODIES[body][3], 0) for chamber, body in chambers.items()}),
        offices={
            str(chamber): Office(_BODIES[body][1], said(_BODIES[body][2]))
            for chamber, body in chambers.items()
        },
        labels=dict(_labels(chambers, executive)),
        keeps_order=True,
        titles_are_names=not row.get("phrases", False),
        signed=frozenset({MeasureKind.BILL}),
        is_tried=row.get("is_tried", False),
        sent_too=frozenset(map(MeasureKind, row.get("sent_too", "").split())),
        official_url=_page(row.get("page"), sessions),
    )


def _chambers(row: Mapping[str, Any]) -> Mapping[Chamber, str]:
    if only := row.get("only"):
        return {_ONE: only}
    return {_L: row.get("lower", _HOUSE), _U: row.get("upper", _SENATE)}


def _short(body: str) -> str:
    """As people call it: ``House``."""
    return body.split(" of ", maxsplit=1)[0]


def _sessions(row: Mapping[str, Any]) -> NamedSessions:
    given = {name: row[name] for name in ("years", "begins", "zero", "word") if name in row}
    called = tuple(row.get("called", ()))
    name = row.get("counted", row.get("body", "Legislature"))
    return NamedSessions(row["sessions"], called, name=name, **given)


def _types(
    id: str, row: Mapping[str, Any], chambers: Mapping[Chamber, str]
) -> Iterator[MeasureType]:
    kinds = {type_: kind for kind in _KINDS for type_ in row.get(kind.value, "").split()}
    for type_ in row.get("types", "").split():
        found = habitual(id, type_)
        if found:
            label = _label(id, type_)
            yield found._replace(kind=kinds.get(type_, found.kind), label=label)
    for type_, (chamber, kind, words) in row.get("measures", {}).items():
        where, what = Chamber(chamber), MeasureKind(kind)
        yield MeasureType(id, type_, _label(id, type_), words, what, where, type_.upper())


def _label(id: str, type_: str) -> str:
    """A number alone is one of fifty states': it is shown with its own, ``NY S 674``."""
    return f"{id} {type_}".upper()


def _page(form: str | None, sessions: NamedSessions) -> Callable[[BillKey], str | None]:
    def url(key: BillKey) -> str | None:
        if form is None:
            return None
        return form.format(
            year=sessions.first_year(key.session), SESSION=key.session.upper(),
            TYPE=key.type.upper(), number=key.number,
        )  # fmt: skip

    return url


# -- the labels of briefs --------------------------------------------------------------------------


def _labels(
    chambers: Mapping[Chamber, str], executive: str
) -> Iterator[tuple[str, Mapping[str, str]]]:
    for chamber, body in chambers.items():
        spanish, title, _, _ = _BODIES[body]
        short = _short(body)
        yield str(chamber), {"en": f"the {short}", "es": spanish}
        yield f"bar-{chamber}", {"en": f"Passed {short}", "es": f"Pasó {spanish.split(' ')[1]}"}
        yield f"title-{chamber}", {"en": f"{title} {{name}}", "es": f"{title} {{name}}"}
        yield (
            f"seat-{chamber}",
            {
                "en": f"{short} district {{number}}",
                "es": f"Distrito {{number}}, {spanish.removeprefix('la ').removeprefix('el ')}",
            },
        )
    office = _EXECUTIVES[executive]
    yield "executive", {"en": f"the {executive}", "es": office}
    yield "bar-executive", {"en": f"To {executive}", "es": f"A la firma de {office}"}
    yield "session-name", {"en": "{session}", "es": "sesión {session}"}
    yield "sessions", {"en": "sessions", "es": "sesiones legislativas"}
