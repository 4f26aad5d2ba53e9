"""What exports as CSV and NDJSON ask beside the search."""

from dataclasses import dataclass

from services.criteria import SearchQuestion


@dataclass(frozen=True, slots=True)
class CsvQuestion:
    """All that a search finds, as CSV."""

    search: SearchQuestion
    comments: bool = True
    """Whether lines that begin with #, or a spreadsheet's last column, say what was asked."""
    spreadsheet: bool = False
    """Whether it is in the form that spreadsheets open as it is."""


@dataclass(frozen=True, slots=True)
class NdjsonQuestion:
    """All that a search finds, as NDJSON."""

    search: SearchQuestion
    meta: bool = True
    """Whether the first line says what was asked, and the last that all has come."""
