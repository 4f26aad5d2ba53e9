"""Files that were read before, and what that tells of lines which were kept from other files."""

from collections.abc import Iterable, Sequence

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from archive.models import ImportedFile
from importers.loading.source_documents.stored_documents import StoredDocument
from importers.records import Document


def is_old_copy(kept: Sequence[StoredDocument], document: Document, first_run: int | None) -> bool:
    """Return whether the file stated this before another file stated something else.

    The file was read first in `first_run`, when its bytes were those of the other, which alone
    were kept. A file that says so for the first time after that says it anew, and so does the one
    that said something else in the same place.
    """
    if document.url is not None or first_run is None:
        return False
    return not any(one.holds or one.name == document.name for one in kept) and any(
        place != (document.name, document.place) and first_run <= run
        for one in kept
        if not one.has_address
        for place, run in one.superseded.items()
    )


def first_run_ids(session: Session, source: str, documents: Sequence[Document]) -> dict[str, int]:
    """Return the import runs in which the documents' files were read to their ends first."""
    names = {document.name for document in documents if document.url is None}
    rows = session.execute(
        select(ImportedFile.name, ImportedFile.first_run_id).where(
            ImportedFile.source == source, ImportedFile.name.in_(sorted(names))
        )
    )
    return dict(iter(rows))


def record_files(session: Session, source: str, names: Iterable[str], run_id: int) -> None:
    """Note that files of these names were read to their ends, those of which it is news."""
    known = session.scalars(select(ImportedFile.name).where(ImportedFile.source == source))
    if new := sorted(set(names) - set(known)):
        row = {"source": source, "first_run_id": run_id}
        session.execute(insert(ImportedFile), [row | {"name": name} for name in new])
