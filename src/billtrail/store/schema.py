"""The schema as a list of steps, each applied once and recorded by sqlite-utils.

The views are no part of the steps: ``views`` has them as they are now.

Every table is STRICT. A bill's parts (actions, sponsorships, ...) are child tables with the key
(bill, row_key): ``row_key`` is made by ``rows.CHILD_TABLES`` from what identifies a row to its
publisher, and ``unlisted_since`` marks a row its publisher no longer lists.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from billtrail.files import sqlite_tables

from .sql import NUMBER_OF_KEY, TYPE_OF_KEY
from .views import make_views, views_hash

if TYPE_CHECKING:
    from sqlite_utils.db import Database
    from sqlite_utils.migrations import Migrations

    Step = Callable[[Database], None]

#: What zstd's frames begin with (RFC 8878, 3.1.1).
_ZSTD = bytes.fromhex("28b52ffd")

#: In their order. sqlite-utils gets them when a file is opened to be written: to load it takes a
#: reader longer than to read.
STEPS: list["Step"] = []


def step(function: "Step") -> "Step":
    """A step: applied after those above it, recorded by its name."""
    STEPS.append(function)
    return function


_BILLS = """
CREATE TABLE jurisdictions (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE sessions (
  jurisdiction TEXT NOT NULL REFERENCES jurisdictions(id), session TEXT NOT NULL,
  name TEXT NOT NULL, starts TEXT, last_passage TEXT, last_signature TEXT, ends TEXT,
  source TEXT, PRIMARY KEY (jurisdiction, session)) STRICT;
CREATE TABLE bills (
  key TEXT PRIMARY KEY, jurisdiction TEXT NOT NULL REFERENCES jurisdictions(id),
  session TEXT NOT NULL, identifier TEXT NOT NULL, kind TEXT NOT NULL, chamber TEXT NOT NULL,
  title TEXT, short_title TEXT, introduced_date TEXT,
  stage TEXT NOT NULL, reached TEXT NOT NULL, reached_chambers TEXT NOT NULL,
  stage_date TEXT, stage_action TEXT, alive INTEGER NOT NULL, final INTEGER NOT NULL,
  law TEXT, latest_action_date TEXT, latest_action TEXT, policy_area TEXT, location TEXT,
  status_text TEXT, cosponsor_count INTEGER, cosponsors_complete INTEGER NOT NULL,
  sponsor TEXT, reserved INTEGER NOT NULL,
  sponsors_only INTEGER NOT NULL, source TEXT NOT NULL, source_url TEXT, credit TEXT,
  data_as_of TEXT NOT NULL, parts_known TEXT NOT NULL, updated_at TEXT NOT NULL) STRICT;
CREATE INDEX bills_session ON bills(jurisdiction, session);
CREATE INDEX bills_stage ON bills(stage);
CREATE INDEX bills_latest ON bills(latest_action_date);
CREATE TABLE bill_aliases (alias TEXT PRIMARY KEY, bill TEXT NOT NULL, note TEXT) STRICT;
CREATE TABLE bill_ids (
  bill TEXT NOT NULL, scheme TEXT NOT NULL, identifier TEXT NOT NULL,
  PRIMARY KEY (bill, scheme)) STRICT;
CREATE INDEX bill_ids_identifier ON bill_ids(identifier);
"""

#: The columns of each child table of a bill, after (bill, row_key) and before the common tail.
CHILD_COLUMNS = {
    "actions": "date TEXT NOT NULL, description TEXT NOT NULL, classification TEXT NOT NULL, "
    "chamber TEXT, time TEXT, system TEXT, code TEXT, kind TEXT, committee TEXT, calendar TEXT, "
    "official INTEGER NOT NULL",
    "sponsorships": "name TEXT NOT NULL, role TEXT NOT NULL, person TEXT, date TEXT, "
    "withdrawn TEXT, original INTEGER, party TEXT, state TEXT, district TEXT, chamber TEXT, "
    "by_request INTEGER NOT NULL, entity TEXT NOT NULL",
    "bill_committees": "committee TEXT NOT NULL, name TEXT NOT NULL, chamber TEXT, parent TEXT, "
    "activities TEXT NOT NULL",
    "versions": "note TEXT NOT NULL, date TEXT, code TEXT, urls TEXT NOT NULL, subject TEXT, "
    "digest TEXT",
    "votes": "identifier TEXT NOT NULL, date TEXT NOT NULL, chamber TEXT, committee TEXT, "
    "motion TEXT, result TEXT, yes INTEGER, no INTEGER, other INTEGER, stated TEXT, url TEXT, "
    "records TEXT",
    "relations": "related TEXT NOT NULL, kind TEXT NOT NULL, identified_by TEXT",
    "subjects": "subject TEXT NOT NULL",
    "summaries": "note TEXT NOT NULL, date TEXT, text TEXT NOT NULL",
    "titles": "title TEXT NOT NULL, kind TEXT NOT NULL, chamber TEXT",
}

_PEOPLE = """
CREATE TABLE people (
  id TEXT NOT NULL, roster TEXT NOT NULL, as_of TEXT NOT NULL, name TEXT NOT NULL,
  jurisdiction TEXT NOT NULL, chamber TEXT, party TEXT, state TEXT, district TEXT,
  family_name TEXT, given_name TEXT, url TEXT, phone TEXT, office TEXT, source TEXT NOT NULL,
  PRIMARY KEY (id, roster)) STRICT;
CREATE TABLE committees (
  id TEXT NOT NULL, roster TEXT NOT NULL, as_of TEXT NOT NULL, name TEXT NOT NULL,
  jurisdiction TEXT NOT NULL, chamber TEXT, parent TEXT, members TEXT, source TEXT NOT NULL,
  PRIMARY KEY (id, roster)) STRICT;
CREATE TABLE hearings (
  identifier TEXT PRIMARY KEY, bill TEXT NOT NULL, date TEXT NOT NULL, committee TEXT, name TEXT,
  chamber TEXT, time TEXT, location TEXT, status TEXT NOT NULL, url TEXT,
  source TEXT NOT NULL, unlisted_since TEXT) STRICT;
CREATE INDEX hearings_bill ON hearings(bill);
"""

_CONTENT = """
CREATE TABLE goals (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, lead TEXT,
  no_bill TEXT) STRICT;
CREATE TABLE campaigns (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, summary TEXT NOT NULL, goals TEXT NOT NULL,
  lead TEXT NOT NULL, stale_after_days INTEGER NOT NULL, public_ask TEXT,
  figures TEXT NOT NULL, chart TEXT NOT NULL, asks TEXT NOT NULL, origin TEXT NOT NULL) STRICT;
CREATE TABLE families (
  id TEXT PRIMARY KEY, campaign TEXT NOT NULL REFERENCES campaigns(id), title TEXT NOT NULL,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE family_members (
  family TEXT NOT NULL REFERENCES families(id), bill TEXT NOT NULL, kind TEXT NOT NULL,
  basis TEXT NOT NULL, enacted_via TEXT, position INTEGER NOT NULL,
  PRIMARY KEY (family, bill)) STRICT;
CREATE INDEX family_members_bill ON family_members(bill);
CREATE TABLE campaign_bills (
  campaign TEXT NOT NULL REFERENCES campaigns(id), bill TEXT NOT NULL, aim TEXT NOT NULL,
  why TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (campaign, bill)) STRICT;
CREATE INDEX campaign_bills_bill ON campaign_bills(bill);
CREATE TABLE positions (
  bill TEXT NOT NULL, campaign TEXT NOT NULL, position TEXT NOT NULL, decided_by TEXT,
  decided_on TEXT, PRIMARY KEY (bill, campaign)) STRICT;
CREATE TABLE claims (
  id TEXT PRIMARY KEY, campaign TEXT NOT NULL, kind TEXT NOT NULL, holds_if TEXT NOT NULL,
  source TEXT NOT NULL, url TEXT, attributed_to TEXT) STRICT;
CREATE TABLE texts (
  campaign TEXT NOT NULL, key TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
  claims TEXT NOT NULL, version TEXT, reviewed_by TEXT, reviewed_on TEXT,
  PRIMARY KEY (campaign, key, language)) STRICT;
CREATE TABLE statistics (
  id TEXT PRIMARY KEY, program TEXT NOT NULL, measure TEXT NOT NULL, value REAL NOT NULL,
  unit TEXT NOT NULL, numerator TEXT NOT NULL, denominator TEXT NOT NULL,
  population TEXT NOT NULL, period_start TEXT, period_end TEXT, geography TEXT NOT NULL,
  publisher TEXT NOT NULL, source_title TEXT NOT NULL, source_url TEXT NOT NULL,
  location TEXT NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL, verified INTEGER NOT NULL,
  form TEXT NOT NULL, sentence TEXT NOT NULL, blocked_because TEXT) STRICT;
CREATE TABLE endorsements (
  campaign TEXT NOT NULL, organisation TEXT NOT NULL, bill TEXT NOT NULL, date TEXT NOT NULL,
  proof TEXT NOT NULL, PRIMARY KEY (organisation, bill, campaign)) STRICT;
CREATE TABLE dates (
  campaign TEXT NOT NULL, date TEXT NOT NULL, what TEXT NOT NULL, who TEXT NOT NULL,
  certainty TEXT NOT NULL, source TEXT NOT NULL, url TEXT,
  PRIMARY KEY (campaign, date, what)) STRICT;
CREATE TABLE suggestions (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, bill TEXT NOT NULL, family TEXT, reason TEXT NOT NULL,
  state TEXT NOT NULL, decided_by TEXT, decided_at TEXT, seen_at TEXT NOT NULL) STRICT;
CREATE TABLE staff_reports (
  id INTEGER PRIMARY KEY, bill TEXT NOT NULL, text TEXT NOT NULL, date TEXT NOT NULL, link TEXT,
  seen_in_room INTEGER NOT NULL, by TEXT, entered_at TEXT NOT NULL) STRICT;
CREATE TABLE issued_briefs (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, as_of TEXT NOT NULL, language TEXT NOT NULL,
  audience TEXT NOT NULL, issued_at TEXT NOT NULL, brief TEXT NOT NULL) STRICT;
CREATE TABLE content_state (id INTEGER PRIMARY KEY CHECK (id = 1), hash TEXT NOT NULL,
  loaded_at TEXT NOT NULL) STRICT;
"""

_PROVENANCE = """
CREATE TABLE prepared (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, command TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT,
  outcome TEXT, counts TEXT) STRICT;
CREATE TABLE documents (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL,
  sha256 TEXT NOT NULL, fetched_at TEXT NOT NULL, data_as_of TEXT, parser_version INTEGER NOT NULL,
  size INTEGER NOT NULL, location TEXT, member TEXT, bills TEXT,
  UNIQUE (source, url, sha256)) STRICT;
CREATE INDEX documents_sha ON documents(sha256);
CREATE TABLE links (
  source TEXT NOT NULL, url TEXT NOT NULL, bill TEXT, etag TEXT, last_modified TEXT,
  lastmod TEXT, fetched_at TEXT, PRIMARY KEY (source, url)) STRICT;
CREATE TABLE checks (
  source TEXT NOT NULL, bill TEXT NOT NULL, checked_at TEXT NOT NULL,
  PRIMARY KEY (source, bill)) STRICT, WITHOUT ROWID;
CREATE INDEX checks_bill ON checks(bill);
CREATE TABLE source_records (
  bill TEXT NOT NULL, source TEXT NOT NULL, data_as_of TEXT NOT NULL, document INTEGER,
  hash TEXT NOT NULL, record BLOB NOT NULL, PRIMARY KEY (bill, source)) STRICT;
CREATE TABLE bill_changes (
  id INTEGER PRIMARY KEY, bill TEXT NOT NULL, field TEXT NOT NULL, old TEXT, new TEXT,
  seen_at TEXT NOT NULL, kind TEXT NOT NULL, run INTEGER, document INTEGER) STRICT;
CREATE INDEX bill_changes_bill ON bill_changes(bill, id);
CREATE INDEX bill_changes_news ON bill_changes(kind, seen_at);
CREATE TABLE disagreements (
  bill TEXT NOT NULL, field TEXT NOT NULL, kept TEXT, kept_source TEXT NOT NULL, other TEXT,
  other_source TEXT NOT NULL, seen_at TEXT NOT NULL,
  PRIMARY KEY (bill, field, other_source)) STRICT;
CREATE TABLE corrections (
  id INTEGER PRIMARY KEY, bill TEXT NOT NULL, field TEXT NOT NULL, value TEXT, reason TEXT NOT NULL,
  by TEXT NOT NULL, date TEXT NOT NULL, entered_at TEXT NOT NULL) STRICT;
CREATE TABLE source_health (
  source TEXT PRIMARY KEY, last_attempt TEXT, last_success TEXT, data_as_of TEXT, items INTEGER,
  problem TEXT) STRICT;
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, sha256 TEXT NOT NULL,
  size INTEGER NOT NULL, bytes BLOB, reason TEXT NOT NULL, seen_at TEXT NOT NULL, run INTEGER,
  UNIQUE (source, url, sha256)) STRICT;
CREATE INDEX actions_unknown ON actions(source) WHERE classification = '[]';
"""


def _child_ddl(table: str, columns: str) -> str:
    return (
        f"CREATE TABLE {table} (bill TEXT NOT NULL, row_key TEXT NOT NULL, {columns}, "
        "position INTEGER NOT NULL, source TEXT NOT NULL, unlisted_since TEXT, "
        "PRIMARY KEY (bill, row_key)) STRICT, WITHOUT ROWID;"
    )


_FLOOR = """
CREATE TABLE floor_lists (
  identifier TEXT PRIMARY KEY, jurisdiction TEXT NOT NULL, chamber TEXT NOT NULL,
  week TEXT NOT NULL, ends TEXT NOT NULL, as_of TEXT NOT NULL, source TEXT NOT NULL, url TEXT,
  seen_at TEXT NOT NULL) STRICT;
CREATE TABLE floor_items (
  identifier TEXT PRIMARY KEY, list TEXT NOT NULL REFERENCES floor_lists(identifier),
  jurisdiction TEXT NOT NULL, chamber TEXT NOT NULL, week TEXT NOT NULL, ends TEXT NOT NULL,
  place INTEGER NOT NULL, bill TEXT, printed TEXT NOT NULL, about TEXT, text TEXT NOT NULL,
  category TEXT NOT NULL, rule TEXT NOT NULL, amended INTEGER NOT NULL, added TEXT, removed TEXT,
  unlisted_since TEXT, url TEXT, as_of TEXT NOT NULL, seen_at TEXT NOT NULL) STRICT;
CREATE INDEX floor_items_bill ON floor_items(bill);
CREATE INDEX floor_items_list ON floor_items(list);
CREATE TABLE floor_history (
  id INTEGER PRIMARY KEY, item TEXT NOT NULL REFERENCES floor_items(identifier), bill TEXT,
  as_of TEXT NOT NULL, seen_at TEXT NOT NULL, kind TEXT NOT NULL, said TEXT NOT NULL) STRICT;
CREATE INDEX floor_history_item ON floor_history(item, id);
CREATE INDEX floor_history_bill ON floor_history(bill);
CREATE INDEX floor_history_seen ON floor_history(seen_at);
"""


@step
def m001_first_schema(db: "Database") -> None:
    """Bills and their parts, people, content, provenance, search."""
    from .search_index import TABLE

    children = "".join(_child_ddl(*item) for item in CHILD_COLUMNS.items())
    for block in (_BILLS, children, _PEOPLE, _CONTENT, _PROVENANCE, TABLE):
        for statement in block.split(";\n") if block is not children else block.split(";"):
            if statement.strip():
                db.conn.execute(statement)


@step
def m002_hearings_that_move(db: "Database") -> None:
    """Where a hearing was set before, what else is said of it, and when we first saw it."""
    for column in ("moved_from", "note", "seen_at", "changed_at"):
        db.conn.execute(f"ALTER TABLE hearings ADD COLUMN {column} TEXT")
    db.conn.execute("CREATE INDEX hearings_date ON hearings(date)")


@step
def m003_reports_close(db: "Database") -> None:
    """The newest official step known when a report was written, by which it closes."""
    for column in ("after_date", "after_text"):
        db.conn.execute(f"ALTER TABLE staff_reports ADD COLUMN {column} TEXT")


@step
def m004_content_overrides(db: "Database") -> None:
    """What each override of the workspace stood over when it was first loaded."""
    db.conn.execute(
        "CREATE TABLE content_overrides (file TEXT NOT NULL, record TEXT NOT NULL, "
        "own TEXT NOT NULL, shipped TEXT NOT NULL, seen_at TEXT NOT NULL, "
        "PRIMARY KEY (file, record)) STRICT"
    )


@step
def m005_bills_carried_over(db: "Database") -> None:
    """The day by which a bill of a session's first year must have left its own chamber."""
    db.conn.execute("ALTER TABLE sessions ADD COLUMN origin_passage TEXT")


@step
def m006_voice_uses(db: "Database") -> None:
    """Which issued briefs hold a survivor's words: ids alone, never the words."""
    db.conn.execute(
        "CREATE TABLE voice_uses (voice TEXT NOT NULL, brief TEXT NOT NULL, "
        "PRIMARY KEY (voice, brief)) STRICT"
    )


@step
def m007_terms_of_people(db: "Database") -> None:
    """Where a legislator sat and when, over houses and sessions, and their other names."""
    db.conn.execute("ALTER TABLE people ADD COLUMN other_names TEXT")
    db.conn.execute(
        "CREATE TABLE terms (person TEXT NOT NULL, position INTEGER NOT NULL, chamber TEXT NOT "
        "NULL, district TEXT NOT NULL, starts TEXT, ends TEXT, party TEXT, source TEXT NOT NULL, "
        "PRIMARY KEY (person, position)) STRICT"
    )
    db.conn.execute("CREATE INDEX terms_seat ON terms(chamber, district)")


@step
def m008_texts_and_rewritings(db: "Database") -> None:
    """Whole texts of prints and analyses, packed; what tells that a print made another bill."""
    db.conn.execute("ALTER TABLE bills ADD COLUMN rewritten TEXT")
    for column in ("sections", "authors"):
        db.conn.execute(f"ALTER TABLE versions ADD COLUMN {column} TEXT")
    db.conn.execute(
        "CREATE TABLE version_texts (bill TEXT NOT NULL, code TEXT NOT NULL, text BLOB NOT NULL, "
        "source TEXT NOT NULL, PRIMARY KEY (bill, code)) STRICT"
    )
    db.conn.execute(
        "CREATE TABLE analyses (identifier TEXT PRIMARY KEY, bill TEXT NOT NULL, date TEXT, "
        "chamber TEXT, name TEXT, committee TEXT, media_type TEXT, url TEXT, text BLOB, "
        "source TEXT NOT NULL) STRICT"
    )
    db.conn.execute("CREATE INDEX analyses_bill ON analyses(bill)")
    db.conn.execute("CREATE TABLE look_ups (source TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


@step
def m009_freshness_by_index(db: "Database") -> None:
    """How fresh each source is, without reading the records themselves."""
    db.conn.execute("CREATE INDEX source_records_fresh ON source_records(source, data_as_of)")
    db.conn.execute("CREATE INDEX checks_fresh ON checks(source, checked_at)")


@step
def m010_declined(db: "Database") -> None:
    """Bills that looked like an effort and were decided not to be; a bill is suggested once."""
    db.conn.execute(
        "CREATE TABLE declined (campaign TEXT NOT NULL, bill TEXT NOT NULL, by TEXT NOT NULL, "
        "date TEXT NOT NULL, PRIMARY KEY (campaign, bill)) STRICT"
    )
    db.conn.execute("CREATE UNIQUE INDEX suggestions_bill ON suggestions(bill, family)")


@step
def m011_figure_conflicts(db: "Database") -> None:
    """What others say otherwise: a row for each side, a figure of ours or another's words."""
    db.conn.execute(
        "CREATE TABLE figure_conflicts (conflict TEXT NOT NULL, position INTEGER NOT NULL, about "
        "TEXT NOT NULL, figure TEXT REFERENCES statistics(id), said TEXT, "
        "PRIMARY KEY (conflict, position)) STRICT"
    )
    db.conn.execute("CREATE INDEX figure_conflicts_figure ON figure_conflicts(figure)")
    # The content's tables are filled anew by the next command that writes.
    db.conn.execute("DELETE FROM content_state")


@step
def m012_archives_read(db: "Database") -> None:
    """Archives read to their end, by which parsers: the same bytes need not be unpacked again."""
    db.conn.execute(
        "CREATE TABLE archives (sha256 TEXT NOT NULL, parsers TEXT NOT NULL, sources TEXT NOT "
        "NULL, documents INTEGER NOT NULL, read_at TEXT NOT NULL, PRIMARY KEY (sha256, parsers)) "
        "STRICT"
    )


@step
def m013_outcomes_told_later(db: "Database") -> None:
    """A step of the view ``bills_today`` alone; see ``views``."""


@step
def m014_history_packed(db: "Database") -> None:
    """A first save keeps its scalars as text and its rows as the packed record it was made of;
    a record names the columns of its rows once."""
    import orjson

    from .bill_rows import SCALARS, dump
    from .packed import pack

    db.conn.execute("ALTER TABLE bill_changes ADD COLUMN record BLOB")
    for id, new in _by_id(db, "bill_changes", "new", "field = '*'"):
        parts = orjson.loads(new)
        facts = dump(parts.pop(SCALARS))
        db.conn.execute(
            "UPDATE bill_changes SET new = ?, record = ? WHERE id = ?",
            (facts, pack(orjson.dumps(_in_columns(parts))), id),
        )
    for id, packed in _by_id(db, "source_records", "record", "1"):
        record = orjson.loads(_unpacked(packed))
        record.pop("data_as_of", None)  # a column of its own since the first files
        parts = {name: record.pop(name) for name in [*record] if isinstance(record[name], list)}
        listed = {part: dict(enumerate(rows)) for part, rows in parts.items()}
        text = orjson.dumps(record | _in_columns(listed), option=orjson.OPT_NON_STR_KEYS)
        db.conn.execute("UPDATE source_records SET record = ? WHERE rowid = ?", (pack(text), id))


@step
def m015_days_to_come(db: "Database") -> None:
    """What a record said of a day that had not come, and the day that was believed instead."""
    db.conn.execute(
        "CREATE TABLE distrusted_days (source TEXT NOT NULL, record TEXT NOT NULL, said TEXT NOT "
        "NULL, taken TEXT, seen_at TEXT NOT NULL, PRIMARY KEY (source, record)) STRICT"
    )


@step
def m016_positions_govern(db: "Database") -> None:
    """A position may have a condition, and a text says for which positions it was written."""
    db.conn.execute("ALTER TABLE positions ADD COLUMN condition TEXT")
    db.conn.execute("ALTER TABLE texts ADD COLUMN positions TEXT")


@step
def m017_shares(db: "Database") -> None:
    """What may leave of a program's own counts; those of before may not until someone says so."""
    db.conn.execute("ALTER TABLE statistics ADD COLUMN share TEXT")
    db.conn.execute("UPDATE statistics SET share = 'no' WHERE tags LIKE '%\"own-count\"%'")


@step
def m018_cosponsors_counted(db: "Database") -> None:
    """The number of those who stand behind a bill also where they are listed one by one."""
    db.conn.execute(
        "UPDATE bills SET cosponsor_count = (SELECT count(DISTINCT coalesce(person, name)) FROM "
        "sponsorships s WHERE s.bill = bills.key AND s.withdrawn IS NULL AND s.unlisted_since IS "
        "NULL AND s.role NOT IN ('sponsor', 'author')) WHERE cosponsors_complete = 1"
    )


@step
def m019_releases(db: "Database") -> None:
    """Which printed briefs were released and taken back; the second table is filled in a published
    file alone, with what that file may say of them. Its rows have no number that tells an order."""
    db.conn.execute(
        "CREATE TABLE releases (brief TEXT NOT NULL, released_to TEXT NOT NULL, by TEXT NOT NULL, "
        "at TEXT NOT NULL, withdrawn INTEGER NOT NULL, PRIMARY KEY (brief, released_to)) STRICT"
    )
    db.conn.execute(
        "CREATE TABLE released_briefs (id TEXT PRIMARY KEY, withdrawn INTEGER NOT NULL, stages "
        "TEXT, brief TEXT) STRICT, WITHOUT ROWID"
    )


@step
def m020_who_left(db: "Database") -> None:
    """The day from which a newer list of members no longer has a person."""
    db.conn.execute("ALTER TABLE people ADD COLUMN unlisted_since TEXT")


@step
def m021_shares_of_notes(db: "Database") -> None:
    """Who may have a note, a date, a proof or a report beside staff; nobody until it is said."""
    for table in ("campaign_bills", "dates", "endorsements", "staff_reports"):
        db.conn.execute(f"ALTER TABLE {table} ADD COLUMN share TEXT")
    # The content's tables are filled anew by the next command that writes.
    db.conn.execute("DELETE FROM content_state")


@step
def m022_content_files(db: "Database") -> None:
    """The workspace's content files as they were last sound: what stands where one is faulty."""
    db.conn.execute("CREATE TABLE content_files (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT")


@step
def m023_doubts(db: "Database") -> None:
    """What a publisher says of a bill that is not taken yet, or was decided; where to read of a
    person's correction. A document that an earlier program refused for good is asked for again."""
    db.conn.execute(
        "CREATE TABLE doubts (id INTEGER PRIMARY KEY, bill TEXT NOT NULL, source TEXT NOT NULL, "
        "way TEXT NOT NULL, what TEXT NOT NULL, data_as_of TEXT NOT NULL, since TEXT NOT NULL, "
        "said_again TEXT, hash TEXT NOT NULL, record BLOB NOT NULL, document INTEGER, says TEXT "
        "NOT NULL, why TEXT NOT NULL, state TEXT NOT NULL, by TEXT, decided_at TEXT, reason TEXT, "
        "times INTEGER NOT NULL, held BLOB, held_as_of TEXT) STRICT"
    )
    db.conn.execute("CREATE INDEX doubts_bill ON doubts(bill, source)")
    db.conn.execute("ALTER TABLE bills ADD COLUMN in_doubt TEXT")
    db.conn.execute("ALTER TABLE corrections ADD COLUMN link TEXT")
    db.conn.execute(
        "DELETE FROM quarantine WHERE reason LIKE '% are gone from a newer document' "
        "OR reason LIKE '%: the step that proves its stage is gone (%'"
    )


@step
def m024_corrections_are_shared(db: "Database") -> None:
    """Who may have what staff wrote about a correction; nobody until it is said."""
    db.conn.execute("ALTER TABLE corrections ADD COLUMN share TEXT")


@step
def m025_texts_that_became_law(db: "Database") -> None:
    """Which law has a bill's text, by its publisher's relations and notes."""
    for column in ("law", "law_date"):
        db.conn.execute(f"ALTER TABLE relations ADD COLUMN {column} TEXT")
    db.conn.execute("ALTER TABLE bills ADD COLUMN text_became TEXT")


@step
def m026_titles_looked_through(db: "Database") -> None:
    """Which sessions' titles were looked through for bills like our efforts, when and where; what
    a bill is called that looks like one and is not stored itself."""
    db.conn.execute(
        "CREATE TABLE looks (jurisdiction TEXT NOT NULL, session TEXT NOT NULL, source TEXT NOT "
        "NULL, titles INTEGER NOT NULL, newest TEXT, looked_on TEXT NOT NULL, "
        "PRIMARY KEY (jurisdiction, session, source)) STRICT"
    )
    for column in ("title", "introduced_date"):
        db.conn.execute(f"ALTER TABLE suggestions ADD COLUMN {column} TEXT")


@step
def m027_hearings_that_are_off(db: "Database") -> None:
    """The day for which a hearing's status was last said, what it said before, and how often it
    changed, which calendars ask for."""
    for column in ("as_of TEXT", "was TEXT", "sequence INTEGER NOT NULL DEFAULT 0"):
        db.conn.execute(f"ALTER TABLE hearings ADD COLUMN {column}")
    db.conn.execute("UPDATE hearings SET sequence = (moved_from IS NOT NULL) + "
                    "(status <> 'confirmed')")  # fmt: skip


@step
def m028_how(db: "Database") -> None:
    """How a bill got to its stage and to the furthest one it reached. What is stored has neither,
    so that it is worked out anew by the rules of this program; see ``renewal``."""
    for column in ("how", "reached_how"):
        db.conn.execute(f"ALTER TABLE bills ADD COLUMN {column} TEXT")


@step
def m029_how_a_bill_takes_effect(db: "Database") -> None:
    """What a print says of its vote, its effect and its cost; the last day to pass a bill that its
    session's own does not bind."""
    for column in ("vote TEXT", "effect TEXT", "appropriation INTEGER", "fiscal INTEGER",
                   "local_program INTEGER"):  # fmt: skip
        db.conn.execute(f"ALTER TABLE versions ADD COLUMN {column}")
    db.conn.execute("ALTER TABLE bills ADD COLUMN passes_until TEXT")


@step
def m030_statutes(db: "Database") -> None:
    """What we say statutes say, and the acts and bills that change them. A change without the day
    ``enacted`` is one that a live bill would make."""
    db.conn.execute(
        "CREATE TABLE statutes (key TEXT PRIMARY KEY, jurisdiction TEXT NOT NULL, code TEXT NOT "
        "NULL, section TEXT NOT NULL, printed TEXT NOT NULL, says TEXT NOT NULL, basis TEXT NOT "
        "NULL, day TEXT NOT NULL, text TEXT NOT NULL, read_on TEXT NOT NULL, url TEXT, sha256 "
        "TEXT, starts TEXT, until TEXT, until_if TEXT, taken_in TEXT NOT NULL, reviewed_by TEXT, "
        "reviewed_on TEXT) STRICT"
    )
    db.conn.execute(
        "CREATE TABLE statute_changes (statute TEXT NOT NULL, bill TEXT NOT NULL, what TEXT NOT "
        "NULL, unit TEXT NOT NULL, enacted TEXT, starts TEXT, until TEXT, condition TEXT, chapter "
        "INTEGER, joined_with TEXT NOT NULL, source TEXT NOT NULL, read_on TEXT, origin TEXT NOT "
        "NULL, PRIMARY KEY (statute, bill, what, origin)) STRICT"
    )
    db.conn.execute("CREATE INDEX statute_changes_bill ON statute_changes(bill)")


@step
def m031_what_a_view_said(db: "Database") -> None:
    """A view that is quoted for a cause says what was said."""
    db.conn.execute("ALTER TABLE claims ADD COLUMN says TEXT")


@step
def m032_parts_of_a_section_that_were_read(db: "Database") -> None:
    """Where a section as a whole is known by a summary, the parts read in their own words."""
    db.conn.execute("ALTER TABLE statutes ADD COLUMN parts TEXT NOT NULL DEFAULT '[]'")


@step
def m033_whose_file_has_a_position(db: "Database") -> None:
    """The campaign whose file has a position; the bill's other campaigns have it from there."""
    db.conn.execute("ALTER TABLE positions ADD COLUMN owner TEXT")
    db.conn.execute("UPDATE positions SET owner = campaign")


@step
def m034_issued_papers(db: "Database") -> None:
    """Letters that were written, which print each speaks of, and when it was sent."""
    db.conn.execute(
        "CREATE TABLE issued_papers (id TEXT PRIMARY KEY, paper TEXT NOT NULL, bill TEXT NOT NULL, "
        "committee TEXT NOT NULL, print_date TEXT NOT NULL, as_of TEXT NOT NULL, language TEXT NOT "
        "NULL, issued_at TEXT NOT NULL, sent_on TEXT, sent_by TEXT, value TEXT NOT NULL) STRICT"
    )
    db.conn.execute("CREATE INDEX issued_papers_bill ON issued_papers(bill)")


@step
def m035_place_on_the_agenda(db: "Database") -> None:
    """A bill's place on the agenda of the meeting that hears it."""
    db.conn.execute("ALTER TABLE hearings ADD COLUMN item INTEGER")


@step
def m036_how_the_record_changed(db: "Database") -> None:
    """What publishers said of bills and say otherwise; and how late steps come, where that is
    known to within days."""
    db.conn.execute(
        "CREATE TABLE record_edits (id INTEGER PRIMARY KEY, bill TEXT NOT NULL, source TEXT NOT "
        "NULL, part TEXT NOT NULL, kind TEXT NOT NULL, before TEXT, after TEXT, date_before TEXT, "
        "date_after TEXT, days INTEGER, said_until TEXT NOT NULL, data_as_of TEXT NOT NULL, "
        "seen_at TEXT NOT NULL, document INTEGER) STRICT"
    )
    db.conn.execute("CREATE INDEX record_edits_bill ON record_edits(bill, source)")
    db.conn.execute("CREATE INDEX record_edits_seen ON record_edits(seen_at)")
    db.conn.execute(
        "CREATE TABLE arrivals (bill TEXT NOT NULL, source TEXT NOT NULL, step TEXT NOT NULL, date "
        "TEXT NOT NULL, text TEXT NOT NULL, missing_on TEXT NOT NULL, first_on TEXT NOT NULL, "
        "PRIMARY KEY (bill, source, step, date, text)) STRICT, WITHOUT ROWID"
    )


@step
def m037_roll_calls(db: "Database") -> None:
    """What the chambers' own records say of votes: who voted how, beside what names the vote."""
    for column in ("time TEXT", "needed TEXT", "on_bill INTEGER", "tie TEXT"):
        db.conn.execute(f"ALTER TABLE votes ADD COLUMN {column}")
    db.conn.execute("ALTER TABLE people ADD COLUMN voter_id TEXT")
    db.conn.execute("CREATE INDEX people_voter_id ON people(voter_id) WHERE voter_id IS NOT NULL")
    db.conn.execute(
        "CREATE TABLE roll_calls (identifier TEXT PRIMARY KEY, bill TEXT, vote TEXT NOT NULL, "
        "source TEXT NOT NULL, as_of TEXT NOT NULL, modified TEXT) STRICT"
    )
    db.conn.execute("CREATE INDEX roll_calls_bill ON roll_calls(bill)")


@step
def m038_when_files_changed(db: "Database") -> None:
    """When a publisher wrote files anew by its own feed, the bills' keys set apart by blanks."""
    db.conn.execute(
        "CREATE TABLE file_batches (source TEXT NOT NULL, at TEXT NOT NULL, bills TEXT NOT NULL, "
        "PRIMARY KEY (source, at)) STRICT, WITHOUT ROWID"
    )


@step
def m039_prints(db: "Database") -> None:
    """Texts of prints lie outside the file, each under its hash; what says which they are. The
    index holds words alone, of the newest print of each bill that ``indexed_prints`` names."""
    from billtrail.prints import TOKENIZER, PrintFolder

    from .packed import unpack

    db.conn.execute(
        "CREATE TABLE prints (bill TEXT NOT NULL, code TEXT NOT NULL, sha256 TEXT NOT NULL, words "
        "INTEGER NOT NULL, url TEXT, source TEXT NOT NULL, PRIMARY KEY (bill, code)) STRICT"
    )
    db.conn.execute(
        "CREATE VIRTUAL TABLE print_search USING fts5(words, content = '', "
        f"tokenize = '{TOKENIZER}')"
    )
    db.conn.execute(
        "CREATE TABLE indexed_prints (id INTEGER PRIMARY KEY AUTOINCREMENT, bill TEXT NOT NULL "
        "UNIQUE, code TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT"
    )
    folder = PrintFolder.of(db.conn)
    for id, packed in _by_id(db, "version_texts", "text", "1"):
        text = unpack(packed).decode()
        db.conn.execute(
            "INSERT INTO prints SELECT bill, code, ?, ?, NULL, source FROM version_texts "
            "WHERE rowid = ?",
            (folder.keep(text), len(text.split()), id),
        )
    db.conn.execute("DROP TABLE version_texts")


@step
def m040_meetings(db: "Database") -> None:
    """What kind of meeting a hearing is, what each source says of it, and what goes with it."""
    for column in ("kind", "meeting"):
        db.conn.execute(f"ALTER TABLE hearings ADD COLUMN {column} TEXT")
    db.conn.execute(
        "CREATE TABLE hearing_sources (hearing TEXT NOT NULL, source TEXT NOT NULL, date TEXT NOT "
        "NULL, time TEXT, location TEXT, status TEXT NOT NULL, url TEXT, "
        "PRIMARY KEY (hearing, source)) STRICT"
    )
    db.conn.execute(
        "CREATE TABLE meeting_papers (meeting TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT "
        "NOT NULL, title TEXT NOT NULL, about TEXT, url TEXT, "
        "PRIMARY KEY (meeting, position)) STRICT"
    )
    named = "instr(identifier, '-' || bill)"
    db.conn.execute(f"UPDATE hearings SET meeting = substr(identifier, 1, {named} - 1) "
                    f"WHERE {named} > 1")  # fmt: skip
    db.conn.execute("INSERT INTO hearing_sources SELECT identifier, source, date, time, location, "
                    "status, url FROM hearings WHERE meeting IS NOT NULL")  # fmt: skip


@step
def m041_search_rows_by_session(db: "Database") -> None:
    """Rows of the search index lie by session, type and number."""
    from .search_index import TABLE, row_id

    columns = "key, spellings, titles, summary, subjects"
    db.conn.create_function("row_of", 1, row_id)
    db.conn.execute(
        f"CREATE TABLE searched AS SELECT row_of(key) AS id, {columns} FROM bill_search"
    )
    db.conn.execute("DROP TABLE bill_search")
    db.conn.execute(TABLE)
    db.conn.execute(
        f"INSERT INTO bill_search (rowid, {columns}) SELECT id, {columns} FROM searched ORDER BY id"
    )
    db.conn.execute("DROP TABLE searched")


@step
def m042_floor_lists(db: "Database") -> None:
    """What chambers may vote on in a week, as their lists say, and all that a list ever said of
    each item."""
    for statement in filter(str.strip, _FLOOR.split(";")):
        db.conn.execute(statement)


@step
def m043_arrivals_by_step(db: "Database") -> None:
    """How late steps come is read off an index: a table of many takes five times as long."""
    db.conn.execute("CREATE INDEX arrivals_step ON arrivals(source, step, date, first_on)")


@step
def m044_floor_lists_checked(db: "Database") -> None:
    """Where a list's copies are, and when that last gave the newest one."""
    for column in ("address", "checked_at"):
        db.conn.execute(f"ALTER TABLE floor_lists ADD COLUMN {column} TEXT")


@step
def m045_records_kept_once(db: "Database") -> None:
    """A source's record that is the one its bill's history begins with lies there alone."""
    db.conn.execute(
        "UPDATE source_records AS r SET record = x'' WHERE record = (SELECT c.record FROM "
        "bill_changes c WHERE c.bill = r.bill AND c.field = '*' ORDER BY c.id LIMIT 1)"
    )


@step
def m046_watched_sections(db: "Database") -> None:
    """Which sections of the law are watched, and which bills touch them; what the newest print of
    each bill names of the law is read with its words."""
    for statement in (
        "CREATE TABLE watched_sections (section TEXT PRIMARY KEY, by TEXT, since TEXT NOT NULL) "
        "STRICT",
        "CREATE TABLE declined_sections (section TEXT NOT NULL, bill TEXT NOT NULL, what TEXT NOT "
        "NULL, PRIMARY KEY (section, bill)) STRICT",
        "CREATE TABLE section_hits (section TEXT NOT NULL, bill TEXT NOT NULL, statute TEXT NOT "
        "NULL, what TEXT NOT NULL, unit TEXT NOT NULL, by TEXT NOT NULL, print TEXT NOT NULL, "
        "seen_at TEXT NOT NULL DEFAULT '', PRIMARY KEY (section, bill, statute, what)) STRICT",
        "ALTER TABLE indexed_prints ADD COLUMN citations TEXT",
    ):
        db.conn.execute(statement)


@step
def m047_law_relief(db: "Database") -> None:
    """What survivors can ask for, by jurisdiction: a row each, where each cell was read, and how
    many people have read it."""
    for statement in (
        "CREATE TABLE law_relief (id TEXT PRIMARY KEY, jurisdiction TEXT NOT NULL, statute TEXT, "
        "citation TEXT NOT NULL, url TEXT NOT NULL, kind TEXT NOT NULL, who TEXT NOT NULL, "
        "since TEXT, covers TEXT, excludes TEXT, burden TEXT, hearing TEXT, prosecutor "
        "TEXT, wait TEXT, confidential TEXT, words TEXT NOT NULL, "
        "position INTEGER NOT NULL) STRICT",
        "CREATE TABLE law_relief_sources (relief TEXT NOT NULL, fact TEXT NOT NULL, statute TEXT, "
        "citation TEXT NOT NULL, part TEXT NOT NULL, basis TEXT NOT NULL, day TEXT NOT NULL, "
        "text TEXT NOT NULL, read_on TEXT NOT NULL, url TEXT NOT NULL, "
        "PRIMARY KEY (relief, fact)) STRICT",
        "CREATE TABLE law_relief_readers (id INTEGER PRIMARY KEY, relief TEXT NOT NULL, "
        "words TEXT NOT NULL, date TEXT NOT NULL, reader TEXT) STRICT",
    ):
        db.conn.execute(statement)


@step
def m048_of_a_million_bills(db: "Database") -> None:
    """What is asked of all bills is read off an index: those that can still move, those with a last
    day of their own, those not worked out yet, and bills by type and number; and people whose names
    have accents, for whom each bill asks."""
    for statement in (
        "CREATE INDEX bills_open ON bills(jurisdiction, session, stage) WHERE final = 0",
        "CREATE INDEX bills_passes_until ON bills(passes_until) WHERE passes_until IS NOT NULL",
        "CREATE INDEX bills_without_how ON bills(key) WHERE how IS NULL",
        "CREATE INDEX people_accents ON people(jurisdiction, roster) WHERE name GLOB '*[^ -~]*'",
        f"CREATE INDEX bills_number ON bills({TYPE_OF_KEY}, {NUMBER_OF_KEY})",
    ):
        db.conn.execute(statement)


@step
def m049_short_rows(db: "Database") -> None:
    """Subjects and titles have short rows: words that many bills say are numbers in them. What they
    were called are views; an edition has them as tables."""
    for statement in (
        "CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
        "INSERT INTO names (name) SELECT subject FROM subjects UNION SELECT source FROM subjects "
        "UNION SELECT kind FROM titles UNION SELECT source FROM titles ORDER BY 1",
        "CREATE TABLE short_subjects (bill TEXT NOT NULL, position INTEGER NOT NULL, subject "
        "INTEGER NOT NULL, source INTEGER NOT NULL, unlisted_since TEXT, "
        "PRIMARY KEY (bill, position)) STRICT, WITHOUT ROWID",
        "CREATE TABLE short_titles (bill TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT "
        "NULL, kind INTEGER NOT NULL, chamber TEXT, source INTEGER NOT NULL, unlisted_since TEXT, "
        "PRIMARY KEY (bill, position)) STRICT, WITHOUT ROWID",
        f"INSERT INTO short_subjects SELECT bill, {_PLACE}, (SELECT id FROM names WHERE name = "
        "subject), (SELECT id FROM names WHERE name = source), unlisted_since FROM subjects",
        f"INSERT INTO short_titles SELECT bill, {_PLACE}, title, (SELECT id FROM names WHERE name "
        "= kind), chamber, (SELECT id FROM names WHERE name = source), unlisted_since FROM titles",
        "DROP TABLE subjects",
        "DROP TABLE titles",
    ):
        db.conn.execute(statement)


@step
def m050_waiting_prints(db: "Database") -> None:
    """Which bills have a text that waits for the index of words, so that not all are looked at."""
    db.conn.execute("CREATE TABLE waiting_prints (bill TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")


@step
def m051_numbers_before(db: "Database") -> None:
    """A number that a bill had before is looked up among what its publisher relates it to."""
    db.conn.execute(
        "CREATE INDEX relations_renumbered ON relations (related) WHERE kind = 'renumbered'"
    )


@step
def m052_lists_in_one_row(db: "Database") -> None:
    """Who is behind a bill, its subjects and its titles lie in one row for the bill; an edition has
    them as tables."""
    db.conn.execute(
        "CREATE TABLE bill_lists (bill TEXT PRIMARY KEY, source TEXT NOT NULL, sponsorships TEXT, "
        "subjects TEXT, titles TEXT) STRICT"
    )
    words = "(SELECT name FROM names WHERE id = {})"
    rest = f"nullif({words.format('r.source')}, b.source), r.unlisted_since"
    told = {
        "sponsorships": "name, role, person, date, withdrawn, original, party, state, district, "
        "r.chamber, by_request, entity, row_key, nullif(r.source, b.source), r.unlisted_since",
        "short_subjects": f"{words.format('r.subject')}, NULL, {rest}",
        "short_titles": f"r.title, {words.format('r.kind')}, r.chamber, NULL, {rest}",
    }
    lists = ", ".join(
        f"(SELECT json_group_array(json_array({values})) FROM (SELECT * FROM {table} t WHERE "
        "t.bill = b.key ORDER BY t.position) r HAVING count(*))"
        for table, values in told.items()
    )
    db.conn.execute(f"INSERT INTO bill_lists SELECT b.key, b.source, {lists} FROM bills b")
    for table in (*told, "names"):
        db.conn.execute(f"DROP TABLE {table}")


@step
def m053_numbers_of_a_legislature(db: "Database") -> None:
    """A number is looked up in one legislature at a time, its last session first: many have had it
    in every session."""
    db.conn.execute("DROP INDEX bills_number")
    columns = f"{TYPE_OF_KEY}, jurisdiction, {NUMBER_OF_KEY}, key"
    db.conn.execute(f"CREATE INDEX bills_number ON bills({columns})")


#: A row's place in its bill's list.
_PLACE = "row_number() OVER (PARTITION BY bill ORDER BY position, row_key) - 1"


#: What are views of lists in a working file.
LISTED = ("sponsorships", "subjects", "titles")


def make_plain(connection: Any) -> None:
    """Make what are views of lists as tables, empty, as editions have them."""
    for table in LISTED:
        connection.execute(f"DROP VIEW IF EXISTS {table}")
        connection.execute(_child_ddl(table, CHILD_COLUMNS[table]))
    connection.execute("CREATE INDEX sponsorships_person ON sponsorships(person)")
    connection.execute("CREATE INDEX subjects_subject ON subjects(subject)")


def _unpacked(packed: bytes) -> bytes:
    """A record of a file made before m014: the first files have them packed by zlib."""
    from .packed import unpack

    return unpack(packed) if packed.startswith(_ZSTD) else zlib.decompress(packed)


def _by_id(db: "Database", table: str, column: str, where: str) -> Iterator[tuple[int, Any]]:
    """A value of each row, read one at a time: together they may be larger than memory."""
    ids = db.conn.execute(f"SELECT rowid FROM {table} WHERE {where}").fetchall()
    for (id,) in ids:
        row = db.conn.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (id,)).fetchone()
        yield id, row[0]


def _in_columns(parts: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> dict[str, Any]:
    """Rows as the values of columns that are named once for each part."""
    names = {
        part: [*dict.fromkeys(name for row in rows.values() for name in row)]
        for part, rows in parts.items()
    }
    values = {
        part: {key: [row.get(name) for name in names[part]] for key, row in rows.items()}
        for part, rows in parts.items()
    }
    return {"columns": names, "parts": values}


#: What a step was called in files of a while; it is the same one.
FORMER = {
    "m050_lists_in_one_row": "m052_lists_in_one_row",
    "m015_shares": "m017_shares",
    "m016_cosponsors_counted": "m018_cosponsors_counted",
    "m017_releases": "m019_releases",
    "m018_who_left": "m020_who_left",
    "m019_shares_of_notes": "m021_shares_of_notes",
    "m019_content_files": "m022_content_files",
}


def as_migrations() -> "Migrations":
    """The steps as sqlite-utils takes them."""
    from sqlite_utils.migrations import Migrations

    found = Migrations("billtrail")
    for function in STEPS:
        found()(function)
    return found


def migrate(connection: Any) -> None:
    """Bring a database to the newest schema. sqlite-utils is loaded where a step is to be
    applied."""
    if _recorded(connection):
        rename = "UPDATE OR IGNORE _sqlite_migrations SET name = ? WHERE name = ?"
        connection.executemany(rename, [(name, former) for former, name in FORMER.items()])
        connection.commit()
    if pending_steps(connection):
        db = sqlite_tables(connection)
        as_migrations().apply(db)
    make_views(connection)


def schema_version() -> str:
    """What this program makes of a file: the last step it knows, and its views."""
    return f"{STEPS[-1].__name__} {views_hash()}"


def unknown_steps(connection: Any) -> list[str]:
    """Steps the file has that this program does not know: it was written by a newer one."""
    known = {function.__name__ for function in STEPS}
    return [name for name in _recorded(connection) if FORMER.get(name, name) not in known]


def pending_steps(connection: Any) -> list[str]:
    """Steps this program knows that the file has not had: it was written by an older one."""
    recorded = _recorded(connection)
    had = {*recorded, *map(FORMER.get, recorded)}
    return [function.__name__ for function in STEPS if function.__name__ not in had]


def _recorded(connection: Any) -> list[str]:
    """The steps that the file has had, as sqlite-utils recorded them."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE name = '_sqlite_migrations'")
    if not tables.fetchall():
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'billtrail' ORDER BY rowid"
    )
    return [row[0] for row in rows]
