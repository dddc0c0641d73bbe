"""A California bill's prints and what was written on it: texts, analyses, Governor's messages."""

from collections.abc import Iterator

from billtrail.bills import Analysis, Summary, Version, VersionText
from billtrail.legislatures import Chamber, official_url
from billtrail.scrapers.california import CamlText, caml_text, code_sections

from .authors import leads
from .bill import BillRows, day, is_committee, number, squeezed
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
    )


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
            committee=code if is_committee(code) else None,
            media_type=media_type,
            url=official_url(rows.key).replace("billNavClient", "billAnalysisClient"),
            text=text,
        )


def _long_text(rows: BillRows, name: str) -> tuple[str | None, str | None]:
    """Its kind and its words; neither where the file is not there."""
    data = rows.document.parts.get(name)
    return long_text(data) if data else (None, None)
