"""Names to speakers, by rule: a source's id of the person, else the name within the assembly.

A name that fits two persons is never guessed: the speech keeps the name as printed, its rule
says "ambiguous", and an issue names the candidates.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from archive.database import table_of
from archive.models import Speaker, SpeakerIdentifier, SpeakerName
from archive.names import matching_key
from archive.vocabulary import Severity
from importers.records import RecordIssue, SpeechRecord

BY_SOURCE_ID: Final = "source-id"
BY_NAME: Final = "name"
AMBIGUOUS: Final = "ambiguous"
UNNAMED: Final = "unnamed"

_INSERT_SPEAKER: Final = insert(table_of(Speaker)).returning(table_of(Speaker).c.id)
_INSERT_NAME: Final = insert(table_of(SpeakerName))
_INSERT_IDENTIFIER: Final = insert(table_of(SpeakerIdentifier))


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a printed name is, by which rule, and what a person should know about it."""

    speaker_id: int | None
    rule: str
    issue: RecordIssue | None = None


@dataclass(slots=True, eq=False)
class _Person:
    id: int
    public_id: str
    name: str
    names: set[str] = field(default_factory=set)
    source_ids: set[str] = field(default_factory=set)


@dataclass(slots=True)
class SpeakerDirectory:
    """The speakers of the assemblies that a run touches, kept in memory while it goes on.

    It is true as long as every transaction that changed it was committed; make a new one after
    a rollback.
    """

    _by_key: dict[tuple[int, str], list[_Person]] = field(default_factory=dict)
    _by_source_id: dict[tuple[int, str], _Person] = field(default_factory=dict)
    _public_ids: set[str] = field(default_factory=set)
    _loaded: set[int] = field(default_factory=set)
    _answers: dict[tuple[int, str, str | None], Resolution] = field(default_factory=dict)
    """What was resolved since the last name or id was learned."""

    def resolve(
        self, session: Session, assembly_id: int, assembly: str, record: SpeechRecord
    ) -> Resolution:
        """Return the record's speaker, made where unknown."""
        if record.speaker is None or not matching_key(record.speaker):
            return Resolution(None, UNNAMED)
        self._load(session, assembly_id)
        asked = (assembly_id, record.speaker, record.speaker_id)
        if asked not in self._answers:
            rule = self._by_name if record.speaker_id is None else self._by_id
            answer = rule(session, assembly_id, assembly, record)
            self._answers[asked] = answer
        return self._answers[asked]

    def _by_name(
        self, session: Session, assembly_id: int, _assembly: str, record: SpeechRecord
    ) -> Resolution:
        assert record.speaker is not None
        persons = self._by_key.get((assembly_id, matching_key(record.speaker)), [])
        if len(persons) > 1:
            return Resolution(None, AMBIGUOUS, _ambiguous(record.speaker, persons))
        person = persons[0] if persons else self._make(session, assembly_id, record)
        self._learn_name(session, assembly_id, person, record.speaker)
        return Resolution(person.id, BY_NAME)

    def _by_id(
        self, session: Session, assembly_id: int, assembly: str, record: SpeechRecord
    ) -> Resolution:
        assert record.speaker is not None
        assert record.speaker_id is not None
        person = self._by_source_id.get((assembly_id, record.speaker_id))
        if person is not None and not _may_be_named(person, record.speaker):
            return Resolution(None, AMBIGUOUS, _other_name(record, person))
        if person is None:
            person = self._without_id(assembly_id, record.speaker)
        if person is None:
            person = self._make(session, assembly_id, record)
        self._learn_id(session, assembly_id, assembly, person, record.speaker_id)
        self._learn_name(session, assembly_id, person, record.speaker)
        return Resolution(person.id, BY_SOURCE_ID)

    def _without_id(self, assembly_id: int, name: str) -> _Person | None:
        persons = self._by_key.get((assembly_id, matching_key(name)), [])
        return persons[0] if len(persons) == 1 and not persons[0].source_ids else None

    def _make(self, session: Session, assembly_id: int, record: SpeechRecord) -> _Person:
        assert record.speaker is not None
        name = " ".join(record.speaker.split())
        public_id = self._free_public_id(slug(name))
        row = {"public_id": public_id, "assembly_id": assembly_id, "name": name}
        speaker_id: int = session.execute(
            _INSERT_SPEAKER, row | {"gender": record.gender}
        ).scalar_one()
        self._public_ids.add(public_id)
        return _Person(speaker_id, public_id, name)

    def _free_public_id(self, wanted: str) -> str:
        candidate, count = wanted, 1
        while candidate in self._public_ids:
            count += 1
            candidate = f"{wanted}-{count}"
        return candidate

    def _learn_name(self, session: Session, assembly_id: int, person: _Person, name: str) -> None:
        name = " ".join(name.split())
        if name in person.names:
            return
        key = matching_key(name)
        session.execute(_INSERT_NAME, {"speaker_id": person.id, "name": name, "matching_key": key})
        self._remember_name(assembly_id, person, name)
        if matching_key(person.name) == key and _letters_beyond_ascii(name) > _letters_beyond_ascii(
            person.name
        ):
            person.name = name
            session.execute(update(Speaker).where(Speaker.id == person.id).values(name=name))

    def _learn_id(
        self, session: Session, assembly_id: int, assembly: str, person: _Person, value: str
    ) -> None:
        if value in person.source_ids:
            return
        session.execute(
            _INSERT_IDENTIFIER, {"speaker_id": person.id, "scheme": assembly, "value": value}
        )
        self._remember_id(assembly_id, person, value)

    def _remember_name(self, assembly_id: int, person: _Person, name: str) -> None:
        self._answers.clear()
        person.names.add(name)
        persons = self._by_key.setdefault((assembly_id, matching_key(name)), [])
        if person not in persons:
            persons.append(person)

    def _remember_id(self, assembly_id: int, person: _Person, value: str) -> None:
        self._answers.clear()
        person.source_ids.add(value)
        self._by_source_id[assembly_id, value] = person

    def _load(self, session: Session, assembly_id: int) -> None:
        if assembly_id in self._loaded:
            return
        self._loaded.add(assembly_id)
        self._public_ids.update(session.scalars(select(Speaker.public_id)))
        persons = {
            row.id: _Person(row.id, row.public_id, row.name)
            for row in session.execute(
                select(Speaker.id, Speaker.public_id, Speaker.name)
                .where(Speaker.assembly_id == assembly_id)
                .order_by(Speaker.id)
            )
        }
        names = session.execute(
            select(SpeakerName.speaker_id, SpeakerName.name)
            .join(Speaker, Speaker.id == SpeakerName.speaker_id)
            .where(Speaker.assembly_id == assembly_id)
            .order_by(SpeakerName.speaker_id)
        )
        for speaker_id, name in names:
            self._remember_name(assembly_id, persons[speaker_id], name)
        identifiers = session.execute(
            select(SpeakerIdentifier.speaker_id, SpeakerIdentifier.value)
            .join(Speaker, Speaker.id == SpeakerIdentifier.speaker_id)
            .where(Speaker.assembly_id == assembly_id)
        )
        for speaker_id, value in identifiers:
            self._remember_id(assembly_id, persons[speaker_id], value)


def slug(name: str) -> str:
    """Return the name as it stands in an address: "anna-ljunggren"."""
    return re.sub(r"[^\w]+", "-", matching_key(name)).strip("-_")[:180] or "speaker"


def _may_be_named(person: _Person, name: str) -> bool:
    """Tell whether the name is one of the person's, or shares a word with one."""
    if name in person.names:
        return True
    words = set(slug(name).split("-"))
    return any(words & set(slug(other).split("-")) for other in person.names)


def _ambiguous(name: str, persons: list[_Person]) -> RecordIssue:
    candidates = ", ".join(person.public_id for person in persons)
    return RecordIssue(
        Severity.SUSPICIOUS,
        "ambiguous_speaker",
        f"the name {name!r} fits several speakers: {candidates}; the speech is left unresolved",
    )


def _other_name(record: SpeechRecord, person: _Person) -> RecordIssue:
    return RecordIssue(
        Severity.SUSPICIOUS,
        "speaker_id_of_another_name",
        f"the source's id {record.speaker_id!r} stands with the name {record.speaker!r} here and"
        f" with {person.name!r} ({person.public_id}) elsewhere; the speech is left unresolved",
    )


def _letters_beyond_ascii(name: str) -> int:
    return sum(not letter.isascii() for letter in name)
