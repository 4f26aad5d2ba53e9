"""Inversion: from the words of texts in a row to postings in the order of their terms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search_index.engines.whoosh.storage.arrays import (
    Array,
    Ints,
    narrow,
    run_indices,
    stable_order,
)


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term, ascending, the segments that hold it, how often and where."""

    starts: Ints
    """Where each term's postings begin; one more than terms."""
    segments: Array
    """Of each posting, the segment's row."""
    frequencies: Array
    position_starts: Ints
    """Where each term's positions begin; one more than terms."""
    positions: Array | None
    """Of each occurrence, in the order of the postings; None where they are not kept."""

    def arrays(self, prefix: str) -> dict[str, Array]:
        """Return the arrays to be written, each in the narrowest type."""
        named = {
            f"{prefix}.starts": narrow(self.starts),
            f"{prefix}.segments": narrow(self.segments),
            f"{prefix}.frequencies": narrow(self.frequencies),
        }
        if self.positions is not None:
            named[f"{prefix}.position_starts"] = narrow(self.position_starts)
            named[f"{prefix}.positions"] = narrow(self.positions)
        return named


def invert(
    terms: Array, segments: Array, term_count: int, positions: Array | None = None
) -> Postings:
    """Return the postings of occurrences that come in the order of segments and positions."""
    order = stable_order(terms)
    terms, segments = terms[order], segments[order]
    new = np.empty(terms.size, dtype=np.bool_)
    new[:1] = True
    new[1:] = (terms[1:] != terms[:-1]) | (segments[1:] != segments[:-1])
    firsts = np.flatnonzero(new)
    ends = np.append(firsts, terms.size)
    starts = np.searchsorted(terms[firsts], np.arange(term_count + 1))
    return Postings(
        starts,
        segments[firsts],
        np.diff(ends),
        ends[starts],
        None if positions is None else positions[order],
    )


@dataclass(frozen=True, slots=True)
class Ragged:
    """Several values for each row of a table."""

    starts: Ints
    """One more than rows."""
    values: Array

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> "Ragged":
        """Return the table of these rows."""
        counts = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
        starts = np.concatenate(([0], np.cumsum(counts)))
        values = np.fromiter((value for row in rows for value in row), dtype=np.int64)
        return cls(starts, values)

    def arrays(self, prefix: str) -> dict[str, Array]:
        """Return the arrays to be written, each in the narrowest type."""
        return {
            f"{prefix}.starts": narrow(self.starts),
            f"{prefix}.values": narrow(self.values),
        }

    def having(self, value: int) -> Ints:
        """Return the rows that have a value, ascending."""
        places = np.flatnonzero(self.values == value)
        return np.searchsorted(self.starts, places, "right").astype(np.int64) - 1

    def at(self, rows: Array) -> tuple[Array, Ints | None]:
        """Return the values of rows, concatenated, and the index of each value's row.

        The second is None where each row has one value.
        """
        if self.values.size == self.starts.size - 1 and bool((np.diff(self.starts) == 1).all()):
            return self.values[rows], None
        # Starts that were read from a file have no sign, and would make floats of what is added.
        counts = np.diff(self.starts)[rows].astype(np.int64)
        values = self.values[run_indices(self.starts[:-1][rows], counts)]
        return values, np.repeat(np.arange(rows.size), counts)
