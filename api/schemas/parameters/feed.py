"""The parameters of a feed: those of a search that choose and order what is found."""

from typing import Any

from marshmallow import post_load

from api.schemas.parameters.search import SearchParameters
from services.criteria import SearchQuestion


class FeedParameters(SearchParameters):
    """A page of a feed."""

    class Meta:
        """What says how hits are answered as JSON has no meaning in a feed."""

        exclude = ("facets", "facet_limit", "evidence", "highlight")

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> SearchQuestion:
        """Return the page that is asked for."""
        return SearchQuestion(
            asked=self.asked(data),
            sort=data["sort"],
            limit=data["limit"],
            cursor=data["cursor"],
        )
