"""The rules by which a speech gets a session that its own pages do not state."""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from archive.models import AgendaItem, CouncilSession, Speech
from importers.records import FieldProvenance, SpeechRecord

GIVEN_AT_IMPORT: Final = "given"
"""Who imported the page said so: a better parser of the same page would not know it."""
FROM_LISTING: Final = "listing"
BETWEEN_NODES: Final = "between_nodes"
FROM_AGENDA_ITEM: Final = "agenda_item"
"""The session of the agenda item on whose page it stands."""
INFERRED_RULES: Final = (FROM_LISTING, BETWEEN_NODES)
"""Rules that conclude from other stored pages, at the end of each import anew."""

UNSTATED_RULES: Final = frozenset({GIVEN_AT_IMPORT, FROM_AGENDA_ITEM, *INFERRED_RULES})
"""Rules by which a session is known that the speech's own pages do not state."""


def with_inferred_session(session: Session, speech: Speech, record: SpeechRecord) -> SpeechRecord:
    """Return the record with the session that the stored speech has by one of these rules.

    What the speech's own pages state goes before it.
    """
    rule = speech.session_rule
    if record.session is not None or speech.session_id is None or rule not in UNSTATED_RULES:
        return record
    number = session.get_one(CouncilSession, speech.session_id).number
    own = (reading for reading in record.readings if reading.field != "session")
    reading = _reading(session, speech, record)
    return replace(record, session=number, session_rule=rule, readings=(*own, reading))


def _reading(session: Session, speech: Speech, record: SpeechRecord) -> FieldProvenance:
    """Return what the session was concluded from."""
    if speech.session_rule == FROM_LISTING and speech.agenda_item_id is not None:
        item = session.get_one(AgendaItem, speech.agenda_item_id)
        return FieldProvenance("session", item.public_id, "agenda item")
    if speech.session_rule == BETWEEN_NODES:
        return FieldProvenance("session", record.source_id, "address")
    place = "agenda item" if speech.session_rule == FROM_AGENDA_ITEM else "import"
    return FieldProvenance("session", None, place)
