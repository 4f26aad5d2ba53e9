"""Result sets in a compact form, and which of them stay: migration 0014.

Until now a set held, deflated, its ids one a line, an empty line, and the records' fingerprints in
16 hexadecimal digits each. Now it holds the numbers of records that all sets share.
"""

import zlib
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from archive.result_sets.number_encoding import decode_numbers, encode_numbers

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_SETS = sa.table("result_set", sa.column("id"), sa.column("compressed", sa.LargeBinary()))
_RECORDS = sa.table(
    "frozen_record",
    sa.column("id", sa.Integer()),
    sa.column("public_id", sa.Text()),
    sa.column("fingerprint", sa.BigInteger()),
)


def upgrade() -> None:
    """Give numbers to the records that are held, and write each set as numbers."""
    op.create_table(
        "frozen_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen_record")),
        sa.UniqueConstraint(
            "public_id", "fingerprint", name=op.f("uq_frozen_record_public_id_fingerprint")
        ),
    )
    op.add_column("result_set", sa.Column("pinned", sa.Boolean(), nullable=True))
    op.add_column("result_set", sa.Column("used_on", sa.Date(), nullable=True))
    numbers: dict[tuple[str, int], int] = {}
    for public_id in _set_ids():
        states = _states(_compressed(public_id))
        new = [state for state in dict.fromkeys(states) if state not in numbers]
        numbers |= _numbered(new)
        _write(public_id, encode_numbers(numbers[state] for state in states))


def downgrade() -> None:
    """Write each set with its ids and fingerprints, as it was."""
    connection = op.get_bind()
    records = {
        number: (public_id, fingerprint)
        for number, public_id, fingerprint in connection.execute(sa.select(*_RECORDS.c))
    }
    for public_id in _set_ids():
        states = [records[number] for number in decode_numbers(_compressed(public_id))]
        ids = "".join(f"{record}\n" for record, _ in states)
        digits = "".join(f"{fingerprint:016x}" for _, fingerprint in states)
        _write(public_id, zlib.compress(f"{ids}\n{digits}".encode()))
    op.drop_column("result_set", "used_on")
    op.drop_column("result_set", "pinned")
    op.drop_table("frozen_record")


def _set_ids() -> Sequence[str]:
    return op.get_bind().scalars(sa.select(_SETS.c.id).order_by(_SETS.c.id)).all()


def _compressed(public_id: str) -> bytes:
    statement = sa.select(_SETS.c.compressed).where(_SETS.c.id == public_id)
    return bytes(op.get_bind().execute(statement).scalar_one())


def _write(public_id: str, compressed: bytes) -> None:
    statement = sa.update(_SETS).where(_SETS.c.id == public_id).values(compressed=compressed)
    op.get_bind().execute(statement)


def _states(compressed: bytes) -> list[tuple[str, int]]:
    """Return the records of a set as it was written until now."""
    *lines, digits = zlib.decompress(compressed).decode().split("\n")
    ids = [line for line in lines if line]
    prints = [int(digits[place : place + 16], 16) for place in range(0, len(digits), 16)]
    return list(zip(ids, prints, strict=True))


def _numbered(states: Sequence[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """Write the records, and return them with their numbers."""
    if not states:
        return {}
    connection = op.get_bind()
    first = connection.execute(sa.select(sa.func.max(_RECORDS.c.id))).scalar() or 0
    rows = [{"public_id": public_id, "fingerprint": print_} for public_id, print_ in states]
    connection.execute(sa.insert(_RECORDS), rows)
    written = connection.execute(sa.select(*_RECORDS.c).where(_RECORDS.c.id > first))
    return {(public_id, print_): number for number, public_id, print_ in written}
