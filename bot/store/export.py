"""A database file made for readers elsewhere (Datasette, spreadsheets): tables of rows. Holds no product rows."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from sqlite_utils import Database

from bot.store._tx import Params


def sqlite_file(
    tables: Mapping[str, Sequence[Params]], searched: Mapping[str, Sequence[str]]
) -> bytes:
    """The bytes of a SQLite file with these tables; `searched` names columns for full-text search."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.db"
        database = Database(path)
        for name, rows in tables.items():
            if rows:
                database.table(name).insert_all([dict(row) for row in rows])
        for name, columns in searched.items():
            if tables.get(name):
                database.table(name).enable_fts(list(columns))
        database.conn.commit()
        database.close()
        return path.read_bytes()
