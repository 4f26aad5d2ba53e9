"""What the files of a background document said of it, one after the other: the last one holds.

A file that is read again says nothing new, unless its name or address said something else in
between. See docs/decisions/versions.md.
"""

from dataclasses import dataclass
from typing import Self

from archive.models import BackgroundDocument, BackgroundSource
from archive.vocabulary import Severity
from importers.loading.background_documents.cache import TextSource
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import RecordIssue


@dataclass(frozen=True, slots=True)
class TextVersions:
    """The versions of a background document while a source document of it is read."""

    read: TextSource
    others: tuple[TextSource, ...]
    is_new: bool
    """Whether the source document was not read for this document before."""

    @classmethod
    def of(
        cls,
        transaction: Transaction,
        document: BackgroundDocument,
        read: ReadDocument,
        url: str | None,
    ) -> Self:
        """Return the versions of the document and the one that is read, which states `url`."""
        sources = transaction.documents.sources(document)
        others = tuple(known for key, known in sources.items() if key != read.document_id)
        if known := sources.get(read.document_id):
            return cls(known, others, is_new=False)
        row = BackgroundSource(
            background_document_id=document.id,
            source_document_id=read.document_id,
            current=False,
            version=0,
        )
        address = url or read.document.url
        new = TextSource(row, transaction.source.name, read.name, read.document.place, address)
        return cls(new, others, is_new=True)

    @property
    def is_repeated(self) -> bool:
        """Whether the source document is what its file or address said last."""
        return not self.is_new and not any(
            other.name == self.read.name and other.row.version > self.read.row.version
            for other in self.others
        )

    @property
    def is_superseded(self) -> bool:
        """Whether it was said before, and something else since."""
        return self.is_repeated and not self.read.row.current

    def contradiction(self, transaction: Transaction) -> RecordIssue | None:
        """Return an issue where the same import said something else before."""
        said = [other for other in self.others if other.row.current]
        if not said or said[0].row.import_run_id != transaction.run_id:
            return None
        return RecordIssue(
            Severity.SUSPICIOUS,
            "contradiction",
            f"{self.read.shown_place} says other words than {said[0].shown_place} said in the same"
            " import; the later one holds",
        )

    def state(self, transaction: Transaction, document: BackgroundDocument, *, anew: bool) -> None:
        """Let the source document hold; `anew` where it says what was not said last.

        Otherwise it has the number of what was said last.
        """
        row = self.read.row
        if not self.is_repeated:
            numbers = [other.row.version for other in self.others]
            row.version = max([row.version, *numbers]) + anew
            row.import_run_id = transaction.run_id
        for other in self.others:
            other.row.current = False
        row.current = True
        self.mark_read(transaction)
        if self.is_new:
            transaction.session.add(row)
            transaction.documents.add(document, self.read)

    def mark_read(self, transaction: Transaction) -> None:
        """Note that today's parser read the source document in this run."""
        self.read.row.parser_version = transaction.source.parser_version
        self.read.row.read_run_id = transaction.run_id
