"""Virginia's Legislative Information System: the CSV files of whole sessions.

Publisher: the Division of Legislative Automated Systems of the General Assembly; for sessions to
2024 at https://legacylis.virginia.gov/SiteInformation/csv/CODE/FILE.csv, since then under
https://lis.blob.core.windows.net/lisfiles/. The pages carry no licence text; the API of
lis.virginia.gov, which has terms of its own, is not used. Files are fetched by hand and imported,
a folder or zip a session. How they are written: ``rows``; seen in the files of 2023 and 2024:

* ``Passed`` is set of vetoed measures too, and of two budgets that died in the reconvened session;
* both houses passed it and ``Failed``: the conference, or the Governor's recommendation, failed;
* ``Failed`` with ``Carried_over``: a measure of the year before, listed once more for its end;
* a chapter's number in the history can be a slip (HB 971 of 2024), or stand there alone (HB 6001);
* the last step is often a fiscal note, written after the end;
* ``Bills.csv`` keeps the last six prints of a measure;
* some roll calls name no member (voice votes that got a number).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from billtrail.bills import Source
from billtrail.bills.models import Document, Record
from billtrail.errors import ParseError
from billtrail.legislatures import Stage

from .bill import actions, build_bill, committees, sponsorships
from .lookups import LisReference
from .rules import classify
from .staging import KIND, SOURCE_NAME, stage
from .tables import VOTES, BillRow, PatronRow, StepRow, SubjectRow
from .votes import votes


def parse(document: Document, reference: LisReference | None = None) -> Iterator[Record]:
    """The measure of a document's rows; raises ParseError."""
    known = reference or LisReference()
    key, as_of = document.url.rpartition("/")[2], document.data_as_of
    if not as_of:
        raise ParseError(f"{document.url}: no step has a day")
    rows: dict[str, list[Any]] = {n: orjson.loads(data) for n, data in document.parts.items()}
    steps = list(map(StepRow._make, rows["history"]))
    found = actions(steps, as_of, known)
    bill = build_bill(key, BillRow._make(rows["bills"][0]), found, as_of)
    lists: dict[str, Any] = {"committees": committees(found, known)} if known.committees else {}
    if "sponsors" in rows:
        lists["sponsorships"] = sponsorships(map(PatronRow._make, rows["sponsors"]))
    if "cibillsubjects" in rows:
        named = map(SubjectRow._make, rows["cibillsubjects"])
        lists["subjects"] = tuple(dict.fromkeys(row.subject_name for row in named))
    if VOTES in rows:
        lists["votes"] = votes(steps, rows[VOTES], known)
    yield replace(bill, **lists)


_S = Stage
_OPEN = frozenset((_S.INTRODUCED, _S.IN_COMMITTEE, _S.REPORTED, _S.PASSED_ONE_CHAMBER))
#: The flag that says most -> the stages that go with it.
STATUSES: Mapping[str, frozenset[Stage]] = {
    "Approved": frozenset((_S.ENACTED, _S.ADOPTED)),
    "Vetoed": frozenset((_S.VETOED,)),
    "Failed": frozenset((_S.FAILED, _S.DIED, _S.WITHDRAWN)),
    "Carried over": frozenset((*_OPEN, _S.OUTCOME_NOT_RECORDED)),
    "Passed": frozenset((_S.ADOPTED, _S.PASSED_BOTH, _S.TO_EXECUTIVE)),
    "Passed Senate": frozenset((*_OPEN, _S.OUTCOME_NOT_RECORDED)),
    "Passed House": frozenset((*_OPEN, _S.OUTCOME_NOT_RECORDED)),
}
EXPLAINED: Mapping[tuple[str, Stage], str] = {
    ("Passed", _S.DIED): "the houses passed it and went no further after the Governor's "
    "recommendation, which moves no flag",
}

#: The files of a session; the last two say nothing of a measure.
_FILES = ("Bills", "History", "Sponsors", "Vote", "Members", "Committees", "CiBillSubjects",
          "CommitteeMembers", "CiParentChildSubjects")  # fmt: skip
_NAMES = "|".join(sorted({*_FILES, *map(str.upper, _FILES)}))

SOURCE = Source(
    name=SOURCE_NAME,
    title="Virginia's Legislative Information System",
    publisher="Virginia's Legislative Information System",
    jurisdiction="va",
    # Capitals as the publisher has them: other trackers call theirs bills.csv.
    kinds={KIND: rf"(?:^|/)(?:{_NAMES})\.(?:csv|CSV)(?:\.gz)?$"},
    rank=40,
    rhythm=24 * 8,
    hosts=("legacylis.virginia.gov",),
    home="https://lis.virginia.gov/",
    parse=parse,
    classify=classify,
    documents=stage,
    licence="No licence is stated; public records of the General Assembly",
    official=True,
    dated_by_steps=True,
    parser_version=3,
    statuses=STATUSES,
    explained=EXPLAINED,
)
