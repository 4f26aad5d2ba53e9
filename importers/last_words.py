"""What the documents of a run said last of speeches that are, or may come to be, taken back.

A file may hold a speech and, further down, that it is taken back. Imported every night, it must not
bring the speech back and take it away again: both wait for the end of the run, and what was said
last holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from importers.records import Record, SourceIdentifier, SpeechRecord, WithdrawalRecord
from importers.transaction import ReadDocument


@dataclass(frozen=True, slots=True)
class Statement:
    """What a document says of a speech: its words, or that it is taken back."""

    read: ReadDocument
    record: Record


@dataclass(slots=True)
class LastWords:
    """The statements that wait for the end of the run, by the speech's key."""

    _said: dict[int, Statement] = field(default_factory=dict)
    _taken_back: set[SourceIdentifier] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self._said)

    def __iter__(self) -> Iterator[Statement]:
        return iter(self._said.values())

    def copy(self) -> "LastWords":
        """Return the statements so far, for a transaction that may fail."""
        return LastWords(dict(self._said), set(self._taken_back))

    def wait(self, speech_id: int, statement: Statement) -> bool:
        """Let the statement wait; return whether one before it holds no more."""
        superseded = self.supersede(speech_id)
        self._said[speech_id] = statement
        return superseded

    def supersede(self, speech_id: int) -> bool:
        """Drop what waits of a speech that is stated anew; return whether something did."""
        return self._said.pop(speech_id, None) is not None

    def expect(self, records: Iterable[Record]) -> None:
        """Remember which ids the withdrawals among the records name."""
        for record in records:
            if isinstance(record, WithdrawalRecord):
                self._taken_back.update(record.identifiers)

    def may_have_taken_back(self, records: Iterable[Record]) -> bool:
        """Return whether a withdrawal that came before may mean one of the records."""
        return any(
            isinstance(record, SpeechRecord) and not self._taken_back.isdisjoint(record.identifiers)
            for record in records
        )

    @property
    def takes_back(self) -> bool:
        """Whether a withdrawal came before."""
        return bool(self._taken_back)
