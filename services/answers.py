"""Answers to questions, the same for requests, pages and commands.

Each is asked of what the context holds: the archive, the index that serves, the topics.
"""

from dataclasses import dataclass, replace

from api.http.context import archive_version, database_session, index_reader, lexicon, tagger
from archive.topics import Topic
from services.concordance import ConcordancePage, concordance_page
from services.concordance import generation_of as generation_of_lines
from services.corpus_questions import ConcordanceQuestion
from services.criteria import SearchQuestion, TimelineQuestion
from services.resolve import resolve
from services.search import SearchPage, generation_of, search
from services.timelines.comparison import compare_queries
from services.timelines.timeline import TimelineAnswer, count_over_time, speaker_timeline


@dataclass(frozen=True, slots=True)
class ListedTopics:
    """All topics."""

    lexicon_version: str
    topics: tuple[Topic, ...]


def answer_search(question: SearchQuestion) -> SearchPage:
    """Return the page of hits; a walk goes on in the index that it began in.

    Raises IndexUnavailable, InvalidQuery, InvalidParameters and Conflict.
    """
    reader = index_reader(generation_of(question, lexicon()))
    found = search(question, reader, database_session(), tagger())
    return replace(found, archive=archive_version(reader))


def answer_concordance(question: ConcordanceQuestion) -> ConcordancePage:
    """Return the page of lines. Raises what `answer_search` does."""
    reader = index_reader(generation_of_lines(question, lexicon()))
    return concordance_page(question, reader, database_session(), tagger())


def answer_timeline(question: TimelineQuestion) -> TimelineAnswer:
    """Return the counts: of each query where some are compared, of a speaker where one is chosen.

    Raises IndexUnavailable and InvalidQuery.
    """
    asked = (question, index_reader(), database_session(), tagger())
    if question.compared:
        return compare_queries(*asked)
    speaker = _only_speaker(question)
    if speaker is None:
        return count_over_time(*asked)
    # Where no address names the speaker, an unknown one is an error of the question.
    resolve(question.asked, tagger())
    return speaker_timeline(speaker, *asked)


def _only_speaker(question: TimelineQuestion) -> str | None:
    """Return the speaker whose speeches alone are counted, as shares of the assembly's."""
    filters = question.asked.filters
    if question.group_by is None and not filters.assemblies and len(filters.speakers) == 1:
        return filters.speakers[0]
    return None


def listed_topics() -> ListedTopics:
    """Return all topics."""
    return ListedTopics(lexicon().version, lexicon().topics)
