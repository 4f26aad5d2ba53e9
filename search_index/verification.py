"""Verification: how an index that serves differs from SQL."""

from collections.abc import Iterable
from dataclasses import dataclass

from search_index.generations import Manifest


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
    """What the index was made by that is no longer so: "lexicon", "analysis", "engine"."""

    @property
    def agrees(self) -> bool:
        """Whether the index says what SQL says."""
        return not (self.missing or self.surplus or self.stale or self.outdated)


def compare(
    manifest: Manifest,
    found: dict[int, int],
    expected: dict[int, int],
    outdated: tuple[str, ...],
) -> Verification:
    """Return how what was found, by record id, differs from what SQL says should be."""
    both = found.keys() & expected.keys()
    return Verification(
        manifest.generation,
        len(found),
        background(found),
        frozenset(expected.keys() - found.keys()),
        frozenset(found.keys() - expected.keys()),
        frozenset(key for key in both if found[key] != expected[key]),
        outdated,
    )


def background(record_ids: Iterable[int]) -> int:
    """Return how many of the record ids are background documents'."""
    return sum(record_id < 0 for record_id in record_ids)
