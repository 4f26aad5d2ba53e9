"""What an export as CSV asks beside the search."""

from dataclasses import dataclass

from api.questions import SearchQuestion


@dataclass(frozen=True, slots=True)
class CsvQuestion:
    """All that a search finds, as CSV."""

    search: SearchQuestion
    comments: bool = True
    """Whether lines that begin with # say first what was asked."""
    spreadsheet: bool = False
    """Whether cells that a spreadsheet would take for a formula are kept from it."""
