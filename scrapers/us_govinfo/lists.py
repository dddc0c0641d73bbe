"""The other lists of a BILLSTATUS file: one function per list, from its element to records.

Every ``read_`` function takes the list's element, or ``None`` where the file has none, which in
this format means that the list is empty. Raises only ``ParseError``.
"""

import re
from html import unescape

from billtrail.bills.identity import is_official, is_short, print_of
from billtrail.bills.models import Activity, BillCommittee, Summary, Title, Version
from billtrail.errors import ParseError
from billtrail.legislatures import Chamber

from .elements import (
    CHAMBERS,
    Element,
    Parts,
    Row,
    day_of,
    items,
    plain_line,
    rows,
    unwrapped,
)

# Committees, texts ------------------------------------------------------------------


def read_committees(part: Element) -> tuple[BillCommittee, ...]:
    """Each committee, followed by its subcommittees."""
    found: list[BillCommittee] = []
    for row, parts in items(part):
        committee = _committee(row, parts, CHAMBERS.get(row.get("chamber") or ""), None)
        found.append(committee)
        found += [
            _committee(*sub, committee.chamber, committee.committee)
            for sub in items(parts.get("subcommittees"))
        ]
    return tuple(found)


def _committee(
    row: Row, parts: Parts, chamber: Chamber | None, parent: str | None
) -> BillCommittee:
    code, name = row.get("systemCode"), row.get("name")
    if not code:
        raise ParseError(f"a committee has no code: {name!r}")
    return BillCommittee(code, name or code, chamber, parent, _activities(parts.get("activities")))


def _activities(part: Element) -> tuple[Activity, ...]:
    """``Referred to`` and, since 2025, ``Referred To`` are one; doubled entries count once."""
    found = dict.fromkeys([(row.get("name"), row.get("date")) for row in rows(part)])
    return tuple([_activity(name, instant) for name, instant in found])


def _activity(name: str | None, instant: str | None) -> Activity:
    return Activity((name or "").capitalize(), day_of(instant))


_MEDIA = {".xml": "application/xml", ".htm": "text/html", ".pdf": "application/pdf"}


def read_versions(part: Element, stem: str) -> tuple[Version, ...]:
    """The texts, without the empty item of 2022; ``rh`` is the code of BILLS-119hr4323rh."""
    found = []
    for item, parts in items(part):
        if note := item.get("type"):
            urls = [row["url"] or "" for row in rows(parts.get("formats"))]
            files = (url.rpartition("/")[2].partition(".")[0] for url in urls)
            code = next((file.removeprefix(stem) for file in files if stem in file), None)
            kinds = tuple((_MEDIA.get(url[-4:], "text/html"), url) for url in urls)
            found.append(Version(note, day_of(item.get("date")), code, kinds))
    return tuple(found)


# Subjects, titles, summaries -------------------------------------------------------------------


def read_subjects(part: Element) -> tuple[str, ...]:
    """The subject terms, without the policy area and (2016) without parent subjects."""
    names: list[str] = []
    for terms in unwrapped(part):
        if terms.tag == "legislativeSubjects":
            names += [name.text for name in terms.iterdescendants("name")]
        elif terms.tag == "otherSubjects":
            names += [name.text for item in terms for name in item.iterchildren("name")]
    return tuple(dict.fromkeys(filter(None, names)))


def read_titles(part: Element) -> tuple[Title, ...]:
    return tuple([
        Title(plain_line(title), row.get("titleType") or "",
              CHAMBERS.get(row.get("chamberCode") or ""))
        for row in rows(part)
        if (title := row.get("title"))
    ])  # fmt: skip


def short_title(titles: tuple[Title, ...]) -> str | None:
    """What the measure goes by: the title that the Library displays, unless that is an official
    one; else the short title of the furthest print."""
    displayed, official = _displayed(titles), {t.title for t in titles if is_official(t.kind)}
    if displayed and displayed not in official:
        return displayed
    ranked = [(print_of(t.kind) or 0, t.title) for t in titles if is_short(t.kind)]
    return max(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _displayed(titles: tuple[Title, ...]) -> str | None:
    """The display title; the Library can override it."""
    found = sorted(t for t in ((t.kind, t.title) for t in titles) if t[0].endswith(_DISPLAY))
    return found[-1][1] if found else None


_DISPLAY = "Display Title"


def title_of(titles: tuple[Title, ...]) -> str | None:
    """What stands for a missing title: the one displayed, else the official, else a short one."""
    official = next((t.title for t in titles if is_official(t.kind)), None)
    return _displayed(titles) or official or short_title(titles)


def read_summaries(part: Element) -> tuple[Summary, ...]:
    found = []
    for element in unwrapped(part):
        row = {child.tag: child.text for child in element}
        html = row.get("text") or _nested_text(element)
        if text := plain_text(html):
            found.append(Summary(row.get("actionDesc") or "", row.get("actionDate"), text))
    return tuple(found)


def _nested_text(summary: Element) -> str:
    """The text in an element named ``cdata``."""
    return next((element.text or "" for element in summary.iter("text")), "")


_NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<(/?[a-zA-Z]\w*)[^>]*>")
_BLANKS = re.compile("  +")
_BREAKS = frozenset(
    ("p", "/p", "br", "li", "/li", "ul", "/ul", "ol", "/ol", "div", "/div", "h4", "/h4", "/form",
     "blockquote", "/blockquote")
)  # fmt: skip


def plain_text(html: str) -> str:
    """The words of a summary, one line for each paragraph or list item."""
    if "<" not in html and "&lt;" in html:
        html = unescape(html)
    if "<script" in html or "<style" in html:
        html = _NOT_TEXT.sub("", html)
    pieces = _TAG.split(html.replace("\n", " ").replace("\t", " "))
    pieces[1::2] = ["\n" if tag.lower() in _BREAKS else "" for tag in pieces[1::2]]
    text = "".join(pieces)
    if "&" in text:
        text = unescape(text)
    text = _BLANKS.sub(" ", text.replace("\xa0", " "))
    return "\n".join(filter(None, map(str.strip, text.split("\n"))))
