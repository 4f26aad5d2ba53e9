"""Write a generation without the records that make indexing fail."""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias

from archive.quarantine.faults import FaultyUnit, error_text, find_faulty_units, is_record_fault
from archive.topics import Lexicon
from search_index.documents import IndexDocument
from search_index.engine import SearchEngine

MAX_SKIPPED: Final = 100
"""Records that may be left out; where more fail, the fault is the software's, not theirs."""

SkipReasons: TypeAlias = dict[int, str]
"""Why records are left out, by record id."""


@dataclass(frozen=True, slots=True)
class SkippedRecord:
    """A record with which indexing fails, and why."""

    record_id: int
    public_id: str
    reason: str


ReadDocuments: TypeAlias = Callable[[Collection[int]], Iterable[IndexDocument]]
"""Reads the documents of these record ids."""

WriteDocuments: TypeAlias = Callable[[Path, Iterable[IndexDocument]], object]
"""Writes the documents into an empty folder."""


@dataclass(slots=True)
class SkippingWriter:
    """Writes documents, and where some cannot be written, all others."""

    engine: SearchEngine
    lexicon: Lexicon
    read: ReadDocuments
    left_out: SkipReasons = field(default_factory=dict)
    _last: int | None = None
    """The record that was read last: as a rule the one that a failure is of."""

    def write(self, folder: Path, ids: Sequence[int], write: WriteDocuments) -> SkipReasons:
        """Write the documents of these ids; return why some were skipped.

        The write is tried again from the beginning. Raises what it raised where no record by
        itself is at fault, or too many are.
        """
        while True:
            rest = [key for key in ids if key not in self.left_out]
            try:
                write(folder, self._documents(rest))
            except Exception as error:
                if not is_record_fault(error):
                    raise
                _clear_folder(folder)
                found = self._suspect(folder) or self.faulty(folder, rest)
                if not found:
                    raise
                self.left_out |= {one.unit: error_text(one.error) for one in found}
            else:
                return self.left_out

    def give_up(self, folder: Path, ids: Sequence[int]) -> None:
        """Index each of the records alone; skip those that still fail."""
        self.left_out |= {one.unit: error_text(one.error) for one in self.faulty(folder, ids)}

    def faulty(self, folder: Path, ids: Sequence[int]) -> list[FaultyUnit[int]]:
        """Return the records that cannot be indexed even by themselves, tried beside the folder."""

        def attempt(some: Sequence[int]) -> None:
            with tempfile.TemporaryDirectory(dir=folder.parent, prefix="trial-") as trial:
                self.engine.build(Path(trial), self.read(some), self.lexicon)

        return find_faulty_units(ids, attempt, MAX_SKIPPED - len(self.left_out))

    def _suspect(self, folder: Path) -> list[FaultyUnit[int]]:
        """Return the record that was read last where it is at fault: then no search is needed.

        Of several, the others are searched for: each trial of the whole would take its time.
        """
        if self._last is None or self.left_out:
            return []
        return self.faulty(folder, [self._last])

    def _documents(self, ids: Sequence[int]) -> Iterator[IndexDocument]:
        self._last = None
        for document in self.read(ids):
            self._last = document.record_id
            yield document


def _clear_folder(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
