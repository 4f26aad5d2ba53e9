"""The Whoosh engine, the embedded default: Whoosh's dictionaries over postings read by numpy.

A generation consists of shelves (see `shelf`), each written once. An update links the base's
shelves into the new generation, marks the speeches that are gone, and adds a shelf; shelves
that hold no more than the new one are read and written together with it, so that few remain.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from archive.topics import Lexicon
from search_index.concepts import Tagger
from search_index.documents import IndexDocument
from search_index.engines.whoosh.arrays import ArrayFile, Mask, write_arrays
from search_index.engines.whoosh.dictionary import read_contents, write_contents
from search_index.engines.whoosh.library import Library
from search_index.engines.whoosh.reader import WhooshReader
from search_index.engines.whoosh.shelf import Shelf, write_shelves

SHELVES: Final = 6
"""Shelves beyond which an update writes the smaller ones together."""

_LIVE: Final = "live.arrays"


class WhooshEngine:
    """Writes and reads generations of shelves."""

    name = "whoosh"

    def build(self, folder: Path, documents: Iterable[IndexDocument], lexicon: Lexicon) -> int:
        """Write the documents into the folder; return their number."""
        segments = list(write_shelves(folder, documents, Tagger(lexicon)))
        write_contents(folder, segments)
        count = sum(Shelf(folder, segment).speeches for segment in segments)
        _write_live(folder, np.ones(count, dtype=np.bool_))
        return count

    def update(
        self,
        folder: Path,
        base: Path,
        documents: Iterable[IndexDocument],
        removed: Collection[int],
        lexicon: Lexicon,
    ) -> int:
        """Write the base's documents with the changes into the folder; return their number."""
        library = _open(base)
        added = {document.record_id: document for document in documents}
        ids = library.columns.numbers("record_id", 0)
        gone = np.fromiter({*removed, *added}, dtype=np.int64)
        live = library.live & ~np.isin(ids, gone)
        bounds = [*library.speech_bases, len(library)]
        runs = [live[bounds[n] : bounds[n + 1]] for n in range(len(library.shelves))]
        kept = _kept([int(run.sum()) for run in runs], len(added))
        again = (
            library.document(bounds[number] + row)
            for number in range(len(runs))
            if number not in kept
            for row in np.flatnonzero(runs[number]).tolist()
        )
        old = read_contents(base)
        for number in kept:
            _link(base, folder, f"{old[number].segment_id()}.")
        new = list(write_shelves(folder, chain(again, added.values()), Tagger(lexicon)))
        write_contents(folder, [*(old[number] for number in kept), *new])
        fresh = sum(Shelf(folder, segment).speeches for segment in new)
        marks = [*(runs[number] for number in kept), np.ones(fresh, dtype=np.bool_)]
        _write_live(folder, np.concatenate(marks))
        return int(sum(mark.sum() for mark in marks))

    def open(self, folder: Path, lexicon: Lexicon) -> WhooshReader:
        """Open a generation. Raises IndexUnavailable where it is missing or damaged."""
        return WhooshReader(folder.name, _open(folder), Tagger(lexicon))


ENGINE = WhooshEngine()


def _open(folder: Path) -> Library:
    shelves = [Shelf(folder, segment) for segment in read_contents(folder)]
    return Library(shelves, ArrayFile(folder / _LIVE)["live"].astype(np.bool_))


def _write_live(folder: Path, live: Mask) -> None:
    write_arrays(folder / _LIVE, {"live": live.astype(np.uint8)})


def _kept(sizes: Sequence[int], added: int) -> list[int]:
    """Return the shelves to keep as they are: not the emptied, nor too many small ones."""
    kept = [number for number, size in enumerate(sizes) if size]
    weight = added
    for number in sorted(kept, key=sizes.__getitem__):
        if len(kept) < SHELVES and sizes[number] > weight:
            break
        kept.remove(number)
        weight += sizes[number]
    return kept


def _link(base: Path, folder: Path, prefix: str) -> None:
    """Give the new generation a shelf's files, as links where the file system has them."""
    for path in base.glob(f"{prefix}*"):
        try:
            os.link(path, folder / path.name)
        except OSError:
            shutil.copy2(path, folder / path.name)
