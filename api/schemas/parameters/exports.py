"""The parameters of exports: those of a search that choose and order, and how CSV is written."""

from typing import Any

from marshmallow import Schema, fields, post_load

from api.exports.question import CsvQuestion
from api.questions import SearchQuestion
from api.schemas.parameters.search import OrderedParameters


class ExportParameters(OrderedParameters):
    """All that a search finds."""

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SearchQuestion:
        """Return the search that is exported."""
        return SearchQuestion(asked=self.asked(data), sort=data["sort"])


class CsvForm(Schema):
    """How CSV is written."""

    comments = fields.Boolean(
        load_default=True,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={
            "description": "false: without the lines that begin with # and say what was asked."
        },
    )
    spreadsheet = fields.Boolean(
        load_default=False,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={
            "description": (
                "true: with a byte order mark, and an apostrophe before each text that a"
                " spreadsheet would take for a formula."
            )
        },
    )


class CsvParameters(CsvForm, OrderedParameters):
    """All that a search finds, as CSV."""

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> CsvQuestion:
        """Return the search that is exported, and how."""
        search = SearchQuestion(asked=self.asked(data), sort=data["sort"])
        return CsvQuestion(search, data["comments"], data["spreadsheet"])
