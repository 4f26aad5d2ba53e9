"""The fields of exported records: described once, for NDJSON, CSV and their documentation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from archive.export.fields import Field, FieldType, Row, Value
from archive.queries.speech import SegmentRow
from archive.vocabulary import (
    LANGUAGES,
    UNDETERMINED,
    DatePrecision,
    PartyGroupKey,
    RoleKind,
    SegmentKind,
    SpeechType,
)
from services.exports.records import ExportedDocument, ExportedSpeech

Record = TypeVar("Record")

_CODES: Final = (*LANGUAGES, UNDETERMINED)


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """A field and how it is read from a record."""

    field: Field
    read: Callable[[Record], Value]


def row(columns: Iterable[Column[Record]], record: Record) -> Row:
    """Return the record's values, in the order of the columns."""
    return tuple(column.read(record) for column in columns)


def _original(speech: ExportedSpeech) -> tuple[SegmentRow, ...]:
    return speech.of_kind(SegmentKind.ORIGINAL)


def _translation(speech: ExportedSpeech) -> tuple[SegmentRow, ...]:
    return speech.of_kind(SegmentKind.TRANSLATION)


def _text(segments: Iterable[SegmentRow]) -> str:
    return "\n\n".join("\n\n".join(segment.paragraphs) for segment in segments)


def _languages(segments: Iterable[SegmentRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(segment.language for segment in segments))


SPEECH: Final[tuple[Column[ExportedSpeech], ...]] = (
    Column(Field("id", FieldType.TEXT, "The speech's id.", always=True), lambda of: of.summary.id),
    Column(
        Field("url", FieldType.ADDRESS, "Its page in the archive.", always=True), lambda of: of.url
    ),
    Column(
        Field("source_url", FieldType.ADDRESS, "The page that it was read from."),
        lambda of: of.summary.source_url,
    ),
    Column(
        Field("assembly", FieldType.TEXT, "The assembly's id.", always=True),
        lambda of: of.summary.assembly.id,
    ),
    Column(
        Field("session", FieldType.TEXT, "The session's id."),
        lambda of: of.summary.session.id if of.summary.session else None,
    ),
    Column(
        Field("agenda_item", FieldType.TEXT, "The agenda item's id."),
        lambda of: of.summary.agenda_item.id if of.summary.agenda_item else None,
    ),
    Column(
        Field("agenda_item_title", FieldType.TEXT, "What was debated."),
        lambda of: of.summary.agenda_item.title if of.summary.agenda_item else None,
    ),
    Column(
        Field("number", FieldType.INTEGER, "The number in its session."),
        lambda of: of.summary.number,
    ),
    Column(
        Field("speech_type", FieldType.TEXT, "What it is in the debate.", tuple(SpeechType)),
        lambda of: of.summary.speech_type,
    ),
    Column(Field("date", FieldType.DATE, "The day, where stated."), lambda of: of.summary.date),
    Column(Field("year", FieldType.INTEGER, "The year."), lambda of: of.summary.year),
    Column(
        Field("started_at", FieldType.LOCAL_TIME, "When it began, by the clock of the place."),
        lambda of: of.summary.started_at,
    ),
    Column(
        Field(
            "started_at_precision",
            FieldType.TEXT,
            "How much of `started_at` is stated.",
            tuple(DatePrecision),
        ),
        lambda of: of.summary.started_at_precision,
    ),
    Column(
        Field("speaker", FieldType.TEXT, "The speaker's id, where resolved."),
        lambda of: of.summary.speaker.id if of.summary.speaker else None,
    ),
    Column(
        Field("speaker_name", FieldType.TEXT, "The speaker's name, else the name as printed."),
        lambda of: of.summary.speaker.name if of.summary.speaker else None,
    ),
    Column(
        Field(
            "speaker_raw",
            FieldType.TEXT,
            "The speaker's name as printed, to cite the speech under.",
        ),
        lambda of: of.summary.speaker_raw,
    ),
    Column(
        Field("role_raw", FieldType.TEXT, "The role as printed."), lambda of: of.summary.role_raw
    ),
    Column(
        Field("role_kind", FieldType.TEXT, "What the role is.", tuple(RoleKind)),
        lambda of: of.summary.role_kind,
    ),
    Column(
        Field(
            "party_group",
            FieldType.TEXT,
            "The party group that the role states.",
            tuple(PartyGroupKey),
        ),
        lambda of: of.summary.party_group,
    ),
    Column(
        Field("country", FieldType.TEXT, "The country that the role states, ISO 3166-1 alpha-2."),
        lambda of: of.summary.country,
    ),
    Column(
        Field("languages", FieldType.CODES, "Languages of the original, in order.", _CODES),
        lambda of: of.summary.languages,
    ),
    Column(
        Field("words", FieldType.INTEGER, "Words of the original.", always=True),
        lambda of: of.summary.words,
    ),
)
"""What both formats say of a speech."""

SPEECH_TEXT: Final[tuple[Column[ExportedSpeech], ...]] = (
    Column(
        Field("original", FieldType.TEXT, "The words as spoken, an empty line between paragraphs."),
        lambda of: _text(_original(of)),
    ),
    Column(
        Field("translation_languages", FieldType.CODES, "Languages of the translation.", _CODES),
        lambda of: _languages(_translation(of)),
    ),
    Column(
        Field("translation", FieldType.TEXT, "The translation that the source prints beside it."),
        lambda of: _text(_translation(of)),
    ),
)
"""The text of a speech as CSV has it; NDJSON has `segments` in its place."""

DOCUMENT: Final[tuple[Column[ExportedDocument], ...]] = (
    Column(
        Field("id", FieldType.TEXT, "The document's id.", always=True), lambda of: of.summary.id
    ),
    Column(
        Field("url", FieldType.ADDRESS, "Its page in the archive.", always=True), lambda of: of.url
    ),
    Column(
        Field("source_url", FieldType.ADDRESS, "The page that it was read from."),
        lambda of: of.summary.source_url,
    ),
    Column(Field("title", FieldType.TEXT, "Its title.", always=True), lambda of: of.summary.title),
    Column(
        Field("publisher", FieldType.TEXT, "The organisation that speaks."),
        lambda of: of.summary.publisher,
    ),
    Column(Field("date", FieldType.DATE, "The day, where stated."), lambda of: of.summary.date),
    Column(Field("year", FieldType.INTEGER, "The year."), lambda of: of.summary.year),
    Column(
        Field("date_precision", FieldType.TEXT, "How much of the date is stated.", ("day", "year")),
        lambda of: of.summary.date_precision,
    ),
    Column(
        Field("language", FieldType.TEXT, "Of the text.", _CODES, always=True),
        lambda of: of.summary.language,
    ),
    Column(
        Field("words", FieldType.INTEGER, "Words of the text.", always=True),
        lambda of: of.summary.words,
    ),
    Column(
        Field("text", FieldType.TEXT, "The text, an empty line between paragraphs.", always=True),
        lambda of: "\n\n".join(of.paragraphs),
    ),
)
"""What both formats say of a background document."""
