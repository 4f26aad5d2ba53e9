"""What the archive says of a speech in its correctable fields, as readers see it."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.corrections.value_text import format_time, format_value
from archive.models import CouncilSession, Party, Segment, Speech
from archive.vocabulary import CorrectableField

_OF_SPEECH: Final[dict[CorrectableField, InstrumentedAttribute[object]]] = {
    CorrectableField(name): getattr(Speech, name)
    for name in (
        *("speaker_raw", "speaker_suffix", "speaker_source_id", "external_speaker"),
        *("role_raw", "role_kind", "party_group_key", "country"),
        *("number", "number_label", "speech_type", "agenda_item_title"),
    )
}
"""The fields whose values are columns of the speech as they stand."""


def current_values(session: Session, speech: int) -> dict[str, str | None]:
    """Return by field what the archive says of the speech of this key; None where nothing.

    The language of each segment is that of "segments.0.language" and so on.
    """
    columns = [column.label(str(field)) for field, column in _OF_SPEECH.items()]
    row = (
        session.execute(
            select(
                *columns,
                Speech.started_at,
                Speech.started_at_precision,
                Party.name.label("party"),
                CouncilSession.label.label("session"),
            )
            .outerjoin(Party, Party.id == Speech.party_id)
            .outerjoin(CouncilSession, CouncilSession.id == Speech.session_id)
            .where(Speech.id == speech)
        )
        .mappings()
        .one()
    )
    told = {field: format_value(row[field]) for field in CorrectableField}
    told[CorrectableField.STARTED_AT] = format_time(row["started_at"], row["started_at_precision"])
    return {field.value: value for field, value in told.items()} | _languages(session, speech)


def _languages(session: Session, speech: int) -> dict[str, str | None]:
    rows = session.execute(
        select(Segment.position, Segment.language)
        .where(Segment.speech_id == speech)
        .order_by(Segment.position)
    )
    return {f"segments.{position}.language": language for position, language in rows}
