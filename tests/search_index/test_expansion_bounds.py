"""The bounds on forms: of one pattern, and of all patterns of a question together."""

import pytest
from index_documents import a_document, a_segment

from archive.errors import InvalidQuery
from archive.topics import Lexicon
from search_index import limits
from search_index.engines import engine_named, engine_names
from search_index.filters import Filters
from search_index.query.parser import parse
from search_index.requests import SearchRequest

LEXICON = Lexicon("0", ())


@pytest.fixture(params=engine_names())
def reader(request, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "EXPANSIONS", 4)
    monkeypatch.setattr(limits, "ALL_EXPANSIONS", 6)
    engine = engine_named(request.param)
    texts = ("abba abbe abbi", "abbo", "cdda cdde cddi", "cddo efga")
    base, folder = tmp_path / "0", tmp_path / "1"
    for made in (base, folder):
        made.mkdir()
    documents = [a_document(n, a_segment(text, "da")) for n, text in enumerate(texts, 1)]
    engine.build(base, documents, LEXICON)
    newer = [a_document(9, a_segment("abba abbo", "sv"), a_segment("abba", "da"))]
    engine.update(folder, base, newer, [], LEXICON)
    return engine.open(folder, LEXICON)


def total(reader, q, **filters):
    return reader.search(SearchRequest(parse(q), Filters(**filters))).total


@pytest.mark.parametrize("q", ["abb*", "abb* abb*", "abb* OR (abb* NOT abb*)", "abbx~1"])
def test_within_the_bounds_forms_are_found_and_a_pattern_counts_once(reader, q):
    assert total(reader, q) == 3


def test_all_forms_together_are_bounded(reader):
    with pytest.raises(InvalidQuery, match="more than 6 different forms together") as caught:
        total(reader, "abb* cdd*")
    assert caught.value.position in {0, 5}
    assert total(reader, "abb* cdd*", languages=("sv",)) == 0
    with pytest.raises(InvalidQuery, match="together"):
        total(reader, "fisk NOT (abb* OR cddx~1)")


def test_the_forms_of_one_pattern_are_bounded(reader):
    with pytest.raises(InvalidQuery, match="stands for 5 different forms in 'da'; 4") as caught:
        total(reader, "fisk adba~2")
    assert caught.value.position == 5
