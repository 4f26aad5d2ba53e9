"""Speakers: one person with names and mandates, and several in short."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import (
    Assembly,
    FormerSpeakerId,
    Mandate,
    Party,
    Speaker,
    SpeakerIdentifier,
    SpeakerName,
    Speech,
)
from archive.queries.activity import ActivityRow, RoleRow, activity, roles
from archive.queries.names import AssemblyName
from archive.queries.provenance import IdentifierRow


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker as listed."""

    id: str
    name: str
    assembly: AssemblyName
    speeches: int
    words: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class MandateRow:
    """A seat in an assembly for a party or party group, as the speeches show it."""

    assembly: AssemblyName
    party: str | None
    party_group: str | None
    country: str | None
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SpeakerDetail:
    """A speaker with all that the archive knows of the person."""

    summary: SpeakerSummary
    names: tuple[str, ...]
    """As sources print them, without the canonical one."""
    gender: str | None
    identifiers: tuple[IdentifierRow, ...]
    mandates: tuple[MandateRow, ...]
    roles: tuple[RoleRow, ...]
    activity: tuple[ActivityRow, ...]


def find_speaker(session: Session, public_id: str) -> SpeakerDetail:
    """Return the speaker of this public id. Raises NotFound."""
    key = speaker_key(session, public_id)
    (found,) = speaker_summaries(session, [key])
    return SpeakerDetail(
        summary=found,
        names=_other_names(session, key, found.name),
        gender=session.scalar(select(Speaker.gender).where(Speaker.id == key)),
        identifiers=_identifiers(session, key),
        mandates=_mandates(session, key),
        roles=roles(session, key),
        activity=activity(session, key),
    )


def speaker_key(session: Session, public_id: str) -> int:
    """Return the key of the speaker of this public id, or whose former one it is.

    Raises NotFound, which names the speakers where a former id leads to several.
    """
    key = session.scalar(select(Speaker.id).where(Speaker.public_id == public_id))
    if key is not None:
        return key
    former = session.execute(
        select(Speaker.id, Speaker.public_id)
        .join(FormerSpeakerId, FormerSpeakerId.speaker_id == Speaker.id)
        .where(FormerSpeakerId.public_id == public_id)
        .order_by(Speaker.public_id)
    ).all()
    if not former:
        raise NotFound(f"there is no speaker with the id {public_id!r}")
    if len(former) > 1:
        found = ", ".join(row.public_id for row in former)
        raise NotFound(f"the id {public_id!r} is that of several speakers now; see {found}")
    (row,) = former
    return int(row.id)


def name_and_assembly(session: Session, public_id: str) -> tuple[str, str]:
    """Return the speaker's name and the assembly's key. Raises NotFound."""
    name, assembly = session.execute(
        select(Speaker.name, Assembly.key)
        .join(Assembly, Assembly.id == Speaker.assembly_id)
        .where(Speaker.id == speaker_key(session, public_id))
    ).one()
    return name, assembly


def speaker_names(session: Session, public_ids: Collection[str]) -> dict[str, str]:
    """Return the speakers' names by public id."""
    rows = session.execute(
        select(Speaker.public_id, Speaker.name).where(Speaker.public_id.in_(public_ids))
    )
    return {public_id: name for public_id, name in rows}  # noqa: C416  (a row is no pair to mypy)


def speaker_summaries(session: Session, keys: Collection[int]) -> tuple[SpeakerSummary, ...]:
    """Return the speakers of these keys, in their order: one statement for them, one to count."""
    rows = {
        row[0]: row
        for row in session.execute(
            select(Speaker.id, Speaker.public_id, Speaker.name, Assembly.key, Assembly.name)
            .join(Assembly, Assembly.id == Speaker.assembly_id)
            .where(Speaker.id.in_(keys))
        )
    }
    spoken = _spoken(session, keys)
    return tuple(
        SpeakerSummary(public_id, name, AssemblyName(assembly, assembly_name), *spoken[key])
        for key, public_id, name, assembly, assembly_name in map(rows.__getitem__, keys)
    )


def _spoken(
    session: Session, keys: Collection[int]
) -> dict[int, tuple[int, int, int | None, int | None]]:
    """Return speeches, words, first and last year by speaker."""
    rows = session.execute(
        select(
            Speech.speaker_id,
            func.count(),
            func.sum(Speech.words),
            func.min(Speech.year),
            func.max(Speech.year),
        )
        .where(Speech.speaker_id.in_(keys), Speech.withdrawn_at.is_(None))
        .group_by(Speech.speaker_id)
    )
    silent: dict[int, tuple[int, int, int | None, int | None]] = dict.fromkeys(
        keys, (0, 0, None, None)
    )
    return silent | {
        key: (count, words, first, last)
        for key, count, words, first, last in rows
        if key is not None
    }


def _other_names(session: Session, key: int, canonical: str) -> tuple[str, ...]:
    found = session.scalars(
        select(SpeakerName.name)
        .where(SpeakerName.speaker_id == key, SpeakerName.name != canonical)
        .order_by(SpeakerName.name)
    )
    return tuple(found)


def _identifiers(session: Session, key: int) -> tuple[IdentifierRow, ...]:
    rows = session.execute(
        select(SpeakerIdentifier.scheme, SpeakerIdentifier.value)
        .where(SpeakerIdentifier.speaker_id == key)
        .order_by(SpeakerIdentifier.scheme, SpeakerIdentifier.value)
    )
    return tuple(IdentifierRow(*row) for row in rows)


def _mandates(session: Session, key: int) -> tuple[MandateRow, ...]:
    rows = session.execute(
        select(
            Assembly.key,
            Assembly.name,
            Party.name,
            Mandate.party_group_key,
            Mandate.country,
            Mandate.starts_on,
            Mandate.ends_on,
        )
        .join(Assembly, Assembly.id == Mandate.assembly_id)
        .outerjoin(Party, Party.id == Mandate.party_id)
        .where(Mandate.speaker_id == key)
        .order_by(Mandate.starts_on.is_(None), Mandate.starts_on, Mandate.id)
    )
    return tuple(
        MandateRow(AssemblyName(assembly, name), party, group, country, starts_on, ends_on)
        for assembly, name, party, group, country, starts_on, ends_on in rows
    )
