"""A speech as the index sees it: the only mapping from the archive's rows to index documents."""

from dataclasses import dataclass
from datetime import date

from archive.vocabulary import SegmentKind


@dataclass(frozen=True, slots=True)
class IndexedSegment:
    """A segment's text, to be analysed in its language."""

    kind: SegmentKind
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """A speech with all that can be searched, filtered, sorted and counted."""

    speech_id: int
    """models.Speech.id: the document's key."""
    public_id: str
    fingerprint: int
    """The first 63 bits of the speech's content hash: what `index verify` compares."""
    segments: tuple[IndexedSegment, ...]
    assembly: str
    session: str | None
    """The session's label."""
    session_order: int
    """Sorts sessions of an assembly by time: their year and number."""
    number: int | None
    day: date | None
    year: int | None
    words: int
    """Words of the original."""
    speaker: str | None
    """The speaker's public id."""
    party_group: str | None
    role_kind: str | None
    country: str | None
    speech_type: str | None
