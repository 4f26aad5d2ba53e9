"""Generated queries, sound and broken: both engines find the same, and nothing else is raised.

benchmarks/differential.py asks 30,000 of them of a larger archive.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from archives import WORDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_documents import a_document, a_segment, a_translation
from lexicons import a_lexicon

from archive.errors import InvalidQuery
from benchmarks.query_texts import STRANGE, Vocabulary, query_texts
from search_index import limits
from search_index.engines import engine_named
from search_index.query.parser import parse
from search_index.query.query_text import query_text
from search_index.requests import SearchRequest, Sort

EXAMPLES = int(os.environ.get("TINGTALE_TEST_EXAMPLES", "300"))

VOCABULARY = Vocabulary(
    WORDS,
    {
        "speaker": ("anna", "bo"),
        "party_group": ("centre", "conservative"),
        "language": ("da", "sv", "fi"),
        "session": ("63", "64"),
        "assembly": ("nordic-council", "folketing"),
        "number": ("1", "2", "3"),
        "role": ("minister", "guest"),
        "country": ("DK", "SE"),
        "speech_type": ("main", "reply"),
        "year": ("2011", "2012"),
        "topic": ("trade", "fish"),
        "concept": ("fishing", "trade_in_humans"),
    },
)


def some_documents():
    """Speeches that hold the words in turn, with strange ones among them."""
    languages = ("da", "sv", "fi", "en", "und")
    for number in range(1, 21):
        words = (*WORDS[number % 5 :: 3], STRANGE[number], STRANGE[number + 20])
        values = VOCABULARY.values
        yield a_document(
            number,
            a_segment(" ".join(words), languages[number % 5]),
            a_translation(" ".join(WORDS[number % 7 :: 5])),
            number=number % 4 or None,
            year=2010 + number % 3,
            day=None,
            **{
                name.replace("role", "role_kind"): values[name][number % 2]
                for name in ("speaker", "party_group", "session", "assembly", "country", "role")
            },
        )


@pytest.fixture(scope="module")
def readers():
    with TemporaryDirectory() as name:
        opened = []
        for engine in map(engine_named, ("whoosh", "memory")):
            folder = Path(name) / engine.name
            folder.mkdir()
            engine.build(folder, some_documents(), a_lexicon())
            opened.append(engine.open(folder, a_lexicon()))
        yield opened
        for reader in opened:
            reader.close()


def found(reader, tree, sort):
    results = reader.search(SearchRequest(tree, sort=sort, limit=100, highlight=False))
    ids = [hit.public_id for hit in results.hits]
    assert len(ids) == results.total
    return sorted(ids) if sort is Sort.RELEVANCE else ids


@settings(
    deadline=None,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(query_texts(VOCABULARY), st.sampled_from(tuple(Sort)))
def test_both_engines_find_the_same_of_any_query(readers, q, sort):
    try:
        tree = parse(q)
    except InvalidQuery as error:
        tree, refused = None, error
    if tree is None:
        assert 0 <= refused.position <= len(q)
        if refused.suggestion is not None:
            parse(refused.suggestion)
        return
    written = query_text(tree)
    if len(written) <= limits.QUERY_LENGTH:
        assert parse(written) == tree
    whoosh, memory = (found(reader, tree, sort) for reader in readers)
    assert whoosh == memory
