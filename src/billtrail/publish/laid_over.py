"""An edition without a file: what it would hold of ours, laid over the tables of the working file.

Who reads a connection that this was done to reads what an edition says: what it leaves out is not
there to be said. The record of bills, which is public, is read where it lies.
"""

import sqlite3

from billtrail.editions import read_list
from billtrail.files import has_table
from billtrail.legislatures import Edition

from .publish import Allowed, add_functions, allow_list

#: Tables of the record, of which an edition lacks only where a file lies or which run wrote a row.
_RECORD = frozenset({"bill_changes", "documents", "source_records"})


def lay_over(connection: sqlite3.Connection, edition: Edition) -> None:
    """Until the transaction of this connection ends, its tables of ours have the rows and values
    that the edition would have, and those that stay at home have none.

    The tables are made under other names first: the SQL of one asks the others as they are.
    """
    allowed = allow_list(edition)
    add_functions(connection, allowed)
    made = [name for name, table in allowed.items() if _is_less(connection, name, table)]
    for name in made:
        _copy(connection, name, allowed[name])
    home = [name for name in read_list()["at_home"]["tables"] if has_table(connection, name)]
    for name in home:
        connection.execute(f"CREATE TEMP TABLE over_{name} AS SELECT * FROM main.{name} WHERE 0")
    for name in (*made, *home):
        connection.execute(f"ALTER TABLE temp.over_{name} RENAME TO {name}")


def _is_less(connection: sqlite3.Connection, name: str, table: Allowed) -> bool:
    """Whether an edition has less of a table than the working file."""
    if name in _RECORD or not has_table(connection, name):
        return False
    if table.where != "(1) AND (1)" or table.values:
        return True
    return not {*_columns(connection, name)} <= {*table.columns, "rowid"}


def _columns(connection: sqlite3.Connection, name: str) -> list[str]:
    rows = connection.execute("SELECT name FROM pragma_table_info(?, 'main')", (name,))
    return [row[0] for row in rows]


def _copy(connection: sqlite3.Connection, name: str, table: Allowed) -> None:
    values = ", ".join(
        f"{_value(column, table)} AS {column}" for column in _columns(connection, name)
    )
    connection.execute(
        f"CREATE TEMP TABLE over_{name} AS SELECT {values} FROM main.{name} WHERE {table.where}"
    )


def _value(column: str, table: Allowed) -> str:
    if column not in table.columns:
        return "NULL"
    return f"({table.values[column]})" if column in table.values else f'"{column}"'
