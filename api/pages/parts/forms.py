"""The forms over the charts of speakers and topics: which words, in what time, shown how."""

from typing import Final

from api.http import context
from api.pages.parameters import GROUPS, MEASURES, ChartQuestion
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.choices import Choice, Form, choice
from api.pages.parts.names import topics_by_name
from api.pages.views.comparisons import CompareForm
from archive.topics import label_of
from search_index.filters import Bucket, FacetField
from search_index.statistics.comparison import MAX_QUERIES
from services.criteria import Expansion

UNITS: Final = {Bucket.YEAR: "Year", Bucket.SESSION: "Session", Bucket.MONTH: "Month"}

TOPIC_FIELDS: Final = 3
WORD_FIELDS: Final = 2
"""Fields of a comparison's form, where no more are filled."""

EXPANSIONS: Final = {
    "": "These words",
    Expansion.CONCEPTS.value: "Their concepts, in all languages",
}
"""What words can stand for."""


def speaker_form(question: ChartQuestion, action: str) -> Form:
    """Return the form of a speaker's page."""
    topics = {topic.id: label_of(topic) for topic in topics_by_name(context.lexicon())}
    chosen = question.timeline.asked.filters.topics
    options = {"": "Everything", **topics}
    return _form(
        question, action, choice("topic", "Topic", options.items(), chosen[0] if chosen else "")
    )


def topic_form(question: ChartQuestion, action: str) -> Form:
    """Return the form of a topic's page."""
    group = question.timeline.group_by or FacetField.PARTY_GROUP
    return _form(question, action, choice("group_by", "Split by", GROUPS.items(), group))


def compare_form(question: ChartQuestion) -> CompareForm:
    """Return the form of a comparison: fields for what is compared, and some to spare."""
    compared, lexicon = question.timeline.compared, context.lexicon()
    names = {f"topic:{topic.id}": label_of(topic) for topic in topics_by_name(lexicon)}
    topics = [text for text in compared if text in names]
    words = [text for text in compared if text not in names]
    spare = max(0, MAX_QUERIES - len(compared))
    topics += [""] * min(max(1, TOPIC_FIELDS - len(topics)), spare)
    words += [""] * min(max(1, WORD_FIELDS - len(words)), MAX_QUERIES - len(topics) - len(words))
    options = {"": "–", **names}
    own = {"compare", "by", "measure"}
    asked = question.timeline.asked
    return CompareForm(
        topics=tuple(
            choice("compare", f"Topic {place}", options.items(), chosen)
            for place, chosen in enumerate(topics, start=1)
        ),
        words=tuple(words),
        choices=(_unit(question), choice("measure", "Show", MEASURES.items(), question.measure)),
        kept=tuple(pair for pair in asked.pairs() if pair[0] not in own),
    )


def _unit(question: ChartQuestion) -> Choice:
    units = {unit.value: name for unit, name in UNITS.items()}
    return choice("by", "By", units.items(), question.timeline.bucket)


def _form(question: ChartQuestion, action: str, own: Choice) -> Form:
    asked = question.timeline.asked
    expand = choice("expand", "Search for", EXPANSIONS.items(), asked.expand or "")
    choices = (
        own,
        _unit(question),
        choice("measure", "Show", MEASURES.items(), question.measure),
    )
    chosen = (
        (each.name, option.value) for each in choices for option in each.options if option.active
    )
    address = SearchAddress.of((*asked.pairs(), *chosen))
    return Form(action, address, expand, choices)
