"""Followed bills that a file of their session does not have any more.

A file has a session where it has more than half of what its source told of it: one bill's answer
says nothing of the others.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator

from billtrail.legislatures import KEY, full_name

from .prepared import Prepared

_KNOWN = "SELECT bill FROM source_records WHERE source = ? AND bill GLOB ? || '-*'"
_FOLLOWED = "SELECT bill FROM campaign_bills WHERE bill GLOB ? || '-*' ORDER BY bill"


class Told:
    """The bills of the files that were read, by source and session."""

    def __init__(self) -> None:
        self._keys: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    def note(self, batch: Iterable[Prepared]) -> None:
        for prepared in batch:
            key = prepared.document.url.rpartition("/")[2]
            if KEY.fullmatch(key):
                session = key.rpartition("-")[0]
                self._keys[prepared.document.source, session].add(key)

    def missing_lines(self, connection: sqlite3.Connection) -> Iterator[str]:
        """A line for each source and session of which a followed bill is missing."""
        for (source, session), told in self._keys.items():
            known = {row[0] for row in connection.execute(_KNOWN, (source, session))}
            followed = {row[0] for row in connection.execute(_FOLLOWED, (session,))}
            gone = sorted(followed & known - told)
            if gone and 2 * len(told & known) > len(known):
                yield (
                    f"not in this file of its session any more: {', '.join(map(full_name, gone))}; "
                    "what we have stays. It may have another number now: billtrail watch NEW --was "
                    "OLD"
                )
