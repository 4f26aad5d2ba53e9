"""The parameters of questions that look into texts word by word."""

from typing import Any, Final

from marshmallow import fields, post_load, validate

from api.schemas.common.criteria import CriteriaParameters, RecordCriteriaParameters
from api.schemas.common.parameters import collation_field, count
from api.schemas.common.values import Choice
from api.schemas.exports import CsvForm
from api.schemas.parameters.lists import MAX_LIMIT
from search_index import limits
from search_index.filters import TextScope
from search_index.text.concordance import COMPARED_WORDS, LineOrder
from search_index.text.kwic import Width, WidthUnit
from services.corpus_questions import CollocationQuestion, ConcordanceQuestion, KeynessQuestion
from services.exports.concordance_csv import ConcordanceCsvQuestion

MAX_WIDTH: Final = 500
MAX_WINDOW: Final = 20
MAX_WORDS: Final = 1000


class LinesParameters(RecordCriteriaParameters):
    """All lines of a concordance, as a search finds speeches."""

    sort = Choice(
        LineOrder,
        load_default=None,
        metadata={
            "description": (
                "left and right compare the contexts word by word, from the match on, up to"
                f" {COMPARED_WORDS} words; the others are the orders of a search, by default"
                " relevance. Ties: the speech's id, the segment, the place in it."
            )
        },
    )
    width = count("width", MAX_WIDTH, 10, "How much of the text stands on either side.")
    unit = Choice(
        WidthUnit,
        load_default=WidthUnit.WORDS,
        metadata={"description": "What `width` counts."},
    )
    collation = collation_field(
        "The order of letters, where sort is left or right; by default that of the only language"
        " asked for, else nordic."
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> ConcordanceQuestion:
        """Return the concordance that is asked for."""
        return ConcordanceQuestion(
            asked=self.asked(data),
            sort=data["sort"],
            width=Width(data["width"], data["unit"]),
            collation=data["collation"],
        )


class ConcordanceParameters(LinesParameters):
    """A page of a concordance."""

    limit = count("limit", MAX_LIMIT, 20, "Lines of a page.")
    cursor = fields.String(
        load_default=None,
        metadata={"description": "`next_cursor` of the page before, with the same parameters."},
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> ConcordanceQuestion:
        """Return the page that is asked for."""
        width = Width(data["width"], data["unit"])
        return ConcordanceQuestion(
            self.asked(data),
            data["sort"],
            width,
            data["limit"],
            data["cursor"],
            data["collation"],
        )


class ConcordanceCsvParameters(CsvForm, LinesParameters):
    """All lines of a concordance, as CSV."""

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> ConcordanceCsvQuestion:
        """Return the concordance that is exported, and how."""
        width = Width(data["width"], data["unit"])
        asked = ConcordanceQuestion(
            self.asked(data), data["sort"], width, collation=data["collation"]
        )
        return ConcordanceCsvQuestion(asked, data["comments"], data["spreadsheet"])


class _WordsParameters(CriteriaParameters):
    """Words counted in texts: as spoken, unless something else is said."""

    text = Choice(
        TextScope,
        load_default=TextScope.ORIGINAL,
        metadata={"description": "Which texts are counted: as spoken, translations, or any."},
    )
    stop_words = fields.Boolean(
        load_default=False,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={"description": "Whether words such as “and” are answered; counted they are."},
    )
    limit = count("limit", MAX_WORDS, 50, "Words of each language, the most striking ones.")


class KeynessParameters(_WordsParameters):
    """Which speeches' words are held against which others'."""

    against = fields.String(
        load_default="",
        validate=validate.Length(max=limits.QUERY_LENGTH),
        metadata={
            "description": (
                "A query that the others answer, such as party_group:centre; by default all other"
                " speeches of the same assemblies, sessions and dates."
            ),
            "example": "party_group:centre",
        },
    )
    least = count("min_count", 1_000_000, 5, "Occurrences of a word in both together, at least.")

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> KeynessQuestion:
        """Return the key words that are asked for."""
        return KeynessQuestion(
            self.asked(data),
            data["against"].strip(),
            data["least"],
            data["stop_words"],
            data["limit"],
        )


class CollocationsParameters(_WordsParameters):
    """What is looked for, and how far around it."""

    window = count("window", MAX_WINDOW, 5, "Words to either side of a match.")
    least = count("min_count", 1_000_000, 3, "Occurrences of a word in the windows, at least.")

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> CollocationQuestion:
        """Return the collocations that are asked for."""
        return CollocationQuestion(
            self.asked(data), data["window"], data["least"], data["stop_words"], data["limit"]
        )
