"""Roll calls as chambers record them, laid over the votes that a bill's sources name.

A status file names a vote and where it is recorded; the record itself says who voted how. Each is
kept once, by its own name, and stands with every bill whose vote it is: those that name it, and the
one that it names. A record whose list is older than the one we have takes nothing back.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import orjson

from billtrail.bills.models import Bill, RollCall, Vote
from billtrail.bills.stages import later_vote, latest_action
from billtrail.legislatures import display

from ..sql import upsert
from .changes import dump
from .merge import Difference, Merged
from .rows import CHILD_TABLES, columns, decode, encode

_VOTES = next(table for table in CHILD_TABLES if table.part == "votes")
_COLUMNS = ("identifier", "bill", "vote", "source", "as_of", "modified")
#: Records by the name of their vote, each with its source.
Found = Mapping[str, tuple[RollCall, str]]
_UPSERT = upsert("roll_calls", _COLUMNS, ("identifier",))


class RollCallStore:
    """Saves and reads roll calls through one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @cached_property
    def bills(self) -> set[str]:
        """The bills that a stored record names."""
        rows = self.connection.execute("SELECT bill FROM roll_calls WHERE bill IS NOT NULL")
        return {row[0] for row in rows}

    @cached_property
    def votes(self) -> set[str]:
        """The names of the votes that are stored."""
        return {row[0] for row in self.connection.execute("SELECT identifier FROM roll_calls")}

    def save(self, told: RollCall, source: str) -> str:
        """Keep a record: ``new``, ``changed``, ``unchanged``, or ``older`` than what we have."""
        identifier = told.vote.identifier
        stored = self.connection.execute(
            "SELECT as_of, modified, vote, bill FROM roll_calls WHERE identifier = ?",
            (identifier,),
        ).fetchone()
        if stored and _is_older(told, stored):
            return "older"
        text = dump(encode(_VOTES, told.vote))
        row = (identifier, told.bill, text, source, told.as_of, told.modified)
        self.connection.execute(_UPSERT, row)
        self.votes.add(identifier)
        if told.bill:
            self.bills.add(told.bill)
        if stored is None:
            return "new"
        return "unchanged" if (stored["vote"], stored["bill"]) == (text, told.bill) else "changed"

    def concerned(self, told: RollCall) -> list[str]:
        """The bills that have this vote: the one it names, and those followed that name it."""
        rows = self.connection.execute(
            "SELECT key FROM bills WHERE key = ? UNION SELECT bill FROM votes WHERE row_key = ? "
            "AND bill IN (SELECT bill FROM campaign_bills)",
            (told.bill, told.vote.identifier),
        )
        return [row[0] for row in rows]

    def has_any_of(self, bill: str, votes: Iterable[str]) -> bool:
        """Whether a record is stored of a bill, or of a vote that it names."""
        return bool(self.votes) and (bill in self.bills or not self.votes.isdisjoint(votes))

    def of(self, bill: Bill) -> Found:
        """The records of a bill's votes."""
        named = [vote.identifier for vote in bill.votes or ()]
        if not self.has_any_of(bill.key, named):
            return {}
        rows = self.connection.execute(
            "SELECT * FROM roll_calls WHERE bill = ? OR identifier IN "
            f"({', '.join('?' * len(named))}) ORDER BY identifier",
            (bill.key, *named),
        )
        return {row["identifier"]: (_read(row), row["source"]) for row in rows}


def _is_older(told: RollCall, stored: Mapping[str, Any]) -> bool:
    """A copy from a cache is younger than what it says: the chamber's own time tells."""
    if told.modified and stored["modified"] and told.modified != stored["modified"]:
        return bool(told.modified < stored["modified"])
    return bool(told.as_of < stored["as_of"])


def _read(row: Mapping[str, Any]) -> RollCall:
    vote = decode(_VOTES, dict.fromkeys(columns(_VOTES)) | orjson.loads(row["vote"]))
    return RollCall(vote, row["as_of"], row["bill"], row["modified"])


def with_roll_calls(merged: Merged, found: Found) -> Merged:
    """The merge with what the records of its votes say, and votes that no source names yet; one
    that the history cannot have told is a difference between them."""
    if not found:
        return merged
    bill, votes = merged.bill, {vote.identifier: vote for vote in merged.bill.votes or ()}
    origins = dict(zip(votes, merged.origins.get("votes", ()), strict=True))
    for name, (call, source) in found.items():
        votes[name], origins[name] = _told(call, bill.key), source
    told = replace(bill, votes=tuple(votes.values()))
    return replace(
        merged, bill=told,
        origins={**merged.origins, "votes": tuple(origins.values())},
        differences=(*merged.differences, *_not_in_history(merged, told, origins)),
    )  # fmt: skip


def _not_in_history(merged: Merged, told: Bill, origins: Mapping[str, str]) -> Iterator[Difference]:
    vote, latest = later_vote(told), latest_action(told.actions or ())
    if vote and latest:
        yield Difference(
            "latest_action", f"{latest.date} {latest.description}", merged.source,
            f"{vote.date} {vote.motion}: {vote.result} ({vote.yes} to {vote.no})",
            origins[vote.identifier],
        )  # fmt: skip


def _told(call: RollCall, bill: str) -> Vote:
    """A bill may name a vote on another measure, such as the rule under which it came up: a yes to
    that is none to the bill."""
    vote = call.vote
    if call.bill in (None, bill):
        return vote
    return vote._replace(motion=f"{vote.motion} ({display(call.bill)})", on_bill=False)
