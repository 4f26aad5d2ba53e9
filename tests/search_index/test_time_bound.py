"""The time of a question: bounded by the processor's, wherever the question is long."""

from time import sleep

import pytest
from index_documents import a_document, a_segment
from stored import TEXTS, Stored
from test_engine_contract import LEXICON, opened

from archive.errors import QueryTooSlow
from search_index.engines import engine_named
from search_index.filters import Bucket, Filters
from search_index.generations.current import open_current
from search_index.query.parser import parse
from search_index.query.tree import Exact, Or
from search_index.requests import SearchRequest, TimelineRequest, WordCountRequest
from search_index.statistics.collocations import CollocationRequest, collocations
from search_index.statistics.comparison import compare
from search_index.statistics.keyness import KeynessRequest, key_words, key_words_by_language
from search_index.time_limit import check_time, time_limit
from search_index.topics.tagger import Tagger

QUESTIONS = ('"handel med mennesker"~5', "*handel*", "fiskri~2", "fiskerri", "NOT handel")


@pytest.fixture(scope="module", params=["whoosh", "memory"])
def reader(request, tmp_path_factory):
    stored = Stored(tmp_path_factory.mktemp("bounded"), request.param)
    stored.add(*TEXTS)
    stored.rebuilder().build()
    yield open_current(stored.settings).reader()
    stored.database.dispose()


@pytest.mark.parametrize("q", QUESTIONS)
def test_a_question_whose_time_is_over_is_told_the_bound(reader, q):
    with time_limit(0), pytest.raises(QueryTooSlow, match=r"0 seconds of a processor.*ask for"):
        reader.search(SearchRequest(parse(q)))
    assert reader.search(SearchRequest(parse(q))).total >= 0


def test_a_timeline_whose_time_is_over_is_told_the_bound(reader):
    with time_limit(0), pytest.raises(QueryTooSlow):
        reader.timeline(TimelineRequest(parse("handel"), bucket=Bucket.YEAR))


def test_waiting_is_no_work():
    with time_limit(0.01):
        sleep(0.03)
        check_time()


def test_a_nearer_bound_holds_within_a_later_one():
    with time_limit(0), time_limit(60), pytest.raises(QueryTooSlow, match="more than 0 seconds"):
        check_time()
    with time_limit(60), time_limit(0), pytest.raises(QueryTooSlow, match="more than 0 seconds"):
        check_time()


def test_without_a_bound_there_is_time():
    check_time()


class Clock:
    """A processor's time that passes by a second, or a part, whenever it is looked at."""

    def __init__(self):
        self.now = 0.0
        self.step = 1.0

    def __call__(self):
        self.now += self.step
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("search_index.time_limit.thread_time", clock)
    return clock


def test_a_comparison_has_the_time_of_one_question(reader, clock):
    queries = {text: parse(text) for text in ("handel", "fisk", "med")}
    for query in (*queries.values(), Or(tuple(queries.values()))):
        reader.timeline(TimelineRequest(query))
    with pytest.raises(QueryTooSlow):
        compare(reader, queries, TimelineRequest())


def test_collocations_in_all_languages_have_the_time_of_one_question(clock):
    clock.step = 0.5
    texts = [a_segment("handel og fisk", code) for code in ("da", "sv", "fi")]
    one, every = (
        CollocationRequest(Exact("handel"), Filters(languages=codes), least=1)
        for codes in (("da",), ())
    )
    with opened(engine_named("whoosh"), [a_document(1, *texts)]) as reader:
        assert len(collocations(reader, Tagger(LEXICON), one)) == 1
        with pytest.raises(QueryTooSlow):
            collocations(reader, Tagger(LEXICON), every)


def test_key_words_in_all_languages_have_the_time_of_one_question(reader, clock):
    request, codes = KeynessRequest(Exact("handel")), ("da", "sv", "fi", "nb")
    assert [key_words(reader, request, code).language for code in codes] == list(codes)
    assert [found.language for found in key_words_by_language(reader, request, ("da",))] == ["da"]
    with pytest.raises(QueryTooSlow):
        key_words_by_language(reader, request, codes)


def test_words_are_counted_within_the_bound(clock):
    text = a_segment(" ".join(f"ord{number}" for number in range(20)))
    with opened(engine_named("whoosh"), [a_document(1, text)]) as reader:
        assert reader.count_words(WordCountRequest("da", bases=frozenset(("ord1",)))).counts
        with pytest.raises(QueryTooSlow):
            reader.count_words(WordCountRequest("da"))
