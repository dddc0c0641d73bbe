"""Statements that any table is written with."""


def insert(table: str, names: tuple[str, ...]) -> str:
    """A row; values in the order of ``names``."""
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def upsert(table: str, names: tuple[str, ...], key: tuple[str, ...]) -> str:
    """A guarded upsert: an equal row is not written again."""
    values = [name for name in names if name not in key]
    sets = ", ".join(f"{name} = excluded.{name}" for name in values)
    ours = ", ".join(f"{table}.{name}" for name in values)
    theirs = ", ".join(f"excluded.{name}" for name in values)
    return (
        f"{insert(table, names)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets} "
        f"WHERE ({ours}) IS NOT ({theirs})"
    )
