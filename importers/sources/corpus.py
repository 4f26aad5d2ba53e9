"""Speeches of national parliaments as JSON lines, plain or compressed (.xz, .gz).

One object a line: id, parliament, speaker, speaker_id, role, party, gender, date, language, number,
debate_title, text. A speech is taken back by a line {"id": "...", "withdrawn": true}, to which its
parliament and a reason may be added. The lines are streamed: a corpus of any size needs the memory
of a thousand.
"""

import gzip
import lzma
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, cast

from archive.errors import UnreadableSource
from archive.names import spells_name
from archive.vocabulary import (
    IMPLAUSIBLE_DATE,
    LANGUAGES,
    DatePrecision,
    Numbering,
    SegmentKind,
    Severity,
)
from importers.audit import leftover
from importers.documents import printable
from importers.json_fields import json_object, optional_name, optional_text, required_text
from importers.records import (
    Document,
    FieldReading,
    Record,
    RecordIssue,
    SegmentRecord,
    SourceIdentifier,
    SpeechRecord,
    WithdrawalRecord,
)
from importers.withdrawal_lines import is_withdrawal, withdrawal, withdrawal_json

MAX_LINE_BYTES: Final = 20_000_000
"""The longest speech seen has 0.2 million; what is larger than this is no speech."""

_EMPTY_LINE: Final = re.compile(r"\n\s*\n")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEAR_ONLY: Final = frozenset({"althingi"})
"""Parliaments whose dates are years, written as the first of January."""
_NOBODY: Final = "unknown"
"""What the corpus writes for a speaker whom its source does not name."""


class CorpusSource:
    """JSON lines of speeches, one document a line."""

    name = "corpus"
    parser_version = "corpus-5"
    documents_per_transaction = 1_000
    takes_back = True

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:
        """Yield the files' lines; where a file cannot be read on, the error that says why."""
        for path in paths:
            yield from _lines(path)

    def parse(self, document: Document) -> Iterator[Record]:
        """Yield the line's speech, or that it is taken back.

        Raises UnreadableSource where the line holds neither.
        """
        try:
            told = json_object(document.content)
            yield withdrawal(told) if is_withdrawal(told) else _speech(told)
        except UnreadableSource as error:
            raise UnreadableSource(f"{document.shown_place}: {error}") from error

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        """Return the record as ``tingtale parse`` prints it."""
        if isinstance(record, WithdrawalRecord):
            return withdrawal_json(document, record)
        assert isinstance(record, SpeechRecord)
        return {
            "file": document.name,
            "place": document.place,
            "kind": "speech",
            "source_id": record.source_id,
            "assembly": record.assembly,
            "number": record.number,
            "number_label": record.number_label,
            "speaker": record.speaker,
            "party": record.party,
            "role_raw": record.role_raw,
            "started_at": record.started_at and record.started_at.date().isoformat(),
            "started_at_precision": record.started_at_precision,
            "agenda_item_title": record.agenda_item_title,
            "segments": [
                {
                    "kind": segment.kind,
                    "language": segment.language,
                    "paragraphs": list(segment.paragraphs),
                }
                for segment in record.segments
            ],
            "languages": list(record.languages),
            "issues": [asdict(issue) for issue in record.issues],
        }


def _lines(path: Path) -> Iterator[Document | UnreadableSource]:
    name, number = printable(path.name), 0
    try:
        with _opened(path) as stream:
            while line := stream.readline(MAX_LINE_BYTES):
                number += 1
                place = f"line {number}"
                if len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
                    _skip_line(stream)
                    yield UnreadableSource(
                        f"{name}, {place}: more than {MAX_LINE_BYTES:,} bytes are no speech;"
                        " write one JSON object a line"
                    )
                elif content := line.strip():
                    yield Document(name, content, media_type="application/json", place=place)
    except (lzma.LZMAError, gzip.BadGzipFile, zlib.error, EOFError, OSError) as error:
        yield UnreadableSource(
            f"{name}, after line {number}: cannot be read on ({error}); the lines before are"
            " imported; fetch the file again for the rest"
        )


def _opened(path: Path) -> BinaryIO:
    if path.suffix == ".xz":
        return cast("BinaryIO", lzma.open(path, "rb"))
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    return path.open("rb")


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


def _speech(told: Mapping[str, object]) -> SpeechRecord:
    identifier, assembly = required_text(told, "id"), required_text(told, "parliament")
    language = required_text(told, "language")
    if language not in LANGUAGES:
        raise UnreadableSource(
            f"{identifier}: the language {language!r} is none of {', '.join(LANGUAGES)}"
        )
    number, label = _number(optional_text(told, "number"))
    printed_date = optional_text(told, "date")
    started_at, precision = _date(identifier, assembly, printed_date)
    speaker = _named(optional_name(told, "speaker"))
    return SpeechRecord(
        assembly=assembly,
        source_id=identifier,
        identifiers=(SourceIdentifier("corpus", identifier),),
        segments=(SegmentRecord(SegmentKind.ORIGINAL, language, _paragraphs(told)),),
        languages=(language,),
        number=number,
        number_label=label,
        # They restart in each sitting or under each item of its agenda: the ids tell the speeches.
        numbering=Numbering.NONE,
        speaker=speaker,
        speaker_id=_person(optional_name(told, "speaker_id"), speaker),
        party=optional_text(told, "party"),
        gender=optional_text(told, "gender"),
        role_raw=_named(optional_text(told, "role")),
        started_at=started_at,
        started_at_precision=precision,
        agenda_item_title=optional_text(told, "debate_title"),
        readings=tuple(_readings(told, precision)),
        issues=tuple(_issues(told, printed_date if started_at is None else None)),
    )


def _readings(
    told: Mapping[str, object], precision: DatePrecision | None
) -> Iterator[FieldReading]:
    """Yield how each field was read; a key of the object is where its value is printed."""
    whole, _label = _number(optional_text(told, "number"))
    date_rule = {None: IMPLAUSIBLE_DATE, DatePrecision.YEAR: "first_of_january"}.get(
        precision, "iso_day"
    )
    for key, field, rule in (
        ("speaker", "speaker", None),
        ("role", "role", None),
        ("party", "party", "as_printed"),
        ("number", "number", "number_label" if whole is None else "whole_number"),
        ("date", "started_at", date_rule),
        ("language", "segments.0.language", "stated"),
    ):
        if printed := optional_text(told, key):
            yield FieldReading(field, printed, key, rule)
    yield FieldReading("segments.0.kind", None, None, "originals_only")


def _issues(told: Mapping[str, object], unreadable_date: str | None) -> Iterator[RecordIssue]:
    """Yield each key that nothing reads, since the source may have renamed one; and such a date."""
    for key in sorted(told.keys() - _KEYS):
        message = f"no rule for the key {key!r}; add it, or leave it out"
        yield leftover("unknown_key", message, key)
    if unreadable_date:
        yield _no_such_day(unreadable_date)


_KEYS: Final = frozenset(
    (
        *("id", "parliament", "speaker", "speaker_id", "role", "party", "gender", "date"),
        *("language", "number", "debate_title", "text", "withdrawn", "reason"),
    )
)


def _paragraphs(told: Mapping[str, object]) -> tuple[str, ...]:
    text = unicodedata.normalize("NFC", required_text(told, "text"))
    return tuple(part for part in map(str.strip, _EMPTY_LINE.split(text)) if part)


def _number(printed: str | None) -> tuple[int | None, str | None]:
    """Return a whole number as such, anything else ("52-031-2008", "5.1") as its label."""
    if printed is None:
        return None, None
    if printed.isascii() and printed.isdigit():
        return int(printed), None
    return None, printed


def _date(
    identifier: str, assembly: str, printed: str | None
) -> tuple[datetime | None, DatePrecision | None]:
    """Return the day; None where there is none or the calendar has no such day (2012-02-30)."""
    if printed is None:
        return None, None
    if not _DATE.fullmatch(printed):
        raise UnreadableSource(f"{identifier}: the date {printed!r} is none; write 2007-07-29")
    try:
        day = datetime.fromisoformat(printed)
    except ValueError:
        return None, None
    if assembly in _YEAR_ONLY and (day.month, day.day) == (1, 1):
        return day, DatePrecision.YEAR
    return day, DatePrecision.DAY


def _no_such_day(printed: str) -> RecordIssue:
    message = f"there is no day {printed}; the speech is stored without a date; correct the line"
    return RecordIssue(Severity.SUSPICIOUS, IMPLAUSIBLE_DATE, message)


def _named(value: str | None) -> str | None:
    return None if value is None or value.casefold() == _NOBODY else value


def _person(value: str | None, speaker: str | None) -> str | None:
    """Return the source's id of a person; one that only spells the name identifies nobody."""
    if value is None or speaker is None or spells_name(value, speaker):
        return None
    return _named(value)


SOURCE: Final = CorpusSource()
