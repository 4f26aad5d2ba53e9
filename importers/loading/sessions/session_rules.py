"""Sessions that no page of a speech states: by which rules one is found, and that it stays."""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from archive.models import AgendaItem, CouncilSession, Speech
from importers.records import FieldReading, SpeechRecord

GIVEN: Final = "given"
"""Who imported the page said so: a better parser of the same page would not know it."""
LISTED: Final = "listing"
BETWEEN: Final = "between_nodes"
OF_ITEM: Final = "agenda_item"
"""The session of the agenda item on whose page it stands."""
PLACED: Final = (LISTED, BETWEEN)
"""Rules that conclude from other stored pages, at the end of each import anew."""

NOT_STATED: Final = frozenset({GIVEN, OF_ITEM, *PLACED})
"""Rules by which a session is known that the speech's own pages do not state."""


def with_session_held(session: Session, speech: Speech, record: SpeechRecord) -> SpeechRecord:
    """Return the record with the session that the stored speech has by one of these rules.

    What the speech's own pages state goes before it.
    """
    rule = speech.session_rule
    if record.session is not None or speech.session_id is None or rule not in NOT_STATED:
        return record
    number = session.get_one(CouncilSession, speech.session_id).number
    own = (reading for reading in record.readings if reading.field != "session")
    reading = _reading(session, speech, record)
    return replace(record, session=number, session_rule=rule, readings=(*own, reading))


def _reading(session: Session, speech: Speech, record: SpeechRecord) -> FieldReading:
    """Return what the session was concluded from."""
    if speech.session_rule == LISTED and speech.agenda_item_id is not None:
        item = session.get_one(AgendaItem, speech.agenda_item_id)
        return FieldReading("session", item.public_id, "agenda item")
    if speech.session_rule == BETWEEN:
        return FieldReading("session", record.source_id, "address")
    place = "agenda item" if speech.session_rule == OF_ITEM else "import"
    return FieldReading("session", None, place)
