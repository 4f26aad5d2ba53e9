"""The documents of a run, which can be read ahead before they are read."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Final

from archive.errors import UnreadableSource
from importers.files.interruption import until_interruption
from importers.records import Document

_DOCUMENTS: Final = "the documents"


class DocumentStream:
    """Documents that are read once or, after a look ahead, twice.

    What can be iterated over twice is. What cannot (a pipe, pages as they are fetched) is written
    to a temporary file during the look ahead, so that memory stays small.
    """

    def __init__(self, documents: Iterable[Document | UnreadableSource]) -> None:
        self._documents = documents
        self._spool: IO[bytes] | None = None

    def close(self) -> None:
        """Delete the temporary file."""
        if self._spool is not None:
            self._spool.close()

    def look_ahead(self) -> Iterator[Document | UnreadableSource]:
        """Yield all documents, which an iteration will yield again; to be read to the end."""
        if not isinstance(self._documents, Iterator):
            yield from until_interruption(self._documents, _DOCUMENTS)
            return
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115  (closed by close())
        for document in until_interruption(self._documents, _DOCUMENTS):
            pickle.dump(document, self._spool, pickle.HIGHEST_PROTOCOL)
            yield document

    def __iter__(self) -> Iterator[Document | UnreadableSource]:
        """Yield the documents."""
        if self._spool is None:
            yield from until_interruption(self._documents, _DOCUMENTS)
            return
        self._spool.seek(0)
        while True:
            try:
                # Our own file, which nobody else can open.
                yield pickle.load(self._spool)  # noqa: S301
            except EOFError:
                return
