"""A whole concordance as CSV: what was asked first, then a row a line."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from flask import Response
from sqlalchemy.orm import Session

from api.http import context
from api.http.streams import stream_file
from archive.export.fields import Field, FieldType, Row, Value
from archive.vocabulary import LANGUAGES, UNDETERMINED, SegmentKind
from search_index.text.concordance import Concordance
from services.addresses import API, record_page, with_parameters
from services.concordance import ConcordanceLine, lines_with_records, searched_echo, sorted_lines
from services.corpus_questions import ConcordanceQuestion
from services.exports.csv_rows import MEDIA_TYPE, csv_table
from services.exports.head import ExportHead
from services.exports.portion import ExportPortion
from services.resolve import resolve

BATCH: Final = 500
"""Lines whose texts are in memory at once."""


@dataclass(frozen=True, slots=True)
class ConcordanceCsvQuestion:
    """A whole concordance as CSV."""

    concordance: ConcordanceQuestion
    """Its page and cursor are of no consequence."""
    comments: bool = True
    spreadsheet: bool = False


@dataclass(frozen=True, slots=True)
class _Column:
    """A field of a line and how it is read."""

    field: Field
    read: Callable[[ConcordanceLine], Value]


def _text(name: str, meaning: str, read: Callable[[ConcordanceLine], str | None]) -> _Column:
    return _Column(Field(name, FieldType.TEXT, meaning), read)


def _speaker(of: ConcordanceLine) -> str | None:
    return of.speech.speaker.id if of.speech and of.speech.speaker else None


def _speaker_name(of: ConcordanceLine) -> str | None:
    return of.speech.speaker.name if of.speech and of.speech.speaker else None


COLUMNS: Final = (
    _text("left", "What stands before the match.", lambda of: of.line.context.left),
    _text("match", "The match, as printed.", lambda of: of.line.context.match),
    _text("right", "What stands after it.", lambda of: of.line.context.right),
    _Column(
        Field(
            "language",
            FieldType.TEXT,
            "Of the text.",
            (*LANGUAGES, UNDETERMINED),
            always=True,
        ),
        lambda of: of.line.segment.language,
    ),
    _Column(
        Field("segment_kind", FieldType.TEXT, "As spoken or not.", tuple(SegmentKind), always=True),
        lambda of: of.line.segment.kind.value,
    ),
    _text("id", "The speech's id, or the background document's.", lambda of: of.record.id),
    _Column(
        Field("segment", FieldType.INTEGER, "The number of the text, from 0.", always=True),
        lambda of: of.line.segment.number,
    ),
    _Column(
        Field("start", FieldType.INTEGER, "The match's first character, from 0.", always=True),
        lambda of: of.line.start,
    ),
    _Column(
        Field("end", FieldType.INTEGER, "The character after the match.", always=True),
        lambda of: of.line.end,
    ),
    _Column(Field("date", FieldType.DATE, "The day, where stated."), lambda of: of.record.date),
    _Column(Field("year", FieldType.INTEGER, "The year, where stated."), lambda of: of.record.year),
    _text("speaker", "The speaker's id, where resolved.", _speaker),
    _text("speaker_name", "The speaker's name.", _speaker_name),
    _text(
        "party_group",
        "As the role states it.",
        lambda of: of.speech.party_group if of.speech else None,
    ),
    _text("country", "As the role states it.", lambda of: of.speech.country if of.speech else None),
    _text(
        "session",
        "The session's id.",
        lambda of: of.speech.session.id if of.speech and of.speech.session else None,
    ),
    _Column(
        Field("number", FieldType.INTEGER, "Of the speech in its session."),
        lambda of: of.speech.number if of.speech else None,
    ),
)
"""What is told of each line, between its number and its address."""

FIELDS: Final = (
    Field("line", FieldType.INTEGER, "Its number, from 1, in the order.", always=True),
    *(column.field for column in COLUMNS),
    Field("url", FieldType.ADDRESS, "The page of the speech at the match.", always=True),
)


def begin_concordance_csv(question: ConcordanceCsvQuestion) -> Response:
    """Return the streamed file. Raises InvalidQuery and IndexUnavailable before any byte."""
    asked = question.concordance
    reader, tagger = context.index_reader(), context.tagger()
    meant = resolve(asked.asked, tagger)
    whole = sorted_lines(asked, meant, reader, tagger)
    base = context.base_address()
    portion = ExportPortion(len(whole), context.settings().bounds)
    head = ExportHead(
        echo=searched_echo(asked.asked, meant, reader, tagger),
        sort=asked.order.value,
        portion=portion,
        state=context.index_state(reader),
        base=base,
        address=base + with_parameters(f"{API}/concordance", asked.pairs()),
    )

    def write(session: Session) -> Iterator[bytes]:
        return csv_table(
            head,
            FIELDS,
            portion.within_time(
                _batches(whole, portion.held, asked, session, base), told=question.comments
            ),
            comments=question.comments,
            spreadsheet=question.spreadsheet,
        )

    name = f"tingtale-concordance-{asked.table_fingerprint}.csv"
    return stream_file(write, MEDIA_TYPE, name, portion)


def _batches(
    whole: Concordance, held: int, question: ConcordanceQuestion, session: Session, base: str
) -> Iterator[list[Row]]:
    for first in range(0, held, BATCH):
        shown = whole.lines(first, min(BATCH, held - first), question.width)
        lines = lines_with_records(session, shown)
        yield [_row(first + place, line, base) for place, line in enumerate(lines, start=1)]


def _row(number: int, line: ConcordanceLine, base: str) -> Row:
    """Return a line's values, its number first and its address last."""
    place = f"{line.line.segment.number}-{line.line.start}-{line.line.end}"
    url = base + with_parameters(record_page(line.kind, line.record.id), [("at", place)]) + "#match"
    return (number, *(column.read(line) for column in COLUMNS), url)
