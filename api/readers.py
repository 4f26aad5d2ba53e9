"""Readers of the index: the one that serves, and those whose hits somebody is still paging."""

import threading
from collections import OrderedDict
from typing import Final, Protocol

from search_index.engine import IndexReader

KEPT: Final = 3
"""Generations held open; a walk through hits goes on in the one that it began in."""


class Index(Protocol):
    """The search index as it is now: it may be missing, and be replaced while we serve."""

    def reader(self) -> IndexReader:
        """Return the serving generation's reader. Raises IndexUnavailable."""
        ...


class RecentReaders:
    """The last generations that served; safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._readers: OrderedDict[str, IndexReader] = OrderedDict()

    def reader(self, generation: str | None = None) -> IndexReader:
        """Return the reader of that generation where it is still held, else of the serving one.

        Raises IndexUnavailable.
        """
        current = self._index.reader()
        with self._lock:
            if current.generation not in self._readers:
                self._readers[current.generation] = current
                while len(self._readers) > KEPT:
                    self._readers.popitem(last=False)
            return self._readers.get(generation or "", current)
