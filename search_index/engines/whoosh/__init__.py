"""The Whoosh engine: Whoosh's term dictionaries over postings that numpy reads.

A generation consists of index parts (`storage/index_part.py`), each written once. An update links
the base's parts into the new generation, marks the speeches that are gone, and adds a part; parts
that hold no more than the new one are read and written together with it, so that few remain.
Another lexicon changes only the parts' tags (`storage/tags.py`).
"""

import gc
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from whoosh.codec.whoosh3 import W3Segment

from archive.topics import Lexicon
from search_index.documents import IndexDocument
from search_index.engines.whoosh.searching.reader import WhooshReader
from search_index.engines.whoosh.storage.arrays import ArrayFile, Mask, write_arrays
from search_index.engines.whoosh.storage.index_part import IndexPart, write_shelves
from search_index.engines.whoosh.storage.open_index import OpenIndex
from search_index.engines.whoosh.storage.part_list import read_part_list, write_part_list
from search_index.engines.whoosh.storage.tags import SUFFIX, Tags, write_tags
from search_index.topics.tagger import Tagger

MAX_PARTS: Final = 6
"""Shelves beyond which an update writes the smaller ones together."""

_LIVE: Final = "live.arrays"


class WhooshEngine:
    """Writes and reads generations of shelves."""

    name = "whoosh"

    def build(self, folder: Path, documents: Iterable[IndexDocument], lexicon: Lexicon) -> int:
        """Write the documents into the folder; return their number."""
        segments = _write_parts(folder, documents, Tagger(lexicon))
        write_part_list(folder, segments)
        count = sum(IndexPart(folder, segment).speeches for segment in segments)
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
        kept = _parts_to_keep([int(run.sum()) for run in runs], len(added))
        again = (
            library.document(bounds[number] + row)
            for number in range(len(runs))
            if number not in kept
            for row in np.flatnonzero(runs[number]).tolist()
        )
        old, tagger = read_part_list(base), Tagger(lexicon)
        for number in kept:
            _link_part(base, folder, old[number], library.tags[number], tagger)
        new = _write_parts(folder, chain(again, added.values()), tagger)
        write_part_list(folder, [*(old[number] for number in kept), *new])
        fresh = sum(IndexPart(folder, segment).speeches for segment in new)
        marks = [*(runs[number] for number in kept), np.ones(fresh, dtype=np.bool_)]
        _write_live(folder, np.concatenate(marks))
        return int(sum(mark.sum() for mark in marks))

    def retag(self, folder: Path, base: Path, lexicon: Lexicon) -> int:
        """Write the base's documents tagged by the lexicon into the folder; return their number."""
        library, tagger = _open(base), Tagger(lexicon)
        segments = read_part_list(base)
        for segment, tags in zip(segments, library.tags, strict=True):
            _link_part(base, folder, segment, tags, tagger)
        write_part_list(folder, segments)
        _write_live(folder, library.live)
        return int(library.live.sum())

    def open(self, folder: Path, lexicon: Lexicon) -> WhooshReader:
        """Open a generation. Raises IndexUnavailable where it is missing or damaged."""
        return WhooshReader(folder.name, _open(folder), Tagger(lexicon))


ENGINE = WhooshEngine()


def _open(folder: Path) -> OpenIndex:
    segments = read_part_list(folder)
    shelves = [IndexPart(folder, segment) for segment in segments]
    tags = [Tags(folder, segment) for segment in segments]
    return OpenIndex(shelves, tags, ArrayFile(folder / _LIVE)["live"].astype(np.bool_))


def _write_parts(
    folder: Path, documents: Iterable[IndexDocument], tagger: Tagger
) -> list[W3Segment]:
    """Write the documents onto new shelves with their tags."""
    segments = []
    with garbage_collection_paused():
        for segment in write_shelves(folder, documents):
            write_tags(folder, segment, tagger)
            segments.append(segment)
    return segments


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Stop looking for cyclic garbage.

    A shelf being filled holds millions of objects that stay: the collector would go through all
    of them again and again, which took a third of a build's time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _write_live(folder: Path, live: Mask) -> None:
    write_arrays(folder / _LIVE, {"live": live.astype(np.uint8)})


def _parts_to_keep(sizes: Sequence[int], added: int) -> list[int]:
    """Return the shelves to keep as they are: not the emptied, nor too many small ones."""
    kept = [number for number, size in enumerate(sizes) if size]
    weight = added
    for number in sorted(kept, key=sizes.__getitem__):
        if len(kept) < MAX_PARTS and sizes[number] > weight:
            break
        kept.remove(number)
        weight += sizes[number]
    return kept


def _link_part(base: Path, folder: Path, segment: W3Segment, tags: Tags, tagger: Tagger) -> None:
    """Link or copy a part's files into the new generation; write new tags if the lexicon differs.

    Tags of another lexicon stay behind: the shelf gets new ones.
    """
    stale = tags.lexicon != tagger.lexicon.version
    for path in base.glob(f"{segment.segment_id()}.*"):
        if stale and path.suffix == SUFFIX:
            continue
        try:
            os.link(path, folder / path.name)
        except OSError:
            shutil.copy2(path, folder / path.name)
    if stale:
        write_tags(folder, segment, tagger)
