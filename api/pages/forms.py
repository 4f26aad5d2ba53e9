"""The forms over the charts of speakers and topics: which words, in what time, shown how."""

from typing import Final

from api import context
from api.pages.addresses import SearchAddress
from api.pages.names import own_name, topics_by_name
from api.pages.parameters import GROUPS, MEASURES, ChartQuestion
from api.pages.views.choices import Choice, Form, choice
from api.questions import Expansion
from search_index.query import Bucket, FacetField

UNITS: Final = {Bucket.YEAR: "Year", Bucket.SESSION: "Session", Bucket.MONTH: "Month"}

EXPANSIONS: Final = {
    "": "These words",
    Expansion.CONCEPTS.value: "Their concepts, in all languages",
}
"""What words can stand for."""


def speaker_form(question: ChartQuestion, action: str) -> Form:
    """Return the form of a speaker's page."""
    topics = {topic.id: own_name(topic) for topic in topics_by_name(context.lexicon())}
    chosen = question.timeline.asked.filters.topics
    options = {"": "Everything", **topics}
    return _form(
        question, action, choice("topic", "Topic", options.items(), chosen[0] if chosen else "")
    )


def topic_form(question: ChartQuestion, action: str) -> Form:
    """Return the form of a topic's page."""
    group = question.timeline.group_by or FacetField.PARTY_GROUP
    return _form(question, action, choice("group_by", "Split by", GROUPS.items(), group))


def _form(question: ChartQuestion, action: str, own: Choice) -> Form:
    asked, bucket = question.timeline.asked, question.timeline.bucket
    units = {unit.value: name for unit, name in UNITS.items() if unit is not Bucket.MONTH}
    expand = choice("expand", "Search for", EXPANSIONS.items(), asked.expand or "")
    choices = (
        own,
        choice("by", "By", units.items(), bucket),
        choice("measure", "Show", MEASURES.items(), question.measure),
    )
    chosen = (
        (each.name, option.value) for each in choices for option in each.options if option.active
    )
    address = SearchAddress.of((*asked.pairs(), *chosen))
    return Form(action, address, expand, choices)
