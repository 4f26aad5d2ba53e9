"""Speakers resolved at the end of an import: those whom its speeches concern, and no others.

A speech whose `speaker_rule` is None is to be resolved. It concerns all who share a name or an id
with it, directly or through others, and the speaker for whom it was taken before: what
`importers.loading.speakers.rules` returns for all of them does not depend on the order of imports.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.database import batched
from archive.models import Assembly, Speech
from archive.vocabulary import NORDIC_COUNCIL, Phase
from importers.loading.skipped_records import first_speech_id, skip_speech
from importers.loading.speakers.rows import StoredAppearance, write_speakers
from importers.loading.speakers.rules import UNNAMED, Appearance, resolve_appearances
from importers.loading.transaction import Transaction


def resolve_speakers(transaction: Transaction) -> None:
    """Resolve the speakers of all speeches that are not resolved, and of those they concern."""
    session = transaction.session
    unresolved = _unresolved(transaction)
    _leave_unnamed(transaction)
    assemblies = [session.get_one(Assembly, assembly_id) for assembly_id in unresolved]
    # The Nordic Council last: its public ids are short ones, which older software gave to any.
    for assembly in sorted(assemblies, key=lambda each: (each.key == NORDIC_COUNCIL, each.key)):
        concerned = unresolved[assembly.id]
        if transaction.isolating:
            _resolve_by_itself(transaction, assembly, concerned)
        else:
            _resolve(transaction, assembly, concerned)


def _resolve(transaction: Transaction, assembly: Assembly, concerned: "_Concerned") -> None:
    held = concerned.gathered(transaction.session, assembly.id)
    resolved = resolve_appearances(assembly.key, [one.appearance for one in held])
    write_speakers(transaction, assembly, held, resolved, concerned.speakers)


def _resolve_by_itself(
    transaction: Transaction, assembly: Assembly, concerned: "_Concerned"
) -> None:
    """Resolve those apart who share neither name nor id: a fault costs only those it concerns."""
    for key, source_id, speaker_id in sorted(concerned.printed, key=str):
        alone = _Concerned()
        alone.add(key, source_id, speaker_id)
        speech_id = first_speech_id(transaction.session, assembly.id, key, source_id)
        with transaction.each(skip_speech(transaction, Phase.RESOLVE, speech_id)):
            _resolve(transaction, assembly, alone)


@dataclass(slots=True)
class _Concerned:
    """The names, ids and speakers of one assembly that are to be resolved together."""

    names: set[str] = field(default_factory=set)
    source_ids: set[str] = field(default_factory=set)
    speakers: set[int] = field(default_factory=set)
    """Keys of those for whom speeches are taken now."""
    printed: set[tuple[str, str | None, int | None]] = field(default_factory=set)
    """The same, as they stand together."""

    def add(self, key: str, source_id: str | None, speaker_id: int | None) -> None:
        """Add what a speech prints, and the speaker for whom it is taken."""
        self.printed.add((key, source_id, speaker_id))
        if key:
            self.names.add(key)
            if source_id is not None:
                self.source_ids.add(source_id)
        if speaker_id is not None:
            self.speakers.add(speaker_id)

    def gathered(self, session: Session, assembly_id: int) -> tuple[StoredAppearance, ...]:
        """Return all appearances that are concerned; add what they concern until it is all."""
        held: dict[StoredAppearance, None] = {}
        asked = _Concerned()
        while found := list(self._beyond(session, assembly_id, asked)):
            for one in found:
                held[one] = None
                printed = one.appearance
                self.add(printed.key, printed.source_id, one.speaker_id)
        return tuple(held)

    def _beyond(
        self, session: Session, assembly_id: int, asked: "_Concerned"
    ) -> Iterator[StoredAppearance]:
        """Yield the appearances of what was not asked for yet."""
        names, source_ids = self.names - asked.names, self.source_ids - asked.source_ids
        speakers = self.speakers - asked.speakers
        asked.names |= names
        asked.source_ids |= source_ids
        asked.speakers |= speakers
        yield from _appearances(session, assembly_id, Speech.speaker_key, names)
        yield from _appearances(session, assembly_id, Speech.speaker_source_id, source_ids)
        yield from _appearances(session, assembly_id, Speech.speaker_id, speakers)


def _unresolved(transaction: Transaction) -> dict[int, _Concerned]:
    """Return by assembly what the speeches print that are not resolved yet, or that are gone."""
    found: dict[int, _Concerned] = {}
    rows = transaction.session.execute(
        select(Speech.assembly_id, Speech.speaker_key, Speech.speaker_source_id, Speech.speaker_id)
        .where(Speech.speaker_rule.is_(None))
        .distinct()
    )
    for assembly_id, key, source_id, speaker_id in rows:
        found.setdefault(assembly_id, _Concerned()).add(key, source_id, speaker_id)
    for assembly_id, speaker_id in transaction.speakers_of_gone:
        found.setdefault(assembly_id, _Concerned()).speakers.add(speaker_id)
    return found


def _leave_unnamed(transaction: Transaction) -> None:
    """Take the speeches that name nobody for nobody's."""
    unnamed = update(Speech).where(Speech.speaker_rule.is_(None), Speech.speaker_key == "")
    transaction.session.execute(
        unnamed.where(Speech.speaker_id.is_not(None)).values(
            speaker_id=None, speaker_rule=UNNAMED, revision=transaction.run_id
        )
    )
    transaction.session.execute(unnamed.values(speaker_rule=UNNAMED))


_TOLD: Final = (
    Speech.speaker_key,
    Speech.speaker_raw,
    Speech.speaker_source_id,
    Speech.speaker_gender,
    Speech.speaker_id,
    Speech.speaker_rule,
)


def _appearances(
    session: Session, assembly_id: int, column: InstrumentedAttribute[Any], values: Iterable[Any]
) -> Iterator[StoredAppearance]:
    """Yield the appearances that have one of the values in the column."""
    for some in batched(values):
        rows = session.execute(
            select(*_TOLD, func.count(), func.max(Speech.date))
            .where(Speech.assembly_id == assembly_id, Speech.speaker_key != "", column.in_(some))
            .group_by(*_TOLD)
        )
        for key, printed, source_id, gender, speaker_id, rule, speeches, last_day in rows:
            assert printed is not None  # else it would have no key
            appearance = Appearance(key, printed, source_id, gender, speeches, last_day)
            yield StoredAppearance(appearance, speaker_id, rule)
