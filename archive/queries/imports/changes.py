"""Records that import runs added or changed."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from archive.models import BackgroundDocument, Speech
from archive.vocabulary import RecordKind


class ChangeKind(StrEnum):
    """What a run did to a record."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that a run brought, or was the last to change."""

    kind: RecordKind
    key: int
    """models.Speech.id or models.BackgroundDocument.id."""
    id: str
    novelty: ChangeKind


@dataclass(frozen=True, slots=True)
class ImportChanges:
    """Some of what runs brought, and how much it is in all."""

    new: int
    changed: int
    records: tuple[ChangedRecord, ...]
    more: bool
    """Whether there are more after these."""


Position = tuple[int, int]
"""Where a list went on: 0 for speeches or 1 for documents, and the record's key."""


def import_changes(
    session: Session, runs: Collection[int], *, after: Position | None = None, limit: int
) -> ImportChanges:
    """Return what the runs brought, speeches first, in the order in which the archive has them.

    A record that a later run changed counts as brought where it was new, and no more as changed.
    What is withdrawn is left out.
    """
    found = union_all(
        _of(Speech, RecordKind.SPEECH, 0, runs),
        _of(BackgroundDocument, RecordKind.DOCUMENT, 1, runs),
    ).subquery()
    counted = session.execute(
        select(func.count(), func.coalesce(func.sum(found.c.is_new), 0)).select_from(found)
    ).one()
    statement = select(found).order_by(found.c.place, found.c.key).limit(limit + 1)
    if after is not None:
        place, key = after
        later = (found.c.place == place) & (found.c.key > key)
        statement = statement.where(or_(found.c.place > place, later))
    rows = session.execute(statement).all()
    return ImportChanges(
        new=int(counted[1]),
        changed=counted[0] - int(counted[1]),
        records=tuple(
            ChangedRecord(
                RecordKind(row.kind),
                row.key,
                row.public_id,
                ChangeKind.NEW if row.is_new else ChangeKind.CHANGED,
            )
            for row in rows[:limit]
        ),
        more=len(rows) > limit,
    )


def _of(
    model: type[Speech | BackgroundDocument], kind: RecordKind, place: int, runs: Collection[int]
) -> Select[*tuple[str, int, int, str, int]]:
    is_new: ColumnElement[bool] = model.added_run_id.in_(runs)
    return select(
        literal(kind.value).label("kind"),
        literal(place).label("place"),
        model.id.label("key"),
        model.public_id,
        case((is_new, 1), else_=0).label("is_new"),
    ).where(or_(is_new, model.revision.in_(runs)), model.withdrawn_at.is_(None))
