"""Stored speeches that a transaction reads again, fetched together with all that is asked of them.

A thousand records are read again with a handful of queries, and what changes is written at the
transaction's end, since the session's objects gather it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Select, delete, insert, select
from sqlalchemy.orm import Session, undefer

from archive.database import table_of
from archive.models import AgendaItem, Correction, Segment, SourceDocument, Speech, SpeechSource
from archive.vocabulary import SegmentKind
from importers.loading.speeches.rows import Row

SourceRow = tuple[SourceDocument, SpeechSource]


@dataclass(slots=True)
class SpeechCache:
    """Speeches by their keys, with their sources and corrections, while a transaction goes on.

    The objects are the session's; they are held here, else it would forget and ask anew.
    """

    _speeches: dict[int, Speech] = field(default_factory=dict)
    _sources: dict[int, list[SourceRow]] = field(default_factory=dict)
    _corrections: dict[int, list[Correction]] = field(default_factory=dict)
    _translated: set[int] = field(default_factory=set)
    _documents: dict[int, SourceDocument] = field(default_factory=dict)
    _items: list[AgendaItem] = field(default_factory=list)
    _segments: dict[int, list[Row]] = field(default_factory=dict)
    """Those that take the place of a speech's segments at the end."""

    def fetch(
        self, session: Session, speech_ids: Collection[int], read: Collection[int] = ()
    ) -> None:
        """Fetch the speeches that are not held yet; ``read`` are documents whose text is known."""
        wanted = set(speech_ids) - self._speeches.keys()
        if not wanted:
            return
        statement = select(Speech).where(Speech.id.in_(wanted))
        for speech in session.scalars(statement.options(undefer(Speech.field_readings))):
            self._speeches[speech.id] = speech
            self._sources[speech.id] = []
            self._corrections[speech.id] = []
        self._fetch_sources(session, wanted, read)
        of_speeches = select(Correction).where(Correction.speech_id.in_(wanted))
        for correction in session.scalars(of_speeches.order_by(Correction.id)):
            self._corrections[correction.speech_id].append(correction)
        translated = select(Segment.speech_id).where(
            Segment.speech_id.in_(wanted), Segment.kind == SegmentKind.TRANSLATION
        )
        self._translated.update(session.scalars(translated))
        items = {speech.agenda_item_id for speech in self._speeches.values()} - {None}
        if items:
            self._items += session.scalars(select(AgendaItem).where(AgendaItem.id.in_(items)))

    def speech(self, session: Session, speech_id: int) -> Speech:
        """Return the speech."""
        self.fetch(session, [speech_id])
        return self._speeches[speech_id]

    def sources(self, session: Session, speech_id: int) -> list[SourceRow]:
        """Return the documents in which the speech was read, the first one first."""
        self.fetch(session, [speech_id])
        return self._sources[speech_id]

    def corrections(self, session: Session, speech_id: int) -> list[Correction]:
        """Return the speech's corrections, in the order in which they were made."""
        self.fetch(session, [speech_id])
        return self._corrections[speech_id]

    def add_correction(self, session: Session, correction: Correction) -> None:
        """Let the speech have this correction, too, after those that it has."""
        held = self.corrections(session, correction.speech_id)
        session.add(correction)
        session.flush()
        held.append(correction)

    def remove_correction(self, session: Session, correction: Correction) -> None:
        """Let the speech have this correction no more."""
        self.corrections(session, correction.speech_id).remove(correction)
        session.delete(correction)
        session.flush()

    def is_translated(self, session: Session, speech_id: int) -> bool:
        """Tell whether the speech had a translation when it was fetched."""
        self.fetch(session, [speech_id])
        return speech_id in self._translated

    def document(self, session: Session, document_id: int) -> SourceDocument:
        """Return a kept document."""
        if document_id not in self._documents:
            self._documents[document_id] = session.get_one(SourceDocument, document_id)
        return self._documents[document_id]

    def add_source(self, session: Session, speech_id: int, source: SourceRow) -> None:
        """Let the speech have been read in the document, too."""
        session.add(source[1])
        sources = self.sources(session, speech_id)
        sources.append(source)
        sources.sort(key=lambda pair: pair[0].id)

    def replace_segments(self, speech_id: int, segments: Iterable[Row]) -> None:
        """Let these be the speech's segments, from the next writing on."""
        self._segments[speech_id] = [segment | {"speech_id": speech_id} for segment in segments]

    def write_segments(self, session: Session) -> None:
        """Write the segments that take the place of others."""
        if self._segments:
            changed = [*self._segments]
            session.execute(delete(table_of(Segment)).where(Segment.speech_id.in_(changed)))
            rows = [row for rows in self._segments.values() for row in rows]
            session.execute(insert(table_of(Segment)), rows)
            for speech_id in changed:
                session.expire(self._speeches[speech_id], ["segments"])
            self._segments.clear()

    def _fetch_sources(
        self, session: Session, speech_ids: Collection[int], read: Collection[int]
    ) -> None:
        rows = session.execute(
            select(SourceDocument, SpeechSource)
            .join(SpeechSource, SpeechSource.source_document_id == SourceDocument.id)
            .where(SpeechSource.speech_id.in_(speech_ids))
            .order_by(SourceDocument.id)
        )
        others = set()
        for document, row in rows:
            self._sources[row.speech_id].append((document, row))
            self._documents[document.id] = document
            others.add(document.id)
        others -= set(read)
        if new := set(read) - self._documents.keys():
            self._fetch_documents(session, select(SourceDocument).where(SourceDocument.id.in_(new)))
        if others:  # what they say is parsed again
            statement = select(SourceDocument).where(SourceDocument.id.in_(others))
            self._fetch_documents(session, statement.options(undefer(SourceDocument.compressed)))

    def _fetch_documents(self, session: Session, statement: Select[SourceDocument]) -> None:
        for document in session.scalars(statement):
            self._documents[document.id] = document
