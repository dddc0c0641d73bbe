"""Which asks and arguments an edition keeps at home: those for another position than is decided.

Rows of a published file are read without our pages, so what a page would not say under the
organisation's position is not in the file either. Only a position that the edition itself has
counts: one that stays at home must not be told by what is missing, so the edition is as if nothing
were decided. There, what is written for support goes as far as ``data/published.toml`` lets it, and
what is written for other positions alone stays at home, since it would tell one.
"""

import json
import sqlite3
from collections.abc import Callable, Collection
from functools import cache

from billtrail.campaigns import Text
from billtrail.campaigns.positions import USUAL, written_for
from billtrail.legislatures import UNDECIDED, Language, Position

#: The positions on what leads a campaign: its bill, or those of the effort that are alive or law.
#: ``{leaves}`` is the condition under which a position is in the edition.
_POSITIONS = """
WITH led AS (
  SELECT id AS campaign, lead AS bill FROM campaigns
  UNION SELECT c.id, m.bill FROM campaigns c JOIN family_members m ON m.family = c.lead
  WHERE m.kind <> 'opposes')
SELECT p.position FROM (SELECT * FROM positions WHERE {leaves}) p JOIN led USING (campaign, bill)
JOIN bills b ON b.key = p.bill
WHERE campaign = ? AND (b.alive OR b.stage IN ('enacted', 'adopted') OR b.key = (
  SELECT lead FROM campaigns c WHERE c.id = p.campaign))
"""


def said_in_rows(
    source: sqlite3.Connection, leaves: str
) -> tuple[Callable[[str, str, str | None], bool], Callable[[str, str], str]]:
    """The SQL functions ``text_said(campaign, key, positions)`` and ``asks_said(campaign, asks)``:
    whether a text may stand in a row, and the asks (JSON) that may, where the positions for which
    the SQL ``leaves`` holds are in the edition."""
    positions_out = _POSITIONS.format(leaves=leaves)

    @cache
    def decided(campaign: str) -> frozenset[str]:
        return frozenset(row[0] for row in source.execute(positions_out, (campaign,))) - {
            *UNDECIDED
        }

    @cache
    def asks_of(campaign: str) -> list[dict[str, object]]:
        sql = "SELECT asks FROM campaigns WHERE id = ?"
        return [ask for row in source.execute(sql, (campaign,)) for ask in json.loads(row[0])]

    def fits(campaign: str, positions: Collection[str]) -> bool:
        return (decided(campaign) or {*USUAL}) <= {*positions}

    def text_said(campaign: str, key: str, positions: str | None) -> bool:
        naming = [a for a in asks_of(campaign) if key in (a["headline"], *_list(a["texts"]))]
        if naming:
            return any(fits(campaign, _written(ask)) for ask in naming)
        own = tuple(map(Position, json.loads(positions))) if positions else None
        text = Text(key, Language.EN, "", (), None, None, None, own)
        return fits(campaign, written_for(text))

    def asks_said(campaign: str, asks: str) -> str:
        said = [ask for ask in json.loads(asks) if fits(campaign, _written(ask))]
        return json.dumps(said, ensure_ascii=False)

    return text_said, asks_said


def _written(ask: dict[str, object]) -> list[str]:
    return _list(ask.get("positions")) or [*USUAL]


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
