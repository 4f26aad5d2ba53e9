"""Corrections by persons: all of them, and the outdated ones, whose source says something else now.

What is outdated is told by `tingtale check` and by whoever reports on a night's run: a correction
that silently stopped to apply would bring the error back, or another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.models import Correction, Speech
from archive.queries.speeches import speech_key


@dataclass(frozen=True, slots=True)
class CorrectionDetail:
    """A correction, and whether it applies."""

    number: int
    speech: str
    """The public id."""
    field: str
    before: str | None
    after: str | None
    reason: str
    made_by: str | None
    made_at: datetime
    outdated_at: datetime | None
    """Since when it is not applied; None while it is."""
    source_says: str | None
    """What the source says instead of `before`, where it is outdated."""

    @property
    def outdated(self) -> str:
        """Say why it is not applied, and what to do."""
        return (
            f"correction c{self.number} of {self.field} from {self.before!r} to {self.after!r} is"
            f" not applied: the source says {self.source_says!r} now; look at the source, then"
            f" `tingtale corrections revoke c{self.number}`, and correct it anew where it is wrong"
        )


def list_corrections(
    session: Session, *, speech: str | None = None
) -> tuple[CorrectionDetail, ...]:
    """Return all corrections, or a speech's, as they were made. Raises NotFound."""
    of_speech = [] if speech is None else [Correction.speech_id == speech_key(session, speech)]
    return _rows(session, of_speech)


def outdated_corrections(session: Session) -> tuple[CorrectionDetail, ...]:
    """Return the corrections that are not applied, since the source says something else now."""
    held = Speech.withdrawn_at.is_(None)
    return _rows(session, [Correction.outdated_at.is_not(None), held])


def find_correction(session: Session, number: int) -> CorrectionDetail:
    """Return the correction of this number. Raises NotFound."""
    found = _rows(session, [Correction.id == number])
    if not found:
        raise NotFound(
            f"there is no correction c{number}; `tingtale corrections list --all` names them"
        )
    return found[0]


def _rows(session: Session, chosen: Sequence[ColumnElement[bool]]) -> tuple[CorrectionDetail, ...]:
    found = session.execute(
        select(Correction, Speech.public_id)
        .join(Speech, Speech.id == Correction.speech_id)
        .where(*chosen)
        .order_by(Correction.id)
    )
    return tuple(
        CorrectionDetail(
            number=row.id,
            speech=public_id,
            field=row.field,
            before=row.before,
            after=row.after,
            reason=row.reason,
            made_by=row.made_by,
            made_at=row.made_at,
            outdated_at=row.outdated_at,
            source_says=row.source_says,
        )
        for row, public_id in found
    )
