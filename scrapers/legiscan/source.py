"""LegiScan: every legislature's bills, gathered from their sites by a company.

Publisher: https://legiscan.com, CC BY 4.0 (credit LegiScan); a free key is for internal use that is
not commercial, 30,000 questions a month. Documentation:
https://api.legiscan.com/dl/LegiScan_API_User_Manual.pdf and https://legiscan.com/datasets. It is a
secondary source. Its status hides death (of 881 measures dead by Virginia's flags it says
Introduced of 778) and has one word for laws and adopted resolutions: what a bill has come to is
read from the legislature's own lines, by the rules of ``scrapers.states``. Formats: ``answers``,
``tables``; numbers and sessions: ``names``.
"""

from collections.abc import Iterator, Mapping

import orjson

from billtrail.bills import Source
from billtrail.bills.models import Document, PartLeftOut, Record
from billtrail.legislatures import Stage
from billtrail.scrapers import told_by_address
from billtrail.scrapers.states import bill_of, classify, left_out, reads_all

from .access import KEY
from .answers import CREDIT, status_is_known, told_of
from .staging import KINDS, NAME, stage


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The bill of a document, and what of it could not be kept; raises ``ParseError``."""
    with told_by_address(document):
        (data,) = document.parts.values()
        answer = orjson.loads(data)["bill"]
        told = told_of(answer, document.fetched_at[:10])
        bill = bill_of(told)
        yield bill
        yield from left_out(told)
        if not status_is_known(answer):
            yield PartLeftOut(bill.key, f"a status that is not known, {answer['status']!r}")


_S = Stage
_DEAD = frozenset((_S.DIED, _S.FAILED, _S.WITHDRAWN, _S.OUTCOME_NOT_RECORDED))
_ONE = frozenset((_S.INTRODUCED, _S.IN_COMMITTEE, _S.REPORTED))
#: Its word for where a bill stands -> the stages that go with it; death has none of its own.
STATUSES: Mapping[str, frozenset[Stage]] = {
    "Introduced": _ONE | _DEAD | {_S.REPLACED},
    "Engrossed": _ONE | _DEAD | {_S.REPLACED, _S.PASSED_ONE_CHAMBER, _S.PASSED_BOTH},
    "Enrolled": _DEAD | {_S.PASSED_BOTH, _S.TO_EXECUTIVE, _S.ADOPTED},
    "Passed": frozenset((_S.ENACTED, _S.ADOPTED)),
    "Vetoed": frozenset((_S.VETOED,)),
    "Failed": _DEAD,
}

SOURCE = Source(
    name=NAME,
    title="LegiScan",
    publisher="LegiScan",
    jurisdiction="all",
    kinds=KINDS,
    rank=4,
    rhythm=24 * 7,
    hosts=("api.legiscan.com",),
    home="https://legiscan.com",
    parse=parse,
    classify=classify,
    documents=stage,
    licence=f"{CREDIT}; a free key is for internal use that is not commercial",
    record="record",
    statuses=STATUSES,
    parser_version=3,
    tells_all=reads_all,
    access=KEY,
    kept_home=True,
    dated_by_steps=True,
)
