"""Sessions whose year their speeches tell: migration 0016."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Mark the sessions of which no source states place, days or that they were cancelled."""
    op.add_column(
        "session",
        sa.Column("year_concluded", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "UPDATE session SET year_concluded = TRUE WHERE kind = 'ordinary' AND place IS NULL"
        " AND starts_on IS NULL AND NOT cancelled AND assembly_id IN"
        " (SELECT id FROM assembly WHERE key = 'nordic-council')"
    )


def downgrade() -> None:
    """Drop the mark; sessions keep the years that they have."""
    op.drop_column("session", "year_concluded")
