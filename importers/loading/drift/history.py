"""What a source gave before: the measure of what its documents are expected to say."""

from typing import Any, Final

from sqlalchemy import SQLColumnExpression, String, case, cast, func, literal_column, select
from sqlalchemy.orm import Session

from archive.models import (
    Assembly,
    ImportIssue,
    ImportRun,
    SourceDocument,
    Speech,
    SpeechIdentifier,
    SpeechSource,
)
from archive.vocabulary import Severity
from importers.loading.drift.alarms import History, IdForm
from importers.loading.speeches.identifiers import SCHEMES_BY_TRUST


def has_documents(session: Session, source: str) -> bool:
    """Return whether a document of the source is stored."""
    stored = select(SourceDocument.id).where(SourceDocument.source == source).limit(1)
    return session.scalar(stored) is not None


def load_history(session: Session, source: str, forms: frozenset[IdForm]) -> History:
    """Return what the source gave before, and the fields of the speeches of these forms."""
    return History(
        issues=_issues(session, source),
        rejected=_rejected(session, source),
        missing=_missing(session, source, forms) if forms else {},
    )


def _issues(session: Session, source: str) -> dict[str, float]:
    of_source = SourceDocument.source == source
    documents = session.scalar(select(func.count(SourceDocument.id)).where(of_source)) or 1
    rows = session.execute(
        select(ImportIssue.code, func.count(ImportIssue.source_document_id.distinct()))
        .join(SourceDocument, SourceDocument.id == ImportIssue.source_document_id)
        .where(of_source, ImportIssue.severity != Severity.NOTED)
        .group_by(ImportIssue.code)
    )
    return {code: count / documents for code, count in rows}


def _rejected(session: Session, source: str) -> float:
    run = ImportRun
    counts = (run.inserted, run.updated, run.unchanged, run.withdrawn, run.rejected)
    *others, rejected = session.execute(
        select(*(func.coalesce(func.sum(count), 0) for count in counts)).where(run.source == source)
    ).one()
    records = sum(others) + rejected
    return rejected / records if records else 0.0


_EXPECTED: Final[dict[str, SQLColumnExpression[Any]]] = {
    "date": Speech.started_at,
    # Of a text and a number PostgreSQL makes no one value.
    "number": func.coalesce(Speech.number_label, cast(Speech.number, String)),
    "party": Speech.party_id,
    "role": Speech.role_raw,
    "speaker": Speech.speaker_raw,
    "speech type": Speech.speech_type,
}
"""The fields that new speeches are expected to state where nearly all before did: those that a
source prints, and neither what a rule concludes nor what comes and goes."""


def _missing(
    session: Session, source: str, forms: frozenset[IdForm]
) -> dict[tuple[IdForm, str], float]:
    scheme = _leading_scheme()
    rows = session.execute(
        select(
            Assembly.key,
            scheme,
            func.count(),
            *(func.count(column) for column in _EXPECTED.values()),
        )
        .select_from(Speech)
        .join(Assembly, Assembly.id == Speech.assembly_id)
        .join(SpeechSource, (SpeechSource.speech_id == Speech.id) & SpeechSource.current)
        .join(SourceDocument, SourceDocument.id == SpeechSource.source_document_id)
        .where(
            SourceDocument.source == source,
            Assembly.key.in_(sorted({form.assembly for form in forms})),
        )
        .group_by(Assembly.key, scheme)
    )
    return {
        (IdForm(assembly, leading), name): 1 - stated / speeches
        for assembly, leading, speeches, *counts in rows
        for name, stated in zip(_EXPECTED, counts, strict=True)
    }


def _leading_scheme() -> SQLColumnExpression[str]:
    """Return the scheme of the most trusted id that a speech has."""
    has = {
        scheme: select(SpeechIdentifier.id)
        .where(SpeechIdentifier.speech_id == Speech.id, SpeechIdentifier.scheme == scheme)
        .exists()
        for scheme in SCHEMES_BY_TRUST
    }
    return case(*((exists, literal_column(f"'{scheme}'")) for scheme, exists in has.items()))
