"""Which asks and arguments an edition keeps at home: those for another position than is decided.

Rows of a published file are read without our pages, so what a page would not say under the
organisation's position is not in the file either. Where nothing is decided, they go as far as
``data/published.toml`` lets them.
"""

import json
import sqlite3
from collections.abc import Callable, Collection
from functools import cache

from billtrail.positions import UNDECIDED, USUAL, written_for
from billtrail.views import Text
from billtrail.vocabulary import Language, Position

#: The positions on what leads a campaign: its bill, or those of the effort that are alive or law.
_POSITIONS = """
WITH led AS (
  SELECT id AS campaign, lead AS bill FROM campaigns
  UNION SELECT c.id, m.bill FROM campaigns c JOIN family_members m ON m.family = c.lead
  WHERE m.kind <> 'opposes')
SELECT p.position FROM positions p JOIN led USING (campaign, bill)
JOIN bills b ON b.key = p.bill
WHERE campaign = ? AND (b.alive OR b.stage IN ('enacted', 'adopted') OR b.key = (
  SELECT lead FROM campaigns c WHERE c.id = p.campaign))
"""


def said_in_rows(
    source: sqlite3.Connection,
) -> tuple[Callable[[str, str, str | None], bool], Callable[[str, str], str]]:
    """The SQL functions ``text_said(campaign, key, positions)`` and ``asks_said(campaign, asks)``:
    whether a text may stand in a row, and the asks (JSON) that may."""

    @cache
    def decided(campaign: str) -> frozenset[str]:
        return frozenset(row[0] for row in source.execute(_POSITIONS, (campaign,))) - {*UNDECIDED}

    @cache
    def asks_of(campaign: str) -> list[dict[str, object]]:
        sql = "SELECT asks FROM campaigns WHERE id = ?"
        return [ask for row in source.execute(sql, (campaign,)) for ask in json.loads(row[0])]

    def fits(campaign: str, positions: Collection[str]) -> bool:
        return decided(campaign) <= {*positions}

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
