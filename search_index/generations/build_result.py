"""What a build or an update of the index did, and how it reports progress."""

from collections.abc import Callable
from dataclasses import dataclass

from search_index.generations.skipped_records import SkippedRecord

ReportProgress = Callable[[int, int], None]
"""Told how many documents of how many are done."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build or an update did."""

    generation: str
    documents: int
    """In the index now."""
    indexed: int
    """Of them, analysed anew."""
    removed: int
    background: int = 0
    """Of the documents in the index, those beside the debates: no speeches."""
    unchanged: bool = False
    """Whether there was nothing to do, so that the generation stayed."""
    whole: bool = False
    """Whether everything was built anew."""
    retagged: bool = False
    """Whether topics and concepts were found anew in what stayed, by another lexicon."""
    left_out: tuple[SkippedRecord, ...] = ()
    """Records that are not in the index, since indexing fails with them."""


BuildIndex = Callable[[ReportProgress | None], BuildResult]
"""Builds or updates."""
