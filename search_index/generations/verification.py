"""Verification: how the serving index differs from SQL."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from search_index.generations.folders import Manifest
from search_index.generations.skipped_records import SkippedRecord


@dataclass(frozen=True, slots=True)
class Verification:
    """How an index differs from SQL: record ids, and versions that have moved on.

    A record id is a speech's key; of a background document, minus its key.
    """

    generation: str
    documents: int
    background: int
    """Of them, documents beside the debates."""
    missing: frozenset[int]
    """In SQL, not in the index."""
    surplus: frozenset[int]
    """In the index, not (or no longer) in SQL."""
    stale: frozenset[int]
    """In both, but changed since."""
    outdated: tuple[str, ...]
    """What the index was made by that is no longer so: "lexicon", "analysis", "engine", "history of
    imports"."""

    left_out: tuple[SkippedRecord, ...] = ()
    """Records with which indexing fails."""

    @property
    def agrees(self) -> bool:
        """Whether the index says what SQL says."""
        differs = self.missing or self.surplus or self.stale or self.outdated
        return not (differs or self.left_out)


def compare_with_database(
    manifest: Manifest,
    found: dict[int, int],
    expected: dict[int, int],
    outdated: tuple[str, ...],
    left_out: tuple[SkippedRecord, ...],
) -> Verification:
    """Return how what was found, by record id, differs from what SQL says should be."""
    both = found.keys() & expected.keys()
    return Verification(
        manifest.generation,
        len(found),
        count_background_documents(found),
        frozenset(expected.keys() - found.keys()),
        frozenset(found.keys() - expected.keys()),
        frozenset(key for key in both if found[key] != expected[key]),
        outdated,
        left_out,
    )


def without_skipped(fingerprints: Mapping[int, int], left_out: Collection[int]) -> dict[int, int]:
    """Return the fingerprints of what should be in an index that leaves these records out."""
    return {key: value for key, value in fingerprints.items() if key not in left_out}


def count_background_documents(record_ids: Iterable[int]) -> int:
    """Return how many of the record ids are background documents'."""
    return sum(record_id < 0 for record_id in record_ids)
