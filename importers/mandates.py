"""Mandates as the speeches state them: who sat where for which party or party group, from when."""

from typing import NamedTuple

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import Mandate, Speech


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


def recompute_mandates(session: Session) -> None:
    """Replace the mandates of every speaker whose speeches state others than are held."""
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
    for start in range(0, len(changed), 1000):
        some = changed[start : start + 1000]
        session.execute(delete(Mandate).where(Mandate.speaker_id.in_(some)))
        rows = [
            mandate._asdict()
            for speaker_id in some
            for mandate in sorted(stated.get(speaker_id, ()), key=str)
        ]
        if rows:
            session.execute(insert(Mandate), rows)


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
