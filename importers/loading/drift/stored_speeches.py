"""Stored speeches that records mean: what they state, and at which addresses it is said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import Segment, SourceDocument, Speech, SpeechSource
from archive.vocabulary import SegmentKind
from importers.loading.sessions.session_rules import UNSTATED_RULES
from importers.loading.speeches.lost_fields import TRANSLATION, stored_fields, stored_value
from importers.loading.speeches.recognition import IdentifierIndex
from importers.records import SourceIdentifier


@dataclass(frozen=True, slots=True)
class StoredSpeech:
    """A speech as it is stored."""

    id: int
    speaker: str | None
    fields: dict[str, str]
    """The fields that it states by their names, with values where they are short."""
    addresses: dict[str, int] = field(default_factory=dict)
    """The document that holds at each address or in each file, by SourceDocument.name."""


@dataclass(frozen=True, slots=True)
class StoredSpeeches:
    """The stored speeches that have one of the identifiers that were asked for."""

    _known: IdentifierIndex
    _speeches: dict[int, StoredSpeech]

    @classmethod
    def of(
        cls, session: Session, asked: Iterable[tuple[int, tuple[SourceIdentifier, ...]]]
    ) -> Self:
        """Read the speeches, by the key of their assembly and their identifiers."""
        known = IdentifierIndex()
        pairs = [(assembly_id, one) for assembly_id, each in asked for one in each]
        known.look_up(session, pairs)
        owners = {owner for pair in pairs for owner in known.owners(*pair)}
        return cls(known, _read(session, sorted(owners)))

    def find(
        self, assembly_id: int, identifiers: tuple[SourceIdentifier, ...]
    ) -> StoredSpeech | None:
        """Return the speech that the identifiers mean; None where only a number says so."""
        meant = self._known.recognise(assembly_id, identifiers).certain
        return None if meant is None else self._speeches[meant]


_COLUMNS: Final = (
    Speech.id,
    Speech.session_id,
    Speech.number,
    Speech.number_label,
    Speech.speaker_raw,
    Speech.speaker_suffix,
    Speech.external_speaker,
    Speech.party_id,
    Speech.speech_type,
    Speech.role_raw,
    Speech.status_raw,
    Speech.started_at,
    Speech.started_at_precision,
    Speech.agenda_item_title,
    Speech.from_listing,
    Speech.session_rule,
)
_FROM_LISTING: Final = {
    "speaker_raw": "speaker",
    "speech_type": "speech type",
    "number": "number",
}
"""The fields that an agenda item's list may tell, by their columns."""


def _read(session: Session, ids: list[int]) -> dict[int, StoredSpeech]:
    if not ids:
        return {}
    speeches = {}
    for row in session.execute(select(*_COLUMNS).where(Speech.id.in_(ids))):
        listed = {_FROM_LISTING.get(column) for column in row.from_listing}
        if row.session_rule in UNSTATED_RULES:
            listed.add("session")
        fields = {name: stored_value(row, name) for name in stored_fields(row) - listed}
        speeches[row.id] = StoredSpeech(row.id, row.speaker_raw, fields)
    translated = select(Segment.speech_id).where(
        Segment.speech_id.in_(ids), Segment.kind == SegmentKind.TRANSLATION
    )
    for speech_id in session.scalars(translated):
        speeches[speech_id].fields[TRANSLATION] = ""
    addresses = session.execute(
        select(SpeechSource.speech_id, SourceDocument.name, SourceDocument.id)
        .join(SourceDocument, SourceDocument.id == SpeechSource.source_document_id)
        .where(SpeechSource.speech_id.in_(ids), SpeechSource.latest)
    )
    for speech_id, name, document_id in addresses:
        speeches[speech_id].addresses[name] = document_id
    return speeches
