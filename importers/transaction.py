"""One transaction of an import: what its steps share, and what it writes at its end."""

from dataclasses import dataclass, field

from sqlalchemy import insert
from sqlalchemy.orm import Session

from archive.clock import Clock
from archive.models import ImportIssue
from importers.held_documents import HeldDocuments
from importers.held_speeches import HeldSpeeches
from importers.parsed_ahead import ParsedAhead
from importers.recognising import KnownIdentifiers
from importers.records import Document, RecordIssue
from importers.report import Tally
from importers.rows import Row, Surroundings
from importers.source import Source


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
    ahead: ParsedAhead = field(default_factory=ParsedAhead)
    """What was found in documents of the run before it began to store."""
    held: HeldSpeeches = field(default_factory=HeldSpeeches)
    documents: HeldDocuments = field(default_factory=HeldDocuments)
    known: KnownIdentifiers = field(default_factory=KnownIdentifiers)
    tally: Tally = field(default_factory=Tally)
    _issues: list[Row] = field(default_factory=list)

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
                "place": place[:600],
                "severity": issue.severity.value,
                "code": issue.code,
                "message": issue.message.replace("\0", "\N{REPLACEMENT CHARACTER}"),
            }
        )

    def write(self) -> None:
        """Write what was gathered: changed rows, new segments of held speeches, and issues."""
        self.session.flush()  # which a statement over tables, rather than models, does not do
        self.held.write_segments(self.session)
        self.write_issues()

    def write_issues(self) -> None:
        """Write the issues that were noted."""
        if self._issues:
            self.session.execute(insert(ImportIssue), self._issues)
            self._issues.clear()


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
