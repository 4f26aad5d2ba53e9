"""Sessions whose year no source states: migration 0008."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the year be unknown, as it is of other assemblies: their first speech's was taken."""
    # A new column in its place: other tables refer to this one, which SQLite would have to copy.
    op.add_column("session", sa.Column("stated_year", sa.Integer(), nullable=True))
    op.execute(
        "UPDATE session SET stated_year = year WHERE assembly_id IN"
        " (SELECT id FROM assembly WHERE key = 'nordic-council')"
    )
    op.drop_column("session", "year")
    op.alter_column("session", "stated_year", new_column_name="year")


def downgrade() -> None:
    """Put 0 where the year is unknown."""
    op.add_column(
        "session", sa.Column("known_year", sa.Integer(), nullable=False, server_default="0")
    )
    op.execute("UPDATE session SET known_year = coalesce(year, 0)")
    op.drop_column("session", "year")
    op.alter_column("session", "known_year", new_column_name="year")
