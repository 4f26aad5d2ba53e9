"""Timelines: how often something is spoken of over time, by whom, where and in what language."""

from http import HTTPStatus

from api.http.conditional import not_modified_if_unchanged
from api.http.context import database_session, index_reader, tagger
from api.openapi.operation import Blueprint, get
from api.schemas.parameters.timelines import (
    SpeakerTimelineParameters,
    TimelineParameters,
    TopicTimelineParameters,
)
from api.schemas.timelines import TimelineSchema, TopicTimelineSchema
from services.answers import answer_timeline
from services.criteria import TimelineQuestion
from services.timelines.timeline import TimelineAnswer, speaker_timeline, topic_timeline

BLUEPRINT = Blueprint("timelines", "Counts over time; every point leads to its speeches.")


@get(
    BLUEPRINT,
    "/timeline",
    parameters=TimelineParameters,
    answer=TimelineSchema,
)
@not_modified_if_unchanged
def count_over_time(question: TimelineQuestion) -> TimelineAnswer:
    """Count the speeches that a search with the same parameters finds, over time.

    With `compare`, count those that answer each of the queries and all other parameters. With one
    `speaker` and neither groups nor assemblies, the answer is that speaker's timeline.
    """
    return answer_timeline(question)


@get(
    BLUEPRINT,
    "/speakers/<string:speaker_id>/timeline",
    parameters=SpeakerTimelineParameters,
    answer=TimelineSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
@not_modified_if_unchanged
def count_of_speaker(question: TimelineQuestion, speaker_id: str) -> TimelineAnswer:
    """Count a speaker's speeches on a topic, concept or query, or all of them, over time.

    The denominators are all speeches of the speaker's assembly.
    """
    return speaker_timeline(speaker_id, question, index_reader(), database_session(), tagger())


@get(
    BLUEPRINT,
    "/topics/<string:topic_id>/timeline",
    parameters=TopicTimelineParameters,
    answer=TopicTimelineSchema,
    problems=(HTTPStatus.NOT_FOUND,),
)
@not_modified_if_unchanged
def count_of_topic(question: TimelineQuestion, topic_id: str) -> TimelineAnswer:
    """Count the speeches on a topic, in every language, over time.

    `documents` are the background documents on it, as dated marks beside the counts.
    """
    return topic_timeline(topic_id, question, index_reader(), database_session(), tagger())
