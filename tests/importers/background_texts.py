"""Background documents of a test's own paragraphs, read by the source that reads such texts."""

from builders import a_document

from importers.records import BackgroundDocumentRecord
from importers.sources.documents import SOURCE

BODY = (
    "Menneskehandel er organisert kriminalitet som krysser grensene i Norden, og ofrene må få"
    " hjelp i det landet der de blir funnet."
)


def read(*paragraphs: str, name: str = "text.txt") -> BackgroundDocumentRecord:
    return read_whole("\n\n".join(paragraphs), name=name)


def read_whole(text: str, name: str = "text.txt") -> BackgroundDocumentRecord:
    (record,) = SOURCE.parse(a_document(text, name=name))
    assert isinstance(record, BackgroundDocumentRecord)
    return record


def codes(record: BackgroundDocumentRecord) -> set[str]:
    return {issue.code for issue in record.issues}
