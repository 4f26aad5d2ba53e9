"""Who spoke on a topic, how often, and where to find the speeches."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from api.asking import understood
from api.cursors import Cursor, read_cursor, write_cursor
from api.echo import QueryEcho, echo
from api.links import API, resource, with_parameters
from api.questions import Asked, TopicSpeakersQuestion, fingerprint, narrowed
from archive.queries.names import SpeakerName
from archive.queries.speakers import names
from search_index.concepts import Tagger
from search_index.engine import IndexReader
from search_index.query import FacetField, SearchRequest
from search_index.results import FacetCount


@dataclass(frozen=True, slots=True)
class TopicSpeaker:
    """Someone who spoke on a topic."""

    speaker: SpeakerName
    speeches: int
    search: str
    """The path of the search for these speeches."""
    timeline: str
    """The path of the speaker's timeline on the topic."""


@dataclass(frozen=True, slots=True)
class TopicSpeakers:
    """A page of those who spoke on a topic."""

    query: QueryEcho
    total: int
    """Speakers, of all pages."""
    speeches: int
    """Speeches on the topic."""
    unresolved: int
    """Of them, those whose speaker is not resolved."""
    speakers: tuple[TopicSpeaker, ...]
    next_cursor: str | None


def topic_speakers(
    topic: str,
    question: TopicSpeakersQuestion,
    reader: IndexReader,
    session: Session,
    tagger: Tagger,
) -> TopicSpeakers:
    """Return the speakers, the most frequent first, ties by id.

    Raises NotFound, InvalidQuery and InvalidParameters.
    """
    asked = narrowed(question.asked, topics=(tagger.lexicon.topic(topic).id,))
    meant = understood(asked, tagger)
    results = reader.search(
        SearchRequest(
            meant.query, asked.filters, limit=1, facets=(FacetField.SPEAKER,), highlight=False
        )
    )
    counts = next((facet.counts for facet in results.facets), ())
    page, cursor = _page(counts, question, fingerprint("topic speakers", asked))
    known = names(session, [count.value for count in page])
    return TopicSpeakers(
        query=replace(echo(asked, meant, tagger.lexicon), expansion=results.expansion),
        total=len(counts),
        speeches=results.total,
        unresolved=results.total - sum(count.count for count in counts),
        speakers=tuple(
            _speaker(count, known.get(count.value, count.value), asked, topic) for count in page
        ),
        next_cursor=cursor,
    )


def _page(
    counts: tuple[FacetCount, ...], question: TopicSpeakersQuestion, of: str
) -> tuple[tuple[FacetCount, ...], str | None]:
    """Return the page's counts and the cursor to the next page."""
    rest = counts
    if question.cursor is not None:
        least, last_id = read_cursor(question.cursor, of, int, str).place
        place = (-least, last_id)
        rest = tuple(count for count in counts if (-count.count, count.value) > place)
    page = rest[: question.limit]
    if len(rest) <= len(page):
        return page, None
    return page, write_cursor(Cursor(of, (page[-1].count, page[-1].value)))


def _speaker(count: FacetCount, name: str, asked: Asked, topic: str) -> TopicSpeaker:
    of_speaker = narrowed(asked, speakers=(count.value,))
    return TopicSpeaker(
        speaker=SpeakerName(count.value, name),
        speeches=count.count,
        search=with_parameters(f"{API}/search", of_speaker.pairs()),
        timeline=with_parameters(
            resource("speakers", count.value) + "/timeline", [("topic", topic)]
        ),
    )
