"""What is indexed: the only mapping from the archive's rows to index documents."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from archive.models import (
    Assembly,
    BackgroundDocument,
    CouncilSession,
    Segment,
    Speaker,
    Speech,
)
from archive.queries.imports.change_dates import ADDED_AT, CHANGED_AT, join_import_runs
from archive.queries.names import session_id
from archive.vocabulary import RecordKind, SegmentKind


@dataclass(frozen=True, slots=True)
class IndexedSegment:
    """A segment's text, to be analysed in its language."""

    kind: SegmentKind
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A speech, or a background document, with all that can be searched, sorted and counted."""

    record_id: int
    """models.Speech.id; of a background document, minus models.BackgroundDocument.id."""
    public_id: str
    fingerprint: int
    """The first 63 bits of the record's content hash: what `index verify` compares."""
    segments: tuple[IndexedSegment, ...]
    assembly: str | None
    session: str | None
    """The session's id: "64" of the Nordic Council, "stortinget:1998" of another assembly."""
    session_order: int
    """Sorts sessions of an assembly by time: their year and number."""
    number: int | None
    day: date | None
    year: int | None
    words: int
    """Words of the original."""
    speaker: str | None
    """The speaker's public id."""
    party_group: str | None
    role_kind: str | None
    country: str | None
    speech_type: str | None
    added: datetime | None
    """When the import run began that brought it; UTC."""
    changed: datetime | None
    """When the one began that last changed it, or brought it."""
    kind: RecordKind = RecordKind.SPEECH
    """A background document has no assembly, session, number, speaker, role, country or speech
    type, and one segment, an original."""


BATCH: Final = 500
"""Records that are read at once."""


def read_documents(
    session: Session, record_ids: Collection[int] | None = None
) -> Iterator[IndexDocument]:
    """Yield all speeches, or of these, in the order of their ids; then background documents.

    What is withdrawn is left out. A batch is in memory at a time.
    """
    if record_ids is None:
        rows = session.execute(_SPEECHES.execution_options(yield_per=BATCH))
        for batch in rows.partitions(BATCH):
            yield from _speech_documents(session, batch)
        texts = session.execute(_BACKGROUND.execution_options(yield_per=BATCH))
        yield from (_background_document(row) for row in texts)
        return
    for ids in _batched(sorted(key for key in record_ids if key > 0)):
        yield from _speech_documents(
            session, session.execute(_SPEECHES.where(Speech.id.in_(ids))).all()
        )
    for ids in _batched(sorted(-key for key in record_ids if key < 0)):
        texts = session.execute(_BACKGROUND.where(BackgroundDocument.id.in_(ids)))
        yield from (_background_document(row) for row in texts)


def read_fingerprints(session: Session) -> dict[int, int]:
    """Return the fingerprint of everything that belongs into an index, by its record id."""
    speeches = session.execute(select(Speech.id, Speech.content_sha256).where(_INDEXED))
    texts = session.execute(
        select(-BackgroundDocument.id, BackgroundDocument.content_sha256).where(_SHOWN)
    )
    return {key: fingerprint(sha256) for key, sha256 in (*speeches, *texts)}


def read_revision(session: Session) -> int:
    """Return the last import run that changed a speech or background document; 0 before any."""
    revisions = Speech.revision, BackgroundDocument.revision
    return max(session.scalar(select(func.max(revision))) or 0 for revision in revisions)


def read_changed_since(session: Session, revision: int) -> frozenset[int]:
    """Return the record ids of what import runs after this one changed."""
    speeches = select(Speech.id).where(_INDEXED, Speech.revision > revision)
    texts = select(-BackgroundDocument.id).where(_SHOWN, BackgroundDocument.revision > revision)
    return frozenset((*session.scalars(speeches), *session.scalars(texts)))


def fingerprint(sha256: str) -> int:
    """Return the first 63 bits of a hash in hexadecimal."""
    return int(sha256[:16], 16) >> 1


def session_order(year: int | None, number: int | None) -> int:
    """Return what sorts an assembly's sessions by time."""
    return (year or 0) * 10_000 + (number or 0)


_INDEXED: Final = Speech.withdrawn_at.is_(None)

_SHOWN: Final = BackgroundDocument.withdrawn_at.is_(None)

_Background = Row[int, str, str, date | None, int | None, int, str, str, str, datetime, datetime]

_BACKGROUND: Final = join_import_runs(
    select(
        BackgroundDocument.id,
        BackgroundDocument.public_id,
        BackgroundDocument.content_sha256,
        BackgroundDocument.date,
        BackgroundDocument.year,
        BackgroundDocument.words,
        BackgroundDocument.language,
        BackgroundDocument.title,
        BackgroundDocument.text,
        ADDED_AT,
        CHANGED_AT,
    )
    .where(_SHOWN)
    .order_by(BackgroundDocument.id),
    BackgroundDocument,
)

_SPEECHES: Final = join_import_runs(
    select(
        Speech.id,
        Speech.public_id,
        Speech.content_sha256,
        Assembly.key.label("assembly"),
        CouncilSession.label.label("session_label"),
        CouncilSession.year.label("session_year"),
        CouncilSession.number.label("session_number"),
        Speech.number,
        Speech.date,
        Speech.year,
        Speech.words,
        Speaker.public_id.label("speaker"),
        Speech.party_group_key,
        Speech.role_kind,
        Speech.country,
        Speech.speech_type,
        ADDED_AT,
        CHANGED_AT,
    )
    .join(Assembly, Assembly.id == Speech.assembly_id)
    .outerjoin(CouncilSession, CouncilSession.id == Speech.session_id)
    .outerjoin(Speaker, Speaker.id == Speech.speaker_id)
    .where(_INDEXED)
    .order_by(Speech.id),
    Speech,
)


def _speech_documents(session: Session, rows: Sequence[Any]) -> Iterator[IndexDocument]:
    """Yield the documents of a batch of speeches, with their segments read in one query."""
    segments: dict[int, list[IndexedSegment]] = {row.id: [] for row in rows}
    read = session.execute(
        select(Segment.speech_id, Segment.kind, Segment.language, Segment.text)
        .where(Segment.speech_id.in_(list(segments)))
        .order_by(Segment.speech_id, Segment.position)
    )
    for speech_id, kind, language, text in read:
        segments[speech_id].append(IndexedSegment(SegmentKind(kind), language, text))
    for row in rows:
        yield _speech_document(row, tuple(segments[row.id]))


def _speech_document(row: Row[Any], segments: tuple[IndexedSegment, ...]) -> IndexDocument:
    return IndexDocument(
        record_id=row.id,
        public_id=row.public_id,
        fingerprint=fingerprint(row.content_sha256),
        segments=segments,
        assembly=row.assembly,
        session=row.session_label and session_id(row.assembly, row.session_label),
        session_order=session_order(row.session_year, row.session_number),
        number=row.number,
        day=row.date,
        year=row.year,
        words=row.words,
        speaker=row.speaker,
        party_group=row.party_group_key,
        role_kind=row.role_kind,
        country=row.country,
        speech_type=row.speech_type,
        added=row.added_at,
        changed=row.changed_at,
    )


def _background_document(row: _Background) -> IndexDocument:
    return IndexDocument(
        record_id=-row.id,
        public_id=row.public_id,
        fingerprint=fingerprint(row.content_sha256),
        segments=segments_of_background_document(row.title, row.text, row.language),
        assembly=None,
        session=None,
        session_order=0,
        number=None,
        day=row.date,
        year=row.year,
        words=row.words,
        speaker=None,
        party_group=None,
        role_kind=None,
        country=None,
        speech_type=None,
        added=row.added_at,
        changed=row.changed_at,
        kind=RecordKind.DOCUMENT,
    )


def segments_of_background_document(
    title: str, text: str, language: str
) -> tuple[IndexedSegment, ...]:
    """Return a background document's text and, unless the text contains it, its title.

    The title only where the text has it not, as where front matter tells it.
    """
    texts = (text,) if title in text else (text, title)
    return tuple(IndexedSegment(SegmentKind.ORIGINAL, language, each) for each in texts)


def _batched(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
