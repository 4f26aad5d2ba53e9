"""Background documents: texts on what the debates are about, which nobody said in a debate."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from archive.errors import UnreadableSource
from importers.files.documents import MEDIA_TYPES, documents_in
from importers.records import BackgroundDocumentRecord, Document, Record
from importers.sources.documents.document_record import read_background_document
from importers.sources.documents.record_json import record_json

__all__ = ["SOURCE", "DocumentsSource"]


class DocumentsSource:
    """Reports, articles, appeals and letters: files, folders of them, and zip archives."""

    name = "documents"
    parser_version = "documents-7"
    documents_per_transaction = 50
    reads_folders = True

    def documents(
        self, paths: Sequence[Path], *, follow_links: bool = False
    ) -> Iterator[Document | UnreadableSource]:
        """Yield the documents at the paths; an unreadable one as the error that says why."""
        yield from documents_in(paths, frozenset(MEDIA_TYPES), follow_links=follow_links)

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the document's record. Raises UnreadableSource where it is none."""
        yield read_background_document(document)

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the record as ``tingtale parse`` prints it."""
        assert isinstance(record, BackgroundDocumentRecord)  # `parse` yields nothing else
        return record_json(document, record)


SOURCE: Final = DocumentsSource()
