"""What searches and concordances find in the archive: a speech or a background document."""

from dataclasses import dataclass

from archive.queries.background_documents import BackgroundDocumentSummary
from archive.queries.speeches import SpeechSummary
from archive.vocabulary import RecordKind
from services.hit_records import Record


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """Something found in a speech, or in a background document where those were asked for."""

    record: Record

    @property
    def kind(self) -> RecordKind:
        """What was found."""
        return RecordKind.DOCUMENT if self.speech is None else RecordKind.SPEECH

    @property
    def speech(self) -> SpeechSummary | None:
        """The speech, where it is one."""
        return self.record if isinstance(self.record, SpeechSummary) else None

    @property
    def document(self) -> BackgroundDocumentSummary | None:
        """The background document, where it is one."""
        return None if isinstance(self.record, SpeechSummary) else self.record
