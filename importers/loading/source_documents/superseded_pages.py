"""Pages that were fetched earlier than what their addresses are known to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.models import SourceDocument
from importers.loading.source_documents.storage import as_utc, document_name
from importers.records import Document


@dataclass(frozen=True, slots=True)
class SupersededPages:
    """When the addresses of some documents were read last.

    Web archives hold pages of many years, in any order. An earlier one takes nothing back.
    """

    read_last: dict[str, datetime]
    """By the name of an address."""

    @classmethod
    def of(cls, session: Session, source: str, documents: Sequence[Document]) -> Self:
        """Return what is stored of the documents that have an address and a time."""
        names = {document_name(one) for one in documents if one.url and one.fetched_at}
        if not names:
            return cls({})
        rows = session.execute(
            select(SourceDocument.name, func.max(SourceDocument.fetched_at))
            .where(SourceDocument.source == source, SourceDocument.name.in_(sorted(names)))
            .group_by(SourceDocument.name)
        )
        return cls(dict(iter(rows)))

    def holds(self, document: Document) -> bool:
        """Return whether a later version of the document's address was already read."""
        if document.url is None or document.fetched_at is None:
            return False
        read_last = self.read_last.get(document_name(document))
        return read_last is not None and as_utc(document.fetched_at) < read_last
