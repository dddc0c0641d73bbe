"""Campaigns, goals and figures as of a day, from the content tables."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property, lru_cache

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
from billtrail.law import StatuteChange, StatuteReading
from billtrail.legislatures import Aim, FigureForm, Language, Position, Stage, keys

from .law import read_changes, read_readings


class CampaignReader:
    """Reads campaigns with the bills and families of the snapshot it belongs to."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        on: date,
        bill: Callable[[str], BillStatus | None],
        effort: Callable[[str], EffortStatus],
        stages: dict[tuple[str, str], tuple[object, Sequence[StageSince]]],
    ) -> None:
        """``stages`` are kept from state to state: to work them out takes longest."""
        self.connection = connection
        self.on = on
        self._bill = bill
        self._family = effort
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

    def campaign(self, campaign: str) -> CampaignStatus:
        row = self.connection.execute(
            "SELECT * FROM campaigns WHERE id = ?", (campaign,)
        ).fetchone()
        if row is None:
            raise UnknownKey("campaign", campaign, keys.nearest(campaign, self.names))
        texts = self._texts(campaign)
        by, on = (json.loads(row["public_ask"]) or {}).values() if row["public_ask"] else ("", "")
        return CampaignStatus(
            id=row["id"],
            title=row["title"],
            summary=row["summary"],
            goals=tuple(json.loads(row["goals"])),
            lead=row["lead"],
            stale_after_days=row["stale_after_days"],
            families=self._families(campaign),
            bills=self._followed(campaign),
            asks=tuple(_ask(value) for value in json.loads(row["asks"])),
            claims=self._claims(campaign),
            texts=tuple(text for text in texts if not text.key.startswith(SURVIVOR)),
            figures=self._figures(json.loads(row["figures"])),
            chart=self._figures(json.loads(row["chart"] or "[]")),
            dates=self._dates(campaign),
            endorsers=self._endorsers(campaign),
            public_ask=(by, on) if by else None,
            survivor_texts=tuple(text for text in texts if text.key.startswith(SURVIVOR)),
        )

    def _rows(self, statement: str, campaign: str) -> list[sqlite3.Row]:
        return self.connection.execute(statement, (campaign,)).fetchall()

    def _families(self, campaign: str) -> tuple[EffortStatus, ...]:
        rows = self._rows("SELECT id FROM families WHERE campaign = ? ORDER BY position", campaign)
        families = (self._family(row["id"]) for row in rows)
        return tuple(family for family in families if family.members)

    def _followed(self, campaign: str) -> tuple[FollowedBill, ...]:
        rows = self._rows(
            "SELECT c.bill, c.aim, c.why, p.position, p.decided_by, p.decided_on, p.condition, "
            f"{self._share} AS share FROM campaign_bills c LEFT JOIN positions p "
            "ON p.bill = c.bill AND p.campaign = c.campaign WHERE c.campaign = ? "
            "ORDER BY c.position",
            campaign,
        )
        return tuple(
            FollowedBill(
                row["bill"],
                Aim(row["aim"]),
                Position(row["position"]) if row["position"] else None,
                row["decided_by"],
                row["decided_on"],
                row["why"],
                self._bill(row["bill"]),
                row["condition"],
                row["share"],
            )
            for row in rows
        )

    @cached_property
    def _share(self) -> str:
        """SQL for who may have a position: what its record says. Elsewhere than in the campaign
        whose record it is, its being public with that campaign's asks is said too."""
        sql = "SELECT 1 FROM pragma_table_info('campaign_bills') WHERE name = 'share'"
        at_home = self.connection.execute(sql).fetchone()
        return _SHARE if at_home else "(SELECT edition FROM edition)"

    def _claims(self, campaign: str) -> tuple[ClaimStatus, ...]:
        rows = self._rows("SELECT * FROM claims WHERE campaign = ? ORDER BY rowid", campaign)
        return tuple(
            claim_status(
                Claim.from_row(row),
                on=self.on,
                family_stage=self._effort_stage,
                bill_stage=self._bill_stage,
                figure=self.figure,
                history=self._stages,
                law=self.law,
            )
            for row in rows
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

    def _stages(self, kind: str, name: str) -> Sequence[StageSince]:
        """The stages an effort or a bill went through; worked out anew where its bills moved."""
        effort = self._family(name) if kind == "family" else None
        told = effort.members if effort else self._bill(name)
        known, found = self._known_stages.get((kind, name), (None, ()))
        if known is None or known != told:
            found = effort_stages(effort, self.on) if effort else ()
            if isinstance(told, BillStatus):
                found = bill_stages(told, self.on)
            self._known_stages[kind, name] = told, found
        return found

    def _effort_stage(self, family: str) -> tuple[Stage | None, str | None, str | None]:
        status = self._family(family)
        if not any(member.status for member in status.members):
            return None, None, None
        return status.stage, status.stage_date, status.enacted_bill

    def _bill_stage(self, key: str) -> tuple[Stage | None, str | None, str | None]:
        status = self._bill(key)
        if status is None:
            return None, None, None
        return status.stage, status.progress.date, key

    def figure(self, id: str) -> Figure | None:
        row = self.connection.execute("SELECT * FROM statistics WHERE id = ?", (id,)).fetchone()
        return _figure(row) if row else None

    def every_figure(self) -> tuple[Figure, ...]:
        rows = self.connection.execute("SELECT * FROM statistics ORDER BY rowid")
        return tuple(_figure(row) for row in rows)

    def figure_conflicts(self) -> tuple[FigureConflict, ...]:
        sides: dict[str, list[sqlite3.Row]] = {}
        for row in self.connection.execute(
            "SELECT * FROM figure_conflicts ORDER BY conflict, position"
        ):
            sides.setdefault(row["conflict"], []).append(row)
        return tuple(
            FigureConflict(
                rows[0]["about"],
                self._figures([row["figure"] for row in rows if row["figure"]]),
                tuple(row["said"] for row in rows if row["said"]),
            )
            for rows in sides.values()
        )

    def _figures(self, ids: list[str]) -> tuple[Figure, ...]:
        return tuple(figure for id in ids if (figure := self.figure(id)))

    def _texts(self, campaign: str) -> tuple[Text, ...]:
        rows = self._rows(f"SELECT {_TEXT} FROM texts WHERE campaign = ? ORDER BY rowid", campaign)
        return tuple(_text(*row) for row in rows)

    def _dates(self, campaign: str) -> tuple[CampaignDate, ...]:
        rows = self._rows("SELECT * FROM dates WHERE campaign = ? ORDER BY date", campaign)
        return tuple(
            CampaignDate(r["date"], r["what"], r["who"], r["certainty"], r["source"], r["url"])
            for r in rows
        )

    def _endorsers(self, campaign: str) -> tuple[Endorser, ...]:
        rows = self._rows("SELECT * FROM endorsements WHERE campaign = ? ORDER BY date", campaign)
        return tuple(Endorser(r["organisation"], r["bill"], r["date"], r["proof"]) for r in rows)


_SHARE = """
CASE WHEN coalesce(p.owner, c.campaign) = c.campaign THEN c.share ELSE (
  SELECT coalesce(o.share, CASE WHEN oc.public_ask IS NULL THEN 'coalition' ELSE 'public' END)
  FROM campaign_bills o JOIN campaigns oc ON oc.id = o.campaign
  WHERE o.campaign = p.owner AND o.bill = p.bill) END"""


_TEXT = "key, language, text, claims, version, reviewed_by, reviewed_on, positions"


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
