"""Which stored background document a text is: by its bytes, its address, its file, or its words.

A text declares what it is by title, publisher, date and language. One that has the title of a
stored document and contradicts it in nothing is a version of it where both declare all, or where
their words are alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.models import BackgroundDocument
from archive.text.name_matching import fold, matching_key
from archive.vocabulary import UNDETERMINED, Severity
from importers.loading.background_documents.cache import TextSource
from importers.loading.transaction import ReadDocument, Transaction
from importers.records import BackgroundDocumentRecord, RecordIssue


@dataclass(frozen=True, slots=True)
class TextMatch:
    """The stored document that a text is; where it is none, what wants a look."""

    document: BackgroundDocument | None
    issues: tuple[RecordIssue, ...] = ()


def recognise(
    transaction: Transaction, read: ReadDocument, record: BackgroundDocumentRecord
) -> TextMatch:
    """Tell which stored document the text is.

    An address has one document. A file's name is weaker: two folders may hold a "letter.txt",
    so there the titles must be the same or the texts alike.
    """
    of_file = transaction.documents.of_names(transaction.session, {read.name, read.document.name})
    for document in of_file:
        if _was_read_there(transaction, read, record, document):
            return TextMatch(document)
    of_title = _of_title(transaction, record)
    declared = [one for one in of_title if _contradicts_nothing(transaction, read, record, one)]
    same = [one for one in declared if _declares_all(record, one)]
    same_file = [one for one in same if one in of_file]
    if same:
        return TextMatch((same_file or same)[0])
    for document in of_file:
        if _is_version_in_file(record, document):
            return TextMatch(document)
    alike = [one for one in declared if _likeness(record, one) >= _ALIKE_ELSEWHERE]
    if len(alike) == 1:
        return TextMatch(alike[0])
    return TextMatch(None, _doubts(read, record, of_file, of_title, declared))


def title_key(record: BackgroundDocumentRecord) -> str:
    """Return what the record's title is compared by."""
    return matching_key(record.title)


_ALIKE_IN_FILE: Final = 1 / 3
"""Share of the words of two texts that both hold, from which a file is taken for a new version.

Two texts on one subject by two authors share about a tenth, two versions of a text nearly all.
"""
_ALIKE_ELSEWHERE: Final = 1 / 2
"""The same of files of two names, of which less is known."""
_TELLING_TITLE: Final = 3
"""Words of a title, without those of its publisher, from which it names one text: a "Statement"
and a "Press release of the Council" do not."""


def _was_read_there(
    transaction: Transaction,
    read: ReadDocument,
    record: BackgroundDocumentRecord,
    document: BackgroundDocument,
) -> bool:
    """Tell whether the bytes were read as this document, or the address has it."""
    sources = transaction.documents.sources(document)
    return read.document_id in sources or (
        record.url is not None and any(known.name == read.name for known in sources.values())
    )


def _of_title(
    transaction: Transaction, record: BackgroundDocumentRecord
) -> list[BackgroundDocument]:
    """Return the documents of the same source that have the record's title."""
    if not (key := title_key(record)):
        return []
    return [
        document
        for document in transaction.documents.of_title(transaction.session, key)
        if any(known.source == transaction.source.name for known in _sources(transaction, document))
    ]


def _sources(transaction: Transaction, document: BackgroundDocument) -> Sequence[TextSource]:
    return tuple(transaction.documents.sources(document).values())


def _contradicts_nothing(
    transaction: Transaction,
    read: ReadDocument,
    record: BackgroundDocumentRecord,
    document: BackgroundDocument,
) -> bool:
    addresses = {known.name for known in _sources(transaction, document) if known.url is not None}
    if record.url is not None and addresses and read.name not in addresses:
        return False
    said = matching_key(record.publisher or ""), matching_key(document.publisher or "")
    if all(said) and said[0] != said[1]:
        return False
    languages = {record.language, document.language} - {UNDETERMINED}
    return len(languages) < 2 and _may_be_of_one_day(record, document)  # noqa: PLR2004  (two differ)


def _may_be_of_one_day(record: BackgroundDocumentRecord, document: BackgroundDocument) -> bool:
    if record.date is not None and document.date is not None:
        return record.date == document.date
    return None in {record.year, document.year} or record.year == document.year


def _declares_all(record: BackgroundDocumentRecord, document: BackgroundDocument) -> bool:
    """Tell whether both, which contradict each other in nothing, say what tells a text."""
    if None in {record.date, document.date, record.publisher, document.publisher}:
        return False
    if _FIRST_SENTENCE in {record.title_rule, document.title_rule}:
        return False
    words = set(title_key(record).split()) - set(matching_key(record.publisher or "").split())
    return len(words) >= _TELLING_TITLE


_FIRST_SENTENCE: Final = "first_sentence"
"""The rule of a title that is not printed: no text declares it."""


def _is_version_in_file(record: BackgroundDocumentRecord, known: BackgroundDocument) -> bool:
    if fold(record.title) == fold(known.title) and _may_be_of_one_day(record, known):
        return True
    return _likeness(record, known) >= _ALIKE_IN_FILE


def _likeness(record: BackgroundDocumentRecord, known: BackgroundDocument) -> float:
    """Return the share of the words of either text that both hold: from 0 to 1."""
    ours, theirs = _vocabulary(" ".join(record.paragraphs)), _vocabulary(known.text)
    return len(ours & theirs) / max(1, len(ours | theirs))


def _vocabulary(text: str) -> set[str]:
    return set(fold(text).split())


def _doubts(
    read: ReadDocument,
    record: BackgroundDocumentRecord,
    of_file: Sequence[BackgroundDocument],
    of_title: Sequence[BackgroundDocument],
    declared: Sequence[BackgroundDocument],
) -> tuple[RecordIssue, ...]:
    """Return an issue that names the documents of which the text may be a version after all."""
    if of_file:
        return (_shared_name(read, of_file[0]),)
    text = "\n\n".join(record.paragraphs)
    doubtful = [
        one
        for one in of_title
        if one.text != text  # of which `text_doubled` tells
        and (one in declared or _likeness(record, one) >= _ALIKE_ELSEWHERE)
    ]
    return (_shared_title(doubtful),) if doubtful else ()


def _shared_name(read: ReadDocument, namesake: BackgroundDocument) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "name_shared",
        f"another text was read from a file named {read.document.name!r}: {namesake.public_id};"
        " both are kept. Import files of one name together, from the folder above theirs",
    )


def _shared_title(doubtful: Sequence[BackgroundDocument]) -> RecordIssue:
    named = ", ".join(document.public_id for document in doubtful)
    return RecordIssue(
        Severity.SUSPICIOUS,
        "title_shared",
        f"the title is that of {named}; all are kept. Where they are one document, state the same"
        " `source_url` in the front matter of both files",
    )
