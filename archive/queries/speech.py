"""One speech with its text, its place in the debate, and where every value comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session

from archive.models import Assembly, Mandate, Party, Segment, Speech
from archive.queries import provenance
from archive.queries.field_provenance import SegmentLabels, speech_field_provenance
from archive.queries.provenance import (
    CorrectionRow,
    FieldProvenance,
    IdentifierRow,
    IssueRow,
    SourceRow,
)
from archive.queries.speeches import SpeechSummary, read_summary, speech_key, summary_statement
from archive.text.person_names import ICELAND
from archive.vocabulary import SITTING_NUMBER


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A run of paragraphs of one kind in one language."""

    kind: str
    language: str
    words: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpeechDetail:
    """A speech with all that the archive knows of it."""

    summary: SpeechSummary
    status_raw: str | None
    speaker_suffix: str | None
    """What the source prints in parentheses after the speaker's name."""
    external_speaker: bool
    party: str | None
    withdrawn_at: datetime | None
    """UTC; set where its source or the operator took the speech back."""
    gone_at: datetime | None
    """UTC; set where every page that it was read from is gone at the source."""
    content_sha256: str
    segments: tuple[SegmentRow, ...]
    previous: SpeechSummary | None
    """The speech before in the session, by number; None where numbers do not tell."""
    next: SpeechSummary | None
    sources: tuple[SourceRow, ...]
    """The current one first."""
    identifiers: tuple[IdentifierRow, ...]
    part: str | None
    """Which part of its document the speech is, such as "remark 3"; None for all of it."""
    readings: tuple[FieldProvenance, ...]
    from_listing: tuple[str, ...]
    """Fields that the speech's own page leaves empty and an agenda item's page tells."""
    issues: tuple[IssueRow, ...]
    corrections: tuple[CorrectionRow, ...]
    icelandic: bool = False
    """Whether the speaker is known for an Icelander, whose name has no family name."""


def find_speech(session: Session, public_id: str) -> SpeechDetail:
    """Return the speech of this public id, withdrawn or not. Raises NotFound."""
    key = speech_key(session, public_id)
    row = session.execute(_detail_statement(key)).mappings().one()
    found, segments = read_summary(row), _segments(session, key)
    known = provenance.identifiers(session, key)
    corrected = provenance.corrections(session, key)
    within = _numbered_within(row, known)
    return SpeechDetail(
        summary=found,
        status_raw=row["status_raw"],
        speaker_suffix=row["speaker_suffix"],
        external_speaker=row["external_speaker"],
        party=row["party"],
        withdrawn_at=row["withdrawn_at"],
        gone_at=row["gone_at"],
        content_sha256=row["content_sha256"],
        segments=segments,
        previous=_neighbour(session, within, found, following=False),
        next=_neighbour(session, within, found, following=True),
        sources=provenance.sources(session, key),
        identifiers=known,
        part=provenance.part_of(known),
        readings=speech_field_provenance(
            found, row, [SegmentLabels(of.kind, of.language) for of in segments], corrected
        ),
        from_listing=tuple(row["from_listing"]),
        issues=provenance.issues(session, key),
        corrections=corrected,
        icelandic=row["icelandic"],
    )


def _detail_statement(key: int) -> Select[*tuple[Any, ...]]:
    return (
        summary_statement()
        .add_columns(
            Speech.session_id.label("session_key"),
            Speech.sitting_id.label("sitting_key"),
            Speech.status_raw,
            Speech.speaker_suffix,
            Speech.speaker_rule,
            Speech.external_speaker,
            Speech.type_raw,
            Speech.role_rule,
            Speech.session_rule,
            Speech.from_listing,
            Speech.field_readings,
            Speech.content_sha256,
            Party.name.label("party"),
            _icelandic().label("icelandic"),
        )
        .outerjoin(Party, Party.id == Speech.party_id)
        .where(Speech.id == key)
    )


def _icelandic() -> ColumnElement[bool]:
    """Return whether the speech, its speaker's mandates or its assembly are of Iceland."""
    seats = select(Mandate.id).where(
        Mandate.speaker_id == Speech.speaker_id, Mandate.country == ICELAND
    )
    stated = (func.coalesce(of == ICELAND, false()) for of in (Speech.country, Assembly.country))
    return or_(*stated, seats.correlate(Speech).exists())


def _segments(session: Session, key: int) -> tuple[SegmentRow, ...]:
    rows = session.execute(
        select(Segment.kind, Segment.language, Segment.words, Segment.text)
        .where(Segment.speech_id == key)
        .order_by(Segment.position)
    )
    return tuple(
        SegmentRow(kind, language, words, tuple(text.split("\n\n")))
        for kind, language, words, text in rows
    )


def _numbered_within(row: RowMapping, known: Sequence[IdentifierRow]) -> ColumnElement[bool] | None:
    """Return what is true of the speeches among which the number of this one counts."""
    if any(identifier.scheme == SITTING_NUMBER for identifier in known):
        key = row["sitting_key"]
        return None if key is None else Speech.sitting_id == key
    return None if row["session_key"] is None else Speech.session_id == row["session_key"]


def _neighbour(
    session: Session, within: ColumnElement[bool] | None, of: SpeechSummary, *, following: bool
) -> SpeechSummary | None:
    """Return the speech with the next lower or higher number in the session, or the sitting."""
    if within is None or of.number is None:
        return None
    place = (Speech.number, Speech.public_id)
    if following:
        farther = Speech.number > of.number
        same = and_(Speech.number == of.number, Speech.public_id > of.id)
        order = [column.asc() for column in place]
    else:
        farther = Speech.number < of.number
        same = and_(Speech.number == of.number, Speech.public_id < of.id)
        order = [column.desc() for column in place]
    statement = summary_statement().where(within, Speech.withdrawn_at.is_(None), or_(farther, same))
    row = session.execute(statement.order_by(*order).limit(1)).mappings().first()
    return None if row is None else read_summary(row)
