"""Topics: their concepts and terms in each language, and who spoke on them."""

from dataclasses import replace
from http import HTTPStatus

from api.http.conditional import not_modified_if_unchanged
from api.http.context import database_session, index_reader, lexicon, tagger
from api.openapi.operation import Blueprint, get
from api.schemas.parameters.topic_speakers import TopicSpeakersParameters
from api.schemas.topics import TopicSchema, TopicSpeakersSchema, TopicsSchema
from archive.topics import Topic
from services.answers import ListedTopics, listed_topics
from services.criteria import TopicSpeakersQuestion, narrowed
from services.topic_speakers import TopicSpeakers, generation_of, topic_speakers

BLUEPRINT = Blueprint("topics", "Subjects of debate, found in every language.")


@get(BLUEPRINT, "/topics", answer=TopicsSchema)
def list_topics() -> ListedTopics:
    """List the topics with their concepts.

    `lexicon_version` names the state of all of them; the terms stand at each topic.
    """
    return listed_topics()


@get(
    BLUEPRINT,
    "/topics/<string:topic_id>",
    answer=TopicSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
def read_topic(topic_id: str) -> Topic:
    """Return a topic with its concepts and their terms in each language.

    `matching` tells word by word how a term matches; `excluded`, what was left out and why.
    """
    return lexicon().topic(topic_id)


@get(
    BLUEPRINT,
    "/topics/<string:topic_id>/speakers",
    parameters=TopicSpeakersParameters,
    answer=TopicSpeakersSchema,
    problems=(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
@not_modified_if_unchanged
def list_topic_speakers(question: TopicSpeakersQuestion, topic_id: str) -> TopicSpeakers:
    """List who spoke on a topic, the most frequent first; filters narrow the speeches.

    `unresolved` counts the speeches whose printed name is that of no speaker of the archive.
    """
    topic = lexicon().topic(topic_id).id
    asked = replace(question, asked=narrowed(question.asked, topics=(topic,)))
    reader = index_reader(generation_of(asked, lexicon()))
    return topic_speakers(topic, asked, reader, database_session(), tagger())
