"""Names of background documents, and the public ids that they had before: migration 0017."""

import hashlib
import re

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables; write the names under which documents were read.

    They keep their public ids until one of the same name is read anew.
    """
    op.create_table(
        "background_name",
        _document_id("background_name"),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("is_address", sa.Boolean(), nullable=False),
        sa.Column("public_id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("background_document_id", "name", name=op.f("pk_background_name")),
    )
    op.create_index(op.f("ix_background_name_public_id"), "background_name", ["public_id"])
    op.create_table(
        "former_background_id",
        sa.Column("public_id", sa.String(length=200), nullable=False),
        _document_id("former_background_id"),
        sa.PrimaryKeyConstraint("public_id", name=op.f("pk_former_background_id")),
    )
    op.create_index(
        op.f("ix_former_background_id_background_document_id"),
        "former_background_id",
        ["background_document_id"],
    )
    _write_names()


def downgrade() -> None:
    """Drop the tables; documents keep the public ids that they have."""
    op.drop_table("former_background_id")
    op.drop_table("background_name")


def _document_id(table: str) -> sa.Column[int]:
    refers = sa.ForeignKey(
        "background_documents.id",
        name=f"fk_{table}_background_document_id",
        ondelete="CASCADE",
    )
    return sa.Column("background_document_id", sa.Integer(), refers, nullable=False)


def _write_names() -> None:
    rows = op.get_bind().execute(
        sa.text(
            "SELECT s.background_document_id, d.name,"
            " max(CASE WHEN d.url IS NULL THEN 0 ELSE 1 END)"
            " FROM background_source s JOIN source_document d ON d.id = s.source_document_id"
            " GROUP BY s.background_document_id, d.name"
        )
    )
    names = sa.table(
        "background_name",
        sa.column("background_document_id", sa.Integer()),
        sa.column("name", sa.String()),
        sa.column("is_address", sa.Boolean()),
        sa.column("public_id", sa.String()),
    )
    told = [
        {
            "background_document_id": document_id,
            "name": name,
            "is_address": bool(is_address),
            "public_id": _public_id(name),
        }
        for document_id, name, is_address in rows
    ]
    if told:
        op.bulk_insert(names, told)


def _public_id(name: str) -> str:
    """Return what a name gave as a public id when this migration was written."""
    address, _, query = name.partition("?")
    place = re.sub(r"\.(?:txt|md|markdown|html?|xhtml)$", "", address, flags=re.IGNORECASE)
    slug = re.sub(r"[^\w.~-]+", "_", place.replace("/", "~")).strip("_~.") or "text"
    if not query and len(slug) <= _LONGEST:
        return f"doc-{slug}"
    return f"doc-{slug[:_LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


_LONGEST = 150
