"""A California bill's prints and what was written on it: texts, analyses, Governor's messages."""

import re
from collections.abc import Iterator

from billtrail.bills.identity import effect_of_digest
from billtrail.bills.models import Analysis, Summary, Version, VersionText
from billtrail.legislatures import Chamber, Effect, official_url
from billtrail.scrapers.california import CamlText, caml_text, code_sections, is_code

from .authors import leads
from .bill import BillRows, day, number, squeezed
from .tables import AnalysisRow, AuthorRow, MessageRow, PrintRow
from .texts import long_text

#: A digest is kept up to this length, and says so where it is cut.
_DIGEST_CHARACTERS = 20_000
_HOUSES_BY_LETTER = {"A": Chamber.LOWER, "S": Chamber.UPPER}


class Print:
    """A row of BILL_VERSION_TBL and what its text says."""

    def __init__(self, row: PrintRow, rows: BillRows) -> None:
        self.row = row
        self.code = row.bill_version_id
        self.day = day(row.bill_version_action_date)
        self.subject = squeezed(row.subject).removesuffix(".") or None
        lob = rows.document.parts.get(row.bill_xml)
        self.says = caml_text(lob) if lob else CamlText(None, None)

    def full_text(self, key: str) -> VersionText | None:
        text = self.says.text
        return VersionText(key, self.code, text) if self.code and text else None


def prints_of(rows: BillRows) -> list[Print]:
    """Newest first: version numbers count down from 99 (introduced)."""
    ordered = sorted(rows[PrintRow], key=lambda row: number(row.version_num))
    return [Print(row, rows) for row in ordered]


def version(one: Print, rows: BillRows) -> Version:
    """A print as a version of its bill."""
    digest, title = one.says.digest, one.says.title
    if digest and len(digest) > _DIGEST_CHARACTERS:
        digest = digest[:_DIGEST_CHARACTERS] + " [cut]"
    url = official_url(rows.key).replace("billNavClient", "billTextClient")
    return Version(
        note=one.row.bill_version_action,
        date=one.day,
        code=one.code or None,
        urls=(("text/html", url),),
        subject=one.subject,
        digest=digest,
        sections=code_sections(title) if title else None,
        authors=leads(rows[AuthorRow], one.code),
        vote=vote_share(one.row.vote_required),
        effect=_effect(one),
        appropriation=_ANSWERS.get(one.row.appropriation.lower()),
        fiscal=_ANSWERS.get(one.row.fiscal_committee.lower()),
        local_program=_ANSWERS.get(one.row.local_program.lower()),
    )


_ANSWERS = {"yes": True, "no": False}
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}
_SHARE = re.compile(r"(\d+|two|three|four)[ _/-]+(\d+|thirds?|fourths?|fifths?|quarters?)")
_BUDGET_ACT = re.compile(r"Budget Acts? of \d{4}")
_PARTS = {"third": 3, "fourth": 4, "quarter": 4, "fifth": 5}


def vote_share(text: str) -> str | None:
    """``Majority`` -> ``majority``; ``Two Thirds``, ``TWO_THIRDS`` and ``2/3`` -> ``2/3``; ``None``
    where it is not told, or told in words of a kind that was never seen."""
    said = squeezed(text).lower()
    match = _SHARE.fullmatch(said)
    if not match:
        return said if said == "majority" else None
    over, under = match[1], match[2].removesuffix("s")
    return f"{_NUMBERS.get(over, over)}/{_PARTS.get(under, under)}"


def _effect(one: Print) -> Effect | None:
    """By the row's own columns, then by what the text says, which knows of the budget too."""
    urgency, levy = _ANSWERS.get(one.row.urgency.lower()), _ANSWERS.get(one.row.taxlevy.lower())
    if urgency or levy:
        return Effect.URGENCY if urgency else Effect.TAX_LEVY
    if _BUDGET_ACT.match(one.subject or ""):
        return Effect.BUDGET
    ordinary = Effect.LATER if urgency is False and levy is False else None
    return effect_of_digest(one.says.digest) or one.says.effect or ordinary


def messages(rows: BillRows) -> tuple[Summary, ...] | None:
    """The Governor's message, of a veto or a signature."""
    found = [
        Summary("Message of the Governor", day(row.veto_date), text)
        for row in rows[MessageRow]
        if (text := _long_text(rows, row.message)[1])
    ]
    return tuple(found) or None


def analyses(rows: BillRows) -> Iterator[Analysis]:
    """The committees' and the floors' analyses; without a text where none could be read."""
    for row in rows[AnalysisRow]:
        if row.active_flg == "N" or not row.analysis_id:
            continue
        media_type, text = _long_text(rows, row.source_doc)
        code = row.committee_code
        yield Analysis(
            identifier=f"ca-{row.analysis_id}",
            bill=rows.key,
            date=day(row.analysis_date),
            chamber=_HOUSES_BY_LETTER.get(row.house),
            name=squeezed(row.committee_name) or None,
            committee=code if is_code(code) else None,
            media_type=media_type,
            url=official_url(rows.key).replace("billNavClient", "billAnalysisClient"),
            text=text,
        )


def _long_text(rows: BillRows, name: str) -> tuple[str | None, str | None]:
    """Its kind and its words; neither where the file is not there."""
    data = rows.document.parts.get(name)
    return long_text(data) if data else (None, None)
