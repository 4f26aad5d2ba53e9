"""A speech record as the columns of its row: derived values, content hash, limits."""

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from sqlalchemy import Integer, String, Table
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import Segment, Speech
from archive.text.name_matching import matching_key, normalize_signs
from archive.text.word_count import count_words
from archive.vocabulary import SegmentKind, Severity
from importers.loading.reference_data import ReferenceData
from importers.loading.speeches.identifiers import stated_day
from importers.records import RecordIssue, SegmentRecord, SpeechRecord

Row: TypeAlias = dict[str, object]

_LARGEST_INTEGER: Final = 2**31 - 1
"""PostgreSQL's `integer`."""
_SHOWN_BITS: Final = 64
_LONGEST_PRINTED: Final = 300


class RecordRefused(Exception):  # noqa: N818  (a record's fault, told as an issue)
    """A record holds a value that a database cannot keep."""


@dataclass(slots=True)
class Surroundings:
    """What a record's row refers to, kept while a run goes on."""

    frame: ReferenceData


@dataclass(frozen=True, slots=True)
class SpeechRows:
    """A speech's row without id, public id and revision, and the rows of its segments."""

    speech: Row
    segments: tuple[Row, ...]
    issues: tuple[RecordIssue, ...] = ()


def speech_rows(
    session: Session,
    around: Surroundings,
    record: SpeechRecord,
    from_listing: Iterable[str] = (),
) -> SpeechRows:
    """Return the record as rows. Raises Refused and UnknownAssembly."""
    segments = tuple(_segment(*numbered) for numbered in enumerate(record.segments))
    if not any(segment.kind is SegmentKind.ORIGINAL for segment in segments):
        raise RecordRefused("the speech holds no words; give a page or record with its text")
    if (record.started_at is None) != (record.started_at_precision is None):
        raise RecordRefused("a time and its precision are given together or not at all")
    assembly_id = around.frame.assembly_id(session, record.assembly)
    row, issues = _placed(session, around.frame, assembly_id, record)
    row |= _stated(record) | {
        "party_id": record.party
        and around.frame.party_id(session, assembly_id, _fitting("party", record.party, 200)),
        "words": sum(row.words for row in segments if row.kind is SegmentKind.ORIGINAL),
        "from_listing": sorted(from_listing),
        "content_sha256": content_hash(record),
    }
    require_fitting_row(table_of(Speech), row)
    segment_rows = tuple(segment.row() for segment in segments)
    for segment_row in segment_rows:
        require_fitting_row(table_of(Segment), segment_row)
    return SpeechRows(row, segment_rows, tuple(issues))


def content_hash(record: SpeechRecord) -> str:
    """Return the SHA-256 of all that a reader can see of the record.

    Labels in the language of the page's interface (type, status) are not of the record, nor is how
    much white space stands between two words.
    """
    texts = [" ".join(text.split()) for segment in record.segments for text in segment.paragraphs]
    told = (
        record.assembly,
        record.session,
        record.number,
        record.number_label,
        record.speech_type,
        record.speaker,
        record.speaker_suffix,
        record.speaker_id,
        record.external_speaker,
        record.party,
        record.role_raw,
        record.role.kind,
        record.role.party_group,
        record.role.country,
        record.role.spokesperson,
        record.started_at and record.started_at.isoformat(),
        record.started_at_precision,
        record.agenda_item_title,
        record.languages,
        [(segment.kind, segment.language, len(segment.paragraphs)) for segment in record.segments],
        [len(text) for text in texts],
    )
    digest = hashlib.sha256(json.dumps(told).encode())
    digest.update("".join(texts).encode(errors="surrogatepass"))
    return digest.hexdigest()


def require_fitting_row(table: Table, row: Mapping[str, object]) -> None:
    """Raise Refused, naming the field, for a value that some database would refuse."""
    for name, longest in _texts(table):
        value = row.get(name)
        # Printable text holds neither NUL nor half a character, and most is: it needs no call.
        if isinstance(value, str) and (len(value) > longest or not value.isprintable()):
            _fitting(name, value, longest)
    for name in _integers(table):
        value = row.get(name)
        if isinstance(value, int):
            require_small_integer(name, value)


def require_small_integer(name: str, value: int) -> None:
    """Raise Refused for a number that is larger than databases keep."""
    if abs(value) > _LARGEST_INTEGER:
        # A number of thousands of digits cannot even be shown.
        shown = f" {value}" if value.bit_length() <= _SHOWN_BITS else ""
        raise RecordRefused(f"{name}{shown} is larger than {_LARGEST_INTEGER}")


def require_encodable(name: str, value: str) -> str:
    """Return the text. Raises Refused where it holds a NUL or half a character."""
    if value.isprintable():  # which neither of them is, and most texts are
        return value
    if "\0" in value:
        raise RecordRefused(f"{name} holds a NUL character; remove it")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise RecordRefused(
                f"{name} holds half a character ({value[error.start]!r})"
            ) from error
    return value


@cache
def _texts(table: Table) -> tuple[tuple[str, int], ...]:
    return tuple(
        (column.name, column.type.length or sys.maxsize)
        for column in table.columns
        if isinstance(column.type, String)
    )


@cache
def _integers(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.type, Integer))


def _fitting(name: str, value: str, longest: int) -> str:
    if len(value) > longest:
        raise RecordRefused(
            f"{name} has {len(value)} characters, more than the {longest} it may have"
        )
    return require_encodable(name, value)


@dataclass(frozen=True, slots=True)
class _Segment:
    position: int
    kind: SegmentKind
    language: str
    text: str
    words: int

    def row(self) -> Row:
        return {
            "position": self.position,
            "kind": self.kind.value,
            "language": self.language,
            "text": self.text,
            "words": self.words,
        }


def _segment(position: int, segment: SegmentRecord) -> _Segment:
    text = "\n\n".join(segment.paragraphs)
    if not text.strip():
        raise RecordRefused(f"segment {position + 1} holds no words")
    return _Segment(position, segment.kind, segment.language, text, count_words(text))


def _placed(
    session: Session, frame: ReferenceData, assembly_id: int, record: SpeechRecord
) -> tuple[Row, list[RecordIssue]]:
    day = stated_day(record)
    year = None if record.started_at is None else record.started_at.year
    row: Row = {"assembly_id": assembly_id, "session_id": None, "sitting_id": None, "date": day}
    issues: list[RecordIssue] = []
    if record.session is not None:
        found = frame.session(session, assembly_id, record.session, year)
        if found is None:
            issues.append(_unknown_session(record.session))
        else:
            row["session_id"] = found.id
            year = found.year if year is None else year
            if day is not None:
                row["sitting_id"] = frame.sitting_id(session, found.id, day)
    row["year"] = year
    return row, issues


def _unknown_session(number: int) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "unknown_session",
        f"session {number} is unknown and the speech has no date that would tell its year;"
        " it is stored without a session",
    )


def _stated(record: SpeechRecord) -> Row:
    role = record.role
    return {
        "agenda_item_title": record.agenda_item_title,
        "number": record.number,
        "number_label": record.number_label,
        "speech_type": record.speech_type and record.speech_type.value,
        "type_raw": record.type_raw,
        "speaker_raw": record.speaker,
        "speaker_key": matching_key(record.speaker or ""),
        "speaker_source_id": normalize_signs(record.speaker_id or "") or None,
        "speaker_gender": record.gender,
        "speaker_suffix": record.speaker_suffix,
        "external_speaker": record.external_speaker,
        "role_raw": record.role_raw,
        "role_kind": role.kind and role.kind.value,
        "role_rule": role.rule,
        "spokesperson": role.spokesperson,
        "party_group_key": role.party_group and role.party_group.value,
        "country": role.country,
        "status_raw": record.status_raw,
        "started_at": record.started_at,
        "started_at_precision": record.started_at_precision and record.started_at_precision.value,
        "session_rule": record.session_rule,
        "languages": list(record.languages),
        "field_readings": {
            reading.field: [_kept(reading.printed), reading.place, reading.rule]
            for reading in record.readings
        },
    }


def _kept(printed: str | None) -> str | None:
    """Return what is printed, as far as every database keeps it and a reader wants it."""
    if printed is None:
        return None
    shown = printed[:_LONGEST_PRINTED].replace("\0", "\N{REPLACEMENT CHARACTER}")
    return shown.encode(errors="replace").decode()
