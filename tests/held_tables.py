"""What an archive holds, as its dump tells it, whichever imports brought it."""

from sqlalchemy import Engine

from archive.database import open_snapshot
from archive.export.formats import json_line, json_object
from archive.export.tables import TABLES
from archive.export.tables.sources import SOURCES
from archive.export.tables.table import SqlTable
from archive.topics import Lexicon


def held(engine: Engine, lexicon: Lexicon) -> dict[str, bytes]:
    """Return the tables of a dump that tell what is held, by name.

    The table of sources tells in which files it was read, and when.
    """
    with open_snapshot(engine) as session:
        return {
            table.name: b"".join(
                json_line(json_object(table.fields, row)) for row in table.rows(session, lexicon)
            )
            for table in TABLES
            if isinstance(table, SqlTable) and table is not SOURCES
        }
