"""How long the bytes of fetched documents are kept in a workspace's archive.

The newest of each address stays for good, and whatever a bill's record rests on or is in doubt
about, since ``reparse`` reads them again. What newer bytes replaced goes after ``KEPT``; its row
stays, with address, day and hash, so that the history still names it. Files that somebody imported
from elsewhere are theirs and are never touched.
"""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from billtrail.legislatures.calendar import sessions
from billtrail.store import Writer

#: A session of Congress and a year's review of it.
KEPT = timedelta(days=800)

_GOES = """fetched_at < :before
  AND EXISTS (SELECT 1 FROM documents n WHERE n.source = d.source AND n.url = d.url
  AND (n.fetched_at, n.id) > (d.fetched_at, d.id))
  AND id NOT IN (SELECT document FROM source_records WHERE document IS NOT NULL)
  AND id NOT IN (SELECT document FROM doubts WHERE document IS NOT NULL)"""
#: The same bytes of two addresses lie in the archive once.
_REPLACED = (
    f"SELECT source, sha256 FROM documents d WHERE location IS NOT NULL AND {_GOES} EXCEPT "
    f"SELECT source, sha256 FROM documents d WHERE location IS NOT NULL AND NOT ({_GOES})"
)


def drop_replaced_monthly(writer: Writer, archive: Path) -> int:
    """As ``drop_replaced``, by the first update of a month: it looks at every document."""
    before = writer.connection.execute(
        "SELECT max(started_at) FROM runs WHERE command = 'update' AND id <> ?", (writer.run,)
    ).fetchone()[0]
    return 0 if (before or "")[:7] == writer.now[:7] else drop_replaced(writer, archive)


def drop_replaced(writer: Writer, archive: Path) -> int:
    """Take what was replaced long ago out of the archive; returns how many documents."""
    before = sessions.utc_now(datetime.fromisoformat(writer.now) - KEPT)
    rows = writer.connection.execute(_REPLACED, {"before": before}).fetchall()
    kept = {(source, hash): archive / source / hash[:2] / hash for source, hash in rows}
    found = {document: folder for document, folder in kept.items() if folder.is_dir()}
    for folder in found.values():
        shutil.rmtree(folder)
    with writer.transaction():
        writer.connection.executemany(
            "UPDATE documents SET location = NULL WHERE source = ? AND sha256 = ?", found
        )
    return len(found)
