"""Writing the dump: every table as NDJSON and CSV, what they mean, and checksums of it all."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from gzip import GzipFile
from hashlib import file_digest, sha256
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import IO, Final, cast

from sqlalchemy.orm import Session

from archive.export.data_dictionary import csvw_metadata, table_markdown
from archive.export.fields import Field, Row
from archive.export.formats import csv_header, csv_rows, json_line, json_object
from archive.export.licence import CONTENT_TERMS
from archive.export.tables import TABLES
from archive.export.tables.table import BATCH, Table
from archive.schema_version import newest_version
from archive.topics import Lexicon

CHECKSUMS: Final = "SHA256SUMS"
"""The last file of a dump: the SHA-256 of every other, as `sha256sum --check` reads it."""

ReportProgress = Callable[[str, int, int], None]
"""Is told of a table's name, how many rows it has, and how many of them are written."""


@dataclass(frozen=True, slots=True)
class DumpSummary:
    """What a dump holds."""

    rows: dict[str, int]
    """By table."""
    size: int
    """Bytes of all files."""
    checksum: str
    """SHA-256 of SHA256SUMS: the name of the whole dump."""


def write_dump(
    folder: Path,
    session: Session,
    lexicon: Lexicon,
    progress: ReportProgress,
    *,
    compress: bool = False,
) -> DumpSummary:
    """Write every file of the dump into an empty folder.

    The session should be a snapshot, else tables may contradict each other. The files depend
    on the archive and the software alone: there is no time, no key of the database, and no
    order but that of public ids in them.
    """
    suffix = ".gz" if compress else ""
    rows = {}
    for table in TABLES:
        told = partial(progress, table.name, table.count(session, lexicon))
        told(0)
        read = table.rows(session, lexicon)
        rows[table.name] = _write_table(folder, table, read, told, suffix)
    _write_text(folder / "README.md", "\n".join(_dictionary(rows, lexicon, suffix)))
    _write_text(folder / "LICENCE.txt", CONTENT_TERMS + "\n")
    _write_text(folder / "csv-metadata.json", csvw_metadata(TABLES, f".csv{suffix}", CONTENT_TERMS))
    names = sorted(path.name for path in folder.iterdir())
    sums = "".join(f"{_sha256(folder / name)}  {name}\n" for name in names)
    _write_text(folder / CHECKSUMS, sums)
    size = sum(path.stat().st_size for path in folder.iterdir())
    return DumpSummary(rows, size, sha256(sums.encode()).hexdigest())


def _write_table(
    folder: Path, table: Table, rows: Iterable[Row], told: Callable[[int], None], suffix: str
) -> int:
    """Write a table's two files; return how many rows it has."""
    written = 0
    with ExitStack() as files:
        lines = _opened(files, folder / f"{table.name}.ndjson{suffix}")
        cells = _opened(files, folder / f"{table.name}.csv{suffix}")
        cells.write(csv_header(table.fields))
        for batch in _batches(rows):
            _write_rows(table.fields, batch, lines, cells)
            written += len(batch)
            told(written)
    return written


def _write_rows(
    fields: Sequence[Field], rows: Sequence[Row], lines: IO[bytes], cells: IO[bytes]
) -> None:
    lines.write(b"".join(json_line(json_object(fields, row)) for row in rows))
    cells.write(csv_rows(fields, rows))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _opened(files: ExitStack, path: Path) -> IO[bytes]:
    """Open a file for writing; one that ends in .gz is compressed without name and time."""
    plain = files.enter_context(path.open("wb"))
    if path.suffix != ".gz":
        return plain
    packed = GzipFile(filename="", mode="wb", compresslevel=6, fileobj=plain, mtime=0)
    return cast("IO[bytes]", files.enter_context(packed))


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _dictionary(rows: dict[str, int], lexicon: Lexicon, suffix: str) -> Iterator[str]:
    """Yield the lines of the data dictionary."""
    yield _PREFACE.format(
        software=version("tingtale"),
        schema=newest_version(),
        lexicon=lexicon.version,
        suffix=suffix,
        checksums=CHECKSUMS,
        terms=CONTENT_TERMS,
    )
    for table in TABLES:
        yield from table_markdown(table, rows[table.name])


_PREFACE: Final = """\
# The archive as files

All that a search of Tingtale can find, and where it comes from. Every table stands here twice
with the same rows in the same order: `<table>.ndjson{suffix}` (one JSON object a line, UTF-8) and
`<table>.csv{suffix}` (RFC 4180, UTF-8, a header, texts in quotation marks; an empty cell says that
nothing is stated).

- `csv-metadata.json` describes the CSV files to programs (CSV on the Web).
- `{checksums}` has the SHA-256 of every file: `sha256sum --check {checksums}`. The SHA-256 of
  `{checksums}` itself names the whole dump: the same archive gives the same bytes.
- Rows are joined by public ids. Withdrawn speeches and documents are in no table; `sources` names
  all that was read, the pages that they were read in and the orders to withdraw them among it.
- Times are UTC with a Z, or the local time of the place without one.
- CSV cells hold exactly what the archive holds, as NDJSON does. Nothing is put before one that
  begins with `=`, `+`, `-` or `@`, though a spreadsheet may take it for a formula: it would change
  what was said, and no program could tell whether the sign is the source's. Import the columns as
  text, or take the CSV of a search in the form for spreadsheets (`spreadsheet=true`), in which
  an apostrophe stands before such a cell.

Made by Tingtale {software} (database version {schema}, topics {lexicon}). {terms}
"""
