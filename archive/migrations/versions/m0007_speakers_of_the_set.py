"""Speakers that follow from the set of speeches: migration 0007."""

import json
import zlib
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from archive.text.name_matching import matching_key, normalize_signs, spells_name

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_UNRESOLVED = sa.text("speaker_rule IS NULL")


def upgrade() -> None:
    """Add what speakers are resolved by; the next import, of whatever, resolves all of them."""
    # Not in batches: other tables refer to these, which SQLite would have to copy and drop.
    op.add_column(
        "speech",
        sa.Column("speaker_key", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column("speech", sa.Column("speaker_source_id", sa.String(length=200), nullable=True))
    op.add_column("speech", sa.Column("speaker_gender", sa.String(length=16), nullable=True))
    op.create_table(
        "former_speaker_id",
        sa.Column("public_id", sa.String(length=200), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["speaker_id"], ["speaker.id"], name=op.f("fk_former_speaker_id_speaker_id_speaker")
        ),
        sa.PrimaryKeyConstraint("public_id", "speaker_id", name=op.f("pk_former_speaker_id")),
    )
    op.create_index(op.f("ix_former_speaker_id_speaker_id"), "former_speaker_id", ["speaker_id"])
    connection = op.get_bind()
    _delete_the_silent(connection)
    _write_keys(connection)
    _write_source_ids(connection)
    connection.execute(sa.text("UPDATE speech SET speaker_rule = NULL"))
    op.create_index("ix_speech_speaker_key", "speech", ["assembly_id", "speaker_key"])
    op.create_index("ix_speech_speaker_source_id", "speech", ["assembly_id", "speaker_source_id"])
    op.create_index(
        "ix_speech_unresolved",
        "speech",
        ["speaker_rule"],
        sqlite_where=_UNRESOLVED,
        postgresql_where=_UNRESOLVED,
    )


def downgrade() -> None:
    """Drop it; speakers stay as they were resolved last."""
    for index in ("unresolved", "speaker_source_id", "speaker_key"):
        op.drop_index(f"ix_speech_{index}", "speech")
    op.drop_table("former_speaker_id")
    for column in ("speaker_gender", "speaker_source_id", "speaker_key"):
        op.drop_column("speech", column)


def _delete_the_silent(connection: sa.Connection) -> None:
    """Delete the speakers who have no speech: a name of theirs was corrected since."""
    speech = sa.table("speech", sa.column("speaker_id", sa.Integer()))
    speaking = sa.select(speech.c.speaker_id).where(speech.c.speaker_id.is_not(None))
    for name, key in (
        ("mandate", "speaker_id"),
        ("speaker_name", "speaker_id"),
        ("speaker_identifier", "speaker_id"),
        ("speaker", "id"),
    ):
        table = sa.table(name, sa.column(key))
        connection.execute(sa.delete(table).where(table.c[key].not_in(speaking)))


def _write_keys(connection: sa.Connection) -> None:
    """Write the keys of all printed names; a table for a moment, so that one statement does it."""
    printed = connection.scalars(
        sa.text("SELECT DISTINCT speaker_raw FROM speech WHERE speaker_raw IS NOT NULL")
    ).all()
    keys = op.create_table(
        "printed_name",
        sa.Column("name", sa.String(length=200), primary_key=True),
        sa.Column("name_key", sa.String(length=200), nullable=False),
    )
    if printed:
        rows = [{"name": name, "name_key": matching_key(name)} for name in printed]
        connection.execute(sa.insert(keys), rows)
    connection.execute(
        sa.text(
            "UPDATE speech SET speaker_key = (SELECT name_key FROM printed_name"
            " WHERE name = speaker_raw) WHERE speaker_raw IS NOT NULL"
        )
    )
    op.drop_table("printed_name")
    names = connection.execute(sa.text("SELECT speaker_id, name FROM speaker_name")).all()
    if names:
        connection.execute(
            sa.text(
                "UPDATE speaker_name SET matching_key = :name_key"
                " WHERE speaker_id = :speaker AND name = :name"
            ),
            [
                {"speaker": row[0], "name": row[1], "name_key": matching_key(row[1])}
                for row in names
            ],
        )


def _write_source_ids(connection: sa.Connection) -> None:
    """Write of each speech the source's id of the person and the gender that were read so far."""
    connection.execute(
        sa.text(
            "UPDATE speech SET speaker_gender ="
            " (SELECT gender FROM speaker WHERE speaker.id = speech.speaker_id)"
            " WHERE speaker_id IS NOT NULL"
        )
    )
    by_speaker = list(_ids_of_speakers(connection))
    if by_speaker:
        connection.execute(
            sa.text(
                "UPDATE speech SET speaker_source_id = :value"
                " WHERE speaker_id = :speaker AND speaker_rule = 'source-id'"
            ),
            by_speaker,
        )
    unresolved = list(_ids_of_unresolved(connection))
    if unresolved:
        connection.execute(
            sa.text("UPDATE speech SET speaker_source_id = :value WHERE id = :speech"), unresolved
        )


def _ids_of_speakers(connection: sa.Connection) -> Iterator[dict[str, object]]:
    """Yield the id of each speaker, but one that only spells a name: it identifies nobody."""
    names: dict[int, list[str]] = {}
    for speaker, name in connection.execute(sa.text("SELECT speaker_id, name FROM speaker_name")):
        names.setdefault(speaker, []).append(name)
    held = connection.execute(sa.text("SELECT speaker_id, value FROM speaker_identifier")).all()
    for speaker, value in held:
        if not any(spells_name(value, name) for name in names.get(speaker, ())):
            yield {"speaker": speaker, "value": normalize_signs(value)}


def _ids_of_unresolved(connection: sa.Connection) -> Iterator[dict[str, object]]:
    """Yield the ids that stand in lines of corpora whose speaker was left open."""
    lines = connection.execute(
        sa.text(
            "SELECT speech.id, speech.speaker_raw, source_document.compressed FROM speech"
            " JOIN speech_source ON speech_source.speech_id = speech.id"
            " JOIN source_document ON source_document.id = speech_source.source_document_id"
            " WHERE speech.speaker_rule = 'ambiguous' AND source_document.source = 'corpus'"
        )
    ).all()
    for speech, name, compressed in lines:
        value = json.loads(zlib.decompress(compressed)).get("speaker_id")
        if value and name and not spells_name(value, name):
            yield {"speech": speech, "value": normalize_signs(value)}
