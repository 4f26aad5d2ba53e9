"""Concordances: every match of every text once, in its context, in order, whatever the engine."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from archives import archives
from generated_questions import few_filters, queries, tagged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_documents import a_document, a_segment, a_translation
from lexicons import a_lexicon, lexicons
from naive_concordance import naive_lines
from test_engine_contract import ENGINES, ORACLE, opened

from archive.errors import InvalidQuery
from search_index import limits
from search_index.filters import Filters
from search_index.query.tree import And, Exact, FieldIs, Fuzzy, Not, Or, Phrase, Wildcard, Word
from search_index.requests import SearchRequest, Sort, WordCountRequest
from search_index.text.concordance import ConcordanceRequest, LineOrder, build_concordance
from search_index.text.kwic import Width, WidthUnit, keyword_in_context
from search_index.text.matching import asked_concepts, leaves
from search_index.topics.tagger import Tagger

LEXICON = a_lexicon()
WIDE = Width(6, WidthUnit.WORDS)
quick = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
orders = st.sampled_from([order for order in LineOrder if order is not LineOrder.RELEVANCE])
questions = st.one_of(queries, tagged.map(lambda pair: FieldIs(*pair)))


def printed(line):
    return (
        line.segment.public_id,
        line.segment.number,
        line.start,
        line.end,
        line.context.left,
        line.context.match,
        line.context.right,
    )


def lines_of(reader, query, filters=Filters(), order=LineOrder.DATE):  # noqa: B008  (frozen)
    found = build_concordance(reader, Tagger(LEXICON), ConcordanceRequest(query, filters, order))
    return [printed(line) for line in found.lines(0, len(found), WIDE)]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@quick
@given(archives(), questions, few_filters, orders)
def test_the_lines_are_those_of_a_naive_concordance(engine, archive, query, filters, order):
    tagger = Tagger(LEXICON)
    documents = list(archive.values())
    with opened(engine, documents) as reader:
        if not leaves(query) and not asked_concepts(query, filters, tagger):
            with pytest.raises(InvalidQuery, match="nothing is asked for that stands in a text"):
                build_concordance(reader, tagger, ConcordanceRequest(query, filters, order))
            return
        found = lines_of(reader, query, filters, order)
    with opened(ORACLE, documents) as oracle:
        assert found == naive_lines(oracle, archive, tagger, (query, filters), order, WIDE.count)


@pytest.mark.parametrize("engine", [e for e in ENGINES if e is not ORACLE], ids=lambda e: e.name)
@quick
@given(archives(), questions, few_filters, st.lists(st.integers(-2, 14), max_size=9))
def test_engines_tell_of_the_same_places_and_words(engine, archive, query, filters, words):
    documents = list(archive.values())
    request = SearchRequest(query, filters, Sort.NUMBER)
    with opened(engine, documents) as reader, opened(ORACLE, documents) as oracle:
        found, expected = reader.places(request), oracle.places(request)
        assert told(reader, found) == told(oracle, expected)
        if len(found):
            of = np.zeros(len(words), dtype=np.int64) + found.of[-1]
            asked = of, np.array(words, dtype=np.int64)
            forms, right = (
                reader.forms_at(found.segments, *asked),
                oracle.forms_at(expected.segments, *asked),
            )
            assert spelt(forms) == spelt(right)


@pytest.mark.parametrize("engine", [e for e in ENGINES if e is not ORACLE], ids=lambda e: e.name)
@quick
@given(archives(), archives(6), lexicons, tagged.map(lambda pair: FieldIs(*pair)))
def test_after_an_update_places_of_any_lexicon_are_those_of_the_oracle(
    engine, archive, changes, lexicon, query
):
    documents = archive | changes
    request = SearchRequest(query, sort=Sort.NUMBER)
    with TemporaryDirectory() as parent:
        base, updated = Path(parent) / "base", Path(parent) / "updated"
        base.mkdir()
        updated.mkdir()
        engine.build(base, iter(archive.values()), lexicon)
        engine.update(updated, base, iter(changes.values()), (), lexicon)
        reader = engine.open(updated, lexicon)
        with opened(ORACLE, list(documents.values()), lexicon) as oracle:
            assert told(reader, reader.places(request)) == told(oracle, oracle.places(request))
            counted = WordCountRequest("da", query)
            assert reader.count_words(counted) == oracle.count_words(counted)


def told(reader, places):
    return (
        [(replace(each, row=0), reader.text(each)) for each in places.segments],
        places.of.tolist(),
        places.first.tolist(),
        places.last.tolist(),
    )


def spelt(forms):
    return [None if number < 0 else forms.forms[number] for number in forms.numbers]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@quick
@given(archives(), st.sampled_from((Word("handel"), Wildcard("*i*"))), orders, st.integers(1, 3))
def test_pages_hold_every_line_once(engine, archive, query, order, limit):
    with opened(engine, list(archive.values())) as reader:
        whole = build_concordance(reader, Tagger(LEXICON), ConcordanceRequest(query, order=order))
        expected = [printed(line) for line in whole.lines(0, len(whole), WIDE)]
        pages = [whole.lines(first, limit, WIDE) for first in range(0, len(whole), limit)]
        assert [printed(line) for page in pages for line in page] == expected


TEXT = (
    "Handel er godt. Menneskehandel, og handel med mennesker! "
    "Handelen går godt; nordisk-baltisk samhandel er fri handel."
)


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def reader(request):
    documents = [
        a_document(1, a_segment(TEXT), a_translation("Trade in people, trafficking.")),
        a_document(2, a_segment("Ihmiskauppa on rikos. Vi taler om handel.", "fi"), number=7),
        a_document(3, a_segment("Vi taler om fisk, og fisk alene.")),
    ]
    with opened(request.param, documents) as reader:
        yield reader


def matches(reader, query, **parameters):
    return [line[5] for line in lines_of(reader, query, **parameters)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Exact("handel"), ["Handel", "handel", "handel", "handel"]),
        (Phrase(("handel",)), ["Handel", "handel", "Handelen", "handel"]),
        (Phrase(("handel", "menneske"), 1), ["handel med mennesker"]),
        (
            Wildcard("*handel"),
            ["Handel", "Menneskehandel", "handel", "samhandel", "handel", "handel"],
        ),
        (Fuzzy("handelem", 1), ["Handelen"]),
        (Word("nordiskbaltisk"), ["nordisk-baltisk"]),
        (And((Exact("fisk"), Not(Word("handel")))), ["fisk", "fisk"]),
        (Or((Phrase(("fri", "handel")), Exact("fri"))), ["fri handel"]),
        (FieldIs("topic", "trade"), ["Menneskehandel", "handel med mennesker", "trafficking"]),
    ],
    ids=str,
)
def test_each_kind_of_question_has_its_lines(reader, query, expected):
    assert matches(reader, query)[: len(expected)] == expected


def test_compounds_are_lines_of_their_parts(reader):
    assert "Menneskehandel" in matches(reader, Word("handel"))
    assert "Menneskehandel" not in matches(reader, Phrase(("handel",)))


def test_a_text_scope_and_a_language_leave_segments_out(reader):
    assert matches(reader, Word("handel"), filters=Filters(languages=("fi",))) == ["handel"]
    both = Or((Word("trade"), Word("fisk")))
    assert matches(reader, both, filters=Filters(languages=("en",))) == ["Trade"]


def test_contexts_are_compared_word_by_word_from_the_match_on(reader):
    right = lines_of(reader, Exact("handel"), order=LineOrder.RIGHT)
    assert [line[6].split()[:1] for line in right] == [["."], ["."], ["er"], ["med"]]
    left = lines_of(reader, Exact("handel"), order=LineOrder.LEFT)
    assert [line[4].split()[-1:] for line in left] == [[], ["fri"], ["og"], ["om"]]


def test_more_matches_than_are_sorted_are_refused_with_the_bound(reader, monkeypatch):
    count = len(lines_of(reader, Word("handel")))
    monkeypatch.setattr(limits, "MATCH_POSITIONS", 2)
    with pytest.raises(InvalidQuery, match=f"are {count} matches, of which 2 are looked at"):
        lines_of(reader, Word("handel"))
    monkeypatch.setattr(limits, "MATCH_POSITIONS", count)
    assert len(lines_of(reader, Word("handel"))) == count


def test_a_concordance_counts_the_speeches_of_its_lines(reader):
    found = build_concordance(reader, Tagger(LEXICON), ConcordanceRequest(Word("handel")))
    assert found.speeches == 2


TOKENS = st.lists(
    st.sampled_from(
        ("a", "bb", "EU:ssa", "é", "§", "x-y", "ord" * 30, "\n\n", "  ", ",", "–", "a.b")
    ),
    max_size=40,
)


@given(TOKENS, TOKENS, st.integers(1, 30))
@settings(deadline=None)
def test_a_context_has_as_many_characters_as_are_asked_for(before, after, count):
    left, right = " ".join(before) + " ", " " + " ".join(after)
    shown = keyword_in_context(
        left + "HIT" + right, len(left), len(left) + 3, Width(count, WidthUnit.CHARACTERS)
    )
    assert shown.left == " ".join(left.split())[-count:].lstrip()
    assert shown.match == "HIT"
    assert shown.right == " ".join(right.split())[:count].rstrip()
