"""Records to rows: one import of documents into the archive, transaction by transaction.

A document is stored whole or not at all. A source of many small documents stores about a thousand
at a time and, where such a batch fails, each half of it: see docs/decisions/transactions.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, sleep
from typing import Final, TypeAlias

from sqlalchemy import Engine, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from archive.clock import Clock, utc_now
from archive.database import lock_for_writing, open_writer
from archive.errors import SkippedEntry, UnreadableSource
from archive.models import ImportRun
from archive.quarantine.faults import error_text, is_record_fault, storable_text
from archive.quarantine.release import has_quarantined, release_gone_lines, release_phases
from archive.vocabulary import Phase, Severity
from importers.loading.agenda.item_membership import assign_agenda_items
from importers.loading.batches import batches
from importers.loading.document_stream import DocumentStream
from importers.loading.drift.alarms import Threshold
from importers.loading.drift.comparison import find_drift
from importers.loading.drift.shortfall import Shortfall, shortfall
from importers.loading.parsed_ahead import ParsedRecords
from importers.loading.reference_data import ReferenceData
from importers.loading.report import Outcome, Report, Tally
from importers.loading.sessions.placement import place_speeches
from importers.loading.source_documents.crawl_knowledge import with_crawl_knowledge
from importers.loading.source_documents.imported_files import record_files
from importers.loading.speakers.mandates import recompute_mandates
from importers.loading.speakers.resolution import resolve_speakers
from importers.loading.speeches.regrouping import regroup_speeches
from importers.loading.speeches.rows import Surroundings
from importers.loading.steps import Step, run_step
from importers.loading.store_records import store_deferred_statements, store_records
from importers.loading.transaction import Transaction
from importers.loading.withdrawals.deferred_statements import DeferredStatements
from importers.loading.withdrawals.gone_pages import mark_gone
from importers.records import Document, RecordIssue, SessionFact
from importers.source import BatchedSource, InteractiveSource, Source, find_sessions

WRITER_PAUSE_INTERVAL: Final = 0.5
WRITER_PAUSE: Final = 0.025
"""Seconds: at most a twentieth of the time, so that who waits for SQLite's only lock is let in."""

DEFAULT_THRESHOLD: Final = Threshold()
DEFAULT_LEAST_SHARE: Final = 0.1

TransactionOpener: TypeAlias = Callable[[], AbstractContextManager[Session]]


def load(  # noqa: PLR0913  (keywords that have a default)
    engine: Engine,
    source: Source,
    documents: Iterable[Document | UnreadableSource],
    *,
    dry_run: bool = False,
    threshold: Threshold | None = DEFAULT_THRESHOLD,
    least_share: float | None = DEFAULT_LEAST_SHARE,
    progress: Callable[[int], None] = lambda _: None,
    clock: Clock = utc_now,
) -> Report:
    """Import the documents and return what was done; `progress` is told of documents done.

    Documents that say less than those before by more than the threshold are not stored, nor is
    anything else of the run; without a threshold all are. A run that brings nothing, or less than
    the least share of what the one before brought, says so, unless there is no such share. A dry
    run does the same within one transaction and rolls it back. Raises WriterBusy where another
    program writes and does not end; what was committed before stays.
    """
    told = with_crawl_knowledge(engine, source.name, documents)
    with closing(DocumentStream(told)) as stream, closing(ParsedRecords()) as ahead:
        if threshold is not None:
            alarms = find_drift(
                engine, source, stream, threshold=threshold, clock=clock, ahead=ahead
            )
            if alarms:
                return Tally().report(source.name, dry_run=dry_run, alarms=alarms)
        with _opening(engine, dry_run=dry_run) as opening:
            loading = _ImportRun(opening, source, clock, ahead)
            loading.start(find_sessions(source.name))
            for done in loading.load_all(stream):
                progress(done)
                if not dry_run:  # which is one transaction from its beginning to its end
                    loading.give_way()
            loading.finish()
            fallen_short = loading.shortfall(least_share)
    run_id = None if dry_run else loading.run_id
    return loading.tally.report(source.name, dry_run=dry_run, run_id=run_id, shortfall=fallen_short)


@contextmanager
def _opening(engine: Engine, *, dry_run: bool) -> Iterator[TransactionOpener]:
    """Yield what opens a transaction; in a dry run, a savepoint of one that never commits."""
    if not dry_run:
        yield lambda: open_writer(engine)
        return
    with engine.connect() as connection:
        lock_for_writing(connection)
        yield lambda: _savepoint(Session(connection, join_transaction_mode="create_savepoint"))
        connection.rollback()


@contextmanager
def _savepoint(session: Session) -> Iterator[Session]:
    with session, session.begin():
        yield session


@dataclass(slots=True)
class _ImportRun:
    """One run while it goes on."""

    opening: TransactionOpener
    source: Source
    clock: Clock
    ahead: ParsedRecords
    around: Surroundings = field(default_factory=lambda: Surroundings(ReferenceData()))
    tally: Tally = field(default_factory=Tally)
    run_id: int = 0
    last_words: DeferredStatements = field(default_factory=DeferredStatements)
    files: set[str] = field(default_factory=set)
    """The names of the documents that have no address."""
    releases: bool = False
    """Whether something that the source brought before is in quarantine."""
    broke_off: bool = False
    """Whether some file could not be read to its end."""
    gave_way: float = field(default_factory=monotonic)

    def start(self, sessions: Sequence[SessionFact]) -> None:
        """Open the run."""
        with self.opening() as session:
            run = ImportRun(
                source=self.source.name,
                parser_version=self.source.parser_version,
                started_at=self.clock(),
            )
            session.add(run)
            session.flush()
            self.run_id = run.id
            self.releases = has_quarantined(session, self.source.name)
            self.around.frame.write_sessions(session, sessions)

    def load_all(self, documents: Iterable[Document | UnreadableSource]) -> Iterator[int]:
        """Store the documents; yield how many are done after each transaction."""
        size = 1
        if isinstance(self.source, BatchedSource):
            size = self.source.documents_per_transaction
        for batch in batches(documents, size):
            self.load(batch)
            yield len(batch)

    def load(self, batch: Sequence[Document | UnreadableSource]) -> None:
        """Store a batch in one transaction; where one record fails it, store all the others."""
        documents = [document for document in batch if isinstance(document, Document)]
        self._load(documents)
        # A name that no database keeps is that of a document which is rejected.
        self.files.update(
            document.name
            for document in documents
            if document.url is None and storable_text(document.name) == document.name
        )
        self._note_unreadable([error for error in batch if isinstance(error, UnreadableSource)])

    def _load(self, documents: Sequence[Document]) -> None:
        """Store the documents; where a record among them fails, each half in its own transaction.

        So the one at fault is found in a few steps, and costs itself alone.
        """
        try:
            self._store(documents, alone=len(documents) == 1)
        except Exception as error:
            if not is_record_fault(error):
                raise
            self._forget()
            if len(documents) == 1:
                self._reject(documents[0], error)
            else:
                half = len(documents) // 2
                self._load(documents[:half])
                self._load(documents[half:])

    def give_way(self) -> None:
        """Pause between transactions, so that other writers get the lock."""
        if monotonic() - self.gave_way >= WRITER_PAUSE_INTERVAL:
            sleep(WRITER_PAUSE)
            self.gave_way = monotonic()

    def finish(self) -> None:
        """Store deferred statements, run the closing steps, and close the run."""
        with self._transaction(alone=True) as transaction:
            run_step(
                transaction,
                Phase.STORE,
                lambda each: store_deferred_statements(each, self.last_words),
            )
            record_files(transaction.session, self.source.name, self.files, self.run_id)
            self._release_gone_lines(transaction)
            done = [phase for phase, step in _STEPS.items() if run_step(transaction, phase, step)]
            release_phases(transaction.session, done, transaction.in_quarantine)
        with self.opening() as session:
            self._write_counts(session, self.tally.outcomes, finished_at=self.clock())

    def shortfall(self, least_share: float | None) -> Shortfall | None:
        """Return by how much the run fell short of the one before, where that is asked for."""
        if least_share is None or isinstance(self.source, InteractiveSource):
            return None
        with self.opening() as session:
            return shortfall(session, self.run_id, self.tally.outcomes.total(), least_share)

    def _release_gone_lines(self, transaction: Transaction) -> None:
        if self.releases and not self.broke_off:
            transaction.write_notes()
            release_gone_lines(transaction.session, self.source.name, self.files, self.run_id)

    def _store(self, documents: Sequence[Document], *, alone: bool) -> None:
        if documents:
            last_words = self.last_words.copy()
            with self._transaction(alone=alone) as transaction:
                store_records(transaction, last_words, documents)
            self.last_words = last_words

    @contextmanager
    def _transaction(self, *, alone: bool) -> Iterator[Transaction]:
        """Open a transaction; what it counted counts once it is committed."""
        with self.opening() as session:
            transaction = Transaction(
                session=session,
                run_id=self.run_id,
                source=self.source,
                around=self.around,
                alone=alone,
                clock=self.clock,
                releases=self.releases,
                ahead=self.ahead,
            )
            yield transaction
            transaction.write_notes()
            self._write_counts(session, self.tally.outcomes + transaction.tally.outcomes)
        self.tally.add(transaction.tally)

    def _reject(self, document: Document, error: Exception) -> None:
        with self._transaction(alone=True) as transaction:
            if isinstance(error, DBAPIError):
                code, told = "database_refused", f"the database refused it: {error_text(error)}"
            else:
                code, told = "failed", f"it cannot be stored ({error_text(error)})"
            transaction.reject(document, Phase.STORE, RecordIssue(Severity.REJECTED, code, told))

    def _note_unreadable(self, errors: Sequence[UnreadableSource]) -> None:
        if not errors:
            return
        with self._transaction(alone=True) as transaction:
            for error in errors:
                if isinstance(error, SkippedEntry):
                    issue = RecordIssue(Severity.NOTED, "left_out", str(error))
                else:
                    self.broke_off = True
                    transaction.tally.count(Outcome.REJECTED)
                    issue = RecordIssue(Severity.REJECTED, "unreadable", str(error))
                transaction.note(error.place, issue)

    def _forget(self) -> None:
        """Drop what was kept in memory of rows that a rollback took away."""
        self.around = Surroundings(ReferenceData())

    def _write_counts(
        self, session: Session, outcomes: Counter[Outcome], finished_at: datetime | None = None
    ) -> None:
        counts = {outcome.value: outcomes[outcome] for outcome in Outcome}
        session.execute(
            update(ImportRun)
            .where(ImportRun.id == self.run_id)
            .values(**counts, finished_at=finished_at)
        )


_STEPS: Final[Mapping[Phase, Step]] = {
    Phase.REGROUP: regroup_speeches,
    Phase.PLACE: place_speeches,
    Phase.JOIN: assign_agenda_items,
    Phase.RESOLVE: resolve_speakers,
    Phase.MANDATES: recompute_mandates,
    Phase.GONE: mark_gone,
}
"""What is done at the end of each import, in this order: all of it looks at all that is held."""
