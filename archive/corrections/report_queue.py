"""The queue of readers' reports: taken within bounds, each once, and decided by the operator."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from archive.configuration.reports import VARIABLE_PREFIX, ReportBounds
from archive.corrections.current_values import current_values
from archive.errors import Conflict, NotFound, ReportsFull
from archive.models import ErrorReport, Speech
from archive.queries.speeches import speech_key
from archive.vocabulary import ReportState

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewReport:
    """What a reader reports, in lines of plain text."""

    speech: str
    """A public id."""
    field: str
    right: str
    says: str | None = None
    source: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as the operator sees it."""

    number: int
    speech: str
    """The public id."""
    field: str
    says: str | None
    shown: str | None
    right: str
    source: str | None
    contact: str | None
    received_at: datetime
    times: int
    state: str
    decided_at: datetime | None
    decided_by: str | None
    answer: str | None
    correction: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a report, why, by whom and when."""

    state: ReportState
    answer: str
    by: str
    at: datetime
    correction: int | None = None
    """The correction that it became."""


def require_correctable(session: Session, public_id: str) -> int:
    """Return the key of the speech. Raises NotFound, and Conflict for one that is withdrawn."""
    key = speech_key(session, public_id)
    if session.scalar(select(Speech.withdrawn_at).where(Speech.id == key)) is not None:
        raise Conflict(
            f"the speech {public_id} was taken back: it is neither counted nor found, and nothing"
            " of it is corrected"
        )
    return key


def submit_report(
    session: Session, new: NewReport, received_at: datetime, bounds: ReportBounds
) -> bool:
    """Store a reader's report; return False if the same one waits or was refused before.

    Raises NotFound, Conflict for a withdrawn speech or a field that it has not, and ReportsFull.
    """
    key = require_correctable(session, new.speech)
    digest = _digest(key, new)
    known = session.scalar(select(ErrorReport).where(ErrorReport.digest == digest))
    if known is not None:
        known.times += 1
        return False
    shown = current_values(session, key)
    if new.field.startswith(_OF_SEGMENTS) and new.field not in shown:
        raise Conflict(f"the speech {new.speech} has no {new.field}; look at its segments again")
    _require_room(session, received_at, bounds)
    session.add(
        ErrorReport(
            speech_id=key,
            field=new.field,
            says=new.says,
            shown=shown.get(new.field),
            right=new.right,
            source=new.source,
            contact=new.contact,
            received_at=received_at.replace(microsecond=0),
            digest=digest,
            state=ReportState.WAITING.value,
        )
    )
    session.flush()
    return True


_OF_SEGMENTS: Final = "segments."


def list_reports(
    session: Session, *, state: ReportState | None = None, speech: str | None = None
) -> tuple[ReportRow, ...]:
    """Return the reports in the order in which they came. Raises NotFound for another speech."""
    chosen: list[ColumnElement[bool]] = []
    if state is not None:
        chosen.append(ErrorReport.state == state)
    if speech is not None:
        chosen.append(ErrorReport.speech_id == speech_key(session, speech))
    return _rows(session, chosen)


def find_report(session: Session, number: int) -> ReportRow:
    """Return the report of this number. Raises NotFound."""
    found = _rows(session, [ErrorReport.id == number])
    if not found:
        raise NotFound(f"there is no report {number}; `tingtale corrections list` names them")
    return found[0]


def refuse_report(session: Session, number: int, answer: str, by: str, at: datetime) -> ReportRow:
    """Refuse the report and return it was. Raises NotFound, and Conflict where decided."""
    before = find_report(session, number)
    require_undecided(before)
    record_decision(session, number, Decision(ReportState.REFUSED, answer, by, at))
    return before


def require_undecided(row: ReportRow) -> None:
    """Raise Conflict where the report was decided before."""
    if row.state != ReportState.WAITING:
        raise Conflict(
            f"report {row.number} was {row.state} on {row.decided_at:%Y-%m-%d} by"
            f" {row.decided_by}: {row.answer}"
        )


def record_decision(session: Session, number: int, decision: Decision) -> None:
    """Write the decision, and delete how the reader can be reached: nobody needs it any more."""
    row = session.get_one(ErrorReport, number)
    row.state, row.answer, row.decided_by = decision.state.value, decision.answer, decision.by
    row.decided_at = decision.at.replace(microsecond=0)
    row.correction_id, row.contact = decision.correction, None
    if decision.state is ReportState.ACCEPTED:
        row.digest = None
    session.flush()


def count_waiting_reports(session: Session) -> int:
    """Return how many reports wait for the operator."""
    waits = ErrorReport.state == ReportState.WAITING
    return session.scalar(select(func.count()).select_from(ErrorReport).where(waits)) or 0


def _rows(session: Session, chosen: Sequence[ColumnElement[bool]]) -> tuple[ReportRow, ...]:
    found = session.execute(
        select(ErrorReport, Speech.public_id)
        .join(Speech, Speech.id == ErrorReport.speech_id)
        .where(*chosen)
        .order_by(ErrorReport.id)
    )
    return tuple(
        ReportRow(
            number=row.id,
            speech=public_id,
            field=row.field,
            says=row.says,
            shown=row.shown,
            right=row.right,
            source=row.source,
            contact=row.contact,
            received_at=row.received_at,
            times=row.times,
            state=row.state,
            decided_at=row.decided_at,
            decided_by=row.decided_by,
            answer=row.answer,
            correction=row.correction_id,
        )
        for row, public_id in found
    )


def _digest(key: int, new: NewReport) -> str:
    told = [key, new.field, " ".join(new.right.split()).casefold()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _require_room(session: Session, now: datetime, bounds: ReportBounds) -> None:
    if count_waiting_reports(session) >= bounds.waiting:
        raise ReportsFull(
            f"{bounds.waiting} reports wait for the operator, which is as many as may"
            f" ({VARIABLE_PREFIX}WAITING); try again in some days"
        )
    late = ErrorReport.received_at > now - _DAY
    today = session.scalar(select(func.count()).select_from(ErrorReport).where(late)) or 0
    if today >= bounds.per_day:
        raise ReportsFull(
            f"{bounds.per_day} reports have come within a day, which is as many as may"
            f" ({VARIABLE_PREFIX}PER_DAY); try again tomorrow"
        )
