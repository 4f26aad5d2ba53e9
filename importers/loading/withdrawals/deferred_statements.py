"""Deferred statements: of several statements of a speech in one run, the last holds.

A file may hold a speech and, further down, another text of it, or that it is taken back. Imported
every night, it must not change the speech and change it again: what it said before waits for the
end of the run, and what was said last holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from importers.loading.transaction import ReadDocument
from importers.records import Record, SourceIdentifier, SpeechRecord, WithdrawalRecord


@dataclass(frozen=True, slots=True)
class DeferredStatement:
    """What a document says of a speech: its words, or that it is taken back."""

    read: ReadDocument
    record: Record
    is_held: bool = True
    """Whether the archive holds these words already, or something else was said since."""


@dataclass(slots=True)
class MentionedSpeeches:
    """Of which speeches the documents of a file spoke, by the ids that they print."""

    _ids: set[tuple[str, SourceIdentifier]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self._ids)

    def copy(self) -> "MentionedSpeeches":
        """Return one of the same ids."""
        return MentionedSpeeches(set(self._ids))

    def add(self, file: str, records: Iterable[Record]) -> None:
        """Remember the speeches among the records."""
        self._ids.update((file, known) for known in _ids_of_speeches(records))

    def may_mean(self, file: str, records: Iterable[Record]) -> bool:
        """Return whether a document of the file spoke of one of the records."""
        return any((file, known) in self._ids for known in _ids_of_speeches(records))


@dataclass(slots=True)
class DeferredStatements:
    """The statements that wait for the end of the run, by the speech's key."""

    _said: dict[int, tuple[DeferredStatement, ...]] = field(default_factory=dict)
    """A withdrawal, a text, or a text that the archive holds no more and its withdrawal."""
    _taken_back: set[SourceIdentifier] = field(default_factory=set)
    _waiting: MentionedSpeeches = field(default_factory=MentionedSpeeches)

    def __bool__(self) -> bool:
        return bool(self._said)

    def __iter__(self) -> Iterator[DeferredStatement]:
        return chain.from_iterable(self._said.values())

    def copy(self) -> "DeferredStatements":
        """Return the statements so far, for a transaction that may fail."""
        return DeferredStatements(dict(self._said), set(self._taken_back), self._waiting.copy())

    def wait(self, speech_id: int, statement: DeferredStatement) -> int:
        """Defer a statement; return how many deferred before it it replaces."""
        before = self._said.pop(speech_id, ())
        kept = _texts(before) if isinstance(statement.record, WithdrawalRecord) else ()
        self._said[speech_id] = (*kept, statement)
        return len(before) - len(kept)

    def supersede(self, speech_id: int, read: ReadDocument) -> int:
        """Drop what is deferred of a speech that is stated anew; return how many.

        A text that waits is not dropped for what another file said before this run.
        """
        before = self._said.pop(speech_id, ())
        kept: tuple[DeferredStatement, ...] = ()
        if before and not read.is_new and read.name != before[-1].read.name:
            kept = tuple(one for one in before if isinstance(one.record, SpeechRecord))
        if kept:
            self._said[speech_id] = kept
        return len(before) - len(kept)

    def expect(self, file: str, records: Iterable[Record], *, waits: bool) -> None:
        """Remember the ids that withdrawals name and, with `waits`, all ids."""
        for record in records:
            if isinstance(record, WithdrawalRecord):
                self._taken_back.update(record.identifiers)
        if waits:
            self._waiting.add(file, records)

    def may_mean(self, file: str, records: Iterable[Record]) -> bool:
        """Return whether what came before and waits may mean one of the file's records."""
        records = tuple(records)
        taken_back = any(known in self._taken_back for known in _ids_of_speeches(records))
        return taken_back or self._waiting.may_mean(file, records)

    @property
    def expects(self) -> bool:
        """Whether a withdrawal was read or a statement is deferred."""
        return bool(self._taken_back or self._waiting)


def _texts(said: Iterable[DeferredStatement]) -> tuple[DeferredStatement, ...]:
    """Return the deferred texts that the archive does not store yet."""
    return tuple(one for one in said if isinstance(one.record, SpeechRecord) and not one.is_held)


def _ids_of_speeches(records: Iterable[Record]) -> Iterator[SourceIdentifier]:
    for record in records:
        if isinstance(record, SpeechRecord):
            yield from record.identifiers
