"""Where everything comes from: source documents without their bytes, and persons' corrections."""

from typing import Final

from sqlalchemy import func
from sqlalchemy.orm import join

from archive.database import table_of
from archive.export.fields import Field, FieldType
from archive.export.tables.background_documents import SHOWN
from archive.export.tables.speeches import HELD
from archive.export.tables.table import Column, SqlTable
from archive.models import (
    BackgroundDocument,
    BackgroundSource,
    Correction,
    SourceDocument,
    Speech,
    SpeechSource,
)

_KEY: Final = (
    Column(
        Field("source_sha256", FieldType.TEXT, "SHA-256 of the bytes that were read.", always=True),
        SourceDocument.sha256,
    ),
    Column(
        Field("source", FieldType.TEXT, "The importer: norden, corpus ...", always=True),
        SourceDocument.source,
    ),
    Column(
        Field("name", FieldType.TEXT, "The address, else the file's name and place.", always=True),
        SourceDocument.name,
    ),
)

SOURCES: Final = SqlTable(
    "sources",
    "A document that was read; the archive keeps its bytes.",
    (
        *_KEY,
        Column(Field("url", FieldType.ADDRESS, "Its address, where known."), SourceDocument.url),
        Column(
            Field("fetched_at", FieldType.INSTANT, "When it was fetched or read.", always=True),
            SourceDocument.fetched_at,
        ),
        Column(Field("media_type", FieldType.TEXT, "What kind it is."), SourceDocument.media_type),
        Column(
            Field("size", FieldType.INTEGER, "Bytes as read.", always=True), SourceDocument.size
        ),
        Column(
            Field("parser_version", FieldType.TEXT, "The parser that read it last.", always=True),
            SourceDocument.parser_version,
        ),
        Column(
            Field("records", FieldType.INTEGER, "How many records that parser found.", always=True),
            SourceDocument.records,
        ),
    ),
    table_of(SourceDocument),
    key=("source_sha256", "source", "name"),
)

_of_speech = join(SpeechSource, Speech, Speech.id == SpeechSource.speech_id)
_of_speech = join(_of_speech, SourceDocument, SourceDocument.id == SpeechSource.source_document_id)

SPEECH_SOURCES: Final = SqlTable(
    "speech_sources",
    "That a speech was read in a source document.",
    (
        Column(
            Field("speech_id", FieldType.TEXT, "The speech.", refers_to="speeches.id", always=True),
            Speech.public_id,
        ),
        *_KEY,
        Column(
            Field("parser_version", FieldType.TEXT, "The parser that read it.", always=True),
            SpeechSource.parser_version,
        ),
        Column(
            Field("current", FieldType.BOOLEAN, "Whether its values lead.", always=True),
            SpeechSource.current,
        ),
        Column(
            Field(
                "latest",
                FieldType.BOOLEAN,
                "Whether its address, or its source where it has none, says so still.",
                always=True,
            ),
            SpeechSource.latest,
        ),
        Column(
            Field(
                "version",
                FieldType.INTEGER,
                "Counts what was said of the speech, one after the other, from 1.",
                always=True,
            ),
            SpeechSource.version,
        ),
    ),
    _of_speech,
    key=("speech_id", "source_sha256", "source", "name"),
    where=(HELD,),
)

CORRECTIONS: Final = SqlTable(
    "corrections",
    "A person's correction of a field of a speech, applied as long as its source says the same.",
    (
        Column(
            Field("speech_id", FieldType.TEXT, "The speech.", refers_to="speeches.id", always=True),
            Speech.public_id,
        ),
        Column(
            Field("position", FieldType.INTEGER, "From 1; later ones correct others.", always=True),
            func.row_number().over(partition_by=Correction.speech_id, order_by=Correction.id),
        ),
        Column(
            Field(
                "field",
                FieldType.TEXT,
                "The field; `segments.0.language` of a segment.",
                always=True,
            ),
            Correction.field,
        ),
        Column(Field("before", FieldType.TEXT, "What the source says."), Correction.before),
        Column(Field("after", FieldType.TEXT, "What is right."), Correction.after),
        Column(Field("reason", FieldType.TEXT, "Why.", always=True), Correction.reason),
        Column(Field("made_by", FieldType.TEXT, "Who decided it."), Correction.made_by),
        Column(Field("made_at", FieldType.INSTANT, "When.", always=True), Correction.made_at),
        Column(
            Field(
                "outdated_at", FieldType.INSTANT, "Since when it does not apply; empty if it does."
            ),
            Correction.outdated_at,
        ),
        Column(
            Field("source_says", FieldType.TEXT, "What the source says instead of `before` since."),
            Correction.source_says,
        ),
    ),
    join(Correction, Speech, Speech.id == Correction.speech_id),
    key=("speech_id", "position"),
    where=(HELD,),
)

_of_document = join(
    BackgroundSource,
    BackgroundDocument,
    BackgroundDocument.id == BackgroundSource.background_document_id,
)
_of_document = join(
    _of_document, SourceDocument, SourceDocument.id == BackgroundSource.source_document_id
)

DOCUMENT_SOURCES: Final = SqlTable(
    "document_sources",
    "That a background document was read in a source document.",
    (
        Column(
            Field(
                "document_id",
                FieldType.TEXT,
                "The document.",
                refers_to="documents.id",
                always=True,
            ),
            BackgroundDocument.public_id,
        ),
        *_KEY,
        Column(
            Field("parser_version", FieldType.TEXT, "The parser that read it.", always=True),
            BackgroundSource.parser_version,
        ),
        Column(
            Field("current", FieldType.BOOLEAN, "Whether it is what was said last.", always=True),
            BackgroundSource.current,
        ),
        Column(
            Field(
                "version",
                FieldType.INTEGER,
                "Counts what was said of the document, one after the other, from 1.",
                always=True,
            ),
            BackgroundSource.version,
        ),
    ),
    _of_document,
    key=("document_id", "source_sha256", "source", "name"),
    where=(SHOWN,),
)
