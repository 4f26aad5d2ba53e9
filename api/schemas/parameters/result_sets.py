"""The parameters of a result set: which records are meant, and in which order."""

from typing import Any, Final

from marshmallow import ValidationError, post_load, pre_load

from api.schemas.parameters.search import OrderedParameters
from services.criteria import SearchQuestion

_OF_PAGES: Final = frozenset(
    {"limit", "cursor", "facet", "facet_limit", "highlight", "evidence"},
)


class ResultSetParameters(OrderedParameters):
    """Which records are meant, and in which order: the parameters of a search, without pages."""

    @pre_load
    def refuse_pages(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        """Refuse the parameters of a search that a whole result has no use for."""
        refused = {
            name: [f"{name} shapes a page of a search; a result set is whole: leave it out."]
            for name in data
            if name in _OF_PAGES
        }
        if refused:
            raise ValidationError(refused)
        return data

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SearchQuestion:
        """Return the search that is asked for."""
        return SearchQuestion(asked=self.asked(data), sort=data["sort"])
