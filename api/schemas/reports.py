"""A report of an error that was taken."""

from typing import Final

from marshmallow import Schema, fields

from archive.vocabulary import ReportState

_WAITING: Final = ReportState.WAITING.value


class TakenReportSchema(Schema):
    """A report that waits for the operator, also where somebody sent the same before."""

    speech = fields.String(required=True)
    field = fields.String(required=True)
    right = fields.String(required=True)
    state = fields.String(required=True, dump_default=_WAITING, metadata={"enum": [_WAITING]})
