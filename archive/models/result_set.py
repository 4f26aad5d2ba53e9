"""Result sets: what a search found once, kept for good so that it can be cited and checked."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from archive.database import Base


class ResultSet(Base):
    """The ordered records that a search found in one state of the archive; it never changes."""

    __tablename__ = "result_set"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """The first digits of `digest`."""
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of question, archive, topics, analysis and ids; see archive.queries.result_sets."""
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
    """Deflated (zlib, RFC 1950): the ids as they are hashed, and after an empty line, in the same
    order, each record's fingerprint in 16 hexadecimal digits."""
