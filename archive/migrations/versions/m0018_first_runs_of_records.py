"""The import runs that brought records first: migration 0018."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_RECORDS = {
    "speech": ("speech_source", "speech_id"),
    "background_documents": ("background_source", "background_document_id"),
}
"""Tables of records, and where they were read."""


def upgrade() -> None:
    """Add the columns; the first of the runs that read a record's sources tells it.

    So it was told until now. A source that was read again by a later run tells that one.
    """
    for name, (source, key) in _RECORDS.items():
        op.add_column(name, sa.Column("added_run_id", sa.Integer(), nullable=True))
        record = sa.table(name, *map(sa.column, ("id", "revision", "added_run_id")))
        read = sa.table(source, *map(sa.column, (key, "import_run_id")))
        first = (
            sa.select(sa.func.min(read.c.import_run_id))
            .where(read.c[key] == record.c.id)
            .scalar_subquery()
        )
        earlier = sa.case((first < record.c.revision, first), else_=record.c.revision)
        op.execute(sa.update(record).values(added_run_id=earlier))


def downgrade() -> None:
    """Drop the columns."""
    for name in _RECORDS:
        op.drop_column(name, "added_run_id")
