"""The parameters of a search: which speeches or documents, in which order, and what of them."""

from typing import Any, Final

from marshmallow import fields, post_load

from api.schemas.common.criteria import RecordCriteriaParameters
from api.schemas.common.parameters import count, several
from api.schemas.common.values import Choice
from api.schemas.parameters.lists import MAX_LIMIT
from search_index.filters import FacetField
from search_index.requests import Sort
from services.criteria import SearchQuestion

MAX_FACET_VALUES: Final = 1000


class OrderedParameters(RecordCriteriaParameters):
    """Which records are meant, and in which order."""

    sort = Choice(
        Sort,
        load_default=None,
        metadata={
            "description": (
                "By default relevance where there is a query, topic or concept, else -date."
            )
        },
    )


class SearchParameters(OrderedParameters):
    """A page of a search."""

    limit = count("limit", MAX_LIMIT, 20, "Hits of a page.")
    cursor = fields.String(
        load_default=None,
        metadata={"description": "`next_cursor` of the page before, with the same parameters."},
    )
    facets = several(Choice(FacetField), "facet", "Count the speeches found by a field.")
    facet_limit = count(
        "facet_limit", MAX_FACET_VALUES, 100, "Values of a facet, the most frequent ones."
    )
    highlight = fields.Boolean(
        load_default=True,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={"description": "Whether hits come with snippets."},
    )
    evidence = fields.Boolean(
        load_default=False,
        truthy={"true", "1"},
        falsy={"false", "0"},
        metadata={
            "description": "Whether hits tell the terms of the topics and concepts asked for."
        },
    )

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SearchQuestion:
        """Return the page that is asked for."""
        return SearchQuestion(
            asked=self.asked(data),
            sort=data["sort"],
            limit=data["limit"],
            cursor=data["cursor"],
            facets=tuple(dict.fromkeys(data.get("facets", ()))),
            facet_limit=data["facet_limit"],
            highlight=data["highlight"],
            evidence=data["evidence"],
        )
