"""Nights, and the import runs that are part of one: migration 0021."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; runs of before are part of no night."""
    op.create_table(
        "night",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("phases", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_night")),
    )
    for table in ("speech", "background_documents"):
        op.create_index(op.f(f"ix_{table}_added_run_id"), table, ["added_run_id"])
    op.add_column("import_run", sa.Column("night_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Drop the record of nights."""
    op.drop_column("import_run", "night_id")
    for table in ("speech", "background_documents"):
        op.drop_index(op.f(f"ix_{table}_added_run_id"), table)
    op.drop_table("night")
