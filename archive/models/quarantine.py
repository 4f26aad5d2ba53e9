"""Quarantine: what an import or an index could not take, with its bytes and the reason."""

import zlib
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from archive.database import Base


class QuarantinedRecord(Base):
    """A record at fault: it is not in the archive, or not in what one of its steps makes.

    It goes when the same bytes are taken well, or when its source no longer says so.
    """

    __tablename__ = "quarantine"
    __table_args__ = (
        # The hash first: the constraint's index is how bytes that are brought again are recognised.
        UniqueConstraint("sha256", "source", "name", "phase", "record"),
        Index("ix_quarantine_source_name", "source", "name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))
    """The source's name: "norden", "corpus" ..."""
    name: Mapped[str] = mapped_column(String(500))
    """The address, normalised, where it is known, else the file's name."""
    place: Mapped[str | None] = mapped_column(String(64))
    """Where it stands in its file: "line 17"; None for a whole file."""
    record: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """The public id where the record is stored and a later step fails with it; else empty."""
    phase: Mapped[str] = mapped_column(String(16))
    """vocabulary.Phase."""
    sha256: Mapped[str] = mapped_column(String(64))
    """Of all its bytes as they were read."""
    size: Mapped[int]
    """Bytes as read."""
    media_type: Mapped[str | None] = mapped_column(String(100))
    compressed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """The first of the bytes, as many as are kept, deflated (zlib, RFC 1950)."""
    kept: Mapped[int]
    """How many of the bytes are kept."""
    code: Mapped[str] = mapped_column(String(64))
    """As that of an ImportIssue: "unreadable", "refused", "failed" ..."""
    reason: Mapped[str] = mapped_column(Text)
    first_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    """The import run that met it first; None where an index did."""
    last_run_id: Mapped[int | None] = mapped_column(ForeignKey("import_run.id"))
    first_seen_at: Mapped[datetime]
    """UTC."""
    last_seen_at: Mapped[datetime]
    times: Mapped[int] = mapped_column(default=1)
    """How often it was met."""

    @property
    def content(self) -> bytes:
        """Return the bytes that are kept."""
        return zlib.decompress(self.compressed)

    @property
    def shown_place(self) -> str:
        """The file and, where there is one, the line."""
        return self.name if self.place is None else f"{self.name}, {self.place}"
