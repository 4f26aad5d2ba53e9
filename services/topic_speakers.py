"""Who spoke on a topic, how often, and where to find the speeches."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from archive.queries.names import SpeakerName
from archive.queries.speakers import speaker_names
from archive.topics import Lexicon
from search_index.engine import IndexReader
from search_index.filters import FacetField
from search_index.requests import SearchRequest
from search_index.results import FacetCount
from search_index.topics.tagger import Tagger
from services.addresses import API, resource, with_parameters
from services.criteria import Criteria, TopicSpeakersQuestion, fingerprint, narrowed
from services.cursors import Cursor, read_cursor, write_cursor
from services.interpretation import Interpretation, interpret
from services.resolve import resolve
from services.walks import interpretation_version, walk_generation


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

    query: Interpretation
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

    The question is one for the topic. Raises InvalidQuery and InvalidParameters.
    """
    asked = question.asked
    meant = resolve(asked, tagger)
    results = reader.search(
        SearchRequest(
            meant.query, asked.filters, limit=1, facets=(FacetField.SPEAKER,), highlight=False
        )
    )
    counts = next((facet.counts for facet in results.facets), ())
    page, last = _page(counts, question)
    following = None
    if last is not None:
        place = (last.count, last.value)
        of = _fingerprint(question)
        following = Cursor(of, place, results.generation, interpretation_version(tagger.lexicon))
    known = speaker_names(session, [count.value for count in page])
    return TopicSpeakers(
        query=replace(interpret(asked, meant, tagger.lexicon), expansion=results.expansion),
        total=len(counts),
        speeches=results.total,
        unresolved=results.total - sum(count.count for count in counts),
        speakers=tuple(
            _speaker(count, known.get(count.value, count.value), asked, topic) for count in page
        ),
        next_cursor=None if following is None else write_cursor(following),
    )


def generation_of(question: TopicSpeakersQuestion, lexicon: Lexicon) -> str | None:
    """Return the index generation in which a walk through the speakers began; None for a new one.

    Raises InvalidParameters and Conflict.
    """
    return walk_generation(_cursor(question), lexicon)


def _page(
    counts: tuple[FacetCount, ...], question: TopicSpeakersQuestion
) -> tuple[tuple[FacetCount, ...], FacetCount | None]:
    """Return the page's counts, and the last of them where more follow."""
    rest = counts
    cursor = _cursor(question)
    if cursor is not None:
        least, last_id = cursor.place
        rest = tuple(count for count in counts if (-count.count, count.value) > (-least, last_id))
    page = rest[: question.limit]
    return page, page[-1] if len(rest) > len(page) else None


def _cursor(question: TopicSpeakersQuestion) -> Cursor | None:
    if question.cursor is None:
        return None
    return read_cursor(question.cursor, _fingerprint(question), int, str)


def _fingerprint(question: TopicSpeakersQuestion) -> str:
    return fingerprint("topic speakers", *question.asked.pairs())


def _speaker(count: FacetCount, name: str, asked: Criteria, topic: str) -> TopicSpeaker:
    of_speaker = narrowed(asked, speakers=(count.value,))
    return TopicSpeaker(
        speaker=SpeakerName(count.value, name),
        speeches=count.count,
        search=with_parameters(f"{API}/search", of_speaker.pairs()),
        timeline=with_parameters(
            resource("speakers", count.value) + "/timeline", [("topic", topic)]
        ),
    )
