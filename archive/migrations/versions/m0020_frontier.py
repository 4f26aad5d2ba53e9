"""The frontier of crawls, and speeches that are gone at their source: migration 0020."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, which the first crawl fills; no speech is known to be gone so far."""
    op.create_table(
        "frontier_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("record", sa.String(length=1000), nullable=False),
        sa.Column("node", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("strategy", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("found_on", sa.String(length=1000), nullable=True),
        sa.Column("found_at", sa.DateTime(), nullable=False),
        sa.Column("depth", sa.Integer(), server_default="0", nullable=False),
        sa.Column("session", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("same_as_id", sa.Integer(), nullable=True),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("read_at", sa.DateTime(), nullable=True),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("etag", sa.String(length=500), nullable=True),
        sa.Column("last_modified", sa.String(length=100), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("kept_at", sa.DateTime(), nullable=True),
        sa.Column("warc", sa.String(length=255), nullable=True),
        sa.Column("content_sha256", sa.String(length=64), nullable=True),
        sa.Column("leads_sha256", sa.String(length=64), nullable=True),
        sa.Column("session_disputed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("awaited", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("missing_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("missing_on", sa.Date(), nullable=True),
        sa.Column("gone_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["same_as_id"],
            ["frontier_page.id"],
            name=op.f("fk_frontier_page_same_as_id_frontier_page"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frontier_page")),
        sa.UniqueConstraint("source", "url", name=op.f("uq_frontier_page_source_url")),
    )
    for columns in (["source", "next_at"], ["source", "record"], ["source", "node"]):
        op.create_index(op.f(f"ix_frontier_page_{'_'.join(columns)}"), "frontier_page", columns)
    op.create_index(op.f("ix_frontier_page_same_as_id"), "frontier_page", ["same_as_id"])
    op.add_column("speech", sa.Column("gone_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    """Drop the table and the marks; the next crawl begins anew."""
    op.drop_column("speech", "gone_at")
    op.drop_table("frontier_page")
