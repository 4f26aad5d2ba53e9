"""Result sets: what a search found once, kept for good so that it can be cited and checked."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.database import Base


class ResultSet(Base):
    """The ordered records that a search found in one state of the archive; it never changes."""

    __tablename__ = "result_set"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The first digits of `digest`."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of question, archive, topics, analysis and ids (archive.result_sets.stored_sets)."""
    created_at: Mapped[datetime]
    """UTC."""
    kind: Mapped[str] = mapped_column(String(16))
    """archive.vocabulary.RecordKind of what was found."""
    question: Mapped[dict[str, str | list[str]]] = mapped_column(JSON)
    """The parameters of the search, each written in one way only."""
    understood: Mapped[str] = mapped_column(Text)
    archive: Mapped[dict[str, object]] = mapped_column(JSON)
    """Members of archive.queries.archive_version.ArchiveVersion."""
    lexicon_version: Mapped[str] = mapped_column(String(64))
    analysis_version: Mapped[str] = mapped_column(String(64))
    total: Mapped[int]
    ids_sha256: Mapped[str] = mapped_column(String(64))
    """Of the public ids in order, each ended by a line feed."""
    compressed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """FrozenRecord.id of each record in order, in archive.result_sets.number_encoding."""
    pinned: Mapped[bool | None]
    """Whether the operator has said that it stays, or that it may give way; else None."""
    used_on: Mapped[date | None]
    """The first day after `created_at` on which it was read, or asked for again; UTC."""


class FrozenRecord(Base):
    """A record in a state in which a result set holds it; the same for all sets."""

    __tablename__ = "frozen_record"
    __table_args__ = (UniqueConstraint("public_id", "fingerprint"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(Text)
    """Of a speech or background document, as it was called."""
    fingerprint: Mapped[int] = mapped_column(BigInteger)
    """The first 63 bits of the record's content_sha256."""
