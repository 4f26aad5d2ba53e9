"""What pages look up beside their own question: names, and counts where an index can count."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from flask import request, url_for

from api.http import context
from api.pages.parts.addresses import SearchAddress
from api.pages.parts.marked_text import marks_at
from api.pages.parts.names import ValueNames, session_name_and_place, topics_by_name, value_names
from api.pages.parts.topic_evidence import TopicsSection, topics_section
from api.pages.views.topics import TopicTile, topic_tile
from archive.errors import IndexUnavailable
from archive.queries.session_names import assembly_names, session_names
from search_index.filters import FacetField
from search_index.topics.evidence import TopicEvidence
from services.answers import answer_search
from services.criteria import Criteria, SearchQuestion
from services.labels import value_labels
from services.resolve import check_topics
from services.search import SearchPage


def counts(asked: Criteria, field: FacetField, limit: int) -> tuple[SearchPage, Mapping[str, int]]:
    """Return the speeches found by a field's most frequent values."""
    question = SearchQuestion(asked, None, 1, None, (field,), limit, highlight=False)
    page = answer_search(question)
    return page, {counted.value: counted.count for counted in page.facets.get(field, ())}


def topic_tiles() -> tuple[TopicTile, ...]:
    """Return every topic by name, with its number of speeches where there is an index."""
    lexicon = context.lexicon()
    try:
        _, by_topic = counts(Criteria(), FacetField.TOPIC, len(lexicon.topics))
    except IndexUnavailable:
        by_topic = None
    return tuple(
        topic_tile(
            topic,
            url_for("pages.topic", topic_id=topic.id),
            None if by_topic is None else by_topic.get(topic.id, 0),
        )
        for topic in topics_by_name(lexicon)
    )


def names_for(address: SearchAddress, sessions: Collection[str] = ()) -> ValueNames:
    """Return names for a search's filters, and for these sessions too."""
    database, lexicon = context.database_session(), context.lexicon()
    wanted = {*sessions, *address.values("session")}
    called = {
        public_id: session_name_and_place(found)
        for public_id, found in session_names(database, wanted).items()
    }
    speakers = value_labels(FacetField.SPEAKER, address.values("speaker"), database, lexicon)
    return value_names(lexicon, speakers, called, assembly_names(database))


def chosen_topic() -> str | None:
    """Return the topic whose terms the request wants marked. Raises InvalidQuery."""
    chosen = request.args.get("topic", "").strip()
    if not chosen:
        return None
    check_topics("topic", (chosen,), context.lexicon())
    return chosen


def topics_section_of(
    treated: Sequence[TopicEvidence], chosen: str | None, own_page: str
) -> TopicsSection:
    """Return the topics of the text at this address, one of them chosen."""
    return topics_section(
        treated, chosen, own_page, lambda topic: url_for("pages.topic", topic_id=topic)
    )


def with_marked_match(section: TopicsSection) -> TopicsSection:
    """Return the topics with the place marked that the request's `at` names, where it names one."""
    marks = marks_at(request.args.get("at", ""))
    return section if marks is None else replace(section, marks=marks, marked=None)
