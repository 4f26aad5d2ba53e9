"""What the archive holds: totals, and speeches and words by assembly, session, language ..."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.models import (
    AgendaItem,
    Assembly,
    BackgroundDocument,
    CouncilSession,
    ImportIssue,
    ImportRun,
    PartyGroup,
    Segment,
    SourceDocument,
    Speaker,
    Speech,
)
from archive.quarantine.listing import count_quarantined
from archive.vocabulary import SegmentKind


@dataclass(frozen=True, slots=True)
class ValueShare:
    """The speeches that have one value, and the words of their originals."""

    value: str | None
    speeches: int
    words: int


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows of each kind there are; withdrawn speeches are counted apart."""

    speeches: int
    withdrawn: int
    segments: int
    words: int
    """Of the originals."""
    speakers: int
    unresolved: int
    """Speeches that name a speaker whom no rule resolves."""
    agenda_items: int
    background_documents: int
    """Texts beside the debates: in no other number but those of sources, runs and issues."""
    source_documents: int
    source_bytes: int
    import_runs: int
    import_issues: int
    quarantined: int
    """Records at fault, which `tingtale quarantine list` names: in no other number."""


WITHOUT_SESSION: Final = "without a session"


@dataclass(frozen=True, slots=True)
class ArchiveStatistics:
    """What the archive holds."""

    totals: RowCounts
    by_assembly: tuple[ValueShare, ...]
    by_session: tuple[ValueShare, ...]
    """By the assembly's key and the session's label: "nordic-council 64"; those of no known
    session, too."""
    by_language: tuple[ValueShare, ...]
    """By the language of the original; a speech in two languages stands in both."""
    by_type: tuple[ValueShare, ...]
    by_party_group: tuple[ValueShare, ...]


def archive_statistics(session: Session) -> ArchiveStatistics:
    """Return what the archive holds."""
    return ArchiveStatistics(
        totals=_totals(session),
        by_assembly=_shares(session, _by(Assembly.key).join(Assembly)),
        by_session=_shares(
            session,
            _by(Assembly.key + " " + func.coalesce(CouncilSession.label, WITHOUT_SESSION))
            .join(Assembly, Assembly.id == Speech.assembly_id)
            .outerjoin(CouncilSession, CouncilSession.id == Speech.session_id),
        ),
        by_language=_shares(session, _by_language()),
        by_type=_shares(session, _by(Speech.speech_type)),
        by_party_group=_shares(
            session, _by(PartyGroup.key).join(PartyGroup, PartyGroup.key == Speech.party_group_key)
        ),
    )


def _totals(session: Session) -> RowCounts:
    present = Speech.withdrawn_at.is_(None)
    speeches, words = session.execute(
        select(func.count(), func.coalesce(func.sum(Speech.words), 0)).where(present)
    ).one()

    def count(model: type, *conditions: ColumnElement[bool]) -> int:
        return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0

    return RowCounts(
        speeches=speeches,
        withdrawn=count(Speech, ~present),
        segments=count(Segment),
        words=words,
        speakers=count(Speaker),
        unresolved=count(
            Speech, present, Speech.speaker_id.is_(None), Speech.speaker_raw.is_not(None)
        ),
        agenda_items=count(AgendaItem),
        background_documents=count(BackgroundDocument, BackgroundDocument.withdrawn_at.is_(None)),
        source_documents=count(SourceDocument),
        source_bytes=session.scalar(select(func.coalesce(func.sum(SourceDocument.size), 0))) or 0,
        import_runs=count(ImportRun),
        import_issues=count(ImportIssue),
        quarantined=count_quarantined(session),
    )


def _by(value: ColumnElement[str] | InstrumentedAttribute[Any]) -> Select[Any, int, int]:
    words = func.coalesce(func.sum(Speech.words), 0)
    return (
        select(value, func.count(Speech.id), words)
        .select_from(Speech)
        .where(Speech.withdrawn_at.is_(None))
        .group_by(value)
        .order_by(value)
    )


def _by_language() -> Select[Any, int, int]:
    return (
        select(
            Segment.language,
            func.count(Segment.speech_id.distinct()),
            func.coalesce(func.sum(Segment.words), 0),
        )
        .join(Speech, Speech.id == Segment.speech_id)
        .where(Segment.kind == SegmentKind.ORIGINAL, Speech.withdrawn_at.is_(None))
        .group_by(Segment.language)
        .order_by(Segment.language)
    )


def _shares(session: Session, statement: Select[Any, int, int]) -> tuple[ValueShare, ...]:
    return tuple(ValueShare(*row) for row in session.execute(statement))
