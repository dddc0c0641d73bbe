"""Open States: every state's bills, read by its scrapers from the legislatures' own sites.

Publisher: https://openstates.org (public domain by its own statement). It is a secondary source:
what a legislature's own record says is never overruled by it. Its classes of actions are no
outcomes (``became-law`` is never given for four of seven states seen), so rules on the text
decide, a module a state (``scrapers.states.rules``). Formats: ``scraped``, ``exported`` (and
``tables``), ``answers``.
"""

from collections.abc import Callable, Iterator, Mapping

import orjson

from billtrail.bills import Source
from billtrail.bills.models import Document, Record
from billtrail.scrapers import told_by_address
from billtrail.scrapers.states import (
    Told,
    bill_of,
    classify,
    left_out,
    reads_all,
)

from . import answers, exported, scraped
from .access import KEY
from .staging import ANSWER, EXPORTED, KINDS, NAME, SCRAPED, stage

_Parts = Mapping[str, bytes]


def _of_scraped(parts: _Parts) -> Told:
    return scraped.told_of(
        orjson.loads(parts["bill.json"]), orjson.loads(parts.get("votes.json", b"[]"))
    )


def _of_export(parts: _Parts) -> Told:
    told = orjson.loads(parts["bill.json"])
    by_steps = told.get("dated_by_steps", False)
    return exported.told_of(told["bill"], told["place"], told["as_of"], by_steps)


def _of_answer(parts: _Parts) -> Told:
    (data,) = parts.values()
    return answers.told_of(orjson.loads(data))


_READERS: Mapping[str, Callable[[_Parts], Told]] = {
    SCRAPED: _of_scraped, EXPORTED: _of_export, ANSWER: _of_answer,
}  # fmt: skip


def parse(document: Document, reference: object = None) -> Iterator[Record]:
    """The bill of a document, and what of it could not be kept; raises ``ParseError``."""
    with told_by_address(document):
        told = _READERS[document.kind](document.parts)
        yield bill_of(told)
        yield from left_out(told)


SOURCE = Source(
    name=NAME,
    title="Open States",
    publisher="Open States",
    jurisdiction="all",
    kinds=KINDS,
    rank=5,
    rhythm=24 * 7,
    hosts=("v3.openstates.org",),
    home="https://openstates.org",
    parse=parse,
    classify=classify,
    documents=stage,
    licence="Public domain, by its own statement",
    dated_by_steps=True,
    parser_version=4,
    record="record",
    tells_all=reads_all,
    access=KEY,
)
