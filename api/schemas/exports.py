"""The parameters of exports: those of a search that choose and order, and how CSV is written."""

from typing import Any

from marshmallow import Schema, fields, post_load

from api.schemas.parameters.search import OrderedParameters
from services.criteria import SearchQuestion
from services.exports.question import CsvQuestion, NdjsonQuestion


class ExportParameters(OrderedParameters):
    """All that a search finds."""

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SearchQuestion:
        """Return the search that is exported."""
        return SearchQuestion(asked=self.asked(data), sort=data["sort"])


class NdjsonParameters(OrderedParameters):
    """All that a search finds, as NDJSON."""

    meta = fields.Boolean(
        load_default=True,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={
            "description": (
                "false: the records alone, an object a line, without the line that says what was"
                " asked and the one that says that all has come."
            )
        },
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> NdjsonQuestion:
        """Return the search that is exported, and how."""
        search = SearchQuestion(asked=self.asked(data), sort=data["sort"])
        return NdjsonQuestion(search, data["meta"])


class CsvForm(Schema):
    """How CSV is written."""

    comments = fields.Boolean(
        load_default=True,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={
            "description": (
                "false: without the lines that begin with # and say what was asked, or the column"
                " that does in a spreadsheet."
            )
        },
    )
    spreadsheet = fields.Boolean(
        load_default=False,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={
            "description": (
                "true: for a spreadsheet as the Nordic countries use it. Semicolons, a byte order"
                " mark, no comments: what was asked stands in the last column. An apostrophe"
                " stands before each text that would be taken for a formula, number or day."
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
