"""The views of the database as they are now: ``migrate`` makes anew what a file has otherwise.

Every column that is worked out is cast. A page of Datasette compares a column with the text of its
address, and only a column that has a type turns that text into a number: ``alive = '1'`` finds
nothing where ``alive`` is a bare expression.
"""

import hashlib
import sqlite3
from collections.abc import Mapping

#: A downloaded file stays right after its day: the calendar is applied when it is read, with
#: Pacific standard time, so that a stage never moves a day early. A bill of an earlier year dies
#: where it did not leave its own chamber in time (``fold._last_chance``); one that was once read
#: as without an outcome goes on from the stage it had reached: data of a later day tell its end.
_BILLS_TODAY = """
CREATE VIEW bills_today AS
WITH today AS (SELECT date('now', '-8 hours') AS day),
sets AS (
  SELECT b.*, CASE b.stage WHEN 'outcome_not_recorded' THEN b.reached ELSE b.stage END AS was,
    today.day AS today, s.ends,
    coalesce(b.passes_until, s.last_passage) AS last_passage, s.last_signature, s.origin_passage,
    max(b.data_as_of, coalesce((SELECT max(c.checked_at) FROM checks c WHERE c.bill = b.key), ''))
      AS data_through
  FROM bills b CROSS JOIN today
  LEFT JOIN sessions s ON s.jurisdiction = b.jurisdiction AND s.session = b.session),
origins AS (
  SELECT *, CASE WHEN kind = 'bill' AND instr(reached_chambers, chamber) = 0
    AND substr(introduced_date, 1, 4) < substr(origin_passage, 1, 4)
    AND substr(data_through, 1, 10) > origin_passage THEN origin_passage END AS origin_limit
  FROM sets),
limits AS (
  SELECT *, CASE WHEN was IN ('passed_both', 'to_executive') THEN last_signature
    ELSE coalesce(origin_limit, last_passage) END AS limit_day,
    final = 1 OR stage IN ('vetoed', 'failed') AS settled
  FROM origins)
SELECT key, jurisdiction, session, identifier, kind, chamber, title, short_title, introduced_date,
  CAST(CASE WHEN settled OR limit_day IS NULL OR today <= limit_day THEN was
       WHEN was <> 'to_executive' AND substr(data_through, 1, 10) > limit_day THEN 'died'
       ELSE 'outcome_not_recorded' END AS TEXT) AS stage,
  CAST(CASE WHEN settled OR limit_day IS NULL OR today <= limit_day
         THEN CASE stage WHEN was THEN how ELSE reached_how END
       WHEN was <> 'to_executive' AND substr(data_through, 1, 10) > limit_day THEN 'session ended'
       ELSE 'outcome not recorded' END AS TEXT) AS how,
  reached, reached_how, reached_chambers,
  CAST(CASE WHEN settled OR limit_day IS NULL OR today <= limit_day THEN stage_date
       ELSE limit_day END AS TEXT) AS stage_date,
  CAST(CASE WHEN alive = 0 THEN 0
       WHEN stage = 'failed' THEN today <= coalesce(origin_limit, ends, today)
       WHEN stage = 'vetoed' THEN today <= coalesce(ends, today)
       ELSE today <= coalesce(limit_day, today) END AS INTEGER) AS alive,
  law, latest_action_date, latest_action, sponsor, cosponsor_count, source, source_url, data_as_of,
  CAST(substr(data_through, 1, 10) AS TEXT) AS known_through
FROM limits
"""

#: The day of the view, in SQL.
_TODAY = "date('now', '-8 hours')"
#: The rows of ``bills_today`` as they are on ``:day`` (ISO).
BILLS_ON = _BILLS_TODAY.partition(" AS\n")[2].replace(_TODAY, ":day")

#: Some chambers name voters by an id of their own; the roster knows whose it is.
_VOTE_RECORDS = """
CREATE VIEW vote_records AS
SELECT bill, vote, date, name, option,
  CAST(coalesce((SELECT p.id FROM people p WHERE p.voter_id = voter LIMIT 1), voter) AS TEXT)
    AS person
FROM (SELECT v.bill, v.identifier AS vote, v.date,
  CAST((SELECT value FROM json_each(r.value) WHERE key = 0) AS TEXT) AS name,
  CAST((SELECT value FROM json_each(r.value) WHERE key = 1) AS TEXT) AS option,
  CAST((SELECT value FROM json_each(r.value) WHERE key = 2) AS TEXT) AS voter
FROM votes v, json_each(v.records) r WHERE v.records IS NOT NULL)
"""

_UNKNOWN_ACTIONS = """
CREATE VIEW unknown_actions AS
SELECT source, system, code, description, CAST(count(*) AS INTEGER) AS actions,
  CAST(min(bill) AS TEXT) AS example_bill, CAST(min(date) AS TEXT) AS first_date
FROM actions WHERE classification = '[]' AND unlisted_since IS NULL
GROUP BY source, system, code, description
"""


def _laid_out(table: str, columns: str, key: str | None = None) -> str:
    """A view of one list of ``bill_lists`` (``lists.pack_list``), whose rows begin with the values
    of these columns; ``key`` is SQL for a row's key, where that is not kept behind them."""
    typed = [name.partition(":") for name in columns.split()]
    own, source, unlisted = (_at(len(typed) + n) for n in range(3))
    told = [
        (key or own, "TEXT", "row_key"),
        *((_at(n), type_ or "TEXT", name) for n, (name, _, type_) in enumerate(typed)),
        ("r.key", "INTEGER", "position"),
        (f"coalesce({source}, l.source)", "TEXT", "source"),
        (unlisted, "TEXT", "unlisted_since"),
    ]
    values = [f"CAST({value} AS {type_}) AS {name}" for value, type_, name in told]
    return "\n".join((
        f"CREATE VIEW {table} AS", "SELECT l.bill,", ",\n".join(values),
        f"FROM bill_lists l, json_each(l.{table}) r",
    ))  # fmt: skip


def _at(place: int) -> str:
    """A value of a list's row. Where a file's own views are not trusted, as a site does not, SQLite
    runs a table of JSON in a view and no function of it."""
    return f"(SELECT value FROM json_each(r.value) WHERE key = {place})"


_SPONSORSHIPS = _laid_out(
    "sponsorships",
    "name role person date withdrawn original:INTEGER party state district chamber "
    "by_request:INTEGER entity",
)
_SUBJECTS = _laid_out("subjects", "subject", key=_at(0))
_TITLES = _laid_out(
    "titles",
    "title kind chamber",
    key=f"{_at(1)} || '|' || coalesce({_at(2)}, '') || '|' || {_at(0)}",
)

VIEWS: Mapping[str, str] = {
    "sponsorships": _SPONSORSHIPS.strip(),
    "subjects": _SUBJECTS.strip(),
    "titles": _TITLES.strip(),
    "bills_today": _BILLS_TODAY.strip(),
    "vote_records": _VOTE_RECORDS.strip(),
    "unknown_actions": _UNKNOWN_ACTIONS.strip(),
}


def make_views(connection: sqlite3.Connection) -> None:
    """Make each view that the file lacks or has in other words; nobody sees it missing between."""
    stored = dict(
        map(tuple, connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    )
    changed = [name for name, sql in VIEWS.items() if stored.get(name) != sql]
    if not changed:
        return
    connection.execute("SAVEPOINT views")
    for name in changed:
        connection.execute(f"DROP VIEW IF EXISTS {name}")
        connection.execute(VIEWS[name])
    connection.execute("RELEASE views")


def views_hash() -> str:
    """Other words of a view, another hash."""
    return hashlib.sha256("".join(VIEWS.values()).encode()).hexdigest()[:8]
