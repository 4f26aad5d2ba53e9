"""The parameters of a record's bytes."""

from typing import Any

from marshmallow import Schema, fields, post_load

from api.schemas.common.values import Pattern


class SourceParameters(Schema):
    """Which of a record's documents is asked for."""

    sha256 = fields.String(
        load_default=None,
        validate=Pattern("[0-9a-f]{64}", "Not a SHA-256: write the 64 hexadecimal digits."),
        metadata={
            "description": "A document of `provenance.sources`; by default the current one.",
            "example": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        },
    )

    @post_load
    def chosen(self, told: dict[str, Any], **_: object) -> str | None:
        """Return the hash alone."""
        sha256: str | None = told["sha256"]
        return sha256
