"""What a row of each table says: what the record is, and more."""

from collections.abc import Callable, Mapping
from typing import Any

from billtrail.campaigns import Condition
from billtrail.decisions import RecordAt
from billtrail.legislatures import Language
from billtrail.records import is_iso_date
from billtrail.words import day_words, text_title

from .forms import Where, bill_name, condition_words, titles
from .words import CHOICES

_Said = tuple[str, str]


def _said_choice(table: str, field: str, value: Any) -> str:
    return CHOICES[table, field].get(str(value), (str(value), ""))[0]


def english_of(where: Where, key: str) -> str:
    """The English words of a sentence; empty where it has none."""
    found = (t.text for t in where.campaign.texts if t.key == key and t.language == Language.EN)
    return next(found, "")


def _row_campaign(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    return str(item.get("title", "")), str(item.get("summary", ""))


def _row_bill(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    position = item.get("position") or "no position"
    aim = _said_choice("bill", "aim", item.get("aim"))
    return bill_name(at.ids[0]), f"{aim}; {position}. {item.get('why', '')}"


def _row_family(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    return str(item.get("title", "")), ""


def _row_member(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    kind = _said_choice("member", "kind", item.get("kind"))
    return bill_name(at.ids[-1]), f"{kind}. {item.get('basis', '')}"


def _row_ask(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    stages = (_said_choice("ask", "stages", stage) for stage in item.get("stages", ()))
    headline = english_of(where, str(item.get("headline"))) or str(item.get("headline"))
    return headline, f"While the bill is: {', '.join(stages).lower()}."


def _row_text(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    return text_title(at.ids[0]), english_of(where, at.ids[0]) or str(item.get("text", ""))


def _row_claim(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    told = titles(where.campaign)
    found = (
        condition_words(told, one) for one in map(Condition.from_raw, item.get("holds_if", ()))
    )
    holds = " and ".join(found)
    of = f"A view of {item['attributed_to']}. " if item.get("attributed_to") else ""
    return str(item.get("source", "")), f"{of}{f'It holds {holds}.' if holds else ''}".strip()


def _row_date(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    on, what = at.ids
    sure = _said_choice("date", "certainty", item.get("certainty"))
    return (
        f"{day_words(on) if is_iso_date(on) else on}: {what}",
        f"{item.get('who', '')}, {sure}. {item.get('source', '')}",
    )


def _row_endorser(where: Where, at: RecordAt, item: Mapping[str, Any]) -> _Said:
    return (
        f"{at.ids[0]}, {bill_name(at.ids[1])}",
        f"{item.get('date', '')}. {item.get('proof', '')}",
    )


#: What a row of each table says: what it is, and more.
ROW_WORDS: Mapping[str, Callable[[Where, RecordAt, Mapping[str, Any]], _Said]] = {
    "campaign": _row_campaign,
    "bill": _row_bill,
    "family": _row_family,
    "member": _row_member,
    "ask": _row_ask,
    "text": _row_text,
    "claim": _row_claim,
    "date": _row_date,
    "endorser": _row_endorser,
}
