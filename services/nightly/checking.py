"""The phases that only read: the check, and the statistics with what came."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from archive.queries.archive_totals import archive_statistics
from archive.queries.background_documents import background_documents
from archive.queries.consistency import find_broken, find_warnings
from archive.queries.imports.changes import ChangedRecord, import_changes
from archive.queries.speeches import SpeechSummary, speech_summaries
from archive.settings import Settings
from archive.vocabulary import RecordKind
from services.addresses import record_page, server_address
from services.nightly.phases import PhaseResult
from services.nightly.report import RECORDS, News, NewsOfRecord, NightFindings, grouped


def check(session: Session, settings: Settings, gathered: NightFindings) -> PhaseResult:
    """Look for what is broken, and for what the sources leave open."""
    broken = list(find_broken(session))
    warnings = list(find_warnings(session, settings.clock))
    gathered.broken, gathered.missing = grouped(broken), grouped(warnings)
    told = f"{len(broken):,} broken, {len(warnings):,} warnings"
    return PhaseResult((told,), is_amiss=bool(broken))


def count(session: Session, settings: Settings, gathered: NightFindings) -> PhaseResult:
    """Count what the archive holds, and what came."""
    gathered.totals = totals = archive_statistics(session).totals
    gathered.news = _news(session, settings, gathered.runs)
    return PhaseResult(
        (f"{totals.speeches:,} speeches, {totals.background_documents:,} background documents",)
    )


def _news(session: Session, settings: Settings, runs: Sequence[int]) -> News:
    if not runs:
        return News()
    found = import_changes(session, runs, limit=RECORDS)
    base = server_address(settings)
    speeches = speech_summaries(session, _keys(found.records, RecordKind.SPEECH))
    documents = background_documents(session, _keys(found.records, RecordKind.DOCUMENT))
    records = []
    for record in found.records:
        if record.kind is RecordKind.SPEECH:
            speech = speeches[record.key]
            title, url = _title(speech), speech.source_url
        else:
            document = documents[record.key]
            title, url = document.title, document.source_url
        page = base + record_page(record.kind, record.id)
        records.append(NewsOfRecord(record.id, record.kind, record.novelty, title, page, url))
    return News(found.new, found.changed, tuple(runs), tuple(records), found.more)


def _keys(records: Sequence[ChangedRecord], kind: RecordKind) -> list[int]:
    return [record.key for record in records if record.kind is kind]


def _title(speech: SpeechSummary) -> str:
    when = str(speech.date or speech.year or "undated")
    return f"{speech.cited_speaker or 'no name'}, {when}"
