"""Speeches joined with the agenda items that list them: by number, or by how their text begins.

It runs at the end of each import, over all items, so that the order of imports does not matter.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import AgendaItem, Segment, SourceDocument, Speech
from archive.vocabulary import SpeechType
from importers.listing import (
    begins_with,
    first_originals,
    listed_speeches,
    name_contradicted,
    normalised,
)
from importers.placed import LISTED
from importers.records import ListedSpeech
from importers.revising import restate
from importers.transaction import Transaction


@dataclass(frozen=True, slots=True)
class _Listable:
    """A speech of a session as a listing may mean it."""

    id: int
    public_id: str
    number: int | None
    speaker: str | None
    agenda_item_id: int | None
    text: str
    """The original, normalised."""


def join_listed_speeches(transaction: Transaction) -> None:
    """Join every listed speech that is stored and not joined yet; note where names differ."""
    session = transaction.session
    _join_parents(session)
    items = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.session_id.is_not(None))
        .order_by(AgendaItem.session_id, AgendaItem.id)
    ).all()
    speeches: Sequence[_Listable] = ()
    of_session = None
    for item in items:
        if item.session_id != of_session:
            of_session = item.session_id
            speeches = tuple(_listable(session, item.session_id))
        for listed, speech in list(_matches(item, speeches)):
            _join(transaction, item, listed, speech)
    transaction.write()


def _matches(
    item: AgendaItem, speeches: Sequence[_Listable]
) -> Iterator[tuple[ListedSpeech, _Listable]]:
    for listed in listed_speeches(item):
        if listed.number is not None:
            found = [speech for speech in speeches if speech.number == listed.number]
        else:
            found = []
        if not found:
            found = [
                speech
                for speech in speeches
                if (listed.number is None or speech.number is None)
                and begins_with(speech.text, listed)
            ]
        if len(found) == 1 and found[0].agenda_item_id is None:
            yield listed, found[0]


def _join(
    transaction: Transaction, item: AgendaItem, listed: ListedSpeech, speech: _Listable
) -> None:
    session = transaction.session
    row = session.get_one(Speech, speech.id)
    if row.agenda_item_id is not None:
        return
    row.agenda_item_id = item.id
    row.revision = transaction.run_id
    session.flush()
    revision = restate(transaction, speech.id)
    place = session.get_one(SourceDocument, item.source_document_id).name
    contradiction = name_contradicted(speech.speaker, speech.public_id, listed)
    issues = revision.issues if contradiction is None else (contradiction, *revision.issues)
    for issue in issues:
        transaction.note(place, issue, document_id=item.source_document_id, speech_id=speech.id)


def _join_parents(session: Session) -> None:
    """Let item 6 of a session be the parent of its items 6.1, 6.2 ..."""
    children = session.scalars(
        select(AgendaItem).where(
            AgendaItem.number.contains("."),
            AgendaItem.parent_id.is_(None),
            AgendaItem.session_id.is_not(None),
        )
    )
    for child in children.all():
        assert child.number is not None
        parents = session.scalars(
            select(AgendaItem).where(
                AgendaItem.session_id == child.session_id,
                AgendaItem.number == child.number.rpartition(".")[0],
            )
        ).all()
        if len(parents) == 1:
            child.parent_id = parents[0].id
    session.flush()


def _listable(session: Session, session_id: int | None) -> Iterator[_Listable]:
    first = first_originals().subquery()
    rows = session.execute(
        select(Speech, Segment.text)
        .join(first, first.c.speech_id == Speech.id)
        .join(
            Segment,
            (Segment.speech_id == Speech.id) & (Segment.position == first.c.position),
        )
        .where(
            Speech.session_id == session_id,
            Speech.withdrawn_at.is_(None),
            Speech.speech_type.is_distinct_from(SpeechType.CHAIR_REMARK),
            Speech.session_rule.is_distinct_from(LISTED),  # joined with the item that lists it
        )
        .order_by(Speech.id)
    )
    for speech, text in rows:
        yield _Listable(
            speech.id,
            speech.public_id,
            speech.number,
            speech.speaker_raw,
            speech.agenda_item_id,
            normalised(text),
        )
