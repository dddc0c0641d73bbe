"""Campaigns, goals and figures as of a day, from the content tables."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache, partial

from billtrail.bills import StageSince, bill_stages, effort_stages
from billtrail.bills.values import BillStatus, EffortStatus
from billtrail.campaigns import (
    SURVIVOR,
    Ask,
    CampaignDate,
    CampaignStatus,
    Claim,
    ClaimStatus,
    Endorser,
    Figure,
    FigureConflict,
    FollowedBill,
    Goal,
    Text,
    claim_status,
)
from billtrail.errors import UnknownKey
from billtrail.files import KeyedRows
from billtrail.law import StatuteChange, StatuteReading
from billtrail.legislatures import Aim, FigureForm, Language, Position, Stage, keys

from .law import read_changes, read_readings


@dataclass(frozen=True, slots=True)
class _Grounds:
    """What some campaigns follow, are about and speak by, read together."""

    bills: Mapping[str, BillStatus]
    efforts: Mapping[str, EffortStatus]
    figures: Mapping[str, Figure]

    def effort_stage(self, effort: str) -> tuple[Stage | None, str | None, str | None]:
        status = self.efforts[effort]
        if not any(member.status for member in status.members):
            return None, None, None
        return status.stage, status.stage_date, status.enacted_bill

    def bill_stage(self, key: str) -> tuple[Stage | None, str | None, str | None]:
        status = self.bills.get(key)
        if status is None:
            return None, None, None
        return status.stage, status.progress.date, key


class CampaignReader:
    """Reads campaigns with the bills and efforts of the snapshot it belongs to."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        on: date,
        bills: Callable[[Iterable[str]], Mapping[str, BillStatus]],
        efforts: Callable[[Iterable[str]], Mapping[str, EffortStatus]],
        stages: dict[tuple[str, str], tuple[object, Sequence[StageSince]]],
    ) -> None:
        """``stages`` are kept from state to state: to work them out takes longest."""
        self.connection = connection
        self.on = on
        self._bills = bills
        self._efforts = efforts
        self._known_stages = stages

    def goals(self) -> tuple[Goal, ...]:
        rows = self.connection.execute("SELECT * FROM goals ORDER BY position").fetchall()
        return tuple(
            Goal(row["id"], row["title"], row["lead"], row["no_bill"], self._serving(row["id"]))
            for row in rows
        )

    def _serving(self, goal: str) -> tuple[str, ...]:
        rows = self.connection.execute("SELECT id, goals FROM campaigns ORDER BY rowid")
        return tuple(row["id"] for row in rows if goal in json.loads(row["goals"]))

    @cached_property
    def names(self) -> list[str]:
        return [
            row[0] for row in self.connection.execute("SELECT id FROM campaigns ORDER BY rowid")
        ]

    def campaigns(self, ids: Iterable[str]) -> dict[str, CampaignStatus]:
        """Campaigns by id, in the order asked."""
        rows = KeyedRows(self.connection, ids)
        for id in rows.keys:
            if rows.first(id, _CAMPAIGNS) is None:
                raise UnknownKey("campaign", id, keys.nearest(id, self.names))
        grounds = self._grounds(rows)
        return {id: self._campaign(rows, id, grounds) for id in rows.keys}

    def _grounds(self, rows: KeyedRows) -> _Grounds:
        named: dict[str, set[str]] = {"bill": set(), "family": set(), "statistic": set()}
        for condition in (c for id in rows.keys for claim in _claims(rows, id)
                          for c in claim.holds_if):  # fmt: skip
            named.setdefault(condition.kind, set()).add(condition.name)
        for id in rows.keys:
            named["family"].update(row["id"] for row in rows.of(id, _EFFORTS))
            named["bill"].update(row["bill"] for row in rows.of(id, self._followed))
            [own] = rows.of(id, _CAMPAIGNS)
            named["statistic"].update(_figure_ids(own))
        efforts = self._efforts(named["family"])  # these read most of the bills
        return _Grounds(self._bills(named["bill"]), efforts, self._figures(named["statistic"]))

    def _campaign(self, rows: KeyedRows, id: str, grounds: _Grounds) -> CampaignStatus:
        [row] = rows.of(id, _CAMPAIGNS)
        texts = [_text(*text[1:]) for text in rows.of(id, _TEXTS)]
        by, on = (json.loads(row["public_ask"]) or {}).values() if row["public_ask"] else ("", "")
        efforts = [grounds.efforts[effort["id"]] for effort in rows.of(id, _EFFORTS)]
        return CampaignStatus(
            id=row["id"],
            title=row["title"],
            summary=row["summary"],
            goals=tuple(json.loads(row["goals"])),
            lead=row["lead"],
            stale_after_days=row["stale_after_days"],
            families=tuple(effort for effort in efforts if effort.members),
            bills=tuple(_followed_bill(one, grounds) for one in rows.of(id, self._followed)),
            asks=tuple(_ask(value) for value in json.loads(row["asks"])),
            claims=tuple(self._claim_status(claim, grounds) for claim in _claims(rows, id)),
            texts=tuple(text for text in texts if not text.key.startswith(SURVIVOR)),
            figures=_printed(row["figures"], grounds),
            chart=_printed(row["chart"], grounds),
            dates=tuple(CampaignDate(*day[1:]) for day in rows.of(id, _DATES)),
            endorsers=tuple(Endorser(*one[1:]) for one in rows.of(id, _ENDORSERS)),
            public_ask=(by, on) if by else None,
            survivor_texts=tuple(text for text in texts if text.key.startswith(SURVIVOR)),
        )

    @cached_property
    def _followed(self) -> str:
        return (
            "SELECT c.campaign, c.bill, c.aim, c.why, p.position, p.decided_by, p.decided_on, "
            f"p.condition, {self._share} AS share FROM campaign_bills c LEFT JOIN positions p "
            "ON p.bill = c.bill AND p.campaign = c.campaign WHERE c.campaign IN {keys} "
            "ORDER BY c.position"
        )

    @cached_property
    def _share(self) -> str:
        """SQL for who may have a position: what its record says. Elsewhere than in the campaign
        whose record it is, its being public with that campaign's asks is said too."""
        sql = "SELECT 1 FROM pragma_table_info('campaign_bills') WHERE name = 'share'"
        at_home = self.connection.execute(sql).fetchone()
        return _SHARE if at_home else "(SELECT edition FROM edition)"

    def _claim_status(self, claim: Claim, grounds: _Grounds) -> ClaimStatus:
        return claim_status(
            claim,
            on=self.on,
            family_stage=grounds.effort_stage,
            bill_stage=grounds.bill_stage,
            figure=grounds.figures.get,
            history=partial(self._stages, grounds),
            law=self.law,
        )

    def law(self, key: str) -> tuple[StatuteReading | None, tuple[StatuteChange, ...]]:
        """What is said of a statute, and the acts that changed it, oldest first."""
        return self._readings.get(key), self._changes.get(key, ())

    @cached_property
    def _readings(self) -> dict[str, StatuteReading]:
        return {reading.key: reading for reading in read_readings(self.connection)}

    @cached_property
    def _changes(self) -> dict[str, tuple[StatuteChange, ...]]:
        return read_changes(self.connection)

    def _stages(self, grounds: _Grounds, kind: str, name: str) -> Sequence[StageSince]:
        """The stages an effort or a bill went through; worked out anew where its bills moved."""
        effort = grounds.efforts[name] if kind == "family" else None
        told = effort.members if effort else grounds.bills.get(name)
        known, found = self._known_stages.get((kind, name), (None, ()))
        if known is None or known != told:
            found = effort_stages(effort, self.on) if effort else ()
            if isinstance(told, BillStatus):
                found = bill_stages(told, self.on)
            self._known_stages[kind, name] = told, found
        return found

    def _figures(self, ids: Iterable[str]) -> dict[str, Figure]:
        rows = KeyedRows(self.connection, ids)
        return {id: _figure(row) for id in rows.keys if (row := rows.first(id, _FIGURES))}

    def every_figure(self) -> tuple[Figure, ...]:
        rows = self.connection.execute("SELECT * FROM statistics ORDER BY rowid")
        return tuple(_figure(row) for row in rows)

    def figure_conflicts(self) -> tuple[FigureConflict, ...]:
        sides: dict[str, list[sqlite3.Row]] = {}
        for row in self.connection.execute(
            "SELECT * FROM figure_conflicts ORDER BY conflict, position"
        ):
            sides.setdefault(row["conflict"], []).append(row)
        figures = self._figures(row["figure"] for rows in sides.values() for row in rows
                                if row["figure"])  # fmt: skip
        return tuple(
            FigureConflict(
                rows[0]["about"],
                tuple(figures[row["figure"]] for row in rows if row["figure"] in figures),
                tuple(row["said"] for row in rows if row["said"]),
            )
            for rows in sides.values()
        )


# What lies under a campaign's id, each in the order of its file.
_CAMPAIGNS = "SELECT * FROM campaigns WHERE id IN {keys}"
_EFFORTS = "SELECT campaign, id FROM families WHERE campaign IN {keys} ORDER BY position"
_CLAIMS = "SELECT campaign, * FROM claims WHERE campaign IN {keys} ORDER BY rowid"
_TEXTS = (
    "SELECT campaign, key, language, text, claims, version, reviewed_by, reviewed_on, positions "
    "FROM texts WHERE campaign IN {keys} ORDER BY rowid"
)
_DATES = (
    "SELECT campaign, date, what, who, certainty, source, url FROM dates "
    "WHERE campaign IN {keys} ORDER BY date"
)
_ENDORSERS = (
    "SELECT campaign, organisation, bill, date, proof FROM endorsements "
    "WHERE campaign IN {keys} ORDER BY date"
)
_FIGURES = "SELECT * FROM statistics WHERE id IN {keys}"


def _claims(rows: KeyedRows, campaign: str) -> Iterator[Claim]:
    return map(Claim.from_row, rows.of(campaign, _CLAIMS))


def _figure_ids(campaign: sqlite3.Row) -> list[str]:
    return [*json.loads(campaign["figures"]), *json.loads(campaign["chart"] or "[]")]


def _printed(ids: str | None, grounds: _Grounds) -> tuple[Figure, ...]:
    """Those of a campaign's own list that are on file."""
    return tuple(grounds.figures[id] for id in json.loads(ids or "[]") if id in grounds.figures)


def _followed_bill(row: sqlite3.Row, grounds: _Grounds) -> FollowedBill:
    return FollowedBill(
        row["bill"],
        Aim(row["aim"]),
        Position(row["position"]) if row["position"] else None,
        row["decided_by"],
        row["decided_on"],
        row["why"],
        grounds.bills.get(row["bill"]),
        row["condition"],
        row["share"],
    )


_SHARE = """
CASE WHEN coalesce(p.owner, c.campaign) = c.campaign THEN c.share ELSE (
  SELECT coalesce(o.share, CASE WHEN oc.public_ask IS NULL THEN 'coalition' ELSE 'public' END)
  FROM campaign_bills o JOIN campaigns oc ON oc.id = o.campaign
  WHERE o.campaign = p.owner AND o.bill = p.bill) END"""


@lru_cache(4096)
def _text(
    key: str,
    language: str,
    text: str,
    claims: str,
    version: str | None,
    reviewed_by: str | None,
    reviewed_on: str | None,
    positions: str | None,
) -> Text:
    """A row's, kept: a change of a bill moves none, and hundreds are read after each."""
    return Text(
        key,
        Language(language),
        text,
        tuple(json.loads(claims)),
        version,
        reviewed_by,
        reviewed_on,
        _positions(json.loads(positions)) if positions else None,
    )


def _positions(values: Iterable[str]) -> tuple[Position, ...]:
    return tuple(map(Position, values))


def _ask(value: dict[str, object]) -> Ask:
    stages, texts, positions = value["stages"], value["texts"], value["positions"]
    assert isinstance(stages, list) and isinstance(texts, list) and isinstance(positions, list)
    return Ask(
        str(value["id"]),
        tuple(Stage(stage) for stage in stages),
        str(value["headline"]),
        tuple(texts),
        str(value["deadline"]) if value.get("deadline") else None,
        _positions(positions),
    )


def _figure(row: sqlite3.Row) -> Figure:
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118
    values["tags"] = tuple(json.loads(values["tags"]))
    values["verified"] = bool(values["verified"])
    values["form"] = FigureForm(values["form"])
    return Figure(**values)
