"""Nights: runs of all that is done unattended, one after the other."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from archive.database import Base


class Night(Base):
    """One night: fetching, importing, indexing, checking, counting, and what came of each."""

    __tablename__ = "night"

    id: Mapped[int] = mapped_column(primary_key=True)
    started_at: Mapped[datetime]
    """UTC."""
    finished_at: Mapped[datetime | None]
    """UTC; None while it goes on, and where it was killed until the next one finds it."""
    state: Mapped[str] = mapped_column(String(16))
    """archive.vocabulary.NightState."""
    phases: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """In their order: phase, source, state, seconds, told."""
