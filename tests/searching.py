"""A search by words, as the search page makes it."""

import sqlite3

from billtrail.store import FollowedWords, Search


def keys_of(connection: sqlite3.Connection, words: str, limit: int = 50) -> list[str]:
    return Search(connection, words).keys(limit, lambda: FollowedWords(connection))
