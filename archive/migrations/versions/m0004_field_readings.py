"""How each field of a record was read, and a document's place in its file: migration 0004."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; they are filled when a document is read by the parsers of today."""
    # Not in batches: other tables refer to these, which SQLite would have to copy and drop.
    op.add_column("speech", sa.Column("field_readings", sa.JSON(), nullable=True))
    op.add_column("source_document", sa.Column("place", sa.String(length=64), nullable=True))
    rule = sa.Column("language_rule", sa.String(length=64), nullable=True)
    op.add_column("background_documents", rule)


def downgrade() -> None:
    """Drop the columns; the bytes that tell their values stay."""
    op.drop_column("background_documents", "language_rule")
    op.drop_column("source_document", "place")
    op.drop_column("speech", "field_readings")
