"""The documents of a run, compared with what is stored before anything of them is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from archive.clock import Clock
from archive.database import open_session
from archive.errors import SkippedEntry, UnreadableSource
from archive.models import SourceDocument
from archive.quarantine.faults import error_text, is_record_fault, storable_text
from importers.bounds.dates import parse_document
from importers.loading.agenda.chair_remarks import all_speeches
from importers.loading.batches import batches
from importers.loading.document_stream import DocumentStream
from importers.loading.drift.alarms import Alarm, IdForm, Observation, RunStatistics, Threshold
from importers.loading.drift.history import has_documents, load_history
from importers.loading.drift.stored_records import StoredRecords
from importers.loading.drift.stored_speeches import StoredSpeech, StoredSpeeches
from importers.loading.parsed_ahead import ParsedRecords
from importers.loading.reference_data import ReferenceData, UnknownAssembly
from importers.loading.source_documents.earlier_versions import parse_speech
from importers.loading.source_documents.storage import document_name, sha256_of
from importers.loading.speeches.identifiers import identifiers_of
from importers.loading.speeches.lost_fields import lost_fields, missing_fields
from importers.records import (
    AgendaItemRecord,
    BackgroundDocumentRecord,
    Document,
    Record,
    RecordIssue,
    SourceIdentifier,
    SpeechRecord,
)
from importers.source import Source

_AT_A_TIME: Final = 1_000


def find_drift(  # noqa: PLR0913  (what is judged, by what, and what is kept of it)
    engine: Engine,
    source: Source,
    documents: DocumentStream,
    *,
    threshold: Threshold,
    clock: Clock,
    ahead: ParsedRecords,
) -> tuple[Alarm, ...]:
    """Return in what the documents say less than the source's did before; nothing is stored.

    What is found in them goes to ``ahead``. A source of which nothing is stored gives no alarm.
    Memory is that of a thousand documents.
    """
    with open_session(engine) as opened:
        if not has_documents(opened, source.name):
            return ()
    tendency = RunStatistics()
    for batch in batches(documents.look_ahead(), _AT_A_TIME):
        with open_session(engine) as opened:
            _Comparison(opened, source, clock, ahead).add_to(tendency, batch)
    with open_session(engine) as opened:
        return tendency.alarms(
            load_history(opened, source.name, tendency.forms(threshold)), threshold
        )


@dataclass(frozen=True, slots=True)
class _Read:
    """A document that was parsed, and the speeches among its records."""

    document: Document
    records: tuple[Record, ...]
    speeches: tuple[SpeechRecord, ...]

    @property
    def name(self) -> str:
        """Return what will name the document among those of its source."""
        url = next((record.url for record in self.records if record.url), None)
        return document_name(self.document, url)

    @property
    def has_address(self) -> bool:
        return self.name != self.document.name

    @property
    def issues(self) -> tuple[RecordIssue, ...]:
        """Return what the parser noticed."""
        return tuple(
            issue
            for record in self.records
            if isinstance(record, SpeechRecord | AgendaItemRecord | BackgroundDocumentRecord)
            for issue in record.issues
        )


@dataclass(slots=True)
class _Comparison:
    """One batch of documents beside what is stored."""

    session: Session
    source: Source
    clock: Clock
    ahead: ParsedRecords
    frame: ReferenceData = field(default_factory=ReferenceData)

    def add_to(self, tendency: RunStatistics, batch: Sequence[Document | UnreadableSource]) -> None:
        """Add what each document shows, but those that this parser has read before."""
        documents = {sha256_of(one): one for one in batch if isinstance(one, Document)}
        known = self._known(documents)
        tendency.skip(len(known))
        read: list[_Read] = []
        for one in batch:
            if isinstance(one, UnreadableSource) and not isinstance(one, SkippedEntry):
                tendency.add(Observation(one.place, is_known=False, rejected=str(one)))
        for sha256, document in documents.items():
            if sha256 in known:
                continue
            try:
                records = tuple(parse_document(self.source, document, self.clock))
            except UnreadableSource as error:
                place = document.shown_place
                told = storable_text(str(error))
                tendency.add(Observation(place, is_known=False, rejected=told))
                continue
            self.ahead.remember(document, records)
            read.append(_Read(document, records, tuple(all_speeches(records))))
        for seen in self._all_observed(read):
            tendency.add(seen)

    def _all_observed(self, read: Sequence[_Read]) -> list[Observation]:
        """Return what the documents show; one with which the comparison fails is rejected."""
        try:
            with self.session.begin_nested():
                stored = StoredSpeeches.of(self.session, self._asked(read))
                others = StoredRecords.of(self.session, [(one.name, one.records) for one in read])
                return [self._observed(parsed, stored, others) for parsed in read]
        except Exception as error:
            if not is_record_fault(error):
                raise
            self.frame = ReferenceData()
            if len(read) == 1:
                place = read[0].document.shown_place
                return [Observation(place, is_known=False, rejected=error_text(error))]
            half = len(read) // 2
            return [*self._all_observed(read[:half]), *self._all_observed(read[half:])]

    def _known(self, hashes: Iterable[str]) -> set[str]:
        """Return the hashes of what this parser has read before."""
        return set(
            self.session.scalars(
                select(SourceDocument.sha256).where(
                    SourceDocument.source == self.source.name,
                    SourceDocument.parser_version == self.source.parser_version,
                    SourceDocument.sha256.in_(list(hashes)),
                )
            )
        )

    def _asked(self, read: Iterable[_Read]) -> Iterator[tuple[int, tuple[SourceIdentifier, ...]]]:
        for one in read:
            for record in one.speeches:
                assembly_id = self._assembly_id(record)
                if assembly_id is not None:
                    yield assembly_id, identifiers_of(record)

    def _assembly_id(self, record: SpeechRecord) -> int | None:
        """Return the assembly's key; None where it is unknown, which is told at the storing."""
        try:
            return self.frame.assembly_id(self.session, record.assembly)
        except UnknownAssembly:
            return None

    def _observed(self, read: _Read, stored: StoredSpeeches, others: StoredRecords) -> Observation:
        lost = {name: "" for record in read.records for name in others.lost(read.name, record)}
        is_known = others.hold_any(read.name, read.records)
        missing: set[tuple[IdForm, str]] = set()
        new_in: set[IdForm] = set()
        for record in read.speeches:
            assembly_id = self._assembly_id(record)
            if assembly_id is None:
                continue
            identifiers = identifiers_of(record)
            speech = stored.find(assembly_id, identifiers)
            if speech is None:
                form = IdForm(record.assembly, identifiers[0].scheme)
                new_in.add(form)
                missing |= {(form, name) for name in missing_fields(record)}
                continue
            is_known = True
            lost |= {name: speech.fields[name] for name in self._lost(read, record, speech)}
        return Observation(
            read.document.shown_place,
            is_known=is_known,
            lost=lost,
            new_in=frozenset(new_in),
            missing=frozenset(missing),
            issues=read.issues,
        )

    def _lost(self, read: _Read, record: SpeechRecord, speech: StoredSpeech) -> frozenset[str]:
        """Return the fields that the speech has by this document's address, and now loses."""
        lost = lost_fields(record, speech.fields, speech.speaker)
        if not lost or not read.has_address or speech.addresses.keys() <= {read.name}:
            return lost
        before = speech.addresses.get(read.name)
        if before is None:
            return frozenset()
        stated = self._said(before, record)
        return lost if stated is None else lost - missing_fields(stated)

    def _said(self, document_id: int, record: SpeechRecord) -> SpeechRecord | None:
        """Return what the kept document says of the same speech."""
        document = self.session.get_one(SourceDocument, document_id)
        return parse_speech(self.source, document, identifiers_of(record), self.clock)
