"""Result sets: what a search found, frozen under an id that its own content gives."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from archive.errors import NotFound
from archive.models import BackgroundDocument, ResultSet, Speech
from archive.queries.archive_version import ArchiveVersion
from archive.queries.former_ids import current_ids
from archive.result_sets.frozen_records import frozen_records
from archive.result_sets.number_encoding import decode_numbers
from archive.vocabulary import RecordKind

ID_LENGTH: Final = 24
"""Hexadecimal digits of an id: 96 bits of the digest."""

Question = Mapping[str, str | list[str]]
"""Parameters of a search, each written in one way only."""

_Value = TypeVar("_Value")

_BATCH: Final = 5_000
"""Ids that are looked up in one statement."""


@dataclass(frozen=True)
class FoundSet:
    """What a search found in one state of the archive and the index."""

    kind: RecordKind
    question: Question
    understood: str
    archive: ArchiveVersion
    lexicon: str
    analysis: str
    ids: tuple[str, ...]
    """Public ids, in the order of the search."""
    fingerprints: tuple[int, ...]
    """Of the records, in the same order: the first 63 bits of their content_sha256."""

    @property
    def total(self) -> int:
        """How many records were found."""
        return len(self.ids)

    @cached_property
    def ids_text(self) -> bytes:
        """The ids, one a line, each ended by a line feed: what `ids_sha256` is of."""
        return "".join(f"{public_id}\n" for public_id in self.ids).encode()

    @cached_property
    def ids_sha256(self) -> str:
        """The SHA-256 of `ids_text`, in hexadecimal digits."""
        return sha256(self.ids_text).hexdigest()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that makes this set another than others, as compact sorted JSON."""
        told = {
            "question": self.question,
            "archive": self.archive.content_sha256,
            "lexicon": self.lexicon,
            "analysis": self.analysis,
            "ids_sha256": self.ids_sha256,
        }
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return sha256(text.encode()).hexdigest()

    @property
    def id(self) -> str:
        """The permanent id: the digest's first digits."""
        return self.digest[:ID_LENGTH]


@dataclass(frozen=True)
class StoredSet:
    """A result set as it is kept."""

    found: FoundSet
    created_at: datetime
    """UTC; when it was asked for first."""
    used_on: date | None = None
    """The first day after that on which it was read, or asked for again; UTC."""


@dataclass(frozen=True, slots=True)
class CurrentRecord:
    """What the archive holds today of a record that was found once."""

    key: int
    """models.Speech.id or models.BackgroundDocument.id."""
    withdrawn_at: datetime | None


def result_set(session: Session, public_id: str) -> StoredSet:
    """Return the result set of this id. Raises NotFound."""
    statement = select(ResultSet).where(ResultSet.id == public_id)
    row = session.scalars(statement.options(undefer(ResultSet.compressed))).one_or_none()
    if row is None:
        raise NotFound(f"there is no result set with the id {public_id!r}")
    records = frozen_records(session, tuple(decode_numbers(row.compressed)))
    found = FoundSet(
        kind=RecordKind(row.kind),
        question=row.question,
        understood=row.understood,
        archive=ArchiveVersion.of_members(row.archive),
        lexicon=row.lexicon_version,
        analysis=row.analysis_version,
        ids=tuple(public_id for public_id, _ in records),
        fingerprints=tuple(fingerprint for _, fingerprint in records),
    )
    return StoredSet(found, row.created_at, row.used_on)


def is_stored(session: Session, found: FoundSet) -> bool:
    """Return whether the set is kept already."""
    return session.scalar(select(ResultSet.id).where(ResultSet.digest == found.digest)) is not None


def current_records(
    session: Session, kind: RecordKind, ids: Sequence[str]
) -> dict[str, CurrentRecord]:
    """Return what the archive holds of these records, by public id; what is gone is left out.

    A record that has another id now is told by the one that is asked for.
    """
    model = Speech if kind is RecordKind.SPEECH else BackgroundDocument
    found: dict[str, CurrentRecord] = {}
    if called := current_ids(session, ids, kind):
        now = current_records(session, kind, list(called.values()))
        found |= {former: now[public_id] for former, public_id in called.items()}
    for some in _batched(ids):
        rows = session.execute(
            select(model.public_id, model.id, model.withdrawn_at).where(model.public_id.in_(some))
        )
        found |= {public_id: CurrentRecord(key, moment) for public_id, key, moment in rows}
    return found


def changed_since_run(
    session: Session, kind: RecordKind, keys: Sequence[int], run: int | None
) -> frozenset[int]:
    """Return which of these records an import run after this one brought or changed."""
    model = Speech if kind is RecordKind.SPEECH else BackgroundDocument
    found: set[int] = set()
    for some in _batched(keys):
        statement = select(model.id).where(model.id.in_(some), model.revision > (run or 0))
        found.update(session.scalars(statement))
    return frozenset(found)


def _batched(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
