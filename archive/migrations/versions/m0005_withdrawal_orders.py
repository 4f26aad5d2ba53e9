"""Orders of the operator that withdraw a record until they are revoked: migration 0005."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what is withdrawn so far comes back as before where a source brings it."""
    # Not in batches: other tables refer to these, which SQLite would have to copy and drop.
    op.add_column("speech", sa.Column("withdrawal_order", sa.Text(), nullable=True))
    op.add_column("background_documents", sa.Column("withdrawal_order", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the columns; what was withdrawn by order stays withdrawn until a source brings it."""
    op.drop_column("background_documents", "withdrawal_order")
    op.drop_column("speech", "withdrawal_order")
