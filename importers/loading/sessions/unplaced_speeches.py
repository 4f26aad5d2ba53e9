"""Speeches whose own pages state no session, and those of known ones beside which they stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from archive.models import Segment, Speech, SpeechIdentifier
from archive.vocabulary import SESSION_NUMBER, Phase, SpeechType
from importers.loading.agenda.listed_speeches import first_originals, letters_and_digits
from importers.loading.sessions.session_rules import INFERRED_RULES
from importers.loading.skipped_records import skip_speech
from importers.loading.transaction import Transaction

_T = TypeVar("_T")
_NODE: Final = re.compile("[0-9]{1,12}")
_IS_ITS_NODE: Final = (SpeechIdentifier.speech_id == Speech.id) & (
    SpeechIdentifier.scheme == "node"
)


@dataclass(frozen=True, slots=True)
class UnplacedSpeech:
    """A speech as its own pages state it, and where it was placed so far."""

    id: int
    public_id: str
    number: int | None
    speaker: str | None
    speech_type: str | None
    text: str
    """The letters of the original's first segment, as those of teasers."""
    node: int | None
    day: date | None
    """As its pages print it."""
    session_id: int | None
    rule: str | None
    agenda_item_id: int | None


@dataclass(frozen=True, slots=True)
class KnownSpeech:
    """A speech whose session its own pages state, or its address."""

    id: int
    session_id: int
    number: int | None
    speaker: str | None
    node: int | None


def unplaced_speeches(transaction: Transaction, assembly_id: int) -> list[UnplacedSpeech]:
    """Return the assembly's speeches whose own pages state no session, by public id."""
    session = transaction.session
    rows = session.execute(
        select(Speech, SpeechIdentifier.value)
        .outerjoin(SpeechIdentifier, _IS_ITS_NODE)
        .where(*_is_unplaced(assembly_id))
        .order_by(Speech.public_id)
    ).all()
    texts = dict(_beginnings(session, assembly_id)) if rows else {}
    found = []
    for speech, node in rows:
        with transaction.each(skip_speech(transaction, Phase.PLACE, speech.id)):
            found.append(_unplaced(speech, node, texts.get(speech.id, "")))
    return found


def known_speeches(session: Session, assembly_id: int) -> list[KnownSpeech]:
    """Return the assembly's speeches whose session their own pages state, or their address."""
    rows = session.execute(
        select(
            Speech.id,
            Speech.session_id,
            Speech.number,
            Speech.speaker_raw,
            Speech.from_listing,
            SpeechIdentifier.value,
        )
        .outerjoin(SpeechIdentifier, _IS_ITS_NODE)
        .where(
            Speech.assembly_id == assembly_id,
            Speech.withdrawn_at.is_(None),
            Speech.session_id.is_not(None),
            or_(Speech.session_rule.is_(None), Speech.session_rule.not_in(INFERRED_RULES)),
        )
        .order_by(Speech.public_id)
    )
    return [
        KnownSpeech(
            id=key,
            session_id=session_id,
            number=stated_by_own_pages(number, "number", told),
            speaker=stated_by_own_pages(speaker, "speaker_raw", told),
            node=_number(node),
        )
        for key, session_id, number, speaker, told, node in rows
        if session_id is not None
    ]


def _unplaced(speech: Speech, node: str | None, text: str) -> UnplacedSpeech:
    told = speech.from_listing
    return UnplacedSpeech(
        id=speech.id,
        public_id=speech.public_id,
        number=stated_by_own_pages(speech.number, "number", told),
        speaker=stated_by_own_pages(speech.speaker_raw, "speaker_raw", told),
        speech_type=stated_by_own_pages(speech.speech_type, "speech_type", told),
        text=letters_and_digits(text),
        node=_number(node),
        day=speech.date,
        session_id=speech.session_id,
        rule=speech.session_rule,
        agenda_item_id=speech.agenda_item_id,
    )


def stated_by_own_pages(value: _T | None, column: str, told: Sequence[str]) -> _T | None:
    """Return the value unless it was filled in from a listing."""
    return None if column in told else value


def _number(node: str | None) -> int | None:
    return int(node) if node is not None and _NODE.fullmatch(node) else None


def _is_unplaced(assembly_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Speech.assembly_id == assembly_id,
        Speech.withdrawn_at.is_(None),
        Speech.speech_type.is_distinct_from(SpeechType.CHAIR_REMARK),
        or_(
            Speech.session_id.is_(None) & ~_states_number_of_session(),
            Speech.session_rule.in_(INFERRED_RULES),
        ),
    )


def _states_number_of_session() -> ColumnElement[bool]:
    """Return whether the speech states a session, be it one that the archive does not know."""
    stated = aliased(SpeechIdentifier)
    return exists().where(stated.speech_id == Speech.id, stated.scheme == SESSION_NUMBER)


def _beginnings(session: Session, assembly_id: int) -> Iterator[tuple[int, str]]:
    """Yield the key of each speech with the first segment of its original."""
    of_speech = first_originals().join(Speech, Speech.id == Segment.speech_id)
    first = of_speech.where(*_is_unplaced(assembly_id)).subquery()
    of_first = (Segment.speech_id == first.c.speech_id) & (Segment.position == first.c.position)
    rows = session.execute(select(Segment.speech_id, Segment.text).join(first, of_first))
    yield from ((speech_id, text) for speech_id, text in rows)
