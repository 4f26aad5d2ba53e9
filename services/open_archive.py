"""Readers of the index: the one that serves, and those whose hits somebody is still paging."""

import threading
from collections import OrderedDict
from typing import Final, Protocol

from search_index.engine import IndexReader

CACHED_READERS: Final = 4
"""Generations held open at a time, of those that are kept on the disk."""


class IndexSource(Protocol):
    """The search index as it is now: it may be missing, and be replaced while we serve."""

    def reader(self) -> IndexReader:
        """Return the serving generation's reader. Raises IndexUnavailable."""
        ...

    def generation(self, generation: str) -> IndexReader:
        """Open and return a reader of the generation. Raises IndexUnavailable."""
        ...


class IndexReaderCache:
    """The generations that were asked for last; safe to use from several threads."""

    def __init__(self, index: IndexSource) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._opening = threading.Lock()
        self._readers: OrderedDict[str, IndexReader] = OrderedDict()

    def reader(self) -> IndexReader:
        """Return the reader of the generation that serves. Raises IndexUnavailable."""
        return self._kept(self._index.reader())

    def generation(self, generation: str) -> IndexReader:
        """Return the reader of the generation, opened from the disk where no one holds it.

        Raises IndexUnavailable where it is kept no longer.
        """
        # Many pages of one walk may arrive at once: one of them opens, the others find it.
        return self._held(generation) or self._opened(generation)

    def _opened(self, generation: str) -> IndexReader:
        with self._opening:
            return self._held(generation) or self._kept(self._index.generation(generation))

    def _held(self, generation: str) -> IndexReader | None:
        with self._lock:
            reader = self._readers.get(generation)
            if reader is not None:
                self._readers.move_to_end(generation)
            return reader

    def _kept(self, reader: IndexReader) -> IndexReader:
        with self._lock:
            self._readers[reader.generation] = reader
            self._readers.move_to_end(reader.generation)
            while len(self._readers) > CACHED_READERS:
                self._readers.popitem(last=False)
            return reader
