"""Statements grouped into speeches by identifier, whatever the order of imports.

The statements are taken in an order of their own, the most trusted ids first, and each is
recognised among those before it by the rules of an import. So the groups follow from the set.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from importers.loading.speeches.identifiers import (
    NUMBER_SCHEMES,
    UNIQUE_SCHEMES,
    identifiers_of,
    trust_rank,
)
from importers.loading.speeches.merge_records import (
    DocumentReading,
    merge_records,
    sort_by_trust,
    speakers_and_texts_agree,
)
from importers.loading.speeches.recognition import IdentifierIndex
from importers.records import SourceIdentifier, SpeechRecord


@dataclass(frozen=True, slots=True)
class SpeechStatement:
    """What an address, or the files of a source, say of a speech, now and before."""

    speech_id: int
    """The stored speech of which it is taken to be."""
    reading: DocumentReading
    document_ids: tuple[int, ...]
    """The documents that say, or said, so."""
    former_ids: frozenset[SourceIdentifier] = frozenset()
    """The ids that earlier versions give, without numbers."""

    @property
    def identifiers(self) -> tuple[SourceIdentifier, ...]:
        """Return the ids that it gives, most trusted first."""
        own = identifiers_of(self.reading.record)
        more = sorted(self.former_ids - set(own), key=lambda one: (trust_rank(one), one.value))
        return tuple(sorted((*own, *more), key=trust_rank))

    @property
    def order(self) -> tuple[object, ...]:
        """Return what sorts statements, whichever was read first."""
        leading = min(self.identifiers, key=lambda one: (trust_rank(one), one.value))
        reading = self.reading
        return (
            trust_rank(leading),
            leading.value,
            reading.source,
            -reading.version,
            reading.address,
        )


@dataclass(slots=True)
class StatementGroup:
    """Statements of one speech, and the ids by which it is known."""

    statements: list[SpeechStatement] = field(default_factory=list)
    identifiers: frozenset[SourceIdentifier] = frozenset()

    @property
    def record(self) -> SpeechRecord:
        """Return what the statements say together."""
        return merge_records(sort_by_trust([one.reading for one in self.statements]))


def group_statements(
    assembly_id: int, statements: Iterable[SpeechStatement]
) -> list[StatementGroup]:
    """Return the groups of the statements of an assembly, in the order of their first ones."""
    known = IdentifierIndex()
    groups: list[StatementGroup] = []
    for statement in sorted(statements, key=lambda one: one.order):
        place = _meant(known, groups, assembly_id, statement)
        if place is None:
            place = len(groups)
            groups.append(StatementGroup())
        groups[place].statements.append(statement)
        _learn(known, place, groups[place], assembly_id, statement)
    for place, group in enumerate(groups):
        group.identifiers = known.held(place)
    return groups


def _meant(
    known: IdentifierIndex,
    groups: Sequence[StatementGroup],
    assembly_id: int,
    statement: SpeechStatement,
) -> int | None:
    recognised = known.recognise(assembly_id, statement.identifiers)
    if recognised.certain is not None:
        return recognised.certain
    record = statement.reading.record
    agreeing = [place for place in recognised.candidates if _agrees(record, groups[place].record)]
    return agreeing[0] if len(agreeing) == 1 else None


def _agrees(record: SpeechRecord, other: SpeechRecord) -> bool:
    return speakers_and_texts_agree(
        record, other.speaker, "\n\n".join(other.segments[0].paragraphs)
    )


def _learn(
    known: IdentifierIndex,
    place: int,
    group: StatementGroup,
    assembly_id: int,
    statement: SpeechStatement,
) -> None:
    """Let the group be known by the statement's ids, and by the number that it states together."""
    wanted = {one for one in identifiers_of(group.record) if one.scheme in NUMBER_SCHEMES}
    for given_up in _numbers(known.held(place)) - wanted if wanted else ():
        known.discard(place, assembly_id, given_up)
    for identifier in (*statement.identifiers, *wanted):
        if identifier.scheme in NUMBER_SCHEMES and identifier not in wanted:
            continue
        if identifier.scheme in UNIQUE_SCHEMES and known.owners(assembly_id, identifier):
            continue
        known.add(place, assembly_id, identifier)


def _numbers(identifiers: Collection[SourceIdentifier]) -> set[SourceIdentifier]:
    return {one for one in identifiers if one.scheme in NUMBER_SCHEMES}
