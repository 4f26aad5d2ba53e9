"""Speeches joined with the agenda items that list them: by number, or by how their text begins.

It runs at the end of each import, over all items, so that the order of imports does not matter.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import AgendaItem, Segment, SourceDocument, Speech
from archive.vocabulary import Phase, SpeechType
from importers.loading.agenda.listed_speeches import (
    begins_with,
    first_originals,
    listed_speeches,
    name_contradicted,
    normalise_teaser,
)
from importers.loading.sessions.session_rules import FROM_LISTING
from importers.loading.sessions.unplaced_speeches import stated_by_own_pages
from importers.loading.skipped_records import skip_item, skip_speech
from importers.loading.speeches.restatement import restate_speech
from importers.loading.transaction import Transaction
from importers.records import ListedSpeech


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


def assign_agenda_items(transaction: Transaction) -> None:
    """Join every speech that is listed with its item, and no other; note where names differ.

    Of several items that list a speech, it is of the first by letters that names its number, else
    of the first.
    """
    session = transaction.session
    _join_parents(session)
    items = session.scalars(
        select(AgendaItem)
        .where(AgendaItem.session_id.is_not(None))
        .order_by(AgendaItem.session_id, AgendaItem.public_id)
    ).all()
    for session_id, of_session in groupby(items, key=lambda item: item.session_id):
        speeches = _listable(transaction, session_id)
        listings, at_fault = _listings(transaction, tuple(of_session), speeches)
        for speech in speeches:
            item, listed = listings.get(speech.id, (None, None))
            if speech.agenda_item_id == (None if item is None else item.id):
                continue
            if speech.agenda_item_id in at_fault:  # which may list it still
                continue
            with transaction.each(skip_speech(transaction, Phase.JOIN, speech.id)):
                _join(transaction, speech, item, listed)
    transaction.write()


_Listing: TypeAlias = tuple[AgendaItem, ListedSpeech]
"""An item, and how it lists a speech."""


def _listings(
    transaction: Transaction, items: Sequence[AgendaItem], speeches: Sequence[_Listable]
) -> tuple[dict[int, _Listing], frozenset[int]]:
    """Return by speech the item that it is of, and how it lists it; and the items at fault."""
    by_number: dict[int, _Listing] = {}
    by_text: dict[int, _Listing] = {}
    read = set()
    for item in items:
        with transaction.each(skip_item(transaction, Phase.JOIN, item.id)):
            found = list(_listed_by(item, speeches))
            read.add(item.id)
            for speech, listed, is_by_number in found:
                told = by_number if is_by_number else by_text
                told.setdefault(speech.id, (item, listed))
    return by_text | by_number, frozenset(item.id for item in items if item.id not in read)


def _listed_by(
    item: AgendaItem, speeches: Sequence[_Listable]
) -> Iterator[tuple[_Listable, ListedSpeech, bool]]:
    """Yield what the item lists, how, and whether its number says so."""
    for listed in listed_speeches(item):
        speech = _numbered(listed, speeches)
        if speech is not None:
            yield speech, listed, True
        elif (speech := _beginning(listed, speeches)) is not None:
            yield speech, listed, False


def _numbered(listed: ListedSpeech, speeches: Sequence[_Listable]) -> _Listable | None:
    found = [one for one in speeches if one.number is not None and one.number == listed.number]
    return found[0] if len(found) == 1 else None


def _beginning(listed: ListedSpeech, speeches: Sequence[_Listable]) -> _Listable | None:
    found = [
        speech
        for speech in speeches
        if (listed.number is None or speech.number is None) and begins_with(speech.text, listed)
    ]
    return found[0] if len(found) == 1 else None


def _join(
    transaction: Transaction,
    speech: _Listable,
    item: AgendaItem | None,
    listed: ListedSpeech | None,
) -> None:
    session = transaction.session
    row = session.get_one(Speech, speech.id)
    row.agenda_item_id = None if item is None else item.id
    row.revision = transaction.run_id
    session.flush()
    issues = restate_speech(transaction, speech.id).issues
    if item is None or listed is None:
        return
    place = session.get_one(SourceDocument, item.source_document_id).name
    contradiction = name_contradicted(speech.speaker, speech.public_id, listed)
    for issue in issues if contradiction is None else (contradiction, *issues):
        transaction.note(place, issue, document_id=item.source_document_id, speech_id=speech.id)


def _join_parents(session: Session) -> None:
    """Let item 6 of a session be the parent of its items 6.1, 6.2 ..."""
    items = session.scalars(select(AgendaItem)).all()
    numbered: dict[tuple[int | None, str | None], list[AgendaItem]] = defaultdict(list)
    for item in items:
        numbered[item.session_id, item.number].append(item)
    for item in items:
        parents = []
        if item.session_id is not None and item.number is not None and "." in item.number:
            parents = numbered[item.session_id, item.number.rpartition(".")[0]]
        item.parent_id = parents[0].id if len(parents) == 1 else None
    session.flush()


def _listable(transaction: Transaction, session_id: int | None) -> list[_Listable]:
    listable: list[_Listable] = []
    first = first_originals().subquery()
    rows = transaction.session.execute(
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
            Speech.session_rule.is_distinct_from(
                FROM_LISTING
            ),  # joined with the item that lists it
        )
        .order_by(Speech.id)
    )
    for speech, text in rows.all():
        with transaction.each(skip_speech(transaction, Phase.JOIN, speech.id)):
            found = _Listable(
                speech.id,
                speech.public_id,
                stated_by_own_pages(speech.number, "number", speech.from_listing),
                stated_by_own_pages(speech.speaker_raw, "speaker_raw", speech.from_listing),
                speech.agenda_item_id,
                normalise_teaser(text),
            )
            listable.append(found)
    return listable
