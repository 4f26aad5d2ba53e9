"""One transaction of an import: its session, caches, counts and issues."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import insert
from sqlalchemy.orm import Session

from archive.clock import Clock
from archive.models import ImportIssue
from archive.quarantine.entries import FaultyRecord, quarantine_records
from archive.quarantine.faults import is_record_fault, storable_text
from archive.vocabulary import Phase
from importers.loading.background_documents.cache import BackgroundDocumentCache
from importers.loading.parsed_ahead import ParsedRecords
from importers.loading.reference_data import ReferenceData
from importers.loading.report import Outcome, Tally
from importers.loading.source_documents.storage import document_name, sha256_of
from importers.loading.speeches.cache import SpeechCache
from importers.loading.speeches.recognition import IdentifierIndex
from importers.loading.speeches.rows import Row, Surroundings
from importers.records import Document, RecordIssue
from importers.source import InteractiveSource, Source


@dataclass(slots=True)
class Transaction:
    """The open session, the run that it belongs to, and what was counted so far."""

    session: Session
    run_id: int
    source: Source
    around: Surroundings
    alone: bool
    """Whether it stores a single document: what fails is then this one's fault."""
    clock: Clock
    releases: bool = False
    """Whether something that the source brought before is in quarantine."""
    ahead: ParsedRecords = field(default_factory=ParsedRecords)
    """What was found in documents of the run before it began to store."""
    held: SpeechCache = field(default_factory=SpeechCache)
    documents: BackgroundDocumentCache = field(default_factory=BackgroundDocumentCache)
    known: IdentifierIndex = field(default_factory=IdentifierIndex)
    tally: Tally = field(default_factory=Tally)
    names: list[tuple[int, str, bool]] = field(default_factory=list)
    """Background documents that were read, each with its name, and whether it is an address."""
    copies: list[tuple[str, str]] = field(default_factory=list)
    """The SHA-256 and the name of files that hold the bytes of others and were not read again."""
    speakers_of_gone: list[tuple[int, int]] = field(default_factory=list)
    """Assemblies and speakers for whom speeches were taken that are none any more."""
    isolating: bool = False
    """Whether each record is dealt with by itself, since a step failed in bulk."""
    in_quarantine: set[int] = field(default_factory=set)
    """Keys of the entries that were made or met again."""
    _issues: list[Row] = field(default_factory=list)
    _faults: list[FaultyRecord] = field(default_factory=list)

    def note(
        self,
        place: str,
        issue: RecordIssue,
        *,
        document_id: int | None = None,
        speech_id: int | None = None,
    ) -> None:
        """Report an issue and keep it with the document and the speech that it is about."""
        self.tally.note(place, issue)
        self._issues.append(
            {
                "import_run_id": self.run_id,
                "source_document_id": document_id,
                "speech_id": speech_id,
                "place": storable_text(place, 600),
                "severity": issue.severity.value,
                "code": issue.code,
                "message": storable_text(issue.message),
            }
        )

    def reject(
        self,
        document: Document,
        phase: Phase,
        issue: RecordIssue,
        read: "ReadDocument | None" = None,
    ) -> None:
        """Count the document's record as rejected, say why, and keep its bytes in quarantine.

        What a person typed, who is told at once, is not kept.
        `read` is given where its bytes are kept already.
        """
        self.tally.count(Outcome.REJECTED)
        place = document.shown_place if read is None else read.place
        self.note(place, issue, document_id=None if read is None else read.document_id)
        if isinstance(self.source, InteractiveSource):
            return
        self.put_in_quarantine(
            FaultyRecord(
                source=self.source.name,
                name=document_name(document) if read is None else read.name,
                place=document.place,
                sha256=sha256_of(document),
                content=document.content,
                media_type=document.media_type,
                phase=phase,
                code=issue.code,
                reason=issue.message,
            )
        )

    def put_in_quarantine(self, fault: FaultyRecord) -> None:
        """Keep a record at fault apart."""
        self.tally.quarantined += 1
        self._faults.append(fault)

    @property
    def at_fault(self) -> frozenset[str]:
        """The SHA-256 of what was rejected in this transaction."""
        return frozenset(fault.sha256 for fault in self._faults)

    def write(self) -> None:
        """Write what was gathered: changed rows, new segments of held speeches, and issues."""
        self.session.flush()  # which a statement over tables, rather than models, does not do
        self.held.write_segments(self.session)
        self.write_notes()

    def write_notes(self) -> None:
        """Write the issues that were noted, and what is to be quarantined."""
        if self._issues:
            self.session.execute(insert(ImportIssue), self._issues)
            self._issues.clear()
        if self._faults:
            entries = quarantine_records(self.session, self._faults, self.clock(), self.run_id)
            self.in_quarantine.update(entries)
            self._faults.clear()

    @contextmanager
    def each(self, blame: Callable[[Exception], None]) -> Iterator[None]:
        """Process one record; after a failed bulk step, in its own savepoint.

        What then fails by the record's fault is told to `blame`, and nothing of it is left.
        """
        if not self.isolating:
            yield
            return
        try:
            with self.savepoint():
                yield
                self.write()
        except Exception as error:
            if not is_record_fault(error):
                raise
            blame(error)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Do what leaves no row, count or note behind where it fails."""
        before = self.tally.copy(), [*self._issues], [*self._faults], {*self.in_quarantine}
        try:
            with self.session.begin_nested():
                yield
        except BaseException:
            self.tally, self._issues, self._faults, self.in_quarantine = before
            # What was kept in memory may be of rows that are not there any more.
            self.held, self.documents = SpeechCache(), BackgroundDocumentCache()
            self.known, self.around = IdentifierIndex(), Surroundings(ReferenceData())
            raise


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was parsed and is kept, with its row's id."""

    document: Document
    document_id: int
    name: str
    """SourceDocument.name."""
    place: str
    is_new: bool
    """Whether its bytes were not kept before."""
