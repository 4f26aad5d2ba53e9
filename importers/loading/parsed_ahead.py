"""The records of documents that were parsed during a look ahead, so that they are parsed once."""

import pickle
import tempfile
from typing import IO

from importers.records import Document, Record


class ParsedRecords:
    """Records by their document, in a temporary file.

    Of each document only its hash and its place in the file stay in memory.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._places: dict[int, int] = {}

    def close(self) -> None:
        """Delete the temporary file."""
        if self._file is not None:
            self._file.close()

    def remember(self, document: Document, records: tuple[Record, ...]) -> None:
        """Keep what was found in the document."""
        if self._file is None:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115  (closed by close())
        self._places[_key(document)] = self._file.seek(0, 2)
        pickle.dump(records, self._file, pickle.HIGHEST_PROTOCOL)

    def take(self, document: Document) -> tuple[Record, ...] | None:
        """Return what was found in the document, once; None where nothing is remembered."""
        place = self._places.pop(_key(document), None) if self._places else None
        if self._file is None or place is None:
            return None
        self._file.seek(place)
        records: tuple[Record, ...] = pickle.load(self._file)  # noqa: S301  (no other can open it)
        return records


def _key(document: Document) -> int:
    return hash((document.name, document.place, document.url, document.content))
