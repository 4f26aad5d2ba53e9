"""The archive's version: which records it holds, each in which state, told by one short name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final, Self

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, ImportRun, Speech
from archive.vocabulary import RecordKind

NAME_LENGTH: Final = 16
"""Hexadecimal digits of a version's name."""


@dataclass(frozen=True, slots=True)
class ArchiveVersion:
    """A state of the archive; two archives that hold the same records in the same state share it.

    What is withdrawn is no part of it.
    """

    content_sha256: str
    """Of one line for each record: its kind, public id and content_sha256 with a space between
    two, ended by a line feed; in UTF-8, the lines sorted by their bytes."""
    run: int | None
    """models.ImportRun.id of the last run that changed a record; None before any."""
    changed_at: datetime | None
    """UTC; when that run began."""
    speeches: int
    documents: int

    @property
    def name(self) -> str:
        """The first hexadecimal digits of the hash: what citations and exports call it."""
        return self.content_sha256[:NAME_LENGTH]

    def members(self) -> dict[str, object]:
        """Return the version as members of a JSON object, as exports and answers tell it."""
        return {
            "version": self.name,
            "content_sha256": self.content_sha256,
            "run": self.run,
            "changed_at": None if self.changed_at is None else f"{self.changed_at.isoformat()}Z",
            "speeches": self.speeches,
            "documents": self.documents,
        }

    @classmethod
    def of_members(cls, members: Mapping[str, object]) -> Self:
        """Return the version that `members` tells. Raises ValueError where they tell none."""
        match members:
            case {
                "content_sha256": str(digest),
                "run": int() | None as run,
                "changed_at": str() | None as changed_at,
                "speeches": int(speeches),
                "documents": int(documents),
            }:
                return cls(digest, run, _moment(changed_at), speeches, documents)
            case _:
                raise ValueError(f"{members!r} tell no version of the archive")


def archive_version(session: Session) -> ArchiveVersion:
    """Return the version of what the session sees; it reads one hash of every record.

    A second for 164,000 speeches: kept with each index generation, and not for each answer.
    """
    speeches = session.execute(
        select(Speech.public_id, Speech.content_sha256).where(Speech.withdrawn_at.is_(None))
    ).all()
    documents = session.execute(
        select(BackgroundDocument.public_id, BackgroundDocument.content_sha256).where(
            BackgroundDocument.withdrawn_at.is_(None)
        )
    ).all()
    lines = [
        *_lines(RecordKind.SPEECH, speeches),
        *_lines(RecordKind.DOCUMENT, documents),
    ]
    run = _last_change(session)
    return ArchiveVersion(
        content_sha256=sha256(b"".join(sorted(lines))).hexdigest(),
        run=run,
        changed_at=session.scalar(select(ImportRun.started_at).where(ImportRun.id == run)),
        speeches=len(speeches),
        documents=len(documents),
    )


def is_of_history(session: Session, version: ArchiveVersion) -> bool:
    """Return whether the database knows the run of this version, as begun when it says.

    It does not where it was restored from an older backup, nor where it is another database; then
    the numbers of its runs do not tell what has changed since this version.
    """
    begun = select(ImportRun.started_at).where(ImportRun.id == version.run)
    return session.scalar(begun) == version.changed_at


def _lines(kind: RecordKind, records: Iterable[Row[str, str]]) -> Iterable[bytes]:
    return (f"{kind.value} {public_id} {digest}\n".encode() for public_id, digest in records)


def _moment(told: str | None) -> datetime | None:
    return None if told is None else datetime.fromisoformat(told).replace(tzinfo=None)


def _last_change(session: Session) -> int | None:
    """Return the last run that changed or withdrew a record."""
    revisions = (Speech.revision, BackgroundDocument.revision)
    found = [session.scalar(select(func.max(revision))) for revision in revisions]
    return max((run for run in found if run is not None), default=None)
