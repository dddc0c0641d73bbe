"""A visit to leginfo.legislature.ca.gov: the tabs of one measure, as one document.

The status tab comes first; the others are asked for within the same visit. A document's parts are
the pages, named ``billStatusClient_202520260AB379.html``, and ``visit.json``, which says when and
of which measure; so a kept visit can be imported again. Pages without ``visit.json`` (saved by
hand) are read too: their names say the measure, and they speak for the newest day in them.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from billtrail.bills.models import Document, Link
from billtrail.errors import BilltrailError
from billtrail.legislatures import ca, key_from_leginfo_id, leginfo_id, split_key
from billtrail.scrapers.crawling import Known, Visit, with_known

NAME = "ca_leginfo"
HOST = "https://leginfo.legislature.ca.gov"
KIND = "visit"
STATUS, HISTORY, VOTES, TEXT = (
    "billStatusClient", "billHistoryClient", "billVotesClient", "billTextClient"
)  # fmt: skip
_TABS = (STATUS, HISTORY, VOTES, TEXT)
ABOUT = "visit.json"
#: A page's file name, also with more behind the measure (``..._trimmed.html``).
PAGE_NAME = re.compile(rf"({'|'.join(_TABS)})_(\d{{9}}[A-Z]+\d+)\w*\.x?html$")
#: The first session that the site has.
_FIRST_SESSION = 1999

#: What changes at every answer without saying anything: JSF's state, the session, scripts.
_VOLATILE = re.compile(
    rb"<script\b.*?</script>|<input\b[^>]*\bhidden\b[^>]*>|;jsessionid=[\w.!-]*|<!--.*?-->",
    re.DOTALL | re.IGNORECASE,
)


def tab_url(tab: str, key: str) -> str:
    """The address of a tab."""
    return f"{HOST}/faces/{tab}.xhtml?bill_id={leginfo_id(key)}"


def page_name(tab: str, key: str) -> str:
    return f"{tab}_{leginfo_id(key)}.html"


def links_for(keys: Iterable[str], known: Known | None = None) -> Iterator[Link]:
    """A link for each California measure that the site has; the source's start."""
    for key in keys:
        parts = split_key(key)
        if parts.jurisdiction == ca.LEGISLATURE.id and int(parts.session[:4]) >= _FIRST_SESSION:
            yield with_known(Link(NAME, tab_url(STATUS, key), KIND, key), known or {})


def follow(link: Link, status: bytes) -> Mapping[str, str]:
    """The other tabs of the visit; they do not depend on what the first one says."""
    return {tab: tab_url(tab, link.bill or "") for tab in (HISTORY, VOTES, TEXT)}


def join(link: Link, pages: Mapping[str, bytes], at: str) -> Document:
    """The document of a visit."""
    key = link.bill or ""
    about = json.dumps({"key": key, "fetched_at": at, "url": link.url}, indent=2).encode()
    parts = {page_name(tab, key): data for tab, data in pages.items()}
    return Document(NAME, KIND, link.url, {ABOUT: about, **parts}, at, at, digest(parts))


VISIT = Visit(STATUS, follow, join)


def digest(parts: Mapping[str, bytes]) -> str:
    """A hash of what the pages say, the same for equal pages of two visits."""
    hashed = hashlib.sha256()
    for name in sorted(parts):
        if name != ABOUT:
            hashed.update(name.encode() + b"\0" + _VOLATILE.sub(b"", parts[name]) + b"\0")
    return hashed.hexdigest()


# Files again --------------------------------------------------------------------------------------


@dataclass(slots=True)
class VisitFolder:
    """The pages of one folder, measure by measure; ``said`` is what ``about`` says of them."""

    pages: dict[str, dict[str, bytes]] = field(default_factory=dict)
    about: bytes | None = None
    said: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def reference(self, known: str | None = None) -> None:
        """Pages need no look-up."""

    def documents(self, now: str) -> Iterator[Document]:
        """A document for each measure; a visit's own words say when it was."""
        for bill_id, parts in self.pages.items():
            key = key_from_leginfo_id(bill_id)
            at = self.said.get("fetched_at") if self.said.get("key") == key else None
            said = {ABOUT: self.about} if at and self.about else {}
            url = tab_url(STATUS, key)
            yield Document(NAME, KIND, url, {**said, **parts}, at or now, at, digest(parts))


def gather(
    files: Iterable[tuple[str, IO[bytes]]], directory: Path, archive: Path | None = None
) -> VisitFolder:
    """The pages among the files of one folder; raises nothing, ``problems`` says what was left
    out."""
    found = VisitFolder()
    for path, stream in files:
        base = PurePosixPath(path).name
        if base == ABOUT:
            found.about = stream.read()
        elif match := PAGE_NAME.search(base):
            _add(found, match, stream.read())
    _read_about(found)
    return found


def _read_about(found: VisitFolder) -> None:
    try:
        said = json.loads(found.about or b"{}")
    except ValueError:
        said = None
    if isinstance(said, dict):
        found.said = said
    else:
        found.problems.append(f"{ABOUT}: is not what a visit writes, so its day is not known")


def _add(found: VisitFolder, match: "re.Match[str]", data: bytes) -> None:
    tab, bill_id = match.groups()
    try:
        name = page_name(tab, key_from_leginfo_id(bill_id))
    except BilltrailError as error:
        found.problems.append(f"{match[0]}: {error}")
        return
    found.pages.setdefault(bill_id, {})[name] = data
