"""Mandates as the speeches state them: who sat where for which party or party group, from when."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from archive.database import batched, table_of
from archive.models import Mandate, Speech
from archive.vocabulary import Phase
from importers.loading.skipped_records import skip_speech
from importers.loading.transaction import Transaction


class _Stated(NamedTuple):
    """A mandate without its id, in the order of its columns."""

    speaker_id: int | None
    assembly_id: int
    party_id: int | None
    party_group_key: str | None
    country: str | None
    starts_on: object
    ends_on: object


_COLUMNS = [table_of(Mandate).c[name] for name in _Stated._fields]


def recompute_mandates(transaction: Transaction) -> None:
    """Replace the mandates of every speaker whose speeches state others than are held."""
    session = transaction.session
    held: dict[int | None, set[_Stated]] = {}
    for row in session.execute(select(*_COLUMNS)):
        held.setdefault(row.speaker_id, set()).add(_Stated(*row))
    stated: dict[int | None, set[_Stated]] = {}
    for mandate in _stated(session):
        stated.setdefault(mandate.speaker_id, set()).add(mandate)
    changed = [
        speaker_id
        for speaker_id in sorted(held.keys() | stated.keys(), key=str)
        if held.get(speaker_id) != stated.get(speaker_id)
    ]
    for some in batched(changed, 1 if transaction.isolating else 1000):
        with transaction.each(partial(_leave_out, transaction, some[0])):
            _write(session, some, stated)


def _write(
    session: Session,
    speakers: Sequence[int | None],
    stated: Mapping[int | None, Collection[_Stated]],
) -> None:
    session.execute(delete(Mandate).where(Mandate.speaker_id.in_(speakers)))
    rows = [
        mandate._asdict()
        for speaker_id in speakers
        for mandate in sorted(stated.get(speaker_id, ()), key=str)
    ]
    if rows:
        session.execute(insert(Mandate), rows)


def _leave_out(transaction: Transaction, speaker_id: int | None, error: Exception) -> None:
    """Leave the speaker's mandates as they are held; one of the speeches is told."""
    of_speaker = select(Speech.id).where(Speech.speaker_id == speaker_id).order_by(Speech.id)
    speech_id = transaction.session.scalars(of_speaker).first()
    if speech_id is not None:
        skip_speech(transaction, Phase.MANDATES, speech_id)(error)


def _stated(session: Session) -> list[_Stated]:
    of = (
        Speech.speaker_id,
        Speech.assembly_id,
        Speech.party_id,
        Speech.party_group_key,
        Speech.country,
    )
    rows = session.execute(
        select(*of, func.min(Speech.date), func.max(Speech.date))
        .where(
            Speech.speaker_id.is_not(None),
            Speech.withdrawn_at.is_(None),
            or_(
                Speech.party_id.is_not(None),
                Speech.party_group_key.is_not(None),
                Speech.country.is_not(None),
            ),
        )
        .group_by(*of)
    )
    return [_Stated(*row) for row in rows]
