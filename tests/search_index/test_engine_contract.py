"""What every engine does, and that all engines answer alike: the memory engine is the oracle."""

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archives import archives
from generated_questions import searches, tagged_searches, timelines
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lexicons import a_lexicon, lexicons

from search_index.engines import engine_named, engine_names
from search_index.filters import FacetField, Filters
from search_index.requests import PreviousHit, SearchRequest, Sort, TimelineRequest
from search_index.statistics.timelines import ALL, OTHERS, UNDATED

pytestmark = pytest.mark.slow

LEXICON = a_lexicon()
ENGINES = [engine_named(name) for name in engine_names()]
ORACLE = engine_named("memory")

quick = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def opened(engine, documents, lexicon=LEXICON):
    with TemporaryDirectory() as folder:
        count = engine.build(Path(folder), iter(documents), lexicon)
        assert count == len(documents)
        reader = engine.open(Path(folder), lexicon)
        yield reader
        reader.close()


def comparable(results, *, sort):
    """What engines must agree on; scores and the order by relevance are each engine's own."""
    hits = results.hits if sort is not Sort.RELEVANCE else ()
    return (
        results.total,
        [(hit.public_id, hit.key, hit.snippets) for hit in hits],
        results.facets,
        results.more,
        results.expansion,
        results.suggestions,
    )


def walk(reader, request):
    """All hits, page by page."""
    hits, after = [], None
    while True:
        results = reader.search(replace(request, after=after, facets=(), highlight=False))
        hits += results.hits
        if not results.more:
            return hits, results.total
        assert len(results.hits) == request.limit
        after = PreviousHit(results.hits[-1].key, results.hits[-1].public_id)


@pytest.mark.parametrize("engine", [e for e in ENGINES if e is not ORACLE], ids=lambda e: e.name)
@quick
@given(archives(), st.lists(searches, min_size=1, max_size=4))
def test_searches_find_what_the_oracle_finds(engine, archive, requests):
    documents = list(archive.values())
    with opened(engine, documents) as reader, opened(ORACLE, documents) as oracle:
        for request in requests:
            found, expected = reader.search(request), oracle.search(request)
            assert comparable(found, sort=request.sort) == comparable(expected, sort=request.sort)


@pytest.mark.parametrize("engine", [e for e in ENGINES if e is not ORACLE], ids=lambda e: e.name)
@quick
@given(archives(), st.lists(timelines, min_size=1, max_size=4))
def test_timelines_count_what_the_oracle_counts(engine, archive, requests):
    documents = list(archive.values())
    with opened(engine, documents) as reader, opened(ORACLE, documents) as oracle:
        for request in requests:
            found, expected = reader.timeline(request), oracle.timeline(request)
            assert replace(found, generation="") == replace(expected, generation="")


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
@quick
@given(archives(), searches)
def test_paging_reaches_every_hit_once_in_order(engine, archive, request):
    with opened(engine, list(archive.values())) as reader:
        hits, total = walk(reader, request)
        ids = [hit.public_id for hit in hits]
        assert len(ids) == len(set(ids)) == total
        falling = request.sort in {Sort.RELEVANCE, Sort.DATE_DESCENDING, Sort.ADDED_DESCENDING}
        places = [(-hit.key if falling else hit.key, hit.public_id) for hit in hits]
        assert places == sorted(places)
        in_order = reader.ordered(request)
        assert in_order.tolist() == [hit.record_id for hit in hits]


@pytest.mark.parametrize("engine", [e for e in ENGINES if e is not ORACLE], ids=lambda e: e.name)
@quick
@given(archives(), searches)
def test_relevance_finds_the_same_snippets(engine, archive, request):
    documents = list(archive.values())
    request = replace(request, limit=100, sort=Sort.RELEVANCE)
    with opened(engine, documents) as reader, opened(ORACLE, documents) as oracle:
        found = {hit.public_id: hit.snippets for hit in reader.search(request).hits}
        assert found == {hit.public_id: hit.snippets for hit in oracle.search(request).hits}


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(
    archives(),
    st.lists(
        st.tuples(archives(4), st.sets(st.integers(1, 40), max_size=6)), min_size=1, max_size=9
    ),
    searches,
    timelines,
)
def test_after_updates_an_index_answers_as_one_built_anew(
    engine, archive, changes, search, timeline
):
    search = replace(search, sort=Sort.DATE, limit=50)
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "0"
        folder.mkdir()
        engine.build(folder, archive.values(), LEXICON)
        for number, (changed, removed) in enumerate(changes, 1):
            gone = (removed | changed.keys()) & archive.keys()
            archive = {key: archive[key] for key in archive.keys() - gone} | changed
            base, folder = folder, Path(parent) / str(number)
            folder.mkdir()
            count = engine.update(folder, base, iter(changed.values()), gone, LEXICON)
            assert count == len(archive)
        reader = engine.open(folder, LEXICON)
        assert reader.fingerprints() == {
            document.record_id: document.fingerprint for document in archive.values()
        }
        with opened(ORACLE, list(archive.values())) as oracle:
            found, expected = reader.search(search), oracle.search(search)
            found = replace(found, expansion={})
            expected = replace(expected, expansion={})
            assert comparable(found, sort=Sort.DATE) == comparable(expected, sort=Sort.DATE)
            assert replace(reader.timeline(timeline), generation="") == replace(
                oracle.timeline(timeline), generation=""
            )


def answers(reader, questions):
    """Everything that a reader says to these questions, the generation's name aside."""
    requests, counts = questions
    found = [replace(reader.search(request), generation="") for request in requests]
    return found + [replace(reader.timeline(request), generation="") for request in counts]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
@quick
@given(
    archives(),
    st.tuples(lexicons, lexicons),
    archives(2),
    st.tuples(st.lists(tagged_searches, min_size=1, max_size=3), st.lists(timelines, max_size=2)),
)
def test_tagged_anew_an_index_answers_as_one_built_with_the_lexicon(
    engine, archive, lexicon_pair, changed, questions
):
    (older, newer), (requests, _) = lexicon_pair, questions
    newer = replace(newer, version=f"{newer.version}-newer")
    with TemporaryDirectory() as parent:
        folders = [
            Path(parent) / name for name in ("old", "retagged", "updated", "built", "oracle")
        ]
        for folder in folders:
            folder.mkdir()
        old, retagged, updated, built, oracle = folders
        engine.build(old, archive.values(), older)
        assert engine.retag(retagged, old, newer) == len(archive)
        engine.build(built, archive.values(), newer)
        ORACLE.build(oracle, archive.values(), newer)
        expected = answers(engine.open(built, newer), questions)
        assert answers(engine.open(retagged, newer), questions) == expected
        found, right = engine.open(built, newer), ORACLE.open(oracle, newer)
        for request in requests:
            assert found.search(request).total == right.search(request).total
        gone = archive.keys() & changed.keys()
        archive = archive | changed
        engine.update(updated, old, changed.values(), gone, newer)
        with opened(engine, list(archive.values()), newer) as anew:
            found = engine.open(updated, newer)
            for request in requests:
                assert found.search(request).total == anew.search(request).total


NARROWED_BY = {
    FacetField.LANGUAGE: "languages",
    FacetField.PARTY_GROUP: "party_groups",
    FacetField.SPEAKER: "speakers",
    FacetField.COUNTRY: "countries",
    FacetField.SESSION: "sessions",
    FacetField.ROLE_KIND: "role_kinds",
    FacetField.SPEECH_TYPE: "speech_types",
    FacetField.ASSEMBLY: "assemblies",
}


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
@quick
@given(archives(), searches)
def test_a_facets_count_is_the_total_of_the_search_narrowed_by_it(engine, archive, request):
    with opened(engine, list(archive.values())) as reader:
        for facet in reader.search(request).facets:
            name = NARROWED_BY.get(FacetField(facet.field))
            for entry in facet.counts if name else ():
                filters = replace(request.filters, **{name: (entry.value,)})
                found = reader.search(replace(request, filters=filters))
                assert found.total == entry.count


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
@quick
@given(archives(), timelines)
def test_the_points_of_a_timeline_add_up_to_its_total(engine, archive, request):
    with opened(engine, list(archive.values())) as reader:
        counted = reader.timeline(request)
        total = reader.search(SearchRequest(request.query, request.filters)).total
        assert counted.total == total
        if request.group_by not in {FacetField.LANGUAGE, FacetField.TOPIC}:
            points = [point for series in counted.series for point in series.points]
            assert sum(point.speeches or 0 for point in points) == total
        assert len(counted.series) <= request.top + 1
        assert [s.key for s in counted.series[request.top :]] in ([], [OTHERS])


@pytest.mark.parametrize("engine", ENGINES, ids=lambda e: e.name)
def test_an_empty_archive_answers_nothing(engine):
    with opened(engine, []) as reader:
        results = reader.search(SearchRequest(facets=tuple(FacetField)))
        assert (results.total, results.hits, results.more) == (0, (), False)
        counted = reader.timeline(TimelineRequest(group_by=FacetField.SPEAKER))
        assert (counted.buckets, counted.series, counted.total) == ((), (), 0)
        assert reader.timeline(TimelineRequest()).series[0].key == ALL
        assert UNDATED not in counted.buckets
        assert reader.search(SearchRequest(filters=Filters(languages=("da",)))).total == 0
