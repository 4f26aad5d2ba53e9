"""A background document as its record: front matter first, then a page's head, then the text."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from archive.errors import UnreadableSource
from archive.vocabulary import UNDETERMINED
from importers.issues import suspicious
from importers.languages.identification import identify, identify_paragraphs
from importers.records import (
    BackgroundDocumentRecord,
    Document,
    Record,
    RecordIssue,
    SpeechRecord,
)
from importers.sources import norden
from importers.sources.documents.dates import stated_date
from importers.sources.documents.front_matter import LONGEST_ADDRESS, FrontMatter
from importers.sources.documents.layout import Layout
from importers.sources.documents.publication_date import PublicationDate, read_publication_date
from importers.sources.documents.publisher import Publisher, read_publisher
from importers.sources.documents.text import BackgroundText, read_text
from importers.sources.documents.title import Title, read_title


def read_background_document(document: Document) -> BackgroundDocumentRecord:
    """Return the document's record.

    Raises UnreadableSource for a page of a debate, a file without words, one that is no text.
    """
    read = read_text(document)
    if read.front_matter == FrontMatter():
        _refuse_debates(document)
    if not read.paragraphs:
        raise UnreadableSource(f"{document.shown_place}: no words; give a file with its text")
    layout = Layout(read.paragraphs)
    title, publisher, when = _title(read, layout), _publisher(read, layout), _date(read, layout)
    language, address, stated = _language(read), _address(document, read), when.date
    return BackgroundDocumentRecord(
        title=title.text,
        title_rule=title.rule,
        paragraphs=tuple(paragraph.text for paragraph in read.paragraphs),
        language=language.code,
        language_rule=language.rule,
        publisher=publisher.name,
        publisher_rule=publisher.rule,
        date=stated.day if stated else None,
        year=stated.year if stated else None,
        date_precision=stated.precision if stated else None,
        date_raw=stated.printed if stated else None,
        date_rule=when.rule,
        url=address.url,
        issues=tuple(
            issue
            for part in (read, address, title, publisher, when, language)
            for issue in part.issues
        ),
    )


FRONT_MATTER: Final = "front_matter"
"""The rule of what the file's front matter states."""
PAGE_HEAD: Final = "page_head"
"""The rule of what an HTML page's head states."""
_PAGE: Final = re.compile(r"(?:https?:)?//[^\s/]+/\S+", re.IGNORECASE)
"""A host alone is of a site, which states it on all of its pages."""
_MAIN_SHARE: Final = 0.8
"""Share of a text's letters below which the language of most of them is not that of the whole."""


@dataclass(frozen=True, slots=True)
class _Language:
    code: str
    rule: str
    issues: tuple[RecordIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Address:
    url: str | None
    issues: tuple[RecordIssue, ...] = ()


def _refuse_debates(document: Document) -> None:
    """Raise UnreadableSource for a page that the source `norden` reads as one of a debate.

    It takes a salutation for a sign of a speech, which a letter has as well, and a report has a
    date and a status.
    """
    try:
        records = list(norden.SOURCE.parse(document))
    except UnreadableSource:
        return
    if all(_has_only_words(record) for record in records):
        return
    raise UnreadableSource(
        f"{document.shown_place}: a page of a debate, no background document;"
        " import it with `tingtale import norden`, or state `title` in front matter where it is"
        " none"
    )


def _has_only_words(record: Record) -> bool:
    return isinstance(record, SpeechRecord) and not any(
        (record.speaker, record.number, record.speech_type, record.role_raw)
    )


def _title(read: BackgroundText, layout: Layout) -> Title:
    if read.front_matter.title is not None:
        return Title(read.front_matter.title, FRONT_MATTER)
    if read.head and read.head.title:
        return Title(read.head.title, PAGE_HEAD)
    return read_title(layout)


def _publisher(read: BackgroundText, layout: Layout) -> Publisher:
    if read.front_matter.publisher is not None:
        return Publisher(read.front_matter.publisher, FRONT_MATTER)
    if read.head and read.head.publisher:
        return Publisher(read.head.publisher, PAGE_HEAD)
    return read_publisher(layout)


def _date(read: BackgroundText, layout: Layout) -> PublicationDate:
    if read.front_matter.date is not None:
        return PublicationDate(read.front_matter.date, FRONT_MATTER)
    stated = stated_date(read.head.published[:10]) if read.head and read.head.published else None
    if stated:
        return PublicationDate(stated, PAGE_HEAD)
    return read_publication_date(layout)


def _language(read: BackgroundText) -> _Language:
    """Return the language of the text as a whole; a short text's is not guessed."""
    if read.front_matter.language is not None:
        return _Language(read.front_matter.language, FRONT_MATTER)
    texts = [paragraph.joined for paragraph in read.paragraphs]
    letters: Counter[str] = Counter()
    for text, language in zip(texts, identify_paragraphs(texts), strict=True):
        letters[language] += len(text)
    main, count = letters.most_common(1)[0]
    if count < _MAIN_SHARE * letters.total():
        found = ", ".join(f"{code} {share}" for code, share in letters.most_common())
        mixed = _uncertain(f"in several languages ({found} letters)", main)
        return _Language(main, "most_letters", (mixed,))
    if not identify(" ".join(texts)).certain:
        doubts = "too short, too mixed or too strange"
        return _Language(UNDETERMINED, "undetermined", (_uncertain(doubts, UNDETERMINED),))
    return _Language(main, "words")


def _uncertain(why: str, taken: str) -> RecordIssue:
    return suspicious(
        "language_uncertain",
        f"the text is {why}; it is kept as {taken!r}. State `language` in the file's front matter",
    )


def _address(document: Document, read: BackgroundText) -> _Address:
    """Return where the text stands on the web; an address is what it is known by again."""
    if read.front_matter.source_url is not None:
        return _Address(read.front_matter.source_url)
    stated = read.address or document.url
    if stated is None or (_PAGE.fullmatch(stated) and len(stated) <= LONGEST_ADDRESS):
        return _Address(stated)
    issue = suspicious(
        "address_not_taken",
        f"the address {stated[:LONGEST_ADDRESS]!r} names no single page of the web and is not"
        " taken. State `source_url` in the file's front matter",
    )
    return _Address(None, (issue,))
