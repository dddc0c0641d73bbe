"""What a roll's columns are: their heads in our files, what people call them in theirs, and how a
value is read and written. One table for files of any kind."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from billtrail.legislatures.calendar import sessions

from .values import Level

#: Letters of a value; a longer one is a story or a mistake.
_LONGEST = 300
_YES = re.compile(r"(y|yes|true|x|1|✓|✔|agreed?)\b.*|[✓✔]", re.IGNORECASE)
_NO = re.compile(r"(n|no|none|false|0)\b.*", re.IGNORECASE)
_US = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b.*")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})([T ].*)?")
#: Signs that no name has and that a page or a terminal would obey.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FORMS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
_LEVELS: Mapping[str, Level] = {
    "national": Level.NATIONAL, "federal": Level.NATIONAL, "nationwide": Level.NATIONAL,
    "state": Level.STATE, "statewide": Level.STATE,
    "local": Level.LOCAL, "regional": Level.LOCAL, "county": Level.LOCAL, "city": Level.LOCAL,
    "community": Level.LOCAL,
}  # fmt: skip


def clean(value: Any) -> str:
    """A cell's text in one line, without signs that are not seen."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(_UNSEEN.sub("", str(value)).split())


def _text(value: Any) -> str:
    words = clean(value)
    if len(words) > _LONGEST:
        raise ValueError(f"has {len(words):,} letters; at most {_LONGEST} are taken")
    return words


def _day(value: Any) -> str:
    """ISO text of a day that has come. ``1/2/2026`` is January 2, as in the legislatures."""
    found = value.date() if isinstance(value, datetime) else value
    if not isinstance(found, date):
        found = _read_day(clean(value))
    if found > sessions.today():
        raise ValueError(f"{found} has not come yet")
    return found.isoformat()


def _read_day(words: str) -> date:
    if iso := _ISO.fullmatch(words):
        return date.fromisoformat(iso[1])
    if us := _US.fullmatch(words):
        month, day, year = map(int, us.groups())
        return date(year if year > 99 else 2000 + year, month, day)
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    raise ValueError


def _tell_day(value: Any) -> str:
    try:
        return _day(value)
    except ValueError as error:
        told = str(error) if "has not come" in str(error) else ""
        words = f"{clean(value)!r} is not a day such as 2026-11-20"
        raise ValueError(told or words) from None


def _yes(value: Any) -> bool:
    words = clean(value)
    if isinstance(value, bool):
        return value
    if _NO.fullmatch(words):
        return False
    if not _YES.fullmatch(words):
        raise ValueError(f"{words!r} is neither yes nor no")
    return True


def _level(value: Any) -> Level:
    words = clean(value)
    found = {level for word in re.findall(r"[a-z]+", words.casefold())
             if (level := _LEVELS.get(word))}  # fmt: skip
    if len(found) != 1:
        raise ValueError(f"{words!r} is no level: national, state or local")
    return found.pop()


def _number(value: Any) -> int:
    words = clean(value).removeprefix("#")
    if not re.fullmatch(r"[1-9]\d{0,5}", words):
        raise ValueError(f"{words!r} is no number of a signer")
    return int(words)


def _numbers(value: Any) -> tuple[int, ...]:
    return tuple(sorted({_number(one) for one in re.split(r"[,;\s]+", clean(value))}))


@dataclass(frozen=True, slots=True)
class Column:
    """``head`` stands in our files; ``called`` is a pattern of what people call it, of which the
    first that is found in their head counts. ``read`` raises ValueError."""

    field: str
    head: str
    called: str
    read: Callable[[Any], Any] = _text

    def is_named(self, head: str) -> bool:
        return bool(self.called) and bool(re.search(rf"\b(?:{self.called})\b", head))


#: In the order of our files.
COLUMNS: Mapping[str, Column] = {
    column.field: column
    for column in (
        Column("number", "Roll number", "", _number),
        Column("organisation", "Organization", r"organi[sz]ations?|orgs?|agency|group|company|"
               r"institution|affiliation|coalition|entity|employer"),
        Column("person", "Person", r"names?|signator(?:y|ies)|signers?|persons?|representative|"
               r"signed by|individual"),
        Column("title", "Title", r"title|position|role|job"),
        Column("city", "City", r"city|town|location|based"),
        Column("level", "Level", r"level|scope|national|statewide|reach", _level),
        Column("asked_on", "Asked on", r"asked|invited|date sent|requested", _tell_day),
        Column("signed_on", "Signed on", r"signed(?! by)|timestamp|submitted|signature date|date|"
               r"completed|start time|completion time", _tell_day),
        Column("version", "Text of", r"version|text (?:of|agreed)|print|draft", _tell_day),
        Column("stance", "Letter says", r"letter says|stance|support or oppose"),
        Column("logo", "Logo", r"logos?", _yes),
        Column("public", "May be named", r"public|publicly|consent|permission|may be named|"
               r"may we (?:list|name)|listed", _yes),
        Column("listed", "Organization may be named", r"(?:list|name) (?:your|the|our) "
               r"organi[sz]ation|organi[sz]ation (?:may be |can be )?(?:listed|named)", _yes),
        Column("proof", "Proof", r"proof|evidence|confirmation|received by|how (?:do )?we know"),
        Column("contact", "Contact", r"e ?mails?|contact|phone|telephone"),
        Column("withdrawn_on", "Withdrawn on", r"withdrawn?|withdrew|withdrawal|removed",
               _tell_day),
        Column("apart", "Not the same as", "", _numbers),
    )
}  # fmt: skip

#: What a head is asked for first: "City of the organization" is a city, "Contact name" a person.
ASKED: tuple[str, ...] = (
    "withdrawn_on", "version", "asked_on", "logo", "listed", "public", "proof", "level", "stance",
    "city", "title", "signed_on", "organisation", "person", "contact",
)  # fmt: skip


def written(field: str, value: Any) -> str:
    """A value as it stands in our files; ``""`` where nobody said."""
    if value is None or (field == "number" and not value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    return str(value)
