"""The engine in memory: slow, obvious and right; the oracle of the contract tests."""

from collections.abc import Collection, Iterable
from pathlib import Path

from archive.topics import Lexicon
from search_index.documents import IndexDocument
from search_index.engines.memory.document_file import read_documents, write_documents
from search_index.engines.memory.reader import MemoryReader


class MemoryEngine:
    """Keeps the documents themselves, in one file of JSON lines, and looks at each of them."""

    name = "memory"

    def build(self, folder: Path, documents: Iterable[IndexDocument], lexicon: Lexicon) -> int:  # noqa: ARG002  (texts are tagged when read)
        """Write the documents into the folder; return their number."""
        return write_documents(folder, documents)

    def update(
        self,
        folder: Path,
        base: Path,
        documents: Iterable[IndexDocument],
        removed: Collection[int],
        lexicon: Lexicon,
    ) -> int:
        """Write the base's documents with the changes into the folder; return their number."""
        kept = {document.record_id: document for document in read_documents(base)}
        for record_id in removed:
            kept.pop(record_id, None)
        kept |= {document.record_id: document for document in documents}
        return self.build(folder, kept.values(), lexicon)

    def retag(self, folder: Path, base: Path, lexicon: Lexicon) -> int:
        """Write the base's documents into the folder; return their number."""
        return self.build(folder, read_documents(base), lexicon)

    def open(self, folder: Path, lexicon: Lexicon) -> MemoryReader:
        """Read and analyse the documents. Raises IndexUnavailable where that fails."""
        return MemoryReader(folder.name, read_documents(folder), lexicon)


ENGINE = MemoryEngine()
