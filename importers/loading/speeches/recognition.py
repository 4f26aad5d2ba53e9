"""Which stored speeches a record may be, by the ids that it gives.

An id of a scheme that gives each speech one is that of one speech alone. A slug, a number or the
words may be claimed by several: each of them keeps it, whichever was read first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.models import SpeechIdentifier
from importers.loading.speeches.identifiers import (
    CONTENT_SCHEME,
    DATED_CONTENT_SCHEME,
    NUMBER_SCHEMES,
    UNIQUE_SCHEMES,
)
from importers.records import SourceIdentifier

_Key = tuple[int, str, str]
"""Assembly, scheme and value."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Which stored speeches a record may be, and who else has its ids."""

    candidates: tuple[int, ...] = ()
    """Those that have the most trusted id of the record that any fitting speech has."""
    by: SourceIdentifier | None = None
    owners: tuple[tuple[SourceIdentifier, int], ...] = ()
    """The record's ids that stored speeches have, each with one that has it."""

    @property
    def certain(self) -> int | None:
        """The id of the one matching speech; None where several match, or only a number does."""
        if len(self.candidates) != 1 or self.by is None or self.by.scheme in NUMBER_SCHEMES:
            return None
        return self.candidates[0]

    def others(self, speech_id: int | None) -> tuple[tuple[SourceIdentifier, int], ...]:
        """Return the record's ids that speeches other than this one have."""
        return tuple(pair for pair in self.owners if pair[1] != speech_id)


@dataclass(slots=True)
class IdentifierIndex:
    """The stored identifiers that the records of one transaction ask about."""

    _asked: set[_Key] = field(default_factory=set)
    _speeches: dict[_Key, set[int]] = field(default_factory=dict)
    _identifiers: dict[int, set[SourceIdentifier]] = field(default_factory=dict)

    def look_up(self, session: Session, asked: Iterable[tuple[int, SourceIdentifier]]) -> None:
        """Read the speeches that have one of the identifiers, by assembly, with all their ids."""
        values: dict[tuple[int, str], set[str]] = {}
        for assembly_id, identifier in asked:
            key = (assembly_id, identifier.scheme, identifier.value)
            if key not in self._asked:
                self._asked.add(key)
                values.setdefault(key[:2], set()).add(identifier.value)
        found: set[int] = set()
        for (assembly_id, scheme), wanted in values.items():
            found.update(
                session.scalars(
                    select(SpeechIdentifier.speech_id).where(
                        SpeechIdentifier.assembly_id == assembly_id,
                        SpeechIdentifier.scheme == scheme,
                        SpeechIdentifier.value.in_(sorted(wanted)),
                    )
                )
            )
        self._read(session, found - self._identifiers.keys())

    def add(self, speech_id: int, assembly_id: int, identifier: SourceIdentifier) -> None:
        """Remember that the speech has the identifier."""
        key = (assembly_id, identifier.scheme, identifier.value)
        self._speeches.setdefault(key, set()).add(speech_id)
        self._identifiers.setdefault(speech_id, set()).add(identifier)

    def discard(self, speech_id: int, assembly_id: int, identifier: SourceIdentifier) -> None:
        """Forget that the speech has the identifier."""
        self._speeches[assembly_id, identifier.scheme, identifier.value].discard(speech_id)
        self._identifiers[speech_id].discard(identifier)

    @property
    def speech_ids(self) -> frozenset[int]:
        """The speeches that have one of the identifiers."""
        return frozenset(self._identifiers)

    def of_speech(self, session: Session, speech_id: int) -> frozenset[SourceIdentifier]:
        """Return all identifiers of a stored speech."""
        if speech_id not in self._identifiers:
            self._read(session, {speech_id})
        return self.held(speech_id)

    def held(self, speech_id: int) -> frozenset[SourceIdentifier]:
        """Return the identifiers of a speech as far as they were looked up or added."""
        return frozenset(self._identifiers.get(speech_id, ()))

    def owners(self, assembly_id: int, identifier: SourceIdentifier) -> tuple[int, ...]:
        """Return the speeches that have an identifier that was looked up."""
        key = (assembly_id, identifier.scheme, identifier.value)
        return tuple(sorted(self._speeches.get(key, ())))

    def recognise(self, assembly_id: int, identifiers: Iterable[SourceIdentifier]) -> Recognition:
        """Tell which speeches the identifiers, most trusted first, may mean.

        A speech that has another id in an exclusive scheme of the record's is another speech.
        """
        told = tuple(identifiers)
        owners = tuple(
            (identifier, owner)
            for identifier in told
            for owner in self.owners(assembly_id, identifier)
        )
        fitting = [pair for pair in owners if not self._excluded(*pair, told)]
        if not fitting:
            return Recognition(owners=owners)
        by = fitting[0][0]
        candidates = tuple(owner for identifier, owner in fitting if identifier == by)
        return Recognition(candidates, by, owners)

    def _read(self, session: Session, speech_ids: set[int]) -> None:
        if not speech_ids:
            return
        rows = session.execute(
            select(
                SpeechIdentifier.speech_id,
                SpeechIdentifier.assembly_id,
                SpeechIdentifier.scheme,
                SpeechIdentifier.value,
            ).where(SpeechIdentifier.speech_id.in_(sorted(speech_ids)))
        )
        for speech_id, assembly_id, scheme, value in rows:
            self.add(speech_id, assembly_id, SourceIdentifier(scheme, value))

    def _excluded(
        self, by: SourceIdentifier, speech_id: int, identifiers: tuple[SourceIdentifier, ...]
    ) -> bool:
        held = self._identifiers[speech_id]
        telling = UNIQUE_SCHEMES
        if by.scheme in {CONTENT_SCHEME, DATED_CONTENT_SCHEME}:
            telling |= {*NUMBER_SCHEMES, DATED_CONTENT_SCHEME}
        schemes = {known.scheme for known in held}
        return any(
            identifier.scheme in telling & schemes and identifier not in held
            for identifier in identifiers
        )
