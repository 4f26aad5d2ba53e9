"""What pages look up beside their own question: names, and counts where an index can count."""

from collections.abc import Collection, Mapping

from flask import url_for

from api import context
from api.labels import labels
from api.pages.addresses import SearchAddress
from api.pages.names import ValueNames, session_name_and_place, value_names
from api.pages.views.speech import Linked
from api.pages.views.topics import TopicTile, topic_tile
from api.questions import Asked, SearchQuestion
from api.search import SearchPage, generation_of, search
from archive.errors import IndexUnavailable
from archive.queries.session_names import assembly_names, session_names
from archive.queries.speech import SpeechDetail
from search_index.query import And, FacetField, FieldIs, Filters, SearchRequest


def ask(question: SearchQuestion) -> SearchPage:
    """Return a search's answer; a walk through hits goes on in the index that it began in.

    Raises IndexUnavailable, InvalidQuery, InvalidParameters and Conflict.
    """
    reader = context.index_reader(generation_of(question))
    return search(question, reader, context.database_session(), context.tagger())


def counts(asked: Asked, field: FacetField, limit: int) -> tuple[SearchPage, Mapping[str, int]]:
    """Return the speeches found by a field's most frequent values."""
    question = SearchQuestion(asked, None, 1, None, (field,), limit, highlight=False)
    page = ask(question)
    return page, {counted.value: counted.count for counted in page.facets.get(field, ())}


def topic_tiles() -> tuple[TopicTile, ...]:
    """Return every topic, with its number of speeches where there is an index."""
    lexicon = context.lexicon()
    try:
        _, by_topic = counts(Asked(), FacetField.TOPIC, len(lexicon.topics))
    except IndexUnavailable:
        by_topic = None
    return tuple(
        topic_tile(
            topic,
            url_for("pages.topic", topic_id=topic.id),
            None if by_topic is None else by_topic.get(topic.id, 0),
        )
        for topic in lexicon.topics
    )


def names_for(address: SearchAddress, sessions: Collection[str] = ()) -> ValueNames:
    """Return names for a search's filters, and for these sessions too."""
    database, lexicon = context.database_session(), context.lexicon()
    wanted = {*sessions, *address.values("session")}
    called = {
        label: session_name_and_place(found[0]) if len(found) == 1 else f"Session {label}"
        for label, found in session_names(database, wanted).items()
    }
    speakers = labels(FacetField.SPEAKER, address.values("speaker"), database, lexicon)
    return value_names(lexicon, speakers, called, assembly_names(database))


def topics_of(speech: SpeechDetail) -> tuple[Linked, ...]:
    """Return the topics that a speech treats; none where no index can tell."""
    of = speech.summary
    if of.number is None or of.session is None:
        return ()
    place = And((FieldIs("session", of.session.label), FieldIs("number", str(of.number))))
    speakers = (of.speaker.id,) if of.speaker and of.speaker.id else ()
    filters = Filters(assemblies=(of.assembly.id,), speakers=speakers)
    request = SearchRequest(place, filters, limit=2, facets=(FacetField.TOPIC,), highlight=False)
    try:
        found = context.index_reader().search(request)
    except IndexUnavailable:
        return ()
    if [hit.public_id for hit in found.hits] != [of.id]:
        return ()
    names = value_names(context.lexicon(), {}, {}, {})
    return tuple(
        Linked(
            names.of(FacetField.TOPIC, counted.value),
            url_for("pages.topic", topic_id=counted.value),
        )
        for facet in found.facets
        for counted in facet.counts
    )
