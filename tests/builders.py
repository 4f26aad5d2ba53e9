"""Records and documents with defaults: a test states only what it is about."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from archive.errors import UnreadableSource
from archive.vocabulary import (
    NORDIC_COUNCIL,
    DatePrecision,
    Numbering,
    PartyGroupKey,
    RoleKind,
    SegmentKind,
    SpeechType,
)
from importers.records import (
    AgendaItemRecord,
    Document,
    ListedSpeech,
    ParsedRole,
    Record,
    RecordIssue,
    SegmentRecord,
    SourceIdentifier,
    SpeechRecord,
)

TEXT = "Herr president! Menneskehandel angår oss alle, og Norden må stå sammen."


def a_segment_record(
    *paragraphs: str, kind: SegmentKind = SegmentKind.ORIGINAL, language: str = "nb"
) -> SegmentRecord:
    return SegmentRecord(kind, language, paragraphs or (TEXT,))


def a_speech_record(
    *,
    node: int | None = 17940,
    slug: str | None = None,
    assembly: str = NORDIC_COUNCIL,
    identifiers: tuple[SourceIdentifier, ...] | None = None,
    segments: tuple[SegmentRecord, ...] | None = None,
    text: str = TEXT,
    languages: tuple[str, ...] | None = None,
    url: str | None = None,
    session: int | None = 64,
    number: int | None = 211,
    number_label: str | None = None,
    numbering: Numbering = Numbering.SESSION,
    sitting: str | None = None,
    speaker: str | None = "Anna Holmberg",
    speaker_suffix: str | None = None,
    speaker_id: str | None = None,
    external_speaker: bool = False,
    party: str | None = None,
    gender: str | None = None,
    speech_type: SpeechType | None = SpeechType.MAIN,
    type_raw: str | None = "Hovedinnlegg",
    role_raw: str | None = "Midtergruppen",
    role: ParsedRole | None = None,
    status_raw: str | None = None,
    started_at: datetime | None = datetime(2012, 10, 31, 18, 58),  # noqa: DTZ001
    started_at_precision: DatePrecision | None = DatePrecision.MINUTE,
    ui_language: str = "no",
    agenda_item_title: str | None = None,
    issues: tuple[RecordIssue, ...] = (),
) -> SpeechRecord:
    segments = segments or (a_segment_record(text),)
    if identifiers is None:
        identifiers = (
            *([SourceIdentifier("node", str(node))] if node else []),
            *([SourceIdentifier("slug", slug)] if slug else []),
        )
    if role is None:
        group = PartyGroupKey.CENTRE if role_raw == "Midtergruppen" else None
        role = ParsedRole(kind=RoleKind.PARTY_GROUP if group else None, party_group=group)
    return SpeechRecord(
        assembly=assembly,
        source_id=f"node/{node}" if node else slug and f"speech/{slug}",
        identifiers=identifiers,
        segments=segments,
        languages=languages or (segments[0].language,),
        url=url,
        session=session,
        number=number,
        number_label=number_label,
        numbering=numbering,
        sitting=sitting,
        speaker=speaker,
        speaker_suffix=speaker_suffix,
        speaker_id=speaker_id,
        external_speaker=external_speaker,
        party=party,
        gender=gender,
        speech_type=speech_type,
        type_raw=type_raw,
        role_raw=role_raw,
        role=role,
        status_raw=status_raw,
        started_at=started_at,
        started_at_precision=None if started_at is None else started_at_precision,
        ui_language=ui_language,
        agenda_item_title=agenda_item_title,
        issues=issues,
    )


def an_agenda_item_record(
    *,
    protocol: int | None = 21399,
    node: int | None = None,
    item_number: str | None = "13",
    item_title: str | None = "Menneskehandel",
    chair: str | None = "Karin Eld",
    case_numbers: tuple[str, ...] = ("A 1556/medborger",),
    session: int | None = 64,
    day: date | None = date(2012, 10, 31),
    speeches: tuple[ListedSpeech, ...] = (),
    remarks: tuple[str, ...] = (),
    decisions: tuple[str, ...] = (),
    url: str | None = None,
    issues: tuple[RecordIssue, ...] = (),
) -> AgendaItemRecord:
    known = [("node", node), ("protocol", protocol)]
    return AgendaItemRecord(
        kind="protocol" if node is None else "agenda_item",
        assembly=NORDIC_COUNCIL,
        source_id=None,
        identifiers=tuple(SourceIdentifier(key, str(value)) for key, value in known if value),
        item_number=item_number,
        item_title=item_title,
        url=url,
        chair=chair,
        chair_raw=chair and chair.upper(),
        case_numbers=case_numbers,
        session=session,
        date=day,
        speeches=speeches,
        remarks=tuple(a_segment_record(remark, language="sv") for remark in remarks),
        decisions=decisions,
        issues=issues,
    )


def a_document(
    content: bytes | str = b"page",
    *,
    name: str = "page.txt",
    url: str | None = None,
    place: str | None = None,
    fetched_at: datetime | None = None,
) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    return Document(name, raw, url=url, place=place, fetched_at=fetched_at)


@dataclass
class RecordSource:
    """A source whose documents' bytes are keys of a table of records that the test states."""

    records: dict[bytes, tuple[Record, ...]] = field(default_factory=dict)
    name: str = "test"
    parser_version: str = "test-1"

    def page(self, *records: Record, url: str | None = None, name: str | None = None) -> Document:
        """Return a new document that is parsed as the records; equal records, equal bytes."""
        content = repr(records).encode()
        self.records[content] = records
        return a_document(content, url=url, name=name or f"page-{len(self.records)}.txt")

    def documents(self, paths: Sequence[Path]) -> Iterator[Document | UnreadableSource]:
        yield from ()

    def parse(self, document: Document) -> Iterator[Record]:
        if document.content not in self.records:
            raise UnreadableSource(f"{document.name}: no speech in it; give a speech page")
        yield from self.records[document.content]

    def record_json(self, document: Document, record: Record) -> dict[str, object]:
        return {"file": document.name}


def a_corpus_line(**fields: object) -> dict[str, object]:
    """Return one line of a corpus as an object."""
    defaults: Mapping[str, object] = {
        "id": "da:20222M012:109",
        "parliament": "folketinget",
        "speaker": "Karla Holm",
        "speaker_id": None,
        "role": None,
        "party": "X",
        "gender": None,
        "date": "2023-01-11",
        "language": "da",
        "number": "109",
        "debate_title": None,
        "text": "Tak for ordet.\n\nDet er et godt spørgsmål.",
    }
    return {**defaults, **fields}


def a_corpus_file(path: Path, *lines: dict[str, object] | bytes) -> Path:
    """Write a corpus of the lines and return its path."""
    path.write_bytes(
        b"".join(
            (line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode())
            + b"\n"
            for line in lines
        )
    )
    return path
