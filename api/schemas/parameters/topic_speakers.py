"""The parameters of the list of those who spoke on a topic."""

from typing import Any

from marshmallow import post_load

from api.schemas.common.criteria import CriteriaParameters
from api.schemas.parameters.lists import ListParameters
from services.criteria import TopicSpeakersQuestion


class TopicSpeakersParameters(ListParameters, CriteriaParameters):
    """Who spoke on a topic."""

    class Meta:
        """The topic stands in the address."""

        exclude = ("topics",)

    @post_load
    def question(self, data: dict[str, Any], **_: object) -> TopicSpeakersQuestion:
        """Return the page that is asked for."""
        return TopicSpeakersQuestion(self.asked(data), data["limit"], data["cursor"])
