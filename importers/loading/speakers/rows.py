"""Resolved speakers to rows: what is held otherwise is written, and old public ids lead on."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Row, bindparam, case, insert, or_, select, update
from sqlalchemy.orm import Session

from archive.database import batched, table_of
from archive.models import (
    Assembly,
    Mandate,
    SourceDocument,
    Speaker,
    SpeakerIdentifier,
    SpeakerName,
    Speech,
    SpeechSource,
)
from archive.text.name_matching import matching_key
from importers.loading.row_sets import delete_rows, replace_rows
from importers.loading.speakers.former_ids import redirect_public_ids
from importers.loading.speakers.rules import (
    AMBIGUOUS,
    Appearance,
    Person,
    Resolution,
    ResolvedSpeakers,
)
from importers.loading.transaction import Transaction

_Stored: TypeAlias = Row[int, str, str, str | None]
"""A speaker's key, public id, name and gender."""


@dataclass(frozen=True, slots=True)
class StoredAppearance:
    """An appearance, and for whom its speeches are taken now."""

    appearance: Appearance
    speaker_id: int | None
    rule: str | None

    @property
    def about(self) -> tuple[str, str | None]:
        """Key of the name and source's id of the person: what a resolution is of."""
        return self.appearance.key, self.appearance.source_id


def write_speakers(
    transaction: Transaction,
    assembly: Assembly,
    held: Sequence[StoredAppearance],
    resolved: ResolvedSpeakers,
    speakers: Collection[int],
) -> None:
    """Write who the appearances are; `speakers` are the keys of those they were taken for."""
    session = transaction.session
    stored = _stored(session, speakers, resolved.persons)
    ids = _write_speakers(session, assembly.id, stored, resolved.persons)
    _write_speeches(transaction, assembly.id, held, resolved, ids)
    gone = {row.id: row.public_id for row in stored if row.public_id not in resolved.persons}
    redirect_public_ids(session, gone, _successors(held, resolved, ids), resolved.persons)
    _delete_speakers(session, gone)
    _write_names(session, resolved.persons, ids)
    _write_source_ids(session, assembly.key, resolved.persons, ids)


def _stored(session: Session, keys: Iterable[int], public_ids: Iterable[str]) -> list[_Stored]:
    """Return the speakers of the keys or public ids that are stored, each once."""
    columns = (Speaker.id, Speaker.public_id, Speaker.name, Speaker.gender)
    found: list[_Stored] = [
        row
        for column, values in ((Speaker.id, keys), (Speaker.public_id, public_ids))
        for some in batched(values)
        for row in session.execute(select(*columns).where(column.in_(some)))
    ]
    by_key: dict[int, _Stored] = {row.id: row for row in found}
    return list(by_key.values())


def _write_speakers(
    session: Session,
    assembly_id: int,
    stored: Sequence[_Stored],
    persons: Mapping[str, Person],
) -> dict[str, int]:
    """Insert and update the persons; return their keys by public id."""
    ids = {row.public_id: row.id for row in stored if row.public_id in persons}
    told = {row.public_id: (row.name, row.gender) for row in stored}
    changed = [
        {"id": ids[public_id], "name": person.name, "gender": person.gender}
        for public_id, person in persons.items()
        if public_id in ids and told[public_id] != (person.name, person.gender)
    ]
    if changed:
        session.execute(update(Speaker), changed)
    new = [
        {
            "public_id": public_id,
            "assembly_id": assembly_id,
            "name": person.name,
            "gender": person.gender,
        }
        for public_id, person in sorted(persons.items())
        if public_id not in ids
    ]
    if new:
        table = table_of(Speaker)
        made = session.execute(insert(table).returning(table.c.public_id, table.c.id), new)
        ids |= {public_id: key for public_id, key in made}  # noqa: C416  (a row is no pair to mypy)
    return ids


def _write_speeches(
    transaction: Transaction,
    assembly_id: int,
    held: Sequence[StoredAppearance],
    resolved: ResolvedSpeakers,
    ids: Mapping[str, int],
) -> None:
    """Take the speeches for whom they are resolved; note those that are left open now."""
    changed: dict[tuple[str, str | None], Resolution] = {}
    for one in held:
        resolution = resolved.resolutions[one.about]
        speaker_id = ids[resolution.public_id] if resolution.public_id else None
        if (one.speaker_id, one.rule) != (speaker_id, resolution.rule):
            changed[one.about] = resolution
    for about, resolution in changed.items():
        if resolution.rule == AMBIGUOUS:
            _note_open(transaction, assembly_id, about, resolution)
    if changed:
        transaction.session.execute(
            _TAKE_FOR,
            [
                {
                    "of_assembly": assembly_id,
                    "of_key": key,
                    "of_source_id": source_id,
                    "for_speaker": ids[resolution.public_id] if resolution.public_id else None,
                    "by_rule": resolution.rule,
                    "in_run": transaction.run_id,
                }
                for (key, source_id), resolution in changed.items()
            ],
        )


_speech = table_of(Speech).c
_TAKE_FOR = (
    update(table_of(Speech))
    .where(
        _speech.assembly_id == bindparam("of_assembly"),
        _speech.speaker_key == bindparam("of_key"),
        _speech.speaker_source_id.is_not_distinct_from(bindparam("of_source_id")),
    )
    .values(
        speaker_id=bindparam("for_speaker"),
        speaker_rule=bindparam("by_rule"),
        revision=case(
            (_speech.speaker_id.is_not_distinct_from(bindparam("for_speaker")), _speech.revision),
            else_=bindparam("in_run"),
        ),
    )
)
"""Takes the speeches of a name and an id for a speaker's; only what changes is news to an index."""


def _note_open(
    transaction: Transaction,
    assembly_id: int,
    about: tuple[str, str | None],
    resolution: Resolution,
) -> None:
    """Note each speech that is ambiguous now and was not before."""
    key, source_id = about
    assert resolution.issue is not None
    rows = transaction.session.execute(
        select(Speech.id, SourceDocument.id, SourceDocument.name, SourceDocument.place)
        .join(SpeechSource, SpeechSource.speech_id == Speech.id)
        .join(SourceDocument, SourceDocument.id == SpeechSource.source_document_id)
        .where(
            Speech.assembly_id == assembly_id,
            Speech.speaker_key == key,
            Speech.speaker_source_id.is_not_distinct_from(source_id),
            or_(Speech.speaker_rule.is_(None), Speech.speaker_rule != AMBIGUOUS),
            SpeechSource.current,
        )
        .order_by(Speech.id)
    ).all()
    for speech_id, document_id, name, place in rows:
        where = name if place is None else f"{name}, {place}"
        transaction.note(where, resolution.issue, document_id=document_id, speech_id=speech_id)


def _successors(
    held: Sequence[StoredAppearance], resolved: ResolvedSpeakers, ids: Mapping[str, int]
) -> dict[int, set[int]]:
    """Return by speaker the keys of those for whom the speeches are taken now, or may be."""
    found: dict[int, set[int]] = {}
    for one in held:
        if one.speaker_id is not None:
            meant = resolved.resolutions[one.about].candidates
            found.setdefault(one.speaker_id, set()).update(ids[public_id] for public_id in meant)
    return found


def _delete_speakers(session: Session, gone: Collection[int]) -> None:
    """Delete those for whom no speech is taken any more."""
    for model in (Mandate, SpeakerName, SpeakerIdentifier):
        delete_rows(session, model, model.speaker_id, gone)
    delete_rows(session, Speaker, Speaker.id, gone)


def _write_names(session: Session, persons: Mapping[str, Person], ids: Mapping[str, int]) -> None:
    """Write the names under which the persons are printed."""
    wanted = {
        (ids[public_id], name, matching_key(name))
        for public_id, person in persons.items()
        for name in person.names
    }
    columns = (SpeakerName.speaker_id, SpeakerName.name, SpeakerName.matching_key)
    replace_rows(session, SpeakerName, columns, wanted, ids.values())


def _write_source_ids(
    session: Session, assembly: str, persons: Mapping[str, Person], ids: Mapping[str, int]
) -> None:
    """Write the ids by which a source tells the persons."""
    wanted = {
        (ids[public_id], assembly, person.source_id)
        for public_id, person in persons.items()
        if person.source_id is not None
    }
    columns = (SpeakerIdentifier.speaker_id, SpeakerIdentifier.scheme, SpeakerIdentifier.value)
    replace_rows(session, SpeakerIdentifier, columns, wanted, ids.values())
